"""What other filings told of a price at about the same time, as far as was known at an instant.

Filings are counted, not rows: each has one price, the median of its own, and an original and its
amendments have one together. A price is doubted where it is far above, or far below, the two
middle ones of at least two others.

Splits, and classes that are not told apart, make prices differ that are all right. Therefore a
price that another owner tells too is not doubted, and where all that differ were paid before, or
all of them after, only what looks like a slip of the pen is.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber, RowKey
from graph_api.domain.instants import Instant
from graph_api.domain.price_ranges import PriceRange
from graph_api.domain.prices import FAR, Side, far_side, is_slip
from loaders.resolve.amendments import candidates, order

NEAR = timedelta(days=10)
"""Trades this far apart, inclusive, are compared."""

_FEWEST = 2
_ALIKE = 2
"""A price is about the same up to this many times it."""


class Priced(NamedTuple):
    """A row with a price that is to be compared.

    Attributes:
        day: effective date of the transaction.
        tells: others are compared with it.
        judged: it is compared with others.
    """

    day: date
    price: Decimal
    shares: Decimal | None
    row: RowKey
    filing: OwnershipFiling
    tells: bool
    judged: bool


class _Telling(NamedTuple):
    """The price that one filing tells, the median of its rows, and their first and last day."""

    filing: OwnershipFiling
    price: Decimal
    first: date
    last: date


class Doubt(NamedTuple):
    """Why a price is doubted: ``price`` is the median of ``others`` other filings."""

    side: Side
    price: Decimal
    others: int


Doubts = tuple[tuple[Instant, Doubt | None], ...]
"""From when on a price is doubted or not, ascending; the first is the row's own acceptance."""

Kin = Mapping[AccessionNumber, frozenset[AccessionNumber]]
"""Filings of which one may amend the other; those that have none are left out."""


class _Known:
    """The price of each family of filings known at an instant.

    Attributes:
        prices: ascending, each with the filing that speaks for its family: the last amendment.
    """

    def __init__(self, kin: Kin) -> None:
        self.prices: list[tuple[Decimal, AccessionNumber]] = []
        self._kin = kin
        self._told: dict[AccessionNumber, _Telling] = {}
        self._speaker: dict[AccessionNumber, AccessionNumber] = {}

    def add(self, telling: _Telling) -> None:
        """Take in a filing accepted no earlier than those before."""
        accession = telling.filing.accession
        self._told[accession] = telling
        members, speaker = [accession], accession
        for kin in self.speakers_of(telling.filing):
            self.prices.remove(self._entry(kin))
            members += (other for other, by in self._speaker.items() if by == kin)
            speaker = max(speaker, kin, key=lambda member: _rank(self._told[member].filing))
        insort(self.prices, self._entry(speaker))
        self._speaker.update(dict.fromkeys(members, speaker))

    def speakers_of(self, filing: OwnershipFiling) -> frozenset[AccessionNumber]:
        """Return who speaks for ``filing`` and its kin, as far as they told a price."""
        own = {filing.accession, *self._kin.get(filing.accession, ())}
        return frozenset(self._speaker[member] for member in own if member in self._speaker)

    def middle(self, besides: frozenset[AccessionNumber] = frozenset()) -> PriceRange | None:
        """Return the two middle prices (one twice if their number is odd) but for ``besides``.

        None where fewer than two are left.
        """
        left_out = sorted(bisect_left(self.prices, self._entry(who)) for who in besides)
        count = len(self.prices) - len(left_out)
        if count < _FEWEST:
            return None
        low, high = (_skipping(place, left_out) for place in ((count - 1) // 2, count // 2))
        return PriceRange(self.prices[low][0], self.prices[high][0])

    def tell_alike(self, row: Priced, besides: frozenset[AccessionNumber]) -> bool:
        """Return whether a filing of other owners than the row's tells of about its price."""
        owners = {owner.cik for owner in row.filing.document.owners}
        start = bisect_left(self.prices, row.price / _ALIKE, key=itemgetter(0))
        stop = bisect_right(self.prices, row.price * _ALIKE, key=itemgetter(0))
        return any(
            who not in besides
            and owners.isdisjoint(o.cik for o in self._told[who].filing.document.owners)
            for _, who in self.prices[start:stop]
        )

    def differ_before_and_after(self, row: Priced, besides: frozenset[AccessionNumber]) -> bool:
        """Return whether prices far from the row's were paid up to its day, and from it on."""
        earlier = later = False
        for price, who in self.prices:
            if who not in besides and far_side(row.price, PriceRange(price, price)):
                earlier |= self._told[who].first <= row.day
                later |= self._told[who].last >= row.day
                if earlier and later:
                    return True
        return False

    def _entry(self, speaker: AccessionNumber) -> tuple[Decimal, AccessionNumber]:
        return self._told[speaker].price, speaker


def doubts_of(rows: Iterable[Priced]) -> Iterator[tuple[Priced, Doubts]]:
    """Yield each row that is ever doubted, and the doubts about it.

    Args:
        rows: all of one class of securities of one issuer, in one currency; any order.

    What is doubted at an instant follows from the filings accepted by then alone.
    """
    by_day = sorted(rows, key=lambda row: (row.day, row.row))
    telling = [row for row in by_day if row.tells]
    days = [row.day for row in telling]
    kin = _kin({row.filing.accession: row.filing for row in by_day}.values())
    for day, rows_of_day in groupby(by_day, key=lambda row: row.day):
        near = telling[bisect_left(days, day - NEAR) : bisect_right(days, day + NEAR)]
        prices = [row.price for row in near]
        if prices and (odd := _far_from_some(rows_of_day, prices)):
            yield from _doubts(odd, _by_filing(near), kin)


def _far_from_some(rows: Iterable[Priced], prices: Sequence[Decimal]) -> list[Priced]:
    lowest, highest = min(prices), max(prices)
    return [
        row
        for row in rows
        if row.judged and (row.price > FAR * lowest or FAR * row.price < highest)
    ]


def _kin(filings: Iterable[OwnershipFiling]) -> Kin:
    known = tuple(filings)
    kin: dict[AccessionNumber, set[AccessionNumber]] = defaultdict(set)
    for new in known:
        for old in candidates(new, known):
            kin[new.accession].add(old.accession)
            kin[old.accession].add(new.accession)
    return {accession: frozenset(found) for accession, found in kin.items()}


def _by_filing(rows: Sequence[Priced]) -> list[_Telling]:
    """Return one price for each filing, in order of acceptance."""
    told: dict[AccessionNumber, list[Priced]] = defaultdict(list)
    for row in rows:
        told[row.filing.accession].append(row)
    tellings = (
        _Telling(own[0].filing, median(row.price for row in own), own[0].day, own[-1].day)
        for own in told.values()
    )
    return sorted(tellings, key=lambda telling: order(telling.filing))


def _doubts(
    judged: Sequence[Priced], tellings: Sequence[_Telling], kin: Kin
) -> Iterator[tuple[Priced, Doubts]]:
    """Yield the doubts about rows of one day, from what was told near that day."""
    by_price = sorted(judged, key=_price)
    with_kin = [row for row in judged if row.filing.accession in kin]
    changes: dict[RowKey, list[tuple[Instant, Doubt | None]]] = {}
    doubted: dict[RowKey, Priced] = {}
    for instant, known in _history(tellings, [row.filing.accepted_at for row in judged], kin):
        odd = {row.row: row for row in (*with_kin, *_odd(by_price, known.middle()))}
        for key, row in (odd | doubted).items():
            accepted = row.filing.accepted_at
            if accepted <= instant:
                doubt = _doubt(row, known)
                _note(changes.setdefault(key, [(accepted, None)]), instant, doubt)
                doubted.pop(key, None)
                doubted |= {key: row} if doubt else {}
    rows = {row.row: row for row in judged}
    for key, found in changes.items():
        if any(doubt for _, doubt in found):
            yield rows[key], tuple(found)


def _note(
    changes: list[tuple[Instant, Doubt | None]], instant: Instant, doubt: Doubt | None
) -> None:
    """Add what is thought at ``instant`` where it is new; a doubt's words stay its first ones."""
    since, last = changes[-1]
    if (doubt and doubt.side) != (last and last.side):
        changes[-1 if since == instant else len(changes) :] = [(instant, doubt)]


def _odd(by_price: Sequence[Priced], middle: PriceRange | None) -> Iterator[Priced]:
    """Yield the rows that may be far from the middle once their own filing is left out."""
    if middle is not None:
        yield from by_price[: bisect_left(by_price, middle.high / FAR, key=_price)]
        yield from by_price[bisect_right(by_price, middle.low * FAR, key=_price) :]


def _doubt(row: Priced, known: _Known) -> Doubt | None:
    own = known.speakers_of(row.filing)
    middle = known.middle(own)
    side = far_side(row.price, middle) if middle else None
    if middle is None or side is None:
        return None
    price = middle.high if side is Side.ABOVE else middle.low
    credible = is_slip(row.price, row.shares, price) or known.differ_before_and_after(row, own)
    if not credible or known.tell_alike(row, own):
        return None
    return Doubt(side, price, len(known.prices) - len(own))


def _history(
    tellings: Iterable[_Telling], instants: Iterable[Instant], kin: Kin
) -> Iterator[tuple[Instant, _Known]]:
    """Yield what was known at each instant at which a filing was accepted, and at ``instants``.

    What is yielded goes on changing: look at it at once.
    """
    known = _Known(kin)
    waiting = deque(tellings)
    for instant in sorted({telling.filing.accepted_at for telling in waiting}.union(instants)):
        while waiting and waiting[0].filing.accepted_at == instant:
            known.add(waiting.popleft())
        yield instant, known


def _price(row: Priced) -> Decimal:
    return row.price


def _skipping(place: int, left_out: Sequence[int]) -> int:
    """Return where the price stands that is at ``place`` when those left out are not counted."""
    for missing in left_out:
        place += missing <= place
    return place


def _rank(filing: OwnershipFiling) -> tuple[object, ...]:
    return filing.document.form_type.is_amendment, *order(filing)
