"""What is wrong with a file of decisions, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that keeps a file from being taken.

    Attributes:
        origin: the file, named as it was given.
        line, column: from 1; the column is None where a whole entry is meant.
        key: the offending key of the entry, such as ``scope.from``; None where none is meant.
        message: what is wrong, and what would be accepted.
    """

    origin: str
    line: int
    column: int | None = None
    key: str | None = None
    message: str

    def __str__(self) -> str:
        column = "" if self.column is None else f":{self.column}"
        key = "" if self.key is None else f"{self.key}: "
        return f"{self.origin}:{self.line}{column}: {key}{self.message}"


def not_one_of(word: str, accepted: Iterable[str]) -> str:
    """Return what to say of a word that is none of those accepted, with the likeliest one."""
    words = tuple(accepted)
    close = get_close_matches(word.casefold(), words, n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"{word!r} is not known; {hint}accepted: {', '.join(words)}"
