"""What a row says of its trade: owners, figures, plan, and why it counts or does not."""

import asyncio
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from graph_api.bolt.connection import Engine
from tests import world
from tests.api import rows_world as rows
from tests.api.client import Api, api_of, nodes
from tests.api.rows_world import ISSUER, at, just_before, load_filings
from tests.engines import running
from tests.ingest.resolve_world import accession, buy, cik, filing, row_key

FIELDS = """id economicTransactionId shares transactionDate effectiveTransactionDate
  pricePerShare reportedPricePerShare priceQuality value isVoid isOrphanAmendment isContradictory
  repairs { field reported effective reason } aggregates { id value } aggregatedBy { id }
  beneficialOwners { id } tradingPlan { status basis adoptedOn quote }"""
ROW = f"""query ($of: AccessionNumber!, $at: DateTime) {{ filing(accessionNumber: $of, knownAt: $at)
  {{ transactions {{ {FIELDS} }} }} }}"""


def told(api: Api, number: int, known_at: str | None = None) -> list[dict[str, Any]]:
    """Return the rows of a filing with all that is said of them."""
    found: list[dict[str, Any]] = api.ask(ROW, of=accession(number), at=known_at)["filing"][
        "transactions"
    ]
    return found


def test_figures_that_cannot_be_used_are_shown_with_the_reason(rows_api: Api) -> None:
    (suspect,) = told(rows_api, 11)
    assert suspect["priceQuality"] == "SUSPECT"
    assert (suspect["pricePerShare"], suspect["reportedPricePerShare"]) == (None, "4000")
    assert suspect["value"] is None
    (repair,) = suspect["repairs"]
    assert repair["field"] == "transactionPricePerShare"
    assert (repair["reported"], repair["effective"]) == ("4000", None)
    assert "median" in repair["reason"]
    assert told(rows_api, 1)[0]["repairs"] == []


def test_a_date_that_cannot_be_is_shown_as_filed_and_puts_its_trade_nowhere(rows_api: Api) -> None:
    (undated,) = told(rows_api, 12)
    assert undated["transactionDate"] == "2062-03-14"
    assert undated["effectiveTransactionDate"] is None
    assert [repair["reported"] for repair in undated["repairs"]] == ["2062-03-14"]
    (dated,) = told(rows_api, 11)
    assert dated["effectiveTransactionDate"] == dated["transactionDate"] == "2026-03-13"


def test_void_orphan_and_contradictory_trades_say_so(rows_api: Api) -> None:
    flags = ("isVoid", "isOrphanAmendment", "isContradictory")
    (void,), (orphan,), (contradictory,) = (told(rows_api, number) for number in (7, 14, 13))
    assert [void[flag] for flag in flags] == [True, False, False]
    assert [orphan[flag] for flag in flags] == [False, True, False]
    assert [contradictory[flag] for flag in flags] == [False, False, True]
    (before,) = told(rows_api, 7, just_before(8))
    assert before["isVoid"] is False


def test_a_sum_leads_to_its_parts_and_they_to_it(rows_api: Api) -> None:
    (whole,) = told(rows_api, 10)
    parts = told(rows_api, 9)
    assert [part["id"] for part in whole["aggregates"]] == [part["id"] for part in parts]
    values = [Decimal(part["value"]) for part in whole["aggregates"]]
    assert sum(values) == Decimal(whole["value"])
    assert whole["aggregatedBy"] == []
    assert [part["aggregatedBy"] for part in parts] == [[{"id": whole["id"]}]] * 3
    assert [part["aggregates"] for part in parts] == [[]] * 3
    early = told(rows_api, 9, just_before(10))
    assert [part["aggregatedBy"] for part in early] == [[]] * 3


def test_rows_of_one_trade_share_its_id_and_its_value(rows_api: Api) -> None:
    versions = [told(rows_api, number)[0] for number in (1, 2, 3)]
    assert {row["economicTransactionId"] for row in versions} == {f"trade:{rows.LINE}"}
    assert [row["shares"] for row in versions] == ["100", "120", "130"]
    assert {row["value"] for row in versions} == {"1300"}
    (before,) = told(rows_api, 2, just_before(3))
    assert before["value"] == "1200"


def owners(*names: str) -> list[dict[str, str]]:
    return [{"id": f"bo:{owner}"} for owner in sorted(cik(name) for name in names)]


def test_a_row_of_a_joint_form_belongs_to_the_stranger_whom_it_names(rows_api: Api) -> None:
    roes, does, orchards = told(rows_api, 15)
    assert roes["beneficialOwners"] == owners("ROE")
    assert does["beneficialOwners"] == owners("DOE")
    assert orchards["beneficialOwners"] == owners("ROE", "DOE")
    # Until both are named there is nobody to tell apart.
    _, before, _ = told(rows_api, 15, just_before(16))
    assert before["beneficialOwners"] == owners("ROE", "DOE")


def test_owners_of_a_trade_are_those_of_all_its_live_forms(rows_api: Api) -> None:
    assert told(rows_api, 4, just_before(5))[0]["beneficialOwners"] == owners("MANAGER")
    assert told(rows_api, 4, at(5))[0]["beneficialOwners"] == owners("MANAGER", "FUND", "GP")
    for number in (4, 5, 6):
        (row,) = told(rows_api, number)
        assert row["beneficialOwners"] == owners("MANAGER", "FUND")


HELD_BY = """query ($of: AccessionNumber!, $at: DateTime) {
  filing(accessionNumber: $of, knownAt: $at) {
    transactions { heldBy { __typename ... on Insider { cik } ... on Holder { id name } } } } }"""


def test_a_row_is_held_by_whom_it_names(rows_api: Api) -> None:
    def held(known_at: str | None = None) -> list[Any]:
        found = rows_api.ask(HELD_BY, of=accession(15), at=known_at)["filing"]["transactions"]
        return [row["heldBy"] for row in found]

    roe, doe = ([{"__typename": "Insider", "cik": cik(name)}] for name in ("ROE", "DOE"))
    holder = {"id": f"holder:{rows.HOLDER}", "name": "Orchard Lane LLC"}
    assert held() == [roe, doe, [{"__typename": "Holder", **holder}]]
    # Who the first row names is understood a day later.
    assert held(just_before(16))[:2] == [[], doe]
    assert rows_api.relations(HELD_BY, of=accession(15)) == [
        "filing_transactions",
        "filings",
        "holders_of_transactions",
    ]


def test_holdings_tell_their_holders_in_one_statement(api: Api) -> None:
    query = """query ($of: AccessionNumber!) { filing(accessionNumber: $of) { holdings {
      natureOfOwnership heldBy { __typename } } } }"""
    expected = ["filing_holdings", "filings", "holders_of_holdings"]
    assert api.relations(query, of=world.FORM_3_WITH_HOLDINGS) == expected


CLUSTERS = """{ clusters(definition: {minInsiders: 1, windowDays: 1, tradingPlans: INCLUDE},
    first: 500) { edges { node {
  participants(first: 500) { edges { node { beneficialOwner { id } coOwners { id } } } }
  transactions(first: 500) { edges { node { beneficialOwners { id } } } } } } } }"""


@pytest.mark.parametrize("world_of", ["api", "rows_api", "big_api"])
def test_a_cluster_and_its_rows_name_the_same_owners(
    request: pytest.FixtureRequest, world_of: str
) -> None:
    asked: Api = request.getfixturevalue(world_of)
    clusters = nodes(asked.ask(CLUSTERS)["clusters"])
    assert clusters
    for cluster in clusters:
        members = nodes(cluster["participants"])
        named = {one["beneficialOwner"]["id"] for one in members}
        named |= {owner["id"] for one in members for owner in one["coOwners"]}
        behind = [
            {owner["id"] for owner in row["beneficialOwners"]}
            for row in nodes(cluster["transactions"])
        ]
        assert named == set().union(*behind)
        chosen = {one["beneficialOwner"]["id"] for one in members}
        assert all(chosen & owners for owners in behind)


def test_who_stands_behind_a_trade_costs_no_statement(big_api: Api) -> None:
    query = """query ($first: Int) { issuers(first: 2) { edges { node {
      transactions(first: $first) { edges { node { beneficialOwners { id displayName }
      lookalikes { name } } } } } } } }"""
    for first in (1, 200):
        assert big_api.relations(query, first=first) == ["trades_of_issuers"]


def test_owners_of_trades_that_look_the_same_are_named(rows_api: Api) -> None:
    query = """query ($of: AccessionNumber!) { filing(accessionNumber: $of) { transactions {
      lookalikes { cik } } } }"""
    for number, expected in ((13, [{"cik": cik("ROE")}]), (14, [])):
        found = rows_api.ask(query, of=accession(number))["filing"]["transactions"]
        assert [row["lookalikes"] for row in found] == [expected]


def test_a_plan_is_told_with_its_words_and_its_day(rows_api: Api) -> None:
    (row,) = told(rows_api, 16)
    assert row["tradingPlan"] == {
        "status": "PLANNED",
        "basis": "FOOTNOTE",
        "adoptedOn": "2025-12-04",
        "quote": rows.PLAN_NOTE,
    }
    assert told(rows_api, 1)[0]["tradingPlan"] == {
        "status": "UNKNOWN",
        "basis": "NOT_STATED",
        "adoptedOn": None,
        "quote": None,
    }


def test_the_status_of_a_plan_costs_nothing_and_the_rest_one_statement(rows_api: Api) -> None:
    query = """query ($first: Int) { issuers { edges { node { transactions(first: $first) {
      edges { node { tradingPlan { %s } } } } } } } }"""
    assert rows_api.relations(query % "status", first=5) == ["trades_of_issuers"]
    for first in (1, 100):
        found = rows_api.relations(query % "status basis adoptedOn quote", first=first)
        assert found == ["plan_words_of_rows", "trades_of_issuers"]


def test_the_plans_of_the_sample_say_what_tells_of_them(api: Api) -> None:
    query = """query ($of: AccessionNumber!) { filing(accessionNumber: $of) { tradingPlanBox
      transactions { tradingPlan { status basis quote } } } }"""
    by_footnote = api.ask(query, of=world.PLAN_BY_FOOTNOTE_ONLY)["filing"]
    assert by_footnote["tradingPlanBox"] is False
    for row in by_footnote["transactions"]:
        plan = row["tradingPlan"]
        assert (plan["status"], plan["basis"]) == ("PLANNED", "FOOTNOTE")
        assert "10b5-1" in plan["quote"]


@pytest.mark.parametrize(
    ("qualities", "expected"),
    [
        (["SUSPECT"], [rows.SUSPECT]),
        (["SUSPECT", "MISSING"], [rows.SUSPECT]),
        (["CORRECTED"], []),
        ([], []),
    ],
)
@pytest.mark.parametrize("around", [{}, {"issuers": [{"cik": ISSUER}]}, {"owners": "DOE"}])
def test_suspect_prices_are_found_by_their_quality(
    rows_api: Api, around: dict[str, object], qualities: list[str], expected: list[str]
) -> None:
    query = """query ($filter: TransactionFilter) { transactions(filter: $filter) { totalCount
      edges { node { id } } } }"""
    who = {"owners": [{"cik": cik("DOE")}]} if "owners" in around else around
    page = rows_api.ask(query, filter={**who, "priceQualities": qualities})["transactions"]
    assert [row["id"] for row in nodes(page)] == [f"txn:{row}" for row in expected]
    assert page["totalCount"] == len(expected)


def test_what_stays_out_of_clusters_is_not_counted_there(rows_api: Api) -> None:
    query = """query ($at: DateTime) { clusters(knownAt: $at, definition: {minInsiders: 1,
      windowDays: 365, tradingPlans: INCLUDE}) { edges { node { transactions(first: 500) {
      edges { node { id } } } } } } }"""
    out = {rows.VOID, rows.WHOLE, rows.UNDATED, rows.CONTRADICTORY}
    for known_at, expected in ((at(16), set()), (just_before(8), {rows.VOID})):
        clusters = nodes(rows_api.ask(query, at=known_at)["clusters"])
        shown = {
            row["id"].removeprefix("txn:") for one in clusters for row in nodes(one["transactions"])
        }
        assert shown & out == expected


RESOLVED = (
    filing(1, buy(1, 100, 10, shares_owned_following=100), on=1),
    filing(2, buy(1, 120, 10, shares_owned_following=120), on=2, form="4/A", amends=1),
    filing(4, buy(4, 200, 20), on=4, by=("MANAGER",)),
    filing(5, buy(4, 200, 20), on=5, by=("FUND", "MANAGER")),
    filing(7, buy(7, 70, 30), on=7),
    filing(8, on=8, form="4/A", amends=7, remarks="The Form 4 was filed in error."),
    filing(9, *(buy(9, shares, 5) for shares in (10, 20, 30)), on=9, by=("FUND",)),
    filing(10, buy(9, 60, 5), on=10, by=("MANAGER", "FUND")),
    filing(14, buy(14, 15, 10), on=14, by=("POE",), form="4/A", amends=2),
)
"""Filings of which all is left to be resolved."""


@pytest.fixture(scope="module")
def resolved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    home = tmp_path_factory.mktemp("home")
    with running(Engine.EMBEDDED, tmp_path_factory.mktemp("resolved")) as engine:
        asyncio.run(load_filings(engine, RESOLVED))
        with api_of(engine, home) as opened:
            yield opened


def test_what_filings_tell_of_one_another_reaches_the_answers(resolved: Api) -> None:
    query = """{ transactions(first: 100, filter: {rows: AS_FILED}) { edges { node { id isVoid
      isOrphanAmendment duplicateGates duplicates { id } supersededBy { id } supersedes { id }
      aggregates { id } aggregatedBy { id } filing { amendmentScope } } } } }"""
    found = {row["id"]: row for row in nodes(resolved.ask(query)["transactions"])}

    def named(number: int, ordinal: int = 1) -> str:
        return f"txn:{row_key(number, ordinal)}"

    def told(number: int, field: str, ordinal: int = 1) -> Any:
        value = found[named(number, ordinal)][field]
        if isinstance(value, list):
            return [item["id"] if isinstance(item, dict) else item for item in value]
        return value["id"] if isinstance(value, dict) else value

    assert len(found) == 10
    assert (told(1, "supersededBy"), told(2, "supersedes")) == (named(2), [named(1)])
    assert "TRANSACTIONS" in found[named(2)]["filing"]["amendmentScope"]
    assert (told(4, "duplicates"), told(5, "duplicates")) == ([named(5)], [named(4)])
    assert told(4, "duplicateGates") == ["SHARED_OWNER"]
    assert [number for number in (1, 2, 4, 7, 9, 10, 14) if told(number, "isVoid")] == [7]
    parts = [named(9, ordinal) for ordinal in (1, 2, 3)]
    assert sorted(told(10, "aggregates")) == parts
    assert all(told(9, "aggregatedBy", ordinal) == [named(10)] for ordinal in (1, 2, 3))
    assert told(14, "isOrphanAmendment") is True
    query = "{ transactions(first: 100) { edges { node { id duplicates { id } } } } }"
    counted = {row["id"] for row in nodes(resolved.ask(query)["transactions"])}
    assert {named(2), named(14), *parts} < counted
    assert counted.isdisjoint({named(1), named(7), named(10)})
    assert len(counted & {named(4), named(5)}) == 1
