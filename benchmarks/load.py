"""How fast filings are written, against a bare UNWIND … CREATE of the very same row maps.

The bare load sends, in the same transactions, the maps that our writer would send, and creates
the same nodes and edges from them; it never asks what is there. Both fill an empty database of
their own, with the same constraints, on the same engine.

Run ``python -m benchmarks.load [transactions]``.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import cast

from benchmarks.engines import engine_over
from benchmarks.figures import Figure, duration, rate
from benchmarks.world import filings
from graph_api.bolt.connection import Engine, Graph, Row, Step
from graph_api.cypher import Statement
from graph_api.domain.filing import OwnershipFiling
from graph_api.store.lease import sole_loader
from graph_api.store.migrations import migrate
from graph_api.store.writer import GraphWriter, batches
from loaders.load import resolve_graph
from loaders.report import LoadReport

_NODE = "UNWIND $rows AS row CREATE (n:{labels}) SET n = row.properties"
_ROW = (
    "UNWIND $rows AS row MATCH (f:Filing {{accession: row.accession}})"
    " CREATE (n:{labels})-[:ROW_OF]->(f) SET n = row.properties"
)
_FILING = (
    "UNWIND $rows AS row MATCH (i:Issuer {{cik: row.issuer.cik}})"
    " CREATE (f:{labels})-[c:CONCERNS]->(i) SET f = row.properties, c = row.issuer"
    " WITH f, row UNWIND row.owners AS owner MATCH (o:ReportingOwner {{cik: owner.cik}})"
    " CREATE (f)-[r:REPORTED_BY]->(o) SET r = owner.properties"
)
_BARE = {
    "write/create_issuers": _NODE.format(labels="Issuer"),
    "write/create_persons": _NODE.format(labels="ReportingOwner:Person"),
    "write/create_vehicles": _NODE.format(labels="ReportingOwner:Vehicle"),
    "write/create_filings": _FILING.format(labels="Filing"),
    "write/create_transactions": _ROW.format(labels="Transaction"),
    "write/create_holdings": _ROW.format(labels="Holding"),
}
"""Our statement → the bare one for the same rows."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Rows and seconds of each batch, in order."""

    rows: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def per_second(self) -> float:
        """Rows a second over all batches."""
        return sum(self.rows) / sum(self.seconds)

    @property
    def last_to_first(self) -> float:
        """Rate of the last tenth of the batches over that of the first; the rest batch left out."""
        tenth = max(1, len(self.rows) // 10)
        last = sum(self.rows[-tenth - 1 : -1]) / sum(self.seconds[-tenth - 1 : -1])
        return last / (sum(self.rows[:tenth]) / sum(self.seconds[:tenth]))


class _Listener:
    """A graph that holds nothing and remembers the steps it was told to write."""

    engine = Engine.EMBEDDED

    def __init__(self) -> None:
        self.steps: list[Step] = []

    async def read(self, statement: Statement, /, **parameters: object) -> list[Row]:  # noqa: ARG002
        return []

    async def write(self, steps: Sequence[Step], /) -> int:
        self.steps += steps
        return 0

    async def define(self, statement: Statement, /) -> None: ...

    async def close(self) -> None: ...


async def bare_steps(given: Iterable[Sequence[OwnershipFiling]]) -> list[list[Step]]:
    """Return, for each batch, bare steps for the maps that our writer sends.

    An issuer or owner that an earlier batch holds is left out, as the writer's statement would.
    """
    seen: set[tuple[str, object]] = set()
    return [[step async for step in _creations(batch, seen)] for batch in given]


async def _creations(
    batch: Sequence[OwnershipFiling], seen: set[tuple[str, object]]
) -> AsyncIterator[Step]:
    listener = _Listener()
    await GraphWriter(listener).merge(batch)
    for statement, parameters in listener.steps:
        if statement.name in _BARE:
            # The key of the node is the first entry of its map.
            keyed = {(statement.name, next(iter(m.values()))): m for m in _maps(parameters)}
            fresh = [row for key, row in keyed.items() if key not in seen]
            seen.update(keyed)
            yield _bare(statement.name), {"rows": fresh}


def _bare(name: str) -> Statement:
    return Statement(f"bare/{name}", _BARE[name], frozenset({"rows"}))


def _maps(parameters: Mapping[str, object]) -> list[Row]:
    return cast("list[Row]", parameters["rows"])


async def load_bare(graph: Graph, batch_steps: Iterable[Sequence[Step]]) -> Pace:
    """Write prepared steps, one transaction for each batch."""
    await migrate(graph)
    rows, seconds = [], []
    for steps in batch_steps:
        begun = perf_counter()
        await graph.write(steps)
        seconds.append(perf_counter() - begun)
        rows.append(sum(len(_maps(parameters)) for _, parameters in steps))
    return Pace(tuple(rows), tuple(seconds))


async def load_ours(
    graph: Graph, given: Iterable[Sequence[OwnershipFiling]], rows: tuple[int, ...]
) -> Pace:
    """Merge batches as a load does; ``rows`` says how many nodes each adds."""
    await migrate(graph)
    writer = GraphWriter(graph)
    seconds = []
    for batch in given:
        begun = perf_counter()
        await writer.merge(batch)
        seconds.append(perf_counter() - begun)
    return Pace(rows, tuple(seconds))


async def resolved(graph: Graph, root: Path) -> tuple[float, int]:
    """Derive everything; return the seconds it took and how many derived facts were written."""
    report = LoadReport(source="benchmark")
    begun = perf_counter()
    async with sole_loader(graph, root) as lease:
        await resolve_graph(graph, lease=lease, report=report)
    return perf_counter() - begun, report.derived_changes


async def measure(engine: Engine, transactions: int, folder: Path) -> list[Figure]:
    """Return the figures of one engine; the loaded graph stays in ``folder / "graph"``."""
    given = [*batches(filings(transactions))]
    steps = await bare_steps(given)
    async with engine_over(engine, folder / "bare") as graph:
        bare = await load_bare(graph, steps)
    del steps
    async with engine_over(engine, folder / "graph") as graph:
        ours = await load_ours(graph, given, bare.rows)
        seconds, facts = await resolved(graph, folder / "graph")
    name = engine.value
    return [
        Figure(
            f"load, {name}",
            rate(ours.per_second, "rows"),
            f"bare UNWIND … CREATE of the same rows: {rate(bare.per_second, 'rows')}",
            f"{ours.per_second / bare.per_second:.2f}",
            "0.60",
        ),
        Figure(
            f"load, {name}: last tenth",
            rate(ours.per_second, "rows"),
            f"the first tenth (bare load: {bare.last_to_first:.2f})",
            f"{ours.last_to_first:.2f}",
            "0.80",
        ),
        Figure(f"resolve, {name}", f"{duration(seconds)} for {facts:,} derived facts"),
    ]


async def _main(transactions: int) -> None:
    for engine in Engine:
        with tempfile.TemporaryDirectory() as folder:
            for figure in await measure(engine, transactions, Path(folder)):
                print(figure)


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
