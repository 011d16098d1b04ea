"""Stored filings → everything derived. Pure: the same filings give the same answer, always."""

from collections.abc import Iterable

from graph_api.domain.derived import Derived
from graph_api.domain.filing import OwnershipFiling
from loaders.evidence import collect
from loaders.resolve.holders import resolve_holders
from loaders.resolve.links import resolve_links
from loaders.resolve.owners import (
    insider_of,
    issuer_states,
    owner_states,
    persons_among,
    resolves_to,
)
from loaders.resolve.trades import resolve_trades

METHOD_VERSION = "1"
"""Changes whenever the same filings would give other links or trades."""


def resolve(filings: Iterable[OwnershipFiling]) -> Derived:
    """Return all evidence, links, trades and owners that follow from ``filings``.

    The order of ``filings`` plays no part: knowledge intervals come from acceptance times.
    """
    stored = tuple(filings)
    evidence = sorted((item for f in stored for item in collect(f)), key=lambda item: item.key)
    owners = owner_states(stored)
    persons = persons_among(owners)
    links = resolve_links(
        # One filing may write a person's name as that of an entity; nobody controls a person.
        (item for item in evidence if item.vehicle not in persons),
        {filing.accession: filing.accepted_at for filing in stored},
    )
    holders = resolve_holders(stored)
    trades = resolve_trades(stored, holders.owners_by_row())
    return Derived(
        evidence=tuple(evidence),
        links=links,
        trades=trades.trades,
        amends=trades.amends,
        supersedes=trades.supersedes,
        holders=holders.holders,
        held_by=holders.held_by,
        resolves_to=resolves_to(owners, links),
        insider_of=insider_of(stored),
        owners=owners,
        issuers=issuer_states(stored),
    )
