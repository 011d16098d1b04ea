"""The seam on both engines: values, counters, limits, errors and retries."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from typing import LiteralString, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.bolt.connection import Engine
from graph_api.bolt.driver import BoltGraph, connect
from graph_api.bolt.engines import DIFFERENCES, engine_of
from graph_api.bolt.values import (
    decimal_text,
    from_bolt_date,
    from_text,
    native,
    scaled,
    to_bolt_date,
    unscaled,
)
from graph_api.cypher import Statement
from graph_api.errors import (
    ConfigurationError,
    GraphUnavailableError,
    StatementFailedError,
)
from tests.engines import RunningEngine

pytestmark = pytest.mark.anyio

ENDLESS = "UNWIND range(1, 40000) AS a UNWIND range(1, 40000) AS b WITH a WHERE a < 0 RETURN a"


def told(text: LiteralString, name: str = "tests/statement") -> Statement:
    return Statement(name, text, parameters=frozenset())


@pytest.fixture
async def unique_boxes(graph: BoltGraph) -> AsyncIterator[BoltGraph]:
    await graph.define(
        told("CREATE CONSTRAINT one_box IF NOT EXISTS FOR (b:Box) REQUIRE b.key IS UNIQUE")
    )
    yield graph
    await graph.define(told("DROP CONSTRAINT one_box IF EXISTS"))


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_scaled_number_survives_being_unscaled(number: int) -> None:
    assert scaled(unscaled(number)) == number


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_a_decimal_is_scaled_exactly_or_not_at_all(amount: Decimal) -> None:
    number = scaled(amount)
    back = unscaled(number)
    fits = (
        amount.is_finite() and abs(amount) < Decimal(2**63) / 10_000 and amount == round(amount, 4)
    )
    assert (back == amount) if fits else (back is None)


@pytest.mark.parametrize(
    "amount",
    ["0.00001", "1E+1000000", "1E-1000000", "922337203685477.5808", "NaN", "sNaN", "-Infinity"],
)
def test_what_int64_cannot_hold_in_ten_thousandths_has_no_scaled_form(amount: str) -> None:
    assert scaled(Decimal(amount)) is None


@pytest.mark.parametrize(
    ("amount", "number"),
    [
        ("12.3400", 123_400),
        ("1E+3", 10_000_000),
        ("0E-20", 0),
        ("1.000000000000000000000000000000000000", 10_000),
        ("-922337203685477.5808", -(2**63)),
    ],
)
def test_trailing_zeros_and_exponents_do_not_keep_a_decimal_from_scaling(
    amount: str, number: int
) -> None:
    assert scaled(Decimal(amount)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_a_decimal_survives_as_text_without_an_exponent(amount: Decimal) -> None:
    text = decimal_text(amount)
    assert text is not None
    assert "E" not in text
    assert from_text(text) == amount


def test_decimal_text_keeps_the_zeros_as_filed() -> None:
    assert decimal_text(Decimal("0.00000010")) == "0.00000010"


@given(st.dates())
def test_a_date_survives_the_driver_type(day: date) -> None:
    assert from_bolt_date(to_bolt_date(day)) == day


def test_not_stated_stays_not_stated_in_every_form() -> None:
    values = [
        scaled(None),
        unscaled(None),
        decimal_text(None),
        from_text(None),
        to_bolt_date(None),
        from_bolt_date(None),
    ]
    assert values == [None] * 6


def test_dates_are_made_plain_at_any_depth() -> None:
    day = to_bolt_date(date(2026, 2, 3))
    found = native([{"days": [day, None], "day": day}])
    assert found == [{"days": [date(2026, 2, 3), None], "day": date(2026, 2, 3)}]
    assert "neo4j" not in repr(found)


def test_the_embedded_engine_is_known_although_it_claims_to_be_neo4j() -> None:
    assert engine_of("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)") is Engine.EMBEDDED
    assert engine_of("Neo4j/5.26.30") is Engine.NEO4J


@pytest.mark.parametrize("row", DIFFERENCES, ids=lambda row: row.what)
def test_every_difference_names_a_module_that_handles_it(row: object) -> None:
    handled = getattr(row, "handled", "")
    assert find_spec(handled) is not None


async def test_the_engine_is_recognised(graph: BoltGraph, engine: RunningEngine) -> None:
    assert graph.engine is engine.engine


async def test_values_come_back_as_they_went(graph: BoltGraph) -> None:
    values: dict[str, object] = {
        "text": "Ünïcode ✓",
        "large": 2**63 - 1,
        "small": -(2**63),
        "half": 0.5,
        "no": False,
        "day": date(2026, 2, 3),
        "days": [date(1999, 12, 31), date(2000, 1, 1)],
        "names": [],
    }
    await graph.write([(told("CREATE (b:Box) SET b = $values"), {"values": values})])
    assert await graph.read(told("MATCH (b:Box) RETURN b {.*} AS box")) == [{"box": values}]


async def test_a_date_is_compared_as_a_date(graph: BoltGraph) -> None:
    day = date(2026, 2, 3)
    await graph.write([(told("CREATE (:Box {day: $day})"), {"day": to_bolt_date(day)})])
    found = told("MATCH (b:Box) WHERE b.day >= $since RETURN b.day AS day")
    assert await graph.read(found, since=day) == [{"day": day}]
    assert await graph.read(found, since=date(2026, 2, 4)) == []


async def test_a_write_counts_what_it_changed(graph: BoltGraph) -> None:
    pair = told("CREATE (a:Box {key: 1})-[:IN {since: 2}]->(b:Shelf)")
    assert await graph.write([(pair, {})]) == 2 + 1 + 2 + 2
    assert await graph.write([(told("MATCH (b:Box) DETACH DELETE b"), {})]) == 2


async def test_a_write_that_finds_everything_done_changes_nothing(graph: BoltGraph) -> None:
    merge = told(
        "UNWIND $keys AS key WITH key WHERE NOT EXISTS { MATCH (:Box {key: key}) } "
        "CREATE (:Box {key: key})"
    )
    assert await graph.write([(merge, {"keys": [1, 2]})]) > 0
    assert await graph.write([(merge, {"keys": [1, 2]})]) == 0


async def test_no_steps_change_nothing(graph: BoltGraph) -> None:
    assert await graph.write([]) == 0


async def test_steps_run_in_order_and_none_stays_when_one_is_refused(graph: BoltGraph) -> None:
    first = told("CREATE (:Box {key: 1})", "tests/first")
    bad = told("MATCH (b:Box) SET b.key = b.nothing(", "tests/bad")
    with pytest.raises(StatementFailedError) as refused:
        await graph.write([(first, {}), (bad, {})])
    assert refused.value.statement == "tests/bad"
    assert await graph.read(told("MATCH (b:Box) RETURN count(b) AS n")) == [{"n": 0}]


async def test_a_refused_read_is_named(graph: BoltGraph) -> None:
    with pytest.raises(StatementFailedError, match=r"^tests/typo: Neo\.ClientError\.") as refused:
        await graph.read(told("MATCH (n RETURN n", "tests/typo"))
    assert refused.value.statement == "tests/typo"


async def test_a_refused_schema_statement_is_named(graph: BoltGraph) -> None:
    with pytest.raises(StatementFailedError, match=r"^tests/ddl: Neo\."):
        await graph.define(told("CREATE CONSTRAINT FOR nothing", "tests/ddl"))


async def test_a_duplicate_key_is_refused(unique_boxes: BoltGraph) -> None:
    step = (told("CREATE (:Box {key: $key})", "tests/box"), {"key": 1})
    await unique_boxes.write([step])
    with pytest.raises(StatementFailedError, match="tests/box"):
        await unique_boxes.write([step])
    assert await unique_boxes.read(told("MATCH (b:Box) RETURN count(b) AS n")) == [{"n": 1}]


async def test_merges_of_one_key_at_a_time_all_succeed(unique_boxes: BoltGraph) -> None:
    merge = told("MERGE (b:Box {key: $key}) SET b.seen = $seen", "tests/merge")
    await asyncio.gather(
        *(
            unique_boxes.write([(merge, {"key": key, "seen": seen})])
            for key in range(5)
            for seen in range(4)
        )
    )
    assert await unique_boxes.read(told("MATCH (b:Box) RETURN count(b) AS n")) == [{"n": 5}]


async def test_reads_run_at_the_same_time(graph: BoltGraph) -> None:
    rows = await asyncio.gather(*(graph.read(told("RETURN $n AS n"), n=n) for n in range(40)))
    assert rows == [[{"n": n}] for n in range(40)]


async def test_a_read_past_its_limit_is_stopped_on_the_server(engine: RunningEngine) -> None:
    graph = await engine.connect(timeout_seconds=1)
    started = time.monotonic()
    with pytest.raises(StatementFailedError, match="tests/endless"):
        await graph.read(told(ENDLESS, "tests/endless"))
    assert time.monotonic() - started < 10
    running = told("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery")
    try:
        # The embedded engine ends a statement at its next look at the clock, not at once.
        for _ in range(200):
            left = [row["currentQuery"] for row in await graph.read(running)]
            if ENDLESS not in left:
                break
            await asyncio.sleep(0.1)
        assert ENDLESS not in left
    finally:
        await graph.close()


async def test_neo4j_refuses_a_write_that_is_asked_as_a_read(neo4j_engine: RunningEngine) -> None:
    graph = await neo4j_engine.connect()
    with pytest.raises(StatementFailedError, match="AccessMode"):
        await graph.read(told("CREATE (b:Box) RETURN b.key AS key"))
    await graph.close()


async def test_a_change_may_take_longer_than_a_read(engine: RunningEngine) -> None:
    graph = await engine.connect(timeout_seconds=0.2)
    slow = "UNWIND range(1, 6000) AS a UNWIND range(1, 3000) AS b WITH sum(a * b) AS n "
    with pytest.raises(StatementFailedError):
        await graph.read(told(slow + "RETURN n"))
    assert await graph.write([(told(slow + "CREATE (:Box) RETURN n"), {})]) == 2
    await graph.close()


class Relay:
    """A port before an engine that drops what goes through it when asked."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._writers: list[asyncio.StreamWriter] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self.drop()

    async def drop(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()
        await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self._target)
        self._writers += [writer, inner_writer]
        await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    writer.close()


def port_of(engine: RunningEngine) -> int:
    return int(engine.uri.rsplit(":", 1)[1])


async def through(relay: Relay, engine: RunningEngine) -> BoltGraph:
    return await replace(engine, uri=f"bolt://127.0.0.1:{relay.port}").connect()


async def test_a_read_survives_a_connection_that_breaks_under_it(engine: RunningEngine) -> None:
    slow = told("UNWIND range(1, 2500) AS a UNWIND range(1, 1000) AS b RETURN sum(a * b) AS n")
    async with Relay(port_of(engine)) as relay:
        graph = await through(relay, engine)
        reading = asyncio.create_task(graph.read(slow))
        await asyncio.sleep(0.1)
        assert not reading.done()
        await relay.drop()
        assert await reading == [{"n": 2500 * 2501 // 2 * 1000 * 1001 // 2}]
        await graph.close()


async def test_a_graph_that_went_away_is_unavailable(engine: RunningEngine) -> None:
    async with Relay(port_of(engine)) as relay:
        graph = await through(relay, engine)
    with pytest.raises(GraphUnavailableError):
        await graph.read(told("RETURN 1 AS one"))
    await graph.close()


async def test_an_address_where_nobody_listens_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(GraphUnavailableError, match=str(port)):
        await connect(
            f"bolt://127.0.0.1:{port}", user="", password="", database=None, timeout_seconds=1
        )


async def test_an_address_that_is_none_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        await connect("nowhere", user="", password="", database=None, timeout_seconds=1)


async def test_a_wrong_password_is_a_configuration_error(embedded_engine: RunningEngine) -> None:
    stranger = replace(embedded_engine, password="wrong")  # noqa: S106 - no password at all
    with pytest.raises(ConfigurationError, match="Unauthorized"):
        await stranger.connect()


async def test_a_database_that_is_not_there_is_a_configuration_error(
    engine: RunningEngine,
) -> None:
    with pytest.raises(ConfigurationError, match="DatabaseNotFound"):
        await replace(engine, database="elsewhere").connect()
