"""Ownership links and the evidence for them, quoted from filings."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, TypeAlias, cast

import strawberry

from graph_api.bolt.connection import Row
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import EvidenceFamily
from graph_api.domain.links import OwnershipLink as LinkVersion
from schema.context import At, Info, paced
from schema.enums import EvidenceKind, LinkKind, LinkRole, LinkStatus
from schema.lazily import Entities, Insiders
from schema.reading import Reader
from schema.sources import SourceRef, source_of

GraphNode: TypeAlias = Annotated[
    Insiders | Entities,
    strawberry.union("GraphNode", description="Anything an ownership link can join."),
]

_PLACES = {
    "footnote": "in footnote {}",
    "remarks": "in the remarks",
    "signature": "in the signature block",
    "natureOfOwnership": "as nature of ownership of a row",
}
_ROLES = {
    "GENERAL_PARTNER": "general partner",
    "MANAGING_MEMBER": "managing member",
    "MANAGER": "manager",
    "INVESTMENT_MANAGER": "investment manager",
    "SHAREHOLDER": "shareholder",
    "TRUSTEE": "trustee",
    "GRANTOR": "grantor",
    "EXECUTOR": "executor",
    "OFFICER": "officer",
    "CONTROLLER": "controlling owner",
    "HOLDS_THROUGH": "holding through it",
}


Sign = tuple[Row, Row, str]
"""Evidence, the filing in which it was found, and that filing's issuer."""


def _evidence(row: Row) -> list[Sign]:
    return [cast("Sign", tuple(sign)) for sign in cast("list[list[object]]", row["evidence"])]


EVIDENCE: Reader[str, list[Sign]] = Reader("read/evidence_of_links", _evidence, list)


@strawberry.type(description="One sign for a link, where it was found.")
class Evidence:
    """A piece of evidence as a client sees it."""

    kind: EvidenceKind = strawberry.field(description="Family of the evidence.")
    weight: Decimal = strawberry.field(
        description="0 to 1 by itself; families combine, and a veto has been applied."
    )
    statement: str = strawberry.field(
        description="Plain sentence, such as: named as trustee in footnote F2."
    )
    quote: str | None = strawberry.field(description="As filed, at most 300 characters.")
    source: SourceRef | None = strawberry.field(description="Where it stands.")


@strawberry.type(description="A typed, dated, evidenced edge of the ownership graph.")
class OwnershipLink:
    """A link vehicle → controller as known at the cut-off."""

    at: strawberry.Private[At]
    version: strawberry.Private[LinkVersion]

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"lnk:{self.version.vehicle}>{self.version.controller}")

    @strawberry.field(description="What the link says.")
    def kind(self) -> LinkKind:
        return LinkKind.CONTROLLED_BY

    @strawberry.field(description="In what capacity the controller controls.")
    def role(self) -> LinkRole:
        return self.version.role

    @strawberry.field(name="from", description="The vehicle.")
    def source(self) -> GraphNode:
        return self._owner(self.version.vehicle)

    @strawberry.field(name="to", description="The controller.")
    def target(self) -> GraphNode:
        return self._owner(self.version.controller)

    def _owner(self, cik: Cik) -> GraphNode:
        from schema.owners import known_owner

        return cast("GraphNode", known_owner(self.at, cik))

    @strawberry.field(description="What the link counts for.")
    def status(self) -> LinkStatus:
        return self.version.state

    @strawberry.field(
        description="0 to 1; how it was reached is in evidence, and overrides are 0 or 1."
    )
    def confidence(self) -> Decimal:
        return Decimal(str(self.version.p))

    @strawberry.field(description="True where control is shared with others.")
    def is_joint(self) -> bool:
        return self.version.joint

    @strawberry.field(description="Strongest first; by accession where equal.")
    async def evidence(self, info: Info) -> list[Evidence]:
        signs = await self.at.load(info, EVIDENCE, self.version.key)
        found = sorted(signs, key=_strength)
        return await paced(info, (evidence_of(self.at, sign) for sign in found))

    @strawberry.field(description="Acceptance from which this version of the link was known.")
    def known_from(self) -> Instant:
        return self.version.known_from

    @strawberry.field(description="Acceptance at which it changed; null while it stands.")
    def known_to(self) -> Instant | None:
        return None if self.version.known_to == OPEN_END else self.version.known_to


def _strength(sign: Sign) -> tuple[float, str]:
    return -cast("float", sign[0]["p"]), str(sign[0]["key"])


def evidence_of(at: At, sign: Sign) -> Evidence:
    """Return a stored piece of evidence as a client sees it."""
    evidence, filing, issuer = sign
    footnote = cast("str | None", evidence.get("footnoteId"))
    return Evidence(
        kind=EvidenceFamily(evidence["family"]),
        weight=Decimal(str(evidence["p"])),
        statement=statement_of(evidence),
        quote=cast("str | None", evidence.get("quote")) or None,
        source=source_of(
            at,
            filing,
            Cik(issuer),
            element=cast("str | None", evidence.get("rowKey")) or str(evidence["field"]),
            footnote_id=footnote,
        ),
    )


def statement_of(evidence: Mapping[str, object]) -> str:
    """Return a sentence that says what was found where."""
    place = _PLACES[str(evidence["field"])].format(evidence.get("footnoteId"))
    words = f"named as {_ROLES[str(evidence['role'])]} {place}"
    if evidence["joint"]:
        words += ", jointly with others"
    return f"{words}, in words that also speak against it" if evidence["vetoed"] else words
