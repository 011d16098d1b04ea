"""Fixtures shared by all tests.

One server of each engine runs per test session, started when the first test asks for it and known
by its address alone. Connections are made per test, because a driver belongs to the event loop in
which it was made. Tests that write ask for ``graph`` (both engines) or ``embedded_graph``; either
is empty when the test begins. They run one after the other and share the server's constraints and
indexes, so a test that makes some drops them again, or makes what every other would make too.

Neo4j is left out, by name, where Java or Maven is missing; ``REQUIRE=neo4j`` makes that a failure.
"""

from collections.abc import AsyncIterator, Iterator

import pytest

from graph_api.bolt.connection import Engine
from graph_api.bolt.driver import BoltGraph
from tests.engines import RunningEngine, running, wipe


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def embedded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningEngine]:
    with running(Engine.EMBEDDED, tmp_path_factory.mktemp("embedded")) as engine:
        yield engine


@pytest.fixture(scope="session")
def neo4j_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningEngine]:
    with running(Engine.NEO4J, tmp_path_factory.mktemp("neo4j")) as engine:
        yield engine


@pytest.fixture(scope="session", params=[engine.value for engine in Engine])
def engine(request: pytest.FixtureRequest) -> RunningEngine:
    found = request.getfixturevalue(f"{request.param}_engine")
    assert isinstance(found, RunningEngine)
    return found


@pytest.fixture
async def graph(engine: RunningEngine) -> AsyncIterator[BoltGraph]:
    connection = await engine.connect()
    await wipe(connection)
    yield connection
    await connection.close()


@pytest.fixture
async def embedded_graph(embedded_engine: RunningEngine) -> AsyncIterator[BoltGraph]:
    connection = await embedded_engine.connect()
    await wipe(connection)
    yield connection
    await connection.close()
