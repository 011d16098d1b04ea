"""``Issuer``: a company whose insiders report."""

from collections.abc import Iterable
from typing import Self

import strawberry

from graph_api.domain.identifiers import Cik
from graph_api.store.directory import IssuerEntry
from schema.context import At, Info
from schema.definitions import ClusterDefinitionInput
from schema.enums import ClusterDirection, InsiderRole
from schema.keys import Node
from schema.lazily import Clusters, RelationshipPages, Sectors, TransactionFilters, Transactions
from schema.pagination import KnownConnection, Listing, PageRequest, SortKey
from schema.sectors import Classification, Industry, classification_of


@strawberry.type(description="A company whose insiders report.")
class Issuer(Node):
    """An issuer as known at the cut-off."""

    at: strawberry.Private[At]
    entry: strawberry.Private[IssuerEntry]

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"iss:{self.entry.cik}")

    @strawberry.field(description="Central Index Key, always the document's issuerCik.")
    def cik(self) -> Cik:
        return self.entry.cik

    @strawberry.field(description="As in the newest filing by the cut-off.")
    def name(self) -> str:
        return self.entry.name(self.at.known_at) or self.entry.cik

    @strawberry.field(
        description="Hyphen form (BRK-B); null when the issuer has no listed ticker at the cut-off."
    )
    def ticker(self) -> str | None:
        return self.entry.ticker(self.at.known_at)

    @strawberry.field(description="SIC code; null when not known at the cut-off.")
    def sic_code(self) -> str | None:
        found = classification_of(self.at, self.entry)
        return found.code if found else None

    @strawberry.field(
        description="Shorthand for classification of the default taxonomy; null when it does not "
        "classify the issuer at the cut-off."
    )
    def sector(self) -> Sectors | None:
        found = classification_of(self.at, self.entry)
        return found.sector if found else None

    @strawberry.field(description="Narrower than the sector; null likewise.")
    def industry(self) -> Industry | None:
        found = classification_of(self.at, self.entry)
        return found.industry if found else None

    @strawberry.field(
        description="Null when the taxonomy does not classify the issuer at the cut-off."
    )
    def classification(self, taxonomy: str = "SIC") -> Classification | None:
        return classification_of(self.at, self.entry, taxonomy)

    @strawberry.field(
        description="Who reports about it, newest report first. currentOnly leaves out those "
        "whose newest form ticked the exit box."
    )
    async def insiders(
        self,
        info: Info,
        current_only: bool = True,
        roles: list[InsiderRole] | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> RelationshipPages:
        from schema.relationships import relationships_of_issuer

        return await relationships_of_issuer(
            info,
            self.at,
            self.entry.cik,
            roles,
            current_only=current_only,
            request=PageRequest(first=first, after=after),
        )

    @strawberry.field(description="Its clusters, largest value first.")
    async def clusters(
        self,
        info: Info,
        definition: ClusterDefinitionInput | None = None,
        directions: list[ClusterDirection] | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Clusters:
        from schema.clusters import clusters_of_issuers

        return await clusters_of_issuers(
            info,
            self.at,
            frozenset({self.entry.cik}),
            definition,
            directions,
            PageRequest(first=first, after=after),
        )

    @strawberry.field(description="Trades in its securities, newest acceptance first.")
    def transactions(
        self,
        filter: TransactionFilters | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Transactions:
        from schema.transactions import TransactionConnection, trades_of_issuers

        return TransactionConnection.of(
            self.at,
            trades_of_issuers(self.entry.cik),
            filter,
            PageRequest(first=first, after=after),
        )


def issuer_of(at: At, cik: Cik | None) -> Issuer | None:
    """Return the issuer as known at the cut-off, or None where nobody had heard of it."""
    entry = at.snapshot.directory.issuers.get(cik) if cik else None
    if entry is None or entry.name(at.known_at) is None:
        return None
    return Issuer(at=at, entry=entry)


def known_issuer(at: At, cik: Cik) -> Issuer:
    """Return an issuer that something known at the cut-off names."""
    return Issuer(at=at, entry=at.snapshot.directory.issuers[cik])


@strawberry.type(description="An issuer and where it stands in the list.")
class IssuerEdge:
    """Relay edge."""

    node: Issuer = strawberry.field(description="The issuer.")
    cursor: str = strawberry.field(description="For paging.")


@strawberry.type(description="A page of issuers, by name, then CIK.")
class IssuerConnection(KnownConnection[IssuerEdge]):
    """Relay connection."""

    @classmethod
    def of(cls, found: Iterable[Issuer], request: PageRequest) -> Self:
        """Return one page of issuers."""
        return cls(listing=Listing.of(found, request, _by_name, IssuerEdge))


def _by_name(issuer: Issuer) -> SortKey:
    return "issuers", issuer.entry.name(issuer.at.known_at) or "", issuer.entry.cik
