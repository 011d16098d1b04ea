"""``node``: whatever has an id, found again by it."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias, cast

from graph_api.bolt.connection import Row
from graph_api.domain.identifiers import Cik, RowKey, parse_accession, parse_cik
from graph_api.domain.sectors import SECTORS, TAXONOMY
from graph_api.errors import InvalidIdentifierError
from graph_api.store.rows import holding_of
from schema.beneficial_owners import BeneficialOwner, beneficial_owner_of
from schema.clusters import Cluster, load_cluster
from schema.context import At, Info
from schema.filings import HOLDINGS, Filing, Holding, load_filing
from schema.holders import HOLDER_LINKS, Holder, load_holder
from schema.issuers import Issuer, issuer_of
from schema.keys import Node
from schema.links import OwnershipLink, find_link
from schema.owners import ReportingOwner, owner_of
from schema.sectors import Industry, Sector, classification_of, labelled
from schema.transaction import Transaction
from schema.transactions import load_rows

Finder: TypeAlias = Callable[[Info, At, str], Awaitable[Node | None]]
"""What stands behind the prefix of an id → what it names at the cut-off; None for nothing."""


async def find_node(info: Info, at: At, id: str) -> Node | None:
    """Return what an id names at the cut-off; None for what is not known then.

    Raises:
        InvalidIdentifierError: no field ``id`` ever gave such a value.
    """
    prefix, _, key = id.partition(":")
    kind = KINDS.get(prefix)
    if kind is None or re.fullmatch(kind[0], key) is None:
        raise InvalidIdentifierError(
            kind="node id",
            value=id[:100],
            accepted="the value of a field named id, exactly as an answer gave it",
        )
    _, find = kind
    return await find(info, at, key)


async def _owner(_info: Info, at: At, key: str) -> ReportingOwner | None:
    return owner_of(at, parse_cik(key))


async def _beneficial_owner(_info: Info, at: At, key: str) -> BeneficialOwner | None:
    return beneficial_owner_of(at, parse_cik(key))


async def _link(info: Info, at: At, key: str) -> OwnershipLink | None:
    vehicle = key.partition(">")[0]
    if "|" not in vehicle:
        return find_link(at, key, at.links_of(Cik(vehicle)))
    holder, links = await asyncio.gather(
        load_holder(info, at, vehicle), at.load(info, HOLDER_LINKS, vehicle)
    )
    return find_link(at, key, links, holder)


async def _holder(info: Info, at: At, key: str) -> Holder | None:
    return await load_holder(info, at, key)


async def _issuer(_info: Info, at: At, key: str) -> Issuer | None:
    return issuer_of(at, parse_cik(key))


async def _filing(info: Info, at: At, key: str) -> Filing | None:
    return await load_filing(info, at, parse_accession(key))


async def _transaction(info: Info, at: At, key: str) -> Transaction | None:
    found = await load_rows(info, at, [RowKey(key)])
    return found[0] if found else None


async def _holding(info: Info, at: At, key: str) -> Holding | None:
    accession = parse_accession(key.partition("|")[0])
    filing, found = await asyncio.gather(
        load_filing(info, at, accession), at.load(info, HOLDINGS, accession)
    )
    if filing is None or found is None:
        return None
    for row in map(holding_of, cast("list[Row]", found["rows"])):
        if row.key == key:
            return Holding(at=at, row=row, in_filing=filing.node, issuer_cik=filing.issuer_cik)
    return None


async def _cluster(_info: Info, at: At, key: str) -> Cluster | None:
    return await load_cluster(at, f"cl:{key}")


async def _sector(_info: Info, at: At, key: str) -> Sector | None:
    taxonomy, _, name = key.partition(":")
    return Sector(at=at, key=key) if taxonomy == TAXONOMY and name in SECTORS else None


async def _industry(_info: Info, at: At, key: str) -> Industry | None:
    issuers = labelled(at, key)
    if not issuers:
        return None
    label = classification_of(at, at.snapshot.directory.issuers[min(issuers)])
    return label.industry if label and label.industry and label.industry.key == key else None


_CIK = r"\d{1,10}"
_ACCESSION = r"\d{10}-?\d{2}-?\d{6}"
_PLACE = r"[1-9]\d{0,8}"
_LABEL = r"[^:]+:[^:]+"

KINDS: Mapping[str, tuple[str, Finder]] = {
    "own": (_CIK, _owner),
    "bo": (_CIK, _beneficial_owner),
    "lnk": (r"\d{10}(?:\|[^|>]+)?>\d{10}(?:/\d{10})?(?:/\d{4}-\d{2}-\d{2})?(?::[A-Z_]+)?", _link),
    "holder": (r"\d{10}\|[^|]+", _holder),
    "iss": (_CIK, _issuer),
    "fil": (_ACCESSION, _filing),
    "txn": (rf"\d{{10}}-\d{{2}}-\d{{6}}\|[ND]\|{_PLACE}", _transaction),
    "hld": (rf"\d{{10}}-\d{{2}}-\d{{6}}\|[ND]H\|{_PLACE}", _holding),
    "cl": (r".+", _cluster),
    "sec": (_LABEL, _sector),
    "ind": (_LABEL, _industry),
}
"""Prefix of ids → the form of what stands behind it, and how what it names is found."""
