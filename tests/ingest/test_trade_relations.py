"""Trades taken back, decided, told as sums; reporters whom rows name; what has a value."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from graph_api.domain.derived import Aggregates
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import RowKey
from graph_api.domain.institutions import is_trust_company
from graph_api.domain.overrides import OverrideOp
from graph_api.domain.trades import Gate, Naming
from tests.ingest.documents import Row
from tests.ingest.resolve_world import PERSONS, accession, buy, cik, filing, noon, owner, row_key
from tests.ingest.trade_world import (
    OWNED,
    POSITION,
    SEE,
    TWO_ROWS,
    after,
    by,
    decision,
    groups,
    live,
    pair,
    resolved,
    short,
)

# Voids.


def test_a_line_taken_back_is_void_from_then_on_and_stays_reachable() -> None:
    told = filing(1, buy(0, 500), buy(1, 700), on=2)
    note = "The purchase of 700 shares was reported in error."
    back = filing(2, buy(0, 500), on=5, form="4/A", amends=2, notes=[note])
    versions = [(short(t.trade_id), t.void, t.known_from) for t in resolved(told, back).trades]
    assert versions == [
        ("1.1", False, noon(2)),
        ("1.1", False, noon(5)),
        ("1.2", False, noon(2)),
        ("1.2", True, noon(5)),
    ]


def test_a_trade_that_another_form_reports_too_is_not_void() -> None:
    rows = buy(**SEE, **POSITION)
    forms = pair(rows, rows, (["FUND", "GP"], ["GP", "DOE"]))
    note = "The transaction did not occur; the form was filed in error."
    back = filing(3, on=5, form="4/A", amends=0, by=["FUND", "GP"], notes=[note])
    (trade,) = live(*forms, back)
    assert not trade.void
    assert trade.accessions == (accession(2),)
    assert [reporter.cik for reporter in trade.reporters] == [cik("DOE"), cik("GP")]
    assert trade.rows == (row_key(1), row_key(2))


# Decisions.


SAME, APART = OverrideOp.SAME_TRADE, OverrideOp.NOT_SAME_TRADE


def test_a_decision_joins_what_no_gate_does_from_when_it_was_made() -> None:
    forms = pair(buy(**after(5)), buy(0, 101, **after(7)), (["ROE"], ["DOE"]))
    told = [decision(SAME, row_key(1), row_key(2), noon(4))]
    versions = [
        (short(t.trade_id), len(t.rows), t.gates, t.known_from)
        for t in resolved(*forms, overrides=told).trades
    ]
    assert versions == [
        ("1.1", 1, (), noon(0)),
        ("1.1", 2, (Gate.OVERRIDE,), noon(4)),
        ("2.1", 1, (), noon(0)),
    ]


def test_a_decision_parts_what_a_gate_joins_and_no_third_form_joins_it_again() -> None:
    row = buy(**SEE, **POSITION)
    forms = [filing(n, row, by=["GP", who]) for n, who in enumerate(("FUND", "DOE", "ROE"), 1)]
    assert len(groups(*forms)) == 1
    told = [decision(APART, row_key(1), row_key(2), noon(4))]
    found = groups(*forms, overrides=told)
    assert found == [["1.1", "3.1"], ["2.1"]]


def test_a_decision_parts_the_versions_of_a_line() -> None:
    told, changed = filing(1, buy(0, 500), on=2), filing(2, buy(0, 633), on=5, form="4/A", amends=2)
    assert groups(told, changed) == [["1.1", "2.1"]]
    apart = [decision(APART, row_key(1), row_key(2))]
    assert groups(told, changed, overrides=apart) == [["1.1"], ["2.1"]]


def test_taking_a_decision_back_restores_what_was() -> None:
    forms = pair(buy(), buy(), (["ROE"], ["DOE"]))
    told = [decision(SAME, row_key(1), row_key(2))]
    assert groups(*forms, overrides=told) == [["1.1", "2.1"]]
    assert resolved(*forms, overrides=()) == resolved(*forms)


def test_a_decision_about_a_row_that_is_not_there_does_nothing() -> None:
    told = [decision(SAME, row_key(1), row_key(9)), decision(APART, row_key(8), row_key(9))]
    assert groups(filing(1, buy()), overrides=told) == [["1.1"]]


# Sums.

PARTS = (buy(0, 60, 10, **after(960)), buy(0, 40, 11, **after(1_000)))
WHOLE = buy(0, 100, "10.40", **after(1_000))


def sums(*filings: OwnershipFiling, **told: Sequence[object]) -> dict[str, list[str]]:
    """Return trade → the trades whose sum it is."""
    return {
        short(trade.trade_id): [short(part) for part in trade.aggregates]
        for trade in live(*filings, **told)  # type: ignore[arg-type]
        if trade.aggregates
    }


@pytest.mark.parametrize(
    ("whole", "is_sum"),
    [
        (WHOLE, True),
        ({**WHOLE, "price_per_share": "10.44"}, True),
        ({**WHOLE, "price_per_share": "10.50"}, False),
        ({**WHOLE, "shares": 101}, False),
        ({**WHOLE, "transaction_date": "2026-03-03"}, False),
        ({**WHOLE, "code": "J"}, False),
        ({**WHOLE, "price_per_share": None}, False),
        ({**WHOLE, **after(1_001)}, False),
        ({**WHOLE, **by("By IRA")}, False),
    ],
)
def test_a_row_that_is_the_sum_of_another_form_is_no_trade_beside_it(
    whole: Row, is_sum: bool
) -> None:
    forms = filing(1, *PARTS, by=["FUND"]), filing(2, whole, by=["DOE"])
    assert sums(*forms, links=OWNED) == ({"2.1": ["1.1", "1.2"]} if is_sum else {})
    alike = buy(5, 9)
    strangers = filing(1, *PARTS, alike, by=["FUND"]), filing(2, whole, alike, by=["DOE"])
    assert sums(*strangers) == {}


def test_all_rows_of_a_report_or_all_held_in_one_way_make_a_sum() -> None:
    elsewhere = buy(0, 7, 10, **by("By IRA"))
    forms = filing(1, *PARTS, elsewhere, by=["FUND", "GP"]), filing(2, WHOLE, by=["GP"])
    assert sums(*forms) == {"2.1": ["1.1", "1.2"]}
    more = filing(1, *PARTS, buy(0, 7, 10), by=["FUND", "GP"])
    assert sums(more, filing(2, WHOLE, by=["GP"])) == {}


def test_parts_may_stand_on_continuation_forms() -> None:
    pages = filing(1, PARTS[0], by=["FUND", "GP"]), filing(3, PARTS[1], by=["FUND", "GP"])
    assert sums(*pages, filing(2, WHOLE, by=["GP"])) == {"2.1": ["1.1", "3.1"]}


def test_an_amendment_may_tell_in_one_line_what_its_original_told_in_several() -> None:
    whole = filing(2, WHOLE, on=5, form="4/A", amends=0, remarks="Restated in a single line.")
    assert sums(filing(1, *PARTS), whole) == {"2.1": ["1.1", "1.2"]}
    assert len(live(filing(1, *PARTS), whole)) == 3


def test_the_edges_of_a_sum_join_versions_while_both_are_known() -> None:
    parts = filing(1, *PARTS, by=["FUND", "GP"], on=1)
    whole = filing(2, WHOLE, by=["GP"], on=3)
    changed = filing(3, {**PARTS[1], "shares": 41}, by=["FUND", "GP"], form="4/A", amends=1, on=6)
    edges = resolved(parts, whole, changed).aggregates
    expected = [
        Aggregates(
            whole=RowKey(f"{row_key(2)}@{noon(3)}"),
            part=RowKey(f"{row_key(1, part)}@{noon(1)}"),
            known_from=noon(3),
            known_to=noon(6),
        )
        for part in (1, 2)
    ]
    assert list(edges) == expected


# Who is named, and who only reports for others.


def namings(*filings: OwnershipFiling) -> list[dict[str, Naming]]:
    names = {cik(name): name for name in ("FUND", "GP", "MANAGER", *PERSONS)}
    return [
        {names[r.cik]: r.naming for r in trade.reporters if r.naming} for trade in live(*filings)
    ]


SIBLINGS = ("ROE", "DOE", "POE")
NAMED = [
    buy(0, 100 + n, **by(f"By {spoken}"), **after(900 + n))
    for n, spoken in enumerate(("Jane Roe", "John Q. Doe", "Ann Poe"))
]


def test_reporters_are_marked_where_rows_name_different_holders() -> None:
    found = namings(filing(1, *NAMED, by=SIBLINGS))
    assert found[0] == {
        "ROE": Naming.HOLDER,
        "DOE": Naming.OTHER_ROWS,
        "POE": Naming.OTHER_ROWS,
    }
    assert [[n for n, mark in marks.items() if mark is Naming.HOLDER] for marks in found] == [
        ["ROE"],
        ["DOE"],
        ["POE"],
    ]


def test_nobody_is_marked_where_rows_name_one_holder_or_none() -> None:
    assert namings(filing(1, NAMED[0], NAMED[0], by=SIBLINGS)) == [{}, {}]
    assert namings(filing(1, NAMED[0], buy(1), by=SIBLINGS)) == [{}, {}]
    assert namings(filing(1, buy(), by=["ROE"]), filing(2, buy(1), by=["DOE"])) == [{}, {}]


def test_continuation_forms_tell_their_owners_apart_together() -> None:
    first, second = filing(1, NAMED[0], by=SIBLINGS), filing(2, NAMED[1], by=SIBLINGS)
    assert namings(first, second)[0] == {"ROE": Naming.HOLDER, "DOE": Naming.OTHER_ROWS}
    assert namings(first, filing(2, NAMED[1], by=SIBLINGS, on=9)) == [{}, {}]


def test_a_form_of_one_of_the_named_owners_changes_no_marks() -> None:
    joint = filing(1, *NAMED, by=SIBLINGS)
    again = filing(2, *NAMED, by=["ROE"])
    assert len(live(joint, again)) == 3
    assert namings(joint, again) == namings(joint)


def test_what_one_owner_holds_directly_on_a_form_of_its_own_names_nobody() -> None:
    joint = filing(1, *TWO_ROWS, by=["ROE", "DOE"])
    own = filing(2, *TWO_ROWS, by=["ROE"])
    assert len(live(joint, own)) == 2
    assert namings(joint, own) == [{}, {}]


def test_a_trust_company_is_marked_by_its_name() -> None:
    company = owner("TRUST", name="ELM STREET TRUST CO OF DELAWARE")
    (trade,) = live(filing(1, buy(), by=[company, "ROE"]))
    assert [r.cik for r in trade.reporters if r.trust_company] == [cik("TRUST")]


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("WILMINGTON TRUST CO", True),
        ("Northern Trust Company", True),
        ("First Bank & Trust", True),
        ("Peak Trust Company-NV", True),
        ("Elm Private Trust LLC", True),
        ("Elm Trustees Limited", True),
        ("ELM FIDUCIARY SERVICES INC", True),
        ("DOE FAMILY TRUST", False),
        ("DOE FAMILY TRUST CO-TRUSTEE", False),
        ("Elm Realty Trust Inc", False),
        ("Bank & Trust U/A dated 1999", False),
        ("Doe John Q", False),
    ],
)
def test_trust_companies_are_told_from_trusts(name: str, company: bool) -> None:
    assert is_trust_company(name) is company


# What a value is.


def test_principal_of_a_note_is_no_number_of_shares() -> None:
    note = buy(table="D", security_title="6% Convertible Notes due 2030", shares=250_000, price=100)
    option = buy(table="D", security_title="Warrant (right to buy)", shares=10, price=2)
    assert [trade.value for trade in live(filing(1, note, option))] == [None, Decimal(20)]
