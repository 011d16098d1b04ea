"""``insider-graph load …``: one command, many sources, all repeatable at will."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from graph_api.bolt.opening import opened
from graph_api.cli.console import (
    WITH_REJECTIONS,
    out,
    progress_bar,
    run,
    settings_from_environment,
)
from graph_api.domain.instants import Instant, end_of_filing_day
from graph_api.settings import Settings
from graph_api.store.lease import sole_loader
from graph_api.store.migrations import migrate
from loaders.companies import read_companies
from loaders.filings import ACCESSION_UNKNOWN
from loaders.load import load_documents
from loaders.manifest import EMPTY, read_manifest
from loaders.reference import load_companies
from loaders.report import CompaniesReport, LoadReport
from loaders.sources import documents

app = typer.Typer(
    help="Put filings and reference data into the graph. Loading again changes nothing.",
    no_args_is_help=True,
)
SHOWN_REJECTIONS = 20


@app.command(
    "files",
    epilog="Example:  insider-graph load files filings/ 2026q1.zip --manifest filings/manifest.csv",
)
def load_files(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders or zips of ownership XML or submissions.")
    ],
    manifest: Annotated[
        Path | None, typer.Option(help="CSV with path, accession, acceptedAt, filedOn.")
    ] = None,
) -> None:
    """Load Forms 3, 4 and 5 from files, then resolve who is behind them."""
    report = run(files_into_graph(settings_from_environment(), paths, manifest))
    print_report(report)
    if report.rejected:
        raise typer.Exit(WITH_REJECTIONS)


@app.command(
    "companies",
    epilog="Example:  insider-graph load companies listed.csv --known-from 2026-01-01",
)
def load_companies_file(
    path: Annotated[Path, typer.Argument(help="CSV with cik, ticker(s), name, sic.")],
    known_from: Annotated[
        str | None,
        typer.Option(help="Day from which this was known (YYYY-MM-DD); without it, always."),
    ] = None,
) -> None:
    """Load names, tickers and SIC codes of companies; sectors follow from the SIC codes."""
    day = _day(known_from)
    report = run(companies_into_graph(settings_from_environment(), path, day))
    out.print(
        f"{report.companies} companies, {report.changed} changes, "
        f"{len(report.rejected)} lines rejected, revision {report.revision}"
    )
    for line in report.rejected[:SHOWN_REJECTIONS]:
        out.print(f"  [yellow]rejected[/yellow] {escape(line)}", highlight=False)
    if report.rejected:
        raise typer.Exit(WITH_REJECTIONS)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day: write YYYY-MM-DD") from error


async def files_into_graph(
    settings: Settings, paths: list[Path], manifest: Path | None = None
) -> LoadReport:
    """Load files into the graph that the settings name, migrating it first."""
    found = list(documents(paths))
    known = read_manifest(manifest) if manifest else EMPTY
    async with (
        opened(settings.for_loading()) as graph,
        sole_loader(graph, settings.graph_folder) as lease,
    ):
        await migrate(graph)
        with progress_bar() as progress:
            return await load_documents(
                graph,
                found,
                source=", ".join(path.as_posix() for path in paths),
                lease=lease,
                address_key=settings.address_secret(),
                manifest=known,
                progress=progress,
            )


async def companies_into_graph(
    settings: Settings, path: Path, known_from: date | None = None
) -> CompaniesReport:
    """Load a list of companies into the graph that the settings name."""
    read = read_companies(path)
    instant = end_of_filing_day(known_from) if known_from else Instant(0)
    async with opened(settings.for_loading()) as graph, sole_loader(graph, settings.graph_folder):
        await migrate(graph)
        return await load_companies(graph, read, known_from=instant)


def print_report(report: LoadReport) -> None:
    """Print the counts of a load, and its rejections by name with their reasons."""
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, count in report.counts().items():
        table.add_row(name, str(count), style=None if count else "dim")
    out.print("loaded filings", style="bold")
    out.print(table)
    for rejection in report.rejected[:SHOWN_REJECTIONS]:
        line = escape(str(rejection))
        out.print(f"[yellow]rejected[/yellow] {line}", highlight=False, soft_wrap=True)
    if (more := len(report.rejected) - SHOWN_REJECTIONS) > 0:
        out.print(f"… and {more} more: insider-graph status --rejections lists all of them")
    if any(rejection.reason == ACCESSION_UNKNOWN for rejection in report.rejected):
        out.print(
            "name what has no accession number in a manifest: --manifest FILE, a CSV with the "
            "columns path and accession",
            highlight=False,
        )
    out.print(f"revision {report.revision}")
