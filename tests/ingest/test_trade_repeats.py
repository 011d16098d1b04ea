"""Trades that are told again: rounded, summed, in part, late, over many forms of many owners."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.trades import Gate
from tests.ingest.documents import Row
from tests.ingest.resolve_world import buy, filing, sale
from tests.ingest.trade_world import (
    OWNED,
    POSITION,
    SEE,
    after,
    are_one,
    by,
    gates_of,
    groups,
    live,
    pair,
    short,
)

# A price that one of the forms rounds.


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.1234", "10.12", True),
        ("10.125", "10.13", True),
        ("10.125", "10.12", True),
        ("10.1234", "10.123", True),
        ("10", "10.0049", True),
        ("10.1234", "10.13", False),
        ("10.1234", "10.1", False),
        ("10.1234", "10.1236", False),
        ("10.12", "10.13", False),
        ("10.12", None, False),
    ],
)
@pytest.mark.parametrize(
    ("seen", "owners"),
    [
        (SEE, (["FUND", "GP"], ["GP", "DOE"])),
        (by("By Larch Fund LP"), (["FUND"], ["DOE"])),
    ],
    ids=["an owner in common", "one names the other"],
)
def test_a_price_may_be_rounded_on_one_form(
    one: str, other: str | None, same: bool, seen: Row, owners: tuple[list[str], list[str]]
) -> None:
    rows = buy(price=one, **POSITION), buy(price=other, **seen, **POSITION)
    assert are_one(*pair(*rows, owners)) is same


def test_a_rounded_price_needs_equal_balances_and_a_gate() -> None:
    precise, rounded = buy(price="10.1234", **SEE), buy(price="10.12", **SEE)
    owners = (["FUND", "GP"], ["GP", "DOE"])
    for left, right in ((900, 5_000), (None, None), (900, None)):
        forms = pair({**precise, **after(left)}, {**rounded, **after(right)}, owners)
        assert not are_one(*forms)
    strangers = pair({**precise, **POSITION}, {**rounded, **POSITION}, (["FUND"], ["DOE"]))
    assert not are_one(*strangers)


def test_an_equal_price_is_found_before_a_rounded_one() -> None:
    rows = [buy(price=price, **SEE, **POSITION) for price in ("10.12", "10.1234")]
    forms = filing(1, *rows, by=["FUND", "GP"]), filing(2, *reversed(rows), by=["GP"])
    assert groups(*forms) == [["1.1", "2.2"], ["1.2", "2.1"]]


# Derivatives.


def test_derivatives_of_other_terms_are_others() -> None:
    option: Row = {
        **buy(table="D", security_title="Call option", **SEE, **POSITION),
        "conversion_or_exercise_price": "10.00",
        "expiration_date": "2027-01-15",
    }
    owners = (["FUND", "GP"], ["GP", "DOE"])
    assert are_one(*pair(option, {**option, "conversion_or_exercise_price": "10"}, owners))
    assert not are_one(*pair(option, {**option, "conversion_or_exercise_price": "12"}, owners))
    assert not are_one(*pair(option, {**option, "expiration_date": "2027-02-19"}, owners))


# Shares that are moved, options that are exercised and sold.


def test_what_goes_from_vehicle_to_vehicle_is_two_trades_and_no_more() -> None:
    out: Row = {"code": "J", "acquired_disposed": "D", "price_per_share": None}
    given_, taken = {**buy(), **out, **after(0)}, {**buy(), **out, "acquired_disposed": "A"}
    apart = filing(1, given_, by=["FUND"]), filing(2, taken, by=["GP"])
    assert len(live(*apart, links=OWNED)) == 2
    seen = {**given_, **by("By Larch Fund LP")}, {**taken, **by("By Larch GP LLC")}
    owner = filing(3, *seen, by=["DOE"])
    assert groups(*apart, owner, links=OWNED) == [["1.1", "3.1"], ["2.1", "3.2"]]


def test_options_exercised_and_sold_are_a_trade_for_each_row_on_whichever_form() -> None:
    rows = (
        buy(code="M", price=5, **after(1_100)),
        sale(0, 100, 20, **after(1_000)),
        buy(code="M", table="D", price=0, acquired_disposed="D", **after(0)),
    )
    assert len(live(filing(1, *rows))) == 3
    both = filing(1, *rows, by=["ROE", "TRUST"]), filing(2, *rows, by=["ROE"])
    assert len(live(*both)) == 3


# Told again by the same owner.


def test_a_late_form_may_repeat_a_part_of_an_earlier_one() -> None:
    sold = sale(1, 50, **after(950))
    first = filing(1, buy(), sold, on=2)
    late = filing(2, sold, sale(4, 7, **after(943)), on=10)
    assert groups(first, late) == [["1.1"], ["1.2", "2.1"], ["2.2"]]
    assert gates_of(first, late) == {Gate.SHARED_OWNER}
    other = filing(2, sale(1, 50, **after(900)), sale(4, 7, **after(893)), on=10)
    assert len(live(first, other)) == 4, "another balance is another fill"


def test_a_form_without_room_may_go_on_with_an_equal_fill() -> None:
    page = [buy(n, 7) for n in range(1, 30)]
    full, next_page = filing(1, *page, buy(**POSITION)), filing(2, buy(**POSITION))
    assert len(live(full, next_page)) == 31
    held = filing(1, *page[:20], buy(**POSITION), holdings=[{}] * 9)
    assert len(live(held, next_page)) == 22, "holdings take room, too"
    room = filing(1, *page[:28], buy(**POSITION))
    assert len(live(room, next_page)) == 29, "there was room for one more"
    said = filing(1, buy(**POSITION), remarks="Form 1 of 2")
    assert len(live(said, filing(2, buy(**POSITION), buy(1, 7), buy(2, 7)))) == 4
    assert len(live(filing(1, *page, buy(1, **POSITION)), next_page)) == 31


# Sums.


FILLS = (buy(0, 60, 10, **after(960)), buy(0, 40, 11, **after(1_000)))


def test_what_stands_on_one_form_is_no_sum_of_it() -> None:
    parts = [{**row, **SEE} for row in FILLS]
    form = filing(1, *parts, buy(0, 100, "10.40", **after(5_000)), by=["FUND", "GP"])
    assert [trade.aggregates for trade in live(form, filing(2, buy(7, 1), by=["GP"]))] == [()] * 4


def test_a_trade_is_no_sum_of_itself() -> None:
    corrected = (
        filing(1, buy(0, 60, **POSITION), by=["FUND"], on=1),
        filing(2, buy(0, 100, **POSITION), by=["FUND"], on=5, form="4/A", amends=1),
    )
    seen = by("By Larch Fund LP")
    person = filing(3, buy(0, 60, **seen, **POSITION), buy(0, 40, **seen, **after(7)), by=["DOE"])
    found = live(*corrected, person, links=OWNED)
    assert [len(trade.rows) for trade in found] == [3, 1]
    assert [trade.aggregates for trade in found] == [(), ()]


def test_a_manager_who_names_the_fund_may_tell_the_sum_of_its_fills() -> None:
    fund = filing(1, *FILLS, by=["FUND"])
    row = buy(0, 100, "10.40", **by("By Larch Fund LP"), **after(1_000))

    def sums(*forms: OwnershipFiling) -> list[list[str]]:
        return [[short(part) for part in trade.aggregates] for trade in live(*forms)]

    assert sums(fund, filing(2, row, by=["DOE"])) == [[], [], ["1.1", "1.2"]]
    assert sums(fund, filing(2, {**row, **after(1_001)}, by=["DOE"])) == [[], [], []]
    tied = buy(5, 9, **after(7))
    both = filing(1, *FILLS, tied, by=["FUND"]), filing(2, {**row, **after(7)}, tied, by=["DOE"])
    assert not any(sums(*both)), "it ends with another balance"
    assert sums(fund, filing(2, {**row, **by("By Larch Fund II LP")}, by=["DOE"])) == [[], [], []]


# One group's report over many forms.

Page = tuple[list[Row], list[Row], int, int | None]
"""Rows, owners, the day of filing, and the day that an amendment names."""

NAMING = "Birch Fund 1 LP is managed by Larch Management LP."
ROOM = 30


def funds(count: int, first: int) -> list[Row]:
    return [
        {"cik": f"00993{first + n:05d}", "name": f"Birch Fund {first + n} LP", "is_other": "1"}
        for n in range(count)
    ]


@st.composite
def reports(draw: st.DrawFn) -> tuple[int, list[OwnershipFiling]]:
    """Draw fills, often equal, that up to three sets of owners tell on pages of thirty each."""
    chance = draw(st.randoms(use_true_random=False))
    count, evening = draw(st.integers(1, 95)), draw(st.booleans())
    prices = draw(st.sampled_from((1, 3, 40)))
    rows, balance = [], 50_000
    for _ in range(count):
        shares = 100 * chance.randint(1, 2)
        balance += shares
        told = after(70_000 if evening else balance)
        rows.append(buy(0, shares, 20 + chance.randrange(prices), **SEE, **told))
    lead = draw(st.booleans())
    sets = [funds(10, 1)] + [
        [*(funds(1, 1) if lead else ()), *funds(draw(st.sampled_from((1, 4, 9))), 100 * n)]
        for n in range(1, draw(st.integers(1, 3)))
    ]
    pages = [rows[start : start + ROOM] for start in range(0, count, ROOM)]
    notes = [NAMING] if count == 1 else []
    forms: list[Page] = [(page, who, 0, None) for who in sets for page in pages]
    forms += [
        _amended(chance, pages, who) for who in draw(st.lists(st.sampled_from(sets), max_size=2))
    ]
    chance.shuffle(forms)
    return count, [
        filing(n, *page, by=who, notes=notes, on=on, form="4/A" if on else "4", amends=amends)
        for n, (page, who, on, amends) in enumerate(forms, start=1)
    ]


def _amended(chance: Random, pages: Sequence[list[Row]], who: list[Row]) -> Page:
    page = chance.choice(pages)
    return (page if chance.random() < 0.5 else [chance.choice(page)]), who, chance.randint(2, 4), 0


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports())
def test_fills_over_many_pages_of_many_owners_count_once(
    told: tuple[int, list[OwnershipFiling]],
) -> None:
    count, forms = told
    assert len(live(*forms)) == count
