"""``explain``: why two filers count as one, or what keeps them apart, in a terminal."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import orjson
import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from graph_api.cli.answers import answer
from graph_api.cli.console import (
    FAILED,
    NO_GRAPH,
    WRONG_USAGE,
    log_to_stderr,
    out,
    run,
    say_error,
    settings_from_environment,
)
from graph_api.settings import Settings

EXPLANATION = """
query Explain($a: OwnerKey!, $b: OwnerKey!, $knownAt: DateTime) {
  explainCollapse(a: $a, b: $b, knownAt: $knownAt) {
    collapsed sentence confidence stoppedBy
    vetoes { statement quote }
    steps {
      id role status confidence isJoint certain stoppedBy stoppedBecause validFrom validTo
      from { ...who } to { ...who }
      evidence {
        kind statement quote weight vetoed
        source { documentUrl footnoteId filing { accessionNumber } } }
    }
  }
}
fragment who on GraphNode { ... on Insider { cik name } ... on Entity { cik name } }
"""

OWNERS = """
query Owners($a: OwnerFilter!, $b: OwnerFilter!, $knownAt: DateTime, $first: Int!) {
  aPersons: insiders(filter: $a, knownAt: $knownAt, first: $first) { edges { node { cik name } } }
  aVehicles: entities(filter: $a, knownAt: $knownAt, first: $first) { edges { node { cik name } } }
  bPersons: insiders(filter: $b, knownAt: $knownAt, first: $first) { edges { node { cik name } } }
  bVehicles: entities(filter: $b, knownAt: $knownAt, first: $first) { edges { node { cik name } } }
}
"""

MOST_NAMES = 500
"""Owners read of those whose names contain the longest word that was typed."""

NAMES_SHOWN = 5

_EXIT_CODES = {
    "GRAPH_UNAVAILABLE": NO_GRAPH,
    "QUERY_TOO_SLOW": FAILED,
    "INTERNAL_ERROR": FAILED,
}
"""What an error of the API means for the command; any other is about an argument."""

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
    settings = settings_from_environment()
    keys = _keys(settings, (a, b), known_at)
    variables = {"a": keys[0], "b": keys[1], "knownAt": known_at}
    found = _asked(settings, EXPLANATION, variables)["explainCollapse"]
    if as_json:
        _print_json(found)
    else:
        print_explanation(found)


def _asked(settings: Settings, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of an answer, or end the command with a sentence for each error."""
    response = run(answer(settings, query, variables))
    if "errors" in response:
        for error in response["errors"]:
            say_error(error["message"])
        code = response["errors"][0]["extensions"]["code"]
        raise typer.Exit(_EXIT_CODES.get(code, WRONG_USAGE))
    data: dict[str, Any] = response["data"]
    return data


def _keys(settings: Settings, typed: tuple[str, str], known_at: str | None) -> list[dict[str, str]]:
    """Return the key of each owner; names are looked up together."""
    keys = [_key(text) for text in typed]
    if all(keys):
        return [key for key in keys if key]
    filters = [{"nameContains": max(text.split(), key=len, default="")} for text in typed]
    variables = {"a": filters[0], "b": filters[1], "knownAt": known_at, "first": MOST_NAMES}
    data = _asked(settings, OWNERS, variables)
    found = []
    for place, text, key in zip("ab", typed, keys, strict=True):
        owners = [
            edge["node"]
            for kind in ("Persons", "Vehicles")
            for edge in data[f"{place}{kind}"]["edges"]
        ]
        found.append(key or {"cik": _only(text, owners)})
    return found


def _key(text: str) -> dict[str, str] | None:
    """Return the key that a CIK or an id is; None for a name."""
    if text.strip().isdigit():
        return {"cik": text}
    return {"id": text} if text.startswith(("own:", "bo:")) else None


def _only(text: str, owners: Sequence[Mapping[str, str]]) -> str:
    """Return the CIK of the only owner of that name, or else whose name has all its words."""
    words = text.casefold().split()
    named = [one for one in owners if all(word in one["name"].casefold() for word in words)]
    exact = [one for one in named if one["name"].casefold() == text.casefold()]
    found = exact or named
    if len(found) == 1:
        return found[0]["cik"]
    if not found:
        say_error(f"no filer's name contains {text!r}")
    else:
        say_error(f"several filers' names contain {text!r}: name one by its CIK")
        for owner in found[:NAMES_SHOWN]:
            say_error(f"  {owner['cik']}  {owner['name']}")
        if len(found) > NAMES_SHOWN:
            say_error("  and more")
    raise typer.Exit(WRONG_USAGE)


def print_explanation(found: Mapping[str, Any]) -> None:
    """Print the verdict, the links of the path, and the evidence for each of them."""
    verdict = "[green]one owner[/green]" if found["collapsed"] else "[yellow]not one owner[/yellow]"
    scored = f", confidence {found['confidence']}" if found["confidence"] else ""
    out.print(f"{verdict}{scored}", highlight=False)
    if found["steps"]:
        out.print(_steps(found["steps"]), "")
    out.print(escape(found["sentence"]), highlight=False)


def _steps(steps: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for name in ("vehicle", "controller", "role", "score", "state"):
        table.add_column(name, overflow="fold", justify="right" if name == "score" else "left")
    for step in steps:
        colour = _COLOURS.get(step["status"], "red")
        table.add_row(
            escape(step["from"]["name"]),
            escape(step["to"]["name"]),
            step["role"].replace("_", " ").lower(),
            step["confidence"],
            f"[{colour}]{step['status'].lower()}[/{colour}]",
        )
    return table


def _print_json(value: object) -> None:
    text = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    if out.is_terminal:
        out.print_json(text)
    else:
        typer.echo(text)
