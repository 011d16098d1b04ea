"""What a leaf of an ownership form says: text as filed to a value, or a reason why not.

Every ``read_*`` takes stripped, non-empty text and raises ``ValueError`` with a short reason.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TypeVar

from graph_api.domain.identifiers import Cik, parse_cik
from graph_api.errors import InvalidIdentifierError

E = TypeVar("E", bound=Enum)
T = TypeVar("T")
Reader = Callable[[str], T]

MAX_NUMBER = Decimal("999999999999.9999")
"""Largest number of the ownership schema."""

_MAX_DIGITS = 28

_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_FLAGS = {"1": True, "true": True, "0": False, "false": False}


def quoted(text: str) -> str:
    """Return the start of ``text`` in quotes, fit for a message."""
    return repr(text if len(text) <= 40 else f"{text[:40]}…")


read_text = str
"""Reads text as it is; ``str`` itself, for the speed of it."""


def read_number(text: str) -> Decimal:
    """Return the number with the digits as filed.

    Raises:
        ValueError: a minus sign, an exponent, a thousands separator, any other text, or a number
            above ``MAX_NUMBER``.

    Source:
        type POSITIVE_DECIMAL of the ownership schema.
    """
    digits = text.removeprefix("+").replace(".", "", 1)
    if digits.isdigit() and digits.isascii() and len(digits) <= _MAX_DIGITS:
        number = Decimal(text)
        if number <= MAX_NUMBER:
            return number
    raise ValueError(f"{quoted(text)} is not a number from 0 to {MAX_NUMBER}")


@lru_cache(maxsize=4096)
def read_date(text: str) -> date:
    """Return the date as written; a zone after it (``-05:00``, ``Z``) moves nothing.

    Raises:
        ValueError: any other text, or no day of the calendar.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{quoted(text)} is not a date (YYYY-MM-DD)")
    try:
        return date.fromisoformat(match[1])
    except ValueError as error:
        raise ValueError(f"{quoted(text)} is no day of the calendar") from error


def read_flag(text: str) -> bool:
    """Return the flag; ``0``, ``1``, ``true`` and ``false`` in any case.

    Raises:
        ValueError: any other text.
    """
    flag = _FLAGS.get(text.lower())
    if flag is None:
        raise ValueError(f"{quoted(text)} is not 0, 1, true or false")
    return flag


def read_cik(text: str) -> Cik:
    """Return the CIK with its leading zeros.

    Raises:
        ValueError: anything but one to ten digits, or zero.
    """
    try:
        if text.isascii():
            return parse_cik(text)
    except InvalidIdentifierError:
        pass
    raise ValueError(f"{quoted(text)} is not a CIK of one to ten digits")


class _Codes(dict[str, E]):
    def __missing__(self, text: str) -> E:
        raise ValueError(f"{quoted(text)} is not one of {', '.join(self)}")


def reader_of(codes: type[E]) -> Callable[[str], E]:
    """Return a reader of the codes of one list; it raises ``ValueError`` for any other."""
    return _Codes((member.value, member) for member in codes).__getitem__
