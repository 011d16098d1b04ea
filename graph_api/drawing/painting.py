"""A planned picture as a file: SVG whose text stays text, or PNG."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from textwrap import wrap
from typing import Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextToPath

from graph_api.domain.codes import OwnerKind
from graph_api.domain.links import LinkState, OwnershipLink
from graph_api.drawing.layout import (
    LINE,
    MARGIN,
    NAME,
    PADDING,
    SMALL,
    SMALL_LINE,
    Arrow,
    Box,
    Plan,
    Point,
    plan_of,
)
from graph_api.drawing.scene import ALARMS, IssuerShown, Scene

FONTS = ("DejaVu Sans", "Verdana", "sans-serif")
"""The first comes with matplotlib, so widths are the same everywhere; who reads the SVG without
it sees one of the others, which are no wider."""

POINTS, DOTS = 72, 160
"""To the inch: of the plan, and of a PNG."""

NARROWEST, HEADING, TITLE = 700.0, 40.0, 17.0
INK, PALE, PAPER = "#1f2933", "#5f6c7b", "#ffffff"
PERSON_FILL, VEHICLE_FILL, ISSUER_FILL = "#dcebfa", "#f4f3ee", "#e3f1e4"


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a kind of link is drawn, and what the legend says of it."""

    words: str
    colour: str
    dashes: str | tuple[float, tuple[float, ...]] = "solid"
    width: float = 1.3


COUNTS = Stroke("counts", INK)
JOINT = Stroke("counts, control is joint: the vehicle counts as all its controllers", "#0b6e99")
POSSIBLE = Stroke("probable: does not count, only lowers the minimum", "#75808c", (0, (6, 4)))
ALARM = Stroke("in quarantine: held back by an alarm", "#b42318", (0, (6, 4)), 1.6)
REJECTED = Stroke("rejected by words in a filing or by a person", "#b42318", (0, (1, 3)))
STROKES = (COUNTS, JOINT, POSSIBLE, ALARM, REJECTED)


def stroke_of(link: OwnershipLink) -> Stroke:
    """Return how a link is drawn."""
    if link.state is LinkState.ACCEPTED:
        return JOINT if link.joint else COUNTS
    if link.state is LinkState.REJECTED:
        return REJECTED
    return ALARM if link.stopped_by in ALARMS else POSSIBLE


def width_of(text: str, size: float, is_bold: bool) -> float:
    """Return the width of ``text`` in letters of ``size``."""
    font = FontProperties(size=size, weight="bold" if is_bold else "normal")
    width, _, _ = TextToPath().get_text_width_height_descent(text, font, ismath=False)
    return float(width)


def paint(scene: Scene, path: Path) -> None:
    """Write the picture, as SVG or PNG by the ending of ``path``; equal scenes, equal bytes."""
    kind = path.suffix.removeprefix(".").lower()
    undated = {"Date": None} if kind == "svg" else {}
    with mpl.rc_context(
        {
            "font.family": "sans-serif",
            "font.sans-serif": FONTS,
            "svg.fonttype": "none",
            "svg.hashsalt": "insider-graph",
            "text.parse_math": False,
        }
    ):
        figure = _Sheet(scene, plan_of(scene, width_of)).figure()
        figure.savefig(path, format=kind, dpi=DOTS, metadata={"Title": scene.title, **undated})


class _Sheet:
    """A picture on its way to paper: heading, boxes and arrows, then what explains them."""

    def __init__(self, scene: Scene, plan: Plan) -> None:
        self._scene, self._plan = scene, plan
        self._width = max(plan.width, NARROWEST, width_of(scene.title, TITLE, True) + 2 * MARGIN)
        self._aside = (self._width - plan.width) / 2
        self._issuers = list(self._pills())
        self._notes = [line for note in _notes(scene) for line in self._wrapped(note)]
        strokes = {stroke_of(link) for link in scene.links}
        self._legend = [stroke for stroke in STROKES if stroke in strokes]

    def _wrapped(self, text: str) -> list[str]:
        letters = (self._width - 2 * MARGIN) / width_of("n", SMALL, False)
        return wrap(text, int(letters))

    def _pills(self) -> Iterator[tuple[IssuerShown, str, Point, float]]:
        """Yield the issuers with their texts, places and widths, in lines from left to right."""
        x, y = MARGIN, SMALL_LINE
        for issuer in self._scene.issuers:
            ticker = f"{issuer.ticker}  " if issuer.ticker else ""
            text = f"{ticker}{issuer.name}  {issuer.cik}"
            width = width_of(text, SMALL, False) + 2 * PADDING
            if x > MARGIN and x + width > self._width - MARGIN:
                x, y = MARGIN, y + 2 * SMALL_LINE
            yield issuer, text, (x, y), width
            x += width + PADDING

    def figure(self) -> Figure:
        """Return the finished picture."""
        issuers = self._issuers[-1][2][1] + 3 * SMALL_LINE if self._issuers else 0.0
        legend = len(self._legend) * (SMALL_LINE + 4) + (SMALL_LINE if self._legend else 0)
        below = HEADING + self._plan.height
        height = below + issuers + legend + (len(self._notes) + 1) * SMALL_LINE + MARGIN / 2
        figure = Figure(figsize=(self._width / POINTS, height / POINTS), facecolor=PAPER)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, self._width), ylim=(height, 0))
        axes.set_axis_off()
        _text(axes, (MARGIN, MARGIN), self._scene.title, TITLE, weight="bold")
        _text(axes, (MARGIN, MARGIN + 20), self._scene.subtitle, SMALL, colour=PALE)
        for arrow in self._plan.arrows:
            self._arrow(axes, arrow)
        for box in self._plan.boxes:
            self._box(axes, box)
        for arrow in self._plan.arrows:
            self._label(axes, arrow)
        if self._issuers:
            _text(axes, (MARGIN, below), "Issuers at which they report", SMALL, colour=PALE)
        for _, text, (x, y), width in self._issuers:
            _rounded(axes, (x, below + y), (width, 20), ISSUER_FILL, PALE, round_by=9)
            _text(axes, (x + PADDING, below + y + 10), text, SMALL)
        self._explain(axes, below + issuers)
        for number, note in enumerate(self._notes):
            at = (MARGIN, below + issuers + legend + (number + 0.5) * SMALL_LINE)
            _text(axes, at, note, SMALL, colour=PALE)
        return figure

    def _explain(self, axes: Axes, top: float) -> None:
        for number, stroke in enumerate(self._legend):
            y = top + (number + 0.5) * (SMALL_LINE + 4)
            _line(axes, [(MARGIN, y), (MARGIN + 44, y)], stroke)
            _text(axes, (MARGIN + 54, y), stroke.words, SMALL)

    def _moved(self, point: Point) -> Point:
        return point[0] + self._aside, point[1] + HEADING

    def _box(self, axes: Axes, box: Box) -> None:
        is_person = box.owner.kind is OwnerKind.PERSON
        left, top = self._moved((box.left, box.top))
        _rounded(
            axes,
            (left, top),
            (box.width, box.height),
            PERSON_FILL if is_person else VEHICLE_FILL,
            INK,
            round_by=12 if is_person else 1,
            edge=2.4 if box.owner.is_root else 0.9,
        )
        texts = len(box.name) * LINE + len(box.small) * SMALL_LINE
        y = top + (box.height - texts) / 2
        for line in box.name:
            _text(axes, (left + PADDING, y + LINE / 2), line, NAME, weight="bold")
            y += LINE
        for line in box.small:
            _text(axes, (left + PADDING, y + SMALL_LINE / 2), line, SMALL, colour=PALE)
            y += SMALL_LINE

    def _arrow(self, axes: Axes, arrow: Arrow) -> None:
        _line(axes, [self._moved(point) for point in arrow.points], stroke_of(arrow.link))

    def _label(self, axes: Axes, arrow: Arrow) -> None:
        x, y = self._moved(arrow.label_at)
        y -= (len(arrow.label) - 1) * SMALL_LINE / 2
        width = max(width_of(line, SMALL, False) for line in arrow.label)
        # One ground for all lines: the arrow would show between them.
        ground = (x - width if arrow.leftward else x, y - SMALL_LINE / 2)
        axes.add_patch(
            Rectangle(ground, width, len(arrow.label) * SMALL_LINE, facecolor=PAPER, linewidth=0)
        )
        for line in arrow.label:
            _text(
                axes,
                (x, y),
                line,
                SMALL,
                colour=stroke_of(arrow.link).colour,
                align="right" if arrow.leftward else "left",
            )
            y += SMALL_LINE


def _notes(scene: Scene) -> Iterator[str]:
    if scene.weak:
        plural = "s are" if scene.weak > 1 else " is"
        yield f"{scene.weak} weak link{plural} not drawn."
    if scene.beside:
        plural = "s are" if scene.beside > 1 else " is"
        yield f"{scene.beside} probable link{plural} not drawn: accepted ones lead the same way."
    if not scene.links:
        yield "No link leads to or from this owner: it counts as itself."
    yield (
        "An arrow leads from a vehicle to who controls it, with the capacity and the score. "
        "Persons have round corners; the thick frame is who is counted."
    )
    yield (
        "Read from SEC Forms 3, 4 and 5 by insider-graph. Each link is an inference from what was "
        "filed, and no legal finding."
    )
    if scene.is_fictional:
        yield "The data is fictional: invented companies and people."


def _text(
    axes: Axes,
    at: Point,
    text: str,
    size: float,
    *,
    colour: str = INK,
    weight: Literal["normal", "bold"] = "normal",
    align: Literal["left", "right"] = "left",
) -> None:
    axes.text(
        *at,
        text,
        fontsize=size,
        color=colour,
        fontweight=weight,
        horizontalalignment=align,
        verticalalignment="center_baseline",
    )


def _rounded(
    axes: Axes,
    at: Point,
    size: tuple[float, float],
    fill: str,
    ink: str,
    *,
    round_by: float,
    edge: float = 0.7,
) -> None:
    style = f"round,pad=0,rounding_size={round_by}"
    axes.add_patch(
        FancyBboxPatch(at, *size, boxstyle=style, facecolor=fill, edgecolor=ink, linewidth=edge)
    )


def _line(axes: Axes, points: list[Point], stroke: Stroke) -> None:
    """Draw an arrow that runs level through every point."""
    corners, codes = [points[0]], [Outline.MOVETO]
    for (x0, y0), (x1, y1) in pairwise(points):
        bend = (x1 - x0) / 2
        corners += [(x0 + bend, y0), (x1 - bend, y1), (x1, y1)]
        codes += [Outline.CURVE4] * 3
    axes.add_patch(
        FancyArrowPatch(
            path=Outline(corners, codes),
            arrowstyle="-|>,head_length=5,head_width=2.6",
            linestyle=stroke.dashes,
            color=stroke.colour,
            linewidth=stroke.width,
            shrinkA=0,
            shrinkB=0,
            mutation_scale=1,
        )
    )
