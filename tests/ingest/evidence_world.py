"""A small invented cast, and filings that say about it whatever a test wants them to say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from graph_api.domain.codes import AcceptedAtBasis, FormType, OwnershipForm, Table
from graph_api.domain.filing import (
    Footnote,
    IssuerAsFiled,
    OwnerAsFiled,
    OwnershipDocument,
    OwnershipFiling,
    Reported,
    ReportedHolding,
    Signature,
)
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import Instant
from graph_api.domain.links import Evidence

OWNERS = {
    "FUND": "Larch Fund LP",
    "OFFSHORE": "Larch Offshore Fund, Ltd.",
    "GP": "Larch GP LLC",
    "MANAGER": "Larch Management LP",
    "HOLDING": "Brook Holdings Corp",
    "TRUST": "Doe Family Trust",
    "LIVING": "John Doe Revocable Trust",
    "ESTATE": "Estate of Ann Poe",
    "DOE": "DOE JOHN Q",
    "ROE": "Roe Jane",
}
"""Short name → conformed name, in the order in which the owners are listed."""

CIKS = {name: Cik(f"009910{number:04d}") for number, name in enumerate(OWNERS, start=1)}
NAMES = {cik: name for name, cik in CIKS.items()}
ACCESSION = AccessionNumber("0099999999-26-000999")


def filing(
    *footnotes: str,
    owners: Iterable[str] = OWNERS,
    remarks: str | None = None,
    signatures: Iterable[str] = (),
    natures: Iterable[str] = (),
) -> OwnershipFiling:
    """Return a joint Form 4 by ``owners`` (short names) with these texts, rows being holdings."""
    document = OwnershipDocument(
        form_type=FormType.FORM_4,
        schema_version=None,
        period_of_report=None,
        date_of_original_submission=None,
        no_securities_owned=None,
        not_subject_to_section16=None,
        form3_holdings_reported=None,
        form4_transactions_reported=None,
        plan_box=None,
        issuer=IssuerAsFiled(cik=Cik("0099000001"), name="Tarn Corp", symbol="TARN"),
        owners=tuple(OwnerAsFiled(cik=CIKS[name], name=OWNERS[name]) for name in owners),
        transactions=(),
        holdings=tuple(_holding(number, text) for number, text in enumerate(natures, start=1)),
        footnotes=tuple(
            Footnote(id=f"F{number}", text=text) for number, text in enumerate(footnotes, start=1)
        ),
        remarks=remarks,
        signatures=tuple(Signature(name=text, signed_on=None) for text in signatures),
    )
    return OwnershipFiling(
        accession=ACCESSION,
        document=document,
        accepted_at=Instant(0),
        accepted_at_basis=AcceptedAtBasis.HEADER,
        filed_on=date(2026, 1, 2),
        filed_on_basis=AcceptedAtBasis.HEADER,
        issuer_sic=None,
        document_name=None,
        content_digest="",
    )


def _holding(number: int, nature: str) -> ReportedHolding:
    empty = dict.fromkeys(
        (
            "conversion_or_exercise_price",
            "exercise_date",
            "expiration_date",
            "underlying_title",
            "underlying_shares",
            "underlying_value",
            "shares_owned_following",
            "value_owned_following",
        ),
        Reported(),
    )
    return ReportedHolding(
        key=RowKey(f"{ACCESSION}|NH|{number}"),
        table=Table.NON_DERIVATIVE,
        ordinal=number,
        security_title=Reported("Common Stock"),
        ownership_form=Reported(OwnershipForm.INDIRECT),
        nature_of_ownership=Reported(nature),
        footnotes_elsewhere=(),
        **empty,  # type: ignore[arg-type]
    )


def told(evidence: Iterable[Evidence]) -> set[str]:
    """Return the evidence in short: ``FUND>GP .93``, ``joint`` and ``vetoed`` where it is."""
    return {_short(item) for item in evidence}


def _short(item: Evidence) -> str:
    p = f"{item.p:.4f}".rstrip("0").removeprefix("0")
    words = (
        f"{NAMES[item.vehicle]}>{NAMES[item.controller]}",
        p,
        "joint" if item.joint else "",
        "vetoed" if item.vetoed else "",
    )
    return " ".join(word for word in words if word)


def expected(links: str) -> set[str]:
    """Return the set written as ``FUND>GP .93, GP>DOE .95``."""
    return {link for link in links.split(", ") if link}


def renamed(original: OwnershipFiling, ids: Sequence[str]) -> OwnershipFiling:
    """Return the filing with ``ids`` as the ids of its footnotes, in order."""
    notes = tuple(
        replace(note, id=name) for note, name in zip(original.document.footnotes, ids, strict=True)
    )
    return replace(original, document=replace(original.document, footnotes=notes))
