"""Every statement runs on every engine against the small world, and finds what is there to find."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import cast

import pytest

from graph_api.bolt.connection import Engine, Row, Step
from graph_api.bolt.driver import BoltGraph
from graph_api.cypher import Statement, statement
from graph_api.store.directory import LATEST
from graph_api.store.lease import Lease
from graph_api.store.overrides import replace_overrides
from graph_api.store.writer import GraphWriter
from loaders.load import resolve_graph
from loaders.report import LoadReport
from loaders.sources import Document
from tests import world
from tests.engines import RunningEngine, wipe
from tests.graph.loading import (
    adding_up,
    company,
    load,
    load_world,
    made,
    parsed,
    person,
    sample,
    saved,
)
from tests.ingest.documents import Row as Block

pytestmark = pytest.mark.anyio

FILINGS = [world.filing(number) for number in range(1, 31)]
ISSUERS = [world.issuer(number) for number in range(1, 8)]
OWNERS = [world.owner(number) for number in range(1, 32)]
BY_ENDING: Mapping[str, list[str]] = {
    "_of_issuers": list(ISSUERS),
    "_of_owners": list(OWNERS),
}
FILLED = {"read/trades_of_issuers": 3, "read/trades_of_owners": 3}
"""Most trades on a page where the limit is three."""
PARAMETERS: Mapping[str, object] = {
    "groups": [{"key": "all", "ciks": OWNERS}, {"key": "one", "ciks": OWNERS[:1]}],
    "key": f"{world.filing(1)}|N|1",
    "knownAt": LATEST,
    "limit": 3,
    "since": date(2025, 1, 1),
    "until": date(2026, 12, 31),
    "rows": [],
    **dict.fromkeys(("acquiredDisposed", "codes", "issuers", "owners", "priceQualities")),
    **dict.fromkeys(("filedSince", "filedUntil")),
    **dict.fromkeys(("afterKey", "afterTrade", "afterRow")),
    **dict.fromkeys(("beforeKey", "beforeTrade", "beforeRow")),
    "derivatives": True,
    "asFiled": True,
    "sortBy": "FILED_AT",
    "sign": -1,
    "way": 1,
}
OF_ITS_OWN = {"read/lease", "read/migrations"}
"""Statements about how a graph came to be: the engines do not answer alike."""
NOT_IN_THE_WORLD = {"validFrom", "validTo", "partFrom", "rejected", "read/links issuer"}
"""Columns of which the small world has nothing, of one question where its name stands before:
no link is dated or decided at an issuer, no filing rejected."""


def names(*folders: str) -> list[str]:
    root = files("graph_api.cypher")
    return [
        f"{folder}/{entry.name.removesuffix('.cypher')}"
        for folder in folders
        for entry in sorted(root.joinpath(folder).iterdir(), key=lambda entry: entry.name)
    ]


QUESTIONS = [*names("read", "digest"), *(n for n in names("derived") if n.endswith("_current"))]
CHANGES = sorted({*names("write", "derived")} - {*QUESTIONS})


@pytest.fixture(scope="module")
def through_a_holder(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """Return filings of what the sample has none of.

    A holding in a vehicle that does not file, and a form that adds up the rows of another.
    """
    indirect = {"ownership_form": "I", "nature_of_ownership": "By Orchard Lane LLC"}
    filed = made(2, owners=owners("Carver Cal", "Carver LLC"), holdings=[indirect])
    return saved(tmp_path_factory.mktemp("made"), filed | adding_up())


def owners(name: str, vehicle: str) -> list[Block]:
    return [person(3, name), person(4, vehicle)]


@asynccontextmanager
async def holding_the_world(
    engine: RunningEngine, more: list[Document]
) -> AsyncIterator[BoltGraph]:
    graph = await engine.connect()
    await wipe(graph)
    await load_world(graph)
    await load(graph, more)
    try:
        yield graph
    finally:
        await graph.close()


@pytest.fixture(scope="module")
async def small_world(
    engine: RunningEngine, through_a_holder: list[Document]
) -> AsyncIterator[BoltGraph]:
    """Yield a graph that tests only read."""
    async with holding_the_world(engine, through_a_holder) as graph:
        yield graph


STORED: Mapping[str, str] = {
    "_of_links": "read/links",
    "_of_holders": "derived/holders_current",
    "_of_trades": "derived/trades_current",
    "/holders": "derived/holders_current",
    "/transactions": "digest/nodes_transaction",
    "_of_rows": "digest/nodes_transaction",
    "_of_transactions": "digest/nodes_transaction",
    "_of_holdings": "digest/nodes_holding",
}
"""Ending of a question's name → the statement whose keys it is asked with."""


async def keys_for(name: str, graph: BoltGraph) -> list[str]:
    for ending, stored in STORED.items():
        if name.endswith(ending):
            return [str(row["key"]) for row in await graph.read(statement(stored))]
    return next(
        (ciks for ending, ciks in BY_ENDING.items() if name.endswith(ending)), list(FILINGS)
    )


async def answer(graph: BoltGraph, name: str) -> list[Row]:
    asked = statement(name)
    known = {**PARAMETERS, "keys": await keys_for(name, graph)}
    return await graph.read(asked, **{wanted: known[wanted] for wanted in asked.parameters})


@pytest.mark.parametrize("name", QUESTIONS)
async def test_every_question_is_answered_from_the_small_world(
    small_world: BoltGraph, name: str
) -> None:
    rows = await answer(small_world, name)
    nobody_loads = name == "read/lease" and small_world.engine is Engine.EMBEDDED
    assert bool(rows) != nobody_loads
    columns = rows[0] if rows else {}
    if name.startswith("read/") and not name.startswith("read/trades_by"):
        assert columns.keys() <= words_of_header(name)
    for column in columns:
        there = any(row[column] not in (None, []) for row in rows)
        assert there == NOT_IN_THE_WORLD.isdisjoint({column, f"{name} {column}"}), column


PARTS = {
    "read/evidence_of_links": ("evidence", ["quote", "accession"]),
    "read/filing_transactions": ("rows", ["ordinal", "tradeId"]),
    "read/filing_amendments": ("amendedBy", ["formType"]),
    "read/rows_of_trades": ("rows", ["ordinal", "documentName"]),
    "read/trades_of_issuers": ("trades", ["ordinal", "documentName", "tradeId"]),
    "read/trades_of_owners": ("trades", ["ordinal", "documentName", "tradeId"]),
}
"""Columns that are lists of lists, with a name that only the map at each place has."""


@pytest.mark.parametrize(("name", "column", "told"), [(n, *part) for n, part in PARTS.items()])
async def test_parts_of_an_answer_stand_where_its_header_says(
    small_world: BoltGraph, name: str, column: str, told: list[str]
) -> None:
    rows = await answer(small_world, name)
    items = [item for row in rows for item in cast("list[list[Row]]", row[column])]
    assert items
    for item in items:
        assert [part for part, found in zip(told, item, strict=False) if part in found] == told


def words_of_header(name: str) -> set[str]:
    lines = files("graph_api.cypher").joinpath(f"{name}.cypher").read_text("utf-8").splitlines()
    return {word for line in lines if line.startswith("//") for word in re.findall(r"\w+", line)}


@pytest.mark.parametrize(("name", "filled"), FILLED.items())
async def test_a_page_holds_as_much_as_was_asked_for(
    small_world: BoltGraph, name: str, filled: int
) -> None:
    rows = await answer(small_world, name)
    assert max(len(cast("list[object]", row["trades"])) for row in rows) == filled


async def test_both_engines_give_the_same_answers(
    embedded_engine: RunningEngine, neo4j_engine: RunningEngine, through_a_holder: list[Document]
) -> None:
    async with (
        holding_the_world(embedded_engine, through_a_holder) as embedded,
        holding_the_world(neo4j_engine, through_a_holder) as neo4j,
    ):
        differing = {
            name
            for name in QUESTIONS
            if in_order(await answer(embedded, name)) != in_order(await answer(neo4j, name))
        }
    assert differing == OF_ITS_OWN


def in_order(value: object) -> object:
    """Return ``value`` with its lists and maps in one order: statements promise none inside."""
    if isinstance(value, dict):
        return sorted((name, repr(in_order(item))) for name, item in value.items())
    return sorted(repr(in_order(item)) for item in value) if isinstance(value, list) else value


Place = tuple[int, str, int]


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("sort_by", ["FILED_AT", "TRANSACTION_DATE", "VALUE", "SHARES"])
@pytest.mark.parametrize("name", ["read/trades_of_issuers", "read/trades_of_owners"])
async def test_pages_of_trades_follow_one_another_without_gap_or_repetition(
    small_world: BoltGraph, name: str, sort_by: str, way: int
) -> None:
    asked = statement(name)
    group = {"keys": [world.KESTELBROOK], "groups": [{"key": "all", "ciks": OWNERS}]}
    side = "after" if way == 1 else "before"

    async def page(limit: int, cursor: Sequence[object]) -> list[Place]:
        at = dict(zip((f"{side}Key", f"{side}Trade", f"{side}Row"), cursor, strict=True))
        order = {"limit": limit, "sortBy": sort_by, "way": way}
        known = {**PARAMETERS, **group, **at, **order}
        (row,) = await small_world.read(asked, **{w: known[w] for w in asked.parameters})
        return sorted(map(place, cast("list[list[object]]", row["trades"])), reverse=way == -1)

    whole = await page(1000, (None, None, None))
    found: list[Place] = []
    while more := await page(3, found[-1] if found else (None, None, None)):
        found += more
        assert len(found) <= len(whole)
    assert found == whole
    assert len(whole) > 3
    # A trade of which something is not known comes last, and its rows one after the other.
    trades = [trade for _, trade, _ in whole]
    assert trades == sorted(trades, key=trades.index)


def place(item: list[object]) -> Place:
    _, _, trade, key, row = item
    return cast("int", key), str(cast("Row", trade)["tradeId"]), cast("int", row)


class Witness:
    """A graph that remembers by which statements something was written, with rows if any."""

    def __init__(self, graph: BoltGraph) -> None:
        self._graph = graph
        self.engine = graph.engine
        self.written: set[str] = set()

    async def read(self, asked: Statement, /, **parameters: object) -> list[Row]:
        return await self._graph.read(asked, **parameters)

    async def write(self, steps: Sequence[Step], /) -> int:
        changes = await self._graph.write(steps)
        self.written |= {sent.name for sent, given in steps if given.get("rows", True)}
        return changes

    async def define(self, asked: Statement, /) -> None:
        await self._graph.define(asked)

    async def close(self) -> None:
        await self._graph.close()


async def test_every_change_is_made_on_every_engine(
    graph: BoltGraph,
    through_a_holder: list[Document],
    tmp_path: Path,
) -> None:
    witness = Witness(graph)
    await load_world(witness)
    await load(witness, through_a_holder)
    again = made(1, owners=[person(1, "Archer Ann")], issuer=company(1, "Acme Inc", "ACME"))
    await load(witness, saved(tmp_path / "one", again))
    await load(witness, saved(tmp_path / "two", made(1, owners=[person(2, "Bowman Bea")])))
    renamed = made(30, owners=owners("Carver Calvin", "Carver Holdings LLC"))
    await load(witness, saved(tmp_path / "later", renamed))
    bare = saved(tmp_path / "three", {f"{FILINGS[0]}.txt": sample()[0].read()})
    await GraphWriter(witness).merge([replace(parsed(bare[0]), document_name="a.xml")])
    lease, report = Lease(witness, "a test"), LoadReport(source="stored filings")
    await resolve_graph(witness, lease=lease, report=report, rebuild=True)
    await resolve_graph(witness, lease=lease, report=report)
    await replace_overrides(witness, (), with_shipped=False)
    await lease.release()
    never = (
        {"write/take_lease", "write/release_lease"} if graph.engine is Engine.EMBEDDED else set()
    )
    assert set(CHANGES) - witness.written == never
