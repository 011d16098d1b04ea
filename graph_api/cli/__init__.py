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
for module in (serving, asking, explaining, drawing, alarms, upkeep):
    module.register(app)
app.add_typer(loading.app, name="load")
app.add_typer(overrides.app, name="overrides")

PANELS = {
    "Load and serve": ("demo", "load", "serve"),
    "Ask": ("clusters", "explain", "draw", "query", "sdl"),
    "Decide": ("alarms", "overrides"),
    "Look after the graph": ("status", "resolve", "migrate", "digest"),
}
"""Headings of the list of commands, with the commands below each."""

_PANEL_OF = {name: panel for panel, names in PANELS.items() for name in names}
for command in app.registered_commands:
    command.rich_help_panel = _PANEL_OF[str(command.name)]
for group in app.registered_groups:
    group.rich_help_panel = _PANEL_OF[str(group.name)]
app.registered_commands.sort(key=lambda command: [*_PANEL_OF].index(str(command.name)))
