"""Which decisions are in force: those of the shipped list, unless left out, and the users' own."""

from collections.abc import Sequence

from graph_api.bolt.connection import Graph
from graph_api.domain.overrides import Override
from graph_api.errors import ConfigurationError
from graph_api.store.overrides import replace_overrides, stored_overrides
from loaders.overrides.contradictions import contradictions
from loaders.overrides.reading import shipped_overrides


async def keep_overrides(graph: Graph) -> tuple[Override, ...]:
    """Make sure that the graph holds the shipped list as it is now, and return what is in force.

    Raises:
        ConfigurationError: a user's decision contradicts the shipped list of this version.
    """
    stored = await stored_overrides(graph)
    wanted = in_force(stored.taken, with_shipped=stored.with_shipped)
    if wanted != stored.overrides:
        if problems := contradictions(wanted):
            raise ConfigurationError("\n".join(map(str, problems)))
        await replace_overrides(graph, wanted, with_shipped=stored.with_shipped)
    return wanted


def in_force(taken: Sequence[Override], *, with_shipped: bool) -> tuple[Override, ...]:
    """Return the users' own decisions and those of the shipped list, by key."""
    shipped = shipped_overrides().overrides if with_shipped else ()
    return tuple(sorted((*shipped, *taken), key=lambda override: override.key))
