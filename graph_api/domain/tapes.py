"""The counted trades of one side of one issuer, laid out by day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from graph_api.domain.definitions import ClusterDefinition, WindowMode
from graph_api.domain.owner_sets import OwnerSet, OwnerSets
from graph_api.domain.owners import Reading
from graph_api.domain.qualifying import day_of
from graph_api.domain.trades import EconomicTrade

ZERO = Decimal(0)


class Entry(NamedTuple):
    """A counted trade: its day, its value in USD (0 where it has none)."""

    day: date
    trade: EconomicTrade
    value: Decimal
    owner_day: Decimal = ZERO


class Tape(NamedTuple):
    """Counted trades in order of day, acceptance and id; parallel sequences.

    ``values`` are USD, 0 where a trade has none. ``owner_days`` holds, for each trade, what its
    owners traded on that day in USD; 0 where the definition sets no floor on it.
    """

    days: Sequence[date]
    trades: Sequence[EconomicTrade]
    values: Sequence[Decimal]
    owner_days: Sequence[Decimal]


def lay_out(
    trades: Iterable[EconomicTrade],
    owners: OwnerSets,
    definition: ClusterDefinition,
    evaluation_date: date,
) -> Tape:
    """Return the visible ``trades`` that count.

    LOOKBACK keeps the last ``window_days`` up to the evaluation date. With a floor on single
    trades, those of one owner set on one day are added up first, so that the tranches of one
    order pass or fail together; a trade without a value fails it.
    """
    entries = [
        Entry(day, trade, trade.value or ZERO)
        for trade in sorted(trades, key=attrgetter("accepted_at", "trade_id"))
        if (day := day_of(trade, definition)) is not None
        and _is_in_reach(day, definition, evaluation_date)
    ]
    entries.sort(key=attrgetter("day"))
    if definition.min_transaction_value is not None:
        entries = _above_floor(entries, owners, definition, definition.min_transaction_value)
    return Tape(*zip(*entries, strict=True)) if entries else Tape((), (), (), ())


def _is_in_reach(day: date, definition: ClusterDefinition, evaluation_date: date) -> bool:
    if definition.window_mode is WindowMode.ROLLING:
        return True
    first = evaluation_date - timedelta(days=definition.window_days - 1)
    return first <= day <= evaluation_date


def _above_floor(
    entries: Sequence[Entry], owners: OwnerSets, definition: ClusterDefinition, floor: Decimal
) -> list[Entry]:
    sums: dict[tuple[OwnerSet, date], Decimal] = defaultdict(Decimal)
    keys = [(_owners_that_day(entry, owners, definition), entry.day) for entry in entries]
    for key, entry in zip(keys, entries, strict=True):
        sums[key] += entry.value
    return [
        entry._replace(owner_day=sums[key])
        for key, entry in zip(keys, entries, strict=True)
        if sums[key] >= floor and entry.trade.value is not None
    ]


def _owners_that_day(entry: Entry, owners: OwnerSets, definition: ClusterDefinition) -> OwnerSet:
    day = entry.day, entry.day
    return owners.of(entry.trade, definition.count_basis, Reading.HEADLINE, day)
