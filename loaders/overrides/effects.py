"""What each decision does to the graph as it stands."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import OPEN_END, eastern
from graph_api.domain.links import Limit, LinkState, OwnershipLink
from graph_api.domain.overrides import Override, OverrideOp, scope_words
from graph_api.domain.owners import OwnerRoots, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the graph says now of the owners and rows that decisions name.

    Attributes:
        links: every version of every link.
        persons: CIKs of natural persons.
        owners: every reporting owner, with its newest name.
        issuers: those of whose securities a filing tells.
        kinds: of the owners named, as their names alone tell them.
        trades: row → the trade that it reports; those of rows that are stored.
    """

    links: tuple[OwnershipLink, ...]
    persons: frozenset[Cik]
    owners: Mapping[Cik, str]
    issuers: Collection[Cik]
    kinds: Mapping[Cik, OwnerKind]
    trades: Mapping[RowKey, RowKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one decision did.

    Attributes:
        idle: it matched nothing, or changes nothing.
        did: sentences; never empty.
    """

    override: Override
    idle: bool
    did: tuple[str, ...]


def effects(overrides: Iterable[Override], facts: Facts) -> tuple[Effect, ...]:
    """Return what each decision did, in their order."""
    found = _Findings(facts)
    return tuple(found.of(override) for override in overrides)


class _Findings:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._now = [link for link in facts.links if link.known_to == OPEN_END]
        self._roots = OwnerRoots(facts.links, facts.persons)

    def of(self, override: Override) -> Effect:
        about_trades = override.op in {OverrideOp.SAME_TRADE, OverrideOp.NOT_SAME_TRADE}
        stored: Collection[str] = self._facts.trades if about_trades else self._facts.owners
        what = "row" if about_trades else "owner"
        ends = (override.a, override.b)
        strange = [f"has {what} {end}" for end in ends if end and end not in stored]
        if override.issuer and override.issuer not in self._facts.issuers:
            strange.append(f"is about issuer {override.issuer}")
        if strange:
            did = tuple(f"matched nothing: no loaded filing {words}" for words in strange)
            return Effect(override=override, idle=True, did=did)
        did = tuple(self._told(override))
        idle = all(line.startswith(_NOTHING) for line in did)
        return Effect(override=override, idle=idle, did=did)

    def _told(self, override: Override) -> Iterator[str]:
        a, b = Cik(override.a), Cik(override.b or "")
        match override.op:
            case OverrideOp.SET_KIND:
                yield self._kind(override, a)
            case OverrideOp.CANNOT_LINK:
                yield from self._cut(override, a, b)
            case OverrideOp.SAME_TRADE | OverrideOp.NOT_SAME_TRADE:
                yield self._trades(override)
            case _:
                yield from self._joined(override, a, b)

    def _kind(self, override: Override, cik: Cik) -> str:
        by_name = self._facts.kinds[cik]
        if override.kind is by_name:
            return f"{_NOTHING}: the name of {self._name(cik)} says {by_name.value} too"
        kind = override.kind.value if override.kind else ""
        return f"gave {self._name(cik)} the kind {kind}, where the name says {by_name.value}"

    def _joined(self, override: Override, a: Cik, b: Cik) -> Iterator[str]:
        there = self._in_scope(override)
        links = [link for link in there if (link.vehicle, link.controller) == (a, b)]
        if not links:
            kind = self._facts.kinds[a].value
            yield f"{_NOTHING}: no link leads from {self._name(a)}, a {kind}, to {self._name(b)}"
        for link in links:
            if link.state is LinkState.ACCEPTED:
                yield self._held(override, link)
            else:
                by = link.stopped_by.value if link.stopped_by else "nothing named"
                yield f"{_NOTHING}: the link {self._ends(link)} is {link.state.value}, by {by}"
        if override.op is OverrideOp.SET_ROOT:
            yield from (
                f"rejected the link {self._ends(other)}"
                for other in there
                if other.vehicle == a and other.stopped_by is Limit.OVERRIDE
            )
        roots = self._roots.at(override.issuer) if override.issuer else self._roots
        others = sorted(roots.roots(a, valid=_days(override)) - {a, b})
        if links and others:
            yield f"{self._name(a)} counts as {', '.join(map(self._name, others))}"

    def _held(self, override: Override, link: OwnershipLink) -> str:
        first = min(
            version.known_from
            for version in self._facts.links
            if version.state is LinkState.ACCEPTED
            and (version.vehicle, version.controller) == (link.vehicle, link.controller)
            and version.issuer in {None, link.issuer}
            and _overlap(version, override)
        )
        verb = "confirmed" if first < override.known_from else "made"
        since = f"{eastern(first):%Y-%m-%d}"
        return f"{verb} the link {self._ends(link)} as {link.role.value}, known from {since}"

    def _cut(self, override: Override, a: Cik, b: Cik) -> Iterator[str]:
        """Tell the links that were rejected because through them the two counted as one."""
        cut = [
            link
            for link in self._in_scope(override)
            if link.stopped_by is Limit.OVERRIDE and self._joins(link, a, b)
        ]
        for link in cut:
            direct = {link.vehicle, link.controller} == {a, b}
            yield f"{'rejected' if direct else 'cut'} the link {self._ends(link)} (p {link.p:g})"
        if not cut:
            yield f"{_NOTHING}: {self._name(a)} and {self._name(b)} would not count as one anyway"

    def _in_scope(self, override: Override) -> list[OwnershipLink]:
        """Return the links as they stand where and when a decision holds."""
        there = [link for link in self._now if _overlap(link, override)]
        own = {(k.vehicle, k.controller) for k in there if k.issuer and k.issuer == override.issuer}
        return [
            link
            for link in there
            if link.issuer == (override.issuer if (link.vehicle, link.controller) in own else None)
        ]

    def _joins(self, link: OwnershipLink, a: Cik, b: Cik) -> bool:
        """Return whether one counts as the link's vehicle does below it, and meets the other."""
        if {link.vehicle, link.controller} == {a, b}:
            return True
        above = {a: self._above(a), b: self._above(b)}
        return any(
            link.vehicle in above[one] and above[other] & self._above(link.controller)
            for one, other in ((a, b), (b, a))
        )

    def _above(self, start: Cik) -> set[Cik]:
        """Return everybody above an owner by links that hold or that a decision rejects."""
        reached, waiting = {start}, [start]
        while waiting:
            cik = waiting.pop()
            for link in self._now:
                counts = link.state is LinkState.ACCEPTED or link.stopped_by is Limit.OVERRIDE
                if link.vehicle == cik and counts and link.controller not in reached:
                    reached.add(link.controller)
                    waiting.append(link.controller)
        return reached

    def _trades(self, override: Override) -> str:
        one, other = (self._facts.trades[RowKey(end or "")] for end in (override.a, override.b))
        if override.op is OverrideOp.SAME_TRADE:
            if one == other:
                return f"both rows are trade {one}"
            return f"{_NOTHING}: the rows are still trades {one} and {other}"
        if one == other:
            return f"{_NOTHING}: both rows are still trade {one}"
        return f"the rows are trades {one} and {other}"

    def _ends(self, link: OwnershipLink) -> str:
        scope = scope_words(link.issuer, link.valid_from, link.valid_to)
        return f"{self._name(link.vehicle)} → {self._name(link.controller)} {scope}".rstrip()

    def _name(self, cik: Cik) -> str:
        name = self._facts.owners.get(cik)
        return f"{name} ({cik})" if name else cik


def _days(override: Override) -> Span:
    return override.valid_from or date.min, override.valid_to or date.max


def _overlap(link: OwnershipLink, override: Override) -> bool:
    first, last = _days(override)
    return (link.valid_from or date.min) <= last and (link.valid_to or date.max) >= first


_NOTHING = "changes nothing"
"""How a sentence begins that tells of no effect."""
