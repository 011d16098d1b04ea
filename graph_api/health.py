"""Whether the process lives, and whether the graph behind it answers."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from graph_api.errors import GraphError

READY_SECONDS = 3.0
"""Longest wait for the graph; what asks usually gives up soon after."""

_HEADERS = {"Cache-Control": "no-store"}


def health_routes(
    read_revision: Callable[[], Awaitable[int]], *, seconds: float = READY_SECONDS
) -> list[BaseRoute]:
    """Return ``/healthz`` (200 while the process lives) and ``/readyz``.

    ``/readyz`` answers 200 with the revision of the graph, or 503 where the graph does not
    answer in time.
    """

    async def ready(_request: Request) -> Response:
        try:
            async with asyncio.timeout(seconds):
                revision = await read_revision()
        except (GraphError, TimeoutError):
            return _said("unavailable", 503)
        return JSONResponse({"status": "ready", "revision": revision}, headers=_HEADERS)

    return [Route("/healthz", _alive), Route("/readyz", ready)]


async def _alive(_request: Request) -> Response:
    return _said("alive", 200)


def _said(status: str, code: int) -> Response:
    return JSONResponse({"status": status}, status_code=code, headers=_HEADERS)
