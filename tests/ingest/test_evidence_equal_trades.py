"""The same trade on a vehicle's own form and on a person's."""

import pytest

from tests.ingest.documents import Row
from tests.ingest.evidence_histories import filed, of_family, pieces
from tests.ingest.resolve_world import buy, row_key

PAIR = ("Zahl Fund LP", "Roe Jane")
FUND, ROE = PAIR
POSITIONS, ROWS = 0.65, 0.30


def bought(**changes: object) -> Row:
    return {**buy(0, 100, 10, shares_owned_following="500"), **changes}


def test_equal_rows_and_positions_on_separate_forms() -> None:
    person, fund = filed(1, [ROE], bought()), filed(2, [FUND], buy(1), bought())
    (item,) = of_family("F7", person, fund)

    assert pieces("F7", person, fund) == [(*PAIR, POSITIONS, 2, None)]
    assert (item.accession, item.field, item.row_key) == (fund.accession, "row", row_key(2, 2))
    assert item.quote == "2026-03-02 P 100 @ 10"
    assert item.pattern == "equal rows and positions"


@pytest.mark.parametrize("position", ["501", None])
def test_equal_rows_alone_are_worth_less(position: str | None) -> None:
    other = bought(shares_owned_following=position)

    assert pieces("F7", filed(1, [ROE], bought()), filed(2, [FUND], other)) == [
        (*PAIR, ROWS, 2, None)
    ]


def test_positions_that_neither_states_are_not_equal() -> None:
    row = bought(shares_owned_following=None)

    assert pieces("F7", filed(1, [ROE], row), filed(2, [FUND], row)) == [(*PAIR, ROWS, 2, None)]


@pytest.mark.parametrize(
    "change",
    [
        {"shares": 101},
        {"price_per_share": "10.01"},
        {"transaction_date": "2026-03-03"},
        {"code": "S"},
        {"acquired_disposed": "D"},
        {"table": "D"},
    ],
)
def test_a_row_that_differs_in_one_field_is_no_sign(change: Row) -> None:
    assert pieces("F7", filed(1, [ROE], bought()), filed(2, [FUND], bought(**change))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"shares": None},
        {"shares": "0"},
        {"price_per_share": None},
        *({"code": code} for code in "ADFIM"),
    ],
)
def test_a_row_without_figures_or_of_pay_is_no_sign(change: Row) -> None:
    row = bought(**change)

    assert pieces("F7", filed(1, [ROE], row), filed(2, [FUND], row)) == []


@pytest.mark.parametrize("code", "SGJC")
def test_other_codes_are_signs_too(code: str) -> None:
    row = bought(code=code)

    assert len(pieces("F7", filed(1, [ROE], row), filed(2, [FUND], row))) == 1


def test_rows_about_another_issuer_and_of_persons_among_themselves_are_no_signs() -> None:
    person = filed(1, [ROE], bought())

    assert pieces("F7", person, filed(2, [FUND], bought(), company=2)) == []
    assert pieces("F7", person, filed(2, ["Poe Ann"], bought())) == []
    assert pieces("F7", filed(1, ["Zahl GP LLC"], bought()), filed(2, [FUND], bought())) == []


def test_a_row_that_a_second_person_reports_tells_no_longer_whose_it_is() -> None:
    first = [filed(1, [ROE], bought()), filed(2, [FUND], bought())]

    assert pieces("F7", *first, filed(3, ["Poe Ann"], bought())) == [(*PAIR, POSITIONS, 2, 3)]
    joint = filed(3, [ROE, "Poe Ann"], bought())
    assert pieces("F7", *first, joint) == [(*PAIR, POSITIONS, 2, 3)]
    assert pieces("F7", *first, filed(3, [ROE], bought(), form="4/A"))[0][4] is None


def test_the_position_may_become_known_later() -> None:
    unlike = filed(2, [FUND], bought(shares_owned_following="501"))
    corrected = filed(3, [FUND], bought(), form="4/A", amends=2)

    assert pieces("F7", filed(1, [ROE], bought()), unlike, corrected) == [
        (*PAIR, ROWS, 2, 3),
        (*PAIR, POSITIONS, 3, None),
    ]


def test_rows_of_joint_forms_are_nobody_in_particular() -> None:
    person = filed(1, [ROE], bought())

    assert pieces("F7", person, filed(2, [FUND, "Zahl GP LLC"], bought())) == []
    assert pieces("F7", filed(1, [ROE, "Poe Ann"], bought()), filed(2, [FUND], bought())) == []
    assert pieces("F7", filed(1, [ROE, FUND], bought()), filed(2, [FUND], bought())) == []


def test_the_only_person_beside_other_vehicles_reports_their_rows() -> None:
    joint = filed(1, [ROE, "Zahl GP LLC"], bought())

    assert pieces("F7", joint, filed(2, [FUND], bought())) == [(*PAIR, POSITIONS, 2, None)]


def test_many_equal_rows_are_one_sign() -> None:
    rows = [bought() for _ in range(3)]

    assert len(of_family("F7", filed(1, [ROE], *rows), filed(2, [FUND], *rows))) == 1
