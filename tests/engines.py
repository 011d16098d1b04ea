"""Engines for tests: real Neo4j from its published artefacts, and the embedded one.

Both run as child processes on a random port of 127.0.0.1 and are known by an address alone, so a
fixture of any scope can hold one while each test makes its driver in its own event loop.
"""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock

from graph_api.bolt.connection import Engine
from graph_api.bolt.driver import BoltGraph, connect
from graph_api.bolt.embedded import start_engine
from graph_api.bolt.engine_process import DATABASE, USER, password_of
from graph_api.cypher import Statement
from graph_api.errors import ConfigurationError, GraphUnavailableError

HEAP_MEGABYTES = 512

NO_SETTINGS: Mapping[str, str] = {}

_REPOSITORY = Path(__file__).parent.parent
_NEO4J_JARS = _REPOSITORY / ".neo4j" / "lib"
_NEO4J_POM = Path(__file__).parent / "engine_neo4j" / "pom.xml"
_START_SECONDS = 60
_WIPE = Statement(
    "tests/wipe", "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n", parameters=frozenset()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningEngine:
    """An engine of its own for tests, and how to connect to it.

    Attributes:
        root: folder of the embedded engine (another process may join it there), home of Neo4j.
    """

    engine: Engine
    uri: str
    user: str
    password: str
    database: str
    root: Path

    async def connect(self, *, timeout_seconds: float = 30) -> BoltGraph:
        """Return a new connection for the running event loop; the caller closes it."""
        return await connect(
            self.uri,
            user=self.user,
            password=self.password,
            database=self.database,
            timeout_seconds=timeout_seconds,
        )


def missing(what: str, reason: str) -> NoReturn:
    """Skip the test with ``reason``, or fail it where ``REQUIRE`` (a comma list) names ``what``."""
    if what in os.environ.get("REQUIRE", "").split(","):
        pytest.fail(f"{what} is required: {reason}")
    pytest.skip(reason)


async def wipe(graph: BoltGraph) -> None:
    """Delete every node and relationship; constraints and indexes stay."""
    while await graph.write([(_WIPE, {})]):
        pass


@contextmanager
def running(engine: Engine, folder: Path) -> Iterator[RunningEngine]:
    """Run ``engine`` over the empty ``folder``; it has ended when the block is left."""
    if engine is Engine.EMBEDDED:
        with start_embedded(folder) as embedded:
            yield embedded
        return
    with start_neo4j(folder) as uri:
        yield _neo4j_at(uri, folder)


@contextmanager
def start_embedded(root: Path) -> Iterator[RunningEngine]:
    """Run the embedded engine over ``root``; ``open_embedded`` on the same folder joins it."""
    process = asyncio.run(start_engine(root, heap_megabytes=HEAP_MEGABYTES))
    try:
        yield RunningEngine(
            engine=Engine.EMBEDDED,
            uri=process.address.uri,
            user=USER,
            password=password_of(root),
            database=DATABASE,
            root=root,
        )
    finally:
        process.stop()


@contextmanager
def start_neo4j(folder: Path, settings: Mapping[str, str] = NO_SETTINGS) -> Iterator[str]:
    """Run Neo4j Community with ``folder`` as its home, without authentication; yield its address.

    ``settings`` join those of ``neo4j.conf``; the address and the like stay as tests need them.
    Skips (see ``missing``) where Java or, the first time, Maven is not installed.
    """
    java = _java()
    jars = _neo4j_jars()
    port = _free_port()
    _write_configuration(folder, port, settings)
    log = folder / "console.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            _neo4j_command(java, jars, folder),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        uri = f"bolt://127.0.0.1:{port}"
        if not asyncio.run(_is_ready(_neo4j_at(uri, folder), process)):
            pytest.fail(f"Neo4j does not start: {log.read_text('utf-8')[-2000:]}")
        yield uri
    finally:
        # The home is thrown away, so nothing is lost by not shutting down.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        missing("neo4j", "no java on the path: install Java 17 or later to test on Neo4j")
    return java


def _neo4j_jars() -> Path:
    """Return the folder of Neo4j's jars, fetched by Maven for the version in ``pom.xml``."""
    fetched = _NEO4J_JARS / "pom.xml"
    _NEO4J_JARS.parent.mkdir(exist_ok=True)
    with FileLock(_NEO4J_JARS.parent / "fetch.lock"):
        if not fetched.exists() or fetched.read_bytes() != _NEO4J_POM.read_bytes():
            shutil.rmtree(_NEO4J_JARS, ignore_errors=True)
            _fetch_neo4j()
            shutil.copyfile(_NEO4J_POM, fetched)
    return _NEO4J_JARS


def _fetch_neo4j() -> None:
    maven = shutil.which("mvn")
    if maven is None:
        missing("neo4j", "no mvn on the path: install Maven to fetch Neo4j for its tests")
    fetching = subprocess.run(
        [
            maven,
            "-q",
            "-B",
            "-f",
            _NEO4J_POM,
            "dependency:copy-dependencies",
            f"-DoutputDirectory={_NEO4J_JARS}",
            "-DincludeScope=runtime",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if fetching.returncode:
        missing("neo4j", f"Maven cannot fetch Neo4j: {fetching.stdout.strip()[:500]}")


def _write_configuration(home: Path, port: int, given: Mapping[str, str]) -> None:
    settings = {
        "server.memory.pagecache.size": "64m",
        **given,
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "false",
        "initial.dbms.default_database": DATABASE,
        "db.tx_log.preallocate": "false",
        "dbms.usage_report.enabled": "false",
    }
    conf = home / "conf"
    conf.mkdir(parents=True)
    lines = [f"{name}={value}\n" for name, value in settings.items()]
    (conf / "neo4j.conf").write_text("".join(lines), "utf-8")


def _neo4j_command(java: str, jars: Path, home: Path) -> list[str]:
    return [
        java,
        f"-Xmx{HEAP_MEGABYTES}m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "-cp",
        f"{jars}/*",
        "org.neo4j.server.CommunityEntryPoint",
        f"--home-dir={home}",
        f"--config-dir={home}/conf",
        "--console-mode",
    ]


def _neo4j_at(uri: str, home: Path) -> RunningEngine:
    return RunningEngine(
        engine=Engine.NEO4J, uri=uri, user="neo4j", password="", database=DATABASE, root=home
    )


async def _is_ready(engine: RunningEngine, process: subprocess.Popen[bytes]) -> bool:
    """Return whether the server answers a query before it exits or the time is up."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            graph = await engine.connect()
        except (GraphUnavailableError, ConfigurationError):
            await asyncio.sleep(0.1)
        else:
            await graph.close()
            return True
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
