"""The figures of a row to count with: dates, prices, currency, and what was repaired and why."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from operator import itemgetter

from graph_api.domain.codes import PriceQuality, Table, TransactionCode
from graph_api.domain.currencies import (
    UNKNOWN_CURRENCY,
    declared_currency,
    names_dollars,
    stated_currency,
)
from graph_api.domain.dates import effective_date
from graph_api.domain.filing import IssuerAsFiled, OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import RowKey
from graph_api.domain.instants import Instant
from graph_api.domain.price_ranges import PriceRange, stated_range
from graph_api.domain.prices import checked_price, price_repair
from graph_api.domain.securities import equity_class
from graph_api.domain.symbols import normal_symbol
from graph_api.domain.trades import EquityClass, Repair
from loaders.resolve.levels import Doubt, Priced, doubts_of

_MARKET = frozenset({TransactionCode.P, TransactionCode.S})
_AT_MARKET_PRICE = _MARKET | {TransactionCode.F, TransactionCode.I, TransactionCode.L}
"""Codes whose price is that of the market; others state exercise prices and terms of grants."""

_CLASS = re.compile(r"\b(?:class|series)\s+([a-z0-9]+)\b", re.IGNORECASE)
_DEPOSITARY = re.compile(r"\b(?:ADSs?|ADRs?|GDSs?|deposit[ao]ry)\b", re.IGNORECASE)
_RIGHT_TO_MORE = re.compile(
    r"\b(?:warrants?|options?|rights?|swaps?|forwards?|futures?|calls?|puts?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What counts of one row at one instant.

    Attributes:
        transaction_date: effective; None keeps the trade out of windows.
        price: per share, in ``currency``; None where MISSING or SUSPECT.
        currency: ISO code when another than USD is stated, else None; XXX where the price is
            hardly in dollars and nobody says in what else.
        repairs: figures as filed that are not used as they stand.
    """

    transaction_date: date | None
    price: Decimal | None
    price_quality: PriceQuality
    currency: str | None
    repairs: tuple[Repair, ...]


class Quality:
    """Figures of every transaction row, as judged by what was known at an instant.

    A row is judged by its own form: the century of its date, its currency, and the price range
    that the footnotes of its price tell. A market price whose footnotes tell no range is compared
    with those of other filings, of the same class of the issuer's securities, about trades within
    ten days; it is SUSPECT while it is more than ten times above or below their median.

    Source:
        Specification A6.
    """

    def __init__(self, filings: Iterable[OwnershipFiling]) -> None:
        self._figures: dict[RowKey, Figures] = {}
        self._changes: dict[RowKey, tuple[tuple[Instant, Figures], ...]] = {}
        compared: dict[Hashable, list[Priced]] = defaultdict(list)
        for filing in filings:
            for row in _rows(filing):
                self._figures[row.filed.key] = figures = _own_figures(row)
                if priced := _priced(row, figures):
                    compared[_security(row), figures.currency].append(priced)
        for rows in compared.values():
            for priced, doubts in doubts_of(rows):
                figures = self._figures[priced.row]
                self._changes[priced.row] = tuple(
                    (instant, _doubted(figures, priced.price, doubt) if doubt else figures)
                    for instant, doubt in doubts
                )

    def of(self, row: RowKey, known_at: Instant) -> Figures:
        """Return the figures of a row as judged at ``known_at``, its acceptance at the earliest."""
        changes = self._changes.get(row)
        if changes is None:
            return self._figures[row]
        return changes[max(0, bisect_right(changes, known_at, key=itemgetter(0)) - 1)][1]

    def instants(self, row: RowKey) -> tuple[Instant, ...]:
        """Return the instants after its own acceptance at which its figures change, ascending."""
        return tuple(instant for instant, _ in self._changes.get(row, ())[1:])


@dataclass(frozen=True, slots=True)
class _Form:
    """What a form says of all its rows.

    Attributes:
        notes: footnotes by id.
        currency: in which its remarks, or footnotes of no price, say that its prices are.
        is_of_depositary_shares: whether it speaks of any; they may stand for several shares.
    """

    filing: OwnershipFiling
    notes: Mapping[str, str]
    currency: str | None
    is_of_depositary_shares: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A row and what its form says of its price.

    Attributes:
        notes: footnotes of its price.
        told: the price range that they tell; None too where it may be that of other units.
    """

    filed: ReportedTransaction
    form: _Form
    title: str
    is_of_other_units: bool
    notes: tuple[str, ...]
    told: PriceRange | None


def _form(filing: OwnershipFiling) -> _Form:
    document = filing.document
    notes = {note.id: note.text for note in document.footnotes}
    of_prices = {note for row in document.transactions for note in row.price_per_share.footnotes}
    elsewhere = [text for note, text in notes.items() if note not in of_prices]
    elsewhere += [document.remarks] if document.remarks else []
    return _Form(
        filing,
        notes,
        declared_currency(elsewhere),
        any(map(_DEPOSITARY.search, notes.values())),
    )


def _rows(filing: OwnershipFiling) -> Iterator[_Row]:
    form = _form(filing)
    for filed in filing.document.transactions:
        title = filed.security_title.value or ""
        ids = filed.price_per_share.footnotes
        notes = tuple(form.notes[note] for note in ids if note in form.notes)
        other_units = form.is_of_depositary_shares and not _DEPOSITARY.search(title)
        told = None if other_units or not notes else stated_range(notes)
        yield _Row(filed, form, title, other_units, notes, told)


def _own_figures(row: _Row) -> Figures:
    """Return the figures as the row's own form tells them."""
    filed, price = row.filed, row.filed.price_per_share.value
    day, day_repair = effective_date(filed.transaction_date.value, row.form.filing.filed_on)
    checked = checked_price(filed.code, price, filed.shares.value, row.told)
    currency, currency_repair = _currency(row, price) if price else (None, None)
    repairs = (day_repair, currency_repair, checked.repair)
    return Figures(
        transaction_date=day,
        price=checked.price,
        price_quality=checked.quality,
        currency=currency,
        repairs=tuple(repair for repair in repairs if repair),
    )


def _currency(row: _Row, price: Decimal) -> tuple[str | None, Repair | None]:
    issuer = row.form.filing.document.issuer
    if currency := stated_currency(row.notes, price) or row.form.currency:
        reason = f"The form states this price in {currency}."
    elif _is_listed_abroad_alone(issuer) and not names_dollars(row.notes):
        currency = UNKNOWN_CURRENCY
        reason = (
            f"The issuer is listed abroad alone ({issuer.foreign_symbol}), and nothing says that "
            "the price is in dollars."
        )
    else:
        return None, None
    return currency, price_repair(price, f"{price:f} {currency}", reason)


def _is_listed_abroad_alone(issuer: IssuerAsFiled) -> bool:
    return bool(normal_symbol(issuer.foreign_symbol)) and normal_symbol(issuer.symbol) is None


def _priced(row: _Row, figures: Figures) -> Priced | None:
    """Return the price to compare; None where it is none of the market, or of what is unknown."""
    filed = row.filed
    if (
        filed.table is Table.DERIVATIVE
        or filed.code not in _AT_MARKET_PRICE
        or figures.transaction_date is None
        or not figures.price
        or row.is_of_other_units
        or _RIGHT_TO_MORE.search(row.title)
    ):
        return None
    return Priced(
        day=figures.transaction_date,
        price=figures.price,
        shares=filed.shares.value,
        row=filed.key,
        filing=row.form.filing,
        tells=filed.code in _MARKET,
        judged=row.told is None,
    )


def _security(row: _Row) -> Hashable:
    """Return what tells the classes of an issuer's securities apart, however they are written."""
    equity = equity_class(row.title)
    letter = _CLASS.search(row.title)
    return (
        row.form.filing.document.issuer.cik,
        equity,
        letter and letter[1].upper(),
        bool(_DEPOSITARY.search(row.title)),
        None if equity is EquityClass.COMMON else tuple(re.findall(r"\w+", row.title.casefold())),
    )


def _doubted(figures: Figures, price: Decimal, doubt: Doubt) -> Figures:
    """Return the figures where other filings cast doubt on the price."""
    reason = (
        f"It is {doubt.side.value} {doubt.price:f}, the median price of {doubt.others} other "
        "filings about trades within ten days."
    )
    return replace(
        figures,
        price=None,
        price_quality=PriceQuality.SUSPECT,
        repairs=(*figures.repairs, price_repair(price, None, reason)),
    )
