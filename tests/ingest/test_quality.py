"""Quality of figures: what a form settles itself, and what other filings cast doubt on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from statistics import median
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api.domain.codes import PriceQuality, TransactionCode
from graph_api.domain.filing import OwnershipFiling, Reported, ReportedTransaction
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from loaders.resolve import resolve
from loaders.resolve.quality import Figures, Quality
from tests.ingest.documents import Row
from tests.ingest.resolve_world import buy, day, filing, noon, row_key, sale

PEOPLE = ("ROE", "DOE", "POE", "TRUST", "GP", "FUND")
RANGE = "Sold at prices ranging from $10.00 to $10.55."


def told(*prices: object, on: int = 0, first: int = 1) -> list[OwnershipFiling]:
    """Return filings 1, 2 … of different owners about one share each, at ``prices``."""
    return [
        filing(number, buy(on, price=price, shares=70), on=on + 1, by=[PEOPLE[number % 3]])
        for number, price in enumerate(prices, start=first)
    ]


def judged(
    filings: Iterable[OwnershipFiling], row: RowKey, known_at: Instant = OPEN_END
) -> Figures:
    return Quality(filings).of(row, known_at)


def quality_of(number: int, *filings: OwnershipFiling) -> PriceQuality:
    return judged(filings, row_key(number)).price_quality


def with_note(text: str, *, number: int = 9, **row: Any) -> OwnershipFiling:
    changes: dict[str, Any] = {"notes": {"price_per_share": ["F1"]}, **row}
    return filing(number, sale(**changes), notes=[text])


def test_a_row_without_fault_stands_as_filed() -> None:
    figures = judged(told("10.50"), row_key(1))
    assert figures == Figures(
        transaction_date=day(0),
        price=Decimal("10.50"),
        price_quality=PriceQuality.REPORTED,
        currency=None,
        repairs=(),
    )


def test_a_year_of_two_digits_is_read_from_the_form_and_lifted() -> None:
    form = filing(1, buy(transaction_date="0026-03-02"), on=1)
    figures = judged([form], row_key(1))
    assert figures.transaction_date == date(2026, 3, 2)
    (repair,) = figures.repairs
    assert (repair.field, repair.reported) == ("transactionDate", "0026-03-02")


def test_a_date_after_the_filing_is_set_aside() -> None:
    figures = judged([filing(1, buy(5), on=4)], row_key(1))
    assert figures.transaction_date is None
    assert [repair.effective for repair in figures.repairs] == [None]


def test_the_footnote_of_the_price_corrects_a_lost_point_and_the_value_counts() -> None:
    form = with_note(RANGE, price=1031, shares=7)
    (trade,) = resolve([form]).trades
    assert (trade.price, trade.price_quality) == (Decimal("10.31"), PriceQuality.CORRECTED)
    assert trade.value == Decimal("72.17")
    assert [repair.effective for repair in trade.repairs] == ["10.31"]


def test_a_suspect_price_has_no_value_and_says_why() -> None:
    (trade,) = resolve([with_note(RANGE, price=9999)]).trades
    assert (trade.price, trade.value) == (None, None)
    assert trade.price_quality is PriceQuality.SUSPECT
    assert "more than ten times" in trade.repairs[0].reason


def test_a_range_in_a_footnote_of_another_field_tells_nothing_of_the_price() -> None:
    form = with_note(RANGE, price=9999, notes={"shares": ["F1"]})
    assert quality_of(9, form) is PriceQuality.REPORTED


def test_prices_of_depositary_shares_do_not_judge_the_shares_they_stand_for() -> None:
    text = f"{RANGE} Each ADS stands for twenty ordinary shares."
    shares = with_note(text, price="0.51", security_title="Ordinary Shares")
    assert quality_of(9, shares) is PriceQuality.REPORTED
    depositary = with_note(text, price="0.51", security_title="American Depositary Shares")
    assert quality_of(9, depositary) is PriceQuality.SUSPECT


def test_the_currency_of_a_note_is_told_and_leaves_no_value() -> None:
    (trade,) = resolve([with_note("Paid in Canadian dollars.", price=12)]).trades
    assert (trade.price, trade.currency, trade.value) == (Decimal(12), "CAD", None)
    (repair,) = trade.repairs
    assert (repair.reported, repair.effective) == ("12", "12 CAD")
    assert repair.reason == "The form states this price in CAD."


def test_the_remarks_tell_the_currency_of_all_prices() -> None:
    form = filing(1, buy(), remarks="All prices are in Canadian dollars.")
    assert judged([form], row_key(1)).currency == "CAD"


@pytest.mark.parametrize(
    ("symbol", "foreign", "note", "currency"),
    [
        ("IX", "TSE: 8591", None, None),
        (None, "TSE: 8591", None, "XXX"),
        ("NONE", "TSE: 8591", None, "XXX"),
        ("NONE", "NONE", None, None),
        (None, None, None, None),
        (None, "TSE: 8591", "Converted into U.S. dollars.", None),
        (None, "TSE: 8591", "Paid in Japanese yen.", "JPY"),
    ],
)
def test_only_a_listing_abroad_alone_makes_the_currency_unknown(
    symbol: str | None, foreign: str | None, note: str | None, currency: str | None
) -> None:
    row = buy(notes={"price_per_share": ["F1"]} if note else {})
    issuer = {"symbol": symbol, "foreign_symbol": foreign}
    form = filing(1, row, issuer=issuer, notes=[note] if note else [])
    assert judged([form], row_key(1)).currency == currency


def test_a_price_far_from_the_median_of_two_others_is_suspect() -> None:
    slip = filing(9, buy(price=1000), on=1, by=["POE"])
    figures = judged([*told(10, 11), slip], row_key(9))
    assert (figures.price, figures.price_quality) == (None, PriceQuality.SUSPECT)
    (repair,) = figures.repairs
    assert (repair.field, repair.reported) == ("transactionPricePerShare", "1000")
    assert repair.effective is None
    assert repair.reason == (
        "It is more than ten times 11, the median price of 2 other filings about trades "
        "within ten days."
    )


@pytest.mark.parametrize(("price", "suspect"), [("1.01", True), ("1.5", False), ("1.06", False)])
def test_a_price_below_a_tenth_is_suspect(price: str, suspect: bool) -> None:
    found = quality_of(9, *told("10.5", "10.6", "12"), filing(9, buy(price=price), on=1))
    assert found is (PriceQuality.SUSPECT if suspect else PriceQuality.REPORTED)


def test_one_other_filing_is_not_enough_however_many_rows_it_has() -> None:
    other = filing(1, buy(price=10), buy(price=11), buy(price=12), on=1)
    slip = filing(9, buy(price=1000), on=1, by=["POE"])
    assert quality_of(9, other, slip) is PriceQuality.REPORTED


def test_rows_of_the_same_filing_do_not_judge_each_other() -> None:
    slip = filing(9, buy(price=1000), buy(price=10), buy(price=11), on=1)
    assert quality_of(9, slip, *told(10)) is PriceQuality.REPORTED
    assert quality_of(9, slip, *told(10, 10)) is PriceQuality.SUSPECT


def test_one_slip_among_two_others_casts_no_doubt_on_an_honest_price() -> None:
    honest = filing(9, buy(price=10), on=1)
    assert quality_of(9, honest, *told("10.20", 1000)) is PriceQuality.REPORTED
    assert quality_of(9, honest, *told("0.01", 1000)) is PriceQuality.REPORTED


@pytest.mark.parametrize(("apart", "suspect"), [(10, True), (11, False), (-10, True), (-11, False)])
def test_trades_within_ten_days_are_compared(apart: int, suspect: bool) -> None:
    slip = filing(9, buy(30 + apart, price=1000), on=60, by=["POE"])
    found = quality_of(9, *told(10, 10, 10, on=30), slip)
    assert found is (PriceQuality.SUSPECT if suspect else PriceQuality.REPORTED)


@pytest.mark.parametrize(
    "others",
    [
        {"security_title": "Class B Common Stock"},
        {"security_title": "American Depositary Shares"},
        {"security_title": "Warrants"},
        {"code": "M"},
        {"table": "D"},
        {"price": None},
        {"price": 0},
        {"transaction_date": "2036-03-02"},
    ],
)
def test_other_classes_codes_and_rows_without_figures_are_not_compared_with(
    others: dict[str, object],
) -> None:
    row = {**buy(price=10), **others}
    witnesses = [filing(number, row, on=1, by=[PEOPLE[number]]) for number in range(3)]
    slip = filing(9, buy(price=1000, security_title="Class A Common Stock"), on=1)
    assert quality_of(9, *witnesses, slip) is PriceQuality.REPORTED


@pytest.mark.parametrize(
    ("row", "suspect"),
    [
        ({"code": "F", "acquired_disposed": "D"}, True),
        ({"code": "S", "acquired_disposed": "D"}, True),
        ({"code": "M"}, False),
        ({"code": "A"}, False),
        ({"code": "J"}, False),
        ({"table": "D"}, False),
        ({"security_title": "Common Stock, par value $0.01 per share"}, True),
        ({"security_title": "COMMON SHARES"}, True),
        ({"security_title": "Common Stock Purchase Warrants"}, False),
    ],
)
def test_only_what_is_paid_at_the_market_is_compared(row: dict[str, Any], suspect: bool) -> None:
    slip = filing(9, buy(**{"price": 1000, **row}), on=1, by=["POE"])
    key = row_key(9, table=row.get("table", "N"))
    found = judged([*told(10, 10), slip], key).price_quality
    assert found is (PriceQuality.SUSPECT if suspect else PriceQuality.REPORTED)


def test_classes_are_the_same_however_they_are_written() -> None:
    titles = ("Class A Common Stock", "CLASS A COMMON STOCK, $.01 PAR VALUE", "Class A Common")
    witnesses = [
        filing(n, buy(price=10, security_title=title), on=1, by=[PEOPLE[n]])
        for n, title in enumerate(titles)
    ]
    slip = filing(9, buy(price=1000, security_title="Class A Common Shares"), on=1)
    assert quality_of(9, *witnesses, slip) is PriceQuality.SUSPECT


def test_a_price_that_its_own_footnote_bears_out_is_not_compared() -> None:
    form = with_note(RANGE, price="10.30")
    assert quality_of(9, form, *told(1000, 1000, 1000)) is PriceQuality.REPORTED


def test_a_corrected_price_is_compared_with_and_a_suspect_one_is_not() -> None:
    slip = filing(9, buy(price=1030), on=1, by=["POE"])
    corrected = with_note(RANGE, number=8, price=1030, shares=7)
    assert quality_of(9, slip, *told(10), corrected) is PriceQuality.SUSPECT
    suspect = with_note(RANGE, number=8, price=7777)
    assert quality_of(9, slip, *told(10), suspect) is PriceQuality.REPORTED


def test_a_price_that_another_owner_tells_too_is_believed() -> None:
    odd = filing(9, buy(price=1000), on=1, by=["POE"])
    again = filing(8, buy(price=1010), on=2, by=["POE"])
    assert quality_of(9, *told(10, 10, 10), odd, again) is PriceQuality.SUSPECT
    other = filing(8, buy(price=1010), on=2, by=["TRUST"])
    assert quality_of(9, *told(10, 10, 10), odd, other) is PriceQuality.REPORTED


@pytest.mark.parametrize(("ratio", "suspect"), [(20, False), (100, True)])
@pytest.mark.parametrize("apart", [-2, 2])
def test_a_level_that_may_come_of_a_split_is_doubted_only_where_it_looks_like_a_slip(
    apart: int, ratio: int, suspect: bool
) -> None:
    level = told(10, 10, 10, on=5)
    odd = filing(9, buy(5 + apart, price=10 * ratio), on=9, by=["POE"])
    expected = PriceQuality.SUSPECT if suspect else PriceQuality.REPORTED
    assert quality_of(9, *level, odd) is expected
    beyond = filing(8, buy(5 + 2 * apart, price=10), on=10, by=["TRUST"])
    assert quality_of(9, *level, odd, beyond) is PriceQuality.SUSPECT


def test_an_original_and_its_amendments_are_one_other_filing() -> None:
    slip = filing(9, buy(price=1000), on=1, by=["POE"])
    original = filing(1, buy(price=10), on=1)
    amendment = filing(2, buy(price=10, shares=99), on=2, form="4/A", amends=1)
    assert quality_of(9, slip, original, amendment) is PriceQuality.REPORTED
    assert quality_of(9, slip, original, amendment, *told(10, first=4)) is PriceQuality.SUSPECT


def test_an_amendment_speaks_for_its_original_whichever_came_first() -> None:
    slip = filing(9, buy(price=1000), on=1, by=["POE"])
    wrong = filing(1, buy(price=1000), on=1, filed_on=1)
    right = filing(2, buy(price=10), on=2, form="4/A", amends=1)
    assert quality_of(9, slip, wrong, right, *told(10, first=4)) is PriceQuality.SUSPECT
    late = filing(1, buy(price=1000), on=4, filed_on=1)
    assert quality_of(9, slip, late, right, *told(10, first=4)) is PriceQuality.SUSPECT


def test_versions_of_the_form_itself_do_not_judge_it() -> None:
    slip = filing(9, buy(price=1000), on=1, by=["POE"])
    corrections = [filing(n, buy(price=10), on=n, by=["POE"], form="4/A", amends=1) for n in (2, 3)]
    assert quality_of(9, slip, *corrections) is PriceQuality.REPORTED
    assert quality_of(9, slip, *corrections, *told(10, 10, first=3)) is PriceQuality.SUSPECT


def test_versions_of_the_form_are_left_out_even_where_they_are_the_most() -> None:
    slip = filing(9, sale(price=1000, code="F"), on=3, filed_on=2, by=["POE"], form="4/A", amends=1)
    versions = [filing(n, buy(price=1000), on=1, by=["POE"]) for n in (1, 2, 3)]
    assert quality_of(9, slip, *versions) is PriceQuality.REPORTED
    others = [filing(n, buy(price=10), on=1, by=["DOE"]) for n in (4, 5)]
    assert quality_of(9, slip, *versions, *others) is PriceQuality.SUSPECT


def test_the_judgement_changes_when_more_becomes_known_and_says_when() -> None:
    slip = filing(9, buy(price=1000), on=2, by=["POE"])
    first, second = told(10, on=2)[0], filing(2, buy(2, price=10), on=4, by=["DOE"])
    same_level = filing(3, buy(price=1001), on=6, by=["TRUST"])
    quality = Quality([same_level, slip, second, first])
    seen = [quality.of(row_key(9), noon(n)).price_quality.value for n in range(2, 8)]
    assert seen == ["REPORTED", "REPORTED", "SUSPECT", "SUSPECT", "REPORTED", "REPORTED"]
    assert quality.instants(row_key(9)) == (noon(4), noon(6))
    assert quality.of(row_key(9), noon(0)) == quality.of(row_key(9), noon(2))


def test_the_words_of_a_doubt_stay_as_long_as_the_doubt() -> None:
    slip = filing(9, buy(price=1000), on=2, by=["POE"])
    later = filing(4, buy(price=12), on=5, by=["DOE"])
    quality = Quality([*told(10, 11), slip, later])
    assert quality.instants(row_key(9)) == ()
    assert "2 other filings" in quality.of(row_key(9), OPEN_END).repairs[0].reason


def _withheld(on: int, **row: Any) -> Row:
    return sale(on, code="F", **row)


@st.composite
def _forms(draw: st.DrawFn, number: int, *, plain: bool) -> OwnershipFiling:
    rows = [
        draw(st.sampled_from([buy, sale, _withheld]))(
            draw(st.integers(0, 14)),
            price=draw(st.sampled_from(["0.10", "9", "10", "11", "120", "1000", "1100", None])),
            shares=draw(st.sampled_from([50, 100])),
            security_title=draw(st.sampled_from(["Common Stock"] * 3 + ["Class B Common Stock"])),
            notes={} if plain or draw(st.integers(0, 5)) else {"price_per_share": ["F1"]},
        )
        for _ in range(draw(st.integers(1, 2)))
    ]
    amends = None if plain else draw(st.sampled_from([None, None, 13, 14, 15, 16]))
    return filing(
        number,
        *rows,
        on=draw(st.integers(14, 19)),
        filed_on=draw(st.integers(14, 17)),
        by=[draw(st.sampled_from(PEOPLE[:4]))],
        form="4" if amends is None else "4/A",
        amends=amends,
        notes=[RANGE],
    )


@st.composite
def _worlds(draw: st.DrawFn, *, plain: bool = False) -> list[OwnershipFiling]:
    """Draw filings about one issuer, in any order; ``plain`` ones amend and footnote nothing."""
    numbers = draw(st.permutations(range(1, draw(st.integers(3, 9)))))
    return [draw(_forms(number, plain=plain)) for number in numbers]


@settings(max_examples=100)
@given(_worlds())
def test_what_is_known_at_an_instant_follows_from_what_was_accepted_by_then(
    filings: list[OwnershipFiling],
) -> None:
    quality = Quality(filings)
    for instant in sorted({form.accepted_at for form in filings}):
        known = [form for form in filings if form.accepted_at <= instant]
        then = Quality(known)
        for row in _keys(known):
            assert quality.of(row, instant) == then.of(row, instant) == then.of(row, OPEN_END)
            until = tuple(when for when in quality.instants(row) if when <= instant)
            assert until == then.instants(row)


@settings(max_examples=100)
@given(_worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_filings_plays_no_part(
    filings: list[OwnershipFiling], chance: Random
) -> None:
    shuffled = list(filings)
    chance.shuffle(shuffled)
    one, other = Quality(filings), Quality(shuffled)
    for row in _keys(filings):
        assert one.instants(row) == other.instants(row)
        for instant in (*one.instants(row), OPEN_END):
            assert one.of(row, instant) == other.of(row, instant)


@settings(max_examples=120)
@given(_worlds(plain=True))
def test_every_price_doubted_is_ten_times_off_the_median_of_others_within_ten_days(
    filings: list[OwnershipFiling],
) -> None:
    quality = Quality(filings)
    for form in filings:
        for row in form.document.transactions:
            if quality.of(row.key, OPEN_END).price_quality is PriceQuality.SUSPECT:
                price = row.price_per_share.value
                assert price is not None
                others = _prices_of_others(form, row, filings)
                assert len(others) >= 2
                assert price > 10 * median(others) or price < median(others) / 10


@settings(max_examples=100)
@given(_worlds(), st.sampled_from([2, 7, 1000]))
def test_scaling_all_prices_alike_changes_no_judgement(
    filings: list[OwnershipFiling], scale: int
) -> None:
    one, other = Quality(filings), Quality([_scaled(form, scale) for form in filings])
    for row in _keys(filings):
        assert one.instants(row) == other.instants(row)
        for instant in (*one.instants(row), OPEN_END):
            before, after = one.of(row, instant), other.of(row, instant)
            assert before.price_quality is after.price_quality
            assert (before.price or 0) * scale == (after.price or 0)


def _keys(filings: Iterable[OwnershipFiling]) -> list[RowKey]:
    return [row.key for form in filings for row in form.document.transactions]


def _prices_of_others(
    form: OwnershipFiling, row: ReportedTransaction, filings: Iterable[OwnershipFiling]
) -> list[Decimal]:
    """Return the median price of each other filing that has one of the class within ten days."""
    found = (
        [
            like.price_per_share.value
            for like in other.document.transactions
            if like.security_title.value == row.security_title.value
            and like.code is not TransactionCode.F
            and abs(_day(like) - _day(row)).days <= 10
            and like.price_per_share.value
        ]
        for other in filings
        if other is not form
    )
    return [median(prices) for prices in found if prices]


def _day(row: ReportedTransaction) -> date:
    assert row.transaction_date.value is not None
    return row.transaction_date.value


def _scaled(form: OwnershipFiling, scale: int) -> OwnershipFiling:
    rows = tuple(
        replace(row, price_per_share=Reported(price and price * scale, notes))
        for row in form.document.transactions
        for price, notes in [row.price_per_share]
    )
    told = f"From ${Decimal('10.00') * scale} to ${Decimal('10.55') * scale}."
    notes = tuple(replace(note, text=told) for note in form.document.footnotes)
    return replace(form, document=replace(form.document, transactions=rows, footnotes=notes))


def test_a_hundred_thousand_rows_are_judged_in_time() -> None:
    form = filing(1, buy(price=10), buy(price=11))
    chance = Random(1)
    filings = [_drawn(form, number, chance) for number in range(50_000)]
    start = process_time()
    quality = Quality(filings)
    assert process_time() - start < 10
    assert any(quality.instants(row) or _is_suspect(quality, row) for row in _keys(filings))


def _is_suspect(quality: Quality, row: RowKey) -> bool:
    return quality.of(row, OPEN_END).price_quality is PriceQuality.SUSPECT


def _drawn(form: OwnershipFiling, number: int, chance: Random) -> OwnershipFiling:
    """Return ``form`` of another issuer, owner and day; one price in three hundred is a slip."""
    accession = AccessionNumber(f"0099999999-26-{number:06d}")
    on = day(-chance.randrange(300))
    rows = tuple(
        replace(
            row,
            key=RowKey(f"{accession}|N|{row.ordinal}"),
            transaction_date=Reported(on),
            price_per_share=Reported(Decimal(chance.choice([1000] + [10] * 300))),
        )
        for row in form.document.transactions
    )
    document = replace(
        form.document,
        issuer=replace(form.document.issuer, cik=Cik(f"{chance.randrange(1, 400):010d}")),
        owners=(replace(form.document.owners[0], cik=Cik(f"{number + 1:010d}")),),
        transactions=rows,
    )
    return replace(
        form, accession=accession, accepted_at=Instant(number), filed_on=day(1), document=document
    )
