"""Fictional forms, one line each: who files, which rows, what the notes and signatures say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from graph_api.domain.codes import (
    AcceptedAtBasis,
    AcquiredDisposed,
    FormType,
    OwnershipForm,
    Table,
    TransactionCode,
)
from graph_api.domain.filing import (
    Footnote,
    IssuerAsFiled,
    OwnerAddress,
    OwnerAsFiled,
    OwnershipDocument,
    OwnershipFiling,
    Reported,
    ReportedHolding,
    ReportedTransaction,
    Signature,
)
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import NEW_YORK, instant_of

FIRST_DAY = date(2026, 3, 2)
"""Day 0; forms are filed, rows dated, in days from it."""

ISSUER = IssuerAsFiled(cik=Cik("0099100000"), name="Tarn Instruments Inc", symbol="TARN")

NOTHING: Reported[Any] = Reported()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a form.

    Attributes:
        held: None where the position is held directly, else the nature of ownership.
        notes: footnote ids on the shares.
        price_notes: footnote ids on the price.
        after: shares owned following; None where not stated.
        form_type: ``4`` on a Form 5 row that a Form 4 should have reported.
    """

    code: TransactionCode
    day: int
    shares: Decimal
    price: Decimal | None
    held: str | None
    after: Decimal | None
    notes: tuple[str, ...]
    price_notes: tuple[str, ...]
    title: str
    form_type: str


def buy(
    shares: int | str = 100,
    price: int | str | None = 10,
    *,
    day: int = 0,
    held: str | None = None,
    after: int | None = 1_000,
    notes: Sequence[str] = (),
    price_notes: Sequence[str] = (),
    code: TransactionCode = TransactionCode.P,
    title: str = "Common Stock",
    form_type: str = "4",
) -> Line:
    """Return a purchase of common stock."""
    return Line(
        code=code,
        day=day,
        shares=Decimal(shares),
        price=None if price is None else Decimal(price),
        held=held,
        after=None if after is None else Decimal(after),
        notes=tuple(notes),
        price_notes=tuple(price_notes),
        title=title,
        form_type=form_type,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form as somebody would describe it; ``amends`` is the day that a /A names."""

    by: tuple[str, ...]
    rows: tuple[Line, ...]
    notes: tuple[str, ...]
    signed: tuple[str, ...]
    remarks: str | None
    on: int
    kind: FormType
    amends: int | None
    at: IssuerAsFiled
    holdings: tuple[str, ...]
    address: str | None
    directors: tuple[str, ...]


def form(
    *rows: Line,
    by: str | Iterable[str],
    notes: Iterable[str] = (),
    signed: Iterable[str] = (),
    remarks: str | None = None,
    on: int = 1,
    kind: str = "4",
    amends: int | None = None,
    at: IssuerAsFiled = ISSUER,
    holdings: Iterable[str] = (),
    address: str | None = None,
    directors: Iterable[str] = (),
) -> Form:
    """Return a form filed on day ``on`` by the owners of these names.

    ``holdings`` are natures of ownership of rows that report a position alone; ``directors``
    those of the owners who tick that box.
    """
    return Form(
        by=(by,) if isinstance(by, str) else tuple(by),
        rows=rows,
        notes=tuple(notes),
        signed=tuple(signed),
        remarks=remarks,
        on=on,
        kind=FormType(kind),
        amends=amends,
        at=at,
        holdings=tuple(holdings),
        address=address,
        directors=tuple(directors),
    )


def cik_of(name: str) -> Cik:
    """Return the fictional CIK of an owner, the same for the same name."""
    number = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big")
    return Cik(f"0099{number % 1_000_000:06d}")


def day(number: int) -> date:
    """Return day ``number``."""
    return FIRST_DAY + timedelta(days=number)


def filings_of(forms: Iterable[Form]) -> tuple[OwnershipFiling, ...]:
    """Return the filings, numbered in their order; of one day each a second after the other."""
    return tuple(_filing(made, number) for number, made in enumerate(forms, start=1))


def _filing(made: Form, number: int) -> OwnershipFiling:
    accession = AccessionNumber(f"0099999999-26-{number:06d}")
    noon = datetime.combine(day(made.on), time(12), tzinfo=NEW_YORK)
    document = OwnershipDocument(
        form_type=made.kind,
        schema_version="X0508",
        period_of_report=day(min((line.day for line in made.rows), default=made.on)),
        date_of_original_submission=None if made.amends is None else day(made.amends),
        no_securities_owned=None,
        not_subject_to_section16=False,
        form3_holdings_reported=None,
        form4_transactions_reported=None,
        plan_box=None,
        issuer=made.at,
        owners=tuple(
            OwnerAsFiled(
                cik=cik_of(name),
                name=name,
                address=OwnerAddress(key=made.address),
                is_director=name in made.directors or None,
                is_ten_percent_owner=True,
            )
            for name in made.by
        ),
        transactions=tuple(
            _transaction(line, accession, ordinal) for ordinal, line in enumerate(made.rows, 1)
        ),
        holdings=tuple(
            _holding(nature, accession, ordinal)
            for ordinal, nature in enumerate(made.holdings, len(made.rows) + 1)
        ),
        footnotes=tuple(Footnote(id=f"F{n}", text=text) for n, text in enumerate(made.notes, 1)),
        remarks=made.remarks,
        signatures=tuple(Signature(name=line, signed_on=day(made.on)) for line in made.signed),
    )
    return OwnershipFiling(
        accession=accession,
        document=document,
        accepted_at=instant_of(noon + timedelta(seconds=number)),
        accepted_at_basis=AcceptedAtBasis.HEADER,
        filed_on=day(made.on),
        filed_on_basis=AcceptedAtBasis.HEADER,
        issuer_sic=None,
        document_name=None,
        content_digest=blake2b(repr(made).encode(), digest_size=16).hexdigest(),
    )


def _transaction(line: Line, accession: AccessionNumber, ordinal: int) -> ReportedTransaction:
    sold = line.code in {TransactionCode.S, TransactionCode.D, TransactionCode.F}
    return ReportedTransaction(
        key=RowKey(f"{accession}|N|{ordinal}"),
        table=Table.NON_DERIVATIVE,
        ordinal=ordinal,
        security_title=Reported(line.title),
        conversion_or_exercise_price=NOTHING,
        exercise_date=NOTHING,
        expiration_date=NOTHING,
        underlying_title=NOTHING,
        underlying_shares=NOTHING,
        underlying_value=NOTHING,
        shares_owned_following=Reported(line.after),
        value_owned_following=NOTHING,
        ownership_form=Reported(OwnershipForm.INDIRECT if line.held else OwnershipForm.DIRECT),
        nature_of_ownership=Reported(line.held),
        footnotes_elsewhere=(),
        transaction_date=Reported(day(line.day)),
        deemed_execution_date=NOTHING,
        form_type=line.form_type,
        code=line.code,
        equity_swap_involved=False,
        timeliness=NOTHING,
        shares=Reported(line.shares, line.notes),
        total_value=NOTHING,
        price_per_share=Reported(line.price, line.price_notes),
        acquired_disposed=Reported(
            AcquiredDisposed.DISPOSED if sold else AcquiredDisposed.ACQUIRED
        ),
    )


def _holding(nature: str, accession: AccessionNumber, ordinal: int) -> ReportedHolding:
    return ReportedHolding(
        key=RowKey(f"{accession}|N|{ordinal}"),
        table=Table.NON_DERIVATIVE,
        ordinal=ordinal,
        security_title=Reported("Common Stock"),
        conversion_or_exercise_price=NOTHING,
        exercise_date=NOTHING,
        expiration_date=NOTHING,
        underlying_title=NOTHING,
        underlying_shares=NOTHING,
        underlying_value=NOTHING,
        shares_owned_following=Reported(Decimal(1_000)),
        value_owned_following=NOTHING,
        ownership_form=Reported(OwnershipForm.INDIRECT),
        nature_of_ownership=Reported(nature),
        footnotes_elsewhere=(),
    )
