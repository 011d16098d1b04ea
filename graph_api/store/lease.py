"""One loader at a time: a file lock on the embedded engine, an expiring lease on Neo4j."""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph_api.bolt.connection import Engine, Graph
from graph_api.bolt.embedded import loader_lock
from graph_api.cypher import statement
from graph_api.domain.instants import Instant, instant_of
from graph_api.errors import GraphLockedError

LEASE_MICROSECONDS = 120 * 1_000_000
"""How long a loader that died keeps others away from Neo4j."""

Clock = Callable[[], Instant]


def now() -> Instant:
    """Return the wall clock; used for leases alone, never for an answer."""
    return instant_of(datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to load; on Neo4j it must be renewed before it expires."""

    graph: Graph
    holder: str
    clock: Clock = now

    async def renew(self) -> None:
        """Take the lease, or keep it for another while.

        Raises:
            GraphLockedError: another loader holds it.
        """
        if self.graph.engine is not Engine.NEO4J:
            return
        current = self.clock()
        await self.graph.write(
            [
                (
                    statement("write/take_lease"),
                    {
                        "holder": self.holder,
                        "now": current,
                        "until": current + LEASE_MICROSECONDS,
                    },
                )
            ]
        )
        rows = await self.graph.read(statement("read/lease"))
        if rows[0]["holder"] != self.holder:
            raise GraphLockedError(
                "another load is running on this database; try again when it has ended "
                f"(a loader that died lets go within {LEASE_MICROSECONDS // 1_000_000} s)"
            )

    async def release(self) -> None:
        """Let the next loader in."""
        if self.graph.engine is Engine.NEO4J:
            await self.graph.write([(statement("write/release_lease"), {"holder": self.holder})])


@asynccontextmanager
async def sole_loader(graph: Graph, root: Path) -> AsyncIterator[Lease]:
    """Be the only loader for the length of a block.

    Args:
        graph: to be written.
        root: data folder of the embedded engine; of no importance on Neo4j.

    Raises:
        GraphLockedError: another loader is at work.
    """
    lease = Lease(graph, secrets.token_hex(8))
    if graph.engine is Engine.EMBEDDED:
        with loader_lock(root):
            yield lease
        return
    await lease.renew()
    try:
        yield lease
    finally:
        await lease.release()
