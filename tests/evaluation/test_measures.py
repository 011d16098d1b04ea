"""Rates carry their denominators, and groupings are compared member by member."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.measures import Rate, b_cubed, calibration_error, rate


def test_a_rate_shows_its_cases_and_its_wilson_interval() -> None:
    assert str(Rate(58, 60)) == "58/60 = 0.967 [0.886, 0.991]"
    assert str(Rate(0, 10)) == "0/10 = 0.000 [0.000, 0.278]"


def test_a_rate_without_cases_is_unknown() -> None:
    assert (Rate(0, 0).value, Rate(0, 0).interval, str(Rate(0, 0))) == (None, None, "0/0")


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share(hits: int, more: int) -> None:
    found = Rate(hits, hits + more)
    assert found.interval is not None
    assert found.value is not None
    assert 0 <= found.interval[0] <= found.value <= found.interval[1] <= 1


def test_judgements_are_counted() -> None:
    assert rate([True, False, True]) == Rate(2, 3)


def test_groupings_that_agree_score_one() -> None:
    assert b_cubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "y"}) == (1.0, 1.0, 1.0)
    assert b_cubed({}, {}) is None


def test_merging_costs_precision_and_parting_costs_recall() -> None:
    true = {1: "x", 2: "x", 3: "y", 4: "y"}
    merged = b_cubed(dict.fromkeys(true, "a"), true)
    parted = b_cubed({member: member for member in true}, true)
    assert merged == pytest.approx((0.5, 1.0, 2 / 3))
    assert parted == pytest.approx((1.0, 0.5, 2 / 3))


def test_calibration_is_the_gap_between_scores_and_truth() -> None:
    assert calibration_error([(0.9, True)] * 9 + [(0.9, False)]) == pytest.approx(0.0)
    assert calibration_error([(0.9, False)] * 10) == pytest.approx(0.9)
    assert calibration_error([]) is None
