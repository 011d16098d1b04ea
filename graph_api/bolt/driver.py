"""The graph over Bolt, through the official driver: sessions, retries, limits and errors."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from neo4j import (
    READ_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    Query,
    Record,
    SummaryCounters,
    unit_of_work,
)
from neo4j.exceptions import (
    ClientError,
    ConnectionPoolError,
    ConstraintError,
    DatabaseUnavailable,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)
from neo4j.exceptions import ConfigurationError as DriverConfigurationError
from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    retry_if_exception_type,
    stop_after_attempt,
    wait_random_exponential,
)

from graph_api.bolt.connection import Engine, Row, Step
from graph_api.bolt.engines import STOPS_LATE_STATEMENTS, WRITE_TRIES, engine_of
from graph_api.bolt.values import native
from graph_api.cypher import Statement
from graph_api.errors import (
    ConfigurationError,
    GraphError,
    GraphUnavailableError,
    StatementFailedError,
)

CHANGE_SECONDS = 600
"""Limit of a transaction that writes and of a schema statement: far above what one takes."""

_READ_TRIES = 3
_WAIT = wait_random_exponential(multiplier=0.2, max=2)
_UNAVAILABLE = (ServiceUnavailable, SessionExpired, ConnectionPoolError, DatabaseUnavailable)


class BoltGraph:
    """A graph at the other end of one driver, which belongs to the event loop it was made in."""

    def __init__(
        self,
        driver: AsyncDriver,
        *,
        engine: Engine,
        database: str | None,
        timeout_seconds: float,
        at_close: Callable[[], None],
    ) -> None:
        self._driver = driver
        self._engine = engine
        self._database = database
        self._timeout_seconds = timeout_seconds
        self._at_close = at_close

    @property
    def engine(self) -> Engine:
        """Which engine answers."""
        return self._engine

    async def read(self, statement: Statement, /, **parameters: object) -> list[Row]:
        """Return the rows in the engine's order; dates are ``datetime.date``.

        Tried up to three times where the failure may pass: reading twice does no harm.

        Raises:
            GraphUnavailableError: no engine answers.
            StatementFailedError: refused, or still running at the time limit.
        """
        retrying = AsyncRetrying(
            stop=stop_after_attempt(_READ_TRIES),
            wait=_WAIT,
            retry=retry_if_exception(_may_pass),
            reraise=True,
        )
        try:
            return await retrying(self._read_in_time, statement, parameters)
        except (DriverError, Neo4jError) as error:
            raise _graph_error(statement.name, error) from error

    async def write(self, steps: Sequence[Step], /) -> int:
        """Run ``steps`` in order in one transaction; return how much they changed.

        The number adds nodes and relationships made and deleted, properties set, and labels
        added and removed. The transaction may run more than once, so steps are idempotent.

        Raises:
            GraphUnavailableError: no engine answers; a commit under way may have happened.
            StatementFailedError: a statement was refused, and nothing is changed.
        """
        batch = _Batch(steps)
        retrying = AsyncRetrying(
            stop=stop_after_attempt(WRITE_TRIES.on(self._engine)),
            wait=_WAIT,
            retry=retry_if_exception_type(ConstraintError),
            reraise=True,
        )
        try:
            return await retrying(self._write_once, batch)
        except (DriverError, Neo4jError) as error:
            raise _graph_error(batch.reached, error) from error

    async def define(self, statement: Statement, /) -> None:
        """Run one schema statement outside a transaction.

        Raises:
            GraphUnavailableError: no engine answers.
            StatementFailedError: refused.
        """
        try:
            async with self._driver.session(database=self._database) as session:
                result = await session.run(Query(statement.text, timeout=CHANGE_SECONDS))
                await result.consume()
        except (DriverError, Neo4jError) as error:
            raise _graph_error(statement.name, error) from error

    async def close(self) -> None:
        """Let go of all connections; an engine that was started for this graph ends."""
        await self._driver.close()
        await asyncio.to_thread(self._at_close)

    async def _read_in_time(
        self, statement: Statement, parameters: Mapping[str, object]
    ) -> list[Row]:
        if STOPS_LATE_STATEMENTS.on(self._engine):
            return await self._read_once(statement, parameters)
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await self._read_once(statement, parameters)
        except TimeoutError as late:
            await self._stop_late(statement)
            reason = f"stopped after {self._timeout_seconds:g} s"
            raise StatementFailedError(statement.name, reason) from late

    async def _read_once(self, statement: Statement, parameters: Mapping[str, object]) -> list[Row]:
        query = Query(statement.text, timeout=self._timeout_seconds)
        async with self._driver.session(
            database=self._database, default_access_mode=READ_ACCESS
        ) as session:
            result = await session.run(query, dict(parameters))
            return [_row(record) async for record in result]

    async def _write_once(self, batch: "_Batch") -> int:
        async with self._driver.session(database=self._database) as session:
            return await session.execute_write(unit_of_work(timeout=CHANGE_SECONDS)(batch.run))

    async def _stop_late(self, statement: Statement) -> None:
        """Stop the runs of ``statement`` that have used up half of the limit or more.

        Ours cannot be told from another's. It began when a connection was free, somewhat after
        the clock, so the whole limit would miss it; another's that slow has little hope.
        """
        async with self._driver.session(database=self._database) as session:
            for running in await (await session.run("SHOW TRANSACTIONS")).data():
                elapsed = running["elapsedTime"]
                seconds = elapsed.seconds + elapsed.nanoseconds / 1e9
                if (
                    running["currentQuery"] == statement.text
                    and seconds > self._timeout_seconds / 2
                ):
                    await session.run("TERMINATE TRANSACTION $id", id=running["transactionId"])


class _Batch:
    """The steps of one transaction, and the name of the step it has reached."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        self.reached = ""

    async def run(self, transaction: AsyncManagedTransaction) -> int:
        changes = 0
        for statement, parameters in self._steps:
            self.reached = statement.name
            result = await transaction.run(statement.text, dict(parameters))
            changes += _changes((await result.consume()).counters)
        # The embedded engine finds duplicate keys at the commit that follows: any step may be it.
        self.reached = " + ".join(statement.name for statement, _ in self._steps)
        return changes


def nothing() -> None:
    """Do nothing: nobody else depends on the connection."""


async def connect(
    uri: str,
    *,
    user: str,
    password: str,
    database: str | None,
    timeout_seconds: float,
    at_close: Callable[[], None] = nothing,
) -> BoltGraph:
    """Return the graph at ``uri`` once it answers a query.

    Args:
        uri: any that the driver knows (``bolt://``, ``neo4j+s://`` …).
        user: who connects.
        password: of ``user``.
        database: None for the server's default.
        timeout_seconds: limit of each reading statement.
        at_close: called in a thread when the connections have been closed.

    Raises:
        GraphUnavailableError: no engine answers there (yet).
        ConfigurationError: the address, the credentials or the database are wrong.
    """
    try:
        driver = AsyncGraphDatabase.driver(
            uri, auth=(user, password), notifications_min_severity="OFF"
        )
    except (DriverConfigurationError, ValueError) as error:
        raise ConfigurationError(f"{uri} is no address of a graph: {error}") from error
    try:
        agent = await _agent(driver, database)
    except BaseException as error:
        await driver.close()
        if isinstance(error, ClientError | DriverConfigurationError):
            raise ConfigurationError(f"{uri} refuses the connection: {_reason(error)}") from error
        if isinstance(error, DriverError | Neo4jError):
            raise GraphUnavailableError(f"no graph answers at {uri}: {_reason(error)}") from error
        raise
    return BoltGraph(
        driver,
        engine=engine_of(agent),
        database=database,
        timeout_seconds=timeout_seconds,
        at_close=at_close,
    )


async def _agent(driver: AsyncDriver, database: str | None) -> str:
    async with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
        summary = await (await session.run("RETURN 1")).consume()
    return summary.server.agent


def _row(record: Record) -> Row:
    return {name: native(value) for name, value in zip(record.keys(), record, strict=True)}


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, DriverError | Neo4jError) and error.is_retryable()


def _changes(counters: SummaryCounters) -> int:
    return (
        counters.nodes_created
        + counters.nodes_deleted
        + counters.relationships_created
        + counters.relationships_deleted
        + counters.properties_set
        + counters.labels_added
        + counters.labels_removed
    )


def _graph_error(statement_name: str, error: DriverError | Neo4jError) -> GraphError:
    if isinstance(error, _UNAVAILABLE):
        return GraphUnavailableError(f"no graph answers: {_reason(error)}")
    return StatementFailedError(statement_name, _reason(error))


def _reason(error: DriverError | Neo4jError) -> str:
    return f"{error.code}: {error.message}" if isinstance(error, Neo4jError) else str(error)
