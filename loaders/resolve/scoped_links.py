"""Links where a decision holds on some days only, or for the securities of one issuer alone.

Days and issuers are divided into parts, in each of which every decision holds throughout or not at
all. Each part is resolved as if it were everything, and what comes out the same in neighbouring
parts is one link again. So decisions without a scope, and taking one back, leave nothing divided.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, EvidenceFamily, OwnershipLink
from graph_api.domain.overrides import Override
from loaders.resolve.alarms import Pair
from loaders.resolve.guards import Guards
from loaders.resolve.joining import joined
from loaders.resolve.links import keys_known_during, resolve_links
from loaders.resolve.replay import Version, replay

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """Days ``first`` to ``last``, None where they have no end, at one issuer or at all others."""

    issuer: Cik | None
    first: date | None
    last: date | None

    @property
    def is_whole(self) -> bool:
        """True where it has every day."""
        return self.first is None and self.last is None

    def is_in_scope(self, override: Override) -> bool:
        """Return whether a decision holds in this part, throughout."""
        begins, ends = override.valid_from or date.min, override.valid_to or date.max
        return (
            override.issuer in {None, self.issuer}
            and begins <= (self.first or date.min)
            and ends >= (self.last or date.max)
        )


def resolve_scoped_links(
    evidence: Iterable[Evidence],
    guards: Guards,
    *,
    persons: Collection[Cik] = frozenset(),
    overrides: Sequence[Override] = (),
) -> tuple[OwnershipLink, ...]:
    """Return what ``resolve_links`` does, with every decision held to its scope.

    A link that a decision makes holds beside what is inferred: on all other days, and at all
    other issuers, the filings decide as before.

    Source:
        Specification C6 (scope).
    """
    items, decisions = tuple(evidence), tuple(o for o in overrides if o.b is not None)
    groups = _touched(items, decisions)
    touched = frozenset[Cik]().union(*groups)
    links = list(
        resolve_links(
            (item for item in items if item.vehicle not in touched),
            guards,
            persons=persons,
            overrides=[o for o in decisions if o.a not in touched],
        )
    )
    decided = {override.key: override for override in decisions}
    for group in groups:
        own = [item for item in items if item.vehicle in group]
        inside = [o for o in decisions if o.a in group]
        found = {
            part: resolve_links(
                _in_part(own, part, decided),
                guards,
                persons=persons,
                overrides=[o for o in inside if part.is_in_scope(o)],
            )
            for part in parts_of(filter(is_scoped, inside))
        }
        links += _merged(found, own, decided)
    return tuple(sorted(links, key=_place))


def _place(link: OwnershipLink) -> tuple[Cik, Cik, Instant, str]:
    return link.vehicle, link.controller, link.known_from, link.part


def is_scoped(override: Override) -> bool:
    """Return whether a decision is limited to days or to an issuer."""
    return any((override.issuer, override.valid_from, override.valid_to))


def parts_of(overrides: Iterable[Override]) -> tuple[Part, ...]:
    """Return the parts that decisions divide everything into, by issuer and day.

    The first ones are those of all issuers that no decision names.
    """
    scoped = tuple(overrides)
    begins = {o.valid_from for o in scoped if o.valid_from}
    begins |= {o.valid_to + _DAY for o in scoped if o.valid_to and o.valid_to < date.max}
    firsts = [None, *sorted(begins)]
    lasts = [*(day - _DAY for day in firsts if day), None]
    issuers = [None, *sorted({o.issuer for o in scoped if o.issuer})]
    return tuple(
        Part(issuer, first, last)
        for issuer in issuers
        for first, last in zip(firsts, lasts, strict=True)
    )


def _touched(
    evidence: Iterable[Evidence], decisions: Iterable[Override]
) -> tuple[frozenset[Cik], ...]:
    """Return the groups of owners on whose links a decision with a scope may bear."""
    decided = tuple(decisions)
    named = {Cik(o.a) for o in decided if is_scoped(o)}
    if not named:
        return ()
    pairs = {(item.vehicle, item.controller) for item in evidence}
    pairs |= {(Cik(o.a), Cik(o.b or "")) for o in decided}
    groups = joined(sorted({cik for pair in pairs for cik in pair}), sorted(pairs))
    return tuple(frozenset(group) for group in groups if not named.isdisjoint(group))


def _in_part(
    evidence: Iterable[Evidence], part: Part, decided: Mapping[str, Override]
) -> Iterator[Evidence]:
    """Yield what tells of a part: all that was filed, and what is decided there, undated."""
    for item in evidence:
        if item.family is not EvidenceFamily.OVERRIDE:
            yield item
        elif part.is_in_scope(decided[item.row_key or ""]):
            yield replace(item, valid_from=None, valid_to=None)


def _merged(
    found: Mapping[Part, Sequence[OwnershipLink]],
    evidence: Iterable[Evidence],
    decided: Mapping[str, Override],
) -> Iterator[OwnershipLink]:
    versions: dict[Pair, dict[Part, list[OwnershipLink]]] = defaultdict(lambda: defaultdict(list))
    for part, links in found.items():
        for link in links:
            versions[link.vehicle, link.controller][part].append(link)
    signs: dict[Pair, list[Evidence]] = defaultdict(list)
    for item in evidence:
        signs[item.vehicle, item.controller].append(item)
    for pair, by_part in versions.items():
        for version in _versions(list(found), by_part):
            _, part = version.content
            link = _link(version, signs[pair], decided)
            # Days that the text gives may lie in other parts altogether.
            if part.is_whole or (link.valid_from or date.min) <= (link.valid_to or date.max):
                yield link


_Stretch = tuple[Cik | None, date | None]
"""What tells parts of one link from one another: issuer and first day."""


def _versions(
    parts: Sequence[Part], by_part: Mapping[Part, Sequence[OwnershipLink]]
) -> Iterator[Version[_Stretch, tuple[OwnershipLink, Part]]]:
    def state_at(instant: Instant) -> dict[_Stretch, tuple[OwnershipLink, Part]]:
        known = {part: _known(by_part.get(part, ()), instant) for part in parts}
        at_issuers = {
            issuer: list(_stretches(own, known))
            for issuer, own in groupby(parts, key=lambda part: part.issuer)
        }
        general = [(content, p.first, p.last) for content, p in at_issuers[None]]
        return {
            (issuer, part.first): (content, part)
            for issuer, stretches in at_issuers.items()
            if issuer is None or [(c, p.first, p.last) for c, p in stretches] != general
            for content, part in stretches
        }

    links = [link for own in by_part.values() for link in own]
    instants = {instant for link in links for instant in (link.known_from, link.known_to)}
    return replay(instants - {OPEN_END}, state_at)


def _known(versions: Iterable[OwnershipLink], instant: Instant) -> OwnershipLink | None:
    """Return what a link says at an instant, without when it was known and by what."""
    for link in versions:
        if link.known_from <= instant < link.known_to:
            return replace(link, known_from=Instant(0), known_to=OPEN_END, evidence=())
    return None


def _stretches(
    parts: Iterable[Part], known: Mapping[Part, OwnershipLink | None]
) -> Iterator[tuple[OwnershipLink, Part]]:
    """Yield what is said on days that follow one another, as long as it stays the same."""
    for content, same in groupby(parts, key=known.__getitem__):
        own = list(same)
        if content is not None:
            yield content, Part(own[0].issuer, own[0].first, own[-1].last)


def _link(
    version: Version[_Stretch, tuple[OwnershipLink, Part]],
    signs: Iterable[Evidence],
    decided: Mapping[str, Override],
) -> OwnershipLink:
    content, part = version.content
    begins = [day for day in (content.valid_from, part.first) if day]
    ends = [day for day in (content.valid_to, part.last) if day]
    return replace(
        content,
        valid_from=max(begins, default=None),
        valid_to=min(ends, default=None),
        issuer=part.issuer,
        part_from=part.first,
        known_from=version.known_from,
        known_to=version.known_to,
        evidence=keys_known_during(
            version, (item for item in signs if _bears_on(item, part, decided))
        ),
    )


def _bears_on(item: Evidence, part: Part, decided: Mapping[str, Override]) -> bool:
    """Return whether evidence tells of any day of a part: a decision does in its scope alone."""
    if item.family is not EvidenceFamily.OVERRIDE:
        return True
    override = decided[item.row_key or ""]
    begins = max(override.valid_from or date.min, part.first or date.min)
    ends = min(override.valid_to or date.max, part.last or date.max)
    return override.issuer in {None, part.issuer} and begins <= ends
