"""The documentation is true: its commands run, its queries answer as shown, its links resolve.

One server over the fictional sample answers every query; commands run in a folder that holds what
the documentation supposes a reader to have (``filings/``, ``manifest.csv``, ``companies.csv``),
under the name ``insider-graph``. What stands for more than a test can do (``make``, containers) is
checked for being there.
"""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest
import yaml
from typer.core import TyperGroup
from typer.main import get_command

from graph_api.cli import app
from graph_api.settings import Settings
from tests.world import SAMPLE

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("INSIDER_GRAPH_CORPUS", ROOT / ".." / "shared" / "edgar"))
REAL_FILING = "0000902664-26-002604"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ANSWERED = [page for page in PAGES if page.parent.name != "errors"]
"""Pages whose queries succeed; those on errors show queries that fail."""

SERVES = {"serve", "demo"}
"""Commands that run until Ctrl-C: only their options are checked; the server below is one."""

TEST_VARIABLES = {"INSIDER_GRAPH_CORPUS", "REQUIRE"}
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block; ``following`` is the one right after it in its page."""

    page: str
    line: int
    language: str
    text: str
    following: "Block | None" = None

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Command:
    """What its page shows it to print stands in ``shown``."""

    block: Block
    text: str
    shown: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.block}: {self.text}"


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks_of(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    blocks: list[Block] = []
    for found in reversed(list(FENCED.finditer(text))):
        line = text.count("\n", 0, found.start()) + 1
        blocks.insert(0, Block(name_of(page), line, found[1], found[2], next(iter(blocks), None)))
    return blocks


BLOCKS = [block for page in ANSWERED for block in blocks_of(page)]
QUERIES = [block for block in BLOCKS if block.language == "graphql"]


def commands_of(block: Block) -> Iterator[Command]:
    """Yield the lines of a script, or those after a prompt with what they print."""
    if block.language == "sh":
        lines = block.text.replace("\\\n", " ").splitlines()
        yield from (Command(block, line) for line in lines if line and not line.startswith("#"))
        return
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        first, *shown = part.splitlines()
        yield Command(block, first, tuple(line.rstrip() for line in shown if line.strip()))


COMMANDS = [
    c for block in BLOCKS if block.language in {"sh", "console"} for c in commands_of(block)
]


def split(command: str) -> tuple[dict[str, str], list[str]]:
    """Return the variables that a line sets or exports, and the words of its command."""
    words = shlex.split(command, comments=True)
    variables: dict[str, str] = {}
    if words[:1] == ["export"]:
        words.pop(0)
    while words and re.match(r"[A-Z][A-Z0-9_]*=", words[0]):
        name, _, variables[name] = words.pop(0).partition("=")
    return variables, words


OWN = [command for command in COMMANDS if split(command.text)[1][:1] == ["insider-graph"]]
OTHERS = [command for command in COMMANDS if command not in OWN]
SESSIONS = list(dict.fromkeys(command.block for command in OWN))
"""Blocks whose commands follow one another in one home."""


def leaves(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command of the command line."""
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            yield from leaves(below, (*path, name))
    else:
        yield path


def settings_variables() -> set[str]:
    return {
        f"INSIDER_GRAPH_{name}".upper() if field.validation_alias is None else name.upper()
        for name, field in Settings.model_fields.items()
    }


@dataclass(frozen=True)
class Reader:
    """Somebody who follows the documentation: a folder, a home, and the command on the path."""

    folder: Path
    environment: dict[str, str]

    def run(self, command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.environment | variables,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    base = tmp_path_factory.mktemp("reader")
    shim = base / "bin" / "insider-graph"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m graph_api "$@"\n')
    shim.chmod(0o700)
    folder = base / "folder"
    shutil.copytree(SAMPLE / "filings", folder / "filings")
    shutil.copy(SAMPLE / "companies.csv", folder)
    (folder / "manifest.csv").write_text("path,accession,acceptedAt,filedOn\n")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "INSIDER_GRAPH_"))}
    environment = kept | {
        "PATH": f"{shim.parent}{os.pathsep}{kept['PATH']}",
        "PYTHONPATH": str(ROOT),
        "INSIDER_GRAPH_HOME": str(base / "home"),
        "COLUMNS": "80",
    }
    return Reader(folder, environment)


@pytest.fixture(scope="module")
def server(reader: Reader) -> Iterator[str]:
    """Serve the sample, loaded beside the running server; other commands join its engine too."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        ["insider-graph", "serve", "--port", str(port)],
        cwd=reader.folder,
        env=reader.environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        address = _ready(f"http://127.0.0.1:{port}", process)
        for command in ("load companies companies.csv", "load files filings"):
            done = reader.run(f"insider-graph {command}")
            assert done.returncode == 0, done.stdout + done.stderr
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _ready(address: str, process: "subprocess.Popen[bytes]") -> str:
    deadline = monotonic() + 60
    while monotonic() < deadline and process.poll() is None:
        with suppress(httpx.TransportError):
            if httpx.get(f"{address}/readyz", trust_env=False).is_success:
                return address
        sleep(0.1)
    raise AssertionError(f"the server did not come up: {process.poll()}")


@pytest.mark.parametrize("block", QUERIES, ids=str)
def test_a_documented_query_answers_as_its_page_shows(block: Block, server: str) -> None:
    answer = httpx.post(f"{server}/graphql", json={"query": block.text}, trust_env=False).json()
    assert "errors" not in answer
    if block.following is not None and block.following.language == "json":
        assert {"data": answer["data"]} == json.loads(block.following.text)


@pytest.mark.parametrize("block", SESSIONS, ids=str)
def test_documented_commands_do_what_their_page_shows(
    block: Block, reader: Reader, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    variables: dict[str, str] = {}
    if REAL_FILING in block.text:
        found = sorted(CORPUS.glob(f"ownership-xml/{REAL_FILING}*.xml"))
        if not found:
            pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")
        shutil.copy(found[0], reader.folder / f"{REAL_FILING}.xml")
        variables["INSIDER_GRAPH_HOME"] = str(tmp_path)
    else:
        request.getfixturevalue("server")
    for command in (command for command in OWN if command.block == block):
        follow(command, reader, variables)


def follow(command: Command, reader: Reader, home: dict[str, str]) -> None:
    variables, words = split(command.text)
    if words[1] in SERVES:
        words.append("--help")
    done = reader.run(shlex.join(words), **variables, **home)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    printed = iter([line.rstrip() for line in done.stdout.splitlines()])
    missing = [line for line in command.shown if line not in printed]
    assert not missing, f"{command}\n{done.stdout}"


@pytest.mark.parametrize("command", OTHERS, ids=str)
def test_any_other_documented_command_names_what_is_there(command: Command) -> None:
    variables, words = split(command.text)
    assert set(variables) <= settings_variables() | TEST_VARIABLES
    if words[:1] == ["make"]:
        makefile = (ROOT / "Makefile").read_text("utf-8")
        targets = [word for word in words[1:] if "=" not in word]
        assert [t for t in targets if not re.search(rf"^{t}:", makefile, re.MULTILINE)] == []
        for name in (word.partition("=")[0] for word in words[1:] if "=" in word):
            assert re.search(rf"\$\(.*\b{name}\b", makefile)
    elif words[:2] == ["docker", "compose"]:
        assert yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]
    else:
        assert not words, f"nothing checks this command yet: {command.text}"


@pytest.mark.parametrize("words", list(leaves(get_command(app))), ids=" ".join)
def test_every_command_is_documented(words: tuple[str, ...]) -> None:
    documented = "\n".join(page.read_text("utf-8") for page in PAGES)
    assert f"insider-graph {' '.join(words)}" in documented


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_resolves(page: Path) -> None:
    prose = FENCED.sub("", page.read_text("utf-8"))
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", prose)]
    local = [target for target in targets if target and "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


NAMED = re.compile(
    r"`((?:graph_api|schema|loaders|tests|docs|web|benchmarks)/[\w./-]*)(?:::(\w+))?`"
)
PLACEHOLDERS = {"docs/errors/CODE.md", "docs/decisions/NNNN-title.md"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_and_name_in_the_text_exists(page: Path) -> None:
    named = [pair for pair in NAMED.findall(page.read_text("utf-8")) if pair[0] not in PLACEHOLDERS]
    assert [path for path, _ in named if not (ROOT / path).exists()] == []
    assert [(path, name) for path, name in named if name and not defines(ROOT / path, name)] == []


def defines(module: Path, name: str) -> bool:
    pattern = rf"^\s*(?:async def|def|class) {name}\b|^{name}\b"
    return re.search(pattern, module.read_text("utf-8"), re.MULTILINE) is not None


def test_the_readme_stays_short_and_says_that_the_sample_is_fictional() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(readme.splitlines()) < 200
    assert "It is fictional" in readme
