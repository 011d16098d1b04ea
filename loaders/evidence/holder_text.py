"""Family F5: rows of a form's only natural person that are held through an entity.

The entity files beside the person, or on forms of its own about the same issuer.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling
from graph_api.domain.instants import OPEN_END
from graph_api.domain.legal_forms import comparable
from graph_api.domain.links import Evidence, EvidenceFamily, LinkRole
from graph_api.domain.names import entity_spans, entity_wordings
from loaders.evidence.actors import Actor, Cast, cast_of
from loaders.evidence.history import History, Sighting, order
from loaders.evidence.nature import parse_nature
from loaders.evidence.reading import Field, OneText, nature_of
from loaders.evidence.roles import Grade
from loaders.evidence.signs import evidence
from loaders.evidence.versions import within

HELD_THROUGH = Grade(role=LinkRole.HOLDS_THROUGH, p=0.75, joint=False, pattern="held by a co-filer")
HELD_ELSEWHERE = replace(HELD_THROUGH, pattern="held by an owner of the issuer")
HELD_BY_NAMED = replace(HELD_THROUGH, pattern="held by one who does not file")


def find(filing: OwnershipFiling, guests: tuple[OwnerAsFiled, ...] = ()) -> Iterator[Evidence]:
    """Yield, for each co-filing vehicle through which a row is held, the first such row.

    Where several natural persons file, the row does not say whose vehicle it is.

    Args:
        filing: the filing whose rows are read.
        guests: vehicles that do not file here; with guests only they are told.

    Source:
        ``ownershipNature/natureOfOwnership``; table C2, F5.
    """
    cast = cast_of(filing.document.owners, guests)
    if len(cast.persons) != 1:
        return
    natures = _natures(filing)
    grade = HELD_BY_NAMED if guests else HELD_THROUGH
    for vehicle in (v for v in cast.vehicles if v in cast.guests or not guests):
        field = next((field for field in natures if _names(field, vehicle.name)), None)
        if field is not None:
            yield from _sign(filing, field, vehicle, cast.persons[0], grade)


def find_elsewhere(history: History) -> Iterator[Evidence]:
    """Yield rows held through a vehicle that does not file beside the person, only at the issuer.

    Nothing is said where a co-filer is named, and no longer once the name fits another vehicle of
    the issuer as well.
    """
    for issuer, group in history.by_issuer.items():
        vehicles = _by_word(s for s in history.names_at[issuer] if history.is_vehicle(s.owner))
        for filing in group if vehicles else ():
            cast = cast_of(filing.document.owners)
            if len(cast.persons) == 1 and cast.persons[0].cik in history.persons:
                yield from _elsewhere(filing, cast, vehicles)


def _elsewhere(
    filing: OwnershipFiling, cast: Cast, vehicles: Mapping[str, list[Sighting]]
) -> Iterator[Evidence]:
    read: set[str] = set()
    for field in _natures(filing):
        holder = _holder_name(field.text)
        if holder is None or holder in read:
            continue
        read.add(holder)
        if any(_names(field, vehicle.name) for vehicle in cast.vehicles):
            continue
        fitting = _fitting(holder, vehicles)
        if not fitting:
            continue
        owner, seen_by = fitting[0].owner, fitting[0].filing
        others = (s.filing.accepted_at for s in fitting if s.owner.cik != owner.cik)
        known = seen_by.accepted_at, min(others, default=OPEN_END)
        vehicle = cast_of((owner,)).owners[0]
        for item in _sign(filing, field, vehicle, cast.persons[0], HELD_ELSEWHERE):
            yield from within(item, (known,))


def _by_word(vehicles: Iterable[Sighting]) -> Mapping[str, list[Sighting]]:
    """Return the vehicles by a word that every text has that names them so."""
    found: dict[str, list[Sighting]] = defaultdict(list)
    for seen in vehicles:
        for word in {max(words, key=len) for words in entity_wordings(seen.owner.name)}:
            found[word].append(seen)
    return found


def _fitting(holder: str, vehicles: Mapping[str, list[Sighting]]) -> list[Sighting]:
    """Return the vehicles that the holder's name means, in the order in which they appear."""
    words = comparable(holder).at.keys() & vehicles.keys()
    possible = {id(seen): seen for word in words for seen in vehicles[word]}
    fitting = (seen for seen in possible.values() if _is(holder, seen.owner.name))
    return sorted(fitting, key=lambda seen: (*order(seen.filing), seen.owner.cik))


_BEFORE = re.compile(r"(?:.*(?:[,;/&(]|\band))?\s*(?:the\s+)?", re.IGNORECASE)
_BEHIND = re.compile(
    r"[\s.)]*(?:[,;/&(].*|and\b.*|(?:dated|dtd|u/?a|u/?d/?t|under|as)\b.*)?", re.IGNORECASE
)


def _is(holder: str, name: str) -> bool:
    """Return whether the vehicle's name is all that the holder's consists of, or one of a list."""
    return any(
        _BEFORE.fullmatch(holder[:start]) and _BEHIND.fullmatch(holder[end:])
        for start, end in entity_spans(holder, name)
    )


def _natures(filing: OwnershipFiling) -> tuple[Field, ...]:
    document = filing.document
    return tuple(nature_of(row) for row in (*document.transactions, *document.holdings))


@lru_cache(maxsize=65_536)
def _holder_name(nature: str) -> str | None:
    return parse_nature(nature).holder_name


def _names(field: Field, vehicle: str) -> bool:
    holder = _holder_name(field.text)
    return holder is not None and bool(entity_spans(holder, vehicle))


def _sign(
    filing: OwnershipFiling, field: Field, vehicle: Actor, person: Actor, grade: Grade
) -> Iterator[Evidence]:
    span = entity_spans(field.text, vehicle.name)[0]
    return evidence(
        filing,
        EvidenceFamily.HOLDER_TEXT,
        vehicle=vehicle,
        controller=person,
        grade=grade,
        place=OneText((field,)).place(span, span),
    )
