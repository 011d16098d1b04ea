"""One number for the whole content: sensitive to all of it, to nothing else, on either engine."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from graph_api.bolt.driver import BoltGraph
from graph_api.cypher import statement
from graph_api.store.digest import graph_digest, names
from tests.engines import RunningEngine, wipe
from tests.graph.loading import adding_up, load, load_world, made, saved, told

pytestmark = pytest.mark.anyio

HOW_IT_CAME_TO_BE = {"Load", "Revision", "Lease", "Migration"}
SECOND_LABELS = {"Person", "Vehicle"}
EDGE = re.compile(r"\(a:(\w+)\)-\[e:(\w+)\]->\(b:(\w+)\)")


@asynccontextmanager
async def holding(engine: RunningEngine) -> AsyncIterator[BoltGraph]:
    graph = await engine.connect()
    await wipe(graph)
    try:
        yield graph
    finally:
        await graph.close()


@pytest.fixture(scope="module")
async def world(
    embedded_engine: RunningEngine, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[BoltGraph]:
    """Yield a graph with something of everything in it; who changes it changes it back."""
    async with holding(embedded_engine) as graph:
        await load_world(graph)
        through = {"ownership_form": "I", "nature_of_ownership": "By Orchard Lane LLC"}
        await load(
            graph, saved(tmp_path_factory.mktemp("made"), made(1, holdings=[through]) | adding_up())
        )
        yield graph


def covered_nodes() -> set[str]:
    texts = (statement(f"digest/{name}").text for name in names() if name.startswith("nodes_"))
    return {match[1] for text in texts if (match := re.match(r"MATCH \(n:(\w+)\)", text))}


def covered_edges() -> set[tuple[str, ...]]:
    texts = (statement(f"digest/{name}").text for name in names() if name.startswith("edges_"))
    return {match.groups() for text in texts if (match := EDGE.search(text))}


async def test_both_engines_have_one_digest_for_one_input(
    embedded_engine: RunningEngine, neo4j_engine: RunningEngine
) -> None:
    digests = []
    for engine in (embedded_engine, neo4j_engine):
        async with holding(engine) as graph:
            await load_world(graph)
            digests.append(await graph_digest(graph))
    assert digests[0] == digests[1]


async def test_no_kind_of_node_is_left_out(world: BoltGraph) -> None:
    rows = await world.read(told("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label"))
    stored = {str(row["label"]) for row in rows} - HOW_IT_CAME_TO_BE - SECOND_LABELS
    assert stored == covered_nodes()


async def test_no_kind_of_edge_is_left_out(world: BoltGraph) -> None:
    rows = await world.read(
        told(
            "MATCH (a)-[e]->(b) UNWIND labels(a) AS source UNWIND labels(b) AS target"
            " RETURN DISTINCT source, type(e) AS type, target"
        )
    )
    stored = {(row["source"], row["type"], row["target"]) for row in rows}
    assert {e for e in stored if not SECOND_LABELS & set(e)} == covered_edges()


@pytest.mark.parametrize("label", sorted(covered_nodes()))
async def test_a_change_to_any_kind_of_node_shows(world: BoltGraph, label: str) -> None:
    before = await graph_digest(world)
    await world.write([(told(f"MATCH (n:{label}) WITH n LIMIT 1 SET n.probe = 'x'"), {})])
    assert await graph_digest(world) != before
    await world.write([(told(f"MATCH (n:{label}) REMOVE n.probe"), {})])
    assert await graph_digest(world) == before


@pytest.mark.parametrize("edge", sorted(covered_edges()), ids="-".join)
async def test_a_change_to_any_kind_of_edge_shows(
    world: BoltGraph, edge: tuple[str, str, str]
) -> None:
    before = await graph_digest(world)
    found = "MATCH (a:{})-[e:{}]->(b:{})".format(*edge)
    await world.write([(told(f"{found} WITH e LIMIT 1 SET e.probe = 'x'"), {})])
    assert await graph_digest(world) != before
    await world.write([(told(f"{found} REMOVE e.probe"), {})])
    assert await graph_digest(world) == before


async def test_how_the_graph_came_to_be_and_the_local_secret_do_not_show(world: BoltGraph) -> None:
    before = await graph_digest(world)
    changes = await world.write(
        [
            (told("MERGE (r:Revision {name: 'graph'}) SET r.number = r.number + 1"), {}),
            (told("MATCH (l:Load) SET l.source = 'another'"), {}),
            (told("MERGE (l:Lease {name: 'loader'}) SET l.until = 7"), {}),
            (told("MATCH ()-[e:REPORTED_BY]->() SET e.addressKey = 'another'"), {}),
        ]
    )
    assert changes > 30
    assert await graph_digest(world) == before
