"""Knowledge intervals by replay: what was believed, and from when to when.

Every derived fact is a version known in ``[known_from, known_to)``. The intervals come from
walking the instants at which anything became known, in order, and asking at each one what
follows from what was known by then. The order in which files were loaded plays no part.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph_api.domain.instants import OPEN_END, Instant

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Version(Generic[K, V]):
    """``content`` held for ``key`` from ``known_from`` until just before ``known_to``."""

    key: K
    content: V
    known_from: Instant
    known_to: Instant


def replay(
    instants: Iterable[Instant], state_at: Callable[[Instant], Mapping[K, V]]
) -> Iterator[Version[K, V]]:
    """Yield one version for each stretch over which a key's content stays equal.

    Args:
        instants: every moment at which the state can change; order and repetition are free.
        state_at: the whole state known at a moment, events of that very moment included.

    Returns:
        Versions in the order in which they end; no interval is empty, none of a key overlap.
    """
    open_versions: dict[K, tuple[V, Instant]] = {}
    for instant in sorted(set(instants)):
        state = state_at(instant)
        for key, (content, known_from) in list(open_versions.items()):
            if key not in state or state[key] != content:
                del open_versions[key]
                yield Version(key, content, known_from, instant)
        for key, content in state.items():
            open_versions.setdefault(key, (content, instant))
    for key, (content, known_from) in open_versions.items():
        yield Version(key, content, known_from, OPEN_END)
