"""In what order transactions come, the same whether a statement or memory sorts them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import strawberry

from graph_api.bolt.values import scaled
from graph_api.domain.trades import EconomicTrade
from graph_api.errors import InvalidArgumentError
from schema.enums import OrderDirection, TransactionOrderField
from schema.pagination import PageRequest, SortKey, read_cursor

UNKNOWN = 2**63 - 1
"""Sort key of what is not known: last, whichever way the rest is sorted."""


@strawberry.input(description="One sort key.")
class TransactionOrder:
    """A field and a direction."""

    field: TransactionOrderField = strawberry.field(description="What to sort by.")
    direction: OrderDirection = strawberry.field(
        default=OrderDirection.DESC, description="Which way."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeOrder:
    """An order of trades, or of all rows that report them.

    Sort keys are integers, least first: the measure of the trade, turned round for DESC. Equal
    ones come by trade id, and the rows of a trade in order of acceptance; both always upwards.
    """

    field: TransactionOrderField = TransactionOrderField.FILED_AT
    direction: OrderDirection = OrderDirection.DESC
    as_filed: bool = False

    @classmethod
    def chosen(cls, orders: Sequence[TransactionOrder] | None, *, as_filed: bool) -> Self:
        """Return the order asked for; without one, the newest acceptance comes first.

        Raises:
            InvalidArgumentError: another number of sort keys than one.
        """
        if orders is None:
            return cls(as_filed=as_filed)
        if len(orders) != 1:
            names = ", ".join(field.value for field in TransactionOrderField)
            asked = [order.field.value for order in orders]
            raise InvalidArgumentError("orderBy", asked, accepted=f"exactly one of {names}")
        return cls(field=orders[0].field, direction=orders[0].direction, as_filed=as_filed)

    @property
    def _sign(self) -> int:
        return -1 if self.direction is OrderDirection.DESC else 1

    def key(self, measure: int, trade_id: str, place: int) -> SortKey:
        """Return the key of a row: the sort key of its trade, and its place among the rows."""
        listed = "rows" if self.as_filed else "trades"
        return (f"{listed} {self.field.value} {self.direction.value}", measure, trade_id, place)

    def key_of(self, trade: EconomicTrade, place: int) -> SortKey:
        """Return the key of a row of a trade in memory, as statements compute it."""
        found = _measure(trade, self.field)
        return self.key(UNKNOWN if found is None else self._sign * found, trade.trade_id, place)

    def parameters(self, request: PageRequest) -> dict[str, object]:
        """Return order and page as parameters of a statement.

        Raises:
            InvalidCursorError: a cursor of another list.
        """
        return {
            "sortBy": self.field.value,
            "sign": self._sign,
            "way": 1 if request.last is None else -1,
            "limit": request.size + 1,
            **self._place("after", request.after),
            **self._place("before", request.before),
        }

    def _place(self, side: str, cursor: str | None) -> dict[str, object]:
        place: Sequence[object] = (None, None, None)
        if cursor is not None:
            _, *place = read_cursor(cursor, self.key(0, "", 0))
        return dict(zip((f"{side}Key", f"{side}Trade", f"{side}Row"), place, strict=True))


def _measure(trade: EconomicTrade, field: TransactionOrderField) -> int | None:
    if field is TransactionOrderField.FILED_AT:
        return trade.accepted_at
    if field is TransactionOrderField.TRANSACTION_DATE:
        day = trade.transaction_date
        return None if day is None else int(f"{day:%Y%m%d}")
    if field is TransactionOrderField.VALUE:
        return None if trade.value is None else scaled(round(trade.value, 0))
    if trade.shares is None:
        return None
    exact = scaled(trade.shares)
    # What int64 cannot hold exactly is sorted as the engines' floating point numbers sort it.
    return min(int(float(trade.shares) * 10_000), UNKNOWN) if exact is None else exact
