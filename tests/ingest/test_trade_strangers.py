"""Trades of two persons stay two, however alike their rows, and whatever others report."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_api.domain.codes import OwnershipForm
from graph_api.domain.filing import OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import Cik
from graph_api.domain.links import LinkRole, OwnershipLink
from graph_api.domain.trades import Gate
from loaders.resolve.attribution import is_entity
from loaders.resolve.trust_names import is_name_of_its_own
from tests.ingest.documents import Row
from tests.ingest.resolve_world import PERSONS, buy, cik, filing, owner, sale
from tests.ingest.trade_world import (
    OWNED,
    POSITION,
    SEE,
    after,
    by,
    gates_of,
    groups,
    link,
    live,
)

Told = tuple[str, Sequence[OwnershipFiling], Sequence[OwnershipLink], int]

FUND_OF_TWO = [link("FUND", "ROE"), link("FUND", "DOE")]
FIRST_LOT, AS_LONG_IN_OFFICE = after(100), after(12_000)
ROE_TRUST: Row = {"cik": "0099410001", "name": "Roe Living Trust", "is_director": "1"}
DOE_TRUST: Row = {"cik": "0099410002", "name": "Doe Living Trust", "is_director": "1"}
LEDGERS = (("first lots", FIRST_LOT), ("equal balances", AS_LONG_IN_OFFICE), ("none", after(None)))


def each(row: Row, **facts: object) -> list[OwnershipFiling]:
    """Return a form of each of three directors with the same row."""
    return [filing(n, row, by=[who], **facts) for n, who in enumerate(PERSONS, start=1)]  # type: ignore[arg-type]


def directors() -> Iterator[Told]:
    for way, balance in LEDGERS:
        grant = {**buy(code="A", price=0), **balance}
        yield f"grants, {way}", each(grant), (), 3
        said = ["Annual grant to each non-employee director: Ms. Roe, Mr. Doe and Ms. Poe."]
        yield f"grants and who has them, {way}", each(grant, notes=said), (), 3
        drip = {**buy(0, "6.586", "15.18"), **balance}
        yield f"dividends, {way}", each(drip, notes=["Dividend reinvestment."]), (), 3
        plan = {**buy(0, 100, "8.5"), **balance}
        yield f"stock purchase plan, {way}", each(plan, remarks="Bought in the ESPP."), (), 3
        sold = {**sale(0, 100, "20.1234"), **balance}
        noted = ["A weighted average price. Sold under a Rule 10b5-1 plan."]
        yield f"plans that sell alike, {way}", each(sold, notes=noted), (), 3


def designees() -> Iterator[Told]:
    pairs = (["ROE", "FUND"], ["DOE", "FUND"])

    def both(row: Row, **facts: object) -> list[OwnershipFiling]:
        return [filing(n, row, by=who, **facts) for n, who in enumerate(pairs, 1)]  # type: ignore[arg-type]

    for way, balance in LEDGERS:
        grant: Row = {"code": "A", "price_per_share": 0, **balance}
        yield f"grants of two designees, {way}", both({**buy(), **grant}), (), 2
        yield f"and held for the fund, {way}", both({**buy(**SEE), **grant}), FUND_OF_TWO, 2
        withheld = {**sale(code="F"), **balance}
        yield f"shares withheld, {way}", both(withheld), (), 2
    yield "first lots of two designees", both(buy(**FIRST_LOT)), (), 2
    yield "lots without a balance", both(buy(**after(None))), FUND_OF_TWO, 2
    own = filing(1, buy(**FIRST_LOT), by=pairs[0])
    vague = filing(2, buy(**SEE, **after(900)), by=pairs[1])
    yield "an own lot, and one that is left to a note", [own, vague], (), 2
    named = filing(1, buy(**by("By LLC"), **after(700)), by=pairs[0])
    yield "two that are left to notes", [named, vague], (), 2


def beside_a_fund() -> Iterator[Told]:
    for way, balance in LEDGERS:
        row = buy(**balance)
        own = [filing(1, row, by=["ROE"]), filing(2, row, by=["DOE"])]
        # One of the two may be the fund's; that is no reason to join them.
        fund = filing(3, row, by=["FUND"])
        yield f"a fund of two, {way}", [*own, fund], FUND_OF_TWO, 2
        noted = [filing(n, row, by=[who], notes=["In the IPO."]) for n, who in enumerate(PERSONS)]
        yield f"and notes, {way}", [*noted[:2], fund], FUND_OF_TWO, 2
    grant = buy(code="A", price=0, **FIRST_LOT)
    told = filing(3, grant, grant, by=["FUND"])
    yield (
        "a fund that tells what both were given",
        [filing(1, grant, by=["ROE"]), filing(2, grant, by=["DOE"]), told],
        FUND_OF_TWO,
        2,
    )


def with_trusts() -> Iterator[Told]:
    couples: tuple[tuple[str | Row, ...], ...] = (("ROE", ROE_TRUST), ("DOE", DOE_TRUST))
    for way, note in (
        ("that names both", "In the placement Ms. Roe and Mr. Doe each purchased 100 shares."),
        ("that names nobody", "Bought from the issuer in a private placement."),
        ("of a separate form", "A spouse of the reporting person files a separate Form 4."),
        ("of a form of the other", "Mr. Doe and Ms. Roe have separately filed their purchases."),
    ):
        for ledger, balance in LEDGERS:
            forms = [
                filing(n, buy(**balance), by=who, notes=[note])
                for n, who in enumerate(couples, start=1)
            ]
            yield f"trusts and a note {way}, {ledger}", forms, (), 2


def in_so_many_words() -> Iterator[Told]:
    for words in (
        "Mr. Doe has filed a separate Form 4 for his own purchase.",
        "Mr. Doe also reported a purchase in the placement.",
        "In order to report for all reporting persons, Mr. Doe is on Form 2 of 2.",
    ):
        for ledger, balance in LEDGERS:
            forms = [
                filing(1, buy(**balance), by=["ROE"], notes=[words]),
                filing(2, buy(**balance), by=["DOE"]),
            ]
            yield f"{words} {ledger}", forms, (), 2
    fund = filing(1, buy(**FIRST_LOT), by=["FUND"], notes=["Mr. Doe files a separate Form 4."])
    yield "a fund and its partner", [fund, filing(2, buy(**FIRST_LOT), by=["DOE"])], (), 2


def in_trusts_of_their_own() -> Iterator[Told]:
    note = ["The reporting person is a trustee of the trust."]
    for name in (
        "By Family Trust II",
        "By 2015 Family Trust",
        "By GRAT I",
        "By Credit Shelter Trust",
        "By Trust U/A/D 1/1/2000",
        "By Trust dated May 5, 2010",
        "By Childrens Trust",
    ):
        row = buy(**by(name), **AS_LONG_IN_OFFICE)
        yield name, [filing(n, row, by=[who], notes=note) for n, who in enumerate(PERSONS)], (), 3


def in_groups() -> Iterator[Told]:
    ten = [owner("GP", cik=f"00994200{n:02d}", name=f"Birch Fund {n} LP") for n in range(10)]
    warrant = buy(table="D", price=0, shares=50, security_title="Warrant", **after(50))
    package = (buy(**FIRST_LOT), warrant)
    forms = [filing(1, *package, by=ten), filing(2, *package, by=["DOE", DOE_TRUST])]
    yield "a package that a full form of strangers bought too", forms, (), 4
    sisters = [filing(1, buy(**POSITION), by=["FUND"])]
    for name in ("By Larch Fund II LP", "By Larch Fund LP II", "By Larch Fund, L.P. - Series B"):
        yield name, [*sisters, filing(2, buy(**by(name), **POSITION), by=["DOE"])], (), 2


def on_annual_forms() -> Iterator[Told]:
    own = filing(1, buy(**after(700)), by=["ROE", "FUND"])
    for way, who, left in (("alone", ["DOE"], 700), ("with the fund", ["DOE", "FUND"], 650)):
        late = filing(2, buy(**after(left)), by=who, form="5", on=40)
        yield f"a late item of another, {way}", [own, late], FUND_OF_TWO, 2
    fund = filing(1, buy(**POSITION), by=["FUND"])
    late = filing(2, buy(**after(7)), by=["DOE"], form="5", on=40)
    yield "a late item, of a fund and of its owner", [fund, late], OWNED, 2


def amended() -> Iterator[Told]:
    filed = filing(1, buy(**FIRST_LOT), by=["ROE", "FUND"], on=2)
    for way, row in (
        ("equal", buy(**FIRST_LOT)),
        ("of other shares", buy(0, 633, **after(633))),
        ("of another price", buy(0, 100, 11, **FIRST_LOT)),
    ):
        other = filing(2, row, by=["DOE", "FUND"], on=5, form="4/A", amends=2)
        yield f"an amendment of another's form, {way}", [filed, other], (), 2


CASES = [
    told
    for cases in (
        directors,
        designees,
        beside_a_fund,
        with_trusts,
        in_so_many_words,
        in_trusts_of_their_own,
        in_groups,
        on_annual_forms,
        amended,
    )
    for told in cases()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_equal_rows_of_two_persons_are_two_trades(case: Told) -> None:
    _, forms, links, trades = case
    assert len(live(*forms, links=links)) == trades
    assert len(live(*reversed(forms), links=links)) == trades


def test_what_a_person_sold_is_no_sum_of_what_another_sold_in_pieces() -> None:
    parts = sale(0, 60, 10, **after(40)), sale(0, 40, 11, **after(0))
    whole = sale(0, 100, "10.40", **after(0))
    forms = filing(1, *parts, by=["ROE", "FUND"]), filing(2, whole, by=["DOE", "FUND"])
    assert [trade.aggregates for trade in live(*forms)] == [(), (), ()]
    again = forms[0], filing(2, whole, by=["ROE", "GP"])
    assert [len(trade.aggregates) for trade in live(*again)] == [0, 0, 2]


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("ELM FAMILY TRUST", True),
        ("JANE ROE 2015 GRAT", True),
        ("FAMILY TRUST II", False),
        ("TRUST U A D 1 1 2000", False),
        ("CHARITABLE REMAINDER UNITRUST", False),
        ("INVESTMENT PARTNERSHIP LP", False),
        ("LARCH CORP 401 K PLAN TRUST", False),
        ("LARCH DIRECTORS DEFERRED COMPENSATION TRUST", False),
        ("RABBI TRUST", False),
        ("REPORTING PERSONS TRUST", False),
        ("", False),
    ],
)
def test_names_of_trusts_that_many_have_are_no_names(name: str, own: bool) -> None:
    assert is_name_of_its_own(name) is own


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Larch Fund LP", True),
        ("Held by Larch Fund, L.P. (1)", True),
        ("Larch Fund LP II", False),
        ("Larch Fund LP, Series B", False),
        ("Larch Fund LP II and Larch Fund LP", True),
    ],
)
def test_a_fund_is_not_named_by_the_name_of_its_sister(text: str, named: bool) -> None:
    assert is_entity(text, "Larch Fund LP") is named


# What is one trade all the same.


def test_two_who_leave_a_fund_s_shares_to_a_note_tell_one_trade() -> None:
    row = buy(**SEE, **POSITION)
    forms = filing(1, row, by=["ROE", "FUND"]), filing(2, row, by=["DOE", "FUND"])
    assert gates_of(*forms) == {Gate.SHARED_OWNER}
    assert len(live(*forms)) == 1
    direct = (
        filing(n, buy(**POSITION), by=who)
        for n, who in enumerate((["ROE", "FUND"], ["DOE", "FUND"]))
    )
    assert len(live(*direct)) == 1, "a fund on both, and a balance that no lot explains"


@pytest.mark.parametrize("balance", [900, 100])
def test_a_joint_form_joins_what_both_of_its_persons_tell(balance: int) -> None:
    row = buy(**after(balance))
    joint, one, other = (
        filing(n, row, by=who) for n, who in enumerate((["ROE", "DOE"], ["ROE"], ["DOE"]), start=1)
    )
    assert len(live(joint, one, other)) == 1
    assert len(live(one, other)) == 2
    both = filing(1, row, row, by=["ROE", "DOE"])
    assert len(live(both, one, other)) == 2


def test_one_person_with_two_numbers_tells_one_trade() -> None:
    forms = filing(1, buy(), by=["ROE"]), filing(2, buy(), by=["DOE"])
    same = replace(link("ROE", "DOE"), role=LinkRole.SAME_PERSON)
    assert groups(*forms, links=[same]) == [["1.1", "2.1"]]
    assert len(groups(*forms)) == 2


# Worlds.

NOTES = (
    "Mr. Doe and Ms. Roe each bought 100 shares in the placement.",
    "Mr. Doe has filed a separate Form 4.",
    "Ms. Roe also reported her purchase. Continuation of the report of the reporting persons.",
    "Form 1 of 2.",
    "Form 2 of 2.",
    "The reporting person is a trustee.",
    "Bought by Larch Fund LP, John Q. Doe and Jane Roe.",
)
VEHICLES = {"ROE": ROE_TRUST, "DOE": DOE_TRUST}
ALIKE = st.builds(
    lambda shares, way, balance: buy(0, shares, **way, **after(balance)),
    st.sampled_from((100, 100, 60)),
    st.sampled_from(({}, {}, SEE, by("By Family Trust"))),
    st.sampled_from((100, 900, None)),
)


@st.composite
def crowds(draw: st.DrawFn) -> tuple[OwnershipFiling, ...]:
    """Draw forms of two directors, alone and with trusts, and of what they control together."""
    rows = draw(st.lists(ALIKE, min_size=1, max_size=3))
    sets: tuple[tuple[str | Row, ...], ...] = (
        *[(who,) for who in VEHICLES],
        *VEHICLES.items(),
        *[(trust,) for trust in VEHICLES.values()],
        ("FUND",),
        ("FUND", "GP"),
    )
    return tuple(
        filing(
            number,
            *draw(st.lists(st.sampled_from(rows), min_size=1, max_size=3)),
            by=draw(st.sampled_from(sets)),
            on=draw(st.integers(2, 3)),
            form=draw(st.sampled_from(("4", "4", "5"))),
            notes=draw(st.lists(st.sampled_from(NOTES), max_size=2, unique=True)),
        )
        for number in range(1, draw(st.integers(2, 6)) + 1)
    )


TRUSTS = [replace(link("FUND", person), vehicle=trust["cik"]) for person, trust in VEHICLES.items()]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(crowds(), st.sampled_from(([], FUND_OF_TWO, TRUSTS, [*FUND_OF_TWO, *TRUSTS])))
def test_no_trade_is_what_one_person_holds_directly_and_another_tells(
    world: tuple[OwnershipFiling, ...], links: list[OwnershipLink]
) -> None:
    rows = {
        row.key: (row, persons_on(form)) for form in world for row in form.document.transactions
    }
    for trade in live(*world, links=links):
        for (row, who), (other, whoever) in permutations(map(rows.__getitem__, trade.rows), 2):
            # Words may say that one reports what the other holds, if it is not held directly too.
            in_words = Gate.EXPLICIT_TEXT in trade.gates and not is_direct(other)
            if is_direct(row) and who and whoever and not in_words:
                assert who == whoever


def is_direct(row: ReportedTransaction) -> bool:
    return row.ownership_form.value is OwnershipForm.DIRECT


def persons_on(form: OwnershipFiling) -> set[Cik]:
    return {who.cik for who in form.document.owners} & {cik(person) for person in PERSONS}
