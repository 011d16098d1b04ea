"""What holds for all signs together: known when they are known, in any order, of no persons."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, EvidenceFamily
from loaders.evidence import collect, collect_all
from loaders.evidence.history import History
from loaders.filings import read_filing
from loaders.manifest import ManifestEntry
from tests.ingest.documents import Row
from tests.ingest.evidence_histories import block, filed, persons_in, visible_at
from tests.ingest.resolve_world import buy

Filings = tuple[OwnershipFiling, ...]
MANY = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(MANY, max_examples=25)
COMPARING = {EvidenceFamily(family) for family in ("F3", "F4", "F6", "F7")}

CORPUS = Path(
    os.environ.get("INSIDER_GRAPH_CORPUS", Path(__file__).parents[2].parent / "shared" / "edgar")
)
BERKSHIRE, BUFFETT = "0001067983", "0000315090"
LIVING_TRUST, HOFFMAN = "0001521103", "0001519339"
OASIS_FUND, OASIS_MANAGER, FISCHER = "0001530803", "0001317904", "0001456474"
FARNAM, CABILLOT = "0001058465", "0001361476"
REAL = {
    (BERKSHIRE, BUFFETT, "F3", 0.35),
    (BERKSHIRE, BUFFETT, "F6", 0.25),
    (LIVING_TRUST, HOFFMAN, "F3", 0.35),
    (LIVING_TRUST, HOFFMAN, "F4", 0.90),
    (OASIS_FUND, FISCHER, "F3", 0.35),
    (OASIS_FUND, OASIS_MANAGER, "F3", 0.35),
    (OASIS_MANAGER, FISCHER, "F3", 0.35),
    (FARNAM, CABILLOT, "F3", 0.35),
    (FARNAM, CABILLOT, "F6", 0.25),
}
"""Few vehicles of the real filings file themselves; the living trust's address is "c/o"."""

PEOPLE = ("Zahl John", "Zahl John Jr", "Zahl Mary", "Zahl Ann", "Zahl Tom", "Zahl Eve", "Roe Jane")
ENTITIES = ("Zahl Fund LP", "Zahl Fund Ltd", "John Zahl Trust", "Zahl GP LLC", "J. Zahl LLC")
STREETS = ("1 Weir Road", "2 Weir Rd.", "C/O Nims LLP, 3 Weir Road")
NOTES = (
    "Zahl GP LLC is the general partner of Zahl Fund LP.",
    "Mr. Zahl is the managing member of Zahl GP LLC.",
    "John Zahl is the sole trustee of the John Zahl Trust.",
    "Jane Roe is a limited partner of Zahl Fund LP. Zahl Fund LP is managed by J. Zahl LLC.",
)
NATURES = ("By Zahl Fund", "By Zahl Fund LP", "By John Zahl Trust", "By IRA")
SIGNED = (
    "/s/ Jane Roe, Manager of Zahl GP LLC",
    "Zahl Fund LP, By: Zahl GP LLC, its general partner, By: /s/ John Zahl, Manager",
    "J. Zahl LLC, By: /s/ Jane Roe, President",
)


@st.composite
def _owners(draw: st.DrawFn) -> list[Row]:
    names = draw(
        st.one_of(
            st.lists(st.sampled_from(PEOPLE + ENTITIES), min_size=1, max_size=3, unique=True),
            st.just(["Zahl Fund LP", "Zahl John"]),
            st.just(["Zahl Fund LP", "Zahl GP LLC"]),
            st.sampled_from((["Zahl Fund LP"], ["John Zahl Trust"], ["Zahl John"])),
            st.just(["Zahl Mary", "Zahl Ann", "Zahl Tom", "Zahl Eve"]),
        )
    )
    return [
        block(
            name,
            as_=draw(
                st.sampled_from((*(name,) * 4, name.upper(), f"{name} /DE/", f"{name} Trust"))
            ),
            street1=draw(st.sampled_from(STREETS)),
            zip_code="12345",
        )
        for name in names
    ]


@st.composite
def _rows(draw: st.DrawFn) -> Row:
    nature = draw(st.one_of(st.none(), st.sampled_from(NATURES)))
    return buy(
        0,
        draw(st.sampled_from((100, 200))),
        10,
        shares_owned_following=draw(st.sampled_from((None, "500", "700"))),
        nature_of_ownership=nature,
        ownership_form="D" if nature is None else "I",
    )


@st.composite
def histories(draw: st.DrawFn) -> Filings:
    """Draw up to ten filings of a few namesakes, at few issuers, addresses and instants."""
    return tuple(
        filed(
            number,
            draw(_owners()),
            *draw(st.lists(_rows(), max_size=2)),
            on=draw(st.integers(1, 6)),
            company=draw(st.sampled_from((1, 1, 1, 2))),
            notes=draw(st.lists(st.sampled_from(NOTES), max_size=2, unique=True)),
            signed=draw(st.lists(st.sampled_from(SIGNED), max_size=1)),
        )
        for number in range(1, draw(st.integers(2, 10)) + 1)
    )


def until(evidence: tuple[Evidence, ...], instant: Instant) -> list[Evidence]:
    """Return the evidence as it stood at ``instant``, versions that had ended included."""
    return [
        replace(item, known_to=OPEN_END) if item.known_to > instant else item
        for item in evidence
        if item.known_from <= instant
    ]


@MANY
@given(histories())
def test_what_was_visible_is_what_follows_from_the_filings_accepted_by_then(
    history: Filings,
) -> None:
    persons = persons_in(history)
    everything = collect_all(History.of(history, persons))

    for instant in {one.accepted_at for one in history}:
        known = [one for one in history if one.accepted_at <= instant]
        then = collect_all(History.of(known, persons))
        assert until(everything, instant) == list(then)
        assert {item.key for item in visible_at(everything, instant)} == {
            item.key for item in then if item.known_to == OPEN_END
        }


@FEW
@given(histories(), st.data())
def test_neither_order_nor_repetition_of_filings_plays_a_part(
    history: Filings, data: st.DataObject
) -> None:
    persons = persons_in(history)
    shuffled = data.draw(st.permutations((*history, history[0])))

    assert collect_all(History.of(shuffled, persons)) == collect_all(History.of(history, persons))


@FEW
@given(histories())
def test_signs_are_sorted_once_each_about_vehicles_that_are_no_persons(history: Filings) -> None:
    persons = persons_in(history)
    evidence = collect_all(History.of(history, persons))

    assert [item.key for item in evidence] == sorted({item.key for item in evidence})
    assert {item.accession for item in evidence} <= {one.accession for one in history}
    for item in evidence:
        assert item.known_from < item.known_to
        assert item.vehicle not in persons
        assert item.vehicle != item.controller
        assert 0 < item.p <= 0.95
        assert len(item.quote) <= 300
    for instant in {one.accepted_at for one in history}:
        pairs = [
            (item.family, item.vehicle, item.controller)
            for item in visible_at(evidence, instant)
            if item.family in COMPARING
        ]
        assert len(pairs) == len(set(pairs))


def test_what_one_filing_tells_is_told_among_all() -> None:
    history = tuple(filed(n, ["Zahl Fund LP", "Zahl GP LLC"], notes=NOTES[:1]) for n in (1, 2))
    alone = {item for one in history for item in collect(one)}

    assert alone
    assert alone <= set(collect_all(History.of(history, persons_in(history))))


def _real_filings() -> Iterator[OwnershipFiling]:
    """Yield the real filings; those without a number get one each."""
    if not CORPUS.is_dir():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")
    for folder in ("ownership-xml", "submission-txt"):
        for number, path in enumerate(sorted((CORPUS / folder).iterdir())):
            accession = AccessionNumber(f"0000000000-00-{number:06d}")
            entry = ManifestEntry(accession=accession, accepted_at=None, filed_on=None)
            yield read_filing(path.read_bytes(), path.name, entry, address_key=b"test")


def test_real_filings_give_the_signs_that_comparing_them_by_eye_gives() -> None:
    filings = tuple(_real_filings())
    evidence = collect_all(History.of(filings, persons_in(filings)))
    stated = {item for one in filings for item in collect(one)}

    compared = [item for item in evidence if item not in stated]
    assert {(item.vehicle, item.controller, item.family.value, item.p) for item in compared} == REAL
    assert len(compared) == len(REAL)
    assert {item.known_to for item in compared} == {OPEN_END}
