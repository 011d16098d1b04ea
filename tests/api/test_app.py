"""The whole server: its routes, what every answer carries, and that nobody can stop it."""

import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from graphql import build_schema
from starlette.applications import Starlette
from structlog.testing import capture_logs

from graph_api.app import create_app
from graph_api.settings import Settings
from schema.context import Limits
from tests.api import toy

pytestmark = pytest.mark.anyio

TYPENAME = {"query": "{ __typename }"}


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve on a loopback port of its own; yield the address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, ws="none", log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def graph() -> toy.CountingGraph:
    return toy.CountingGraph()


@pytest.fixture
async def client(graph: toy.CountingGraph) -> AsyncIterator[httpx.AsyncClient]:
    async with toy.client(create_app(Settings(), graph=graph)) as opened:
        yield opened


async def test_a_query_of_the_real_schema_is_answered(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json=TYPENAME)
    assert answer.json() == {"data": {"__typename": "Query"}}


async def test_the_root_leads_to_the_editor(client: httpx.AsyncClient) -> None:
    answer = await client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "graphiql")


async def test_the_schema_is_shown_as_text(client: httpx.AsyncClient) -> None:
    answer = await client.get("/schema.graphql")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert build_schema(answer.text).query_type is not None


async def test_the_process_is_alive_and_ready_while_the_graph_answers(
    client: httpx.AsyncClient, graph: toy.CountingGraph
) -> None:
    assert (await client.get("/healthz")).json() == {"status": "alive"}
    assert (await client.get("/readyz")).json() == {"status": "ready", "revision": 7}
    graph.lost = True
    answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})
    assert (await client.get("/healthz")).status_code == 200


async def test_a_server_that_has_not_started_is_alive_but_not_ready(
    graph: toy.CountingGraph,
) -> None:
    app = create_app(Settings(), graph=graph)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).status_code == 503


async def test_a_graph_that_was_given_stays_open(graph: toy.CountingGraph) -> None:
    async with toy.client(create_app(Settings(), graph=graph)):
        pass
    assert not graph.closed


async def test_the_graph_of_the_settings_is_opened_and_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    settings = Settings(home=tmp_path, heap_megabytes=512)
    app = create_app(settings)
    async with toy.client(app) as client:
        answer = await client.post("/graphql", json={"query": "{ dataStatus { revision } }"})
        assert answer.json() == {"data": {"dataStatus": {"revision": 0}}}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as late:
        assert (await late.get("/readyz")).status_code == 503


PATHS = ["/", "/graphql", "/graphiql", "/schema.graphql", "/healthz", "/readyz", "/nowhere"]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_is_framed_nowhere_and_has_an_id(
    client: httpx.AsyncClient, path: str
) -> None:
    first, second = (await client.get(path), await client.get(path))
    policy = first.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    # Only the editor loads anything, and says so itself.
    assert f"default-src '{'self' if path == '/graphiql' else 'none'}'" in policy
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["referrer-policy"] == "no-referrer"
    assert len({first.headers["x-request-id"], second.headers["x-request-id"]}) == 2


@pytest.mark.parametrize("path", PATHS)
async def test_no_other_origin_is_let_in(client: httpx.AsyncClient, path: str) -> None:
    headers = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    for method in ("GET", "OPTIONS"):
        answer = await client.request(method, path, headers=headers)
        assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_a_request_is_logged_with_how_it_went(client: httpx.AsyncClient) -> None:
    with capture_logs() as entries:
        await client.get("/healthz")
    (entry,) = [entry for entry in entries if entry["event"] == "request"]
    assert (entry["method"], entry["path"], entry["status"]) == ("GET", "/healthz", 200)
    assert entry["milliseconds"] >= 0


def many(template: str, number: int) -> str:
    """Return ``template`` once for each number below ``number``, with ``%`` in its place."""
    return " ".join(template.replace("%", str(n)) for n in range(number))


HOSTILE = {
    "deep": f"{{ things {{ {'more { ' * 60} name {'} ' * 60} }} }}",
    "deep and uncounted": f"{{ thing {{ {'node { ' * 150} name {'} ' * 150} }} }}",
    "wide": f"{{ {many('a%: things(first: 400) { name more(first: 3) { name } }', 49)} }}",
    "large pages": "{ things(first: 500) { more(first: 500) { more(first: 500) { name } } } }",
    "many objects": "{ things(first: 300) { more(first: 300) { name node { name } } } }",
    "slow": "{ slow(seconds: 60) }",
    "failing": "{ things(first: 400) { more(first: 20) { failing } } }",
    "aliases": f"{{ {many('a%: things(first: %) { name }', 3_000)} }}",
    "schema": "{ a: __schema { types { b: fields { type { ofType { fields { name } } } } } } }",
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_others_are_answered_within_a_second_during_an_attack(attack: str) -> None:
    body, waits = {"query": HOSTILE[attack]}, [0.0]
    with (
        toy.cancelling(),
        serving(toy.app(limits=Limits(seconds=2))) as url,
        ThreadPoolExecutor(1) as pool,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        assert client.post("/graphql", json=TYPENAME).json()["data"]
        attacking = pool.submit(httpx.post, f"{url}/graphql", json=body, timeout=30)
        while not attacking.done() and len(waits) < 100:
            # The work of this process, so that a busy machine does not count as a busy server.
            began = time.process_time()
            assert client.post("/graphql", json=TYPENAME).json()["data"]
            waits.append(time.process_time() - began)
            time.sleep(0.02)
        answer = attacking.result()
    assert max(waits) < 1
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("attack", "codes"),
    [
        ("deep", {"QUERY_TOO_LARGE"}),
        ("large pages", {"QUERY_TOO_LARGE", "QUERY_TOO_SLOW"}),
        ("slow", {"QUERY_TOO_SLOW"}),
        ("failing", {"INTERNAL_ERROR", "QUERY_TOO_SLOW"}),
        ("aliases", {"QUERY_TOO_LARGE"}),
    ],
)
async def test_an_attack_reads_what_stopped_it(attack: str, codes: set[str]) -> None:
    with toy.cancelling():
        async with toy.client(toy.app(limits=Limits(seconds=2))) as client:
            answer = await client.post("/graphql", json={"query": HOSTILE[attack]})
    assert {error["extensions"]["code"] for error in answer.json()["errors"]} <= codes


def test_a_body_of_32_megabytes_is_refused_and_the_server_lives() -> None:
    with serving(toy.app()) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(
                b"POST /graphql HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                b"Content-Length: 33554432\r\n\r\n"
            )
            answer = connection.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b'"BODY_TOO_LARGE"' in answer
        assert httpx.post(f"{url}/graphql", json=TYPENAME).status_code == 200


def test_a_body_of_32_megabytes_in_chunks_is_cut_off() -> None:
    with serving(toy.app()) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        sent = 0
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(
                b"POST /graphql HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
                b"Transfer-Encoding: chunked\r\n\r\n"
            )
            chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
            try:
                for _ in range(512):
                    connection.sendall(chunk)
                    sent += 65_536
            except OSError:
                pass
        assert sent < 33_554_432
        assert httpx.post(f"{url}/graphql", json=TYPENAME).status_code == 200


def test_a_client_that_hangs_up_leaves_the_server_alive() -> None:
    with serving(toy.app()) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        begun = b"POST /graphql HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
        for sent in (begun, begun + b"Content-Length: 9\r\n\r\n{"):
            with socket.create_connection((host, int(port)), timeout=10) as connection:
                connection.sendall(sent)
        assert httpx.post(f"{url}/graphql", json=TYPENAME).status_code == 200
