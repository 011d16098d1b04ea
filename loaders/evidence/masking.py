"""A text in which every name is one character, so that sentences can be read by their form.

Each character remembers which stretch of the original it stands for.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph_api.domain.words import NO_NAMES
from loaders.evidence.actors import NOBODY, Mention, Party
from loaders.evidence.reading import Span

_FIRST_PERSON, _NOBODY, _FIRST_ENTITY, _LAST = 0xE000, 0xEFFF, 0xF000, 0xF8FF
P = f"[{chr(_FIRST_PERSON)}-{chr(_LAST)}]"
"""Pattern of one mention."""

V = f"[{chr(_NOBODY)}-{chr(_LAST)}]"
"""Pattern of one mention that may be a vehicle: of entities, or of nobody who can be told."""

_QUOTES = str.maketrans(
    {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "~": " ", "^": " ", "|": " "}
)
_BLANK = re.compile(rf"\s|{P}")


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text: ``spans`` by character, ``parties`` by mark."""

    text: str
    spans: tuple[Span, ...]
    parties: Mapping[str, Party]

    def party(self, mention: str) -> Party:
        """Return whom the character means."""
        return self.parties[mention]

    def __getitem__(self, part: slice) -> "Masked":
        return Masked(self.text[part], self.spans[part], self.parties)

    def source(self, start: int, end: int) -> Span:
        """Return the stretch of the original from character ``start`` up to ``end``."""
        spans = self.spans[start:end]
        return min(low for low, _ in spans), max(high for _, high in spans)

    def replace(self, start: int, end: int, by: str = "") -> "Masked":
        """Return the text with other characters in place of a stretch; they stand for it."""
        around = self.spans[start:end] or self.spans[max(0, start - 1) : start] or ((0, 0),)
        stretch = (around[0][0], around[-1][1])
        return Masked(
            self.text[:start] + by + self.text[end:],
            self.spans[:start] + (stretch,) * len(by) + self.spans[end:],
            self.parties,
        )

    def sub(self, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str]) -> "Masked":
        """Return the text with every match replaced; the new words stand for the old stretch."""
        words: list[str] = []
        spans: list[Span] = []
        position = 0
        for match in pattern.finditer(self.text):
            new = by if isinstance(by, str) else by(match)
            around = self.spans[match.start() : match.end()] or ((0, 0),)
            words += (self.text[position : match.start()], new)
            spans += self.spans[position : match.start()]
            spans += ((around[0][0], around[-1][1]),) * len(new)
            position = match.end()
        if not words:
            return self
        words.append(self.text[position:])
        spans += self.spans[position:]
        return Masked("".join(words), tuple(spans), self.parties)


NOBODY_MARK = chr(_NOBODY)
"""A mention of somebody who is not among the actors."""


def mask(text: str, mentions: tuple[Mention, ...]) -> Masked:
    """Return ``text`` with each mention as one character and white space as single blanks.

    A stop that ends both a name (``Ltd.``) and a sentence is left standing.
    """
    marks = _marks(who for _, who in mentions)
    characters: list[str] = []
    spans: list[Span] = []
    starts = {start for (start, _), _ in mentions}
    position = 0
    for (start, end), who in mentions:
        _copy(text, (position, start), characters, spans)
        position = end - 1 if _ends_sentence(text, end, starts) else end
        characters.append(marks[who])
        spans.append((start, position))
    _copy(text, (position, len(text)), characters, spans)
    parties = {mark: who for who, mark in marks.items() if mark != NOBODY_MARK}
    masked = Masked("".join(characters), tuple(spans), parties | {NOBODY_MARK: NOBODY})
    return masked.sub(_BLANKS, " ").sub(_STOP_INSIDE, lambda match: match[1])


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


_BLANKS = re.compile(r"\s{2,}")
_STOP_INSIDE = re.compile(
    rf"({P})\.(?=,| [a-z(]| (?:IS|ARE|WAS|WERE|HAS|HAVE|MAY|AND|OR|BY|AS|WHICH|WHO|OWNS|HOLDS)\b)"
)
_WORD = re.compile(r"\w\w+")
_GOES_ON = re.compile(r"\s+(?=\S)")


def _ends_sentence(text: str, end: int, starts: set[int]) -> bool:
    gap = _GOES_ON.match(text, end)
    if gap is None or text[end - 1] != ".":
        return False
    word = _WORD.match(text, gap.end())
    goes_on = word is not None and word.group() in NO_NAMES  # in a text in capitals
    return gap.end() in starts or (text[gap.end()].isupper() and not goes_on)


def _copy(text: str, span: Span, characters: list[str], spans: list[Span]) -> None:
    characters += _BLANK.sub(" ", text[slice(*span)]).translate(_QUOTES)
    spans += zip(range(*span), range(span[0] + 1, span[1] + 1), strict=True)


_SENTENCE_END = re.compile(rf"[.;:]\s+(?=[\"(]?(?:[A-Z]|{P}|\d))|;\s+")
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
