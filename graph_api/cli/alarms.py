"""``alarms``: what is in quarantine, why, and what a person can do about it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from rich.markup import escape

from graph_api.cli.answers import settled_graph
from graph_api.cli.console import counted, out, print_json, run, settings_from_environment
from graph_api.domain.explain import LIMITS, ROLES
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant, eastern
from graph_api.domain.links import Limit, LinkState, OwnershipLink
from graph_api.domain.owners import is_visible
from graph_api.drawing.scene import ALARMS
from graph_api.settings import Settings
from graph_api.store.directory import LATEST, Directory
from graph_api.store.snapshot import read_revision, read_snapshot
from loaders.resolve.joining import joined
from schema.scalars import read_instant, write_instant

TITLES: Mapping[Limit, str] = {
    Limit.QUARANTINE_CYCLE: "control runs in a circle",
    Limit.QUARANTINE_PERSONS: "persons who are nowhere said to control together",
    Limit.QUARANTINE_SIZE: "too many owners for one",
    Limit.QUARANTINE_BRIDGE: "one link joins two groups of owners",
}

ADVICE: Mapping[Limit, str] = {
    Limit.QUARANTINE_CYCLE: "must_link the direction that holds; the link that runs against it "
    "stays held back",
    Limit.QUARANTINE_PERSONS: "must_link each person who does control the vehicle, cannot_link "
    "one who does not; if one came after the other, each with its days in scope",
    Limit.QUARANTINE_SIZE: "must_link what holds, until every vehicle plainly leads to one owner; "
    "cannot_link what does not",
    Limit.QUARANTINE_BRIDGE: "must_link it if it holds, cannot_link it if it does not",
}
"""What a person can decide, once the filings have been read."""

ENTRY = """\
- op: must_link  # it holds; or cannot_link: it does not
  a: cik:{vehicle}  # {vehicle_name}
  b: cik:{controller}  # {controller_name}
  reason:
  source:
  by:
  on:
"""
"""A decision to fill in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantine:
    """Owners joined by links some of which an alarm holds back.

    Attributes:
        alarms: those that ring, in the order of ``Limit``.
        owners: by CIK.
        links: what is held back, strongest first.
    """

    alarms: tuple[Limit, ...]
    owners: tuple[Cik, ...]
    links: tuple[OwnershipLink, ...]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("alarms", epilog="Example:  insider-graph alarms --json")(alarms)


def alarms(
    known_at: Annotated[str | None, typer.Option(help="Cut-off, RFC 3339 with offset.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead.")] = False,
) -> None:
    """List links held back because their owners look wrong as a whole, and how to decide them."""
    found, directory, instant = run(_alarms(settings_from_environment(), known_at))
    if as_json:
        report = [_as_json(item, directory, instant) for item in found]
        cut_off = None if instant == LATEST else write_instant(instant)
        print_json({"knownAt": cut_off, "quarantined": report})
        return
    for number, item in enumerate(found, start=1):
        _print(number, item, directory, instant)
    _say(_summary(found))


def quarantined(links: Iterable[OwnershipLink], known_at: Instant) -> tuple[Quarantine, ...]:
    """Return every component of owners in which an alarm rings, by lowest CIK.

    Args:
        links: every version of every link.
        known_at: the cut-off.
    """
    joining = [
        link
        for link in links
        if is_visible(link, known_at)
        and (link.state is LinkState.ACCEPTED or link.stopped_by in ALARMS)
    ]
    owners = sorted({cik for link in joining for cik in (link.vehicle, link.controller)})
    groups = joined(owners, ((link.vehicle, link.controller) for link in joining))
    group_of = {cik: index for index, group in enumerate(groups) for cik in group}
    held: dict[int, list[OwnershipLink]] = defaultdict(list)
    for link in joining:
        if link.stopped_by in ALARMS:
            held[group_of[link.vehicle]].append(link)
    found = (
        Quarantine(
            alarms=tuple(limit for limit in Limit if limit in {link.stopped_by for link in own}),
            owners=tuple(sorted(groups[index])),
            links=tuple(sorted(own, key=lambda link: (-link.p, link.key))),
        )
        for index, own in held.items()
    )
    return tuple(sorted(found, key=lambda item: item.owners))


async def _alarms(
    settings: Settings, known_at: str | None
) -> tuple[tuple[Quarantine, ...], Directory, Instant]:
    instant = LATEST if known_at is None else read_instant(known_at)
    async with settled_graph(settings) as graph:
        snapshot = await read_snapshot(graph, await read_revision(graph))
    return quarantined(snapshot.links, instant), snapshot.directory, instant


def _print(number: int, item: Quarantine, directory: Directory, instant: Instant) -> None:
    titles = "; ".join(TITLES[limit] for limit in item.alarms)
    out.print(f"[bold]{number}. {len(item.owners)} owners: {titles}[/bold]", highlight=False)
    for cik in item.owners:
        kind = directory.owners[cik].kind.value.lower()
        _say(f"   {cik}  {_name(directory, cik, instant)} ({kind})")
    _say("   held back:")
    for link in item.links:
        ends = (_name(directory, cik, instant) for cik in (link.vehicle, link.controller))
        since = eastern(link.known_from).date()
        _say(f"   {' → '.join(ends)}: {ROLES[link.role]}, {link.p:.2f}, since {since}")
        _say(f"      {LIMITS[link.stopped_by or Limit.TOO_WEAK]}")
        _say(f"      what speaks for it: insider-graph explain {link.vehicle} {link.controller}")
    for limit in item.alarms:
        _say(f"   to decide: {ADVICE[limit]}")
    _say("")
    for link in item.links:
        typer.echo(_entry(link, directory, instant))


def _say(text: str) -> None:
    out.print(escape(text), highlight=False, soft_wrap=True)


def _summary(found: tuple[Quarantine, ...]) -> str:
    links = sum(len(item.links) for item in found)
    if not found:
        return "no alarm rings: nothing is in quarantine"
    return (
        f"in quarantine: {counted(links, 'link')} in {counted(len(found), 'group')} of owners. "
        "Fill in the entries that you can stand for, then: insider-graph overrides apply FILE"
    )


def _entry(link: OwnershipLink, directory: Directory, instant: Instant) -> str:
    return ENTRY.format(
        vehicle=link.vehicle,
        vehicle_name=_name(directory, link.vehicle, instant),
        controller=link.controller,
        controller_name=_name(directory, link.controller, instant),
    )


def _as_json(item: Quarantine, directory: Directory, instant: Instant) -> dict[str, Any]:
    return {
        "alarms": [
            {"alarm": limit.value, "title": TITLES[limit], "advice": ADVICE[limit]}
            for limit in item.alarms
        ],
        "owners": [
            {
                "cik": cik,
                "name": _name(directory, cik, instant),
                "kind": directory.owners[cik].kind.value,
            }
            for cik in item.owners
        ],
        "links": [
            {
                "vehicle": link.vehicle,
                "controller": link.controller,
                "role": link.role.value,
                "p": link.p,
                "alarm": (link.stopped_by or Limit.TOO_WEAK).value,
                "because": LIMITS[link.stopped_by or Limit.TOO_WEAK],
                "knownFrom": write_instant(link.known_from),
            }
            for link in item.links
        ],
    }


def _name(directory: Directory, cik: Cik, instant: Instant) -> str:
    return directory.owners[cik].name(instant) or cik
