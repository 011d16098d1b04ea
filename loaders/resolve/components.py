"""Filings whose rows could report the same trades: what must be replayed together."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from graph_api.domain.codes import OwnershipForm, TransactionCode
from graph_api.domain.filing import OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.overrides import Override
from loaders.resolve.amendments import EARLIEST_DAYS, LATEST_DAYS, candidates, order
from loaders.resolve.attribution import is_person
from loaders.resolve.joining import joined
from loaders.resolve.other_forms import speaks_of_another_form

Pair = tuple[AccessionNumber, AccessionNumber]
DayOf = Callable[[ReportedTransaction], date | None]
Reach = Callable[[Cik], Iterable[Cik]]
"""Owner → everybody who at any time stands above it, the owner included."""

_MARKET = (TransactionCode.P, TransactionCode.S)


def components(
    filings: Sequence[OwnershipFiling],
    restates: Mapping[AccessionNumber, Sequence[OwnershipFiling]],
    day_of: DayOf,
    reach: Reach,
    overrides: Iterable[Override] = (),
) -> Iterator[tuple[OwnershipFiling, ...]]:
    """Yield sets of filings that could bear on each other, each in replay order.

    They are joined where an amendment might restate another filing, where a gate could hold
    between equal rows, where rows could be the parts of another, where continuation forms make one
    report, and by decisions. Nearly all stand alone.

    Args:
        filings: any order.
        restates: amendment → filings that it may restate.
        day_of: effective day of a row, or the one filed where there is none.
        reach: see ``Reach``.
        overrides: decisions about trades.
    """
    by_accession = {filing.accession: filing for filing in filings}
    pairs = [
        *((other.accession, amendment) for amendment, found in restates.items() for other in found),
        *_ties(filings, day_of, reach),
        *_decided(overrides, by_accession),
    ]
    for members in joined(by_accession, pairs):
        yield tuple(sorted((by_accession[member] for member in members), key=order))


def restatements(
    filings: Sequence[OwnershipFiling],
) -> dict[AccessionNumber, tuple[OwnershipFiling, ...]]:
    """Return amendment → every filing that it may restate, in replay order."""
    amendments = [f for f in filings if f.document.form_type.is_amendment]
    by_day: dict[tuple[object, ...], list[OwnershipFiling]] = defaultdict(list)
    for filing in filings if amendments else ():
        by_day[(*_subject(filing), filing.filed_on)].append(filing)
    found: dict[AccessionNumber, tuple[OwnershipFiling, ...]] = {}
    for amendment in amendments:
        named = amendment.document.date_of_original_submission
        if named is not None:
            days = (named + timedelta(n) for n in range(EARLIEST_DAYS, LATEST_DAYS + 1))
            near = [other for day in days for other in by_day[(*_subject(amendment), day)]]
            found[amendment.accession] = candidates(amendment, near)
    return found


def _subject(filing: OwnershipFiling) -> tuple[Cik, str]:
    return filing.document.issuer.cik, filing.document.form_type.family


def _ties(filings: Iterable[OwnershipFiling], day_of: DayOf, reach: Reach) -> Iterator[Pair]:
    first: dict[Hashable, AccessionNumber] = {}
    equal: dict[Hashable, list[tuple[OwnershipFiling, bool]]] = defaultdict(list)
    for filing in filings:
        above = {cik for owner in filing.document.owners for cik in reach(owner.cik)}
        for token in _tokens(filing, above, day_of):
            other = first.setdefault(token, filing.accession)
            if other != filing.accession:
                yield other, filing.accession
        for row in filing.document.transactions:
            for token in _row_tokens(row, filing, day_of):
                equal[token].append((filing, _is_open(row, filing)))
    for members in equal.values():
        if len(members) > 1 and _may_meet(members):
            yield from pairwise(filing.accession for filing, _ in members)


def _tokens(filing: OwnershipFiling, above: Iterable[Cik], day_of: DayOf) -> Iterator[Hashable]:
    """Yield what ties filings of one owner: a day's dealings, and the forms of one report."""
    owners = filing.document.owners
    if len(owners) > 1:
        yield filing.document.issuer.cik, filing.filed_on, frozenset(o.cik for o in owners)
    places = {_place(row, filing, day_of) for row in filing.document.transactions}
    for place in places:
        for cik in above:
            yield cik, place


def _place(row: ReportedTransaction, filing: OwnershipFiling, day_of: DayOf) -> tuple[object, ...]:
    direction = row.acquired_disposed.value
    return (
        filing.document.issuer.cik,
        row.table.value,
        day_of(row),
        row.code.value,
        direction and direction.value,
    )


def _row_tokens(
    row: ReportedTransaction, filing: OwnershipFiling, day_of: DayOf
) -> Iterator[Hashable]:
    """Yield what rows that may tell one trade have in common.

    Shares and price; or the balance, where a price is rounded, or a row the sum of others.
    """
    price, balance = row.price_per_share.value, row.shares_owned_following.value
    place = _place(row, filing, day_of)
    yield "price", place, row.shares.value, price if price is None else round(price, 4)
    if price and balance:
        yield "balance", place, balance


def _is_open(row: ReportedTransaction, filing: OwnershipFiling) -> bool:
    """Return whether a gate between this row and a stranger's could hold, or they look alike."""
    owners = filing.document.owners
    return (
        row.code in _MARKET
        or len(owners) > 1
        or row.ownership_form.value is OwnershipForm.INDIRECT
        or not is_person(owners[0].name)
    )


def _may_meet(members: Sequence[tuple[OwnershipFiling, bool]]) -> bool:
    return any(is_open or _speaks_of_other_forms(filing) for filing, is_open in members)


def _speaks_of_other_forms(filing: OwnershipFiling) -> bool:
    document = filing.document
    texts = (*(note.text for note in document.footnotes), document.remarks or "")
    return any(map(speaks_of_another_form, texts))


def _decided(
    overrides: Iterable[Override], filings: Mapping[AccessionNumber, OwnershipFiling]
) -> Iterator[Pair]:
    for override in overrides:
        if override.b is not None:
            pair = tuple(AccessionNumber(key.partition("|")[0]) for key in (override.a, override.b))
            if pair[0] in filings and pair[1] in filings:
                yield pair[0], pair[1]
