"""Tables, progress bars and exit codes shared by all commands."""

import asyncio
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import TypeVar

import orjson
import structlog
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from graph_api.errors import (
    GraphLockedError,
    GraphUnavailableError,
    InsiderGraphError,
    QueryError,
    SourceError,
)
from graph_api.settings import Settings
from graph_api.store.writer import Progress as ProgressCall

T = TypeVar("T")

FAILED, WRONG_USAGE, WITH_REJECTIONS, NO_GRAPH = 1, 2, 3, 4
"""Exit codes beside 0: failed; wrong usage; loaded with rejections; graph unreachable or locked."""

ENVIRONMENT_PREFIX = "INSIDER_GRAPH_"

out = Console()
err = Console(stderr=True)


def settings_from_environment() -> Settings:
    """Return the settings, or end the command with a sentence for each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        for wrong in error.errors(include_url=False):
            name = str(wrong["loc"][0]).upper().removeprefix(ENVIRONMENT_PREFIX)
            prefix = "" if name.startswith("NEO4J_") else ENVIRONMENT_PREFIX
            say_error(f"{prefix}{name}: {wrong['msg']}")
        raise typer.Exit(WRONG_USAGE) from error


def say_error(message: str) -> None:
    """Print a message on standard error, as it is: brackets in it are no markup."""
    err.print(f"[red]error:[/red] {escape(message)}", highlight=False, soft_wrap=True)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def print_json(value: object) -> None:
    """Print a value as JSON, coloured for a person."""
    text = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    if out.is_terminal:
        out.print_json(text)
    else:
        typer.echo(text)


def run(work: Coroutine[object, object, T]) -> T:
    """Run one command's work and turn its errors into a sentence and an exit code."""
    try:
        return asyncio.run(work)
    except (GraphUnavailableError, GraphLockedError) as error:
        raise _stop(error, NO_GRAPH) from error
    except (SourceError, QueryError) as error:
        raise _stop(error, WRONG_USAGE) from error
    except InsiderGraphError as error:
        raise _stop(error, FAILED) from error


def _stop(error: InsiderGraphError, code: int) -> typer.Exit:
    say_error(str(error))
    return typer.Exit(code)


@contextmanager
def progress_bar() -> Iterator[ProgressCall]:
    """Show one bar for each stage of long work; nothing where the output is no terminal."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        disable=not sys.stderr.isatty(),
    )
    tasks: dict[str, TaskID] = {}

    def show(stage: str, done: int, total: int) -> None:
        key = stage.partition(" ")[0]
        if key not in tasks:
            tasks[key] = bar.add_task(key, total=total or None)
        bar.update(tasks[key], completed=done, total=total or None, description=stage)

    with bar:
        yield show


def log_to_stderr() -> None:
    """Log requests and failures as lines on standard error: coloured for a person, else JSON."""
    terminal = sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
