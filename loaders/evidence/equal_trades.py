"""Family F7: a vehicle's own form and a person's report the same trade, line by line.

Rows on a joint form are nobody's in particular, so a vehicle must report alone; of several
persons who report one and the same row none can be told.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, EvidenceFamily
from loaders.evidence.history import History, later, reporters
from loaders.evidence.versions import Interval, Weight, sign

EQUAL_POSITIONS = Weight(p=0.65, pattern="equal rows and positions")
EQUAL_ROWS = Weight(p=0.30, pattern="equal rows")

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
    """Who reported rows that are equal but for the position behind them, in replay order."""

    vehicles: list[_Report]
    persons: list[_Report]


def find(history: History) -> Iterator[Evidence]:
    """Yield, for each vehicle, the person whose form has the same row; of a pair each such row.

    Source:
        Rows of Tables I and II on forms of different owners: issuer, table, date, code,
        acquired or disposed, shares and price; ``sharesOwnedFollowingTransaction``; table C2, F7.
    """
    for group in history.by_issuer.values():
        likes: dict[RowLikeness, _Likes] = {}
        for filing in group:
            reporter = _sole_reporter(history, filing)
            for row in filing.document.transactions if reporter else ():
                key = _likeness(row)
                if key is not None and reporter is not None:
                    equal = likes.setdefault(key, _Likes([], []))
                    reports = equal.persons if history.is_person(reporter) else equal.vehicles
                    reports.append(_Report(reporter.cik, row, filing))
        for equal in likes.values():
            if equal.vehicles and equal.persons:
                yield from _signs(equal)


def _sole_reporter(history: History, filing: OwnershipFiling) -> OwnerAsFiled | None:
    """Return the vehicle that files alone, or the only person on the form; None where neither."""
    owners = reporters(filing)
    persons = [owner for owner in owners if history.is_person(owner)]
    others = [owner for owner in owners if not history.is_person(owner)]
    if len(persons) == 1 and all(map(history.is_vehicle, others)):
        return persons[0]
    return others[0] if len(owners) == 1 and others and history.is_vehicle(others[0]) else None


def _likeness(row: ReportedTransaction) -> RowLikeness | None:
    """Return what must be equal; None where date, shares or price are not stated."""
    stated = row.transaction_date.value, row.shares.value, row.price_per_share.value
    if None in stated or not row.shares.value:
        return None
    return row.table, row.code, row.acquired_disposed.value, *stated


def _signs(equal: _Likes) -> Iterator[Evidence]:
    person = equal.persons[0].cik
    others = (report.filing.accepted_at for report in equal.persons if report.cik != person)
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
