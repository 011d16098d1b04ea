"""Owners to whom ordinary evidence says little: institutions, funds, professional trustees.

Counts are of distinct things known so far and only grow, so each crossing of a limit is one
instant, from which the links it touches are weighed anew (specification C5).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.institutions import is_institution, is_trust_company
from graph_api.domain.kinds import classify
from graph_api.domain.links import Evidence, LinkRole
from loaders.resolve.amendments import order

MOST_ISSUERS = 25
"""Who reports at more issuers manages other people's money."""

MOST_TRUSTS = 5
"""Who is trustee of more unrelated trusts is so by profession."""


class Guards:
    """From when on guards hold; ``filings`` and ``evidence`` in any order."""

    def __init__(self, filings: Iterable[OwnershipFiling], evidence: Iterable[Evidence]) -> None:
        ordered = sorted(filings, key=order)
        self.issuers = _issuers(ordered)
        self._institutions = _institutions(ordered, self.issuers)
        self._trustees = _trustees(ordered, evidence)
        self._funds = _first_named(ordered, is_fund)
        self._trusts = _first_named(ordered, is_trust)

    def institution_from(self, cik: Cik) -> Instant | None:
        """Return from when ``cik`` is known as an issuer, a bank, a broker or a large manager.

        None where it is none. Such an owner takes a person for its controller only on a plain
        statement (specification C5.3).
        """
        return self._institutions.get(cik)

    def professional_from(self, cik: Cik) -> Instant | None:
        """Return from when ``cik`` is known as a trustee by profession; None where it is none.

        A trust that it holds for others does not resolve to it (specification C5.8).
        """
        return self._trustees.get(cik)

    def trust_from(self, cik: Cik) -> Instant | None:
        """Return from when ``cik`` is known under the name of a trust; None if never."""
        return self._trusts.get(cik)

    def fund_from(self, cik: Cik) -> Instant | None:
        """Return from when ``cik`` is known as a fund of other people's money; None if never.

        Who sits on a board for it files beside it as its owner would, so what the two do alike
        says nothing (specification C5.4).
        """
        return self._funds.get(cik)


_FAMILY = re.compile(r"\bfamily\b", re.IGNORECASE)
_FUND = re.compile(r"\bfunds?\b", re.IGNORECASE)


def is_trust(name: str) -> bool:
    """Return whether a conformed name is that of a trust."""
    return classify(name).kind is OwnerKind.TRUST


@lru_cache(maxsize=65_536)
def is_fund(name: str) -> bool:
    """Return whether a conformed name is that of a fund or a limited partnership of no family."""
    kind = classify(name).kind
    named = kind is not OwnerKind.PERSON and _FUND.search(name) is not None
    return (named or kind in {OwnerKind.FUND, OwnerKind.LP}) and not _FAMILY.search(name)


def _issuers(ordered: Sequence[OwnershipFiling]) -> Mapping[Cik, Mapping[Cik, Instant]]:
    """Return owner → issuer → acceptance of its first filing there, earliest first."""
    found: dict[Cik, dict[Cik, Instant]] = defaultdict(dict)
    for filing in ordered:
        for owner in filing.document.owners:
            found[owner.cik].setdefault(filing.document.issuer.cik, filing.accepted_at)
    return found


def _institutions(
    ordered: Sequence[OwnershipFiling], issuers: Mapping[Cik, Mapping[Cik, Instant]]
) -> Mapping[Cik, Instant]:
    found = _first_named(ordered, is_institution)
    for filing in ordered:
        issuer, instant = filing.document.issuer.cik, filing.accepted_at
        found[issuer] = min(instant, found.get(issuer, instant))
    for cik, first in issuers.items():
        if len(first) > MOST_ISSUERS:
            crossed = sorted(first.values())[MOST_ISSUERS]
            found[cik] = min(crossed, found.get(cik, crossed))
    return found


def _first_named(
    ordered: Iterable[OwnershipFiling], is_so: Callable[[str], bool]
) -> dict[Cik, Instant]:
    """Return the owners of such a name, and when each of them first bore one."""
    found: dict[Cik, Instant] = {}
    for filing in ordered:
        for owner in filing.document.owners:
            if owner.cik not in found and is_so(owner.name):
                found[owner.cik] = filing.accepted_at
    return found


def _trustees(
    ordered: Sequence[OwnershipFiling], evidence: Iterable[Evidence]
) -> Mapping[Cik, Instant]:
    found = _first_named(ordered, is_trust_company)
    by_accession = {filing.accession: filing for filing in ordered}
    seen: dict[Cik, set[Cik]] = defaultdict(set)
    count: dict[Cik, int] = defaultdict(int)
    signs = (item for item in evidence if item.role is LinkRole.TRUSTEE and item.accession)
    for item in sorted(signs, key=lambda item: (item.known_from, item.key)):
        assert item.accession is not None  # noqa: S101 - filtered above
        document = by_accession[item.accession].document
        trustee, others = item.controller, {owner.cik for owner in document.owners}
        # Trusts at one issuer, or filed with one another, are of one family.
        related = {item.vehicle, document.issuer.cik, *others} - {trustee}
        if seen[trustee].isdisjoint(related):
            count[trustee] += 1
            if count[trustee] > MOST_TRUSTS:
                found.setdefault(trustee, item.known_from)
        seen[trustee] |= related
    return found
