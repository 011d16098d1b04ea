"""Pages of insiders and of entities: two connections that differ in what they hold."""

from collections.abc import Iterable
from typing import Self, cast

import strawberry

from schema.context import Info, paced
from schema.owners import Entity, Insider, ReportingOwner
from schema.pagination import Page, PageInfo, PageRequest, SortKey, paginate, write_cursor


@strawberry.type
class OwnerPage:
    """What both connections share; no type of the schema by itself."""

    count: strawberry.Private[int]
    page: strawberry.Private[Page[ReportingOwner]]

    @classmethod
    def of(cls, found: Iterable[ReportingOwner], request: PageRequest) -> Self:
        """Return one page of owners of one kind, by name, then CIK."""
        ordered = sorted(found, key=_by_name)
        return cls(count=len(ordered), page=paginate(ordered, request, _by_name))

    @strawberry.field(description="Where the page lies.")
    def page_info(self) -> PageInfo:
        return self.page.info()

    @strawberry.field(description="How many there are on all pages.")
    def total_count(self) -> int:
        return self.count


def _by_name(owner: ReportingOwner) -> SortKey:
    kind = "insiders" if isinstance(owner, Insider) else "entities"
    return kind, owner.entry.name(owner.at.known_at) or "", owner.entry.cik


@strawberry.type(description="An insider and where it stands in the list.")
class InsiderEdge:
    """Relay edge."""

    node: Insider = strawberry.field(description="The insider.")
    cursor: str = strawberry.field(description="For paging.")


@strawberry.type(description="A page of insiders, by name, then CIK.")
class InsiderConnection(OwnerPage):
    """Relay connection."""

    @strawberry.field(description="The page.")
    async def edges(self, info: Info) -> list[InsiderEdge]:
        edges = (
            InsiderEdge(node=cast("Insider", node), cursor=write_cursor(key))
            for node, key in zip(self.page.items, self.page.keys, strict=True)
        )
        return await paced(info, edges, len(self.page.items))


@strawberry.type(description="An entity and where it stands in the list.")
class EntityEdge:
    """Relay edge."""

    node: Entity = strawberry.field(description="The entity.")
    cursor: str = strawberry.field(description="For paging.")


@strawberry.type(description="A page of entities, by name, then CIK.")
class EntityConnection(OwnerPage):
    """Relay connection."""

    @strawberry.field(description="The page.")
    async def edges(self, info: Info) -> list[EntityEdge]:
        edges = (
            EntityEdge(node=cast("Entity", node), cursor=write_cursor(key))
            for node, key in zip(self.page.items, self.page.keys, strict=True)
        )
        return await paced(info, edges, len(self.page.items))
