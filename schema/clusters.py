"""``Cluster``: several insiders on one side of one issuer, with all that explains it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Self, cast

import strawberry

from graph_api.domain.cluster import Cluster as Found
from graph_api.domain.cluster import Criterion
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.instants import Instant
from graph_api.domain.owners import Span
from graph_api.store.clusters import ClusterSearch, find_cluster, search_clusters
from schema.context import At, Info, paced
from schema.definitions import ClusterDefinition, ClusterDefinitionInput, resolved
from schema.enums import (
    ClusterDirection,
    ClusterOrderField,
    ClusterStatus,
    OrderDirection,
    RowSelection,
)
from schema.filings import FILINGS
from schema.issuers import Issuer, known_issuer
from schema.keys import Node
from schema.pagination import KnownConnection, Listing, PageRequest, SortKey
from schema.participants import ClusterParticipantConnection
from schema.reading import relation_of
from schema.sources import SourceRef, source_of
from schema.transaction_filter import TransactionFilter
from schema.transactions import ListedTrades, TransactionConnection


@strawberry.type(description="One test of the definition, and what was measured.")
class CriterionResult:
    """A criterion as a client sees it."""

    at: strawberry.Private[At]
    accessions: strawberry.Private[tuple[AccessionNumber, ...]]
    name: str = strawberry.field(description="Parameter of the definition.")
    threshold: str = strawberry.field(description="What was asked for.")
    measured: str = strawberry.field(description="What was found in the best window.")
    passed: bool = strawberry.field(description="Whether it is met.")

    @strawberry.field(description="The filings behind the figure, in order of acceptance.")
    async def sources(self, info: Info) -> list[SourceRef]:
        found = await asyncio.gather(
            *(self.at.load(info, FILINGS, accession) for accession in self.accessions)
        )
        return await paced(
            info,
            (
                source_of(
                    self.at, cast("Mapping[str, object]", row["filing"]), Cik(str(row["issuerCik"]))
                )
                for row in found
                if row is not None
            ),
        )


@strawberry.type(
    description="Several insiders of one issuer who traded the same way within a window. A "
    "person and their vehicles count once. Describes what was filed; never advice."
)
class Cluster(Node):
    """A cluster as a client sees it."""

    at: strawberry.Private[At]
    found: strawberry.Private[Found]
    id: strawberry.ID = strawberry.field(
        description="Stable over time for the same issuer, direction, definition and episode; a "
        "LOOKBACK cluster lives as long as its evaluation date."
    )
    direction: ClusterDirection = strawberry.field(description="BUY or SELL.")
    status: ClusterStatus = strawberry.field(
        description="OPEN while another trade on the evaluation date would still belong to it."
    )
    qualifying_count: int = strawberry.field(
        description="Largest count in any single window, on the definition's own basis: the "
        "figure compared with minInsiders."
    )
    insider_count: int = strawberry.field(
        description="Owner units of the episode: the fewest beneficial owners that explain every "
        "qualifying trade. Never above transactionCount."
    )
    insider_count_exact: bool = strawberry.field(
        description="False only where the exact minimum was too costly; insiderCount is then an "
        "upper bound and insiderCountMin the lower one."
    )
    insider_count_min: int = strawberry.field(
        description="The same count if every probable link held."
    )
    insider_count_max: int = strawberry.field(
        description="The same count if only certain links held."
    )
    reporting_owner_count: int = strawberry.field(
        description="Distinct reporting-owner CIKs before the collapse."
    )
    transaction_count: int = strawberry.field(
        description="Economic transactions, after joint-filing and duplicate-filing removal."
    )
    reported_row_count: int = strawberry.field(
        description="Form rows as filed, before any removal."
    )
    filing_count: int = strawberry.field(description="Filings that hold those rows.")
    total_value: Decimal = strawberry.field(
        description="Sum of shares times price over priced, counted transactions, in USD; "
        "positive for both directions."
    )
    unpriced_transaction_count: int = strawberry.field(
        description="Transactions that add no value for want of one."
    )
    net_shares: Decimal = strawberry.field(description="Positive for BUY, negative for SELL.")
    average_price: Decimal | None = strawberry.field(
        description="USD per share over the priced transactions; null without any."
    )
    first_transaction_date: date = strawberry.field(
        description="First day, on the definition's date basis."
    )
    last_transaction_date: date = strawberry.field(
        description="Last day, on the definition's date basis."
    )
    span_days: int = strawberry.field(description="First to last day, both included.")
    detected_at: Instant = strawberry.field(
        description="Acceptance time of the filing with which the threshold was first met."
    )
    includes_officer: bool = strawberry.field(description="An officer takes part.")
    includes_c_suite: bool = strawberry.field(
        name="includesCSuite", description="A CEO, CFO or COO takes part."
    )
    plan_value_share: Decimal = strawberry.field(
        description="Share of totalValue under a 10b5-1 plan, 0 to 1."
    )
    plan_unknown_value_share: Decimal = strawberry.field(
        description="Share of totalValue whose plan status is unknown, 0 to 1."
    )

    @classmethod
    def of(cls, at: At, found: Found) -> Self:
        """Return the domain's cluster as clients see it; who counts below it, counts in it."""
        return cls(
            at=at.trusting(found.definition.min_link_confidence).about(found.issuer_cik),
            found=found,
            id=strawberry.ID(found.id),
            direction=found.direction,
            status=found.status,
            qualifying_count=found.qualifying_count,
            insider_count=found.insider_count,
            insider_count_exact=found.insider_count_exact,
            insider_count_min=found.insider_count_min,
            insider_count_max=found.insider_count_max,
            reporting_owner_count=found.reporting_owner_count,
            transaction_count=found.transaction_count,
            reported_row_count=found.reported_row_count,
            filing_count=found.filing_count,
            total_value=found.total_value,
            unpriced_transaction_count=found.unpriced_transaction_count,
            net_shares=found.net_shares,
            average_price=found.average_price,
            first_transaction_date=found.first_date,
            last_transaction_date=found.last_date,
            span_days=found.span_days,
            detected_at=found.detected_at,
            includes_officer=found.includes_officer,
            includes_c_suite=found.includes_c_suite,
            plan_value_share=found.plan_value_share,
            plan_unknown_value_share=found.plan_unknown_value_share,
        )

    @strawberry.field(description="Whose shares.")
    def issuer(self) -> Issuer:
        return known_issuer(self.at, self.found.issuer_cik)

    @strawberry.field(description="What it had to meet, every parameter resolved.")
    def definition(self) -> ClusterDefinition:
        return ClusterDefinition.of(self.found.definition)

    @strawberry.field(description="Who took part, largest value first.")
    def participants(
        self, first: int | None = None, after: str | None = None
    ) -> ClusterParticipantConnection:
        return ClusterParticipantConnection.of(
            self.at, self.found.participants, PageRequest(first=first, after=after)
        )

    @strawberry.field(
        description="Its trades by date, each as the row that is in force at the cut-off, or as "
        "all the rows that report it, alone or in a sum."
    )
    def transactions(
        self,
        rows: RowSelection = RowSelection.EFFECTIVE,
        first: int | None = None,
        after: str | None = None,
    ) -> TransactionConnection:
        as_filed = rows is RowSelection.AS_FILED
        return TransactionConnection.of(
            self.at,
            ListedTrades(self.found.as_filed if as_filed else self.found.trades),
            TransactionFilter(rows=rows),
            PageRequest(first=first, after=after),
        )

    @strawberry.field(
        description="Why it qualifies: each test, its threshold and the measured value."
    )
    async def explanation(self, info: Info) -> list[CriterionResult]:
        accessions = dict.fromkeys(a for trade in self.found.trades for a in trade.accessions)
        return await paced(
            info,
            (_criterion(self.at, tuple(accessions), test) for test in self.found.criteria),
        )


def _criterion(at: At, accessions: tuple[AccessionNumber, ...], test: Criterion) -> CriterionResult:
    return CriterionResult(
        at=at,
        accessions=accessions,
        name=test.name,
        threshold=test.threshold,
        measured=test.measured,
        passed=test.passed,
    )


@strawberry.input(description="One sort key.")
class ClusterOrder:
    """A field and a direction."""

    field: ClusterOrderField = strawberry.field(description="What to sort by.")
    direction: OrderDirection = strawberry.field(
        default=OrderDirection.DESC, description="Which way."
    )


_MEASURES: dict[ClusterOrderField, Callable[[Found], int | Decimal]] = {
    ClusterOrderField.TOTAL_VALUE: lambda found: found.total_value,
    ClusterOrderField.INSIDER_COUNT: lambda found: found.insider_count,
    ClusterOrderField.DETECTED_AT: lambda found: found.detected_at,
    ClusterOrderField.LAST_TRANSACTION_DATE: lambda found: found.last_date.toordinal(),
    ClusterOrderField.SPAN_DAYS: lambda found: found.span_days,
}


def sort_key(orders: Sequence[ClusterOrder]) -> Callable[[Found], SortKey]:
    """Return the key of an order: as asked, then total value, then CIK, direction and id."""
    name = " ".join(["clusters", *(f"{o.field.value} {o.direction.value}" for o in orders)])

    def key(found: Found) -> SortKey:
        asked = tuple(
            -_MEASURES[order.field](found)
            if order.direction is OrderDirection.DESC
            else _MEASURES[order.field](found)
            for order in orders
        )
        return (name, *asked, -found.total_value, found.issuer_cik, found.direction.value, found.id)

    return key


@strawberry.type(description="A cluster and where it stands in the list.")
class ClusterEdge:
    """Relay edge."""

    node: Cluster = strawberry.field(description="The cluster.")
    cursor: str = strawberry.field(description="For paging.")


@strawberry.type(description="A page of clusters.")
class ClusterConnection(KnownConnection[ClusterEdge]):
    """Relay connection over clusters already found."""

    at: strawberry.Private[At]

    @classmethod
    def of(
        cls,
        at: At,
        found: Sequence[Found],
        request: PageRequest,
        orders: Sequence[ClusterOrder] = (),
    ) -> Self:
        """Return one page of clusters in the order asked for."""

        def edge(node: Found, cursor: str) -> ClusterEdge:
            return ClusterEdge(node=Cluster.of(at, node), cursor=cursor)

        return cls(at=at, listing=Listing.of(found, request, sort_key(orders), edge))

    @strawberry.field(
        description="Today for look-backs and for OPEN or CLOSED: the New York date of the "
        "cut-off, or of the newest acceptance loaded. Never the wall clock."
    )
    def evaluation_date(self) -> date:
        return self.at.snapshot.evaluation_date(self.at.known_at)


async def load_cluster(at: At, id: str) -> Cluster | None:
    """Return a cluster by id, recomputed as of the cut-off; None where there is none then.

    Raises:
        InvalidIdentifierError: no cluster has such an id.
    """
    found = await find_cluster(at.snapshot, id, at.known_at)
    return Cluster.of(at, found) if found else None


async def clusters_of_issuers(
    info: Info,
    at: At,
    issuers: frozenset[Cik],
    definition: ClusterDefinitionInput | None,
    directions: list[ClusterDirection] | None,
    request: PageRequest,
) -> ClusterConnection:
    """Return clusters of some issuers; one detection serves all parents of a level."""
    chosen = resolved(definition)
    sides = _sides(directions)

    async def send(keys: Sequence[frozenset[Cik]]) -> list[list[Found]]:
        question = ClusterSearch(
            definition=chosen,
            known_at=at.known_at,
            directions=sides,
            issuers=frozenset().union(*keys),
        )
        found = await search_clusters(at.snapshot, question)
        return [[cluster for cluster in found if cluster.issuer_cik in key] for key in keys]

    relation = (relation_of(info.path), "clusters", chosen, sides, at.known_at)
    found = await info.context.batches.ask(relation, issuers, send)
    return ClusterConnection.of(at, found, request)


async def clusters_of_owner(
    info: Info,
    at: At,
    root: Cik,
    definition: ClusterDefinitionInput | None,
    request: PageRequest,
) -> ClusterConnection:
    """Return the clusters in which an owner takes part, or stands behind a trade."""
    chosen = resolved(definition)

    async def send(keys: Sequence[Cik]) -> list[list[Found]]:
        question = ClusterSearch(definition=chosen, known_at=at.known_at)
        found = await search_clusters(at.snapshot, question)
        return [
            [cluster for cluster in found if takes_part(cluster, frozenset({key}))] for key in keys
        ]

    relation = (relation_of(info.path), "clusters of owners", chosen, at.known_at)
    found = await info.context.batches.ask(relation, root, send)
    return ClusterConnection.of(at, found, request)


def takes_part(cluster: Found, ciks: frozenset[Cik]) -> bool:
    """Return whether one of ``ciks`` is a participant, a co-owner or one of their names."""
    return any(
        not ciks.isdisjoint((member.root, *member.co_owners, *member.reporting_owners))
        for member in cluster.participants
    )


def _sides(directions: list[ClusterDirection] | None) -> tuple[ClusterDirection, ...]:
    return tuple(d for d in ClusterDirection if directions is None or d in directions)


def search_of(
    at: At,
    definition: ClusterDefinitionInput | None,
    directions: list[ClusterDirection] | None,
    issuers: frozenset[Cik] | None,
    search: Span | None,
) -> ClusterSearch:
    """Return the question that a client asked."""
    return ClusterSearch(
        definition=resolved(definition),
        known_at=at.known_at,
        directions=_sides(directions),
        issuers=issuers,
        search=search,
    )
