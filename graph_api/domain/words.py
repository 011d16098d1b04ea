"""The words of a text as names are compared: in capitals, without accents, with their places."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]

_WORD = re.compile(r"\w+(?:['\u2019`](?![sS]\b)\w+)*|&")
_NO_APOSTROPHES = dict.fromkeys(map(ord, "'\u2019`"))
_JOINTS = frozenset(" \t\r\n\u00a0-'\u2019`")


@dataclass(frozen=True, slots=True)
class Words:
    """Words in order of a text.

    Attributes:
        word: each in capitals, without accents and inner apostrophes; ``&`` is one.
        span: where each stands in ``text``.
        at: word → its positions, ascending.
    """

    text: str
    word: tuple[str, ...]
    span: tuple[Span, ...]
    at: dict[str, list[int]]

    def gap(self, position: int) -> str:
        """Return what stands between a word and the next one; empty around the outer ones."""
        if not 0 <= position < len(self.word) - 1:
            return ""
        return self.text[self.span[position][1] : self.span[position + 1][0]]

    def run(self, letters: str, position: int) -> int | None:
        """Return the position behind the words that spell ``letters`` from ``position`` on.

        ``OKEEFE`` is spelled by ``O Keefe``, ``HOYAN`` by ``Ho-Yan``; None where the words there
        spell something else.
        """
        rest = letters
        while position < len(self.word) and rest.startswith(self.word[position]):
            rest = rest[len(self.word[position]) :]
            if not rest:
                return position + 1
            if not _JOINTS.issuperset(self.gap(position)):
                return None
            position += 1
        return None

    def runs(self, letters: str) -> Iterator[Span]:
        """Yield the positions (first, behind the last) of words that spell ``letters``."""
        for length in range(1, len(letters) + 1):
            for first in self.at.get(letters[:length], ()):
                behind = self.run(letters, first)
                if behind is not None:
                    yield first, behind


@lru_cache(maxsize=32)
def words_of(text: str) -> Words:
    """Return the words of ``text``; the answer for the texts asked for last is remembered."""
    spans = [match.span() for match in _WORD.finditer(text)]
    if text.isascii():
        capitals = text.upper()
        words = [capitals[start:end] for start, end in spans]
        if "'" in text or "`" in text:
            words = [word if word.isalnum() else without_apostrophes(word) for word in words]
    else:
        words = [plain_letters(text[start:end]) for start, end in spans]
    return indexed(text, words, spans)


def indexed(text: str, words: Sequence[str], spans: Sequence[Span]) -> Words:
    """Return these words of ``text`` with their index."""
    at: dict[str, list[int]] = {}
    for position, word in enumerate(words):
        if word in at:
            at[word].append(position)
        else:
            at[word] = [position]
    return Words(text, tuple(words), tuple(spans), at)


def plain_letters(text: str) -> str:
    """Return the text in capitals without accents and apostrophes."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in parts if not unicodedata.combining(letter)) or text
    return without_apostrophes(text).upper()


def without_apostrophes(text: str) -> str:
    """Return the text without apostrophes, straight or curled."""
    return text.translate(_NO_APOSTROPHES)


def is_free(span: Span, taken: Iterable[Span]) -> bool:
    """Return whether ``span`` overlaps none of the others."""
    return not any(span[0] < end and start < span[1] for start, end in taken)


NAME_END = re.compile(r"(?!\w)(?!-\w)(?!['\u2019](?![sS]\b)\w)")
"""Where a name may end: not within a word, nor before a hyphen or apostrophe that goes on."""

NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
        ACTING ACTS ALSO AN AND ARE AS AT BENEFICIALLY BY COMMON CONTROLS COULD DIRECTLY DISCLAIMS
        EACH EXERCISES FOR FROM HAD HAS HAVE HE HELD HOLDS IN INDIRECTLY INDIVIDUALLY IS ITS MAY
        NAME OF ON OR OWNED OWNS RESPECTIVELY SERVES SHARES SHE SOLD THAT THE THEY THROUGH TITLE TO
        TRUSTEE WAS WHICH WHO WILL WITH
        """,
    )
)
"""Words that never belong to a name, for texts in capitals."""
