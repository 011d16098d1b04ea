"""Since when an owner counts as another one: over all versions of the links between them."""

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import LinkState
from graph_api.domain.owners import OwnerRoots


def known_since(roots: OwnerRoots, member: Cik, root: Cik, status: LinkState) -> Instant | None:
    """Return since when ``member`` has been known to stand to ``root`` as it does at the cut-off.

    A link that is weighed anew has another version, and that alone ends no membership: the answer
    is the first instant from which it was the same at every change up to the cut-off.

    Args:
        roots: read at the cut-off.
        member: a member of ``root``, or a possible one.
        root: a root.
        status: ACCEPTED for one that counts as ``root``, PROBABLE for one that would.

    Returns:
        None for the root itself, and for others that no link ever led away from.
    """
    versions = roots.history([member])
    changes = {instant for link in versions for instant in (link.known_from, link.known_to)}
    since = None
    for instant in sorted(changes, reverse=True):
        if roots.known_at is not None and instant > roots.known_at:
            continue
        if not _stands(roots.known_by(instant, [member]), member, root, status):
            break
        since = instant
    return since


def _stands(then: OwnerRoots, member: Cik, root: Cik, status: LinkState) -> bool:
    found = then.members(root) if status is LinkState.ACCEPTED else then.possible_members(root)
    return member in {one.cik for one in found}
