"""A text in which every name is one character, so that sentences can be read by their form.

Each character remembers which stretch of the original it stands for.
"""

import re
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph_api.domain.words import NO_NAMES
from loaders.evidence.actors import NOBODY, Mention, Party
from loaders.evidence.reading import Span

_FIRST_PERSON, _NOBODY, _FIRST_ENTITY, _LAST = 0xE000, 0xEFFF, 0xF000, 0xF8FF
P = f"[{chr(_FIRST_PERSON)}-{chr(_LAST)}]"
"""Pattern of one mention."""

X = f"[{chr(_FIRST_PERSON)}-{chr(_NOBODY - 1)}]"
"""Pattern of one mention of natural persons."""

V = f"[{chr(_NOBODY)}-{chr(_LAST)}]"
"""Pattern of one mention that may be a vehicle: of entities, or of nobody who can be told."""

_QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"})
_MARKS = str.maketrans("~^|", "   ")
_A_MARK = re.compile("[~^|]")
_BLANK = re.compile(rf"\s|{P}")


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text; each character stands for the original from its start to its end."""

    text: str
    starts: "array[int]"
    ends: "array[int]"
    parties: Mapping[str, Party]

    def party(self, mention: str) -> Party:
        """Return whom the character means."""
        return self.parties[mention]

    def __getitem__(self, part: slice) -> "Masked":
        return Masked(self.text[part], self.starts[part], self.ends[part], self.parties)

    def source(self, start: int, end: int) -> Span:
        """Return the stretch of the original from character ``start`` up to ``end``."""
        return min(self.starts[start:end]), max(self.ends[start:end])

    def moved(self, by: int) -> "Masked":
        """Return the same text as part of an original in which it begins at ``by``."""
        starts, ends = (array("l", [at + by for at in ats]) for ats in (self.starts, self.ends))
        return Masked(self.text, starts, ends, self.parties)

    def replace(self, start: int, end: int, by: str = "") -> "Masked":
        """Return the text with other characters in place of a stretch; they stand for it."""
        low, high = self._stretch(start, end)
        return Masked(
            self.text[:start] + by + self.text[end:],
            self.starts[:start] + _times(low, by) + self.starts[end:],
            self.ends[:start] + _times(high, by) + self.ends[end:],
            self.parties,
        )

    def sub(
        self,
        pattern: re.Pattern[str],
        by: str | Callable[[re.Match[str]], str],
        cues: Collection[str] = (),
    ) -> "Masked":
        """Return the text with every match replaced; the new words stand for the old stretch.

        Args:
            pattern: what is replaced.
            by: the new words, or what returns them for a match.
            cues: words, one of which stands in every match; a text without them is not searched.
        """
        if cues and not any(cue in self.text for cue in cues):
            return self
        words: list[str] = []
        starts, ends = array("l"), array("l")
        position = 0
        for match in pattern.finditer(self.text):
            new = by if isinstance(by, str) else by(match)
            low, high = self._stretch(match.start(), match.end())
            words += (self.text[position : match.start()], new)
            starts += self.starts[position : match.start()] + _times(low, new)
            ends += self.ends[position : match.start()] + _times(high, new)
            position = match.end()
        if not words:
            return self
        words.append(self.text[position:])
        starts += self.starts[position:]
        ends += self.ends[position:]
        return Masked("".join(words), starts, ends, self.parties)

    def _stretch(self, start: int, end: int) -> Span:
        """Return what the characters stand for; of none, what the one before does."""
        if start < end:
            return self.starts[start], self.ends[end - 1]
        return (self.starts[start - 1], self.ends[start - 1]) if start else (0, 0)


def _times(offset: int, characters: str) -> "array[int]":
    return array("l", (offset,)) * len(characters)


NOBODY_MARK = chr(_NOBODY)
"""A mention of somebody who is not among the actors."""


def mask(text: str, mentions: tuple[Mention, ...]) -> Masked:
    """Return ``text`` with each mention as one character and white space as single blanks.

    A stop that ends both a name (``Ltd.``) and a sentence is left standing.
    """
    marks = _marks(who for _, who in mentions)
    parties = {mark: who for who, mark in marks.items() if mark != NOBODY_MARK}
    copy = _Copy(text)
    begin = {start for (start, _), _ in mentions}
    position = 0
    for (start, end), who in mentions:
        copy.between(position, start)
        position = end - 1 if _ends_sentence(text, end, begin) else end
        copy.add(marks[who], start, position)
    copy.between(position, len(text))
    masked = Masked("".join(copy.words), copy.starts, copy.ends, parties | {NOBODY_MARK: NOBODY})
    blanks = masked.sub(_BLANKS, " ").sub(_NO_BLANK, ", ", cues=(",",))
    return blanks.sub(_STOP_INSIDE, lambda match: match[1])


def _marks(parties: Iterable[Party]) -> dict[Party, str]:
    """Return a mark for each party; those of a text with more than there are marks are nobody's."""
    marks = {NOBODY: NOBODY_MARK}
    free = {
        True: iter(range(_FIRST_PERSON, _NOBODY)),
        False: iter(range(_FIRST_ENTITY, _LAST + 1)),
    }
    for who in parties:
        if who not in marks:
            are_persons = all(actor.is_person for actor in who)
            marks[who] = chr(next(free[are_persons], _NOBODY))
    return marks


def marks_in(text: str) -> list[str]:
    """Return the marks of a masked text in order."""
    return _MARK.findall(text)


_MARK = re.compile(P)
_BLANKS = re.compile(r"\s{2,}")
_NO_BLANK = re.compile(rf",(?={P})")
_STOP_INSIDE = re.compile(
    rf"({P})\.(?=,| [a-z(]| (?:IS|ARE|WAS|WERE|HAS|HAVE|MAY|AND|OR|BY|AS|WHICH|WHO|OWNS|HOLDS)\b)"
)
_WORD = re.compile(r"\w\w+")
_GOES_ON = re.compile(r"\s+(?=\S)")


_NO_BEGINNINGS = NO_NAMES - {"EACH", "HE", "SHE", "THE", "THEY", "ITS"}


def _ends_sentence(text: str, end: int, starts: set[int]) -> bool:
    gap = _GOES_ON.match(text, end)
    if gap is None or text[end - 1] != ".":
        return False
    word = _WORD.match(text, gap.end())
    goes_on = word is not None and word.group() in _NO_BEGINNINGS  # in a text in capitals
    return gap.end() in starts or (text[gap.end()].isupper() and not goes_on)


class _Copy:
    """A masked copy of a text in the making."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.words: list[str] = []
        self.starts = array("l")
        self.ends = array("l")

    def add(self, words: str, start: int, end: int) -> None:
        """Add words that stand for a stretch of the text."""
        self.words.append(words)
        self.starts.extend((start,) * len(words))
        self.ends.extend((end,) * len(words))

    def between(self, low: int, high: int) -> None:
        """Add what stands between two mentions, whole sentences without a name in one word."""
        stops = [match.end() for match in _STOP.finditer(self._text, low, high)]
        if len(stops) > 1 and _QUOTE.search(self._text, stops[0], stops[-1]) is None:
            self._whole(low, stops[0])
            self.add("Then. ", stops[0], stops[0] + 1)
            low = stops[-1]
        self._whole(low, high)

    def _whole(self, low: int, high: int) -> None:
        words = self._text[low:high]
        if not (words.isascii() and words.isprintable()):
            words = _BLANK.sub(" ", words).translate(_QUOTES)
        self.words.append(words.translate(_MARKS) if _A_MARK.search(words) else words)
        self.starts += _offsets(high)[low:high]
        self.ends += _offsets(high + 1)[low + 1 : high + 1]


@lru_cache(maxsize=1)
def _many_offsets(size: int) -> "array[int]":
    return array("l", range(size))


def _offsets(behind: int) -> "array[int]":
    """Return 0, 1, 2 … at least up to ``behind``: copying is faster than counting."""
    return _many_offsets(max(1 << 16, 1 << behind.bit_length()))


_STOP = re.compile(r"(?<=[a-z]{4})[.;]\s+(?=[A-Z])")
_QUOTE = re.compile("[\"'\u2018\u201c]")
_SENTENCE_END = re.compile(
    rf"[.;:]\s+(?=[\"(]?(?:[A-Z]|{P}|\d))|;\s+|\.(?={P})|(?<={P})\.(?=[A-Z][a-z])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Messrs|Inc|Ltd|Co|Corp|No|Jr|Sr|St|vs|i\.e|e\.g|[A-Z])|\bet al)$"
)


def sentences(masked: Masked) -> Iterator[Masked]:
    """Yield the sentences in order; a semicolon ends one as a stop does."""
    start = 0
    for match in _SENTENCE_END.finditer(masked.text):
        if match.group()[0] == "." and _ABBREVIATION.search(masked.text, start, match.start()):
            continue
        yield masked[start : match.start() + 1]
        start = match.end()
    yield masked[start : len(masked.text)]
