"""Dates: what is repaired, what is set aside, and how days are written in footnotes."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.dates import EARLIEST, WRITTEN_DATE, effective_date, read_written_date

FILED = date(2024, 3, 5)


@pytest.mark.parametrize(
    "day", [FILED, FILED - timedelta(days=1), date(2003, 6, 30), date(1990, 1, 1)]
)
def test_a_date_up_to_the_filing_stays_as_filed(day: date) -> None:
    assert effective_date(day, FILED) == (day, None)


def test_a_date_that_is_not_stated_needs_no_repair() -> None:
    assert effective_date(None, FILED) == (None, None)


@pytest.mark.parametrize(
    ("reported", "effective"),
    [
        (date(24, 3, 4), date(2024, 3, 4)),
        (date(24, 2, 29), date(2024, 2, 29)),
        (date(15, 7, 1), date(2015, 7, 1)),
        (date(98, 7, 1), date(1998, 7, 1)),
    ],
)
def test_a_year_of_two_digits_is_lifted_into_the_latest_century_before_the_filing(
    reported: date, effective: date
) -> None:
    day, repair = effective_date(reported, FILED)
    assert day == effective
    assert repair is not None
    assert (repair.field, repair.reported) == ("transactionDate", reported.isoformat())
    assert repair.effective == effective.isoformat()
    assert repair.reason == f"The year {reported.year:04} is read as {effective.year}."


@pytest.mark.parametrize(
    ("reported", "reason"),
    [
        (date(2024, 3, 6), "The date lies after the filing date, 2024-03-05."),
        (date(2204, 3, 1), "The date lies after the filing date, 2024-03-05."),
        (date(1989, 12, 31), "The year 1989 lies before 1990."),
        (date(204, 3, 1), "The year 0204 lies before 1990."),
        (date(24, 3, 6), "The year 0024 gives no date from 1990 to the filing on 2024-03-05."),
        (date(89, 3, 1), "The year 0089 gives no date from 1990 to the filing on 2024-03-05."),
    ],
)
def test_a_date_beyond_repair_is_set_aside_with_its_reason(reported: date, reason: str) -> None:
    day, repair = effective_date(reported, FILED)
    assert day is None
    assert repair is not None
    assert repair.effective is None
    assert repair.reported == reported.isoformat()
    assert repair.reason == reason


@given(reported=st.dates(), filed_on=st.dates(date(1995, 1, 1), date(2060, 1, 1)))
def test_the_effective_date_lies_between_1990_and_the_filing_on_the_day_as_filed(
    reported: date, filed_on: date
) -> None:
    day, repair = effective_date(reported, filed_on)
    assert day is None or EARLIEST <= day <= filed_on
    assert day is None or (day.month, day.day) == (reported.month, reported.day)
    assert (repair is None) == (day == reported)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("December 14, 2023", date(2023, 12, 14)),
        ("DECEMBER 14, 2023", date(2023, 12, 14)),
        ("Sept. 3, 2021", date(2021, 9, 3)),
        ("Feb\u00b7 2, 2022", date(2022, 2, 2)),
        ("May 13th, 2021", date(2021, 5, 13)),
        ("May 1 2021", date(2021, 5, 1)),
        ("15 March 2022", date(2022, 3, 15)),
        ("1st of August 2022", date(2022, 8, 1)),
        ("9/12/2024", date(2024, 9, 12)),
        ("2/3/23", date(2023, 2, 3)),
        ("02-03-2023", date(2023, 2, 3)),
        ("2023-12-14", date(2023, 12, 14)),
        ("February 30, 2023", None),
        ("13/13/2023", None),
    ],
)
def test_a_written_day_is_found_and_read(written: str, day: date | None) -> None:
    found = re.search(WRITTEN_DATE, f"adopted on {written} by Ms. Roe", re.IGNORECASE)
    assert found is not None
    assert found[0] == written
    assert read_written_date(written) == day


@pytest.mark.parametrize("text", ["December 2023", "the year 2023", "1 of 2", "10b5-1", "12/2023"])
def test_what_names_no_single_day_is_not_found(text: str) -> None:
    assert re.search(WRITTEN_DATE, text, re.IGNORECASE) is None
