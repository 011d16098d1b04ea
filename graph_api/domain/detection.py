"""When a cluster was first there to be seen: a replay of what was known, step by step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph_api.domain.definitions import ClusterDefinition
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.owner_sets import OwnerSets
from graph_api.domain.owners import OwnerRoots
from graph_api.domain.qualifying import day_of, is_visible, owners_of
from graph_api.domain.sides import read_side
from graph_api.domain.trades import EconomicTrade


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Every version that was ever known of one side, up to the cut-off.

    Attributes:
        counted: versions that count.
        attributed: versions, counted or not, that say which row of a joint form is whose.
    """

    counted: Sequence[EconomicTrade]
    attributed: Sequence[EconomicTrade]


def first_detected(
    history: History,
    episode: Iterable[EconomicTrade],
    roots: OwnerRoots,
    definition: ClusterDefinition,
    evaluation_date: date,
) -> Instant:
    """Return the smallest instant whose knowledge holds a cluster with one of these trades.

    That is knowledge time: it moves when filings are accepted, amended or first linked. A
    cluster that was seen, retracted and seen again keeps its first instant.

    Args:
        history: of the side the episode belongs to.
        episode: its trades; the same trade is recognised by any row that reports it.
        roots: at the cut-off at which the episode was found.
        definition: as it was found by.
        evaluation_date: last day of a LOOKBACK, held fixed over the replay.
    """
    rows = {row for trade in episode for row in trade.rows}
    near = _near(history.counted, rows, definition)
    ciks = {cik for trade in near for cik in owners_of(trade)}
    instants = _instants(near, roots, ciks)
    linked = bool(roots.history(ciks))
    for instant in instants:
        visible = [trade for trade in near if is_visible(trade, instant)]
        if len({cik for trade in visible for cik in owners_of(trade)}) < definition.min_insiders:
            continue
        then = roots.known_by(instant, ciks) if linked else roots
        mates = (trade for trade in history.attributed if is_visible(trade, instant))
        side = read_side(visible, OwnerSets(then, mates), definition, evaluation_date)
        if side is not None and any(
            trade.trade_id in rows
            for found in side.episodes
            for trade in side.tape.trades[found.start : found.stop]
        ):
            return instant
    raise AssertionError("the episode does not follow from its history")


def _near(
    trades: Sequence[EconomicTrade], rows: set[RowKey], definition: ClusterDefinition
) -> list[EconomicTrade]:
    """Return versions that could share a window with any version of the episode's trades."""
    days = [(trade, day_of(trade, definition)) for trade in trades]
    own = [day for trade, day in days if day is not None and trade.trade_id in rows]
    reach = timedelta(days=definition.window_days - 1)
    first, last = min(own) - reach, max(own) + reach
    return [trade for trade, day in days if day is not None and first <= day <= last]


def _instants(
    trades: Iterable[EconomicTrade], roots: OwnerRoots, ciks: Iterable[Cik]
) -> list[Instant]:
    """Return when anything about these trades or the links above their owners changed."""
    changes = {i for trade in trades for i in (trade.known_from, trade.known_to)}
    changes |= {i for link in roots.history(ciks) for i in (link.known_from, link.known_to)}
    limit = OPEN_END if roots.known_at is None else roots.known_at + 1
    return sorted(instant for instant in changes if instant < limit)
