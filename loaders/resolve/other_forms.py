"""Words of a form about other forms: that they report the same, or carry on the report (G4)."""

import re
from collections.abc import Iterable

_ELSEWHERE = re.compile(
    r"also (?:being )?reported|separately (?:filed|reported|reporting)|"
    r"(?:fil(?:ed|es|ing)|on) (?:an? )?separate(?:ly)? (?:form|report)",
    re.IGNORECASE,
)

_PAGE = re.compile(r"\b(?:form|part|page|filing|report) (\d+) of (\d+)\b", re.IGNORECASE)
_CARRIES_ON = re.compile(
    rf"{_PAGE.pattern}|\bcontinuation of\b|\bcontinued (?:on|from)\b|"
    r"\b(?:one|first|second|third|fourth|fifth|last) of (?:two|three|four|five|six|several|"
    r"multiple) (?:separate )?(?:forms?|filings|reports|parts)\b|"
    r"\bin order to report\b[^.]*\breporting persons",
    re.IGNORECASE,
)


def carries_on(text: str) -> bool:
    """Return whether words say that a report goes on, or began, on another form."""
    return _CARRIES_ON.search(text) is not None


def pages_told(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the pages that words give a form, as ``("1", "3")`` for ``Form 1 of 3``."""
    return frozenset((m[1], m[2]) for text in texts for m in _PAGE.finditer(text))


def speaks_of_another_form(text: str) -> bool:
    """Return whether words say that another form reports the same, or carries on."""
    return _ELSEWHERE.search(text) is not None or carries_on(text)
