"""What the resolver and the cluster search make of a set of filings: the figures to judge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from graph_api.domain.cluster import Cluster
from graph_api.domain.clusters import find_clusters
from graph_api.domain.codes import OwnerKind
from graph_api.domain.definitions import (
    ClusterDirection,
    ClusterPreset,
    CountBasis,
    resolve_definition,
)
from graph_api.domain.derived import Derived
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.overrides import Override
from graph_api.domain.owners import OwnerRoots
from loaders.resolve import resolve

ALWAYS = (date(1990, 1, 1), date(2099, 12, 31))
NOBODY = frozenset[Cik]()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One side of one issuer over a window.

    Attributes:
        units, least, most: fewest beneficial owners, if every probable link held, and if certain
            links alone did.
        holders: the same on the basis of attributed holders.
        reporting_owners: distinct CIKs.
        roots: the owners counted.
        value, shares: over the trades, each once.
    """

    trades: int
    units: int
    least: int
    most: int
    holders: int
    reporting_owners: int
    roots: frozenset[Cik]
    value: Decimal
    shares: Decimal


NOTHING_COUNTED = Counted(
    trades=0,
    units=0,
    least=0,
    most=0,
    holders=0,
    reporting_owners=0,
    roots=NOBODY,
    value=Decimal(0),
    shares=Decimal(0),
)


def roots_of(derived: Derived, known_at: Instant | None = None) -> OwnerRoots:
    """Return who counts as whom."""
    persons = frozenset(o.cik for o in derived.owners if o.kind is OwnerKind.PERSON)
    return OwnerRoots(derived.links, persons, known_at=known_at)


def count(
    filings: Iterable[OwnershipFiling],
    *,
    overrides: Sequence[Override] = (),
    direction: ClusterDirection = ClusterDirection.BUY,
    window_days: int = 365,
    known_at: Instant | None = None,
) -> Counted:
    """Return what is counted of the filings of one issuer, all of them in one window."""
    return counted(
        resolve(filings, overrides),
        direction=direction,
        window_days=window_days,
        known_at=known_at,
    )


def counted(
    derived: Derived,
    *,
    direction: ClusterDirection = ClusterDirection.BUY,
    window_days: int = 365,
    known_at: Instant | None = None,
) -> Counted:
    """Return what is counted of one side, all trades in one window."""
    found = {basis: _cluster(derived, direction, window_days, known_at, basis) for basis in _BASES}
    cluster = found[CountBasis.BENEFICIAL_OWNER]
    by_holder = found[CountBasis.HOLDER]
    if cluster is None or by_holder is None:
        return NOTHING_COUNTED
    return Counted(
        trades=cluster.transaction_count,
        units=cluster.insider_count,
        least=cluster.insider_count_min,
        most=cluster.insider_count_max,
        holders=by_holder.qualifying_count,
        reporting_owners=cluster.reporting_owner_count,
        roots=frozenset(participant.root for participant in cluster.participants),
        value=cluster.total_value,
        shares=abs(cluster.net_shares),
    )


_BASES = (CountBasis.BENEFICIAL_OWNER, CountBasis.HOLDER)


def _cluster(
    derived: Derived,
    direction: ClusterDirection,
    window_days: int,
    known_at: Instant | None,
    basis: CountBasis,
) -> Cluster | None:
    definition = resolve_definition(
        ClusterPreset.DEFAULT,
        {"window_days": window_days, "min_insiders": 1, "count_basis": basis},
    )
    clusters = find_clusters(
        derived.trades,
        roots_of(derived, known_at),
        definition,
        directions=(direction,),
        search=ALWAYS,
        evaluation_date=ALWAYS[1] - timedelta(days=1),
        known_at=known_at,
    )
    if len(clusters) > 1:
        raise ValueError("the filings do not lie in one window of one issuer")
    return clusters[0] if clusters else None
