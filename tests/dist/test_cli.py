"""The command line: every command on the sample, its exit codes, and what it leaves behind.

Most commands run inside the test's process and join an engine that runs already; what is about
processes (the demo, Ctrl-C) runs as one.
"""

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command
from typer.testing import CliRunner, Result

from graph_api.bolt.embedded import loader_lock
from graph_api.cli import app
from tests.engines import start_embedded
from tests.world import (
    DEFAULT_CLUSTERS,
    SAMPLE,
    WITH_PLANS,
    ExpectedCluster,
    owner,
    submission_files,
)

ROOT = Path(__file__).parents[2]
DONE, FAILED, WRONG_USAGE, WITH_REJECTIONS, NO_GRAPH = range(5)


def leaves(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the words of every command, and the command."""
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            yield from leaves(below, (*path, name))
    else:
        yield path, command


COMMANDS: dict[tuple[str, ...], TyperCommand] = dict(leaves(get_command(app)))


@dataclass(frozen=True, slots=True)
class Shell:
    """Runs commands with a home of their own."""

    home: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {"INSIDER_GRAPH_HOME": str(self.home), "COLUMNS": "80", **self.variables}

    def run(self, *words: str, **variables: str) -> Result:
        return CliRunner().invoke(app, words, env=self.environment | variables)

    def done(self, *words: str) -> str:
        """Return what a command prints that is done without a word on standard error."""
        result = self.run(*words)
        assert (result.exit_code, result.stderr) == (DONE, ""), result.output
        return result.stdout

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command as a process of its own, which a terminal could interrupt."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("INSIDER_GRAPH_")}
        return subprocess.Popen(
            [sys.executable, "-m", "graph_api", *words],
            cwd=ROOT,
            env=kept | self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


@pytest.fixture(autouse=True)
def clean_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in list(os.environ):
        if name.startswith(("NEO4J_", "INSIDER_GRAPH_")):
            monkeypatch.delenv(name)
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A home with a running engine and nothing in it."""
    home = tmp_path_factory.mktemp("home")
    (home / "graph").mkdir()
    with start_embedded(home / "graph"):
        yield Shell(home)


@pytest.fixture(scope="module")
def shell(empty: Shell) -> Shell:
    """The same home once the sample was loaded by two commands, which nothing changes after."""
    assert empty.run("load", "companies", str(SAMPLE / "companies.csv")).exit_code == DONE
    assert empty.run("load", "files", str(SAMPLE / "filings")).exit_code == DONE
    return empty


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example_that_it_understands(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    result = CliRunner().invoke(app, [*path, "--help"])
    assert result.exit_code == DONE
    text = " ".join(result.stdout.split())
    assert (command.help or "-").split(".")[0].splitlines()[0] in text
    example = (command.epilog or "").removeprefix("Example:").strip()
    assert " ".join(example.split()[:3]) in text
    program, *words = shlex.split(example.partition(" > ")[0])
    assert [program, *words[: len(path)]] == ["insider-graph", *path]
    command.make_context(" ".join(path), words[len(path) :])


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_option_says_what_it_does(path: tuple[str, ...]) -> None:
    undescribed = [p.name for p in COMMANDS[path].params if not getattr(p, "help", None)]
    assert undescribed == []


def test_migrations_are_named_once_and_then_there_is_nothing_to_do(empty: Shell) -> None:
    first = empty.done("migrate")
    assert first.split() == sorted(first.split(), key=lambda name: "/common/" in name)
    assert "schema/common/0001_filing_key" in first
    assert empty.done("migrate") == "nothing to do\n"


def test_loading_again_is_quiet_and_changes_nothing(shell: Shell) -> None:
    before, status = shell.done("digest"), shell.done("status")
    companies = shell.done("load", "companies", str(SAMPLE / "companies.csv"))
    assert "7 companies, 0 changes, 0 lines rejected" in companies
    printed = shell.done("load", "files", str(SAMPLE / "filings"))
    assert re.search(r"^read +30$", printed, re.MULTILINE)
    assert re.search(r"^new +0 *$", printed, re.MULTILINE)
    assert re.search(r"^unchanged +30$", printed, re.MULTILINE)
    assert re.search(r"revision \d+", printed)[0] in status  # type: ignore[index]
    assert (shell.done("digest"), shell.done("status")) == (before, status)


def test_a_rebuild_gives_the_same_digest(shell: Shell) -> None:
    before = shell.done("digest")
    assert re.fullmatch(r"[0-9a-f]{32,}\n", before)
    assert re.match(r"\d+ derived facts written, revision \d+\n", shell.done("resolve"))
    assert shell.done("digest") == before


def test_the_status_tells_forms_and_how_times_are_known(shell: Shell) -> None:
    printed = shell.done("status")
    rows = [line.split() for line in printed.splitlines() if "HEADER" in line]
    counts = {row[1]: int(row[5]) for row in rows}
    assert sum(counts.values()) == 30
    assert "0 rejected documents" in printed


def figures(expected: tuple[ExpectedCluster, ...]) -> set[tuple[str, str, int, int, Decimal]]:
    return {
        (c.ticker, c.direction, len(c.reporting_owners), len(c.insiders), c.total_value)
        for c in expected
    }


def printed_figures(shell: Shell, *options: str) -> set[tuple[str, str, int, int, Decimal]]:
    answer = json.loads(shell.done("clusters", "--json", *options))
    nodes = [edge["node"] for edge in answer["edges"]]
    assert answer["totalCount"] == len(nodes)
    return {
        (
            node["issuer"]["ticker"],
            node["direction"],
            node["reportingOwnerCount"],
            node["insiderCount"],
            Decimal(node["totalValue"]),
        )
        for node in nodes
    }


def test_clusters_are_printed_as_json(shell: Shell) -> None:
    assert printed_figures(shell) == figures(DEFAULT_CLUSTERS)
    assert printed_figures(shell, "--trading-plans", "INCLUDE") == figures(WITH_PLANS)


@pytest.mark.parametrize(
    ("options", "tickers"),
    [
        (("--sector", "technology", "--sector", "Healthcare"), {"AXLR", "VNTB"}),
        (("--ticker", "brkw"), {"BRKW"}),
        (("--ticker", "NONE"), set()),
        (("--since", "2026-02-18"), {"AXLR", "VNTB"}),
        (("--until", "2026-02-03"), {"HCRS", "BRKW"}),
        (("--known-at", "2026-02-17T00:00:00-05:00"), {"HCRS", "BRKW"}),
        (("--window-days", "8"), {"AXLR", "HCRS", "VNTB"}),
        (("--min-insiders", "4"), {"AXLR"}),
        (("--preset", "FINRADAR"), {"VNTB", "QVLX"}),
        (("--count-basis", "REPORTING_OWNER", "--min-insiders", "4"), {"AXLR", "DRYF"}),
    ],
    ids=str,
)
def test_options_narrow_the_clusters(
    shell: Shell, options: tuple[str, ...], tickers: set[str]
) -> None:
    assert {figure[0] for figure in printed_figures(shell, *options)} == tickers


def test_the_table_shows_both_counts_and_explains_one_collapse(shell: Shell) -> None:
    printed = shell.done("clusters")
    (row,) = [line.split() for line in printed.splitlines() if line.startswith("AXLR ")]
    assert row[:4] == ["AXLR", "BUY", "5", "4"]
    sentence = " ".join(printed.split())
    assert "AXLR: Ridgecombe Partners LLC counts as Larkspur Julian T" in sentence
    assert "managing member” (0099999999-26-000020, F1; confidence 0.9" in sentence
    assert max(len(line) for line in printed.splitlines()) <= 80


def test_a_query_is_answered_as_the_server_would(shell: Shell) -> None:
    query = "query ($cik: CIK!) { issuer(key: {cik: $cik}) { ticker sector { name } } }"
    printed = shell.done("query", query, "--variables", '{"cik": "99000003"}')
    assert json.loads(printed) == {
        "data": {"issuer": {"ticker": "VNTB", "sector": {"name": "Healthcare"}}}
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ bad", "PARSE_FAILED"),
        ("{ nonsense }", "VALIDATION_FAILED"),
        ("{ clusters(first: 501) { totalCount } }", "INVALID_ARGUMENT"),
        ('{ issuer(key: {cik: "x"}) { name } }', "INVALID_IDENTIFIER"),
    ],
)
def test_a_query_with_an_error_prints_it_as_json_alone_and_fails(
    shell: Shell, query: str, code: str
) -> None:
    result = shell.run("query", query)
    assert (result.exit_code, result.stderr) == (FAILED, "")
    assert [e["extensions"]["code"] for e in json.loads(result.stdout)["errors"]] == [code]


@pytest.mark.parametrize(
    "pair",
    [
        ("Ridgecombe Partners LLC", "Julian Larkspur"),
        ("ridgecombe", "LARKSPUR, JULIAN T."),
        ("Ridge Part", "Jul Larkspur"),
        (owner(5), f"bo:{owner(4)}"),
        (f"own:{owner(5)}", str(int(owner(4)))),
    ],
    ids=str,
)
def test_owners_are_named_in_any_way_that_means_one(shell: Shell, pair: tuple[str, str]) -> None:
    printed = " ".join(shell.done("explain", *pair).split())
    assert printed.startswith("one owner, confidence 0.9")
    assert "Ridgecombe Partners LLC counts as Larkspur Julian T. 1. Ridgecombe" in printed
    assert "0.95 named as managing member in footnote F1 “Ridgecombe Partners LLC, of" in printed
    assert printed.count("https://www.sec.gov/") == 1
    told = json.loads(shell.done("explain", *pair, "--json"))
    assert (told["collapsed"], len(told["steps"])) == (True, 1)


def test_a_name_that_several_bear_lists_them_with_their_ciks(shell: Shell) -> None:
    said = shell.run("explain", "Garcia", "Larkspur").stderr
    assert "2 owners may be meant, give the CIK of one:" in said
    for number in (27, 28):
        assert re.search(rf"^  {owner(number)}  Garcia Luis II", said, re.MULTILINE)


def test_the_schema_is_printed_without_a_graph(tmp_path: Path) -> None:
    printed = Shell(tmp_path / "nowhere").done("sdl")
    assert printed == (ROOT / "schema.graphql").read_text("utf-8")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("clusters", "--nonsense"),
        ("clusters", "--window-days", "0"),
        ("clusters", "--window-days", "366"),
        ("clusters", "--min-insiders", "none"),
        ("clusters", "--preset", "NONSENSE"),
        ("clusters", "--first", "501"),
        ("clusters", "--known-at", "yesterday"),
        ("clusters", "--since", "2026-02-02", "--until", "2026-02-01"),
        ("query",),
        ("query", "{ __typename }", "--variables", "{"),
        ("query", "{ __typename }", "--variables", "[]"),
        ("explain", "Larkspur"),
        ("explain", "Larkspur", "Nobody At All"),
        ("explain", "Garcia", "Larkspur"),
        ("explain", "Larkspur", "bo:x"),
        ("explain", "Larkspur", "Ridgecombe", "--known-at", "yesterday"),
        ("load",),
        ("load", "files"),
        ("load", "files", "/nonexistent"),
        ("load", "files", str(SAMPLE), "--manifest", "/nonexistent.csv"),
        ("load", "companies", "/nonexistent.csv"),
        ("load", "companies", str(SAMPLE / "companies.csv"), "--known-from", "May"),
        ("overrides",),
        ("overrides", "check", "/nonexistent.yaml"),
        ("overrides", "apply", "/nonexistent.yaml"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_said_in_words(shell: Shell, words: tuple[str, ...]) -> None:
    result = shell.run(*words)
    assert result.exit_code == WRONG_USAGE, result.output
    assert "Traceback" not in result.output
    assert result.output.strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [("INSIDER_GRAPH_PORT", "http"), ("INSIDER_GRAPH_HEAP_MEGABYTES", "1")],
)
def test_a_wrong_setting_is_named(shell: Shell, name: str, value: str) -> None:
    result = shell.run("status", **{name: value})
    assert result.exit_code == WRONG_USAGE
    assert result.stderr.startswith(f"error: {name}: ")


def test_without_a_graph_commands_say_so(shell: Shell) -> None:
    nowhere = {"NEO4J_URI": "bolt://127.0.0.1:9", "NEO4J_PASSWORD": "none"}
    result = shell.run("status", **nowhere)
    assert result.exit_code == NO_GRAPH
    assert result.stderr.startswith("error: no graph answers at bolt://127.0.0.1:9")


@pytest.mark.parametrize(
    "words",
    [
        ("load", "files", str(SAMPLE)),
        ("load", "companies", str(SAMPLE / "companies.csv")),
        ("resolve",),
        ("overrides", "apply"),
    ],
    ids=" ".join,
)
def test_a_second_loader_is_refused_and_readers_are_not(
    shell: Shell, words: tuple[str, ...]
) -> None:
    with loader_lock(shell.home / "graph"):
        result = shell.run(*words)
        assert result.exit_code == NO_GRAPH
        assert "another load is running" in result.stderr
        assert len(printed_figures(shell)) == len(DEFAULT_CLUSTERS)


def test_a_rejected_document_is_named_and_the_others_are_loaded(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    home = tmp_path_factory.mktemp("rejecting")
    (home / "graph").mkdir()
    whole = submission_files()[0].read_text("utf-8")
    (tmp_path / "sound.txt").write_text(whole, "utf-8")
    (tmp_path / "[cut].txt").write_text(whole.replace("</ownershipDocument>", ""), "utf-8")
    document = re.search(r"<XML>\s*(.*?)\s*</XML>", whole, re.DOTALL)
    assert document
    (tmp_path / "nameless.xml").write_text(document[1], "utf-8")
    (tmp_path / "companies.csv").write_text("cik,ticker,name,sic\nx,AXLR,Axolar,7372\n", "utf-8")
    with start_embedded(home / "graph"):
        rejecting = Shell(home)
        result = rejecting.run("load", "files", str(tmp_path))
        assert result.exit_code == WITH_REJECTIONS, result.output
        assert re.search(r"^new +1$", result.stdout, re.MULTILINE)
        assert re.search(r"^rejected +2$", result.stdout, re.MULTILINE)
        assert f"rejected {tmp_path}/[cut].txt: " in result.stdout
        assert f"rejected {tmp_path}/nameless.xml: accession: accession-unknown" in result.stdout
        assert "name what has no accession number in a manifest" in result.stdout
        assert "1 loads, 2 rejected documents" in rejecting.done("status")
        assert "nameless.xml: " in rejecting.done("status", "--rejections")
        companies = rejecting.run("load", "companies", str(tmp_path / "companies.csv"))
        assert companies.exit_code == WITH_REJECTIONS
        assert "rejected line 2: " in companies.stdout


GROUND = "reason: said so, source: 0099999999-26-000020, by: A. Person, on: 2026-02-20"
APART = f"- {{op: cannot_link, a: {owner(5)}, b: {owner(4)}, {GROUND}}}\n"
KIND = f"- {{op: set_kind, a: {owner(6)}, kind: llc, {GROUND}}}\n"
STRANGER = f"- {{op: must_link, a: 99999999, b: {owner(4)}, {GROUND}}}\n"


def decisions(folder: Path, text: str) -> str:
    """Write a file of decisions and return its path."""
    path = folder / "mine.yaml"
    path.write_text(text, "utf-8")
    return str(path)


def test_the_shipped_list_is_shown_and_judged_without_a_graph(tmp_path: Path) -> None:
    printed = Shell(tmp_path / "nowhere").done("overrides", "check")
    assert "must_link 0001067983" in printed
    assert re.search(r"^[3-8] decisions of the shipped list, nothing wrong$", printed, re.MULTILINE)
    assert not (tmp_path / "nowhere").exists()


def test_a_file_of_decisions_is_judged_without_a_graph_and_every_problem_named(
    tmp_path: Path,
) -> None:
    nowhere = Shell(tmp_path / "nowhere")
    printed = nowhere.done("overrides", "check", decisions(tmp_path, APART + KIND))
    assert f"set_kind {owner(6)} LLC" in printed
    wrong = decisions(tmp_path, "- {op: must_lnk}\n" + APART + APART)
    for command in ("check", "apply"):
        result = nowhere.run("overrides", command, wrong)
        said = "".join(result.stderr.split())
        assert result.exit_code == FAILED
        assert f"{wrong}:1:8:op:'must_lnk'isnotknown;didyoumean'must_link'?" in said
        assert f"{wrong}:1:3:by:missing" in said
        assert f"{wrong}:3:cannot_link{owner(5)}{owner(4)}repeats{wrong}:2" in said
    assert not (tmp_path / "nowhere").exists()


def test_decisions_are_judged_beside_the_shipped_list_or_alone(tmp_path: Path) -> None:
    denied = f"- {{op: cannot_link, a: 1067983, b: 315090, {GROUND}}}\n"
    path = decisions(tmp_path, denied)
    result = Shell(tmp_path).run("overrides", "check", path)
    assert result.exit_code == FAILED
    assert "default.yaml:" in result.stderr
    assert "--no-default" in result.stderr
    Shell(tmp_path).done("overrides", "check", path, "--no-default")


def test_decisions_are_applied_explained_and_taken_back(shell: Shell, tmp_path: Path) -> None:
    before = shell.done("digest")
    path = decisions(tmp_path, APART + KIND + STRANGER)
    applied = shell.done("overrides", "apply", path)
    assert "3 decisions taken, " in applied
    assert f"  {owner(5)} → {owner(4)}: ACCEPTED " in applied
    assert f"  {owner(6)}: PERSON, " in applied
    digest = shell.done("digest")
    assert digest != before
    again = shell.done("overrides", "apply", path)
    assert re.findall(r"changed: (\d+)", again) == ["0", "0", "0"]
    assert re.findall(r"revision \d+", again) == re.findall(r"revision \d+", applied)
    explained = shell.done("overrides", "explain")
    assert f"cannot_link {owner(5)} {owner(4)}  {path}:1" in explained
    assert "rejected the link Ridgecombe Partners LLC" in explained
    assert "matched nothing: no loaded filing has owner 0099999999" in explained
    told = json.loads(shell.done("overrides", "explain", "--json"))
    assert told["withShipped"]
    cut = next(decision for decision in told["decisions"] if decision["op"] == "cannot_link")
    assert (cut["a"], cut["line"], cut["idle"]) == (owner(5), 1, False)
    assert cut["scope"] == {"issuer": None, "from": None, "to": None}
    assert cut["did"][0].startswith("rejected the link Ridgecombe Partners LLC")
    assert shell.done("digest") == digest
    shell.done("overrides", "apply")
    assert shell.done("digest") == digest
    taken_back = shell.done("overrides", "apply", decisions(tmp_path, ""))
    assert "0 decisions taken, " in taken_back
    assert shell.done("digest") == before


def test_the_shipped_list_is_left_out_and_put_back(shell: Shell) -> None:
    before = shell.done("digest")
    assert "0 of the shipped list" in shell.done("overrides", "apply", "--no-default")
    assert "the shipped list is left out" in shell.done("overrides", "explain")
    assert shell.done("digest") != before
    assert "0 of the shipped list" in shell.done("overrides", "apply")
    shell.done("overrides", "apply", "--default")
    assert shell.done("digest") == before


def test_a_decision_that_does_not_fit_the_owners_changes_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    before = shell.done("digest")
    unfit = f"- {{op: must_link, a: {owner(6)}, b: {owner(7)}, {GROUND}}}\n"
    result = shell.run("overrides", "apply", decisions(tmp_path, APART + unfit))
    assert result.exit_code == FAILED
    assert "is of kind PERSON; a person is no vehicle" in " ".join(result.stderr.split())
    assert shell.done("digest") == before


def test_serving_on_a_taken_port_is_refused(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = shell.run("serve", "--port", str(port))
    assert result.exit_code == WRONG_USAGE
    assert f"port {port} on 127.0.0.1 is taken" in result.stderr


def test_the_demo_twice_doubles_nothing_and_stays_in_a_folder_of_its_own(tmp_path: Path) -> None:
    printed = []
    for _ in range(2):
        process = Shell(tmp_path).start("demo", "--once")
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (DONE, "")
        printed.append(out)
    assert re.search(r"^new +30$", printed[0], re.MULTILINE)
    assert re.search(r"^new +0 *$", printed[1], re.MULTILINE)
    tables = [out[out.index("revision") :] for out in printed]
    assert tables[0] == tables[1]
    assert "counts as Larkspur Julian T" in " ".join(tables[0].split())
    assert "fictional" in tables[0]
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def descendants(pid: int) -> set[int]:
    """Return the processes below ``pid`` and below those."""
    below: set[int] = set()
    with suppress(FileNotFoundError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            below |= {int(child) for child in (task / "children").read_text().split()}
    return below.union(*(descendants(child) for child in below))


def alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def comes_true(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are read from /proc")
def test_an_interrupted_server_ends_its_engine_and_says_nothing_ugly(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = Shell(tmp_path).start("serve", "--port", str(port))
    try:
        assert comes_true(lambda: is_ready(port), 60)
        children = descendants(process.pid)
        assert children
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert f"http://127.0.0.1:{port}/graphiql" in out
    assert "Traceback" not in err
    assert comes_true(lambda: not any(alive(child) for child in children), 10)
    assert not (tmp_path / "graph" / "engine.json").exists()


def is_ready(port: int) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == httpx.codes.OK
    return False
