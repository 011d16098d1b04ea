"""The gold set can be read, speaks of filings that exist, and bad lines are named."""

import csv
import os
import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from evaluation.gold_set import GOLD, GoldSet, GoldSetError, LinkLabel, Stratum, read_gold_set
from graph_api.domain.filing import OwnershipDocument
from graph_api.domain.identifiers import AccessionNumber, find_accession
from loaders.manifest import read_manifest
from loaders.ownership_xml import parse_ownership_document
from loaders.submission import read_submission

CORPUS = Path(
    os.environ.get("INSIDER_GRAPH_CORPUS", Path(__file__).parents[2].parent / "shared" / "edgar")
)
SIGNATURES = "form345-2024q3/OWNER_SIGNATURE.tsv"


def corpus(part: str) -> Path:
    path = CORPUS / part
    if not path.exists():
        pytest.skip(f"real filings not found ({part}): set INSIDER_GRAPH_CORPUS")
    return path


@cache
def gold() -> GoldSet:
    return read_gold_set()


@cache
def documents() -> dict[str, OwnershipDocument]:
    """Return every document of the corpus by accession number, else by the file's name."""
    manifest = read_manifest(corpus("manifest.csv"))
    found = {}
    for folder in ("ownership-xml", "submission-txt"):
        for path in corpus(folder).iterdir():
            submission = read_submission(path.read_bytes())
            entry = manifest.find(f"{folder}/{path.name}")
            accession = (
                submission.header.accession
                or find_accession(path.name)
                or (entry.accession if entry else None)
            )
            name = accession or path.name
            found[name] = parse_ownership_document(submission.xml, AccessionNumber(name))
    return found


@cache
def announced() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return accession numbers and (CIK, name) pairs of the feed."""
    text = "".join(
        path.read_text("latin-1")
        for path in corpus("feeds/getcurrent-type4").iterdir()
        if path.name.endswith(".xml")
    )
    named = re.findall(r"<title>4(?:/A)? - (.*?) \((\d{10})\) \(Reporting\)</title>", text)
    owners = {(cik, name.replace("&amp;", "&").replace("&#39;", "'")) for name, cik in named}
    return frozenset(re.findall(r"accession-number=([\d-]+)", text)), frozenset(owners)


@cache
def signed() -> dict[str, frozenset[str]]:
    """Return the signature lines of the quarterly data set by accession number."""
    with corpus(SIGNATURES).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(lines)
        found: dict[str, set[str]] = {}
        for accession, line, *_ in lines:
            found.setdefault(accession, set()).add(line)
    return {accession: frozenset(lines) for accession, lines in found.items()}


def plain(text: str) -> str:
    return " ".join(text.split())


def test_every_file_can_be_read() -> None:
    counts = {field: len(getattr(gold(), field)) for field in GoldSet.__slots__}
    assert all(counts.values())
    assert counts["holders"] >= 150
    assert counts["signatures"] >= 300


def test_every_label_and_stratum_is_in_use() -> None:
    assert {link.label for link in gold().links} == set(LinkLabel)
    assert {link.stratum for link in gold().links} == set(Stratum)


def test_every_filing_with_several_owners_has_every_ordered_pair() -> None:
    labelled = {(link.filing.text, link.vehicle_cik, link.controller_cik) for link in gold().links}
    expected = {
        (name, vehicle.cik, controller.cik)
        for name, document in documents().items()
        for vehicle in document.owners
        for controller in document.owners
        if vehicle != controller
    }
    assert expected
    assert expected - labelled == set()


def test_a_pair_is_labelled_alike_in_every_filing() -> None:
    labels: dict[tuple[str, str], set[LinkLabel]] = {}
    for link in gold().links:
        if link.vehicle_cik and link.controller_cik:
            labels.setdefault((link.vehicle_cik, link.controller_cik), set()).add(link.label)
    assert {pair for pair, found in labels.items() if len(found) > 1} == set()


def test_filings_of_links_exist() -> None:
    filings = {link.filing.text for link in gold().links}
    assert filings - documents().keys() - announced()[0] - signed().keys() == set()


def test_ciks_of_links_report() -> None:
    owners = {cik for cik, _ in announced()[1]}
    owners.update(owner.cik for document in documents().values() for owner in document.owners)
    named = {
        cik
        for link in gold().links
        for cik in (link.vehicle_cik, link.controller_cik)
        if cik is not None
    }
    assert named - owners == set()


def test_vehicles_stand_in_the_filing_that_names_them() -> None:
    for link in gold().links:
        document = documents().get(link.filing.text)
        if document is not None and link.vehicle_cik is None:
            rows = (*document.transactions, *document.holdings)
            words = (
                *(note.text for note in document.footnotes),
                *(row.nature_of_ownership.value or "" for row in rows),
            )
            assert link.vehicle in plain(" ".join(words)), link


def test_links_told_by_a_signature_stand_in_one() -> None:
    told = [link for link in gold().links if link.filing.text in signed()]
    told = [link for link in told if link.filing.text not in documents()]
    assert told
    for link in told:
        assert any(
            link.vehicle in line and link.controller in line for line in signed()[link.filing.text]
        ), link


def test_kinds_name_every_owner() -> None:
    owners = {(o.cik, o.name) for document in documents().values() for o in document.owners}
    labelled = {(kind.cik, kind.name) for kind in gold().kinds}
    assert owners - labelled == set()
    assert labelled - owners - announced()[1] == set()


def test_windows_are_of_issuers_and_hold_the_rows_they_count() -> None:
    code = {"BUY": "P", "SELL": "S"}
    traded: Counter[tuple[str, str, str]] = Counter()
    for document in documents().values():
        for row in document.transactions:
            if row.table.value == "N" and row.code.value in code.values():
                day = str(row.transaction_date.value)
                traded[document.issuer.cik, row.code.value, day] += 1
    issuers = {document.issuer.cik for document in documents().values()}
    for window in gold().windows:
        assert window.issuer_cik in issuers
        rows = sum(
            count
            for (issuer, letter, day), count in traded.items()
            if issuer == window.issuer_cik
            and letter == code[window.side.value]
            and str(window.first) <= day <= str(window.last)
        )
        assert window.true_trades <= rows, window


def test_rows_of_holders_exist() -> None:
    for holder in gold().holders:
        document = documents()[holder.filing.text]
        rows = {row.key for row in (*document.transactions, *document.holdings)}
        assert holder.row in rows


def test_signature_lines_exist() -> None:
    lines = {line for found in signed().values() for line in found}
    assert {signature.line for signature in gold().signatures} - lines == set()


BAD = [
    ("links", "0001,a,,b,,NOT,OTHER,c", "accession: '0001' is neither"),
    ("links", "0000000001-24-000001,a,,b,,MAYBE,OTHER,c", "label: 'MAYBE' is none of"),
    ("links", "0000000001-24-000001,a,,b,,NOT,ODD,c", "stratum: 'ODD' is none of"),
    ("links", "0000000001-24-000001,a,77,b,,NOT,OTHER,c", "vehicle_cik: '77' is not a CIK"),
    ("links", "0000000001-24-000001,a,,a,,NOT,OTHER,c", "controller: is the vehicle itself"),
    ("links", "0000000001-24-000001,a,,b,,NOT,OTHER,", "reason: empty"),
    ("links", "0000000001-24-000001,a,,b", "4 cells for 8 columns"),
    ("kinds", "0000000001,a,perhaps,c", "person: 'perhaps' is none of"),
    ("kinds", "0000000001,a,unknown,c", "person: 'unknown' is none of yes, no"),
    ("kinds", "0000000001, a,yes,c", "name: space around"),
    ("windows", "0000000001,BUY,2024-01-01,2024-01-31,1,1,c", "to: a window has 30 days"),
    ("windows", "0000000001,BUY,2024-01-01,31 January,1,1,c", "to: '31 January' is not a day"),
    ("windows", "0000000001,BUY,2024-01-01,2024-01-30,2,1,c", "true_units: who is counted"),
    ("windows", "0000000001,BUY,2024-01-01,2024-01-30,0,1,c", "true_units: who is counted"),
    ("windows", "0000000001,BUY,2024-01-01,2024-01-30,1,one,c", "'one' is not a count"),
    ("windows", "0000000001,HOLD,2024-01-01,2024-01-30,1,1,c", "side: 'HOLD' is none of"),
    ("holders", "0000000001-24-000001,0000000002-24-000001|N|1,a,c", "of another filing"),
    ("holders", "0000000001-24-000001,0000000001-24-000001|X|1,a,c", "is not accession|table"),
    ("holders", "0000000001-24-000001,0000000001-24-000001|N|0,a,c", "is not accession|table"),
    ("holders", "0000000001-24-000001,0000000001-24-000001|N|1,,c", "holder: empty"),
    ("signatures", "/s/ A B,C D,,,no,yes", "signer: 'C D' does not stand in the line"),
    ("signatures", "/s/ A B,A B,,,unknown,yes", "proxy: 'unknown' is none of yes, no"),
    ("signatures", '"/s/ A B', "cannot be read"),
]


@pytest.mark.parametrize(("file", "line", "why"), BAD, ids=[why for *_, why in BAD])
def test_a_malformed_line_is_named(tmp_path: Path, file: str, line: str, why: str) -> None:
    shutil.copytree(GOLD, tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"{file}.csv"
    header, *_ = path.read_text("utf-8").splitlines()
    path.write_text(f"{header}\n{line}", "utf-8")
    place = f"{file}.csv" if why == "cannot be read" else f"{file}.csv:2"
    with pytest.raises(GoldSetError, match=f"^{re.escape(place)}: ") as refused:
        read_gold_set(tmp_path)
    assert why in str(refused.value)


@pytest.mark.parametrize("file", GoldSet.__slots__)
def test_lines_stand_in_order_and_once(tmp_path: Path, file: str) -> None:
    shutil.copytree(GOLD, tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"{file}.csv"
    header, first, second, *_ = path.read_text("utf-8").splitlines()
    for lines, why in (((second, first), "out of order"), ((first, first), "twice")):
        path.write_text("\n".join((header, *lines)), "utf-8")
        with pytest.raises(GoldSetError, match=rf"^{file}\.csv:3: stands {why}"):
            read_gold_set(tmp_path)


@pytest.mark.parametrize("file", GoldSet.__slots__)
def test_a_file_with_other_columns_or_without_lines_is_refused(tmp_path: Path, file: str) -> None:
    shutil.copytree(GOLD, tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"{file}.csv"
    for text in ("", "a,b\n"):
        path.write_text(text, "utf-8")
        with pytest.raises(GoldSetError, match=rf"^{file}\.csv:1: columns must be"):
            read_gold_set(tmp_path)
    path.unlink()
    with pytest.raises(GoldSetError, match=rf"^{file}\.csv: cannot be read"):
        read_gold_set(tmp_path)
