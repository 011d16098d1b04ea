"""Instants as int64 microseconds UTC, and what they mean in New York."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NewType
from zoneinfo import ZoneInfo

Instant = NewType("Instant", int)
"""Microseconds since 1970-01-01T00:00Z."""

OPEN_END = Instant(2**63 - 1)
"""The open end of ``[knownFrom, knownTo)``; never null."""

NEW_YORK = ZoneInfo("America/New_York")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def instant_of(moment: datetime) -> Instant:
    """Return ``moment`` (with a zone) in microseconds UTC."""
    return Instant((moment - _EPOCH) // _MICROSECOND)


def eastern(instant: Instant) -> datetime:
    """Return ``instant`` as EDGAR states it: New York time with its offset."""
    return (_EPOCH + timedelta(microseconds=instant)).astimezone(NEW_YORK)


def end_of_filing_day(day: date) -> Instant:
    """Return 22:00 New York of ``day``: the last minute at which Section 16 forms keep its date."""
    return instant_of(datetime.combine(day, time(22), tzinfo=NEW_YORK))
