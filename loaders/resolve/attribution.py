"""Whom a row names as the holder of its position: in the nature of ownership, or in its notes.

The name decides, never the number of a note: pointers to notes are sometimes swapped, so what
the row itself says comes first. A text that names several holders names none.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnershipDocument, Reported, ReportedRow
from graph_api.domain.kinds import classify
from graph_api.domain.names import entity_spans, mentions, parse_person_name
from loaders.evidence.actors import Actor, Mention, cast_of
from loaders.evidence.nature import Nature, Relation, parse_nature
from loaders.evidence.reading import OneText, notes_of
from loaders.evidence.terms import mentions_with_terms

_FIELDS = (
    "security_title",
    "shares",
    "shares_owned_following",
    "value_owned_following",
    "ownership_form",
    "nature_of_ownership",
)
_CONTAINERS = ("ownershipNature", "postTransactionAmounts", "transactionAmounts")
"""Where a note that tells of the position stands: ownership, security and shares."""

_MOVED = r"(?:held|owned|purchased|acquired|bought|sold|registered)"
_HELD_BY = re.compile(
    rf"(?<!beneficially )\b{_MOVED}(?P<how>(?: (?:of record|directly|indirectly|beneficially|"
    r"solely|individually|and|or|owned|held))*),? (?:by|through|in the names? of|"
    r"for the account of)(?: and through)?:? ",
    re.IGNORECASE,
)
_BY = re.compile(r"By ")
"""A note that begins as a nature of ownership does."""

_HOLDS = re.compile(
    r"(?: \([^()]*\))?,? (?:(?:directly|solely|also|currently) )*(?:(?:owns|holds|purchased|"
    r"acquired|sold)|is the (?:record|direct|registered|sole)\b[^.;]{0,20}(?:holder|owner) of)\b"
    r"(?=[^.;%]{0,60}\b(?:shares|securities|stock|warrants|options|notes)\b)",
    re.IGNORECASE,
)
_OF_RECORD = re.compile(r"directly|of record|direct |record |registered", re.IGNORECASE)
_MAY_HOLD = re.compile(r"\b(?:owns|holds|holder|owner|purchased|acquired|sold)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:(?:the|each of|both|such|said) )?", re.IGNORECASE)
_NEXT_IN_LIST = re.compile(r"(?: ?\([^()]*\))?(?:,? (?:and|&)(?: by)? |, )(?:the )?", re.IGNORECASE)
_OTHER_THAN_NAMED = re.compile(
    r"['\u2019]s? |(?: ?\([^()]*\))?,? (?:in (?:his|her|its) capacity )?as (?:an? |the )?"
    r"(?:co-?|sole )?(?:trustees?|custodian|nominee|executor|agent)\b"
    r"| and (?:his|her|its|their|certain|other|one|two|an?) ",
    re.IGNORECASE,
)
_PERSONAL_LEAD = re.compile(
    r"(?:(?:shares?|securities|directly|beneficially|held|owned|by|through|for|of record) )+",
    re.IGNORECASE,
)
_PERSONAL_TAIL = re.compile(
    r"[\s,.]*(?:individually|directly|personally|of record)?[\s.]*(?:\(\d+\)\s*)*", re.IGNORECASE
)


@lru_cache(maxsize=65_536)
def nature_of(text: str | None) -> Nature:
    """Return what a nature of ownership says; remembered, for rows repeat each other."""
    return parse_nature(text or "")


class HolderTexts:
    """What the rows of one document say of their holders."""

    def __init__(self, document: OwnershipDocument) -> None:
        self._document = document
        self._told: dict[frozenset[str], frozenset[Actor]] = {}

    def named(self, row: ReportedRow) -> Actor | None:
        """Return the one holder whom ``row`` names; None where it names nobody, or several.

        A reporting owner has its CIK; an entity or person that does not file here has none.

        Source:
            ``natureOfOwnership``; footnotes of ownership, security title and shares of the row.
        """
        text = row.nature_of_ownership.value
        owners = self._in_nature(text) if text else frozenset()
        nature = nature_of(text)
        if not owners and nature.holder_name is not None:
            return Actor(
                key=f"?{nature.holder_name}",
                cik=None,
                kind=OwnerKind.UNKNOWN,
                name=nature.holder_name,
            )
        if not owners and nature.relation not in _OWN_WORDS:
            owners = self._in_notes(row)
        return next(iter(owners)) if len(owners) == 1 else None

    @cached_property
    def _notes(self) -> OneText:
        return notes_of(self._document)

    @cached_property
    def _owners(self) -> tuple[Actor, ...]:
        return cast_of(self._document.owners).owners

    def _in_nature(self, text: str) -> frozenset[Actor]:
        holder = nature_of(text).holder_name
        return frozenset(
            actor
            for actor in self._owners
            if (is_person(actor.name) and is_of_person(text, actor.name))
            or (holder is not None and is_entity(holder, actor.name))
        )

    def _in_notes(self, row: ReportedRow) -> frozenset[Actor]:
        """Return who holds by the notes of a row: directly or of record, if they say that."""
        ids = _note_ids(row)
        if ids not in self._told:
            told = sorted(self._holders_in(ids), key=lambda holder: (holder[1].key, holder[1].name))
            of_record = [actor for direct, actor in told if direct]
            named = of_record or [actor for _, actor in told]
            self._told[ids] = frozenset({actor.key: actor for actor in reversed(named)}.values())
        return self._told[ids]

    def _holders_in(self, ids: frozenset[str]) -> Iterator[tuple[bool, Actor]]:
        start = 0
        for field in self._notes.fields:
            end = start + len(field.text)
            if field.footnote_id in ids:
                yield from self._holders_between(start, end)
            start = end + 1

    def _holders_between(self, start: int, end: int) -> Iterator[tuple[bool, Actor]]:
        """Yield whom a note says to hold, and whether it says directly or of record."""
        text = self._notes.text
        if by := _BY.match(text, start, end):
            yield from ((False, actor) for actor in self._listed(by.end()))
        for match in _HELD_BY.finditer(text, start, end):
            direct = _OF_RECORD.search(match["how"]) is not None
            for actor in self._listed(match.end()):
                yield direct, actor
        if not _MAY_HOLD.search(text, start, end):
            return
        for (first, last), who in self._mentions:
            holds = _HOLDS.match(text, last) if start <= first < end else None
            if holds:
                direct = _OF_RECORD.search(holds[0]) is not None
                yield from ((direct, actor) for actor in who)

    def _listed(self, at: int) -> Iterator[Actor]:
        """Yield the parties that a list beginning at ``at`` names; kin and trustees are others."""
        text = self._notes.text
        while (found := self._starting(at)) is not None:
            (_, last), who = found
            if _OTHER_THAN_NAMED.match(text, last):
                return
            yield from who
            following = _NEXT_IN_LIST.match(text, last)
            if following is None:
                return
            at = following.end()

    def _starting(self, at: int) -> Mention | None:
        article = _ARTICLE.match(self._notes.text, at)
        latest = article.end() if article else at
        return next((m for m in self._mentions if at <= m[0][0] <= latest), None)

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        return mentions_with_terms(self._notes.text, cast_of(self._document.owners))


_OWN_WORDS = (Relation.SELF_ACCOUNT, Relation.SPOUSE, Relation.CHILD)
"""Relations that say whose position it is without a name."""


def is_person(name: str) -> bool:
    """Return whether an owner of this name is a natural person."""
    return classify(name).kind is OwnerKind.PERSON


def is_entity(text: str, name: str) -> bool:
    """Return whether ``text`` names the entity of this conformed name."""
    return not is_person(name) and any(
        _NUMBERED.match(text, end) is None for _, end in entity_spans(text, name)
    )


_NUMBERED = re.compile(r",?[ -]+(?:Series |No\. ?)?(?:[IVXLC]+|\d+|[A-Z])\b(?!\.)")
"""What follows the name of a fund in that of its sister: ``Larch Fund LP II``."""


@lru_cache(maxsize=65_536)
def is_of_person(nature: str, name: str) -> bool:
    """Return whether a nature of ownership names the person and says no more: ``By Mr. Doe``."""
    phrase = " ".join(nature.split())
    lead = _PERSONAL_LEAD.match(phrase)
    phrase = phrase[lead.end() :] if lead else phrase
    spans = mentions(phrase, parse_person_name(name))
    return bool(spans) and spans[0][0] == 0 and bool(_PERSONAL_TAIL.fullmatch(phrase, spans[0][1]))


def _note_ids(row: ReportedRow) -> frozenset[str]:
    leaves = (getattr(row, name, None) for name in _FIELDS)
    ids = {note for leaf in leaves if isinstance(leaf, Reported) for note in leaf.footnotes}
    return frozenset(
        ids.union(*(notes for name, notes in row.footnotes_elsewhere if name in _CONTAINERS))
    )
