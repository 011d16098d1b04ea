"""Which parts of a filing its amendment states otherwise."""

from collections import Counter
from dataclasses import fields, replace

from graph_api.domain.codes import AmendmentScope
from graph_api.domain.filing import (
    OwnerAddress,
    OwnershipDocument,
    OwnershipFiling,
    Reported,
    ReportedRow,
)
from loaders.resolve.amendments import matched_lines
from loaders.resolve.voids import tells_of_omitted_lines, voided

_PLACE = ("key", "ordinal", "footnotes_elsewhere")
_BOXES = (
    "period_of_report",
    "no_securities_owned",
    "not_subject_to_section16",
    "form3_holdings_reported",
    "form4_transactions_reported",
    "plan_box",
)


def scope_of(amendment: OwnershipFiling, original: OwnershipFiling) -> tuple[AmendmentScope, ...]:
    """Return the parts that differ, in the order of ``AmendmentScope``.

    What an amendment leaves out it does not change; lines that it says never happened are
    transactions stated otherwise. Footnote ids play no part.
    """
    tests = {
        AmendmentScope.TRANSACTIONS: _transactions_differ(amendment, original),
        AmendmentScope.HOLDINGS: _holdings_differ(amendment.document, original.document),
        AmendmentScope.FOOTNOTES: not _texts(amendment.document) <= _texts(original.document),
        AmendmentScope.HEADER: _header(amendment.document) != _header(original.document),
    }
    return tuple(part for part in AmendmentScope if tests[part])


def _transactions_differ(amendment: OwnershipFiling, original: OwnershipFiling) -> bool:
    rows, current = amendment.document.transactions, original.document.transactions
    matched = matched_lines(current, rows, adds=tells_of_omitted_lines(amendment))
    if len(matched) < len(rows):
        return True
    if any(_values(rows[new]) != _values(current[old]) for new, old in matched.items()):
        return True
    restated = set(matched.values())
    return bool(
        voided(
            amendment,
            [row for index, row in enumerate(current) if index not in restated],
            [row for index, row in enumerate(current) if index in restated],
        )
    )


def _holdings_differ(amendment: OwnershipDocument, original: OwnershipDocument) -> bool:
    stated = Counter(_values(row) for row in amendment.holdings)
    return bool(stated - Counter(_values(row) for row in original.holdings))


def _values(row: ReportedRow) -> tuple[object, ...]:
    """Return all that a row states, without its place and its footnotes."""
    leaves = (getattr(row, field.name) for field in fields(row) if field.name not in _PLACE)
    return tuple(leaf.value if isinstance(leaf, Reported) else leaf for leaf in leaves)


def _texts(document: OwnershipDocument) -> set[str]:
    notes = (*(note.text for note in document.footnotes), document.remarks or "")
    return {" ".join(note.split()) for note in notes} - {""}


def _header(document: OwnershipDocument) -> tuple[object, ...]:
    """Return who reports on whom, in what relation, and the boxes of the form."""
    owners = {replace(owner, address=OwnerAddress()) for owner in document.owners}
    return (document.issuer, owners, *(getattr(document, box) for box in _BOXES))
