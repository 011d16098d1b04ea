"""Which owner or unfiled vehicle holds the position of a row, where the row says so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph_api.domain.codes import OwnerKind, OwnershipForm
from graph_api.domain.derived import HeldBy, Holder
from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling, ReportedRow
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import OPEN_END
from graph_api.domain.kinds import classify
from graph_api.domain.names import entity_spans
from loaders.evidence.nature import Relation, parse_nature
from loaders.resolve.amendments import order


@dataclass(frozen=True, slots=True)
class ResolvedHolders:
    """Holders that do not file, and who holds which row."""

    holders: tuple[Holder, ...]
    held_by: tuple[HeldBy, ...]

    def owners_by_row(self) -> dict[RowKey, tuple[Cik, ...]]:
        """Return row → reporting owners to whom it is attributed."""
        return {edge.row: (edge.owner,) for edge in self.held_by if edge.owner is not None}


def resolve_holders(filings: Iterable[OwnershipFiling]) -> ResolvedHolders:
    """Attribute rows to holders, abstaining where a joint form does not say whose row it is.

    Returns:
        Holders by key (their name as first accepted), edges by row.
    """
    holders: dict[str, Holder] = {}
    edges: list[HeldBy] = []
    for filing in sorted(filings, key=order):
        document = filing.document
        for row in (*document.transactions, *document.holdings):
            owner = _owner_of(row, document.owners)
            holder = None if owner else _holder_of(row, document.owners)
            if holder is not None:
                holders.setdefault(holder.key, holder)
            if owner is not None or holder is not None:
                edges.append(
                    HeldBy(
                        row=row.key,
                        owner=owner,
                        holder=holder.key if holder else None,
                        known_from=filing.accepted_at,
                        known_to=OPEN_END,
                    )
                )
    return ResolvedHolders(
        tuple(sorted(holders.values(), key=lambda holder: holder.key)),
        tuple(sorted(edges, key=lambda edge: edge.row)),
    )


def _owner_of(row: ReportedRow, owners: tuple[OwnerAsFiled, ...]) -> Cik | None:
    """Return the reporting owner who holds the row: the only one, or the one whom it names."""
    if row.ownership_form.value is OwnershipForm.DIRECT:
        return owners[0].cik if len(owners) == 1 else None
    nature = parse_nature(row.nature_of_ownership.value or "")
    if nature.relation is Relation.SELF_ACCOUNT and len(owners) == 1:
        return owners[0].cik
    if nature.holder_name is None:
        return None
    named = [o.cik for o in owners if _is_named(o, nature.holder_name)]
    return named[0] if len(named) == 1 else None


def _is_named(owner: OwnerAsFiled, text: str) -> bool:
    return classify(owner.name).kind is not OwnerKind.PERSON and bool(
        entity_spans(text, owner.name)
    )


def _holder_of(row: ReportedRow, owners: tuple[OwnerAsFiled, ...]) -> Holder | None:
    if row.ownership_form.value is not OwnershipForm.INDIRECT:
        return None
    name = parse_nature(row.nature_of_ownership.value or "").holder_name
    normal = normalise(name or "")
    # A name that fits several co-filers is theirs, though it is not known whose.
    if name is None or not normal or any(_is_named(owner, name) for owner in owners):
        return None
    reporter = _reporter(owners)
    return Holder(key=f"{reporter}|{normal}", reporter=reporter, name=name)


def _reporter(owners: tuple[OwnerAsFiled, ...]) -> Cik:
    """Return the owner to whom a named vehicle belongs: the only person, else the lowest CIK."""
    persons = [o.cik for o in owners if classify(o.name).kind is OwnerKind.PERSON]
    return persons[0] if len(persons) == 1 else min(owner.cik for owner in owners)


def normalise(name: str) -> str:
    """Return a name for comparison: upper case, ``&`` as AND, punctuation as single spaces.

    Apostrophes and dots are deleted: ``O'Neil`` is ``ONEIL``, ``L.P.`` is ``LP``.
    """
    spelled = re.sub("['\u2019`.]", "", name.upper()).replace("&", " AND ")
    return " ".join(re.sub(r"[\W_]+", " ", spelled).split())
