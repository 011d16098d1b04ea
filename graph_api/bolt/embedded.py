"""The embedded engine, shared by the processes of one user: open it, join it, lock it.

One folder holds everything: the data, ``.password``, ``engine.json`` (where the engine listens),
``engine.log`` and two lock files. Who opens it first starts the engine, and ends it on closing;
who opens it meanwhile joins. When the starter leaves first, the joiner's next statement raises
``GraphUnavailableError``; opening again starts an engine over the same data.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import orjson
from filelock import AsyncFileLock, FileLock, Timeout

from graph_api.bolt.driver import BoltGraph, connect, nothing
from graph_api.bolt.engine_process import (
    DATABASE,
    USER,
    Address,
    EngineProcess,
    password_of,
    spawn_engine,
)
from graph_api.errors import ConfigurationError, GraphLockedError, GraphUnavailableError

_STARTS = 3
_READY_SECONDS = 120
_ANSWER_SECONDS = 15
_POLL_SECONDS = 0.05
_PAUSE_SECONDS = 1
# A start that fails (a port taken meanwhile, say) leaves the Java process running.
_FAILED_START = b'Exception in thread "main"'


async def open_embedded(
    root: Path, *, heap_megabytes: int = 2048, timeout_seconds: float = 30
) -> BoltGraph:
    """Return the graph in ``root``, joining the engine that runs there or starting one.

    Closing the graph ends the engine if this call started it. On Linux the engine also ends with
    the thread that runs the event loop.

    Args:
        root: made where it is missing, for this user alone.
        heap_megabytes: memory of the engine; without effect on one that is joined.
        timeout_seconds: limit of each reading statement.

    Raises:
        GraphUnavailableError: the engine does not start; the end of its log says why.
        ConfigurationError: the engine's package is not installed.
    """
    folder = _made(root)
    async with AsyncFileLock(folder / "engine.lock"):
        joined = await _join(folder, timeout_seconds)
        if joined is not None:
            return joined
        process = await start_engine(folder, heap_megabytes=heap_megabytes)
        end = partial(_end, process, folder)
        try:
            return await _connect(folder, process.address, timeout_seconds, at_close=end)
        except BaseException:
            end()
            raise


async def start_engine(root: Path, *, heap_megabytes: int) -> EngineProcess:
    """Return an engine over ``root`` that answers queries and can be joined from now on.

    A start that fails is tried again: another program may have taken a port, or an engine that
    lost its starter may not have let go of the folder yet.

    Raises:
        GraphUnavailableError: no start succeeds.
        ConfigurationError: the engine's package is not installed.
    """
    for attempt in range(_STARTS):
        await asyncio.sleep(_PAUSE_SECONDS * attempt)
        process = spawn_engine(root, heap_megabytes=heap_megabytes)
        try:
            ready = await _is_ready(process, root)
        except BaseException:
            process.kill()
            raise
        if ready:
            _write_address(root, process.address)
            return process
        process.kill()
    raise GraphUnavailableError(f"the embedded engine does not start: {_last_words(root)}")


@contextmanager
def loader_lock(root: Path) -> Iterator[None]:
    """Hold the right to load into ``root``; it ends with the process at the latest.

    Raises:
        GraphLockedError: another loader holds it.
    """
    try:
        lock = FileLock(_made(root) / "load.lock", timeout=0).acquire()
    except Timeout as held:
        raise GraphLockedError(
            f"another load is running on {root}: wait until it has finished"
        ) from held
    with lock:
        yield


def _made(root: Path) -> Path:
    """Return ``root`` as an absolute path (the engine runs inside it), made where missing."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root.resolve()


async def _connect(
    root: Path, address: Address, timeout_seconds: float, *, at_close: Callable[[], None] = nothing
) -> BoltGraph:
    return await connect(
        address.uri,
        user=USER,
        password=password_of(root),
        database=DATABASE,
        timeout_seconds=timeout_seconds,
        at_close=at_close,
    )


async def _join(root: Path, timeout_seconds: float) -> BoltGraph | None:
    """Return the graph at the address in ``engine.json``, None where no engine of ours answers.

    The file may be left behind by an engine that was killed; the port is then anyone's.
    """
    address = _read_address(root)
    return None if address is None else await _try(root, address, timeout_seconds)


async def _try(root: Path, address: Address, timeout_seconds: float) -> BoltGraph | None:
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            return await _connect(root, address, timeout_seconds)
    except (GraphUnavailableError, ConfigurationError, TimeoutError):
        return None


async def _is_ready(process: EngineProcess, root: Path) -> bool:
    """Return whether the engine answers a query; an open port comes half a second too early."""
    clock = asyncio.get_running_loop()
    deadline = clock.time() + _READY_SECONDS
    while not _has_failed(process, root) and clock.time() < deadline:
        graph = await _try(root, process.address, _READY_SECONDS)
        if graph is not None:
            await graph.close()
            return True
        await asyncio.sleep(_POLL_SECONDS)
    return False


def _has_failed(process: EngineProcess, root: Path) -> bool:
    return process.exit_code is not None or _FAILED_START in (root / "engine.log").read_bytes()


def _end(process: EngineProcess, root: Path) -> None:
    # Where the engine was killed, another process may have started its own since.
    if _read_address(root) == process.address:
        (root / "engine.json").unlink(missing_ok=True)
    process.stop()


def _read_address(root: Path) -> Address | None:
    try:
        return Address(**orjson.loads((root / "engine.json").read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _write_address(root: Path, address: Address) -> None:
    new = root / "engine.json.new"
    new.write_bytes(orjson.dumps(address))
    new.replace(root / "engine.json")


def _last_words(root: Path) -> str:
    """Return the deepest cause in the engine's log, else its end."""
    log = root / "engine.log"
    lines = log.read_text("utf-8", errors="replace").splitlines()
    causes = [line for line in lines if line.startswith("Caused by:")]
    return f"{' '.join(causes[-1:] or lines[-3:])} (all of it in {log})"
