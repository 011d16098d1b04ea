"""Price ranges: every way in which footnotes write them, and what is none."""

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.price_ranges import PriceRange, stated_range

USUAL = PriceRange(Decimal("10.00"), Decimal("10.55"))


@pytest.mark.parametrize(
    "text",
    [
        "Sold in multiple transactions at prices ranging from $10.00 to $10.55, inclusive.",
        "The weighted average sale price of the shares sold from $10.00 to $10.55 per share.",
        "Executed in multiple trades with sales prices ranging from $10.00 to $10.55.",
        "Executed in multiple trades in prices ranging from $10.00 to $10.55, inclusive.",
        "Sale transactions ranging from $10.00 to $10.55 per share; the average was $10.20.",
        "The weighted average price was $10.20. Sale transactions were from $10.00 to $10.55.",
        "Open market transactions with sale prices ranging between $10.00 and $10.55.",
        "The range of sale prices for the transactions reported was $10.00 to $10.55 per share.",
        "The sales price per share reported on this Form 4 range from $10.00 to $10.55.",
        "Price reflects weighted average; actual sales prices ranged from $10.00 to $10.55.",
        "Acquired within a range of $10.00 to $10.55 per share.",
        "Sold in multiple transactions ranging from $10.00 to $10.55, inclusive.",
        "Bought between $10.00 and $10.55.",
        "Bought between $10.00 and 10.55 per share.",
        "At prices from $10.00 through $10.55.",
        "At prices of $10.00 to $10.55.",
        "Sold in the range of $10.00-$10.55.",
        "Sold in the range of $10.00 \u2013 $10.55.",
        "$10.00 - $10.55",
        "Range: 10.00-10.55",
        "SOLD AT PRICES FROM $10.00 TO $10.55",
        "At prices ranging from $ 10.00 to $ 10.55.",
        "At prices ranging from $10.00 to$10.55.",
        "At prices from $10.00/share to $10.55/share.",
        "At prices ranging from $10.00 per share to $10.55 per share.",
        "At prices from a low of $10.00 per share to a high of $10.55 per share.",
        "At a high of $10.55 and a low of $10.00.",
        "The lowest price was $10.00 and the highest price was $10.55.",
        "The lowest price of $10.00 and the highest price of $10.55.",
        "At prices ranging from $10.00 (low) to $10.55 (high).",
        "At prices ranging from US$10.00 to US$10.55.",
        "At prices ranging from C$10.00 to C$10.55.",
        "At prices ranging from 10.00 CAD to 10.55 CAD.",
        "At prices ranging from EUR 10.00 to EUR 10.55.",
        "At prices ranging from $10.55 to $10.00.",
        "From $10.00 to $10.20 on Monday and from $10.30 to $10.55 on Tuesday.",
        "A total of 5,000 shares were sold at prices from $10.00 to $10.55.",
        "Sold upon the vesting of units at prices ranging from $10.00 to $10.55.",
    ],
)
def test_a_range_is_read(text: str) -> None:
    assert stated_range([text]) == USUAL


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("At prices from $2,601.35 to $2,602.35.", "2601.35", "2602.35"),
        ("At prices from $1,031,414 to $1,031,500.50.", "1031414", "1031500.50"),
        ("Between $.50 and $.75.", ".50", ".75"),
        ("At prices ranging from $66.8350 to $66.9800 inclusive.", "66.8350", "66.9800"),
        ("At prices ranging from $10 to $11.", "10", "11"),
        ("The weighted average price per share was $11.44.", "11.44", "11.44"),
        ("Sold at an average price of $5.14 per share.", "5.14", "5.14"),
        ("The price of $18.0578 in Column 4 is the weighted average price.", "18.0578", "18.0578"),
    ],
)
def test_amounts_are_read_as_written(text: str, low: str, high: str) -> None:
    assert stated_range([text]) == PriceRange(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The price reported in Column 4 is a weighted average price.",
        "Options with exercise prices ranging from $2.02 to $2.50 were exercised.",
        "Warrants with a strike price between $2.02 and $2.50.",
        "A quarter vests if the stock price is between $12.00 and $18.00.",
        "If the volume weighted average price equals or exceeds $12.00, $18.00 or $50.00.",
        "Sold for aggregate proceeds of $100,000 to $120,000.",
        "The price of the ADSs, from $20.50 to $20.90, divided by eight (8).",
        "In lieu of $38,000 in cash.",
        "Bought at $10.00 and sold at $10.55.",
        "At prices of $10.00, $10.05 and $10.10.",
        "At the average of the high and low prices on that day, $12.30.",
        "Between 3/1/24 and 3/5/24.",
        "From January 5, 2024 to January 9, 2024.",
        "From 2 to 3 years; from 50% to 100% of target; from 10:30 to 11:00.",
        "From 1,000 to 2,000 shares.",
        "A 1-for-10 split under Rule 10b5-1; one Class A share to 1 Class B share.",
        "At prices from 10,50 to 10,60.",
    ],
)
def test_what_is_no_range_of_the_price_is_not_read_as_one(text: str) -> None:
    assert stated_range([text]) is None


def test_ranges_of_several_footnotes_make_one() -> None:
    texts = ["Sold from $10.20 to $10.55.", "An average price of $9.00.", "From $10.00 to $10.30."]
    assert stated_range(texts) == USUAL


AMOUNTS = st.decimals("0.01", "99999", places=2)
WORDS = st.sampled_from(
    [
        "at prices ranging from ${} to ${}, inclusive.",
        "between ${} and ${} per share.",
        "at prices from ${} through ${}",
        "in the range of ${}-${}.",
        "at a low of ${} and a high of ${}.",
    ]
)


@given(AMOUNTS, AMOUNTS, WORDS, st.booleans())
def test_any_two_amounts_make_a_range_however_they_are_written(
    one: Decimal, two: Decimal, words: str, separated: bool
) -> None:
    written = [f"{amount:,}" if separated else f"{amount}" for amount in (one, two)]
    assert stated_range([f"The shares were sold {words.format(*written)}"]) == PriceRange(
        min(one, two), max(one, two)
    )


@pytest.mark.parametrize(
    "text", ["from $10.00 to " * 7000, "1" * 100_000, "1,111" * 20_000, "average price " * 7000]
)
def test_long_texts_are_read_in_time(text: str) -> None:
    start = process_time()
    stated_range([text])
    assert process_time() - start < 2
