"""Month partitions of trade columns, fetched once for each state of the graph and kept."""

import asyncio
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import repeat
from typing import cast

from graph_api.bolt.connection import Graph, Row
from graph_api.bolt.values import from_text, unscaled
from graph_api.cypher import statement
from graph_api.domain.codes import (
    AcquiredDisposed,
    FormType,
    InsiderRole,
    PriceQuality,
    Table,
    TradingPlanStatus,
    TransactionCode,
)
from graph_api.domain.definitions import DateBasis
from graph_api.domain.identifiers import Cik
from graph_api.domain.trades import (
    EconomicTrade,
    EquityClass,
    Gate,
    Naming,
    Repair,
    TradeReporter,
)

_STATEMENTS = {
    DateBasis.TRANSACTION_DATE: "read/trades_by_transaction_date",
    DateBasis.FILED_ON: "read/trades_by_filing_date",
}

Month = tuple[int, int]


class Tape:
    """Trades of one state of the graph, by month of either date.

    Gates, repairs and orphaned amendments explain a trade and count nothing: they stay unread.

    Months are fetched when first asked for; concurrent callers share one fetch.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._months: dict[tuple[DateBasis, Month], asyncio.Task[tuple[EconomicTrade, ...]]] = {}

    async def between(
        self, since: date, until: date, basis: DateBasis
    ) -> tuple[EconomicTrade, ...]:
        """Return all versions of the trades dated within both days inclusive, in no order.

        Whole months are kept, so more days than asked for may come; none are left out.
        """
        parts = await asyncio.gather(*(self._month(month, basis) for month in months(since, until)))
        return tuple(trade for part in parts for trade in part)

    async def _month(self, month: Month, basis: DateBasis) -> tuple[EconomicTrade, ...]:
        task = self._months.get((basis, month))
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = asyncio.create_task(self._fetch(month, basis))
            self._months[basis, month] = task
        # One caller giving up must not take the months from the others.
        return await asyncio.shield(task)

    async def _fetch(self, month: Month, basis: DateBasis) -> tuple[EconomicTrade, ...]:
        since, until = date(*month, 1), date(*month, monthrange(*month)[1])
        rows = await self._graph.read(statement(_STATEMENTS[basis]), since=since, until=until)
        return tuple(trades_of(rows[0])) if rows else ()


def months(since: date, until: date) -> Iterator[Month]:
    """Yield (year, month) from that of ``since`` to that of ``until``."""
    for index in range(since.year * 12 + since.month - 1, until.year * 12 + until.month):
        yield index // 12, index % 12 + 1


def trades_of(columns: Row) -> Iterator[EconomicTrade]:
    """Yield the trades of one record of columns."""
    names = list(columns)
    lists = cast("list[list[object]]", list(columns.values()))
    for values in zip(*lists, strict=True):
        yield trade_of(dict(zip(names, values, strict=True)))


def _members(enum: type[Enum]) -> dict[object, Enum]:
    return {member.value: member for member in enum}


_CODES = cast("dict[object, TransactionCode]", _members(TransactionCode))
_TABLES = cast("dict[object, Table]", _members(Table))
_DIRECTIONS = cast("dict[object, AcquiredDisposed]", _members(AcquiredDisposed))
_CLASSES = cast("dict[object, EquityClass]", _members(EquityClass))
_QUALITIES = cast("dict[object, PriceQuality]", _members(PriceQuality))
_PLANS = cast("dict[object, TradingPlanStatus]", _members(TradingPlanStatus))
_FORMS = cast("dict[object, FormType]", _members(FormType))
_ROLES = cast("dict[object, InsiderRole]", _members(InsiderRole))
_NAMINGS = cast("dict[object, Naming]", _members(Naming))
_GATES = cast("dict[object, Gate]", _members(Gate))


def trade_of(row: Mapping[str, object]) -> EconomicTrade:
    """Return the trade stored as ``row``: a record of columns, or all properties of the node.

    Columns leave out what clusters do not ask for; it is empty then.
    """
    return EconomicTrade(
        trade_id=row["tradeId"],  # type: ignore[arg-type]
        known_from=row["knownFrom"],  # type: ignore[arg-type]
        known_to=row["knownTo"],  # type: ignore[arg-type]
        issuer_cik=row["issuerCik"],  # type: ignore[arg-type]
        table=_TABLES[row["table"]],
        equity_class=_CLASSES[row["equityClass"]],
        code=_CODES[row["code"]],
        acquired_disposed=_DIRECTIONS.get(row.get("acquiredDisposed")),
        contradictory=bool(row["contradictory"]),
        equity_swap=bool(row["equitySwap"]),
        form_types=tuple(_FORMS[form] for form in _list(row["formTypes"])),
        transaction_date=row.get("transactionDate"),  # type: ignore[arg-type]
        filed_on=row["filedOn"],  # type: ignore[arg-type]
        accepted_at=row["acceptedAt"],  # type: ignore[arg-type]
        shares=_exact(row.get("shares"), row.get("sharesText")),
        price=_exact(row.get("price"), row.get("priceText")),
        price_quality=_QUALITIES[row["priceQuality"]],
        currency=row.get("currency"),  # type: ignore[arg-type]
        plan=_PLANS[row["plan"]],
        holders=tuple(Cik(str(cik)) for cik in _list(row.get("holders"))),
        reporters=tuple(
            TradeReporter(
                cik=Cik(str(cik)),
                roles=_roles(str(roles)),
                forms=_forms(str(forms)),
                naming=_NAMINGS.get(mark[:1]),
                trust_company=mark.endswith("T"),
            )
            for cik, roles, forms, mark in zip(
                _list(row["reporterCiks"]),
                _list(row["reporterRoles"]),
                _list(row["reporterForms"]),
                _marks(row.get("reporterMarks")),
                strict=False,
            )
        ),
        accessions=tuple(_list(row["accessions"])),  # type: ignore[arg-type]
        rows=tuple(_list(row["rows"])),  # type: ignore[arg-type]
        effective_row=row["effectiveRow"],  # type: ignore[arg-type]
        filing_count=row["filingCount"],  # type: ignore[arg-type]
        void=bool(row["void"]),
        orphan=bool(row.get("orphan")),
        gates=tuple(_GATES[gate] for gate in _list(row.get("gates"))),
        aggregates=tuple(_list(row.get("aggregates"))),  # type: ignore[arg-type]
        repairs=_repairs(_list(row.get("repairs"))),
        lookalikes=tuple(Cik(str(cik)) for cik in _list(row.get("lookalikes"))),
    )


def _list(value: object) -> Sequence[object]:
    return cast("Sequence[object]", value or ())


def _exact(whole: object, text: object) -> Decimal | None:
    if text is not None:
        return from_text(cast("str", text))
    return unscaled(cast("int | None", whole))


def _repairs(texts: Sequence[object]) -> tuple[Repair, ...]:
    """Return repairs from a flat list of four texts each; no effective figure is empty text."""
    part = iter(cast("Sequence[str]", texts))
    return tuple(
        Repair(field=field, reported=reported, effective=effective or None, reason=reason)
        for field, reported, effective, reason in zip(part, part, part, part, strict=True)
    )


def _marks(text: object) -> Iterable[str]:
    """Return the marks of reporters in their order; none of them has one where there is no text."""
    return repeat("") if text is None else str(text).split(",")


def _roles(text: str) -> tuple[InsiderRole, ...]:
    return tuple(_ROLES[role] for role in text.split(",")) if text else ()


@lru_cache(maxsize=1_000)
def _forms(text: str) -> tuple[int, ...]:
    return tuple(int(index) for index in text.split(","))
