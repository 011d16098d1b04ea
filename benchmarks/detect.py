"""How long clusters take over a year of trades, against counting every window afresh.

Run as ``python -m benchmarks.detect [trades]``; prints one row per way and their ratio.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter

from graph_api.domain.clusters import find_clusters
from graph_api.domain.codes import (
    AcquiredDisposed,
    FormType,
    InsiderRole,
    PriceQuality,
    Table,
    TradingPlanStatus,
    TransactionCode,
)
from graph_api.domain.definitions import PRESETS, ClusterPreset
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import OPEN_END, end_of_filing_day
from graph_api.domain.owners import OwnerRoots
from graph_api.domain.trades import EconomicTrade, EquityClass, TradeReporter

FIRST, DAYS, WINDOW, LEAST = date(2025, 1, 1), 365, 30, 3
ISSUERS, INSIDERS = 4000, 12
SIDES = tuple(
    zip(
        (TransactionCode.P, TransactionCode.S),
        (AcquiredDisposed.ACQUIRED, AcquiredDisposed.DISPOSED),
        strict=True,
    )
)


def year_of_trades(count: int) -> list[EconomicTrade]:
    chance = random.Random(1)
    trades: list[EconomicTrade] = []
    while len(trades) < count:
        trades += _filing(chance, len(trades) + 1)
    return trades[:count]


def _filing(chance: random.Random, number: int) -> list[EconomicTrade]:
    # Few issuers see most of the trades, three of four orders are sales, and an order is
    # reported in one to eight fills.
    issuer = int(ISSUERS * chance.random() ** 2)
    insider = chance.randrange(INSIDERS)
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    is_sale = chance.random() < 0.75
    fills = chance.choice((1, 1, 1, 2, 3, 5, 8))
    return [
        _trade(chance, number, row, issuer, insider, day, is_sale=is_sale)
        for row in range(1, fills + 1)
    ]


def _trade(
    chance: random.Random,
    number: int,
    ordinal: int,
    issuer: int,
    insider: int,
    day: date,
    *,
    is_sale: bool,
) -> EconomicTrade:
    code, side = SIDES[is_sale]
    accession = AccessionNumber(f"0099999999-25-{number:06d}")
    row = RowKey(f"{accession}|N|{ordinal}")
    accepted = end_of_filing_day(day + timedelta(days=2))
    owner = Cik(f"{9_910_000_000 + issuer * INSIDERS + insider}")
    return EconomicTrade(
        trade_id=row,
        known_from=accepted,
        known_to=OPEN_END,
        issuer_cik=Cik(f"{9_900_000_000 + issuer}"),
        table=Table.NON_DERIVATIVE,
        equity_class=EquityClass.COMMON,
        code=code,
        acquired_disposed=side,
        contradictory=False,
        equity_swap=False,
        form_types=(FormType.FORM_4,),
        transaction_date=day,
        filed_on=day + timedelta(days=2),
        accepted_at=accepted,
        shares=Decimal(chance.randint(100, 10_000)),
        price=Decimal(chance.randint(100, 20_000)) / 100,
        price_quality=PriceQuality.REPORTED,
        currency=None,
        plan=TradingPlanStatus.NONE,
        holders=(owner,),
        reporters=(TradeReporter(cik=owner, roles=(InsiderRole.DIRECTOR,)),),
        accessions=(accession,),
        rows=(row,),
        effective_row=row,
        filing_count=1,
    )


def ours(trades: Sequence[EconomicTrade]) -> int:
    last = FIRST + timedelta(days=DAYS - 1)
    found = find_clusters(
        trades,
        OwnerRoots(()),
        PRESETS[ClusterPreset.DEFAULT],
        search=(FIRST, last),
        evaluation_date=last,
    )
    return sum(cluster.transaction_count for cluster in found)


def afresh(trades: Sequence[EconomicTrade]) -> int:
    """Return how many trades lie in clusters, each window counted anew; no figure besides."""
    sides: dict[tuple[Cik, AcquiredDisposed | None], list[tuple[date, Cik, RowKey]]]
    sides = defaultdict(list)
    for trade in trades:
        if trade.transaction_date is not None:
            entry = trade.transaction_date, trade.reporters[0].cik, trade.trade_id
            sides[trade.issuer_cik, trade.acquired_disposed].append(entry)
    clustered: set[RowKey] = set()
    for side in sides.values():
        for anchor, _, _ in side:
            first = anchor - timedelta(days=WINDOW - 1)
            window = [(owner, row) for day, owner, row in side if first <= day <= anchor]
            if len({owner for owner, _ in window}) >= LEAST:
                clustered.update(row for _, row in window)
    return len(clustered)


def _time(way: Callable[[Sequence[EconomicTrade]], int], trades: Sequence[EconomicTrade]) -> float:
    best = float("inf")
    for _ in range(3):
        begun = perf_counter()
        way(trades)
        best = min(best, perf_counter() - begun)
    return best


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    trades = year_of_trades(count)
    found = {way.__name__: way(trades) for way in (ours, afresh)}
    times = {way.__name__: _time(way, trades) for way in (ours, afresh)}
    print(f"{len(trades)} trades of {DAYS} days, window {WINDOW}, at least {LEAST} insiders")
    for name, seconds in times.items():
        print(f"{name:8} {seconds * 1000:8.0f} ms  {found[name]} trades in clusters")
    print(f"afresh / ours: {times['afresh'] / times['ours']:.2f}")


if __name__ == "__main__":
    main()
