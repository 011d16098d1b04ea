"""The small world and a generated one, each loaded once per session and only read afterwards."""

import asyncio
from collections.abc import Iterator

import pytest

from graph_api.bolt.connection import Engine
from tests.api.client import Api, api_of, load_generated, load_sample
from tests.api.rows_world import load_rows_world
from tests.engines import RunningEngine, running

GENERATED_TRANSACTIONS = 1_000


@pytest.fixture(scope="session")
def sample_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningEngine]:
    with running(Engine.EMBEDDED, tmp_path_factory.mktemp("sample")) as engine:
        asyncio.run(load_sample(engine))
        yield engine


@pytest.fixture(scope="session")
def api(sample_engine: RunningEngine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with api_of(sample_engine, tmp_path_factory.mktemp("home")) as opened:
        yield opened


@pytest.fixture(scope="session")
def big_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A world with hundreds of parents on every level."""
    home = tmp_path_factory.mktemp("home")
    with running(Engine.EMBEDDED, tmp_path_factory.mktemp("generated")) as engine:
        asyncio.run(load_generated(engine, GENERATED_TRANSACTIONS))
        with api_of(engine, home) as opened:
            yield opened


@pytest.fixture(scope="session")
def rows_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A world of rows that do not count one by one."""
    home = tmp_path_factory.mktemp("home")
    with running(Engine.EMBEDDED, tmp_path_factory.mktemp("rows")) as engine:
        asyncio.run(load_rows_world(engine))
        with api_of(engine, home) as opened:
            yield opened
