"""Reporting owners: people (``Insider``) and their vehicles (``Entity``)."""

from decimal import Decimal

import strawberry

from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.links import LinkState
from graph_api.domain.links import OwnershipLink as LinkVersion
from graph_api.store.directory import OwnerEntry
from schema.context import At, Info, paced
from schema.enums import EntityKind, LinkKind
from schema.keys import IssuerKey
from schema.lazily import BeneficialOwners, Links, Relationships, TransactionFilters, Transactions
from schema.pagination import Page, PageInfo, PageRequest, paginate, write_cursor

LIVE = frozenset({LinkState.ACCEPTED, LinkState.PROBABLE})


@strawberry.interface(description="A filer of Form 3, 4 or 5 with its own CIK.")
class ReportingOwner:
    """What people and vehicles that file have in common."""

    at: strawberry.Private[At]
    entry: strawberry.Private[OwnerEntry]

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"own:{self.entry.cik}")

    @strawberry.field(description="Central Index Key.")
    def cik(self) -> Cik:
        return self.entry.cik

    @strawberry.field(description="As in the newest filing by the cut-off, EDGAR order.")
    def name(self) -> str:
        return self.entry.name(self.at.known_at) or self.entry.cik

    @strawberry.field(description="Other names filed under, newest first.")
    def former_names(self) -> list[str]:
        return list(self.entry.former_names(self.at.known_at))

    @strawberry.field(
        description="One; several when the vehicle is controlled jointly, which merges nobody."
    )
    async def beneficial_owners(self, info: Info) -> list[BeneficialOwners]:
        from schema.beneficial_owners import BeneficialOwner

        roots = sorted(self.at.roots().roots(self.entry.cik))
        return await paced(info, (BeneficialOwner(at=self.at, root=root) for root in roots))

    @strawberry.field(
        description="What this owner reported to be, by issuer, newest report first. currentOnly "
        "leaves out those whose newest form ticked the exit box."
    )
    async def relationships(
        self, info: Info, issuer: IssuerKey | None = None, current_only: bool = False
    ) -> list[Relationships]:
        from schema.relationships import relationships_of_owner

        wanted = issuer.found(self.at) if issuer else None
        if issuer and wanted is None:
            return []
        return await relationships_of_owner(info, self.at, self.entry.cik, wanted, current_only)

    @strawberry.field(
        description="Links from or to this owner, strongest first. Without minConfidence those "
        "that are ACCEPTED or PROBABLE."
    )
    async def links(
        self,
        info: Info,
        kinds: list[LinkKind] | None = None,
        min_confidence: Decimal | None = None,
    ) -> list[Links]:
        from schema.links import OwnershipLink

        if kinds is not None and LinkKind.CONTROLLED_BY not in kinds:
            return []
        found = [
            OwnershipLink(at=self.at, version=link)
            for link in self.at.links_of(self.entry.cik)
            if is_shown(link, min_confidence)
        ]
        return await paced(
            info, sorted(found, key=lambda link: (-link.version.p, link.version.key))
        )

    @strawberry.field(description="Trades that this owner reports, newest first.")
    def transactions(
        self,
        filter: TransactionFilters | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Transactions:
        from schema.transactions import TransactionConnection, trades_of_owners

        return TransactionConnection.of(
            self.at,
            trades_of_owners(str(self.entry.cik), (self.entry.cik,)),
            filter,
            PageRequest(first=first, after=after),
        )


def is_shown(link: LinkVersion, min_confidence: Decimal | None) -> bool:
    """Return whether a link is shown: by its state, or by its score where one is asked for."""
    if min_confidence is None:
        return link.state in LIVE
    return Decimal(str(link.p)) >= min_confidence


@strawberry.type(description="A natural person.")
class Insider(ReportingOwner):
    """A reporting owner of kind PERSON."""


@strawberry.type(
    description="An owner vehicle: LLC, trust, partnership, fund, foundation or operating company."
)
class Entity(ReportingOwner):
    """A reporting owner of any other kind."""

    @strawberry.field(description="What it is, by its name.")
    def kind(self) -> EntityKind:
        return EntityKind(self.entry.kind.value)


def owner_of(at: At, cik: Cik) -> ReportingOwner | None:
    """Return the owner as known at the cut-off, or None where nobody had heard of it."""
    entry = at.snapshot.directory.owners.get(cik)
    if entry is None or entry.name(at.known_at) is None:
        return None
    return (Insider if entry.kind is OwnerKind.PERSON else Entity)(at=at, entry=entry)


def known_owner(at: At, cik: Cik) -> ReportingOwner:
    """Return an owner that something known at the cut-off names."""
    owner = owner_of(at, cik)
    assert owner is not None, cik  # noqa: S101 - its filing was accepted by the cut-off
    return owner


def owner_name(at: At, cik: Cik) -> str:
    """Return the newest name by the cut-off; the CIK where there is none."""
    entry = at.snapshot.directory.owners.get(cik)
    return (entry.name(at.known_at) if entry else None) or cik


@strawberry.type(description="An insider and where it stands in the list.")
class InsiderEdge:
    """Relay edge."""

    node: Insider = strawberry.field(description="The insider.")
    cursor: str = strawberry.field(description="For paging.")


@strawberry.type(description="A page of insiders, by name, then CIK.")
class InsiderConnection:
    """Relay connection."""

    found: strawberry.Private[list[Insider]]
    page: strawberry.Private[Page[Insider]]

    @strawberry.field(description="The page.")
    async def edges(self, info: Info) -> list[InsiderEdge]:
        edges = (
            InsiderEdge(node=node, cursor=write_cursor(key))
            for node, key in zip(self.page.items, self.page.keys, strict=True)
        )
        return await paced(info, edges, len(self.page.items))

    @strawberry.field(description="Where the page lies.")
    def page_info(self) -> PageInfo:
        return self.page.info()

    @strawberry.field(description="How many there are on all pages.")
    def total_count(self) -> int:
        return len(self.found)


def insiders_page(found: list[Insider], request: PageRequest) -> InsiderConnection:
    """Return one page of insiders."""
    ordered = sorted(found, key=_by_name)
    return InsiderConnection(found=ordered, page=paginate(ordered, request, _by_name))


def _by_name(insider: Insider) -> tuple[str, str, str]:
    return "insiders", insider.entry.name(insider.at.known_at) or "", insider.entry.cik
