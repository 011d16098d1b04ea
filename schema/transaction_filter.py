"""``TransactionFilter``: which trades to show, as parameters of statements and as a test."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import cast

import strawberry

from graph_api.domain.codes import Table
from graph_api.domain.trades import EconomicTrade
from schema.context import At
from schema.enums import AcquiredDisposed, PriceQuality, RowSelection, TransactionCode
from schema.keys import DateRange, IssuerKey, OwnerKey, everyone


@strawberry.input(description="Which trades; what is left out lets all through.")
class TransactionFilter:
    """Filters of transaction lists."""

    issuers: list[IssuerKey] | None = strawberry.field(default=None, description="Any of them.")
    owners: list[OwnerKey] | None = strawberry.field(
        default=None,
        description="Any of them reports the trade; any member, where one is a beneficial owner.",
    )
    codes: list[TransactionCode] | None = strawberry.field(default=None, description="Codes.")
    acquired_disposed: AcquiredDisposed | None = strawberry.field(
        default=None, description="Direction."
    )
    transaction_date: DateRange | None = strawberry.field(
        default=None, description="Transaction date."
    )
    filed_on: DateRange | None = strawberry.field(default=None, description="Filing date.")
    include_derivatives: bool = strawberry.field(default=False, description="Rows of Table II too.")
    price_qualities: list[PriceQuality] | None = strawberry.field(
        default=None, description="Any of them; SUSPECT prices, for one."
    )
    rows: RowSelection = strawberry.field(
        default=RowSelection.EFFECTIVE,
        description="EFFECTIVE: one row for each trade that counts. AS_FILED: every reported row "
        "of the trades that pass, those of one trade together.",
    )

    def parameters(self, at: At) -> dict[str, object]:
        """Return the filter as parameters of a statement."""
        traded, filed = self.transaction_date, self.filed_on
        issuers, owners = self.issuers, self.owners
        return {
            "codes": _values(self.codes),
            "acquiredDisposed": self.acquired_disposed and self.acquired_disposed.value,
            "derivatives": self.include_derivatives,
            "since": traded and traded.from_,
            "until": traded and traded.to,
            "filedSince": filed and filed.from_,
            "filedUntil": filed and filed.to,
            "issuers": None if issuers is None else tuple(k.found(at) or "" for k in issuers),
            "owners": None if owners is None else tuple(sorted(everyone(owners, at))),
            "priceQualities": _values(self.price_qualities),
            "asFiled": self.rows is RowSelection.AS_FILED,
        }


def _values(chosen: Iterable[Enum] | None) -> tuple[str, ...] | None:
    return None if chosen is None else tuple(member.value for member in chosen)


def counts(trade: EconomicTrade) -> bool:
    """Return whether a trade stands by itself: it happened, and is no sum of other trades."""
    return not trade.void and not trade.aggregates


def passes(trade: EconomicTrade, filters: Mapping[str, object]) -> bool:
    """Return whether a trade passes a filter given as parameters; issuers and owners apart."""
    codes = cast("tuple[str, ...] | None", filters["codes"])
    qualities = cast("tuple[str, ...] | None", filters["priceQualities"])
    direction = filters["acquiredDisposed"]
    return (
        (bool(filters["asFiled"]) or counts(trade))
        and (codes is None or trade.code.value in codes)
        and (qualities is None or trade.price_quality.value in qualities)
        and (direction is None or getattr(trade.acquired_disposed, "value", None) == direction)
        and (bool(filters["derivatives"]) or trade.table is Table.NON_DERIVATIVE)
        and _within(trade.transaction_date, filters["since"], filters["until"])
        and _within(trade.filed_on, filters["filedSince"], filters["filedUntil"])
    )


def _within(day: date | None, first: object, last: object) -> bool:
    if first is None and last is None:
        return True
    return (
        day is not None
        and (first is None or cast("date", first) <= day)
        and (last is None or day <= cast("date", last))
    )
