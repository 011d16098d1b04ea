"""A cluster: several insiders on one side of one issuer, close in time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from graph_api.domain.definitions import ClusterDefinition, ClusterDirection, ClusterStatus
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import Instant
from graph_api.domain.participants import ClusterParticipant
from graph_api.domain.trades import EconomicTrade


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One test of the definition: its name as clients write it, its threshold, what was found."""

    name: str
    threshold: str
    measured: str
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One episode of one side of one issuer under one definition.

    Attributes:
        id: see ``cluster_ids``.
        status: as of the evaluation date.
        qualifying_count: best single window, on the definition's own basis; never below its
            threshold.
        insider_count: fewest beneficial owners behind all trades, whatever the basis; as many
            as ``participants``.
        insider_count_exact: False where the exact minimum was too costly.
        insider_count_min: the same count if every probable link held, or the lower bound.
        insider_count_max: the same count if certain links alone held.
        reporting_owner_count: distinct CIKs, an issuer that reports itself left out.
        reported_row_count: rows as filed before any removal, superseded ones and those of
            ``as_filed`` included.
        filing_count: filings that hold those rows.
        total_value: USD over the priced trades; positive on both sides.
        unpriced_transaction_count: trades that add no value for want of one.
        net_shares: positive for BUY, negative for SELL; shares not stated add nothing.
        average_price: USD per share over the priced trades, to four places; None without any.
        first_date, last_date: on the definition's date basis.
        span_days: days from first to last, both included.
        detected_at: when the threshold was first met by what was known then.
        includes_officer, includes_c_suite: by the roles of any reporting owner.
        plan_value_share, plan_unknown_value_share: share of the value traded under a plan, and
            with unknown plan status; 0 to 1, to four places; 0 where the value is.
        participants: by value, largest first, then CIK; their values add up to the total.
        trades: in order of date, acceptance and id.
        as_filed: ``trades`` and those that report sums of them, which are counted as nothing but
            rows and filings; in the same order.
        criteria: what the best window was tested for.
    """

    id: str
    issuer_cik: Cik
    direction: ClusterDirection
    definition: ClusterDefinition
    status: ClusterStatus
    qualifying_count: int
    insider_count: int
    insider_count_exact: bool
    insider_count_min: int
    insider_count_max: int
    reporting_owner_count: int
    transaction_count: int
    reported_row_count: int
    filing_count: int
    total_value: Decimal
    unpriced_transaction_count: int
    net_shares: Decimal
    average_price: Decimal | None
    first_date: date
    last_date: date
    span_days: int
    detected_at: Instant
    includes_officer: bool
    includes_c_suite: bool
    plan_value_share: Decimal
    plan_unknown_value_share: Decimal
    participants: tuple[ClusterParticipant, ...]
    trades: tuple[EconomicTrade, ...]
    as_filed: tuple[EconomicTrade, ...]
    criteria: tuple[Criterion, ...]

    @property
    def trade_ids(self) -> tuple[RowKey, ...]:
        """Ids of the trades, in their order."""
        return tuple(trade.trade_id for trade in self.trades)

    def reports(self, row: RowKey) -> bool:
        """True where one of the trades is reported by ``row``, the row of a cluster id, say."""
        return any(row in trade.rows for trade in self.trades)
