"""Which lines an amendment says were never traded: the words, and the lines that they mean.

An amendment need not repeat a line that it leaves as it was, so silence voids nothing. Only words
do, and they void the lines they are about: those that a sentence names by shares, price or date,
else those that it can only mean.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from graph_api.domain.dates import WRITTEN_DATE, read_written_date
from graph_api.domain.filing import OwnershipFiling, ReportedTransaction

_TOLD = r"(?:reported|included|filed|listed|disclosed|entered|submitted|shown)"
_BY_MISTAKE = r"(?:in error|by mistake)"
_WRONGLY = r"(?:inadvertently|erroneously|mistakenly)"
_FALSE = re.compile(
    rf"\b(?:{_TOLD}(?: (?!which\b|that\b)\w+){{0,4}}? {_BY_MISTAKE}"
    rf"|{_TOLD} {_WRONGLY}(?! (?:\w+ed|did|not)\b)"
    rf"|{_WRONGLY} {_TOLD}"
    r"|did not (?:in fact |actually )?(?:occur|take place|happen)"
    r"|(?:never|not) (?:actually )?(?:occurred|took place|happened|executed|consummated)"
    r"|(?:is|are) hereby (?:deleted|removed|withdrawn|rescinded)"
    r"|(?:is|are|was|were|being|an?|of) duplicat(?:e|es|ed|ive|ion)"
    r"|duplicate (?:transaction|sale|purchase|entry|entries|row|line|report|filing|form)s?"
    rf"|(?:reported|filed|listed) twice|should not have been {_TOLD})\b",
    re.IGNORECASE,
)
_OMITTED = re.compile(
    r"\b(?:omitted|left off|left out|unreported|(?:not|never) (?:\w+ )?(?:been )?"
    r"(?:reported|included|disclosed|listed|reflected)|(?:did not|failed to|neglected to) "
    r"(?:\w+ )?(?:report|include|disclose|list|reflect)|additional|second|another)\b",
    re.IGNORECASE,
)
_WHOLE_FORM = re.compile(
    r"\b(?:form|filing|report)\b[^;]{0,90}?\b(?:filed|submitted)\b(?! a\b| an\b)"
    rf"(?:(?: \w+){{0,4}}? {_BY_MISTAKE}| {_WRONGLY})"
    r"|\b(?:form|filing|report)\b[^;]{0,60}? "
    rf"(?:{_WRONGLY} (?:filed|submitted)"
    r"|should not have been (?:filed|submitted)|in its entirety)"
    r"|\bduplicate (?:form|filing|report)\b"
    r"|\b(?:form|filing|report)\b[^;]{0,60}? (?:is|was|being) (?:an? )?duplicat",
    re.IGNORECASE,
)
_TRADE = (
    r"(?:transactions?|trades?|sales?|purchases?|acquisitions?|dispositions?|grants?|awards?|"
    r"exercises?|gifts?|lines?|rows?|entry|entries|shares? (?:sold|purchased|acquired))"
)
_TRADED = rf"(?:{_TRADE}|forms?(?! of )|filings?|reports?)"
_FIGURE = (
    r"(?:numbers?|amounts?|prices?|dates?|codes?|balances?|totals?(?! of)|titles?|natures?|"
    r"columns?|box(?:es)?|check ?box(?:es)?|holdings?|ownership|owners?|directors?|officers?|"
    r"foot ?notes?|remarks?|exhibits?|powers? of attorney|signatures?|address(?:es)?|names?|"
    r"percentages?|positions?|symbols?|relationships?|periods?|class|typographical|"
    r"(?:shares?|securities|stock) (?:\w+ )?(?:owned|held))"
)
_DEALT = re.compile(
    r"\b(?:he|she|it|they|persons?|owners?)\b (?:\w+ ){0,3}?"
    r"(?:purchased|bought|sold|acquired|disposed|exercised|transferred|gifted|traded)\b",
    re.IGNORECASE,
)
_OF_TRADE = re.compile(rf"\b{_TRADE}\b", re.IGNORECASE)
_NOUN = re.compile(rf"\b(?:(?P<traded>{_TRADED})|(?P<figure>{_FIGURE}))\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]\s+|\b(?:because|since|that|which|and|as)\s+", re.IGNORECASE)
_OTHERWISE_WRONG = re.compile(
    r",? (?:late|untimely|out of time|not|without|with|under|at (?:an? |the )?(?:\w+ )?prices?|"
    r"after|before|more than)\b| as\b(?! part of)",
    re.IGNORECASE,
)
"""What follows where a form or trade was filed, though late, incomplete, or as something else."""

_THAT = re.compile(r",? that\b", re.IGNORECASE)
_OBJECT_ENDS = re.compile(
    r" because\b| since\b| due to\b| which\b|[;:]|, (?:and|but)\b", re.IGNORECASE
)
_OBJECT = 120
"""Letters in which what a verb tells is named."""
_AS = re.compile(r"\bas\b(?! part of)", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:transactions|trades|sales|purchases|acquisitions|dispositions|grants|awards|lines|"
    r"rows|entries)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!No)(?<!Inc)(?<!Mr)(?<!Ms)[.;]\s+(?=[\"(]?[A-Z])")
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_PRICE = re.compile(rf"\$\s?({_NUMBER})")
_SHARES = re.compile(
    rf"(?<![$\d.,])({_NUMBER})(?= (?:\w+ ){{0,3}}?(?:shares?|securities|units|options|ads)\b)",
    re.IGNORECASE,
)
_DATE = re.compile(WRITTEN_DATE, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a sentence names lines by; an empty set names none."""

    shares: frozenset[Decimal]
    prices: frozenset[Decimal]
    days: frozenset[date]

    def __bool__(self) -> bool:
        return bool(self.shares or self.prices or self.days)

    def fit(self, row: ReportedTransaction) -> bool:
        return (
            (not self.shares or row.shares.value in self.shares)
            and (not self.prices or row.price_per_share.value in self.prices)
            and (not self.days or row.transaction_date.value in self.days)
        )


def voided(
    amendment: OwnershipFiling,
    unmatched: Sequence[ReportedTransaction],
    restated: Sequence[ReportedTransaction],
) -> tuple[ReportedTransaction, ...]:
    """Return those of ``unmatched`` that the amendment says did not happen, in their order.

    Args:
        amendment: its footnotes and remarks are read.
        unmatched: lines of the original that it does not repeat.
        restated: lines that it does, as they stood: words that name one of them are about it.

    Source:
        Specification A5; ``footnotes/footnote`` and ``remarks``.
    """
    if not unmatched:
        return ()
    void: list[ReportedTransaction] = []
    for sentence in _false_sentences(amendment):
        void += _meant(sentence, amendment, unmatched, restated)
    return tuple(row for row in unmatched if row in void)


def tells_of_omitted_lines(amendment: OwnershipFiling) -> bool:
    """Return whether notes or remarks say that a trade had been left out, or comes on top."""
    return any(
        _OMITTED.search(sentence) and _OF_TRADE.search(sentence)
        for text in _texts(amendment)
        for sentence in _sentences(text)
    )


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(" ".join(text.split()))


def _texts(amendment: OwnershipFiling) -> Iterator[str]:
    yield from (note.text for note in amendment.document.footnotes)
    yield amendment.document.remarks or ""


def _false_sentences(amendment: OwnershipFiling) -> Iterator[str]:
    for text in _texts(amendment):
        for sentence in _sentences(text):
            if any(_is_about_a_trade(sentence, match) for match in _FALSE.finditer(sentence)):
                yield sentence


def _is_about_a_trade(sentence: str, match: re.Match[str]) -> bool:
    """Return whether a trade or form is what was wrong, and not a figure of it."""
    if _OTHERWISE_WRONG.match(sentence, match.end()) or _is_figure(_NOUN.search(match[0])):
        return False
    if _is_figure(_subject(sentence[: match.start()])):
        return False
    return _may_be_a_trade(_OBJECT_ENDS.split(sentence[match.end() :][:_OBJECT])[0])


def _is_figure(noun: re.Match[str] | None) -> bool:
    return noun is not None and noun["figure"] is not None


def _subject(before: str) -> re.Match[str] | None:
    """Return what the words before a verb speak of: the first noun of its clause.

    A relative clause has none of its own; what it is about stands last before it.
    """
    *earlier, own = _CLAUSE.split(before)
    if noun := _NOUN.search(own):
        return noun
    return max(_NOUN.finditer(earlier[-1]), key=re.Match.start, default=None) if earlier else None


def _may_be_a_trade(told: str) -> bool:
    """Return whether what is told by mistake may be a trade, and told as what it is."""
    if _THAT.match(told):
        dealt = _DEALT.search(told)
        return dealt is not None and not _is_figure(_NOUN.search(told[: dealt.start()]))
    # Behind a comma stands why it is wrong, and no object.
    return told.startswith(",") or not (_is_figure(_NOUN.search(told)) or _AS.search(told))


def _meant(
    sentence: str,
    amendment: OwnershipFiling,
    unmatched: Sequence[ReportedTransaction],
    restated: Sequence[ReportedTransaction],
) -> Sequence[ReportedTransaction]:
    figures = _figures(sentence, amendment)
    if figures:
        known = _known(figures, (*unmatched, *restated))
        return [row for row in unmatched if known and known.fit(row)]
    if len(unmatched) == 1 or _SEVERAL.search(sentence) or _WHOLE_FORM.search(sentence):
        return unmatched
    return ()


def _figures(sentence: str, amendment: OwnershipFiling) -> _Figures:
    """Return the figures of a sentence, without the day on which the original was filed."""
    matches = _DATE.finditer(sentence)
    days = {day for match in matches if (day := read_written_date(match[0])) is not None}
    rest = _DATE.sub(" ", sentence)
    return _Figures(
        shares=_numbers(_SHARES, rest),
        prices=_numbers(_PRICE, rest),
        days=frozenset(days - {amendment.document.date_of_original_submission}),
    )


def _numbers(pattern: re.Pattern[str], text: str) -> frozenset[Decimal]:
    return frozenset(Decimal(match[1].replace(",", "")) for match in pattern.finditer(text))


def _known(figures: _Figures, rows: Sequence[ReportedTransaction]) -> _Figures:
    """Return the figures that stand in any of ``rows``; others are about something else."""
    return _Figures(
        shares=figures.shares & {row.shares.value for row in rows},
        prices=figures.prices & {row.price_per_share.value for row in rows},
        days=figures.days & {row.transaction_date.value for row in rows},
    )
