"""Vehicles and owners that file together: once, as a habit, at several issuers."""

from itertools import permutations

import pytest

from tests.ingest.evidence_histories import block, filed, of_family, pieces

PAIR = ["Zahl Fund LP", "Zahl John"]
GP = ["Zahl Fund LP", "Zahl GP LLC"]
ISSUER_CIK = "0099100001"


def test_one_joint_filing_says_little() -> None:
    first = filed(1, PAIR)
    (item,) = of_family("F3", first)

    assert pieces("F3", first) == [(*PAIR, 0.35, 1, None)]
    assert (item.accession, item.field, item.quote, item.pattern) == (
        first.accession,
        "reportingOwner",
        "Zahl Fund LP; Zahl John",
        "filed together",
    )


def test_three_filings_nearly_always_together_say_more_and_at_two_issuers_still_more() -> None:
    history = [filed(n, PAIR) for n in (1, 2, 3, 4)]
    assert pieces("F3", *history) == [(*PAIR, 0.35, 1, 3), (*PAIR, 0.60, 3, None)]
    assert [item.pattern for item in of_family("F3", *history)] == [
        "filed together",
        "nearly always file together",
    ]

    elsewhere = filed(5, PAIR, company=2)
    assert pieces("F3", *history, elsewhere) == [
        (*PAIR, 0.35, 1, 3),
        (*PAIR, 0.60, 3, 5),
        (*PAIR, 0.80, 5, None),
    ]


def test_two_filings_at_two_issuers_are_no_habit() -> None:
    assert pieces("F3", filed(1, PAIR), filed(2, PAIR, company=2)) == [(*PAIR, 0.35, 1, None)]


@pytest.mark.parametrize("alone", PAIR)
@pytest.mark.parametrize("company", [1, 2])
def test_filings_by_one_of_them_alone_end_the_habit(alone: str, company: int) -> None:
    history = [*(filed(n, PAIR) for n in (1, 2, 3)), filed(4, [alone], company=company)]

    assert pieces("F3", *history)[-1] == (*PAIR, 0.35, 4, None)


def test_nine_in_ten_filings_are_nearly_all() -> None:
    together = [filed(n, PAIR) for n in range(1, 10)]
    one, two = filed(10, PAIR[:1]), filed(11, PAIR[1:])

    assert pieces("F3", *together, one)[-1] == (*PAIR, 0.60, 3, None)
    assert pieces("F3", *together, one, two)[-1] == (*PAIR, 0.35, 11, None)


def test_filings_of_one_instant_are_known_together() -> None:
    history = [filed(n, PAIR, on=1) for n in (1, 2, 3)]

    assert pieces("F3", *history) == [(*PAIR, 0.60, 1, None)]


def test_every_order_of_loading_gives_the_same() -> None:
    history = [*(filed(n, PAIR) for n in (1, 2, 3)), filed(4, PAIR[:1])]
    answers = {tuple(pieces("F3", *order)) for order in permutations(history)}

    assert len(answers) == 1


def test_each_vehicle_points_to_each_person_and_persons_to_nobody() -> None:
    joint = filed(1, ["Zahl Fund LP", "Zahl GP LLC", "Zahl John", "Roe Jane"])

    assert {piece[:2] for piece in pieces("F3", joint)} == {
        ("Zahl Fund LP", "Zahl John"),
        ("Zahl Fund LP", "Roe Jane"),
        ("Zahl GP LLC", "Zahl John"),
        ("Zahl GP LLC", "Roe Jane"),
    }
    assert pieces("F3", filed(1, ["Zahl John", "Roe Jane"])) == []


def test_an_owner_of_doubtful_kind_and_the_issuer_itself_are_left_out() -> None:
    itself = block("Example Widgets Inc", cik=ISSUER_CIK)

    assert pieces("F3", filed(1, ["Zahlbergo", "Zahl John"])) == []
    assert pieces("F3", filed(1, [itself, "Zahl John"])) == []


def test_two_entities_alone_have_no_direction() -> None:
    assert pieces("F3", *(filed(n, GP) for n in (1, 2, 3))) == []


def test_between_entities_the_direction_is_that_of_a_text_and_known_no_sooner() -> None:
    told = filed(4, GP, notes=["Zahl GP LLC is the general partner of Zahl Fund LP."])
    history = [*(filed(n, GP) for n in (1, 2, 3)), told]

    assert pieces("F3", *history) == [(*GP, 0.60, 4, None)]


@pytest.mark.parametrize(
    "note",
    [
        "Zahl GP LLC is a limited partner of Zahl Fund LP.",
        "Zahl GP LLC is not the general partner of Zahl Fund LP.",
    ],
)
def test_a_weak_or_negated_text_gives_no_direction(note: str) -> None:
    assert pieces("F3", filed(1, GP, notes=[note])) == []
