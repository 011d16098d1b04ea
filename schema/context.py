"""What one request carries: the state of the graph it sees, its pace and its batches."""

import asyncio
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from types import MappingProxyType
from typing import TypeAlias, TypeVar, cast

import strawberry

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import OwnershipLink
from graph_api.domain.owners import OwnerRoots, is_visible
from graph_api.store.directory import LATEST
from graph_api.store.snapshot import Snapshot, Snapshots
from schema.reading import Batches, Pace, Reader

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

NOTHING_MORE: Mapping[str, object] = MappingProxyType({})
"""No parameters beside the keys and the cut-off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one request; each is named in the error that it produces."""

    max_tokens: int = 4_000
    max_depth: int = 12
    max_aliases: int = 50
    max_objects: int = 30_000
    seconds: float = 10.0


@dataclass(slots=True)
class Context:
    """One request. All that it reads is of one state of the graph."""

    snapshots: Snapshots
    limits: Limits = field(default_factory=Limits)
    notice: str | None = None
    pace: Pace = field(init=False)
    batches: Batches = field(init=False)
    _snapshot: Snapshot | None = None
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.pace = Pace(monotonic() + self.limits.seconds, self.limits.max_objects)
        self.batches = Batches(self.pace)

    async def at(self, known_at: Instant | None) -> "At":
        """Return the graph as known at a cut-off; None means all that is loaded."""
        # Root fields run at once: whoever comes first chooses the state that all of them see.
        async with self._opening:
            if self._snapshot is None:
                self._snapshot = await self.snapshots.current()
        return At(self._snapshot, LATEST if known_at is None else known_at)

    @property
    def revision(self) -> int | None:
        """Number of the state this request has read; None before it has read anything."""
        return self._snapshot.revision.number if self._snapshot else None


Info: TypeAlias = strawberry.Info[Context, None]


@dataclass(slots=True, eq=False)
class At:
    """The graph at one revision and cut-off; handed down to everything selected below.

    Attributes:
        min_confidence: lowest score at which links count; None for those that are ACCEPTED.
        issuer: for trades in whose securities links are to count; None for what holds in general.
    """

    snapshot: Snapshot
    known_at: Instant
    min_confidence: float | None = None
    issuer: Cik | None = None
    _siblings: dict[tuple[float | None, Cik | None], "At"] = field(default_factory=dict)
    _remembered: dict[Hashable, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._siblings[self.min_confidence, self.issuer] = self

    def trusting(self, min_confidence: float | None) -> "At":
        """Return the same graph with links that count from another score on."""
        return self._sibling(min_confidence, self.issuer)

    def about(self, issuer: Cik) -> "At":
        """Return the same graph with links as they count for trades in an issuer's securities.

        It is the same one for every issuer, unless a decision holds at one of them alone.
        """
        general = self._sibling(self.min_confidence, None)
        roots = general.roots()
        apart = roots.at(issuer) is not roots
        return self._sibling(self.min_confidence, issuer) if apart else general

    def _sibling(self, min_confidence: float | None, issuer: Cik | None) -> "At":
        if (min_confidence, issuer) not in self._siblings:
            At(self.snapshot, self.known_at, min_confidence, issuer, self._siblings)
        return self._siblings[min_confidence, issuer]

    def roots(self) -> OwnerRoots:
        """Return who counts as whom."""
        return self.remembered("roots", self._find_roots)

    def _find_roots(self) -> OwnerRoots:
        return OwnerRoots(
            self.snapshot.links,
            self.snapshot.directory.persons,
            known_at=self.known_at,
            min_confidence=self.min_confidence,
            issuer=self.issuer,
        )

    def remembered(self, key: Hashable, find: Callable[[], V]) -> V:
        """Return what ``find`` finds, found once: many parents may ask for the same."""
        if key not in self._remembered:
            self._remembered[key] = find()
        return cast("V", self._remembered[key])

    def links_of(self, cik: Cik) -> tuple[OwnershipLink, ...]:
        """Return the links from or to an owner that are known at the cut-off."""
        by_owner = self.remembered("links", self._links_by_owner)
        return tuple(by_owner.get(cik, ()))

    def _links_by_owner(self) -> dict[Cik, list[OwnershipLink]]:
        found: dict[Cik, list[OwnershipLink]] = {}
        for link in self.snapshot.links:
            if is_visible(link, self.known_at):
                for cik in (link.vehicle, link.controller):
                    found.setdefault(cik, []).append(link)
        return found

    async def load(
        self,
        info: Info,
        reader: Reader[K, V],
        key: K,
        arguments: Mapping[str, object] = NOTHING_MORE,
        *,
        above: int = 0,
    ) -> V:
        """Return what ``reader`` finds for ``key``, in one statement for the whole level.

        Args:
            info: of the field that asks.
            reader: the question.
            key: the parent's.
            arguments: parameters of the statement beside its keys and the cut-off.
            above: path elements to leave out, so that fields below one connection share.
        """
        path = info.path
        for _ in range(above):
            path = path.prev or path
        given = reader.arguments(self.known_at, arguments)
        return await info.context.batches.load(self.snapshot.graph, reader, path, key, given)


async def paced(info: Info, items: Iterable[V], announced: int = 0) -> list[V]:
    """Return ``items`` as a list of the answer, when there is time and room for them.

    Args:
        info: of the field that asks.
        items: what makes the items, not the items: they are made when the turn has come.
        announced: how many there will be, where lists may be long: an answer that would be too
            large is refused before any of it is made.
    """
    pace = info.context.pace
    pace.add(announced)
    await pace.turn()
    found = list(items)
    pace.add(len(found) - announced)
    return found
