import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.sectors import (
    SECTOR_RANGES,
    SECTORS,
    Industry,
    industry_of_sic,
    sector_of_sic,
)
from graph_api.domain.sic_descriptions import SIC_DESCRIPTIONS

CORPUS = Path(os.environ.get("INSIDER_GRAPH_CORPUS", "../shared/edgar"))

CASES = {
    "3571": "Technology",
    "7372": "Technology",
    "3674": "Technology",
    "2834": "Healthcare",
    "6324": "Healthcare",
    "5912": "Healthcare",
    "6022": "Financial Services",
    "6770": "Financial Services",
    "6331": "Financial Services",
    "1311": "Energy",
    "3533": "Energy",
    "4922": "Energy",
    "1221": "Energy",
    "3711": "Consumer Cyclical",
    "5812": "Consumer Cyclical",
    "5961": "Consumer Cyclical",
    "1531": "Consumer Cyclical",
    "2086": "Consumer Defensive",
    "5331": "Consumer Defensive",
    "0100": "Consumer Defensive",
    "8200": "Consumer Defensive",
    "3721": "Industrials",
    "4011": "Industrials",
    "4953": "Industrials",
    "1040": "Basic Materials",
    "3312": "Basic Materials",
    "2860": "Basic Materials",
    "4813": "Communication Services",
    "7812": "Communication Services",
    "4911": "Utilities",
    "4924": "Utilities",
    "4941": "Utilities",
    "6798": "Real Estate",
    "6552": "Real Estate",
}


@pytest.mark.parametrize(("sic", "sector"), CASES.items())
def test_a_sic_code_belongs_to_its_sector(sic: str, sector: str) -> None:
    assert sector_of_sic(sic) == sector


@pytest.mark.parametrize(
    "sic", ["", "  ", "0000", "0", "abcd", "99999", "9721", "1900", "12.5", "²³45"]
)
def test_a_code_that_says_nothing_has_neither_sector(sic: str) -> None:
    assert sector_of_sic(sic) is None


def test_leading_zeros_may_be_missing() -> None:
    assert sector_of_sic("100") == sector_of_sic("0100") == "Consumer Defensive"


def test_the_eleven_sectors_are_all_reached_and_no_other() -> None:
    assert len(SECTORS) == 11
    assert {sector for _, _, sector in SECTOR_RANGES} == set(SECTORS)


def test_ranges_ascend_and_never_overlap() -> None:
    bounds = [bound for first, last, _ in SECTOR_RANGES for bound in (first, last + 1)]
    assert all(first <= last for first, last, _ in SECTOR_RANGES)
    assert bounds == sorted(bounds)


@given(st.integers(min_value=0, max_value=9999))
def test_the_search_finds_what_reading_the_whole_table_finds(code: int) -> None:
    matching = [sector for first, last, sector in SECTOR_RANGES if first <= code <= last]
    assert [sector_of_sic(f"{code:04}") or ""] == (matching or [""])


@pytest.mark.parametrize("sic", SIC_DESCRIPTIONS)
def test_every_named_code_has_a_sector(sic: str) -> None:
    assert sector_of_sic(sic) in SECTORS


def test_an_industry_is_named_by_the_description_first() -> None:
    assert industry_of_sic("7372", "Own  Words ") == Industry(code="7372", name="Own Words")


@pytest.mark.parametrize("description", [None, "", "  "])
def test_an_industry_without_description_is_named_by_the_list(description: str | None) -> None:
    named = Industry(code="7372", name="Services-Prepackaged Software")
    assert industry_of_sic("7372", description) == named


def test_an_industry_in_no_list_is_named_by_its_code() -> None:
    assert industry_of_sic("1234", None) == Industry(code="1234", name="SIC 1234")


@pytest.mark.parametrize("sic", ["", "0000"])
def test_no_code_means_no_industry_even_with_a_description(sic: str) -> None:
    assert industry_of_sic(sic, "Software") is None


@pytest.fixture(scope="module")
def codes_in_use() -> Iterator[tuple[str, ...]]:
    path = CORPUS / "reference/sic_codes_in_use.csv"
    if not path.exists():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")
    with path.open(encoding="utf-8", newline="") as lines:
        yield tuple(row["sic"] for row in csv.DictReader(lines))


def test_every_code_in_use_has_a_name_and_one_sector(codes_in_use: tuple[str, ...]) -> None:
    stated = [sic for sic in codes_in_use if sic != "0000"]
    assert [sic for sic in stated if sector_of_sic(sic) not in SECTORS] == []
    assert set(stated) == set(SIC_DESCRIPTIONS)


def test_the_documented_table_is_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs/sectors.md").read_text("utf-8")
    documented = re.findall(
        r"^\| (\d{4})(?:-(\d{4}))? \| ([A-Z][A-Za-z ]+) \| ", page, re.MULTILINE
    )
    rows = [(int(a), int(b or a), sector) for a, b, sector in documented]
    assert tuple(rows[-len(SECTOR_RANGES) :]) == SECTOR_RANGES
