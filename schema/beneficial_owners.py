"""``BeneficialOwner``: the counting unit, a person with all vehicles collapsed into it."""

from collections.abc import Iterable
from decimal import Decimal

import strawberry

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import LinkState
from graph_api.domain.links import OwnershipLink as LinkVersion
from graph_api.domain.memberships import known_since
from graph_api.domain.owners import Member, Reading
from graph_api.domain.paths import links_between
from schema.context import At, Info, paced
from schema.definitions import ClusterDefinitionInput
from schema.enums import LinkStatus
from schema.keys import Node
from schema.lazily import Clusters, Insiders, Links, Owners, TransactionFilters, Transactions
from schema.owners import Insider, known_owner, owner_as, owner_name, owner_of
from schema.pagination import PageRequest


@strawberry.type(description="A reporting owner that counts as a beneficial owner.")
class OwnerMembership:
    """Membership of one reporting owner."""

    at: strawberry.Private[At]
    root: strawberry.Private[Cik]
    member: strawberry.Private[Cik]
    status: LinkStatus = strawberry.field(
        description="ACCEPTED members count as the owner; PROBABLE ones do not."
    )
    confidence: Decimal = strawberry.field(
        description="Lowest score on the best path to the owner; 1 for its own CIK."
    )

    @strawberry.field(description="Who files.")
    def owner(self) -> Owners:
        return known_owner(self.at, self.member)

    @strawberry.field(
        description="Acceptance since which it has been known as such a member, whatever has "
        "become known of its links since."
    )
    def known_from(self) -> Instant:
        roots = self.at.roots()
        heard_of = self.at.snapshot.directory.owners[self.member].known_from[0]
        since = known_since(roots, self.member, self.root, self.status)
        return heard_of if since is None else max(heard_of, since)

    @strawberry.field(description="The links that make it, from the member upwards.")
    async def links(self, info: Info) -> list[Links]:
        from schema.links import OwnershipLink

        return await paced(
            info, (OwnershipLink(at=self.at, version=link) for link in self._links())
        )

    def _links(self) -> tuple[LinkVersion, ...]:
        """Return the links that hold on paths from the member to the root, nearest first."""
        reading = Reading.HEADLINE
        if self.status is LinkState.PROBABLE:
            reading = Reading.PROBABLE_HELD
        roots = self.at.roots()
        return links_between(lambda cik: roots.above(cik, reading), self.member, self.root)


@strawberry.type(
    description="The counting unit: a person, or a group of vehicles of unknown control, with "
    "every vehicle collapsed into it."
)
class BeneficialOwner(Node):
    """The root of a counting unit."""

    at: strawberry.Private[At]
    root: strawberry.Private[Cik]

    @strawberry.field(description="Stable id: bo: and the CIK of the root.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"bo:{self.root}")

    @strawberry.field(description="Name of the person, or of the top entity.")
    def display_name(self) -> str:
        return owner_name(self.at, self.root)

    @strawberry.field(description="Null when only vehicles are known.")
    def principal(self) -> Insiders | None:
        return owner_as(self.at, self.root, Insider)

    @strawberry.field(
        description="Who files on its behalf: itself first, then by CIK. A vehicle under joint "
        "control is nobody's member. PROBABLE members, who do not count, come last and only if "
        "asked for."
    )
    async def members(self, info: Info, include_probable: bool = False) -> list[OwnerMembership]:
        found = memberships(self.at, self.root)
        if include_probable:
            found += possible_memberships(self.at, self.root)
        return await paced(info, found)

    @strawberry.field(description="Lowest confidence among accepted members; 1 for a lone CIK.")
    def confidence(self) -> Decimal:
        found = memberships(self.at, self.root)
        return min((member.confidence for member in found), default=Decimal(1))

    @strawberry.field(description="Trades that any accepted member reports, newest first.")
    def transactions(
        self,
        filter: TransactionFilters | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Transactions:
        from schema.transactions import TransactionConnection, trades_of_owners

        ciks = tuple(member.cik for member in self.at.roots().members(self.root))
        return TransactionConnection.of(
            self.at,
            trades_of_owners(f"bo:{self.root}", ciks),
            filter,
            PageRequest(first=first, after=after),
        )

    @strawberry.field(description="Clusters in which it takes part, largest value first.")
    async def clusters(
        self,
        info: Info,
        definition: ClusterDefinitionInput | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Clusters:
        from schema.clusters import clusters_of_owner

        return await clusters_of_owner(
            info, self.at, self.root, definition, PageRequest(first=first, after=after)
        )


def beneficial_owner_of(at: At, cik: Cik) -> BeneficialOwner | None:
    """Return the one as whom an owner counts, whoever survives it.

    None where nobody had heard of the owner, or several control it jointly.
    """
    if owner_of(at, cik) is None:
        return None
    root, *others = at.roots().roots(cik)
    return None if others else BeneficialOwner(at=at, root=root)


def memberships(at: At, root: Cik) -> list[OwnerMembership]:
    """Return who counts as ``root``: itself first, then by CIK."""
    found = sorted(at.roots().members(root), key=lambda member: (member.cik != root, member.cik))
    return _shown(at, root, found, LinkState.ACCEPTED)


def possible_memberships(at: At, root: Cik) -> list[OwnerMembership]:
    """Return who would count as ``root`` too if every probable link held, by CIK."""
    return _shown(at, root, at.roots().possible_members(root), LinkState.PROBABLE)


def _shown(at: At, root: Cik, found: Iterable[Member], status: LinkState) -> list[OwnerMembership]:
    return [
        OwnerMembership(
            at=at,
            root=root,
            member=member.cik,
            status=status,
            confidence=Decimal(str(member.confidence)),
        )
        for member in found
        if owner_of(at, member.cik) is not None
    ]
