"""The counted trades of one side of one issuer, laid out by day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import compress
from operator import attrgetter
from typing import Any, NamedTuple

from graph_api.domain.definitions import ClusterDefinition, WindowMode
from graph_api.domain.owner_sets import OwnerSet, OwnerSets
from graph_api.domain.owners import Reading, Span
from graph_api.domain.qualifying import day_field
from graph_api.domain.trades import EconomicTrade

ZERO = Decimal(0)


class Tape(NamedTuple):
    """Counted trades in order of day, acceptance and id; parallel sequences.

    ``values`` are USD, 0 where a trade has none. ``owner_days`` holds, for each trade, what its
    owners traded on that day in USD; empty where the definition sets no floor on it.
    """

    days: Sequence[date]
    trades: Sequence[EconomicTrade]
    values: Sequence[Decimal]
    owner_days: Sequence[Decimal] = ()

    def span(self, start: int, stop: int) -> Span:
        """Return first and last day of trades ``[start, stop)``, of which there are some."""
        return self.days[start], self.days[stop - 1]


def in_order(definition: ClusterDefinition) -> Callable[[EconomicTrade], tuple[Any, ...]]:
    """Return the key that sorts trades that count: by day, acceptance and id."""
    return attrgetter(day_field(definition), "accepted_at", "trade_id")


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
    field = day_field(definition)
    by_day = sorted(trades, key=in_order(definition))
    tape = Tape(
        days=[getattr(trade, field) for trade in by_day],
        trades=by_day,
        values=[trade.value or ZERO for trade in by_day],
    )
    if definition.window_mode is WindowMode.LOOKBACK:
        first = evaluation_date - timedelta(days=definition.window_days - 1)
        tape = _kept(tape, [first <= day <= evaluation_date for day in tape.days])
    if definition.min_transaction_value is not None:
        tape = _above_floor(tape, owners, definition, definition.min_transaction_value)
    return tape


def _kept(tape: Tape, keep: Sequence[bool]) -> Tape:
    return Tape(
        days=list(compress(tape.days, keep)),
        trades=list(compress(tape.trades, keep)),
        values=list(compress(tape.values, keep)),
        owner_days=list(compress(tape.owner_days, keep)),
    )


def _above_floor(
    tape: Tape, owners: OwnerSets, definition: ClusterDefinition, floor: Decimal
) -> Tape:
    keys = [
        (owners.of(trade, definition.count_basis, Reading.HEADLINE, (day, day)), day)
        for trade, day in zip(tape.trades, tape.days, strict=True)
    ]
    sums: dict[tuple[OwnerSet, date], Decimal] = defaultdict(Decimal)
    for key, value in zip(keys, tape.values, strict=True):
        sums[key] += value
    owner_days = [sums[key] for key in keys]
    keep = [
        total >= floor and trade.value is not None
        for total, trade in zip(owner_days, tape.trades, strict=True)
    ]
    return _kept(tape._replace(owner_days=owner_days), keep)
