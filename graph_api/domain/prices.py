"""The price of a row: usable, missing, put right by its own footnotes, or beyond belief."""

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from graph_api.domain.codes import PriceQuality, TransactionCode
from graph_api.domain.price_ranges import PriceRange
from graph_api.domain.trades import Repair

FAR = 10
"""A price more than this many times above or below what it is compared with is not believed."""

_PRICE_MEANT = frozenset({TransactionCode.P, TransactionCode.S})
_KEPT = Decimal("0.0001")
_MOST_PLACES = 9


class Side(Enum):
    """On which side of prices another price is far away."""

    ABOVE = "more than ten times"
    BELOW = "less than a tenth of"


class CheckedPrice(NamedTuple):
    """``price`` is what counts, None where MISSING or SUSPECT; ``repair`` is None as filed."""

    price: Decimal | None
    quality: PriceQuality
    repair: Repair | None = None


def far_side(price: Decimal, prices: PriceRange) -> Side | None:
    """Return on which side of ``prices`` the price is far away, None where it is not."""
    if price > FAR * prices.high:
        return Side.ABOVE
    return Side.BELOW if FAR * price < prices.low else None


def is_slip(price: Decimal, shares: Decimal | None, level: Decimal) -> bool:
    """Return whether a price is ``level`` with its point two or more places off, or a total.

    Within a quarter of it, for prices move. One place is not enough: a share splits in ten.
    """
    places = [places for places in range(-_MOST_PLACES, _MOST_PLACES + 1) if abs(places) > 1]
    figures = [price.scaleb(shift) for shift in places] + ([price / shares] if shares else [])
    return any(4 * level <= 5 * figure and 4 * figure <= 5 * level for figure in figures)


def checked_price(
    code: TransactionCode, price: Decimal | None, shares: Decimal | None, told: PriceRange | None
) -> CheckedPrice:
    """Return the price as judged by its own row and footnotes.

    Zero is a value for grants, gifts and conversions; on a purchase or sale nobody paid nothing,
    so there it means that no price was stated. A price far from the range that its footnotes
    tell is SUSPECT, unless a lost decimal point, or a total typed as the price, explains it: if
    one such figure alone lies within the range, the price is CORRECTED to it.

    Args:
        code: of the transaction.
        price: as filed; None when not stated.
        shares: as filed; None when not stated.
        told: range that the footnotes of the price tell; None where they tell none.

    Source:
        ``transactionPricePerShare``; specification A6.
    """
    if price is None or (price == 0 and code in _PRICE_MEANT):
        return CheckedPrice(None, PriceQuality.MISSING)
    side = far_side(price, told) if told and price else None
    if told is None or side is None:
        return CheckedPrice(price, PriceQuality.REPORTED)
    slips = _explaining_slips(price, shares, told) if side is Side.ABOVE else {}
    if len(slips) == 1:
        effective, divisor = slips.popitem()
        reason = f"Divided by {divisor} it is what its footnote tells, {_written(told)}."
        repair = price_repair(price, f"{effective:f}", reason)
        return CheckedPrice(effective, PriceQuality.CORRECTED, repair)
    reason = f"It is {side.value} what its footnote tells, {_written(told)}."
    return CheckedPrice(None, PriceQuality.SUSPECT, price_repair(price, None, reason))


def price_repair(price: Decimal, effective: str | None, reason: str) -> Repair:
    """Return the repair of a price as filed."""
    return Repair(
        field="transactionPricePerShare",
        reported=f"{price:f}",
        effective=effective,
        reason=reason,
    )


def _explaining_slips(
    price: Decimal, shares: Decimal | None, told: PriceRange
) -> dict[Decimal, str]:
    """Return the figures within ``told`` of which the price may be a slip, and by what divided."""
    divisors = {Decimal(10**places): f"{10**places}" for places in range(1, _MOST_PLACES + 1)}
    if shares:
        divisors.setdefault(shares, f"the {shares:f} shares")
    slips: dict[Decimal, str] = {}
    for divisor, name in divisors.items():
        figure = price / divisor
        if told.low <= figure <= told.high:
            slips.setdefault(_as_kept(figure), name)
    return {figure: name for figure, name in slips.items() if told.low <= figure <= told.high}


def _as_kept(price: Decimal) -> Decimal:
    rounded = price.quantize(_KEPT)
    return price if price == rounded else rounded


def _written(prices: PriceRange) -> str:
    low, high = f"{prices.low:f}", f"{prices.high:f}"
    return low if low == high else f"{low} to {high}"
