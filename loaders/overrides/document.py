"""YAML → entries with the place of every key and value; no meaning yet.

The text of a value is taken as written: YAML itself would read ``on`` as true and a CIK that
begins with zeros as an octal number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from loaders.overrides.problems import Problem

_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A key with its value.

    Attributes:
        key, value: where the two stand.
        text: the value as written; None where it is null, empty or a map.
        below: the cells of a map; None where it is none.
    """

    key: Place
    value: Place
    text: str | None
    below: Mapping[str, "Cell"] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the list."""

    place: Place
    cells: Mapping[str, Cell]


def entries_of(text: str, origin: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries of a file in their order, and what is wrong with its form."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return (), (_unreadable(error, origin),)
    if root is None or (isinstance(root, yaml.ScalarNode) and root.tag == _NULL):
        return (), ()
    if not isinstance(root, yaml.SequenceNode):
        return (), (_problem(origin, _place(root), "a list of entries is accepted, each with op"),)
    form = _Form(origin)
    entries = tuple(entry for node in root.value if (entry := form.entry(node)) is not None)
    return entries, tuple(form.problems)


def _place(node: yaml.Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def _problem(origin: str, place: Place, message: str, key: str | None = None) -> Problem:
    return Problem(origin=origin, line=place.line, column=place.column, key=key, message=message)


def _unreadable(error: yaml.YAMLError, origin: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    said = " ".join((getattr(error, "problem", None) or str(error)).split())
    return _problem(origin, place, f"not YAML: {said}; a list of maps is accepted, a key a line")


class _Form:
    """Reads nodes, and collects what is wrong with them."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self.problems: list[Problem] = []

    def entry(self, node: yaml.Node) -> Entry | None:
        place = _place(node)
        if not isinstance(node, yaml.MappingNode):
            self._refuse(place, "an entry is a map: op, a, b, reason, source, by, on")
            return None
        return Entry(place, self._cells(node, prefix=""))

    def _cells(self, node: yaml.MappingNode, prefix: str) -> dict[str, Cell]:
        cells: dict[str, Cell] = {}
        for key, value in node.value:
            name, place = f"{prefix}{getattr(key, 'value', '')}", _place(key)
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(place, "a key is one word")
            elif name in cells:
                self._refuse(place, f"given twice, first on line {cells[name].key.line}", name)
            elif (cell := self._cell(name, place, value)) is not None:
                cells[name] = cell
        return cells

    def _cell(self, name: str, key: Place, value: yaml.Node) -> Cell | None:
        place = _place(value)
        if isinstance(value, yaml.ScalarNode):
            text = " ".join(value.value.split())
            stated = text and value.tag != _NULL
            return Cell(key, place, text if stated else None, None)
        if isinstance(value, yaml.MappingNode) and "." not in name:
            return Cell(key, place, None, self._cells(value, prefix=f"{name}."))
        self._refuse(place, "one value is accepted", name)
        return None

    def _refuse(self, place: Place, message: str, key: str | None = None) -> None:
        self.problems.append(_problem(self._origin, place, message, key))
