"""Root fields: each names its facts by key or filter, and its cut-off by ``knownAt``."""

import asyncio
from decimal import Decimal
from typing import cast

import strawberry

from graph_api.domain.definitions import PRESETS
from graph_api.domain.identifiers import AccessionNumber
from graph_api.domain.instants import Instant
from graph_api.domain.sectors import TAXONOMY
from graph_api.errors import InvalidArgumentError
from graph_api.store.clusters import search_clusters
from schema.beneficial_owners import BeneficialOwner, beneficial_owner_of
from schema.cluster_filter import ClusterFilter
from schema.clusters import Cluster, ClusterConnection, ClusterOrder, load_cluster, search_of
from schema.connections import EntityConnection, InsiderConnection
from schema.context import Info, paced
from schema.definitions import ClusterDefinition, ClusterDefinitionInput
from schema.explanations import CollapseExplanation
from schema.filings import Filing, load_filing
from schema.issuers import Issuer, IssuerConnection, issuer_of
from schema.keys import IssuerKey, Node, OwnerKey
from schema.nodes import find_node
from schema.owner_filters import IssuerFilter, OwnerFilter
from schema.owners import Entity, Insider, confidence_of, owner_as
from schema.pagination import MAX_PAGE, PageRequest
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
        description="Whatever an id names, as known at the cut-off; null where nothing is known by "
        "it. The id of a beneficial owner that counts as another one now finds that one."
    )
    async def node(
        self, info: Info, id: strawberry.ID, known_at: Instant | None = None
    ) -> Node | None:
        return await find_node(info, await info.context.at(known_at), str(id))

    @strawberry.field(
        description="The same for up to 500 ids, in their order. A malformed one is an error in "
        "its place and leaves the others."
    )
    async def nodes(
        self, info: Info, ids: list[strawberry.ID], known_at: Instant | None = None
    ) -> list[Node | None]:
        if len(ids) > MAX_PAGE:
            raise InvalidArgumentError("ids", len(ids), accepted=f"at most {MAX_PAGE} ids")
        at = await info.context.at(known_at)
        found = await asyncio.gather(
            *(find_node(info, at, str(one)) for one in ids), return_exceptions=True
        )
        # The executor reports an exception in a list as the error of its place.
        return await paced(info, cast("list[Node | None]", found))

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
        owners = wanted.owners(at)
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
        return await load_cluster(await info.context.at(known_at), str(id))

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
        return owner_as(await info.context.at(known_at), key.found(), Insider)

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
        found = await (filter or OwnerFilter()).found(info, at, Insider)
        return InsiderConnection.of(found, PageRequest(first=first, after=after))

    @strawberry.field(description="An owner vehicle; null if the key is unknown or names a person.")
    async def entity(
        self, info: Info, key: OwnerKey, known_at: Instant | None = None
    ) -> Entity | None:
        return owner_as(await info.context.at(known_at), key.found(), Entity)

    @strawberry.field(description="Owner vehicles, by name.")
    async def entities(
        self,
        info: Info,
        filter: OwnerFilter | None = None,
        known_at: Instant | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> EntityConnection:
        at = await info.context.at(known_at)
        found = await (filter or OwnerFilter()).found(info, at, Entity)
        return EntityConnection.of(found, PageRequest(first=first, after=after))

    @strawberry.field(
        description="The counting unit: a person or group with all vehicles collapsed into it. "
        "Any member's CIK resolves; null for a vehicle that several persons control jointly: ask "
        "for its beneficialOwners. With minConfidence, 0.5 to 1, links count from that score on, "
        "here and in all that is selected below."
    )
    async def beneficial_owner(
        self,
        info: Info,
        key: OwnerKey,
        known_at: Instant | None = None,
        min_confidence: Decimal | None = None,
    ) -> BeneficialOwner | None:
        at = await info.context.at(known_at)
        if min_confidence is not None:
            at = at.trusting(confidence_of(min_confidence))
        return beneficial_owner_of(at, key.found())

    @strawberry.field(
        description="Why two filers count as one: the best evidenced path, step by step. Where "
        "they do not, what keeps them apart, as whyNot tells it."
    )
    async def explain_collapse(
        self, info: Info, a: OwnerKey, b: OwnerKey, known_at: Instant | None = None
    ) -> CollapseExplanation:
        return CollapseExplanation.of(await info.context.at(known_at), a, b)

    @strawberry.field(
        description="Why two filers do not count as one: the best path below the threshold and the "
        "guard that stopped it. Where they do, why, as explainCollapse tells it."
    )
    async def why_not(
        self, info: Info, a: OwnerKey, b: OwnerKey, known_at: Instant | None = None
    ) -> CollapseExplanation:
        return CollapseExplanation.of(await info.context.at(known_at), a, b)

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
