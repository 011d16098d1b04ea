"""One loader at a time: an expiring lease on Neo4j, a lock beside the data on the embedded one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from graph_api.bolt.driver import BoltGraph
from graph_api.bolt.embedded import loader_lock
from graph_api.domain.instants import Instant
from graph_api.errors import GraphLockedError
from graph_api.store import writer
from graph_api.store.lease import LEASE_MICROSECONDS, Lease, now, sole_loader
from graph_api.store.migrations import migrate
from loaders.load import load_documents
from tests.engines import RunningEngine, wipe
from tests.graph.loading import one, sample

pytestmark = pytest.mark.anyio

NOON = Instant(1_800_000_000_000_000)
EXPIRY = Instant(NOON + LEASE_MICROSECONDS)


@pytest.fixture
async def neo4j_graph(neo4j_engine: RunningEngine) -> AsyncIterator[BoltGraph]:
    connection = await neo4j_engine.connect()
    await wipe(connection)
    yield connection
    await connection.close()


def at(graph: BoltGraph, holder: str, instant: int) -> Lease:
    return Lease(graph, holder, clock=lambda: Instant(instant))


async def test_a_second_loader_is_refused_and_told_how_long_to_wait(
    neo4j_graph: BoltGraph, tmp_path: Path
) -> None:
    async with sole_loader(neo4j_graph, tmp_path):
        with pytest.raises(GraphLockedError, match=r"another load is running.*within 120 s"):
            async with sole_loader(neo4j_graph, tmp_path):
                pytest.fail("two loaders at once")


async def test_a_refused_loader_does_not_disturb_the_one_at_work(
    neo4j_graph: BoltGraph, tmp_path: Path
) -> None:
    async with sole_loader(neo4j_graph, tmp_path) as lease:
        with pytest.raises(GraphLockedError):
            await Lease(neo4j_graph, "another").renew()
        await lease.renew()


async def test_the_lease_ends_with_the_load_also_with_one_that_fails(
    neo4j_graph: BoltGraph, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="broken"):
        async with sole_loader(neo4j_graph, tmp_path):
            raise ValueError("broken")
    async with sole_loader(neo4j_graph, tmp_path):
        pass


async def test_an_expired_lease_is_taken_over_and_its_holder_refused(
    neo4j_graph: BoltGraph,
) -> None:
    dead = at(neo4j_graph, "dead", NOON)
    await dead.renew()
    with pytest.raises(GraphLockedError):
        await at(neo4j_graph, "heir", EXPIRY).renew()
    await at(neo4j_graph, "heir", EXPIRY + 1).renew()
    with pytest.raises(GraphLockedError):
        await at(neo4j_graph, "dead", EXPIRY + 2).renew()


async def test_a_renewed_lease_keeps_others_away_for_longer(neo4j_graph: BoltGraph) -> None:
    await at(neo4j_graph, "first", NOON).renew()
    await at(neo4j_graph, "first", EXPIRY).renew()
    with pytest.raises(GraphLockedError):
        await at(neo4j_graph, "second", EXPIRY + 1).renew()


async def test_a_loader_that_lost_its_lease_does_not_release_that_of_its_heir(
    neo4j_graph: BoltGraph,
) -> None:
    dead = at(neo4j_graph, "dead", NOON)
    await dead.renew()
    await at(neo4j_graph, "heir", EXPIRY + 1).renew()
    await dead.release()
    with pytest.raises(GraphLockedError):
        await at(neo4j_graph, "third", EXPIRY + 2).renew()


async def test_a_load_renews_its_lease_with_each_batch_and_stops_where_it_has_lost_it(
    neo4j_graph: BoltGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "BATCH_FILINGS", 1)
    await migrate(neo4j_graph)
    await Lease(neo4j_graph, "heir").renew()
    lost = Lease(neo4j_graph, "lost")
    with pytest.raises(GraphLockedError):
        await load_documents(
            neo4j_graph, sample()[:3], source="a test", lease=lost, address_key=b"k"
        )
    assert await one(neo4j_graph, "MATCH (f:Filing) RETURN count(f) AS n") == {"n": 1}
    assert await one(neo4j_graph, "MATCH (l:Lease) RETURN l.holder AS h") == {"h": "heir"}


async def test_the_clock_of_a_lease_tells_microseconds_of_now() -> None:
    assert Instant(NOON - 10**15) < now() < Instant(NOON + 10**16)


async def test_on_the_embedded_engine_the_lock_of_the_folder_is_the_lease(
    embedded_graph: BoltGraph, embedded_engine: RunningEngine
) -> None:
    async with sole_loader(embedded_graph, embedded_engine.root) as lease:
        with pytest.raises(GraphLockedError):
            loader_lock(embedded_engine.root).__enter__()
        await lease.renew()
    with loader_lock(embedded_engine.root), pytest.raises(GraphLockedError):
        async with sole_loader(embedded_graph, embedded_engine.root):
            pytest.fail("two loaders at once")
