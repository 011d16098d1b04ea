"""``IssuerRelationship``: what an owner reported to be at an issuer, and since when."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Self, cast

import strawberry

from graph_api.bolt.connection import Row
from graph_api.domain.filing import OwnerAsFiled
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.roles import roles_of
from graph_api.store.rows import owner_of as owner_as_filed
from schema.context import At, Info, paced
from schema.enums import InsiderRole
from schema.lazily import Issuers, Owners
from schema.owners import known_owner
from schema.pagination import KnownConnection, Listing, PageRequest, SortKey
from schema.reading import Reader
from schema.sources import SourceRef, source_of

Reports = tuple[Row, ...]


def _reports(row: Row) -> Reports:
    return tuple(cast("list[Row]", row["reports"]))


OF_OWNER: Reader[Cik, Reports] = Reader("read/relationships_of_owners", _reports, tuple)
OF_ISSUER: Reader[Cik, Reports] = Reader("read/relationships_of_issuers", _reports, tuple)


@strawberry.type(
    description="What an owner is at an issuer, by its newest report up to the cut-off."
)
class IssuerRelationship:
    """The newest report, and when the first and the last one were accepted."""

    at: strawberry.Private[At]
    issuer_cik: strawberry.Private[Cik]
    owner_cik: strawberry.Private[Cik]
    newest: strawberry.Private[Row]
    as_filed: strawberry.Private[OwnerAsFiled]
    first_reported_at: Instant = strawberry.field(description="Acceptance of the first report.")

    @strawberry.field(description="Where.")
    def issuer(self) -> Issuers:
        from schema.issuers import known_issuer

        return known_issuer(self.at, self.issuer_cik)

    @strawberry.field(description="Who.")
    def owner(self) -> Owners:
        return known_owner(self.at, self.owner_cik)

    @strawberry.field(description="Director box; false also where it was left out.")
    def is_director(self) -> bool:
        return bool(self.as_filed.is_director)

    @strawberry.field(description="Officer box.")
    def is_officer(self) -> bool:
        return bool(self.as_filed.is_officer)

    @strawberry.field(description="Ten percent owner box.")
    def is_ten_percent_owner(self) -> bool:
        return bool(self.as_filed.is_ten_percent_owner)

    @strawberry.field(description="Other box.")
    def is_other(self) -> bool:
        return bool(self.as_filed.is_other)

    @strawberry.field(description="Boxes and title read as roles, most senior first.")
    def roles(self) -> list[InsiderRole]:
        return list(self.read_roles())

    def read_roles(self) -> tuple[InsiderRole, ...]:
        """Return the roles of the newest report."""
        return roles_of(self.as_filed)

    @strawberry.field(description="As filed.")
    def officer_title(self) -> str | None:
        return self.as_filed.officer_title

    @strawberry.field(description="Acceptance of the newest report.")
    def last_reported_at(self) -> Instant:
        return Instant(cast("int", self.newest["acceptedAt"]))

    @strawberry.field(description="The newest report.")
    def source(self) -> SourceRef:
        return source_of(self.at, self.newest, self.issuer_cik, element="reportingOwner")


def relationships(
    at: At, reports: Iterable[Row], *, current_only: bool
) -> list[IssuerRelationship]:
    """Return one relationship for each owner and issuer, newest report first."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for report in reports:
        groups[str(report["issuer"]), str(report["owner"])].append(report)
    found = []
    for (issuer, owner), rows in sorted(groups.items()):
        rows.sort(key=lambda row: (cast("int", row["acceptedAt"]), str(row["accession"])))
        newest = rows[-1]
        if current_only and newest.get("exit"):
            continue
        edge = {**newest, "cik": owner}
        found.append(
            IssuerRelationship(
                at=at,
                issuer_cik=Cik(issuer),
                owner_cik=Cik(owner),
                newest=newest,
                as_filed=owner_as_filed(edge),
                first_reported_at=Instant(cast("int", rows[0]["acceptedAt"])),
            )
        )
    return sorted(found, key=_newest_first)


def _newest_first(item: IssuerRelationship) -> SortKey:
    accepted_at = cast("int", item.newest["acceptedAt"])
    return "relationships", -accepted_at, item.issuer_cik, item.owner_cik


async def relationships_of_owner(
    info: Info, at: At, owner: Cik, issuer: Cik | None, current_only: bool
) -> list[IssuerRelationship]:
    """Return what one owner is, at each issuer or at one."""
    reports = await at.load(info, OF_OWNER, owner)
    found = relationships(at, reports, current_only=current_only)
    return await paced(info, (r for r in found if issuer is None or r.issuer_cik == issuer))


@strawberry.type(description="A relationship and where it stands in the list.")
class RelationshipEdge:
    """Relay edge."""

    node: IssuerRelationship = strawberry.field(description="The relationship.")
    cursor: str = strawberry.field(description="For paging.")


@strawberry.type(description="A page of the owners of one issuer, newest report first.")
class RelationshipConnection(KnownConnection[RelationshipEdge]):
    """Relay connection over the reports about one issuer."""

    @classmethod
    def of(cls, found: Iterable[IssuerRelationship], request: PageRequest) -> Self:
        """Return one page of relationships."""
        return cls(listing=Listing.of(found, request, _newest_first, RelationshipEdge))


async def relationships_of_issuer(
    info: Info,
    at: At,
    issuer: Cik,
    roles: Collection[InsiderRole] | None,
    *,
    current_only: bool,
    request: PageRequest,
) -> RelationshipConnection:
    """Return one page of what owners are at an issuer; None for roles lets all through."""
    reports = await at.load(info, OF_ISSUER, issuer)
    found = relationships(at, reports, current_only=current_only)
    kept = (r for r in found if roles is None or not set(roles).isdisjoint(r.read_roles()))
    return RelationshipConnection.of(kept, request)
