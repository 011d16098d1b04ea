"""One ownership document as filed: facts, with None for what the filer did not state."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from graph_api.domain.codes import (
    AcceptedAtBasis,
    AcquiredDisposed,
    FormType,
    OwnershipForm,
    Table,
    TransactionCode,
)
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import Instant

T = TypeVar("T")


class Reported(NamedTuple, Generic[T]):
    """A leaf of the form: its value, None when not stated, and the footnotes attached to it.

    A leaf may have footnotes and no value (prices and share counts included).
    """

    value: T | None = None
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerAsFiled:
    """The issuer block: ``issuerCik``, ``issuerName``, the two trading symbols."""

    cik: Cik
    name: str
    symbol: str | None
    foreign_symbol: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerAddress:
    """Address of a reporting owner. It may be a home: never stored or returned in clear.

    ``key`` is a keyed hash of street and ZIP code, all that is kept beside state and country.
    """

    key: str | None = None
    street1: str | None = None
    street2: str | None = None
    city: str | None = None
    state: str | None = None
    zip_code: str | None = None
    state_description: str | None = None
    non_us: bool | None = None
    non_us_state_territory: str | None = None
    country: str | None = None
    good_address: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerAsFiled:
    """One reporting owner with its own relationship flags; None where the box is absent."""

    cik: Cik
    name: str
    address: OwnerAddress = OwnerAddress()
    is_director: bool | None = None
    is_officer: bool | None = None
    is_ten_percent_owner: bool | None = None
    is_other: bool | None = None
    officer_title: str | None = None
    other_text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedRow:
    """What transactions and holdings share.

    ``value`` of shares is in shares, of prices in the filing's currency per share.
    ``footnotes_elsewhere`` holds ids attached to containers (``transactionCoding``) by element.
    """

    key: RowKey
    table: Table
    ordinal: int
    security_title: Reported[str]
    conversion_or_exercise_price: Reported[Decimal]
    exercise_date: Reported[date]
    expiration_date: Reported[date]
    underlying_title: Reported[str]
    underlying_shares: Reported[Decimal]
    underlying_value: Reported[Decimal]
    shares_owned_following: Reported[Decimal]
    value_owned_following: Reported[Decimal]
    ownership_form: Reported[OwnershipForm]
    nature_of_ownership: Reported[str]
    footnotes_elsewhere: tuple[tuple[str, tuple[str, ...]], ...]

    def footnote_ids(self) -> frozenset[str]:
        """Return the ids of all footnotes attached to any leaf or container of the row."""
        leaves = (getattr(self, field.name) for field in fields(self))
        ids = {note for leaf in leaves if isinstance(leaf, Reported) for note in leaf.footnotes}
        return frozenset(ids.union(*(notes for _, notes in self.footnotes_elsewhere)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedTransaction(ReportedRow):
    """A row of Table I or II that reports a transaction."""

    transaction_date: Reported[date]
    deemed_execution_date: Reported[date]
    form_type: str | None
    code: TransactionCode
    equity_swap_involved: bool | None
    timeliness: Reported[str]
    shares: Reported[Decimal]
    total_value: Reported[Decimal]
    price_per_share: Reported[Decimal]
    acquired_disposed: Reported[AcquiredDisposed]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedHolding(ReportedRow):
    """A position reported without a transaction.

    ``form_type`` is 3 on a Form 5 for a holding that a Form 3 should have reported, else None.
    """

    form_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """Footnote text by its id (F1 …)."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One line of the signature block, as typed."""

    name: str
    signed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipDocument:
    """The ``ownershipDocument`` itself, before anything is known of its filing.

    Row keys carry the accession number, so parsing takes it as an argument.
    """

    form_type: FormType
    schema_version: str | None
    period_of_report: date | None
    date_of_original_submission: date | None
    no_securities_owned: bool | None
    not_subject_to_section16: bool | None
    form3_holdings_reported: bool | None
    form4_transactions_reported: bool | None
    plan_box: bool | None
    issuer: IssuerAsFiled
    owners: tuple[OwnerAsFiled, ...]
    transactions: tuple[ReportedTransaction, ...]
    holdings: tuple[ReportedHolding, ...]
    footnotes: tuple[Footnote, ...]
    remarks: str | None
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionHeader:
    """What the SEC-HEADER (or tagged SGML header) states; None for what it does not."""

    accession: AccessionNumber | None = None
    accepted_at: Instant | None = None
    filed_on: date | None = None
    issuer_sic: str | None = None
    document_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipFiling:
    """One filing: its document and what is known of its submission.

    ``accepted_at`` and ``filed_on`` are always known, each on its own basis.
    ``content_digest`` covers the document alone, so the same document from two sources agrees.
    """

    accession: AccessionNumber
    document: OwnershipDocument
    accepted_at: Instant
    accepted_at_basis: AcceptedAtBasis
    filed_on: date
    filed_on_basis: AcceptedAtBasis
    issuer_sic: str | None
    document_name: str | None
    content_digest: str
