"""Evidence of who controls a vehicle: one family of signs per module.

``collect`` reads one filing by itself; ``collect_all`` adds what only several filings tell.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.links import Evidence, EvidenceFamily
from loaders.evidence import (
    absent,
    address,
    co_reporting,
    equal_trades,
    holder_text,
    own_name,
    signature,
    text,
)
from loaders.evidence.history import History
from loaders.evidence.versions import strongest, united

Family = Callable[[OwnershipFiling], Iterable[Evidence]]

FAMILIES: tuple[Family, ...] = (text.find, signature.find, holder_text.find)
"""Every family of evidence that one filing can give."""

STATED_FROM = 0.50
"""From here on a text or a signature says in which direction control runs."""


def collect(filing: OwnershipFiling) -> tuple[Evidence, ...]:
    """Return the evidence in ``filing`` by key; of two signs with one key the stronger.

    Vehicles are never natural persons and nobody controls themselves. A filing whose owners are
    all natural persons, or that has one owner only, gives none.
    """
    return _by_key(item for family in FAMILIES for item in family(filing))


def collect_all(history: History) -> tuple[Evidence, ...]:
    """Return the evidence in all filings together, by key.

    Signs that rest on several filings come in versions. What is visible at an instant is what
    follows from the filings accepted by then.
    """
    stated = [
        *(item for filing in history.filings for item in collect(filing)),
        *absent.find(history),
        *holder_text.find_elsewhere(history),
    ]
    return _by_key((*stated, *strongest(_unstated(history, stated))))


def _unstated(history: History, stated: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield signs that no filing states, only their comparison shows."""
    yield from co_reporting.find(history, _directions(history, stated))
    yield from own_name.find(history)
    yield from address.find(history)
    yield from equal_trades.find(history)


def _directions(history: History, stated: Iterable[Evidence]) -> co_reporting.Directions:
    """Return vehicle and controlling entity → when a text or a signature says so."""
    found = defaultdict(list)
    for item in stated:
        says = item.family in {EvidenceFamily.TEXT, EvidenceFamily.SIGNATURE}
        if says and item.p >= STATED_FROM and item.controller not in history.persons:
            found[item.vehicle, item.controller].append((item.known_from, item.known_to))
    return {pair: united(intervals) for pair, intervals in found.items()}


def _by_key(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    found: dict[str, Evidence] = {}
    for item in items:
        key = item.key
        known = found.get(key)
        if known is None or known.p < item.p:
            found[key] = item
    return tuple(found[key] for key in sorted(found))
