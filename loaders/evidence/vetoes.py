"""Words that speak against control in the clause that asserts it."""

import re

from loaders.evidence.clauses import Clause
from loaders.evidence.masking import P

VETO = 0.3
"""What is left of a score where the same clause speaks against control."""

_INSIDE = re.compile(
    r"\b(?:not|no|never|neither|nor|without|former(?:ly)?|previously|prior|ceased|resigned|"
    r"resignation|stepped down|retired|retirement|removed|removal|withdrew|departure|replaced|was|"
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
    r"^[, ]*until (?:\w+ \d|his|her|its)",
    re.IGNORECASE,
)
_NOT_CONTROL = re.compile(
    r"\bno (?:direct |indirect )?(?:pecuniary|economic|financial) interest|"
    r"\bnot (?:be deemed|have (?:any |a )?(?:pecuniary|economic|financial))",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|served|acted|had been|had|former(?:ly)?|previously|prior|ceased(?: to)?|"
    r"resigned|resignation|stepped down|retired|retirement|removed|removal|withdrew|departure|"
    r"replaced|no longer|until (?:his|her|its|their|\w+ \d))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:was|were|has been|have been|had been) (?=(?:appointed|named|elected|designated)\b)|"
    r"\b(?:has|have) (?:served|acted)\b",
    re.IGNORECASE,
)


def is_vetoed(clause: Clause, *, is_dated: bool = False) -> bool:
    """Return whether the clause, or its surroundings up to the next name, speak against control.

    Disclaimers of beneficial ownership and of pecuniary interest say nothing about control.

    Args:
        clause: the statement.
        is_dated: a last day of control is known, so that it lasted until then.
    """
    if _speaks_against(_INSIDE, clause.wording, is_dated=is_dated):
        return True
    if re.search(r"\b(?:neither|nor|none of)(?: the)? $", clause.before, re.IGNORECASE):
        return True
    return any(
        _speaks_against(_AROUND, words, is_dated=is_dated) for words in (clause.lead, clause.tail)
    )


def _speaks_against(pattern: re.Pattern[str], words: str, *, is_dated: bool) -> bool:
    rest = _GOES_ON.sub("", _NOT_CONTROL.sub("", words))
    return bool(pattern.search(_PAST.sub("", rest) if is_dated else rest))
