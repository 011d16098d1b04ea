"""Pages of insiders and of entities: two connections that differ in what they hold."""

from collections.abc import Iterable
from typing import Self

import strawberry

from schema.owners import Entity, Insider
from schema.pagination import KnownConnection, Listing, PageRequest, SortKey


@strawberry.type(description="An insider and where it stands in the list.")
class InsiderEdge:
    """Relay edge."""

    node: Insider = strawberry.field(description="The insider.")
    cursor: str = strawberry.field(description="For paging.")


@strawberry.type(description="A page of insiders, by name, then CIK.")
class InsiderConnection(KnownConnection[InsiderEdge]):
    """Relay connection."""

    @classmethod
    def of(cls, found: Iterable[Insider], request: PageRequest) -> Self:
        """Return one page of insiders."""
        return cls(listing=Listing.of(found, request, _by_name, InsiderEdge))


@strawberry.type(description="An entity and where it stands in the list.")
class EntityEdge:
    """Relay edge."""

    node: Entity = strawberry.field(description="The entity.")
    cursor: str = strawberry.field(description="For paging.")


@strawberry.type(description="A page of entities, by name, then CIK.")
class EntityConnection(KnownConnection[EntityEdge]):
    """Relay connection."""

    @classmethod
    def of(cls, found: Iterable[Entity], request: PageRequest) -> Self:
        """Return one page of entities."""
        return cls(listing=Listing.of(found, request, _by_name, EntityEdge))


def _by_name(owner: Insider | Entity) -> SortKey:
    kind = "insiders" if isinstance(owner, Insider) else "entities"
    return kind, owner.entry.name(owner.at.known_at) or "", owner.entry.cik
