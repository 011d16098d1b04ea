"""The worked cases that trades decide (B4), each told in several ways."""

from collections.abc import Iterator, Sequence

import pytest

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.links import OwnershipLink
from graph_api.domain.trades import Naming
from tests.ingest.documents import Row
from tests.ingest.resolve_world import PERSONS, buy, cik, filing, owner, sale
from tests.ingest.trade_world import OWNED, POSITION, SEE, TWO_ROWS, after, by, fills, link, live

Told = tuple[int, str, Sequence[OwnershipFiling], Sequence[OwnershipLink], int]
CHAIN = ("FUND", "GP", "MANAGER", "DOE")


def others(count: int) -> list[Row]:
    """Return blocks of owners who have nothing to do with the rest."""
    return [owner("GP", cik=f"00994000{n:02d}", name=f"Birch Fund {n} LP") for n in range(count)]


def one_form() -> Iterator[Told]:
    for way, row in (("direct", {}), ("indirect", SEE), ("by a fund", by("By Larch Fund LP"))):
        yield 1, way, [filing(1, buy(**row, **POSITION), by=CHAIN)], (), 1


def split_forms() -> Iterator[Told]:
    note = "Birch Fund 3 LP and Larch Fund LP are managed together."
    first, second = others(10), [owner("FUND"), owner("DOE")]
    forms = [filing(n, *TWO_ROWS, by=who) for n, who in enumerate((first, second), start=1)]
    yield 2, "a full form and two rows", forms, (), 2
    noted = [
        filing(n, TWO_ROWS[0], by=who, notes=[note])
        for n, who in enumerate((first[:5], second), start=1)
    ]
    yield 2, "a note that names both", noted, (), 1
    lead = [filing(1, *TWO_ROWS, by=first), filing(2, *TWO_ROWS, by=[first[0], *second])]
    yield 2, "the lead owner on both", lead, (), 2
    words = [
        filing(n, buy(**SEE, **POSITION), by=who, remarks=f"Form {n} of 2")
        for n, who in enumerate((first, second), start=1)
    ]
    yield 2, "in so many words", words, (), 1


def fund_and_manager() -> Iterator[Told]:
    row = buy(**POSITION)
    apart = [filing(1, row, by=["FUND"]), filing(2, row, by=["MANAGER"])]
    yield 3, "linked", apart, OWNED, 1
    yield 3, "not linked", apart, (), 2
    mirrored = [apart[0], filing(2, buy(**by("By Larch Fund LP"), **POSITION), by=["MANAGER"])]
    yield 3, "one names the other", mirrored, (), 1
    told = ["These shares are also reported on a Form 4 filed by Larch Management LP."]
    words = [filing(1, row, by=["FUND"], notes=told), apart[1]]
    yield 3, "in so many words", words, (), 1


def corrected() -> Iterator[Told]:
    told = filing(1, buy(shares=500), buy(1), on=2)
    for way, lines in (
        ("one line", [buy(shares=633)]),
        ("all lines", [buy(shares=633), buy(1)]),
        ("in another order", [buy(1), buy(shares=633)]),
    ):
        yield 4, way, [told, filing(2, *lines, on=5, form="4/A", amends=2)], (), 2
    early = filing(2, buy(shares=633), on=1, form="4/A", amends=2)
    yield 4, "accepted before the original", [told, early], (), 2


def late_items() -> Iterator[Told]:
    told = filing(1, buy(**after(500)))
    for way, row in (
        ("equal balance", buy(**after(500))),
        ("balance of the year's end", buy(**after(9_999))),
        ("no balance", buy(**after(None))),
    ):
        yield 5, way, [told, filing(2, row, on=40, form="5")], (), 1


def pockets() -> Iterator[Told]:
    ways: tuple[Row, ...] = ({}, by("By IRA"), by("By Elm Holdings LLC"), by("By Elm Family Trust"))
    rows = [buy(**way, **after(900 + n)) for n, way in enumerate(ways)]
    yield 6, "on one form", [filing(1, *rows)], (), 4
    yield 6, "on two forms", [filing(1, *rows[:2]), filing(2, *rows[2:])], (), 4
    yield 6, "each on its own", [filing(n, row) for n, row in enumerate(rows, start=1)], (), 4
    files = [filing(1, *rows[:2], by=["DOE"]), filing(2, buy(**after(7)), by=["FUND"])]
    yield 6, "vehicles file themselves", files, OWNED, 3


def many_fills() -> Iterator[Told]:
    for way, rows in (
        ("running balances", fills(45)),
        ("balance of the evening", fills(45, 70_000)),
        ("equal fills", [sale(**after(90_000 - 100 * n)) for n in range(45)]),
        ("equal fills and balances", [sale(**after(90_000))] * 45),
    ):
        yield 7, way, [filing(1, *rows[:30]), filing(2, *rows[30:])], (), 45


def spouses() -> Iterator[Told]:
    for way, row in (("direct", {}), ("together", by("Held jointly with spouse")), ("", SEE)):
        yield 8, way or "see footnote", [filing(1, buy(**row), by=["DOE", "ROE"])], (), 1
    his, hers = buy(0, 300, **after(3_000)), buy(0, 120, **after(1_200))
    for way, him, her in (
        ("by spouse", "By Spouse", "By Spouse"),
        ("by husband and wife", "By wife", "By husband"),
        ("with more words", "By reporting person's spouse", "Held by spouse (1)"),
    ):
        forms = [
            filing(1, his, {**hers, **by(him)}, by=["DOE"]),
            filing(2, hers, {**his, **by(her)}, by=["ROE"]),
        ]
        yield 9, way, forms, (), 2


def co_trustees() -> Iterator[Told]:
    row = buy(**by("By Elm Family Trust"), **POSITION)
    for way, note in (
        ("co-trustees", "The reporting person is a co-trustee."),
        ("one of three", "The reporting person is one of three trustees of the trust."),
        ("no pecuniary interest", "As trustee the reporting person has no pecuniary interest."),
    ):
        forms = [filing(n, row, by=[who], notes=[note]) for n, who in enumerate(PERSONS, start=1)]
        yield 10, way, forms, (), 1
        own = [filing(8, buy(1, **after(5)), by=["ROE"]), filing(9, buy(1, **after(6)), by=["DOE"])]
        yield 11, way, [*forms, *own], (), 3


def siblings() -> Iterator[Told]:
    spoken = ("Jane Roe", "John Q. Doe", "Ann Poe")
    for way, natures in (
        ("by name", [f"By {name}" for name in spoken]),
        ("with honorifics", ["By Ms. Roe", "By Mr. Doe", "By Ms. Poe"]),
        ("held by", [f"Held by {name}" for name in spoken]),
    ):
        rows = [buy(**by(nature), **after(n)) for n, nature in enumerate(natures)]
        yield 12, way, [filing(1, *rows, by=PERSONS)], (), 3


def groups_of_investors() -> Iterator[Told]:
    note = ["The reporting persons may be deemed a group under Section 13(d)."]
    names = ("Larch Fund LP", "Larch GP LLC", "Larch Management LP")
    vehicles = ("FUND", "GP", "MANAGER")
    rows = [buy(**by(f"By {name}"), **after(n)) for n, name in enumerate(names)]
    yield 22, "one form", [filing(1, *rows, by=vehicles, notes=note)], (), 3
    forms = [filing(n, buy(**after(n)), by=[who], notes=note) for n, who in enumerate(vehicles)]
    yield 22, "forms of their own", forms, (), 3
    lots = [filing(n, buy(**after(100)), by=[who], notes=note) for n, who in enumerate(vehicles)]
    yield 22, "equal first lots", lots, (), 3


def equal_lots() -> Iterator[Told]:
    for way, balance in (("first lots", 100), ("equal balances", 5_000), ("no balance", None)):
        forms = [
            filing(n, buy(**after(balance)), by=[who], notes=["Bought in a private placement."])
            for n, who in enumerate(PERSONS, start=1)
        ]
        yield 23, way, forms, (), 3


CASES = [
    told
    for cases in (
        one_form,
        split_forms,
        fund_and_manager,
        corrected,
        late_items,
        pockets,
        many_fills,
        spouses,
        co_trustees,
        siblings,
        groups_of_investors,
        equal_lots,
    )
    for told in cases()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_a_case_has_so_many_trades(case: Told) -> None:
    _, _, forms, links, trades = case
    assert len(live(*forms, links=links)) == trades
    assert len(live(*reversed(forms), links=links)) == trades


def test_every_case_is_told_in_three_ways() -> None:
    ways = {number: [told[1] for told in CASES if told[0] == number] for number, *_ in CASES}
    assert sorted(ways) == [*range(1, 13), 22, 23]
    assert all(len(set(told)) >= 3 for told in ways.values())


def test_a_row_of_a_group_is_marked_as_that_of_whom_it_names() -> None:
    (forms,) = [told[2] for told in CASES if told[:2] == (22, "one form")]
    marks = [
        [r.cik for r in trade.reporters if r.naming is Naming.HOLDER] for trade in live(*forms)
    ]
    assert marks == [[cik("FUND")], [cik("GP")], [cik("MANAGER")]]


def test_a_link_between_two_funds_of_one_owner_joins_no_different_rows() -> None:
    forms = filing(1, buy(**POSITION), by=["FUND"]), filing(2, buy(1, **POSITION), by=["GP"])
    assert len(live(*forms, links=[link("FUND", "DOE"), link("GP", "DOE")])) == 2
