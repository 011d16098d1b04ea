"""How nested fields read the graph: one statement for each selected relation.

A *relation* is one response path (names and aliases, list indices left out) with its reader and
arguments. Everything that asks for the same relation waits together and is answered by one
statement, whatever the number of parents and rows.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Generic, TypeVar, cast

from graphql.pyutils import Path

from graph_api.bolt.connection import Graph, Row
from graph_api.cypher import statement
from graph_api.domain.instants import Instant
from graph_api.errors import QueryTooLargeError, QueryTooSlowError

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

SLICE_SECONDS = 0.02
"""Longest time one request works before others get a turn."""

QUIET_TURNS = 4
"""Turns of the event loop without news after which a level of the answer is complete."""


@dataclass(frozen=True, slots=True)
class Reader(Generic[K, V]):
    """One question to the graph, asked for many keys at once.

    Attributes:
        name: of the statement.
        of: one row → what the key gets.
        missing: what a key without a row gets.
        parameters: keys → how the statement takes them.
    """

    name: str
    of: Callable[[Row], V]
    missing: Callable[[], V]
    parameters: Callable[[Sequence[K]], Mapping[str, object]] = lambda keys: {"keys": list(keys)}
    key_of: Callable[[K], object] = lambda key: key

    def arguments(self, known_at: Instant, more: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters beside the keys; the cut-off where the statement takes one."""
        takes_cut_off = "knownAt" in statement(self.name).parameters
        return {"knownAt": known_at, **more} if takes_cut_off else dict(more)

    async def read(
        self, graph: Graph, keys: Sequence[K], arguments: Mapping[str, object]
    ) -> list[V]:
        """Return one value for each key, in the order of keys."""
        rows = await graph.read(
            statement(self.name), **self.parameters(list(dict.fromkeys(keys))), **arguments
        )
        found = {row["key"]: self.of(row) for row in rows}
        return [
            found[self.key_of(key)] if self.key_of(key) in found else self.missing() for key in keys
        ]


@dataclass(slots=True)
class Pace:
    """Turns, size and time of one request.

    Long answers give way to other requests every few milliseconds, and end at the limits.
    """

    deadline: float
    max_objects: int
    objects: int = 0
    waiting: int = 0
    activity: int = 0
    _slice_ends: float = 0.0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def turn(self) -> None:
        """Wait for a turn to build a part of the answer.

        Raises:
            QueryTooLargeError: the answer is already larger than allowed.
            QueryTooSlowError: the time is up.
        """
        self.waiting += 1
        try:
            async with self._turn:
                self.add(0)
                now = monotonic()
                if now > self.deadline:
                    raise QueryTooSlowError
                if now > self._slice_ends:
                    await asyncio.sleep(0)
                    self._slice_ends = monotonic() + SLICE_SECONDS
        finally:
            self.waiting -= 1
            self.activity += 1

    def add(self, count: int) -> None:
        """Count objects of the answer.

        Raises:
            QueryTooLargeError: the answer is larger than allowed.
        """
        self.objects += count
        if self.objects > self.max_objects:
            raise QueryTooLargeError(self.max_objects)

    async def quiet(self) -> None:
        """Return when nothing of this request is at work but what waits for the graph."""
        still = 0
        while still < QUIET_TURNS:
            before = self.activity
            await asyncio.sleep(0)
            still = still + 1 if self.activity == before and not self.waiting else 0


class Batch(Generic[K, V]):
    """Keys of one relation that wait for one statement."""

    def __init__(self, pace: Pace, send: Callable[[Sequence[K]], Awaitable[Sequence[V]]]) -> None:
        self._pace = pace
        self._send = send
        self._futures: dict[K, asyncio.Future[V]] = {}
        self._open: list[K] = []
        self._task: asyncio.Task[None] | None = None

    def load(self, key: K) -> asyncio.Future[V]:
        """Return the future answer for ``key``; asking twice costs nothing."""
        self._pace.activity += 1
        if key not in self._futures:
            self._futures[key] = asyncio.get_running_loop().create_future()
            self._open.append(key)
            if self._task is None or self._task.done():
                self._task = asyncio.create_task(self._run())
        return self._futures[key]

    async def _run(self) -> None:
        while self._open:
            await self._pace.quiet()
            keys, self._open = self._open, []
            await self._answer(keys)

    async def _answer(self, keys: Sequence[K]) -> None:
        try:
            values = await self._send(keys)
        except Exception as error:  # noqa: BLE001 - handed to everyone who waits
            for key in keys:
                if not self._futures[key].done():
                    self._futures[key].set_exception(error)
            return
        self._pace.activity += 1
        for key, value in zip(keys, values, strict=True):
            if not self._futures[key].done():
                self._futures[key].set_result(value)


@dataclass(slots=True)
class Batches:
    """The relations of one request."""

    pace: Pace
    _open: dict[Hashable, Batch[Hashable, object]] = field(default_factory=dict)

    async def load(
        self,
        graph: Graph,
        reader: Reader[K, V],
        path: Path,
        key: K,
        arguments: Mapping[str, object],
    ) -> V:
        """Return what ``reader`` finds for ``key``, asked together with its whole level."""

        async def send(keys: Sequence[K]) -> Sequence[V]:
            return await reader.read(graph, keys, arguments)

        relation = (relation_of(path), reader.name, tuple(sorted(arguments.items())))
        return await self.ask(relation, key, send)

    async def ask(
        self, relation: Hashable, key: K, send: Callable[[Sequence[K]], Awaitable[Sequence[V]]]
    ) -> V:
        """Return what ``send`` answers for ``key``, called once for all keys of a relation."""
        if relation not in self._open:
            self._open[relation] = cast("Batch[Hashable, object]", Batch(self.pace, send))
        return cast("V", await self._open[relation].load(key))


def relation_of(path: Path) -> tuple[str, ...]:
    """Return the response path without list indices."""
    return tuple(part for part in path.as_list() if isinstance(part, str))
