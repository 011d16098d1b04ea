"""``clusters``, ``query`` and ``sdl``: questions from a terminal."""

import json
from decimal import Decimal
from typing import Annotated, Any, Literal

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from graph_api.cli.answers import answer, data_of
from graph_api.cli.console import (
    FAILED,
    log_to_stderr,
    out,
    print_json,
    run,
    settings_from_environment,
)
from schema.api import schema

CLUSTERS = """
query Clusters($definition: ClusterDefinitionInput, $filter: ClusterFilter, $knownAt: DateTime,
  $first: Int) {
  clusters(definition: $definition, filter: $filter, knownAt: $knownAt, first: $first) {
    totalCount
    evaluationDate
    edges { node {
      id direction status insiderCount insiderCountMin insiderCountMax qualifyingCount
      reportingOwnerCount transactionCount reportedRowCount filingCount totalValue
      unpricedTransactionCount netShares averagePrice
      firstTransactionDate lastTransactionDate spanDays detectedAt
      issuer { cik name ticker sector { name } }
      participants { edges { node {
        name roles totalValue transactionCount
        beneficialOwner { members {
          owner { name cik } status confidence
          links { evidence {
            statement quote source { footnoteId filing { accessionNumber } } } } } }
      } } }
    } }
  }
}
"""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("clusters", epilog="Example:  insider-graph clusters --window-days 14 --json")(
        clusters
    )
    app.command(
        "query",
        epilog="Example:  insider-graph query '{ dataStatus { filingCount } }'",
    )(query)
    app.command("sdl", epilog="Example:  insider-graph sdl > schema.graphql")(sdl)


def clusters(
    preset: Annotated[str, typer.Option(help="DEFAULT or FINRADAR.")] = "DEFAULT",
    window_days: Annotated[int | None, typer.Option(help="1 to 365.")] = None,
    min_insiders: Annotated[int | None, typer.Option(help="1 to 100.")] = None,
    count_basis: Annotated[
        str | None, typer.Option(help="BENEFICIAL_OWNER, HOLDER or REPORTING_OWNER.")
    ] = None,
    trading_plans: Annotated[
        str | None,
        typer.Option(
            help="INCLUDE, EXCLUDE, EXCLUDE_UNKNOWN_TOO, EXCLUDE_UNLESS_MODIFIED or ONLY."
        ),
    ] = None,
    sector: Annotated[list[str] | None, typer.Option(help="Only these sectors.")] = None,
    ticker: Annotated[list[str] | None, typer.Option(help="Only these tickers.")] = None,
    since: Annotated[str | None, typer.Option(help="First day of the search range.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day of the search range.")] = None,
    known_at: Annotated[str | None, typer.Option(help="Cut-off, RFC 3339 with offset.")] = None,
    first: Annotated[int, typer.Option(help="At most 500.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """Show who is clustering."""
    definition = {
        "preset": preset,
        "windowDays": window_days,
        "minInsiders": min_insiders,
        "countBasis": count_basis,
        "tradingPlans": trading_plans,
    }
    wanted: dict[str, Any] = {
        "sectors": sector,
        "issuers": [{"ticker": name} for name in ticker] if ticker else None,
        "transactionDate": {"from": since, "to": until} if since or until else None,
    }
    variables = {
        "definition": _stated(definition),
        "filter": _stated(wanted),
        "knownAt": known_at,
        "first": first,
    }
    log_to_stderr()
    found = data_of(run(answer(settings_from_environment(), CLUSTERS, variables)))["clusters"]
    if as_json:
        print_json(found)
    else:
        print_clusters(found)


def _stated(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


WIDE = 120
"""Columns of a terminal from which on names, sectors and rows are shown too."""


def print_clusters(found: dict[str, Any]) -> None:
    """Print clusters as a table, the raw owner count beside the collapsed one."""
    nodes = [edge["node"] for edge in found["edges"]]
    wide = out.width >= WIDE
    table = Table(
        title=f"clusters, evaluated {found['evaluationDate']}: "
        f"{len(nodes)} of {found['totalCount']}",
        title_justify="left",
        box=SIMPLE_HEAD,
        show_edge=False,
        padding=0,
    )
    for name, justify, always in COLUMNS:
        if always or wide:
            table.add_column(name, justify=justify, no_wrap=True)
    for node in nodes:
        cells = zip(COLUMNS, _cells(node), strict=True)
        table.add_row(
            *(cell for (_, _, always), cell in cells if always or wide),
            style=None if node["status"] == "OPEN" else "dim",
        )
    out.print(table)
    if line := explained(nodes):
        out.print(line, highlight=False)


COLUMNS: tuple[tuple[str, Literal["left", "right"], bool], ...] = (
    ("ticker", "left", True),
    ("issuer", "left", False),
    ("sector", "left", False),
    ("side", "left", True),
    ("reporting\nowners", "right", True),
    ("insiders", "right", True),
    ("min to\nmax", "right", True),
    ("trades", "right", True),
    ("rows", "right", False),
    ("value, USD", "right", True),
    ("first", "left", True),
    ("days", "right", True),
    ("status", "left", True),
)
"""Name, justification, and whether a narrow terminal shows it."""


def _cells(node: dict[str, Any]) -> list[str]:
    issuer, colour = node["issuer"], "green" if node["direction"] == "BUY" else "red"
    return [
        issuer["ticker"] or issuer["cik"],
        escape(issuer["name"]),
        (issuer["sector"] or {}).get("name", "not known"),
        f"[{colour}]{node['direction']}[/{colour}]",
        str(node["reportingOwnerCount"]),
        f"[bold]{node['insiderCount']}[/bold]",
        f"{node['insiderCountMin']} to {node['insiderCountMax']}",
        str(node["transactionCount"]),
        str(node["reportedRowCount"]),
        f"{Decimal(node['totalValue']):,.0f}" + ("+" if node["unpricedTransactionCount"] else ""),
        node["firstTransactionDate"],
        str(node["spanDays"]),
        node["status"].lower(),
    ]


def explained(nodes: list[dict[str, Any]]) -> str | None:
    """Return one line that explains one collapse among some clusters, or None without any."""
    for node in nodes:
        for participant in node["participants"]["edges"]:
            for member in participant["node"]["beneficialOwner"]["members"]:
                for link in member["links"]:
                    # A person's decision stands in no filing: the words of one say more.
                    for evidence in link["evidence"]:
                        if evidence["source"] and evidence["quote"]:
                            return _sentence(node, participant["node"], member, evidence)
    return None


def _sentence(
    node: dict[str, Any],
    participant: dict[str, Any],
    member: dict[str, Any],
    evidence: dict[str, Any],
) -> str:
    source = evidence["source"]
    place = f", {source['footnoteId']}" if source["footnoteId"] else ""
    return escape(
        f"{node['issuer']['ticker']}: {member['owner']['name']} counts as "
        f"{participant['name']}: “{evidence['quote']}” "
        f"({source['filing']['accessionNumber']}{place}; confidence {member['confidence']})"
    )


def query(
    text: Annotated[str, typer.Argument(metavar="GRAPHQL", help="A GraphQL query.")],
    variables: Annotated[str, typer.Option(help="Its variables, as a JSON object.")] = "{}",
) -> None:
    """Answer a GraphQL query in this process and print the response as JSON."""
    try:
        values = json.loads(variables)
    except json.JSONDecodeError as error:
        raise typer.BadParameter(f"--variables is not JSON: {error}") from error
    if not isinstance(values, dict):
        raise typer.BadParameter("--variables takes a JSON object")
    log_to_stderr()
    response = run(answer(settings_from_environment(), text, values))
    print_json(response)
    if "errors" in response:
        raise typer.Exit(FAILED)


def sdl() -> None:
    """Print the GraphQL schema."""
    typer.echo(schema.as_str())
