"""The figures of a row to count with: dates, prices, currency, and what was repaired and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from graph_api.domain.codes import PriceQuality
from graph_api.domain.filing import OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import RowKey
from graph_api.domain.instants import Instant
from graph_api.domain.prices import effective_price, stated_currency
from graph_api.domain.trades import Repair


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What counts of one row at one instant.

    Attributes:
        transaction_date: effective; None keeps the trade out of windows.
        price: per share, in ``currency``; None where MISSING or SUSPECT.
        currency: ISO code when another than USD is stated, else None.
        repairs: figures as filed that are not used as they stand.
    """

    transaction_date: date | None
    price: Decimal | None
    price_quality: PriceQuality
    currency: str | None
    repairs: tuple[Repair, ...]


class Quality:
    """Figures of every transaction row, as judged by what was known at an instant."""

    def __init__(self, filings: Iterable[OwnershipFiling]) -> None:
        self._figures = {
            row.key: _figures(row, filing)
            for filing in filings
            for row in filing.document.transactions
        }

    def of(self, row: RowKey, known_at: Instant) -> Figures:  # noqa: ARG002
        """Return the figures of a row as judged at ``known_at``."""
        return self._figures[row]

    def instants(self, row: RowKey) -> tuple[Instant, ...]:  # noqa: ARG002
        """Return the instants after its own acceptance at which its figures change, ascending."""
        return ()


def _figures(row: ReportedTransaction, filing: OwnershipFiling) -> Figures:
    price, quality = effective_price(row.code, row.price_per_share.value)
    notes: Mapping[str, str] = {note.id: note.text for note in filing.document.footnotes}
    return Figures(
        transaction_date=row.transaction_date.value,
        price=price,
        price_quality=quality,
        currency=stated_currency(notes[i] for i in row.price_per_share.footnotes if i in notes),
        repairs=(),
    )
