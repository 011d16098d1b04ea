"""Sets of things that belong together, from the pairs that join them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def joined(items: Iterable[T], pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """Return the connected sets of ``items``, members and sets in the order of ``items``.

    Args:
        items: each once.
        pairs: of items; any order.
    """
    parent = {item: item for item in items}

    def top(item: T) -> T:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in pairs:
        parent[top(one)] = top(other)
    sets: dict[T, list[T]] = defaultdict(list)
    for item in parent:
        sets[top(item)].append(item)
    return list(sets.values())
