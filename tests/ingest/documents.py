"""Fictional ownership documents, and their wrappings, for tests.

A row is a dictionary of the attributes of ``ReportedTransaction`` or ``ReportedHolding``: what it
leaves out, or gives as None, is not in the document. ``notes`` maps an attribute, or an element
such as ``transactionCoding``, to the footnotes attached to it. Whatever a row leaves out of
``TRANSACTION`` or ``HOLDING`` is taken from there.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from graph_api.domain.identifiers import AccessionNumber

Row = Mapping[str, Any]

ACCESSION = AccessionNumber("0099000001-24-000001")
ISSUER: Row = {"cik": "0099000001", "name": "Example Widgets Inc", "symbol": "EXWI"}
OWNER: Row = {
    "cik": "0099000002",
    "name": "Sample Jane",
    "is_director": "1",
    "is_officer": "0",
    "is_ten_percent_owner": "0",
    "is_other": "0",
    "street1": "1 EXAMPLE ROAD",
    "city": "SPRINGFIELD",
    "state": "IL",
    "zip_code": "62701",
}
HOLDING: Row = {
    "table": "N",
    "security_title": "Common Stock",
    "shares_owned_following": "1000",
    "ownership_form": "D",
}
TRANSACTION: Row = {
    **HOLDING,
    "transaction_date": "2024-03-01",
    "form_type": "4",
    "code": "P",
    "equity_swap_involved": "0",
    "shares": "100",
    "price_per_share": "10.50",
    "acquired_disposed": "A",
}
SIGNATURE: Row = {"name": "/s/ Jane Sample", "signed_on": "2024-03-04"}

_FACTS = {
    "schema_version": "schemaVersion",
    "form_type": "documentType",
    "period_of_report": "periodOfReport",
    "date_of_original_submission": "dateOfOriginalSubmission",
    "no_securities_owned": "noSecuritiesOwned",
    "not_subject_to_section16": "notSubjectToSection16",
    "form3_holdings_reported": "form3HoldingsReported",
    "form4_transactions_reported": "form4TransactionsReported",
}
_ISSUER = {
    "cik": "issuerCik",
    "name": "issuerName",
    "symbol": "issuerTradingSymbol",
    "foreign_symbol": "issuerForeignTradingSymbol",
}
_OWNER = {
    "cik": "reportingOwnerId/rptOwnerCik",
    "name": "reportingOwnerId/rptOwnerName",
    "non_us": "reportingOwnerAddress/rptOwnerNonUSAddressFlag",
    "street1": "reportingOwnerAddress/rptOwnerStreet1",
    "street2": "reportingOwnerAddress/rptOwnerStreet2",
    "city": "reportingOwnerAddress/rptOwnerCity",
    "non_us_state_territory": "reportingOwnerAddress/rptOwnerNonUSStateTerritory",
    "state": "reportingOwnerAddress/rptOwnerState",
    "country": "reportingOwnerAddress/rptOwnerCountry",
    "zip_code": "reportingOwnerAddress/rptOwnerZipCode",
    "state_description": "reportingOwnerAddress/rptOwnerStateDescription",
    "good_address": "reportingOwnerAddress/rptOwnerGoodAddress",
    "is_director": "reportingOwnerRelationship/isDirector",
    "is_officer": "reportingOwnerRelationship/isOfficer",
    "is_ten_percent_owner": "reportingOwnerRelationship/isTenPercentOwner",
    "is_other": "reportingOwnerRelationship/isOther",
    "officer_title": "reportingOwnerRelationship/officerTitle",
    "other_text": "reportingOwnerRelationship/otherText",
}
_ROW = {
    "security_title": "securityTitle",
    "conversion_or_exercise_price": "conversionOrExercisePrice",
    "transaction_date": "transactionDate",
    "deemed_execution_date": "deemedExecutionDate",
    "form_type": "transactionCoding/transactionFormType",
    "code": "transactionCoding/transactionCode",
    "equity_swap_involved": "transactionCoding/equitySwapInvolved",
    "timeliness": "transactionTimeliness",
    "shares": "transactionAmounts/transactionShares",
    "total_value": "transactionAmounts/transactionTotalValue",
    "price_per_share": "transactionAmounts/transactionPricePerShare",
    "acquired_disposed": "transactionAmounts/transactionAcquiredDisposedCode",
    "exercise_date": "exerciseDate",
    "expiration_date": "expirationDate",
    "underlying_title": "underlyingSecurity/underlyingSecurityTitle",
    "underlying_shares": "underlyingSecurity/underlyingSecurityShares",
    "underlying_value": "underlyingSecurity/underlyingSecurityValue",
    "shares_owned_following": "postTransactionAmounts/sharesOwnedFollowingTransaction",
    "value_owned_following": "postTransactionAmounts/valueOwnedFollowingTransaction",
    "ownership_form": "ownershipNature/directOrIndirectOwnership",
    "nature_of_ownership": "ownershipNature/natureOfOwnership",
}
_SIGNATURE = {"name": "signatureName", "signed_on": "signatureDate"}
_BARE = {"form_type", "code", "equity_swap_involved"}
"""Attributes of a row whose element holds its text without ``value``."""


def ownership_xml(
    *,
    issuer: Row = ISSUER,
    owners: Sequence[Row] = (OWNER,),
    transactions: Sequence[Row] = (),
    holdings: Sequence[Row] = (),
    footnotes: Sequence[Row] = (),
    signatures: Sequence[Row] = (SIGNATURE,),
    remarks: str | None = None,
    plan_box: str | None = None,
    **facts: str | None,
) -> bytes:
    """Return an ownership document: a Form 4 of 1 March 2024 unless ``facts`` say otherwise.

    A footnote is ``{"id": "F1", "text": "…"}``; the names of facts are those of
    ``OwnershipDocument``. Rows of one table keep their order, transactions first.
    """
    stated = {"form_type": "4", "period_of_report": "2024-03-01", **facts}
    parts = [
        _block(stated, _FACTS),
        _element("issuer", _block(issuer, _ISSUER)),
        *(_element("reportingOwner", _block(owner, _OWNER)) for owner in owners),
        "" if plan_box is None else _element("aff10b5One", escape(plan_box)),
        _table("nonDerivative", "N", transactions, holdings),
        _table("derivative", "D", transactions, holdings),
        _element("footnotes", "".join(map(_footnote, footnotes))) if footnotes else "",
        "" if remarks is None else _element("remarks", escape(remarks)),
        *(_element("ownerSignature", _block(line, _SIGNATURE)) for line in signatures),
    ]
    return f'<?xml version="1.0"?>\n{_element("ownershipDocument", "".join(parts))}\n'.encode()


def _table(name: str, table: str, transactions: Sequence[Row], holdings: Sequence[Row]) -> str:
    rows = [
        _element(name + kind, _block(row, _ROW, leaves=True))
        for kind, defaults, given in (
            ("Transaction", TRANSACTION, transactions),
            ("Holding", HOLDING, holdings),
        )
        for row in ({**defaults, **overrides} for overrides in given)
        if row["table"] == table
    ]
    return _element(f"{name}Table", "".join(rows)) if rows else ""


def _block(stated: Row, paths: Mapping[str, str], *, leaves: bool = False) -> str:
    notes = stated.get("notes", {})
    containers: dict[str, list[str]] = {}
    for name, path in paths.items():
        container, _, tag = path.rpartition("/")
        inside = containers.setdefault(container or tag, [])
        text, ids = stated.get(name), _references(notes.get(name, ()))
        if text is not None or ids:
            value = "" if text is None else escape(str(text))
            value = _element("value", value) if leaves and name not in _BARE and value else value
            inside.append(_element(tag, value + ids))
    return "".join(
        "".join(inside)
        if name in paths.values()
        else _element(name, "".join(inside) + _references(notes.get(name, ())))
        for name, inside in containers.items()
        if inside
    )


def _references(ids: Sequence[str]) -> str:
    return "".join(f'<footnoteId id="{identifier}"/>' for identifier in ids)


def _footnote(footnote: Row) -> str:
    return f'<footnote id="{footnote["id"]}">{escape(footnote["text"])}</footnote>'


def _element(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag}>"


def sec_header_submission(xml: bytes, *, accession: str = ACCESSION) -> bytes:
    """Return ``xml`` as EDGAR's full submission with an SEC-HEADER (``.txt``)."""
    header = f"""<SEC-DOCUMENT>{accession}.txt : 20240304
<SEC-HEADER>{accession}.hdr.sgml : 20240304
<ACCEPTANCE-DATETIME>20240304163000
ACCESSION NUMBER:\t\t{accession}
CONFORMED SUBMISSION TYPE:\t4
PUBLIC DOCUMENT COUNT:\t\t1
FILED AS OF DATE:\t\t20240304

REPORTING-OWNER:\t

\tOWNER DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tSAMPLE VENTURES LLC
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tBLANK CHECKS [6770]

ISSUER:\t\t

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tExample Widgets Inc
\t\tCENTRAL INDEX KEY:\t\t\t0099000001
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tAGRICULTURAL PRODUCTION-CROPS [100]
</SEC-HEADER>
<DOCUMENT>
<TYPE>4
<SEQUENCE>1
<FILENAME>form4.xml
<DESCRIPTION>FORM 4
<TEXT>
<XML>
"""
    return header.encode() + xml + b"</XML>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"


def tagged_submission(xml: bytes, *, accession: str = ACCESSION, one_line: bool = False) -> bytes:
    """Return ``xml`` in EDGAR's tagged SGML form (``.nc``), its tags on their own lines or not."""
    tags = f"""<SUBMISSION>
<ACCESSION-NUMBER>{accession}
<TYPE>4
<FILING-DATE>20240304
<REPORTING-OWNER>
<OWNER-DATA>
<CONFORMED-NAME>SAMPLE VENTURES LLC
<ASSIGNED-SIC>6770
</OWNER-DATA>
</REPORTING-OWNER>
<ISSUER>
<COMPANY-DATA>
<CONFORMED-NAME>Example Widgets Inc
<ASSIGNED-SIC>100
</COMPANY-DATA>
</ISSUER>
<DOCUMENT>
<TYPE>4
<SEQUENCE>1
<FILENAME>form4.xml
<DESCRIPTION>FORM 4
<TEXT>
<XML>
"""
    start = tags.replace("\n", "") if one_line else tags
    return start.encode() + xml.rstrip() + b"</XML></TEXT></DOCUMENT></SUBMISSION>"
