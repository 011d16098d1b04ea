"""Decisions of a person about links: what they reject, and what they cut on the way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import Limit, LinkState
from graph_api.domain.overrides import Override, OverrideOp
from loaders.resolve.alarms import Pair, reach
from loaders.resolve.weighing import LinkContent


@dataclass(frozen=True, slots=True)
class Decision:
    """``cannot_link`` or ``set_root`` as the links engine needs it."""

    op: OverrideOp
    owners: Pair
    known_from: Instant


def decisions_of(overrides: Iterable[Override]) -> tuple[Decision, ...]:
    """Return the decisions that reject links, by owners; the others speak through evidence."""
    rejecting = {OverrideOp.CANNOT_LINK, OverrideOp.SET_ROOT}
    found = (
        Decision(override.op, (Cik(override.a), Cik(override.b)), override.known_from)
        for override in overrides
        if override.op in rejecting and override.b is not None
    )
    return tuple(sorted(found, key=lambda d: (d.owners, d.op.value, d.known_from)))


def apply_decisions(
    state: Mapping[Pair, LinkContent],
    decided: AbstractSet[Pair],
    decisions: Sequence[Decision],
    instant: Instant,
) -> dict[Pair, LinkContent]:
    """Return the links after the decisions known at ``instant``.

    ``set_root`` rejects every other link of the owner. ``cannot_link`` rejects a direct link, and
    while the two still count as one, the weakest inferred link on the way from either to where
    they meet (ties by key).

    Source:
        Specification C6.
    """
    result = dict(state)

    def reject(pair: Pair) -> None:
        result[pair] = result[pair].lowered(LinkState.REJECTED, Limit.OVERRIDE)

    for decision in decisions:
        one, other = decision.owners
        if decision.known_from > instant:
            continue
        if decision.op is OverrideOp.SET_ROOT:
            for pair in state:
                if pair[0] == one and pair[1] != other and pair not in decided:
                    reject(pair)
            continue
        for pair in ((one, other), (other, one)):
            if pair in result and pair not in decided:
                reject(pair)
        while way := _weakest_way(result, decided, one, other):
            reject(way)
    return result


def _weakest_way(
    state: Mapping[Pair, LinkContent], decided: AbstractSet[Pair], one: Cik, other: Cik
) -> Pair | None:
    """Return the weakest inferred link through which both reach a common owner, if any."""
    above: dict[Cik, list[Cik]] = defaultdict(list)
    below: dict[Cik, list[Cik]] = defaultdict(list)
    accepted = [pair for pair, content in state.items() if content.state is LinkState.ACCEPTED]
    for vehicle, controller in accepted:
        above[vehicle].append(controller)
        below[controller].append(vehicle)
    met = reach(one, above) & reach(other, above)
    ways = {
        pair
        for pair in accepted
        if pair not in decided
        and any(
            pair[0] in reach(start, above) and pair[1] in reach(start, above)
            for start in (one, other)
        )
        and any(pair[1] in reach(end, below) for end in met)
    }
    return min(ways, key=lambda pair: (state[pair].p, pair), default=None) if met else None
