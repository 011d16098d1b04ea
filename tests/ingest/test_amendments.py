"""Which filing an amendment restates, and which of its lines are versions of which rows (A5)."""

from collections.abc import Iterable

import pytest

from graph_api.domain.filing import OwnershipFiling
from loaders.resolve.amendments import candidates, find_original, line_key, similarity, slots
from loaders.resolve.scopes import scope_of
from tests.ingest.documents import Row
from tests.ingest.resolve_world import accession, buy, filing, owner, sale

AMENDED = 20
"""The day that amendments name as that of the original."""


def amendment(number: int, *rows: Row, on: int = 30, **facts: object) -> OwnershipFiling:
    told = {"form": "4/A", "amends": AMENDED, **facts}
    return filing(number, *rows, on=on, **told)  # type: ignore[arg-type]


def original(number: int = 1, *rows: Row, on: int = AMENDED, **facts: object) -> OwnershipFiling:
    return filing(number, *(rows or (buy(),)), on=on, **facts)  # type: ignore[arg-type]


def found(amending: OwnershipFiling, *known: OwnershipFiling) -> str | None:
    restated = find_original(amending, (amending, *known))
    assert restated is None or restated in candidates(amending, known)
    return None if restated is None else restated.accession


@pytest.mark.parametrize(
    ("days", "restated"), [(-2, False), (-1, True), (0, True), (4, True), (5, False)]
)
def test_the_original_is_filed_from_one_day_before_to_four_after_the_day_named(
    days: int, restated: bool
) -> None:
    filed = original(1, on=AMENDED + days)
    assert (found(amendment(9, buy()), filed) is not None) is restated


def test_the_filing_date_counts_and_not_the_day_of_acceptance() -> None:
    late = original(1, on=AMENDED + 9, filed_on=AMENDED)
    assert found(amendment(9, buy()), late) == accession(1)


@pytest.mark.parametrize(
    "stranger",
    [
        original(1, by=["DOE"]),
        original(1, company=2),
        original(1, form="5"),
        original(1, form="3"),
    ],
    ids=["another owner", "another issuer", "a Form 5", "a Form 3"],
)
def test_a_filing_of_somebody_or_something_else_is_not_restated(stranger: OwnershipFiling) -> None:
    assert found(amendment(9, buy()), stranger) is None


@pytest.mark.parametrize("family", ["3", "4", "5"])
def test_an_amendment_restates_a_form_of_its_own_family(family: str) -> None:
    filed = [original(int(form), form=form) for form in "345"]
    assert found(amendment(9, buy(), form=f"{family}/A"), *filed) == accession(int(family))


def test_one_shared_owner_is_enough() -> None:
    joint = original(1, by=["DOE", "ROE", "FUND"])
    assert found(amendment(9, buy(), by=["POE", "ROE"]), joint) == accession(1)


def test_an_amendment_that_names_no_day_restates_nothing() -> None:
    assert found(amendment(9, buy(), amends=None), original()) is None


def test_an_original_restates_nothing_whatever_day_it_names() -> None:
    assert found(original(9, amends=AMENDED, on=30), original()) is None


def test_the_nearest_filing_date_wins_over_more_equal_lines() -> None:
    near = original(1, sale(3), on=AMENDED)
    equal = original(2, buy(), on=AMENDED + 1)
    assert found(amendment(9, buy()), equal, near) == accession(1)


def test_of_filings_of_one_day_the_one_with_most_equal_lines_wins() -> None:
    other, equal = original(1, sale(3), buy(9)), original(2, buy(), buy(3))
    assert found(amendment(9, buy(), buy(3)), other, equal) == accession(2)


def test_the_second_amendment_of_a_day_restates_the_original_and_not_the_first() -> None:
    first = amendment(2, buy(), on=AMENDED)
    assert found(amendment(9, buy()), first, original(3, on=AMENDED)) == accession(3)


def test_of_two_alike_the_one_accepted_first_wins() -> None:
    assert found(amendment(9, buy()), original(2), original(1)) == accession(1)


def test_an_amendment_whose_original_is_unknown_restates_an_earlier_amendment() -> None:
    first = amendment(2, buy(), on=AMENDED + 1)
    second = amendment(9, buy(), on=AMENDED + 2)
    assert found(second, first) == accession(2)
    assert found(first, second) is None, "never a later one"


def test_an_original_accepted_after_its_amendment_is_restated_all_the_same() -> None:
    late = original(1, on=40, filed_on=AMENDED)
    assert found(amendment(9, buy(), on=30), late) == accession(1)


def test_of_forms_of_one_day_with_lines_of_one_key_the_one_with_equal_figures_wins() -> None:
    first, second = original(1, buy(shares=1), buy(shares=2)), original(2, buy(shares=3))
    assert found(amendment(9, buy(shares=3)), first, second) == accession(2)


def test_of_forms_with_as_many_lines_that_of_the_same_owners_wins_over_equal_figures() -> None:
    joint, own = original(1, buy(shares=633), by=["FUND", "ROE"]), original(2, buy(shares=500))
    assert found(amendment(9, buy(shares=633)), joint, own) == accession(2)


def test_of_two_continuation_forms_alike_the_one_without_other_lines_wins() -> None:
    long, short = original(1, buy(), buy(), buy()), original(2, buy(), buy())
    assert found(amendment(9, buy(), buy()), long, short) == accession(2)


def test_lines_are_counted_as_often_as_they_stand_in_both() -> None:
    assert similarity(original(1, buy(), buy()), original(2, buy(), sale())) == (1, 3)
    assert similarity(original(1, buy(), buy()), original(2, buy(), buy(0, 5))) == (2, 5)


@pytest.mark.parametrize(
    ("change", "equal"),
    [
        ({"security_title": " COMMON  stock "}, True),
        ({"shares": 5, "price_per_share": 7, "shares_owned_following": 9}, True),
        ({"nature_of_ownership": "By IRA"}, True),
        ({"security_title": "Class B Common Stock"}, False),
        ({"transaction_date": "2026-03-09"}, False),
        ({"code": "A"}, False),
        ({"acquired_disposed": "D"}, False),
        ({"ownership_form": "I"}, False),
        ({"table": "D"}, False),
    ],
)
def test_a_line_is_known_by_table_title_date_code_direction_and_form_of_ownership(
    change: Row, equal: bool
) -> None:
    (left,) = original(1, buy()).document.transactions
    (right,) = original(2, buy(**change)).document.transactions
    assert (line_key(left) == line_key(right)) is equal


def sorted_into_slots(*family: OwnershipFiling) -> list[list[str]]:
    """Return the slots as ``filing.row``: the numbers of both."""
    found = slots(list(family))
    return [[f"{int(row.key[14:20])}.{row.ordinal}" for row in slot.rows] for slot in found]


def test_a_line_restated_is_a_new_version_of_the_row() -> None:
    filed, corrected = original(1, buy(shares=500)), amendment(2, buy(shares=633))
    assert sorted_into_slots(filed, corrected) == [["1.1", "2.1"]]


def test_lines_that_an_amendment_does_not_repeat_are_kept() -> None:
    filed = original(1, buy(0), buy(1), buy(2))
    assert sorted_into_slots(filed, amendment(2, buy(1, 633))) == [["1.1"], ["1.2", "2.1"], ["1.3"]]


def test_an_amendment_without_transactions_leaves_all_lines_as_they_are() -> None:
    assert sorted_into_slots(original(1, buy(0), buy(1)), amendment(2)) == [["1.1"], ["1.2"]]


def test_a_line_that_is_new_in_an_amendment_is_added() -> None:
    filed, longer = original(1, buy(0)), amendment(2, sale(4), buy(0))
    assert sorted_into_slots(filed, longer) == [["1.1", "2.2"], ["2.1"]]


def test_a_corrected_date_as_the_only_difference_is_a_new_version() -> None:
    filed = original(1, buy(0), buy(3))
    assert sorted_into_slots(filed, amendment(2, buy(0), buy(4))) == [
        ["1.1", "2.1"],
        ["1.2", "2.2"],
    ]


def test_a_line_that_differs_in_two_fields_is_another_line() -> None:
    assert sorted_into_slots(original(1, buy(0)), amendment(2, sale(4))) == [["1.1"], ["2.1"]]


def test_a_purchase_that_was_a_sale_is_one_slip() -> None:
    assert sorted_into_slots(original(1, buy()), amendment(2, sale())) == [["1.1", "2.1"]]


@pytest.mark.parametrize("changes", [{"shares": 7}, {"price_per_share": 7}])
def test_a_sale_of_other_figures_is_not_the_purchase_of_the_day(changes: Row) -> None:
    sold = amendment(2, {**sale(), **changes})
    assert sorted_into_slots(original(1, buy()), sold) == [["1.1"], ["2.1"]]
    exercised = buy(code="M", price_per_share=5)
    assert sorted_into_slots(original(1, exercised), sold) == [["1.1"], ["2.1"]]


@pytest.mark.parametrize(
    "slip",
    [{"transaction_date": "2026-03-30"}, {"security_title": "Class B"}, {"ownership_form": "I"}],
)
def test_lines_that_differ_in_one_field_find_those_of_equal_figures(slip: Row) -> None:
    rows = [buy(0, 100 * n, 10 + n, shares_owned_following=900 * n) for n in (1, 2, 3)]
    filed, all_wrong = original(1, *rows), [{**row, **slip} for row in rows]
    again = sorted_into_slots(filed, amendment(2, *reversed(all_wrong)))
    assert again == [["1.1", "2.3"], ["1.2", "2.2"], ["1.3", "2.1"]]
    one = sorted_into_slots(filed, amendment(2, all_wrong[1]))
    assert one == [["1.1"], ["1.2", "2.1"], ["1.3"]]
    other = sorted_into_slots(filed, amendment(2, {**all_wrong[1], "shares": 7}))
    assert other == [["1.1"], ["1.2"], ["1.3"], ["2.1"]]
    untold = [{**row, "shares_owned_following": None} for row in (*rows, all_wrong[1])]
    by_lot = sorted_into_slots(original(1, *untold[:3]), amendment(2, untold[3]))
    assert by_lot == [["1.1"], ["1.2"], ["1.3"], ["2.1"]], "no balance, no line"


PARTS = tuple(sale(0, n, p, shares_owned_following=b) for n, p, b in ((60, 10, 40), (40, 11, 0)))


@pytest.mark.parametrize(
    ("changes", "is_sum"),
    [
        ({}, True),
        ({"shares": 101}, False),
        ({"price_per_share": "10.44"}, True),
        ({"price_per_share": "10.50"}, False),
        ({"price_per_share": 12}, False),
        ({"price_per_share": None}, False),
        ({"shares_owned_following": 7}, False),
    ],
)
def test_a_line_that_adds_up_several_is_a_version_of_none(changes: Row, is_sum: bool) -> None:
    whole = {**sale(0, 100, "10.40", shares_owned_following=0), **changes}
    found = sorted_into_slots(original(1, *PARTS), amendment(2, whole))
    assert (found == [["1.1"], ["1.2"], ["2.1"]]) is is_sum
    beside = sorted_into_slots(original(1, *PARTS), amendment(2, whole, PARTS[0]))
    assert len(beside) == 2, "as many lines as before"
    held: Row = {"ownership_form": "I", "nature_of_ownership": "By Elm Trust"}
    oak: Row = {**held, "nature_of_ownership": "By Oak Trust"}
    ways = original(1, {**PARTS[0], **held}, {**PARTS[1], **oak})
    assert len(sorted_into_slots(ways, amendment(2, {**whole, **held}))) == 2, "not of one holder"


def test_a_corrected_date_is_not_guessed_where_two_lines_could_be_meant() -> None:
    filed = original(1, buy(0), buy(1))
    assert sorted_into_slots(filed, amendment(2, buy(4))) == [["1.1"], ["1.2"], ["2.1"]]
    filed = original(1, buy(0))
    assert sorted_into_slots(filed, amendment(2, buy(4), buy(5))) == [["1.1"], ["2.1"], ["2.2"]]


def test_of_lines_of_one_key_those_held_in_one_way_belong_together() -> None:
    ways: tuple[Row, ...] = tuple(
        {"ownership_form": "I", "nature_of_ownership": f"By {name} Trust"}
        for name in ("Elm", "Oak")
    )
    elm, oak = (buy(shares=500, shares_owned_following=5_000 + n, **w) for n, w in enumerate(ways))
    filed = original(1, elm, oak)
    corrected = {**oak, "shares": 633, "shares_owned_following": 5_134}
    assert sorted_into_slots(filed, amendment(2, corrected)) == [["1.1"], ["1.2", "2.1"]]
    alike = original(1, elm, {**elm, **ways[1]})
    other_order = amendment(2, {**elm, **ways[1]}, elm)
    assert sorted_into_slots(alike, other_order) == [["1.1", "2.2"], ["1.2", "2.1"]]


OMITTED = "This amendment reports a sale that was inadvertently omitted from the original Form 4."
SOLD = sale(0, 100, 10, shares_owned_following=900)
NEXT: Row = {"shares": 50, "price_per_share": "10.2", "shares_owned_following": 850}
EARLIER: Row = {"shares": 50, "price_per_share": "10.2", "shares_owned_following": 1_000}
FURTHER: Row = {"shares": 50, "price_per_share": "10.2", "shares_owned_following": 7}


@pytest.mark.parametrize(
    ("changes", "note", "added"),
    [
        (NEXT, "", True),
        (EARLIER, "", True),
        (NEXT, OMITTED, True),
        (FURTHER, OMITTED, True),
        ({**NEXT, "price_per_share": 10}, "To report an additional sale.", True),
        ({**NEXT, "price_per_share": 10}, "The number of shares was wrong.", False),
        (FURTHER, "There was a second sale.", True),
        (FURTHER, "This corrects the second sale.", False),
        (FURTHER, "", False),
        ({"shares": 633}, OMITTED, False),
        ({"shares_owned_following": 800}, "The balance was wrong by 100 shares.", False),
        ({"price_per_share": 11}, "", False),
    ],
)
@pytest.mark.parametrize("day", [SOLD["transaction_date"], "2026-03-09"], ids=["", "another day"])
def test_a_line_that_was_left_out_is_added_though_its_key_is_that_of_another(
    changes: Row, note: str, added: bool, day: str
) -> None:
    again = amendment(2, {**SOLD, **changes, "transaction_date": day}, notes=[note] if note else ())
    slots_found = sorted_into_slots(original(1, SOLD), again)
    assert slots_found == ([["1.1"], ["2.1"]] if added else [["1.1", "2.1"]])


def test_lines_that_are_repeated_beside_one_that_was_left_out_are_versions() -> None:
    first, second = (sale(0, 100, n, shares_owned_following=900 - 100 * n) for n in (0, 1))
    third = {**SOLD, **NEXT, "shares_owned_following": 750}
    filed = original(1, first, second)
    longer = amendment(2, third, first, second, notes=[OMITTED])
    assert sorted_into_slots(filed, longer) == [["1.1", "2.2"], ["1.2", "2.3"], ["2.1"]]


def test_balances_of_two_holders_do_not_follow_from_each_other() -> None:
    held: Row = {"ownership_form": "I", "nature_of_ownership": "By Elm Trust"}
    oak: Row = {**held, "nature_of_ownership": "By Oak Trust"}
    filed = original(1, {**SOLD, **held})
    assert sorted_into_slots(filed, amendment(2, {**SOLD, **NEXT, **oak})) == [["1.1", "2.1"]]


def test_the_form_of_another_person_is_not_restated_for_a_vehicle_in_common() -> None:
    filed = original(1, by=["ROE", "FUND"])
    assert found(amendment(9, buy(), by=["DOE", "FUND"]), filed) is None
    assert found(amendment(9, buy(), by=["FUND"]), filed) == accession(1)
    assert found(amendment(9, buy(), by=["DOE", "ROE"]), filed) == accession(1)
    assert found(amendment(9, buy(), by=["DOE", "FUND"]), original(1, by=["FUND"])) == accession(1)


def test_of_lines_of_one_key_those_with_equal_figures_belong_together() -> None:
    filed = original(1, buy(shares=100), buy(shares=200), buy(shares=300))
    shuffled = amendment(2, buy(shares=300), buy(shares=633), buy(shares=100))
    assert sorted_into_slots(filed, shuffled) == [["1.1", "2.3"], ["1.2", "2.2"], ["1.3", "2.1"]]


def test_equal_lines_are_paired_in_their_order_and_each_once() -> None:
    filed, repeated = original(1, buy(), buy()), amendment(2, buy(), buy(), buy())
    assert sorted_into_slots(filed, repeated) == [["1.1", "2.1"], ["1.2", "2.2"], ["2.3"]]


def test_a_second_amendment_restates_what_the_first_left() -> None:
    filed = original(1, buy(0), buy(1))
    first, second = amendment(2, buy(5), buy(1)), amendment(3, buy(5, 633), on=31)
    assert sorted_into_slots(filed, first, second) == [["1.1", "2.1", "3.1"], ["1.2", "2.2"]]


def test_a_line_added_by_one_amendment_is_restated_by_the_next() -> None:
    filed, first = original(1, buy(0)), amendment(2, sale(4))
    second = amendment(3, sale(4, 633), on=31)
    assert sorted_into_slots(filed, first, second) == [["1.1"], ["2.1", "3.1"]]


def voids(note: str, *repeated: Row, lines: tuple[Row, ...] = ()) -> list[int]:
    """Return which of the lines, by number from 1, an amendment with this note voids."""
    rows = lines or (buy(0, 500, 20), buy(1, 700, 21), sale(2, 900, 22))
    amending = amendment(2, *repeated, notes=[note])
    found = slots([original(1, *rows), amending])
    return [number for number, slot in enumerate(found, start=1) if slot.void]


FIRST, SECOND, THIRD = buy(0, 500, 20), buy(1, 700, 21), sale(2, 900, 22)


@pytest.mark.parametrize(
    "note",
    [
        "The third transaction was reported in error.",
        "The sale previously reported did not occur.",
        "The original Form 4 inadvertently reported a sale that was that of another person.",
        "The sale should not have been reported, and this amendment removes it.",
        "The sale was a duplicate.",
        "A sale of 900 shares on March 4, 2026 was inadvertently included.",
        "The disposition at $22.00 was erroneously reported in the original filing.",
        "The Form 4 filed on March 22, 2026 reported, in error, a sale. It never took place.",
        "Filed solely for the purpose of deleting the sale that was inadvertently included",
        "Ms. Roe filed a Form 4 which inadvertently reported that she sold 900 shares.",
        "The sale should not have been reported, as Ms. Roe had no pecuniary interest in it.",
        "The sell order on line three was never executed and that sale is hereby deleted.",
        "The original Form 4 inadvertently included a sale of 900 shares of another customer.",
        "The sale did not occur; the order had been cancelled.",
        "The transaction was reported in error as the order had been cancelled.",
        "This amendment deletes the sale at a price of $22.00, which was included by mistake.",
        "A sale that was reported in error on line 3 of the original Form 4 is removed.",
        "The sale was erroneously reported in the Form 4 filed with the SEC on March 22, 2026.",
        "It was erroneously reported that the Reporting Person sold 900 shares.",
        "The sale should not have been included on the Form 4, because no shares were sold.",
        "The form erroneously disclosed 900 shares of common stock in a private sale.",
        "The sale, which was for the account of another, was reported in error.",
    ],
)
def test_a_line_left_out_is_void_where_the_words_can_mean_it_alone(note: str) -> None:
    assert voids(note, FIRST, SECOND) == [3]


@pytest.mark.parametrize(
    "note",
    [
        "The price of the first transaction was reported in error.",
        "The number of shares owned was inadvertently reported as 500.",
        "The original Form 4 inadvertently reported an incorrect number of shares.",
        "The transaction code was inadvertently reported as P.",
        "The form of ownership was inadvertently reported.",
        "The shares owned following the transaction were reported in error.",
        "The sale was inadvertently omitted from the original filing.",
        "Shares were sold on the open market.",
        "The purchase of 500 shares was reported in error under the wrong code.",
        "The purchase of 700 shares was inadvertently included.",
        "A sale of 1,234 shares was inadvertently included.",
        "The Form 4 was inadvertently filed late due to an administrative error.",
        "The sale was inadvertently reported late.",
        "The original Form 4 was inadvertently filed without the power of attorney.",
        "The Form 4 was submitted with an incorrect title by mistake.",
        "The original Form 4 reported in error that Ms. Roe is a ten percent owner.",
        "This amendment removes a footnote that was included in error.",
        "Ms. Roe filed a Form 4 which inadvertently checked the box for a sale under a plan.",
        "Ms. Roe filed a Form 4 which erroneously reported the number of Common Stock held.",
        "Ms. Roe filed a Form 4 which erroneously reported that, the acquired number was 9.",
        "Ms. Roe filed a Form 4 which inadvertently did not reflect a sale of 900 shares.",
        f"The form inadvertently reported the grant of units as vesting {'each third year ' * 9}",
        "The form inadvertently included 900 shares in the amount owned after the sale.",
        "The holdings in an IRA were reported in error as 900 shares.",
        "The sale was inadvertently reported one day late.",
        "The sale was inadvertently reported on a Form 4 filed after the deadline.",
        "The Form 4 was mistakenly filed prior to completion of the review.",
        "The Form 4 was filed inadvertently before the Form 3.",
        "The Form 4 was inadvertently filed on paper.",
        "The sale was erroneously reported in Table II instead of Table I.",
        "The sale was inadvertently reported net of commissions.",
        "The sale was inadvertently reported on a single line.",
        "The sale was inadvertently reported in the aggregate.",
        "The sale did not occur on March 4, 2026 but on March 5, 2026.",
        "The sale did not occur until March 5, 2026.",
        "The transaction date was mistakenly reported.",
        "The exercise price was inadvertently shown.",
        "The award agreement was filed in error.",
        "The shares underlying the award were reported in error.",
        "The form inadvertently reported the sale of 9,000 shares instead of 900 shares.",
        "The form inadvertently reported the sale in the name of the trust.",
        "The form inadvertently included the fees in the sale.",
        "The form was submitted inadvertently omitting the sale.",
        "The closing did not take place.",
        "Footnote 2, relating to the sale, was included in error.",
        "The statement that the sale was made under a plan was included in error.",
        "The purchase was reported in error.",
        "The award reported did not occur.",
    ],
)
def test_words_about_a_figure_or_another_line_void_nothing(note: str) -> None:
    assert voids(note, FIRST, SECOND) == []


@pytest.mark.parametrize(
    ("note", "void"),
    [
        ("The purchase of 700 shares did not occur.", [2]),
        ("The transactions at $20 and $22 did not occur.", [1, 3]),
        ("The transaction dated March 3, 2026 did not occur.", [2]),
        ("The transactions reported did not occur.", [1, 2, 3]),
        ("The Form 4 was filed in error.", [1, 2, 3]),
        ("The original report was a duplicate filing.", [1, 2, 3]),
        ("The transaction reported did not occur.", []),
        ("The sale reported did not occur.", [3]),
        ("The purchases reported did not occur.", [1, 2]),
        ("This amendment adds a footnote.", []),
    ],
)
def test_an_amendment_without_rows_voids_the_lines_that_its_words_mean(
    note: str, void: list[int]
) -> None:
    assert voids(note) == void


def test_a_line_that_the_amendment_repeats_is_not_void_whatever_it_says() -> None:
    assert voids("The transactions were reported in error.", FIRST, SECOND, THIRD) == []


def test_words_that_could_mean_either_of_two_lines_void_neither() -> None:
    assert voids("A transaction was reported in error.", FIRST) == []
    assert voids("Two transactions were reported in error.", FIRST) == [2, 3]


@pytest.mark.parametrize("price", [20, 0])
def test_a_line_restated_with_no_shares_is_void(price: int) -> None:
    filed = original(1, buy(0, 500, 20, shares_owned_following=1_500), buy(1, 700))
    taken_back = buy(0, 0, price, shares_owned_following=1_000)
    found = slots([filed, amendment(2, taken_back, notes=["It did not occur."])])
    assert [(len(slot.rows), slot.void) for slot in found] == [(2, True), (1, False)]


def test_a_line_without_shares_is_no_trade_that_is_added() -> None:
    found = slots([original(1, buy(0)), amendment(2, buy(0), sale(7, 0))])
    assert [slot.void for slot in found] == [False, True]
    assert [slot.void for slot in slots([original(1, buy(0, None))])] == [False], "not stated"


def test_remarks_are_read_as_footnotes_are() -> None:
    filed = original(1, FIRST)
    void = amendment(2, remarks="The Form 4 was filed in error.")
    assert [slot.void for slot in slots([filed, void])] == [True]


def test_a_void_line_that_a_later_amendment_restates_stands_again() -> None:
    filed, void = original(1, FIRST), amendment(2, notes=["The Form 4 was filed in error."])
    again = amendment(3, FIRST, on=31)
    assert [slot.void for slot in slots([filed, void])] == [True]
    assert [slot.void for slot in slots([filed, void, again])] == [False]


def scope(amending: OwnershipFiling, filed: OwnershipFiling) -> list[str]:
    return [part.value for part in scope_of(amending, filed)]


def test_the_scope_names_the_parts_that_an_amendment_states_otherwise() -> None:
    held = [{"shares_owned_following": "5"}]
    filed = original(1, FIRST, SECOND, notes=["A note."], holdings=held)

    def amended(*rows: Row, notes: Iterable[str] = ("A note.",), **facts: object) -> list[str]:
        return scope(amendment(2, *rows, notes=notes, **facts), filed)  # type: ignore[arg-type]

    assert amended(FIRST, SECOND, holdings=held) == []
    assert amended(FIRST) == [], "what is left out is not changed"
    assert amended(FIRST, buy(1, 701, 21)) == ["TRANSACTIONS"]
    assert amended(FIRST, SECOND, THIRD) == ["TRANSACTIONS"]
    assert amended(buy(0, 500, 20, nature_of_ownership="By IRA")) == ["TRANSACTIONS"]
    assert amended(holdings=[{"shares_owned_following": "6"}]) == ["HOLDINGS"]
    assert amended(FIRST, notes=["A note.", "Another."]) == ["FOOTNOTES"]
    assert amended(FIRST, by=["ROE", "FUND"]) == ["HEADER"]
    assert amended(FIRST, by=[owner("ROE", is_officer="1")]) == ["HEADER"]
    assert amended(FIRST, remarks="New.", plan_box="1", holdings=held) == ["FOOTNOTES", "HEADER"]
    filed_in_error = ["A note.", "The Form 4 was filed in error."]
    assert amended(notes=filed_in_error) == ["TRANSACTIONS", "FOOTNOTES"]
