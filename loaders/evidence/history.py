"""All filings in order of acceptance, and who is first seen where: what later signs rest on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.instants import Instant
from graph_api.domain.kinds import classify
from loaders.evidence.bearing import surname_keys

MOST_BEARERS = 5
"""A surname is rare while no more persons than these are known to bear it."""

K = TypeVar("K")


def order(filing: OwnershipFiling) -> tuple[Instant, AccessionNumber]:
    """Sort key of replay: acceptance, ties by accession number."""
    return filing.accepted_at, filing.accession


@dataclass(frozen=True, slots=True)
class Sighting:
    """An owner as the first filing has it that shows some fact about it."""

    owner: OwnerAsFiled
    filing: OwnershipFiling


@dataclass(frozen=True)
class History:
    """Filings in replay order, each once, and the CIKs of natural persons."""

    filings: tuple[OwnershipFiling, ...]
    persons: frozenset[Cik]

    @classmethod
    def of(cls, filings: Iterable[OwnershipFiling], persons: frozenset[Cik]) -> "History":
        """Return the history that ``filings`` make, in whatever order they come."""
        once = {filing.accession: filing for filing in filings}
        return cls(tuple(sorted(once.values(), key=order)), persons)

    @cached_property
    def by_issuer(self) -> Mapping[Cik, tuple[OwnershipFiling, ...]]:
        """Filings about each issuer, in replay order."""
        found: dict[Cik, list[OwnershipFiling]] = defaultdict(list)
        for filing in self.filings:
            found[filing.document.issuer.cik].append(filing)
        return {issuer: tuple(group) for issuer, group in found.items()}

    @cached_property
    def names_at(self) -> Mapping[Cik, tuple[Sighting, ...]]:
        """Issuer → every name that any owner bears there, in the order in which they appear."""
        return {
            issuer: tuple(first_seen(group, lambda owner: (owner.cik, owner.name)).values())
            for issuer, group in self.by_issuer.items()
        }

    @cached_property
    def common_surnames(self) -> Mapping[str, Instant]:
        """Surname as one word → when the first person too many became known to bear it."""
        bearers: dict[str, set[Cik]] = defaultdict(set)
        common: dict[str, Instant] = {}
        for filing in self.filings:
            for owner in reporters(filing):
                for key in surname_keys(owner.name) if self.is_person(owner) else ():
                    bearers[key].add(owner.cik)
                    if len(bearers[key]) > MOST_BEARERS:
                        common.setdefault(key, filing.accepted_at)
        return common

    def is_person(self, owner: OwnerAsFiled) -> bool:
        """Return whether the owner is a natural person and bears the name of one here."""
        return owner.cik in self.persons and classify(owner.name).kind is OwnerKind.PERSON

    def is_vehicle(self, owner: OwnerAsFiled) -> bool:
        """Return whether the owner is surely an entity: doubtful names are neither."""
        kind = classify(owner.name).kind
        return owner.cik not in self.persons and kind not in {OwnerKind.PERSON, OwnerKind.UNKNOWN}


def reporters(filing: OwnershipFiling) -> tuple[OwnerAsFiled, ...]:
    """Return the reporting owners, each once; an issuer that reports itself is left out."""
    issuer = filing.document.issuer.cik
    owners = {owner.cik: owner for owner in filing.document.owners if owner.cik != issuer}
    return tuple(owners.values())


def first_seen(
    ordered: Iterable[OwnershipFiling], fact: Callable[[OwnerAsFiled], K | None]
) -> dict[K, Sighting]:
    """Return each fact about reporting owners with its first sighting, in replay order.

    Args:
        ordered: filings in replay order.
        fact: what is looked for in one owner; None where it is not there.
    """
    found: dict[K, Sighting] = {}
    for filing in ordered:
        for owner in reporters(filing):
            key = fact(owner)
            if key is not None and key not in found:
                found[key] = Sighting(owner, filing)
    return found


def later(one: OwnershipFiling, other: OwnershipFiling) -> OwnershipFiling:
    """Return the filing by which both are known."""
    return max(one, other, key=order)
