"""Words that speak against control: in the clause that asserts it, and in its note."""

import re
from collections.abc import Iterator, Sequence

from loaders.evidence.actors import Actor
from loaders.evidence.clauses import Clause
from loaders.evidence.masking import NOBODY_MARK, Masked, P, X, marks_in

VETO = 0.3
"""What is left of a score where the same clause speaks against control."""

_INSIDE = re.compile(
    r"\b(?:not|no|never|neither|nor|without|former(?:ly)?|previously|prior|ceased|resigned|"
    r"resignation|stepped down|retired|retirement|removed|removal|withdrew|departure|replaced|was|"
    r"were|served|acted|had|independent|non-?(?:managing|voting|executive|controlling)|passive|"
    r"excluding|other than)\b",
    re.IGNORECASE,
)
_NO_POWER = (
    r"(?:\b(?:no|without(?: any)?)|\b(?:does|do|did|will|shall)(?: not|n't) "
    r"(?:have|hold|possess|exercise|share|retain)|\bnor) "
    rf"[^.;,{P[1:-1]}]{{0,60}}?(?:voting|dispositive|investment|vote|power|control|authority|discretion)"
)
_AROUND = re.compile(
    rf"{_NO_POWER}|\bindependent trustees?|\bexcluding\b|\bno longer\b|\bceased to\b|\bresigned\b|"
    r"^[, ]*until (?:\w+ \d|his|her|its)",
    re.IGNORECASE,
)
_NOT_CONTROL = re.compile(
    r"\bno (?:direct |indirect )?(?:pecuniary|economic|financial) interest|"
    r"\bnot (?:be deemed|have (?:any |a )?(?:pecuniary|economic|financial))",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|served|acted|had been|had|former(?:ly)?|previously|prior|ceased(?: to)?|"
    r"resigned|resignation|stepped down|retired|retirement|removed|removal|withdrew|departure|"
    r"replaced|no longer|until (?:his|her|its|their|\w+ \d))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:was|were|has been|have been|had been) (?=(?:appointed|named|elected|designated)\b)|"
    r"\b(?:has|have) (?:served|acted)\b",
    re.IGNORECASE,
)


def is_vetoed(clause: Clause, *, is_dated: bool = False) -> bool:
    """Return whether the clause, or its surroundings up to the next name, speak against control.

    Disclaimers of beneficial ownership and of pecuniary interest say nothing about control.

    Args:
        clause: the statement.
        is_dated: a last day of control is known, so that it lasted until then.
    """
    if _speaks_against(_INSIDE, clause.wording, is_dated=is_dated):
        return True
    if re.search(r"\b(?:neither|nor|none of)(?: the)? $", clause.before, re.IGNORECASE):
        return True
    return any(
        _speaks_against(_AROUND, words, is_dated=is_dated) for words in (clause.lead, clause.tail)
    )


def _speaks_against(pattern: re.Pattern[str], words: str, *, is_dated: bool) -> bool:
    rest = _GOES_ON.sub("", _NOT_CONTROL.sub("", words))
    return bool(pattern.search(_PAST.sub("", rest) if is_dated else rest))


_SOME = r"(?:(?:single|individual|one|particular|natural|managing|general|committee|board) )*"
_ONES = (
    r"(?:persons?|individuals?|members?|managers?|directors?|partners?|principals?|trustees?|"
    r"shareholders?|stockholders?)\b(?! of (?:the )?(?:Issuer|Company|(?:his|her) ))"
)
_NO_ONE = (
    rf"\b(?:no {_SOME}{_ONES}|(?:no one|none|not one) of (?:them\b|{P}|"
    rf"(?:the|these|those|such|its|their)(?: [\w-]+){{0,2}}? {_ONES}))"
)
_CONTROLS = (
    r"\b(?:(?:individually |alone )?controls?\b|"
    r"(?:has|have|having|holds?|possess(?:es)?|exercises?|exercising|with)\b"
    rf"[^.;{P[1:-1]}]{{0,80}}?\b(?:power|control|authority|discretion|(?:right|ability) to)\b|"
    r"(?:can|could|may|is able to)\b"
    rf"[^.;{P[1:-1]}]{{0,60}}?\b(?:control|vote|dispose|direct)\b)"
)
_DENIAL = re.compile(rf"{_NO_ONE}(?P<said>[^.;]{{0,120}}?{_CONTROLS})", re.IGNORECASE)
_DENIES_LESS = re.compile(r"\b(?:sole|solely|other than|except|besides)\b", re.IGNORECASE)
_BY_VOTE = re.compile(
    r"\b(?:majority|at least (?:two|three|four|five|\d)|unanimous(?:ly)?|supermajority|"
    r"(?:approval|consent|vote) of)\b",
    re.IGNORECASE,
)
_POWER_SHARED = re.compile(
    rf"{X}[^.;]*\b(?:share|shares|shared|sharing)\b[^.;{P[1:-1]}]{{0,60}}?"
    r"\b(?:power|control|authority|discretion)",
    re.IGNORECASE,
)


def denied_to_persons(note: Sequence[Masked]) -> frozenset[Actor]:
    """Return the entities of which the note says that no one person controls them.

    They are those that the denial names, and with them those of the sentence before, where that is
    about the same or the denial names none. Where named persons are said to share the power, and
    no vote is said to decide, the denial means only that nobody has it alone.

    Args:
        note: its sentences in order, pronouns resolved.
    """
    denials = [number for number, sentence in enumerate(note) if _denies(sentence)]
    if not denials or _is_shared([s for n, s in enumerate(note) if n not in denials], note):
        return frozenset()
    denied: set[Actor] = set()
    for number in denials:
        own = _entities(note[number])
        before = _entities(note[number - 1]) if number else set()
        denied |= own | (before if not own or own & before else set())
    return frozenset(denied)


_POWERLESS = re.compile(
    rf"^\W*{X}(?:(?:,|,? and) {X})*(?P<so>[^.;{X[1:-1]}]{{0,200}}?)\b"
    r"(?:(?:has|have) no|(?:does|do) not (?:have|hold|possess|exercise|share))\b"
    rf"(?P<said>[^.;{X[1:-1]}]{{0,60}}?\b(?:power|authority|discretion|right|control)\b[^.;]*)",
    re.IGNORECASE,
)
"""Persons who begin the sentence, and are its subject still where it denies them power."""

_OF_SHARES = re.compile(r"\b(?:vot(?:e|ing)|dispos\w+|invest\w*)\b", re.IGNORECASE)
_ANOTHER_SUBJECT = re.compile(r"\b(?:which|whose|that|but|if|unless|until)\b", re.IGNORECASE)


def powerless(note: Sequence[Masked]) -> Iterator[tuple[Masked, frozenset[Actor]]]:
    """Yield each sentence that denies persons any power over shares, and the entities meant.

    They are those that the denial names, else all of the note. A power that is said not to be
    sole, or to be somebody's with exceptions, is not denied.

    Args:
        note: its sentences in order, pronouns resolved.
    """
    for sentence in note:
        match = _POWERLESS.search(sentence.text)
        if match is None or _ANOTHER_SUBJECT.search(match["so"]):
            continue
        said = match["said"]
        if _OF_SHARES.search(said) and not _DENIES_LESS.search(said):
            named = _entities(sentence[slice(*match.span("said"))])
            meant = named or set().union(*map(_entities, note))
            yield sentence[match.start() : match.start("so")], frozenset(meant)


def _denies(sentence: Masked) -> bool:
    match = _DENIAL.search(sentence.text)
    return match is not None and _DENIES_LESS.search(match["said"]) is None


def _is_shared(others: Sequence[Masked], note: Sequence[Masked]) -> bool:
    return any(_POWER_SHARED.search(sentence.text) for sentence in others) and not any(
        _BY_VOTE.search(sentence.text) for sentence in note
    )


def _entities(sentence: Masked) -> set[Actor]:
    return {
        actor
        for mark in marks_in(sentence.text)
        if mark >= NOBODY_MARK
        for actor in sentence.party(mark)
        if not actor.is_person
    }
