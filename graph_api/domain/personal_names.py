"""Names of natural persons, and where a text names the same person.

EDGAR writes people ``LAST FIRST MIDDLE SUFFIX``. Some filers type the natural order instead,
which the form of a name cannot tell; ``mentions`` therefore also accepts the order as filed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from graph_api.domain.conformed import without_disambiguator
from graph_api.domain.given_names import GIVEN_NAMES, same_given_name
from graph_api.domain.words import (
    NAME_END,
    NO_NAMES,
    Span,
    Words,
    is_free,
    plain_letters,
    without_apostrophes,
    words_of,
)

SUFFIXES = frozenset({"JR", "SR", "II", "III", "IV"})
_TITLES = frozenset({"MD", "PHD", "ESQ", "CPA", "CFA", "DDS", "DVM", "DR", "MR", "MRS", "MS"})
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "VAN VON DER DEN DE DEL DELLA DI DA DAS DOS DU LA LE LOS O MAC MC ST TE TEN TER AL EL",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A personal name in capitals, for comparison.

    Attributes:
        surname: words apart by one blank, empty for an empty name.
        given: in order; an initial is one letter; empty where only a surname is known.
        suffix: JR, SR, II, III or IV; None when not stated.
        nicknames: first names that the filed name adds in parentheses or quotation marks.
    """

    surname: str
    given: tuple[str, ...]
    suffix: str | None
    nicknames: tuple[str, ...] = field(default=(), compare=False)


_ASIDE = re.compile(r"\(([^)]*)\)|\"([^\"]*)\"")


@lru_cache(maxsize=65_536)
def parse_person_name(conformed: str) -> PersonName:
    """Return surname, given names and suffix of a name in EDGAR's order.

    ``LAST SUFFIX FIRST``, a comma after the surname and surnames of several words with a particle
    (VAN DER, DE LA) are understood; titles and disambiguators are dropped, nicknames in
    parentheses told apart, apostrophes deleted, and parts joined by a hyphen stay one name.
    """
    written = without_apostrophes(without_disambiguator(conformed))
    asides = (word for aside in _ASIDE.findall(written) for word in _name_words("".join(aside)))
    text = re.sub(r"\b(PH|M)[. ]+D\b", r"\1D", _ASIDE.sub(" ", written))
    before, _, after = (_name_words(part) for part in text.partition(","))
    suffix = next((word for word in (*before[1:], *after) if word in SUFFIXES), None)
    given = _without_titles(after)
    words = (*_without_titles(before), *given)
    length = len(words) - len(given) if given else _surname_length(words)
    return PersonName(
        surname=" ".join(words[:length]),
        given=words[length:],
        suffix=suffix,
        nicknames=tuple(word for word in asides if len(word) > 1),
    )


def surnames(name: PersonName) -> frozenset[str]:
    """Return what may be the surname: as filed, and as read where the order is doubtful.

    A name typed in the natural order (``Sergey Brin``) has its surname last, and EDGAR's order
    does not part a surname of two words (``GARCIA LOPEZ MARIA``) from what follows.
    """
    return frozenset(reading.surname for reading in _readings(name))


def mentions(text: str, name: PersonName) -> tuple[Span, ...]:
    """Return where ``text`` names the person, ascending and disjoint.

    Read as the person: the first given name, its short form or its initial, then middle names or
    initials that do not contradict, and the surname; the full name in the order as filed; an
    honorific and the surname (``Mr. Fischer``). A surname alone never, nor another suffix than
    the person's own (SR may stand for none).
    """
    words = words_of(text)
    natural = [span for reading in _readings(name) for span in _in_natural_order(words, reading)]
    taken = _disjoint(natural)
    return _disjoint([*taken, *(span for span in _as_filed(words, name) if is_free(span, taken))])


def _disjoint(spans: list[Span]) -> tuple[Span, ...]:
    """Return spans in order; of two that overlap the first, of two beginnings the longer."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or kept[-1][1] <= span[0]:
            kept.append(span)
    return tuple(kept)


def _name_words(text: str) -> tuple[str, ...]:
    words = (word.strip("-").replace("-", " ") for word in re.split(r"[^\w-]+", text))
    return tuple(word for word in words if word)


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _TITLES | SUFFIXES)


def _surname_length(words: tuple[str, ...]) -> int:
    particles = len(tuple(takewhile(_PARTICLES.__contains__, words)))
    has_given_name = any(len(word) > 1 for word in words[particles + 1 :])
    return particles + 1 if has_given_name else 1


def _readings(name: PersonName) -> Iterator[PersonName]:
    yield name
    if not name.given or " " in name.surname:
        return
    first, last = name.given[0], name.given[-1]
    if name.surname in GIVEN_NAMES and len(last) > 1 and last not in GIVEN_NAMES:
        yield _reading(name, last, (name.surname, *name.given[:-1]))
    elif len(first) > 1 and first not in GIVEN_NAMES and last in GIVEN_NAMES:
        yield _reading(name, f"{name.surname} {first}", name.given[1:])


def _reading(name: PersonName, surname: str, given: tuple[str, ...]) -> PersonName:
    return PersonName(surname=surname, given=given, suffix=name.suffix, nicknames=name.nicknames)


_GAP = re.compile(r"\.\s*|\s+|-")
_OPENING = re.compile(r"\.?\s+(?:\([\"'\u201c\u2018]?|[\"'\u201c\u2018])")
_CLOSING = re.compile(r"(?:[\"'\u201d\u2019]?\)|[\"'\u201d\u2019])\s+")
_HONORIFICS = frozenset({"MR", "MRS", "MS", "MISS", "DR", "PROF"})
_BEHIND_HONORIFIC = re.compile(r"\.?\s+")
_BEFORE_SUFFIX = re.compile(r",?\s+")
_LONGER_PERSONAL_NAME = re.compile(r"\s+(?:[A-Z]\.\s*)?[A-Z][a-z]")
_MOST_GIVEN = 8


@dataclass(frozen=True, slots=True)
class _Surname:
    """A surname in the text, as positions of words; ``end`` is where its suffix ends."""

    first: int
    behind: int
    end: int


def _surnames_in(words: Words, name: PersonName) -> Iterator[_Surname]:
    """Yield where the text has the surname, without another suffix than the person's own."""
    letters = plain_letters(name.surname).replace(" ", "")
    for first, behind in words.runs(letters) if len(letters) > 1 else ():
        start, (last_start, end) = words.span[first][0], words.span[behind - 1]
        if re.search(r"\w['\u2019-]\Z", words.text[max(0, start - 2) : start]):
            continue
        if words.text[last_start].islower() or not NAME_END.match(words.text, end):
            continue
        suffix, end = _suffix(words, behind, end)
        if suffix in {None, name.suffix or "SR"}:
            yield _Surname(first, behind, end)


def _suffix(words: Words, behind: int, end: int) -> tuple[str | None, int]:
    """Return the suffix behind a surname and where it ends."""
    if not _BEFORE_SUFFIX.fullmatch(words.gap(behind - 1)) or words.word[behind] not in SUFFIXES:
        return None, end
    end = words.span[behind][1]
    return words.word[behind], end + (words.text[end : end + 1] == ".")


def _in_natural_order(words: Words, name: PersonName) -> Iterator[Span]:
    for surname in _surnames_in(words, name):
        first = _given_before(words, surname.first, name)
        start = surname.first if first is None else first
        is_formal = start > 0 and words.word[start - 1] in _HONORIFICS
        if is_formal and _BEHIND_HONORIFIC.fullmatch(words.gap(start - 1)):
            start -= 1
        if first is not None or (start < surname.first and not _goes_on(words, surname)):
            yield words.span[start][0], surname.end


def _goes_on(words: Words, surname: _Surname) -> bool:
    """Return whether the surname is the first name of a longer one: ``Mr. Thomas Smith``."""
    if _LONGER_PERSONAL_NAME.match(words.text, surname.end):
        return True
    in_capitals = words.text[slice(*words.span[surname.first])].isupper()
    may_be_given = in_capitals and words.word[surname.first] in GIVEN_NAMES
    follows = words.gap(surname.behind - 1).isspace()
    return may_be_given and follows and _is_name(words, surname.behind)


def _is_name(words: Words, position: int) -> bool:
    written = words.text[slice(*words.span[position])]
    return written[0].isupper() and words.word[position] not in NO_NAMES


def _given_before(words: Words, behind: int, name: PersonName) -> int | None:
    """Return where the person's given names begin that end before ``behind``; the longest."""
    written: list[str] = []
    first, position = None, behind - 1
    while position >= 0 and len(written) < _MOST_GIVEN and _is_name(words, position):
        gap = words.gap(position)
        if _CLOSING.fullmatch(gap) and _OPENING.fullmatch(words.gap(position - 1)):
            position -= 1  # a nickname between first name and surname
        elif not _GAP.fullmatch(gap):
            break
        written.insert(0, words.word[position])
        if _is_called(written, name):
            first = position
        position -= 1
    return first


def _as_filed(words: Words, name: PersonName) -> Iterator[Span]:
    for surname in _surnames_in(words, name):
        behind = surname.behind + (surname.end != words.span[surname.behind - 1][1])
        if not _BEFORE_SUFFIX.fullmatch(words.gap(behind - 1)):
            continue
        is_inverted = "," in words.gap(behind - 1)
        has_name_before = _GAP.fullmatch(words.gap(surname.first - 1)) is not None
        if is_inverted and has_name_before and _is_name(words, surname.first - 1):
            continue  # "Ann Roe, John" parts two names
        end = _given_behind(words, behind, name, is_inverted=is_inverted)
        if end is not None:
            yield words.span[surname.first][0], end


def _given_behind(words: Words, first: int, name: PersonName, *, is_inverted: bool) -> int | None:
    """Return where the person's given names end that begin at ``first``; the longest."""
    written: list[str] = []
    end = None
    for position in range(first, min(first + _MOST_GIVEN, len(words.word))):
        if not _is_name(words, position):
            break
        written.append(words.word[position])
        gap = words.gap(position)
        is_longer = is_inverted and _LONGER_PERSONAL_NAME.match(words.text, words.span[position][1])
        has_first_name = any(len(word) > 1 for word in written)
        if has_first_name and _is_called(written, name) and not is_longer:
            behind = words.span[position][1]
            end = behind if NAME_END.match(words.text, behind) else end
        if not _GAP.fullmatch(gap):
            break
    return end


def _is_called(written: Sequence[str], name: PersonName) -> bool:
    """Return whether these given names, in the natural order, are the person's."""
    own = " ".join(name.given).split()
    initials = len(tuple(takewhile(lambda word: len(word) == 1, own)))
    led = 0
    while led < min(initials, len(written)) and written[led] == own[led]:
        led += 1
    if led == len(written):
        return led > 1
    if initials == len(own):
        return False
    called, first = written[led], own[initials]
    is_full = called in name.nicknames or same_given_name(called, first)
    return (is_full or called == first[0]) and _agree(
        written[led + 1 :], own[initials + 1 :], may_add=is_full
    )


def _agree(written: Sequence[str], own: Sequence[str], *, may_add: bool) -> bool:
    """Return whether middle names or initials may be the person's own."""
    if not written or len(written) > 3:
        return not written
    if not own:
        return may_add and sum(len(word) > 1 for word in written) <= 1
    same = [
        any(word == mine or (1 in {len(word), len(mine)} and word[0] == mine[0]) for mine in own)
        for word in written
    ]
    return any(same) and all(
        agrees or len(word) == 1 for agrees, word in zip(same, written, strict=True)
    )
