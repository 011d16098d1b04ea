"""Why two reporting owners count as one, or what keeps them apart: in links and in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby

from graph_api.domain.evidence_words import Sign, score, told_of
from graph_api.domain.identifiers import Cik
from graph_api.domain.links import Limit, LinkRole, LinkState, OwnershipLink
from graph_api.domain.overrides import scope_words
from graph_api.domain.owners import OwnerRoots
from graph_api.domain.paths import Links, Meeting, best_meeting, downward, upward

LIMITS: Mapping[Limit, str] = {
    Limit.TOO_WEAK: "the evidence adds up to less than 0.80",
    Limit.VETO: "words in the filings speak against control",
    Limit.NO_STATEMENT: "no text, controlling signature or full personal name says so",
    Limit.NAME_AND_ADDRESS_ALONE: "a name and an address alone never suffice",
    Limit.ONE_FAMILY_ALONE: "one kind of evidence alone does not suffice",
    Limit.BETWEEN_ENTITIES: "between two entities a text or a signature must say who controls",
    Limit.MANY_ISSUERS: "a bank, broker, issuer or manager reporting at many issuers counts as a "
    "person only where a text says that this person alone controls it",
    Limit.PROFESSIONAL_TRUSTEE: "a trustee of many unrelated trusts is not whom they count as",
    Limit.QUARANTINE_SIZE: "too many owners would count as one, so the link is in quarantine",
    Limit.QUARANTINE_PERSONS: "natural persons who are not said to control jointly would meet, so "
    "the link is in quarantine",
    Limit.QUARANTINE_BRIDGE: "this one link would join two groups, each with a person and several "
    "issuers of its own, so it is in quarantine",
    Limit.QUARANTINE_CYCLE: "control would run in a circle, so the link is in quarantine",
    Limit.OVERRIDE: "a person decided that this link does not hold",
}
"""What keeps a link from counting, in words that complete "because"."""

ROLES: Mapping[LinkRole, str] = {
    LinkRole.GENERAL_PARTNER: "general partner",
    LinkRole.MANAGING_MEMBER: "managing member",
    LinkRole.MANAGER: "manager",
    LinkRole.INVESTMENT_MANAGER: "investment manager",
    LinkRole.SHAREHOLDER: "shareholder",
    LinkRole.TRUSTEE: "trustee",
    LinkRole.GRANTOR: "grantor",
    LinkRole.EXECUTOR: "executor",
    LinkRole.OFFICER: "officer",
    LinkRole.CONTROLLER: "controlling owner",
    LinkRole.HOLDS_THROUGH: "one who holds through it",
    LinkRole.SAME_PERSON: "the same person",
}
"""The controller's capacity in words."""


class Verdict(Enum):
    """How two owners stand to each other under the links that count."""

    ONE_OWNER = "ONE_OWNER"
    JOINT = "JOINT"
    APART = "APART"
    STOPPED = "STOPPED"
    TWO_PERSONS = "TWO_PERSONS"
    SHARED_VEHICLE = "SHARED_VEHICLE"
    UNLINKED = "UNLINKED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How two owners stand to each other, and the links that make it so.

    Attributes:
        one, other: whom it is about.
        roots: as whom each of them counts.
        meeting: where the most probable ways of both meet: above them, or for owners who share
            no more than a vehicle below; None where nothing links them.
        stopped: the weakest link on those ways that does not count; None where all do.
        elsewhere: other parts of the links on those ways, which decisions divide by day or issuer.
    """

    verdict: Verdict
    one: Cik
    other: Cik
    roots: tuple[frozenset[Cik], frozenset[Cik]]
    meeting: Meeting | None = None
    stopped: OwnershipLink | None = None
    elsewhere: tuple[OwnershipLink, ...] = ()

    @property
    def collapsed(self) -> bool:
        """True where both count as one and the same beneficial owner."""
        return self.verdict is Verdict.ONE_OWNER

    @property
    def steps(self) -> tuple[OwnershipLink, ...]:
        """The links in order from ``one`` to ``other``; none where nothing links them."""
        return self.meeting.links if self.meeting else ()

    @property
    def confidence(self) -> float | None:
        """How probable it is that all steps hold, 0 to 1; None where nothing links the two."""
        return round(self.meeting.p, 4) if self.meeting else None

    @property
    def stopped_by(self) -> str | None:
        """What keeps the two apart, in words; None where they count as one."""
        if self.stopped is not None:
            return because(self.stopped)
        return _APART.get(self.verdict)


_APART: Mapping[Verdict, str] = {
    Verdict.JOINT: "who is controlled jointly collapses into none of the controllers",
    Verdict.APART: "a natural person stands behind one of them, and not behind the other",
    Verdict.TWO_PERSONS: "two natural persons are never merged",
    Verdict.SHARED_VEHICLE: "sharing a vehicle makes nobody one",
    Verdict.UNLINKED: "nothing in the filings links them",
}


def explain(one: Cik, other: Cik, roots: OwnerRoots, links_of: Links) -> Explanation:
    """Return how two owners stand to each other, along the most probable links.

    Args:
        one: a reporting owner.
        other: a reporting owner.
        roots: who counts as whom.
        links_of: owner → every link from or to it that is known at the cut-off, in any state.

    Source:
        Specification C6.
    """
    ends = roots.roots(one), roots.roots(other)
    counting = best_meeting(one, other, upward(roots.above))

    def found(
        verdict: Verdict, meeting: Meeting | None = None, stopped: OwnershipLink | None = None
    ) -> Explanation:
        return Explanation(
            verdict=verdict,
            one=one,
            other=other,
            roots=ends,
            meeting=meeting,
            stopped=stopped,
            elsewhere=_other_parts(meeting.links if meeting else (), links_of),
        )

    if counting is not None:
        if one == other or len(ends[0] | ends[1]) == 1:
            return found(Verdict.ONE_OWNER, counting)
        return found(Verdict.APART if ends[0].isdisjoint(ends[1]) else Verdict.JOINT, counting)
    possible = best_meeting(one, other, upward(_above(roots, links_of)))
    if possible is not None:
        return found(Verdict.STOPPED, possible, _weakest(possible.links))
    shared = best_meeting(one, other, downward(roots.below))
    if one in roots.persons and other in roots.persons:
        return found(Verdict.TWO_PERSONS, shared)
    return found(Verdict.UNLINKED if shared is None else Verdict.SHARED_VEHICLE, shared)


def _above(roots: OwnerRoots, links_of: Links) -> Links:
    """Return the links from an owner to its controllers in any state; none from a person."""

    def above(cik: Cik) -> Iterable[OwnershipLink]:
        found = [
            link
            for link in links_of(cik)
            if link.vehicle == cik
            and (link.role is LinkRole.SAME_PERSON or cik not in roots.persons)
        ]
        # What was decided for one issuer is worth telling only where nothing holds in general.
        general = {link.controller for link in found if link.issuer is None}
        return (x for x in found if x.issuer is None or x.controller not in general)

    return above


def _other_parts(steps: Iterable[OwnershipLink], links_of: Links) -> tuple[OwnershipLink, ...]:
    return tuple(
        link
        for step in steps
        for link in sorted(links_of(step.vehicle), key=_place)
        if (link.vehicle, link.controller) == (step.vehicle, step.controller)
        and link.name != step.name
    )


def _place(part: OwnershipLink) -> tuple[str, date]:
    return part.issuer or "", part.part_from or date.min


def _weakest(links: Iterable[OwnershipLink]) -> OwnershipLink:
    """Return the link with the lowest score of those that do not count."""
    idle = (x for x in links if x.state is not LinkState.ACCEPTED or x.issuer is not None)
    return min(idle, key=lambda link: (link.p, link.key))


def because(link: OwnershipLink) -> str:
    """Return what keeps a link from counting, in words that complete "because"."""
    if link.issuer is not None and link.state is LinkState.ACCEPTED:
        return f"a person decided that this link holds at issuer {link.issuer} alone"
    return LIMITS[link.stopped_by or Limit.TOO_WEAK]


def summary(found: Explanation, name_of: Callable[[Cik], str], *, known_by: date) -> str:
    """Return the verdict in one sentence; what it rests on is not in it.

    Args:
        found: what is explained.
        name_of: owner → name.
        known_by: last day whose filings are known.
    """
    words = _Words(found, name_of, known_by)
    return _whole([words.head(), *words.elsewhere()])


def sentence(
    found: Explanation,
    name_of: Callable[[Cik], str],
    signs: Mapping[str, Sequence[Sign]],
    *,
    known_by: date,
) -> str:
    """Return the explanation in words, as for a reader who wants to look it up.

    Args:
        found: what is explained.
        name_of: owner → name.
        signs: key of each step → its evidence known at the cut-off, any order.
        known_by: last day whose filings are known.

    Source:
        Specification C6 (the form of the sentence).
    """
    words = _Words(found, name_of, known_by)
    head = words.head()
    told = [told_of(signs.get(step.key, ())) for step in found.steps]
    if found.collapsed and len(found.steps) == 1 and words.says_the_step:
        head += _days(found.steps[0])
        return _whole([f"{head}: {told[0]}" if told[0] else head, *words.elsewhere()])
    steps = (words.step(*step) for step in zip(found.steps, told, strict=True))
    return _whole([head, *steps, *words.elsewhere()])


def _whole(sentences: Iterable[str]) -> str:
    return " ".join(f"{text[:1].upper()}{text[1:]}".removesuffix(".") + "." for text in sentences)


@dataclass(frozen=True, slots=True)
class _Words:
    """An explanation being put into words; sentences are without capital and full stop."""

    found: Explanation
    name_of: Callable[[Cik], str]
    known_by: date

    def head(self) -> str:
        heads: Mapping[Verdict, Callable[[], str]] = {
            Verdict.ONE_OWNER: self.one_owner,
            Verdict.JOINT: self.joint,
            Verdict.APART: self.apart,
            Verdict.STOPPED: self.stopped,
            Verdict.TWO_PERSONS: self.two_persons,
            Verdict.SHARED_VEHICLE: self.shared_vehicle,
            Verdict.UNLINKED: self.unlinked,
        }
        return heads[self.found.verdict]()

    @property
    def both(self) -> str:
        return f"{self.name_of(self.found.one)} and {self.name_of(self.found.other)}"

    @property
    def says_the_step(self) -> bool:
        """Whether the head already names both ends of the only step."""
        return not self.found.roots[0].isdisjoint((self.found.one, self.found.other))

    def one_owner(self) -> str:
        one, other = self.found.one, self.found.other
        if one == other:
            return f"both keys name {self.name_of(one)}"
        (root,) = self.found.roots[0]
        if root in {one, other}:
            below = other if root == one else one
            return f"{self.name_of(below)} counts as {self.name_of(root)}"
        return f"{self.both} both count as {self.name_of(root)}"

    def joint(self) -> str:
        if self.found.roots[0] == self.found.roots[1]:
            names = self._names(self.found.roots[0])
            return (
                f"{self.both} are both controlled jointly by {names}: together they count once, "
                f"and collapse into {'neither' if len(self.found.roots[0]) == 2 else 'none'}"
            )
        controlled = {
            cik: roots
            for cik, roots in zip((self.found.one, self.found.other), self.found.roots, strict=True)
            if len(roots) > 1
        }
        return "; ".join(
            f"{self.name_of(cik)} is controlled jointly by {self._names(roots)}: it counts as "
            f"{'both' if len(roots) == 2 else 'each of them'} where it reports a trade, and "
            f"collapses into {'neither' if len(roots) == 2 else 'none'}"
            for cik, roots in controlled.items()
        )

    def apart(self) -> str:
        one, other = (self._names(roots) for roots in self.found.roots)
        return (
            f"{self.name_of(self.found.one)} counts as {one} and {self.name_of(self.found.other)} "
            f"as {other}, though links lead from one to the other"
        )

    def stopped(self) -> str:
        return f"{self._do_not_count()}: {self.found.stopped_by}"

    def two_persons(self) -> str:
        head = f"{self.both} are two natural persons, and two natural persons are never merged"
        return f"{head}; {self._shared()}" if self.found.meeting else head

    def shared_vehicle(self) -> str:
        return f"{self._do_not_count()}; {self._shared()}"

    def unlinked(self) -> str:
        return f"nothing in the filings accepted by {self.known_by} links {self.both}"

    def _do_not_count(self) -> str:
        one, other = self.found.one, self.found.other
        meets_at = self.found.meeting.at if self.found.meeting else None
        if meets_at in {one, other}:
            below = other if meets_at == one else one
            return f"{self.name_of(below)} does not count as {self.name_of(meets_at)}"
        return f"{self.both} do not count as one"

    def _shared(self) -> str:
        assert self.found.meeting is not None  # noqa: S101 - asked for only where there is one
        return (
            f"both stand behind {self.name_of(self.found.meeting.at)}, "
            f"and {_APART[Verdict.SHARED_VEHICLE]}"
        )

    def _names(self, ciks: Iterable[Cik]) -> str:
        *others, last = (self.name_of(cik) for cik in sorted(ciks))
        return f"{', '.join(others)} and {last}" if others else last

    def elsewhere(self) -> Iterator[str]:
        """Yield for each link on the way that decisions divide what holds in its other parts."""
        for (vehicle, controller), parts in groupby(
            self.found.elsewhere, key=lambda link: (link.vehicle, link.controller)
        ):
            told = (
                f"{scope_words(part.issuer, part.valid_from, part.valid_to) or 'in general'} it is "
                f"{part.state.value.lower()}"
                for part in parts
            )
            ends = f"{self.name_of(vehicle)} to {self.name_of(controller)}"
            yield f"decisions divide the link from {ends}: {', '.join(told)}"

    def step(self, link: OwnershipLink, told: str) -> str:
        controller, vehicle = self.name_of(link.controller), self.name_of(link.vehicle)
        if link.state is LinkState.ACCEPTED:
            head = f"{controller} stands behind {vehicle} as {ROLES[link.role]}{_days(link)}"
        else:
            head = f"what is known of {controller} behind {vehicle} comes to {score(link.p)}"
        return f"{head}: {told}" if told else head


def _days(link: OwnershipLink) -> str:
    there = f" at issuer {link.issuer}" if link.issuer else ""
    since = f" since {link.valid_from}" if link.valid_from else ""
    until = f" until {link.valid_to}" if link.valid_to else ""
    return there + since + until
