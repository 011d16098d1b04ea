"""Prices: what zero means, what a footnote settles, and what is beyond belief."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph_api.domain.codes import PriceQuality, TransactionCode
from graph_api.domain.price_ranges import PriceRange
from graph_api.domain.prices import Side, checked_price, far_side, is_slip

PRICED = {TransactionCode.P, TransactionCode.S}
TOLD = PriceRange(Decimal("10.00"), Decimal("10.55"))


def check(price: str | None, shares: str | None = "100", told: PriceRange | None = TOLD) -> object:
    amounts = [None if text is None else Decimal(text) for text in (price, shares)]
    return checked_price(TransactionCode.S, amounts[0], amounts[1], told)[:2]


@pytest.mark.parametrize("code", TransactionCode, ids=lambda code: str(code.value))
def test_zero_is_no_price_for_purchases_and_sales_and_a_price_for_all_else(
    code: TransactionCode,
) -> None:
    price, quality, repair = checked_price(code, Decimal("0.00"), Decimal(100), TOLD)
    assert repair is None
    if code in PRICED:
        assert (price, quality) == (None, PriceQuality.MISSING)
    else:
        assert (price, quality) == (Decimal(0), PriceQuality.REPORTED)


@pytest.mark.parametrize("code", TransactionCode, ids=lambda code: str(code.value))
def test_a_price_that_is_not_stated_is_missing_whatever_the_code(code: TransactionCode) -> None:
    assert checked_price(code, None, Decimal(100), TOLD) == (None, PriceQuality.MISSING, None)


def test_a_price_is_kept_with_the_digits_as_filed() -> None:
    price, quality, repair = checked_price(TransactionCode.P, Decimal("10.500"), None, TOLD)
    assert str(price) == "10.500"
    assert (quality, repair) == (PriceQuality.REPORTED, None)


@pytest.mark.parametrize("price", ["1.00", "10.30", "105.50", "11"])
def test_up_to_ten_times_the_range_of_the_footnote_a_price_is_believed(price: str) -> None:
    assert check(price) == (Decimal(price), PriceQuality.REPORTED)


@pytest.mark.parametrize("price", ["0.99", "105.51", "1100", "10.30e5", "0.00103"])
def test_beyond_that_it_is_suspect_unless_a_slip_explains_it(price: str) -> None:
    expected = {"10.30e5": (Decimal("10.3"), PriceQuality.CORRECTED)}
    assert check(price) == expected.get(price, (None, PriceQuality.SUSPECT))


@pytest.mark.parametrize(
    ("price", "shares", "effective"),
    [
        ("1031", "7", "10.31"),
        ("10314", "7", "10.314"),
        ("10314000000", None, "10.314"),
        ("33021.37", "3200", "10.3192"),
        ("1031.00", "100", "10.31"),
    ],
)
def test_a_lost_point_or_a_total_is_corrected_where_the_footnote_tells_the_price(
    price: str, shares: str | None, effective: str
) -> None:
    assert check(price, shares) == (Decimal(effective), PriceQuality.CORRECTED)


def test_two_different_slips_that_explain_a_price_correct_nothing() -> None:
    assert check("1031", "99") == (None, PriceQuality.SUSPECT)


def test_a_range_wide_enough_for_two_shifts_corrects_nothing() -> None:
    wide = PriceRange(Decimal(1), Decimal(12))
    assert check("1031", None, wide) == (None, PriceQuality.SUSPECT)


def test_a_figure_that_leaves_the_range_when_rounded_corrects_nothing() -> None:
    narrow = PriceRange(Decimal("10.00004"), Decimal("10.00004"))
    assert check("1000004", None, narrow) == (None, PriceQuality.SUSPECT)


def test_a_price_far_too_low_is_never_raised() -> None:
    assert check("0.1031") == (None, PriceQuality.SUSPECT)


def test_the_repair_tells_the_figures() -> None:
    told = PriceRange(Decimal("1031.00"), Decimal("1031.99"))
    _, _, repair = checked_price(TransactionCode.S, Decimal(1031414), Decimal(9), told)
    assert repair is not None
    assert (repair.field, repair.reported) == ("transactionPricePerShare", "1031414")
    assert repair.effective == "1031.414"
    assert repair.reason == "Divided by 1000 it is what its footnote tells, 1031.00 to 1031.99."
    _, _, repair = checked_price(TransactionCode.S, Decimal("33021.37"), Decimal(3200), TOLD)
    assert repair is not None
    assert (
        repair.reason == "Divided by the 3200 shares it is what its footnote tells, 10.00 to 10.55."
    )
    _, _, repair = checked_price(TransactionCode.S, Decimal(9999), Decimal(9), TOLD)
    assert repair is not None
    assert repair.effective is None
    assert repair.reason == "It is more than ten times what its footnote tells, 10.00 to 10.55."


PRICES = st.decimals("0.01", "100000000", places=2)
SHARES = st.one_of(st.none(), st.decimals("0.5", "1000000", places=1))
RANGES = st.builds(
    lambda low, width: PriceRange(low, low + low * width / 100),
    st.decimals("0.10", "5000", places=2),
    st.integers(0, 30),
)


@given(PRICES, SHARES, RANGES)
def test_what_counts_is_as_filed_or_within_the_range(
    price: Decimal, shares: Decimal | None, told: PriceRange
) -> None:
    effective, quality, repair = checked_price(TransactionCode.P, price, shares, told)
    is_far = price > 10 * told.high or price < told.low / 10
    assert (quality is PriceQuality.REPORTED) is not is_far
    assert (repair is None) is not is_far
    if quality is PriceQuality.CORRECTED:
        assert effective is not None
        assert told.low <= effective <= told.high
        assert effective == round(effective, 4)
    else:
        assert effective == (None if is_far else price)


@given(PRICES, st.integers(1, 100_000), RANGES, st.integers(1, 1000))
def test_scaling_price_and_range_alike_changes_no_judgement(
    price: Decimal, shares: int, told: PriceRange, scale: int
) -> None:
    assume(price * scale < Decimal(10) ** 12)
    scaled = PriceRange(told.low * scale, told.high * scale)
    one = checked_price(TransactionCode.S, price, Decimal(shares), told)
    other = checked_price(TransactionCode.S, price * scale, Decimal(shares), scaled)
    assert one.quality is other.quality
    assert (one.price is None) == (other.price is None)
    if one.price is not None and other.price is not None:
        assert abs(one.price * scale - other.price) <= Decimal("0.0001") * scale


@pytest.mark.parametrize(
    ("price", "side"),
    [("0.99", Side.BELOW), ("1", None), ("105.5", None), ("105.51", Side.ABOVE), ("10.3", None)],
)
def test_far_is_more_than_ten_times_on_either_side(price: str, side: Side | None) -> None:
    assert far_side(Decimal(price), TOLD) is side


@pytest.mark.parametrize(
    ("price", "shares", "slip"),
    [
        ("1000", None, True),
        ("1240", None, True),
        ("1260", None, False),
        ("0.1", None, True),
        ("250000", None, False),
        ("25000", "2500", True),
        ("25000", "700", False),
        ("100", None, False),
        ("101", None, False),
        ("200", None, False),
    ],
)
def test_a_slip_is_a_point_two_places_off_or_a_total(
    price: str, shares: str | None, slip: bool
) -> None:
    count = None if shares is None else Decimal(shares)
    assert is_slip(Decimal(price), count, Decimal(10)) is slip
