"""The law of reading: statements = relations selected, waits = levels, whatever the rows.

A relation is one response path with its reader, arguments and cut-off. The check of the revision
and the fetch of what is kept for each state of the graph are counted apart.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from tests.api.client import COLUMNS, REVISION, STATE, Api, Sent, api_of, nodes, waits
from tests.engines import RunningEngine
from tests.world import FUND, LARKSPUR, RAVENSWORTH, RIDGECOMBE, filing

LONG_ENOUGH_TO_MEET = 0.05
"""Seconds by which each statement is held back, so that those under way together overlap."""


def one_day_clusters(selection: str) -> str:
    """Return a query for clusters of any single insider on any single day: there are many."""
    return f"""query ($first: Int = 100) {{
      clusters(first: $first, definition: {{minInsiders: 1, windowDays: 1}}) {{ {selection} }} }}"""


DEPTHS: dict[str, tuple[str, list[str]]] = {
    "figures alone": ("edges { node { id insiderCount totalValue explanation { name } } }", []),
    "names and labels": (
        "edges { node { issuer { name sector { name } } participants { totalCount } } }",
        [],
    ),
    "clusters below issuers": ("edges { node { issuer { clusters { edges { cursor } } } } }", []),
    "sources": ("edges { node { explanation { name sources { documentUrl } } } }", ["filings"]),
    "one level": (
        "edges { node { transactions { edges { node { shares } } } } }",
        ["transactions"],
    ),
    "two levels": (
        "edges { node { transactions { edges { node { shares filing { formType } } } } } }",
        ["filings", "transactions"],
    ),
    "three levels": (
        """edges { node { transactions { edges { node { shares filing { formType
           footnotes { text } transactions { code } } } } } } }""",
        ["filing_footnotes", "filing_transactions", "filings", "transactions"],
    ),
    "three levels across": (
        """edges { node { issuer { insiders(first: 3) { edges { node { owner {
           transactions(first: 2) { edges { node { filing { formType } } } } } } } } } } }""",
        ["filings", "relationships_of_issuers", "trades_of_owners"],
    ),
    "four levels": (
        """edges { node { transactions(first: 2) { edges { node { filing { transactions {
           filing { formType reportingOwners { relationships { roles } } } } } } } } } }""",
        [
            "filing_owners",
            "filing_transactions",
            "filings",
            "filings",
            "relationships_of_owners",
            "transactions",
        ],
    ),
}


@pytest.mark.parametrize("depth", DEPTHS)
def test_a_relation_costs_one_statement_for_one_parent_and_for_a_hundred(
    big_api: Api, depth: str
) -> None:
    selection, expected = DEPTHS[depth]
    query = one_day_clusters(selection)
    assert big_api.relations(query, first=1) == expected
    assert big_api.relations(query, first=100) == expected
    assert len(big_api.ask(query, first=100)["clusters"]["edges"]) == 100


def test_the_evidence_of_all_members_of_all_participants_is_one_statement(api: Api) -> None:
    query = """query ($issuers: [IssuerKey!]) { clusters(filter: {issuers: $issuers}) {
      edges { node { participants { edges { node {
        insider { relationships { source { filing { formType } } } }
        beneficialOwner { members { links { evidence { quote } } } } } } } } } } }"""
    expected = ["evidence_of_links", "filings", "relationships_of_owners"]
    assert api.relations(query, issuers=[{"ticker": "AXLR"}]) == expected
    assert api.relations(query) == expected


EVERY_ROW = """query ($after: String) { transactions(first: 500, after: $after,
  orderBy: [{field: FILED_AT, direction: ASC}], filter: {rows: AS_FILED, includeDerivatives: true,
  filedOn: {from: "2025-01-01"}}) { pageInfo { hasNextPage endCursor } edges { node { id
    supersededBy { id } filing { id amendedBy { id } holdings { heldBy { ... on Holder { id } } } }
    reportingOwners { beneficialOwners { id members(includeProbable: true) {
      links { id evidence { source { acceptedAt } } } } } } } } } }"""


@pytest.fixture(scope="module")
def told_of(big_api: Api) -> Mapping[str, list[str]]:
    """Ids of what has something to tell, by what that is."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows_of(big_api):
        found["row"][row["id"]] = None
        filing = row["filing"]
        if row["supersededBy"]:
            found["superseded row"][row["id"]] = None
        if filing["amendedBy"]:
            found["amended filing"][filing["id"]] = None
        holders = [one["id"] for held in filing["holdings"] for one in held["heldBy"] if one]
        found["holder"] |= dict.fromkeys(holders)
        if holders:
            found["filing with a holder"][filing["id"]] = None
        for owner in (one for who in row["reportingOwners"] for one in who["beneficialOwners"]):
            links = [link["id"] for member in owner["members"] for link in member["links"]]
            found["link"] |= dict.fromkeys(links)
            if links:
                found["owner of vehicles"][owner["id"]] = None
    return {kind: list(ids)[:100] for kind, ids in found.items()}


def rows_of(api: Api) -> Iterator[dict[str, Any]]:
    after = None
    while True:
        page = api.ask(EVERY_ROW, after=after)["transactions"]
        yield from nodes(page)
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


BELOW_NODES: dict[str, tuple[str, list[str]]] = {
    "row": (
        """... on Transaction { economicTransactionId duplicateGates duplicates { id }
           supersededBy { id } supersedes { id } aggregates { id } aggregatedBy { id }
           heldBy { __typename } beneficialOwners { displayName } lookalikes { name }
           tradingPlan { status basis adoptedOn quote }
           filing { amends { id } amendedBy { id } amendmentScope footnotes { text } } }""",
        [
            "aggregates_of_trades",
            "filing_amendments",
            "filing_footnotes",
            "filings",
            "holders_of_transactions",
            "plan_words_of_rows",
            "rows_of_trades",
            "transactions",
        ],
    ),
    "superseded row": (
        """... on Transaction { supersededBy { tradingPlan { basis } supersedes { id }
           filing { amendmentScope amends { transactions { supersededBy { id } } } } } }""",
        [
            "filing_amendments",
            "filing_transactions",
            "filings",
            "plan_words_of_rows",
            "rows_of_trades",
            "rows_of_trades",
            "rows_of_trades",
            "transactions",
        ],
    ),
    "amended filing": (
        """... on Filing { amendedBy { amendmentScope amends { footnotes { id } }
           reportingOwners { name } } }""",
        ["filing_amendments", "filing_amendments", "filing_footnotes", "filing_owners", "filings"],
    ),
    "owner of vehicles": (
        """... on BeneficialOwner { confidence members(includeProbable: true) { knownFrom
           owner { relationships { roles } } links { status stoppedBecause
           evidence { quote source { filing { amendedBy { id } } } } } } }""",
        ["evidence_of_links", "filing_amendments", "filings", "relationships_of_owners"],
    ),
    "link": (
        """... on OwnershipLink { evidence { quote source { filing { formType } } }
           from { ... on Entity { beneficialOwners { members { links { evidence { quote } } } } } }
           to { ... on ReportingOwner { links { evidence { statement } } } } }""",
        ["evidence_of_links", "evidence_of_links", "evidence_of_links", "filings"],
    ),
    "filing with a holder": (
        """... on Filing { holdings { filing { formType } heldBy {
           ... on Holder { namedBy { relationships { roles } } links { id } } } } }""",
        [
            "filing_holdings",
            "filings",
            "filings",
            "holders_of_holdings",
            "links_of_holders",
            "relationships_of_owners",
        ],
    ),
    "holder": (
        """... on Holder { name kind namedBy { relationships { roles } } links { id from {
           ... on Holder { name links { status } } } evidence { quote } } }""",
        [
            "evidence_of_links",
            "holders",
            "links_of_holders",
            "links_of_holders",
            "relationships_of_owners",
        ],
    ),
}


LEVELS = {
    "row": 3,
    "superseded row": 6,
    "amended filing": 4,
    "owner of vehicles": 3,
    "link": 2,
    "filing with a holder": 4,
    "holder": 3,
}


@pytest.mark.parametrize("kind", BELOW_NODES)
def test_what_a_node_tells_waits_once_for_each_level(
    big_api: Api, told_of: Mapping[str, list[str]], kind: str
) -> None:
    query = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ {BELOW_NODES[kind][0]} }} }}"
    for ids in (told_of[kind][:1], told_of[kind]):
        assert waits(held_back(big_api, query, ids=ids)) == LEVELS[kind]


@pytest.mark.parametrize("kind", BELOW_NODES)
def test_what_a_node_tells_costs_as_much_for_one_as_for_many(
    big_api: Api, told_of: Mapping[str, list[str]], kind: str
) -> None:
    selection, expected = BELOW_NODES[kind]
    query = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ {selection} }} }}"
    ids = told_of[kind]
    assert len(ids) > 5
    assert big_api.relations(query, ids=ids[:1]) == expected
    assert big_api.relations(query, ids=ids) == expected


def test_explanations_cost_as_much_over_one_step_as_over_many(api: Api) -> None:
    query = """query ($a: OwnerKey!, $b: OwnerKey!) { explainCollapse(a: $a, b: $b) { sentence
      vetoes { quote source { filing { formType } } } steps { evidence { source {
        filing { formType amendedBy { id } } } } } } }"""
    expected = ["evidence_of_links", "evidence_of_links", "filing_amendments", "filings"]
    for a, b in ((RIDGECOMBE, LARKSPUR), (FUND, RAVENSWORTH)):
        assert api.relations(query, a={"cik": a}, b={"cik": b}) == expected


def test_a_hundred_parents_are_asked_for_in_one_list_of_keys(big_api: Api) -> None:
    query = """query ($first: Int) { insiders(first: $first) { edges { node {
      relationships { roles } } } } }"""
    for first in (1, 100):
        (sent,) = [s for s in big_api.sent_for(query, first=first) if s.name != REVISION]
        keys = sent.parameters["keys"]
        assert isinstance(keys, list)
        assert len(set(keys)) == len(keys) == first


SIBLINGS = """{ a: issuer(key: {ticker: "AXLR"}) { ...both }
  b: issuer(key: {ticker: "AXLR"}) { transactions { totalCount edges { cursor } } } }
fragment both on Issuer {
  transactions { edges { node { shares } } ...page }
  insiders { totalCount edges { node { roles } } pageInfo { hasNextPage } }
}
fragment page on TransactionConnection { pageInfo { hasNextPage } edges { cursor } }"""


def test_aliases_are_relations_of_their_own_and_fragments_are_not(api: Api) -> None:
    assert api.relations(SIBLINGS) == [
        "relationships_of_issuers",
        "trade_counts_of_issuers",
        "trades_of_issuers",
        "trades_of_issuers",
    ]


@pytest.mark.parametrize("name", ["issuer", "insider", "beneficialOwner"])
def test_edges_and_page_info_share_a_statement_and_the_total_has_its_own(
    api: Api, name: str
) -> None:
    cik = "0099000001" if name == "issuer" else "0099100001"
    reader = "issuers" if name == "issuer" else "owners"
    query = '{ %s(key: {cik: "%s"}) { transactions { %s } } }'
    page = "edges { cursor } pageInfo { endCursor }"
    assert api.relations(query % (name, cik, page)) == [f"trades_of_{reader}"]
    assert api.relations(query % (name, cik, "totalCount")) == [f"trade_counts_of_{reader}"]
    assert api.relations(query % (name, cik, f"totalCount {page}")) == [
        f"trade_counts_of_{reader}",
        f"trades_of_{reader}",
    ]


def test_one_page_with_other_arguments_is_another_relation(api: Api) -> None:
    query = """{ issuer(key: {ticker: "AXLR"}) { one: transactions(first: 1) { edges { cursor } }
      two: transactions(first: 2) { edges { cursor } } } }"""
    assert api.relations(query) == ["trades_of_issuers"] * 2


@pytest.mark.parametrize(
    ("wanted", "expected"), [(True, ["filings", "trades_of_issuers"]), (False, [])]
)
def test_what_a_directive_leaves_out_costs_nothing(
    api: Api, wanted: bool, expected: list[str]
) -> None:
    query = """query ($wanted: Boolean!, $unwanted: Boolean!) { issuer(key: {ticker: "AXLR"}) { name
      transactions @include(if: $wanted) { edges { node { filing @skip(if: $unwanted) {
        formType } } } } } }"""
    assert api.relations(query, wanted=wanted, unwanted=not wanted) == expected


def test_people_and_vehicles_share_the_statement_of_a_common_field(api: Api) -> None:
    query = """query ($of: AccessionNumber!) { filing(accessionNumber: $of) { reportingOwners {
      ... on Insider { relationships { roles } transactions { totalCount } }
      ... on Entity { relationships { roles } transactions { totalCount } } } } }"""
    assert api.relations(query, of=filing(22)) == [
        "filing_owners",
        "filings",
        "relationships_of_owners",
        "trade_counts_of_owners",
    ]
    owners = api.ask(query, of=filing(22))["filing"]["reportingOwners"]
    assert [owner["transactions"]["totalCount"] for owner in owners] == [4] * 4


def test_one_path_and_key_asked_for_by_two_fields_is_read_once(api: Api) -> None:
    query = """{ issuer(key: {ticker: "AXLR"}) { transactions {
      edges { node { filing { formType } } } edges { node { filing { accessionNumber } } } } } }"""
    assert api.relations(query) == ["filings", "trades_of_issuers"]


WAITS: tuple[tuple[str, int], ...] = (
    ("totalCount", 0),
    ("edges { node { transactions { edges { node { shares } } } } }", 1),
    (
        """edges { node { transactions { edges { node { filing { formType } footnotes { id } } } }
           issuer { insiders { totalCount } transactions { totalCount edges { cursor } } } } }""",
        2,
    ),
    (
        """edges { node { transactions(first: 2) { edges { node { filing { transactions { code }
           footnotes { id } holdings { shares } reportingOwners { name } } } } } } }""",
        3,
    ),
    (
        """edges { node { transactions(first: 1) { edges { node { filing { reportingOwners {
           transactions(first: 2) { totalCount edges { node { filing { formType } } } } } } } } } }
        }""",
        5,
    ),
)


@pytest.mark.parametrize(("selection", "levels"), WAITS, ids=[str(levels) for _, levels in WAITS])
@pytest.mark.parametrize("first", [1, 100])
def test_a_request_waits_once_for_each_level_of_relations(
    big_api: Api, selection: str, levels: int, first: int
) -> None:
    assert waits(held_back(big_api, one_day_clusters(selection), first=first)) == levels


def held_back(api: Api, query: str, **variables: object) -> list[Sent]:
    """Return the statements of an answer, all but the revision's, each of which took its time."""
    api.ask(query, **variables)
    api.graph.delay_seconds = LONG_ENOUGH_TO_MEET
    try:
        sent = api.sent_for(query, **variables)
    finally:
        api.graph.delay_seconds = 0
    assert [sent[0].name, sent[-1].name] == [REVISION] * 2
    return sent[1:-1]


def test_the_revision_is_asked_for_before_and_after_and_columns_once_a_month(
    sample_engine: RunningEngine, tmp_path: Path
) -> None:
    query = """query ($filter: ClusterFilter) { clusters(filter: $filter) { totalCount } }"""
    since_february = {"transactionDate": {"from": "2026-02-01"}}
    with api_of(sample_engine, tmp_path) as fresh:
        first = fresh.sent_for(query, filter=since_february)
        again = fresh.sent_for(query, filter=since_february)
        wider = fresh.sent_for(query)
    # A window before 1 February to one after the evaluation date, and one more at either end:
    # an episode that ends in February begins in January.
    months = [(2025, 12), *((2026, month) for month in range(1, 6))]
    assert Counter(one.name for one in first) == {
        REVISION: 2,
        COLUMNS: len(months),
        **dict.fromkeys(STATE, 1),
    }
    assert months_read(first) == months
    assert [one.name for one in again] == [REVISION] * 2
    assert {one.name for one in wider} == {REVISION, COLUMNS}
    assert months_read(wider) == [(2025, month) for month in range(2, 12)]


def months_read(sent: list[Sent]) -> list[tuple[int, int]]:
    days = [cast("date", one.parameters["since"]) for one in sent if one.name == COLUMNS]
    return sorted((day.year, day.month) for day in days)


def test_root_fields_of_one_request_share_one_state(api: Api) -> None:
    query = """{ sectors { name } issuers { totalCount } insiders { totalCount }
      dataStatus { revision } }"""
    names = Counter(one.name for one in api.sent_for(query))
    assert names == {REVISION: 2, "read/data_status": 1, "read/loads": 1}


def test_a_request_that_reads_nothing_sends_nothing(api: Api) -> None:
    assert api.sent_for("{ __typename clusterDefinitions { title } }") == []


def test_names_and_labels_cost_the_revision_alone(api: Api) -> None:
    query = """{ sectors { name industries { name issuers { totalCount } } issuers { edges { node {
      name ticker sicCode classification { code sector { name } } } } } }
      issuers { totalCount } insiders { edges { node { name formerNames links { role confidence }
      beneficialOwners { displayName members { owner { name } } } } } } }"""
    assert [one.name for one in api.sent_for(query)] == [REVISION] * 2


def test_a_nested_read_carries_the_cut_off_of_its_root(api: Api) -> None:
    query = """query ($at: DateTime) { clusters(knownAt: $at) { edges { node { transactions {
      edges { node { filing { formType } } } } } } } }"""
    cut_off = "2026-02-18T00:00:00-05:00"
    assert len(nodes(api.ask(query, at=cut_off)["clusters"])) == 3
    sent = [s.parameters["knownAt"] for s in api.sent_for(query, at=cut_off) if s.parameters]
    assert len(sent) == 2
    assert set(sent) == {1_771_390_800_000_000}
