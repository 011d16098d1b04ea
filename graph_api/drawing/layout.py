"""Where everything in a picture stands: columns from vehicles on the left to controllers.

The layers and the order in them are igraph's (Sugiyama's method: few crossings, long arrows led
around boxes); sizes follow from the texts. Units are points, the origin is top left.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import igraph

from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.links import Limit, LinkState, OwnershipLink
from graph_api.domain.overrides import scope_words
from graph_api.drawing.scene import ALARMS, OwnerShown, Scene

Width = Callable[[str, float, bool], float]
"""Text, size of its letters and whether they are bold → width."""

NAME, SMALL = 12.0, 10.0
"""Sizes of letters: of names, and of all that stands below them or at an arrow."""

LINE, SMALL_LINE = 16.0, 13.0
MARGIN, PADDING, BETWEEN_BOXES = 28.0, 10.0, 22.0
LONGEST_NAME_LINE, MOST_TICKERS = 30, 6
LONGEST_TICKER_LINE = 34
BEND, BESIDE = 84.0, 8.0
"""Room in which arrows turn, and between a label and what is left and right of it."""

MOST_CROSSING_SWEEPS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An owner: the rectangle and the lines in it; ``name`` first, then the ``small`` ones."""

    owner: OwnerShown
    left: float
    top: float
    width: float
    height: float
    name: tuple[str, ...]
    small: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The height at which arrows end, from above."""
        return self.top + self.height / 2


Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A link: the points through which its line runs level, and the words at its beginning.

    ``label_at`` is the middle of the label's nearer edge, ``leftward`` where it runs against the
    columns, as one link of every circle of control must.
    """

    link: OwnershipLink
    points: tuple[Point, ...]
    label: tuple[str, ...]
    label_at: Point
    leftward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything in its place; ``width`` and ``height`` are those of boxes and arrows."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: float
    height: float


def words_of(link: OwnershipLink) -> tuple[str, ...]:
    """Return what stands at an arrow: role and score, where and when, what holds it back."""
    role = link.role.value.lower().replace("_", " ")
    joint = ", joint" if link.joint else ""
    scope = scope_words(link.issuer, link.valid_from, link.valid_to)
    return tuple(filter(None, (f"{role}{joint}  {link.p:.2f}", scope, held_by(link))))


def held_by(link: OwnershipLink) -> str:
    """Return what keeps a link from counting, in two or three words; empty where it counts."""
    if link.state is LinkState.ACCEPTED or link.stopped_by is None:
        return ""
    words = link.stopped_by.value.lower().replace("_", " ")
    if link.stopped_by in ALARMS:
        return f"in {words.replace(' ', ': ')}"
    state = link.state.value.lower()
    return state if link.stopped_by is Limit.TOO_WEAK else f"{state}: {words}"


def plan_of(scene: Scene, width_of: Width) -> Plan:
    """Return where everything stands; equal scenes give equal plans."""
    spots, routes = _spots(scene)
    texts = {owner.cik: _texts(owner, scene) for owner in scene.owners}
    labels = {link.key: words_of(link) for link in scene.links}
    room = max(
        (width_of(line, SMALL, False) + 2 * BESIDE for text in labels.values() for line in text),
        default=0.0,
    )
    columns = _columns(
        {cik: column for cik, (column, _) in spots.items()},
        {cik: _width(*text, width_of) for cik, text in texts.items()},
        room + BEND,
    )
    ports = _ports(scene, spots, routes, labels)
    heights = {
        cik: max(_height(*text), *(ports.needed.get((cik, side), 0.0) for side in (True, False)))
        for cik, text in texts.items()
    }
    pitch = max(heights.values()) + BETWEEN_BOXES
    boxes = {
        owner.cik: Box(
            owner=owner,
            left=columns[spots[owner.cik][0]][0],
            top=MARGIN + (spots[owner.cik][1] + 0.5) * pitch - heights[owner.cik] / 2,
            width=columns[spots[owner.cik][0]][1],
            height=heights[owner.cik],
            name=texts[owner.cik][0],
            small=texts[owner.cik][1],
        )
        for owner in scene.owners
    }
    arrows = []
    for link, route in zip(scene.links, routes, strict=True):
        between = [(columns[column], MARGIN + (row + 0.5) * pitch) for column, row in route]
        arrows.append(_arrow(link, boxes, between, ports, labels[link.key], room))
    lowest = [box.top + box.height for box in boxes.values()]
    lowest += [y for arrow in arrows for _, y in arrow.points]
    return Plan(
        boxes=tuple(boxes.values()),
        arrows=tuple(arrows),
        width=max(box.left + box.width for box in boxes.values()) + MARGIN,
        height=max(lowest) + MARGIN,
    )


Spot = tuple[int, float]
"""Column, 0 on the right, and row, 0 on top; a row may lie between two."""


def _spots(scene: Scene) -> tuple[dict[Cik, Spot], list[list[Spot]]]:
    """Return where owners stand, and through which other spots each link is led, vehicle first."""
    place = {owner.cik: index for index, owner in enumerate(scene.owners)}
    edges = [(place[link.controller], place[link.vehicle]) for link in scene.links]
    graph = igraph.Graph(n=len(place), edges=edges, directed=True)
    found = graph.layout_sugiyama(maxiter=MOST_CROSSING_SWEEPS)
    top = min(row for row, _ in found)
    spots = {cik: (round(found[i][1]), found[i][0] - top) for cik, i in place.items()}
    routes = [
        [(round(layer), row - top) for row, layer in reversed(bends)]
        for bends in found.edge_routing
    ]
    return spots, routes


def _texts(owner: OwnerShown, scene: Scene) -> tuple[tuple[str, ...], tuple[str, ...]]:
    label = {issuer.cik: issuer.label for issuer in scene.issuers}
    tickers = [label[cik] for cik in owner.issuers]
    more = len(tickers) - MOST_TICKERS
    if more > 0:
        tickers = [*tickers[:MOST_TICKERS], f"{more} more"]
    kind = "" if owner.kind is OwnerKind.UNKNOWN else f"  {owner.kind.value.lower()}"
    reports = f"reports at {', '.join(tickers)}" if tickers else ""
    small = (f"CIK {owner.cik}{kind}", *wrap(reports, LONGEST_TICKER_LINE))
    return tuple(wrap(owner.name, LONGEST_NAME_LINE)), small


def _width(name: Sequence[str], small: Sequence[str], width_of: Width) -> float:
    lines = [width_of(line, NAME, True) for line in name]
    lines += [width_of(line, SMALL, False) for line in small]
    return max(lines) + 2 * PADDING


def _height(name: Sequence[str], small: Sequence[str]) -> float:
    return len(name) * LINE + len(small) * SMALL_LINE + 2 * PADDING


def _columns(
    column_of: Mapping[Cik, int], widths: Mapping[Cik, float], gap: float
) -> dict[int, tuple[float, float]]:
    """Return left edge and width of each column."""
    left, found = MARGIN, {}
    for column in sorted(set(column_of.values()), reverse=True):
        width = max(widths[cik] for cik, other in column_of.items() if other == column)
        found[column] = left, width
        left += width + gap
    return found


@dataclass(frozen=True, slots=True)
class _Ports:
    """Where arrows leave and reach boxes, as heights from their middle."""

    leaving: Mapping[str, float]
    reaching: Mapping[str, float]
    needed: Mapping[tuple[Cik, bool], float]


def _ports(
    scene: Scene,
    spots: Mapping[Cik, Spot],
    routes: Sequence[Sequence[Spot]],
    labels: Mapping[str, Sequence[str]],
) -> _Ports:
    """Return the ends of arrows: in the order of where they turn, labels below one another."""
    bends = {link.key: route for link, route in zip(scene.links, routes, strict=True)}
    out: dict[tuple[Cik, bool], list[OwnershipLink]] = defaultdict(list)
    into: dict[tuple[Cik, bool], list[OwnershipLink]] = defaultdict(list)
    for link in scene.links:
        leftward = is_leftward(link, spots)
        out[link.vehicle, leftward].append(link)
        into[link.controller, not leftward].append(link)
    leaving, reaching, needed = {}, {}, {}
    for side, links in out.items():
        links.sort(key=lambda link: ([*bends[link.key], spots[link.controller]][0][1], link.key))
        needed[side] = sum(len(labels[link.key]) * SMALL_LINE for link in links)
        height = -needed[side] / 2
        for link in links:
            own = len(labels[link.key]) * SMALL_LINE
            leaving[link.key] = height + own / 2
            height += own
    for links in into.values():
        links.sort(key=lambda link: ([spots[link.vehicle], *bends[link.key]][-1][1], link.key))
        for index, link in enumerate(links):
            step = min(8.0, 36.0 / len(links))
            reaching[link.key] = (index - (len(links) - 1) / 2) * step
    return _Ports(leaving, reaching, needed)


def is_leftward(link: OwnershipLink, spots: Mapping[Cik, Spot]) -> bool:
    """Return whether a controller stands left of its vehicle."""
    return spots[link.controller][0] > spots[link.vehicle][0]


def _arrow(
    link: OwnershipLink,
    boxes: Mapping[Cik, Box],
    between: Sequence[tuple[tuple[float, float], float]],
    ports: _Ports,
    label: tuple[str, ...],
    room: float,
) -> Arrow:
    vehicle, controller = boxes[link.vehicle], boxes[link.controller]
    leftward = controller.left < vehicle.left
    y0 = vehicle.middle + ports.leaving[link.key]
    y1 = controller.middle + ports.reaching[link.key]
    side, onward = (vehicle.left, -1) if leftward else (vehicle.left + vehicle.width, 1)
    points: list[Point] = [(side, y0), (side + onward * room, y0)]
    for (left, width), y in between:
        ends = (left + width, left) if leftward else (left, left + width)
        points += [(x, y) for x in ends]
    points.append((controller.left + (controller.width if leftward else 0.0), y1))
    return Arrow(
        link=link,
        points=tuple(points),
        label=label,
        label_at=(side + onward * BESIDE, y0),
        leftward=leftward,
    )
