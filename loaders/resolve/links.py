"""Evidence → links vehicle → controller: states, decisions, alarms, knowledge intervals."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import (
    Evidence,
    EvidenceFamily,
    Limit,
    LinkRole,
    LinkState,
    OwnershipLink,
)
from graph_api.domain.overrides import Override
from loaders.evidence.versions import vehicle_of
from loaders.resolve.alarms import MOST_OWNERS, Pair, alarms
from loaders.resolve.cuts import Decision, apply_decisions, decisions_of
from loaders.resolve.guards import Guards
from loaders.resolve.joining import joined
from loaders.resolve.replay import K, V, Version, replay
from loaders.resolve.rivals import without_claim
from loaders.resolve.weighing import CERTAIN_FROM, FULL_NAME, Claim, LinkContent, claim_of, combine

State = Mapping[Pair, LinkContent]


@dataclass(frozen=True, slots=True)
class _Timeline:
    """What one pair's evidence amounts to over time, before its component is looked at."""

    pair: Pair
    items: tuple[Evidence, ...]
    versions: tuple[Version[Pair, LinkContent], ...]

    def at(self, instant: Instant) -> LinkContent | None:
        for version in self.versions:
            if version.known_from <= instant < version.known_to:
                return version.content
        return None

    @property
    def may_count(self) -> bool:
        return any(version.content.state is LinkState.ACCEPTED for version in self.versions)


def resolve_links(
    evidence: Iterable[Evidence],
    guards: Guards,
    *,
    persons: Collection[Cik] = frozenset(),
    overrides: Sequence[Override] = (),
) -> tuple[OwnershipLink, ...]:
    """Return every version of every link, by (vehicle, controller, known from).

    A version breaks where what the link says changes; its evidence is all that was known before
    it ended.

    Args:
        evidence: all that was found, decisions of a person included, any order; evidence that
            somebody controls themselves or a natural person is left out.
        guards: from when on whom ordinary evidence says little of.
        persons: natural persons.
        overrides: decisions; those about trades and kinds play no part.
    """
    by_pair: dict[Pair, list[Evidence]] = defaultdict(list)
    for item in evidence:
        same_person = item.role is LinkRole.SAME_PERSON
        if item.vehicle != item.controller and (same_person or item.vehicle not in persons):
            by_pair[item.vehicle, item.controller].append(item)
    people = frozenset(persons)
    timelines = [_timeline(pair, items, guards, people) for pair, items in by_pair.items()]
    decisions = decisions_of(overrides)
    links = [
        link
        for component in _components(timelines, decisions)
        for link in _resolve_component(component, guards, people, decisions)
    ]
    return tuple(sorted(links, key=lambda link: (link.vehicle, link.controller, link.known_from)))


def _timeline(
    pair: Pair, items: Sequence[Evidence], guards: Guards, persons: frozenset[Cik]
) -> _Timeline:
    def state_at(instant: Instant) -> State:
        known = [item for item in items if item.known_from <= instant < item.known_to]
        return {pair: _guarded(pair, known, instant, guards, persons)} if known else {}

    instants = {instant for item in items for instant in (item.known_from, item.known_to)}
    crossings = (
        guards.institution_from(pair[0]),
        guards.fund_from(pair[0]),
        guards.trust_from(pair[0]),
        guards.professional_from(pair[1]),
    )
    instants |= {instant for instant in crossings if instant is not None}
    versions = replay(instants - {OPEN_END}, state_at)
    return _Timeline(pair, tuple(items), tuple(versions))


def _guarded(
    pair: Pair,
    known: Sequence[Evidence],
    instant: Instant,
    guards: Guards,
    persons: frozenset[Cik],
) -> LinkContent:
    content = combine(known)
    if content.state is not LinkState.ACCEPTED or _is_decided(known):
        return content
    if pair[1] not in persons and not _has_statement(known):
        return content.lowered(LinkState.PROBABLE, Limit.BETWEEN_ENTITIES)
    in_trust = _holds(guards.trust_from(pair[0]), instant) or any(map(_is_trusteeship, known))
    if in_trust and _holds(guards.professional_from(pair[1]), instant):
        return content.lowered(LinkState.PROBABLE, Limit.PROFESSIONAL_TRUSTEE)
    is_institution = _holds(guards.institution_from(pair[0]), instant)
    if is_institution and pair[1] in persons and not _is_plain(known):
        return content.lowered(LinkState.PROBABLE, Limit.MANY_ISSUERS)
    if _holds(guards.fund_from(pair[0]), instant) and claim_of(known) is Claim.LOOKS:
        return content.lowered(LinkState.PROBABLE, Limit.NO_STATEMENT)
    return content


def _holds(since: Instant | None, instant: Instant) -> bool:
    return since is not None and since <= instant


def _is_decided(items: Iterable[Evidence]) -> bool:
    return any(item.family is EvidenceFamily.OVERRIDE for item in items)


def _has_statement(items: Iterable[Evidence]) -> bool:
    """Return whether a text or signature says who of two entities controls the other."""
    return any(item.family in {EvidenceFamily.TEXT, EvidenceFamily.SIGNATURE} for item in items)


def _is_trusteeship(item: Evidence) -> bool:
    """Return whether a sign calls the controller a trustee, whatever others call it."""
    return item.role is LinkRole.TRUSTEE and not item.vetoed


def _is_plain(items: Iterable[Evidence]) -> bool:
    """Return whether a text says in so many words that somebody alone controls."""
    return any(
        item.family is EvidenceFamily.TEXT and item.p >= CERTAIN_FROM and not item.vetoed
        for item in items
    )


def _components(
    timelines: Sequence[_Timeline], decisions: Sequence[Decision]
) -> Iterator[list[_Timeline]]:
    """Yield links that can bear on one another: joined by links that may count or decisions."""
    owners = sorted(
        {cik for timeline in timelines for cik in timeline.pair}
        | {cik for decision in decisions for cik in decision.owners}
    )
    pairs = [timeline.pair for timeline in timelines if timeline.may_count]
    pairs += [decision.owners for decision in decisions]
    group_of = {cik: index for index, group in enumerate(joined(owners, pairs)) for cik in group}
    groups: dict[int, list[_Timeline]] = defaultdict(list)
    for timeline in timelines:
        groups[group_of[timeline.pair[0]]].append(timeline)
    yield from groups.values()


def _resolve_component(
    timelines: Sequence[_Timeline],
    guards: Guards,
    persons: frozenset[Cik],
    decisions: Sequence[Decision],
) -> Iterator[OwnershipLink]:
    members = {cik for timeline in timelines for cik in timeline.pair}
    own = [decision for decision in decisions if not members.isdisjoint(decision.owners)]
    by_pair = {timeline.pair: timeline for timeline in timelines}
    counting = [timeline.pair for timeline in timelines if timeline.may_count]
    if not (own or _may_alarm(counting, persons) or _may_rival(timelines, persons)):
        versions: Iterable[Version[Pair, LinkContent]] = (
            version for timeline in timelines for version in timeline.versions
        )
    else:
        versions = _replay_component(timelines, guards, persons, own, members)
    for version in versions:
        yield _link(version, by_pair[version.key].items)


def _may_alarm(pairs: Sequence[Pair], persons: frozenset[Cik]) -> bool:
    """Return whether the links, all of them together, could ring an alarm at some moment."""
    owners = {cik for pair in pairs for cik in pair}
    vehicles, controllers = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    chained = bool(vehicles & controllers)
    return len(owners) > MOST_OWNERS or len(owners & persons) > 1 or chained


def _may_rival(timelines: Sequence[_Timeline], persons: frozenset[Cik]) -> bool:
    """Return whether several persons are told of one vehicle, and one of them may count for it."""
    told: dict[Cik, list[_Timeline]] = defaultdict(list)
    for timeline in timelines:
        if timeline.pair[1] in persons:
            told[timeline.pair[0]].append(timeline)
    return any(
        len(group) > 1 and any(timeline.may_count for timeline in group) for group in told.values()
    )


def _replay_component(
    timelines: Sequence[_Timeline],
    guards: Guards,
    persons: frozenset[Cik],
    decisions: Sequence[Decision],
    members: Iterable[Cik],
) -> Iterable[Version[Pair, LinkContent]]:
    several_persons = len(persons & {*members}) > 1
    # Who else reports where, and what else is told, matters only between persons.
    issuers = {cik: guards.issuers.get(cik, {}) for cik in members if several_persons}
    overridden = [timeline for timeline in timelines if _is_decided(timeline.items)]

    def state_at(instant: Instant) -> State:
        contents = ((timeline.pair, timeline.at(instant)) for timeline in timelines)
        found = {pair: content for pair, content in contents if content is not None}
        decided = frozenset(t.pair for t in overridden if _is_decided(_known(t, instant)))
        state = apply_decisions(found, decided, decisions, instant)
        # Decided links ring no alarm: a decision may join owners, but never part them.
        accepted = {
            pair: content
            for pair, content in state.items()
            if content.state is LinkState.ACCEPTED and pair not in decided
        }
        claims = {
            timeline.pair: claim_of(_known(timeline, instant))
            for timeline in timelines
            if several_persons and timeline.pair not in decided and _is_possible(state, timeline)
        }
        for pair in list(without_claim(accepted.keys(), claims, persons)):
            state[pair] = accepted.pop(pair).lowered(LinkState.PROBABLE, Limit.QUARANTINE_PERSONS)
        known_issuers = {
            cik: {issuer for issuer, since in first.items() if since <= instant}
            for cik, first in issuers.items()
        }
        sources = {
            timeline.pair: _sources(_known(timeline, instant))
            for timeline in timelines
            if several_persons and timeline.pair in accepted
        }
        for pair, limit in alarms(accepted, persons, known_issuers, sources).items():
            state[pair] = state[pair].lowered(LinkState.PROBABLE, limit)
        return state

    spans = [(v.known_from, v.known_to) for timeline in timelines for v in timeline.versions]
    if several_persons:
        spans += [(i.known_from, i.known_to) for timeline in timelines for i in timeline.items]
    instants = {instant for span in spans for instant in span}
    instants |= {decision.known_from for decision in decisions}
    instants |= {since for first in issuers.values() for since in first.values()}
    return replay(instants - {OPEN_END}, state_at)


def _is_possible(state: State, timeline: _Timeline) -> bool:
    content = state.get(timeline.pair)
    return content is not None and content.state in {LinkState.ACCEPTED, LinkState.PROBABLE}


def _known(timeline: _Timeline, instant: Instant) -> list[Evidence]:
    return [item for item in timeline.items if item.known_from <= instant < item.known_to]


_TELLING = frozenset(
    {EvidenceFamily.TEXT, EvidenceFamily.SIGNATURE, EvidenceFamily.NAME, EvidenceFamily.HOLDER_TEXT}
)
"""Families that tell of a controller; others only show that two owners do something alike."""


def _sources(items: Iterable[Evidence]) -> set[str]:
    """Return where a link is told: in filings, or in a name of the vehicle that has it in full."""
    found = set()
    for item in items:
        if item.family is EvidenceFamily.NAME and item.p >= FULL_NAME:
            found.add(vehicle_of(item.quote))
        elif item.family in _TELLING and item.accession is not None:
            found.add(item.accession)
    return found


def _link(version: Version[Pair, LinkContent], items: Sequence[Evidence]) -> OwnershipLink:
    content = version.content
    return OwnershipLink(
        vehicle=version.key[0],
        controller=version.key[1],
        role=content.role,
        state=content.state,
        p=content.p,
        certain=content.certain,
        joint=content.joint,
        stopped_by=content.stopped_by,
        valid_from=content.valid_from,
        valid_to=content.valid_to,
        known_from=version.known_from,
        known_to=version.known_to,
        evidence=keys_known_during(version, items),
    )


def keys_known_during(version: Version[K, V], items: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the keys of evidence known at any instant of a version, sorted."""
    return tuple(
        sorted(
            item.key
            for item in items
            if item.known_from < version.known_to and item.known_to > version.known_from
        )
    )
