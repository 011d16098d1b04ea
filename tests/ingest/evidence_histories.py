"""Filings by owners of any name, one line each, and the signs that they give together."""

from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.kinds import classify
from graph_api.domain.links import Evidence, EvidenceFamily
from loaders.evidence import collect_all
from loaders.evidence.history import History, order
from tests.ingest.documents import Row
from tests.ingest.resolve_world import filing, noon

DAYS = {noon(number): number for number in range(60)}

Piece = tuple[str, str, float, int, int | None]
"""Vehicle, controller, p, first day known, first day known no longer."""


def cik_of(name: str) -> Cik:
    """Return the CIK of the fictional owner who first bears ``name``."""
    return Cik(f"00993{crc32(name.encode()) % 100_000:05d}")


def block(name: str, *, as_: str | None = None, **facts: str | None) -> Row:
    """Return the block of an owner; ``as_`` is the name under which it files this time."""
    return {"cik": cik_of(name), "name": as_ or name, "is_director": "1", **facts}


def filed(
    number: int, by: Iterable[str | Row], *rows: Row, signed: Sequence[str] = (), **facts: Any
) -> OwnershipFiling:
    """Return filing ``number`` of day ``number`` by owners of these names, signed by proxy."""
    lines = signed or ["/s/ Nora Nims, attorney-in-fact"]
    return filing(
        number,
        *rows,
        by=[block(owner) if isinstance(owner, str) else owner for owner in by],
        **{
            "on": number,
            "signatures": [{"name": line, "signed_on": "2026-03-02"} for line in lines],
            **facts,
        },
    )


def persons_in(filings: Sequence[OwnershipFiling]) -> frozenset[Cik]:
    """Return who bears the name of a person on the newest filing."""
    newest = {o.cik: o.name for one in sorted(filings, key=order) for o in one.document.owners}
    return frozenset(cik for cik, name in newest.items() if classify(name).kind is OwnerKind.PERSON)


def collected(*filings: OwnershipFiling) -> tuple[Evidence, ...]:
    return collect_all(History.of(filings, persons_in(filings)))


def of_family(family: str, *filings: OwnershipFiling) -> list[Evidence]:
    """Return the signs of one family, by pair and time."""
    found = (item for item in collected(*filings) if item.family is EvidenceFamily(family))
    return sorted(found, key=lambda item: (item.vehicle, item.controller, item.known_from, -item.p))


def pieces(family: str, *filings: OwnershipFiling) -> list[Piece]:
    """Return the versions of the signs of one family, by pair and time."""
    names = {o.cik: o.name for one in filings[::-1] for o in one.document.owners}
    return [
        (
            names[item.vehicle],
            names[item.controller],
            item.p,
            DAYS[item.known_from],
            None if item.known_to == OPEN_END else DAYS[item.known_to],
        )
        for item in of_family(family, *filings)
    ]


def visible_at(evidence: Iterable[Evidence], instant: Instant) -> list[Evidence]:
    return [item for item in evidence if item.known_from <= instant < item.known_to]
