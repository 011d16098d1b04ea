"""Which clusters there are: a pure function over trades and the links of their owners.

The caller reads trades, this module never does. For a ROLLING definition it starts with
``read_range`` and reads further back for the issuers in ``open_ended`` until none is left, so
that every episode is whole.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from graph_api.domain.cluster import Cluster, Criterion
from graph_api.domain.cluster_figures import cluster_of
from graph_api.domain.definitions import ClusterDefinition, ClusterDirection, WindowMode
from graph_api.domain.detection import first_detected
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.owner_sets import OwnerSets
from graph_api.domain.owners import OwnerRoots, Span
from graph_api.domain.qualifying import Side, by_side, visible
from graph_api.domain.sides import read_side
from graph_api.domain.sums import Sums
from graph_api.domain.trades import EconomicTrade

__all__ = ["Cluster", "Criterion", "find_clusters", "open_ended", "read_range"]


def find_clusters(
    trades: Iterable[EconomicTrade],
    roots: OwnerRoots,
    definition: ClusterDefinition,
    *,
    directions: Collection[ClusterDirection] = tuple(ClusterDirection),
    search: Span,
    evaluation_date: date,
    known_at: Instant | None = None,
) -> tuple[Cluster, ...]:
    """Return the clusters, by total value, largest first, then issuer, direction and first day.

    Windows include both ends. Windows of one side of one issuer that share a trade merge into
    one episode, so no two clusters share a trade. A person and their vehicles count once.

    Args:
        trades: every version, in any order. Versions closed before the cut-off serve
            ``detected_at`` alone; without them it is the earliest instant that the rest shows.
        roots: with the cut-off ``known_at`` and the definition's ``min_link_confidence``.
        definition: what counts, and from where on.
        directions: sides asked for.
        search: ROLLING: days among which the last one of an episode must lie; LOOKBACK takes
            the last ``window_days`` instead.
        evaluation_date: today, for LOOKBACK and for OPEN or CLOSED.
        known_at: cut-off; None reads the newest versions.

    Source:
        Form 4 Table I; specification F2, B2, B3; architecture sections 5 and 7.
    """
    trades = tuple(trades)
    sums = Sums(visible(trades, known_at))
    clusters = (
        cluster
        for side, counted in by_side(trades, definition, directions).items()
        for cluster in _clusters_of(
            side,
            counted,
            roots,
            definition,
            sums=sums,
            search=search,
            evaluation_date=evaluation_date,
            known_at=known_at,
        )
    )
    return tuple(sorted(clusters, key=_order))


def _clusters_of(
    side: Side,
    history: Sequence[EconomicTrade],
    roots: OwnerRoots,
    definition: ClusterDefinition,
    *,
    sums: Sums,
    search: Span,
    evaluation_date: date,
    known_at: Instant | None,
) -> Iterator[Cluster]:
    owners = OwnerSets(roots)
    counted = visible(history, known_at)
    now = read_side(counted, owners, definition, evaluation_date)
    if now is None:
        return
    for episode in now.episodes:
        last = now.tape.days[episode.stop - 1]
        if definition.window_mode is WindowMode.LOOKBACK or search[0] <= last <= search[1]:
            trades = now.tape.trades[episode.start : episode.stop]
            seen = first_detected(history, trades, roots, definition, evaluation_date)
            yield cluster_of(
                side,
                now,
                episode,
                definition,
                sums=sums,
                evaluation_date=evaluation_date,
                detected_at=seen,
            )


def _order(cluster: Cluster) -> tuple[Decimal, Cik, str, date]:
    return (
        -cluster.total_value,
        cluster.issuer_cik,
        cluster.direction.value,
        cluster.first_date,
    )


def read_range(definition: ClusterDefinition, search: Span, evaluation_date: date) -> Span:
    """Return the days of which trades must be read before ``find_clusters`` can answer."""
    reach = timedelta(days=definition.window_days - 1)
    if definition.window_mode is WindowMode.LOOKBACK:
        return evaluation_date - reach, evaluation_date
    return search[0] - reach, search[1] + reach


def open_ended(
    clusters: Iterable[Cluster], read: Span, definition: ClusterDefinition
) -> frozenset[Cik]:
    """Return the issuers of which an episode may begin before or end after the days read.

    A trade outside could share a window with it. A LOOKBACK is never open-ended.
    """
    if definition.window_mode is WindowMode.LOOKBACK:
        return frozenset()
    reach = timedelta(days=definition.window_days - 1)
    return frozenset(
        cluster.issuer_cik
        for cluster in clusters
        if cluster.first_date - reach < read[0] or cluster.last_date + reach > read[1]
    )
