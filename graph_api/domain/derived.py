"""Everything that follows from the filings: dropped and rebuilt at will, always the same.

Each fact that can change as filings become known is a version in ``[known_from, known_to)``.
"""

from dataclasses import dataclass
from datetime import date

from graph_api.domain.codes import AmendmentScope, InsiderRole, OwnerKind
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import Instant
from graph_api.domain.links import Evidence, OwnershipLink
from graph_api.domain.trades import EconomicTrade


@dataclass(frozen=True, slots=True, kw_only=True)
class Amends:
    """``amendment`` restates ``original``; ``scope`` says which parts of it differ."""

    amendment: AccessionNumber
    original: AccessionNumber
    scope: tuple[AmendmentScope, ...] = ()
    known_from: Instant
    known_to: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Supersedes:
    """Row ``later`` is a new version of row ``earlier``; both stay reachable."""

    later: RowKey
    earlier: RowKey
    known_from: Instant
    known_to: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregates:
    """Trade ``whole`` reports as one row what trade ``part`` and others report in pieces."""

    whole: RowKey
    part: RowKey
    known_from: Instant
    known_to: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A vehicle named in a row that does not file; it belongs to the reporter who names it.

    Attributes:
        key: ``reporter CIK|normalised name``.
        name: as first written, by acceptance.
    """

    key: str
    reporter: Cik
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBy:
    """A row's position is held by a reporting owner (``owner``) or by a ``Holder`` (``holder``).

    Exactly one of the two is set. ``row`` is the key of a transaction or of a holding.
    """

    row: RowKey
    owner: Cik | None
    holder: str | None
    known_from: Instant
    known_to: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvesTo:
    """Reporting owner ``owner`` counts as ``root`` by accepted links; several when joint."""

    owner: Cik
    root: Cik
    known_from: Instant
    known_to: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class InsiderOf:
    """Aid for walking the graph: ``owner`` filed ``filings`` times about ``issuer``; unversioned.

    ``first`` and ``last`` are filing dates; ``roles`` is the union over those filings.
    """

    owner: Cik
    issuer: Cik
    filings: int
    first: date
    last: date
    roles: tuple[InsiderRole, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerState:
    """What all filings together say of one reporting owner.

    Attributes:
        kind, kind_reason: by its newest name; does not vary with the cut-off.
        names: name and the instant from which it is the newest one, oldest first.
    """

    cik: Cik
    kind: OwnerKind
    kind_reason: str
    names: tuple[tuple[str, Instant], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerState:
    """Names and symbols of one issuer over time, oldest first; symbol None where not listed."""

    cik: Cik
    names: tuple[tuple[str, str | None, Instant], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """The whole derived part of the graph; every tuple sorted by its key.

    Attributes:
        holder_links: of vehicles that do not file, named by the key of their ``Holder``. They are
            told and never counted.
    """

    evidence: tuple[Evidence, ...]
    links: tuple[OwnershipLink, ...]
    trades: tuple[EconomicTrade, ...]
    amends: tuple[Amends, ...]
    supersedes: tuple[Supersedes, ...]
    aggregates: tuple[Aggregates, ...]
    holders: tuple[Holder, ...]
    held_by: tuple[HeldBy, ...]
    resolves_to: tuple[ResolvesTo, ...]
    insider_of: tuple[InsiderOf, ...]
    owners: tuple[OwnerState, ...]
    issuers: tuple[IssuerState, ...]
    holder_links: tuple[OwnershipLink, ...] = ()
