"""Everything that is measured, in one table: ``python -m benchmarks [--transactions N]``."""

import argparse
import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from time import perf_counter

import pytest

from benchmarks import detect, load, parse, read, resolve
from benchmarks.engines import engine_over
from benchmarks.figures import Figure, against, rate, show, table_console
from benchmarks.world import filings
from graph_api.bolt.connection import Engine
from graph_api.store.writer import batches

DETECTED = 50_000
"""Trades over which detection alone is measured."""


def parsing() -> Iterator[Figure]:
    """Yield the rate of the parser, over real filings where they are found."""
    corpus = Path(os.environ.get("INSIDER_GRAPH_CORPUS", parse.CORPUS)) / "ownership-xml"
    found = parse.measure(corpus)
    bare = rate(found["bare_files_per_second"], "files")
    yield Figure(
        f"parse {found['files']:,.0f} filings",
        rate(found["our_files_per_second"], "files"),
        f"a bare lxml loop over tag and text of every element: {bare}",
        f"{found['ratio']:.2f}",
        "0.50",
    )


def detecting() -> Iterator[Figure]:
    """Yield the time of detection alone, without a graph."""
    trades = detect.year_of_trades(DETECTED)
    ours = _seconds(lambda: detect.ours(trades))
    afresh = _seconds(lambda: detect.afresh(trades))
    what = f"detect clusters among {DETECTED:,} trades of a year"
    yield against(what, ours, "windows counted afresh, without figures", afresh)


def _seconds(work: Callable[[], object]) -> float:
    found = []
    for _ in range(3):
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return min(found)


async def on(engine: Engine, transactions: int, home: Path) -> AsyncIterator[Figure]:
    """Yield every figure that needs an engine."""
    given = [*batches(filings(transactions))]
    async with engine_over(engine, home / "bare") as graph:
        bare = await load.load_bare(graph, await load.bare_steps(given))
    async with engine_over(engine, home / "graph") as graph:
        for figure in await load.measure(graph, given, bare, home / "graph"):
            yield figure
        async for figure in read.measure(graph):
            yield figure
        if engine is Engine.EMBEDDED:
            for figure in read.memory(home / "graph"):
                yield figure
    if engine is Engine.EMBEDDED:
        yield await read.cold_start(home)


async def collect(transactions: int) -> AsyncIterator[Figure]:
    """Yield all figures, cheap ones first."""
    for figure in (*parsing(), *detecting(), *resolve.measure()):
        yield figure
    with tempfile.TemporaryDirectory() as home:
        yield await resolve.with_graph(max(resolve.SIZES), Path(home) / "graph")
    for engine in Engine:
        with tempfile.TemporaryDirectory() as home:
            try:
                async for figure in on(engine, transactions, Path(home)):
                    yield figure
            except pytest.skip.Exception as reason:
                yield Figure(f"everything on {engine.value}", "not measured", str(reason))


async def main() -> None:
    """Measure, then print the table."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("--transactions", type=int, default=100_000, help="to generate and load")
    transactions = arguments.parse_args().transactions
    console = table_console()
    figures = []
    async for figure in collect(transactions):
        console.log(figure.what, figure.value)
        figures.append(figure)
    show(figures, f"{transactions:,} generated transactions", console)


if __name__ == "__main__":
    asyncio.run(main())
