"""Family F7: a vehicle's own form and a person's report the same trade, line by line.

Rows on a joint form are nobody's in particular, so a vehicle must report alone; of several
persons who report one and the same row none can be told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from graph_api.domain.codes import TransactionCode
from graph_api.domain.filing import OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, EvidenceFamily
from loaders.evidence.history import History, later, reporters
from loaders.evidence.versions import Interval, Weight, sign

EQUAL_POSITIONS = Weight(p=0.65, pattern="equal rows and positions")
EQUAL_ROWS = Weight(p=0.30, pattern="equal rows")

_AS_PAY = frozenset(map(TransactionCode, "ADFIM"))
"""Grants and what comes of them: a fund reports those of its designee, several directors alike."""

RowLikeness = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Report:
    """One row and the only one on its form who can have reported it."""

    cik: Cik
    row: ReportedTransaction
    filing: OwnershipFiling

    @property
    def position(self) -> Decimal | None:
        return self.row.shares_owned_following.value


@dataclass(slots=True)
class _Likes:
    """Who reported rows that are equal but for the position behind them, in replay order.

    ``told_by`` has every person on a form with such a row, and since when.
    """

    vehicles: list[_Report] = field(default_factory=list)
    persons: list[_Report] = field(default_factory=list)
    told_by: dict[Cik, Instant] = field(default_factory=dict)


def find(history: History) -> Iterator[Evidence]:
    """Yield, for each vehicle, the person whose form has the same row; of a pair each such row.

    Source:
        Rows of Tables I and II on forms of different owners: issuer, table, date, code,
        acquired or disposed, shares and price; ``sharesOwnedFollowingTransaction``; table C2, F7.
    """
    for group in history.by_issuer.values():
        likes: dict[RowLikeness, _Likes] = defaultdict(_Likes)
        for filing in group:
            owners = reporters(filing)
            persons = [owner for owner in owners if history.is_person(owner)]
            others = [owner for owner in owners if not history.is_person(owner)]
            are_vehicles = all(map(history.is_vehicle, others))
            for row in filing.document.transactions:
                key = _likeness(row)
                if key is None:
                    continue
                for person in persons:
                    likes[key].told_by.setdefault(person.cik, filing.accepted_at)
                if len(persons) == 1 and are_vehicles:
                    likes[key].persons.append(_Report(persons[0].cik, row, filing))
                elif len(owners) == 1 and are_vehicles:
                    likes[key].vehicles.append(_Report(owners[0].cik, row, filing))
        for equal in likes.values():
            yield from _signs(equal) if equal.vehicles and equal.persons else ()


def _likeness(row: ReportedTransaction) -> RowLikeness | None:
    """Return what must be equal; None for pay, and where date, shares or price are not stated."""
    stated = row.transaction_date.value, row.shares.value, row.price_per_share.value
    if row.code in _AS_PAY or None in stated or not row.shares.value:
        return None
    return row.table, row.code, row.acquired_disposed.value, *stated


def _signs(equal: _Likes) -> Iterator[Evidence]:
    person = equal.persons[0].cik
    others = (since for cik, since in equal.told_by.items() if cik != person)
    until = min(others, default=OPEN_END)
    for vehicle in {report.cik: None for report in equal.vehicles}:
        own = _by_position(report for report in equal.vehicles if report.cik == vehicle)
        told = _by_position(
            report
            for report in equal.persons
            if report.cik == person and not _files_on(vehicle, report.filing)
        )
        if told:
            yield _sign(next(iter(own.values())), next(iter(told.values())), EQUAL_ROWS, until)
        for position in own.keys() & told.keys() - {None}:
            yield _sign(own[position], told[position], EQUAL_POSITIONS, until)


def _by_position(reports: Iterable[_Report]) -> dict[Decimal | None, _Report]:
    """Return the first report of each position, in replay order."""
    found: dict[Decimal | None, _Report] = {}
    for report in reports:
        found.setdefault(report.position, report)
    return found


def _files_on(cik: Cik, filing: OwnershipFiling) -> bool:
    return any(owner.cik == cik for owner in filing.document.owners)


def _sign(own: _Report, other: _Report, weight: Weight, until: Instant) -> Evidence:
    known: Interval = (later(own.filing, other.filing).accepted_at, until)
    row = own.row
    figures = (row.transaction_date.value, row.code.value, row.shares.value)
    return sign(
        EvidenceFamily.TRADES,
        (own.cik, other.cik),
        own.filing,
        weight,
        known,
        field="row",
        quote=f"{' '.join(map(str, figures))} @ {row.price_per_share.value}",
        row_key=row.key,
    )
