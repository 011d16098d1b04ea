"""Which filing an amendment restates, and which of its lines are versions of which rows.

An amendment names the date of the original, not its accession number, and need not repeat lines
that it leaves unchanged (specification A5). Rows of one family are sorted into *slots*: a slot
holds the versions of one reported line, oldest first.
"""

from collections.abc import Iterable, Sequence
from itertools import product

from graph_api.domain.filing import OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import AccessionNumber
from graph_api.domain.instants import Instant

Slot = tuple[ReportedTransaction, ...]

EARLIEST_DAYS, LATEST_DAYS = -1, 4
"""Filing date of the original minus the date that the amendment names, inclusive."""


def order(filing: OwnershipFiling) -> tuple[Instant, AccessionNumber]:
    """Sort key of replay: acceptance, ties by accession number."""
    return filing.accepted_at, filing.accession


def candidates(
    amendment: OwnershipFiling, filings: Iterable[OwnershipFiling]
) -> tuple[OwnershipFiling, ...]:
    """Return the filings that ``amendment`` may restate, in replay order.

    Same issuer and form family, a shared reporting owner, and a filing date near the one that
    the amendment names; an earlier amendment of the same original qualifies too.
    """
    named = amendment.document.date_of_original_submission
    if not amendment.document.form_type.is_amendment or named is None:
        return ()
    owners = {owner.cik for owner in amendment.document.owners}
    found = (
        filing
        for filing in filings
        if filing.accession != amendment.accession
        and filing.document.form_type.family == amendment.document.form_type.family
        and filing.document.issuer.cik == amendment.document.issuer.cik
        and EARLIEST_DAYS <= (filing.filed_on - named).days <= LATEST_DAYS
        and not owners.isdisjoint(owner.cik for owner in filing.document.owners)
        and (not filing.document.form_type.is_amendment or order(filing) < order(amendment))
    )
    return tuple(sorted(found, key=order))


def find_original(
    amendment: OwnershipFiling, known: Iterable[OwnershipFiling]
) -> OwnershipFiling | None:
    """Return the filing that ``amendment`` restates among those known, or None.

    Nearest filing date first, then most alike, then an original before an amendment, then the
    earliest.
    """
    named = amendment.document.date_of_original_submission

    def rank(filing: OwnershipFiling) -> tuple[object, ...]:
        assert named is not None  # noqa: S101 - candidates() returned it
        return (
            abs((filing.filed_on - named).days),
            *(-count for count in similarity(amendment, filing)),
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


def slots(family: Sequence[OwnershipFiling]) -> tuple[Slot, ...]:
    """Sort the transactions of an original and its amendments into slots.

    Args:
        family: the original first, then its amendments in replay order.

    Returns:
        One slot for each reported line: lines of the original in document order, then those
        that amendments add. A line that no amendment repeats keeps its slot.
    """
    open_slots: list[list[ReportedTransaction]] = []
    for filing in family:
        matched = _match([slot[-1] for slot in open_slots], filing.document.transactions)
        for index, row in enumerate(filing.document.transactions):
            if index in matched:
                open_slots[matched[index]].append(row)
            else:
                open_slots.append([row])
    return tuple(tuple(slot) for slot in open_slots)


def _match(
    current: Sequence[ReportedTransaction], rows: Sequence[ReportedTransaction]
) -> dict[int, int]:
    """Return index of row → index of the slot whose current version it restates."""
    matched = _paired(current, rows)
    left_new = [index for index in range(len(rows)) if index not in matched]
    left_old = [index for index in range(len(current)) if index not in matched.values()]
    # A corrected date (or code, title …): one line is left on either side, equal but for that.
    if len(left_new) == len(left_old) == 1:
        new, old = left_new[0], left_old[0]
        if _differing(line_key(current[old]), line_key(rows[new])) == 1:
            matched[new] = old
    return matched


def _paired(
    current: Sequence[ReportedTransaction], rows: Sequence[ReportedTransaction]
) -> dict[int, int]:
    """Return index of row → index of its line of the same key: most equal figures, then order."""
    pairs = [
        (-_equal_figures(current[old], rows[new]), old, new)
        for old, new in product(range(len(current)), range(len(rows)))
        if line_key(current[old]) == line_key(rows[new])
    ]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, old, new in sorted(pairs):
        if old not in taken and new not in matched:
            taken.add(old)
            matched[new] = old
    return matched


def _equal_figures(old: ReportedTransaction, new: ReportedTransaction) -> int:
    return sum(
        (
            old.shares.value == new.shares.value,
            old.price_per_share.value == new.price_per_share.value,
            old.shares_owned_following.value == new.shares_owned_following.value,
        )
    )


def _differing(left: tuple[object, ...], right: tuple[object, ...]) -> int:
    return sum(a != b for a, b in zip(left, right, strict=True))
