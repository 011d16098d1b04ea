"""``Holder``: a vehicle that a row names and that does not file itself; and who holds a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self, cast

import strawberry

from graph_api.bolt.connection import Row
from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.kinds import classify
from graph_api.domain.links import OwnershipLink
from graph_api.store.snapshot import stored_link
from schema.context import At, Info, paced
from schema.enums import EntityKind, LinkKind
from schema.keys import Node
from schema.lazily import Links, Owners
from schema.links import GraphNode, read_as
from schema.owners import known_owner
from schema.reading import Reader


@strawberry.type(description="A vehicle named in a row that does not file itself.")
class Holder(Node):
    """A holder; it belongs to the owner who names it."""

    at: strawberry.Private[At]
    key: strawberry.Private[str]
    reporter: strawberry.Private[Cik]
    name: str = strawberry.field(description="As first written.")

    @classmethod
    def of(cls, at: At, node: Mapping[str, object]) -> Self:
        """Return the holder stored as ``node``."""
        return cls(
            at=at,
            key=str(node["key"]),
            reporter=Cik(str(node["reporterCik"])),
            name=str(node["name"]),
        )

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"holder:{self.key}")

    @strawberry.field(description="What it is, by its name.")
    def kind(self) -> EntityKind:
        kind = classify(self.name).kind
        return EntityKind.UNKNOWN if kind is OwnerKind.PERSON else EntityKind(kind.value)

    @strawberry.field(
        description="Whose it is: who names it. The same name with another owner is another holder."
    )
    async def named_by(self, info: Info) -> list[Owners]:
        return await paced(info, (known_owner(self.at, cik) for cik in [self.reporter]))

    @strawberry.field(
        description="Who controls it, by what the filings that name it say; strongest first. It is "
        "told alone: no count depends on it."
    )
    async def links(
        self,
        info: Info,
        kinds: list[LinkKind] | None = None,
        min_confidence: Decimal | None = None,
    ) -> list[Links]:
        versions = await self.at.load(info, HOLDER_LINKS, self.key)
        return await paced(info, read_as(self.at, versions, kinds, min_confidence, self))


@dataclass(frozen=True, slots=True)
class Attribution:
    """To whom a row is attributed: reporting owners by CIK, vehicles that do not file by key."""

    owners: tuple[Cik, ...] = ()
    holders: tuple[Row, ...] = ()

    @classmethod
    def of(cls, row: Row) -> "Attribution":
        """Return the attribution found for a row."""
        holders = cast("list[Row]", row["holders"])
        return cls(
            owners=tuple(sorted(cast("list[Cik]", row["owners"]))),
            holders=tuple(sorted(holders, key=lambda holder: str(holder["key"]))),
        )


HOLDERS: Reader[str, Row | None] = Reader(
    "read/holders", lambda row: cast("Row", row["holder"]), lambda: None
)
HOLDER_LINKS: Reader[str, list[OwnershipLink]] = Reader(
    "read/links_of_holders",
    lambda row: [stored_link(link) for link in cast("list[Row]", row["links"])],
    list,
)
"""Holder → its links at the cut-off, in no order."""

OF_TRANSACTIONS: Reader[RowKey, Attribution] = Reader(
    "read/holders_of_transactions", Attribution.of, Attribution
)
OF_HOLDINGS: Reader[RowKey, Attribution] = Reader(
    "read/holders_of_holdings", Attribution.of, Attribution
)


async def load_holder(info: Info, at: At, key: str) -> Holder | None:
    """Return a holder that a row names at the cut-off; None for any other key."""
    found = await at.load(info, HOLDERS, key)
    return None if found is None else Holder.of(at, found)


async def held_by(
    info: Info, at: At, reader: Reader[RowKey, Attribution], row: RowKey
) -> list[GraphNode]:
    """Return to whom a row is attributed: owners by CIK, then holders; empty where nobody knows.

    Args:
        info: of the field that asks.
        at: the cut-off.
        reader: ``OF_TRANSACTIONS`` or ``OF_HOLDINGS``.
        row: key of the row.
    """
    found = await at.load(info, reader, row)
    named = [known_owner(at, cik) for cik in found.owners]
    named_only = [Holder.of(at, node) for node in found.holders]
    return await paced(info, cast("list[GraphNode]", [*named, *named_only]))
