"""The seam itself: what the rest of the project may ask of a graph."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Protocol

from graph_api.cypher import Statement

Row = dict[str, object]
Step = tuple[Statement, Mapping[str, object]]


class Engine(Enum):
    """Which engine answers; detected by its agent string."""

    EMBEDDED = "embedded"
    NEO4J = "neo4j"


class Graph(Protocol):
    """A graph reached over Bolt. All methods may be called concurrently.

    Errors: ``GraphUnavailableError`` where no engine answers, ``StatementFailedError`` where a
    statement is refused or runs out of time. Transient failures are retried inside.
    """

    @property
    def engine(self) -> Engine:
        """Which engine answers."""
        ...

    async def read(self, statement: Statement, /, **parameters: object) -> list[Row]:
        """Return the rows of one reading statement (auto-commit, read access)."""
        ...

    async def write(self, steps: Sequence[Step], /) -> int:
        """Run all steps in one transaction, in order; return how much they changed.

        The number counts nodes, relationships, properties and labels; 0 when nothing changed.
        """
        ...

    async def define(self, statement: Statement, /) -> None:
        """Run one schema statement (constraint, index) outside a transaction."""
        ...

    async def close(self) -> None:
        """Let go of the connection; an engine started by this process ends with it."""
        ...
