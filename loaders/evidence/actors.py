"""Who appears in one filing: its reporting owners, and entities its text names that do not file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnerAsFiled
from graph_api.domain.given_names import honorific_fits, same_given_name
from graph_api.domain.identifiers import Cik
from graph_api.domain.kinds import classify
from graph_api.domain.names import entity_spans, mentions, parse_person_name, surnames
from graph_api.domain.words import plain_letters
from loaders.evidence.namesakes import others_named, surname_behind_honorific
from loaders.evidence.reading import Span, Taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody named in a text.

    Attributes:
        key: the CIK of a reporting owner, else the name in capitals after a ``?``.
        cik: None where the actor does not file.
        kind: UNKNOWN for entities that do not file.
    """

    key: str
    cik: Cik | None
    kind: OwnerKind
    name: str

    @property
    def is_person(self) -> bool:
        """Whether it is surely a natural person."""
        return self.kind is OwnerKind.PERSON


Party = tuple[Actor, ...]
"""Several actors; where a mention means them, by key, and empty where nobody can be told."""

NOBODY: Party = ()
Mention = tuple[Span, Party]


@dataclass(frozen=True)
class Cast:
    """Who may be linked by what one filing says.

    Attributes:
        owners: its reporting owners in order of the document, then the guests.
        guests: those who do not file here; where there are any, only what concerns them is told.
        alone: the only reporting owner, whom "the Reporting Person" means; None on a joint form.
    """

    owners: Party
    guests: frozenset[Actor] = frozenset()
    alone: Actor | None = None

    @cached_property
    def persons(self) -> Party:
        """Owners who are natural persons."""
        return tuple(actor for actor in self.owners if actor.is_person)

    @cached_property
    def vehicles(self) -> Party:
        """Owners who are entities; one of unknown kind is left out."""
        return tuple(
            actor
            for actor in self.owners
            if not actor.is_person and actor.kind is not OwnerKind.UNKNOWN
        )

    @property
    def filing_vehicles(self) -> Party:
        """Vehicles that file here themselves."""
        return tuple(actor for actor in self.vehicles if actor not in self.guests)

    @property
    def may_be_linked(self) -> bool:
        """Whether there are two owners to link, one of them no person."""
        return len(self.owners) > 1 and len(self.persons) < len(self.owners)

    def tells(self, one: Actor, other: Actor) -> bool:
        """Return whether what the filing says about these two is asked for."""
        return not self.guests or one in self.guests or other in self.guests

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return where ``text`` names owners or other entities, ascending and disjoint.

        Of overlapping names the longest counts; a name that fits several owners means nobody.
        """
        entities = [
            (span, actor)
            for actor in self.owners
            if not actor.is_person
            for span in entity_spans(text, actor.name)
            if starts_a_name(text, span)
        ]
        people = [
            (span, actor)
            for actor in self.owners
            if actor.is_person or actor.kind is OwnerKind.UNKNOWN
            for span in mentions(text, parse_person_name(actor.name))
        ]
        taken = Taken(span for span, _ in entities)
        others = [
            (span, (_outsider(text[slice(*span)]),))
            for span in _other_entities(text, [span for span, _ in people])
            if taken.is_free(span)
        ]
        named = _by_span(text, [*entities, *people, *_namesakes(text, people)])
        return tuple(sorted(_longest([*named, *others, *_surnames(text, people, self.persons)])))


def cast_of(owners: tuple[OwnerAsFiled, ...], guests: tuple[OwnerAsFiled, ...] = ()) -> Cast:
    """Return owners and guests, each with its kind; who is listed twice is one, and no guest."""
    listed = _actors(owners)
    invited = {cik: guest for cik, guest in _actors(guests).items() if cik not in listed}
    if guests and not invited:
        return Cast(())
    return Cast(
        owners=(*listed.values(), *invited.values()),
        guests=frozenset(invited.values()),
        alone=next(iter(listed.values())) if len(listed) == 1 else None,
    )


def _actors(owners: tuple[OwnerAsFiled, ...]) -> dict[Cik, Actor]:
    return {
        owner.cik: Actor(
            key=owner.cik, cik=owner.cik, kind=classify(owner.name).kind, name=owner.name
        )
        for owner in owners
    }


def party(actors: set[Actor]) -> Party:
    """Return the actors by key."""
    return tuple(sorted(actors, key=lambda actor: actor.key))


def _by_span(text: str, named: list[tuple[Span, Actor]]) -> list[Mention]:
    actors: dict[Span, set[Actor]] = {}
    for span, actor in named:
        actors.setdefault(span, set()).add(actor)
    return [(span, _only(found, text[slice(*span)])) for span, found in actors.items()]


def _namesakes(text: str, people: list[tuple[Span, Actor]]) -> Iterator[tuple[Span, Actor]]:
    """Yield strangers of the same surname whom ``Mr. Doe`` may mean as well.

    ``Richard Doe … Mr. Doe`` does not tell of John Doe, who files. Whose name an entity bears is
    introduced by nobody.
    """
    owners = {actor for _, actor in people}
    formal: dict[tuple[str, Actor], list[Span]] = {}
    for span, person in people:
        surname = surname_behind_honorific(text[slice(*span)])
        if surname is not None:
            formal.setdefault((surname, person), []).append(span)
    for (surname, person), spans in formal.items():
        for stranger in _strangers(text, surname, person, owners):
            yield from ((span, stranger) for span in spans)


def _strangers(text: str, surname: str, person: Actor, owners: set[Actor]) -> set[Actor]:
    """Return who else of this surname the text introduces, and who is none of ``owners``."""
    names = {
        f"{plain_letters(surname)} {given}"
        for given, (_, end) in others_named(text, surname, parse_person_name(person.name))
        if not _LONGER_NAME.match(text, end)
        and not any(same_given_name(given, first_name(o)) for o in owners - {person})
    }
    return {Actor(key=f"?{n}", cik=None, kind=OwnerKind.PERSON, name=n) for n in names}


def _only(actors: set[Actor], written: str) -> Party:
    """Return the one actor meant, whom an honorific fits; nobody where several may be."""
    honorific = written.split(maxsplit=1)[0]
    fitting = {a for a in actors if not a.is_person or honorific_fits(honorific, first_name(a))}
    return party(fitting) if len(fitting) == 1 else NOBODY


def first_name(person: Actor) -> str:
    """Return the first given name that is more than an initial, in capitals; empty without one."""
    given = parse_person_name(person.name).given
    return next((name for name in given if len(name) > 1), "")


def _outsider(name: str) -> Actor:
    words = " ".join(re.findall(r"\w+", plain_letters(name).replace(".", "")))
    return Actor(key=f"?{words}", cik=None, kind=OwnerKind.UNKNOWN, name=name)


_WORD_BEFORE = re.compile(
    r"(?P<stop>[^\w\s&'\u2019-]\s*)?(?<![\w'\u2019-])(?P<word>[\w&'\u2019-]+)\s+\Z"
)
_MAY_STAND_BEFORE = re.compile(
    r"(?:the|a|an|by|each|both|either|neither|nor|and|or|of|for|as|in|on|to|from|with|at|that|"
    r"held|through|because|while|although|since|shares|securities|represents|reflects|includes|"
    r"consists|such|when|where|if|is|are|was|behalf|directly|indirectly|its|whereas|upon|"
    r"manager|member|partner|trustee|director|adviser|advisor|units|stock|person|persons|s)$",
    re.IGNORECASE,
)


def starts_a_name(text: str, span: Span) -> bool:
    """Return whether no capitalised word of a longer name stands before the span."""
    before = _WORD_BEFORE.search(text, max(0, span[0] - 60), span[0])
    if before is None or not before["word"][0].isupper() or text[span[0]].islower():
        return True
    begins_sentence = before["stop"] is not None or before.start("word") == 0
    return begins_sentence or bool(_MAY_STAND_BEFORE.match(before["word"]))


_ENTITY_END = (
    r"(?:L\.?L\.?C\b\.?|L\.?L?\.?L?\.?P\b\.?|Ltd\b\.?|Limited\b|Inc\b\.?|Incorporated\b|Corp\b\.?|"
    r"Corporation\b|Company\b|Co\.|PLC\b|GmbH\b|S\.[aà]\.?\s?r\.?l\b\.?|S\.C\.Sp\b\.?|SCSp\b|"
    r"B\.V\b\.?|N\.V\b\.?|Trust\b|Foundation\b|Fund\b|GRAT\b|Partnership\b|Partners\b|"
    r"Holdings\b|Family\b)"
)
_LONGER_NAME = re.compile(
    r"(?:['\u2019]s)?(?:,? (?:[JS]r\.|I{2,3}|IV))?"
    r"(?:\s+(?:[A-Z][\w.'\u2019-]*|\d{4}|&))*?,?\s+"
    rf"(?:and\s+(?:[A-Z][\w.'\u2019-]*\s+){{1,4}}(?:Living |Family |Revocable |Joint )*Trust\b|"
    rf"{_ENTITY_END})"
)


_NAME_WORD = (
    r"(?:(?:[A-Z]\.)+(?:[A-Z]\b)?|(?:Bros|St|Mt|Jr|Sr|Co|Inc|Cos)\.|[A-Z][\w'\u2019/-]*|"
    r"\d{1,4}(?:[-/][\w-]+|[A-Z]+)?|\([A-Z][\w ]*\)|&)"
)
_OTHER_ENTITY = re.compile(
    rf"(?<![\w.'\u2019-])(?!\()(?:{_NAME_WORD}(?:\s+(?:(?:of|de)\s+)?|\s+-\s+)){{0,9}}{_NAME_WORD}(?:,\s*|\s+)"
    r"(?:L\.?L\.?C\b\.?|L\.?L?\.?L?\.?P\b\.?|Limited (?:Liability )?(?:Partnership|Company)\b|"
    r"Ltd\b\.?|Limited\b|Inc\b\.?|Incorporated\b|Corp\b\.?|Corporation\b|Company\b|PLC\b|GmbH\b|SCSp\b|"
    r"Trust(?:\s+Co(?:mpany\b|\b\.?)(?:\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)?)?(?:,?\s+N\.A\.)?(?!\w)|"
    r"Bank\b(?:,?\s+N\.A\.)?|N\.A\.|National\s+Association\b|Foundation\b)"
)
_LEADING_WORDS = re.compile(
    r"(?:(?:The|A|An|Each|Both|Of|For|As|By|In|On|To|And|Represents|Reflects|Includes|Shares|"
    r"Securities|Held|Because|Since|While|Mr\.|Ms\.|"
    r"(?:[A-Z]\w+\s+){0,4}(?:Partner|Member|Manager|Trustee|Adviser|Advisor|Director|Signatory|"
    r"President|Officer|Counsel|Secretary|Treasurer|Shareholder|Owner|Person|Chairman|Principal)"
    r"\s+(?:of|for|to))\s+)+"
)


def _other_entities(text: str, people: list[Span]) -> Iterator[Span]:
    """Yield names that end in a legal form, and longer names that begin with a personal one."""
    for match in _OTHER_ENTITY.finditer(text):
        lead = _LEADING_WORDS.match(match.group())
        yield match.start() + (lead.end() if lead else 0), match.end()
    for start, end in people:
        longer = _LONGER_NAME.match(text, end)
        if longer:
            yield start, longer.end()


_MESSRS = re.compile(
    r"\b(?:Messrs|Mmes|Mses|Drs)\.?((?:,?\s+(?:and\s+)?(?!and\b)[A-Z][\w'\u2019-]+)+)"
)
_OF_EACH = {"Mes": "Mr", "Mme": "Ms", "Mse": "Ms"}
_COUPLE = re.compile(
    r"\b(?P<one>Mr|Dr)\.?\s+(?:and|&)\s+(?P<other>Mrs|Ms)\.?\s+(?P<name>[A-Z][\w'\u2019-]+)"
)
_FIRST_OF_TWO = re.compile(
    r"(?<![\w.'\u2019-])(?P<first>[A-Z][\w'\u2019]+)(?:\s+[A-Z]\.)?\s+(?:and|&)\s+\Z"
)


def _surnames(text: str, people: list[tuple[Span, Actor]], persons: Party) -> Iterator[Mention]:
    """Yield persons who share one honorific or one surname.

    ``Messrs. Doe, Roe and Poe``, ``Mr. and Mrs. Doe``, ``John and Jane Doe``.
    """
    for group in _MESSRS.finditer(text):
        title = _OF_EACH.get(group.group()[:3], group.group())
        for word in re.finditer(r"[A-Z][\w'\u2019-]+", group[1]):
            start = group.start(1) + word.start()
            bearers = _bearers(word.group(), persons)
            if len(bearers) == 1:
                (person,) = bearers
                bearers |= _strangers(text, word.group(), person, set(persons))
            written = title if len(bearers) > 1 else group.group()
            yield (start, start + len(word.group())), _only(bearers, written)
    for couple in _COUPLE.finditer(text):
        bearers = _bearers(couple["name"], persons)
        pair = [_only(bearers, couple[title]) for title in ("one", "other")]
        is_pair = len(bearers) == 2 and any(pair)
        yield couple.span(), party(bearers) if is_pair else NOBODY
    for (start, _), person in people:
        first = _FIRST_OF_TWO.search(text, max(0, start - 40), start)
        if first is not None and not _SURNAME_BEFORE.search(text, 0, first.start()):
            yield first.span("first"), _namesake(first["first"], person, persons)


_SURNAME_BEFORE = re.compile(r"(?<![\w.])[A-Z][\w'\u2019-]*(?:\s+[A-Z]\.)?\s+\Z")
"""What stands before a surname: ``Paul R. Poe and Jane Doe`` share none."""


def _bearers(word: str, persons: Party) -> set[Actor]:
    surname = plain_letters(re.sub(r"['\u2019]s?$", "", word))
    return {p for p in persons if surname in surnames(parse_person_name(p.name))}


def _namesake(first: str, person: Actor, persons: Party) -> Party:
    """Return the person of this first name who shares the surname of ``person``."""
    own = surnames(parse_person_name(person.name))
    found = {
        other
        for other in persons
        if other != person
        and own & surnames(parse_person_name(other.name))
        and same_given_name(plain_letters(first), first_name(other))
    }
    return party(found) if len(found) == 1 else NOBODY


def _longest(found: list[Mention]) -> list[Mention]:
    taken = Taken()
    by_length = sorted(found, key=lambda m: (m[0][0] - m[0][1], m[0][0]))
    return [(span, who) for span, who in by_length if taken.take(span)]
