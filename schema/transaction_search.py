"""The root field ``transactions``: trades of all issuers, or of those named, newest first."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from graph_api.domain.definitions import DateBasis
from graph_api.domain.identifiers import Cik
from graph_api.domain.owners import Span
from graph_api.domain.trades import EconomicTrade
from schema.context import At, Info
from schema.pagination import Page, PageRequest, SortKey, page_size, paginate
from schema.transaction_filter import TransactionFilter, passes
from schema.transactions import (
    COUNT_OF_ISSUER,
    OF_ISSUER,
    Transaction,
    TransactionConnection,
    load_rows,
    newest_first,
    place,
    trades_of_owners,
    transaction,
)

RECENT_DAYS = 90
"""Without a date, an issuer or an owner: as many filing days up to the evaluation date."""


def search_transactions(
    at: At, chosen: TransactionFilter | None, request: PageRequest
) -> TransactionConnection:
    """Return trades by owner, by issuer, or of all issuers by date."""
    wanted = chosen or TransactionFilter()
    if wanted.owners is not None:
        ciks = tuple(key.found() for key in wanted.owners)
        return TransactionConnection.of(at, trades_of_owners("asked", ciks), wanted, request)
    if wanted.issuers is not None:
        found = dict.fromkeys(key.found(at) for key in wanted.issuers)
        issuers = tuple(cik for cik in found if cik is not None)
        return TransactionConnection.of(at, TradesOfIssuers(issuers), wanted, request)
    return TransactionConnection.of(at, RecentTrades(), wanted, request)


@dataclass(frozen=True, slots=True)
class TradesOfIssuers:
    """Trades of several issuers, merged: the newest of each are enough for a page of all."""

    issuers: tuple[Cik, ...]

    async def page(
        self, info: Info, at: At, filters: Mapping[str, object], request: PageRequest
    ) -> Page[Transaction]:
        """Return one page, newest acceptance first."""
        size = page_size(request.first)
        arguments = {"limit": size + 1, **place(request), **filters}
        found = await asyncio.gather(
            *(at.load(info, OF_ISSUER, cik, arguments, above=1) for cik in self.issuers)
        )
        rows = newest_first(transaction(at, row) for rows in found for row in rows)
        shown = tuple(rows[:size])
        keys = tuple(row.trade.sort_key for row in shown)
        return Page(shown, keys, len(rows) > size, request.after is not None)

    async def count(self, info: Info, at: At, filters: Mapping[str, object]) -> int:
        """Return how many there are."""
        counts = (at.load(info, COUNT_OF_ISSUER, cik, filters) for cik in self.issuers)
        return sum(await asyncio.gather(*counts))


@dataclass(frozen=True, slots=True)
class RecentTrades:
    """Trades of all issuers out of the tape, by the dates asked for."""

    async def page(
        self, info: Info, at: At, filters: Mapping[str, object], request: PageRequest
    ) -> Page[Transaction]:
        """Return one page, newest acceptance first; only its rows are read."""
        page = paginate(await self._all(at, filters), request, _newest_first)
        items = await load_rows(info, at, [trade.effective_row for trade in page.items])
        return Page(items, page.keys, page.has_next, page.has_previous)

    async def count(self, info: Info, at: At, filters: Mapping[str, object]) -> int:
        """Return how many there are."""
        return len(await self._all(at, filters))

    async def _all(self, at: At, filters: Mapping[str, object]) -> list[EconomicTrade]:
        basis, span = _days(at, filters)
        column = "since" if basis is DateBasis.TRANSACTION_DATE else "filedSince"
        until = "until" if basis is DateBasis.TRANSACTION_DATE else "filedUntil"
        exact = {**filters, column: span[0], until: span[1]}
        found = [
            trade
            for trade in await at.snapshot.tape.between(*span, basis)
            if trade.known_from <= at.known_at < trade.known_to and passes(trade, exact)
        ]
        return sorted(found, key=_newest_first)


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


def _newest_first(trade: EconomicTrade) -> SortKey:
    return "recent trades", -trade.accepted_at, trade.trade_id
