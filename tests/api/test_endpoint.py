"""GraphQL over HTTP: what is asked, how it is answered, and within which limits."""

import asyncio
import json
import time
from collections.abc import AsyncIterator

import httpx
import pytest

from graph_api.endpoint import MAX_BODY_BYTES
from graph_api.http_requests import GRAPHQL_RESPONSE, JSON, answer_type
from schema.context import Limits
from tests.api import toy

pytestmark = pytest.mark.anyio

QUERY = "{ thing { name } }"
THING = {"data": {"thing": {"name": "thing"}}}
BOTH = f"{GRAPHQL_RESPONSE}, {JSON};q=0.9"


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with toy.client(toy.app()) as opened:
        yield opened


async def post(client: httpx.AsyncClient, content: bytes | str, **headers: str) -> httpx.Response:
    given = {"content-type": JSON} | {name.replace("_", "-"): v for name, v in headers.items()}
    return await client.post("/graphql", content=content, headers=given)


def code_of(answer: httpx.Response) -> str:
    """Return the code of the only error of an answer without data."""
    body = answer.json()
    assert set(body) == {"errors"}
    (error,) = body["errors"]
    return str(error["extensions"]["code"])


def document(query: str, **members: object) -> str:
    return json.dumps({"query": query, **members})


# --- What is asked -------------------------------------------------------------------------------


async def test_a_post_is_answered(client: httpx.AsyncClient) -> None:
    answer = await post(
        client, document("query ($n: String!) { thing(name: $n) { name } }", variables={"n": "x"})
    )
    assert (answer.status_code, answer.json()) == (200, {"data": {"thing": {"name": "x"}}})


async def test_a_get_is_answered(client: httpx.AsyncClient) -> None:
    asked = {
        "query": "query A($n: String!) { thing(name: $n) { name } } query B { revision }",
        "operationName": "A",
        "variables": '{"n": "x"}',
    }
    answer = await client.get("/graphql", params=asked)
    assert (answer.status_code, answer.json()) == (200, {"data": {"thing": {"name": "x"}}})


@pytest.mark.parametrize("name", ["operationName", "variables", "extensions"])
async def test_null_is_as_good_as_left_out(client: httpx.AsyncClient, name: str) -> None:
    assert (await post(client, document(QUERY, **{name: None}))).json() == THING


async def test_the_operation_is_chosen_by_its_name(client: httpx.AsyncClient) -> None:
    two = "query A { thing { name } } query B { revision }"
    assert (await post(client, document(two, operationName="A"))).json() == THING
    assert code_of(await post(client, document(two))) == "BAD_REQUEST"
    assert code_of(await post(client, document(two, operationName="C"))) == "BAD_REQUEST"


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_RESPONSE, "*/*"])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b'{"query": "\xc3("}',
        b"null",
        b"1",
        b'"x"',
        b"[]",
        b"{}",
        b'{"query": 1}',
        b'{"query": null}',
        b'{"query": ["{ thing }"]}',
        b'{"query": "{ thing }", "operationName": 1}',
        b'{"query": "{ thing }", "variables": "{}"}',
        b'{"query": "{ thing }", "variables": [1]}',
        b'{"query": "{ thing }", "extensions": 7}',
        b'{"query": "{ thing }"',
        b"[" * 100_000 + b"]" * 100_000,
        b'{"query": "{ thing }", "variables": ' + b'{"a":' * 20_000 + b"1" + b"}" * 20_001,
    ],
)
async def test_what_is_no_request_is_refused_with_a_code(
    client: httpx.AsyncClient, body: bytes, accept: str
) -> None:
    answer = await post(client, body, accept=accept)
    assert (answer.status_code, code_of(answer)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize("parameters", [{}, {"query": ""}, {"query": QUERY, "variables": "{"}])
async def test_a_get_without_a_request_is_refused(
    client: httpx.AsyncClient, parameters: dict[str, str]
) -> None:
    answer = await client.get("/graphql", params=parameters)
    assert (answer.status_code, code_of(answer)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_are_not_allowed(client: httpx.AsyncClient, method: str) -> None:
    answer = await client.request(method, "/graphql", content=document(QUERY))
    assert (answer.status_code, code_of(answer)) == (405, "METHOD_NOT_ALLOWED")
    assert answer.headers["allow"] == "GET, POST"


async def test_a_get_with_a_mutation_is_not_allowed(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql", params={"query": "mutation { nope }"})
    assert (answer.status_code, code_of(answer)) == (405, "METHOD_NOT_ALLOWED")
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
        "application/json; charset=iso-8859-1",
    ],
)
async def test_a_body_that_is_not_json_is_refused(
    client: httpx.AsyncClient, content_type: str
) -> None:
    answer = await post(client, document(QUERY), content_type=content_type)
    assert (answer.status_code, code_of(answer)) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("content_type", ["application/json; charset=UTF-8", "Application/JSON"])
async def test_json_in_utf_8_is_accepted_in_any_spelling(
    client: httpx.AsyncClient, content_type: str
) -> None:
    assert (await post(client, document(QUERY), content_type=content_type)).json() == THING


# --- How it is answered --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/html", JSON),
        (JSON, JSON),
        (GRAPHQL_RESPONSE, GRAPHQL_RESPONSE),
        (BOTH, GRAPHQL_RESPONSE),
        (f"{JSON}, {GRAPHQL_RESPONSE}", GRAPHQL_RESPONSE),
        (f"{JSON}, {GRAPHQL_RESPONSE};q=0.5", JSON),
        (f"{GRAPHQL_RESPONSE};q=0", JSON),
        (f"{GRAPHQL_RESPONSE};q=high", JSON),
        ("Application/GraphQL-Response+JSON ; charset=utf-8", GRAPHQL_RESPONSE),
        (";;,,q=", JSON),
    ],
)
def test_the_media_type_is_what_the_client_likes_best(accept: str, media_type: str) -> None:
    assert answer_type(accept) == media_type


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_RESPONSE])
async def test_an_answer_is_typed_kept_nowhere_and_varies(
    client: httpx.AsyncClient, accept: str
) -> None:
    headers = (await post(client, document(QUERY), accept=accept)).headers
    assert headers["content-type"] == f"{accept}; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "PARSE_FAILED"),
        ("{ nope }", "VALIDATION_FAILED"),
        ("query ($n: Int!) { page(first: $n) }", "BAD_VARIABLE"),
        ("query A { revision } query B { revision }", "BAD_REQUEST"),
        (f"{{ {'name ' * 1_001} }}", "QUERY_TOO_LARGE"),
    ],
)
async def test_a_refused_document_is_200_in_plain_json_and_400_in_the_new_type(
    client: httpx.AsyncClient, query: str, code: str
) -> None:
    plain = await post(client, document(query), accept=JSON)
    new = await post(client, document(query), accept=GRAPHQL_RESPONSE)
    assert (plain.status_code, code_of(plain)) == (200, code)
    assert (new.status_code, code_of(new)) == (400, code)


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_RESPONSE])
async def test_an_answer_with_data_is_200_though_a_field_failed(
    client: httpx.AsyncClient, accept: str
) -> None:
    answer = await post(client, document("{ page(first: 501) }"), accept=accept)
    assert answer.status_code == 200
    assert answer.json()["data"] is None
    assert answer.json()["errors"][0]["path"] == ["page"]


# --- Limits --------------------------------------------------------------------------------------


async def test_a_body_of_the_largest_size_is_read_and_one_byte_more_is_not(
    client: httpx.AsyncClient,
) -> None:
    body = document(QUERY)
    padding = " " * (MAX_BODY_BYTES - len(body))
    assert (await post(client, body + padding)).json() == THING
    answer = await post(client, body + padding + " ")
    assert (answer.status_code, code_of(answer)) == (413, "BODY_TOO_LARGE")
    assert answer.headers["connection"] == "close"


async def test_a_body_of_unstated_length_is_read_no_further_than_the_limit(
    client: httpx.AsyncClient,
) -> None:
    sent = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(512):
            sent += 1
            yield b" " * 65_536

    answer = await client.post("/graphql", content=pieces(), headers={"Content-Type": JSON})
    assert answer.status_code == 413
    assert sent == MAX_BODY_BYTES // 65_536 + 1


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (GRAPHQL_RESPONSE, 503)])
async def test_the_time_limit_ends_a_slow_request(accept: str, status: int) -> None:
    async with toy.client(toy.app(limits=Limits(seconds=0.05))) as client:
        answer = await post(client, document("{ slow(seconds: 60) }"), accept=accept)
    assert (answer.status_code, code_of(answer)) == (status, "QUERY_TOO_SLOW")


async def test_the_time_limit_covers_a_body_that_never_ends() -> None:
    async def drops() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(60)

    async with toy.client(toy.app(limits=Limits(seconds=0.05))) as client:
        headers = {"Content-Type": JSON}
        answer = await client.post("/graphql", content=drops(), headers=headers)
    assert code_of(answer) == "QUERY_TOO_SLOW"


async def test_a_long_answer_ends_at_the_time_limit_too() -> None:
    long = "{ things(first: 120) { more(first: 240) { name node { name } } } }"
    with toy.cancelling():
        async with toy.client(toy.app(limits=Limits(seconds=0.1))) as client:
            began = time.process_time()
            answer = await post(client, document(long))
    assert answer.json()["errors"][0]["extensions"]["code"] == "QUERY_TOO_SLOW"
    assert time.process_time() - began < 1


# --- One state of the graph ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [([7], 7), ([1, 2, 3, 3], 3), ([1, 2, 3, 4, 5, 5], 5)],
    ids=["still", "moves once", "moves twice"],
)
async def test_an_answer_is_read_again_when_the_graph_moved(numbers: list[int], shown: int) -> None:
    async with toy.client(toy.app(toy.CountingGraph(numbers))) as client:
        assert (await post(client, document("{ revision }"))).json() == {
            "data": {"revision": shown}
        }


async def test_a_graph_that_never_rests_gives_no_mixed_answer() -> None:
    graph = toy.CountingGraph(list(range(100)))
    async with toy.client(toy.app(graph)) as client:
        answer = await post(client, document("{ revision }"), accept=GRAPHQL_RESPONSE)
    assert (answer.status_code, code_of(answer)) == (503, "GRAPH_UNAVAILABLE")
    assert graph.numbers[0] == 6


async def test_a_request_that_reads_nothing_asks_the_graph_nothing() -> None:
    async with toy.client(toy.app(toy.CountingGraph(lost=True))) as client:
        assert (await post(client, document(QUERY))).json() == THING
        (error,) = (await post(client, document("{ revision }"))).json()["errors"]
    assert error["extensions"]["code"] == "GRAPH_UNAVAILABLE"
