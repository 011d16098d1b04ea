"""Lists of transactions: pages out of the graph, or of trades already known."""

import asyncio
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar, cast

import strawberry

from graph_api.bolt.connection import Row
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.trades import EconomicTrade
from schema.context import At, Info
from schema.pagination import Page, PageInfo, PageRequest, SortKey, cut, edges_of, paginate
from schema.reading import Reader
from schema.transaction import ROWS, Transaction, transaction
from schema.transaction_filter import TransactionFilter
from schema.transaction_order import TradeOrder, TransactionOrder

K = TypeVar("K", bound=Hashable)
Group = tuple[str, tuple[Cik, ...]]
Placed = tuple[Row, tuple[int, str, int]]
"""Row, filing and trade; sort key of the trade, its id, and the place of the row in it."""


def _placed(row: Row) -> tuple[Placed, ...]:
    names = ("row", "filing", "trade")
    return tuple(
        (dict(zip(names, found, strict=True)), (key, str(found[2]["tradeId"]), place))
        for *found, key, place in cast("list[tuple[Row, Row, Row, int, int]]", row["trades"])
    )


def _groups(keys: Sequence[Group]) -> dict[str, object]:
    return {"groups": [{"key": key, "ciks": list(ciks)} for key, ciks in keys]}


def _count(row: Row) -> int:
    return cast("int", row["count"])


OF_ISSUER: Reader[Cik, tuple[Placed, ...]] = Reader("read/trades_of_issuers", _placed, tuple)
OF_OWNERS: Reader[Group, tuple[Placed, ...]] = Reader(
    "read/trades_of_owners", _placed, tuple, parameters=_groups, key_of=lambda group: group[0]
)
COUNT_OF_ISSUER: Reader[Cik, int] = Reader("read/trade_counts_of_issuers", _count, int)
COUNT_OF_OWNERS: Reader[Group, int] = Reader(
    "read/trade_counts_of_owners",
    _count,
    int,
    parameters=_groups,
    key_of=lambda group: group[0],
)


@strawberry.type(description="A transaction and where it stands in the list.")
class TransactionEdge:
    """Relay edge."""

    node: Transaction = strawberry.field(description="The row; one per economic trade.")
    cursor: str = strawberry.field(description="For paging.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows of a list, in what order, and where the page lies.

    Attributes:
        filters: parameters of statements, see ``TransactionFilter``.
    """

    filters: Mapping[str, object]
    request: PageRequest
    order: TradeOrder = field(default_factory=TradeOrder)


class TradeList(Protocol):
    """Where a connection takes its trades from."""

    async def page(self, info: Info, at: At, wanted: Wanted) -> Page[Transaction]:
        """Return one page in the list's own order."""
        ...

    async def count(self, info: Info, at: At, wanted: Wanted) -> int:
        """Return how many there are on all pages."""
        ...


@dataclass(frozen=True, slots=True)
class StoredTrades(Generic[K]):
    """Trades below some parents together, a page at a time from the graph."""

    reader: Reader[K, tuple[Placed, ...]]
    counter: Reader[K, int]
    keys: tuple[K, ...]

    async def page(self, info: Info, at: At, wanted: Wanted) -> Page[Transaction]:
        """Return one page, read for all parents of the level at once."""
        order, request = wanted.order, wanted.request
        arguments = {**order.parameters(request), **wanted.filters}
        parts = await asyncio.gather(
            *(at.load(info, self.reader, key, arguments, above=1) for key in self.keys)
        )
        found = sorted(
            ((order.key(*place), row) for part in parts for row, place in part),
            key=lambda item: item[0],
        )
        page = cut(found, request)
        items = tuple(transaction(at, row) for row in page.items)
        return Page(items, page.keys, page.has_next, page.has_previous)

    async def count(self, info: Info, at: At, wanted: Wanted) -> int:
        """Return how many there are; another statement than the page's."""
        counts = (at.load(info, self.counter, key, wanted.filters) for key in self.keys)
        return sum(await asyncio.gather(*counts))


async def load_rows(info: Info, at: At, rows: Sequence[RowKey]) -> tuple[Transaction, ...]:
    """Return transactions by row key, in the order asked for; below a connection's field."""
    found = await asyncio.gather(*(at.load(info, ROWS, row, above=1) for row in rows))
    return tuple(transaction(at, row) for row in found if row is not None and row["trade"])


async def page_of_rows(
    info: Info, at: At, places: Sequence[tuple[SortKey, RowKey]], request: PageRequest
) -> Page[Transaction]:
    """Return one page of rows whose keys are known, sorted; only those of the page are read."""
    page = paginate(places, request, lambda place: place[0])
    items = await load_rows(info, at, [row for _, row in page.items])
    return Page(items, page.keys, page.has_next, page.has_previous)


def rows_of(trade: EconomicTrade, wanted: Wanted) -> tuple[RowKey, ...]:
    """Return the rows that show a trade: the effective one, or all in order of acceptance."""
    return trade.rows if wanted.order.as_filed else (trade.effective_row,)


@dataclass(frozen=True, slots=True)
class ListedTrades:
    """Trades already known, in an order of their own."""

    trades: tuple[EconomicTrade, ...]

    async def page(self, info: Info, at: At, wanted: Wanted) -> Page[Transaction]:
        """Return one page; only its rows are read."""
        listed = f"{'rows' if wanted.order.as_filed else 'trades'} of a cluster"
        places = [((listed, *place), place[1]) for place in enumerate(self._rows(wanted))]
        return await page_of_rows(info, at, places, wanted.request)

    async def count(self, info: Info, at: At, wanted: Wanted) -> int:
        """Return how many there are."""
        return len(self._rows(wanted))

    def _rows(self, wanted: Wanted) -> list[RowKey]:
        return [row for trade in self.trades for row in rows_of(trade, wanted)]


def trades_of_owners(key: str, ciks: tuple[Cik, ...]) -> StoredTrades[Group]:
    """Return the trades that a group of owners reports; ``key`` names the group."""
    return StoredTrades(OF_OWNERS, COUNT_OF_OWNERS, ((key, ciks),))


def trades_of_issuers(*ciks: Cik) -> StoredTrades[Cik]:
    """Return the trades in the securities of issuers."""
    return StoredTrades(OF_ISSUER, COUNT_OF_ISSUER, ciks)


@strawberry.type(
    description="A page of transactions, one per economic trade unless AS_FILED was asked for."
)
class TransactionConnection:
    """Relay connection: ``edges`` and ``pageInfo`` share a statement, ``totalCount`` has one."""

    at: strawberry.Private[At]
    trades: strawberry.Private[TradeList]
    wanted: strawberry.Private[Wanted]

    @classmethod
    def of(
        cls,
        at: At,
        trades: TradeList,
        chosen: TransactionFilter | None,
        request: PageRequest,
        orders: Sequence[TransactionOrder] | None = None,
    ) -> "TransactionConnection":
        """Return a connection over a list of trades.

        Raises:
            InvalidArgumentError: not exactly one sort key.
        """
        filters = (chosen or TransactionFilter()).parameters(at)
        order = TradeOrder.chosen(orders, as_filed=bool(filters["asFiled"]))
        return cls(
            at=at, trades=trades, wanted=Wanted(filters=filters, request=request, order=order)
        )

    @strawberry.field(description="The page.")
    async def edges(self, info: Info) -> list[TransactionEdge]:
        page = await self.trades.page(info, self.at, self.wanted)
        return await edges_of(info, page, TransactionEdge)

    @strawberry.field(description="Where the page lies.")
    async def page_info(self, info: Info) -> PageInfo:
        return (await self.trades.page(info, self.at, self.wanted)).info()

    @strawberry.field(description="How many there are on all pages.")
    async def total_count(self, info: Info) -> int:
        return await self.trades.count(info, self.at, self.wanted)
