"""The embedded engine as a process: started, joined, killed, locked, and never left behind."""

import asyncio
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph_api.bolt import engine_process
from graph_api.bolt.connection import Engine
from graph_api.bolt.embedded import loader_lock, open_embedded
from graph_api.cypher import Statement
from graph_api.errors import (
    ConfigurationError,
    GraphLockedError,
    GraphUnavailableError,
    StatementFailedError,
)
from tests.engines import HEAP_MEGABYTES

pytestmark = pytest.mark.anyio

ADD = Statement("tests/add", "CREATE (:Box {key: $key})", parameters=frozenset({"key"}))
ENDLESS = Statement(
    "tests/endless",
    "UNWIND range(1, 40000) AS a UNWIND range(1, 40000) AS b WITH a WHERE a < 0 RETURN a",
    parameters=frozenset(),
)
COUNT = Statement("tests/count", "MATCH (b:Box) RETURN count(b) AS n", parameters=frozenset())

on_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="reads /proc, and the tether exists on Linux only"
)

# Opens the graph in argv[1], says so, and waits to be killed.
HOLDER = f"""
import asyncio, sys
from pathlib import Path
from graph_api.bolt.embedded import open_embedded

async def hold():
    await open_embedded(Path(sys.argv[1]), heap_megabytes={HEAP_MEGABYTES})
    print("open", flush=True)
    await asyncio.sleep(600)

asyncio.run(hold())
"""


def address(root: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads((root / "engine.json").read_bytes())
    return found


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("ascii")
    except FileNotFoundError:
        return False


def has_ended_within(seconds: float, pid: int) -> bool:
    deadline = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_running(pid)


def listeners(pid: int) -> set[str]:
    """Return where process ``pid`` listens, as ``/proc`` writes it: ``ADDRESS:PORT`` in hex."""
    mine = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text("ascii").splitlines()[1:]:
            local, state, inode = (line.split()[column] for column in (1, 3, 9))
            if state == "0A" and f"socket:[{inode}]" in mine:
                found.add(local)
    return found


@pytest.fixture
def holder(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


async def test_the_engine_starts_keeps_its_data_and_ends_with_the_graph(tmp_path: Path) -> None:
    root = tmp_path / "not" / "yet"
    for already in range(2):
        graph = await open_embedded(root, heap_megabytes=HEAP_MEGABYTES)
        assert graph.engine is Engine.EMBEDDED
        assert await graph.read(COUNT) == [{"n": already}]
        await graph.write([(ADD, {"key": already})])
        pid = address(root)["pid"]
        await graph.close()
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        assert not (root / "engine.json").exists()


@on_linux
async def test_it_is_reachable_from_this_machine_only_and_only_with_the_password(
    tmp_path: Path,
) -> None:
    graph = await open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES)
    at = address(tmp_path)
    loopback = "0000000000000000FFFF00000100007F"
    assert listeners(at["pid"]) == {f"{loopback}:{at[port]:04X}" for port in ("bolt", "http")}
    assert stat.S_IMODE((tmp_path / ".password").stat().st_mode) == 0o600
    password = engine_process.password_of(tmp_path)
    assert password not in command_line(at["pid"])
    assert http_status(at["http"]) == 401
    await graph.close()


def command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text("utf-8")


def http_status(port: int) -> int:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as connection:
        connection.sendall(b"GET /api/v1/databases HTTP/1.0\r\n\r\n")
        return int(connection.recv(64).split()[1])


async def test_a_second_opener_joins_and_leaves_the_engine_running(tmp_path: Path) -> None:
    starter = await open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES)
    pid = address(tmp_path)["pid"]
    joiner = await open_embedded(tmp_path)
    await joiner.write([(ADD, {"key": 1})])
    assert address(tmp_path)["pid"] == pid
    await joiner.close()
    assert await starter.read(COUNT) == [{"n": 1}]
    await starter.close()


async def test_openers_that_race_share_one_engine(tmp_path: Path) -> None:
    graphs = await asyncio.gather(
        *(open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES) for _ in range(3))
    )
    await graphs[0].write([(ADD, {"key": 1})])
    assert [await graph.read(COUNT) for graph in graphs] == [[{"n": 1}]] * 3
    for graph in graphs:
        await graph.close()


async def test_another_process_joins_too(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    pid = address(tmp_path)["pid"]
    graph = await open_embedded(tmp_path)
    await graph.write([(ADD, {"key": 1})])
    assert address(tmp_path)["pid"] == pid
    await graph.close()
    assert is_running(pid)
    assert holder.poll() is None


async def test_a_joiner_left_alone_is_told_and_may_open_again(tmp_path: Path) -> None:
    starter = await open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES)
    joiner = await open_embedded(tmp_path)
    await starter.write([(ADD, {"key": 1})])
    await starter.close()
    with pytest.raises(GraphUnavailableError):
        await joiner.read(COUNT)
    await joiner.close()
    again = await open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES)
    assert await again.read(COUNT) == [{"n": 1}]
    await again.close()


async def test_an_engine_killed_at_work_is_replaced_without_loss(tmp_path: Path) -> None:
    killed = await open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES)
    for key in range(20):
        await killed.write([(ADD, {"key": key})])
    os.kill(address(tmp_path)["pid"], signal.SIGKILL)
    graph = await open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES)
    await killed.close()
    assert await graph.read(COUNT) == [{"n": 20}]
    assert address(tmp_path)["pid"] > 0
    await graph.close()


@on_linux
async def test_the_engine_ends_when_its_starter_is_killed(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    pid = address(tmp_path)["pid"]
    assert is_running(pid)
    holder.kill()
    assert await asyncio.to_thread(has_ended_within, 10, pid)


@on_linux
async def test_a_folder_whose_starter_was_just_killed_opens(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    first = address(tmp_path)["pid"]
    holder.kill()
    holder.wait()
    await asyncio.to_thread(has_ended_within, 10, first)
    graph = await open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES)
    assert address(tmp_path)["pid"] != first
    await graph.close()


@pytest.mark.parametrize("taken", ["bolt", "http"])
async def test_a_port_taken_meanwhile_is_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: str
) -> None:
    free = engine_process._free_ports
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        ports = iter([(port, free()[1]) if taken == "bolt" else (free()[0], port), free()])
        monkeypatch.setattr(engine_process, "_free_ports", lambda: next(ports))
        graph = await open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES)
    assert port not in address(tmp_path).values()
    await graph.close()


async def test_what_nobody_waits_for_ends_at_the_limit_of_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_process, "CHANGE_SECONDS", 1)
    graph = await open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES)
    with pytest.raises(StatementFailedError, match="TransactionTimedOut"):
        await graph.read(ENDLESS)
    await graph.close()


async def test_an_address_file_without_sense_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "engine.json").write_text('{"pid": 1')
    graph = await open_embedded(tmp_path, heap_megabytes=HEAP_MEGABYTES)
    assert await graph.read(COUNT) == [{"n": 0}]
    await graph.close()


async def test_an_engine_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(GraphUnavailableError, match=r"Invalid maximum heap size.*engine\.log"):
        await open_embedded(tmp_path, heap_megabytes=0)


async def test_without_its_package_the_message_names_both_ways_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_process, "_PACKAGES", ("arcadedb_of_nobody",))
    with pytest.raises(ConfigurationError, match=r"arcadedb-embedded.*NEO4J_URI"):
        await open_embedded(tmp_path)


def test_a_second_loader_is_refused_at_once_and_told_where(tmp_path: Path) -> None:
    with loader_lock(tmp_path):
        started = time.monotonic()
        with pytest.raises(GraphLockedError, match=f"another load is running on {tmp_path}"):
            loader_lock(tmp_path).__enter__()
        assert time.monotonic() - started < 1
    with loader_lock(tmp_path):
        pass


def test_the_loader_lock_ends_with_a_load_that_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), loader_lock(tmp_path):
        raise ValueError("broken")
    with loader_lock(tmp_path):
        pass


def test_the_loader_lock_ends_with_its_process(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path\n"
        "from graph_api.bolt.embedded import loader_lock\n"
        "with loader_lock(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as loader:
        assert loader.stdout is not None
        assert loader.stdout.readline() == "held\n"
        with pytest.raises(GraphLockedError):
            loader_lock(tmp_path).__enter__()
        loader.kill()
        loader.wait()
    with loader_lock(tmp_path):
        pass
