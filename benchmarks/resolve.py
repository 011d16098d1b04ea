"""How long deriving everything takes, part by part, and how it grows with the filings.

Run as ``python -m benchmarks.resolve [--sizes 25000 50000 100000] [--graph]``. Resolving is one
thread of pure code, so its seconds are those of the processor; with the graph they are the clock's.
"""

import argparse
import asyncio
import gc
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import wraps
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import ParamSpec, TypeVar
from unittest.mock import patch

import loaders.resolve
from benchmarks.engines import engine_over
from benchmarks.figures import Figure, duration, growth, show, table_console
from benchmarks.load import resolved
from benchmarks.world import filings
from graph_api.bolt.connection import Engine
from graph_api.store.migrations import migrate
from graph_api.store.writer import GraphWriter, batches

SIZES = (25_000, 50_000, 100_000)
"""Transactions generated, with vehicles."""

REPETITIONS = 2
EXTRAPOLATED = 1_000_000
SECONDS_WITH_GRAPH = "90 s"

PARTS: Mapping[str, tuple[str, ...]] = {
    "evidence": ("collect_all",),
    "links": ("Guards", "resolve_scoped_links"),
    "links of holders": ("resolve_holders", "resolve_holder_links"),
    "trades": ("Quality", "resolve_trades"),
}
"""Part → what ``loaders.resolve`` calls for it."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that resolving ``transactions`` took, in all and by part; the parts add up."""

    transactions: int
    seconds: float
    by_part: Mapping[str, float]


def pace(transactions: int) -> Pace:
    """Generate filings and resolve them from scratch."""
    given = tuple(filings(transactions))
    spent = dict.fromkeys(PARTS, 0.0)
    with ExitStack() as patched:
        for part, names in PARTS.items():
            for name in names:
                timed = _timed(vars(loaders.resolve)[name], part, spent)
                patched.enter_context(patch.object(loaders.resolve, name, timed))
        gc.collect()
        begun = process_time()
        loaders.resolve.resolve(given)
        seconds = process_time() - begun
    return Pace(transactions, seconds, spent | {"the rest": seconds - sum(spent.values())})


def _timed(work: Callable[P, T], part: str, spent: dict[str, float]) -> Callable[P, T]:
    @wraps(work)
    def timed(*args: P.args, **kwargs: P.kwargs) -> T:
        begun = process_time()
        try:
            return work(*args, **kwargs)
        finally:
            spent[part] += process_time() - begun

    return timed


def measure(sizes: Sequence[int] = SIZES) -> Iterator[Figure]:
    """Yield the time at each size, how it grows, and what that means for a million.

    Each run has a process of its own: what one has remembered must not help the next. Of the
    runs of one size the quickest counts.
    """
    own_process = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=own_process, max_tasks_per_child=1) as processes:
        runs = [list(processes.map(pace, sizes)) for _ in range(REPETITIONS)]
    paces = [min(same, key=lambda found: found.seconds) for same in zip(*runs, strict=True)]
    for found in paces:
        parts = ", ".join(f"{part} {duration(spent)}" for part, spent in found.by_part.items())
        yield Figure(f"resolve {found.transactions:,} transactions", duration(found.seconds), parts)
    if len(paces) > 1:
        yield from _grown(paces)


def _grown(paces: Sequence[Pace]) -> Iterator[Figure]:
    exponent = growth([(p.transactions, p.seconds) for p in paces])
    by_part = ", ".join(
        f"{part} {growth([(p.transactions, p.by_part[part]) for p in paces]):.2f}"
        for part in paces[0].by_part
    )
    yield Figure(
        "growth of resolve: seconds ~ transactions to the power of", f"{exponent:.2f}", by_part
    )
    last = paces[-1]
    seconds = last.seconds * (EXTRAPOLATED / last.transactions) ** exponent
    yield Figure(
        f"resolve {EXTRAPOLATED:,} transactions, extrapolated",
        duration(seconds),
        f"{EXTRAPOLATED / last.transactions:.0f} times {last.transactions:,}: "
        f"{duration(last.seconds * EXTRAPOLATED / last.transactions)}",
    )


async def with_graph(transactions: int, home: Path) -> Figure:
    """Load into an embedded graph; return the time to read, resolve and write it back."""
    async with engine_over(Engine.EMBEDDED, home) as graph:
        await migrate(graph)
        writer = GraphWriter(graph)
        begun = perf_counter()
        for batch in batches(filings(transactions)):
            await writer.merge(batch)
        loaded = perf_counter() - begun
        seconds, facts = await resolved(graph, home)
    return Figure(
        f"resolve {transactions:,} transactions, embedded: {facts:,} derived facts",
        duration(seconds),
        f"loading them: {duration(loaded)}",
        goal=SECONDS_WITH_GRAPH if transactions == max(SIZES) else "",
    )


def main() -> None:
    """Measure, then print the table."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.resolve", description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    arguments.add_argument("--graph", action="store_true", help="also with an embedded graph")
    given = arguments.parse_args()
    figures = list(measure(given.sizes))
    if given.graph:
        with tempfile.TemporaryDirectory() as home:
            figures.append(asyncio.run(with_graph(max(given.sizes), Path(home) / "graph")))
    show(figures, "generated filings with vehicles", table_console())


if __name__ == "__main__":
    main()
