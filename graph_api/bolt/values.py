"""What Bolt cannot carry, decided once: decimals as scaled integers or text, dates as dates.

Decimals that are compared or summed travel as int64, scaled by ten thousand; decimals as filed
travel as text. Dates go to the engine as ``datetime.date``, which is what its range indexes hold,
and ``native`` brings them back.
"""

from datetime import date
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation

from neo4j.time import Date

_UNIT = Decimal("0.0001")
_EXACTLY_19_DIGITS = Context(prec=19, traps=[Inexact, InvalidOperation])
_INT64 = range(-(2**63), 2**63)


def scaled(amount: Decimal | None) -> int | None:
    """Return ``amount`` in ten-thousandths; None where int64 cannot hold it exactly.

    None stays None. More than four decimal places, NaN and infinities have no scaled form.
    """
    if amount is None or not amount.is_finite():
        return None
    try:
        number = int(_EXACTLY_19_DIGITS.quantize(amount, _UNIT).scaleb(4, _EXACTLY_19_DIGITS))
    except DecimalException:
        return None
    return number if number in _INT64 else None


def unscaled(number: int | None) -> Decimal | None:
    """Return the amount behind ``number`` ten-thousandths, with four decimal places."""
    return None if number is None else Decimal(number).scaleb(-4, _EXACTLY_19_DIGITS)


def decimal_text(amount: Decimal | None) -> str | None:
    """Return ``amount`` in plain digits, never with an exponent; trailing zeros are kept."""
    return None if amount is None else format(amount, "f")


def from_text(text: str | None) -> Decimal | None:
    """Return the decimal that ``decimal_text`` wrote.

    Raises:
        decimal.InvalidOperation: the text is not a number.
    """
    return None if text is None else Decimal(text)


def to_bolt_date(day: date | None) -> Date | None:
    """Return ``day`` as the driver's date; None stays None (a property that is absent)."""
    return None if day is None else Date(day.year, day.month, day.day)


def from_bolt_date(day: Date | None) -> date | None:
    """Return the driver's ``day`` as a plain date."""
    return None if day is None else day.to_native()


def native(value: object) -> object:
    """Return ``value`` with every driver date inside it, at any depth, as a plain date."""
    kind = type(value)
    if kind is list:
        return [native(item) for item in value]  # type: ignore[attr-defined]
    if kind is dict:
        return {key: native(item) for key, item in value.items()}  # type: ignore[attr-defined]
    return value.to_native() if isinstance(value, Date) else value
