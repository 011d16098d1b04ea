"""Rows → economic trades: one real change each, however many rows of however many forms tell it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph_api.domain.codes import AcquiredDisposed, InsiderRole, OwnerKind, TransactionCode
from graph_api.domain.derived import Aggregates, Amends, Supersedes
from graph_api.domain.filing import OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.kinds import classify
from graph_api.domain.links import OwnershipLink
from graph_api.domain.overrides import Override
from graph_api.domain.plans import plan_status
from graph_api.domain.roles import roles_of
from graph_api.domain.securities import equity_class
from graph_api.domain.trades import EconomicTrade, TradeReporter
from loaders.resolve.amendments import Slot, candidates, find_original, order, slots
from loaders.resolve.joining import joined
from loaders.resolve.quality import Quality
from loaders.resolve.replay import Version, replay

Holders = Mapping[RowKey, tuple[Cik, ...]]
Fact = EconomicTrade | Amends | Supersedes
FactKey = tuple[str, ...]

_ALWAYS = Instant(0)
"""Start of an interval that replay has yet to find; equal facts must not differ in it."""


@dataclass(frozen=True, slots=True)
class ResolvedTrades:
    """Versions of trades, and of the relations between forms and rows behind them."""

    trades: tuple[EconomicTrade, ...]
    amends: tuple[Amends, ...]
    supersedes: tuple[Supersedes, ...]
    aggregates: tuple[Aggregates, ...]


def resolve_trades(
    filings: Sequence[OwnershipFiling],
    holders: Holders,
    *,
    quality: Quality,
    links: Sequence[OwnershipLink] = (),  # noqa: ARG001
    persons: frozenset[Cik] = frozenset(),  # noqa: ARG001
    overrides: Sequence[Override] = (),  # noqa: ARG001
) -> ResolvedTrades:
    """Return every version of every economic trade.

    Args:
        filings: all that are stored, any order.
        holders: row → reporting owners to whom it is attributed.
        quality: figures of every row.
        links: every version of every link; accepted ones join trades of linked owners.
        persons: CIKs of natural persons.
        overrides: decisions about trades.

    Returns:
        Trades by (trade id, known from); relations by their keys.
    """
    trades: list[EconomicTrade] = []
    amends: list[Amends] = []
    supersedes: list[Supersedes] = []
    for component in components(filings):
        for version in _replay_component(component, holders, quality):
            fact, start, end = version.content, version.known_from, version.known_to
            if isinstance(fact, EconomicTrade):
                trades.append(replace(fact, known_from=start, known_to=end))
            elif isinstance(fact, Amends):
                amends.append(replace(fact, known_from=start, known_to=end))
            else:
                supersedes.append(replace(fact, known_from=start, known_to=end))
    return ResolvedTrades(
        tuple(sorted(trades, key=lambda trade: (trade.trade_id, trade.known_from))),
        tuple(sorted(amends, key=lambda edge: (edge.amendment, edge.known_from))),
        tuple(sorted(supersedes, key=lambda edge: (edge.later, edge.earlier, edge.known_from))),
        (),
    )


def components(filings: Sequence[OwnershipFiling]) -> Iterator[tuple[OwnershipFiling, ...]]:
    """Yield sets of filings whose rows could report the same trades, each in replay order.

    Filings are joined where an amendment might restate another; nearly all stand alone.
    """
    by_subject: dict[tuple[Cik, str], list[OwnershipFiling]] = defaultdict(list)
    for filing in filings:
        document = filing.document
        by_subject[document.issuer.cik, document.form_type.family].append(filing)
    for group in by_subject.values():
        by_accession = {filing.accession: filing for filing in group}
        restated = (
            (candidate.accession, filing.accession)
            for filing in group
            for candidate in candidates(filing, group)
        )
        for members in joined(by_accession, restated):
            yield tuple(sorted((by_accession[member] for member in members), key=order))


def _replay_component(
    component: Sequence[OwnershipFiling], holders: Holders, quality: Quality
) -> Iterator[Version[FactKey, Fact]]:
    def state_at(instant: Instant) -> Mapping[FactKey, Fact]:
        return _state([f for f in component if f.accepted_at <= instant], holders, quality, instant)

    return replay((filing.accepted_at for filing in component), state_at)


def _state(
    known: Sequence[OwnershipFiling], holders: Holders, quality: Quality, instant: Instant
) -> dict[FactKey, Fact]:
    """Return the trades and relations that follow from the filings known, their intervals open."""
    originals = {
        filing.accession: original.accession
        for filing in known
        if (original := find_original(filing, known)) is not None
    }
    by_accession = {filing.accession: filing for filing in known}
    state: dict[FactKey, Fact] = {
        ("amends", amendment): Amends(
            amendment=amendment, original=original, known_from=_ALWAYS, known_to=OPEN_END
        )
        for amendment, original in originals.items()
    }
    for family in _families(known, originals):
        for slot in slots(family):
            trade = trade_of((slot,), by_accession, holders, quality, instant)
            state["trade", trade.trade_id] = trade
            for earlier, later in pairwise(slot.rows):
                edge = Supersedes(
                    later=later.key, earlier=earlier.key, known_from=_ALWAYS, known_to=OPEN_END
                )
                state["supersedes", later.key, earlier.key] = edge
    return state


def _families(
    known: Sequence[OwnershipFiling], originals: Mapping[AccessionNumber, AccessionNumber]
) -> Iterator[list[OwnershipFiling]]:
    """Yield each original followed by its amendments, in replay order."""
    members: dict[AccessionNumber, list[OwnershipFiling]] = defaultdict(list)
    for filing in known:
        root = filing.accession
        while root in originals:
            root = originals[root]
        members[root].append(filing)
    for root, family in members.items():
        yield sorted(family, key=lambda filing: (filing.accession != root, order(filing)))


def trade_of(
    group: Sequence[Slot],
    filings: Mapping[AccessionNumber, OwnershipFiling],
    holders: Holders,
    quality: Quality,
    instant: Instant,
) -> EconomicTrade:
    """Return the trade that all rows of ``group`` report, its interval still open.

    Args:
        group: slots whose rows are one trade; the last row of a slot is its live version.
        filings: by accession, all that the rows stand in.
        holders: row → reporting owners to whom it is attributed.
        quality: figures of every row.
        instant: at which the trade is seen.
    """
    all_rows = (row for slot in group for row in slot.rows)
    rows = sorted(all_rows, key=lambda r: _row_order(r, filings))
    live = [slot.live for slot in group]
    row = min(live, key=lambda r: (not _is_own_form(_filing_of(r, filings)), r.key))
    shown = _filing_of(row, filings)
    first = _filing_of(rows[0], filings)
    live_filings = sorted(
        {f.accession: f for f in (_filing_of(r, filings) for r in live)}.values(), key=order
    )
    figures = quality.of(row.key, instant)
    reporters = _reporters(live_filings)
    owners = {reporter.cik for reporter in reporters}
    return EconomicTrade(
        trade_id=rows[0].key,
        known_from=_ALWAYS,
        known_to=OPEN_END,
        issuer_cik=shown.document.issuer.cik,
        table=row.table,
        equity_class=equity_class(row.security_title.value),
        code=row.code,
        acquired_disposed=row.acquired_disposed.value,
        contradictory=is_contradictory(row),
        equity_swap=bool(row.equity_swap_involved) or row.code is TransactionCode.K,
        form_types=tuple(
            sorted({f.document.form_type for f in live_filings}, key=lambda form: form.value)
        ),
        transaction_date=figures.transaction_date,
        filed_on=first.filed_on,
        accepted_at=first.accepted_at,
        shares=row.shares.value,
        price=figures.price,
        price_quality=figures.price_quality,
        currency=figures.currency,
        plan=plan_status(box=shown.document.plan_box, texts=_plan_texts(row, shown)),
        holders=tuple(sorted({cik for r in live for cik in holders.get(r.key, ())} & owners)),
        reporters=reporters,
        accessions=tuple(f.accession for f in live_filings),
        rows=tuple(r.key for r in rows),
        effective_row=row.key,
        filing_count=len({_filing_of(r, filings).accession for r in rows}),
        repairs=figures.repairs,
    )


def is_contradictory(row: ReportedTransaction) -> bool:
    """Return whether code and direction disagree: a disposing purchase, an acquiring sale."""
    expected = {
        TransactionCode.P: AcquiredDisposed.ACQUIRED,
        TransactionCode.S: AcquiredDisposed.DISPOSED,
    }.get(row.code)
    stated = row.acquired_disposed.value
    return expected is not None and stated is not None and stated is not expected


def footnote_texts(filing: OwnershipFiling) -> dict[str, str]:
    """Return the filing's footnotes by id."""
    return {note.id: note.text for note in filing.document.footnotes}


def _plan_texts(row: ReportedTransaction, filing: OwnershipFiling) -> Iterator[str]:
    notes = footnote_texts(filing)
    yield from (notes[note] for note in sorted(row.footnote_ids()) if note in notes)
    if filing.document.remarks is not None:
        yield filing.document.remarks


def _filing_of(
    row: ReportedTransaction, filings: Mapping[AccessionNumber, OwnershipFiling]
) -> OwnershipFiling:
    return filings[AccessionNumber(row.key.partition("|")[0])]


def _row_order(
    row: ReportedTransaction, filings: Mapping[AccessionNumber, OwnershipFiling]
) -> tuple[object, ...]:
    filing = _filing_of(row, filings)
    return (*order(filing), row.table.value, row.ordinal)


def _is_own_form(filing: OwnershipFiling) -> bool:
    """Return whether a natural person alone reports on this form."""
    owners = filing.document.owners
    return len(owners) == 1 and classify(owners[0].name).kind is OwnerKind.PERSON


def _reporters(filings: Iterable[OwnershipFiling]) -> tuple[TradeReporter, ...]:
    roles: dict[Cik, set[InsiderRole]] = defaultdict(set)
    forms: dict[Cik, set[int]] = defaultdict(set)
    for index, filing in enumerate(filings):
        for owner in filing.document.owners:
            roles[owner.cik].update(roles_of(owner))
            forms[owner.cik].add(index)
    ranks = {role: rank for rank, role in enumerate(InsiderRole)}
    return tuple(
        TradeReporter(
            cik=cik,
            roles=tuple(sorted(found, key=ranks.__getitem__)),
            forms=tuple(sorted(forms[cik])),
        )
        for cik, found in sorted(roles.items())
    )
