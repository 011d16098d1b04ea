"""Whether an entity bears the name of a person: in full, by surname and initial, by surname."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from graph_api.domain.codes import OwnerKind
from graph_api.domain.given_names import GIVEN_NAMES, same_given_name
from graph_api.domain.kinds import classify
from graph_api.domain.names import (
    SUFFIXES,
    parse_person_name,
    surnames,
    without_disambiguator,
)
from graph_api.domain.words import plain_letters, words_of
from loaders.evidence.surnames import is_ordinary

_MOST_WORDS_OF_A_SURNAME = 4
_SHORTEST = 3
"""A surname of two letters alone is as likely an abbreviation."""


class Likeness(IntEnum):
    """How much of a person's name stands in the entity's."""

    SURNAME = 1
    INITIAL = 2
    FULL = 3


@dataclass(frozen=True, slots=True)
class Bearer:
    """How one person's name stands in an entity's name.

    Attributes:
        surname: as one word in capitals.
        words: the given names and the surname that stand there; others who bear the same are as
            likely meant.
        lacks_suffix: the person is a junior, or of a later generation, and the entity's name does
            not say so: it may be the father's.
    """

    likeness: Likeness
    surname: str
    words: tuple[str, ...]
    lacks_suffix: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a person's name; words in capitals."""

    letters: str
    given: tuple[str, ...]
    suffix: str | None
    nicknames: tuple[str, ...]


@lru_cache(maxsize=65_536)
def surname_keys(person: str) -> frozenset[str]:
    """Return the surname of a conformed personal name as one word; several where it is doubtful."""
    return frozenset(reading.letters for reading in _readings(person))


@lru_cache(maxsize=65_536)
def keys_in(entity: str) -> frozenset[str]:
    """Return what may be a surname in an entity's name: its words, and neighbours as one word."""
    words = _words(entity)
    return frozenset(
        "".join(words[first : first + length])
        for first in range(len(words))
        for length in range(1, _MOST_WORDS_OF_A_SURNAME + 1)
    )


def bearer(entity: str, person: str) -> Bearer | None:
    """Return how the name of the one contains that of the other; None where it does not.

    Given names beside the surname must be the person's: ``Mary Roe Trust`` says nothing of John
    Roe. A surname that is an ordinary word says nothing without given names, and in the name of a
    firm not even with one that is such a word too (``Grace Hill Capital``).

    Args:
        entity: its name as EDGAR conforms it; that of an estate is the deceased's.
        person: likewise.
    """
    kind = classify(entity).kind
    if kind is OwnerKind.ESTATE:
        return None
    words = _words(entity)
    found = [
        one
        for reading in _readings(person)
        for at in _places(words, reading.letters)
        if (one := _Place(words, at, reading, kind is OwnerKind.TRUST).bearer())
    ]
    return max(found, key=lambda one: (one.likeness, one.words), default=None)


def is_for_others(entity: str) -> bool:
    """Return whether names inside the entity's name are of grantors, testators or beneficiaries.

    So they are in irrevocable trusts, and after FBO: who controls those is told elsewhere.
    """
    words = " ".join(_words(entity))
    is_trust = classify(entity).kind is OwnerKind.TRUST
    return bool(_BENEFICIARY.search(words) or (is_trust and _IRREVOCABLE.search(words)))


_BENEFICIARY = re.compile(r"\b(?:FBO|BENEFIT|BENEFICIAR(?:Y|IES)|UTMA|UGMA|CUST|CUSTODIAN)\b")
_IRREVOCABLE = re.compile(
    r"\b(?:IRR(?:EV|EVOCABLE)?|(?:GRAND)?CHILD(?:S|RENS?)?|DESCENDANTS?|ISSUE|DYNASTY|HERITAGE|"
    r"LEGACY|GSTS?|EXEMPT|MINORS?|MARITAL|SPOUSAL|SLAT|LIFETIME|BYPASS|RESIDUARY|RESIDUAL|"
    r"REMAINDER|TESTAMENTARY|SHELTER|QTIP|CHARITABLE|CRUT|CRAT|CLAT|CLUT|UNITRUST|UW|UNDER WILL|"
    r"MEMORIAL|DECEDENTS?|SURVIVORS?|GIFT|INSURANCE|ILIT|EDUCATION(?:AL)?)\b"
)


@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[str, ...]:
    """Return the words in capitals; ``F/B/O`` and ``U/A/D`` are one each."""
    written = without_disambiguator(name)
    return words_of(re.sub(r"(?<=\b\w)\s?/\s?(?=\w\b)", "", written)).word


@lru_cache(maxsize=65_536)
def _readings(person: str) -> tuple[_Reading, ...]:
    name = parse_person_name(person)
    return tuple(
        _Reading(
            letters=plain_letters(surname).replace(" ", ""),
            given=_given(" ".join((name.surname, *name.given)).split(), surname.split()),
            suffix=name.suffix,
            nicknames=name.nicknames,
        )
        for surname in sorted(surnames(name))
        if len(surname) > 1
    )


def _given(words: list[str], surname: list[str]) -> tuple[str, ...]:
    """Return the words of a personal name without those of its surname."""
    if words[: len(surname)] == surname:
        return tuple(words[len(surname) :])
    return tuple(words[: -len(surname)])


def _places(words: tuple[str, ...], letters: str) -> Iterator[tuple[int, int]]:
    for first in range(len(words)):
        for behind in range(first + 1, min(first + _MOST_WORDS_OF_A_SURNAME, len(words)) + 1):
            if "".join(words[first:behind]) == letters:
                yield first, behind


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a surname stands among the words of an entity's name."""

    words: tuple[str, ...]
    at: tuple[int, int]
    reading: _Reading
    is_trust: bool

    def bearer(self) -> Bearer | None:
        """Return what surname and given names there say; None where they are another's."""
        surname = self.reading.letters
        before = [run[::-1] for run in _runs(self.words[: self.at[0]][::-1])]
        behind = [] if before else _runs(self.words[self.at[1] :])
        # Firms write names in the natural order; "Roe John Trust" is EDGAR's order for a trust.
        given = before or (behind if self._is_personal else [])
        agreed = [(one, run) for run in given if (one := _agreement(run, self.reading))]
        likeness, called = max(agreed, default=(Likeness.SURNAME, ()))
        if self._suffix not in {None, self.reading.suffix or "SR"}:
            return None
        if likeness is not Likeness.FULL and (is_ordinary(surname) or len(surname) < _SHORTEST):
            return None
        if likeness is Likeness.FULL and self._is_phrase(called):
            return None
        if likeness is Likeness.SURNAME and self._names_another([*before, *behind]):
            return None
        lacks_suffix = self._suffix is None and self.reading.suffix not in {None, "SR"}
        return Bearer(likeness, surname, (*called, surname), lacks_suffix)

    @property
    def _suffix(self) -> str | None:
        word = self.words[self.at[1]] if self.at[1] < len(self.words) else None
        return word if word in SUFFIXES else None

    @property
    def _is_personal(self) -> bool:
        return self.is_trust or "FAMILY" in self.words

    def _is_phrase(self, given: tuple[str, ...]) -> bool:
        """Return whether a firm's name of ordinary words reads like a personal one."""
        words = (self.reading.letters, *given)
        return not self.is_trust and all(map(is_ordinary, words))

    def _names_another(self, runs: list[tuple[str, ...]]) -> bool:
        """Return whether other given names stand there, or the surname is one here itself."""
        others = {word for run in runs for word in run}
        if self._is_personal or self.reading.letters in GIVEN_NAMES:
            beside = self.words[self.at[1] : self.at[1] + 1]
            return bool(others) or beside in {("&",), ("AND",)}
        return any(len(word) == 1 or word in GIVEN_NAMES for word in others)


def _runs(words: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the name words that come first, and those behind an ``&``: ``John & Mary [Roe]``."""
    runs: list[list[str]] = [[]]
    for word in words:
        if word in {"&", "AND"} and runs[-1] and len(runs) == 1:
            runs.append([])
        elif _is_boundary(word):
            break
        elif word not in SUFFIXES:
            runs[-1].append(word)
    return [tuple(run) for run in runs if run]


_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
        AND ANNUITY BROS BROTHERS BY CHARITABLE CHILDREN CHILDRENS COMMUNITY DATED DAUGHTERS
        DESCENDANTS DR DYNASTY ET EXEMPT FAMILY FOR GIFT GRANTOR HERITAGE IN IRA IRREV JOINT
        LEGACY LIVING LTD MARITAL MR MRS MS NEW OF OR PERSONAL PRIVATE PROPERTY RETAINED REV
        ROAD ROTH SEPARATE SISTERS SON SONS STREET SURVIVORS THE TO TR TRUSTEE TRUSTEES TTEE
        TTEES UA UAD UDT UNDER UTA UTD UW
        """,
    )
)


def _is_boundary(word: str) -> bool:
    is_of_entities = classify(word).kind is not OwnerKind.UNKNOWN
    return not word.isalpha() or word in _NO_NAMES or is_of_entities


def _agreement(run: tuple[str, ...], reading: _Reading) -> Likeness | None:
    """Return how far given names beside the surname are the person's; None where they are not."""
    own = reading.given
    leading = next((place for place, word in enumerate(own) if len(word) > 1), len(own))
    written = run
    while len(written) > 1 and written[0] in own[:leading] and leading < len(own):
        written = written[1:]
    called = own[leading] if leading < len(own) else None
    first, rest = written[0], written[1:]
    if not _may_be(rest, own[leading + 1 :] if called else own[1:]):
        return None
    if called and len(first) > 1:
        is_first = same_given_name(first, called) or first in reading.nicknames
        return Likeness.FULL if is_first else None
    is_initial = len(first) == 1 or called is None
    initials = {word[0] for word in own[: leading + 1]}
    return Likeness.INITIAL if is_initial and first[0] in initials else None


def _may_be(written: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Return whether middle names do not contradict the person's own; none are known of some."""
    if not own:
        return len(written) <= 1
    return all(
        any(word == mine or (1 in {len(word), len(mine)} and word[0] == mine[0]) for mine in own)
        for word in written
    )
