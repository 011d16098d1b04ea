"""Readers of client input: the value as the domain holds it, or None where it is not accepted."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum

Reader = Callable[[object], object]

MOST = Decimal(10) ** 15
"""USD; beyond any sum of trades, and short enough to write down."""


def whole(low: int, high: int) -> Reader:
    """Accept an integer from ``low`` to ``high``, both included."""

    def read(value: object) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        return value if low <= value <= high else None

    return read


def one_of(kind: type[Enum]) -> Reader:
    """Accept a member of ``kind``."""

    def read(value: object) -> Enum | None:
        return value if isinstance(value, kind) else None

    return read


def some_of(kind: type[Enum]) -> Reader:
    """Accept one or more members of ``kind``, in any order."""

    def read(value: object) -> frozenset[Enum] | None:
        if not isinstance(value, Iterable):
            return None
        members = frozenset(value)
        return members if members and all(isinstance(m, kind) for m in members) else None

    return read


def amount(value: object) -> Decimal | None:
    """Accept USD from zero to ``MOST`` with at most four decimals."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        return None
    money = Decimal(value)
    if not money.is_finite() or not 0 <= money <= MOST:
        return None
    return money if money.quantize(Decimal("0.0001")) == money else None


def confidence(value: object) -> float | None:
    """Accept a score from 0.5 to 1, rounded to four places like the scores of links."""
    if isinstance(value, bool) or not isinstance(value, Decimal | float | int):
        return None
    number = float(value)
    return round(number, 4) if 0.5 <= number <= 1 else None
