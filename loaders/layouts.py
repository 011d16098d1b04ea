"""Reading a block of an ownership document (an owner, a row) by the shape it may have.

Most rows of all filings are laid out alike: the same elements in the same order. Where a layout
keeps each leaf is worked out once, exactly; a row then costs one look at each of its leaves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any, NamedTuple

from lxml import etree

from graph_api.domain.filing import Reported
from graph_api.errors import MalformedFilingError
from loaders.values import Reader

MAX_DEPTH = 32

_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")
_LARGEST_REMEMBERED = 400
"""Elements of a block; a larger one is no form a person filled in."""

_tag = attrgetter("tag")
# The constructor of a NamedTuple is a Python function, three times slower.
_reported = partial(tuple.__new__, Reported)


class Field(NamedTuple):
    """How one leaf is read.

    Attributes:
        name: of the domain type's attribute.
        noted: the attribute is a ``Reported``; else the bare value, None when not stated.
        required: the element must be there and state something.
    """

    name: str
    read: Reader[object]
    noted: bool = False
    required: bool = False


Elements = Mapping[str, "Field | Elements"]
"""Names of the elements below one element: leaves, and containers with their own elements."""


class Leaf(NamedTuple):
    """A field of a block, and where its leaf stands.

    Attributes:
        path: from the block, for errors.
        text: place of the element that has the text, counted in document order.
        footnotes: places of the footnote references.
    """

    path: str
    field: Field
    text: int
    footnotes: tuple[int, ...]


class Shape:
    """What may stand in a block; compared by identity, so that layouts are remembered by it.

    Attributes:
        elements: as declared.
        fields: every field by its path from the block.
        blank: every attribute as it is when nothing is stated.
        required: paths of required fields.
    """

    def __init__(self, elements: Elements) -> None:
        self.elements = elements
        self.fields = dict(_fields(elements, ""))
        self.blank: dict[str, Any] = {
            field.name: Reported() if field.noted else None for field in self.fields.values()
        }
        self.required = [path for path, field in self.fields.items() if field.required]


class Found(NamedTuple):
    """What a block states.

    Attributes:
        fields: by attribute name, all of the shape.
        elsewhere: footnote ids of elements that fill no ``Reported``, by element name.
    """

    fields: dict[str, Any]
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...]


class _Plan(NamedTuple):
    """How blocks of one layout are read.

    Attributes:
        elsewhere: places of footnote ids outside of ``Reported`` leaves, by element name.
        missing: path of the first required field that has no element.
        strange: elements have children where the shape has none.
    """

    leaves: tuple[Leaf, ...]
    elsewhere: tuple[tuple[str, tuple[int, ...]], ...]
    missing: str | None
    strange: bool


def find(block: etree._Element, shape: Shape, path: str) -> Found:
    """Return what ``block`` states of ``shape``; all other elements in it are passed over.

    A leaf's text is that of its ``value``, or its own where it has none; blank is None.
    A ``footnoteId`` without an id refers to nothing.

    Args:
        block: an owner, a row or another element with a shape of its own.
        shape: what may stand in it.
        path: where it stands, for errors.

    Raises:
        MalformedFilingError: a leaf cannot be read, a required one is missing, or elements are
            nested too deep.
    """
    elements = list(block.iter())
    plan = _plan_of(elements, shape)
    if plan.strange:
        refuse_depth(block)
    if plan.missing:
        raise missing(f"{path}/{plan.missing}")
    fields = shape.blank.copy()
    read_leaves(elements, plan.leaves, f"{path}/", fields)
    return Found(fields, tuple([(name, _ids(elements, at)) for name, at in plan.elsewhere]))


def read_leaves(
    elements: Sequence[etree._Element], leaves: Iterable[Leaf], prefix: str, into: dict[str, Any]
) -> None:
    """Set the attributes that ``leaves`` fill.

    Raises:
        MalformedFilingError: a leaf cannot be read; its path begins with ``prefix``.
    """
    path = ""
    try:
        for path, (name, read, noted, required), text_at, notes_at in leaves:
            text = elements[text_at].text
            value = read(stripped) if text and (stripped := text.strip()) else None
            if value is None and required:
                raise missing(prefix + path)
            if notes_at:
                into[name] = _reported((value, _ids(elements, notes_at)))
            elif value is not None:
                into[name] = _reported((value, ())) if noted else value
    except ValueError as error:
        raise MalformedFilingError(element=prefix + path, reason=str(error)) from error


def _ids(elements: Sequence[etree._Element], places: tuple[int, ...]) -> tuple[str, ...]:
    ids = [elements[place].get("id") for place in places]
    return tuple([identifier for identifier in ids if identifier])


def _plan_of(elements: list[etree._Element], shape: Shape) -> _Plan:
    # One string is hashed and compared in less time than a tuple of many.
    tags = "\0".join(map(_tag, elements))
    arities = tuple(map(len, elements))
    plan = _plan if len(elements) <= _LARGEST_REMEMBERED else _plan.__wrapped__
    return plan(shape, tags, arities)


@lru_cache(maxsize=1024)
def _plan(shape: Shape, tags: str, arities: tuple[int, ...]) -> _Plan:
    """Return the plan of one layout: tags in document order, and how many children each has."""
    layout = _Layout(tags.split("\0"), arities, [], [])
    strange = layout.visit(0, shape.elements, "")
    present = {leaf.path for leaf in layout.leaves}
    absent = next((path for path in shape.required if path not in present), None)
    return _Plan(tuple(layout.leaves), tuple(layout.elsewhere), absent, strange)


class _Layout(NamedTuple):
    """A layout while its plan is made."""

    tags: list[str]
    arities: tuple[int, ...]
    leaves: list[Leaf]
    elsewhere: list[tuple[str, tuple[int, ...]]]

    def visit(self, place: int, elements: Elements, path: str) -> bool:
        """Add what stands below ``place``; return whether any of it is strange."""
        strange = False
        notes: list[int] = []
        for child in self.children(place):
            tag = self.tags[child]
            known = elements.get(tag)
            if isinstance(known, Field):
                strange |= self.add_leaf(child, known, path + tag)
            elif known is not None:
                strange |= self.visit(child, known, f"{path}{tag}/")
            else:
                strange |= self.arities[child] > 0
                notes += [child] if tag == "footnoteId" else []
        self.add_elsewhere(place, notes)
        return strange

    def add_leaf(self, place: int, field: Field, path: str) -> bool:
        """Add the leaf at ``place``; return whether anything below it is strange."""
        children = list(self.children(place))
        notes = [child for child in children if self.tags[child] == "footnoteId"]
        values = [child for child in children if self.tags[child] == "value"]
        text = values[0] if values else place
        self.leaves.append(Leaf(path, field, text, tuple(notes) if field.noted else ()))
        if not field.noted:
            self.add_elsewhere(place, notes)
        return any(self.arities[child] for child in children)

    def add_elsewhere(self, place: int, notes: list[int]) -> None:
        """Add footnote references that belong to the element at ``place``."""
        if notes:
            self.elsewhere.append((self.tags[place], tuple(notes)))

    def children(self, place: int) -> Iterator[int]:
        """Yield the places of the children of ``place``."""
        child = place + 1
        for _ in range(self.arities[place]):
            yield child
            open_elements = 1
            while open_elements:
                open_elements += self.arities[child] - 1
                child += 1


def _fields(elements: Elements, path: str) -> Iterator[tuple[str, Field]]:
    for tag, known in elements.items():
        if isinstance(known, Field):
            yield path + tag, known
        else:
            yield from _fields(known, f"{path}{tag}/")


def refuse_depth(element: etree._Element) -> None:
    """Refuse a document nested deeper than ``MAX_DEPTH``, met at an element we do not read.

    What we do read cannot be deep: shapes are finite.

    Raises:
        MalformedFilingError: it is.
    """
    if len(element) and _TOO_DEEP(element):
        reason = f"is nested deeper than {MAX_DEPTH} elements"
        raise MalformedFilingError(element="ownershipDocument", reason=reason)


def missing(element: str) -> MalformedFilingError:
    """Return the error for a required element, by its path."""
    return MalformedFilingError(element=element, reason="is missing")
