"""``Transaction``: a row of a form, with the economic trade that it reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import cast

import strawberry

from graph_api.bolt.connection import Row
from graph_api.domain.codes import AcquiredDisposed as Direction
from graph_api.domain.codes import Table
from graph_api.domain.definitions import CountBasis
from graph_api.domain.filing import ReportedTransaction
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.owner_sets import OwnerSets
from graph_api.domain.owners import Reading
from graph_api.domain.trades import EconomicTrade
from graph_api.store.rows import transaction_of
from graph_api.store.tape import trade_of
from schema.context import At, Info, paced
from schema.enums import (
    AcquiredDisposed,
    PriceQuality,
    RowSelection,
    TradeGate,
    TransactionCode,
)
from schema.filings import OWNERS
from schema.keys import Node
from schema.lazily import BeneficialOwners, Issuers, Owners
from schema.links import GraphNode
from schema.owners import known_owner
from schema.reading import Reader
from schema.rows import RowFields
from schema.trading_plans import TradingPlan
from schema.transaction_filter import counts

Found = tuple[Row, ...]


@strawberry.type(description="A figure as filed that is not used as it stands.")
class Repair:
    """A repair as a client sees it."""

    field: str = strawberry.field(description="Element of the form.")
    reported: str = strawberry.field(description="As filed.")
    effective: str | None = strawberry.field(
        description="What is used instead; null where nothing is."
    )
    reason: str = strawberry.field(description="Plain sentence.")


@dataclass(frozen=True, slots=True)
class Versions:
    """All rows of one trade, in order of acceptance.

    Attributes:
        rows: by key, with their filings.
        later: row → the row that replaces it.
    """

    rows: Mapping[RowKey, Row]
    later: Mapping[RowKey, RowKey]

    @classmethod
    def of(cls, row: Row) -> "Versions":
        """Return the rows found for a trade."""
        found = sorted(_listed(row, "rows"), key=_acceptance)
        replaced = cast("list[tuple[RowKey, RowKey]]", row["superseded"])
        return cls(
            rows={RowKey(str(_part(one, "row")["key"])): one for one in found},
            later={earlier: later for later, earlier in replaced},
        )

    def live(self, row: RowKey) -> RowKey:
        """Return the version of a row that is in force."""
        *_, live = self._onwards(row)
        return live

    def before(self, row: RowKey) -> list[RowKey]:
        """Return the earlier versions of a row, newest first."""
        return [
            key for key in reversed(list(self.rows)) if key != row and row in self._onwards(key)
        ]

    def _onwards(self, row: RowKey) -> Iterator[RowKey]:
        yield row
        while row in self.later:
            row = self.later[row]
            yield row

    def duplicates(self, row: RowKey) -> list[RowKey]:
        """Return the rows in force that report the same on other forms."""
        live = dict.fromkeys(map(self.live, self.rows))
        return [key for key in live if key != self.live(row)]


def _part(found: Row, name: str) -> Mapping[str, object]:
    return cast("Mapping[str, object]", found[name])


def _acceptance(found: Row) -> tuple[int, str]:
    filing = _part(found, "filing")
    return cast("int", filing["acceptedAt"]), str(filing["accession"])


def _of_filing(row: Row) -> Found:
    pairs = cast("list[tuple[Row, Row | None]]", row["rows"])
    return tuple(
        {"row": found, "filing": row["filing"], "trade": trade}
        for found, trade in pairs
        if trade is not None
    )


def _listed(row: Row, name: str) -> Found:
    parts = cast("list[list[Row]]", row[name])
    return tuple(dict(zip(("row", "filing", "trade"), found, strict=False)) for found in parts)


def _aggregates(row: Row) -> tuple[Found, Found]:
    return _listed(row, "parts"), _listed(row, "wholes")


ROWS: Reader[RowKey, Row | None] = Reader("read/transactions", lambda row: row, lambda: None)
OF_FILING: Reader[AccessionNumber, Found] = Reader("read/filing_transactions", _of_filing, tuple)
VERSIONS: Reader[str, Versions] = Reader(
    "read/rows_of_trades", Versions.of, lambda: Versions({}, {})
)
AGGREGATES: Reader[str, tuple[Found, Found]] = Reader(
    "read/aggregates_of_trades", _aggregates, lambda: ((), ())
)


@strawberry.type(
    description="A row of a form. Code P and S cover private trades too. Price and value are "
    "those of the economic trade; figures as filed stand beside them."
)
class Transaction(RowFields, Node):
    """One reported transaction."""

    row: strawberry.Private[ReportedTransaction]
    trade: strawberry.Private[EconomicTrade]

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"txn:{self.row.key}")

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
        description="Owner set of the economic trade: the ultimate controllers, on its day, of "
        "everyone who reports it; usually one. Where rows of a joint form name different owners, "
        "those of the one named. Below a cluster, links count as its definition says."
    )
    async def beneficial_owners(self, info: Info) -> list[BeneficialOwners]:
        from schema.beneficial_owners import BeneficialOwner

        at = self.at.about(self.issuer_cik)
        owners = at.remembered("owner sets", partial(OwnerSets, at.roots()))
        day = self.trade.transaction_date or self.trade.filed_on
        roots = owners.of(self.trade, CountBasis.BENEFICIAL_OWNER, Reading.HEADLINE, (day, day))
        return await paced(info, (BeneficialOwner(at=at, root=root) for root in sorted(roots)))

    @strawberry.field(
        description="Owners of other purchases or sales that are equal in every figure, the "
        "balance after included, and that nothing joins with this one: perhaps the same trade, "
        "which is what insiderCountMin takes it for."
    )
    async def lookalikes(self, info: Info) -> list[Owners]:
        return await paced(info, (known_owner(self.at, cik) for cik in self.trade.lookalikes))

    @strawberry.field(
        description="To whom the row itself is attributed, by its nature of ownership or a "
        "footnote: reporting owners, then vehicles that do not file. Empty where nobody is named."
    )
    async def held_by(self, info: Info) -> list[GraphNode]:
        from schema.holders import OF_TRANSACTIONS, held_by

        return await held_by(info, self.at, OF_TRANSACTIONS, self.row.key)

    @strawberry.field(description="As filed.")
    def transaction_date(self) -> date:
        return cast("date", self.row.transaction_date.value)

    @strawberry.field(
        description="The date that puts the trade into windows; null where the one filed cannot "
        "be right, which keeps it out of them."
    )
    def effective_transaction_date(self) -> date | None:
        return self.trade.transaction_date

    @strawberry.field(description="Notified date of a plan or discretionary trade.")
    def deemed_execution_date(self) -> date | None:
        return self.row.deemed_execution_date.value

    @strawberry.field(description="SEC transaction code.")
    def code(self) -> TransactionCode:
        return self.row.code

    @strawberry.field(description="Adds to the position or takes from it.")
    def acquired_disposed(self) -> AcquiredDisposed:
        return cast("Direction", self.row.acquired_disposed.value)

    @strawberry.field(
        description="Code and direction disagree, such as a sale that acquires; shown, and in no "
        "cluster."
    )
    def is_contradictory(self) -> bool:
        return self.trade.contradictory

    @strawberry.field(description="Shares, as filed.")
    def shares(self) -> Decimal | None:
        return self.row.shares.value

    @strawberry.field(
        description="Price used in values; null when not reported, or SUSPECT. The figure as filed "
        "is in reportedPricePerShare."
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
        description="Figures of the economic trade that are not used as filed, and why."
    )
    async def repairs(self, info: Info) -> list[Repair]:
        return await paced(
            info,
            (
                Repair(
                    field=repair.field,
                    reported=repair.reported,
                    effective=repair.effective,
                    reason=repair.reason,
                )
                for repair in self.trade.repairs
            ),
        )

    @strawberry.field(
        description="ISO code when the filing states another currency than USD; value is then null."
    )
    def currency(self) -> str | None:
        return self.trade.currency

    @strawberry.field(
        description="Shares times price of the economic trade, USD; null where either is unknown. "
        "The same on every row that reports it."
    )
    def value(self) -> Decimal | None:
        return self.trade.value

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

    @strawberry.field(description="Rule 10b5-1.")
    def trading_plan(self) -> TradingPlan:
        return TradingPlan(at=self.at, trade=self.trade)

    @strawberry.field(description="Whether an equity swap is involved.")
    def equity_swap_involved(self) -> bool:
        return bool(self.row.equity_swap_involved)

    @strawberry.field(
        description="Same value on every row that reports the same economic trade. A trade is no "
        "node of its own: its rows are, and each leads to the others by duplicates, supersededBy "
        "and supersedes."
    )
    def economic_transaction_id(self) -> strawberry.ID:
        return strawberry.ID(f"trade:{self.trade.trade_id}")

    @strawberry.field(
        description="Rows of other forms that report the same trade, each in its version in force; "
        "in order of acceptance."
    )
    async def duplicates(self, info: Info) -> list["Transaction"]:
        versions = await self._versions(info)
        return await self._siblings(info, versions, versions.duplicates(self.row.key))

    @strawberry.field(
        description="Why the rows of different forms are one trade, the same on each of them; "
        "empty where one line alone reports it."
    )
    def duplicate_gates(self) -> list[TradeGate]:
        return list(self.trade.gates)

    @strawberry.field(
        description="The version of this row that an amendment put in force; null for one that is."
    )
    async def superseded_by(self, info: Info) -> "Transaction | None":
        versions = await self._versions(info)
        live = versions.live(self.row.key)
        found = await self._siblings(info, versions, [live] if live != self.row.key else [])
        return found[0] if found else None

    @strawberry.field(description="Earlier versions of this row, newest first.")
    async def supersedes(self, info: Info) -> list["Transaction"]:
        versions = await self._versions(info)
        return await self._siblings(info, versions, versions.before(self.row.key))

    async def _versions(self, info: Info) -> Versions:
        return await self.at.load(info, VERSIONS, self.trade.key, above=1)

    async def _siblings(
        self, info: Info, versions: Versions, keys: Sequence[RowKey]
    ) -> list["Transaction"]:
        return await paced(
            info, (_transaction(self.at, versions.rows[key], self.trade) for key in keys)
        )

    @strawberry.field(description="An amendment says that it did not happen; in no cluster.")
    def is_void(self) -> bool:
        return self.trade.void

    @strawberry.field(
        description="First reported by an amendment whose original is not known at the cut-off."
    )
    def is_orphan_amendment(self) -> bool:
        return self.trade.orphan

    @strawberry.field(
        description="Trades that this one reports as their sum, each by its effective row; they "
        "count, and it does not. By date, then id."
    )
    async def aggregates(self, info: Info) -> list["Transaction"]:
        parts, _ = await self.at.load(info, AGGREGATES, self.trade.key, above=1)
        return await self._trades(info, parts)

    @strawberry.field(description="Trades that report this one within a sum; they do not count.")
    async def aggregated_by(self, info: Info) -> list["Transaction"]:
        _, wholes = await self.at.load(info, AGGREGATES, self.trade.key, above=1)
        return await self._trades(info, wholes)

    async def _trades(self, info: Info, found: Found) -> list["Transaction"]:
        return await paced(info, sorted((transaction(self.at, one) for one in found), key=_by_date))


def _by_date(row: Transaction) -> tuple[date, RowKey]:
    return row.trade.transaction_date or date.max, row.trade.trade_id


def transaction(at: At, found: Row) -> Transaction:
    """Return the transaction stored as a map of row, filing and trade."""
    return _transaction(at, found, trade_of(_part(found, "trade")))


def _transaction(at: At, found: Row, trade: EconomicTrade) -> Transaction:
    return Transaction(
        at=at,
        row=transaction_of(_part(found, "row")),
        in_filing=_part(found, "filing"),
        issuer_cik=Cik(trade.issuer_cik),
        trade=trade,
    )


async def rows_of_filing(
    info: Info, at: At, accession: AccessionNumber, rows: RowSelection
) -> list[Transaction]:
    """Return the rows of a filing in document order; EFFECTIVE: those that stand for a trade."""
    found = await at.load(info, OF_FILING, accession)
    shown = [transaction(at, row) for row in found]
    if rows is RowSelection.EFFECTIVE:
        shown = [
            one for one in shown if counts(one.trade) and one.trade.effective_row == one.row.key
        ]
    shown.sort(key=lambda item: (item.row.table is Table.DERIVATIVE, item.row.ordinal))
    return await paced(info, shown)
