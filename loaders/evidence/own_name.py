"""Family F4: vehicles that bear the name of a person who reports at the same issuer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, EvidenceFamily
from loaders.evidence.bearing import (
    Bearer,
    Likeness,
    bearer,
    is_for_others,
    keys_in,
    surname_keys,
)
from loaders.evidence.history import History, Sighting, later
from loaders.evidence.surnames import is_among_commonest
from loaders.evidence.versions import FOREVER, Interval, Weight, names, sign

FULL_NAME = Weight(p=0.90, pattern="full name")
SURNAME_AND_INITIAL = Weight(p=0.65, pattern="surname and first initial")
RARE_SURNAME = Weight(p=0.45, pattern="rare surname")
COMMON_SURNAME = Weight(p=0.10, pattern="common surname")
OF_A_FATHER = Weight(p=0.65, pattern="full name without the suffix")
OF_SEVERAL = Weight(p=0.45, pattern="full name that several bear")
FOR_OTHERS = Weight(p=0.45, pattern="full name in a trust for others")
INITIAL_FOR_OTHERS = Weight(p=0.45, pattern="surname and first initial in a trust for others")


@dataclass(frozen=True, slots=True)
class _Named:
    """A vehicle and a person as they are named at one issuer, and how the names are alike."""

    vehicle: Sighting
    person: Sighting
    how: Bearer

    @property
    def known_by(self) -> OwnershipFiling:
        return later(self.vehicle.filing, self.person.filing)


def find(
    history: History, vehicles: Mapping[Cik, Sequence[Sighting]] | None = None
) -> Iterator[Evidence]:
    """Yield what the names of vehicles say; of a pair at several issuers each time anew.

    Args:
        history: all filings.
        vehicles: issuer → vehicles that are named there; by default those that report there.

    Source:
        ``rptOwnerName`` of owners who report at one issuer; table C2, F4, and C2a.
    """
    for issuer, sightings in (history.names_at if vehicles is None else vehicles).items():
        for alike in _alike(history, sightings, history.names_at[issuer]):
            for named in alike:
                for weight, known in _weights(named, alike, history.common_surnames):
                    yield _sign(named, weight, known)


def _sign(named: _Named, weight: Weight, known: Interval) -> Evidence:
    vehicle, person = named.vehicle.owner, named.person.owner
    return sign(
        EvidenceFamily.NAME,
        (vehicle.cik, person.cik),
        named.known_by,
        weight,
        (max(named.known_by.accepted_at, known[0]), known[1]),
        field="reportingOwner",
        quote=names(vehicle.name, person.name),
    )


def _alike(
    history: History, vehicles: Iterable[Sighting], sightings: Iterable[Sighting]
) -> Iterator[list[_Named]]:
    """Yield, for each name of a vehicle, the persons of one issuer who bear one too."""
    bearers: dict[str, list[Sighting]] = defaultdict(list)
    for seen in sightings:
        if history.is_person(seen.owner):
            for key in surname_keys(seen.owner.name):
                bearers[key].append(seen)
    for vehicle in vehicles:
        if history.is_vehicle(vehicle.owner):
            persons = [
                seen
                for key in sorted(keys_in(vehicle.owner.name) & bearers.keys())
                for seen in bearers[key]
            ]
            found = (
                _Named(vehicle, person, how)
                for person in persons
                if (how := bearer(vehicle.owner.name, person.owner.name))
            )
            yield list(found)


def _weights(
    named: _Named, alike: Sequence[_Named], common: Mapping[str, Instant]
) -> Iterator[tuple[Weight, Interval]]:
    """Yield what the likeness is worth, and when."""
    for_others = is_for_others(named.vehicle.owner.name)
    if named.how.likeness is Likeness.FULL:
        shared = _shared_from(named, alike)
        own = OF_A_FATHER if named.how.lacks_suffix else FULL_NAME
        yield FOR_OTHERS if for_others else own, (FOREVER[0], shared)
        yield OF_SEVERAL, (shared, OPEN_END)
        return
    rare = RARE_SURNAME
    if named.how.likeness is Likeness.INITIAL:
        rare = INITIAL_FOR_OTHERS if for_others else SURNAME_AND_INITIAL
    surname = named.how.surname
    turns = FOREVER[0] if is_among_commonest(surname) else common.get(surname, OPEN_END)
    yield rare, (FOREVER[0], turns)
    yield COMMON_SURNAME, (turns, OPEN_END)


def _shared_from(named: _Named, alike: Sequence[_Named]) -> Instant:
    """Return from when another person of the issuer may be meant by the same words."""
    others = (
        other.person.filing.accepted_at
        for other in alike
        if other.how.likeness is Likeness.FULL
        and other.how.words == named.how.words
        and other.person.owner.cik != named.person.owner.cik
    )
    return min(others, default=OPEN_END)
