"""What persons decided, kept in the graph beside what was filed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from graph_api.bolt.connection import Graph, Step
from graph_api.cypher import statement
from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import LinkRole
from graph_api.domain.overrides import Override, OverrideOp
from graph_api.store.rows import Properties, stated


@dataclass(frozen=True, slots=True)
class StoredOverrides:
    """The decisions in force.

    Attributes:
        overrides: by key; those of the shipped list are marked.
        with_shipped: the shipped list is to hold; False where somebody left it out.
    """

    overrides: tuple[Override, ...]
    with_shipped: bool

    @property
    def taken(self) -> tuple[Override, ...]:
        """Those that users took themselves."""
        return tuple(override for override in self.overrides if not override.shipped)


async def stored_overrides(graph: Graph) -> StoredOverrides:
    """Return the decisions that the graph holds; two small statements."""
    rows = await graph.read(statement("read/overrides"))
    choice = await graph.read(statement("read/shipped_overrides"))
    found = (_override(cast("Mapping[str, object]", row["override"])) for row in rows)
    return StoredOverrides(
        tuple(sorted(found, key=lambda override: override.key)),
        with_shipped=all(bool(row["inForce"]) for row in choice),
    )


async def replace_overrides(
    graph: Graph, overrides: Iterable[Override], *, with_shipped: bool
) -> bool:
    """Make these the decisions in force, in one transaction; return whether that changed any.

    A change leaves the mark by which this command or the next one resolves anew.
    """
    before = await stored_overrides(graph)
    stored = {override.key: override for override in before.overrides}
    wanted = {override.key: override for override in overrides}
    gone = [{"key": key} for key in sorted(stored.keys() - wanted.keys())]
    new = [
        {"key": key, "properties": _properties(override)}
        for key, override in sorted(wanted.items())
        if stored.get(key) != override
    ]
    steps: list[Step] = []
    if before.with_shipped is not with_shipped:
        steps.append((statement("write/choose_shipped_overrides"), {"inForce": with_shipped}))
    if gone or new:
        steps.append((statement("write/mark_pending"), {}))
    for name, rows in (("remove_overrides", gone), ("save_overrides", new)):
        if rows:
            steps.append((statement(f"write/{name}"), {"rows": rows}))
    if steps:
        await graph.write(steps)
    return bool(gone or new)


def _properties(override: Override) -> Properties:
    return stated(
        {
            "key": override.key,
            "op": override.op.value,
            "a": override.a,
            "b": override.b,
            "role": override.role and override.role.value,
            "kind": override.kind and override.kind.value,
            "issuer": override.issuer,
            "validFrom": override.valid_from and override.valid_from.isoformat(),
            "validTo": override.valid_to and override.valid_to.isoformat(),
            "knownFrom": override.known_from,
            "reason": override.reason,
            "source": override.source,
            "by": override.by,
            "origin": override.origin,
            "line": override.line,
            "shipped": override.shipped,
        }
    )


def _override(row: Mapping[str, object]) -> Override:
    def text(name: str) -> str | None:
        value = row.get(name)
        return None if value is None else str(value)

    def day(name: str) -> date | None:
        value = text(name)
        return date.fromisoformat(value) if value else None

    role, kind, issuer = text("role"), text("kind"), text("issuer")
    return Override(
        op=OverrideOp(row["op"]),
        a=str(row["a"]),
        b=text("b"),
        role=LinkRole(role) if role else None,
        kind=OwnerKind(kind) if kind else None,
        issuer=Cik(issuer) if issuer else None,
        valid_from=day("validFrom"),
        valid_to=day("validTo"),
        known_from=cast("Instant", row["knownFrom"]),
        reason=str(row["reason"]),
        source=str(row["source"]),
        by=str(row["by"]),
        origin=str(row["origin"]),
        line=cast("int", row["line"]),
        shipped=bool(row["shipped"]),
    )
