"""Ids: everything that has one is found again by it, as of any cut-off, and nothing else is."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, build_schema

from graph_api.cypher import statement
from schema.api import schema
from schema.nodes import KINDS
from tests import world
from tests.api.client import Api, nodes

BEFORE_EVERYTHING = "2026-01-01T00:00:00-05:00"

FOUND = """query ($ids: [ID!]!, $at: DateTime) { nodes(ids: $ids, knownAt: $at) {
  __typename id } }"""

EVERY_ID = """{
  clusters { edges { node { id } } }
  issuers { edges { node { id sector { id } industry { id } } } }
  insiders { edges { node { id beneficialOwners { id } links(minConfidence: "0") { id } } } }
  entities { edges { node { id links(kinds: [HOLDS_VIA, MANAGES, TRUSTEE_OF]) { id } } } }
  transactions(first: 500, filter: {includeDerivatives: true}) { edges { node { id filing { id
    holdings { id } transactions { id } } } } }
}"""


def ids_in(answer: object) -> Iterator[str]:
    """Yield every id in an answer."""
    if isinstance(answer, dict):
        for name, value in answer.items():
            if name == "id":
                yield value
            else:
                yield from ids_in(value)
    elif isinstance(answer, list):
        for item in answer:
            yield from ids_in(item)


def looked_up(api: Api, ids: list[str], at: str | None = None) -> list[Any]:
    found: list[Any] = api.ask(FOUND, ids=ids, at=at)["nodes"]
    return found


def holders(api: Api) -> list[str]:
    rows = api.portal.call(api.graph.read, statement("digest/nodes_holder"))
    return [f"holder:{row['key']}" for row in rows]


@pytest.fixture(scope="module")
def handed_out(api: Api) -> list[str]:
    """Every id that the small world's answers hold, in order."""
    return [*dict.fromkeys(ids_in(api.ask(EVERY_ID))), *holders(api)]


def test_answers_hold_ids_of_every_kind(handed_out: list[str]) -> None:
    assert {one.partition(":")[0] for one in handed_out} == KINDS.keys()


def test_every_id_handed_out_finds_what_it_names(api: Api, handed_out: list[str]) -> None:
    for first in range(0, len(handed_out), 500):
        ids = handed_out[first : first + 500]
        assert [one and one["id"] for one in looked_up(api, ids)] == ids


def test_each_is_found_alone_as_it_is_among_others(api: Api, handed_out: list[str]) -> None:
    query = "query ($id: ID!) { node(id: $id) { __typename id } }"
    of_each_kind = list({one.partition(":")[0]: one for one in handed_out}.values())
    alone = [api.ask(query, id=one)["node"] for one in of_each_kind]
    assert alone == looked_up(api, of_each_kind)
    assert len({one["__typename"] for one in alone}) == len(KINDS)


def test_before_everything_no_fact_of_a_filing_is_found(api: Api, handed_out: list[str]) -> None:
    known_always = ("iss:", "sec:", "ind:")
    told = [one for one in handed_out if not one.startswith(known_always)]
    for first in range(0, len(told), 500):
        assert set(looked_up(api, told[first : first + 500], BEFORE_EVERYTHING)) == {None}


@pytest.mark.parametrize("number", [1, 17, 22])
def test_a_filing_and_its_rows_are_found_from_their_acceptance_on(api: Api, number: int) -> None:
    accession = world.filing(number)
    query = """query ($of: AccessionNumber!) { filing(accessionNumber: $of) { acceptedAt } }"""
    accepted = api.ask(query, of=accession)["filing"]["acceptedAt"]
    earlier = f"{accepted[:17]}{int(accepted[17:19]) - 1:02d}{accepted[19:]}"
    ids = [f"fil:{accession}", f"txn:{accession}|N|1"]
    assert looked_up(api, ids, earlier) == [None, None]
    assert None not in looked_up(api, ids, accepted)


UNKNOWN = (
    "own:1234567890",
    "bo:1234567890",
    "iss:1234567890",
    f"lnk:{world.RIDGECOMBE}>1234567890",
    f"lnk:{world.RIDGECOMBE}>{world.LARKSPUR}:TRUSTEE_OF",
    f"lnk:{world.RIDGECOMBE}>{world.LARKSPUR}:NO_SUCH_KIND",
    f"lnk:{world.LARKSPUR}>{world.RIDGECOMBE}",
    "holder:1234567890|NOBODY",
    "fil:1234567890-26-000001",
    "txn:1234567890-26-000001|N|1",
    f"txn:{world.filing(1)}|N|99",
    "hld:1234567890-26-000001|NH|1",
    f"hld:{world.filing(1)}|NH|99",
    "cl:d1~0099000001~B~1234567890-26-000001~N~1",
    "sec:SIC:Nowhere",
    "sec:GICS:Technology",
    "ind:SIC:9999",
)


def test_well_formed_ids_of_nothing_known_are_null(api: Api) -> None:
    assert looked_up(api, list(UNKNOWN)) == [None] * len(UNKNOWN)


MALFORMED = (
    "",
    ":",
    "x:1",
    "own",
    "own:",
    "own:12x",
    "bo:0",
    "iss:AAPL",
    "fil:1-2-3",
    f"txn:{world.filing(1)}",
    f"txn:{world.filing(1)}|NH|1",
    f"txn:{world.filing(1)}|N|0",
    f"hld:{world.filing(1)}|N|1",
    f"lnk:{world.LARKSPUR}",
    f"lnk:{world.LARKSPUR}>",
    "holder:NAME",
    "holder:1234567890|",
    "cl:d1",
    "cl:nothing~0099000001~B~0099999999-26-000017~N~1",
    f"trade:{world.filing(17)}|N|1",
    "sec:",
    "sec:SIC",
    "ind:SIC:",
    f"OWN:{world.LARKSPUR}",
    f" own:{world.LARKSPUR}",
)


@pytest.mark.parametrize("given", MALFORMED)
def test_a_malformed_id_is_an_error_with_its_path(api: Api, given: str) -> None:
    error = api.refusal("query ($id: ID!) { node(id: $id) { id } }", id=given)
    assert error["path"] == ["node"]
    assert error["extensions"]["code"] == "INVALID_IDENTIFIER"
    assert error["extensions"]["accepted"]
    assert given.partition(":")[2] in error["message"]


def test_a_malformed_id_among_others_is_an_error_of_its_place_alone(api: Api) -> None:
    ids = [f"own:{world.LARKSPUR}", "x:1", f"iss:{world.AXOLAR}", "own:zero"]
    response = api.post(FOUND, ids=ids)
    assert [one and one["id"] for one in response["data"]["nodes"]] == [ids[0], None, ids[2], None]
    assert [error["path"] for error in response["errors"]] == [["nodes", 1], ["nodes", 3]]
    codes = {error["extensions"]["code"] for error in response["errors"]}
    assert codes == {"INVALID_IDENTIFIER"}


def test_ids_keep_their_order_and_repeat(api: Api) -> None:
    ids = [f"own:{world.LARKSPUR}", f"own:{world.RIDGECOMBE}", f"own:{world.LARKSPUR}"]
    assert [one["id"] for one in looked_up(api, ids)] == ids
    assert looked_up(api, []) == []


def test_more_ids_than_a_page_holds_are_refused(api: Api) -> None:
    error = api.refusal(FOUND, ids=[f"own:{world.LARKSPUR}"] * 501)
    assert error["extensions"]["argument"] == "ids"
    assert "500" in error["extensions"]["accepted"]


def test_ids_cost_one_statement_for_each_kind_that_is_read(api: Api, handed_out: list[str]) -> None:
    def sent(prefix: str) -> list[str]:
        found = [one for one in handed_out if one.startswith(f"{prefix}:")][:50]
        return api.relations(FOUND, ids=found)

    for prefix in ("own", "bo", "lnk", "iss", "sec", "ind"):
        assert sent(prefix) == [], prefix
    assert sent("fil") == ["filings"]
    assert sent("txn") == ["transactions"]
    assert sent("hld") == ["filing_holdings", "filings"]
    assert sent("holder") == ["holders"]


def test_every_type_with_an_id_is_a_node_and_nothing_else() -> None:
    types = build_schema(schema.as_str()).type_map
    node = types["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    with_id, are_nodes = set(), set()
    for name, one in types.items():
        if isinstance(one, GraphQLObjectType | GraphQLInterfaceType) and one is not node:
            if "id" in one.fields and str(one.fields["id"].type) == "ID!":
                with_id.add(name)
            if node in one.interfaces:
                are_nodes.add(name)
    assert are_nodes == with_id
    assert len(are_nodes - {"ReportingOwner", "Insider"}) == len(KINDS)


HOLDER = """query ($id: ID!, $at: DateTime) { node(id: $id, knownAt: $at) { ... on Holder {
  id name kind namedBy { cik name } links { id kind role status confidence
    from { ... on Holder { id name } } to { ... on Insider { cik } }
    evidence { kind quote source { filing { accessionNumber } } } } } } }"""


def test_a_vehicle_that_does_not_file_is_shown_with_who_names_it(api: Api) -> None:
    told = {one: api.ask(HOLDER, id=one)["node"] for one in holders(api)}
    assert told
    by_name = {one["name"]: one for one in told.values()}
    trust = by_name["Beatrix Drummond-Hale Revocable Trust"]
    assert trust["kind"] == "TRUST"
    assert by_name["Bluegate Orchard LLC"]["kind"] == "LLC"
    assert [one["name"] for one in trust["namedBy"]] == ["Drummond-Hale Beatrix"]
    assert all(api.ask(HOLDER, id=one, at=BEFORE_EVERYTHING)["node"] is None for one in told)


def test_who_controls_a_vehicle_that_does_not_file_is_told_with_evidence(api: Api) -> None:
    told = [api.ask(HOLDER, id=one)["node"] for one in holders(api)]
    (trust,) = [one for one in told if one["name"] == "Beatrix Drummond-Hale Revocable Trust"]
    (link,) = trust["links"]
    assert (link["kind"], link["status"]) == ("CONTROLLED_BY", "ACCEPTED")
    assert link["from"] == {"id": trust["id"], "name": trust["name"]}
    assert link["to"]["cik"] == trust["namedBy"][0]["cik"]
    assert {one["kind"] for one in link["evidence"]} == {"NAME", "HOLDER_TEXT", "TEXT"}
    assert all(one["source"]["filing"]["accessionNumber"] for one in link["evidence"])
    (row,) = [one for one in link["evidence"] if one["kind"] == "HOLDER_TEXT"]
    assert row["quote"] == "Beatrix Drummond-Hale Revocable Trust"
    (orchard,) = [one for one in told if one["name"] == "Bluegate Orchard LLC"]
    assert orchard["links"]


def test_a_link_of_a_holder_is_found_by_its_id_and_read_as_other_kinds(api: Api) -> None:
    query = """query ($id: ID!, $kinds: [LinkKind!], $at: DateTime) { node(id: $id, knownAt: $at) {
      ... on Holder { links(kinds: $kinds) { id } }
      ... on OwnershipLink { id kind from { ... on Holder { id } ... on Insider { cik } } } } }"""
    for holder in holders(api):
        for kind in ("CONTROLLED_BY", "HOLDS_VIA"):
            for link in api.ask(query, id=holder, kinds=[kind])["node"]["links"]:
                found = api.ask(query, id=link["id"])["node"]
                assert (found["id"], found["kind"]) == (link["id"], kind)
                assert (found["from"].get("id") == holder) is (kind == "CONTROLLED_BY")
                assert api.ask(query, id=link["id"], at=BEFORE_EVERYTHING)["node"] is None


def test_the_links_of_holders_are_no_links_of_owners(api: Api) -> None:
    query = """query ($key: OwnerKey!) { insider(key: $key) {
      links { id } beneficialOwners { members { owner { cik } links { id } } } } }"""
    for holder in holders(api):
        (owner,) = api.ask(HOLDER, id=holder)["node"]["namedBy"]
        assert "|" not in str(api.ask(query, key={"cik": owner["cik"]}))


ENTITIES = """query ($filter: OwnerFilter, $first: Int, $after: String, $at: DateTime) {
  entities(filter: $filter, first: $first, after: $after, knownAt: $at) { totalCount
    pageInfo { hasNextPage endCursor }
    edges { cursor node { cik name kind asIssuer { id } } } } }"""


def entities(api: Api, **variables: object) -> list[str]:
    return [one["cik"] for one in nodes(api.ask(ENTITIES, **variables)["entities"])]


def test_entities_are_listed_by_name_a_page_at_a_time(api: Api) -> None:
    whole = api.ask(ENTITIES)["entities"]
    names = [one["name"] for one in nodes(whole)]
    assert names == sorted(names)
    assert len(names) == whole["totalCount"]
    assert {world.FUND, world.RIDGECOMBE} < {one["cik"] for one in nodes(whole)}
    paged: list[str] = []
    after = None
    while True:
        page = api.ask(ENTITIES, first=1, after=after)["entities"]
        paged += [one["cik"] for one in nodes(page)]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert paged == [one["cik"] for one in nodes(whole)]
    assert entities(api, at=BEFORE_EVERYTHING) == []


FILTERS: tuple[tuple[dict[str, object], list[str]], ...] = (
    ({"nameContains": "ridgecombe"}, [world.RIDGECOMBE]),
    ({"kinds": ["LP"]}, [world.FUND]),
    ({"kinds": []}, []),
    ({"issuers": [{"ticker": "AXLR"}]}, [world.RIDGECOMBE]),
    ({"hasVehicles": True}, [world.FUND_GENERAL_PARTNER, world.FUND_MANAGER]),
    ({"hasVehicles": False}, [world.FUND, world.RIDGECOMBE]),
)


@pytest.mark.parametrize(("wanted", "expected"), FILTERS, ids=str)
def test_entities_are_filtered(api: Api, wanted: dict[str, object], expected: list[str]) -> None:
    assert entities(api, filter=wanted) == expected


def test_a_cursor_of_insiders_is_none_of_entities(api: Api) -> None:
    query = "{ insiders(first: 1) { pageInfo { endCursor } } }"
    cursor = api.ask(query)["insiders"]["pageInfo"]["endCursor"]
    assert api.refusal(ENTITIES, after=cursor)["extensions"]["code"] == "INVALID_CURSOR"


def test_kinds_of_entities_let_no_person_through(api: Api) -> None:
    query = "query ($f: OwnerFilter) { insiders(filter: $f) { totalCount } }"
    assert api.ask(query, f={"kinds": ["LLC", "UNKNOWN"]})["insiders"]["totalCount"] == 0
