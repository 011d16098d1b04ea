"""The query editor: what is served, and what a person sees in a browser."""

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL

from graph_api.graphiql import graphiql_routes
from tests.api import browser

ROOT = Path(__file__).parents[2]
FRONT_END = ROOT / "web" / "graphiql"
BUILT = ROOT / "graph_api" / "static" / "graphiql"
NOTICE = 'Fictional filings of "invented" companies <0099>'


@strawberry.type
class Query:
    """A schema small enough to see through."""

    @strawberry.field
    def greeting(self, name: str) -> str:
        return f"Good morning, {name}"


@contextmanager
def serving(notice: str | None, bundle: Path) -> Iterator[str]:
    """Serve the editor beside a small schema; yield the address."""
    api = Route("/graphql", GraphQL[None, None](strawberry.Schema(Query), graphql_ide=None))
    app = Starlette(routes=[*graphiql_routes(notice, bundle=bundle), api])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, ws="none", log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def skip_or_fail(lack: str) -> None:
    if "browser" in os.environ.get("REQUIRE", "").split(","):
        pytest.fail(lack)
    pytest.skip(lack)


@pytest.fixture(scope="module")
def built() -> Path:
    if not (BUILT / "index.html").is_file():
        skip_or_fail("the GraphiQL bundle was not built: make setup")
    return BUILT


@pytest.fixture
def editor(built: Path) -> Iterator[browser.QueryEditor]:
    if lack := browser.missing():
        skip_or_fail(lack)
    with serving(NOTICE, built) as url, browser.browse(url) as editor:
        yield editor


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Stand in for the built files, so that serving is tested on machines without Node.js."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "app-ABCDEFGH.js").write_text("export {};")
    page = (FRONT_END / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page, "utf-8")
    return tmp_path


def test_a_typed_query_is_answered_without_leaving_the_origin(
    editor: browser.QueryEditor, tmp_path: Path
) -> None:
    answer = editor.run('{ greeting(name: "Ada") }')
    assert answer == {"data": {"greeting": "Good morning, Ada"}}
    editor.driver.save_screenshot(str(tmp_path / "graphiql.png"))
    assert editor.outside_requests() == []
    assert editor.complaints() == []


def test_the_editor_opens_with_the_examples_one_a_tab(editor: browser.QueryEditor) -> None:
    assert editor.tabs() == ["Clusters", "DataStatus", "OneIssuer", "WhyOne"]


def test_an_example_is_sent_as_it_stands(editor: browser.QueryEditor) -> None:
    # The small schema knows no issuer: its refusal shows what was asked.
    (error,) = editor.run_tab("OneIssuer")["errors"]
    assert "Cannot query field 'issuer'" in error["message"]


def test_the_editor_shows_the_notice_as_written(editor: browser.QueryEditor) -> None:
    assert editor.shown(".notice") == NOTICE


def test_the_documentation_is_read_from_the_server(editor: browser.QueryEditor) -> None:
    assert "query: Query" in editor.documentation()


def test_every_built_asset_has_a_hash_in_its_name_and_is_served(built: Path) -> None:
    names = [asset.name for asset in (built / "assets").iterdir()]
    assert [name for name in names if not re.search(r"-[A-Z0-9]{8}\.(js|css|ttf)$", name)] == []
    with serving(None, built) as url:
        answers = [httpx.head(f"{url}/graphiql/assets/{name}") for name in names]
    assert {answer.status_code for answer in answers} == {200}


def test_the_page_forbids_foreign_and_inline_scripts(bundle: Path) -> None:
    with serving(None, bundle) as url:
        headers = httpx.get(f"{url}/graphiql").headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert "script-src" not in policy
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-cache"


def test_the_page_holds_no_inline_script() -> None:
    scripts = re.findall(r"<script[^>]*>", (FRONT_END / "index.html").read_text("utf-8"))
    assert len(scripts) == 1
    assert "src=" in scripts[0]


def test_a_notice_cannot_break_out_of_its_attribute(bundle: Path) -> None:
    with serving(NOTICE, bundle) as url:
        page = httpx.get(f"{url}/graphiql").text
    escaped = "Fictional filings of &quot;invented&quot; companies &lt;0099&gt;"
    assert f'<meta name="insider-graph-notice" content="{escaped}" />' in page


def test_without_a_notice_the_page_states_none(bundle: Path) -> None:
    with serving(None, bundle) as url:
        page = httpx.get(f"{url}/graphiql").text
    assert '<meta name="insider-graph-notice" content="" />' in page


def test_an_asset_may_be_kept_for_a_year_and_runs_as_a_script(bundle: Path) -> None:
    with serving(None, bundle) as url:
        answer = httpx.get(f"{url}/graphiql/assets/app-ABCDEFGH.js")
    assert answer.text == "export {};"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    # A worker is bound by the policy of its own script, not by the page's.
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["none.js", "..%2Findex.html", "../assets/none.js", ""])
def test_a_name_that_is_no_asset_is_not_found(bundle: Path, name: str) -> None:
    with serving(None, bundle) as url:
        assert httpx.get(f"{url}/graphiql/assets/{name}").status_code == 404


def test_a_trailing_slash_leads_to_the_page(bundle: Path) -> None:
    with serving(None, bundle) as url:
        answer = httpx.get(f"{url}/graphiql/", follow_redirects=True)
        assert str(answer.url) == f"{url}/graphiql"
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/graphiql", "/graphiql/", "/graphiql/assets/app.js"])
def test_an_unbuilt_bundle_is_said_to_be_unbuilt(tmp_path: Path, path: str) -> None:
    with serving(None, tmp_path) as url:
        answer = httpx.get(f"{url}{path}")
    assert answer.status_code == 503
    assert "`make setup`" in answer.text


def test_the_lock_file_names_no_registry() -> None:
    lock = (FRONT_END / "package-lock.json").read_text("utf-8")
    assert '"integrity"' in lock
    assert '"resolved"' not in lock
