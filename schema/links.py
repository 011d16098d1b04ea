"""Ownership links and the evidence for them, quoted from filings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias, cast

import strawberry

from graph_api.bolt.connection import Row
from graph_api.domain.evidence_words import QUOTED, Sign, by_strength, statement
from graph_api.domain.explain import because
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import Evidence as Stored
from graph_api.domain.links import EvidenceFamily, LinkState
from graph_api.domain.links import LinkRole as Role
from graph_api.domain.links import OwnershipLink as LinkVersion
from schema.context import At, Info, paced
from schema.enums import EvidenceKind, LinkKind, LinkLimit, LinkRole, LinkStatus
from schema.keys import Node
from schema.lazily import Entities, Holders, Insiders
from schema.reading import Reader
from schema.sources import SourceRef, source_of

GraphNode: TypeAlias = Annotated[
    Insiders | Entities | Holders,
    strawberry.union("GraphNode", description="Anything that can hold, or be held through."),
]

LIVE = frozenset({LinkState.ACCEPTED, LinkState.PROBABLE})

ROLES_OF_KINDS: Mapping[LinkKind, frozenset[Role]] = {
    LinkKind.CONTROLLED_BY: frozenset(Role),
    LinkKind.HOLDS_VIA: frozenset(Role),
    LinkKind.TRUSTEE_OF: frozenset({Role.TRUSTEE}),
    LinkKind.MANAGES: frozenset(
        {Role.GENERAL_PARTNER, Role.MANAGING_MEMBER, Role.MANAGER, Role.INVESTMENT_MANAGER}
    ),
    LinkKind.SAME_AS: frozenset({Role.SAME_PERSON}),
}
"""Kind → the roles of the links that can be read as that kind."""

Text: TypeAlias = str | None
"""A column that not every row has."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sign, and the filing in which it was found with its issuer; None for a decision.

    Attributes:
        ground: what a decision rests on; None for what was found in a filing.
    """

    sign: Sign
    in_filing: tuple[Row, Cik] | None
    ground: str | None


def _evidence(row: Row) -> list[Found]:
    items = cast("list[tuple[Row, Row | None, Text, Text, Text]]", row["evidence"])
    found = (
        Found(
            Sign(evidence=stored_evidence(evidence), decided_by=decided_by),
            None if filing is None else (filing, Cik(str(issuer))),
            ground,
        )
        for evidence, filing, issuer, decided_by, ground in items
    )
    return sorted(found, key=lambda item: by_strength(item.sign))


EVIDENCE: Reader[str, list[Found]] = Reader("read/evidence_of_links", _evidence, list)
"""Link version → its evidence at the cut-off, strongest first, then by key."""


@strawberry.type(description="A stretch of a field's text.")
class TextSpan:
    """Characters from ``start`` to before ``end``."""

    start: int = strawberry.field(description="First character, counted from 0.")
    end: int = strawberry.field(description="Behind the last character.")


@strawberry.type(description="One sign for a link, or against it, where it was found.")
class Evidence:
    """A piece of evidence as a client sees it."""

    at: strawberry.Private[At]
    found: strawberry.Private[Found]

    @property
    def _stored(self) -> Stored:
        return self.found.sign.evidence

    @strawberry.field(description="Family of the evidence.")
    def kind(self) -> EvidenceKind:
        return self._stored.family

    @strawberry.field(
        description="0 to 1 by itself; families combine, and a veto has been applied."
    )
    def weight(self) -> Decimal:
        return Decimal(str(self._stored.p))

    @strawberry.field(description="Plain sentence, such as: named as trustee in footnote F2.")
    def statement(self) -> str:
        return statement(self.found.sign)

    @strawberry.field(
        description="As filed, at most 300 characters; null where nothing is quoted, as of "
        "addresses."
    )
    def quote(self) -> str | None:
        return None if self._stored.family is EvidenceFamily.ADDRESS else self._stored.quote or None

    @strawberry.field(
        description="Where the words stand in the text of their field; null where the sign is no "
        "words of a text."
    )
    def span(self) -> TextSpan | None:
        if self._stored.family not in QUOTED:
            return None
        return TextSpan(start=self._stored.start, end=self._stored.end)

    @strawberry.field(description="Name of the wording or habit that was recognised.")
    def pattern(self) -> str:
        return self._stored.pattern

    @strawberry.field(
        description="Where it stands: footnote, remarks, signature, natureOfOwnership, "
        "reportingOwner, address, row or override."
    )
    def field(self) -> str:
        return self._stored.field

    @strawberry.field(description="True where words beside it speak against control.")
    def vetoed(self) -> bool:
        return self._stored.vetoed

    @strawberry.field(description="First day of control; null where it gives none.")
    def valid_from(self) -> date | None:
        return self._stored.valid_from

    @strawberry.field(description="Last day of control; null where it gives none.")
    def valid_to(self) -> date | None:
        return self._stored.valid_to

    @strawberry.field(
        description="Acceptance from which it was known: of its filing, or of the one by which all "
        "that it rests on was known."
    )
    def known_from(self) -> Instant:
        return self._stored.known_from

    @strawberry.field(
        description="What a person's decision rests on: an accession number or an address; null "
        "for what was found in a filing."
    )
    def decision_source(self) -> str | None:
        return self.found.ground

    @strawberry.field(description="Where it stands; null for a person's decision.")
    def source(self) -> SourceRef | None:
        if self.found.in_filing is None:
            return None
        filing, issuer = self.found.in_filing
        return source_of(
            self.at,
            filing,
            issuer,
            element=self._stored.row_key or self._stored.field,
            footnote_id=self._stored.footnote_id,
        )


@strawberry.type(
    description="A typed, dated, evidenced edge of the ownership graph, as known at the cut-off."
)
class OwnershipLink(Node):
    """One version of a link vehicle → controller, read as one kind."""

    at: strawberry.Private[At]
    version: strawberry.Private[LinkVersion]
    kind: LinkKind = strawberry.field(
        default=LinkKind.CONTROLLED_BY, description="What the link says, and in which direction."
    )
    holder: strawberry.Private[Node | None] = None
    """The vehicle, where it is one that does not file; None for a reporting owner."""

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        read = "" if self.kind is LinkKind.CONTROLLED_BY else f":{self.kind.value}"
        return strawberry.ID(f"lnk:{self.version.name}{read}")

    @strawberry.field(description="In what capacity the controller controls.")
    def role(self) -> LinkRole:
        return self.version.role

    @strawberry.field(
        name="from", description="The vehicle for CONTROLLED_BY, else the controller."
    )
    def source(self) -> GraphNode:
        return self._end(self._upwards)

    @strawberry.field(name="to", description="The controller for CONTROLLED_BY, else the vehicle.")
    def target(self) -> GraphNode:
        return self._end(not self._upwards)

    @property
    def _upwards(self) -> bool:
        return self.kind is LinkKind.CONTROLLED_BY

    def _end(self, is_vehicle: bool) -> GraphNode:
        from schema.owners import known_owner

        if is_vehicle and self.holder is not None:
            return cast("GraphNode", self.holder)
        cik = self.version.vehicle if is_vehicle else self.version.controller
        return cast("GraphNode", known_owner(self.at, cik))

    @strawberry.field(description="What the link counts for.")
    def status(self) -> LinkStatus:
        return self.version.state

    @strawberry.field(
        description="0 to 1; how it was reached is in evidence, and overrides are 0 or 1."
    )
    def confidence(self) -> Decimal:
        return Decimal(str(self.version.p))

    @strawberry.field(
        description="True where it is certain enough to count in insiderCountMax: a person's "
        "decision, a plain statement, or a full name together with joint filing."
    )
    def certain(self) -> bool:
        return self.version.certain

    @strawberry.field(description="True where control is shared with others.")
    def is_joint(self) -> bool:
        return self.version.joint

    @strawberry.field(
        description="The guard or veto that keeps it from being ACCEPTED; null where it is."
    )
    def stopped_by(self) -> LinkLimit | None:
        return self.version.stopped_by

    @strawberry.field(description="The same in words; null where it is ACCEPTED.")
    def stopped_because(self) -> str | None:
        return because(self.version) if self.version.stopped_by else None

    @strawberry.field(
        description="CIK of the only issuer for trades in whose securities it stands, by a "
        "person's decision; null for a link that stands at all others."
    )
    def at_issuer(self) -> Cik | None:
        return self.version.issuer

    @strawberry.field(description="Strongest first; by key where equal.")
    async def evidence(self, info: Info) -> list[Evidence]:
        found = await self.at.load(info, EVIDENCE, self.version.key)
        return await paced(info, (Evidence(at=self.at, found=item) for item in found))

    @strawberry.field(description="First day of control; null where nothing dates it.")
    def valid_from(self) -> date | None:
        return self.version.valid_from

    @strawberry.field(description="Last day of control; null where nothing dates it.")
    def valid_to(self) -> date | None:
        return self.version.valid_to

    @strawberry.field(description="Acceptance from which this version of the link was known.")
    def known_from(self) -> Instant:
        return self.version.known_from

    @strawberry.field(
        description="Acceptance at which it changed, where the cut-off lets that be known; null "
        "for a version that stands at the cut-off."
    )
    def known_to(self) -> Instant | None:
        return None if self.version.known_to > self.at.known_at else self.version.known_to


def read_as(
    at: At,
    versions: Iterable[LinkVersion],
    kinds: Iterable[LinkKind] | None,
    min_confidence: Decimal | None,
    holder: Node | None = None,
) -> Iterator[OwnershipLink]:
    """Yield links under every kind asked for, strongest first, then by key and kind.

    Args:
        at: the cut-off.
        versions: links known at it.
        kinds: None reads each link once, as CONTROLLED_BY.
        min_confidence: None lets ACCEPTED and PROBABLE links through; else every link whose
            score reaches it, whatever its state.
        holder: the vehicle of all of them, where it is one that does not file.
    """
    wanted = [LinkKind.CONTROLLED_BY] if kinds is None else [k for k in LinkKind if k in set(kinds)]
    for version in sorted(versions, key=lambda link: (-link.p, link.key)):
        if _is_shown(version, min_confidence):
            for kind in wanted:
                if version.role in ROLES_OF_KINDS[kind]:
                    yield OwnershipLink(at=at, version=version, kind=kind, holder=holder)


def _is_shown(link: LinkVersion, min_confidence: Decimal | None) -> bool:
    if min_confidence is None:
        return link.state in LIVE
    return Decimal(str(link.p)) >= min_confidence


def find_link(
    at: At, key: str, versions: Iterable[LinkVersion], holder: Node | None = None
) -> OwnershipLink | None:
    """Return the link that ``vehicle>controller`` or ``vehicle>controller:KIND`` names.

    A part of a link that decisions divide has its issuer and its first day behind the controller.
    None where it is not known at the cut-off, or cannot be read as that kind.

    Args:
        at: the cut-off.
        key: what the id names.
        versions: the links of the vehicle that are known at the cut-off.
        holder: the vehicle, where it is one that does not file.
    """
    name, _, read = key.partition(":")
    kind = LinkKind.__members__.get(read or LinkKind.CONTROLLED_BY.name)
    for version in versions:
        if version.name == name and kind is not None and version.role in ROLES_OF_KINDS[kind]:
            return OwnershipLink(at=at, version=version, kind=kind, holder=holder)
    return None


def stored_evidence(row: Row) -> Stored:
    """Return the evidence stored as ``row``."""

    def text(name: str) -> str | None:
        return cast("str | None", row.get(name))

    def day(name: str) -> date | None:
        written = text(name)
        return date.fromisoformat(written) if written else None

    accession = text("accession")
    return Stored(
        family=EvidenceFamily(row["family"]),
        accession=AccessionNumber(accession) if accession else None,
        vehicle=Cik(str(row["vehicle"])),
        controller=Cik(str(row["controller"])),
        known_from=Instant(cast("int", row["knownFrom"])),
        known_to=Instant(cast("int", row["knownTo"])),
        valid_from=day("validFrom"),
        valid_to=day("validTo"),
        role=Role(row["role"]),
        joint=bool(row["joint"]),
        field=str(row["field"]),
        footnote_id=text("footnoteId"),
        row_key=text("rowKey"),
        start=cast("int", row["start"]),
        end=cast("int", row["end"]),
        quote=str(row.get("quote") or ""),
        pattern=str(row["pattern"]),
        p=cast("float", row["p"]),
        vetoed=bool(row["vetoed"]),
    )
