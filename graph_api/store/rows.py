"""Filing ⇄ properties, field by field; what was not stated is no property at all.

Dates of filed facts are ISO text and decimals the text of their exact value, so both engines
keep what was filed. Lists cannot hold nulls: where one element is missing it is the empty string.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar, cast

from graph_api.bolt.connection import Row
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
    ReportedRow,
    ReportedTransaction,
    Signature,
)
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import Instant

R = TypeVar("R", bound=ReportedRow)
Properties = dict[str, object]

_HOLDING_LEAVES: dict[str, tuple[str, Callable[[str], object]]] = {
    "security_title": ("securityTitle", str),
    "conversion_or_exercise_price": ("conversionOrExercisePrice", Decimal),
    "exercise_date": ("exerciseDate", date.fromisoformat),
    "expiration_date": ("expirationDate", date.fromisoformat),
    "underlying_title": ("underlyingTitle", str),
    "underlying_shares": ("underlyingShares", Decimal),
    "underlying_value": ("underlyingValue", Decimal),
    "shares_owned_following": ("sharesOwnedFollowing", Decimal),
    "value_owned_following": ("valueOwnedFollowing", Decimal),
    "ownership_form": ("ownershipForm", OwnershipForm),
    "nature_of_ownership": ("natureOfOwnership", str),
}
_TRANSACTION_LEAVES: dict[str, tuple[str, Callable[[str], object]]] = {
    **_HOLDING_LEAVES,
    "transaction_date": ("transactionDate", date.fromisoformat),
    "deemed_execution_date": ("deemedExecutionDate", date.fromisoformat),
    "timeliness": ("timeliness", str),
    "shares": ("shares", Decimal),
    "total_value": ("totalValue", Decimal),
    "price_per_share": ("pricePerShare", Decimal),
    "acquired_disposed": ("acquiredDisposed", AcquiredDisposed),
}
"""Leaf → name of its property, and how to read the property's text."""

ELSEWHERE = "@"
"""Marks notes that hang on a container element rather than on a leaf."""


def text_of(value: object) -> object:
    """Return a value as stored: ISO dates, exact decimals, codes; text and booleans as they are."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def stated(properties: Mapping[str, object]) -> Properties:
    """Return the properties that have a value."""
    return {name: value for name, value in properties.items() if value is not None}


def row_properties(row: ReportedRow) -> Properties:
    """Return the properties of one transaction or holding.

    ``notes`` lists ``leaf:F1,F2`` for every leaf with footnotes, and ``@element:F1`` for those
    attached to a container.
    """
    leaves = _TRANSACTION_LEAVES if isinstance(row, ReportedTransaction) else _HOLDING_LEAVES
    properties: Properties = {"key": row.key, "table": row.table.value, "ordinal": row.ordinal}
    notes: list[str] = []
    for field, (name, _) in leaves.items():
        leaf = cast("Reported[object]", getattr(row, field))
        if leaf.value is not None:
            properties[name] = text_of(leaf.value)
        if leaf.footnotes:
            notes.append(f"{name}:{','.join(leaf.footnotes)}")
    notes += [f"{ELSEWHERE}{name}:{','.join(ids)}" for name, ids in row.footnotes_elsewhere]
    if notes:
        properties["notes"] = notes
    if isinstance(row, ReportedTransaction | ReportedHolding):
        properties |= stated({"formType": row.form_type})
    if isinstance(row, ReportedTransaction):
        properties |= stated(
            {
                "code": row.code.value,
                "equitySwapInvolved": row.equity_swap_involved,
            }
        )
    return properties


def notes_of(properties: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return leaf (or ``@element``) → footnote ids."""
    lines = cast("Sequence[str]", properties.get("notes") or ())
    return {name: tuple(ids.split(",")) for name, _, ids in (line.partition(":") for line in lines)}


def _leaves(
    properties: Mapping[str, object], table: Mapping[str, tuple[str, Callable[[str], object]]]
) -> dict[str, object]:
    notes = notes_of(properties)
    fields: dict[str, object] = {
        "key": RowKey(str(properties["key"])),
        "table": Table(properties["table"]),
        "ordinal": properties["ordinal"],
        "footnotes_elsewhere": tuple(
            (name.removeprefix(ELSEWHERE), ids)
            for name, ids in notes.items()
            if name.startswith(ELSEWHERE)
        ),
    }
    for field, (name, read) in table.items():
        text = cast("str | None", properties.get(name))
        fields[field] = Reported(None if text is None else read(text), notes.get(name, ()))
    return fields


def transaction_of(properties: Mapping[str, object]) -> ReportedTransaction:
    """Return the transaction row stored as ``properties``."""
    return ReportedTransaction(
        **_leaves(properties, _TRANSACTION_LEAVES),  # type: ignore[arg-type]
        form_type=cast("str | None", properties.get("formType")),
        code=TransactionCode(properties["code"]),
        equity_swap_involved=cast("bool | None", properties.get("equitySwapInvolved")),
    )


def holding_of(properties: Mapping[str, object]) -> ReportedHolding:
    """Return the holding row stored as ``properties``."""
    return ReportedHolding(
        **_leaves(properties, _HOLDING_LEAVES),  # type: ignore[arg-type]
        form_type=cast("str | None", properties.get("formType")),
    )


def filing_properties(filing: OwnershipFiling) -> Properties:
    """Return the properties of the filing's own node."""
    document = filing.document
    return stated(
        {
            "accession": filing.accession,
            "formType": document.form_type.value,
            **submission_properties(filing),
            "contentDigest": filing.content_digest,
            "schemaVersion": document.schema_version,
            "periodOfReport": text_of(document.period_of_report),
            "dateOfOriginalSubmission": text_of(document.date_of_original_submission),
            "noSecuritiesOwned": document.no_securities_owned,
            "notSubjectToSection16": document.not_subject_to_section16,
            "form3HoldingsReported": document.form3_holdings_reported,
            "form4TransactionsReported": document.form4_transactions_reported,
            "planBox": document.plan_box,
            "remarks": document.remarks,
            "footnoteIds": [note.id for note in document.footnotes],
            "footnoteTexts": [note.text for note in document.footnotes],
            "signatureNames": [signature.name for signature in document.signatures],
            "signatureDates": [str(text_of(s.signed_on) or "") for s in document.signatures],
        }
    )


def submission_properties(filing: OwnershipFiling) -> Properties:
    """Return what the submission, not the document, tells; a better source may improve it."""
    return stated(
        {
            "acceptedAt": filing.accepted_at,
            "acceptedAtBasis": filing.accepted_at_basis.value,
            "filedOn": filing.filed_on.isoformat(),
            "filedOnBasis": filing.filed_on_basis.value,
            "issuerSic": filing.issuer_sic,
            "documentName": filing.document_name,
        }
    )


_FLAGS = ("is_director", "is_officer", "is_ten_percent_owner", "is_other")
_FLAG_NAMES = ("isDirector", "isOfficer", "isTenPercentOwner", "isOther")


def reported_by_properties(owner: OwnerAsFiled, ordinal: int) -> Properties:
    """Return the properties of the edge to a reporting owner; never the street."""
    return stated(
        {
            "ordinal": ordinal,
            "name": owner.name,
            **dict(zip(_FLAG_NAMES, (getattr(owner, flag) for flag in _FLAGS), strict=True)),
            "officerTitle": owner.officer_title,
            "otherText": owner.other_text,
            "addressKey": owner.address.key,
            "state": owner.address.state,
            "country": owner.address.country,
        }
    )


def owner_of(edge: Mapping[str, object]) -> OwnerAsFiled:
    """Return the reporting owner whose edge, with its CIK, is given."""
    get = cast("Callable[[str], str | None]", edge.get)
    return OwnerAsFiled(
        cik=Cik(str(edge["cik"])),
        name=str(edge["name"]),
        address=OwnerAddress(key=get("addressKey"), state=get("state"), country=get("country")),
        is_director=cast("bool | None", edge.get("isDirector")),
        is_officer=cast("bool | None", edge.get("isOfficer")),
        is_ten_percent_owner=cast("bool | None", edge.get("isTenPercentOwner")),
        is_other=cast("bool | None", edge.get("isOther")),
        officer_title=get("officerTitle"),
        other_text=get("otherText"),
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) and text else None


def filing_of(row: Row) -> OwnershipFiling:
    """Return the filing stored as one row of ``read/whole_filings``."""
    node = cast("Properties", row["filing"])
    edges = cast("list[Properties]", row["owners"])
    issuer = cast("dict[str, str | None]", row["issuer"])
    strings = cast("Callable[[str], list[str]]", lambda name: node.get(name) or [])
    flag = cast("Callable[[str], bool | None]", node.get)
    text = cast("Callable[[str], str | None]", node.get)
    document = OwnershipDocument(
        form_type=FormType(node["formType"]),
        schema_version=text("schemaVersion"),
        period_of_report=_day(node.get("periodOfReport")),
        date_of_original_submission=_day(node.get("dateOfOriginalSubmission")),
        no_securities_owned=flag("noSecuritiesOwned"),
        not_subject_to_section16=flag("notSubjectToSection16"),
        form3_holdings_reported=flag("form3HoldingsReported"),
        form4_transactions_reported=flag("form4TransactionsReported"),
        plan_box=flag("planBox"),
        issuer=IssuerAsFiled(
            cik=Cik(str(issuer["cik"])),
            name=str(issuer["name"]),
            symbol=issuer["symbol"],
            foreign_symbol=issuer["foreignSymbol"],
        ),
        owners=tuple(owner_of(e) for e in sorted(edges, key=lambda e: cast("int", e["ordinal"]))),
        transactions=_in_order(row["transactions"], transaction_of),
        holdings=_in_order(row["holdings"], holding_of),
        footnotes=tuple(
            Footnote(id=key, text=note)
            for key, note in zip(strings("footnoteIds"), strings("footnoteTexts"), strict=True)
        ),
        remarks=text("remarks"),
        signatures=tuple(
            Signature(name=name, signed_on=_day(day))
            for name, day in zip(strings("signatureNames"), strings("signatureDates"), strict=True)
        ),
    )
    return OwnershipFiling(
        accession=AccessionNumber(str(node["accession"])),
        document=document,
        accepted_at=Instant(cast("int", node["acceptedAt"])),
        accepted_at_basis=AcceptedAtBasis(node["acceptedAtBasis"]),
        filed_on=date.fromisoformat(str(node["filedOn"])),
        filed_on_basis=AcceptedAtBasis(node["filedOnBasis"]),
        issuer_sic=text("issuerSic"),
        document_name=text("documentName"),
        content_digest=str(node["contentDigest"]),
    )


def _in_order(rows: object, read: Callable[[Mapping[str, object]], R]) -> tuple[R, ...]:
    """Return rows in document order: Table I before Table II, then by ordinal."""
    found = (read(row) for row in cast("list[Properties]", rows))
    return tuple(sorted(found, key=lambda row: (row.table is Table.DERIVATIVE, row.ordinal)))
