"""``explain``: why two filers count as one, or what keeps them apart, in a terminal."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer
from rich.markup import escape

from graph_api.cli.answers import ask, data_of, settled_graph
from graph_api.cli.console import log_to_stderr, out, print_json, run, settings_from_environment
from graph_api.cli.naming import find_owner
from graph_api.domain.explain import ROLES
from graph_api.domain.links import LinkRole
from graph_api.domain.overrides import scope_words
from graph_api.settings import Settings
from graph_api.store.directory import LATEST, read_directory
from schema.scalars import read_instant

EXPLANATION = """
query Explain($a: OwnerKey!, $b: OwnerKey!, $knownAt: DateTime) {
  explainCollapse(a: $a, b: $b, knownAt: $knownAt) {
    collapsed summary sentence confidence stoppedBy
    vetoes { statement quote }
    steps {
      id role status confidence isJoint certain stoppedBy stoppedBecause
      validFrom validTo atIssuer
      from { ...who } to { ...who }
      evidence {
        kind statement quote weight vetoed span { start end }
        source { documentUrl footnoteId filing { accessionNumber } } }
    }
  }
}
fragment who on GraphNode { ... on Insider { cik name } ... on Entity { cik name } }
"""

_COLOURS = {"ACCEPTED": "green", "PROBABLE": "yellow"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "explain",
        epilog='Example:  insider-graph explain "Ridgecombe Partners LLC" "Julian Larkspur"',
    )(explain)


def explain(
    a: Annotated[str, typer.Argument(metavar="A", help="A filer: CIK, id, or words of its name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one, named likewise.")],
    known_at: Annotated[str | None, typer.Option(help="Cut-off, RFC 3339 with offset.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """Say why two filers count as one owner, or what keeps them apart."""
    log_to_stderr()
    found = data_of(run(_explained(settings_from_environment(), (a, b), known_at)))
    explanation = found["explainCollapse"]
    if as_json:
        print_json(explanation)
    else:
        print_explanation(explanation)


async def _explained(
    settings: Settings, typed: tuple[str, str], known_at: str | None
) -> dict[str, Any]:
    """Return the response that explains how the two owners stand to each other."""
    cut_off = LATEST if known_at is None else read_instant(known_at)
    async with settled_graph(settings) as graph:
        directory = await read_directory(graph)
        a, b = ({"cik": find_owner(directory, text, cut_off)} for text in typed)
        return await ask(graph, settings, EXPLANATION, {"a": a, "b": b, "knownAt": known_at})


def print_explanation(found: Mapping[str, Any]) -> None:
    """Print the verdict, then each link of the way with the best evidence of each kind."""
    if found["collapsed"]:
        out.print(f"[green]one owner[/green], confidence {found['confidence']}", highlight=False)
    else:
        # The confidence of links that do not make one owner says nothing of this verdict.
        out.print("[yellow]not one owner[/yellow]")
    out.print(escape(found["summary"]), highlight=False)
    named: set[str] = set()
    for number, step in enumerate(found["steps"], start=1):
        _print_step(number, step, named)


def _print_step(number: int, step: Mapping[str, Any], named: set[str]) -> None:
    """Print a link and its evidence; each filing's address stands where it is ``named`` first."""
    colour = _COLOURS.get(step["status"], "red")
    ends = escape(f"{step['from']['name']} → {step['to']['name']}")
    out.print(f"\n{number}. [bold]{ends}[/bold]", highlight=False, soft_wrap=True)
    said = f"   {escape(_said_of(step))}, [{colour}]{step['status'].lower()}[/{colour}]"
    because = f": {escape(step['stoppedBecause'])}" if step["stoppedBecause"] else ""
    out.print(said + because, highlight=False, soft_wrap=True)
    by_kind: dict[tuple[str, bool], list[Mapping[str, Any]]] = defaultdict(list)
    for sign in step["evidence"]:
        by_kind[sign["kind"], sign["vetoed"]].append(sign)
    for best, *others in by_kind.values():
        for line in _lines(best, len(others), named):
            out.print(escape(line), highlight=False, soft_wrap=True)


def _said_of(step: Mapping[str, Any]) -> str:
    """Return capacity, score, and where and when a link holds."""
    joint = " jointly with others" if step["isJoint"] else ""
    role = ROLES[LinkRole(step["role"])] + joint
    scope = scope_words(step["atIssuer"], step["validFrom"], step["validTo"])
    return ", ".join(filter(None, (role, f"score {step['confidence']}", scope)))


def _lines(sign: Mapping[str, Any], others: int, named: set[str]) -> Iterator[str]:
    """Yield a sign, the words in which it stands, and where to look it up."""
    yield f"   {float(sign['weight']):.2f}  {sign['statement']}"
    quote = " ".join((sign["quote"] or "").split())
    if sign["span"] and quote not in sign["statement"]:
        yield f"         “{quote}”"
    if sign["source"]:
        accession, url = sign["source"]["filing"]["accessionNumber"], sign["source"]["documentUrl"]
        more = f", and {others} more of this kind" if others else ""
        yield f"         {accession}{more}"
        if url and accession not in named:
            yield f"         {url}"
        named.add(accession)
