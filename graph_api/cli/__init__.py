"""The command line: every command calls one function and prints what it returns."""

import typer

from graph_api.cli import alarms, asking, drawing, explaining, loading, overrides, serving, upkeep

app = typer.Typer(
    name="insider-graph",
    help="Who, really, is buying and selling the shares of the companies they run.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.add_typer(loading.app, name="load")
app.add_typer(overrides.app, name="overrides")
for module in (upkeep, asking, explaining, alarms, drawing, serving):
    module.register(app)
