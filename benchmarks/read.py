"""How long a loaded graph takes to answer: from nothing, for the first time, and again.

Cold is a new snapshot: links, names and months of trades are read over Bolt. Warm is the same
question again, to which the trades are in memory.
"""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import orjson

from benchmarks.engines import engine_over
from benchmarks.figures import Figure, against, best
from graph_api.bolt.connection import Engine, Graph
from graph_api.cypher import Statement
from graph_api.domain.cluster import Cluster
from graph_api.domain.definitions import PRESETS, ClusterPreset
from graph_api.store.clusters import ClusterSearch, search_clusters
from graph_api.store.directory import LATEST
from graph_api.store.snapshot import Snapshot, Snapshots, read_revision, read_snapshot
from schema.api import schema
from schema.context import Context, Limits

SPANS = (30, 365)
REPETITIONS = 3
WARM_GOAL, COLD_START_GOAL = "0.5 s", "6 s"

_PLAIN = Statement(
    "bare/trades",
    "MATCH (t:EconomicTrade) WHERE t.transactionDate >= $since AND t.transactionDate <= $until"
    " RETURN t{.*} AS trade",
    frozenset({"since", "until"}),
)
_ONE = Statement("bare/one", "RETURN 1 AS one", frozenset())

FIGURES_ALONE = """
query Figures($filter: ClusterFilter) {
  clusters(first: 50, filter: $filter) {
    totalCount
    edges { node { id direction insiderCount totalValue firstTransactionDate } }
  }
}
"""
NESTED = """
query Nested($filter: ClusterFilter) {
  clusters(first: 50, filter: $filter) {
    totalCount
    edges { node {
      id direction insiderCount totalValue firstTransactionDate
      issuer { name ticker sector { name } }
      participants { edges { node {
        name
        beneficialOwner { members { owner { name } links { evidence { quote } } } }
      } } }
      transactions(first: 10) { edges { node {
        shares pricePerShare filing { accessionNumber documentUrl }
      } } }
    } }
  }
}
"""
"""Four levels deep, of fifty clusters."""


async def measure(graph: Graph) -> AsyncIterator[Figure]:
    """Yield the figures of clusters and of the nested query over a resolved graph."""
    for days in SPANS:
        async for figure in _of_clusters(graph, days):
            yield figure
    async for figure in _of_graphql(graph):
        yield figure


async def _of_clusters(graph: Graph, days: int) -> AsyncIterator[Figure]:
    async def cold() -> tuple[Cluster, ...]:
        return await _clusters(await _snapshot(graph), days)

    snapshot = await _snapshot(graph)
    since, until = _last(days, snapshot.evaluation_date(LATEST))

    async def plain() -> None:
        await graph.read(_PLAIN, since=since, until=until)

    async def warm() -> None:
        await _clusters(snapshot, days)

    found = len(await _clusters(snapshot, days))
    rival = await best(REPETITIONS, plain)
    what = f"{{}} clusters over {days} days, {graph.engine.value}: {found:,} found"
    raw = "raw Cypher: the same trades as maps"
    yield against(what.format("cold"), await best(REPETITIONS, cold), raw, rival)
    goal = WARM_GOAL if days == SPANS[0] else ""
    yield against(what.format("warm"), await best(REPETITIONS, warm), raw, rival, goal)


async def _of_graphql(graph: Graph) -> AsyncIterator[Figure]:
    snapshots = Snapshots(graph)
    last = (await snapshots.current()).evaluation_date(LATEST)
    since, until = _last(SPANS[0], last)
    variables = {"filter": {"transactionDate": {"from": str(since), "to": str(until)}}}

    async def asked(query: str, kept: Snapshots) -> None:
        context = Context(kept, Limits(seconds=60))
        result = await schema.execute(query, variables, context_value=context)
        if result.errors:
            raise RuntimeError(result.errors)

    async def cold() -> None:
        await asked(NESTED, Snapshots(graph))

    await asked(NESTED, snapshots)
    rival = await best(REPETITIONS, lambda: asked(FIGURES_ALONE, snapshots))
    what = f"{{}} nested query over {SPANS[0]} days, {graph.engine.value}"
    alone = "the same clusters without nested fields, warm"
    yield against(what.format("cold"), await best(REPETITIONS, cold), alone, rival)
    warm = await best(REPETITIONS, lambda: asked(NESTED, snapshots))
    yield against(what.format("warm"), warm, alone, rival)


async def _snapshot(graph: Graph) -> Snapshot:
    return await read_snapshot(graph, await read_revision(graph))


async def _clusters(snapshot: Snapshot, days: int) -> tuple[Cluster, ...]:
    search = _last(days, snapshot.evaluation_date(LATEST))
    definition = PRESETS[ClusterPreset.DEFAULT]
    question = ClusterSearch(definition=definition, known_at=LATEST, search=search)
    return await search_clusters(snapshot, question)


def _last(days: int, until: date) -> tuple[date, date]:
    return until - timedelta(days=days - 1), until


def memory(root: Path) -> Iterator[Figure]:
    """Yield the peak memory of the embedded engine that runs over ``root``; Linux only."""
    process = orjson.loads((root / "engine.json").read_bytes())["pid"]
    status = Path(f"/proc/{process}/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii"))
        kilobytes = int(found[1]) if found else 0
        yield Figure("peak memory, embedded", f"{kilobytes / 1024:,.0f} MB")


async def cold_start(home: Path) -> Figure:
    """Return what the command line takes to start the embedded engine and print clusters."""
    begun = perf_counter()
    async with engine_over(Engine.EMBEDDED, home / "graph") as graph:
        await graph.read(_ONE)
        engine_alone = perf_counter() - begun
        today = (await _snapshot(graph)).evaluation_date(LATEST)
    seconds = await asyncio.to_thread(_ask_by_command, home, _last(SPANS[0], today)[0])
    what, rival = "cold start to first answer, embedded", "the engine alone answers RETURN 1"
    return against(what, seconds, rival, engine_alone, COLD_START_GOAL)


def _ask_by_command(home: Path, since: date) -> float:
    environment = {**os.environ, "INSIDER_GRAPH_HOME": str(home)}
    environment.pop("NEO4J_URI", None)
    begun = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "graph_api", "clusters", "--json", "--since", str(since)],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return perf_counter() - begun
