"""What differs between two states of the graph: links, trades, owners."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph_api.bolt.connection import Graph
from graph_api.cypher import statement
from graph_api.domain.instants import OPEN_END
from graph_api.domain.links import OwnershipLink
from graph_api.domain.overrides import scope_words
from graph_api.store.snapshot import read_revision, read_snapshot


@dataclass(frozen=True, slots=True)
class Thing:
    """All that the graph says of one thing.

    Attributes:
        versions: to be compared.
        words: what it is now.
    """

    versions: tuple[object, ...]
    words: str


Things = Mapping[str, Thing]


@dataclass(frozen=True, slots=True)
class State:
    """What decisions can change: links by their two ends, trades by id, owners by CIK."""

    links: Things
    trades: Things
    owners: Things


@dataclass(frozen=True, slots=True)
class Change:
    """What a thing was and is, in words; ``none`` where there was or is no such thing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs, each by name."""

    links: tuple[Change, ...]
    trades: tuple[Change, ...]
    owners: tuple[Change, ...]


async def read_state(graph: Graph) -> State:
    """Return what decisions can change, as the graph holds it."""
    snapshot = await read_snapshot(graph, await read_revision(graph))
    links: dict[str, list[OwnershipLink]] = defaultdict(list)
    for link in snapshot.links:
        links[f"{link.vehicle} → {link.controller}"].append(link)
    trades: dict[str, list[str]] = defaultdict(list)
    for row in await graph.read(statement("derived/trades_current")):
        trades[str(row["key"]).partition("@")[0]].append(f"{row['key']} {row['digest']}")
    roots: dict[str, list[tuple[str, object, object]]] = defaultdict(list)
    for row in await graph.read(statement("derived/resolves_to_current")):
        roots[str(row["source"])].append((str(row["target"]), row["knownFrom"], row["knownTo"]))
    return State(
        links={name: Thing(tuple(found), _link(found)) for name, found in links.items()},
        trades={
            name: Thing(tuple(sorted(found)), f"{len(found)} versions")
            for name, found in trades.items()
        },
        owners={
            cik: Thing((entry.kind, *sorted(roots[cik])), _owner(entry.kind.value, roots[cik]))
            for cik, entry in snapshot.directory.owners.items()
        },
    )


def changes(before: State, after: State) -> Changes:
    """Return what differs between two states."""
    return Changes(
        links=_differing(before.links, after.links),
        trades=_differing(before.trades, after.trades),
        owners=_differing(before.owners, after.owners),
    )


def _differing(before: Things, after: Things) -> tuple[Change, ...]:
    nothing = Thing((), "none")
    pairs = (
        (name, before.get(name, nothing), after.get(name, nothing))
        for name in sorted({*before, *after})
    )
    return tuple(Change(name, old.words, new.words) for name, old, new in pairs if old != new)


def _link(versions: Sequence[OwnershipLink]) -> str:
    now = [link for link in versions if link.known_to == OPEN_END]
    now.sort(key=lambda link: (link.issuer or "", link.part_from or date.min))
    return ", ".join(map(_state, now)) or "none"


def _state(link: OwnershipLink) -> str:
    scope = scope_words(link.issuer, link.valid_from, link.valid_to)
    return f"{link.state.value} {link.p:g} {scope}".rstrip()


def _owner(kind: str, roots: Iterable[tuple[str, object, object]]) -> str:
    now = sorted(target for target, _, known_to in roots if known_to == OPEN_END)
    return f"{kind}, counts as {' and '.join(now)}" if now else kind
