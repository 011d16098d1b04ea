"""Reporting owners: people (``Insider``) and their vehicles (``Entity``)."""

from decimal import Decimal
from typing import TypeVar

import strawberry

from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.errors import InvalidArgumentError
from graph_api.store.directory import OwnerEntry
from schema.context import At, Info, paced
from schema.enums import EntityKind, LinkKind
from schema.keys import IssuerKey, Node
from schema.lazily import (
    BeneficialOwners,
    Issuers,
    Links,
    Memberships,
    Relationships,
    TransactionFilters,
    Transactions,
)
from schema.pagination import PageRequest


@strawberry.interface(description="A filer of Form 3, 4 or 5 with its own CIK.")
class ReportingOwner(Node):
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
        description="Links from or to this owner, strongest first, each once as CONTROLLED_BY or "
        "under every kind asked for. Without minConfidence those that are ACCEPTED or PROBABLE; "
        "with it whatever reaches it: 0 shows WEAK and REJECTED ones too."
    )
    async def links(
        self,
        info: Info,
        kinds: list[LinkKind] | None = None,
        min_confidence: Decimal | None = None,
    ) -> list[Links]:
        from schema.links import read_as

        versions = self.at.links_of(self.entry.cik)
        return await paced(info, read_as(self.at, versions, kinds, min_confidence))

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


@strawberry.type(description="A natural person.")
class Insider(ReportingOwner):
    """A reporting owner of kind PERSON."""

    @strawberry.field(
        description="Who files on this person's behalf: the members of its beneficial owner but "
        "for itself, by CIK. Without minConfidence the ACCEPTED ones."
    )
    async def vehicles(
        self, info: Info, min_confidence: Decimal | None = None
    ) -> list[Memberships]:
        from schema.beneficial_owners import beneficial_owner_of, memberships

        at = self.at
        if min_confidence is not None:
            at = at.trusting(confidence_of(min_confidence))
        owner = beneficial_owner_of(at, self.entry.cik)
        found = memberships(at, owner.root) if owner else []
        return await paced(info, (one for one in found if one.member != self.entry.cik))


@strawberry.type(
    description="An owner vehicle: LLC, trust, partnership, fund, foundation or operating company."
)
class Entity(ReportingOwner):
    """A reporting owner of any other kind."""

    @strawberry.field(description="What it is, by its name.")
    def kind(self) -> EntityKind:
        return EntityKind(self.entry.kind.value)

    @strawberry.field(
        description="Set when the same CIK is itself an issuer; owner and issuer are never "
        "conflated."
    )
    def as_issuer(self) -> Issuers | None:
        from schema.issuers import issuer_of

        return issuer_of(self.at, self.entry.cik)


Kind = TypeVar("Kind", Insider, Entity)
"""One of the two kinds of owners."""


def confidence_of(min_confidence: Decimal) -> float:
    """Return the lowest score at which links count.

    Raises:
        InvalidArgumentError: below 0.5, where no link ever counts, or above 1.
    """
    if not Decimal("0.5") <= min_confidence <= 1:
        raise InvalidArgumentError("minConfidence", str(min_confidence), accepted="0.5 to 1")
    return float(min_confidence)


def owner_of(at: At, cik: Cik) -> ReportingOwner | None:
    """Return the owner as known at the cut-off, or None where nobody had heard of it."""
    entry = at.snapshot.directory.owners.get(cik)
    if entry is None or entry.name(at.known_at) is None:
        return None
    return _owner(at, entry)


def owner_as(at: At, cik: Cik, kind: type[Kind]) -> Kind | None:
    """Return the owner if it is of one kind, an insider or an entity; None likewise."""
    owner = owner_of(at, cik)
    return owner if isinstance(owner, kind) else None


def known_owner(at: At, cik: Cik) -> ReportingOwner:
    """Return an owner that something known at the cut-off names.

    A person's decision may name one before its first filing: its CIK is then its name.
    """
    return _owner(at, at.snapshot.directory.owners[cik])


def _owner(at: At, entry: OwnerEntry) -> ReportingOwner:
    return (Insider if entry.kind is OwnerKind.PERSON else Entity)(at=at, entry=entry)


def owner_name(at: At, cik: Cik) -> str:
    """Return the newest name by the cut-off; the CIK where there is none."""
    entry = at.snapshot.directory.owners.get(cik)
    return (entry.name(at.known_at) if entry else None) or cik
