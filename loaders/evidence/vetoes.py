"""Words that speak against control in the clause that asserts it."""

import re

from loaders.evidence.clauses import Clause
from loaders.evidence.masking import P

VETO = 0.3
"""What is left of a score where the same clause speaks against control."""

_INSIDE = re.compile(
    r"\b(?:not|no|never|neither|nor|without|former(?:ly)?|previously|prior|ceased|resigned|was|"
    r"were|served|acted|had|independent|non-?(?:managing|voting|executive|controlling)|passive|"
    r"excluding|other than)\b",
    re.IGNORECASE,
)
_NO_POWER = (
    r"(?:\b(?:no|without(?: any)?)|\b(?:does|do|did|will|shall)(?: not|n't) "
    r"(?:have|hold|possess|exercise|share|retain)|\bnor) "
    rf"[^.;,{P[1:-1]}]{{0,60}}?(?:voting|dispositive|investment|vote|power|control|authority|discretion)"
)
_AROUND = re.compile(
    rf"{_NO_POWER}|\bindependent trustees?|\bexcluding\b|\bno longer\b|\bceased to\b|\bresigned\b|"
    r"\buntil (?:\w+ \d|his|her|its)",
    re.IGNORECASE,
)
_NOT_CONTROL = re.compile(
    r"\bno (?:direct |indirect )?(?:pecuniary|economic|financial) interest|"
    r"\bnot (?:be deemed|have (?:any |a )?(?:pecuniary|economic|financial))",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\b(?:by|of|over|in|to)(?: each of)?(?: the)? $")


def is_vetoed(clause: Clause) -> bool:
    """Return whether the clause, or its surroundings up to the next name, speak against control.

    Disclaimers of beneficial ownership and of pecuniary interest say nothing about control.
    """
    if _INSIDE.search(_NOT_CONTROL.sub("", clause.wording)):
        return True
    if re.search(r"\b(?:neither|nor|none of)(?: the)? $", clause.before, re.IGNORECASE):
        return True
    return any(
        _AROUND.search(_NOT_CONTROL.sub("", part)) for part in (_before(clause), _after(clause))
    )


def _before(clause: Clause) -> str:
    """Return the words before the clause, if they are about nobody else."""
    *_, words = re.split(P, clause.before)
    named = re.findall(P, clause.before)
    return words if not named or named[-1] in clause.controllers else ""


def _after(clause: Clause) -> str:
    """Return the words behind the clause, as far as they are about its vehicle."""
    mark = re.search(P, clause.after)
    if mark is None:
        return clause.after
    words = clause.after[: mark.start()]
    own = mark.group() in clause.vehicles
    if own or not _OBJECT.search(words):
        # A new name as subject begins words of its own.
        return (
            words
            if own
            else re.split(r",? (?:and|but|while|whereas)\b(?! (?:has|have|do|does|no)\b)", words)[0]
        )
    return ""
