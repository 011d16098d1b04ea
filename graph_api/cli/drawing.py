"""``draw``: the collapse of one beneficial owner as a picture."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, cast

import typer

from graph_api.bolt.connection import Graph, Row
from graph_api.cli.answers import settled_graph
from graph_api.cli.console import counted, out, run, settings_from_environment
from graph_api.cli.naming import find_owner
from graph_api.cypher import statement
from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.owners import OwnerRoots
from graph_api.drawing.scene import IssuerShown, Scene, collapse_of, scene_of
from graph_api.errors import ConfigurationError
from graph_api.settings import Settings
from graph_api.store.directory import LATEST, Directory
from graph_api.store.snapshot import Snapshot, read_revision, read_snapshot
from schema.scalars import read_instant

ENDINGS = (".svg", ".png")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "draw",
        epilog="Example:  insider-graph draw 0001456474 --output fischer.svg --include-probable",
    )(draw)


def draw(
    owner: Annotated[
        str,
        typer.Argument(
            help="CIK, id (bo:0001456474) or name of a reporting owner; of a vehicle, what it "
            "counts as is drawn."
        ),
    ],
    output: Annotated[Path, typer.Option(help="File to write: .svg or .png.")],
    known_at: Annotated[str | None, typer.Option(help="Cut-off, RFC 3339 with offset.")] = None,
    include_probable: Annotated[
        bool,
        typer.Option(
            help="Also draw owners whom only probable links bring in, and every probable link."
        ),
    ] = False,
) -> None:
    """Draw who counts as one beneficial owner: persons, vehicles, issuers, and every link."""
    if output.suffix.lower() not in ENDINGS:
        raise typer.BadParameter(
            f"{output}: a name that ends in {' or '.join(ENDINGS)} is accepted"
        )
    if not output.parent.is_dir():
        raise typer.BadParameter(f"{output.parent}: no such folder")
    scene = run(
        _drawn(
            settings_from_environment(),
            owner,
            output,
            known_at=known_at,
            include_probable=include_probable,
        )
    )
    roots = sum(owner.is_root for owner in scene.owners)
    out.print(
        f"{output}: {counted(len(scene.owners), 'owner')}, {counted(len(scene.links), 'link')}, "
        f"{roots} counted, {counted(len(scene.issuers), 'issuer')}",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )


async def _drawn(
    settings: Settings, owner: str, output: Path, *, known_at: str | None, include_probable: bool
) -> Scene:
    """Write the picture and return what is in it."""
    paint = _painter()
    cut_off = LATEST if known_at is None else read_instant(known_at)
    scene = await _scene(settings, owner, cut_off, include_probable=include_probable)
    paint(scene, output)
    return scene


def _painter() -> Callable[[Scene, Path], None]:
    try:
        from graph_api.drawing.painting import paint  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise ConfigurationError(
            f"drawing needs a package that is not installed ({error.name}): "
            "pip install 'insider-graph[draw]'"
        ) from error
    return paint


async def _scene(
    settings: Settings, owner: str, known_at: Instant, *, include_probable: bool
) -> Scene:
    async with settled_graph(settings) as graph:
        snapshot = await read_snapshot(graph, await read_revision(graph))
        directory = snapshot.directory
        collapse = collapse_of(
            find_owner(directory, owner, known_at),
            OwnerRoots(snapshot.links, directory.persons, known_at=known_at),
            snapshot.links,
            known_at=known_at,
            include_probable=include_probable,
        )
        return scene_of(
            collapse,
            as_of=_as_of(snapshot, known_at),
            names=lambda cik: _name(directory, cik, known_at),
            kinds=lambda cik: _kind(directory, cik),
            issuers=await _issuers(graph, directory, collapse.owners, known_at),
        )


def _as_of(snapshot: Snapshot, known_at: Instant) -> str:
    day = snapshot.evaluation_date(known_at)
    return f"as known on {day}" + (", the newest filing loaded" if known_at == LATEST else "")


def _name(directory: Directory, cik: Cik, known_at: Instant) -> str:
    entry = directory.owners.get(cik)
    return (entry.name(known_at) if entry else None) or cik


def _kind(directory: Directory, cik: Cik) -> OwnerKind:
    entry = directory.owners.get(cik)
    return entry.kind if entry else OwnerKind.UNKNOWN


async def _issuers(
    graph: Graph, directory: Directory, owners: Iterable[Cik], known_at: Instant
) -> Mapping[Cik, Sequence[IssuerShown]]:
    """Return owner → the issuers at which it has reported by then, the latest filing first."""
    rows = await graph.read(
        statement("read/relationships_of_owners"), keys=sorted(owners), knownAt=known_at
    )
    found: dict[Cik, list[IssuerShown]] = {}
    for row in rows:
        latest: dict[Cik, int] = defaultdict(int)
        for report in cast("list[Row]", row["reports"]):
            issuer = Cik(str(report["issuer"]))
            latest[issuer] = max(latest[issuer], cast("int", report["acceptedAt"]))
        ordered = sorted(latest, key=lambda cik: (-latest[cik], cik))
        found[Cik(str(row["key"]))] = [_issuer(directory, cik, known_at) for cik in ordered]
    return found


def _issuer(directory: Directory, cik: Cik, known_at: Instant) -> IssuerShown:
    entry = directory.issuers.get(cik)
    name, ticker = (entry.name(known_at), entry.ticker(known_at)) if entry else (None, None)
    return IssuerShown(cik=cik, name=name or cik, ticker=ticker)
