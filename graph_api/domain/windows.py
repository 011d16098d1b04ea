"""Windows that meet a definition, and the episodes their overlaps form."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from graph_api.domain.definitions import ClusterDefinition, CountBasis, WindowMode
from graph_api.domain.identifiers import Cik
from graph_api.domain.owner_sets import OwnerSet
from graph_api.domain.owner_units import owner_units
from graph_api.domain.tapes import ZERO, Tape


class Window(NamedTuple):
    """Trades ``[start, stop)`` of a tape; ``insiders`` are counted on the definition's basis."""

    start: int
    stop: int
    insiders: int
    value: Decimal


class Episode(NamedTuple):
    """Trades ``[start, stop)`` of overlapping windows; ``best`` counts most, then is worth most."""

    start: int
    stop: int
    best: Window


SetsOf = Callable[[int, int], Sequence[OwnerSet]]
"""Owner sets of trades ``[start, stop)`` by links valid on any day between its two ends."""


def find_episodes(
    tape: Tape, sets_of: SetsOf, definition: ClusterDefinition, *, dated: bool
) -> list[Episode]:
    """Return the episodes of one tape in order of day; no two share a trade.

    Control is constant inside an episode: links valid on any day of its span hold in all of
    its windows. So where links have dates, windows are first judged by the links of their own
    days, merged, and judged again by those of the whole, until both agree.

    Args:
        tape: for LOOKBACK, the trades of the last days alone.
        sets_of: owner sets on the definition's basis.
        definition: window, thresholds and basis.
        dated: whether owner sets may depend on the days.
    """
    whole = 0, len(tape.days)
    if not dated:
        return _episodes_under(tape, sets_of, definition, whole)
    alone = (
        window
        for start, stop in _anchored(tape.days, definition, whole)
        for window in _qualifying(tape, sets_of(start, stop), definition, [(start, stop)])
    )
    return [
        settled
        for episode in _merged(alone)
        for settled in _settled(tape, sets_of, definition, (episode.start, episode.stop))
    ]


def _settled(
    tape: Tape, sets_of: SetsOf, definition: ClusterDefinition, span: tuple[int, int]
) -> list[Episode]:
    found = _episodes_under(tape, sets_of, definition, span)
    if [(episode.start, episode.stop) for episode in found] == [span]:
        return found
    return [
        settled
        for episode in found
        for settled in _settled(tape, sets_of, definition, (episode.start, episode.stop))
    ]


def _episodes_under(
    tape: Tape, sets_of: SetsOf, definition: ClusterDefinition, span: tuple[int, int]
) -> list[Episode]:
    sets = sets_of(*span)
    return _merged(_qualifying(tape, sets, definition, _anchored(tape.days, definition, span)))


def _anchored(
    days: Sequence[date], definition: ClusterDefinition, span: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the trades of each window inside ``span``, one for each day it can end on."""
    start, end = span
    if definition.window_mode is WindowMode.LOOKBACK:
        if start < end:
            yield span
        return
    reach = timedelta(days=definition.window_days - 1)
    for stop in range(start + 1, end + 1):
        if stop == end or days[stop] != days[stop - 1]:
            while days[start] < days[stop - 1] - reach:
                start += 1
            yield start, stop


def _qualifying(
    tape: Tape,
    sets: Sequence[OwnerSet],
    definition: ClusterDefinition,
    ranges: Iterable[tuple[int, int]],
) -> Iterator[Window]:
    """Yield the windows that qualify; ``sets`` begin with the first trade of the first range."""
    floor = definition.min_total_value or ZERO
    by_owner = definition.count_basis is CountBasis.REPORTING_OWNER
    distinct_is_count = by_owner or all(len(owners) == 1 for owners in sets)
    tally: _Tally | None = None
    for start, stop in ranges:
        tally = tally or _Tally(sets, tape.values, start)
        tally.move(start, stop)
        if tally.distinct < definition.min_insiders or tally.value < floor:
            continue
        count = tally.distinct if distinct_is_count else _units(tally.sets)
        if count >= definition.min_insiders:
            yield Window(start, stop, count, tally.value)


def _units(sets: Sequence[OwnerSet]) -> int:
    return len(owner_units(sets, prefer=str).chosen)


def _merged(windows: Iterable[Window]) -> list[Episode]:
    episodes: list[Episode] = []
    for window in windows:
        episode = Episode(window.start, window.stop, window)
        if episodes and window.start < episodes[-1].stop:
            episode = _join(episodes.pop(), episode)
        episodes.append(episode)
    return episodes


def _join(first: Episode, second: Episode) -> Episode:
    best = max(first.best, second.best, key=lambda window: (window.insiders, window.value))
    return Episode(first.start, second.stop, best)


class _Tally:
    """Distinct owners and value of a window whose both ends only move on."""

    def __init__(self, sets: Sequence[OwnerSet], values: Sequence[Decimal], origin: int) -> None:
        self._sets, self._values, self._origin = sets, values, origin
        self._start = self._stop = origin
        self._trades_of: dict[Cik, int] = {}
        self.value = ZERO

    @property
    def distinct(self) -> int:
        return len(self._trades_of)

    @property
    def sets(self) -> Sequence[OwnerSet]:
        return self._sets[self._start - self._origin : self._stop - self._origin]

    def move(self, start: int, stop: int) -> None:
        for position in range(self._stop, stop):
            self.value += self._values[position]
            for cik in self._sets[position - self._origin]:
                self._trades_of[cik] = self._trades_of.get(cik, 0) + 1
        for position in range(self._start, start):
            self.value -= self._values[position]
            self._remove(self._sets[position - self._origin])
        self._start, self._stop = start, stop

    def _remove(self, owners: OwnerSet) -> None:
        for cik in owners:
            self._trades_of[cik] -= 1
            if not self._trades_of[cik]:
                del self._trades_of[cik]
