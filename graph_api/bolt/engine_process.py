"""The embedded engine as a child process: ArcadeDB in the Java runtime that its wheel carries.

The child has a process group of its own, so that Ctrl-C reaches this process first, and on Linux
it ends with the thread that started it, even when that is killed.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from graph_api.bolt.driver import CHANGE_SECONDS
from graph_api.errors import ConfigurationError

DATABASE = "insiders"
USER = "root"

_PACKAGES = ("arcadedb_embedded", "arcadedb")
_STOP_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where an engine listens: its process id and its two ports on 127.0.0.1."""

    pid: int
    bolt: int
    http: int

    @property
    def uri(self) -> str:
        """Address for the driver."""
        return f"bolt://127.0.0.1:{self.bolt}"


class EngineProcess:
    """A running engine that this process started."""

    def __init__(self, process: subprocess.Popen[bytes], address: Address) -> None:
        self._process = process
        self.address = address

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.poll()

    def stop(self) -> None:
        """End the engine and wait until it has gone; after 30 seconds by force."""
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the engine at once; what it has committed is recovered by its next start."""
        self._process.kill()
        self._process.wait()


def spawn_engine(root: Path, *, heap_megabytes: int) -> EngineProcess:
    """Start an engine over ``root`` on two free ports; it is not ready yet.

    Its output goes to ``engine.log``, that of the start before to ``engine.log.1``.

    Raises:
        ConfigurationError: the package of the engine is not installed.
    """
    password_of(root)  # the engine reads the file
    bolt, http = _free_ports()
    command = _tether() + _command(root, bolt=bolt, http=http, heap_megabytes=heap_megabytes)
    log = root / "engine.log"
    if log.exists():
        log.replace(root / "engine.log.1")
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - every part of the command is made here
            command,
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return EngineProcess(process, Address(pid=process.pid, bolt=bolt, http=http))


def password_of(root: Path) -> str:
    """Return the password of the engine over ``root``, made at random the first time.

    It lies beside the data, because the engine reads it only when it creates the root.
    """
    path = root / ".password"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(32))
    return path.read_text("ascii")


def _tether() -> list[str]:
    if sys.platform != "linux":
        return []
    script = str(Path(__file__).with_name("tether.py"))
    return [sys.executable, "-I", "-S", script, str(os.getpid())]


def _command(root: Path, *, bolt: int, http: int, heap_megabytes: int) -> list[str]:
    package = _package_folder()
    return [
        _java(package),
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF8",
        "-Dpolyglot.engine.WarnInterpreterOnly=false",
        "-XX:+UseCompactObjectHeaders",
        "-XX:+UseSerialGC",
        f"-Xmx{heap_megabytes}m",
        f"-XX:ErrorFile={root}/log/hs_err_%p.log",
        *(f"-Darcadedb.{name}={value}" for name, value in _settings(root, bolt, http).items()),
        "-cp",
        str(package / "jars" / "*"),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def _settings(root: Path, bolt: int, http: int) -> dict[str, object]:
    return {
        "server.rootPath": root,
        "server.rootPasswordPath": root / ".password",
        "server.logsDirectory": root / "log",
        # Readable errors; the two settings after it are as in production mode.
        "server.mode": "development",
        "txWalFlush": 1,
        "opencypher.loadCsv.allowFileUrls": "false",
        # What no client waits for any more must end some time.
        "command.timeout": CHANGE_SECONDS * 1000,
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http,
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.defaultDatabases": f"{DATABASE}[{USER}]",
        "bolt.defaultDatabase": DATABASE,
    }


def _package_folder() -> Path:
    """Return the folder of the engine's package, without importing it: that would load Java."""
    for name in _PACKAGES:
        spec = find_spec(name)
        if spec is not None and spec.submodule_search_locations:
            return Path(spec.submodule_search_locations[0])
    raise ConfigurationError(
        "the embedded engine is missing: install arcadedb-embedded, or set NEO4J_URI"
    )


def _java(package: Path) -> str:
    java = shutil.which("java", path=package / "jre" / "bin")
    if java is None:
        raise ConfigurationError(f"no Java runtime in {package}: reinstall arcadedb-embedded")
    return java


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
