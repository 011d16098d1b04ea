"""What is stored and what comes in → what to write, and what to say about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import cast

from graph_api.bolt.connection import Row
from graph_api.domain.codes import AcceptedAtBasis
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber
from graph_api.domain.instants import Instant
from graph_api.store.rows import Properties, submission_properties


class Outcome(Enum):
    """What became of a filing, the least first."""

    UNCHANGED = "unchanged"
    IMPROVED = "improved"
    REPLACED = "replaced"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Merged:
    """What one merge did.

    Attributes:
        outcomes: filing → whether it is new, was there already, is better dated, or had its
            document replaced by another of the same accession number.
        conflicting: filings of which two differing documents are known, whichever was kept.
    """

    outcomes: Mapping[AccessionNumber, Outcome]
    conflicting: frozenset[AccessionNumber]


def best_known(one: OwnershipFiling, other: OwnershipFiling) -> OwnershipFiling:
    """Return one filing out of two that have the same accession number, whichever came first.

    Acceptance time and filing date each from the best basis, equal ones the earlier; where the
    documents differ, the one with the lower digest.
    """
    document, spare = sorted((one, other), key=lambda filing: filing.content_digest)
    accepted = min(one, other, key=lambda f: (_rank(f.accepted_at_basis), f.accepted_at))
    filed = min(one, other, key=lambda f: (_rank(f.filed_on_basis), f.filed_on))
    return replace(
        document,
        accepted_at=accepted.accepted_at,
        accepted_at_basis=accepted.accepted_at_basis,
        filed_on=filed.filed_on,
        filed_on_basis=filed.filed_on_basis,
        issuer_sic=_lowest(document.issuer_sic, spare.issuer_sic),
        document_name=_lowest(document.document_name, spare.document_name),
    )


def _rank(basis: AcceptedAtBasis) -> int:
    return list(AcceptedAtBasis).index(basis)


def _lowest(*values: str | None) -> str | None:
    return min((value for value in values if value is not None), default=None)


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What one batch changes: nothing where a filing is stored at its best already.

    Attributes:
        create: filings to store, those of ``remove`` in their new form among them.
        remove: stored filings whose document gives way to another.
        improve: rows of ``write/improve_filings``.
    """

    create: tuple[OwnershipFiling, ...]
    remove: tuple[AccessionNumber, ...]
    improve: tuple[Properties, ...]
    merged: Merged


def distinct(
    filings: Iterable[OwnershipFiling],
) -> tuple[dict[AccessionNumber, OwnershipFiling], set[AccessionNumber]]:
    """Return the best known filing of each accession number, and those whose documents differ."""
    found: dict[AccessionNumber, OwnershipFiling] = {}
    conflicting: set[AccessionNumber] = set()
    for filing in filings:
        known = found.get(filing.accession)
        if known and known.content_digest != filing.content_digest:
            conflicting.add(filing.accession)
        found[filing.accession] = best_known(known, filing) if known else filing
    return found, conflicting


def plan_merge(
    incoming: Iterable[OwnershipFiling],
    stored: Mapping[str, Row],
    conflicting: set[AccessionNumber],
) -> MergePlan:
    """Return what storing ``incoming`` takes.

    Args:
        incoming: at most one for each accession number.
        stored: rows of ``read/filing_states`` by accession number.
        conflicting: filings already known to have differing documents.
    """
    outcomes: dict[AccessionNumber, Outcome] = {}
    best: dict[AccessionNumber, OwnershipFiling] = {}
    for filing in incoming:
        state = stored.get(filing.accession)
        best[filing.accession] = filing if state is None else _best_of(filing, state)
        outcomes[filing.accession] = _outcome(best[filing.accession], state)
        if state is not None and state["contentDigest"] != filing.content_digest:
            conflicting = conflicting | {filing.accession}
    found = {outcome: [k for k, o in outcomes.items() if o is outcome] for outcome in Outcome}
    return MergePlan(
        create=tuple(best[k] for k in found[Outcome.NEW] + found[Outcome.REPLACED]),
        remove=tuple(found[Outcome.REPLACED]),
        improve=tuple(
            {"accession": k, "properties": submission_properties(best[k])}
            for k in found[Outcome.IMPROVED]
        ),
        merged=Merged(outcomes, frozenset(conflicting)),
    )


def _outcome(best: OwnershipFiling, state: Row | None) -> Outcome:
    if state is None:
        return Outcome.NEW
    if best.content_digest != state["contentDigest"]:
        return Outcome.REPLACED
    better = submission_properties(best) != _stored_properties(state)
    return Outcome.IMPROVED if better else Outcome.UNCHANGED


def _stored_properties(state: Row) -> Properties:
    kept = {n: v for n, v in state.items() if n not in {"accession", "contentDigest"}}
    return {name: value for name, value in kept.items() if value is not None}


def _best_of(filing: OwnershipFiling, state: Row) -> OwnershipFiling:
    """Return the best of a filing and its stored form, told apart by the digest."""
    stored = replace(
        filing,
        content_digest=str(state["contentDigest"]),
        accepted_at=Instant(cast("int", state["acceptedAt"])),
        accepted_at_basis=AcceptedAtBasis(state["acceptedAtBasis"]),
        filed_on=date.fromisoformat(str(state["filedOn"])),
        filed_on_basis=AcceptedAtBasis(state["filedOnBasis"]),
        issuer_sic=cast("str | None", state["issuerSic"]),
        document_name=cast("str | None", state["documentName"]),
    )
    return best_known(stored, filing)
