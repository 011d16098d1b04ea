"""When a cluster was first there to be seen: a replay of what was known, step by step."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from operator import attrgetter

from graph_api.domain.definitions import ClusterDefinition
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import OwnershipLink
from graph_api.domain.owner_sets import OwnerSets
from graph_api.domain.owners import OwnerRoots
from graph_api.domain.qualifying import day_field, owners_of, visible
from graph_api.domain.sides import read_side
from graph_api.domain.trades import EconomicTrade


def first_detected(
    history: Sequence[EconomicTrade],
    episode: Iterable[EconomicTrade],
    roots: OwnerRoots,
    definition: ClusterDefinition,
    evaluation_date: date,
) -> Instant:
    """Return the smallest instant whose knowledge holds a cluster with one of these trades.

    That is knowledge time: it moves when filings are accepted, amended or first linked. A
    cluster that was seen, retracted and seen again keeps its first instant.

    Args:
        history: every version that counts of the side the episode belongs to, whenever known.
        episode: its trades; the same trade is recognised by any row that reports it.
        roots: at the cut-off at which the episode was found.
        definition: as it was found by.
        evaluation_date: last day of a LOOKBACK, held fixed over the replay.
    """
    replay = _Replay(history, episode, roots, definition, evaluation_date)
    stretches = [
        list(growing)
        for _, growing in groupby(replay.instants, key=partial(bisect_right, replay.breaks))
    ]
    # At the end of the last stretch stands the cut-off itself, where the episode was found.
    first = next(s for s in stretches if s is stretches[-1] or replay.is_there(s[-1]))
    return first[bisect_left(first, True, hi=len(first) - 1, key=replay.is_there)]


class _Replay:
    """What is known of one episode's neighbourhood at any instant up to the cut-off.

    ``instants`` are those at which anything changes. From one of ``breaks`` to the next nothing
    but more trades becomes known, so that a cluster once there stays.
    """

    def __init__(
        self,
        history: Sequence[EconomicTrade],
        episode: Iterable[EconomicTrade],
        roots: OwnerRoots,
        definition: ClusterDefinition,
        evaluation_date: date,
    ) -> None:
        self._rows = {row for trade in episode for row in (trade.trade_id, *trade.rows)}
        self._near = _near(history, self._rows, definition)
        self._ciks = {cik for trade in self._near for cik in owners_of(trade)}
        self._links = roots.history(self._ciks)
        self._roots, self._definition, self._today = roots, definition, evaluation_date
        changes = _changes([*self._near, *self._links])
        begun, end = _enough_owners(self._near, definition), _end(roots)
        self.instants = sorted(instant for instant in changes if begun <= instant < end)
        self.breaks = self.instants if self._is_erratic() else self._breaks()

    def is_there(self, instant: Instant) -> bool:
        """True where a cluster at ``instant`` holds a trade that one of the rows reports."""
        roots = self._roots.known_by(instant, self._ciks) if self._links else self._roots
        trades = visible(self._near, instant)
        side = read_side(trades, OwnerSets(roots), self._definition, self._today)
        return side is not None and any(
            trade.trade_id in self._rows
            for found in side.episodes
            for trade in side.tape.trades[found.start : found.stop]
        )

    def _breaks(self) -> list[Instant]:
        ends = {trade.known_to for trade in self._near}
        return sorted(ends | _changes(self._links))

    def _is_erratic(self) -> bool:
        """True where even one more trade may undo a cluster: its days may be those of a link."""
        return any(link.valid_from or link.valid_to for link in self._links)


def _changes(versions: Iterable[EconomicTrade | OwnershipLink]) -> set[Instant]:
    return {i for version in versions for i in (version.known_from, version.known_to)}


def _end(roots: OwnerRoots) -> int:
    return OPEN_END if roots.known_at is None else roots.known_at + 1


def _enough_owners(trades: Iterable[EconomicTrade], definition: ClusterDefinition) -> Instant:
    """Return when enough owners near one trade had first reported: nothing qualifies before."""
    day = attrgetter(day_field(definition))
    reach = timedelta(days=definition.window_days - 1)
    seen: list[tuple[date, tuple[Cik, ...]]] = []
    for trade in sorted(trades, key=attrgetter("known_from")):
        on = day(trade)
        seen.append((on, owners_of(trade)))
        ciks = {cik for other, owners in seen if abs(on - other) <= reach for cik in owners}
        if len(ciks) >= definition.min_insiders:
            return trade.known_from
    return OPEN_END


def _near(
    trades: Sequence[EconomicTrade], rows: set[RowKey], definition: ClusterDefinition
) -> list[EconomicTrade]:
    """Return versions that could share a window with any version of the episode's trades."""
    day = attrgetter(day_field(definition))
    own = [day(trade) for trade in trades if trade.trade_id in rows]
    reach = timedelta(days=definition.window_days - 1)
    first, last = min(own) - reach, max(own) + reach
    return [trade for trade in trades if first <= day(trade) <= last]
