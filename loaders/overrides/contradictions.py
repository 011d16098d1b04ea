"""Decisions that cannot all hold, told with the lines of all of them."""

from collections import defaultdict, deque
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import TypeVar

from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.overrides import Override, OverrideOp, scope_words
from loaders.overrides.problems import Problem

N = TypeVar("N", bound=Hashable)
Steps = Callable[[N], Iterable[tuple[N, Override]]]
"""Where one can go from a node, and the decision that leads there."""

LINKING = frozenset({OverrideOp.MUST_LINK, OverrideOp.SET_ROOT})


def contradictions(overrides: Sequence[Override]) -> tuple[Problem, ...]:
    """Return every way in which decisions exclude one another, each at its last line.

    Lists may be joined: a decision of the shipped list that is taken again is no contradiction.

    Source:
        Specification C6: contradictory overrides fail the load.
    """
    found: list[Problem] = []
    for group in _groups(overrides, _subject).values():
        found += (problem for pair in combinations(group, 2) for problem in _between(*pair))
    found += _vehicles_that_are_persons(overrides)
    found += _trades_apart_and_together(overrides)
    # What holds together changes only on days on which a scope begins, and from issuer to issuer.
    for issuer in {override.issuer for override in overrides} | {None}:
        there = [override for override in overrides if override.issuer in {None, issuer}]
        for day in {_begins(override) for override in there}:
            active = [o for o in there if _begins(o) <= day <= _ends(o)]
            found += _cycles(active, day)
            found += _apart_and_together(active)
    return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.origin, p.line, p.message)))


def misfits(overrides: Iterable[Override], kinds: Mapping[Cik, OwnerKind]) -> tuple[Problem, ...]:
    """Return decisions that do not fit what the owners are.

    Args:
        overrides: all that hold together; of kinds, what they decide stands.
        kinds: of the owners that are known, by CIK, as their names tell them.
    """
    decided = tuple(overrides)
    known = {**kinds, **{Cik(o.a): o.kind for o in decided if o.kind is not None}}
    persons = {cik for cik, kind in known.items() if kind is OwnerKind.PERSON}
    return tuple(
        _at(override, f"{described(override)}: {cik} is of kind {known[cik].value}; {accepted}")
        for override in decided
        for cik, accepted in _unfit(override, persons)
        if cik in known
    )


def _unfit(override: Override, persons: Container[Cik]) -> Iterator[tuple[Cik, str]]:
    if override.op in LINKING and Cik(override.a) in persons:
        yield Cik(override.a), "a person is no vehicle: same_person or set_kind is accepted"
    if override.op is OverrideOp.SAME_PERSON:
        for cik in (Cik(override.a), Cik(override.b or "")):
            if cik not in persons:
                yield cik, "two of kind PERSON are accepted"


def described(override: Override) -> str:
    """Return a decision in one line: what it says of whom, where and when."""
    words = [override.op.value, override.a]
    words += [override.kind.value] if override.kind else []
    words += [override.b] if override.b else []
    words.append(scope_words(override.issuer, override.valid_from, override.valid_to))
    return " ".join(filter(None, words))


def _begins(override: Override) -> date:
    return override.valid_from or date.min


def _ends(override: Override) -> date:
    return override.valid_to or date.max


def _at(override: Override, message: str) -> Problem:
    return Problem(origin=override.origin, line=override.line, message=message)


def _refused(overrides: Iterable[Override], why: str = "", verb: str = "contradicts") -> Problem:
    """Return the problem that these cannot all hold, at the last of them."""
    ordered = sorted(dict.fromkeys(overrides), key=lambda o: (not o.shipped, o.origin, o.line))
    last, others = ordered[-1], ordered[:-1]
    places = " and ".join(f"{o.origin}:{o.line} ({described(o)})" for o in others)
    way_out = "leave one of them out"
    if any(override.shipped for override in others):
        way_out += ", or the shipped list as a whole with --no-default"
    because = f": {why}" if why else ""
    return _at(last, f"{described(last)} {verb} {places}{because}; {way_out}")


def _groups(overrides: Iterable[Override], key: Callable[[Override], N]) -> dict[N, list[Override]]:
    groups: dict[N, list[Override]] = defaultdict(list)
    for override in overrides:
        groups[key(override)].append(override)
    return groups


def _subject(override: Override) -> tuple[object, ...]:
    """Return what two decisions must share to repeat or exclude one another by themselves."""
    if override.op in {OverrideOp.SET_KIND, OverrideOp.SET_ROOT}:
        return override.op, override.a
    ends = (override.a, override.b)
    return override.op, frozenset(ends) if override.op is OverrideOp.CANNOT_LINK else ends


def _between(one: Override, other: Override) -> Iterator[Problem]:
    if max(_begins(one), _begins(other)) > min(_ends(one), _ends(other)):
        return
    if one.issuer != other.issuer and one.issuer is not None and other.issuer is not None:
        return
    if one.op in {OverrideOp.SET_KIND, OverrideOp.SET_ROOT} and (
        (one.kind, one.b) != (other.kind, other.b)
    ):
        yield _refused((one, other))
    elif one.shipped is other.shipped:
        yield _refused((one, other), verb="repeats")


def _vehicles_that_are_persons(overrides: Sequence[Override]) -> Iterator[Problem]:
    vehicles = _groups((o for o in overrides if o.op in LINKING), lambda o: o.a)
    kinds = _groups((o for o in overrides if o.op is OverrideOp.SET_KIND), lambda o: o.a)
    for kind in (kind for group in kinds.values() for kind in group):
        if kind.kind is OwnerKind.PERSON:
            for link in vehicles.get(kind.a, ()):
                yield _refused((kind, link), "a person is no vehicle")
    for same in (o for o in overrides if o.op is OverrideOp.SAME_PERSON):
        for cik in (same.a, same.b or ""):
            for link in vehicles.get(cik, ()):
                yield _refused((same, link), "a person is no vehicle")
            for kind in kinds.get(cik, ()):
                if kind.kind is not OwnerKind.PERSON:
                    yield _refused((same, kind), "same_person joins two of kind PERSON")


def _trades_apart_and_together(overrides: Sequence[Override]) -> Iterator[Problem]:
    steps = _steps(
        (end, o)
        for o in overrides
        if o.op is OverrideOp.SAME_TRADE and o.b
        for end in ((o.a, o.b), (o.b, o.a))
    )
    for apart in overrides:
        if apart.op is OverrideOp.NOT_SAME_TRADE and apart.b:
            way = _ways(apart.a, steps).get(apart.b)
            if way is not None:
                yield _refused((apart, *way))


def _links_up(overrides: Iterable[Override], *, persons: bool) -> Steps[str]:
    wanted = LINKING | {OverrideOp.SAME_PERSON} if persons else LINKING
    return _steps(((o.a, o.b), o) for o in overrides if o.op in wanted and o.b)


def _cycles(active: Sequence[Override], day: date) -> Iterator[Problem]:
    """Yield the circles that are closed by a link that begins on ``day``."""
    steps = _links_up(active, persons=False)
    for link in active:
        if link.op in LINKING and link.b and _begins(link) == day:
            way = _ways(link.b, steps).get(link.a)
            if way is not None:
                yield _refused((link, *way), "a circle of control")


def _apart_and_together(active: Sequence[Override]) -> Iterator[Problem]:
    steps = _links_up(active, persons=True)
    for apart in active:
        if apart.op is OverrideOp.CANNOT_LINK and apart.b:
            one, other = _ways(apart.a, steps), _ways(apart.b, steps)
            shared = sorted(one.keys() & other.keys(), key=lambda c: len(one[c]) + len(other[c]))
            if shared:
                yield _refused((apart, *one[shared[0]], *other[shared[0]]))


def _steps(edges: Iterable[tuple[tuple[str, str | None], Override]]) -> Steps[str]:
    following: dict[str, list[tuple[str, Override]]] = defaultdict(list)
    for (source, target), override in edges:
        if target is not None:
            following[source].append((target, override))
    return lambda node: following.get(node, ())


def _ways(start: N, steps: Steps[N]) -> dict[N, tuple[Override, ...]]:
    """Return everything that can be reached, with the decisions of a shortest way there."""
    ways: dict[N, tuple[Override, ...]] = {start: ()}
    waiting = deque((start,))
    while waiting:
        node = waiting.popleft()
        for reached, override in steps(node):
            if reached not in ways:
                ways[reached] = (*ways[node], override)
                waiting.append(reached)
    return ways
