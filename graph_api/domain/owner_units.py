"""The fewest owners that explain a set of trades: a minimum hitting set of their owner sets."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from graph_api.domain.identifiers import Cik

Prefer = Callable[[Cik], Any]
"""Rank of an owner, lower first; total, so no two owners share one (end it with the CIK)."""

EXACT_LIMIT = 20
"""Sets of one connected part up to which the exact minimum is searched."""


class Units(NamedTuple):
    """Owners that together stand behind every trade.

    ``chosen`` is in order of preference; none of them can be left out. ``lower_bound`` is the
    least any choice needs: where ``exact``, as many as chosen.
    """

    chosen: tuple[Cik, ...]
    exact: bool
    lower_bound: int


def owner_units(sets: Sequence[frozenset[Cik]], prefer: Prefer) -> Units:
    """Return a smallest set of owners that meets every one of ``sets``.

    Among the smallest, the one whose ranks, sorted, come first lexicographically: the best
    ranked owner that stands in any smallest choice is taken, then the best that goes with it,
    and so on. Callers rank natural persons with an own trade first, then attributed holders,
    then officers or directors, then by lowest CIK.

    A part of more than ``EXACT_LIMIT`` sets that share owners is covered greedily and the
    answer is not ``exact``.

    Args:
        sets: owner sets, none of them empty, in any order.
        prefer: rank of an owner.

    Source:
        Specification B3 (units).
    """
    forced, rest = _forced(set(sets))
    parts = [_solve(part, prefer) for part in _parts(rest)]
    chosen = [*forced, *(cik for part in parts for cik in part.chosen)]
    return Units(
        chosen=tuple(sorted(chosen, key=prefer)),
        exact=all(part.exact for part in parts),
        lower_bound=len(forced) + sum(part.lower_bound for part in parts),
    )


def _forced(sets: set[frozenset[Cik]]) -> tuple[set[Cik], list[frozenset[Cik]]]:
    """Return owners who stand alone behind a trade, and the smallest sets they do not meet."""
    alone = {cik for owners in sets if len(owners) == 1 for cik in owners}
    open_sets = sorted((s for s in sets if s.isdisjoint(alone)), key=lambda s: (len(s), sorted(s)))
    kept: list[frozenset[Cik]] = []
    for owners in open_sets:
        if not any(smaller <= owners for smaller in kept):
            kept.append(owners)
    return alone, kept


def _parts(sets: Iterable[frozenset[Cik]]) -> Iterator[list[frozenset[Cik]]]:
    """Yield groups of sets such that no owner stands in two groups."""
    groups: list[tuple[set[Cik], list[frozenset[Cik]]]] = []
    for owners in sets:
        touching = [group for group in groups if not group[0].isdisjoint(owners)]
        groups = [group for group in groups if group[0].isdisjoint(owners)]
        ciks = set(owners).union(*(group[0] for group in touching))
        groups.append((ciks, [*(s for group in touching for s in group[1]), owners]))
    for _, members in groups:
        yield members


def _solve(sets: list[frozenset[Cik]], prefer: Prefer) -> Units:
    if len(sets) > EXACT_LIMIT:
        return Units(_greedy(sets, prefer), exact=False, lower_bound=_packing(sets))
    chosen = _preferred_minimum(sets, prefer)
    return Units(chosen, exact=True, lower_bound=len(chosen))


def _packing(sets: Iterable[frozenset[Cik]]) -> int:
    """Return the size of a family of disjoint sets: each needs an owner of its own."""
    used: set[Cik] = set()
    count = 0
    for owners in sorted(sets, key=lambda s: (len(s), sorted(s))):
        if used.isdisjoint(owners):
            used |= owners
            count += 1
    return count


def _greedy(sets: Iterable[frozenset[Cik]], prefer: Prefer) -> tuple[Cik, ...]:
    """Return a cover from which nobody can be left out; ties by preference."""
    uncovered, chosen = list(sets), []
    while uncovered:
        tally = Counter(cik for owners in uncovered for cik in owners)
        best = min(tally, key=lambda cik: (-tally[cik], prefer(cik)))
        chosen.append(best)
        uncovered = [owners for owners in uncovered if best not in owners]
    return _without_idle(list(sets), chosen, prefer)


def _without_idle(sets: list[frozenset[Cik]], chosen: list[Cik], prefer: Prefer) -> tuple[Cik, ...]:
    kept = set(chosen)
    for cik in sorted(chosen, key=prefer, reverse=True):
        if all(owners & (kept - {cik}) for owners in sets):
            kept.remove(cik)
    return tuple(kept)


def _preferred_minimum(sets: list[frozenset[Cik]], prefer: Prefer) -> tuple[Cik, ...]:
    """Return the preferred one of the smallest choices; sets are bits of a mask from here on."""
    least = _Least(sets)
    uncovered = (1 << len(sets)) - 1
    left = least.size(uncovered)
    chosen: list[Cik] = []
    for cik in sorted(least.covers, key=prefer):
        after = uncovered & ~least.covers[cik]
        if after != uncovered and least.size(after) == left - 1:
            chosen.append(cik)
            uncovered, left = after, left - 1
    return tuple(chosen)


class _Least:
    """Exact sizes by branch and bound, remembered by which sets are still uncovered."""

    def __init__(self, sets: list[frozenset[Cik]]) -> None:
        self._sets = sets
        self._sizes: dict[int, int] = {0: 0}
        self.covers: dict[Cik, int] = {}
        for position, owners in enumerate(sets):
            for cik in owners:
                self.covers[cik] = self.covers.get(cik, 0) | 1 << position
        self._neighbours = [self._touching(owners) for owners in sets]

    def size(self, uncovered: int) -> int:
        """Return how few owners cover the sets in ``uncovered``."""
        if uncovered not in self._sizes:
            self._sizes[uncovered] = 1 + self._best_branch(uncovered)
        return self._sizes[uncovered]

    def _best_branch(self, uncovered: int) -> int:
        enough = self._packing(uncovered) - 1
        best = uncovered.bit_count()
        for covered in self._branches(uncovered):
            best = min(best, self.size(uncovered & ~covered))
            if best == enough:
                break
        return best

    def _branches(self, uncovered: int) -> list[int]:
        """Return what each owner of the tightest open set would cover, the most first.

        An owner who covers no more than another one does is left out.
        """
        narrow = min((self._useful(position, uncovered) for position in _bits(uncovered)), key=len)
        return sorted(narrow, key=lambda covered: (-covered.bit_count(), covered))

    def _useful(self, position: int, uncovered: int) -> list[int]:
        masks = {self.covers[cik] & uncovered for cik in self._sets[position]}
        return [m for m in masks if not any(m != other and m | other == other for other in masks)]

    def _packing(self, uncovered: int) -> int:
        count = 0
        while uncovered:
            first = (uncovered & -uncovered).bit_length() - 1
            uncovered &= ~self._neighbours[first]
            count += 1
        return count

    def _touching(self, owners: frozenset[Cik]) -> int:
        return sum(1 << i for i, other in enumerate(self._sets) if not owners.isdisjoint(other))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
