"""What the resolver and the cluster search make of a set of filings: the figures to judge."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from graph_api.domain.cluster import Cluster
from graph_api.domain.clusters import find_clusters
from graph_api.domain.codes import OwnerKind
from graph_api.domain.definitions import (
    ClusterDirection,
    ClusterPreset,
    CountBasis,
    TradingPlanPolicy,
    resolve_definition,
)
from graph_api.domain.derived import Derived
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.overrides import Override
from graph_api.domain.owners import OwnerRoots
from loaders.resolve import resolve

Side: TypeAlias = tuple[Cik, ClusterDirection]
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
) -> Counted:
    """Return what is counted of the filings of one issuer, all of them in one window."""
    found = figures(resolve(filings, overrides))
    sides = [episodes for side, episodes in found.items() if side[1] is direction]
    if not sides:
        return NOTHING_COUNTED
    ((episode,),) = sides
    return episode


def figures(
    derived: Derived,
    *,
    known_at: Instant | None = None,
    window_days: int = 365,
    trading_plans: TradingPlanPolicy = TradingPlanPolicy.EXCLUDE,
) -> dict[Side, tuple[Counted, ...]]:
    """Return what is counted of every side of every issuer, an episode at a time by first day."""
    owners, holders = (
        _clusters(
            derived,
            known_at,
            {"window_days": window_days, "trading_plans": trading_plans, "count_basis": basis},
        )
        for basis in (CountBasis.BENEFICIAL_OWNER, CountBasis.HOLDER)
    )
    found: dict[Side, list[Counted]] = defaultdict(list)
    # Episodes of one side hold the same trades on either basis: one owner is enough.
    for cluster, by_holder in zip(owners, holders, strict=True):
        side = cluster.issuer_cik, cluster.direction
        found[side].append(_counted(cluster, by_holder.qualifying_count))
    return {side: tuple(episodes) for side, episodes in found.items()}


def _counted(cluster: Cluster, holders: int) -> Counted:
    return Counted(
        trades=cluster.transaction_count,
        units=cluster.insider_count,
        least=cluster.insider_count_min,
        most=cluster.insider_count_max,
        holders=holders,
        reporting_owners=cluster.reporting_owner_count,
        roots=frozenset(participant.root for participant in cluster.participants),
        value=cluster.total_value,
        shares=abs(cluster.net_shares),
    )


def _clusters(
    derived: Derived, known_at: Instant | None, changes: Mapping[str, object]
) -> list[Cluster]:
    definition = resolve_definition(ClusterPreset.DEFAULT, {"min_insiders": 1, **changes})
    clusters = find_clusters(
        derived.trades,
        roots_of(derived, known_at),
        definition,
        search=ALWAYS,
        evaluation_date=ALWAYS[1],
        known_at=known_at,
    )
    return sorted(clusters, key=lambda c: (c.issuer_cik, c.direction.value, c.first_date))
