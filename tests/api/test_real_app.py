"""The real application on the sample, over a real socket and in a real browser."""

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from graph_api.app import create_app
from graph_api.settings import Settings
from tests.api import browser
from tests.engines import RunningEngine
from tests.world import DEFAULT_CLUSTERS

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "graph_api" / "static" / "graphiql" / "index.html"
NOTICE = "The sample data is fictional: invented companies and people."


@pytest.fixture(scope="module")
def url(sample_engine: RunningEngine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the application, which has joined the engine by its folder as commands do."""
    home = tmp_path_factory.mktemp("home")
    (home / "graph").symlink_to(sample_engine.root)
    app = create_app(Settings(home=home, notice=NOTICE))
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


@pytest.fixture(scope="module")
def editor(url: str) -> Iterator[browser.QueryEditor]:
    lack = browser.missing() or (None if BUILT.is_file() else "GraphiQL was not built: make setup")
    if lack and "browser" in os.environ.get("REQUIRE", "").split(","):
        pytest.fail(lack)
    if lack:
        pytest.skip(lack)
    with browser.browse(url) as opened:
        yield opened


def test_the_process_lives_and_its_graph_answers(url: str) -> None:
    assert httpx.get(f"{url}/healthz").json() == {"status": "alive"}
    ready = httpx.get(f"{url}/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")
    assert ready.json()["revision"] > 0


def test_the_schema_is_served_as_text(url: str) -> None:
    answer = httpx.get(f"{url}/schema.graphql")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == (ROOT / "schema.graphql").read_text("utf-8")


def test_the_root_leads_to_the_editor(url: str) -> None:
    answer = httpx.get(url, follow_redirects=True)
    assert (answer.status_code, str(answer.url)) == (200, f"{url}/graphiql")


def test_a_query_is_answered_by_post_and_by_get(url: str) -> None:
    query = "{ clusters { totalCount } dataStatus { notice } }"
    expected = {
        "data": {
            "clusters": {"totalCount": len(DEFAULT_CLUSTERS)},
            "dataStatus": {"notice": NOTICE},
        }
    }
    assert httpx.post(f"{url}/graphql", json={"query": query}).json() == expected
    assert httpx.get(f"{url}/graphql", params={"query": query}).json() == expected


@pytest.mark.parametrize("title", ["Clusters", "DataStatus", "OneIssuer", "WhyOne"])
def test_every_example_runs_as_it_stands_and_finds_something(
    editor: browser.QueryEditor, title: str
) -> None:
    answer = editor.run_tab(title)
    assert answer.keys() == {"data"}
    assert None not in answer["data"].values()
    assert len(json.dumps(answer)) > 500


def test_a_typed_query_is_played_and_its_result_is_read(
    editor: browser.QueryEditor, tmp_path: Path
) -> None:
    answer = editor.run(
        "{ clusters(first: 1) { edges { node { issuer { ticker } insiderCount } } } }"
    )
    assert answer == {
        "data": {
            "clusters": {"edges": [{"node": {"issuer": {"ticker": "VNTB"}, "insiderCount": 3}}]}
        }
    }
    editor.driver.save_screenshot(str(tmp_path / "graphiql.png"))
    assert editor.shown(".notice") == NOTICE


def test_nothing_outside_was_asked_and_nothing_was_complained_about(
    editor: browser.QueryEditor,
) -> None:
    assert "clusters" in editor.run("{ clusters { totalCount } }")["data"]
    assert editor.outside_requests() == []
    assert editor.complaints() == []
