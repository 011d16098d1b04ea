"""One measured figure and what it is measured against; the table that shows them."""

import os
import platform
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log
from pathlib import Path
from statistics import linear_regression
from time import perf_counter

from rich.console import Console
from rich.table import Table

WIDTH = 150
"""Columns that the table has at least."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table.

    Attributes:
        value: with its unit.
        alternative: what it is measured against, with that one's own value; empty where nothing.
        ratio: ours to the alternative, so that more is better; empty where nothing is compared.
        goal: what was set out to reach; empty where nothing was.
    """

    what: str
    value: str
    alternative: str = ""
    ratio: str = ""
    goal: str = ""


def against(what: str, seconds: float, rival: str, rival_seconds: float, goal: str = "") -> Figure:
    """Return the figure of a time, against that of a rival."""
    return Figure(
        what,
        duration(seconds),
        f"{rival}: {duration(rival_seconds)}",
        f"{rival_seconds / seconds:.2f}",
        goal,
    )


def rate(per_second: float, what: str) -> str:
    return f"{per_second:,.0f} {what}/s"


def duration(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def growth(measured: Sequence[tuple[float, float]]) -> float:
    """Return the exponent of the power law that fits (size, seconds) best; two at least."""
    sizes, seconds = zip(*measured, strict=True)
    return linear_regression([log(size) for size in sizes], [log(spent) for spent in seconds]).slope


async def best(times: int, work: Callable[[], Awaitable[object]]) -> float:
    """Return the seconds of the quickest of several runs."""
    found = float("inf")
    for _ in range(times):
        begun = perf_counter()
        await work()
        found = min(found, perf_counter() - begun)
    return found


def table_console() -> Console:
    """Return a console that is wide enough for the table."""
    console = Console()
    console.width = max(console.width, WIDTH)
    return console


def show(figures: Iterable[Figure], subject: str, console: Console) -> None:
    """Print the table, with the machine and the date."""
    today = datetime.now(UTC).date()
    table = Table(
        "figure",
        "ours",
        "against",
        "ratio",
        "goal",
        title=f"{subject}; {machine()}; {today}",
    )
    for figure in figures:
        table.add_row(figure.what, figure.value, figure.alternative, figure.ratio, figure.goal)
    console.print(table)


def machine() -> str:
    """Name the machine in the words that matter for speed."""
    names = (line for line in _cpu_info() if line.startswith("model name"))
    cpu = next(names, platform.processor()).partition(":")[2].strip() or platform.machine()
    return f"{os.cpu_count()} x {cpu}, {platform.system()}, Python {platform.python_version()}"


def _cpu_info() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text("utf-8").splitlines() if path.exists() else []
