"""Filters of the root lists of insiders, entities and issuers."""

import asyncio

import strawberry

from graph_api.domain.identifiers import Cik
from graph_api.domain.sectors import TAXONOMY
from schema.cluster_filter import ClusterFilter
from schema.context import At, Info
from schema.enums import EntityKind, InsiderRole
from schema.issuers import Issuer, issuer_of
from schema.keys import IssuerKey
from schema.owners import Kind, known_owner
from schema.relationships import OF_ISSUER, IssuerRelationship, relationships


@strawberry.input(description="Which owners; what is left out lets all through.")
class OwnerFilter:
    """Filters of owner lists."""

    name_contains: str | None = strawberry.field(
        default=None, description="Part of the newest name; case is ignored."
    )
    issuers: list[IssuerKey] | None = strawberry.field(
        default=None, description="Reported about any of them."
    )
    roles: list[InsiderRole] | None = strawberry.field(
        default=None, description="With issuers: in any of these roles, by the newest report."
    )
    kinds: list[EntityKind] | None = strawberry.field(
        default=None, description="Of any of these kinds, which are of entities alone."
    )
    has_vehicles: bool | None = strawberry.field(
        default=None, description="Has an accepted vehicle, or has none."
    )

    async def found(self, info: Info, at: At, kind: type[Kind]) -> list[Kind]:
        """Return the insiders, or the entities, who pass."""
        related = await self._related(info, at)
        part = (self.name_contains or "").casefold()
        kinds = None if self.kinds is None else {kind.value for kind in self.kinds}
        passing = (
            known_owner(at, cik)
            for cik, entry in at.snapshot.directory.owners.items()
            if (name := entry.name(at.known_at)) is not None
            and part in name.casefold()
            and (kinds is None or entry.kind.value in kinds)
            and (related is None or cik in related)
            and (self.has_vehicles is None or self.has_vehicles is _has_vehicles(at, cik))
        )
        return [owner for owner in passing if isinstance(owner, kind)]

    async def _related(self, info: Info, at: At) -> frozenset[Cik] | None:
        if self.issuers is None:
            return None
        ciks = [cik for key in self.issuers if (cik := key.found(at)) is not None]
        reports = await asyncio.gather(*(at.load(info, OF_ISSUER, cik) for cik in ciks))
        found = relationships(at, (row for rows in reports for row in rows), current_only=False)
        return frozenset(item.owner_cik for item in found if self._has_role(item))

    def _has_role(self, item: IssuerRelationship) -> bool:
        return self.roles is None or not set(self.roles).isdisjoint(item.read_roles())


def _has_vehicles(at: At, cik: Cik) -> bool:
    return bool(at.roots().below(cik))


@strawberry.input(description="Which issuers; what is left out lets all through.")
class IssuerFilter:
    """Filters of issuer lists."""

    tickers: list[str] | None = strawberry.field(default=None, description="Any of them.")
    sectors: list[str] | None = strawberry.field(
        default=None, description="Names of sectors; case is ignored."
    )
    industries: list[str] | None = strawberry.field(
        default=None, description="Names or codes of industries; case is ignored."
    )
    taxonomy: str = strawberry.field(
        default=TAXONOMY, description="Where sector and industry labels come from."
    )

    def found(self, at: At) -> list[Issuer]:
        """Return the issuers who pass."""
        directory = at.snapshot.directory
        labels = ClusterFilter(
            sectors=self.sectors, industries=self.industries, taxonomy=self.taxonomy
        )
        chosen = labels.chosen_issuers(at)
        if self.tickers is not None:
            named = {directory.find_ticker(ticker, at.known_at) for ticker in self.tickers}
            chosen = frozenset(c for c in named if c and (chosen is None or c in chosen))
        ciks = directory.issuers if chosen is None else chosen
        return [issuer for cik in ciks if (issuer := issuer_of(at, cik)) is not None]
