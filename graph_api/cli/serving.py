"""``serve`` and ``demo``: the API and GraphiQL."""

import socket
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn

from graph_api.app import create_app
from graph_api.bolt.opening import opened
from graph_api.cli.answers import answer, settle
from graph_api.cli.asking import CLUSTERS, print_clusters
from graph_api.cli.console import (
    WRONG_USAGE,
    log_to_stderr,
    out,
    run,
    say_error,
    settings_from_environment,
)
from graph_api.cli.loading import companies_into_graph, files_into_graph, print_report
from graph_api.settings import Settings
from graph_api.store.migrations import migrate
from loaders.report import LoadReport

FICTIONAL = "The sample data is fictional: invented companies and people."
PORTS_TRIED = 50


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve", epilog="Example:  insider-graph serve --port 8000")(serve)
    app.command("demo", epilog="Example:  insider-graph demo --once")(demo)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; loopback.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Serve the GraphQL API and GraphiQL until Ctrl-C."""
    settings = settings_from_environment()
    host, port = host or settings.host, settings.port if port is None else port
    if not _is_free(host, port):
        say_error(f"port {port} on {host} is taken: choose another with --port")
        raise typer.Exit(WRONG_USAGE)
    run(_prepare(settings))
    _serve(settings, host, port)


def demo(
    once: Annotated[bool, typer.Option(help="Print the table and end, serving nothing.")] = False,
) -> None:
    """Load the fictional sample into a graph of its own, show its clusters, and serve it."""
    base = settings_from_environment()
    settings = base.model_copy(
        update={"home": base.home / "demo", "neo4j_uri": None, "notice": FICTIONAL}
    )
    report, response = run(_load_sample(settings))
    print_report(report)
    print_clusters(response["data"]["clusters"])
    out.print(f"[yellow]{FICTIONAL}[/yellow]")
    if not once:
        port = next(p for p in range(base.port, base.port + PORTS_TRIED) if _is_free(base.host, p))
        _serve(settings, base.host, port)


async def _load_sample(settings: Settings) -> tuple[LoadReport, dict[str, Any]]:
    """Return what loading the sample did, and its clusters; one engine serves all steps."""
    sample = Path(str(files("loaders.sample")))
    async with opened(settings):
        await companies_into_graph(settings, sample / "companies.csv")
        report = await files_into_graph(settings, [sample / "filings"])
        return report, await answer(settings, CLUSTERS)


async def _prepare(settings: Settings) -> None:
    async with opened(settings) as graph:
        await migrate(graph)
        await settle(graph, settings)


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _serve(settings: Settings, host: str, port: int) -> None:
    out.print(
        f"GraphiQL: http://{host}:{port}/graphiql   API: http://{host}:{port}/graphql"
        "   (Ctrl-C ends)",
        highlight=False,
    )
    log_to_stderr()
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", access_log=False)
