"""Questions answered in this process, by the same schema that the server serves."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import typer
from httpx import ASGITransport, AsyncClient

from graph_api.bolt.connection import Graph
from graph_api.bolt.opening import opened
from graph_api.cli.console import FAILED, NO_GRAPH, WRONG_USAGE, say_error
from graph_api.endpoint import GraphQLEndpoint
from graph_api.errors import GraphLockedError
from graph_api.settings import Settings
from graph_api.store.lease import sole_loader
from graph_api.store.migrations import migrate
from graph_api.store.snapshot import Snapshots, read_revision
from loaders.load import finish
from loaders.report import LoadReport
from schema.api import schema
from schema.context import Context, Limits


async def settle(graph: Graph, settings: Settings) -> None:
    """Finish what a killed load left behind, unless a loader is at work right now."""
    if not (await read_revision(graph)).pending:
        return
    try:
        async with sole_loader(graph, settings.graph_folder) as lease:
            await finish(graph, lease=lease, report=LoadReport(source="what was left"))
    except GraphLockedError:
        return


@asynccontextmanager
async def settled_graph(settings: Settings) -> AsyncIterator[Graph]:
    """Open the graph to be read: migrated, and with nothing left to resolve."""
    async with opened(settings) as graph:
        await migrate(graph)
        await settle(graph, settings)
        yield graph


async def ask(
    graph: Graph, settings: Settings, query: str, variables: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the response to one GraphQL request, as the server would send it."""
    endpoint = _endpoint(graph, settings)
    async with AsyncClient(transport=ASGITransport(endpoint), base_url="http://here") as client:
        asked = {"query": query, "variables": dict(variables or {})}
        response: dict[str, Any] = (await client.post("/graphql", json=asked)).json()
    return response


async def answer(
    settings: Settings, query: str, variables: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Open the graph that the settings name, ask it once, and return the response."""
    async with settled_graph(settings) as graph:
        return await ask(graph, settings, query, variables)


_EXIT_CODES = {
    "GRAPH_UNAVAILABLE": NO_GRAPH,
    "QUERY_TOO_SLOW": FAILED,
    "INTERNAL_ERROR": FAILED,
}
"""What an error of the API means for the command; any other is about what was typed."""


def data_of(response: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a response, or end the command with a sentence for each error."""
    if "errors" in response:
        for error in response["errors"]:
            say_error(error["message"])
        code = response["errors"][0]["extensions"]["code"]
        raise typer.Exit(_EXIT_CODES.get(code, WRONG_USAGE))
    data: dict[str, Any] = response["data"]
    return data


def _endpoint(graph: Graph, settings: Settings) -> GraphQLEndpoint:
    snapshots, limits = Snapshots(graph), Limits(seconds=settings.query_seconds)

    async def revision() -> int:
        return (await read_revision(graph)).number

    return GraphQLEndpoint(
        schema,
        make_context=lambda: Context(snapshots, limits, settings.notice),
        read_revision=revision,
        limits=limits,
    )
