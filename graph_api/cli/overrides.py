"""``insider-graph overrides …``: what persons decide about owners and trades."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from graph_api.bolt.opening import opened
from graph_api.cli.answers import settled_graph
from graph_api.cli.console import (
    FAILED,
    WRONG_USAGE,
    counted,
    out,
    print_json,
    progress_bar,
    run,
    say_error,
    settings_from_environment,
)
from graph_api.domain.instants import eastern
from graph_api.domain.overrides import Override
from graph_api.errors import SourceError
from graph_api.settings import Settings
from graph_api.store.lease import sole_loader
from graph_api.store.migrations import migrate
from graph_api.store.overrides import replace_overrides, stored_overrides
from loaders.load import finish
from loaders.overrides.changes import Changes, changes, read_state
from loaders.overrides.contradictions import contradictions, described, misfits
from loaders.overrides.effects import Effect, effects
from loaders.overrides.explaining import facts_about
from loaders.overrides.keeping import in_force
from loaders.overrides.problems import Problem
from loaders.overrides.reading import OverridesRead, read_overrides, shipped_overrides
from loaders.report import LoadReport
from schema.scalars import write_instant

FORM = """Decide where the graph is wrong: links, kinds, roots, trades.

A file of decisions is YAML, one entry each:

\b
- op: must_link      # cannot_link, set_kind, set_root, same_person,
                     # same_trade, not_same_trade
  a: cik:0001067983  # vehicle or owner; a row accession|N|1 for trades
  b: cik:0000315090  # controller, root, other owner or row
  role: manager      # must_link alone; kind: llc with set_kind
  scope: {issuer: null, from: null, to: null}
                     # must_link, cannot_link and set_root alone
  reason: why, in words
  source: accession number or address
  by: your name
  on: 2026-01-31     # known from this day on
"""

app = typer.Typer(
    help=FORM,
    no_args_is_help=True,
)
SHOWN_CHANGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What taking decisions did.

    Attributes:
        overrides: now in force, by key.
        problems: where there are some, nothing was changed.
        changes: what differs in the graph.
    """

    overrides: tuple[Override, ...] = ()
    problems: tuple[Problem, ...] = ()
    changes: Changes | None = None
    revision: int = 0


@app.command("check", epilog="Example:  insider-graph overrides check overrides.yaml")
def check(
    file: Annotated[
        Path | None, typer.Argument(help="YAML list of decisions; without it, the shipped list.")
    ] = None,
    default: Annotated[
        bool,
        typer.Option("--default/--no-default", help="Judge it beside the shipped list, or alone."),
    ] = True,
) -> None:
    """Read a file of decisions and say everything that is wrong with it; touch no graph."""
    read = _read(file)
    shipped = shipped_overrides().overrides if file and default else ()
    problems = (*read.problems, *_clashes(read, shipped))
    print_overrides(read.overrides)
    _stop_at(problems)
    which = "" if file else " of the shipped list"
    out.print(f"{counted(len(read.overrides), 'decision')}{which}, nothing wrong")


@app.command("apply", epilog="Example:  insider-graph overrides apply overrides.yaml")
def apply(
    file: Annotated[
        Path | None,
        typer.Argument(help="YAML list of decisions; without it, those taken before stay."),
    ] = None,
    default: Annotated[
        bool | None,
        typer.Option(
            "--default/--no-default", help="Hold the shipped list, or leave it out; as before."
        ),
    ] = None,
) -> None:
    """Put the decisions of a file in the place of those taken before, and resolve anew.

    An empty file takes all of them back, which restores the former state.
    """
    read = _read(file) if file else None
    if read is not None:
        _stop_at(read.problems)
    taken = None if read is None else read.overrides
    applied = run(overrides_into_graph(settings_from_environment(), taken, with_shipped=default))
    _stop_at(applied.problems)
    print_applied(applied)


@app.command("explain", epilog="Example:  insider-graph overrides explain --json")
def explain(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """List the decisions in force, and what each of them does."""
    found, with_shipped = run(_explained(settings_from_environment()))
    if as_json:
        print_json({"withShipped": with_shipped, "decisions": [_as_json(e) for e in found]})
        return
    for effect in found:
        print_effect(effect)
    idle = sum(effect.idle for effect in found)
    out.print(f"{counted(len(found), 'decision')} in force, {idle} without effect")
    if not with_shipped:
        out.print("the shipped list is left out: overrides apply --default puts it back")


def _as_json(effect: Effect) -> dict[str, Any]:
    override = effect.override
    return {
        "op": override.op.value,
        "a": override.a,
        "b": override.b,
        "role": override.role and override.role.value.casefold(),
        "kind": override.kind and override.kind.value.casefold(),
        "scope": {
            "issuer": override.issuer,
            "from": override.valid_from,
            "to": override.valid_to,
        },
        "reason": override.reason,
        "source": override.source,
        "by": override.by,
        "knownFrom": write_instant(override.known_from),
        "shipped": override.shipped,
        "file": override.origin,
        "line": override.line,
        "idle": effect.idle,
        "did": effect.did,
    }


def _read(file: Path | None) -> OverridesRead:
    try:
        return read_overrides(file) if file else shipped_overrides()
    except SourceError as error:
        say_error(str(error))
        raise typer.Exit(WRONG_USAGE) from error


def _clashes(read: OverridesRead, shipped: Sequence[Override]) -> tuple[Problem, ...]:
    """Return how decisions clash with the shipped list, beside how they do with one another."""
    known = set(read.problems)
    found = contradictions((*shipped, *read.overrides))
    return tuple(problem for problem in found if problem not in known)


def _stop_at(problems: Sequence[Problem]) -> None:
    for problem in problems:
        say_error(str(problem))
    if problems:
        raise typer.Exit(FAILED)


async def overrides_into_graph(
    settings: Settings, taken: Sequence[Override] | None, *, with_shipped: bool | None
) -> Applied:
    """Make decisions those in force in the graph that the settings name, and resolve it.

    Args:
        settings: name the graph.
        taken: by users; None leaves theirs as they are.
        with_shipped: hold the shipped list; None leaves that as it is.
    """
    report = LoadReport(source="decisions")
    async with (
        opened(settings.for_loading()) as graph,
        sole_loader(graph, settings.graph_folder) as lease,
    ):
        await migrate(graph)
        stored = await stored_overrides(graph)
        held = stored.with_shipped if with_shipped is None else with_shipped
        wanted = in_force(stored.taken if taken is None else taken, with_shipped=held)
        facts = await facts_about(graph, wanted)
        problems = (*contradictions(wanted), *misfits(wanted, facts.kinds))
        if problems:
            return Applied(problems=problems)
        before = await read_state(graph)
        await replace_overrides(graph, wanted, with_shipped=held)
        with progress_bar() as progress:
            await finish(graph, lease=lease, report=report, progress=progress)
        return Applied(
            overrides=wanted,
            changes=changes(before, await read_state(graph)),
            revision=report.revision,
        )


async def _explained(settings: Settings) -> tuple[tuple[Effect, ...], bool]:
    async with settled_graph(settings) as graph:
        stored = await stored_overrides(graph)
        listed = sorted(stored.overrides, key=lambda o: (o.shipped, o.origin, o.line))
        facts = await facts_about(graph, listed)
        return effects(listed, facts), stored.with_shipped


def print_overrides(overrides: Sequence[Override]) -> None:
    """Print decisions as a table, in the order of their file."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for name in ("line", "decision", "known from", "by", "source"):
        table.add_column(name, overflow="fold")
    for override in overrides:
        table.add_row(
            str(override.line),
            escape(described(override)),
            f"{eastern(override.known_from):%Y-%m-%d}",
            escape(override.by),
            escape(override.source),
        )
    if overrides:
        out.print(table)


def print_applied(applied: Applied) -> None:
    """Print what is in force and what changed; a long list is cut, and says so."""
    shipped = sum(override.shipped for override in applied.overrides)
    taken = counted(len(applied.overrides) - shipped, "decision")
    out.print(f"{taken} taken, {shipped} of the shipped list")
    if applied.changes is not None:
        for kind, found in (
            ("links", applied.changes.links),
            ("trades", applied.changes.trades),
            ("owners", applied.changes.owners),
        ):
            out.print(f"{kind} changed: {len(found)}")
            for change in found[:SHOWN_CHANGES]:
                line = f"  {change.name}: {change.before} → {change.after}"
                out.print(escape(line), highlight=False, soft_wrap=True)
            if (more := len(found) - SHOWN_CHANGES) > 0:
                out.print(f"  … and {more} more")
    out.print(f"revision {applied.revision}")


def print_effect(effect: Effect) -> None:
    """Print one decision, where it stands, and what it does."""
    override = effect.override
    place = "shipped list" if override.shipped else override.origin
    out.print(
        f"[bold]{escape(described(override))}[/bold]  {escape(place)}:{override.line}",
        highlight=False,
        soft_wrap=True,
    )
    ground = f"{override.reason} ({override.source}, {override.by})"
    out.print(f"  because {escape(ground)}", highlight=False, soft_wrap=True)
    for line in effect.did:
        colour = "yellow" if effect.idle else "green"
        out.print(f"  [{colour}]{escape(line)}[/{colour}]", highlight=False, soft_wrap=True)
