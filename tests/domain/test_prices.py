"""Prices: what zero means, and in which currency they are."""

from decimal import Decimal

import pytest

from graph_api.domain.codes import PriceQuality, TransactionCode
from graph_api.domain.prices import effective_price, stated_currency

PRICED = {TransactionCode.P, TransactionCode.S}


@pytest.mark.parametrize("code", TransactionCode, ids=lambda code: str(code.value))
def test_zero_is_no_price_for_purchases_and_sales_and_a_price_for_all_else(
    code: TransactionCode,
) -> None:
    price, quality = effective_price(code, Decimal("0.00"))
    if code in PRICED:
        assert (price, quality) == (None, PriceQuality.MISSING)
    else:
        assert (price, quality) == (Decimal(0), PriceQuality.REPORTED)


@pytest.mark.parametrize("code", TransactionCode, ids=lambda code: str(code.value))
def test_a_price_that_is_not_stated_is_missing_whatever_the_code(code: TransactionCode) -> None:
    assert effective_price(code, None) == (None, PriceQuality.MISSING)


def test_a_price_is_kept_with_the_digits_as_filed() -> None:
    price, quality = effective_price(TransactionCode.P, Decimal("10.500"))
    assert str(price) == "10.500"
    assert quality is PriceQuality.REPORTED


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("The price was paid in Canadian dollars.", "CAD"),
        ("C$12.40 per share on the Toronto exchange.", "CAD"),
        ("Price in AUD.", "AUD"),
        ("Paid in euros.", "EUR"),
        ("\u20ac12.40", "EUR"),
        ("Quoted in pence on the London exchange.", "GBP"),
        ("120 pounds sterling", "GBP"),
        ("Swiss francs", "CHF"),
        ("SEK 103.5", "SEK"),
        ("Norwegian kroner", "NOK"),
        ("Danish kroner", "DKK"),
        ("Japanese yen", "JPY"),
        ("HK$8.10", "HKD"),
        ("New Israeli Shekels; israeli new shekels (NIS)", "ILS"),
        ("R$ 14", "BRL"),
        ("MXN", "MXN"),
        ("Indian rupees", "INR"),
        ("renminbi", "CNY"),
    ],
)
def test_a_note_names_the_currency_of_a_price(text: str, currency: str) -> None:
    assert stated_currency([text]) == currency


@pytest.mark.parametrize(
    "text",
    [
        "Weighted average price of $10.51 to $11.50.",
        "Converted from Canadian dollars to U.S. dollars at 0.74.",
        "C$12.40, which is US$9.10.",
        "EUR 8.00 (USD 9.10)",
        "Neuroscience awards; a cadence of sales; a $5.00 discount.",
        "",
    ],
)
def test_a_note_that_tells_of_dollars_or_of_no_money_leaves_dollars(text: str) -> None:
    assert stated_currency([text]) is None


def test_the_first_note_that_names_a_currency_counts() -> None:
    assert stated_currency(["Several lots.", "Paid in euros.", "Paid in yen (JPY)."]) == "EUR"
    assert stated_currency([]) is None
