"""``resolve``, ``migrate``, ``status`` and ``digest``: the graph itself."""

from typing import Annotated, cast

import typer
from rich.table import Table

from graph_api.bolt.connection import Row
from graph_api.bolt.opening import opened
from graph_api.cli.console import out, progress_bar, run, settings_from_environment
from graph_api.cypher import statement
from graph_api.settings import Settings
from graph_api.store import migrations
from graph_api.store.digest import graph_digest
from graph_api.store.lease import sole_loader
from graph_api.store.snapshot import Revision, read_revision
from loaders.load import resolve_graph
from loaders.report import LoadReport


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("resolve", epilog="Example:  insider-graph resolve")(resolve)
    app.command("migrate", epilog="Example:  insider-graph migrate")(migrate)
    app.command("status", epilog="Example:  insider-graph status --rejections")(status)
    app.command("digest", epilog="Example:  insider-graph digest")(digest)


def resolve() -> None:
    """Rebuild everything derived from the stored filings; the outcome is always the same."""
    report = run(_resolve(settings_from_environment()))
    out.print(f"{report.derived_changes} derived facts written, revision {report.revision}")


async def _resolve(settings: Settings) -> LoadReport:
    report = LoadReport(source="stored filings")
    async with (
        opened(settings.for_loading()) as graph,
        sole_loader(graph, settings.graph_folder) as lease,
    ):
        await migrations.migrate(graph)
        with progress_bar() as progress:
            await resolve_graph(graph, lease=lease, report=report, rebuild=True, progress=progress)
    return report


def migrate() -> None:
    """Apply pending constraints and indexes; a second run finds nothing to do."""
    names = run(_migrate(settings_from_environment()))
    out.print("\n".join(names) if names else "nothing to do")


async def _migrate(settings: Settings) -> tuple[str, ...]:
    async with opened(settings) as graph:
        return await migrations.migrate(graph)


def status(
    rejections: Annotated[bool, typer.Option(help="List every rejected item.")] = False,
) -> None:
    """Show what is loaded, by form and by how acceptance times are known."""
    revision, rows, loads = run(_status(settings_from_environment()))
    table = Table(title=f"revision {revision.number}", title_justify="left")
    for name in ("form", "acceptance known by", "filings", "filed from", "to"):
        table.add_column(name)
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    out.print(table)
    if revision.pending:
        out.print("[yellow]filings wait to be resolved: a load is running or was killed[/yellow]")
    lines = [line for load in loads for line in cast("list[str]", load["rejected"])]
    out.print(f"{len(loads)} loads, {len(lines)} rejected documents")
    for line in lines if rejections else ():
        out.print(line, highlight=False, markup=False, soft_wrap=True)


async def _status(settings: Settings) -> tuple[Revision, list[Row], list[Row]]:
    async with opened(settings) as graph:
        await migrations.migrate(graph)
        return (
            await read_revision(graph),
            await graph.read(statement("read/data_status")),
            await graph.read(statement("read/loads")),
        )


def digest() -> None:
    """Print one number for the whole content: equal graphs, equal digest, on either engine."""
    typer.echo(run(_digest(settings_from_environment())))


async def _digest(settings: Settings) -> str:
    async with opened(settings) as graph:
        await migrations.migrate(graph)
        return await graph_digest(graph)
