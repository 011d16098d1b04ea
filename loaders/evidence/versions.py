"""Signs that rest on several filings, and from when to when each one is what is known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, EvidenceFamily, LinkRole

Interval = tuple[Instant, Instant]
"""``[from, to)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What a sign is worth, before families are combined, and the name of its pattern."""

    p: float
    pattern: str


def sign(
    family: EvidenceFamily,
    pair: tuple[Cik, Cik],
    filing: OwnershipFiling,
    weight: Weight,
    known: Interval,
    *,
    field: str,
    quote: str = "",
    row_key: RowKey | None = None,
) -> Evidence:
    """Return evidence that the first of ``pair`` is the vehicle of the second.

    Args:
        family: to which the sign belongs.
        pair: vehicle and controller.
        filing: the one in which it stands.
        weight: its score and pattern.
        known: from when to when it weighs so.
        field: as in ``Evidence.field``.
        quote: what stands there; empty where it must not be shown.
        row_key: the vehicle's row, where the sign stands in one.
    """
    return Evidence(
        family=family,
        accession=filing.accession,
        vehicle=pair[0],
        controller=pair[1],
        known_from=known[0],
        known_to=known[1],
        role=LinkRole.CONTROLLER,
        joint=False,
        field=field,
        footnote_id=None,
        row_key=row_key,
        start=0,
        end=len(quote),
        quote=quote,
        pattern=weight.pattern,
        p=weight.p,
        vetoed=False,
    )


def names(vehicle: str, controller: str) -> str:
    """Return the two names as one quotation."""
    return f"{vehicle[:148]}; {controller[:148]}"


def vehicle_of(quotation: str) -> str:
    """Return the vehicle's name in a quotation that ``names`` made."""
    return quotation.partition("; ")[0]


def strongest(signs: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield, for each family and pair, the strongest sign of every stretch of time.

    Of equally strong ones the first known stands, so that a sign that comes again is no news.
    """
    groups: dict[tuple[EvidenceFamily, Cik, Cik], list[Evidence]] = defaultdict(list)
    for item in signs:
        if item.known_from < item.known_to:
            groups[item.family, item.vehicle, item.controller].append(item)
    for group in groups.values():
        yield from group if len(group) == 1 else _stretches(_without_repetitions(group))


def _rank(item: Evidence) -> tuple[float, Instant, str, str, str]:
    place = item.row_key or ""
    return -item.p, item.known_from, item.accession or "", place, item.quote + item.pattern


def _without_repetitions(group: Sequence[Evidence]) -> list[Evidence]:
    """Return the group without signs that an equally strong one outlasts on both sides."""
    kept: dict[tuple[float, Instant], Evidence] = {}
    for item in sorted(group, key=_rank):
        kept.setdefault((item.p, item.known_to), item)
    return list(kept.values())


def _stretches(group: Sequence[Evidence]) -> Iterator[Evidence]:
    instants = sorted({at for item in group for at in (item.known_from, item.known_to)})
    standing: Evidence | None = None
    since = instants[0]
    for instant in instants:
        known = [item for item in group if item.known_from <= instant < item.known_to]
        best = min(known, key=_rank, default=None)
        if best != standing:
            if standing is not None:
                yield replace(standing, known_from=since, known_to=instant)
            standing, since = best, instant


def within(item: Evidence, intervals: Iterable[Interval]) -> Iterator[Evidence]:
    """Yield the sign as far as it is known within the disjoint ``intervals``."""
    for start, end in intervals:
        known = max(item.known_from, start), min(item.known_to, end)
        if known[0] < known[1]:
            yield replace(item, known_from=known[0], known_to=known[1])


def united(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return disjoint intervals, ascending, that cover the same instants."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


FOREVER: Interval = (Instant(-(2**63)), OPEN_END)
