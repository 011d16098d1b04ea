"""Fictional filings for resolution, one line each, and what to ask of what follows from them.

Days are counted from ``FIRST_DAY``; a filing is accepted at noon in New York of the day it is filed
``on``. Owners have short names; a cast is a set of strangers who bear the same names.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from graph_api.domain.codes import FormType
from graph_api.domain.derived import Derived
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import NEW_YORK, OPEN_END, Instant, instant_of
from loaders.filings import read_filing
from loaders.manifest import ManifestEntry
from tests import world
from tests.ingest.documents import ISSUER, Row, ownership_xml

FIRST_DAY = date(2026, 3, 2)
NAMES = {
    "ROE": "Roe Jane",
    "DOE": "Doe John Q",
    "POE": "Poe Ann",
    "FUND": "Larch Fund LP",
    "GP": "Larch GP LLC",
    "MANAGER": "Larch Management LP",
    "TRUST": "Doe Family Trust",
}
PERSONS = ("ROE", "DOE", "POE")


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def noon(number: int) -> Instant:
    """Return noon in New York of day ``number``."""
    return instant_of(datetime.combine(day(number), time(12), tzinfo=NEW_YORK))


def cik(name: str, troupe: int = 0) -> Cik:
    return Cik(f"00992{troupe:02d}{list(NAMES).index(name) + 1:03d}")


def accession(number: int) -> AccessionNumber:
    return AccessionNumber(f"0099999999-26-{number:06d}")


def row_key(number: int, ordinal: int = 1, table: str = "N") -> RowKey:
    return RowKey(f"{accession(number)}|{table}|{ordinal}")


def buy(on: int = 0, shares: object = 100, price: object = 10, **changes: Any) -> Row:
    """Return a purchase on day ``on``."""
    return {
        "transaction_date": day(on).isoformat(),
        "shares": shares,
        "price_per_share": price,
        **changes,
    }


def sale(on: int = 0, shares: object = 100, price: object = 10, **changes: Any) -> Row:
    """Return a sale on day ``on``."""
    return buy(on, shares, price, **{"code": "S", "acquired_disposed": "D", **changes})


def filing(
    number: int,
    *rows: Row,
    on: int = 0,
    by: Iterable[str | Row] = ("ROE",),
    form: str = "4",
    amends: int | None = None,
    notes: Iterable[str] = (),
    company: int = 1,
    issuer: Row = MappingProxyType({}),
    filed_on: int | None = None,
    troupe: int = 0,
    **facts: Any,
) -> OwnershipFiling:
    """Return filing ``number``.

    ``by`` are short names, or blocks as ``tests.ingest.documents`` takes them; ``amends`` is the
    day that an amendment names; ``notes`` are footnotes F1, F2 …; ``filed_on`` is a day beside
    that of acceptance; ``facts`` go to ``ownership_xml``.
    """
    xml = ownership_xml(
        issuer={**ISSUER, "cik": f"00991{troupe:02d}{company:03d}", **issuer},
        owners=[owner(name, troupe) if isinstance(name, str) else name for name in by],
        transactions=rows,
        form_type=form,
        date_of_original_submission=None if amends is None else day(amends).isoformat(),
        footnotes=[{"id": f"F{n}", "text": text} for n, text in enumerate(notes, start=1)],
        **facts,
    )
    entry = ManifestEntry(
        accession=accession(number),
        accepted_at=noon(on),
        filed_on=day(on if filed_on is None else filed_on),
    )
    return read_filing(xml, "form.xml", entry, address_key=b"key")


def owner(called: str, troupe: int = 0, **changes: str | None) -> Row:
    """Return the block of a reporting owner, a director unless ``changes`` say otherwise."""
    return {"cik": cik(called, troupe), "name": NAMES[called], "is_director": "1", **changes}


def sample() -> tuple[OwnershipFiling, ...]:
    """Return the thirty filings of the bundled sample, in order of acceptance."""
    return tuple(
        read_filing(path.read_bytes(), path.name, None, address_key=b"key")
        for path in world.submission_files()
    )


VERSIONED = (
    "links",
    "holder_links",
    "trades",
    "amends",
    "supersedes",
    "aggregates",
    "held_by",
    "resolves_to",
)
"""Fields of ``Derived`` whose members are versions."""


def is_visible(version: Any, instant: Instant) -> bool:
    return bool(version.known_from <= instant < version.known_to)


def visible(versions: Iterable[Any], instant: Instant) -> list[Any]:
    return [version for version in versions if is_visible(version, instant)]


def history_until(derived: Derived, instant: Instant) -> dict[str, object]:
    """Return all that ``derived`` says of the time up to ``instant``: what was believed when.

    Left out is what does not depend on the cut-off: kinds of owners, and ``insider_of``.
    """
    told: dict[str, list[Any]] = {
        name: [
            replace(version, known_to=OPEN_END if version.known_to > instant else version.known_to)
            for version in getattr(derived, name)
            if version.known_from <= instant
        ]
        for name in (*VERSIONED, "evidence")
    }
    held = {edge.holder for edge in derived.held_by if edge.known_from <= instant}
    # A version that still stands gathers evidence found later.
    found = {item.key for item in told["evidence"]}
    for name in ("links", "holder_links"):
        told[name] = [
            replace(link, evidence=tuple(key for key in link.evidence if key in found))
            for link in told[name]
        ]
    return {
        **told,
        "holders": [holder for holder in derived.holders if holder.key in held],
        "owners": _names_until(derived.owners, instant),
        "issuers": _names_until(derived.issuers, instant),
    }


def _names_until(states: Iterable[Any], instant: Instant) -> dict[Cik, list[tuple[Any, ...]]]:
    told = {state.cik: [name for name in state.names if name[-1] <= instant] for state in states}
    return {who: names for who, names in told.items() if names}


def joined(*parts: Derived) -> dict[str, list[object]]:
    """Return the members of ``parts`` together, field by field, in any order."""
    return {
        field.name: sorted((item for part in parts for item in getattr(part, field.name)), key=repr)
        for field in fields(Derived)
    }


def restated(
    original: OwnershipFiling, number: int, *, lines: int | None = None
) -> OwnershipFiling:
    """Return an amendment, accepted a day later, that repeats all or the first ``lines``."""
    told_by = AccessionNumber(f"0099999998-26-{number:06d}")
    document = original.document
    rows = tuple(
        replace(row, key=RowKey(f"{told_by}|{row.key.partition('|')[2]}"))
        for row in document.transactions[:lines]
    )
    return replace(
        original,
        accession=told_by,
        accepted_at=Instant(original.accepted_at + 86_400_000_000),
        document=replace(
            document,
            form_type=FormType(f"{document.form_type.family}/A"),
            date_of_original_submission=original.filed_on,
            transactions=rows,
            holdings=(),
        ),
    )


def figures_in_the_end(derived: Derived) -> list[tuple[object, ...]]:
    """Return what the newest versions of all trades say, but for the filings they are told in."""
    return [
        (t.trade_id, t.shares, t.price, t.plan, t.holders, t.reporters, t.transaction_date)
        for t in derived.trades
        if t.known_to == OPEN_END
    ]
