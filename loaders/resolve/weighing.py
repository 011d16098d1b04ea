"""What the evidence for one link amounts to: families combined, vetoes, caps and states.

Families are independent signs, so they combine by noisy-OR (specification C2). Some signs look
alike for owners and for their designees; a link needs one that does not, to be ACCEPTED.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from math import prod

from graph_api.domain.links import Evidence, EvidenceFamily, Limit, LinkRole, LinkState

ACCEPTED_FROM = 0.80
PROBABLE_FROM = 0.50
CERTAIN_FROM = 0.93
"""A statement in the text at or above this makes a link deterministic (specification C3)."""

STATED_FROM = 0.50
"""From here on a text says that somebody controls, below only that they have to do with it."""

SIGNED_FROM = 0.70
"""From here on a signature is one of somebody who controls."""

FULL_NAME = 0.90
NAME_AND_ADDRESS_AT_MOST = 0.70
VETO = 0.3
"""What is left of a link whose newest text speaks against control."""

Best = Mapping[EvidenceFamily, Evidence]


class Claim(IntEnum):
    """On what a link rests at best: looks, the person's full name, or somebody's word for it."""

    LOOKS = 0
    FULL_NAME = 1
    STATED = 2


@dataclass(frozen=True, slots=True)
class LinkContent:
    """What a link says while its evidence does not change, ``stopped_by`` nothing if ACCEPTED."""

    role: LinkRole
    state: LinkState
    p: float
    certain: bool
    joint: bool
    stopped_by: Limit | None
    valid_from: date | None
    valid_to: date | None

    def lowered(self, to: LinkState, by: Limit) -> "LinkContent":
        """Return the link brought down to a state by a guard."""
        return replace(self, state=to, stopped_by=by, certain=False)


def combine(items: Sequence[Evidence]) -> LinkContent:
    """Return what all evidence for one pair known at one instant amounts to.

    Args:
        items: at least one, any order.

    Source:
        Specification C2 (noisy-OR, vetoes), C2a, C3 (states), C5.7, C7.
    """
    best = _best(items)
    # Who only holds through it has no capacity to tell.
    telling = min(best.values(), key=lambda i: (not _says_who(i), -i.p, i.family.value))
    combined = p = _noisy_or(best.values())
    if best.keys() <= {EvidenceFamily.NAME, EvidenceFamily.ADDRESS}:
        p = min(p, NAME_AND_ADDRESS_AT_MOST)
    decided = EvidenceFamily.OVERRIDE in best
    negated = not decided and _speaks_against(items)
    # The days of a decision are its scope, see ``scoped_links``; no text ends what was decided.
    valid_from, valid_to = (None, None) if decided else _validity(items)
    content = LinkContent(
        role=telling.role,
        state=_state(p),
        p=1.0 if decided else round(p * VETO if negated else p, 4),
        certain=False,
        joint=any(item.joint for item in items),
        stopped_by=_too_weak(p, combined),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    if decided:
        return replace(content, state=LinkState.ACCEPTED, certain=True, stopped_by=None)
    if negated:
        possible = content.state in {LinkState.ACCEPTED, LinkState.PROBABLE}
        return content.lowered(LinkState.REJECTED if possible else LinkState.WEAK, Limit.VETO)
    if content.state is LinkState.ACCEPTED and not _is_decisive(best):
        return content.lowered(LinkState.PROBABLE, _what_is_missing(best))
    return replace(content, certain=content.state is LinkState.ACCEPTED and _is_certain(best))


def _says_who(item: Evidence) -> bool:
    """Return whether a sign states in what capacity somebody controls."""
    stating = {EvidenceFamily.TEXT, EvidenceFamily.SIGNATURE, EvidenceFamily.OVERRIDE}
    return item.family in stating and item.p >= STATED_FROM


def _too_weak(p: float, combined: float) -> Limit | None:
    if p >= ACCEPTED_FROM:
        return None
    return Limit.NAME_AND_ADDRESS_ALONE if combined >= ACCEPTED_FROM else Limit.TOO_WEAK


def _best(items: Iterable[Evidence]) -> Best:
    best: dict[EvidenceFamily, Evidence] = {}
    for item in sorted(items, key=lambda item: (-item.p, item.key)):
        best.setdefault(item.family, item)
    return best


def _noisy_or(items: Iterable[Evidence]) -> float:
    return round(1 - prod(1 - item.p for item in items), 4)


def _state(p: float) -> LinkState:
    if p >= ACCEPTED_FROM:
        return LinkState.ACCEPTED
    return LinkState.PROBABLE if p >= PROBABLE_FROM else LinkState.WEAK


def _reaches(best: Best, family: EvidenceFamily, p: float) -> bool:
    return family in best and best[family].p >= p


def _is_decisive(best: Best) -> bool:
    """Return whether one sign, or two of different filings, tell an owner from a designee.

    A statement, a controlling signature or a full personal name do so from one filing. Without
    them three filings nearly always made together, or equal trades on forms of their own, must
    stand beside a name or a holder text.
    """
    named = _reaches(best, EvidenceFamily.NAME, 0.65)
    held = EvidenceFamily.HOLDER_TEXT in best
    return (
        _claim(best) is not Claim.LOOKS
        or (_reaches(best, EvidenceFamily.CO_REPORTING, 0.60) and (named or held))
        or (_reaches(best, EvidenceFamily.TRADES, 0.65) and (named or held))
    )


def claim_of(items: Iterable[Evidence]) -> Claim:
    """Return on what a link with this evidence rests at best; denials are no claim."""
    return _claim(_best(item for item in items if not item.vetoed))


def _claim(best: Best) -> Claim:
    text = _reaches(best, EvidenceFamily.TEXT, STATED_FROM)
    if text or _reaches(best, EvidenceFamily.SIGNATURE, SIGNED_FROM):
        return Claim.STATED
    return Claim.FULL_NAME if _reaches(best, EvidenceFamily.NAME, FULL_NAME) else Claim.LOOKS


def _is_certain(best: Best) -> bool:
    return _reaches(best, EvidenceFamily.TEXT, CERTAIN_FROM) or (
        _reaches(best, EvidenceFamily.NAME, FULL_NAME) and EvidenceFamily.CO_REPORTING in best
    )


def _what_is_missing(best: Best) -> Limit:
    return Limit.ONE_FAMILY_ALONE if len(best) == 1 else Limit.NO_STATEMENT


def _statements(items: Iterable[Evidence]) -> list[Evidence]:
    kept = (EvidenceFamily.TEXT, EvidenceFamily.OVERRIDE)
    return [item for item in items if item.family in kept]


def _speaks_against(items: Iterable[Evidence]) -> bool:
    """Return whether a text denies control and none as new as it states control."""
    texts = _statements(items)
    denied = max((item.known_from for item in texts if item.vetoed), default=None)
    if denied is None:
        return False
    return not any(
        item.p >= STATED_FROM and not item.vetoed and item.known_from >= denied for item in texts
    )


def _validity(items: Iterable[Evidence]) -> tuple[date | None, date | None]:
    """Return the first and last day of control; None where nothing dates it.

    It begins on the latest day that the newest statement with a beginning gives: one that says no
    more than that somebody controls takes nothing back. It ends as the newest text says; one that
    names no end says that it goes on.
    """
    stated = [item for item in items if item.p >= STATED_FROM and not item.vetoed]
    begun = _newest(item for item in stated if item.valid_from)
    texts = _newest(_statements(stated))
    first = max((item.valid_from for item in begun if item.valid_from), default=None)
    last = min((item.valid_to for item in texts if item.valid_to), default=None)
    return (None if first and last and first > last else first), last


def _newest(items: Iterable[Evidence]) -> list[Evidence]:
    found = list(items)
    newest = max((item.known_from for item in found), default=None)
    return [item for item in found if item.known_from == newest]
