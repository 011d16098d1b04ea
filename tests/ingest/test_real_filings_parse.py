"""Every real filing parses, and says what an independent plain count says."""

import os
import re
from collections import Counter
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from lxml import etree

from graph_api.domain.codes import AcquiredDisposed, FormType, TransactionCode
from graph_api.domain.filing import (
    OwnershipDocument,
    Reported,
    ReportedHolding,
    ReportedTransaction,
)
from graph_api.domain.identifiers import AccessionNumber, find_accession
from graph_api.errors import MalformedFilingError
from loaders.ownership_xml import parse_ownership_document
from loaders.submission import content_digest, read_submission

CORPUS = Path(
    os.environ.get("INSIDER_GRAPH_CORPUS", Path(__file__).parents[2].parent / "shared" / "edgar")
)
WITHOUT_NUMBER = AccessionNumber("0099999999-99-999999")
FOLDERS = ("ownership-xml", "submission-txt")


@pytest.fixture(autouse=True)
def _corpus() -> None:
    if not CORPUS.is_dir():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")


@cache
def filings() -> dict[str, tuple[bytes, OwnershipDocument]]:
    paths = (path for folder in FOLDERS for path in sorted((CORPUS / folder).iterdir()))
    return {path.name: _read(path) for path in paths}


def _read(path: Path) -> tuple[bytes, OwnershipDocument]:
    accession = find_accession(path.name) or WITHOUT_NUMBER
    xml = read_submission(path.read_bytes()).xml
    return xml, parse_ownership_document(xml, accession)


def document(name: str) -> OwnershipDocument:
    return filings()[name][1]


def rows_of(
    parsed: OwnershipDocument,
) -> tuple[ReportedTransaction | ReportedHolding, ...]:
    return (*parsed.transactions, *parsed.holdings)


def references_in(row: ReportedTransaction | ReportedHolding) -> int:
    values = (getattr(row, field.name) for field in fields(row))
    attached = sum(len(value.footnotes) for value in values if isinstance(value, Reported))
    return attached + sum(len(ids) for _, ids in row.footnotes_elsewhere)


def texts_at(xml: bytes, path: str) -> list[str]:
    found = etree.fromstring(xml.strip()).xpath(f"{path}/text()")
    return [text.strip() for text in cast("list[str]", found)]


def plain_count(xml: bytes) -> dict[str, int | Decimal]:
    root = etree.fromstring(xml.strip())

    def number(path: str) -> int:
        return int(cast("float", root.xpath(f"count({path})")))

    def total(path: str) -> Decimal:
        return sum(map(Decimal, texts_at(xml, path)), Decimal(0))

    return {
        "transactions": number("*/nonDerivativeTransaction | */derivativeTransaction"),
        "holdings": number("*/nonDerivativeHolding | */derivativeHolding"),
        "owners": number("reportingOwner"),
        "footnotes": number("footnotes/footnote"),
        "references": number("//footnoteId"),
        "signatures": number("ownerSignature"),
        "shares": total("//transactionShares/value"),
        "owned": total("//sharesOwnedFollowingTransaction/value"),
    }


def our_count(parsed: OwnershipDocument) -> dict[str, int | Decimal]:
    rows = rows_of(parsed)
    return {
        "transactions": len(parsed.transactions),
        "holdings": len(parsed.holdings),
        "owners": len(parsed.owners),
        "footnotes": len(parsed.footnotes),
        "references": sum(map(references_in, rows)),
        "signatures": len(parsed.signatures),
        "shares": sum((row.shares.value or Decimal(0) for row in parsed.transactions), Decimal(0)),
        "owned": sum((row.shares_owned_following.value or Decimal(0) for row in rows), Decimal(0)),
    }


def test_all_373_filings_parse() -> None:
    assert len(filings()) == 373


def test_each_filing_agrees_with_a_plain_count() -> None:
    differing = [
        name for name, (xml, parsed) in filings().items() if our_count(parsed) != plain_count(xml)
    ]
    assert differing == []


def test_all_filings_together_agree_with_the_catalogue() -> None:
    documents = [parsed for _, parsed in filings().values()]
    assert Counter(len(parsed.owners) for parsed in documents) == {1: 347, 2: 25, 3: 1}
    forms = Counter((parsed.form_type.value, parsed.schema_version) for parsed in documents)
    assert forms["4", "X0306"] == 233
    assert forms["4", "X0508"] == 75
    assert forms["3", "X0607"] == 1
    assert sum(len(parsed.signatures) < len(parsed.owners) for parsed in documents) == 22
    assert len({parsed.issuer.cik for parsed in documents}) == 46


def test_every_text_of_a_leaf_is_kept_as_filed() -> None:
    for name, (xml, parsed) in filings().items():
        titles = Counter(row.security_title.value for row in rows_of(parsed))
        assert titles == Counter(texts_at(xml, "//securityTitle/value")), name
        natures = Counter(row.nature_of_ownership.value for row in rows_of(parsed))
        del natures[None]
        assert natures == Counter(texts_at(xml, "//natureOfOwnership/value")), name


def test_row_keys_are_unique_and_carry_the_accession() -> None:
    for name, (_, parsed) in filings().items():
        keys = [row.key for row in rows_of(parsed)]
        assert len(set(keys)) == len(keys), name
        pattern = re.compile(rf"{find_accession(name) or WITHOUT_NUMBER}\|(N|D|NH|DH)\|[1-9]\d*")
        assert all(pattern.fullmatch(key) for key in keys), name


def test_dates_with_a_zone_are_the_day_as_written() -> None:
    parsed = document("issuer1590715_2024-07-19_4_AREC_tz-suffix-dates.xml")
    assert parsed.period_of_report == date(2024, 7, 19)
    assert parsed.signatures[0].signed_on == date(2024, 7, 19)
    (row,) = parsed.transactions
    assert row.transaction_date.value == date(2024, 7, 19)


def test_a_purchase_that_disposes_stays_as_filed() -> None:
    (row,) = document("issuer1590715_2024-07-19_4_AREC_tz-suffix-dates.xml").transactions
    assert row.code is TransactionCode.P
    assert row.acquired_disposed.value is AcquiredDisposed.DISPOSED


def test_a_sale_that_acquires_stays_as_filed() -> None:
    rows = document("0001209191-13-014365_4_LNKD.xml").transactions
    contradictory = [
        row
        for row in rows
        if row.code is TransactionCode.S
        and row.acquired_disposed.value is AcquiredDisposed.ACQUIRED
    ]
    assert len(contradictory) == 1


def test_a_missing_relationship_flag_is_none() -> None:
    (owner,) = document("0001140361-26-035602_4_SPOT.txt").owners
    assert owner.is_officer is True
    assert (owner.is_director, owner.is_ten_percent_owner, owner.is_other) == (None, None, None)


def test_prices_with_a_footnote_and_no_value_are_none_and_zero_is_zero() -> None:
    rows = [row for _, parsed in filings().values() for row in parsed.transactions]
    noted = [row for row in rows if row.price_per_share.value is None]
    assert len(noted) == 123
    assert all(row.price_per_share.footnotes for row in noted)
    assert any(row.price_per_share.value == 0 for row in rows)


def test_the_box_for_plans_is_absent_before_2023_and_told_apart_from_no() -> None:
    boxes = Counter(parsed.plan_box for _, parsed in filings().values())
    assert boxes == {None: 274, False: 86, True: 13}
    before = (parsed for _, parsed in filings().values() if parsed.schema_version == "X0306")
    assert {parsed.plan_box for parsed in before} == {None}


def test_one_cik_may_have_two_names() -> None:
    owners = (owner for _, parsed in filings().values() for owner in parsed.owners)
    assert {owner.name for owner in owners if owner.cik == "0001295032"} == {
        "Brin Sergey",
        "Sergey Brin",
    }


def test_one_issuer_may_have_two_names_and_symbols() -> None:
    names: dict[str, set[tuple[str, str | None]]] = {}
    for _, parsed in filings().values():
        issuer = parsed.issuer
        names.setdefault(issuer.cik, set()).add((issuer.name, issuer.symbol))
    assert sum(len(pairs) > 1 for pairs in names.values()) >= 4


def test_a_value_instead_of_shares_is_read() -> None:
    rows = [row for _, parsed in filings().values() for row in parsed.transactions]
    (note,) = [row for row in rows if row.total_value.value is not None]
    assert note.total_value.value == note.value_owned_following.value == Decimal(60_000_000)
    assert note.shares == Reported()


def test_a_foreign_symbol_and_a_non_us_address_are_read() -> None:
    parsed = document("0001193125-26-225124_5_IX.xml")
    assert parsed.form_type is FormType.FORM_5
    assert parsed.issuer.foreign_symbol is not None
    (owner,) = parsed.owners
    assert owner.address.non_us is True
    assert owner.address.non_us_state_territory == "JAPAN"
    assert {row.shares.value for row in parsed.transactions} >= {Decimal("6.586")}


def test_a_form_3_without_securities_says_so() -> None:
    parsed = document("0002129616-26-000003_3_Matternet.xml")
    assert parsed.no_securities_owned is True
    assert parsed.issuer.symbol == "NONE"


@pytest.mark.parametrize("name", ["0000899243-21-031284_4_HIPO", "0001819848-24-000298_4_JOBY"])
def test_an_exit_box_is_read(name: str) -> None:
    assert document(f"{name}.xml").not_subject_to_section16 is True


def test_an_amendment_names_the_date_of_its_original() -> None:
    parsed = document("0000897069-26-001273_4A_MCS.xml")
    assert parsed.form_type is FormType.FORM_4A
    assert parsed.date_of_original_submission == date(2026, 5, 26)
    assert parsed.transactions[0].footnotes_elsewhere == (("transactionCoding", ("F1",)),)


def test_headers_of_real_submissions_are_read() -> None:
    headers = {
        path.name: read_submission(path.read_bytes()).header
        for path in sorted((CORPUS / "submission-txt").iterdir())
    }
    assert len(headers) == 10
    for name, header in headers.items():
        assert header.accession == find_accession(name)
        assert header.filed_on is not None
        assert header.issuer_sic is not None
        assert header.document_name is not None
        assert (header.accepted_at is None) == name.endswith((".nc", ".sgml"))
    assert headers["0000002488-24-000005_4_AMD.sgml"].issuer_sic == "3674"
    assert headers["0001127602-25-001055_4_AIR.txt"].document_name == "form4.xml"
    # 18:30:57 in New York, as the header states it, is 22:30:57 in summer.
    assert headers["0000320193-22-000061_4_AAPL.txt"].accepted_at == 1_651_876_257_000_000


def test_digests_tell_real_filings_apart() -> None:
    digests = Counter(content_digest(parsed) for _, parsed in filings().values())
    assert max(digests.values()) == 1


@pytest.mark.parametrize("name", ["doc3", "doc3a", "doc4", "doc4a", "doc5", "doc5a"])
def test_the_samples_of_the_specification_are_not_well_formed(name: str) -> None:
    sample = CORPUS / "schemas" / "ownership-spec-samples-v5.5" / f"{name}.xml"
    with pytest.raises(MalformedFilingError) as caught:
        parse_ownership_document(sample.read_bytes(), WITHOUT_NUMBER)
    assert caught.value.reason.startswith("is not well-formed XML: Opening and ending tag mismatch")


def test_every_element_of_the_schema_is_known() -> None:
    folder = CORPUS / "schemas" / "ownership-xsd-v5.5"
    names = {
        name
        for path in folder.glob("ownership*.xml")
        for name in re.findall(r'<xs:element\s+name="(\w+)"', path.read_text())
    }
    from_code = Path(parse_ownership_document.__code__.co_filename).parent
    known = "".join(
        (from_code / module).read_text() for module in ("ownership_schema.py", "ownership_xml.py")
    )
    reading = (from_code / "layouts.py").read_text()
    # A filer's password never appears in what EDGAR publishes.
    unknown = {name for name in names - {"rptOwnerCcc"} if name not in known + reading}
    assert unknown == set()
