"""Which trades a definition counts, on which side, and on which day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from graph_api.domain.codes import (
    AcquiredDisposed,
    Table,
    TradingPlanStatus,
)
from graph_api.domain.definitions import (
    ClusterDefinition,
    ClusterDirection,
    DateBasis,
    TradingPlanPolicy,
)
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.trades import EconomicTrade, EquityClass

# Members of an enum hash slowly: small tuples are searched faster than sets.
_PLANS = {
    TradingPlanPolicy.INCLUDE: tuple(TradingPlanStatus),
    TradingPlanPolicy.EXCLUDE: (TradingPlanStatus.NONE, TradingPlanStatus.UNKNOWN),
    TradingPlanPolicy.EXCLUDE_UNKNOWN_TOO: (TradingPlanStatus.NONE,),
    TradingPlanPolicy.EXCLUDE_UNLESS_MODIFIED: (
        TradingPlanStatus.NONE,
        TradingPlanStatus.UNKNOWN,
        TradingPlanStatus.MODIFIED,
    ),
    TradingPlanPolicy.ONLY: (TradingPlanStatus.PLANNED, TradingPlanStatus.MODIFIED),
}

_SIDES = {
    ClusterDirection.BUY: AcquiredDisposed.ACQUIRED,
    ClusterDirection.SELL: AcquiredDisposed.DISPOSED,
}


class Side(NamedTuple):
    """One side of one issuer."""

    issuer_cik: Cik
    direction: ClusterDirection


def by_side(
    trades: Sequence[EconomicTrade],
    definition: ClusterDefinition,
    directions: Collection[ClusterDirection],
) -> Mapping[Side, list[EconomicTrade]]:
    """Return the trades that count, by issuer and side, in the order given.

    A trade counts if it happened and is no sum of others that count, is a non-derivative one in
    common equity, agrees with itself, is no equity swap, has a date on the definition's basis and
    an owner besides the issuer, and fits the definition's codes, forms, plan policy and price
    rule.

    Source:
        Specification F2 (qualifying trade); Form 4 Table I.
    """
    sides: dict[Side, list[EconomicTrade]] = {}
    counts = _Test(definition).passes
    for direction in directions:
        flag = _SIDES[direction]
        issuers: dict[Cik, list[EconomicTrade]] = defaultdict(list)
        for trade in trades:
            if trade.acquired_disposed is flag and counts(trade):
                issuers[trade.issuer_cik].append(trade)
        sides |= {Side(issuer, direction): counted for issuer, counted in issuers.items()}
    return sides


def visible(trades: Iterable[EconomicTrade], known_at: Instant | None) -> list[EconomicTrade]:
    """Return the versions known at the cut-off; None means the newest versions."""
    if known_at is None:
        return [trade for trade in trades if trade.known_to == OPEN_END]
    return [trade for trade in trades if trade.known_from <= known_at < trade.known_to]


def day_field(definition: ClusterDefinition) -> str:
    """Return the field of a trade that puts it into windows; never None in one that counts."""
    if definition.date_basis is DateBasis.FILED_ON:
        return "filed_on"
    return "transaction_date"


def owners_of(trade: EconomicTrade) -> tuple[Cik, ...]:
    """Return the reporting owners, by CIK; an issuer that reports itself is none of them."""
    issuer, reporters = trade.issuer_cik, trade.reporters
    if len(reporters) == 1 and reporters[0].cik != issuer:
        return (reporters[0].cik,)
    return tuple(reporter.cik for reporter in reporters if reporter.cik != issuer)


class _Test:
    """One definition's test of single trades, prepared once for many."""

    def __init__(self, definition: ClusterDefinition) -> None:
        self._codes = None if definition.codes is None else tuple(definition.codes)
        self._forms = tuple(definition.forms)
        self._plans = _PLANS[definition.trading_plans]
        self._priced_only = definition.priced_only
        self._by_filing = definition.date_basis is DateBasis.FILED_ON

    def passes(self, trade: EconomicTrade) -> bool:
        return (
            (self._codes is None or trade.code in self._codes)
            and trade.plan in self._plans
            and trade.table is Table.NON_DERIVATIVE
            and trade.equity_class is EquityClass.COMMON
            and not trade.contradictory
            and not trade.void
            and not trade.aggregates
            and not trade.equity_swap
            and (self._by_filing or trade.transaction_date is not None)
            and self._has_form(trade)
            and (not self._priced_only or _is_priced(trade))
            and (len(trade.reporters) > 1 or bool(owners_of(trade)))
        )

    def _has_form(self, trade: EconomicTrade) -> bool:
        return any(map(self._forms.__contains__, trade.form_types))


def _is_priced(trade: EconomicTrade) -> bool:
    value = trade.value
    return value is not None and value > 0
