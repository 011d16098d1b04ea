"""One measured figure and what it is measured against."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import perf_counter


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


async def best(times: int, work: Callable[[], Awaitable[object]]) -> float:
    """Return the seconds of the quickest of several runs."""
    found = float("inf")
    for _ in range(times):
        begun = perf_counter()
        await work()
        found = min(found, perf_counter() - begun)
    return found
