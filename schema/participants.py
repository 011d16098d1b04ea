"""``ClusterParticipant``: one counted owner of a cluster."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Self

import strawberry

from graph_api.domain.participants import ClusterParticipant as Member
from schema.beneficial_owners import BeneficialOwner
from schema.context import At, Info, paced
from schema.enums import InsiderRole
from schema.lazily import Owners
from schema.owners import Insider, known_owner, owner_as, owner_name
from schema.pagination import KnownConnection, Listing, PageRequest, SortKey


@strawberry.type(description="One counted owner of a cluster, with the trades assigned to it.")
class ClusterParticipant:
    """A participant as a client sees it."""

    at: strawberry.Private[At]
    member: strawberry.Private[Member]

    @strawberry.field(description="Of the person, or of the top entity where none is known.")
    def name(self) -> str:
        return owner_name(self.at, self.member.root)

    @strawberry.field(
        description="The natural person behind this participant; null when only vehicles are known."
    )
    def insider(self) -> Insider | None:
        return owner_as(self.at, self.member.root, Insider)

    @strawberry.field(description="The counting unit, with its members and their evidence.")
    def beneficial_owner(self) -> BeneficialOwner:
        return BeneficialOwner(at=self.at, root=self.member.root)

    @strawberry.field(
        description="Other controllers of the same trades, such as a co-manager; not counted again."
    )
    async def co_owners(self, info: Info) -> list[BeneficialOwner]:
        return await paced(
            info, (BeneficialOwner(at=self.at, root=root) for root in self.member.co_owners)
        )

    @strawberry.field(description="At the issuer, most senior first.")
    def roles(self) -> list[InsiderRole]:
        return list(self.member.roles)

    @strawberry.field(description="Names under which the trades were reported, by CIK.")
    async def reporting_owners(self, info: Info) -> list[Owners]:
        return await paced(
            info, (known_owner(self.at, cik) for cik in self.member.reporting_owners)
        )

    @strawberry.field(description="USD over its priced trades; participants add up to the cluster.")
    def total_value(self) -> Decimal:
        return self.member.total_value

    @strawberry.field(description="Positive for BUY, negative for SELL.")
    def net_shares(self) -> Decimal:
        return self.member.net_shares

    @strawberry.field(description="Economic trades assigned to it.")
    def transaction_count(self) -> int:
        return len(self.member.trade_ids)


@strawberry.type(description="A participant and where it stands in the list.")
class ClusterParticipantEdge:
    """Relay edge."""

    node: ClusterParticipant = strawberry.field(description="The participant.")
    cursor: str = strawberry.field(description="For paging.")


@strawberry.type(description="A page of participants, largest value first.")
class ClusterParticipantConnection(KnownConnection[ClusterParticipantEdge]):
    """Relay connection; there are as many participants as insiderCount says."""

    @classmethod
    def of(cls, at: At, members: Iterable[Member], request: PageRequest) -> Self:
        """Return one page of participants."""

        def edge(node: Member, cursor: str) -> ClusterParticipantEdge:
            shown = ClusterParticipant(at=at, member=node)
            return ClusterParticipantEdge(node=shown, cursor=cursor)

        return cls(listing=Listing.of(members, request, _by_value, edge))


def _by_value(member: Member) -> SortKey:
    return "participants", -member.total_value, member.root
