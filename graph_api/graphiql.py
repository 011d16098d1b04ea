"""GraphiQL served from here: no request leaves the origin, no inline script runs.

``web/graphiql`` is built into ``static/graphiql`` and ships with the wheel.
"""

from html import escape
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import BaseRoute, Route

_BUNDLE = Path(__file__).parent / "static" / "graphiql"
_NO_NOTICE = '<meta name="insider-graph-notice" content="" />'
_NOT_BUILT = "The query editor was not built. Run `make setup`, then start the server again.\n"

# Monaco places and colours its text through style attributes, hence 'unsafe-inline' for styles.
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self'; "
    "font-src 'self' data:; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"
)
# Workers are bound by the policy their own script is served with, so assets carry it too.
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_PAGE_HEADERS = _HEADERS | {"Cache-Control": "no-cache"}
# The build gives every asset a name with the hash of its content.
_ASSET_HEADERS = _HEADERS | {"Cache-Control": "public, max-age=31536000, immutable"}

# Not left to the machine's table of types: with nosniff a script of another type does not run.
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".ttf": "font/ttf"}


def graphiql_routes(notice: str | None, *, bundle: Path = _BUNDLE) -> list[BaseRoute]:
    """Return the routes of the query editor: ``/graphiql`` and the assets below it.

    Without a built bundle ``/graphiql`` answers 503 and says how to build it.

    Args:
        notice: shown in a banner over the editor, such as that the data is fictional; None for
            no banner.
        bundle: folder written by the front-end build.
    """
    if not (bundle / "index.html").is_file():
        return [Route(path, _say_not_built) for path in ("/graphiql", "/graphiql/{rest:path}")]
    return [
        _page_route(bundle / "index.html", notice),
        Route("/graphiql/", _redirect_to_page),
        _asset_route(bundle / "assets"),
    ]


def _page_route(index: Path, notice: str | None) -> Route:
    page = _page(index.read_text("utf-8"), notice)

    async def answer(_request: Request) -> Response:
        return HTMLResponse(page, headers=_PAGE_HEADERS)

    return Route("/graphiql", answer)


def _page(template: str, notice: str | None) -> str:
    stated = _NO_NOTICE.replace('""', f'"{escape(notice or "")}"')
    return template.replace(_NO_NOTICE, stated)


def _asset_route(folder: Path) -> Route:
    # Listed once: a name from a request is only ever looked up, never joined to a path.
    assets = {asset.name: asset for asset in folder.iterdir()}

    async def answer(request: Request) -> Response:
        asset = assets.get(request.path_params["name"])
        if asset is None:
            raise HTTPException(404)
        media_type = _MEDIA_TYPES[asset.suffix]
        return FileResponse(asset, media_type=media_type, headers=_ASSET_HEADERS)

    return Route("/graphiql/assets/{name}", answer)


async def _redirect_to_page(_request: Request) -> Response:
    return RedirectResponse("../graphiql", headers=_HEADERS)


async def _say_not_built(_request: Request) -> Response:
    return PlainTextResponse(_NOT_BUILT, status_code=503, headers=_PAGE_HEADERS)
