"""Currencies: which one the notes of a price name."""

from decimal import Decimal

import pytest

from graph_api.domain.currencies import declared_currency, names_dollars, stated_currency


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("The price was paid in Canadian dollars.", "CAD"),
        ("C$12.40 per share on the Toronto exchange.", "CAD"),
        ("$12.40 Canadian", "CAD"),
        ("Cdn. $12.40", "CAD"),
        ("Price in AUD.", "AUD"),
        ("Paid in euros.", "EUR"),
        ("\u20ac12.40", "EUR"),
        ("Quoted in pence on the London exchange.", "GBP"),
        ("12.40 pounds sterling", "GBP"),
        ("Swiss francs", "CHF"),
        ("SEK 12.4", "SEK"),
        ("Norwegian kroner", "NOK"),
        ("Danish kroner", "DKK"),
        ("Japanese yen", "JPY"),
        ("Bought in Tokyo at \u00a512.40.", "JPY"),
        ("NT$12.40 on the Taiwan Stock Exchange", "TWD"),
        ("Korean won (KRW)", "KRW"),
        ("HK$12.40", "HKD"),
        ("New Israeli Shekels; israeli new shekels (NIS)", "ILS"),
        ("R$ 12.40", "BRL"),
        ("MXN", "MXN"),
        ("Indian rupees", "INR"),
        ("renminbi", "CNY"),
    ],
)
def test_a_note_names_the_currency_of_a_price(text: str, currency: str) -> None:
    assert stated_currency([text]) == currency
    assert stated_currency([text], Decimal("12.40")) == currency


@pytest.mark.parametrize(
    "text",
    [
        "Weighted average price of $10.51 to $11.50.",
        "Converted from Canadian dollars to U.S. dollars at 0.74.",
        "Paid in Canadian dollars and converted at the noon exchange rate of 1.36.",
        "Converted from the Canadian price of $0.67 using an exchange rate of C$1.36 = US$1.00.",
        "Represents the U.S. dollar equivalent of JPY 4,700.",
        "The price is reported in U.S. dollars; the shares were sold in GBP.",
        "C$12.40, which is US$9.10.",
        "EUR 8.00 (USD 9.10)",
        "Neuroscience awards; a cadence of sales; a $5.00 discount.",
        "Mr. Pence and Ms. Frank sold shares on Euronext.",
        "Ordinary shares, par value \u20ac0.04 per share.",
        "Ordinary shares of NIS 0.01 par value each.",
        "Issued in lieu of director fees paid in CAD.",
        "",
    ],
)
def test_a_note_that_tells_of_dollars_or_of_no_money_leaves_dollars(text: str) -> None:
    assert stated_currency([text]) is None


@pytest.mark.parametrize(
    ("text", "price", "currency"),
    [
        ("C$12.40, which is US$9.10.", "12.40", "CAD"),
        ("C$12.40, which is US$9.10.", "9.10", None),
        ("Bought at JPY 4,700 per share (US$31.20).", "4700", "JPY"),
        ("Bought at JPY 4,700 per share (US$31.20).", "31.2", None),
        ("An average price of C$12.17.", "12.1743", "CAD"),
        ("At prices from C$12.00 to C$12.40.", "12.1743", "CAD"),
        ("At prices from C$12.00 to C$12.40.", "8.94", None),
        ("C$12.40 per share in Toronto.", "9.10", None),
        ("In lieu of a retainer of CAD 50,000.", "12.40", None),
    ],
)
def test_the_amount_that_is_the_price_tells_its_currency(
    text: str, price: str, currency: str | None
) -> None:
    assert stated_currency([text], Decimal(price)) == currency


def test_a_price_declared_in_another_currency_is_in_it_whatever_the_rate_told() -> None:
    text = "The price reported is in Canadian dollars. The exchange rate was US$1.00 = C$1.36."
    assert stated_currency([text], Decimal("12.40")) == "CAD"


def test_the_first_note_that_names_a_currency_counts() -> None:
    assert stated_currency(["Several lots.", "Paid in euros.", "Paid in yen (JPY)."]) == "EUR"
    assert stated_currency([]) is None


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("All prices on this form are in Canadian dollars.", "CAD"),
        ("The amounts reported are stated in EUR.", "EUR"),
        ("Prices were converted from euros; amounts are in U.S. dollars.", None),
        ("The reporting person is a director of a fund in euros.", None),
        ("Chief Executive Officer", None),
    ],
)
def test_a_form_declares_the_currency_of_its_prices(text: str, currency: str | None) -> None:
    assert declared_currency([text]) == currency


@pytest.mark.parametrize(
    ("text", "named"), [("in U.S. dollars", True), ("US$ 5", True), ("$5", False), ("in USD", True)]
)
def test_dollars_are_named_as_those_of_the_united_states(text: str, named: bool) -> None:
    assert names_dollars(["", text]) is named
