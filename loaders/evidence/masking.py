"""A text in which every name is one character, so that sentences can be read by their form.

Each character remembers which stretch of the original it stands for.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.evidence.actors import NOBODY, Mention, Party
from loaders.evidence.reading import Span

_FIRST = 0xE000
_LAST = 0xF8FF
P = f"[{chr(_FIRST)}-{chr(_LAST)}]"
"""Pattern of one mention."""

_QUOTES = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text: ``spans`` by character, ``parties`` by character above the first mention."""

    text: str
    spans: tuple[Span, ...]
    parties: tuple[Party, ...]

    def party(self, mention: str) -> Party:
        """Return whom the character means."""
        return self.parties[ord(mention) - _FIRST]

    def __getitem__(self, part: slice) -> "Masked":
        return Masked(self.text[part], self.spans[part], self.parties)

    def source(self, start: int, end: int) -> Span:
        """Return the stretch of the original from character ``start`` up to ``end``."""
        spans = self.spans[start:end]
        return min(low for low, _ in spans), max(high for _, high in spans)

    def replace(self, start: int, end: int, by: str = "") -> "Masked":
        """Return the text with other characters in place of a stretch; they stand for it."""
        around = self.spans[start:end] or ((0, 0),)
        stretch = (around[0][0], around[-1][1])
        return Masked(
            self.text[:start] + by + self.text[end:],
            self.spans[:start] + (stretch,) * len(by) + self.spans[end:],
            self.parties,
        )

    def sub(self, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str]) -> "Masked":
        """Return the text with every match replaced, last first."""
        masked = self
        for match in reversed(list(pattern.finditer(self.text))):
            new = by if isinstance(by, str) else by(match)
            masked = masked.replace(match.start(), match.end(), new)
        return masked


NOBODY_MARK = chr(_FIRST)
"""A mention of somebody who is not among the actors."""


def mask(text: str, mentions: tuple[Mention, ...]) -> Masked:
    """Return ``text`` with each mention as one character and white space as single blanks.

    A stop that ends both a name (``Ltd.``) and a sentence is left standing.
    """
    parties: dict[Party, str] = {NOBODY: NOBODY_MARK}
    characters: list[str] = []
    spans: list[Span] = []
    position = 0
    for (start, end), who in mentions:
        _copy(text, (position, start), characters, spans)
        mark = parties.setdefault(who, chr(_FIRST + len(parties)))
        position = end - 1 if _ends_sentence(text, end, mentions) else end
        characters.append(mark)
        spans.append((start, position))
    _copy(text, (position, len(text)), characters, spans)
    masked = Masked("".join(characters), tuple(spans), tuple(parties))
    return masked.sub(_BLANKS, " ").sub(_STOP_INSIDE, lambda match: match[1])


_BLANKS = re.compile(r"\s{2,}")
_STOP_INSIDE = re.compile(rf"({P})\.(?=,| [a-z(])")
_GOES_ON = re.compile(r"\s+(?=\S)")


def _ends_sentence(text: str, end: int, mentions: tuple[Mention, ...]) -> bool:
    gap = _GOES_ON.match(text, end)
    if gap is None or text[end - 1] != ".":
        return False
    follows_mention = any(start == gap.end() for (start, _), _ in mentions)
    return follows_mention or text[gap.end()].isupper()


def _copy(text: str, span: Span, characters: list[str], spans: list[Span]) -> None:
    for offset in range(*span):
        character = text[offset].translate(_QUOTES)
        characters.append(" " if character.isspace() else character)
        spans.append((offset, offset + 1))


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
