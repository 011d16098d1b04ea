"""Which graph the settings name: Neo4j where its address is given, else the embedded engine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from graph_api.bolt.driver import BoltGraph, connect
from graph_api.bolt.embedded import open_embedded
from graph_api.errors import ConfigurationError
from graph_api.settings import Settings


async def open_graph(settings: Settings) -> BoltGraph:
    """Return the graph; the caller closes it.

    Raises:
        GraphUnavailableError: no engine answers.
        ConfigurationError: Neo4j is named without a password.
    """
    if settings.neo4j_uri is None:
        return await open_embedded(
            settings.graph_folder,
            heap_megabytes=settings.heap_megabytes,
            timeout_seconds=settings.statement_seconds,
        )
    if settings.neo4j_password is None:
        raise ConfigurationError("NEO4J_URI is set: set NEO4J_PASSWORD too")
    return await connect(
        settings.neo4j_uri,
        user=settings.neo4j_user,
        password=settings.neo4j_password.get_secret_value(),
        database=settings.neo4j_database,
        timeout_seconds=settings.statement_seconds,
    )


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[BoltGraph]:
    """Hold the graph open for the length of a block."""
    graph = await open_graph(settings)
    try:
        yield graph
    finally:
        await graph.close()
