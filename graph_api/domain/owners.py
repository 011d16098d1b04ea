"""Who stands behind a reporting owner: links followed to persons, else to the top entities."""

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import LinkRole, LinkState, OwnershipLink

Span = tuple[date, date]
"""First and last day, both included."""

_Below = Mapping[Cik, Collection[OwnershipLink]]
"""Controller → the links that lead to it."""


class Reading(Enum):
    """Which links hold: as asked, for the minimum count, for the maximum count."""

    HEADLINE = "HEADLINE"
    PROBABLE_HELD = "PROBABLE_HELD"
    CERTAIN_ONLY = "CERTAIN_ONLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A reporting owner that counts as one root alone.

    Attributes:
        confidence: lowest score on the best path to the root, 0 to 1; 1 for the root itself.
    """

    cik: Cik
    confidence: float


class OwnerRoots:
    """The links known at one instant, and what each reporting owner counts as under them.

    Answers are remembered, so one instance serves one query.
    """

    def __init__(
        self,
        links: Iterable[OwnershipLink],
        persons: Container[Cik] = frozenset(),
        *,
        known_at: Instant | None = None,
        min_confidence: float | None = None,
        issuer: Cik | None = None,
    ) -> None:
        """Read ``links`` as known at one instant.

        Args:
            links: every version, in any order; those not visible only serve ``history``.
            persons: CIKs of natural persons; one is always its own root, unless a decision says
                that two CIKs are one person.
            known_at: cut-off; None reads the newest versions.
            min_confidence: None lets ACCEPTED links alone count in the headline; else ACCEPTED
                and PROBABLE ones whose score reaches it do.
            issuer: at whose securities they are to hold; None for what holds in general.
        """
        self.persons = persons
        self.known_at = known_at
        self._min_confidence = min_confidence
        self._versions = _by_vehicle(links, persons)
        self._issuer = issuer
        told = (link for versions in self._versions.values() for link in versions)
        self._told_apart = frozenset(link.issuer for link in told if link.issuer is not None)
        self._at_issuers: dict[Cik, OwnerRoots] = {}
        self._controls = {reading: self._visible(reading) for reading in Reading}
        self._roots: dict[tuple[Reading, Cik, Span | None], frozenset[Cik]] = {}
        self._below: dict[tuple[Reading, Span | None], _Below] = {}
        self._alone: dict[Cik, frozenset[Cik]] = {}
        self._dated: dict[Cik, bool] = {}

    def known_by(self, instant: Instant, among: Iterable[Cik]) -> "OwnerRoots":
        """Return the roots as known at ``instant``, good for the owners ``among`` alone."""
        return OwnerRoots(
            self.history(among),
            self.persons,
            known_at=instant,
            min_confidence=self._min_confidence,
            issuer=self._issuer,
        )

    def at(self, issuer: Cik) -> "OwnerRoots":
        """Return the roots as they count for trades in securities of ``issuer``.

        The same for every issuer, unless a decision holds at one of them alone.

        Source:
            Specification C6 (scope of a decision).
        """
        if issuer == self._issuer or issuer not in self._told_apart:
            return self
        if issuer not in self._at_issuers:
            self._at_issuers[issuer] = OwnerRoots(
                (link for versions in self._versions.values() for link in versions),
                self.persons,
                known_at=self.known_at,
                min_confidence=self._min_confidence,
                issuer=issuer,
            )
        return self._at_issuers[issuer]

    def roots(
        self, cik: Cik, *, valid: Span | None = None, reading: Reading = Reading.HEADLINE
    ) -> frozenset[Cik]:
        """Return the persons at the end of the links, else the top entities; never empty.

        Joint control gives several. The root of a cycle of control is its lowest CIK. Where a
        person is reached, entities that nobody controls are dropped.

        Args:
            cik: a reporting owner.
            valid: days of which the link must hold on one; a link without dates always does.
                None takes every link, whatever its dates.
            reading: which links hold.

        Source:
            Specification B2 (owner set), C5 (joint control, cycles).
        """
        if cik not in self._versions:
            alone = self._alone.get(cik)
            return self._alone.setdefault(cik, frozenset((cik,))) if alone is None else alone
        if valid is not None and not self.is_dated(cik):
            valid = None
        key = (reading, cik, valid)
        if key not in self._roots:
            self._roots[key] = self._find_roots(cik, valid, reading)
        return self._roots[key]

    def members(
        self, root: Cik, *, valid: Span | None = None, reading: Reading = Reading.HEADLINE
    ) -> tuple[Member, ...]:
        """Return every owner whose roots are exactly ``root``, by CIK; ``root`` is one of them.

        Empty where ``root`` is not its own root. A vehicle under joint control is no member.
        """
        ends = self.roots(root, valid=valid, reading=reading)
        return self._under(root, valid, reading) if ends == {root} else ()

    def possible_members(self, root: Cik) -> tuple[Member, ...]:
        """Return the owners that would count as ``root`` if every probable link held, by CIK.

        Those that count as it anyway and those under joint control are left out. ``root`` may
        itself have a probable controller: who would then count as that one with it is in.
        """
        counted = {member.cik for member in self.members(root)}
        return tuple(
            member
            for member in self._under(root, None, Reading.PROBABLE_HELD)
            if member.cik not in counted and len(self.roots(member.cik)) == 1
        )

    def above(self, cik: Cik, reading: Reading = Reading.HEADLINE) -> tuple[OwnershipLink, ...]:
        """Return the links from ``cik`` to its controllers that hold, in no order."""
        return self._controls[reading].get(cik, ())

    def below(self, cik: Cik, reading: Reading = Reading.HEADLINE) -> tuple[OwnershipLink, ...]:
        """Return the links from its vehicles to ``cik`` that hold, in no order."""
        return tuple(self._links_below(None, reading).get(cik, ()))

    def is_dated(self, cik: Cik) -> bool:
        """True where the roots of ``cik`` may depend on the day, because a link has dates."""
        if cik not in self._versions:
            return False
        if cik not in self._dated:
            links = self.history([cik])
            self._dated[cik] = any(link.valid_from or link.valid_to for link in links)
        return self._dated[cik]

    @property
    def has_links(self) -> bool:
        """False where there is no version of any link."""
        return bool(self._versions)

    def is_linked(self, cik: Cik) -> bool:
        """True where any version of any link leads away from ``cik``, visible or not."""
        return cik in self._versions

    def history(self, ciks: Iterable[Cik]) -> tuple[OwnershipLink, ...]:
        """Return every version of every link above ``ciks``, visible or not."""
        above = _reach(ciks, lambda cik: {link.controller for link in self._versions.get(cik, ())})
        return tuple(link for cik in sorted(above) for link in self._versions.get(cik, ()))

    def _visible(self, reading: Reading) -> Mapping[Cik, tuple[OwnershipLink, ...]]:
        kept = {
            vehicle: tuple(link for link in self._in_place(links) if self._counts(link, reading))
            for vehicle, links in self._versions.items()
        }
        return {vehicle: links for vehicle, links in kept.items() if links}

    def _in_place(self, links: Collection[OwnershipLink]) -> Iterable[OwnershipLink]:
        """Yield the versions that are visible and speak for the issuer, or else in general."""
        known = [link for link in links if is_visible(link, self.known_at)]
        own = [link for link in known if link.issuer is not None and link.issuer == self._issuer]
        replaced = {link.controller for link in own}
        yield from own
        for link in known:
            if link.issuer is None and link.controller not in replaced:
                yield link

    def _counts(self, link: OwnershipLink, reading: Reading) -> bool:
        accepted = link.state is LinkState.ACCEPTED
        possible = accepted or link.state is LinkState.PROBABLE
        if reading is Reading.PROBABLE_HELD:
            return possible
        if reading is Reading.CERTAIN_ONLY:
            # A certain link in quarantine is not accepted: it may not narrow the maximum.
            return accepted and link.certain
        if self._min_confidence is None:
            return accepted
        return possible and link.p >= self._min_confidence

    def _find_roots(self, cik: Cik, valid: Span | None, reading: Reading) -> frozenset[Cik]:
        controls = self._controls[reading]
        if cik not in controls:
            return frozenset((cik,))

        def controllers(vehicle: Cik) -> set[Cik]:
            links = controls.get(vehicle, ())
            return {link.controller for link in links if _overlaps(link, valid)}

        reached = _reach([cik], controllers)
        # A person with a link is another CIK of the same one (a decision, never inferred).
        persons = frozenset(p for p in reached if p in self.persons and p not in controls)
        return persons or _tops(reached, controllers)

    def _under(self, root: Cik, valid: Span | None, reading: Reading) -> tuple[Member, ...]:
        """Return the owners below ``root`` that end where it ends, itself included, by CIK."""
        ends = self.roots(root, valid=valid, reading=reading)
        confidence = _best_paths(root, self._links_below(valid, reading))
        return tuple(
            Member(cik=cik, confidence=confidence[cik])
            for cik in sorted(confidence)
            if self.roots(cik, valid=valid, reading=reading) == ends
        )

    def _links_below(self, valid: Span | None, reading: Reading) -> _Below:
        key = (reading, valid)
        if key not in self._below:
            below: dict[Cik, list[OwnershipLink]] = defaultdict(list)
            for links in self._controls[reading].values():
                for link in links:
                    if _overlaps(link, valid):
                        below[link.controller].append(link)
            self._below[key] = dict(below)
        return self._below[key]


def is_visible(link: OwnershipLink, known_at: Instant | None) -> bool:
    """True for a version known at the cut-off; None means the newest version."""
    if known_at is None:
        return link.known_to == OPEN_END
    return link.known_from <= known_at < link.known_to


def _by_vehicle(
    links: Iterable[OwnershipLink], persons: Container[Cik]
) -> Mapping[Cik, Collection[OwnershipLink]]:
    versions: dict[Cik, list[OwnershipLink]] = defaultdict(list)
    for link in links:
        same_person = link.role is LinkRole.SAME_PERSON
        if (same_person or link.vehicle not in persons) and link.vehicle != link.controller:
            versions[link.vehicle].append(link)
    return dict(versions)


def _overlaps(link: OwnershipLink, valid: Span | None) -> bool:
    if valid is None:
        return True
    begun = link.valid_from is None or link.valid_from <= valid[1]
    return begun and (link.valid_to is None or link.valid_to >= valid[0])


def _reach(ciks: Iterable[Cik], following: Callable[[Cik], Iterable[Cik]]) -> frozenset[Cik]:
    found = set(ciks)
    waiting = list(found)
    while waiting:
        new = set(following(waiting.pop())) - found
        found |= new
        waiting += new
    return frozenset(found)


def _tops(reached: Iterable[Cik], controllers: Callable[[Cik], Iterable[Cik]]) -> frozenset[Cik]:
    """Return the lowest CIK of each group that nobody outside it controls."""
    above = {cik: _reach([cik], controllers) for cik in reached}
    return frozenset(
        min(reach) for cik, reach in above.items() if all(cik in above[other] for other in reach)
    )


def _best_paths(root: Cik, below: _Below) -> Mapping[Cik, float]:
    best = {root: 1.0}
    waiting = [root]
    while waiting:
        controller = waiting.pop()
        for link in below.get(controller, ()):
            confidence = min(best[controller], link.p)
            if confidence > best.get(link.vehicle, -1.0):
                best[link.vehicle] = confidence
                waiting.append(link.vehicle)
    return best
