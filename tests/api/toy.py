"""A schema small enough to see through, a graph that only counts its revisions, and a client."""

import asyncio
import gc
import warnings
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import httpx
import strawberry
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.schema.config import StrawberryConfig

from graph_api.bolt.connection import Engine, Row, Step
from graph_api.cypher import Statement
from graph_api.domain.identifiers import Cik
from graph_api.endpoint import GraphQLEndpoint
from graph_api.errors import GraphUnavailableError, InvalidArgumentError
from graph_api.store.directory import Directory
from graph_api.store.snapshot import Snapshot, Snapshots, read_revision
from graph_api.store.tape import Tape
from schema.context import Context, Info, Limits, paced
from schema.keys import DateRange, OwnerKey
from schema.scalars import SCALARS


@dataclass(slots=True)
class CountingGraph:
    """A graph with no facts. Its revision is ``numbers[0]``, then the next one, and so on."""

    numbers: list[int] = field(default_factory=lambda: [7])
    lost: bool = False
    closed: bool = False

    @property
    def engine(self) -> Engine:
        return Engine.EMBEDDED

    async def read(self, statement: Statement, /, **_parameters: object) -> list[Row]:
        if self.lost:
            raise GraphUnavailableError("bolt://10.1.2.3:7687 does not answer")
        assert statement.name == "read/revision"
        number = self.numbers.pop(0) if len(self.numbers) > 1 else self.numbers[0]
        return [{"number": number, "pending": False}]

    async def write(self, steps: Sequence[Step], /) -> int:
        raise AssertionError(steps)

    async def define(self, statement: Statement, /) -> None:
        raise AssertionError(statement)

    async def close(self) -> None:
        self.closed = True


class EmptySnapshots(Snapshots):
    """States of a graph without facts."""

    def __init__(self, graph: CountingGraph) -> None:
        super().__init__(graph)
        self._counting = graph

    async def current(self) -> Snapshot:
        return Snapshot(
            graph=self._counting,
            revision=await read_revision(self._counting),
            links=(),
            directory=Directory.__new__(Directory),
            newest_acceptance=None,
            tape=Tape(self._counting),
        )


@strawberry.type
class Thing:
    """Something with more of its kind below."""

    name: str

    @strawberry.field
    async def more(self, info: Info, first: int = 2) -> list["Thing"]:
        return await paced(info, (Thing(name=f"{self.name}.{n}") for n in range(first)), first)

    @strawberry.field
    def node(self) -> "Thing":
        return self

    @strawberry.field
    def nothing(self) -> str:
        return None  # type: ignore[return-value]

    @strawberry.field
    def failing(self) -> str | None:
        raise RuntimeError(self.name)

    @strawberry.field
    def blank(self) -> str:
        return None  # type: ignore[return-value]


@strawberry.type
class Query:
    """One field for each way to go well or wrong."""

    @strawberry.field
    def thing(self, name: str = "thing") -> Thing:
        return Thing(name=name)

    @strawberry.field
    async def things(self, info: Info, first: int = 2) -> list[Thing]:
        return await paced(info, (Thing(name=str(n)) for n in range(first)))

    @strawberry.field
    async def revision(self, info: Info) -> int:
        return (await info.context.at(None)).snapshot.revision.number

    @strawberry.field
    async def slow(self, seconds: float) -> float:
        await asyncio.sleep(seconds)
        return seconds

    @strawberry.field
    def page(self, first: int) -> int:
        if first > 500:
            raise InvalidArgumentError("first", first, accepted="0 to 500")
        return first

    @strawberry.field
    def owner(self, cik: Cik) -> Cik:
        return cik

    @strawberry.field
    def by_key(self, key: OwnerKey) -> str:
        return str(key.found())

    @strawberry.field
    def days(self, range: DateRange) -> str:  # noqa: A002 - the schema's word
        return f"{range.from_} to {range.to}"

    @strawberry.field
    def broken(self, hint: str = "none") -> str | None:
        raise RuntimeError(f"password is swordfish, hint is {hint}")

    @strawberry.field
    def lost(self) -> str | None:
        raise GraphUnavailableError("bolt://10.1.2.3:7687 does not answer")


schema = strawberry.Schema(query=Query, config=StrawberryConfig(scalar_map=dict(SCALARS.items())))


def app(graph: CountingGraph | None = None, limits: Limits | None = None) -> Starlette:
    """Return a server of the toy schema alone."""
    used, bounds = graph or CountingGraph(), limits or Limits()
    snapshots = EmptySnapshots(used)

    async def revision() -> int:
        return (await read_revision(used)).number

    endpoint = GraphQLEndpoint(
        schema,
        make_context=lambda: Context(snapshots, bounds),
        read_revision=revision,
        limits=bounds,
    )
    return Starlette(routes=[Route("/graphql", endpoint)])


@asynccontextmanager
async def client(served: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """Hold a client of an application that has started."""
    async with served.router.lifespan_context(served):
        transport = httpx.ASGITransport(served)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as opened:
            yield opened


@contextmanager
def cancelling() -> Iterator[None]:
    """Let executions be cancelled: graphql-core then drops coroutines that it has not begun."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        yield
        gc.collect()
