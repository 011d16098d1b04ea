"""Rows of different forms are one trade through a gate, and never without one (B1, B4)."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber, RowKey
from graph_api.domain.instants import OPEN_END
from graph_api.domain.links import LinkState
from graph_api.domain.trades import Gate
from loaders.resolve.forms import security
from tests.ingest.documents import Row
from tests.ingest.resolve_world import (
    PERSONS,
    accession,
    buy,
    cik,
    filing,
    noon,
    owner,
    row_key,
    sale,
)
from tests.ingest.trade_world import (
    OWNED,
    POSITION,
    SEE,
    TWO_ROWS,
    after,
    are_one,
    by,
    fills,
    gates_of,
    groups,
    link,
    live,
    pair,
    resolved,
    short,
)

# G2: an owner in common, or an accepted link.


def test_forms_with_an_owner_in_common_report_one_trade() -> None:
    forms = pair(buy(**SEE, **POSITION), buy(**SEE, **POSITION), (["FUND", "GP"], ["GP", "DOE"]))
    assert are_one(*forms)
    assert gates_of(*forms) == {Gate.SHARED_OWNER}


@pytest.mark.parametrize("state", LinkState)
def test_only_an_accepted_link_joins_the_forms_of_two_owners(state: LinkState) -> None:
    forms = pair(buy(**POSITION), buy(**POSITION), (["FUND"], ["MANAGER"]))
    known = [link("FUND", "DOE", state=state), link("MANAGER", "DOE", state=state)]
    assert are_one(*forms, links=known) is (state is LinkState.ACCEPTED)


def test_two_who_control_a_fund_together_join_its_forms() -> None:
    forms = pair(buy(**POSITION), buy(**SEE, **POSITION), (["FUND"], ["ROE"]))
    assert are_one(*forms, links=[link("FUND", "ROE"), link("FUND", "DOE")])
    assert not are_one(*forms, links=[link("FUND", "DOE")])


def test_a_version_of_the_trade_begins_and_ends_with_the_link_that_joins_it() -> None:
    forms = pair(buy(**POSITION), buy(**POSITION), (["FUND"], ["MANAGER"]))
    known = [link("FUND", "DOE", noon(3), noon(8)), link("MANAGER", "DOE", noon(2))]
    versions = [
        (short(t.trade_id), len(t.rows), t.known_from, t.known_to)
        for t in resolved(*forms, links=known).trades
    ]
    assert versions == [
        ("1.1", 1, noon(0), noon(3)),
        ("1.1", 2, noon(3), noon(8)),
        ("1.1", 1, noon(8), OPEN_END),
        ("2.1", 1, noon(0), noon(3)),
        ("2.1", 1, noon(8), OPEN_END),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"shares": 101},
        {"price_per_share": "10.01"},
        {"price_per_share": None},
        {"transaction_date": "2026-03-03"},
        {"code": "J"},
        {"acquired_disposed": "D"},
        {"table": "D"},
        {"security_title": "Class B Common Stock"},
    ],
)
def test_rows_that_differ_in_one_figure_are_two_trades(change: Row) -> None:
    row = buy(**SEE, **POSITION)
    forms = pair(row, {**row, **change}, (["FUND", "GP"], ["GP"]))
    assert not are_one(*forms)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Common Stock", "COMMON STOCK, par value $0.001 per share", True),
        ("Common Stock", "Common Shares", True),
        ("Class A Common Stock", "Shares of Class A Common Stock ($.01 par value)", True),
        ("Class A Common Stock", "Class B Common Stock", False),
        ("Series A Preferred Stock", "Series A-1 Preferred Stock", False),
    ],
)
def test_titles_of_securities_are_compared_without_par_value(
    one: str, other: str, same: bool
) -> None:
    assert (security(one) == security(other)) is same


def test_a_price_is_compared_to_four_places() -> None:
    row = buy(**SEE, **POSITION, price="10.12344")
    assert are_one(*pair(row, {**row, "price_per_share": "10.1234"}, (["FUND", "GP"], ["GP"])))


def test_prices_alike_to_four_places_need_no_balance() -> None:
    row = buy(**SEE, **after(None))
    forms = pair(
        {**row, "price_per_share": "10.12344"},
        {**row, "price_per_share": "10.1234"},
        (["FUND", "GP"], ["GP"]),
    )
    assert are_one(*forms)


def test_rows_without_shares_are_never_one() -> None:
    row = buy(shares=None, **SEE, **POSITION)
    assert not are_one(*pair(row, row, (["FUND", "GP"], ["GP"])))


# The veto of the balance, and who holds.


def test_one_position_cannot_have_two_balances() -> None:
    owners = (["FUND", "GP"], ["GP", "DOE"])
    assert not are_one(*pair(buy(**SEE, **after(900)), buy(**SEE, **after(800)), owners))
    told = {"remarks": "Form 1 of 2. Also reported by Larch Fund LP."}
    forms = pair(
        buy(**SEE, **after(900)), buy(**SEE, **after(800)), (["FUND", "GP"], ["DOE"]), **told
    )
    assert not are_one(*forms), "words do not outweigh it"


def test_a_sum_of_positions_does_not_veto_where_the_holder_is_left_open() -> None:
    owners = (["FUND"], ["DOE"])
    fund = buy(**after(900))
    assert are_one(*pair(fund, buy(**SEE, **after(5_000)), owners), links=OWNED)
    assert not are_one(*pair(fund, buy(**by("By LLC"), **after(5_000)), owners), links=OWNED)


def test_without_a_balance_forms_or_reports_must_repeat_each_other() -> None:
    row, more = buy(**SEE, **after(None)), [buy(n, 7, **SEE) for n in range(1, 4)]
    owners = (["FUND", "GP"], ["GP", "DOE"])
    first = filing(1, row, by=owners[0])
    assert are_one(*pair(row, row, owners))
    longer = filing(2, row, *more, by=owners[1])
    assert groups(first, longer)[0] == ["1.1"]
    next_page = filing(3, *more, by=owners[0])
    assert groups(first, next_page, longer)[0] == ["1.1", "2.1"], "the report repeats it"
    apart = filing(4, *(buy(n, 9) for n in range(4, 9)), by=owners[1])
    assert groups(first, filing(2, row, by=owners[1]), apart)[0] == ["1.1", "2.1"], "the form does"


def test_the_value_of_a_position_is_a_balance_too() -> None:
    def told(number: int, value: int, who: list[str]) -> OwnershipFiling:
        row = buy(**SEE, **after(None), value_owned_following=value)
        return filing(number, row, *(buy(n, number) for n in (1, 2)), by=who)

    fund = told(1, 900, ["FUND", "GP"])
    assert groups(fund, told(2, 900, ["GP", "DOE"]))[0] == ["1.1", "2.1"]
    assert groups(fund, told(2, 800, ["GP", "DOE"]))[0] == ["1.1"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({}, by("By IRA")),
        ({}, by("By spouse")),
        (by("By Elm Trust"), by("By Oak Trust")),
        (by("By Elm Trust"), by("By IRA")),
        (by("By children"), by("By spouse")),
    ],
)
def test_rows_identical_but_for_how_they_are_held_stay_distinct(left: Row, right: Row) -> None:
    one, other = buy(**left, **POSITION), buy(**right, **POSITION)
    assert groups(filing(1, one, other)) == [["1.1"], ["1.2"]]
    assert groups(filing(1, one), filing(2, other)) == [["1.1"], ["2.1"]]
    assert groups(filing(1, one, other), filing(2, one, other)) == [["1.1", "2.1"], ["1.2", "2.2"]]


@pytest.mark.parametrize(
    ("mine", "theirs", "owners"),
    [
        (by("By Elm Trust"), {}, (["DOE"], ["FUND"])),
        (by("By IRA"), {}, (["DOE"], ["FUND"])),
        (by("By spouse"), {}, (["DOE"], ["FUND"])),
        ({}, SEE, (["DOE"], ["DOE", "FUND"])),
        (by("By Larch Fund LP"), {}, (["FUND", "DOE"], ["DOE"])),
        (by("By Jane Roe"), {}, (["ROE", "DOE"], ["DOE"])),
        (by("By Larch Fund LP"), by("By Larch GP LLC"), (["FUND", "DOE"], ["GP", "DOE"])),
        (by("By IRA"), by("By Elm Trust"), (["DOE"], ["DOE", "FUND"])),
        (by("By Elm Trust II"), by("By Elm Trust"), (["DOE"], ["DOE", "FUND"])),
    ],
)
def test_rows_that_name_different_holders_are_two_whoever_stands_behind_them(
    mine: Row, theirs: Row, owners: tuple[list[str], list[str]]
) -> None:
    forms = pair(buy(**mine, **POSITION), buy(**theirs, **POSITION), owners)
    assert not are_one(*forms, links=OWNED)


def test_two_filers_are_two_holders_though_one_name_is_the_other_shortened() -> None:
    larch = owner("FUND", cik="0099400009", name="Larch LP")
    forms = (
        filing(1, buy(**by("By Larch Fund LP"), **POSITION), by=["FUND", "GP"]),
        filing(2, buy(**by("By Larch LP"), **POSITION), by=[larch, "GP"]),
    )
    assert not are_one(*forms)


def test_first_lots_of_two_vehicles_of_one_owner_are_two() -> None:
    sisters = (["FUND"], ["MANAGER"])
    assert not are_one(*pair(buy(**after(100)), buy(**after(100)), sisters), links=OWNED)
    assert are_one(*pair(buy(**POSITION), buy(**POSITION), sisters), links=OWNED)
    other = buy(1, 100, security_title="Preferred Stock")
    forms = (filing(n, buy(**after(150)), other, by=who) for n, who in enumerate(sisters, 1))
    assert len(live(*forms, links=OWNED)) == 2, "150 is more than was bought of this class"
    owned = (["FUND"], ["DOE"])
    assert are_one(*pair(buy(**after(100)), buy(**after(100)), owned), links=OWNED)


# Multisets.


@pytest.mark.parametrize(("left", "right"), [(1, 1), (2, 2), (3, 2), (2, 5), (1, 4)])
def test_equal_rows_are_as_many_trades_as_the_form_with_most_of_them_has(
    left: int, right: int
) -> None:
    row = buy(**SEE, **POSITION)
    forms = filing(1, *[row] * left, by=["FUND", "GP"]), filing(2, *[row] * right, by=["GP"])
    found = groups(*forms)
    assert len(found) == max(left, right)
    assert found[0] == ["1.1", "2.1"], "in their order"


def test_fills_with_running_balances_find_their_counterparts() -> None:
    rows = [buy(**SEE, **after(balance)) for balance in (900, 800, 700)]
    found = groups(filing(1, *rows, by=["FUND", "GP"]), filing(2, *rows[1:], by=["GP", "DOE"]))
    assert found == [["1.1"], ["1.2", "2.1"], ["1.3", "2.2"]]


@pytest.mark.parametrize("place", [1, 2])
@pytest.mark.parametrize(
    ("best", "other"),
    [
        ({**by("By Larch Fund LP"), **POSITION}, {**SEE, **POSITION}),
        ({**SEE, **POSITION}, {**SEE, **after(7_000)}),
        (POSITION, {**SEE, **POSITION}),
    ],
    ids=["that names the filer", "of equal balance", "held in the same way"],
)
def test_a_row_pairs_with_the_one_that_agrees_most(best: Row, other: Row, place: int) -> None:
    told = [buy(**best), buy(**other)]
    fund = filing(1, buy(**POSITION), by=["FUND"])
    manager = filing(2, *(told if place == 1 else reversed(told)), by=["DOE"])
    assert groups(fund, manager, links=OWNED)[0] == ["1.1", f"2.{place}"]


def test_rows_of_one_form_do_not_meet_through_two_others() -> None:
    vague, told = (buy(**way, **POSITION) for way in (SEE, by("By LLC")))
    forms = (
        filing(1, vague, told, by=["FUND", "GP"]),
        filing(2, vague, by=["GP"]),
        filing(3, told, by=["GP", "DOE"]),
    )
    assert groups(*forms) == [["1.1", "2.1"], ["1.2", "3.1"]]


def test_rows_of_one_form_do_not_meet_through_a_third() -> None:
    vague, own = buy(**SEE, **after(None)), buy(**SEE, **POSITION)
    both = filing(1, own, {**own, **after(80_000)}, by=["FUND", "GP"])
    found = groups(both, filing(2, vague, vague, by=["GP"]), filing(3, own, by=["GP", "DOE"]))
    assert all(len({row.partition(".")[0] for row in rows}) == len(rows) for rows in found)
    assert len(found) == 2


def test_rows_with_two_balances_do_not_meet_through_one_without() -> None:
    first, second, third = (
        filing(n, buy(**SEE, **after(balance)), by=owners)
        for n, (balance, owners) in enumerate(
            ((900, ["FUND", "GP"]), (800, ["GP", "DOE"]), (None, ["GP"])), start=1
        )
    )
    assert groups(first, second, third) == [["1.1", "3.1"], ["2.1"]]


def test_forms_of_one_owner_kept_apart_do_not_meet_through_a_third() -> None:
    first, second = (
        filing(n, buy(**POSITION), buy(0, n, **POSITION), sale(2, n), by=["FUND"], on=n)
        for n in (1, 2)
    )
    assert groups(first, second)[0] == ["1.1"]
    third = filing(3, buy(**SEE, **POSITION), by=["DOE"], on=3)
    found = groups(first, second, third, links=OWNED)
    assert [rows for rows in found if "3.1" in rows] == [["1.1", "3.1"]]


# One owner: filed again, or another fill.


def test_a_form_that_is_filed_again_reports_the_same_trades() -> None:
    for rows in (fills(5), fills(5, 70_000), [buy(**after(None))]):
        for day in (0, 1):
            again = filing(1, *rows), filing(2, *rows, on=day)
            assert len(groups(*again)) == len(rows)
            assert gates_of(*again) == {Gate.SHARED_OWNER}


def test_a_form_filed_twice_makes_its_report_no_longer() -> None:
    row = buy(**after(None))
    first, longer = filing(1, row, on=2), filing(2, row, row, on=3)
    assert len(groups(first, longer)) == 3
    assert len(groups(first, longer, filing(3, row, on=2))) == 3


def test_a_form_that_replaces_another_without_saying_so_repeats_running_balances() -> None:
    rows = fills(6)
    assert len(groups(filing(1, *rows[:3]), filing(2, *rows, on=1))) == 6


@pytest.mark.parametrize("day", [0, 1])
def test_equal_fills_with_the_balance_of_the_evening_stay_distinct(day: int) -> None:
    rows = fills(4, balance=70_000) * 5
    assert len(groups(filing(1, *rows[:12]), filing(2, *rows[12:], on=day))) == 20


def test_an_amendment_does_not_join_two_continuation_forms() -> None:
    rows = fills(4, balance=70_000) * 5
    for page in rows[:12], rows[12:]:
        again = filing(3, *page, on=1, form="4/A", amends=0)
        assert len(groups(filing(1, *rows[:12]), filing(2, *rows[12:]), again)) == 20
    corrected = filing(3, {**rows[0], "shares": 633}, on=1, form="4/A", amends=0)
    assert len(groups(filing(1, *rows[:12]), filing(2, *rows[12:]), corrected)) == 20


def test_a_corrected_line_of_another_does_not_join_two_continuation_forms() -> None:
    pages = (
        filing(n, buy(shares=shares, **SEE, **POSITION), buy(n, 7), by=["FUND", "GP"])
        for n, shares in ((1, 500), (2, 633))
    )
    seen = filing(3, buy(shares=500, **SEE, **POSITION), by=["GP"])
    corrected = filing(4, buy(shares=633, **SEE, **POSITION), by=["GP"], on=3, form="4/A", amends=0)
    found = groups(*pages, seen, corrected)
    assert [rows for rows in found if "3.1" in rows] == [["1.1", "3.1", "4.1"]]
    assert ["2.1"] in found


def test_an_amendment_of_a_full_page_is_none_of_the_next_page() -> None:
    page = [buy(**POSITION)] * 30
    rest = filing(2, *page[:5])
    assert len(live(filing(1, *page), rest, filing(3, *page, on=2, form="4/A", amends=0))) == 35


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        (SEE, by("By LLC"), True),
        (SEE, by("By spouse"), False),
        (SEE, {}, False),
        (by("By Elm Trust"), by("By Oak Trust"), False),
        ({**SEE, **after(900)}, {**by("By LLC"), **after(800)}, False),
    ],
)
def test_a_form_filed_again_may_tell_otherwise_how_a_position_is_held(
    left: Row, right: Row, one: bool
) -> None:
    forms = (filing(n, {**buy(**POSITION), **way}) for n, way in enumerate((left, right), 1))
    assert are_one(*forms) is one


def test_full_pages_of_one_fill_stay_distinct() -> None:
    page = [buy(**POSITION)] * 30
    assert len(groups(filing(1, *page), filing(2, *page), filing(3, *page[:5]))) == 65


# G1: Form 5, and amendments whose original is not known.


def test_a_late_item_of_a_form_5_is_the_trade_that_a_form_4_has_told() -> None:
    told, again = filing(1, buy(**after(500))), filing(2, buy(**after(9_999)), on=40, form="5")
    assert are_one(told, again)
    assert gates_of(told, again) == {Gate.AMENDMENT}


def test_a_late_item_that_no_form_4_has_told_is_a_trade_of_its_own() -> None:
    other = filing(2, buy(shares=77), on=40, form="5")
    assert groups(filing(1, buy()), other) == [["1.1"], ["2.1"]]
    for who in ("DOE", "FUND"):
        stranger = filing(2, buy(), on=40, form="5", by=[who])
        assert groups(filing(1, buy()), stranger) == [["1.1"], ["2.1"]]


def test_a_form_4_may_come_after_the_form_5_that_tells_its_late_item() -> None:
    early = filing(1, buy(**after(9_999)), form="5")
    assert are_one(early, filing(2, buy(**after(500)), on=3))


def test_an_item_of_the_year_on_a_form_5_needs_an_equal_balance() -> None:
    gift = buy(code="G", form_type="5", price=0, **after(500))
    told = filing(1, {**gift, "form_type": "4"})
    assert are_one(told, filing(2, gift, on=40, form="5"))
    assert not are_one(told, filing(2, {**gift, **after(400)}, on=40, form="5"))


def test_a_late_item_of_another_pocket_is_another_trade() -> None:
    told, again = filing(1, buy()), filing(2, buy(**by("By IRA")), on=40, form="5")
    assert groups(told, again) == [["1.1"], ["2.1"]]


def test_late_items_of_two_annual_forms_are_told_twice_only_with_equal_balances() -> None:
    first = filing(1, buy(**SEE, **after(500)), on=40, form="5")
    for left, trades in ((500, 1), (600, 2)):
        again = filing(2, buy(**by("By LLC"), **after(left)), on=80, form="5")
        assert len(live(first, again)) == trades


def test_as_many_late_items_as_rows_told_are_the_same() -> None:
    told = filing(1, buy(), buy())
    late = buy(**after(9_999))
    assert len(groups(told, filing(2, late, on=40, form="5"))) == 2
    assert len(groups(told, filing(2, late, late, late, on=40, form="5"))) == 3


def test_a_late_item_is_matched_by_how_it_is_held() -> None:
    told = filing(1, buy(**by("By IRA")), buy())
    again = filing(2, buy(**after(7)), buy(**by("By IRA"), **after(8)), on=40, form="5")
    assert groups(told, again) == [["1.1", "2.2"], ["1.2", "2.1"]]


def test_an_amendment_that_names_a_wrong_day_still_tells_the_same_rows() -> None:
    told = filing(1, *fills(6), on=1)
    stray = filing(2, *fills(6)[:2], on=20, form="4/A", amends=15)
    found = live(told, stray)
    assert len(found) == 6
    assert [trade.orphan for trade in found] == [False] * 6
    assert Gate.AMENDMENT in found[0].gates


def test_an_amendment_that_names_a_wrong_day_tells_the_same_balance() -> None:
    told = filing(1, buy(**SEE, **after(900)), on=1)
    for left, trades in ((900, 1), (800, 2)):
        row = buy(**by("By LLC"), **after(left))
        assert len(live(told, filing(2, row, on=20, form="4/A", amends=15))) == trades


def test_a_trade_first_told_by_an_amendment_without_original_is_an_orphan() -> None:
    stray = filing(2, buy(), on=5, form="4/A", amends=2)
    assert [trade.orphan for trade in live(stray)] == [True]
    late = filing(1, buy(), on=8, filed_on=2)
    assert [trade.orphan for trade in live(stray, late)] == [False]


def test_a_row_corrected_on_one_form_is_still_that_of_the_other_form() -> None:
    fund = filing(1, buy(shares=500, **POSITION), by=["FUND"], on=1)
    person = filing(2, buy(shares=500, **by("By Larch Fund LP"), **POSITION), by=["DOE"], on=1)
    corrected = filing(3, buy(shares=633, **POSITION), by=["FUND"], on=5, form="4/A", amends=1)
    (trade,) = live(fund, person, corrected, links=OWNED)
    assert (trade.shares, trade.effective_row) == (Decimal(633), row_key(3))
    assert trade.accessions == (accession(2), accession(3))
    assert trade.gates == (Gate.AMENDMENT, Gate.SHARED_OWNER, Gate.MIRRORED_NATURE)


# G3: one group's form on several forms.


def group_owners(count: int, first: int = 1) -> list[Row]:
    """Return blocks of numbered funds."""
    return [
        {"cik": f"00993000{first + n:02d}", "name": f"Birch Fund {first + n} LP", "is_other": "1"}
        for n in range(count)
    ]


NAMING = "Birch Fund 1 LP is managed by Larch Management LP."


def split(
    *rows: Row, first: int = 10, second: int = 4, notes: Iterable[str] = (), **facts: object
) -> tuple[OwnershipFiling, OwnershipFiling]:
    """Return forms of two sets of owners that have nobody in common."""
    told = tuple(notes)
    return (
        filing(1, *rows, by=group_owners(first), notes=told),
        filing(2, *rows, by=group_owners(second, 20), notes=told, **facts),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("forms", "one"),
    [
        (split(*TWO_ROWS), True),
        (split(TWO_ROWS[0]), False),
        (split(TWO_ROWS[0], notes=[NAMING]), True),
        (split(*TWO_ROWS, first=9), False),
        (split(*(buy(n, 7 + n, **SEE, **after(7 + n)) for n in range(4))), True),
        (split(*(buy(n, 7 + n, **SEE, **after(7 + n)) for n in range(3))), False),
        (split(*TWO_ROWS, first=3, notes=[NAMING]), True),
        (split(*TWO_ROWS, first=3, notes=["A weighted average."]), True),
        (split(TWO_ROWS[0], first=3, notes=["A weighted average."]), False),
        (split(*TWO_ROWS, on=1), False),
        (split(buy(**SEE, **after(100)), notes=[NAMING]), False),
        (split(buy(**SEE, **after(None)), buy(1, **SEE, **after(None))), False),
    ],
    ids=[
        "two rows, a full form",
        "one row",
        "one row and a note that names the others",
        "two rows, no full form",
        "four first lots",
        "three first lots",
        "no full form, and such a note",
        "two rows and a note in common",
        "one row and a note in common",
        "another day",
        "a first lot, which the row explains",
        "no balance",
    ],
)
def test_a_split_group_form_needs_more_than_equal_rows(
    forms: tuple[OwnershipFiling, ...], one: bool
) -> None:
    assert are_one(*forms) is one
    assert gates_of(*forms) == ({Gate.SPLIT_GROUP_FORM} if one else set())


@pytest.mark.parametrize(("more", "split_up"), [(1, True), (2, False), (3, False)])
def test_forms_of_two_groups_that_share_less_than_four_fifths_are_no_split(
    more: int, split_up: bool
) -> None:
    shared = [*TWO_ROWS, *(buy(n, 9, **SEE, **after(n)) for n in (4, 5))]
    others = [buy(n, 7, **SEE, **after(n)) for n in range(1, more + 1)]
    first = filing(1, *shared, by=group_owners(10))
    found = groups(first, filing(2, *shared, *others, by=group_owners(4, 20)))
    assert (len(found) == 4 + more) is split_up


def test_a_split_form_states_the_same_balances() -> None:
    first, _ = split(*TWO_ROWS)
    other = [{**row, **by("By Elm LLC"), **after(7 + n)} for n, row in enumerate(TWO_ROWS)]
    assert len(live(first, filing(2, *other, by=group_owners(4, 20)))) == 4


def test_a_fund_and_its_manager_who_submit_for_each_other_file_one_report() -> None:
    own_number = AccessionNumber(f"{cik('MANAGER')}-26-000001")

    def submitted(number: int, who: str) -> OwnershipFiling:
        made = filing(number, *TWO_ROWS, by=[who])
        name = AccessionNumber(f"{own_number[:-1]}{number}")
        rows = tuple(
            replace(row, key=RowKey(f"{name}|{row.key.partition('|')[2]}"))
            for row in made.document.transactions
        )
        return replace(made, accession=name, document=replace(made.document, transactions=rows))

    assert len(live(submitted(1, "FUND"), submitted(2, "MANAGER"))) == 2
    other_agent = filing(1, *TWO_ROWS, by=["FUND"]), filing(2, *TWO_ROWS, by=["MANAGER"])
    assert len(live(*other_agent)) == 4, "an agent of strangers agrees with nobody"


@pytest.mark.parametrize("balance", [None, 90_000], ids=["running", "of the evening"])
def test_several_hundred_rows_over_continuation_forms_of_two_sets_of_owners(
    balance: int | None,
) -> None:
    rows = [{**row, **SEE} for row in fills(150, balance)]
    pages = [rows[start : start + 30] for start in range(0, 150, 30)]
    forms = [
        filing(10 * n + side, *page, by=group_owners(10 if side else 4, 20 * side), notes=[NAMING])
        for n, page in enumerate(pages, start=1)
        for side in (0, 1)
    ]
    found = live(*forms)
    assert len(found) == 150
    assert {len(trade.rows) for trade in found} == {2}
    alone = [form for form in forms if len(form.document.owners) == 10]
    assert len(live(*alone)) == 150


# G4: explicit words.


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("These securities are also reported on a Form 4 filed by John Q. Doe.", True),
        ("Mr. Doe has filed a separate Form 4.", True),
        ("John Q. Doe separately reported these shares.", True),
        ("These securities are also reported on another form.", False),
        ("Mr. Doe reports the same shares on his own Form 4.", True),
        ("Mr. Doe is a director.", False),
        ("Mr. Doe has filed a separate Form 4 for his own purchases.", False),
    ],
)
def test_words_about_another_form_must_name_who_filed_it(words: str, one: bool) -> None:
    fund = filing(1, buy(**POSITION), by=["FUND"], notes=[words])
    person = filing(2, buy(**SEE, **POSITION), by=["DOE"])
    assert are_one(fund, person) is one
    assert gates_of(fund, person) == ({Gate.EXPLICIT_TEXT} if one else set())


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("Form 1 of 2", "Form 2 of 2", True),
        ("Part 1 of 3. Continued on another form.", "Part 3 of 3", True),
        ("Continuation of the report of others.", "Form 1 of 2", True),
        ("The first of two forms.", "The second of two forms.", True),
        ("This is the third of three Forms 4 filed.", "Form 1 of 3", True),
        ("The first of two forms.", "This is the first of two Forms 4 filed.", False),
        ("Form 4 (1 of 2)", "This is the second of 2 Form 4s.", True),
        ("Part one of two.", "Two of two Form 4s filed today.", True),
        ("Filing No. 1 of 3", "Form 4 - 2 of 3", True),
        ("Form 1 of 2", "It voted 2 of 2 funds.", False),
        ("Form 1 of 2", "Form 1 of 2", False),
        ("Form 1 of 2", "Form 2 of 3", False),
        ("Form 1 of 2", "A weighted average.", False),
        ("Its manager files a separate Form 4.", "Its member files a separate Form 4.", False),
    ],
)
def test_words_on_forms_of_one_day_that_carry_on_from_each_other(
    first: str, second: str, one: bool
) -> None:
    def told(row: Row, owners: tuple[list[str], list[str]]) -> tuple[OwnershipFiling, ...]:
        return (
            filing(1, row, by=owners[0], remarks=first),
            filing(2, row, by=owners[1], remarks=second),
        )

    vehicles = (["FUND", "GP"], ["MANAGER", "TRUST"])
    assert are_one(*told(buy(**SEE, **POSITION), vehicles)) is one
    assert not are_one(*told(buy(**SEE, **after(100)), vehicles)), "first lots tell nothing"
    for row in (buy(**POSITION), buy(**SEE, **POSITION)):
        assert not are_one(*told(row, (["ROE"], ["DOE"])))


@pytest.mark.parametrize(("day", "one"), [(1, True), (3, True), (4, False)])
def test_parts_of_a_report_may_be_filed_on_the_next_day(day: int, one: bool) -> None:
    row = buy(**SEE, **POSITION)
    first = filing(1, row, by=["FUND", "GP"], remarks="Form 1 of 2")
    assert are_one(first, filing(2, row, by=["DOE"], on=day, remarks="Form 2 of 2")) is one
    vague = filing(2, row, by=["DOE"], on=day, remarks="Continuation of another form.")
    assert not are_one(first, vague)


def test_words_join_rows_of_equal_balances_or_forms_that_repeat_each_other() -> None:
    told = {"notes": ["Also reported on a Form 4 filed by John Q. Doe."]}
    fund = filing(1, buy(**after(900)), by=["FUND"], **told)  # type: ignore[arg-type]
    seen, more = buy(**SEE, **after(800)), [buy(n, 7) for n in (1, 2)]
    assert are_one(fund, filing(2, seen, by=["DOE"]))
    assert len(live(fund, filing(2, seen, *more, by=["DOE"]))) == 4


# G5: mirrored natures.


@pytest.mark.parametrize(
    ("seen", "one"),
    [
        (by("By Larch Fund LP"), True),
        (by("Held by Larch Fund, L.P. (1)"), True),
        (by("By Larch Management LP"), False),
        (by("By LLC"), False),
    ],
)
def test_a_row_that_names_the_filer_of_the_other_form_mirrors_its_direct_row(
    seen: Row, one: bool
) -> None:
    forms = pair(buy(**POSITION), buy(**seen, **POSITION), (["FUND"], ["DOE"]))
    assert are_one(*forms) is one
    assert gates_of(*forms) == ({Gate.MIRRORED_NATURE} if one else set())


def test_a_note_may_name_the_filer_of_the_other_form() -> None:
    noted = {**SEE, "notes": {"nature_of_ownership": ["F1"]}}
    own = filing(1, buy(**POSITION), by=["FUND"])
    seen = filing(2, buy(**noted, **POSITION), by=["DOE"], notes=["Held by Larch Fund LP."])
    assert are_one(own, seen)


def test_a_row_that_is_held_through_somebody_unnamed_mirrors_nothing() -> None:
    seen = buy(**by("By Larch Fund LP"), **POSITION)
    assert not are_one(*pair(buy(**SEE, **POSITION), seen, (["FUND"], ["DOE"])))


def test_a_mirror_shows_the_same_balance() -> None:
    seen = by("By Larch Fund LP")
    assert not are_one(*pair(buy(**after(900)), buy(**seen, **after(800)), (["FUND"], ["DOE"])))


def test_a_person_named_by_another_is_mirrored_too() -> None:
    forms = pair(buy(**POSITION), buy(**by("By Ms. Roe"), **POSITION), (["ROE"], ["DOE"]))
    assert are_one(*forms)


def spouses(
    his: Row, hers: Row, *, seen_by_her: str = "By Spouse", seen_by_him: str = "By Spouse"
) -> tuple[OwnershipFiling, OwnershipFiling]:
    """Return the forms of two who each report both lots."""
    return (
        filing(1, his, {**hers, **by(seen_by_him)}, by=["DOE"]),
        filing(2, hers, {**his, **by(seen_by_her)}, by=["ROE"]),
    )


@pytest.mark.parametrize(
    ("forms", "trades"),
    [
        (spouses(buy(0, 300, **after(300)), buy(0, 120, **after(120))), 2),
        (
            spouses(
                buy(0, 300, **after(300)),
                buy(1, 300, **after(120)),
                seen_by_her="By husband",
                seen_by_him="By wife",
            ),
            2,
        ),
        (spouses(buy(**POSITION), buy(**after(70_000))), 2),
        (spouses(buy(**after(100)), buy(**after(100))), 4),
        (spouses(buy(0, 300), buy(0, 120), seen_by_her="By children"), 4),
        (
            (
                filing(1, buy(0, 300), buy(0, 120, **by("By Spouse"), **after(7))),
                filing(2, buy(0, 120), buy(0, 300, **by("By Spouse")), by=["DOE"]),
            ),
            4,
        ),
    ],
    ids=["other lots", "in other words", "equal lots", "first lots", "no mirror", "no balance"],
)
def test_spouses_who_report_both_lots_report_two_trades(
    forms: tuple[OwnershipFiling, ...], trades: int
) -> None:
    assert len(live(*forms)) == trades


@pytest.mark.parametrize(
    ("nature", "note", "one"),
    [
        ("By wife, Jane Roe", "", True),
        ("By spouse (Jane Roe)", "", True),
        ("By Jane Roe", "", True),
        ("By Spouse", "Held by Jane Roe, the reporting person's spouse.", True),
        ("By Spouse", "Jane Roe has reported the purchase on her own Form 4.", True),
        ("By Spouse", "Held by the reporting person's spouse.", False),
        ("By wife, Mrs. Roe", "", False),
        ("By wife, J. Roe", "", False),
        ("By wife, Ann Poe", "", False),
        ("By daughter, Ann Roe", "", False),
        ("See footnote", "Held by the reporting person's wife, Jane Roe.", True),
        ("See footnote", "Jane Roe, the reporting person's spouse, owns the shares.", True),
        ("See footnote", "Jane Roe is a director, too.", False),
        ("By Spouse", "The reporting person's spouse is the sister of Jane Roe.", False),
        ("By Spouse", "Held in an account managed by Jane Roe.", False),
        ("By Spouse", "The spouse purchased the shares from Ms. Jane Roe.", False),
        ("By Spouse", "Held by the Jane Roe 2012 Family Trust.", False),
    ],
)
def test_kin_who_are_named_are_mirrored(nature: str, note: str, one: bool) -> None:
    seen = {**by(nature), "notes": {"nature_of_ownership": ["F1"]} if note else {}}
    own = filing(1, buy(**POSITION), by=["ROE"])
    told = filing(2, buy(**seen, **POSITION), by=["DOE"], notes=[note] if note else ())
    assert are_one(own, told) is one


def test_a_note_on_a_balance_may_add_what_else_is_held() -> None:
    seen = {**by("By wife, Jane Roe"), **after(95_000)}
    own = filing(1, buy(**POSITION), by=["ROE"])
    assert not are_one(own, filing(2, buy(**seen), by=["DOE"]))
    noted = {**seen, "notes": {"shares_owned_following": ["F1"]}}
    told = filing(2, buy(**noted), by=["DOE"], notes=["Includes 5,000 shares in an IRA."])
    assert are_one(own, told)


@pytest.mark.parametrize(
    ("his", "hers", "balance", "one"),
    [
        ("jointly with his spouse, Jane Roe.", "jointly with her spouse, John Q. Doe.", 900, True),
        ("in a joint account with Jane Roe.", "in a joint account with John Doe.", 900, True),
        ("jointly with his spouse, Jane Roe.", "by the reporting person.", 900, False),
        ("jointly with his spouse.", "jointly with her spouse.", 900, False),
        ("jointly with his spouse, Jane Roe.", "jointly with her spouse, Ed Roe.", 900, False),
        ("jointly with his spouse, Jane Roe.", "jointly with her spouse, John Doe.", None, False),
    ],
)
def test_two_who_hold_jointly_and_say_so_of_each_other_report_one_trade(
    his: str, hers: str, balance: int | None, one: bool
) -> None:
    row = buy(**after(balance), notes={"ownership_form": ["F1"]})
    forms = (
        filing(n, row, by=[who], notes=[f"Held {words}"])
        for n, (who, words) in enumerate((("DOE", his), ("ROE", hers)), start=1)
    )
    assert are_one(*forms) is one


def test_what_only_one_of_two_reports_by_spouse_joins_nothing() -> None:
    forms = pair(buy(**POSITION), buy(**by("By Spouse"), **POSITION), (["DOE"], ["ROE"]))
    assert not are_one(*forms)


@pytest.mark.parametrize(
    ("nature", "note", "balance", "one"),
    [
        ("By Elm Family Trust", "The reporting person is a co-trustee.", 900, True),
        ("By Elm Family Trust", "One of three trustees of the trust.", 900, True),
        ("As trustee of the Elm Family Trust", "See above.", 900, True),
        ("By Elm Family Trust", "The reporting person is a beneficiary.", 900, False),
        ("By trust", "The reporting person is a co-trustee.", 900, False),
        ("By Elm Holdings LLC", "The reporting person is a member.", 900, False),
        ("By Elm Family Trust", "The reporting person is a co-trustee.", None, False),
    ],
)
def test_co_trustees_report_one_trade_of_the_trust_they_name(
    nature: str, note: str, balance: int | None, one: bool
) -> None:
    row = buy(**by(nature), **after(balance))
    forms = [filing(n, row, by=[who], notes=[note]) for n, who in enumerate(PERSONS, start=1)]
    assert are_one(*forms) is one
    assert gates_of(*forms) == ({Gate.MIRRORED_NATURE} if one else set())


@pytest.mark.parametrize(
    ("nature", "note", "other", "one"),
    [
        ("By Trust", "Held by the Elm Family Trust; she is a co-trustee.", None, True),
        ("See footnote", "By the Elm Family Trust. The reporting person is a trustee.", None, True),
        ("By Trust", "Held by the Family Trust II; she is a co-trustee.", None, False),
        (
            "By Trust",
            "Held by the Elm Family Trust; she is its trustee.",
            "Held by the Oak Family Trust; he is its trustee.",
            False,
        ),
        ("By Trust", "Held by the Elm Family Trust for her benefit.", None, False),
        ("By Trust", "Held in the Elm Family Trust, of which she is a co-trustee.", None, True),
        ("By Trust", "A trustee of the 2004 Elm Irrevocable Trust, which sold them.", None, True),
        ("By Trust", "By the Elm Family Trust, as co-trustee.", None, True),
        (
            "By Trust",
            "Held by the Elm Family Trust; she is a trustee.",
            "Owned by the Elm Family Trust dated May 1, 2012, of which Mr. Doe is a trustee.",
            True,
        ),
        (
            "By Trust",
            "Held by the Elm Trust dtd 5/1/12; she is a trustee.",
            "Held by the Elm Trust dtd 5/1/13; he is a trustee.",
            False,
        ),
        (
            "By Trust",
            "Held by the Elm Trust FBO Ann; she is a trustee.",
            "Held by the Elm Trust FBO Bob; he is a trustee.",
            False,
        ),
        (
            "By Trust",
            "Held by the Elm Trust I; she is a trustee.",
            "Held by the Elm Trust II; he is a trustee.",
            False,
        ),
        ("By Trust", "Held by the Elm Trust and the Oak Trust; she is their trustee.", None, False),
        ("By Trust", "Held by a GRAT of which Elm Trust is the trustee.", None, False),
        ("By Trust", "Held by Elm Trust Company, as trustee.", None, False),
        ("See footnote", "Held in the Larch Corp Savings Plan Trust with a trustee.", None, False),
        ("See footnote", "Held by the Reporting Person's Trust; she is trustee.", None, False),
    ],
)
def test_a_note_may_name_the_trust_of_co_trustees(
    nature: str, note: str, other: str | None, one: bool
) -> None:
    row = buy(**by(nature), **POSITION, notes={"nature_of_ownership": ["F1"]})
    forms = (
        filing(1, row, by=["ROE"], notes=[note]),
        filing(2, row, by=["DOE"], notes=[other or note]),
    )
    assert are_one(*forms) is one


# No gate.


@pytest.mark.parametrize("balance", [100, 90_000, None])
def test_persons_with_equal_rows_stay_as_many_as_they_are(balance: int | None) -> None:
    forms = [filing(n, buy(**after(balance)), by=[who]) for n, who in enumerate(PERSONS, start=1)]
    assert not are_one(*forms)
    found = live(*forms)
    assert [len(trade.lookalikes) for trade in found] == [2, 2, 2]
    assert found[0].lookalikes == (cik("DOE"), cik("POE"))


def test_founders_whose_plans_sell_alike_for_days_are_two() -> None:
    rows = [sale(n, 7_948, 150 + n, **after(1_000_000 - 7_948 * n)) for n in range(8)]
    trust = [{**row, **by("By trust")} for row in rows]
    alone = filing(1, *rows, by=["DOE"]), filing(2, *rows, by=["ROE"])
    assert len(live(*alone)) == 16
    joint = filing(1, *trust, by=["DOE", "TRUST"]), filing(2, *trust, by=["ROE"])
    assert len(live(*joint)) == 16


def test_grants_and_conversions_look_alike_and_are_no_doubles() -> None:
    for code in "AC":
        row = buy(code=code, price=0, **after(100))
        for owners in ((["ROE"], ["DOE"]), (["FUND"], ["MANAGER"])):
            assert [trade.lookalikes for trade in live(*pair(row, row, owners))] == [(), ()]


def test_what_looks_alike_has_an_equal_balance_and_is_in_force() -> None:
    row = buy(0, 500, **POSITION)
    fund, manager = filing(1, row, by=["FUND"], on=1), filing(2, row, by=["MANAGER"], on=1)
    assert [len(trade.lookalikes) for trade in live(fund, manager)] == [1, 1]
    other = filing(2, {**row, **SEE, **after(7)}, by=["MANAGER"], on=1)
    assert [trade.lookalikes for trade in live(fund, other)] == [(), ()]
    corrected = filing(3, buy(0, 633, **POSITION), by=["FUND"], on=5, form="4/A", amends=1)
    assert [trade.lookalikes for trade in live(fund, manager, corrected)] == [(), ()]


def test_lots_that_many_have_bought_alike_are_no_doubles() -> None:
    names = ["Ash Tom", "Elm Ann", "Fir Max", "Oak Sue", "Yew Kim"]
    people = [owner("ROE", cik=f"009940000{n}", name=name) for n, name in enumerate(names)]
    forms = [filing(n, buy(**POSITION), by=[who]) for n, who in enumerate(people, start=1)]
    assert {trade.lookalikes for trade in live(*forms)} == {()}
    assert {len(trade.lookalikes) for trade in live(*forms[:4])} == {3}
