"""Every way of telling every worked case of ownership is counted as a careful reader would."""

import pytest

from evaluation.cases import CASES, Case
from evaluation.counting import count
from evaluation.forms import filings_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}-{case.way}")
def test_a_case_is_counted_as_a_careful_reader_would(case: Case) -> None:
    found = count(filings_of(case.forms), direction=case.direction)
    assert (found.trades, found.units) == (case.trades, case.units)
    for name in ("holders", "least", "most", "roots"):
        expected = getattr(case, name)
        assert expected is None or getattr(found, name) == expected, name
    assert found.least <= found.units <= found.most


def test_every_case_is_told_in_several_ways() -> None:
    ways = {number: [c.way for c in CASES if c.number == number] for number in range(1, 27)}
    assert all(len(set(told)) == len(told) >= 3 for told in ways.values()), ways
