"""Questions answered in this process, by the same schema that the server serves."""

from collections.abc import Mapping
from typing import Any

from httpx import ASGITransport, AsyncClient

from graph_api.bolt.connection import Graph
from graph_api.bolt.opening import opened
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


async def answer(
    settings: Settings, query: str, variables: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the response to one GraphQL request, as the server would send it."""
    async with opened(settings) as graph:
        await migrate(graph)
        await settle(graph, settings)
        endpoint = _endpoint(graph, settings)
        async with AsyncClient(transport=ASGITransport(endpoint), base_url="http://here") as client:
            asked = {"query": query, "variables": dict(variables or {})}
            response: dict[str, Any] = (await client.post("/graphql", json=asked)).json()
    return response


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
