"""Ways through the ownership graph: which links lie between two owners."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from graph_api.domain.identifiers import Cik
from graph_api.domain.links import OwnershipLink

Links = Callable[[Cik], Iterable[OwnershipLink]]
"""Owner → the links to follow from it."""

Steps = Callable[[Cik], Iterable[tuple[OwnershipLink, Cik]]]
"""Owner → each link to follow from it, and the owner at its other end."""


def upward(above: Links) -> Steps:
    """Return the steps from vehicles to controllers along the links ``above`` each owner."""
    return lambda cik: ((link, link.controller) for link in above(cik))


def downward(below: Links) -> Steps:
    """Return the steps from controllers to vehicles along the links ``below`` each owner."""
    return lambda cik: ((link, link.vehicle) for link in below(cik))


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Links one after the other.

    Attributes:
        links: in the order in which they are walked; none from an owner to itself.
        p: product of their scores, 0 to 1: how probable it is that all of them hold.
    """

    links: tuple[OwnershipLink, ...] = ()
    p: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two owners' ways to a third, or to one of themselves.

    Attributes:
        at: where they meet.
        there: the first owner's way.
        back: the second owner's way, from that owner on.
    """

    at: Cik
    there: Path
    back: Path

    @property
    def links(self) -> tuple[OwnershipLink, ...]:
        """All links in order from the first owner to the second."""
        return (*self.there.links, *reversed(self.back.links))

    @property
    def p(self) -> float:
        """How probable it is that all of them hold, 0 to 1."""
        return self.there.p * self.back.p


def best_paths(start: Cik, steps: Steps) -> dict[Cik, Path]:
    """Return the most probable path to everybody who can be reached, ``start`` included.

    Of equally probable ones the shorter, then the one with the lower keys.
    """
    best: dict[Cik, Path] = {}
    waiting: list[tuple[float, int, tuple[str, ...], Cik, tuple[OwnershipLink, ...]]]
    waiting = [(-1.0, 0, (), start, ())]
    while waiting:
        p, length, keys, cik, links = heappop(waiting)
        if cik in best:
            continue
        best[cik] = Path(links=links, p=-p)
        for link, onward in steps(cik):
            if onward not in best:
                longer = (p * link.p, length + 1, (*keys, link.key), onward, (*links, link))
                heappush(waiting, longer)
    return best


def best_meeting(one: Cik, other: Cik, steps: Steps) -> Meeting | None:
    """Return the most probable way on which two owners meet; None where they never do.

    They meet at one of themselves where one is reached from the other. Of equally probable
    meetings the one over fewer links, then the lowest CIK.
    """
    ways, others = best_paths(one, steps), best_paths(other, steps)
    meetings = (
        Meeting(at=cik, there=ways[cik], back=others[cik]) for cik in ways.keys() & others.keys()
    )
    return min(meetings, key=lambda m: (-m.p, len(m.links), m.at), default=None)


def links_between(above: Links, member: Cik, root: Cik) -> tuple[OwnershipLink, ...]:
    """Return the links on any path from ``member`` up to ``root``, nearest to the member first.

    Better links come first on each level, ties by key. From the root itself there are none.
    """
    steps = upward(lambda cik: () if cik == root else above(cik))
    leading = {cik for cik in best_paths(member, steps) if root in best_paths(cik, steps)}
    found: dict[str, OwnershipLink] = {}
    level, seen = [member], {member, root}
    while level:
        ways = [
            link
            for cik in sorted(level)
            for link in sorted(above(cik), key=lambda link: (-link.p, link.key))
            if link.controller in leading and cik != root
        ]
        found |= {link.key: link for link in ways}
        level = sorted({link.controller for link in ways} - seen)
        seen.update(level)
    return tuple(found.values())
