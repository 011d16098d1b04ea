"""The server: its routes, what it opens and closes, and what every answer carries."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from time import monotonic
from uuid import uuid4

import structlog
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_api.bolt.connection import Graph
from graph_api.bolt.opening import open_graph
from graph_api.endpoint import GraphQLEndpoint
from graph_api.errors import GraphUnavailableError
from graph_api.graphiql import graphiql_routes
from graph_api.health import health_routes
from graph_api.settings import Settings
from graph_api.store.snapshot import Snapshots, read_revision
from schema.api import schema
from schema.context import Context, Limits

# The query editor's pages say more of their own; other answers load nothing and are framed nowhere.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_log = structlog.get_logger(__name__)


def create_app(settings: Settings, *, graph: Graph | None = None) -> Starlette:
    """Return the server as an ASGI application.

    No other origin may read its answers: no CORS header is ever sent.

    Args:
        settings: which graph to open when the application starts, and the limits.
        graph: a graph to use instead; it stays open when the application ends.
    """
    opened = _OpenedGraph(settings)
    return Starlette(
        routes=_routes(opened, settings),
        middleware=[Middleware(RequestLog)],
        lifespan=_lifespan(opened, settings, graph),
    )


class _OpenedGraph:
    """What requests share; the routes exist before the graph is open."""

    def __init__(self, settings: Settings) -> None:
        self.limits = Limits(seconds=settings.query_seconds)
        self._notice = settings.notice
        self._graph: Graph | None = None
        self._snapshots: Snapshots | None = None

    def use(self, graph: Graph) -> None:
        self._graph, self._snapshots = graph, Snapshots(graph)

    def context(self) -> Context:
        if self._snapshots is None:
            raise GraphUnavailableError("the graph is not open yet")
        return Context(self._snapshots, self.limits, self._notice)

    async def revision(self) -> int:
        if self._graph is None:
            raise GraphUnavailableError("the graph is not open yet")
        return (await read_revision(self._graph)).number


def _routes(opened: _OpenedGraph, settings: Settings) -> list[BaseRoute]:
    endpoint = GraphQLEndpoint(
        schema,
        make_context=opened.context,
        read_revision=opened.revision,
        limits=opened.limits,
    )
    return [
        Route("/", _to_editor),
        Route("/graphql", endpoint),
        Route("/schema.graphql", _schema_text),
        *graphiql_routes(settings.notice),
        *health_routes(opened.revision),
    ]


async def _to_editor(_request: Request) -> Response:
    return RedirectResponse("graphiql")


async def _schema_text(_request: Request) -> Response:
    return PlainTextResponse(f"{schema.as_str()}\n", headers={"Cache-Control": "no-cache"})


def _lifespan(
    opened: _OpenedGraph, settings: Settings, given: Graph | None
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        graph = given or await open_graph(settings)
        opened.use(graph)
        try:
            yield
        finally:
            if given is None:
                await graph.close()

    return lifespan


class RequestLog:
    """Gives each request an id, which its answer and its log lines carry, and says how it went."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id, began, status = uuid4().hex, monotonic(), 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _complete(MutableHeaders(scope=message), request_id)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, send_on)
            finally:
                milliseconds = round((monotonic() - began) * 1000, 1)
                _log.info(
                    "request",
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    milliseconds=milliseconds,
                )


def _complete(headers: MutableHeaders, request_id: str) -> None:
    headers["X-Request-ID"] = request_id
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
