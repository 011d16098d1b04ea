"""The root field ``transactions``: trades of all issuers, or of those named."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import cast

from graph_api.domain.definitions import DateBasis
from graph_api.domain.identifiers import RowKey
from graph_api.domain.owners import Span
from schema.context import At, Info
from schema.keys import everyone
from schema.pagination import Page, PageRequest, SortKey
from schema.transaction import Transaction
from schema.transaction_filter import TransactionFilter, passes
from schema.transaction_order import TransactionOrder
from schema.transactions import (
    TransactionConnection,
    Wanted,
    page_of_rows,
    rows_of,
    trades_of_issuers,
    trades_of_owners,
)

RECENT_DAYS = 90
"""Without a date, an issuer or an owner: as many filing days up to the evaluation date."""


def search_transactions(
    at: At,
    chosen: TransactionFilter | None,
    request: PageRequest,
    orders: Sequence[TransactionOrder] | None,
) -> TransactionConnection:
    """Return trades by owner, by issuer, or of all issuers by date."""
    wanted = chosen or TransactionFilter()
    if wanted.owners is not None:
        ciks = tuple(sorted(everyone(wanted.owners, at)))
        return TransactionConnection.of(
            at, trades_of_owners("asked", ciks), wanted, request, orders
        )
    if wanted.issuers is not None:
        found = dict.fromkeys(key.found(at) for key in wanted.issuers)
        issuers = (cik for cik in found if cik is not None)
        return TransactionConnection.of(at, trades_of_issuers(*issuers), wanted, request, orders)
    return TransactionConnection.of(at, RecentTrades(), wanted, request, orders)


class RecentTrades:
    """Trades of all issuers out of the tape, by the dates asked for."""

    async def page(self, info: Info, at: At, wanted: Wanted) -> Page[Transaction]:
        """Return one page; only its rows are read."""
        return await page_of_rows(info, at, await self._all(at, wanted), wanted.request)

    async def count(self, info: Info, at: At, wanted: Wanted) -> int:
        """Return how many there are."""
        return len(await self._all(at, wanted))

    async def _all(self, at: At, wanted: Wanted) -> list[tuple[SortKey, RowKey]]:
        basis, span = _days(at, wanted.filters)
        column = "since" if basis is DateBasis.TRANSACTION_DATE else "filedSince"
        until = "until" if basis is DateBasis.TRANSACTION_DATE else "filedUntil"
        exact = {**wanted.filters, column: span[0], until: span[1]}
        return sorted(
            (wanted.order.key_of(trade, place), row)
            for trade in await at.snapshot.tape.between(*span, basis)
            if trade.known_from <= at.known_at < trade.known_to and passes(trade, exact)
            for place, row in enumerate(rows_of(trade, wanted))
        )


def _days(at: At, filters: Mapping[str, object]) -> tuple[DateBasis, Span]:
    """Return the date to read by and its days: transaction dates where they are asked for."""
    today = at.snapshot.evaluation_date(at.known_at)
    for basis, first, last in (
        (DateBasis.TRANSACTION_DATE, filters["since"], filters["until"]),
        (DateBasis.FILED_ON, filters["filedSince"], filters["filedUntil"]),
    ):
        if first is not None or last is not None:
            end = cast("date", last or today)
            start = cast("date", first or end - timedelta(days=RECENT_DAYS - 1))
            return basis, (min(start, end), end)
    return DateBasis.FILED_ON, (today - timedelta(days=RECENT_DAYS - 1), today)
