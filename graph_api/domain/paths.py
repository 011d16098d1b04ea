"""Which links lie between a vehicle and the one who stands behind it."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import LinkState, OwnershipLink
from graph_api.domain.owners import is_visible


def links_between(
    links: Iterable[OwnershipLink],
    member: Cik,
    root: Cik,
    *,
    known_at: Instant,
    states: Collection[LinkState],
) -> tuple[OwnershipLink, ...]:
    """Return the links on any path from ``member`` up to ``root``, nearest to the member first.

    Args:
        links: every version, any order.
        member: where the paths start; for ``root`` itself there are none.
        root: where they end.
        known_at: cut-off.
        states: links that count.
    """
    upward: dict[Cik, list[OwnershipLink]] = defaultdict(list)
    downward: dict[Cik, list[Cik]] = defaultdict(list)
    for link in links:
        if link.state in states and is_visible(link, known_at):
            upward[link.vehicle].append(link)
            downward[link.controller].append(link.vehicle)
    below = {root}
    queue = [root]
    while queue:
        for vehicle in downward[queue.pop()]:
            if vehicle not in below:
                below.add(vehicle)
                queue.append(vehicle)
    found: dict[str, OwnershipLink] = {}
    level, seen = [member], {member, root}
    while level:
        steps = [
            link
            for cik in sorted(level)
            for link in sorted(upward[cik], key=lambda link: (-link.p, link.key))
            if link.controller in below and cik != root
        ]
        found |= {link.key: link for link in steps}
        level = sorted({link.controller for link in steps} - seen)
        seen.update(level)
    return tuple(found.values())
