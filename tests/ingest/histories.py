"""Whole histories of fictional filings: drawn by Hypothesis, and one in which much happens."""

from collections.abc import Mapping
from typing import Any, cast

from hypothesis import strategies as st

from graph_api.domain.filing import OwnershipFiling
from tests.ingest.documents import Row
from tests.ingest.resolve_world import NAMES, buy, day, filing, owner, sale

NOTES = (
    "Larch GP LLC is the general partner of Larch Fund LP.",
    "Mr. Doe is the managing member of Larch GP LLC.",
    "Ms. Roe and Mr. Doe share voting and dispositive power over the shares of Larch Fund LP.",
    "Ms. Roe is the trustee of the Doe Family Trust.",
    "Ms. Roe is a limited partner of Larch Fund LP.",
    "Larch Fund LP is managed by Larch Management LP.",
    "Sold under a Rule 10b5-1 plan.",
    "Ms. Roe has sole voting and dispositive power over the shares of the Elm Street Trust.",
)
NATURES = ("By Larch Fund LP", "By IRA", "By Elm Street Trust", "By Doe Family Trust", "By LLC")
Sketch = Mapping[str, Any]
_OWNERS = st.one_of(
    st.sampled_from((["FUND", "GP", "DOE"], ["FUND", "GP"], ["FUND"], ["ROE", "FUND", "DOE"])),
    st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=3, unique=True),
)


_NOTES = st.one_of(
    st.just(NOTES), st.lists(st.sampled_from(NOTES), max_size=3, unique=True), st.just(())
)


@st.composite
def _rows(draw: st.DrawFn) -> Row:
    nature = draw(st.one_of(st.none(), st.sampled_from(NATURES)))
    made = sale if draw(st.integers(0, 2)) == 0 else buy
    return made(
        draw(st.integers(0, 1)),
        draw(st.sampled_from((100, 200))),
        draw(st.sampled_from((None, 0, 10))),
        nature_of_ownership=nature,
        ownership_form="D" if nature is None else "I",
    )


@st.composite
def _originals(draw: st.DrawFn, number: int) -> Sketch:
    return {
        "number": number,
        "rows": draw(st.lists(_rows(), min_size=1, max_size=3)),
        "by": draw(_OWNERS),
        "notes": draw(_NOTES),
        "form": draw(st.sampled_from(("4", "4", "5"))),
        "company": draw(st.integers(1, 2)),
        "issuer": {"symbol": draw(st.sampled_from(("EXWI", "EXWJ")))},
        "on": draw(st.integers(0, 6)),
    }


@st.composite
def _amendments(draw: st.DrawFn, number: int, original: Sketch) -> Sketch:
    """Draw an amendment: lines repeated, changed, left out or added, and perhaps all notes."""
    kept = draw(st.lists(st.sampled_from(original["rows"]), max_size=3))
    changes: st.SearchStrategy[Row] = st.sampled_from(
        ({}, {"shares": 633}, {"transaction_date": day(4).isoformat()})
    )
    added = draw(st.lists(_rows(), max_size=1))
    return {
        **original,
        "number": number,
        "rows": [*({**row, **draw(changes)} for row in kept), *added],
        "form": f"{original['form']}/A",
        "notes": draw(st.sampled_from((original["notes"], NOTES))),
        "amends": original["on"] + draw(st.sampled_from((0, 0, 0, 1, -4, -5))),
        "by": draw(st.sampled_from((original["by"], original["by"][:1], ["ROE", "DOE"]))),
        "on": draw(st.integers(0, 9)),
    }


@st.composite
def histories(draw: st.DrawFn, *, troupe: int = 0) -> tuple[OwnershipFiling, ...]:
    """Draw up to seven filings: joint or not, amended once or more, in any order of acceptance."""
    numbers = iter(draw(st.permutations(range(100 * troupe + 1, 100 * troupe + 8))))
    originals = [draw(_originals(next(numbers))) for _ in range(draw(st.integers(1, 4)))]
    amendments = [
        draw(_amendments(next(numbers), draw(st.sampled_from(originals))))
        for _ in range(draw(st.integers(0, 3)))
    ]
    return tuple(_filed(sketch, troupe) for sketch in (*originals, *amendments))


def _filed(sketch: Sketch, troupe: int) -> OwnershipFiling:
    facts = {name: value for name, value in sketch.items() if name not in {"number", "rows"}}
    rows = cast("list[Row]", sketch["rows"])
    return filing(sketch["number"], *rows, troupe=troupe, **facts)


def eventful() -> tuple[OwnershipFiling, ...]:
    """Return a history in which every kind of version ends: names, links, roots, amendments."""
    joint = ["FUND", "GP", "DOE"]
    named = {"nature_of_ownership": "By Elm Street Trust", "ownership_form": "I"}
    trustee = "The Reporting Person is the sole trustee of the Elm Street Trust."
    return (
        filing(1, buy(shares=500), buy(1), on=1, by=joint),
        filing(2, buy(shares=500), on=4, filed_on=2, by=joint),
        filing(3, buy(shares=633), on=3, by=joint, form="4/A", amends=2),
        filing(4, buy(0), sale(1), on=5, by=["FUND"], issuer={"symbol": "EXWJ"}),
        filing(5, sale(2), on=6, by=joint, form="4/A", amends=5, notes=NOTES[:2]),
        filing(6, sale(2, 7), on=6, by=joint, form="4/A", amends=5),
        filing(7, buy(9), on=9, by=joint, notes=NOTES[:2]),
        filing(8, on=9, by=[owner("DOE", name="Doe Jack"), "POE"], holdings=[{}], form="3"),
        filing(9, sale(7, 40), sale(7, 60), buy(8, 10), buy(8, 20), on=9, by=joint),
        filing(10, sale(7, 100), buy(8, 30), on=9, by=["FUND"]),
        filing(11, sale(7, 41), on=10, by=joint, form="4/A", amends=9),
        filing(12, buy(10, **named), on=10, by=["DOE"], company=2),
        filing(13, buy(11, **named), on=11, by=["DOE"], company=2, notes=[trustee]),
    )
