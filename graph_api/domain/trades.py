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
    """COMMON: common or ordinary shares and their depositary receipts; OTHER: the rest.

    DEBT: notes, debentures and bonds, whose rows state principal where others state a price.
    """

    COMMON = "COMMON"
    DEBT = "DEBT"
    OTHER = "OTHER"


class Gate(Enum):
    """Why rows of different forms are one trade (specification B1)."""

    AMENDMENT = "G1"
    SHARED_OWNER = "G2"
    SPLIT_GROUP_FORM = "G3"
    EXPLICIT_TEXT = "G4"
    MIRRORED_NATURE = "G5"
    OVERRIDE = "OVERRIDE"


class Naming(Enum):
    """What the rows of the forms that carry a trade say of one of its reporters in words.

    HOLDER: a row of the trade names it as the holder. OTHER_ROWS: only rows of other trades do,
    while one of this trade names somebody else.
    """

    HOLDER = "H"
    OTHER_ROWS = "O"


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeReporter:
    """A reporting owner of a live version of the trade, with its roles at the issuer.

    Attributes:
        forms: indices, in the trade's ``accessions``, of the filings that it is on.
        naming: None where no row names it, or the trade's own name nobody.
        trust_company: it reports for others, and counts only where nobody else reports.
    """

    cik: Cik
    roles: tuple[InsiderRole, ...]
    forms: tuple[int, ...] = (0,)
    naming: Naming | None = None
    trust_company: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A figure as filed that is not used as it stands.

    Attributes:
        field: element of the form: ``transactionDate`` or ``transactionPricePerShare``.
        reported: as filed.
        effective: what is used instead; None where nothing is.
        reason: a plain sentence.
    """

    field: str
    reported: str
    effective: str | None
    reason: str


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
        price: per share, in ``currency``; None where ``price_quality`` is MISSING or SUSPECT.
        currency: ISO code when another than USD is stated, else None.
        holders: reporting owners to whom the row is attributed; empty when nobody is named.
        reporters: owners of every live filing that carries the trade, by CIK.
        accessions: live filings, in order of acceptance.
        rows: every row that reports it, superseded ones included, in order of acceptance.
        effective_row: the row whose figures stand here.
        filing_count: filings behind ``rows``.
        void: an amendment says that it did not happen, or its row moves no shares; kept out of
            clusters.
        orphan: reported by an amendment whose original is not known.
        gates: why rows of different forms are one trade; empty where one line reports it.
        aggregates: trades whose sum it reports; such a trade is not counted, they are.
        repairs: figures as filed that are not used as they stand.
        lookalikes: reporting owners of other purchases or sales that are equal in every figure,
            the balance after included, and that no gate joins: perhaps the same trade.
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
    void: bool = False
    orphan: bool = False
    gates: tuple[Gate, ...] = ()
    aggregates: tuple[RowKey, ...] = ()
    repairs: tuple[Repair, ...] = ()
    lookalikes: tuple[Cik, ...] = ()

    @property
    def key(self) -> str:
        """``tradeId@knownFrom``."""
        return f"{self.trade_id}@{self.known_from}"

    @property
    def value(self) -> Decimal | None:
        """Shares times price in USD; None when either is unknown or the currency is another.

        None for debt, too: its figures are principal and percentages.
        """
        if self.shares is None or self.price is None or self.currency is not None:
            return None
        if self.equity_class is EquityClass.DEBT:
            return None
        return self.shares * self.price
