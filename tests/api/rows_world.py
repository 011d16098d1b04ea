"""A small world of rows that do not count one by one, with what is known of them from when.

Filings are made up one by one; the trades that they report are written down by hand, not
resolved, so that what the API shows of them is tested by itself. A filing's number is the day on
which it is accepted, at noon; ``noon`` says when.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from graph_api.cypher import statement
from graph_api.domain.codes import (
    AmendmentScope,
    PriceQuality,
    Table,
    TradingPlanStatus,
)
from graph_api.domain.derived import Aggregates, Amends, Derived, HeldBy, Holder, Supersedes
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.trades import EconomicTrade, EquityClass, Gate, Naming, Repair, TradeReporter
from graph_api.store.migrations import migrate
from graph_api.store.writer import GraphWriter
from loaders.resolve import resolve
from schema.scalars import write_instant
from tests.engines import RunningEngine
from tests.ingest.resolve_world import accession, buy, cik, filing, noon, row_key, sale

ISSUER = "0099100001"
PLAN_NOTE = "Sold under a Rule 10b5-1 trading plan adopted on December 4, 2025."

FILINGS: tuple[OwnershipFiling, ...] = (
    # Three versions of one line; the other line stands.
    filing(1, buy(1, 100, 10), buy(1, 50, 11), on=1),
    filing(2, buy(1, 120, 10), on=2, form="4/A", amends=1, remarks="Corrects the shares."),
    filing(3, buy(1, 130, 10), on=3, form="4/A", amends=1),
    # One purchase on a manager's form and on its fund's; the fund then amends its own, without
    # its partner, and for a day that is taken for an amendment of both forms.
    filing(4, buy(4, 200, 20), on=4, by=("MANAGER",)),
    filing(5, buy(4, 200, 20), on=5, by=("FUND", "GP")),
    filing(6, buy(4, 200, 20), on=6, by=("FUND",), form="4/A", amends=5),
    # A purchase that did not happen.
    filing(7, buy(7, 70, 30), on=7),
    filing(8, on=8, form="4/A", amends=7, remarks="Form 4 was filed in error: no such purchase."),
    # Three purchases, and one form that adds them up.
    filing(9, buy(9, 10, 5), buy(9, 20, 5), buy(9, 30, 5), on=9, by=("FUND",)),
    filing(10, buy(9, 60, 5), on=10, by=("MANAGER",)),
    # A total typed as price, a date that cannot be, and a sale that acquires.
    filing(11, buy(11, 40, 4_000), on=11, by=("DOE",)),
    filing(12, buy(12, 5, 10, transaction_date="2062-03-14"), on=12, by=("DOE",)),
    filing(13, sale(13, 9, 10, acquired_disposed="A"), on=13, by=("DOE",)),
    # An amendment without original.
    filing(14, buy(14, 15, 10), on=14, by=("POE",), form="4/A", amends=2),
    # One form of two strangers, each named in a row of their own; who Jane Roe is, is not
    # understood until the next day.
    filing(
        15,
        buy(15, 25, 10, ownership_form="I", nature_of_ownership="By Jane Roe"),
        buy(15, 35, 10, ownership_form="I", nature_of_ownership="By John Q. Doe"),
        buy(15, 45, 10, ownership_form="I", nature_of_ownership="By Orchard Lane LLC"),
        on=15,
        by=("ROE", "DOE"),
    ),
    # A plan told by a footnote.
    filing(16, sale(16, 300, 12, notes={"shares": ["F1"]}), on=16, notes=[PLAN_NOTE]),
)
"""Sixteen filings about one issuer; filing ``n`` is accepted at noon of day ``n``."""

HOLDER = f"{cik('ROE')}|ORCHARD LANE LLC"


def trade(
    rows: Sequence[tuple[int, int]],
    *,
    known: int,
    until: int | None = None,
    live: Sequence[int] | None = None,
    named: Sequence[str] = (),
    elsewhere: Sequence[str] = (),
    **facts: Any,
) -> EconomicTrade:
    """Return a version of a trade that ``rows``, (filing, ordinal) by acceptance, report.

    Its figures are those of the last row, unless ``facts`` say otherwise; ``live`` are its
    filings in force, by default the last row's alone; ``named`` are the reporters whom a row of
    it names, ``elsewhere`` those whom only other rows do.
    """
    keys = [row_key(*row) for row in rows]
    shown = FILINGS[rows[-1][0] - 1]
    first = FILINGS[rows[0][0] - 1]
    row = next(r for r in shown.document.transactions if r.key == keys[-1])
    live_filings = [FILINGS[number - 1] for number in live or (rows[-1][0],)]
    forms: dict[Cik, list[int]] = defaultdict(list)
    for index, one in enumerate(live_filings):
        for owner in one.document.owners:
            forms[owner.cik].append(index)
    naming = {cik(name): Naming.OTHER_ROWS for name in elsewhere}
    naming |= {cik(name): Naming.HOLDER for name in named}
    plain = EconomicTrade(
        trade_id=keys[0],
        known_from=noon(known),
        known_to=OPEN_END if until is None else noon(until),
        issuer_cik=shown.document.issuer.cik,
        table=Table.NON_DERIVATIVE,
        equity_class=EquityClass.COMMON,
        code=row.code,
        acquired_disposed=row.acquired_disposed.value,
        contradictory=False,
        equity_swap=False,
        form_types=tuple(dict.fromkeys(f.document.form_type for f in live_filings)),
        transaction_date=row.transaction_date.value,
        filed_on=first.filed_on,
        accepted_at=first.accepted_at,
        shares=row.shares.value,
        price=row.price_per_share.value,
        price_quality=PriceQuality.REPORTED,
        currency=None,
        plan=TradingPlanStatus.UNKNOWN,
        holders=(),
        reporters=tuple(
            TradeReporter(cik=owner, roles=(), forms=tuple(found), naming=naming.get(owner))
            for owner, found in sorted(forms.items())
        ),
        accessions=tuple(f.accession for f in live_filings),
        rows=tuple(keys),
        effective_row=keys[-1],
        filing_count=len({number for number, _ in rows}),
    )
    return replace(plain, **facts)


LINE, OTHER_LINE = row_key(1, 1), row_key(1, 2)
MANAGERS, FUNDS, FUNDS_AMENDED = row_key(4), row_key(5), row_key(6)
VOID = row_key(7)
PARTS = tuple(row_key(9, ordinal) for ordinal in (1, 2, 3))
WHOLE = row_key(10)
SUSPECT, UNDATED, CONTRADICTORY, ORPHAN = (row_key(number) for number in (11, 12, 13, 14))
ROES, DOES, ORCHARDS = (row_key(15, ordinal) for ordinal in (1, 2, 3))
PLANNED = row_key(16)


def _trades() -> Iterator[EconomicTrade]:
    yield trade([(1, 1)], known=1, until=2)
    yield trade([(1, 1), (2, 1)], known=2, until=3)
    yield trade([(1, 1), (2, 1), (3, 1)], known=3)
    yield trade([(1, 2)], known=1)
    gates = (Gate.SHARED_OWNER,)
    yield trade([(4, 1)], known=4, until=5)
    yield trade([(4, 1), (5, 1)], known=5, until=6, live=(4, 5), gates=gates)
    yield trade([(4, 1), (5, 1), (6, 1)], known=6, live=(4, 6), gates=gates, effective_row=MANAGERS)
    yield trade([(7, 1)], known=7, until=8)
    yield trade([(7, 1)], known=8, void=True)
    yield from (trade([(9, ordinal)], known=9) for ordinal in (1, 2, 3))
    yield trade([(10, 1)], known=10, aggregates=PARTS)
    yield trade(
        [(11, 1)],
        known=11,
        price=None,
        price_quality=PriceQuality.SUSPECT,
        repairs=(
            Repair(
                field="transactionPricePerShare",
                reported="4000",
                effective=None,
                reason="more than ten times the median of other filings, 10",
            ),
        ),
    )
    yield trade(
        [(12, 1)],
        known=12,
        transaction_date=None,
        repairs=(
            Repair(
                field="transactionDate",
                reported="2062-03-14",
                effective=None,
                reason="after the filing date",
            ),
        ),
    )
    yield trade([(13, 1)], known=13, contradictory=True, lookalikes=(cik("ROE"),))
    yield trade([(14, 1)], known=14, orphan=True)
    does: dict[str, Any] = {"holders": (cik("DOE"),), "named": ("DOE",)}
    yield trade([(15, 1)], known=15, until=16)
    yield trade([(15, 1)], known=16, holders=(cik("ROE"),), named=("ROE",), elsewhere=("DOE",))
    yield trade([(15, 2)], known=15, until=16, **does)
    yield trade([(15, 2)], known=16, elsewhere=("ROE",), **does)
    yield trade([(15, 3)], known=15)
    yield trade([(16, 1)], known=16, plan=TradingPlanStatus.PLANNED)


def _amends(amendment: int, original: int, *scope: AmendmentScope) -> Amends:
    return Amends(
        amendment=accession(amendment),
        original=accession(original),
        scope=scope,
        known_from=noon(amendment),
        known_to=OPEN_END,
    )


def _supersedes(later: int, earlier: int, until: Instant = OPEN_END) -> Supersedes:
    return Supersedes(
        later=row_key(later), earlier=row_key(earlier), known_from=noon(later), known_to=until
    )


def _held_by(
    row: RowKey, *, known: int, owner: str | None = None, holder: str | None = None
) -> HeldBy:
    return HeldBy(
        row=row,
        owner=cik(owner) if owner else None,
        holder=holder,
        known_from=noon(known),
        known_to=OPEN_END,
    )


def derived() -> Derived:
    """Return what follows from the filings: names as resolved, trades as written above."""
    trades = tuple(_trades())
    keys = {one.trade_id: one.key for one in trades}
    return replace(
        resolve(FILINGS),
        evidence=(),
        links=(),
        trades=trades,
        amends=(
            _amends(2, 1, AmendmentScope.TRANSACTIONS, AmendmentScope.HEADER),
            _amends(3, 1, AmendmentScope.TRANSACTIONS),
            _amends(6, 5, AmendmentScope.FOOTNOTES),
            _amends(8, 7, AmendmentScope.TRANSACTIONS),
        ),
        supersedes=(
            _supersedes(2, 1),
            _supersedes(3, 2),
            _supersedes(6, 4, until=noon(7)),
            _supersedes(6, 5),
        ),
        aggregates=tuple(
            Aggregates(
                whole=RowKey(keys[WHOLE]),
                part=RowKey(keys[part]),
                known_from=noon(10),
                known_to=OPEN_END,
            )
            for part in PARTS
        ),
        holders=(Holder(key=HOLDER, reporter=cik("ROE"), name="Orchard Lane LLC"),),
        held_by=(
            _held_by(ROES, owner="ROE", known=16),
            _held_by(DOES, owner="DOE", known=15),
            _held_by(ORCHARDS, holder=HOLDER, known=15),
        ),
    )


async def load_rows_world(engine: RunningEngine) -> None:
    """Load the filings, and what is said here to follow from them."""
    await load_filings(engine, FILINGS, derived())


async def load_filings(
    engine: RunningEngine, filings: Sequence[OwnershipFiling], follows: Derived | None = None
) -> None:
    """Load filings, and what follows from them: as given, else as resolved."""
    graph = await engine.connect()
    await migrate(graph)
    writer = GraphWriter(graph)
    await writer.merge(filings)
    await writer.derive(follows or resolve(filings))
    await graph.write([(statement("write/bump_revision"), {})])
    await graph.close()


def at(number: int) -> str:
    """Return the noon of a day as clients write it."""
    return write_instant(noon(number))


def just_before(number: int) -> str:
    """Return the microsecond before the noon of a day."""
    return write_instant(Instant(noon(number) - 1))
