"""Evidence of who controls a vehicle, found in one filing: one family of signs per module."""

from collections.abc import Callable, Iterable

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.links import Evidence
from loaders.evidence import holder_text, signature, text

Family = Callable[[OwnershipFiling], Iterable[Evidence]]

FAMILIES: tuple[Family, ...] = (text.find, signature.find, holder_text.find)
"""Every family of evidence that one filing can give."""


def collect(filing: OwnershipFiling) -> tuple[Evidence, ...]:
    """Return the evidence in ``filing`` by key; of two signs with one key the stronger.

    Vehicles are never natural persons and nobody controls themselves. A filing whose owners are
    all natural persons, or that has one owner only, gives none.
    """
    found: dict[str, Evidence] = {}
    for family in FAMILIES:
        for item in family(filing):
            known = found.get(item.key)
            if known is None or known.p < item.p:
                found[item.key] = item
    return tuple(found[key] for key in sorted(found))
