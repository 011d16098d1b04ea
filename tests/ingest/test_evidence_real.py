"""Every real filing: which signs of control it gives, and that each is quoted as filed."""

import os
from functools import cache
from pathlib import Path

import pytest

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber
from graph_api.domain.kinds import classify
from graph_api.domain.links import Evidence
from loaders.evidence import collect
from loaders.evidence.reading import signatures_of
from loaders.filings import read_filing
from loaders.manifest import ManifestEntry

CORPUS = Path(
    os.environ.get("INSIDER_GRAPH_CORPUS", Path(__file__).parents[2].parent / "shared" / "edgar")
)
NOT_NAMED = ManifestEntry(
    accession=AccessionNumber("0000000000-00-000000"), accepted_at=None, filed_on=None
)

HOFFMAN, LIVING_TRUST = "0001519339", "0001521103"
OASIS_MANAGER, OASIS_FUND, FISCHER = "0001317904", "0001530803", "0001456474"
BERKSHIRE, BUFFETT = "0001067983", "0000315090"
CABILLOT, FARNAM = "0001361476", "0001058465"

Sign = tuple[str, str, str, float]

EXPECTED: dict[str, set[Sign]] = {
    "0000902664-26-002604_4_STRS.xml": {
        (OASIS_FUND, OASIS_MANAGER, "F1", 0.93),
        (OASIS_MANAGER, FISCHER, "F1", 0.95),
        (OASIS_FUND, FISCHER, "F1", 0.95),
    },
    "issuer1640147_2020-09-18_3_SNOW_BERKSHIRE-HATHAWAY-INC.xml": {
        (BERKSHIRE, BUFFETT, "F1", 0.95),
        (BERKSHIRE, BUFFETT, "F2", 0.60),
    },
    "0001079973-25-000129_4_PDEX.txt": {(FARNAM, CABILLOT, "F5", 0.75)},
}
"""What reading them says; the 23 forms on LNKD are alike and stand in ``LINKEDIN``."""

LINKEDIN: set[Sign] = {
    (LIVING_TRUST, HOFFMAN, "F1", 0.95),
    (LIVING_TRUST, HOFFMAN, "F1", 0.90),
}


@cache
def _filings() -> dict[str, OwnershipFiling]:
    """Return the real filings by file name."""
    if not CORPUS.is_dir():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")
    paths = sorted(
        path
        for folder in ("ownership-xml", "submission-txt")
        for path in (CORPUS / folder).iterdir()
    )
    return {
        path.name: read_filing(path.read_bytes(), path.name, NOT_NAMED, address_key=b"test")
        for path in paths
    }


def _joint() -> dict[str, OwnershipFiling]:
    return {name: filing for name, filing in _filings().items() if len(filing.document.owners) > 1}


def _signs(filing: OwnershipFiling) -> set[Sign]:
    return {(item.vehicle, item.controller, item.family.value, item.p) for item in collect(filing)}


def test_every_joint_filing_gives_the_signs_that_reading_it_gives() -> None:
    linkedin = dict.fromkeys((name for name in _joint() if "_LNKD" in name), LINKEDIN)

    assert len(linkedin) == 23
    assert {name: _signs(filing) for name, filing in _joint().items()} == EXPECTED | linkedin


def test_filings_by_one_owner_give_no_sign() -> None:
    alone = [filing for name, filing in _filings().items() if name not in _joint()]

    assert len(alone) > 300
    assert [item for filing in alone for item in collect(filing)] == []


def test_every_quotation_stands_in_its_field_as_filed() -> None:
    items = [(filing, item) for filing in _joint().values() for item in collect(filing)]

    assert len(items) > 50
    for filing, item in items:
        assert _text_of(filing, item)[item.start : item.end] == item.quote
        assert 0 < len(item.quote) <= 300


def _text_of(filing: OwnershipFiling, item: Evidence) -> str:
    document = filing.document
    if item.field == "footnote":
        return {note.id: note.text for note in document.footnotes}[item.footnote_id or ""]
    if item.field == "signature":
        return signatures_of(document).text
    assert item.field == "natureOfOwnership"
    rows = {row.key: row for row in (*document.transactions, *document.holdings)}
    return next(
        row.nature_of_ownership.value or "" for key, row in rows.items() if key == item.row_key
    )


def test_no_natural_person_is_a_vehicle() -> None:
    for filing in _joint().values():
        names = {owner.cik: owner.name for owner in filing.document.owners}
        for item in collect(filing):
            assert classify(names[item.vehicle]).kind is not OwnerKind.PERSON
