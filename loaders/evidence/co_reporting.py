"""Family F3: a vehicle and another owner that file together, once or as a habit.

Filing together has no direction. A person is nobody's vehicle, so a vehicle points to the persons
beside it; between two entities the sign is given only along a direction that a text or a
signature states, and only while it does.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, EvidenceFamily
from loaders.evidence.history import History, reporters
from loaders.evidence.versions import FOREVER, Interval, Weight, names, sign, within

ONCE = Weight(p=0.35, pattern="filed together")
NEARLY_ALWAYS = Weight(p=0.60, pattern="nearly always file together")
AT_SEVERAL_ISSUERS = Weight(p=0.80, pattern="nearly always file together, at several issuers")

FEWEST_FILINGS = 3
JACCARD_TENTHS = 9
"""Nine in ten of all filings by either one are by both."""

Pair = tuple[Cik, Cik]
Directions = Mapping[Pair, Sequence[Interval]]
_Joint = tuple[OwnershipFiling, OwnerAsFiled, OwnerAsFiled]


def find(history: History, directions: Directions) -> Iterator[Evidence]:
    """Yield what filing together says of a vehicle and a person, or of two entities.

    Args:
        history: all filings; every one by either owner counts, whatever its issuer.
        directions: vehicle and controlling entity → when a text or a signature says so.

    Source:
        ``reportingOwner`` blocks of one document; table C2, F3.
    """
    filed: dict[Cik, list[Instant]] = defaultdict(list)
    for filing in history.filings:
        for owner in reporters(filing):
            filed[owner.cik].append(filing.accepted_at)
    for pair, joint in _joint_filings(history, directions).items():
        known = (FOREVER,) if pair[1] in history.persons else directions[pair]
        for item in _versions(pair, joint, filed[pair[0]], filed[pair[1]]):
            yield from within(item, known)


def _joint_filings(history: History, directions: Directions) -> Mapping[Pair, list[_Joint]]:
    """Return the joint filings of each pair of whom the first may be the other's vehicle."""
    found: dict[Pair, list[_Joint]] = defaultdict(list)
    for filing in history.filings:
        owners = reporters(filing)
        for vehicle in owners if len(owners) > 1 else ():
            if not history.is_vehicle(vehicle):
                continue
            for other in owners:
                pair = vehicle.cik, other.cik
                if history.is_person(other) or pair in directions:
                    found[pair].append((filing, vehicle, other))
    return found


def _versions(
    pair: Pair, joint: Sequence[_Joint], by_vehicle: Sequence[Instant], by_other: Sequence[Instant]
) -> Iterator[Evidence]:
    """Yield one sign for each stretch over which the habit is equally strong."""
    together = [filing.accepted_at for filing, _, _ in joint]
    first_issuer = joint[0][0].document.issuer.cik
    elsewhere = (f.accepted_at for f, _, _ in joint if f.document.issuer.cik != first_issuer)
    several_from = next(elsewhere, OPEN_END)
    levels = [(together[0], ONCE)]
    for instant in sorted({*by_vehicle, *by_other}) if len(joint) >= FEWEST_FILINGS else ():
        both = bisect_right(together, instant)
        either = bisect_right(by_vehicle, instant) + bisect_right(by_other, instant) - both
        level = _level(both, either, several_issuers=several_from <= instant)
        if levels[-1][1] != level:
            levels.append((instant, level))
    ends = [*(instant for instant, _ in levels[1:]), OPEN_END]
    for (start, level), end in zip(levels, ends, strict=True):
        filing, vehicle, other = joint[bisect_right(together, start) - 1]
        yield sign(
            EvidenceFamily.CO_REPORTING,
            pair,
            filing,
            level,
            (start, end),
            field="reportingOwner",
            quote=names(vehicle.name, other.name),
        )


def _level(both: int, either: int, *, several_issuers: bool) -> Weight:
    if both < FEWEST_FILINGS or 10 * both < JACCARD_TENTHS * either:
        return ONCE
    return AT_SEVERAL_ISSUERS if several_issuers else NEARLY_ALWAYS
