"""Forms 3, 4 and 5: the ``ownershipDocument`` XML to its domain type, by presence of elements.

The schema version is never asked: whatever element is there is read, whatever is unknown is
passed over. Pure; the only error is ``MalformedFilingError``.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

from graph_api.domain.codes import Table
from graph_api.domain.filing import (
    Footnote,
    IssuerAsFiled,
    OwnerAddress,
    OwnerAsFiled,
    OwnershipDocument,
    ReportedHolding,
    ReportedTransaction,
    Signature,
)
from graph_api.domain.identifiers import AccessionNumber, RowKey
from graph_api.errors import MalformedFilingError
from loaders.layouts import Leaf, Shape, find, missing, read_leaves, refuse_depth
from loaders.ownership_schema import (
    DOCUMENT,
    HOLDING,
    ISSUER,
    OWNER,
    OWNER_ADDRESS,
    SIGNATURE,
    TRANSACTION,
)

MAX_BYTES = 20 * 1024 * 1024
MAX_ELEMENTS = 200_000
MAX_OWNERS = 10
"""Most reporting owners one submission can have."""

ROOT = "ownershipDocument"

_PARSER = etree.XMLParser(
    encoding="utf-8",
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
    remove_blank_text=True,
    collect_ids=False,
)
_CDATA_OR_BARE_AMPERSAND = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|apos|quot|#[0-9]+|#x[0-9a-fA-F]+);)", re.DOTALL
)


class _Rows(NamedTuple):
    """One kind of row: its table, its path, and the mark of its keys."""

    table: Table
    path: str
    mark: str


_TRANSACTIONS = (
    _Rows(Table.NON_DERIVATIVE, "nonDerivativeTable/nonDerivativeTransaction", "N"),
    _Rows(Table.DERIVATIVE, "derivativeTable/derivativeTransaction", "D"),
)
_HOLDINGS = (
    _Rows(Table.NON_DERIVATIVE, "nonDerivativeTable/nonDerivativeHolding", "NH"),
    _Rows(Table.DERIVATIVE, "derivativeTable/derivativeHolding", "DH"),
)
_CONTAINERS = frozenset({"nonDerivativeTable", "derivativeTable", "footnotes"})
_WALKED = frozenset(
    {"issuer", "reportingOwner", "footnotes/footnote", "ownerSignature"}
    | {rows.path for rows in _TRANSACTIONS + _HOLDINGS}
)

Parts = Mapping[str, list[etree._Element]]  # noqa: SLF001 - lxml has no public name for it
"""Elements at the top of the document, and those in its tables and footnotes, by path."""


def parse_ownership_document(xml: bytes, accession: AccessionNumber) -> OwnershipDocument:
    """Return what the document states, rows and owners in the order of the document.

    A row key is ``accession|N|n`` (Table I) or ``accession|D|n`` (Table II) for transactions and
    ``NH``, ``DH`` for holdings; n counts from 1 within that kind. Whatever is absent or blank is
    None; a direction that contradicts its code stays as filed. A byte order mark, blank lines
    before the declaration, an unescaped ``&`` and empty containers are read.

    Raises:
        MalformedFilingError: not well-formed, a document type or entity is declared, a limit of
            this module is passed, an element that every filing has is missing, or a number, date,
            flag or code cannot be read.

    Source:
        SEC ownership XML technical specification, schemas to X0609.
    """
    try:
        return _document(_tree(xml), accession)
    except MalformedFilingError as error:
        error.accession = accession
        raise


def _tree(xml: bytes) -> etree._Element:
    data = _as_utf8(xml)
    # One byte is found many times faster than nine, and few filings have this one.
    if b"!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):
        raise _rejected("declares a document type or an entity")
    if len(data) > MAX_ELEMENTS and data.count(b"<") - data.count(b"</") > MAX_ELEMENTS:
        raise _rejected(f"has more than {MAX_ELEMENTS} elements")
    root = _parsed(data)
    if root.tag != ROOT:
        raise _rejected("is not the root element")
    return root


def _as_utf8(xml: bytes) -> bytes:
    if len(xml) > MAX_BYTES:
        raise _rejected(f"is larger than {MAX_BYTES} bytes")
    if not xml.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return xml.removeprefix(BOM_UTF8).lstrip()
    try:
        return xml.decode("utf-16").encode().lstrip()
    except UnicodeError as error:
        raise _rejected("is not valid UTF-16") from error


def _parsed(data: bytes) -> etree._Element:
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        repaired = _CDATA_OR_BARE_AMPERSAND.sub(_escaped, data)
        if repaired == data:
            raise _rejected(f"is not well-formed XML: {error.msg}") from error
    try:
        return etree.fromstring(repaired, _PARSER)
    except etree.XMLSyntaxError as error:
        raise _rejected(f"is not well-formed XML: {error.msg}") from error


def _escaped(match: re.Match[bytes]) -> bytes:
    return b"&amp;" if match[0] == b"&" else match[0]


def _rejected(reason: str) -> MalformedFilingError:
    return MalformedFilingError(element=ROOT, reason=reason)


def _document(root: etree._Element, accession: AccessionNumber) -> OwnershipDocument:
    parts = _parts(root)
    return OwnershipDocument(
        **_facts(parts),
        issuer=_issuer(parts.get("issuer", [])),
        owners=_owners(parts.get("reportingOwner", [])),
        transactions=tuple(_transactions(parts, accession)),
        holdings=tuple(_holdings(parts, accession)),
        footnotes=tuple(_footnotes(parts.get("footnotes/footnote", []))),
        signatures=tuple(_signatures(parts.get("ownerSignature", []))),
    )


def _parts(root: etree._Element) -> Parts:
    parts: dict[str, list[etree._Element]] = {}
    for part in root:
        tag = part.tag
        if tag not in _CONTAINERS:
            parts.setdefault(tag, []).append(part)
            continue
        for child in part:
            parts.setdefault(f"{tag}/{child.tag}", []).append(child)
    for path in parts.keys() - _WALKED:
        for element in parts[path]:
            refuse_depth(element)
    return parts


def _facts(parts: Parts) -> dict[str, Any]:
    stated = [path for path in DOCUMENT.fields if path in parts]
    if "documentType" not in stated:
        raise missing("documentType")
    leaves = [Leaf(path, DOCUMENT.fields[path], place, ()) for place, path in enumerate(stated)]
    facts = DOCUMENT.blank.copy()
    read_leaves([parts[path][0] for path in stated], leaves, "", facts)
    return facts


def _issuer(elements: list[etree._Element]) -> IssuerAsFiled:
    if not elements:
        raise missing("issuer/issuerCik")
    return IssuerAsFiled(**find(elements[0], ISSUER, "issuer").fields)


def _owners(elements: list[etree._Element]) -> tuple[OwnerAsFiled, ...]:
    if not elements:
        raise missing("reportingOwner")
    if len(elements) > MAX_OWNERS:
        reason = f"is one more than the {MAX_OWNERS} owners a submission can have"
        raise MalformedFilingError(element=f"reportingOwner[{MAX_OWNERS + 1}]", reason=reason)
    return tuple(_owner(element, f"reportingOwner[{n}]") for n, element in enumerate(elements, 1))


def _owner(element: etree._Element, path: str) -> OwnerAsFiled:
    fields = find(element, OWNER, path).fields
    address = OwnerAddress(**{name: fields.pop(name) for name in OWNER_ADDRESS})
    return OwnerAsFiled(address=address, **fields)


def _transactions(parts: Parts, accession: AccessionNumber) -> Iterator[ReportedTransaction]:
    for rows in _TRANSACTIONS:
        for ordinal, row in enumerate(parts.get(rows.path, ()), 1):
            yield ReportedTransaction(**_row(row, TRANSACTION, rows, ordinal, accession))


def _holdings(parts: Parts, accession: AccessionNumber) -> Iterator[ReportedHolding]:
    for rows in _HOLDINGS:
        for ordinal, row in enumerate(parts.get(rows.path, ()), 1):
            yield ReportedHolding(**_row(row, HOLDING, rows, ordinal, accession))


def _row(
    row: etree._Element, shape: Shape, rows: _Rows, ordinal: int, accession: AccessionNumber
) -> dict[str, Any]:
    fields, elsewhere = find(row, shape, f"{rows.path}[{ordinal}]")
    fields["key"] = RowKey(f"{accession}|{rows.mark}|{ordinal}")
    fields["table"] = rows.table
    fields["ordinal"] = ordinal
    fields["footnotes_elsewhere"] = elsewhere
    return fields


def _footnotes(elements: list[etree._Element]) -> Iterator[Footnote]:
    for n, element in enumerate(elements, 1):
        identifier = element.get("id")
        if not identifier:
            reason = "has no id to refer to it by"
            raise MalformedFilingError(element=f"footnotes/footnote[{n}]", reason=reason)
        text = _marked_up_text(element) if len(element) else element.text
        yield Footnote(id=identifier, text=text.strip() if text else "")


def _marked_up_text(element: etree._Element) -> str:
    refuse_depth(element)
    return "".join(map(str, element.itertext()))


def _signatures(elements: list[etree._Element]) -> Iterator[Signature]:
    for n, element in enumerate(elements, 1):
        fields = find(element, SIGNATURE, f"ownerSignature[{n}]").fields
        if fields["name"] or fields["signed_on"]:
            yield Signature(name=fields["name"] or "", signed_on=fields["signed_on"])
