"""Days as filed: the date of a row to count with, and dates written out in footnotes."""

import re
from datetime import date

from graph_api.domain.trades import Repair

EARLIEST = date(1990, 1, 1)
"""No electronic form tells of an earlier trade; one that seems to is a slip of the pen."""

_CENTURIES = (2000, 1900)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}[.\u00b7]?"
WRITTEN_DATE = (
    rf"(?:\b{_MONTH}\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s\d{{4}}\b"
    r"|\b\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b)"
)
"""Pattern of a day in words or figures, to be used ignoring case.

A raised dot is read as the full stop of a shortened month, for whoever keeps those out of the way
of the ends of sentences.
"""


def effective_date(reported: date | None, filed_on: date) -> tuple[date | None, Repair | None]:
    """Return the date that puts a row into windows, and what was repaired.

    A year of two digits (0024) is read in the latest century that keeps it before the filing.
    None keeps the row out of windows: a date after the filing date, or before 1990. The period
    of report never stands in for it.

    Source:
        ``transactionDate``; specification A6.
    """
    if reported is None or EARLIEST <= reported <= filed_on:
        return reported, None
    effective = _lifted(reported, filed_on) if reported.year < 100 else None
    return effective, Repair(
        field="transactionDate",
        reported=reported.isoformat(),
        effective=None if effective is None else effective.isoformat(),
        reason=_reason(reported, effective, filed_on),
    )


def _lifted(reported: date, filed_on: date) -> date | None:
    days = (reported.replace(year=century + reported.year) for century in _CENTURIES)
    return next((day for day in days if EARLIEST <= day <= filed_on), None)


def _reason(reported: date, effective: date | None, filed_on: date) -> str:
    if effective is not None:
        return f"The year {reported.year:04} is read as {effective.year}."
    if reported > filed_on:
        return f"The date lies after the filing date, {filed_on}."
    if reported.year < 100:
        return f"The year {reported.year:04} gives no date from 1990 to the filing on {filed_on}."
    return f"The year {reported.year:04} lies before {EARLIEST.year}."


def read_written_date(text: str) -> date | None:
    """Return the day that ``text``, a match of ``WRITTEN_DATE``, names.

    Figures are month, day, year, or ISO 8601; None for a day that no calendar has.
    """
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    month = re.search("[a-z]{3}", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b", "", text.lower()))
    if month is not None:
        day, year = numbers
        numbers = [year, _MONTHS.index(month[0]) + 1, day]
    elif numbers[0] < 1000:
        month_number, day, year = numbers
        numbers = [year + (2000 if year < 100 else 0), month_number, day]
    try:
        return date(*numbers)
    except ValueError:
        return None
