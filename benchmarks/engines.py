"""Engines of their own for benchmarks, each over an empty folder; never the user's graph."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

from graph_api.bolt.connection import Engine
from graph_api.bolt.driver import BoltGraph, connect
from graph_api.bolt.embedded import open_embedded
from graph_api.bolt.engine_process import DATABASE
from graph_api.settings import Settings
from tests.engines import start_neo4j

STATEMENT_SECONDS = 300


@asynccontextmanager
async def engine_over(engine: Engine, folder: Path) -> AsyncIterator[BoltGraph]:
    """Run an engine over ``folder`` for the length of a block.

    Neo4j starts afresh each time, with the memory its tests have; where Java or Maven is missing
    it raises the exception by which tests are skipped.
    """
    with ExitStack() as stack:
        graph = await (_embedded(folder) if engine is Engine.EMBEDDED else _neo4j(folder, stack))
        try:
            yield graph
        finally:
            await graph.close()


async def _embedded(folder: Path) -> BoltGraph:
    heap = Settings().heap_megabytes
    return await open_embedded(folder, heap_megabytes=heap, timeout_seconds=STATEMENT_SECONDS)


async def _neo4j(folder: Path, stack: ExitStack) -> BoltGraph:
    # Starting it runs an event loop of its own, for which this thread is taken.
    uri = await asyncio.to_thread(stack.enter_context, start_neo4j(folder))
    return await connect(
        uri, user="neo4j", password="", database=DATABASE, timeout_seconds=STATEMENT_SECONDS
    )
