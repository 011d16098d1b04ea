"""What generated filings report: the lines of sales, purchases, grants, exercises and gifts."""

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from graph_api.domain.codes import AcquiredDisposed, OwnershipForm, Table, TransactionCode
from graph_api.domain.filing import Reported, ReportedHolding, ReportedTransaction
from graph_api.domain.identifiers import RowKey

STOCK, OPTION = "Common Stock", "Stock Option (Right to Buy)"
MOST_FILLS = 40
EXPIRATION = date(2032, 1, 15)

_CODES = TransactionCode
_IN, _OUT = AcquiredDisposed.ACQUIRED, AcquiredDisposed.DISPOSED


class Line(NamedTuple):
    """One transaction to report; ``price`` in USD per share, None where none is paid."""

    code: TransactionCode
    side: AcquiredDisposed
    day: date
    shares: int
    price: Decimal | None
    table: Table = Table.NON_DERIVATIVE


class Held(NamedTuple):
    """How the rows of a filing are held: by whom they are told to be, and by which notes."""

    nature: str | None
    notes: tuple[str, ...]


DIRECTLY = Held(None, ())

Draw = Callable[[random.Random, date, int], tuple[Line, ...]]
"""Draws the lines of one filing from chance, a day and the price of the stock in cents."""


def trades(code: TransactionCode, side: AcquiredDisposed) -> Draw:
    """Return what draws one order of ``code``, often executed in several fills."""

    def draw(chance: random.Random, day: date, cents: int) -> tuple[Line, ...]:
        fills = min(MOST_FILLS, int(chance.paretovariate(1.3)))
        return tuple(
            Line(code, side, day, _shares(chance), _around(chance, cents)) for _ in range(fills)
        )

    return draw


def _grant(chance: random.Random, day: date, _: int) -> tuple[Line, ...]:
    return (Line(_CODES.A, _IN, day, _shares(chance), Decimal(0)),)


def _gift(chance: random.Random, day: date, _: int) -> tuple[Line, ...]:
    return (Line(_CODES.G, _OUT, day, _shares(chance), Decimal(0)),)


def _exercise(chance: random.Random, day: date, cents: int) -> tuple[Line, ...]:
    shares, strike = _shares(chance), Decimal(cents // 3) / 100
    return (
        Line(_CODES.M, _IN, day, shares, strike),
        Line(_CODES.F, _OUT, day, shares * 2 // 5, _around(chance, cents)),
        Line(_CODES.M, _OUT, day, shares, strike, Table.DERIVATIVE),
    )


purchase, sale = trades(_CODES.P, _IN), trades(_CODES.S, _OUT)

_CASES: dict[Draw, float] = {
    sale: 0.34,
    purchase: 0.17,
    _grant: 0.22,
    _exercise: 0.22,
    _gift: 0.05,
}


def any_lines(chance: random.Random, day: date, cents: int) -> tuple[Line, ...]:
    """Return the lines of one filing of a kind left to chance."""
    draw = chance.choices(tuple(_CASES), tuple(_CASES.values()))[0]
    return draw(chance, day, cents)


def _shares(chance: random.Random) -> int:
    return min(500_000, int(100 * chance.paretovariate(0.8)))


def _around(chance: random.Random, cents: int) -> Decimal:
    return Decimal(max(1, cents * chance.randint(92, 108) // 100)) / 100


def row_of(key: RowKey, ordinal: int, line: Line, balance: int, held: Held) -> ReportedTransaction:
    """Return ``line`` as a row of its table, ``balance`` shares being owned after it."""
    is_derivative = line.table is Table.DERIVATIVE
    form = OwnershipForm.DIRECT if held.nature is None else OwnershipForm.INDIRECT
    return ReportedTransaction(
        key=key,
        table=line.table,
        ordinal=ordinal,
        security_title=Reported(OPTION if is_derivative else STOCK),
        conversion_or_exercise_price=Reported(line.price if is_derivative else None),
        exercise_date=Reported(),
        expiration_date=Reported(EXPIRATION if is_derivative else None),
        underlying_title=Reported(STOCK if is_derivative else None),
        underlying_shares=Reported(Decimal(line.shares) if is_derivative else None),
        underlying_value=Reported(),
        shares_owned_following=Reported(Decimal(balance)),
        value_owned_following=Reported(),
        ownership_form=Reported(form),
        nature_of_ownership=Reported(held.nature, held.notes),
        footnotes_elsewhere=(),
        transaction_date=Reported(line.day),
        deemed_execution_date=Reported(),
        form_type="4",
        code=line.code,
        equity_swap_involved=False,
        timeliness=Reported(),
        shares=Reported(Decimal(line.shares)),
        total_value=Reported(),
        price_per_share=Reported(Decimal(0) if is_derivative else line.price),
        acquired_disposed=Reported(line.side),
    )


def holding_of(key: RowKey, ordinal: int, shares: int, held: Held) -> ReportedHolding:
    """Return the position that a vehicle keeps, as a row without a transaction."""
    return ReportedHolding(
        key=key,
        table=Table.NON_DERIVATIVE,
        ordinal=ordinal,
        security_title=Reported(STOCK),
        conversion_or_exercise_price=Reported(),
        exercise_date=Reported(),
        expiration_date=Reported(),
        underlying_title=Reported(),
        underlying_shares=Reported(),
        underlying_value=Reported(),
        shares_owned_following=Reported(Decimal(shares)),
        value_owned_following=Reported(),
        ownership_form=Reported(OwnershipForm.INDIRECT),
        nature_of_ownership=Reported(held.nature, held.notes),
        footnotes_elsewhere=(),
    )
