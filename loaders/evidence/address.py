"""Family F6: a vehicle and a person who give one address at one issuer.

Only the keyed hash of an address is known here, and it is never shown.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from graph_api.domain.filing import OwnerAsFiled
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, EvidenceFamily
from loaders.evidence.history import History, Sighting, first_seen, later, reporters
from loaders.evidence.hubs import hubs_from
from loaders.evidence.versions import Weight, sign

SHARED = Weight(p=0.25, pattern="same address")


def find(history: History) -> Iterator[Evidence]:
    """Yield a sign for each vehicle and person of one address, until the address is a hub.

    Source:
        ``rptOwnerStreet1``, ``rptOwnerStreet2`` and ``rptOwnerZipCode`` of owners who report at
        one issuer; table C2, F6, and C5.2.
    """
    hubs = hubs_from(_uses(history))
    for group in history.by_issuer.values():
        at_address: dict[str, list[Sighting]] = defaultdict(list)
        for (key, _), seen in first_seen(group, _key_and_owner).items():
            at_address[key].append(seen)
        for key, seen_there in at_address.items():
            yield from _pairs(history, seen_there, hubs.get(key, OPEN_END))


def _key_and_owner(owner: OwnerAsFiled) -> tuple[str, Cik] | None:
    return None if owner.address.key is None else (owner.address.key, owner.cik)


def _uses(history: History) -> Iterator[tuple[str, frozenset[Cik], Instant]]:
    for filing in history.filings:
        by_key: Mapping[str, set[Cik]] = defaultdict(set)
        for owner in reporters(filing):
            if owner.address.key is not None:
                by_key[owner.address.key].add(owner.cik)
        for key, owners in by_key.items():
            yield key, frozenset(owners), filing.accepted_at


def _pairs(history: History, there: list[Sighting], until: Instant) -> Iterator[Evidence]:
    known = [seen for seen in there if seen.filing.accepted_at < until]
    persons = [seen for seen in known if history.is_person(seen.owner)]
    for vehicle in known if persons else ():
        if history.is_vehicle(vehicle.owner):
            for person in persons:
                filing = later(vehicle.filing, person.filing)
                yield sign(
                    EvidenceFamily.ADDRESS,
                    (vehicle.owner.cik, person.owner.cik),
                    filing,
                    SHARED,
                    (filing.accepted_at, until),
                    field="address",
                )
