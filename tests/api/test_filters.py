"""What filters let through: clusters, issuers, insiders and transactions of the sample."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests import world
from tests.api.client import Api, nodes

Filter = dict[str, object]

CLUSTERS = """query ($filter: ClusterFilter) { clusters(filter: $filter) { edges { node {
  direction status insiderCount spanDays totalValue issuer { ticker } } } } }"""

ALL = ("VNTB", "AXLR", "HCRS", "BRKW")


def tickers(found: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(node["issuer"]["ticker"] for node in found)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ALL),
        ({"directions": ["BUY"]}, ALL[1:]),
        ({"directions": ["SELL"]}, ALL[:1]),
        ({"directions": ["SELL", "BUY"]}, ALL),
        ({"directions": []}, ()),
        ({"issuers": [{"ticker": "brkw"}, {"cik": "99000001"}]}, ("AXLR", "BRKW")),
        ({"issuers": [{"id": "iss:0099000006"}]}, ("HCRS",)),
        ({"issuers": [{"ticker": "NONE"}]}, ()),
        ({"issuers": []}, ()),
        ({"participants": [{"cik": world.LARKSPUR}]}, ("AXLR",)),
        ({"participants": [{"cik": world.RIDGECOMBE}]}, ("AXLR",)),
        ({"participants": [{"id": f"bo:{world.LARKSPUR}"}]}, ("AXLR",)),
        ({"participants": [{"cik": world.owner(9)}, {"cik": world.owner(6)}]}, ("VNTB", "BRKW")),
        ({"participants": [{"cik": "1"}]}, ()),
        ({"sectors": ["technology", "HEALTHCARE"]}, ("VNTB", "AXLR")),
        ({"sectors": ["Astrology"]}, ()),
        ({"sectors": []}, ()),
        ({"industries": ["state commercial BANKS"]}, ("BRKW",)),
        ({"industries": ["7372", "5812"]}, ("AXLR", "HCRS")),
        ({"sectors": ["Technology"], "industries": ["5812"]}, ()),
        ({"sectors": ["Technology"], "issuers": [{"ticker": "VNTB"}]}, ()),
        ({"minInsiderCount": 4}, ("AXLR",)),
        ({"minInsiderCount": 5}, ()),
        ({"totalValue": {"min": "225000"}}, ("VNTB", "AXLR", "HCRS")),
        ({"totalValue": {"min": "225000.01", "max": "2000000"}}, ("AXLR",)),
        ({"totalValue": {"max": "158525"}}, ("BRKW",)),
        ({"maxSpanDays": 8}, ("VNTB", "HCRS")),
        ({"maxSpanDays": 1}, ("HCRS",)),
        ({"statuses": ["OPEN"]}, ("VNTB", "AXLR")),
        ({"statuses": ["CLOSED"]}, ("HCRS", "BRKW")),
        ({"statuses": []}, ()),
        ({"transactionDate": {"from": "2026-02-18"}}, ("VNTB", "AXLR")),
        ({"transactionDate": {"from": "2026-02-19"}}, ("VNTB",)),
        ({"transactionDate": {"to": "2026-02-03"}}, ("HCRS", "BRKW")),
        ({"transactionDate": {"from": "2026-02-03", "to": "2026-02-03"}}, ("BRKW",)),
        ({"transactionDate": {"from": "2019-01-01", "to": "2019-12-31"}}, ()),
        ({"transactionDate": {}}, ALL),
        ({"transactionDate": None, "sectors": None}, ALL),
    ],
    ids=str,
)
def test_clusters_are_filtered(api: Api, wanted: Filter, expected: tuple[str, ...]) -> None:
    assert tickers(nodes(api.ask(CLUSTERS, filter=wanted)["clusters"])) == expected


def test_an_episode_that_ends_in_the_range_is_shown_whole(api: Api) -> None:
    query = """query ($filter: ClusterFilter) { clusters(filter: $filter) { edges { node {
      id firstTransactionDate transactionCount totalValue } } } }"""
    whole = nodes(api.ask(query, filter={"issuers": [{"ticker": "AXLR"}]})["clusters"])
    last_day = {"from": "2026-02-18", "to": "2026-02-18"}
    assert nodes(api.ask(query, filter={"transactionDate": last_day})["clusters"]) == whole


MEASURES: dict[str, Callable[[dict[str, Any]], object]] = {
    "TOTAL_VALUE": lambda node: Decimal(node["totalValue"]),
    "INSIDER_COUNT": lambda node: node["insiderCount"],
    "DETECTED_AT": lambda node: node["detectedAt"],
    "LAST_TRANSACTION_DATE": lambda node: node["lastTransactionDate"],
    "SPAN_DAYS": lambda node: node["spanDays"],
}


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("field", MEASURES)
def test_clusters_are_ordered_as_asked_and_ties_by_value(
    api: Api, field: str, direction: str
) -> None:
    query = """query ($order: [ClusterOrder!]) { clusters(orderBy: $order) { edges { node {
      totalValue insiderCount detectedAt lastTransactionDate spanDays } } } }"""
    by_value = nodes(api.ask(query)["clusters"])
    found = nodes(api.ask(query, order=[{"field": field, "direction": direction}])["clusters"])
    measure = MEASURES[field]
    assert found == sorted(by_value, key=measure, reverse=direction == "DESC")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["AXLR", "BRKW", "DRYF", "HCRS", "KESB", "QVLX", "VNTB"]),
        ({"tickers": ["qvlx", "AXLR", "NONE"]}, ["AXLR", "QVLX"]),
        ({"sectors": ["energy", "Utilities"]}, ["DRYF", "KESB"]),
        ({"sectors": ["Technology"], "tickers": ["KESB"]}, []),
        ({"industries": ["1311"]}, ["DRYF"]),
        ({"sectors": ["Astrology"]}, []),
        ({"tickers": []}, []),
    ],
    ids=str,
)
def test_issuers_are_filtered_and_come_by_name(
    api: Api, wanted: Filter, expected: list[str]
) -> None:
    query = "query ($f: IssuerFilter) { issuers(filter: $f) { edges { node { ticker name } } } }"
    found = nodes(api.ask(query, f=wanted)["issuers"])
    assert [node["ticker"] for node in found] == expected
    assert [node["name"] for node in found] == sorted(node["name"] for node in found)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"nameContains": "GARCIA"}, [world.GARCIA_FATHER, world.GARCIA_SON]),
        ({"nameContains": "nobody"}, []),
        ({"hasVehicles": True}, [world.LARKSPUR, world.RAVENSWORTH]),
        ({"issuers": [{"ticker": "VNTB"}], "roles": ["CEO"]}, [world.owner(9)]),
        ({"issuers": [{"ticker": "AXLR"}], "roles": ["CFO"]}, [world.owner(2)]),
        ({"issuers": [{"ticker": "AXLR"}], "roles": []}, []),
        ({"issuers": [{"ticker": "NONE"}]}, []),
        ({"issuers": [{"ticker": "AXLR"}], "hasVehicles": True}, [world.LARKSPUR]),
    ],
    ids=str,
)
def test_insiders_are_filtered(api: Api, wanted: Filter, expected: list[str]) -> None:
    query = "query ($f: OwnerFilter) { insiders(filter: $f) { edges { node { cik } } } }"
    assert [node["cik"] for node in nodes(api.ask(query, f=wanted)["insiders"])] == expected


def test_those_with_and_without_vehicles_are_everybody(api: Api) -> None:
    query = """{ all: insiders { totalCount }
      some: insiders(filter: {hasVehicles: true}) { totalCount }
      others: insiders(filter: {hasVehicles: false}) { totalCount } }"""
    counts = {name: found["totalCount"] for name, found in api.ask(query).items()}
    assert counts["some"] + counts["others"] == counts["all"]


TRANSACTIONS = """query ($filter: TransactionFilter) { transactions(filter: $filter, first: 500) {
  totalCount edges { node { code isDerivative acquiredDisposed transactionDate issuer { ticker }
  filing { filedOn } reportingOwners { cik } } } } }"""


def transactions(api: Api, wanted: Filter) -> list[dict[str, Any]]:
    found = api.ask(TRANSACTIONS, filter=wanted)["transactions"]
    rows = nodes(found)
    assert found["totalCount"] == len(rows)
    return rows


@pytest.mark.parametrize(
    "around",
    [
        {},
        {"filedOn": {"from": "2026-01-01"}},
        {"transactionDate": {"from": "2025-01-01"}},
        {"issuers": [{"cik": world.issuer(n)} for n in range(1, 8)]},
        {"owners": [{"cik": world.owner(n)} for n in range(1, 32)]},
    ],
    ids=["recent", "filed", "traded", "issuers", "owners"],
)
def test_codes_directions_and_tables_filter_alike_wherever_trades_come_from(
    api: Api, around: Filter
) -> None:
    everything = transactions(api, {**around, "includeDerivatives": True})
    assert {row["isDerivative"] for row in everything} == {True, False}
    shares = transactions(api, around)
    assert len(shares) == len([row for row in everything if not row["isDerivative"]]) == 82
    for narrow, passes in (
        ({"codes": ["P"]}, lambda row: row["code"] == "P"),
        ({"codes": ["P", "G"]}, lambda row: row["code"] in "PG"),
        ({"codes": []}, lambda _: False),
        ({"acquiredDisposed": "DISPOSED"}, lambda row: row["acquiredDisposed"] == "DISPOSED"),
    ):
        found = transactions(api, {**around, **narrow})
        assert len(found) == len([row for row in shares if passes(row)])
        assert all(passes(row) for row in found)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"transactionDate": {"from": "2026-02-09", "to": "2026-02-18"}}, 5 + 4),
        ({"issuers": [{"ticker": "AXLR"}], "transactionDate": {"from": "2026-02-18"}}, 1),
        ({"issuers": [{"ticker": "AXLR"}], "filedOn": {"to": "2026-02-11"}}, 4),
        ({"owners": [{"cik": world.FUND}]}, 4),
        ({"owners": [{"cik": world.FUND}], "issuers": [{"ticker": "AXLR"}]}, 0),
        ({"owners": [{"cik": world.FUND}, {"cik": world.RAVENSWORTH}]}, 4),
        ({"owners": [{"cik": "1"}]}, 0),
        ({"issuers": [{"ticker": "NONE"}]}, 0),
        ({"issuers": [{"ticker": "AXLR"}, {"ticker": "axlr"}]}, 7),
        ({"transactionDate": {"from": "2019-01-01", "to": "2019-02-01"}}, 0),
    ],
    ids=str,
)
def test_transactions_are_filtered_by_date_issuer_and_owner(
    api: Api, wanted: Filter, count: int
) -> None:
    assert len(transactions(api, wanted)) == count


def test_an_unknown_ticker_or_key_is_null_and_no_error(api: Api) -> None:
    data = api.ask("""{ issuer(key: {ticker: "NONE"}) { name } a: issuer(key: {cik: "1"}) { name }
      insider(key: {cik: "1"}) { name } entity(key: {cik: "1"}) { name }
      beneficialOwner(key: {cik: "1"}) { id } filing(accessionNumber: "0000000000-00-000001") { id }
    }""")
    assert set(data.values()) == {None}


def test_a_person_is_no_entity_and_a_vehicle_no_insider(api: Api) -> None:
    query = """query ($cik: CIK!) { insider(key: {cik: $cik}) { name }
      entity(key: {cik: $cik}) { name kind } }"""
    assert api.ask(query, cik=world.LARKSPUR) == {
        "insider": {"name": "Larkspur Julian T"},
        "entity": None,
    }
    assert api.ask(query, cik=world.RIDGECOMBE) == {
        "insider": None,
        "entity": {"name": "Ridgecombe Partners LLC", "kind": "LLC"},
    }


def test_every_way_to_name_an_issuer_leads_to_the_same(api: Api) -> None:
    query = "query ($key: IssuerKey!) { issuer(key: $key) { id cik ticker } }"
    same = [
        api.ask(query, key=key)["issuer"]
        for key in (
            {"ticker": "AXLR"},
            {"ticker": "axlr"},
            {"cik": "0099000001"},
            {"cik": "99000001"},
            {"id": "iss:0099000001"},
        )
    ]
    assert same == [{"id": "iss:0099000001", "cik": "0099000001", "ticker": "AXLR"}] * 5
