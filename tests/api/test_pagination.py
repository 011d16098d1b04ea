"""Every connection, cut into pages of any size: each item once, and cursors that mean something."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from schema.pagination import read_cursor
from tests.api.client import Api
from tests.world import issuer, owner

AXOLAR_CLUSTER = "cl:d1~0099000001~B~0099999999-26-000017~N~1"
PAGING = "first: $first, after: $after"
PAGE = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


@dataclass(frozen=True, slots=True)
class Listed:
    """A connection: the fields around it, what its nodes are told apart by, and how many."""

    around: str
    identity: str
    count: int

    @property
    def query(self) -> str:
        page = f"{{ {PAGE} edges {{ cursor node {{ {self.identity} }} }} }}"
        return "query ($first: Int, $after: String) " + self.around.replace("*", page)


def below_axolar(field: str) -> str:
    return f'{{ issuer(key: {{ticker: "AXLR"}}) {{ {field} }} }}'


LISTS: dict[str, Listed] = {
    "clusters": Listed(f"{{ it: clusters({PAGING}) * }}", "id", 4),
    "clusters in another order": Listed(
        f"""{{ it: clusters({PAGING}, definition: {{tradingPlans: INCLUDE}}, orderBy: [
        {{field: INSIDER_COUNT}}, {{field: LAST_TRANSACTION_DATE, direction: ASC}}]) * }}""",
        "id",
        5,
    ),
    "participants": Listed(
        f'{{ cluster(id: "{AXOLAR_CLUSTER}") {{ it: participants({PAGING}) * }} }}', "name", 4
    ),
    "trades of a cluster": Listed(
        f'{{ cluster(id: "{AXOLAR_CLUSTER}") {{ it: transactions({PAGING}) * }} }}', "id", 5
    ),
    "issuers": Listed(f"{{ it: issuers({PAGING}) * }}", "id", 7),
    "issuers of a sector": Listed(below_axolar(f"sector {{ it: issuers({PAGING}) * }}"), "id", 2),
    "issuers of an industry": Listed(
        below_axolar(f"industry {{ it: issuers({PAGING}) * }}"), "id", 1
    ),
    "clusters of an issuer": Listed(below_axolar(f"it: clusters({PAGING}) *"), "id", 1),
    "clusters of a sector": Listed(
        below_axolar(f"sector {{ it: clusters({PAGING}, definition: {{tradingPlans: ONLY}}) * }}"),
        "id",
        1,
    ),
    "clusters of an industry": Listed(
        below_axolar(f"industry {{ it: clusters({PAGING}) * }}"), "id", 1
    ),
    "clusters of a beneficial owner": Listed(
        f'{{ beneficialOwner(key: {{cik: "99100001"}}) {{ it: clusters({PAGING}) * }} }}', "id", 1
    ),
    "insiders": Listed(f"{{ it: insiders({PAGING}) * }}", "id", 27),
    "insiders of an issuer": Listed(
        below_axolar(f"it: insiders({PAGING}, currentOnly: false) *"), "owner { id }", 6
    ),
    "recent trades": Listed(f"{{ it: transactions({PAGING}) * }}", "id", 82),
    "trades of two issuers": Listed(
        f"""{{ it: transactions({PAGING}, filter: {{issuers: [{{ticker: "AXLR"}},
        {{ticker: "DRYF"}}]}}) * }}""",
        "id",
        56,
    ),
    "rows as filed": Listed(
        f"{{ it: transactions({PAGING}, filter: {{rows: AS_FILED}}) * }}", "id", 83
    ),
    "rows of a cluster": Listed(
        f'{{ cluster(id: "{AXOLAR_CLUSTER}") {{ it: transactions({PAGING}, rows: AS_FILED) * }} }}',
        "id",
        5,
    ),
    "trades of an issuer by value": Listed(
        f"""{{ it: transactions({PAGING}, orderBy: {{field: VALUE}},
        filter: {{issuers: [{{ticker: "DRYF"}}]}}) * }}""",
        "id",
        49,
    ),
    "trades of an issuer": Listed(below_axolar(f"it: transactions({PAGING}) *"), "id", 7),
    "trades of a person": Listed(
        f'{{ insider(key: {{cik: "99100001"}}) {{ it: transactions({PAGING}) * }} }}', "id", 2
    ),
    "trades of a vehicle": Listed(
        f'{{ entity(key: {{cik: "99100015"}}) {{ it: transactions({PAGING}) * }} }}', "id", 4
    ),
    "trades of a beneficial owner": Listed(
        f'{{ beneficialOwner(key: {{cik: "99100015"}}) {{ it: transactions({PAGING}) * }} }}',
        "id",
        4,
    ),
}


def page_of(api: Api, listed: Listed, **variables: object) -> dict[str, Any]:
    """Return the page that stands as ``it`` somewhere in the answer."""
    found = api.ask(listed.query, **variables)
    while "it" not in found:
        (found,) = found.values()
    page: dict[str, Any] = found["it"]
    return page


def pages_of(api: Api, listed: Listed, size: int) -> Iterator[dict[str, Any]]:
    page = page_of(api, listed, first=size)
    yield page
    while page["pageInfo"]["hasNextPage"]:
        page = page_of(api, listed, first=size, after=page["pageInfo"]["endCursor"])
        yield page


def sizes(count: int) -> list[int]:
    every = range(1, count + 2)
    return sorted({*every} if count <= 12 else {3, 7, count - 1, count, count + 1})


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_any_size_cover_every_item_once_in_order(api: Api, name: str) -> None:
    listed = LISTS[name]
    whole = page_of(api, listed, first=500)["edges"]
    assert len(whole) == listed.count
    assert len({str(edge["node"]) for edge in whole}) == listed.count
    for size in sizes(listed.count):
        pages = list(pages_of(api, listed, size))
        assert [edge for page in pages for edge in page["edges"]] == whole
        assert {page["totalCount"] for page in pages} == {listed.count}
        assert [len(page["edges"]) for page in pages[:-1]] == [size] * (len(pages) - 1)
        assert [page["pageInfo"]["hasPreviousPage"] for page in pages] == [
            index > 0 for index in range(len(pages))
        ]
        for page in pages:
            assert page["pageInfo"]["startCursor"] == page["edges"][0]["cursor"]
            assert page["pageInfo"]["endCursor"] == page["edges"][-1]["cursor"]


@pytest.mark.parametrize("name", LISTS)
def test_any_cursor_leads_to_what_follows_it(api: Api, name: str) -> None:
    listed = LISTS[name]
    whole = page_of(api, listed, first=500)["edges"]
    for place in {0, len(whole) // 2, len(whole) - 1}:
        rest = page_of(api, listed, first=500, after=whole[place]["cursor"])
        assert rest["edges"] == whole[place + 1 :]
        assert rest["pageInfo"]["hasNextPage"] is False


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_page_says_how_many_there_are(api: Api, name: str) -> None:
    page = page_of(api, LISTS[name], first=0)
    assert page["edges"] == []
    assert page["totalCount"] == LISTS[name].count
    assert page["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


SORTED = """query ($order: [TransactionOrder!], $filter: TransactionFilter, $first: Int,
    $after: String, $last: Int, $before: String) {
  it: transactions(orderBy: $order, filter: $filter, first: $first, after: $after, last: $last,
    before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id economicTransactionId effectiveTransactionDate value shares
      filing { acceptedAt } } } } }"""
SOURCES: dict[str, dict[str, object]] = {
    "recent": {},
    "traded": {"transactionDate": {"from": "2025-01-01"}},
    "issuers": {"issuers": [{"cik": issuer(number)} for number in range(1, 8)]},
    "owners": {"owners": [{"cik": owner(number)} for number in range(1, 32)]},
}
MEASURES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "TRANSACTION_DATE": lambda row: row["effectiveTransactionDate"],
    "VALUE": lambda row: None if row["value"] is None else round(Decimal(row["value"])),
    "SHARES": lambda row: None if row["shares"] is None else Decimal(row["shares"]),
}


def sorted_page(api: Api, source: str, field: str, direction: str, **paging: object) -> Any:
    order = {"field": field, "direction": direction}
    chosen = {**SOURCES[source], "includeDerivatives": True}
    return api.ask(SORTED, order=order, filter=chosen, **paging)["it"]


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("field", MEASURES)
@pytest.mark.parametrize("source", SOURCES)
def test_trades_come_in_the_order_asked_for_and_ties_by_their_ids(
    api: Api, source: str, field: str, direction: str
) -> None:
    page = sorted_page(api, source, field, direction, first=500)
    found = [edge["node"] for edge in page["edges"]]
    assert len(found) == page["totalCount"] > 80
    measure = MEASURES[field]
    known = [row for row in found if measure(row) is not None]
    assert known == found[: len(known)]
    by_id = sorted(known, key=lambda row: row["economicTransactionId"])
    assert known == sorted(by_id, key=measure, reverse=direction == "DESC")
    unknown = [row["economicTransactionId"] for row in found[len(known) :]]
    assert unknown == sorted(unknown)


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("field", ["FILED_AT", *MEASURES])
def test_every_source_has_the_same_order_and_the_same_cursors(
    api: Api, field: str, direction: str
) -> None:
    pages = [sorted_page(api, source, field, direction, first=500) for source in SOURCES]
    assert all(page == pages[0] for page in pages)
    times = [edge["node"]["filing"]["acceptedAt"][:10] for edge in pages[0]["edges"]]
    if field == "FILED_AT":
        # A corrected trade keeps the place of its original.
        assert sum(a > b if direction == "ASC" else a < b for a, b in pairwise(times)) <= 1


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("field", ["FILED_AT", *MEASURES])
@pytest.mark.parametrize("source", SOURCES)
def test_pages_from_the_end_cover_every_trade_once_in_order(
    api: Api, source: str, field: str, direction: str
) -> None:
    whole = sorted_page(api, source, field, direction, first=500)["edges"]
    page = sorted_page(api, source, field, direction, last=17)
    found, turns = page["edges"], 1
    assert page["pageInfo"]["hasNextPage"] is False
    while page["pageInfo"]["hasPreviousPage"]:
        start = page["pageInfo"]["startCursor"]
        page = sorted_page(api, source, field, direction, last=17, before=start)
        assert page["pageInfo"]["hasNextPage"] is True
        found, turns = page["edges"] + found, turns + 1
    assert found == whole
    assert turns == -(-len(whole) // 17)


@pytest.mark.parametrize("source", SOURCES)
def test_a_page_lies_between_two_cursors(api: Api, source: str) -> None:
    whole = sorted_page(api, source, "FILED_AT", "DESC", first=500)["edges"]
    between = {"after": whole[9]["cursor"], "before": whole[20]["cursor"]}
    first = sorted_page(api, source, "FILED_AT", "DESC", first=4, **between)
    assert first["edges"] == whole[10:14]
    last = sorted_page(api, source, "FILED_AT", "DESC", last=4, **between)
    assert last["edges"] == whole[16:20]
    everything = sorted_page(api, source, "FILED_AT", "DESC", first=50, **between)
    assert everything["edges"] == whole[10:20]
    for page in (first, last, everything):
        assert page["pageInfo"]["hasNextPage"] is page["pageInfo"]["hasPreviousPage"] is True
    nothing = sorted_page(api, source, "FILED_AT", "DESC", last=0)
    assert (nothing["edges"], nothing["totalCount"]) == ([], len(whole))


@pytest.mark.parametrize("source", SOURCES)
def test_a_cursor_of_another_order_is_refused(api: Api, source: str) -> None:
    cursor = sorted_page(api, source, "VALUE", "DESC", first=1)["pageInfo"]["endCursor"]
    for field, direction in (("VALUE", "ASC"), ("SHARES", "DESC"), ("FILED_AT", "DESC")):
        order = {"field": field, "direction": direction}
        error = api.refusal(SORTED, order=order, filter=SOURCES[source], after=cursor)
        assert error["extensions"]["code"] == "INVALID_CURSOR"
        assert error["path"][0] == "it"


@pytest.mark.parametrize("fields", [[], ["VALUE", "SHARES"]])
def test_another_number_of_sort_keys_than_one_is_refused_with_what_is_accepted(
    api: Api, fields: list[str]
) -> None:
    error = api.refusal(SORTED, order=[{"field": field} for field in fields])
    assert error["extensions"]["code"] == "INVALID_ARGUMENT"
    assert error["extensions"]["argument"] == "orderBy"
    accepted = "exactly one of FILED_AT, TRANSACTION_DATE, VALUE, SHARES"
    assert error["extensions"]["accepted"] == accepted
    assert error["path"] == ["it"]


def test_an_order_that_no_list_has_is_refused(api: Api) -> None:
    asked = "{ transactions(orderBy: {field: OWNERSHIP_CHANGE}) { totalCount } }"
    assert api.refusal(asked)["extensions"]["code"] == "VALIDATION_FAILED"


def test_clusters_are_paged_backwards_too(api: Api) -> None:
    query = """query ($last: Int, $before: String) { clusters(last: $last, before: $before) {
      edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor } } }"""
    whole = [edge["cursor"] for edge in api.ask(query)["clusters"]["edges"]]
    end = api.ask(query, last=2)["clusters"]
    assert [edge["cursor"] for edge in end["edges"]] == whole[2:]
    assert (end["pageInfo"]["hasNextPage"], end["pageInfo"]["hasPreviousPage"]) == (False, True)
    start = api.ask(query, last=3, before=end["pageInfo"]["startCursor"])["clusters"]
    assert [edge["cursor"] for edge in start["edges"]] == whole[:2]
    assert (start["pageInfo"]["hasNextPage"], start["pageInfo"]["hasPreviousPage"]) == (True, False)


def written(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


HOSTILE = [
    *("", "x", "####", "é", "a" * 5_000),
    *(written(text) for text in ("", "5", "null", "{}", "[]", "[[1]]", "[true]", "[1.5]")),
    *(written(text) for text in ('["trades"]', '["trades",1]', '["trades","1","1"]')),
    written('["clusters",{"d":"NaN"},"0099000001","BUY","cl:x"]'),
    written('["clusters",{"d":"-Infinity"},"0099000001","BUY","cl:x"]'),
    written('["clusters",{"d":[0,[1],"F"]},"0099000001","BUY","cl:x"]'),
    written('["trades",18446744073709551615,"0099999999-26-000001|N|1"]'),
]


@pytest.mark.parametrize("cursor", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["clusters", "insiders", "trades of an issuer", "recent trades"])
def test_what_was_never_a_cursor_is_refused(api: Api, name: str, cursor: str) -> None:
    error = api.refusal(LISTS[name].query.replace(PAGE, ""), after=cursor)
    assert error["extensions"]["code"] == "INVALID_CURSOR"


@pytest.mark.parametrize("name", LISTS)
def test_a_cursor_of_another_kind_of_list_is_refused(api: Api, name: str) -> None:
    kinds = {
        other: page_of(api, LISTS[other], first=1)["pageInfo"]["endCursor"]
        for other in (
            *("clusters", "clusters in another order", "participants", "trades of a cluster"),
            *("issuers", "insiders", "insiders of an issuer", "recent trades"),
            "trades of an issuer",
        )
    }
    own = page_of(api, LISTS[name], first=1)["pageInfo"]["endCursor"]
    query = LISTS[name].query.replace(PAGE, "")
    refused = {
        other
        for other, cursor in kinds.items()
        if "errors" in (answer := api.post(query, after=cursor))
        and answer["errors"][0]["extensions"]["code"] == "INVALID_CURSOR"
    }
    assert refused == {other for other, cursor in kinds.items() if kind(cursor) != kind(own)}
    # Trades of whatever parent stand in one order.
    alike = {other for other in kinds if kind(kinds[other]) == kind(own)}
    assert len(alike) <= 1 or alike == {"recent trades", "trades of an issuer"}


def kind(cursor: str) -> object:
    return read_cursor(cursor)[0]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("first", [-1, 501, 2_147_483_647])
def test_a_page_size_out_of_range_is_refused_with_the_range(
    api: Api, name: str, first: int
) -> None:
    error = api.refusal(LISTS[name].query.replace(PAGE, ""), first=first)
    assert error["extensions"]["code"] == "INVALID_ARGUMENT"
    assert error["extensions"]["argument"] == "first"
    assert error["extensions"]["accepted"] == "0 to 500"
    assert error["path"][-1] == "it" or error["path"][-2:] == ["it", "edges"]


@pytest.mark.parametrize(("last", "argument"), [(2, "last"), (501, "last")])
def test_first_and_last_exclude_each_other_and_have_one_range(
    api: Api, last: int, argument: str
) -> None:
    both = api.refusal(
        "query ($last: Int) { clusters(first: 1, last: $last) { totalCount } }", last=last
    )
    assert both["extensions"]["code"] == "INVALID_ARGUMENT"
    assert both["extensions"]["argument"] == argument
    assert "not both" in both["extensions"]["accepted"]


def test_last_alone_has_the_range_of_first(api: Api) -> None:
    error = api.refusal("{ clusters(last: 501) { totalCount } }")
    assert error["extensions"]["argument"] == "last"
    assert error["extensions"]["accepted"] == "0 to 500"
