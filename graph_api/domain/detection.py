"""When a cluster was first there to be seen: a replay of what was known, step by step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from graph_api.domain.definitions import ClusterDefinition
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.owner_sets import OwnerSets
from graph_api.domain.owners import OwnerRoots
from graph_api.domain.qualifying import day_field, owners_of, visible
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
    rows = {row for trade in episode for row in (trade.trade_id, *trade.rows)}
    near = _near(history.counted, rows, definition)
    ciks = {cik for trade in near for cik in owners_of(trade)}
    begun = _enough_owners(near, definition.min_insiders)
    instants = (instant for instant in _instants(near, roots, ciks) if instant >= begun)
    linked = any(map(roots.is_linked, ciks))
    for instant in instants:
        then = roots.known_by(instant, ciks) if linked else roots
        owners = OwnerSets(then, visible(history.attributed, instant))
        side = read_side(visible(near, instant), owners, definition, evaluation_date)
        if side is not None and any(
            trade.trade_id in rows
            for found in side.episodes
            for trade in side.tape.trades[found.start : found.stop]
        ):
            return instant
    raise AssertionError("the episode does not follow from its history")


def _enough_owners(trades: Iterable[EconomicTrade], least: int) -> Instant:
    """Return when so many owners had first reported a trade: no count can be met before."""
    ciks: set[Cik] = set()
    for trade in sorted(trades, key=attrgetter("known_from")):
        ciks.update(owners_of(trade))
        if len(ciks) >= least:
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


def _instants(
    trades: Iterable[EconomicTrade], roots: OwnerRoots, ciks: Iterable[Cik]
) -> list[Instant]:
    """Return when anything about these trades or the links above their owners changed."""
    changes = {i for trade in trades for i in (trade.known_from, trade.known_to)}
    changes |= {i for link in roots.history(ciks) for i in (link.known_from, link.known_to)}
    limit = OPEN_END if roots.known_at is None else roots.known_at + 1
    return sorted(instant for instant in changes if instant < limit)
