"""Root fields: each names its facts by key or filter, and its cut-off by ``knownAt``."""

from decimal import Decimal

import strawberry

from graph_api.domain.definitions import PRESETS
from graph_api.domain.identifiers import AccessionNumber
from graph_api.domain.instants import Instant
from graph_api.domain.sectors import TAXONOMY
from graph_api.errors import InvalidArgumentError
from graph_api.store.clusters import find_cluster, search_clusters
from schema.beneficial_owners import BeneficialOwner
from schema.cluster_filter import ClusterFilter
from schema.clusters import Cluster, ClusterConnection, ClusterOrder, search_of
from schema.context import Info
from schema.definitions import ClusterDefinition, ClusterDefinitionInput
from schema.filings import Filing, load_filing
from schema.issuers import Issuer, IssuerConnection, issuer_of
from schema.keys import IssuerKey, OwnerKey
from schema.owner_filters import IssuerFilter, OwnerFilter
from schema.owners import Entity, Insider, InsiderConnection, insiders_page, owner_of
from schema.pagination import PageRequest
from schema.sectors import Sector, all_sectors
from schema.status import DataStatus, read_status
from schema.transaction_filter import TransactionFilter
from schema.transaction_order import TransactionOrder
from schema.transaction_search import search_transactions
from schema.transactions import TransactionConnection


@strawberry.type(description="Every question starts here.")
class Query:
    """Root fields."""

    @strawberry.field(
        description="Issuer-level clusters under one definition. One result per issuer, direction "
        "and episode; default order: total value, largest first."
    )
    async def clusters(
        self,
        info: Info,
        definition: ClusterDefinitionInput | None = None,
        filter: ClusterFilter | None = None,
        order_by: list[ClusterOrder] | None = None,
        known_at: Instant | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> ClusterConnection:
        request = PageRequest(first=first, after=after, last=last, before=before)
        at = await info.context.at(known_at)
        wanted = filter or ClusterFilter()
        question = search_of(
            at, definition, wanted.directions, wanted.chosen_issuers(at), wanted.search(at)
        )
        owners = wanted.owners()
        found = await search_clusters(at.snapshot, question)
        kept = [cluster for cluster in found if wanted.holds(cluster, owners)]
        return ClusterConnection.of(at, kept, request, order_by or ())

    @strawberry.field(
        description="One cluster by id, recomputed as of the cut-off; null where its trade is in "
        "no cluster then."
    )
    async def cluster(
        self,
        info: Info,
        id: strawberry.ID,
        known_at: Instant | None = None,
    ) -> Cluster | None:
        at = await info.context.at(known_at)
        found = await find_cluster(at.snapshot, str(id), at.known_at)
        return Cluster.of(at, found) if found else None

    @strawberry.field(description="By CIK, id or ticker; a former ticker resolves too.")
    async def issuer(
        self, info: Info, key: IssuerKey, known_at: Instant | None = None
    ) -> Issuer | None:
        at = await info.context.at(known_at)
        return issuer_of(at, key.found(at))

    @strawberry.field(description="Issuers by name.")
    async def issuers(
        self,
        info: Info,
        filter: IssuerFilter | None = None,
        known_at: Instant | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> IssuerConnection:
        at = await info.context.at(known_at)
        found = (filter or IssuerFilter()).found(at)
        return IssuerConnection.of(found, PageRequest(first=first, after=after))

    @strawberry.field(
        description="A natural person who files; null if the key is unknown or names a vehicle."
    )
    async def insider(
        self, info: Info, key: OwnerKey, known_at: Instant | None = None
    ) -> Insider | None:
        at = await info.context.at(known_at)
        owner = owner_of(at, key.found())
        return owner if isinstance(owner, Insider) else None

    @strawberry.field(description="Natural persons who file, by name.")
    async def insiders(
        self,
        info: Info,
        filter: OwnerFilter | None = None,
        known_at: Instant | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> InsiderConnection:
        at = await info.context.at(known_at)
        found = await (filter or OwnerFilter()).insiders(info, at)
        return insiders_page(found, PageRequest(first=first, after=after))

    @strawberry.field(description="An owner vehicle; null if the key is unknown or names a person.")
    async def entity(
        self, info: Info, key: OwnerKey, known_at: Instant | None = None
    ) -> Entity | None:
        at = await info.context.at(known_at)
        owner = owner_of(at, key.found())
        return owner if isinstance(owner, Entity) else None

    @strawberry.field(
        description="The counting unit: a person or group with all vehicles collapsed into it. "
        "Any member's CIK resolves; null for a vehicle that several persons control jointly: ask "
        "for its beneficialOwners."
    )
    async def beneficial_owner(
        self,
        info: Info,
        key: OwnerKey,
        known_at: Instant | None = None,
        min_confidence: Decimal | None = None,
    ) -> BeneficialOwner | None:
        at = await info.context.at(known_at)
        if min_confidence is not None and not Decimal("0.5") <= min_confidence <= 1:
            raise InvalidArgumentError("minConfidence", str(min_confidence), accepted="0.5 to 1")
        cik = key.found()
        if owner_of(at, cik) is None:
            return None
        confidence = None if min_confidence is None else float(min_confidence)
        roots = at.roots(confidence).roots(cik)
        if len(roots) != 1:
            return None
        return BeneficialOwner(at=at, root=next(iter(roots)), min_confidence=confidence)

    @strawberry.field(description="All sectors of a taxonomy, as known now.")
    async def sectors(self, info: Info, taxonomy: str = TAXONOMY) -> list[Sector]:
        return all_sectors(await info.context.at(None), taxonomy)

    @strawberry.field(description="By accession number; null if not loaded, or accepted later.")
    async def filing(
        self, info: Info, accession_number: AccessionNumber, known_at: Instant | None = None
    ) -> Filing | None:
        return await load_filing(info, await info.context.at(known_at), accession_number)

    @strawberry.field(
        description="Form rows, one per economic trade unless AS_FILED is asked for; newest "
        "acceptance first unless orderBy, of one key, says otherwise. Without a date, issuer or "
        "owner filter: those filed in the 90 days to the evaluation date."
    )
    async def transactions(
        self,
        info: Info,
        filter: TransactionFilter | None = None,
        order_by: list[TransactionOrder] | None = None,
        known_at: Instant | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> TransactionConnection:
        request = PageRequest(first=first, after=after, last=last, before=before)
        at = await info.context.at(known_at)
        return search_transactions(at, filter, request, order_by)

    @strawberry.field(
        description="Every preset with its exact figures, its source and whether that source is "
        "disputed."
    )
    def cluster_definitions(self) -> list[ClusterDefinition]:
        return [ClusterDefinition.of(definition) for definition in PRESETS.values()]

    @strawberry.field(description="What is loaded, from when to when, and on what basis.")
    async def data_status(self, info: Info) -> DataStatus:
        return await read_status(await info.context.at(None), info.context.notice)
