"""Questions answered in this process, by the same schema that the server serves."""

from collections.abc import Mapping
from typing import Any

from graph_api.bolt.connection import Graph
from graph_api.bolt.opening import opened
from graph_api.errors import GraphLockedError
from graph_api.settings import Settings
from graph_api.store.lease import sole_loader
from graph_api.store.migrations import migrate
from graph_api.store.snapshot import Snapshots, read_revision
from loaders.load import finish
from loaders.report import LoadReport
from schema.api import schema
from schema.context import Context
from schema.errors import formatted


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
        context = Context(Snapshots(graph), notice=settings.notice)
        result = await schema.execute(
            query, variable_values=dict(variables or {}), context_value=context
        )
    response: dict[str, Any] = {"data": result.data}
    if result.errors:
        response["errors"] = [formatted(error) for error in result.errors]
    return response
