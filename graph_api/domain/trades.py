"""Economic trades: one real change in one holder's position, however many rows report it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from graph_api.domain.codes import (
    AcquiredDisposed,
    FormType,
    InsiderRole,
    PriceQuality,
    Table,
    TradingPlanStatus,
    TransactionCode,
)
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import Instant


class EquityClass(Enum):
    """COMMON: common or ordinary shares and their depositary receipts; OTHER: the rest."""

    COMMON = "COMMON"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeReporter:
    """A reporting owner of a live version of the trade, with its roles at the issuer."""

    cik: Cik
    roles: tuple[InsiderRole, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EconomicTrade:
    """One version of one trade, known in ``[known_from, known_to)``.

    Attributes:
        trade_id: key of the earliest-accepted row that reports it (ties by key).
        acquired_disposed: None where the row leaves it out; such a trade has no side.
        contradictory: code and direction disagree (a sale that acquires); kept out of clusters.
        transaction_date: effective date; None keeps the trade out of windows.
        filed_on, accepted_at: of the earliest filing that reports it.
        shares: effective; None when not stated.
        price: per share, in ``currency``; None unless ``price_quality`` is REPORTED.
        currency: ISO code when another than USD is stated, else None.
        holders: reporting owners to whom the row is attributed; empty when nobody is named.
        reporters: owners of every live filing that carries the trade, by CIK.
        accessions: live filings, in order of acceptance.
        rows: every row that reports it, superseded ones included, in order of acceptance.
        effective_row: the row whose figures stand here.
        filing_count: filings behind ``rows``.
    """

    trade_id: RowKey
    known_from: Instant
    known_to: Instant
    issuer_cik: Cik
    table: Table
    equity_class: EquityClass
    code: TransactionCode
    acquired_disposed: AcquiredDisposed | None
    contradictory: bool
    equity_swap: bool
    form_types: tuple[FormType, ...]
    transaction_date: date | None
    filed_on: date
    accepted_at: Instant
    shares: Decimal | None
    price: Decimal | None
    price_quality: PriceQuality
    currency: str | None
    plan: TradingPlanStatus
    holders: tuple[Cik, ...]
    reporters: tuple[TradeReporter, ...]
    accessions: tuple[AccessionNumber, ...]
    rows: tuple[RowKey, ...]
    effective_row: RowKey
    filing_count: int

    @property
    def key(self) -> str:
        """``tradeId@knownFrom``."""
        return f"{self.trade_id}@{self.known_from}"

    @property
    def value(self) -> Decimal | None:
        """Shares times price in USD; None when either is unknown or the currency is another."""
        if self.shares is None or self.price is None or self.currency is not None:
            return None
        return self.shares * self.price
