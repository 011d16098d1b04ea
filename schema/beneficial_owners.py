"""``BeneficialOwner``: the counting unit, a person with all vehicles collapsed into it."""

from decimal import Decimal

import strawberry

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import LinkState
from graph_api.domain.links import OwnershipLink as LinkVersion
from graph_api.domain.owners import Reading
from graph_api.domain.paths import links_between
from schema.context import At, Info, paced
from schema.definitions import ClusterDefinitionInput
from schema.enums import LinkStatus
from schema.lazily import Clusters, Insiders, Links, Owners, TransactionFilters, Transactions
from schema.owners import Insider, known_owner, owner_name, owner_of
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

    @strawberry.field(description="Acceptance from which the membership was known.")
    def known_from(self) -> Instant:
        links = self._links()
        entry = self.at.snapshot.directory.owners[self.member]
        return max((link.known_from for link in links), default=entry.known_from[0])

    @strawberry.field(description="The links that make it, from the member upwards.")
    async def links(self, info: Info) -> list[Links]:
        from schema.links import OwnershipLink

        return await paced(
            info, (OwnershipLink(at=self.at, version=link) for link in self._links())
        )

    def _links(self) -> tuple[LinkVersion, ...]:
        """Return the visible links on paths from the member to the root, nearest first."""
        probable = {LinkState.PROBABLE} if self.status is LinkState.PROBABLE else set()
        return links_between(
            self.at.snapshot.links,
            self.member,
            self.root,
            known_at=self.at.known_at,
            states={LinkState.ACCEPTED, *probable},
        )


@strawberry.type(
    description="The counting unit: a person, or a group of vehicles of unknown control, with "
    "every vehicle collapsed into it."
)
class BeneficialOwner:
    """The root of a counting unit."""

    at: strawberry.Private[At]
    root: strawberry.Private[Cik]
    min_confidence: strawberry.Private[float | None] = None

    @strawberry.field(description="Stable id: bo: and the CIK of the root.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"bo:{self.root}")

    @strawberry.field(description="Name of the person, or of the top entity.")
    def display_name(self) -> str:
        return owner_name(self.at, self.root)

    @strawberry.field(description="Null when only vehicles are known.")
    def principal(self) -> Insiders | None:
        owner = owner_of(self.at, self.root)
        return owner if isinstance(owner, Insider) else None

    @strawberry.field(
        description="Who files on its behalf: itself first, then by CIK. PROBABLE members only "
        "if asked for; they do not count."
    )
    async def members(self, info: Info, include_probable: bool = False) -> list[OwnerMembership]:
        accepted = self._members(Reading.HEADLINE, LinkState.ACCEPTED)
        found = {m.member: m for m in accepted}
        if include_probable:
            for member in self._members(Reading.PROBABLE_HELD, LinkState.PROBABLE):
                found.setdefault(member.member, member)
        return await paced(
            info, sorted(found.values(), key=lambda m: (m.member != self.root, m.member))
        )

    def _members(self, reading: Reading, status: LinkState) -> list[OwnerMembership]:
        return [
            OwnerMembership(
                at=self.at,
                root=self.root,
                member=member.cik,
                status=LinkState.ACCEPTED if member.cik == self.root else status,
                confidence=Decimal(str(member.confidence)),
            )
            for member in self.at.roots(self.min_confidence).members(self.root, reading=reading)
            if owner_of(self.at, member.cik) is not None
        ]

    @strawberry.field(description="Lowest confidence among accepted members; 1 for a lone CIK.")
    def confidence(self) -> Decimal:
        accepted = self._members(Reading.HEADLINE, LinkState.ACCEPTED)
        return min((member.confidence for member in accepted), default=Decimal(1))

    @strawberry.field(description="Trades that any accepted member reports, newest first.")
    def transactions(
        self,
        filter: TransactionFilters | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Transactions:
        from schema.transactions import TransactionConnection, trades_of_owners

        ciks = tuple(member.cik for member in self.at.roots(self.min_confidence).members(self.root))
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
