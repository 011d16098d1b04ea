"""Words of a form about other forms: that they report the same, or carry on the report (G4)."""

import re
from collections.abc import Iterable

_ELSEWHERE = re.compile(
    r"also (?:being )?reported|separately (?:filed|reported|reporting)|"
    r"(?:fil(?:ed|es|ing)|on) (?:an? )?separate(?:ly)? (?:form|report)|"
    r"report(?:s|ed|ing)?\b[^.]{0,60}\bon (?:his|her|its|their) own (?:form|report)",
    re.IGNORECASE,
)

_OF_ITS_OWN = re.compile(
    r"\bown (?:purchase|sale|share|securit|transaction|trade|trading|holding|account|grant)",
    re.IGNORECASE,
)
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NUMBERS = {word: n for words in (_COUNTED, _PLACES) for n, word in enumerate(words, start=1)}
_PLACE = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
_COUNT = rf"\d{{1,2}}|{'|'.join(_COUNTED)}"
_PART = r"(?:form|part|page|filing|report)"
_PAGE = re.compile(
    rf"\b{_PART}(?: [345](?:/A)?)?[\s,:(#\u2013-]*(?:no\.? ?)?\b({_PLACE}) of ({_COUNT})\b|"
    rf"\b(?!one\b)({_PLACE}) of ({_COUNT}) (?:separate |related )?{_PART}s?\b",
    re.IGNORECASE,
)
_CARRIES_ON = re.compile(
    rf"{_PAGE.pattern}|\bcontinuation of\b|\bcontinued (?:on|from)\b|"
    r"\b(?:one|last) of (?:two|three|four|five|six|several|multiple) (?:separate )?"
    r"(?:forms?|filings|reports|parts)\b|"
    r"\bin order to report\b[^.]*\breporting persons",
    re.IGNORECASE,
)
_DISCLAIMED = re.compile(r"\bdisclaim|\badmission\b|^\W*$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")


def carries_on(text: str) -> bool:
    """Return whether words say that a report goes on, or began, on another form."""
    return _CARRIES_ON.search(text) is not None


def pages_told(texts: Iterable[str]) -> frozenset[tuple[int, int]]:
    """Return the pages that words give a form: ``(1, 3)`` for ``Form 1 of 3``."""
    return frozenset(map(_page, (m for text in texts for m in _PAGE.finditer(text))))


def _page(told: re.Match[str]) -> tuple[int, int]:
    page, last = filter(None, told.groups())
    return _number(page), _number(last)


def _number(told: str) -> int:
    return int(told) if told.isdecimal() else _NUMBERS[told.lower()]


def speaks_of_another_form(text: str) -> bool:
    """Return whether words say that another form reports the same, or carries on.

    Not words about what others have traded for themselves.
    """
    same = _ELSEWHERE.search(text) is not None and not _OF_ITS_OWN.search(text)
    return same or carries_on(text)


def tells_more_than_disclaimer(text: str) -> bool:
    """Return whether a note has a sentence besides those that disclaim ownership or admit none."""
    return any(not _DISCLAIMED.search(sentence) for sentence in _SENTENCE.split(text))
