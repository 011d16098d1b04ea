"""One state of the graph: everything kept in memory, derived from it and rebuilt with it."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import cast

from graph_api.bolt.connection import Graph, Row
from graph_api.cypher import statement
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant, eastern
from graph_api.domain.links import Limit, LinkRole, LinkState, OwnershipLink
from graph_api.store.directory import LATEST, Directory, read_directory
from graph_api.store.tape import Tape


@dataclass(frozen=True, slots=True)
class Revision:
    """The state number of the graph; ``pending`` while loaded facts wait to be resolved."""

    number: int
    pending: bool


async def read_revision(graph: Graph) -> Revision:
    """Return the state of the graph; one never loaded has number 0 and nothing pending."""
    rows = await graph.read(statement("read/revision"))
    if not rows:
        return Revision(0, pending=False)
    return Revision(cast("int", rows[0]["number"]), bool(rows[0]["pending"]))


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The graph at one revision.

    Attributes:
        links: every version of every ownership link, by key.
        newest_acceptance: of all filings; None in an empty graph.
    """

    graph: Graph
    revision: Revision
    links: tuple[OwnershipLink, ...]
    directory: Directory
    newest_acceptance: Instant | None
    tape: Tape

    def evaluation_date(self, known_at: Instant) -> date:
        """Return the New York date of the cut-off, or of the newest acceptance without one.

        Never the wall clock; an empty graph stands at the epoch.
        """
        instant = known_at if known_at != LATEST else self.newest_acceptance
        return eastern(instant or Instant(0)).date()


async def read_snapshot(graph: Graph, revision: Revision) -> Snapshot:
    """Read what is kept for each state of the graph; trades follow when asked for."""
    newest = await graph.read(statement("read/newest_acceptance"))
    return Snapshot(
        graph=graph,
        revision=revision,
        links=tuple(stored_link(row) for row in await graph.read(statement("read/links"))),
        directory=await read_directory(graph),
        newest_acceptance=cast("Instant | None", newest[0]["acceptedAt"]),
        tape=Tape(graph),
    )


class Snapshots:
    """Hands out the current state; reads it anew only when the revision has moved."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._current: Snapshot | None = None
        self._lock = asyncio.Lock()

    async def current(self) -> Snapshot:
        """Return the state of the graph now; costs one small statement when nothing changed."""
        revision = await read_revision(self._graph)
        async with self._lock:
            if self._current is None or self._current.revision != revision:
                self._current = await read_snapshot(self._graph, revision)
            return self._current


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def stored_link(row: Row) -> OwnershipLink:
    """Return the version of a link stored as ``row``; its evidence is read apart."""
    return OwnershipLink(
        vehicle=Cik(str(row["vehicle"])),
        controller=Cik(str(row["controller"])),
        role=LinkRole(row["role"]),
        state=LinkState(row["state"]),
        p=cast("float", row["p"]),
        certain=bool(row["certain"]),
        joint=bool(row["joint"]),
        stopped_by=Limit(row.get("stoppedBy")) if row.get("stoppedBy") else None,
        valid_from=_day(row.get("validFrom")),
        valid_to=_day(row.get("validTo")),
        known_from=cast("Instant", row["knownFrom"]),
        known_to=cast("Instant", row["knownTo"]),
        evidence=(),
        issuer=Cik(str(row.get("issuer"))) if row.get("issuer") else None,
        part_from=_day(row.get("partFrom")),
    )
