"""``node``: whatever has an id, found again by it."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias, cast

from strawberry.types import get_object_definition

from graph_api.bolt.connection import Row
from graph_api.domain.identifiers import RowKey, parse_accession, parse_cik
from graph_api.domain.sectors import SECTORS, TAXONOMY
from graph_api.errors import InvalidIdentifierError
from graph_api.store.clusters import find_cluster
from graph_api.store.rows import holding_of
from schema.beneficial_owners import BeneficialOwner, beneficial_owner_of
from schema.clusters import Cluster
from schema.context import At, Info
from schema.filings import HOLDINGS, Filing, Holding, load_filing
from schema.holders import Holder, load_holder
from schema.issuers import Issuer, issuer_of
from schema.keys import Node
from schema.links import OwnershipLink, find_link
from schema.owners import ReportingOwner, owner_of
from schema.sectors import Industry, Sector, classification_of, labelled
from schema.transaction import Transaction
from schema.transactions import load_rows

Finder: TypeAlias = Callable[[Info, At, str], Awaitable[object]]
"""What stands behind the prefix of an id → what it names at the cut-off; None for nothing."""

_LINK = re.compile(r"\d{10}>\d{10}(?::[A-Z_]+)?")
_HOLDER = re.compile(r"\d{10}\|[^|]+")
_ROW = re.compile(r"\d{10}-\d{2}-\d{6}\|[ND]\|[1-9]\d{0,8}")
_HOLDING = re.compile(r"\d{10}-\d{2}-\d{6}\|[ND]H\|[1-9]\d{0,8}")
_LABEL = re.compile(r"[^:]+:[^:]+")


async def find_node(info: Info, at: At, id: str) -> Node | None:
    """Return what an id names at the cut-off; None for what is not known then.

    Raises:
        InvalidIdentifierError: no answer ever gave such an id.
    """
    prefix, _, key = id.partition(":")
    if prefix not in KINDS:
        raise _malformed(id)
    _, finder = KINDS[prefix]
    return cast("Node | None", await finder(info, at, key))


def _malformed(id: str) -> InvalidIdentifierError:
    return InvalidIdentifierError(
        kind="node id", value=id[:100], accepted="an id exactly as an answer gave it"
    )


def _checked(form: re.Pattern[str], key: str) -> str:
    if form.fullmatch(key) is None:
        raise _malformed(key)
    return key


async def _owner(_info: Info, at: At, key: str) -> ReportingOwner | None:
    return owner_of(at, parse_cik(key))


async def _beneficial_owner(_info: Info, at: At, key: str) -> BeneficialOwner | None:
    return beneficial_owner_of(at, parse_cik(key))


async def _link(_info: Info, at: At, key: str) -> OwnershipLink | None:
    return find_link(at, _checked(_LINK, key))


async def _holder(info: Info, at: At, key: str) -> Holder | None:
    return await load_holder(info, at, _checked(_HOLDER, key))


async def _issuer(_info: Info, at: At, key: str) -> Issuer | None:
    return issuer_of(at, parse_cik(key))


async def _filing(info: Info, at: At, key: str) -> Filing | None:
    return await load_filing(info, at, parse_accession(key))


async def _transaction(info: Info, at: At, key: str) -> Transaction | None:
    found = await load_rows(info, at, [RowKey(_checked(_ROW, key))])
    return found[0] if found else None


async def _holding(info: Info, at: At, key: str) -> Holding | None:
    accession = parse_accession(_checked(_HOLDING, key).partition("|")[0])
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
    found = await find_cluster(at.snapshot, f"cl:{key}", at.known_at)
    return Cluster.of(at, found) if found else None


async def _sector(_info: Info, at: At, key: str) -> Sector | None:
    taxonomy, _, name = _checked(_LABEL, key).partition(":")
    return Sector(at=at, name=name, taxonomy=taxonomy) if _is_sector(taxonomy, name) else None


def _is_sector(taxonomy: str, name: str) -> bool:
    return taxonomy == TAXONOMY and name in SECTORS


async def _industry(_info: Info, at: At, key: str) -> Industry | None:
    issuers = labelled(at, _checked(_LABEL, key))
    if not issuers:
        return None
    label = classification_of(at, at.snapshot.directory.issuers[min(issuers)])
    return label.industry if label and label.industry and label.industry.key == key else None


KINDS: Mapping[str, tuple[type, Finder]] = {
    "own": (ReportingOwner, _owner),
    "bo": (BeneficialOwner, _beneficial_owner),
    "lnk": (OwnershipLink, _link),
    "holder": (Holder, _holder),
    "iss": (Issuer, _issuer),
    "fil": (Filing, _filing),
    "txn": (Transaction, _transaction),
    "hld": (Holding, _holding),
    "cl": (Cluster, _cluster),
    "sec": (Sector, _sector),
    "ind": (Industry, _industry),
}
"""Prefix of ids → the type whose ids begin with it, and how one is found."""


def _register() -> None:
    """Make every type of the table a ``Node``, whether or not its class says so itself."""
    node = get_object_definition(Node, strict=True)
    for kind, _ in KINDS.values():
        interfaces = get_object_definition(kind, strict=True).interfaces
        if node not in interfaces:
            interfaces.append(node)


_register()
