"""What notes tell that are written the way counsel writes them."""

from dataclasses import replace

import pytest

from graph_api.domain.filing import OwnerAsFiled
from graph_api.domain.identifiers import Cik
from loaders.evidence.text import find
from tests.ingest.evidence_notes import Case, read_cases
from tests.ingest.evidence_prose import Complex, Pair, complex_of
from tests.ingest.evidence_world import filing

CASES = read_cases()
SEEDS = range(400)


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


def _strong(told: Complex) -> set[Pair]:
    keys = list(told.names)
    form = filing(*told.notes)
    owners = tuple(
        OwnerAsFiled(cik=Cik(f"{number:010d}"), name=name.conformed)
        for number, name in enumerate(told.names.values(), start=1)
    )
    items = find(replace(form, document=replace(form.document, owners=owners)))
    return {
        (keys[int(item.vehicle) - 1], keys[int(item.controller) - 1])
        for item in items
        if item.p >= 0.5
    }


def test_complexes_told_in_random_words_are_understood_and_never_misunderstood() -> None:
    told = [(known, _strong(known)) for known in map(complex_of, range(300))]

    assert [known.notes for known, strong in told if strong - known.implied] == []
    facts = sum(len(known.truth) for known, _ in told)
    understood = sum(len(known.truth & strong) for known, strong in told)
    assert facts > 2000
    assert understood / facts > 0.99


def test_reasons_and_what_only_sounds_like_control_are_never_misunderstood() -> None:
    told = [(known, _strong(known)) for known in (complex_of(n, with_reasons=True) for n in SEEDS)]

    assert [known.notes for known, strong in told if strong - known.implied] == []
    facts = sum(len(known.truth) for known, _ in told)
    understood = sum(len(known.truth & strong) for known, strong in told)
    assert facts > 3000
    assert understood / facts > 0.97
