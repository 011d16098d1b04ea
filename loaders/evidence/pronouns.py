"""Pronouns in masked text, told from the persons and entities named before them."""

import re

from graph_api.domain.given_names import honorific_fits
from loaders.evidence.actors import first_name
from loaders.evidence.masking import NOBODY_MARK, Masked, P, V, marks_in
from loaders.evidence.roles import ROLE

_OPENING = re.compile(
    r"(?:As such, |Accordingly, |In turn, )?(?P<word>He|She|It|Its|he|she|it|its)\b"
)
_IS_ITS = re.compile(
    rf"{P}(?:(?:, and|,| and) {P})* (?:is|are|serves? as|acts? as) (?P<word>its)\b"
)
_AND_IS_ITS = re.compile(rf",? and (?:the )?{P} (?:is|are|serves? as|acts? as) (?P<word>its)\b")
_OF_V_AND_ITS = re.compile(
    rf"\b(?:is|serves as|acts as) {ROLE} (?:of|for) (?:the )?(?P<o>{V}) and "
    rf"(?P<its>its) (?P<role>{ROLE})(?=[,.;]|$)",
    re.IGNORECASE,
)
_AS_ITS = re.compile(
    rf"(?<!{V} )\b(?:is|are|as|being|became|remains) (?P<its>its|their) "
    rf"(?P<role>{ROLE})(?=[,.;]|$| and )",
    re.IGNORECASE,
)
_ITS_OF_SUBJECT = re.compile(
    rf"(?P<s>{P})[^;:{P[1:-1]}]* (?:is|serves as|acts as) {ROLE} (?:of|for|to) "
    rf"(?P<o>(?:each of )?(?:the )?{P}(?:(?:, and| and|,) (?:the )?{P})*),? and (?:the )?{P},? "
    rf"(?:is|serves as|acts as) (?P<its>its) (?P<role>{ROLE})(?=[,.;]|$| and )",
    re.IGNORECASE,
)
_LIST = re.compile(rf"{P}(?:(?:,| and|, and) {P})+")
_THEY = re.compile(r"\b(?:which|whom|that|because|since|as),? (?P<word>they)\b")
_WITHIN = re.compile(
    r"\b(?:which|whom|that|because|since|as|entity|company|corporation|trust|partnership|vehicle|"
    r"foundation|LLC),? (?P<word>he|she)(?= (?:\w+ )?(?:is|was|has|had|controls?|serves?|acts?|"
    r"owns?|exercises?|shares?|holds?|may|manages?|retains?)\b)"
    r"|\b(?P<own>his|her)(?= (?:wholly|solely|100%)[- ]owned\b)"
    r"|\b(?:owned|controlled|managed) by (?P<whom>him|her)\b"
)
_OF_PERSONS = {"he": "Mr", "his": "Mr", "him": "Mr", "she": "Ms", "her": "Ms"}


def with_subject(sentence: Masked, previous: Masked | None) -> Masked:
    """Return the sentence with pronouns replaced by the one they can mean.

    The first word means the only person (``He``) or entity (``It``) that the sentence before names;
    the pronoun in ``of which he is``, ``because they are`` or ``as its manager`` whoever alone has
    been named so far in the sentence.
    """
    for of_words in (_of_opening, _of_they, _of_its, _of_person):
        sentence = of_words(sentence, previous)
    return sentence


def _of_opening(sentence: Masked, previous: Masked | None) -> Masked:
    match = _OPENING.match(sentence.text) or _IS_ITS.match(sentence.text)
    meant = _meant(match["word"], previous) if match and previous else None
    if match is None or meant is None:
        return sentence
    genitive = "'s" if match["word"].lower() == "its" else ""
    if genitive:
        for further in reversed(list(_AND_IS_ITS.finditer(sentence.text, match.end()))):
            sentence = sentence.replace(*further.span("word"), meant + genitive)
    return sentence.replace(*match.span("word"), meant + genitive)


def _of_they(sentence: Masked, _previous: Masked | None) -> Masked:
    """Replace ``they`` by the first list in the sentence, if it is of persons only."""
    they = _THEY.search(sentence.text)
    named = _LIST.search(sentence.text, 0, they.start()) if they else None
    if they and named and max(marks_in(named.group())) < NOBODY_MARK:
        return sentence.replace(*they.span("word"), named.group())
    return sentence


def _of_its(sentence: Masked, _previous: Masked | None) -> Masked:
    """Replace ``as its manager`` by ``as manager of V`` where V alone can be meant.

    V is the only entity before, or the subject that is said to manage several.
    """
    match = _ITS_OF_SUBJECT.match(sentence.text)
    if match and sum(len(sentence.party(mark)) for mark in marks_in(match["o"])) > 1:
        role = f"{match['role']} of {match['s']}"  # several vehicles are no "it"
        sentence = sentence.replace(match.start("its"), match.end("role"), role)
    for match in reversed(list(_OF_V_AND_ITS.finditer(sentence.text))):
        role = f"{match['role']} of {match['o']}"
        sentence = sentence.replace(match.start("its"), match.end("role"), role)
    for match in reversed(list(_AS_ITS.finditer(sentence.text))):
        before = {mark for mark in marks_in(sentence.text[: match.start()]) if mark >= NOBODY_MARK}
        if len(before) == 1 and NOBODY_MARK not in before:
            role = f"{match['role']} of {before.pop()}"
            sentence = sentence.replace(match.start("its"), match.end(), role)
    return sentence


def _of_person(sentence: Masked, previous: Masked | None) -> Masked:
    """Replace ``he`` within by the only person before in the sentence, else in the one before."""
    for match in reversed(list(_WITHIN.finditer(sentence.text))):
        group = match.lastgroup or "word"
        before = sentence[: match.start()]
        named = before if _names_a_person(before) else previous
        meant = _meant(match[group], named) if named is not None else None
        if meant is not None:
            genitive = "'s" if group == "own" else ""
            sentence = sentence.replace(*match.span(group), meant + genitive)
    return sentence


def _meant(pronoun: str, named: Masked) -> str | None:
    """Return the mark of the only one named whom the pronoun can mean."""
    title = _OF_PERSONS.get(pronoun.lower())
    marks = {mark for mark in marks_in(named.text) if _is_one(named, mark, person=bool(title))}
    if len(marks) != 1 or NOBODY_MARK in marks_in(named.text):
        return None
    mark = marks.pop()
    if title and not honorific_fits(title, first_name(named.party(mark)[0])):
        return None
    return mark


def _names_a_person(masked: Masked) -> bool:
    """Return whether a person is named, or somebody who cannot be told."""
    marks = marks_in(masked.text)
    return NOBODY_MARK in marks or any(_is_one(masked, mark, person=True) for mark in marks)


def _is_one(masked: Masked, mark: str, *, person: bool) -> bool:
    who = masked.party(mark)
    return len(who) == 1 and who[0].is_person == person
