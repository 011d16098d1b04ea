"""The bundled filings are what they claim to be: well-formed, consistent, fictional, complete.

They are read here with lxml alone, so that nothing of the loader vouches for its own sample.
"""

import csv
import os
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tests import world

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("INSIDER_GRAPH_CORPUS") or ROOT / ".." / "shared" / "edgar")
CODE = {"BUY": "P", "SELL": "S"}
HOLIDAYS = {date(2026, 1, 19), date(2026, 2, 16)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One file, cut into its header and its document."""

    name: str
    header: str
    document: etree._Element

    def stated(self, label: str) -> list[str]:
        return re.findall(rf"^\s*<?{label}[:>]\s*(.*?)\s*$", self.header, re.MULTILINE)

    def text(self, path: str) -> str:
        return self.document.findtext(path) or ""

    @property
    def form(self) -> str:
        return self.text("documentType")

    @property
    def accepted(self) -> datetime:
        return datetime.strptime(self.stated("ACCEPTANCE-DATETIME")[0], "%Y%m%d%H%M%S")  # noqa: DTZ007 - New York, as stated

    @property
    def owners(self) -> list[tuple[str, str]]:
        return [
            (o.findtext("rptOwnerCik") or "", o.findtext("rptOwnerName") or "")
            for o in self.document.findall("reportingOwner/reportingOwnerId")
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One transaction or holding with the position it belongs to; code None for a holding."""

    submission: Submission
    table: str
    position: tuple[object, ...]
    code: str | None
    direction: str
    traded_on: str
    shares: Decimal
    price: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal:
        return self.shares if self.direction == "A" else -self.shares


def number(row: etree._Element, path: str) -> Decimal | None:
    text = row.findtext(f"{path}/value")
    return None if text is None else Decimal(text)


def read_row(submission: Submission, row: etree._Element) -> Row:
    amounts = "transactionAmounts"
    return Row(
        submission=submission,
        table="N" if str(row.tag).startswith("nonDerivative") else "D",
        position=(
            tuple(cik for cik, _ in submission.owners),
            submission.text("issuer/issuerCik"),
            row.findtext("securityTitle/value"),
            row.findtext("conversionOrExercisePrice/value"),
            row.findtext("ownershipNature/natureOfOwnership/value"),
        ),
        code=row.findtext("transactionCoding/transactionCode"),
        direction=row.findtext(f"{amounts}/transactionAcquiredDisposedCode/value") or "",
        traded_on=row.findtext("transactionDate/value") or "",
        shares=number(row, f"{amounts}/transactionShares") or Decimal(0),
        price=number(row, f"{amounts}/transactionPricePerShare"),
        after=number(row, "postTransactionAmounts/sharesOwnedFollowingTransaction"),
    )


def read_submission(path: Path) -> Submission:
    match = re.fullmatch(
        r"(<SEC-DOCUMENT>.*\n</SEC-HEADER>\n)<DOCUMENT>\n.*<TEXT>\n<XML>\n(<\?xml.*)\n</XML>\n"
        r"</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n",
        path.read_text("ascii"),
        re.DOTALL,
    )
    assert match, path.name
    document = etree.fromstring(match[2].encode("ascii"))
    return Submission(name=path.stem, header=match[1], document=document)


@cache
def submissions() -> tuple[Submission, ...]:
    return tuple(map(read_submission, world.submission_files()))


def rows(submission: Submission) -> list[Row]:
    tables = ("nonDerivativeTable/*", "derivativeTable/*")
    found = (row for table in tables for row in submission.document.findall(table))
    return [read_row(submission, row) for row in found]


def all_rows() -> list[Row]:
    return [row for submission in submissions() for row in rows(submission)]


def business_days(first: date, last: date) -> int:
    """Return the business days after ``first`` up to and with ``last``."""
    days = (first + timedelta(n) for n in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in days)


@pytest.fixture(params=world.submission_files(), ids=lambda path: path.stem)
def sub(request: pytest.FixtureRequest) -> Submission:
    return read_submission(request.param)


def test_there_are_thirty_submissions_numbered_in_order_of_acceptance() -> None:
    assert [s.name for s in submissions()] == [world.filing(n) for n in range(1, 31)]
    accepted = [s.accepted for s in submissions()]
    assert accepted == sorted(set(accepted))


def test_the_header_agrees_with_the_file_name_and_the_document(sub: Submission) -> None:
    assert sub.stated("ACCESSION NUMBER") == [sub.name]
    assert sub.stated("CONFORMED SUBMISSION TYPE") == [sub.form]
    assert set(sub.stated("FORM TYPE")) == {sub.form}
    assert sub.stated("CONFORMED PERIOD OF REPORT") == [sub.text("periodOfReport").replace("-", "")]
    assert sub.stated("FILED AS OF DATE") == [f"{sub.accepted:%Y%m%d}"]
    names = sub.stated("COMPANY CONFORMED NAME")
    *owners, issuer = zip(sub.stated("CENTRAL INDEX KEY"), names, strict=True)
    assert sorted(owners) == sorted(sub.owners)
    assert issuer == (sub.text("issuer/issuerCik"), sub.text("issuer/issuerName"))


def test_the_issuer_is_in_the_list_of_companies(sub: Submission) -> None:
    table = (world.SAMPLE / "companies.csv").read_text("ascii").splitlines()
    [company] = [c for c in csv.DictReader(table) if c["cik"] == sub.text("issuer/issuerCik")]
    assert company["ticker"] == sub.text("issuer/issuerTradingSymbol")
    assert company["name"] == sub.text("issuer/issuerName")
    assert sub.stated("STANDARD INDUSTRIAL CLASSIFICATION")[0].endswith(f"[{company['sic']}]")


def test_nothing_can_be_taken_for_a_real_filing(sub: Submission) -> None:
    assert "FICTIONAL" in sub.text("remarks")
    assert sub.text("issuer/issuerCik") in {world.issuer(n) for n in range(1, 8)}
    assert {cik for cik, _ in sub.owners} <= {world.owner(n) for n in range(1, 32)}
    assert set(sub.stated("CITY")) <= {"Sampleville", "Proveby"}


def test_the_document_is_valid_against_the_schema_of_the_sec(sub: Submission) -> None:
    folder = CORPUS / "schemas" / "ownership-xsd-v5.5"
    if not folder.is_dir():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")
    source = folder / f"ownership{sub.form.replace('/', '')}Document.xsd.xml"
    etree.XMLSchema(etree.parse(source)).assertValid(sub.document)


def test_every_footnote_is_used_and_every_use_has_its_footnote(sub: Submission) -> None:
    used = {use.get("id") for use in sub.document.iter("footnoteId")}
    assert used == {note.get("id") for note in sub.document.iter("footnote")}


def test_it_is_accepted_in_the_evening_and_within_two_business_days(sub: Submission) -> None:
    assert time(16) <= sub.accepted.time() <= time(21, 30)
    accepted = sub.accepted.date()
    assert business_days(accepted - timedelta(1), accepted) == 1
    assert {s.text for s in sub.document.iter("signatureDate")} == {accepted.isoformat()}
    if sub.form != "4":
        return
    days = sorted(date.fromisoformat(row.traded_on) for row in rows(sub) if row.code)
    assert sub.text("periodOfReport") == days[0].isoformat()
    assert date(2026, 1, 5) <= days[0] <= days[-1] <= min(accepted, date(2026, 3, 20))
    assert 1 <= business_days(days[0], accepted) <= 2


def test_codes_and_directions_agree() -> None:
    expected = {"P": "A", "A": "A", "L": "A", "S": "D", "F": "D"}
    for row in all_rows():
        if row.code == "M":
            assert row.direction == {"N": "A", "D": "D"}[row.table]
        elif row.code in expected:
            assert row.direction == expected[row.code]


def test_balances_follow_from_the_shares_of_each_row() -> None:
    balances: dict[tuple[object, ...], Decimal] = {}
    chained = 0
    for row in all_rows():
        if row.code is None or row.after is None or row.submission.form == "4/A":
            continue
        chained += row.position in balances
        before = balances.get(row.position, row.after - row.change)
        assert before >= 0
        assert row.after == before + row.change, row
        balances[row.position] = row.after
    assert chained == 53


@pytest.mark.parametrize("expected", [*world.WITH_PLANS, world.DRYFORD_FUND_BUYS])
def test_the_figures_of_the_expected_clusters_are_those_of_their_rows(
    expected: world.ExpectedCluster,
) -> None:
    filings = [s for s in submissions() if s.name in expected.filings]
    found = [row for s in filings for row in rows(s) if row.code == CODE[expected.direction]]
    assert {s.text("issuer/issuerCik") for s in filings} == {expected.issuer}
    assert {s.text("issuer/issuerTradingSymbol") for s in filings} == {expected.ticker}
    assert {cik for s in filings for cik, _ in s.owners} == {*expected.reporting_owners}
    assert {*expected.insiders} <= {*expected.reporting_owners}
    assert len(found) == expected.trades
    assert sum(row.shares * (row.price or 0) for row in found) == expected.total_value
    assert sum(row.change for row in found) == expected.net_shares
    assert sum(row.price is None for row in found) == expected.unpriced
    days = [date.fromisoformat(row.traded_on) for row in found]
    assert (min(days), max(days)) == (expected.first, expected.last)


def test_no_other_issuer_has_three_who_buy_or_three_who_sell() -> None:
    parties: dict[tuple[str, str], set[str]] = {}
    for row in all_rows():
        if row.code in {"P", "S"}:
            key = (row.submission.text("issuer/issuerCik"), row.code)
            parties.setdefault(key, set()).add(row.submission.owners[0][0])
    expected = {(c.issuer, CODE[c.direction]) for c in world.WITH_PLANS}
    assert {key for key, owners in parties.items() if len(owners) >= 3} == expected


def test_the_amendment_corrects_shares_and_balance_and_names_the_original_by_its_date() -> None:
    by_name = {s.name: s for s in submissions()}
    old, new = by_name[world.CORRECTED], by_name[world.CORRECTION]
    assert new.text("dateOfOriginalSubmission") == old.accepted.date().isoformat()
    [before], [after] = rows(old), rows(new)
    assert (before.shares, after.shares) == (world.SHARES_BEFORE, world.SHARES_AFTER)
    assert before.after is not None
    assert after.after == before.after + world.SHARES_AFTER - world.SHARES_BEFORE
    assert before.position == after.position
    assert (before.code, before.price) == (after.code, after.price)


def test_the_single_cases_are_where_the_world_says() -> None:
    by_name = {s.name: s for s in submissions()}
    read = {name: rows(s) for name, s in by_name.items()}
    assert tuple(row.position[-1] for row in read[world.FOUR_POCKETS]) == world.POCKETS
    bought = (*world.GARCIA_FILINGS, world.FOUR_POCKETS, world.SPOUSES)
    assert {row.code for name in bought for row in read[name]} == {"P"}
    fills = [row for name in world.FILLS for row in read[name]]
    assert [len(read[name]) for name in world.FILLS] == [30, 15]
    assert sum(row.shares for row in fills) == world.FILLS_SOLD
    assert max(Counter((row.shares, row.price) for row in fills).values()) > 1
    assert {row.code for row in fills} == {"S"}
    assert (len(by_name[world.SPOUSES].owners), len(read[world.SPOUSES])) == (2, 1)
    garcias = tuple(by_name[name].owners[0][0] for name in world.GARCIA_FILINGS)
    assert garcias == (world.GARCIA_FATHER, world.GARCIA_SON)
    equal = {(r.shares, r.price, r.after) for n in world.HOLLYCRUST_BUYS.filings for r in read[n]}
    assert len(equal) == 1


def test_the_sample_shows_every_form_and_spelling_it_promises() -> None:
    by_name = {s.name: s for s in submissions()}
    documents = [s.document for s in submissions()]
    address = "reportingOwner/reportingOwnerAddress/rptOwnerNonUSAddressFlag"
    assert {s.form for s in submissions()} == {"3", "4", "4/A", "5"}
    assert {row.code for row in all_rows()} == {None, *"PSAMFGL"}
    assert {row.table for row in all_rows() if row.code == "M"} == {"N", "D"}
    assert {d.findtext("aff10b5One") for d in documents} == {None, "0", "1", "false", "true"}
    assert by_name[world.FORM_3_WITHOUT_SECURITIES].text("noSecuritiesOwned") == "1"
    assert len(rows(by_name[world.FORM_3_WITH_HOLDINGS])) == 4
    assert [row.code for row in rows(by_name[world.FORM_5])] == ["L", "G"]
    assert by_name[world.PLAN_BY_FOOTNOTE_ONLY].text("aff10b5One") == "false"
    abroad = [s.name for s in submissions() if s.text("issuer/issuerForeignTradingSymbol")]
    assert abroad == [world.GRANT]
    assert by_name[world.GRANT].text("issuer/issuerForeignTradingSymbol") == world.FOREIGN_SYMBOL
    name, _, ordinal = world.UNPRICED_ROW.split("|")
    assert rows(by_name[name])[int(ordinal) - 1].price is None
    conversions = [d.find(".//derivativeHolding/conversionOrExercisePrice") for d in documents]
    assert any(leaf is not None and leaf.find("value") is None for leaf in conversions)
    foreign = {s.owners[0][0] for s in submissions() if s.text(address) in {"1", "true"}}
    assert foreign == {world.BRANDVOLD}
