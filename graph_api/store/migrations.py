"""Constraints and indexes: numbered statements, each applied once, in an order of their own."""

from importlib.resources import files

from graph_api.bolt.connection import Engine, Graph
from graph_api.cypher import statement

_FOLDERS = {
    Engine.EMBEDDED: ("schema/embedded", "schema/common"),
    Engine.NEO4J: ("schema/common", "schema/neo4j"),
}
"""The embedded engine wants types before indexes; Neo4j only adds a wait after them."""


def wanted(engine: Engine) -> tuple[str, ...]:
    """Return the names of all schema statements for one engine, in order."""
    root = files("graph_api.cypher")
    return tuple(
        f"{folder}/{entry.name.removesuffix('.cypher')}"
        for folder in _FOLDERS[engine]
        for entry in sorted(root.joinpath(folder).iterdir(), key=lambda entry: entry.name)
    )


async def applied(graph: Graph) -> tuple[str, ...]:
    """Return the names of the schema statements that this graph has seen."""
    return tuple(str(row["name"]) for row in await graph.read(statement("read/migrations")))


async def pending(graph: Graph) -> tuple[str, ...]:
    """Return the names of those still to apply, in order."""
    done = set(await applied(graph))
    return tuple(name for name in wanted(graph.engine) if name not in done)


async def migrate(graph: Graph) -> tuple[str, ...]:
    """Apply what is pending and return its names; a second call finds nothing to do."""
    names = await pending(graph)
    for name in names:
        await graph.define(statement(name))
        await graph.write([(statement("write/save_migration"), {"name": name})])
    return names
