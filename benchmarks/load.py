"""How fast filings are written, against a bare UNWIND … CREATE of the very same row maps.

The bare load sends, in the same transactions, the maps that our writer would send, and creates
the same nodes and edges from them; it never asks what is there. Both fill an empty database of
their own, with the same constraints, on the same engine.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import cast

from benchmarks.figures import Figure, duration, rate
from graph_api.bolt.connection import Engine, Graph, Row, Step
from graph_api.cypher import Statement
from graph_api.domain.filing import OwnershipFiling
from graph_api.store.lease import sole_loader
from graph_api.store.migrations import migrate
from graph_api.store.writer import GraphWriter
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
    def first(self) -> float:
        """Rows a second over the first tenth of the batches."""
        return self._between(0, self._tenth)

    @property
    def last(self) -> float:
        """Rows a second over the last tenth; the very last batch, a rest, is left out."""
        end = max(1, len(self.rows) - 1)
        return self._between(end - self._tenth, end)

    @property
    def _tenth(self) -> int:
        return max(1, len(self.rows) // 10)

    def _between(self, start: int, stop: int) -> float:
        return sum(self.rows[start:stop]) / sum(self.seconds[start:stop])


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


async def measure(
    graph: Graph, given: Sequence[Sequence[OwnershipFiling]], bare: Pace, root: Path
) -> list[Figure]:
    """Load ``given`` into an empty graph, resolve it, and return the figures.

    Args:
        given: batches, as a load would make them.
        bare: the pace at which ``load_bare`` wrote the same.
        root: folder of the embedded engine.
    """
    ours = await load_ours(graph, given, bare.rows)
    seconds, facts = await resolved(graph, root)
    name = graph.engine.value
    return [
        Figure(
            f"load, {name}",
            rate(ours.per_second, "rows"),
            f"bare UNWIND … CREATE of the same rows: {rate(bare.per_second, 'rows')}",
            f"{ours.per_second / bare.per_second:.2f}",
            "0.60",
        ),
        Figure(
            f"load, {name}: the last tenth",
            rate(ours.last, "rows"),
            f"the first tenth: {rate(ours.first, 'rows')}",
            f"{ours.last / ours.first:.2f}",
            "0.80",
        ),
        Figure(f"resolve, {name}: {facts:,} derived facts", duration(seconds)),
    ]
