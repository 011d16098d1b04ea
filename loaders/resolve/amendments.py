"""Which filing an amendment restates, and which of its lines are versions of which rows.

An amendment names the date of the original, not its accession number, and need not repeat lines
that it leaves unchanged (specification A5). An original and its amendments are a *family*. Its rows
are sorted into *slots*: a slot holds the versions of one reported line, oldest first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from graph_api.domain.codes import AcquiredDisposed
from graph_api.domain.filing import OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.instants import Instant
from loaders.resolve.attribution import is_person
from loaders.resolve.descriptions import describe
from loaders.resolve.sums import is_mean
from loaders.resolve.voids import tells_of_omitted_lines, voided

EARLIEST_DAYS, LATEST_DAYS = -1, 4
"""Filing date of the original minus the date that the amendment names, inclusive."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The versions of one reported line, oldest first; the last one is in force.

    Attributes:
        void: an amendment says that it did not happen, or restates it with no shares, and none has
            restated it since.
    """

    rows: tuple[ReportedTransaction, ...]
    void: bool = False

    @property
    def live(self) -> ReportedTransaction:
        """The version in force."""
        return self.rows[-1]


@dataclass(frozen=True, slots=True)
class Family:
    """An original, or an amendment whose original is not known, and what amends it.

    Attributes:
        filings: the root first, then its amendments in replay order.
        slots: one for each reported line: those of the root in document order, then those that
            amendments add. A line that no amendment repeats keeps its slot.
    """

    filings: tuple[OwnershipFiling, ...]
    slots: tuple[Slot, ...]

    @property
    def is_orphan(self) -> bool:
        """Whether the root amends a filing that is not known."""
        return self.filings[0].document.form_type.is_amendment


def order(filing: OwnershipFiling) -> tuple[Instant, AccessionNumber]:
    """Sort key of replay: acceptance, ties by accession number."""
    return filing.accepted_at, filing.accession


def candidates(
    amendment: OwnershipFiling, filings: Iterable[OwnershipFiling]
) -> tuple[OwnershipFiling, ...]:
    """Return the filings that ``amendment`` may restate, in replay order.

    Same issuer and form family, a shared reporting owner, and a filing date near the one that
    the amendment names; an earlier amendment of the same original qualifies too. Not the form of
    another natural person who shares no more than a vehicle with those on the amendment.
    """
    named = amendment.document.date_of_original_submission
    if not amendment.document.form_type.is_amendment or named is None:
        return ()
    owners, persons = {owner.cik for owner in amendment.document.owners}, _persons(amendment)
    found = (
        filing
        for filing in filings
        if filing.accession != amendment.accession
        and filing.document.form_type.family == amendment.document.form_type.family
        and filing.document.issuer.cik == amendment.document.issuer.cik
        and EARLIEST_DAYS <= (filing.filed_on - named).days <= LATEST_DAYS
        and not owners.isdisjoint(owner.cik for owner in filing.document.owners)
        and (not (persons and (theirs := _persons(filing))) or persons & theirs)
        and (not filing.document.form_type.is_amendment or order(filing) < order(amendment))
    )
    return tuple(sorted(found, key=order))


def _persons(filing: OwnershipFiling) -> frozenset[Cik]:
    return frozenset(owner.cik for owner in filing.document.owners if is_person(owner.name))


def find_original(
    amendment: OwnershipFiling, known: Iterable[OwnershipFiling]
) -> OwnershipFiling | None:
    """Return the filing that ``amendment`` restates among those known, or None.

    Nearest filing date first, then with most lines of the same key, then by most nearly the same
    owners (one group's form may be split), then with most equal figures, then with the fewest
    other lines (one owner's form may be split, too), then an original before an amendment, then
    the earliest.
    """
    named = amendment.document.date_of_original_submission
    owners = {owner.cik for owner in amendment.document.owners}

    def rank(filing: OwnershipFiling) -> tuple[object, ...]:
        assert named is not None  # noqa: S101 - candidates() returned it
        lines, figures = similarity(amendment, filing)
        return (
            abs((filing.filed_on - named).days),
            -lines,
            len(owners ^ {owner.cik for owner in filing.document.owners}),
            -figures,
            len(filing.document.transactions),
            filing.document.form_type.is_amendment,
            order(filing),
        )

    return min(candidates(amendment, known), key=rank, default=None)


def similarity(left: OwnershipFiling, right: OwnershipFiling) -> tuple[int, int]:
    """Return how many lines have the same key in both, and how many figures of those agree.

    Owners of many fills need several forms a day, whose lines differ in their figures alone.
    """
    current, rows = right.document.transactions, left.document.transactions
    matched = _paired(current, rows)
    figures = sum(_equal_figures(current[old], rows[new]) for new, old in matched.items())
    return len(matched), figures


def line_key(row: ReportedTransaction) -> tuple[object, ...]:
    """Return the fields that identify a line between a filing and its amendment (A5)."""
    title = row.security_title.value or ""
    return (
        row.table,
        " ".join(title.casefold().split()),
        row.transaction_date.value,
        row.code,
        row.acquired_disposed.value,
        row.ownership_form.value,
    )


_CODE, _DIRECTION = 3, 4
"""Where these stand in the key of a line."""


def families(
    known: Sequence[OwnershipFiling], originals: Mapping[AccessionNumber, AccessionNumber]
) -> Iterator[tuple[OwnershipFiling, ...]]:
    """Yield each root followed by its amendments in replay order, roots as in ``known``.

    Args:
        known: filings of one component, in replay order.
        originals: amendment → the filing that it restates.
    """
    members: dict[AccessionNumber, list[OwnershipFiling]] = defaultdict(list)
    for filing in known:
        root = filing.accession
        while root in originals:
            root = originals[root]
        members[root].append(filing)
    for root, found in members.items():
        yield tuple(sorted(found, key=lambda filing: (filing.accession != root, order(filing))))


def slots(family: Sequence[OwnershipFiling]) -> tuple[Slot, ...]:
    """Sort the transactions of an original and its amendments into slots.

    Args:
        family: the original first, then its amendments in replay order.
    """
    found = [Slot((row,), _moves_nothing(row)) for row in family[0].document.transactions]
    for filing in family[1:]:
        rows = filing.document.transactions
        matched = matched_lines(
            [slot.live for slot in found], rows, adds=tells_of_omitted_lines(filing)
        )
        restated = {old: new for new, old in matched.items()}
        lost = _lost(filing, found, restated)
        found = [
            Slot((*slot.rows, new := rows[restated[index]]), _moves_nothing(new))
            if index in restated
            else Slot(slot.rows, slot.void or slot.live in lost)
            for index, slot in enumerate(found)
        ]
        found += [
            Slot((row,), _moves_nothing(row))
            for index, row in enumerate(rows)
            if index not in matched
        ]
    return tuple(found)


def _moves_nothing(row: ReportedTransaction) -> bool:
    return row.shares.value == 0


def _lost(
    filing: OwnershipFiling, current: Sequence[Slot], restated: Mapping[int, int]
) -> tuple[ReportedTransaction, ...]:
    """Return the lines that an amendment does not repeat because they were never traded.

    Where it takes lines back by restating them with no shares, its words are about those.
    """
    if any(map(_moves_nothing, filing.document.transactions)):
        return ()
    return voided(
        filing,
        [slot.live for index, slot in enumerate(current) if index not in restated],
        [slot.live for index, slot in enumerate(current) if index in restated],
    )


def matched_lines(
    current: Sequence[ReportedTransaction],
    rows: Sequence[ReportedTransaction],
    *,
    adds: bool = False,
) -> dict[int, int]:
    """Return index of row → index of the line of ``current`` that it restates.

    Args:
        current: lines in force.
        rows: lines of the amendment.
        adds: it says that lines had been left out.
    """
    summed = set(_sums(current, rows))
    matched = {
        new: old
        for new, old in _paired(current, rows).items()
        if new not in summed and not _is_added(current[old], rows[new], adds=adds)
    }
    left_new = [index for index in range(len(rows)) if index not in matched]
    left_old = sorted(set(range(len(current))) - set(matched.values()))
    # A corrected date (or code, title …): lines are left on either side, equal but for that.
    alone = len(left_new) == len(left_old) == 1
    near = [
        (old, new)
        for old, new in product(left_old, left_new)
        if new not in summed
        and (_is_slip if alone else _is_slip_of_all_told)(current[old], rows[new])
        and not _is_added(current[old], rows[new], adds=adds)
    ]
    olds, news = (Counter(pair[side] for pair in near) for side in (0, 1))
    return matched | {new: old for old, new in near if olds[old] == news[new] == 1}


def _is_slip(old: ReportedTransaction, new: ReportedTransaction) -> bool:
    """Return whether one field of the key differs.

    A sale told as a purchase differs in code and direction, and has the same shares and price.
    """
    differing = {
        at for at, (a, b) in enumerate(zip(*map(line_key, (old, new)), strict=True)) if a != b
    }
    other_side = differing == {_CODE, _DIRECTION} and _figures(old)[:2] == _figures(new)[:2]
    return len(differing) == 1 or other_side


def _is_slip_of_all_told(old: ReportedTransaction, new: ReportedTransaction) -> bool:
    """Return whether one field of the key differs and all figures are told, and equal."""
    figures = _figures(old)
    return _is_slip(old, new) and None not in figures and figures == _figures(new)


def _sums(
    current: Sequence[ReportedTransaction], rows: Sequence[ReportedTransaction]
) -> Iterator[int]:
    """Yield the rows that tell in one line what lines in force tell in several: those stand."""
    keys = Counter(map(_held, rows))
    for index, row in enumerate(rows):
        parts = [old for old in current if _held(old) == _held(row)]
        if keys[_held(row)] == 1 and len(parts) > 1 and _is_sum(row, parts):
            yield index


def _held(row: ReportedTransaction) -> tuple[object, ...]:
    return (*line_key(row), describe(row))


def _is_sum(row: ReportedTransaction, parts: Sequence[ReportedTransaction]) -> bool:
    shares = [part.shares.value for part in parts if part.shares.value is not None]
    prices = [part.price_per_share.value for part in parts]
    return (
        len(shares) == len(parts)
        and sum(shares) == row.shares.value
        and is_mean(row.price_per_share.value, zip(prices, shares, strict=True))
        and row.shares_owned_following.value
        in {part.shares_owned_following.value for part in parts}
    )


def _is_added(old: ReportedTransaction, new: ReportedTransaction, *, adds: bool) -> bool:
    """Return whether a line is rather one that was left out than the other one corrected.

    Two of three signs tell: the words, no equal figure, and balances of which one follows from
    the other.
    """
    signs = (adds, not _equal_figures(old, new), _follows(old, new) or _follows(new, old))
    return not _moves_nothing(new) and sum(signs) > 1


def _follows(first: ReportedTransaction, then: ReportedTransaction) -> bool:
    """Return whether ``then`` moves the position from the balance after ``first`` to its own."""
    before, after, moved = (
        first.shares_owned_following.value,
        then.shares_owned_following.value,
        then.shares.value,
    )
    if before is None or after is None or not moved or describe(first) != describe(then):
        return False
    acquired = then.acquired_disposed.value is AcquiredDisposed.ACQUIRED
    return after - before == (moved if acquired else -moved)


def _paired(
    current: Sequence[ReportedTransaction], rows: Sequence[ReportedTransaction]
) -> dict[int, int]:
    """Return index of row → index of its line of the same key.

    Lines whose figures are all equal first, then those held in one way, then those with most
    equal figures, then in order.
    """
    candidates: dict[tuple[object, ...], tuple[list[int], list[int]]] = defaultdict(
        lambda: ([], [])
    )
    for side, lines in enumerate((current, rows)):
        for index, row in enumerate(lines):
            candidates[line_key(row)][side].append(index)
    matched: dict[int, int] = {}
    for old_ones, new_ones in candidates.values():
        for read in (_all_told, _figures):
            taken = set(matched.values())
            matched |= _repeated(
                {old: read(current[old]) for old in old_ones if old not in taken},
                {new: read(rows[new]) for new in new_ones if new not in matched},
            )
        taken = set(matched.values())
        open_old = [index for index in old_ones if index not in taken]
        open_new = [index for index in new_ones if index not in matched]
        matched |= _most_alike(current, rows, open_old, open_new)
    return matched


def _repeated(
    old_ones: Mapping[int, tuple[object, ...]], new_ones: Mapping[int, tuple[object, ...]]
) -> dict[int, int]:
    """Return pairs that tell the same, in order."""
    waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for old, told in old_ones.items():
        waiting[told].append(old)
    found: dict[int, int] = {}
    for new, told in new_ones.items():
        equal = waiting.get(told)
        if equal:
            found[new] = equal.pop(0)
    return found


def _most_alike(
    current: Sequence[ReportedTransaction],
    rows: Sequence[ReportedTransaction],
    old_ones: Iterable[int],
    new_ones: Iterable[int],
) -> dict[int, int]:
    pairs = sorted(
        (
            describe(current[old]) != describe(rows[new]),
            -_equal_figures(current[old], rows[new]),
            old,
            new,
        )
        for old, new in product(old_ones, new_ones)
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for *_, old, new in pairs:
        if old not in taken and new not in found:
            taken.add(old)
            found[new] = old
    return found


def _figures(row: ReportedTransaction) -> tuple[object, ...]:
    return (
        row.shares.value,
        row.price_per_share.value,
        row.shares_owned_following.value,
    )


def _all_told(row: ReportedTransaction) -> tuple[object, ...]:
    return (*_figures(row), describe(row))


def _equal_figures(old: ReportedTransaction, new: ReportedTransaction) -> int:
    return sum(a == b for a, b in zip(_figures(old), _figures(new), strict=True))
