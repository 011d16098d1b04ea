"""Relay connections: keyset cursors that carry the sort values and the id."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, Self, TypeVar

import orjson
import strawberry

from graph_api.errors import InvalidArgumentError, InvalidCursorError
from schema.context import Info, paced

T = TypeVar("T")
E = TypeVar("E")

DEFAULT_PAGE, MAX_PAGE = 50, 500

SortKey = tuple[int | str | Decimal, ...]
"""Name of the list with its order, then what it is sorted by: unique within the list."""


@strawberry.type(description="Where this page lies in the whole.")
class PageInfo:
    """Relay's page information."""

    has_next_page: bool = strawberry.field(description="More items follow this page.")
    has_previous_page: bool = strawberry.field(description="Items come before this page.")
    start_cursor: str | None = strawberry.field(description="Of the first item; null if none.")
    end_cursor: str | None = strawberry.field(description="Of the last item; null if none.")


def page_size(first: int | None, argument: str = "first") -> int:
    """Return how many items to show.

    Raises:
        InvalidArgumentError: below 0 or above 500.
    """
    if first is None:
        return DEFAULT_PAGE
    if not 0 <= first <= MAX_PAGE:
        raise InvalidArgumentError(argument, first, accepted=f"0 to {MAX_PAGE}")
    return first


def write_cursor(key: SortKey) -> str:
    """Return an opaque cursor that carries ``key``."""
    parts = [{"d": str(part)} if isinstance(part, Decimal) else part for part in key]
    return urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


def read_cursor(cursor: str, like: SortKey | None = None) -> SortKey:
    """Return the key in ``cursor``.

    Args:
        cursor: as a client sent it.
        like: a key of the list it is for; None where the list is empty.

    Raises:
        InvalidCursorError: this was never a cursor here.
    """
    try:
        parts = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        key = tuple(_part(part) for part in parts)
    except (Base64Error, ValueError, TypeError, KeyError, InvalidOperation) as error:
        raise InvalidCursorError(cursor) from error
    if like is not None and _shape(key) != _shape(like):
        raise InvalidCursorError(cursor)
    return key


def _part(written: object) -> int | str | Decimal:
    """Return one part of a key.

    Raises:
        ValueError: no list is sorted by such a thing; the engines know no longer integers.
    """
    part = Decimal(written["d"]) if isinstance(written, dict) else written
    if isinstance(part, str) or (type(part) is int and part.bit_length() < 64):
        return part
    if isinstance(part, Decimal) and part.is_finite():
        return part
    raise ValueError(written)


def _shape(key: SortKey) -> list[object]:
    return [*key[:1], *(type(part) for part in key[1:])]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Items of one page with their sort keys."""

    items: tuple[T, ...]
    keys: tuple[SortKey, ...]
    has_next: bool
    has_previous: bool

    def info(self) -> PageInfo:
        """Return Relay's view of the page."""
        return PageInfo(
            has_next_page=self.has_next,
            has_previous_page=self.has_previous,
            start_cursor=write_cursor(self.keys[0]) if self.keys else None,
            end_cursor=write_cursor(self.keys[-1]) if self.keys else None,
        )


async def edges_of(info: Info, page: Page[Any], edge: Callable[..., E]) -> list[E]:
    """Return the edges of a page, each made of a ``node`` and its ``cursor`` in its turn."""
    pairs = zip(page.items, page.keys, strict=True)
    made = (edge(node=item, cursor=write_cursor(key)) for item, key in pairs)
    return await paced(info, made, len(page.items))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """Relay's four arguments, checked."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None:
            raise InvalidArgumentError("last", self.last, accepted="either first or last, not both")
        page_size(self.first)
        page_size(self.last, "last")

    @property
    def size(self) -> int:
        """How many items to show, from whichever end."""
        return page_size(self.first) if self.last is None else self.last


def cut(items: Sequence[tuple[SortKey, T]], request: PageRequest) -> Page[T]:
    """Cut a page out of what a statement found between the cursors: in order, with one to spare."""
    size, more = request.size, len(items) > request.size
    shown = items[:size] if request.last is None else items[len(items) - min(size, len(items)) :]
    has_next = (more and request.last is None) or request.before is not None
    has_previous = (more and request.last is not None) or request.after is not None
    return Page(
        tuple(item for _, item in shown), tuple(key for key, _ in shown), has_next, has_previous
    )


def paginate(items: Sequence[T], request: PageRequest, key_of: Callable[[T], SortKey]) -> Page[T]:
    """Cut one page out of items already sorted by ``key_of``, which is unique."""
    keys = [key_of(item) for item in items]
    like = keys[0] if keys else None
    start, end = 0, len(items)
    if request.after is not None:
        start = bisect_right(keys, read_cursor(request.after, like))
    if request.before is not None:
        end = max(start, bisect_left(keys, read_cursor(request.before, like)))
    if request.last is not None:
        start = max(start, end - request.last)
    else:
        end = min(end, start + page_size(request.first))
    return Page(tuple(items[start:end]), tuple(keys[start:end]), end < len(items), start > 0)


@dataclass(frozen=True, slots=True)
class Listing(Generic[E]):
    """One page of a list in memory, and how its items become edges.

    Attributes:
        count: length of the whole list.
        edge: makes an edge of an item, its ``node``, and a ``cursor``.
    """

    page: Page[Any]
    count: int
    edge: Callable[..., E]

    @classmethod
    def of(
        cls,
        found: Iterable[T],
        request: PageRequest,
        key_of: Callable[[T], SortKey],
        edge: Callable[..., E],
    ) -> Self:
        """Return one page of ``found`` in the order of ``key_of``, which is unique."""
        ordered = sorted(found, key=key_of)
        return cls(paginate(ordered, request, key_of), len(ordered), edge)


@strawberry.type
class KnownConnection(Generic[E]):
    """What connections over lists in memory share; no type of the schema by itself."""

    listing: strawberry.Private[Listing[E]]

    @strawberry.field(description="The page.")
    async def edges(self, info: Info) -> list[E]:
        return await edges_of(info, self.listing.page, self.listing.edge)

    @strawberry.field(description="Where the page lies.")
    def page_info(self) -> PageInfo:
        return self.listing.page.info()

    @strawberry.field(description="How many there are on all pages.")
    def total_count(self) -> int:
        return self.listing.count
