"""Stored filings → everything derived. Pure: the same filings give the same answer, always."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph_api.domain.derived import Derived, OwnerState
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.links import Evidence
from graph_api.domain.overrides import Override
from loaders.evidence import collect_all
from loaders.evidence.history import History
from loaders.overrides.evidence import override_evidence
from loaders.resolve.guards import Guards
from loaders.resolve.holder_links import resolve_holder_links
from loaders.resolve.holders import resolve_holders
from loaders.resolve.owners import (
    insider_of,
    issuer_states,
    owner_states,
    persons_among,
    resolves_to,
)
from loaders.resolve.quality import Quality
from loaders.resolve.scoped_links import resolve_scoped_links
from loaders.resolve.trades import resolve_trades

METHOD_VERSION = "3"
"""Changes whenever the same filings would give other links or trades."""


def resolve(filings: Iterable[OwnershipFiling], overrides: Iterable[Override] = ()) -> Derived:
    """Return all evidence, links, trades and owners that follow from ``filings``.

    Args:
        filings: all that are stored.
        overrides: what persons decided; see ``graph_api.domain.overrides``.

    The order of ``filings`` plays no part: knowledge intervals come from acceptance times.
    """
    stored, decided = tuple(filings), tuple(overrides)
    owners = owner_states(stored, decided)
    persons = persons_among(owners)
    history = History.of(stored, persons)
    evidence = sorted(
        (*collect_all(history), *_decisions(decided, owners)),
        key=lambda item: item.key,
    )
    guards = Guards(stored, evidence)
    links = resolve_scoped_links(evidence, guards, persons=persons, overrides=decided)
    holders = resolve_holders(stored)
    of_holders = resolve_holder_links(history, holders, guards)
    trades = resolve_trades(
        stored,
        holders.owners_by_row(),
        quality=Quality(stored),
        links=links,
        persons=persons,
        overrides=decided,
    )
    return Derived(
        evidence=tuple(sorted((*evidence, *of_holders.evidence), key=lambda item: item.key)),
        links=links,
        trades=trades.trades,
        amends=trades.amends,
        supersedes=trades.supersedes,
        aggregates=trades.aggregates,
        holders=holders.holders,
        held_by=holders.held_by,
        resolves_to=resolves_to(owners, links),
        insider_of=insider_of(stored),
        owners=owners,
        issuers=issuer_states(stored),
        holder_links=of_holders.links,
    )


def _decisions(overrides: Iterable[Override], owners: Iterable[OwnerState]) -> Iterator[Evidence]:
    """Yield what overrides say for links, from when on both owners have been seen."""
    first_seen = {owner.cik: owner.names[0][1] for owner in owners}
    for item in override_evidence(overrides):
        if item.vehicle in first_seen and item.controller in first_seen:
            known = (item.known_from, first_seen[item.vehicle], first_seen[item.controller])
            yield replace(item, known_from=max(known))
