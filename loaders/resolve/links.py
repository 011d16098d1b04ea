"""Evidence → links vehicle → controller: families combined, states, knowledge intervals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import Evidence, EvidenceFamily, LinkRole, LinkState, OwnershipLink
from loaders.resolve.replay import replay

ACCEPTED_FROM = 0.80
PROBABLE_FROM = 0.50
CERTAIN_FROM = 0.93
"""A statement in the text at or above this makes a link deterministic (specification C3)."""

DECISIVE = {EvidenceFamily.TEXT: 0.50, EvidenceFamily.SIGNATURE: 0.70}
"""A link needs one piece of evidence of these families at or above these scores to be ACCEPTED.

Holder text beside one joint form looks exactly like a fund's designee (specification C2a), and so
does a signature under a mere title.
"""

Pair = tuple[Cik, Cik]


@dataclass(frozen=True, slots=True)
class LinkContent:
    """What a link says while its evidence does not change."""

    role: LinkRole
    state: LinkState
    p: float
    certain: bool
    joint: bool
    evidence: tuple[str, ...]


def resolve_links(
    evidence: Iterable[Evidence],
) -> tuple[OwnershipLink, ...]:
    """Return every version of every link, by (vehicle, controller, known from).

    Args:
        evidence: all that was found, any order; an entity's evidence about itself is left out.
    """
    by_pair: dict[Pair, list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.vehicle != item.controller:
            by_pair[item.vehicle, item.controller].append(item)
    links = [link for pair, items in by_pair.items() for link in _replay_pair(pair, items)]
    return tuple(sorted(links, key=lambda link: (link.vehicle, link.controller, link.known_from)))


def _replay_pair(pair: Pair, items: Sequence[Evidence]) -> Iterable[OwnershipLink]:
    def state_at(instant: Instant) -> Mapping[Pair, LinkContent]:
        return {pair: combine([i for i in items if i.known_from <= instant < i.known_to])}

    for version in replay((item.known_from for item in items), state_at):
        content = version.content
        yield OwnershipLink(
            vehicle=pair[0],
            controller=pair[1],
            role=content.role,
            state=content.state,
            p=content.p,
            certain=content.certain,
            joint=content.joint,
            valid_from=None,
            valid_to=None,
            known_from=version.known_from,
            known_to=version.known_to,
            evidence=content.evidence,
        )


def combine(items: Sequence[Evidence]) -> LinkContent:
    """Return what the evidence for one pair amounts to.

    The best of each family counts; families combine as independent signs (noisy-OR).
    """
    best: dict[EvidenceFamily, Evidence] = {}
    for item in sorted(items, key=lambda item: (-item.p, item.key)):
        best.setdefault(item.family, item)
    p = round(1 - prod(1 - item.p for item in best.values()), 4)
    strongest = min(best.values(), key=lambda item: (-item.p, item.family.value))
    text = best.get(EvidenceFamily.TEXT)
    return LinkContent(
        role=strongest.role,
        state=_state(p, decisive=any(is_decisive(item) for item in best.values())),
        p=p,
        certain=text is not None and text.p >= CERTAIN_FROM,
        joint=any(item.joint for item in items),
        evidence=tuple(sorted(item.key for item in items)),
    )


def is_decisive(item: Evidence) -> bool:
    """Return whether one piece of evidence may carry a link to ACCEPTED."""
    return item.family in DECISIVE and item.p >= DECISIVE[item.family]


def _state(p: float, *, decisive: bool) -> LinkState:
    if p >= ACCEPTED_FROM and decisive:
        return LinkState.ACCEPTED
    return LinkState.PROBABLE if p >= PROBABLE_FROM else LinkState.WEAK
