"""``ClusterFilter``: which clusters to show, settled before anything else is fetched."""

from collections.abc import Sequence
from datetime import timedelta

import strawberry

from graph_api.domain.cluster import Cluster
from graph_api.domain.identifiers import Cik
from graph_api.domain.owners import Span
from graph_api.domain.sectors import TAXONOMY, industry_of_sic
from graph_api.errors import InvalidArgumentError
from graph_api.store.clusters import SEARCH_DAYS
from schema.clusters import takes_part
from schema.context import At
from schema.enums import ClusterDirection, ClusterStatus
from schema.keys import DateRange, DecimalRange, IssuerKey, OwnerKey, everyone


@strawberry.input(description="Which clusters to show; what is left out lets all through.")
class ClusterFilter:
    """Filters of cluster lists."""

    directions: list[ClusterDirection] | None = strawberry.field(
        default=None, description="BUY, SELL or both."
    )
    issuers: list[IssuerKey] | None = strawberry.field(default=None, description="Any of them.")
    participants: list[OwnerKey] | None = strawberry.field(
        default=None,
        description="Any of them takes part, under whatever name; any member, where one is a "
        "beneficial owner.",
    )
    sectors: list[str] | None = strawberry.field(
        default=None, description="Names of sectors; case is ignored."
    )
    industries: list[str] | None = strawberry.field(
        default=None, description="Names or codes of industries; case is ignored."
    )
    taxonomy: str = strawberry.field(
        default=TAXONOMY, description="Where sector and industry labels come from."
    )
    include_unclassified: bool = strawberry.field(
        default=False, description="With sectors or industries: issuers without a label too."
    )
    transaction_date: DateRange | None = strawberry.field(
        default=None,
        description="Days among which the last trade lies; 365 days up to the evaluation date "
        "without it.",
    )
    min_insider_count: int | None = strawberry.field(
        default=None, description="Least insiderCount."
    )
    total_value: DecimalRange | None = strawberry.field(default=None, description="USD.")
    max_span_days: int | None = strawberry.field(default=None, description="Longest spanDays.")
    statuses: list[ClusterStatus] | None = strawberry.field(
        default=None, description="OPEN, CLOSED or both."
    )

    def chosen_issuers(self, at: At) -> frozenset[Cik] | None:
        """Return the issuers to look at, or None for all.

        Raises:
            InvalidArgumentError: no such taxonomy, sector or industry.
        """
        chosen: frozenset[Cik] | None = None
        if self.issuers is not None:
            found = (key.found(at) for key in self.issuers)
            chosen = frozenset(cik for cik in found if cik is not None)
        if self.sectors is None and self.industries is None:
            return chosen
        matching = self._labelled(at)
        return matching if chosen is None else chosen & matching

    def _labelled(self, at: At) -> frozenset[Cik]:
        if self.taxonomy != TAXONOMY:
            raise InvalidArgumentError("taxonomy", self.taxonomy, accepted=TAXONOMY)
        wanted_sectors = _folded(self.sectors)
        wanted_industries = _folded(self.industries)
        found = set()
        for entry in at.snapshot.directory.issuers.values():
            labels = entry.classification(at.known_at)
            if labels is None:
                if self.include_unclassified:
                    found.add(entry.cik)
                continue
            industry, sector = (label.partition(":")[2].casefold() for label in labels)
            named = _industry_name(labels[0])
            if (wanted_sectors is None or sector in wanted_sectors) and (
                wanted_industries is None or not wanted_industries.isdisjoint({industry, named})
            ):
                found.add(entry.cik)
        return frozenset(found)

    def search(self, at: At) -> Span | None:
        """Return the days asked for, an open end filled in; None without any."""
        asked = self.transaction_date
        if asked is None or (asked.from_ is None and asked.to is None):
            return None
        last = asked.to or at.snapshot.evaluation_date(at.known_at)
        first = asked.from_ or last - timedelta(days=SEARCH_DAYS - 1)
        return min(first, last), last

    def holds(self, cluster: Cluster, owners: frozenset[Cik] | None) -> bool:
        """Return whether a cluster passes the filters that need its figures."""
        return (
            (owners is None or takes_part(cluster, owners))
            and (self.min_insider_count is None or cluster.insider_count >= self.min_insider_count)
            and (self.total_value is None or self.total_value.holds(cluster.total_value))
            and (self.max_span_days is None or cluster.span_days <= self.max_span_days)
            and (self.statuses is None or cluster.status in self.statuses)
        )

    def owners(self, at: At) -> frozenset[Cik] | None:
        """Return the owners of whom one must take part, or None."""
        return None if self.participants is None else everyone(self.participants, at)


def _folded(names: Sequence[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(name.strip().casefold() for name in names)


def _industry_name(key: str) -> str:
    industry = industry_of_sic(key.partition(":")[2], None)
    return industry.name.casefold() if industry else ""
