"""``ClusterParticipant``: one counted owner of a cluster."""

from decimal import Decimal

import strawberry

from graph_api.domain.participants import ClusterParticipant as Member
from schema.beneficial_owners import BeneficialOwner
from schema.context import At, Info, paced
from schema.enums import InsiderRole
from schema.lazily import Owners
from schema.owners import Insider, known_owner, owner_name, owner_of
from schema.pagination import Page, PageInfo, PageRequest, paginate, write_cursor


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
        owner = owner_of(self.at, self.member.root)
        return owner if isinstance(owner, Insider) else None

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
class ClusterParticipantConnection:
    """Relay connection; there are as many participants as insiderCount says."""

    at: strawberry.Private[At]
    members: strawberry.Private[tuple[Member, ...]]
    request: strawberry.Private[PageRequest]

    def _page(self) -> Page[Member]:
        return paginate(self.members, self.request, by_value)

    @strawberry.field(description="The page.")
    async def edges(self, info: Info) -> list[ClusterParticipantEdge]:
        page = self._page()
        return await paced(
            info,
            (
                ClusterParticipantEdge(
                    node=ClusterParticipant(at=self.at, member=member), cursor=write_cursor(key)
                )
                for member, key in zip(page.items, page.keys, strict=True)
            ),
            len(page.items),
        )

    @strawberry.field(description="Where the page lies.")
    def page_info(self) -> PageInfo:
        return self._page().info()

    @strawberry.field(description="How many there are on all pages.")
    def total_count(self) -> int:
        return len(self.members)


def by_value(member: Member) -> tuple[str, Decimal, str]:
    """Return the sort key of participants: largest value first, then CIK."""
    return "participants", -member.total_value, member.root
