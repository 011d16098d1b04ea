"""One number for the whole graph: equal contents, equal digest, on either engine.

It covers filed and derived nodes and edges. Loads, the revision, leases and migrations say how
the graph came to be, not what it holds, and the hash of an address depends on a local secret:
they are left out.
"""

from hashlib import blake2b
from importlib.resources import files

import orjson

from graph_api.bolt.connection import Graph
from graph_api.cypher import statement

_LEFT_OUT = frozenset({"addressKey"})


async def graph_digest(graph: Graph) -> str:
    """Return the digest of everything filed and derived, as 32 hexadecimal digits."""
    whole = blake2b(digest_size=16)
    for name in names():
        lines = sorted(
            orjson.dumps(_canonical(row), option=orjson.OPT_SORT_KEYS)
            for row in await graph.read(statement(f"digest/{name}"))
        )
        whole.update(name.encode())
        for line in lines:
            whole.update(line)
    return whole.hexdigest()


def names() -> list[str]:
    """Return the names of the parts that the digest covers, in its order."""
    folder = files("graph_api.cypher").joinpath("digest")
    return sorted(entry.name.removesuffix(".cypher") for entry in folder.iterdir())


def _canonical(row: dict[str, object]) -> list[object]:
    properties = row["properties"]
    assert isinstance(properties, dict)  # noqa: S101 - the statements return maps
    kept = {name: value for name, value in properties.items() if name not in _LEFT_OUT}
    return [row["key"], row.get("target"), kept]
