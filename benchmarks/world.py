"""A year of fictional filings of any size, the same for the same seed on every machine.

Issuers and insiders are heavy-tailed; vehicles file with their controllers; some filings are
amended, and every so often several insiders of one issuer trade the same way within days.
"""

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from hashlib import blake2b

from benchmarks.cast import Insider, insider, issuer_of
from benchmarks.lines import (
    DIRECTLY,
    Held,
    Line,
    any_lines,
    holding_of,
    purchase,
    row_of,
    sale,
)
from graph_api.domain.codes import AcceptedAtBasis, AcquiredDisposed, FormType, Table
from graph_api.domain.filing import (
    Footnote,
    OwnerAsFiled,
    OwnershipDocument,
    OwnershipFiling,
    Reported,
    ReportedHolding,
    ReportedTransaction,
    Signature,
)
from graph_api.domain.identifiers import AccessionNumber, RowKey
from graph_api.domain.instants import Instant, end_of_filing_day

FIRST_DAY, DAYS = date(2025, 1, 4), 361
"""The first filing date and the days over which filings spread."""

TRANSACTIONS_PER_ISSUER, INSIDERS_PER_ISSUER = 50, 10
SHARED_INSIDERS, FROM_SHARED = 20, 0.05
"""One insider of many issuers for so many issuers, and how often such a one files."""

AMENDED, PLANTED = 0.03, 0.01
"""Chance that the next filing amends an earlier one, or begins a planted cluster."""

TOGETHER, VEHICLE_ALONE, PAIR = 0.33, 0.10, 0.005
"""Who files where an insider has a vehicle (else the insider alone); pairs among the others."""

SHARES_LEFT = 100_000
HOURS_BEFORE_CLOSE = 6


def filings(
    transactions: int, *, seed: int = 1, vehicles: bool = True
) -> Iterator[OwnershipFiling]:
    """Yield filings by filing date that hold exactly ``transactions`` transactions together.

    About 2.4 on each; the last is cut where it would hold too many.

    Args:
        transactions: more make more issuers and insiders, not a longer year.
        seed: another one gives another world.
        vehicles: whether some insiders also file through vehicles; 15 % of owners are such.
    """
    year = _Year(transactions, seed, vehicles=vehicles)
    done = 0
    while done < transactions:
        day = _weekday_from(FIRST_DAY + timedelta(done * DAYS // transactions))
        filing = _cut(year.next_filing(day), transactions - done)
        done += len(filing.document.transactions)
        yield filing


def _cut(filing: OwnershipFiling, most: int) -> OwnershipFiling:
    if len(filing.document.transactions) <= most:
        return filing
    kept = filing.document.transactions[:most]
    return replace(filing, document=replace(filing.document, transactions=kept))


@dataclass(frozen=True, slots=True)
class _Draft:
    """One filing to come: ``owners`` file, and their rows are ``held`` as ``notes`` explain.

    ``kept`` is how a position is held that a vehicle keeps beside them; None where there is none.
    """

    issuer: int
    owners: tuple[OwnerAsFiled, ...]
    signed_by: str
    held: Held
    kept: Held | None
    notes: tuple[str, ...]
    lines: tuple[Line, ...]


class _Year:
    def __init__(self, transactions: int, seed: int, *, vehicles: bool) -> None:
        self._chance, self._seed, self._vehicles = random.Random(seed), seed, vehicles
        self._issuers = max(4, transactions // TRANSACTIONS_PER_ISSUER)
        self._filed = 0
        self._recent: deque[OwnershipFiling] = deque(maxlen=400)
        self._planted: list[_Draft] = []

    def next_filing(self, filed_on: date) -> OwnershipFiling:
        self._filed += 1
        original = self._to_amend(filed_on)
        if original is not None:
            return self._amendment(original, filed_on)
        filing = self._original(self._draft(filed_on), filed_on)
        self._recent.append(filing)
        return filing

    def _to_amend(self, filed_on: date) -> OwnershipFiling | None:
        if self._chance.random() >= AMENDED or not self._recent:
            return None
        found = self._chance.choice(self._recent)
        return found if found.filed_on < filed_on else None

    def _draft(self, filed_on: date) -> _Draft:
        if self._planted:
            return self._planted.pop()
        issuer = self._skewed(self._issuers)
        if self._chance.random() < PLANTED:
            self._planted = self._cluster(issuer, filed_on)
        return self._drafted(issuer, self._member(issuer), self._lines(issuer, filed_on))

    def _skewed(self, size: int) -> int:
        """Return a number below ``size``; low ones come far more often."""
        return int(size * self._chance.random() ** 1.5)

    def _member(self, issuer: int) -> Insider:
        own = self._issuers * INSIDERS_PER_ISSUER
        if self._chance.random() < FROM_SHARED:
            return insider(own + self._skewed(self._issuers // SHARED_INSIDERS + 1), self._seed)
        place = self._skewed(INSIDERS_PER_ISSUER)
        return insider(issuer * INSIDERS_PER_ISSUER + place, self._seed)

    def _cluster(self, issuer: int, filed_on: date) -> list[_Draft]:
        draw = self._chance.choice((purchase, sale))
        places = self._chance.sample(range(INSIDERS_PER_ISSUER), self._chance.randint(3, 6))
        members = (insider(issuer * INSIDERS_PER_ISSUER + place, self._seed) for place in places)
        day = _weekday_to(filed_on - timedelta(self._chance.randrange(3)))
        return [
            self._drafted(issuer, member, draw(self._chance, day, _cents(issuer)))
            for member in members
        ]

    def _lines(self, issuer: int, filed_on: date) -> tuple[Line, ...]:
        day = _weekday_to(filed_on - timedelta(self._chance.randrange(3)))
        return any_lines(self._chance, day, _cents(issuer))

    def _drafted(self, issuer: int, member: Insider, lines: tuple[Line, ...]) -> _Draft:
        owners: tuple[OwnerAsFiled, ...] = (member.person,)
        held, kept = DIRECTLY, None
        point = self._chance.random()
        if self._vehicles and member.vehicle is not None:
            if point < TOGETHER:
                owners, held = (member.person, member.vehicle), Held("See footnote", ("F1",))
            elif point < TOGETHER + VEHICLE_ALONE:
                owners = (member.vehicle,)
            else:
                kept = Held(f"By {member.vehicle.name}", ())
        elif point < PAIR:
            owners = (member.person, self._member(issuer).person)
        notes = (member.note,) if held.notes else ()
        return _Draft(issuer, _distinct(owners), member.spoken, held, kept, notes, lines)

    def _original(self, draft: _Draft, filed_on: date) -> OwnershipFiling:
        accession = _accession(self._filed)
        rows = _rows(accession, draft.lines, draft.held)
        document = OwnershipDocument(
            form_type=FormType.FORM_4,
            schema_version="X0508",
            period_of_report=draft.lines[0].day,
            date_of_original_submission=None,
            no_securities_owned=None,
            not_subject_to_section16=False,
            form3_holdings_reported=None,
            form4_transactions_reported=None,
            plan_box=self._chance.choice((True, False, False, None)),
            issuer=issuer_of(draft.issuer),
            owners=draft.owners,
            transactions=rows,
            holdings=_holdings(accession, len(rows) + 1, draft.kept),
            footnotes=tuple(Footnote(id=f"F{n}", text=t) for n, t in enumerate(draft.notes, 1)),
            remarks=None,
            signatures=(Signature(name=f"/s/ {draft.signed_by}", signed_on=filed_on),),
        )
        return self._filing(accession, document, filed_on)

    def _amendment(self, original: OwnershipFiling, filed_on: date) -> OwnershipFiling:
        """Return a 4/A that repeats every line and corrects the shares of one."""
        accession = _accession(self._filed)
        rows = [
            replace(row, key=RowKey(f"{accession}|{row.table.value}|{row.ordinal}"))
            for row in original.document.transactions
        ]
        wrong = self._chance.randrange(len(rows))
        rows[wrong] = replace(
            rows[wrong], shares=Reported((rows[wrong].shares.value or Decimal(0)) + 7)
        )
        document = replace(
            original.document,
            form_type=FormType.FORM_4A,
            date_of_original_submission=original.filed_on,
            transactions=tuple(rows),
            holdings=(),
            signatures=(replace(original.document.signatures[0], signed_on=filed_on),),
        )
        return self._filing(accession, document, filed_on)

    def _filing(
        self, accession: AccessionNumber, document: OwnershipDocument, filed_on: date
    ) -> OwnershipFiling:
        before = self._chance.randrange(HOURS_BEFORE_CLOSE * 3600) * 1_000_000
        return OwnershipFiling(
            accession=accession,
            document=document,
            accepted_at=Instant(_close(filed_on) - before),
            accepted_at_basis=AcceptedAtBasis.HEADER,
            filed_on=filed_on,
            filed_on_basis=AcceptedAtBasis.HEADER,
            issuer_sic=str(1000 + int(document.issuer.cik) % 8000),
            document_name="form4.xml",
            content_digest=blake2b(accession.encode(), digest_size=16).hexdigest(),
        )


def _rows(
    accession: AccessionNumber, lines: Sequence[Line], held: Held
) -> tuple[ReportedTransaction, ...]:
    """Return the lines as rows, numbered within each table."""
    balance = SHARES_LEFT + sum(line.shares for line in lines)
    ordinals = dict.fromkeys(Table, 0)
    rows = []
    for line in lines:
        ordinals[line.table] += 1
        key = RowKey(f"{accession}|{line.table.value}|{ordinals[line.table]}")
        balance += line.shares if line.side is AcquiredDisposed.ACQUIRED else -line.shares
        rows.append(row_of(key, ordinals[line.table], line, balance, held))
    return tuple(rows)


def _holdings(
    accession: AccessionNumber, ordinal: int, kept: Held | None
) -> tuple[ReportedHolding, ...]:
    key = RowKey(f"{accession}|N|{ordinal}")
    return () if kept is None else (holding_of(key, ordinal, SHARES_LEFT, kept),)


def _distinct(owners: tuple[OwnerAsFiled, ...]) -> tuple[OwnerAsFiled, ...]:
    return tuple({owner.cik: owner for owner in owners}.values())


def _accession(number: int) -> AccessionNumber:
    return AccessionNumber(f"00990{number // 1_000_000:05d}-25-{number % 1_000_000:06d}")


def _cents(issuer: int) -> int:
    return 200 + issuer * 7919 % 20_000


def _weekday_from(day: date) -> date:
    return day + timedelta((0, 0, 0, 0, 0, 2, 1)[day.weekday()])


def _weekday_to(day: date) -> date:
    return day - timedelta((0, 0, 0, 0, 0, 1, 2)[day.weekday()])


@cache
def _close(filed_on: date) -> Instant:
    return end_of_filing_day(filed_on)
