"""What differs between the two engines: one table, and the only place where code may branch.

Code asks a row for its own engine's value (``CLOCK.on(engine)``); rows that text alone explains
name the place that lives with the difference.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from graph_api.bolt.connection import Engine

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Generic[T_co]):
    """One row.

    Attributes:
        what: what is compared.
        neo4j, embedded: how each engine has it.
        handled: module or folder that lives with it.
    """

    what: str
    neo4j: T_co
    embedded: T_co
    handled: str

    def on(self, engine: Engine) -> T_co:
        """Return how ``engine`` has it."""
        return self.neo4j if engine is Engine.NEO4J else self.embedded


STOPS_LATE_STATEMENTS: Difference[bool] = Difference(
    what="the server stops a statement at the time limit that comes with it",
    neo4j=True,
    embedded=False,
    handled="graph_api.bolt.driver",
)
WRITE_TRIES: Difference[int] = Difference(
    what="tries of a write that meets a uniqueness constraint (concurrent MERGE of one key)",
    neo4j=1,  # waits for the other transaction, so a violation is real
    embedded=3,  # the loser of the race is refused, and finds the node when it tries again
    handled="graph_api.bolt.driver",
)

DIFFERENCES: tuple[Difference[object], ...] = (
    STOPS_LATE_STATEMENTS,
    WRITE_TRIES,
    Difference(
        what="when a duplicate key is refused",
        neo4j="as the statement runs",
        embedded="at commit: the error names all statements of the transaction",
        handled="graph_api.bolt.driver",
    ),
    Difference(
        what="a client that is killed or cancels",
        neo4j="ends its statement",
        embedded="leaves it running, until the engine's own limit for any command",
        handled="graph_api.bolt.engine_process",
    ),
    Difference(
        what="a write in a session opened for reading",
        neo4j="refused",
        embedded="accepted: reading statements are proved on Neo4j",
        handled="graph_api.cypher",
    ),
    Difference(
        what="a range as the start of a statement",
        neo4j="uses its index in any shape",
        embedded="uses it only in one top-level MATCH, with parameters and a declared type",
        handled="graph_api.cypher",
    ),
    Difference(
        what="property types as constraints",
        neo4j="refused (Enterprise edition)",
        embedded="needed, before the index is made",
        handled="graph_api.cypher",
    ),
    Difference(
        what="full-text indexes in Cypher",
        neo4j="accepted",
        embedded="refused",
        handled="graph_api.cypher",
    ),
    Difference(
        what="MERGE on a key that is null",
        neo4j="refused",
        embedded="makes a node without a key: keys are never null when they reach a statement",
        handled="graph_api.domain.identifiers",
    ),
    Difference(
        what="reading a value and writing it back in one transaction",
        neo4j="loses updates: change it in one statement",
        embedded="loses none",
        handled="graph_api.cypher",
    ),
)


def engine_of(agent: str) -> Engine:
    """Return the engine that calls itself ``agent``; the embedded one claims to be Neo4j too."""
    return Engine.EMBEDDED if "ArcadeDB" in agent else Engine.NEO4J
