"""What holds for every cluster of every definition, as an answer shows it."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.client import Api, nodes

CLUSTERS = """query ($definition: ClusterDefinitionInput, $first: Int, $from: Date) {
  clusters(definition: $definition, first: $first,
    filter: {transactionDate: {from: $from}}) { totalCount evaluationDate edges { node {
    id direction status issuer { cik }
    definition { preset windowDays windowMode dateBasis minInsiders countBasis minTotalValue }
    qualifyingCount insiderCount insiderCountExact insiderCountMin insiderCountMax
    reportingOwnerCount transactionCount reportedRowCount filingCount totalValue netShares
    averagePrice unpricedTransactionCount firstTransactionDate lastTransactionDate spanDays
    planValueShare planUnknownValueShare
    participants(first: 500) { totalCount edges { node { totalValue netShares transactionCount
      beneficialOwner { id } } } }
    transactions(first: 500) { totalCount edges { node {
      id transactionDate value shares code filing { filedOn } } } }
    explanation { name passed } } } } }"""

ONE = """query ($id: ID!) { cluster(id: $id) { id totalValue insiderCount transactionCount } }"""

amounts = st.sampled_from(["0", "25000", "158525", "225000.01", "1000000"])
definitions = st.fixed_dictionaries(
    {},
    optional={
        "preset": st.sampled_from(["DEFAULT", "FINRADAR"]),
        "windowDays": st.integers(1, 365),
        "windowMode": st.sampled_from(["ROLLING", "LOOKBACK"]),
        "dateBasis": st.sampled_from(["TRANSACTION_DATE", "FILED_ON"]),
        "minInsiders": st.integers(1, 5),
        "countBasis": st.sampled_from(["BENEFICIAL_OWNER", "HOLDER", "REPORTING_OWNER"]),
        "codes": st.lists(st.sampled_from(["P", "S", "A", "F", "G", "M"]), min_size=1, max_size=4),
        "forms": st.lists(
            st.sampled_from(["FORM_4", "FORM_4A", "FORM_5"]), min_size=1, max_size=3, unique=True
        ),
        "minTotalValue": amounts,
        "minTransactionValue": amounts,
        "tradingPlans": st.sampled_from(["INCLUDE", "EXCLUDE", "EXCLUDE_UNKNOWN_TOO", "ONLY"]),
        "minLinkConfidence": st.sampled_from(["0.5", "0.8", "0.95", "0.9999", "1"]),
    },
)

drawn = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def check_counts(node: Mapping[str, Any]) -> None:
    assert node["insiderCountMin"] <= node["insiderCount"] <= node["insiderCountMax"]
    assert node["insiderCount"] <= node["transactionCount"] <= node["reportedRowCount"]
    assert node["insiderCount"] <= node["reportingOwnerCount"]
    assert node["filingCount"] <= node["reportedRowCount"]
    definition = node["definition"]
    assert node["qualifyingCount"] >= definition["minInsiders"]
    if definition["countBasis"] == "BENEFICIAL_OWNER" and node["insiderCountExact"]:
        assert node["qualifyingCount"] <= node["insiderCount"]
    if definition["countBasis"] == "REPORTING_OWNER":
        assert node["qualifyingCount"] <= node["reportingOwnerCount"]
    assert all(criterion["passed"] for criterion in node["explanation"])


def check_participants(node: Mapping[str, Any]) -> None:
    members = nodes(node["participants"])
    assert node["participants"]["totalCount"] == len(members) == node["insiderCount"]
    assert len({member["beneficialOwner"]["id"] for member in members}) == len(members)
    assert all(member["transactionCount"] > 0 for member in members)
    assert sum(member["transactionCount"] for member in members) == node["transactionCount"]
    for name in ("totalValue", "netShares"):
        assert sum(Decimal(member[name]) for member in members) == Decimal(node[name])


def check_sums(node: Mapping[str, Any]) -> None:
    trades = nodes(node["transactions"])
    assert node["transactions"]["totalCount"] == len(trades) == node["transactionCount"]
    assert len({trade["id"] for trade in trades}) == len(trades)
    priced = [Decimal(trade["value"]) for trade in trades if trade["value"] is not None]
    assert sum(priced) == Decimal(node["totalValue"])
    assert len(trades) - len(priced) <= node["unpricedTransactionCount"]
    shares = sum(Decimal(trade["shares"] or 0) for trade in trades)
    sign = 1 if node["direction"] == "BUY" else -1
    assert Decimal(node["netShares"]) == sign * shares
    assert Decimal(node["totalValue"]) >= Decimal(node["definition"]["minTotalValue"] or 0)
    shares_of_value = Decimal(node["planValueShare"]), Decimal(node["planUnknownValueShare"])
    assert all(0 <= share <= 1 for share in (*shares_of_value, sum(shares_of_value)))


def check_dates(node: Mapping[str, Any]) -> None:
    first, last = node["firstTransactionDate"], node["lastTransactionDate"]
    assert first <= last
    basis = node["definition"]["dateBasis"]
    if basis == "TRANSACTION_DATE":
        days = [trade["transactionDate"] for trade in nodes(node["transactions"])]
        assert (min(days), max(days)) == (first, last)
        assert days == sorted(days)


def check_episodes(found: list[dict[str, Any]]) -> None:
    assert len({node["id"] for node in found}) == len(found)
    episodes = defaultdict(list)
    for node in found:
        span = node["firstTransactionDate"], node["lastTransactionDate"]
        episodes[node["issuer"]["cik"], node["direction"]].append(span)
    for spans in episodes.values():
        spans.sort()
        assert all(before[1] < after[0] for before, after in pairwise(spans))


def check_order(found: list[dict[str, Any]]) -> None:
    keys = [(-Decimal(node["totalValue"]), node["issuer"]["cik"]) for node in found]
    assert keys == sorted(keys)


def check(api: Api, **variables: object) -> list[dict[str, Any]]:
    """Return the clusters of a definition after every check that an answer allows."""
    answer = api.ask(CLUSTERS, **variables)
    found = nodes(answer["clusters"])
    for node in found:
        check_counts(node)
        check_participants(node)
        check_sums(node)
        check_dates(node)
        assert node["lastTransactionDate"] <= answer["clusters"]["evaluationDate"]
    check_episodes(found)
    check_order(found)
    assert api.ask(CLUSTERS, **variables) == answer
    return found


@drawn
@given(definition=definitions)
def test_every_cluster_of_the_sample_keeps_the_promises(
    api: Api, definition: dict[str, object]
) -> None:
    found = check(api, definition=definition, first=500, **{"from": "2025-01-01"})
    for node in found[:3]:
        same = api.ask(ONE, id=node["id"])["cluster"]
        assert same == {name: node[name] for name in same}


@settings(drawn, max_examples=12)
@given(definition=definitions)
def test_every_cluster_of_a_generated_year_keeps_the_promises(
    big_api: Api, definition: dict[str, object]
) -> None:
    check(big_api, definition=definition, first=40, **{"from": "2025-06-01"})


@settings(drawn, max_examples=20)
@given(definition=definitions, wider=st.integers(1, 60))
def test_fewer_insiders_asked_for_never_means_fewer_issuers(
    api: Api, definition: dict[str, object], wider: int
) -> None:
    query = """query ($definition: ClusterDefinitionInput) { clusters(definition: $definition,
      first: 500) { edges { node { direction issuer { cik } } } } }"""

    def sides(**changes: object) -> set[tuple[str, str]]:
        found = nodes(api.ask(query, definition={**definition, **changes})["clusters"])
        return {(node["issuer"]["cik"], node["direction"]) for node in found}

    asked = {"windowDays": 30, "minInsiders": 3, **definition}
    strict = sides(**asked)
    assert strict <= sides(**{**asked, "minInsiders": 1})
    longer = min(365, int(str(asked["windowDays"])) + wider)
    assert strict <= sides(**{**asked, "windowDays": longer})
