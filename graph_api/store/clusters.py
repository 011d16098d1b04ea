"""Clusters of a state of the graph: trades from the tape, detection in the domain."""

import asyncio
from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from graph_api.cypher import statement
from graph_api.domain.cluster import Cluster
from graph_api.domain.cluster_ids import decode
from graph_api.domain.clusters import find_clusters, open_ended, read_range
from graph_api.domain.definitions import ClusterDefinition, ClusterDirection, DateBasis
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.owners import OwnerRoots, Span
from graph_api.domain.trades import EconomicTrade
from graph_api.store.snapshot import Snapshot

SEARCH_DAYS = 365
"""A search without dates covers as many days up to the evaluation date."""

_COLUMNS = {DateBasis.TRANSACTION_DATE: "transactionDate", DateBasis.FILED_ON: "filedOn"}
_BOTH = tuple(ClusterDirection)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSearch:
    """One question for clusters.

    Attributes:
        issuers: CIKs to look at; None for all.
        search: days among which the last trade of an episode lies; None for the 365 days up to
            the evaluation date.
    """

    definition: ClusterDefinition
    known_at: Instant
    directions: tuple[ClusterDirection, ...] = _BOTH
    issuers: frozenset[Cik] | None = None
    search: Span | None = None


async def search_clusters(snapshot: Snapshot, question: ClusterSearch) -> tuple[Cluster, ...]:
    """Return the clusters, by total value, largest first, then issuer.

    Every episode is whole: the read is extended for an issuer until no window overlaps its edge.
    """
    today = snapshot.evaluation_date(question.known_at)
    return await _search(snapshot, question, question.search or _last_days(today), today)


async def find_cluster(snapshot: Snapshot, cluster_id: str, known_at: Instant) -> Cluster | None:
    """Return the cluster whose trades report the row that the id names, recomputed; else None.

    Raises:
        InvalidIdentifierError: the id is malformed.
    """
    identity = decode(cluster_id)
    versions = await snapshot.graph.read(statement("read/days_of_row"), key=identity.row)
    column = _COLUMNS[identity.definition.date_basis]
    days = [cast("date", version[column]) for version in versions if version[column]]
    if not days:
        return None
    today = identity.evaluation_date or snapshot.evaluation_date(known_at)
    question = ClusterSearch(
        definition=identity.definition,
        known_at=known_at,
        directions=(identity.direction,),
        issuers=frozenset({identity.issuer_cik}),
    )
    # The episode ends on the day of that row or later.
    found = await _search(snapshot, question, (min(days), max(*days, today)), today)
    return next((cluster for cluster in found if cluster.reports(identity.row)), None)


def _last_days(today: date) -> Span:
    return today - timedelta(days=SEARCH_DAYS - 1), today


async def _search(
    snapshot: Snapshot, question: ClusterSearch, search: Span, today: date
) -> tuple[Cluster, ...]:
    definition = question.definition
    read = whole_months(read_range(definition, search, today))
    issuers = question.issuers
    found: tuple[Cluster, ...] = ()
    while True:
        trades = await snapshot.tape.between(*read, definition.date_basis)
        # Detection is pure work of a processor: elsewhere, so that others are answered meanwhile.
        clusters = await asyncio.to_thread(
            _find, snapshot, trades, issuers, question, search, today
        )
        again = open_ended(clusters, read, definition)
        found += tuple(cluster for cluster in clusters if cluster.issuer_cik not in again)
        if not again:
            return tuple(sorted(found, key=_order))
        issuers, reach = again, timedelta(days=definition.window_days)
        read = whole_months((read[0] - reach, read[1] + reach))


def _find(
    snapshot: Snapshot,
    trades: Iterable[EconomicTrade],
    issuers: Collection[Cik] | None,
    question: ClusterSearch,
    search: Span,
    today: date,
) -> tuple[Cluster, ...]:
    roots = OwnerRoots(
        snapshot.links,
        snapshot.directory.persons,
        known_at=question.known_at,
        min_confidence=question.definition.min_link_confidence,
    )
    if issuers is not None:
        trades = [trade for trade in trades if trade.issuer_cik in issuers]
    return find_clusters(
        trades,
        roots,
        question.definition,
        directions=question.directions,
        search=search,
        evaluation_date=today,
        known_at=question.known_at,
    )


def _order(cluster: Cluster) -> tuple[object, ...]:
    return (-cluster.total_value, cluster.issuer_cik, cluster.direction.value, cluster.first_date)


def whole_months(span: Span) -> Span:
    """Return the first day of the first month and the last day of the last one."""
    first, last = span
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
