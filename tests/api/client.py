"""The whole application over a loaded world, a client of it, and a log of its statements."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal

from benchmarks import world as generated
from graph_api.app import create_app
from graph_api.bolt.connection import Engine, Graph, Row, Step
from graph_api.cypher import Statement
from graph_api.domain.instants import Instant
from graph_api.settings import Settings
from graph_api.store.lease import Lease, sole_loader
from graph_api.store.migrations import migrate
from graph_api.store.writer import GraphWriter, batches
from loaders.companies import read_companies
from loaders.load import finish, load_documents
from loaders.reference import load_companies
from loaders.report import LoadReport
from loaders.sources import documents
from tests.engines import RunningEngine
from tests.world import SAMPLE

REVISION = "read/revision"
COLUMNS = "read/trades_by_transaction_date"
STATE = frozenset(
    {
        "read/newest_acceptance",
        "read/links",
        "read/owner_directory",
        "read/issuer_directory",
        "read/classifications",
    }
)
"""Read once for each state of the graph; ``COLUMNS`` once for each month of it."""


async def load_sample(engine: RunningEngine, *, filings: int = 30) -> None:
    """Load the bundled sample: its companies, then the first so many filings."""
    graph = await engine.connect()
    async with sole_loader(graph, engine.root) as lease:
        await migrate(graph)
        companies = read_companies(SAMPLE / "companies.csv")
        await load_companies(graph, companies, known_from=Instant(0))
        found = list(documents([SAMPLE / "filings"]))[:filings]
        report = await load_documents(
            graph, found, source="sample", lease=lease, address_key=b"tests"
        )
    await graph.close()
    assert report.counts()["new"] == filings


async def load_generated(engine: RunningEngine, transactions: int) -> None:
    """Load a generated year with so many transactions, without reference data."""
    graph = await engine.connect()
    await migrate(graph)
    writer = GraphWriter(graph)
    for batch in batches(generated.filings(transactions)):
        await writer.merge(batch)
    await finish(graph, lease=Lease(graph, "tests"), report=LoadReport(source="generated"))
    await graph.close()


@dataclass(slots=True, kw_only=True)
class Sent:
    """One statement as it went to the graph.

    Attributes:
        began, ended: places in the order of all that began and ended.
    """

    name: str
    parameters: Mapping[str, object]
    began: int
    ended: int = 0


def waits(sent: Iterable[Sent]) -> int:
    """Return how many of the statements had to wait for one another: the longest such chain."""
    chain, free_from = 0, -1
    for one in sorted(sent, key=lambda one: one.ended):
        if one.began > free_from:
            chain, free_from = chain + 1, one.ended
    return chain


class RecordingGraph:
    """A graph that notes every reading statement before it passes it on."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._tick = count(1)
        self.sent: list[Sent] = []
        self.delay_seconds = 0.0

    @property
    def engine(self) -> Engine:
        return self._graph.engine

    async def read(self, statement: Statement, /, **parameters: object) -> list[Row]:
        noted = Sent(name=statement.name, parameters=parameters, began=next(self._tick))
        self.sent.append(noted)
        await asyncio.sleep(self.delay_seconds)
        rows = await self._graph.read(statement, **parameters)
        noted.ended = next(self._tick)
        return rows

    async def write(self, steps: Sequence[Step], /) -> int:
        return await self._graph.write(steps)

    async def define(self, statement: Statement, /) -> None:
        await self._graph.define(statement)

    async def close(self) -> None:
        await self._graph.close()


@dataclass(frozen=True, slots=True)
class Api:
    """A client of one application; it runs in an event loop of its own."""

    portal: BlockingPortal
    http: httpx.AsyncClient
    graph: RecordingGraph

    def post(self, query: str, **variables: object) -> dict[str, Any]:
        """Return the whole response to a query."""
        body = {"query": query, "variables": variables}
        response: dict[str, Any] = self.portal.call(self._post, body)
        return response

    async def _post(self, body: Mapping[str, object]) -> Any:
        return (await self.http.post("/graphql", json=body)).json()

    def ask(self, query: str, **variables: object) -> dict[str, Any]:
        """Return the data of an answer without errors."""
        response = self.post(query, **variables)
        assert "errors" not in response, response["errors"]
        data: dict[str, Any] = response["data"]
        return data

    def refusal(self, query: str, **variables: object) -> dict[str, Any]:
        """Return the one error of an answer."""
        response = self.post(query, **variables)
        assert len(response.get("errors", ())) == 1, response
        error: dict[str, Any] = response["errors"][0]
        return error

    def sent_for(self, query: str, **variables: object) -> list[Sent]:
        """Return every statement that an answer without errors takes, in order."""
        self.graph.sent.clear()
        self.ask(query, **variables)
        return list(self.graph.sent)

    def relations(self, query: str, **variables: object) -> list[str]:
        """Return the names of the statements that are neither revision, state nor columns."""
        aside = {REVISION, COLUMNS, *STATE}
        sent = self.sent_for(query, **variables)
        return sorted(one.name.removeprefix("read/") for one in sent if one.name not in aside)


def nodes(connection: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the nodes of a connection in their order."""
    return [edge["node"] for edge in connection["edges"]]


@contextmanager
def api_of(engine: RunningEngine, home: Path) -> Iterator[Api]:
    """Run the application over a loaded engine; nothing of it is left afterwards."""
    with start_blocking_portal() as portal:
        graph = RecordingGraph(portal.call(engine.connect))
        app = create_app(Settings(home=home), graph=graph)
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here")
        with (
            portal.wrap_async_context_manager(app.router.lifespan_context(app)),
            portal.wrap_async_context_manager(client) as http,
        ):
            yield Api(portal, http, graph)
        portal.call(graph.close)
