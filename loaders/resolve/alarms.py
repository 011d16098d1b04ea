"""Components of ownership that look wrong as a whole: their links are held back and reported.

A single false link can join two families of owners. Each alarm describes one shape that real
control seldom takes (specification C5.6); a link that it touches counts as PROBABLE until a
person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import TypeAlias

from graph_api.domain.identifiers import Cik
from graph_api.domain.links import Limit
from loaders.resolve.joining import joined
from loaders.resolve.weighing import LinkContent

MOST_OWNERS = 15
FEWEST_ISSUERS = 2
"""On either side of a bridge that joins two families of owners."""

Pair: TypeAlias = tuple[Cik, Cik]
Accepted: TypeAlias = Mapping[Pair, LinkContent]
Sources: TypeAlias = Mapping[Pair, AbstractSet[str]]


def alarms(
    accepted: Accepted,
    persons: AbstractSet[Cik],
    issuers: Mapping[Cik, AbstractSet[Cik]],
    sources: Sources,
) -> dict[Pair, Limit]:
    """Return the links to hold back, each with the alarm that rings.

    Args:
        accepted: inferred links of one moment by (vehicle, controller), none that a person decided.
        persons: natural persons.
        issuers: owner → issuers at which it has reported.
        sources: link → where it is told: filings, or the vehicle's own name.

    Returns:
        Nothing for the links that stand. Where several alarms ring, the first of cycle, persons,
        size, bridge.
    """
    found: dict[Pair, Limit] = {}
    for component in _components(accepted):
        for limit, pairs in (
            (Limit.QUARANTINE_CYCLE, _cycles(component)),
            (Limit.QUARANTINE_PERSONS, _undeclared(component, accepted, persons, sources)),
            (Limit.QUARANTINE_SIZE, _too_large(component, accepted)),
            (Limit.QUARANTINE_BRIDGE, _bridges(component, accepted, persons, issuers)),
        ):
            for pair in pairs:
                found.setdefault(pair, limit)
    return found


def _components(accepted: Iterable[Pair]) -> Iterator[list[Pair]]:
    pairs = sorted(accepted)
    owners = sorted({cik for pair in pairs for cik in pair})
    group_of = {cik: index for index, group in enumerate(joined(owners, pairs)) for cik in group}
    groups: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[group_of[pair[0]]].append(pair)
    yield from groups.values()


def _upward(component: Iterable[Pair]) -> Mapping[Cik, list[Cik]]:
    above: dict[Cik, list[Cik]] = defaultdict(list)
    for vehicle, controller in component:
        above[vehicle].append(controller)
    return above


def reach(start: Cik, following: Mapping[Cik, Iterable[Cik]]) -> set[Cik]:
    """Return ``start`` and everything that follows from it."""
    found, waiting = {start}, [start]
    while waiting:
        new = set(following.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def _cycles(component: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the links of every cycle of control."""
    pairs = list(component)
    above = _upward(pairs)
    for vehicle, controller in pairs:
        if vehicle in reach(controller, above):
            yield vehicle, controller


def _undeclared(
    component: Iterable[Pair], accepted: Accepted, persons: AbstractSet[Cik], sources: Sources
) -> Iterator[Pair]:
    """Yield the links of a vehicle that end in persons who are nowhere said to control it together.

    Persons told of in one place, or one after the other, are no contradiction.
    """
    pairs = list(component)
    above = _upward(pairs)
    by_vehicle: dict[Cik, list[tuple[Pair, AbstractSet[Cik]]]] = defaultdict(list)
    for pair in pairs:
        ends = reach(pair[1], above) & persons
        if ends and not accepted[pair].joint:
            by_vehicle[pair[0]].append((pair, ends))
    for ways in by_vehicle.values():
        for (one, ends_of_one), (other, ends_of_other) in combinations(ways, 2):
            if not ends_of_one.isdisjoint(ends_of_other):
                continue
            together = not sources[one].isdisjoint(sources[other])
            if not together and _overlap(accepted[one], accepted[other]):
                yield one
                yield other


def _overlap(one: LinkContent, other: LinkContent) -> bool:
    begins = [content.valid_from for content in (one, other) if content.valid_from]
    ends = [content.valid_to for content in (one, other) if content.valid_to]
    return not begins or not ends or max(begins) <= min(ends)


def _too_large(component: list[Pair], accepted: Accepted) -> Iterator[Pair]:
    """Yield all links of a large component whose vehicles do not plainly lead to one owner.

    Plain are deterministic links, and control that a filing declares to be joint.
    """
    owners = {cik for pair in component for cik in pair}
    if len(owners) <= MOST_OWNERS:
        return
    plain = _upward(pair for pair in component if accepted[pair].certain or accepted[pair].joint)
    vehicles = {vehicle for vehicle, _ in component}
    if not set.intersection(*(reach(cik, plain) for cik in vehicles)):
        yield from component


def _bridges(
    component: list[Pair],
    accepted: Accepted,
    persons: AbstractSet[Cik],
    issuers: Mapping[Cik, AbstractSet[Cik]],
) -> Iterator[Pair]:
    """Yield links that alone join two sides, each with a person and issuers of its own."""
    if len({cik for pair in component for cik in pair} & persons) < FEWEST_ISSUERS:
        return
    for pair in component:
        if accepted[pair].joint:
            continue
        sides = _sides(component, pair)
        if sides and all(
            side & persons and len(set().union(*(issuers.get(cik, ()) for cik in side))) > 1
            for side in sides
        ):
            yield pair


def _sides(component: list[Pair], bridge: Pair) -> tuple[set[Cik], set[Cik]] | None:
    """Return what is left on either side without ``bridge``; None where it is no bridge."""
    beside: dict[Cik, list[Cik]] = defaultdict(list)
    for pair in component:
        if pair != bridge:
            beside[pair[0]].append(pair[1])
            beside[pair[1]].append(pair[0])
    side = reach(bridge[0], beside)
    return None if bridge[1] in side else (side, reach(bridge[1], beside))
