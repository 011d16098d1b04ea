"""Addresses and signers that too many strangers share: from when on they tell nothing (C5.2)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant

MOST_GROUPS = 3
"""What more unconnected groups than these share is an office of services, a law firm, a city."""

T = TypeVar("T", bound=Hashable)


def hubs_from(uses: Iterable[tuple[T, frozenset[Cik], Instant]]) -> Mapping[T, Instant]:
    """Return what has become a hub, and from when on.

    A use adds a group iff none of its owners has been met there before, so a family of funds that
    files together counts once. The number only grows, and what comes later cannot change it.

    Args:
        uses: what is shared, the owners who use it on one filing, when that became known; in
            replay order.
    """
    met: dict[T, set[Cik]] = defaultdict(set)
    groups: dict[T, int] = defaultdict(int)
    hubs: dict[T, Instant] = {}
    for shared, owners, instant in uses:
        if met[shared].isdisjoint(owners):
            groups[shared] += 1
            if groups[shared] == MOST_GROUPS + 1:
                hubs[shared] = instant
        met[shared] |= owners
    return hubs
