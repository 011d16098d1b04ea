"""A sign of control in plain words: what was found where, and how it is cited."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph_api.domain.links import Evidence, EvidenceFamily


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A piece of evidence as it is told; ``decided_by`` names who took the decision, of one."""

    evidence: Evidence
    decided_by: str | None = None


def told_of(signs: Iterable[Sign]) -> str:
    """Return what speaks for and against a link, each sign with its weight; empty for none."""
    return "; ".join(f"{cited(sign)} ({score(sign.evidence.p)})" for sign in strongest(signs))


def score(p: float) -> str:
    """Return a score with two decimals, four where they say more."""
    return f"{p:.4f}".rstrip("0").ljust(4, "0")


def by_strength(sign: Sign) -> tuple[float, str]:
    """Return the sort key of signs: strongest first, then by key."""
    return -sign.evidence.p, sign.evidence.key


def strongest(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """Return the best sign of each family, and the best that speaks against, strongest first."""
    best: dict[tuple[EvidenceFamily, bool], Sign] = {}
    for sign in sorted(signs, key=by_strength):
        best.setdefault((sign.evidence.family, sign.evidence.vetoed), sign)
    return tuple(best.values())


def cited(sign: Sign) -> str:
    """Return a sign as it is cited: its place and quote, or what it is where nothing is quoted."""
    item, place = sign.evidence, _place(sign.evidence)
    if item.family not in QUOTED or not item.quote or place is None:
        return statement(sign)
    against = ", which also speaks against it" if item.vetoed else ""
    return f"{place} of {item.accession}: \u201c{item.quote}\u201d{against}"


QUOTED = frozenset({EvidenceFamily.TEXT, EvidenceFamily.SIGNATURE, EvidenceFamily.HOLDER_TEXT})
"""Families of which the words as filed are the sign."""

_PLACES: Mapping[str, str] = {
    "remarks": "the remarks",
    "signature": "the signature block",
    "natureOfOwnership": "the nature of ownership of a row",
}
"""Fields whose text is quoted."""


def _place(item: Evidence) -> str | None:
    if item.field == "footnote":
        return f"footnote {item.footnote_id}"
    return _PLACES.get(item.field)


def statement(sign: Sign) -> str:
    """Return in plain words what was found where; it never repeats an address."""
    item = sign.evidence
    words = _STATEMENTS[item.family](sign)
    if item.joint:
        words += ", jointly with others"
    return f"{words}, in words that also speak against it" if item.vetoed else words


_WORDINGS: Mapping[str, str] = {
    "may be deemed": "said to be deemed an owner",
    "voting and investment power": "said to have voting and investment power",
    "controls": "said to control it",
    "no power": "said to have no power over its shares",
    "controlled by": "said to control it",
    "managed by": "said to manage it",
    "manages": "said to manage it",
    "owned by": "said to own it",
    "owns all of": "said to own all of it",
    "subsidiary of": "said to be its parent",
    "revocable trust of": "said to be the one whose revocable trust it is",
    "determines decisions": "said to determine its decisions",
    "makes decisions for": "said to make its decisions",
    "by virtue of control": "said to hold by virtue of controlling it",
    "may revoke": "said to have the right to revoke it",
    "responsible for investment activities": "said to be responsible for its investments",
    "investment committee": "said to sit on the committee that decides its investments",
    "chain through an entity that does not file": "named at the end of a chain of control through "
    "an entity that does not file",
}
"""Pattern of a text that is no capacity → what it says of the controller."""

_SIGNINGS: Mapping[str, str] = {
    "on behalf of all reporting persons": "signs on behalf of all reporting persons",
    "signs under a title": "signs for it under a mere title",
}
"""Pattern of a signature that names no capacity → what it says of the controller."""

_HABITS: Mapping[str, str] = {
    "filed together": "reported together",
    "nearly always file together": "reported together in 3 filings or more, nearly always",
    "nearly always file together, at several issuers": "reported together in 3 filings or more "
    "at several issuers, nearly always",
    "equal rows": "equal rows on separate forms",
    "equal rows and positions": "equal rows and positions on separate forms",
}
"""Pattern of what two owners do alike → in words."""


def _text(sign: Sign) -> str:
    item = sign.evidence
    words = _WORDINGS.get(item.pattern, f"named as {item.pattern}")
    return f"{words} in {_place(item) or item.field}"


def _signature(sign: Sign) -> str:
    pattern = sign.evidence.pattern
    return _SIGNINGS.get(pattern, f"signs for it as {pattern.removeprefix('signs as ')}")


def _habit(sign: Sign) -> str:
    return _HABITS.get(sign.evidence.pattern, sign.evidence.pattern)


def _name(sign: Sign) -> str:
    return f"the entity bears the person's {sign.evidence.pattern}"


def _holder_text(sign: Sign) -> str:
    return f"row held \u201c{sign.evidence.quote}\u201d"


def _decision(sign: Sign) -> str:
    return f"decided by {sign.decided_by or 'a person'}: {sign.evidence.quote}"


_STATEMENTS: Mapping[EvidenceFamily, Callable[[Sign], str]] = {
    EvidenceFamily.TEXT: _text,
    EvidenceFamily.SIGNATURE: _signature,
    EvidenceFamily.CO_REPORTING: _habit,
    EvidenceFamily.NAME: _name,
    EvidenceFamily.HOLDER_TEXT: _holder_text,
    EvidenceFamily.ADDRESS: lambda _: "same street address",
    EvidenceFamily.TRADES: _habit,
    EvidenceFamily.OVERRIDE: _decision,
}
