"""One group of rows → the economic trade that they report, as seen at one instant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph_api.domain.codes import (
    AcquiredDisposed,
    InsiderRole,
    TradingPlanStatus,
    TransactionCode,
)
from graph_api.domain.filing import OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.institutions import is_trust_company
from graph_api.domain.plans import plan_status
from graph_api.domain.roles import roles_of
from graph_api.domain.securities import equity_class
from graph_api.domain.trades import EconomicTrade, Naming, TradeReporter
from loaders.resolve.attribution import is_person
from loaders.resolve.quality import Figures, Quality
from loaders.resolve.same_trade import Group

Holders = Mapping[RowKey, tuple[Cik, ...]]

ALWAYS = Instant(0)
"""Start of an interval that replay has yet to find; equal facts must not differ in it."""

_TOLD_OF_PLANS = (TradingPlanStatus.MODIFIED, TradingPlanStatus.PLANNED, TradingPlanStatus.NONE)


def accession_of(row: RowKey) -> AccessionNumber:
    """Return the accession number in a row's key."""
    return AccessionNumber(row.partition("|")[0])


class TradeReader:
    """Reads trades off the filings of one component; what it has read once it remembers."""

    def __init__(
        self, filings: Sequence[OwnershipFiling], holders: Holders, quality: Quality
    ) -> None:
        """Prepare.

        Args:
            filings: in replay order.
            holders: row → reporting owners to whom it is attributed.
            quality: figures of every row.
        """
        self._filings = {filing.accession: filing for filing in filings}
        self._places = {filing.accession: place for place, filing in enumerate(filings)}
        self._holders, self._quality = holders, quality
        self._reporters: dict[tuple[AccessionNumber, ...], tuple[TradeReporter, ...]] = {}
        self._read: dict[tuple[object, ...], EconomicTrade] = {}

    def filing_of(self, row: RowKey) -> OwnershipFiling:
        """Return the filing that a row stands in."""
        return self._filings[accession_of(row)]

    def trade_id(self, group: Group) -> RowKey:
        """Return the key of the earliest-accepted row, ties by table and number."""
        return min((row for slot in group.slots for row in slot.rows), key=self._place).key

    def live(self, group: Group) -> list[ReportedTransaction]:
        """Return the rows in force; void ones only where all are."""
        standing = [slot.live for slot in group.slots if not slot.void]
        return standing or [slot.live for slot in group.slots]

    def trade(
        self,
        group: Group,
        instant: Instant,
        *,
        orphan: bool = False,
        aggregates: tuple[RowKey, ...] = (),
        namings: Mapping[Cik, Naming] | None = None,
    ) -> EconomicTrade:
        """Return the trade that all rows of ``group`` report, its interval still open.

        Args:
            group: slots whose rows are one trade.
            instant: at which the trade is seen.
            orphan: its earliest row amends a filing that is not known.
            aggregates: trades whose sum it is.
            namings: reporters whom rows name.
        """
        row = self._effective(group)
        figures = self._quality.of(row.key, instant)
        slots = tuple([(slot.void, *[row.key for row in slot.rows]) for slot in group.slots])
        told = frozenset(namings.items()) if namings else None
        known = (slots, group.gates, group.lookalikes, figures, orphan, aggregates, told)
        trade = self._read.get(known)
        if trade is None:
            reporters = self._reporters_of(group, namings or {})
            trade = self._trade(group, row, figures, reporters, orphan, aggregates)
            self._read[known] = trade
        return trade

    def _trade(
        self,
        group: Group,
        row: ReportedTransaction,
        figures: Figures,
        reporters: tuple[TradeReporter, ...],
        orphan: bool,
        aggregates: tuple[RowKey, ...],
    ) -> EconomicTrade:
        rows = sorted((r for slot in group.slots for r in slot.rows), key=self._place)
        live = self.live(group)
        first, accessions = self.filing_of(rows[0].key), self._accessions(live)
        owners = {reporter.cik for reporter in reporters}
        forms = {self._filings[accession].document.form_type for accession in accessions}
        return EconomicTrade(
            trade_id=rows[0].key,
            known_from=ALWAYS,
            known_to=OPEN_END,
            issuer_cik=first.document.issuer.cik,
            table=row.table,
            equity_class=equity_class(row.security_title.value),
            code=row.code,
            acquired_disposed=row.acquired_disposed.value,
            contradictory=is_contradictory(row),
            equity_swap=bool(row.equity_swap_involved) or row.code is TransactionCode.K,
            form_types=tuple(sorted(forms, key=lambda form: form.value)),
            transaction_date=figures.transaction_date,
            filed_on=first.filed_on,
            accepted_at=first.accepted_at,
            shares=row.shares.value,
            price=figures.price,
            price_quality=figures.price_quality,
            currency=figures.currency,
            plan=self._plan(live),
            holders=tuple(
                sorted({cik for r in live for cik in self._holders.get(r.key, ())} & owners)
            ),
            reporters=reporters,
            accessions=accessions,
            rows=tuple(r.key for r in rows),
            effective_row=row.key,
            filing_count=len({accession_of(r.key) for r in rows}),
            void=all(slot.void for slot in group.slots),
            orphan=orphan,
            gates=group.gates,
            aggregates=aggregates,
            repairs=figures.repairs,
            lookalikes=group.lookalikes,
        )

    def _effective(self, group: Group) -> ReportedTransaction:
        """Return the row whose figures stand.

        The newest: not one that another form has corrected since. Among those the natural
        person's own form, then the lowest accession number (architecture section 7).
        """
        live = self.live(group)
        if len(live) == 1:
            return live[0]
        corrected = {_figures(row) for slot in group.slots for row in slot.rows[:-1]}
        newest = [row for row in live if _figures(row) not in corrected]
        return min(newest or live, key=lambda row: (not self._is_own_form(row), row.key))

    def _is_own_form(self, row: ReportedTransaction) -> bool:
        """Return whether a natural person alone reports on the form of ``row``."""
        owners = self.filing_of(row.key).document.owners
        return len(owners) == 1 and is_person(owners[0].name)

    def _plan(self, live: Iterable[ReportedTransaction]) -> TradingPlanStatus:
        """Return what the forms tell together: a plan that one names weighs most."""
        told = {
            plan_status(
                box=(filing := self.filing_of(row.key)).document.plan_box,
                texts=plan_texts(row, filing),
            )
            for row in live
        }
        return next(
            (status for status in _TOLD_OF_PLANS if status in told), TradingPlanStatus.UNKNOWN
        )

    def _accessions(self, rows: Iterable[ReportedTransaction]) -> tuple[AccessionNumber, ...]:
        return tuple(sorted({accession_of(r.key) for r in rows}, key=self._places.__getitem__))

    def _reporters_of(
        self, group: Group, namings: Mapping[Cik, Naming]
    ) -> tuple[TradeReporter, ...]:
        accessions = self._accessions(self.live(group))
        if accessions not in self._reporters:
            filings = [self._filings[accession] for accession in accessions]
            self._reporters[accessions] = tuple(_reporters(filings))
        found = self._reporters[accessions]
        if not namings:
            return found
        return tuple(replace(reporter, naming=namings.get(reporter.cik)) for reporter in found)

    def _place(self, row: ReportedTransaction) -> tuple[int, str, int]:
        return self._places[accession_of(row.key)], row.table.value, row.ordinal


def is_contradictory(row: ReportedTransaction) -> bool:
    """Return whether code and direction disagree: a disposing purchase, an acquiring sale."""
    expected = {
        TransactionCode.P: AcquiredDisposed.ACQUIRED,
        TransactionCode.S: AcquiredDisposed.DISPOSED,
    }.get(row.code)
    stated = row.acquired_disposed.value
    return expected is not None and stated is not None and stated is not expected


def plan_texts(row: ReportedTransaction, filing: OwnershipFiling) -> Iterator[str]:
    """Yield what may tell of a plan: the footnotes of the row, then the remarks."""
    if filing.document.footnotes:
        notes = {note.id: note.text for note in filing.document.footnotes}
        yield from (notes[note] for note in sorted(row.footnote_ids()) if note in notes)
    if filing.document.remarks is not None:
        yield filing.document.remarks


def _figures(row: ReportedTransaction) -> tuple[object, ...]:
    return (
        row.security_title.value,
        row.transaction_date.value,
        row.code,
        row.acquired_disposed.value,
        row.shares.value,
        row.price_per_share.value,
    )


def _reporters(filings: Sequence[OwnershipFiling]) -> Iterator[TradeReporter]:
    """Yield the owners of live filings by CIK."""
    if len(filings) == len(filings[0].document.owners) == 1:
        (owner,) = filings[0].document.owners
        yield TradeReporter(
            cik=owner.cik, roles=roles_of(owner), trust_company=is_trust_company(owner.name)
        )
        return
    roles: dict[Cik, set[InsiderRole]] = defaultdict(set)
    forms: dict[Cik, list[int]] = defaultdict(list)
    companies: set[Cik] = set()
    for index, filing in enumerate(filings):
        for owner in filing.document.owners:
            roles[owner.cik].update(roles_of(owner))
            if index not in forms[owner.cik]:
                forms[owner.cik].append(index)
            if is_trust_company(owner.name):
                companies.add(owner.cik)
    for cik in sorted(roles):
        yield TradeReporter(
            cik=cik,
            roles=tuple(role for role in InsiderRole if role in roles[cik]),
            forms=tuple(forms[cik]),
            trust_company=cik in companies,
        )
