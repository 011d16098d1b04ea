"""Which rows a list shows, where each leads, and that none is lost on the way."""

from typing import Any

import pytest

from tests.api import rows_world as rows
from tests.api.client import Api, nodes
from tests.api.rows_world import ISSUER, at, just_before
from tests.ingest.resolve_world import accession, cik, row_key

OWNERS = [{"cik": cik(name)} for name in ("ROE", "DOE", "POE", "FUND", "GP", "MANAGER")]
EVERYWHERE = """query ($rows: RowSelection!, $at: DateTime, $cik: CIK!, $owners: [OwnerKey!]) {
  recent: transactions(filter: {rows: $rows}, knownAt: $at, first: 500) { ...page }
  dated: transactions(filter: {rows: $rows, filedOn: {from: "2026-03-01", to: "2026-12-31"}},
    knownAt: $at, first: 500) { ...page }
  named: transactions(filter: {rows: $rows, issuers: [{cik: $cik}]}, knownAt: $at, first: 500) {
    ...page }
  owned: transactions(filter: {rows: $rows, owners: $owners}, knownAt: $at, first: 500) { ...page }
  issuer(key: {cik: $cik}, knownAt: $at) {
    transactions(filter: {rows: $rows}, first: 500) { ...page } }
}
fragment page on TransactionConnection { totalCount edges { node { id economicTransactionId } } }
"""
"""Every way to the same list."""


def everywhere(api: Api, rows: str, known_at: str | None = None) -> list[tuple[str, str]]:
    """Return (row, trade) of a list, after making sure that every way to it shows the same."""
    data = api.ask(EVERYWHERE, rows=rows, at=known_at, cik=ISSUER, owners=OWNERS)
    data["issuer"] = data["issuer"]["transactions"] if data["issuer"] else data["recent"]
    pages = {name: (page["totalCount"], nodes(page)) for name, page in data.items()}
    assert len({str(page) for page in pages.values()}) == 1, pages
    total, found = pages["recent"]
    assert total == len(found)
    return [
        (node["id"].removeprefix("txn:"), node["economicTransactionId"].removeprefix("trade:"))
        for node in found
    ]


COUNTED = (
    rows.PLANNED,
    *(rows.ROES, rows.DOES, rows.ORCHARDS),
    *(rows.ORPHAN, rows.CONTRADICTORY, rows.UNDATED, rows.SUSPECT),
    *rows.PARTS,
    rows.MANAGERS,
    row_key(3),
    rows.OTHER_LINE,
)
"""Effective rows, newest trade first, equal instants by trade id."""


def test_effective_rows_are_one_for_each_trade_that_counts(rows_api: Api) -> None:
    found = everywhere(rows_api, "EFFECTIVE")
    assert [row for row, _ in found] == list(COUNTED)
    assert len({trade for _, trade in found}) == len(found)


def test_as_filed_every_row_is_listed_once_those_of_a_trade_together(rows_api: Api) -> None:
    found = everywhere(rows_api, "AS_FILED")
    filed = [row.key for filing in rows.FILINGS for row in filing.document.transactions]
    assert sorted(row for row, _ in found) == sorted(filed)
    trades = [trade for _, trade in found]
    assert trades == sorted(trades, key=trades.index)
    by_trade = {trade: [row for row, of in found if of == trade] for trade in trades}
    assert by_trade[rows.LINE] == [rows.LINE, row_key(2), row_key(3)]
    assert by_trade[rows.MANAGERS] == [rows.MANAGERS, rows.FUNDS, rows.FUNDS_AMENDED]
    assert by_trade[rows.VOID] == [rows.VOID]


@pytest.mark.parametrize("number", range(1, 17))
def test_a_list_knows_no_row_of_a_later_filing(rows_api: Api, number: int) -> None:
    for selection in ("EFFECTIVE", "AS_FILED"):
        before = everywhere(rows_api, selection, just_before(number))
        after = everywhere(rows_api, selection, at(number))
        assert not any(row.startswith(accession(number)) for row, _ in before)
        if selection == "AS_FILED":
            own = [row for row, _ in after if row.startswith(accession(number))]
            assert len(own) == len(rows.FILINGS[number - 1].document.transactions)
            assert {row for row, _ in before} < {row for row, _ in after} or not own


WAYS = """query ($of: AccessionNumber!, $at: DateTime) {
  filing(accessionNumber: $of, knownAt: $at) { transactions { id duplicateGates
    supersededBy { id shares supersededBy { id } supersedes { id } }
    supersedes { id shares supersededBy { id } }
    duplicates { id supersedes { id } duplicates { id } } } } }"""


def ways(api: Api, number: int, known_at: str | None = None) -> dict[str, Any]:
    """Return the first row of a filing with what it leads to; ids without their prefix."""
    found: dict[str, Any] = api.ask(WAYS, of=accession(number), at=known_at)["filing"]
    return plain(found["transactions"][0])  # type: ignore[no-any-return]


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.removeprefix("txn:") if isinstance(value, str) else value


def test_each_version_of_a_line_leads_to_the_one_in_force_and_back(rows_api: Api) -> None:
    first, second, third = (row_key(number) for number in (1, 2, 3))
    in_force = {
        "id": third,
        "shares": "130",
        "supersededBy": None,
        "supersedes": [{"id": second}, {"id": first}],
    }
    assert ways(rows_api, 1)["supersededBy"] == in_force
    assert ways(rows_api, 1)["supersedes"] == []
    assert ways(rows_api, 2)["supersededBy"] == in_force
    assert ways(rows_api, 2)["supersedes"] == [
        {"id": first, "shares": "100", "supersededBy": {"id": third}}
    ]
    assert ways(rows_api, 3)["supersededBy"] is None
    assert [row["id"] for row in ways(rows_api, 3)["supersedes"]] == [second, first]


def test_versions_are_those_known_at_the_cut_off(rows_api: Api) -> None:
    assert ways(rows_api, 1, at(1))["supersededBy"] is None
    assert ways(rows_api, 1, just_before(2))["supersededBy"] is None
    assert ways(rows_api, 1, at(2))["supersededBy"]["id"] == row_key(2)
    assert ways(rows_api, 2, just_before(3))["supersededBy"] is None


def test_a_row_leads_to_those_of_other_forms_in_their_version_in_force(rows_api: Api) -> None:
    manager, fund, amended = rows.MANAGERS, rows.FUNDS, rows.FUNDS_AMENDED
    assert ways(rows_api, 4)["duplicates"] == [
        {"id": amended, "supersedes": [{"id": fund}], "duplicates": [{"id": manager}]}
    ]
    for number in (5, 6):
        assert [row["id"] for row in ways(rows_api, number)["duplicates"]] == [manager]
        assert ways(rows_api, number)["duplicateGates"] == ["SHARED_OWNER"]
    assert ways(rows_api, 5)["supersededBy"]["id"] == amended
    assert ways(rows_api, 1)["duplicates"] == ways(rows_api, 1)["duplicateGates"] == []


def test_duplicates_are_those_known_at_the_cut_off(rows_api: Api) -> None:
    assert ways(rows_api, 4, just_before(5))["duplicates"] == []
    assert ways(rows_api, 4, just_before(5))["duplicateGates"] == []
    assert [row["id"] for row in ways(rows_api, 4, at(5))["duplicates"]] == [rows.FUNDS]
    assert [row["id"] for row in ways(rows_api, 4, at(7))["duplicates"]] == [rows.FUNDS_AMENDED]


def test_a_version_that_was_taken_back_leads_nowhere(rows_api: Api) -> None:
    for_a_day = ways(rows_api, 4, at(6))
    assert for_a_day["supersededBy"]["id"] == rows.FUNDS_AMENDED
    assert for_a_day["duplicates"] == []
    assert [row["id"] for row in ways(rows_api, 6, at(6))["supersedes"]] == [
        rows.FUNDS,
        rows.MANAGERS,
    ]
    assert ways(rows_api, 4, at(7))["supersededBy"] is None
    assert [row["id"] for row in ways(rows_api, 6)["supersedes"]] == [rows.FUNDS]


def test_from_the_rows_that_count_every_row_of_a_live_trade_is_reached(rows_api: Api) -> None:
    query = """{ transactions(first: 500) { edges { node { id supersedes { id }
      duplicates { id supersedes { id } } aggregatedBy { id } } } } }"""
    found = plain(nodes(rows_api.ask(query)["transactions"]))
    reached = {row["id"] for row in found}
    reached |= {row["id"] for one in found for row in one["supersedes"]}
    reached |= {row["id"] for one in found for row in one["duplicates"]}
    reached |= {r["id"] for one in found for row in one["duplicates"] for r in row["supersedes"]}
    reached |= {row["id"] for one in found for row in one["aggregatedBy"]}
    filed = {row.key for filing in rows.FILINGS for row in filing.document.transactions}
    assert filed - reached == {rows.VOID}


def test_what_belongs_to_a_row_is_one_statement(rows_api: Api) -> None:
    query = """{ transactions(first: %d, filter: {rows: AS_FILED}) { edges { node {
      duplicates { id } supersededBy { id } supersedes { id shares } duplicateGates
      aggregates { id } aggregatedBy { id } } } } }"""
    expected = ["aggregates_of_trades", "rows_of_trades", "transactions"]
    assert rows_api.relations(query % 1) == expected
    assert rows_api.relations(query % 500) == expected


CLUSTER = """query ($rows: RowSelection! = EFFECTIVE, $first: Int, $after: String, $at: DateTime) {
  clusters(definition: {minInsiders: 1, windowDays: 365}, knownAt: $at, filter: {
    directions: [BUY]}) { edges { node { transactionCount reportedRowCount
    transactions(rows: $rows, first: $first, after: $after) { totalCount
      pageInfo { hasNextPage endCursor } edges { node { id transactionDate } } } } } } }"""


def test_the_rows_of_a_cluster_are_as_many_as_it_says(rows_api: Api) -> None:
    (effective,) = nodes(rows_api.ask(CLUSTER)["clusters"])
    (as_filed,) = nodes(rows_api.ask(CLUSTER, rows="AS_FILED")["clusters"])
    assert effective["transactions"]["totalCount"] == effective["transactionCount"]
    assert as_filed["transactions"]["totalCount"] == as_filed["reportedRowCount"]
    days = [row["transactionDate"] for row in nodes(as_filed["transactions"])]
    assert days == sorted(days)
    shown = {row["id"] for row in nodes(as_filed["transactions"])}
    assert {row["id"] for row in nodes(effective["transactions"])} < shown
    assert f"txn:{rows.WHOLE}" in shown


def test_the_rows_of_a_cluster_come_in_pages(rows_api: Api) -> None:
    (whole,) = nodes(rows_api.ask(CLUSTER, rows="AS_FILED")["clusters"])
    found: list[Any] = []
    page = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        variables = {"rows": "AS_FILED", "first": 2, "after": page["endCursor"]}
        (cluster,) = nodes(rows_api.ask(CLUSTER, **variables)["clusters"])
        found += nodes(cluster["transactions"])
        page = cluster["transactions"]["pageInfo"]
    assert found == nodes(whole["transactions"])


def test_a_filing_shows_its_rows_as_filed_or_those_that_stand_for_a_trade(rows_api: Api) -> None:
    query = """query ($of: AccessionNumber!, $at: DateTime) {
      filing(accessionNumber: $of, knownAt: $at) { transactions { id }
        effective: transactions(rows: EFFECTIVE) { id } } }"""

    def shown(number: int, known_at: str | None = None) -> tuple[list[str], list[str]]:
        found = plain(rows_api.ask(query, of=accession(number), at=known_at)["filing"])
        return tuple([row["id"] for row in found[n]] for n in ("transactions", "effective"))  # type: ignore[return-value]

    both = [rows.LINE, rows.OTHER_LINE]
    assert shown(1) == (both, [rows.OTHER_LINE])
    assert shown(1, just_before(2)) == (both, both)
    assert shown(5) == ([rows.FUNDS], [])
    assert shown(6) == ([rows.FUNDS_AMENDED], [])
    assert shown(7) == ([rows.VOID], [])
    assert shown(7, just_before(8)) == ([rows.VOID], [rows.VOID])
    assert shown(8) == ([], [])
    assert shown(9) == (list(rows.PARTS), list(rows.PARTS))
    assert shown(10) == ([rows.WHOLE], [])
    assert shown(11) == ([rows.SUSPECT], [rows.SUSPECT])


@pytest.mark.parametrize(
    ("owner", "selection", "expected"),
    [
        ("FUND", "EFFECTIVE", [*rows.PARTS, rows.MANAGERS]),
        ("FUND", "AS_FILED", [*rows.PARTS, rows.MANAGERS, rows.FUNDS, rows.FUNDS_AMENDED]),
        ("GP", "EFFECTIVE", []),
        ("GP", "AS_FILED", [rows.MANAGERS, rows.FUNDS, rows.FUNDS_AMENDED]),
    ],
)
def test_an_owner_keeps_what_amendments_replaced(
    rows_api: Api, owner: str, selection: str, expected: list[str]
) -> None:
    query = """query ($cik: CIK!, $rows: RowSelection!) { entity(key: {cik: $cik}) {
      transactions(filter: {rows: $rows}) { totalCount edges { node { id } } } } }"""
    page = rows_api.ask(query, cik=cik(owner), rows=selection)["entity"]["transactions"]
    assert plain([row["id"] for row in nodes(page)]) == expected
    assert page["totalCount"] == len(expected)
