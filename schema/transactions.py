"""``Transaction``: a row of a form, with the economic trade that it reports."""

import asyncio
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, Protocol, TypeVar, cast

import strawberry

from graph_api.bolt.connection import Row
from graph_api.bolt.values import from_text, unscaled
from graph_api.domain.codes import AcquiredDisposed as Direction
from graph_api.domain.codes import PriceQuality as Quality
from graph_api.domain.codes import Table
from graph_api.domain.filing import ReportedTransaction
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.store.rows import transaction_of
from schema.context import At, Info, paced
from schema.enums import AcquiredDisposed, PriceQuality, TransactionCode
from schema.filings import OWNERS, Filing, load_filing
from schema.lazily import BeneficialOwners, Issuers, Owners
from schema.owners import known_owner
from schema.pagination import (
    Page,
    PageInfo,
    PageRequest,
    page_size,
    paginate,
    read_cursor,
    write_cursor,
)
from schema.reading import Reader
from schema.rows import RowFields
from schema.transaction_filter import TransactionFilter

K = TypeVar("K", bound=Hashable)
Found = tuple[Row, ...]
Group = tuple[str, tuple[Cik, ...]]


@dataclass(frozen=True, slots=True)
class TradeView:
    """What a row's economic trade adds to it, as known at the cut-off."""

    price: Decimal | None
    price_quality: Quality
    currency: str | None
    reporters: tuple[Cik, ...]
    sort_key: tuple[str, int, str]

    @classmethod
    def of(cls, trade: Mapping[str, object]) -> "TradeView":
        """Return the trade stored as a map."""
        price, text = trade.get("price"), trade.get("priceText")
        return cls(
            price=from_text(cast("str", text)) if text else unscaled(cast("int | None", price)),
            price_quality=Quality(trade["priceQuality"]),
            currency=cast("str | None", trade.get("currency")),
            reporters=tuple(cast("Sequence[Cik]", trade["reporterCiks"])),
            sort_key=("trades", cast("int", trade["acceptedAt"]), str(trade["tradeId"])),
        )


@strawberry.type(
    description="A row of a form. Code P and S cover private trades too. Price and value are "
    "those of the economic trade; figures as filed stand beside them."
)
class Transaction(RowFields):
    """One reported transaction."""

    row: strawberry.Private[ReportedTransaction]
    trade: strawberry.Private[TradeView]

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"txn:{self.row.key}")

    @strawberry.field(description="The filing that holds it.")
    async def filing(self, info: Info) -> Filing:
        filing = await load_filing(info, self.at, self.accession)
        assert filing is not None  # noqa: S101 - the row came with it
        return filing

    @strawberry.field(description="Whose security it is.")
    def issuer(self) -> Issuers:
        from schema.issuers import known_issuer

        return known_issuer(self.at, self.issuer_cik)

    @strawberry.field(
        description="Every owner on the filing; Form 4 does not assign rows to joint filers."
    )
    async def reporting_owners(self, info: Info) -> list[Owners]:
        ciks = await self.at.load(info, OWNERS, self.accession)
        return await paced(info, (known_owner(self.at, cik) for cik in ciks))

    @strawberry.field(
        description="Owner set of the economic trade: the ultimate controllers of everyone who "
        "reports it; usually one."
    )
    async def beneficial_owners(self, info: Info) -> list[BeneficialOwners]:
        from schema.beneficial_owners import BeneficialOwner

        roots = self.at.roots()
        found = sorted({root for cik in self.trade.reporters for root in roots.roots(cik)})
        return await paced(info, (BeneficialOwner(at=self.at, root=root) for root in found))

    @strawberry.field(description="As filed.")
    def transaction_date(self) -> date:
        return cast("date", self.row.transaction_date.value)

    @strawberry.field(description="Notified date of a plan or discretionary trade.")
    def deemed_execution_date(self) -> date | None:
        return self.row.deemed_execution_date.value

    @strawberry.field(description="SEC transaction code.")
    def code(self) -> TransactionCode:
        return self.row.code

    @strawberry.field(description="Adds to the position or takes from it.")
    def acquired_disposed(self) -> AcquiredDisposed:
        return cast("Direction", self.row.acquired_disposed.value)

    @strawberry.field(description="Shares, as filed.")
    def shares(self) -> Decimal | None:
        return self.row.shares.value

    @strawberry.field(
        description="Price used in values; null when not reported. The figure as filed is in "
        "reportedPricePerShare."
    )
    def price_per_share(self) -> Decimal | None:
        return self.trade.price

    @strawberry.field(description="Per share, as filed.")
    def reported_price_per_share(self) -> Decimal | None:
        return self.row.price_per_share.value

    @strawberry.field(description="Whether the price can be used.")
    def price_quality(self) -> PriceQuality:
        return self.trade.price_quality

    @strawberry.field(
        description="ISO code when the filing states another currency than USD; value is then null."
    )
    def currency(self) -> str | None:
        return self.trade.currency

    @strawberry.field(description="Shares times price, USD; null where either is unknown.")
    def value(self) -> Decimal | None:
        shares, price = self.row.shares.value, self.trade.price
        unknown = shares is None or price is None or self.trade.currency is not None
        return None if unknown else cast("Decimal", shares) * cast("Decimal", price)

    @strawberry.field(
        description="As filed where the form states amounts instead of shares: Table II totals, "
        "notes and debentures."
    )
    def reported_total_value(self) -> Decimal | None:
        return self.row.total_value.value

    @strawberry.field(description="Amount owned afterwards, where stated instead of shares.")
    def value_owned_following(self) -> Decimal | None:
        return self.row.value_owned_following.value

    @strawberry.field(description="Shares owned afterwards, as filed.")
    def shares_owned_following(self) -> Decimal | None:
        return self.row.shares_owned_following.value

    @strawberry.field(description="Whether an equity swap is involved.")
    def equity_swap_involved(self) -> bool:
        return bool(self.row.equity_swap_involved)


def transaction(at: At, found: Row) -> Transaction:
    """Return the transaction stored as a map of row, filing and trade."""
    trade = cast("Mapping[str, object]", found["trade"])
    return Transaction(
        at=at,
        row=transaction_of(cast("Mapping[str, object]", found["row"])),
        in_filing=cast("Mapping[str, object]", found["filing"]),
        issuer_cik=Cik(str(trade["issuerCik"])),
        trade=TradeView.of(trade),
    )


def _of_filing(row: Row) -> Found:
    pairs = cast("list[tuple[Row, Row | None]]", row["rows"])
    return tuple(
        {"row": found, "filing": row["filing"], "trade": trade}
        for found, trade in pairs
        if trade is not None
    )


def _trades(row: Row) -> Found:
    names = ("row", "filing", "trade")
    return tuple(
        dict(zip(names, found, strict=True)) for found in cast("list[list[Row]]", row["trades"])
    )


def _groups(keys: Sequence[Group]) -> dict[str, object]:
    return {"groups": [{"key": key, "ciks": list(ciks)} for key, ciks in keys]}


ROWS: Reader[RowKey, Row | None] = Reader("read/transactions", lambda row: row, lambda: None)
OF_FILING: Reader[AccessionNumber, Found] = Reader("read/filing_transactions", _of_filing, tuple)
OF_ISSUER: Reader[Cik, Found] = Reader("read/trades_of_issuers", _trades, tuple)
OF_OWNERS: Reader[Group, Found] = Reader(
    "read/trades_of_owners", _trades, tuple, parameters=_groups, key_of=lambda group: group[0]
)
COUNT_OF_ISSUER: Reader[Cik, int] = Reader(
    "read/trade_counts_of_issuers", lambda row: cast("int", row["count"]), int
)
COUNT_OF_OWNERS: Reader[Group, int] = Reader(
    "read/trade_counts_of_owners",
    lambda row: cast("int", row["count"]),
    int,
    parameters=_groups,
    key_of=lambda group: group[0],
)


async def rows_of_filing(info: Info, at: At, accession: AccessionNumber) -> list[Transaction]:
    """Return the rows of a filing in document order."""
    found = await at.load(info, OF_FILING, accession)
    rows = [transaction(at, row) for row in found]
    rows.sort(key=lambda item: (item.row.table is Table.DERIVATIVE, item.row.ordinal))
    return await paced(info, rows)


@strawberry.type(description="A transaction and where it stands in the list.")
class TransactionEdge:
    """Relay edge."""

    node: Transaction = strawberry.field(description="The row; one per economic trade.")
    cursor: str = strawberry.field(description="For paging.")


class TradeList(Protocol):
    """Where a connection takes its trades from."""

    async def page(
        self, info: Info, at: At, filters: Mapping[str, object], request: PageRequest
    ) -> Page[Transaction]:
        """Return one page in the list's own order."""
        ...

    async def count(self, info: Info, at: At, filters: Mapping[str, object]) -> int:
        """Return how many there are on all pages."""
        ...


@dataclass(frozen=True, slots=True)
class StoredTrades(Generic[K]):
    """Trades below one parent, newest acceptance first, a page at a time from the graph."""

    reader: Reader[K, Found]
    counter: Reader[K, int]
    key: K

    async def page(
        self, info: Info, at: At, filters: Mapping[str, object], request: PageRequest
    ) -> Page[Transaction]:
        """Return one page, read for all parents of the level at once."""
        size = page_size(request.first)
        found = await at.load(
            info,
            self.reader,
            self.key,
            {"limit": size + 1, **place(request), **filters},
            above=1,
        )
        rows = newest_first(transaction(at, row) for row in found)
        shown = tuple(rows[:size])
        keys = tuple(row.trade.sort_key for row in shown)
        return Page(shown, keys, len(rows) > size, request.after is not None)

    async def count(self, info: Info, at: At, filters: Mapping[str, object]) -> int:
        """Return how many there are; another statement than the page's."""
        return await at.load(info, self.counter, self.key, filters)


def newest_first(rows: Iterable[Transaction]) -> list[Transaction]:
    """Return rows by acceptance of their trades, newest first, ties by trade id."""
    return sorted(rows, key=lambda row: row.trade.sort_key, reverse=True)


def place(request: PageRequest) -> dict[str, object]:
    """Return where a page of a stored list starts, as parameters of its statement."""
    if request.after is None:
        return {"afterAcceptedAt": None, "afterTrade": None}
    _, accepted_at, trade = read_cursor(request.after, ("trades", 0, ""))
    return {"afterAcceptedAt": accepted_at, "afterTrade": trade}


async def load_rows(info: Info, at: At, rows: Sequence[RowKey]) -> tuple[Transaction, ...]:
    """Return transactions by row key, in the order asked for; below a connection's field."""
    found = await asyncio.gather(*(at.load(info, ROWS, row, above=1) for row in rows))
    return tuple(transaction(at, row) for row in found if row is not None)


@dataclass(frozen=True, slots=True)
class ListedTrades:
    """Trades already known by the keys of their effective rows, in order."""

    rows: tuple[RowKey, ...]

    async def page(
        self, info: Info, at: At, filters: Mapping[str, object], request: PageRequest
    ) -> Page[Transaction]:
        """Return one page; only its rows are read."""
        places = tuple(("trades of a cluster", *place) for place in enumerate(self.rows))
        page = paginate(places, request, lambda place: place)
        items = await load_rows(info, at, [row for _, _, row in page.items])
        return Page(items, page.keys, page.has_next, page.has_previous)

    async def count(self, info: Info, at: At, filters: Mapping[str, object]) -> int:
        """Return how many there are."""
        return len(self.rows)


def trades_of_owners(key: str, ciks: tuple[Cik, ...]) -> StoredTrades[Group]:
    """Return the trades that a group of owners reports; ``key`` names the group."""
    return StoredTrades(OF_OWNERS, COUNT_OF_OWNERS, (key, ciks))


def trades_of_issuer(cik: Cik) -> StoredTrades[Cik]:
    """Return the trades in the securities of one issuer."""
    return StoredTrades(OF_ISSUER, COUNT_OF_ISSUER, cik)


@strawberry.type(description="A page of transactions, one per economic trade.")
class TransactionConnection:
    """Relay connection: ``edges`` and ``pageInfo`` share a statement, ``totalCount`` has one."""

    at: strawberry.Private[At]
    trades: strawberry.Private[TradeList]
    filters: strawberry.Private[Mapping[str, object]]
    request: strawberry.Private[PageRequest]

    @classmethod
    def of(
        cls,
        at: At,
        trades: TradeList,
        chosen: TransactionFilter | None,
        request: PageRequest,
    ) -> "TransactionConnection":
        """Return a connection over a list of trades."""
        filters = (chosen or TransactionFilter()).parameters(at)
        return cls(at=at, trades=trades, filters=filters, request=request)

    @strawberry.field(description="The page.")
    async def edges(self, info: Info) -> list[TransactionEdge]:
        page = await self.trades.page(info, self.at, self.filters, self.request)
        return await paced(
            info,
            (
                TransactionEdge(node=node, cursor=write_cursor(key))
                for node, key in zip(page.items, page.keys, strict=True)
            ),
            len(page.items),
        )

    @strawberry.field(description="Where the page lies.")
    async def page_info(self, info: Info) -> PageInfo:
        return (await self.trades.page(info, self.at, self.filters, self.request)).info()

    @strawberry.field(description="How many there are on all pages.")
    async def total_count(self, info: Info) -> int:
        return await self.trades.count(info, self.at, self.filters)
