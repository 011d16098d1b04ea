"""What notes tell that are written the way counsel writes them."""

import pytest

from loaders.evidence.text import find
from tests.ingest.evidence_notes import Case, read_cases

CASES = read_cases()


def told(case: Case) -> set[str]:
    """Return the links of .5 and more, as ``FUND>GP .93``."""
    best: dict[str, tuple[float, bool]] = {}
    for item in find(case.form()):
        pair = f"{case.ciks[item.vehicle]}>{case.ciks[item.controller]}"
        best[pair] = max(best.get(pair, (0.0, False)), (item.p, item.joint))
    return {
        f"{pair} {f'{p:.2f}'.removeprefix('0')}{' joint' if joint else ''}"
        for pair, (p, joint) in best.items()
        if p >= 0.5
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"line {case.line}")
def test_a_note_tells_the_links_that_a_careful_reader_takes_from_it(case: Case) -> None:
    assert told(case) == case.links


def test_there_are_many_notes_and_many_abstentions() -> None:
    assert len(CASES) >= 120
    assert sum(not case.links for case in CASES) >= 40
