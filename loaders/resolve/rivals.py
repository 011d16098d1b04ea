"""Vehicles of whom others have the better claim than those who only look like their controllers.

``John Doe Family Trust`` bears the name of John Doe, who files beside it; a note says that his
daughter is its trustee. A habit of filing together looks like control as well, until a vehicle
turns out to bear somebody else's full name.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from graph_api.domain.identifiers import Cik
from loaders.resolve.alarms import Pair, reach
from loaders.resolve.weighing import Claim


def without_claim(
    accepted: AbstractSet[Pair], claims: Mapping[Pair, Claim], persons: AbstractSet[Cik]
) -> Iterator[Pair]:
    """Yield the accepted links to a person that another person's better claim holds back.

    Args:
        accepted: inferred links (vehicle, controller) that count at one moment.
        claims: on what inferred links rest that count or are probable.
        persons: natural persons.

    Source:
        Specification C2a (who signs as trustee decides) and C5.6 (persons not declared joint).
    """
    stated: dict[Cik, list[Cik]] = defaultdict(list)
    named: dict[Cik, set[Cik]] = defaultdict(set)
    for (vehicle, controller), claim in claims.items():
        # A step that does not count leads nowhere; the person at the end need only be likely.
        if claim is Claim.STATED and (controller in persons or (vehicle, controller) in accepted):
            stated[vehicle].append(controller)
        elif claim is Claim.FULL_NAME and controller in persons:
            named[vehicle].add(controller)
    for vehicle, controller in sorted(accepted & claims.keys()):
        claim = claims[vehicle, controller]
        if controller not in persons or claim is Claim.STATED:
            continue
        better = reach(vehicle, stated) & persons
        if claim is Claim.LOOKS:
            better = better or named[vehicle]
        if better and controller not in better:
            yield vehicle, controller
