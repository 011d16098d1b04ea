"""Rows that report as one what another form reports in pieces (B1, aggregate duplicates)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from graph_api.domain.identifiers import RowKey
from loaders.resolve.descriptions import Description
from loaders.resolve.forms import Line, LineKey, ReportKey
from loaders.resolve.gates import Gates
from loaders.resolve.positions import are_held_apart, name_each_other

TOLERANCE = Decimal("0.005")
"""How far the price of the whole may be from the weighted mean of its parts."""


class Bucket(NamedTuple):
    """What a row and its parts have in common."""

    issuer: str
    table: str
    security: str
    day: date
    code: str
    direction: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A row in force and the trade that it reports."""

    line: Line
    trade: RowKey


def bucket_of(key: LineKey) -> Bucket:
    """Return where the parts of a row with this key would stand."""
    return Bucket(key.issuer, key.table, key.security, key.day, key.code, key.direction)


def wholes(told: Iterable[Told], gates: Gates) -> Mapping[RowKey, tuple[RowKey, ...]]:
    """Return trade → the trades whose sum it reports, both by id, parts sorted.

    The parts are all rows of one report on that day and code, or all that it says to be held in
    one way; there are two or more; the reports belong together as gate G2 asks, or a row of the
    one names the filer of the other, and both end with one balance.

    Args:
        told: every row in force, void ones left out.
        gates: as they stand at the instant.
    """
    buckets: dict[Bucket, list[Told]] = defaultdict(list)
    for item in told:
        buckets[bucket_of(item.line.key)].append(item)
    found: dict[RowKey, set[tuple[RowKey, ...]]] = defaultdict(set)
    for bucket in buckets.values():
        by_report: dict[ReportKey, list[Told]] = defaultdict(list)
        for item in bucket:
            by_report[item.line.form.report].append(item)
        for report, items in by_report.items() if len(by_report) > 1 else ():
            for parts in _selections(items):
                for whole in _equal_to_sum(parts, bucket, report, gates):
                    found[whole.trade].add(tuple(sorted({part.trade for part in parts})))
    return {trade: min(candidates) for trade, candidates in found.items()}


def _selections(items: Sequence[Told]) -> Iterator[Sequence[Told]]:
    """Yield all rows, then those held in one way where there are several ways."""
    if len(items) > 1:
        yield items
    ways: dict[Description, list[Told]] = defaultdict(list)
    for item in items:
        ways[item.line.description].append(item)
    for way in ways.values():
        if 1 < len(way) < len(items):
            yield way


def _equal_to_sum(
    parts: Sequence[Told], bucket: Iterable[Told], report: ReportKey, gates: Gates
) -> Iterator[Told]:
    total = sum((part.line.key.shares for part in parts), Decimal(0))
    trades = {part.trade for part in parts}
    prices = [(part.line.key.price, part.line.key.shares) for part in parts]
    for whole in bucket:
        line = whole.line
        if line.key.shares != total or line.form.report == report or whole.trade in trades:
            continue
        same_price = is_mean(line.key.price, prices)
        if same_price and len(trades) > 1 and _belong_together(line, parts, gates):
            yield whole


def is_mean(price: Decimal | None, parts: Iterable[tuple[Decimal | None, Decimal]]) -> bool:
    """Return whether a price is near the mean of those of the parts, weighted by their shares.

    False where a price is not stated, or there are no shares.
    """
    value = total = Decimal(0)
    for part, shares in parts:
        if part is None:
            return False
        value, total = value + part * shares, total + shares
    return (
        price is not None and total > 0 and abs(price - value / total) <= TOLERANCE * value / total
    )


def _belong_together(whole: Line, parts: Sequence[Told], gates: Gates) -> bool:
    lines = [part.line for part in parts]
    if any(are_held_apart(whole, line) for line in lines):
        return False
    # One position held in one way ends with one balance, however it is told.
    balances = [line.balance for line in lines]
    alike = [line.balance for line in lines if line.description == whole.description]
    if whole.balance is not None and alike and None not in alike and whole.balance not in alike:
        return False
    if any(gates.may_share(whole, line) for line in lines):
        return True
    ends_alike = whole.balance is not None and whole.balance in balances
    return ends_alike and all(name_each_other(whole, line) for line in lines)
