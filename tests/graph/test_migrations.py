"""Constraints and indexes: applied once, in order, remembered, and in force."""

from typing import LiteralString

import pytest

from graph_api.bolt.connection import Engine
from graph_api.bolt.driver import BoltGraph
from graph_api.cypher import statement
from graph_api.errors import StatementFailedError
from graph_api.store.migrations import applied, migrate, pending, wanted
from tests.graph.loading import told

pytestmark = pytest.mark.anyio


async def test_a_new_graph_is_given_every_statement_of_its_engine_in_order(
    graph: BoltGraph,
) -> None:
    assert await pending(graph) == wanted(graph.engine)
    assert await migrate(graph) == wanted(graph.engine)


async def test_what_has_been_applied_is_remembered_and_not_applied_again(graph: BoltGraph) -> None:
    await migrate(graph)
    assert await applied(graph) == tuple(sorted(wanted(graph.engine)))
    assert await pending(graph) == ()
    assert await migrate(graph) == ()


async def test_a_migration_that_was_broken_off_goes_on_where_it_stopped(graph: BoltGraph) -> None:
    first, *others = wanted(graph.engine)
    await graph.define(statement(first))
    await graph.write([(statement("write/save_migration"), {"name": first})])
    assert await pending(graph) == tuple(others)
    assert await migrate(graph) == tuple(others)


def test_the_embedded_engine_is_told_types_before_indexes_and_neo4j_waits_for_them_last() -> None:
    folders = {engine: [name.split("/")[1] for name in wanted(engine)] for engine in Engine}
    assert folders[Engine.EMBEDDED] == sorted(folders[Engine.EMBEDDED], key="embedded".__ne__)
    assert folders[Engine.NEO4J] == sorted(folders[Engine.NEO4J], key="neo4j".__eq__)
    assert all("common" in names for names in folders.values())


@pytest.mark.parametrize("engine", Engine)
def test_no_two_statements_of_a_folder_have_one_number(engine: Engine) -> None:
    numbers = [name.partition("_")[0] for name in wanted(engine)]
    assert len(numbers) == len(set(numbers))


KEYS: dict[str, LiteralString] = {
    "Filing": "UNWIND [1, 1] AS twice CREATE (:Filing {accession: 'x'})",
    "ReportingOwner": "UNWIND [1, 1] AS twice CREATE (:ReportingOwner {cik: 'x'})",
    "Issuer": "UNWIND [1, 1] AS twice CREATE (:Issuer {cik: 'x'})",
    "Transaction": "UNWIND [1, 1] AS twice CREATE (:Transaction {key: 'x'})",
    "Holding": "UNWIND [1, 1] AS twice CREATE (:Holding {key: 'x'})",
    "Holder": "UNWIND [1, 1] AS twice CREATE (:Holder {key: 'x'})",
    "Evidence": "UNWIND [1, 1] AS twice CREATE (:Evidence {key: 'x'})",
    "OwnershipLink": "UNWIND [1, 1] AS twice CREATE (:OwnershipLink {key: 'x'})",
    "EconomicTrade": "UNWIND [1, 1] AS twice CREATE (:EconomicTrade {key: 'x'})",
    "BeneficialOwner": "UNWIND [1, 1] AS twice CREATE (:BeneficialOwner {id: 'x'})",
    "Sector": "UNWIND [1, 1] AS twice CREATE (:Sector {key: 'x'})",
    "Industry": "UNWIND [1, 1] AS twice CREATE (:Industry {key: 'x'})",
    "Override": "UNWIND [1, 1] AS twice CREATE (:Override {key: 'x'})",
    "Load": "UNWIND [1, 1] AS twice CREATE (:Load {key: 'x'})",
    "Revision": "UNWIND [1, 1] AS twice CREATE (:Revision {name: 'x'})",
    "Migration": "UNWIND [1, 1] AS twice CREATE (:Migration {name: 'x'})",
}


async def test_a_key_stands_for_one_node(graph: BoltGraph) -> None:
    await migrate(graph)
    refused = set()
    for label, twice in KEYS.items():
        # Not as a transaction of its own, which would be tried again before it is given up.
        try:
            await graph.define(told(twice))
        except StatementFailedError:
            refused.add(label)
    assert refused == set(KEYS)
