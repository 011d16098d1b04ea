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
_BY_MISTAKE = r"(?:in error|by mistake|inadvertently|erroneously|mistakenly)"
_FALSE = re.compile(
    rf"\b(?:{_TOLD}(?: \w+){{0,4}}? {_BY_MISTAKE}"
    rf"|(?:inadvertently|erroneously|mistakenly) {_TOLD}"
    r"|did not (?:in fact |actually )?(?:occur|take place|happen)"
    r"|never (?:actually )?(?:occurred|took place|happened)"
    r"|(?:is|are|was|were|being|an?|of) duplicat(?:e|es|ed|ive|ion)"
    r"|duplicate (?:transaction|sale|purchase|entry|entries|row|line|report|filing|form)s?"
    rf"|(?:reported|filed|listed) twice|should not have been {_TOLD})\b",
    re.IGNORECASE,
)
_OMITTED = re.compile(
    r"\b(?:omitted|left off|left out|unreported|(?:not|never) (?:\w+ )?(?:been )?"
    r"(?:reported|included|disclosed|listed|reflected)|(?:did not|failed to|neglected to) "
    r"(?:\w+ )?(?:report|include|disclose|list|reflect)|additional (?:\w+ )?"
    r"(?:transactions?|trades?|sales?|purchases?|acquisitions?|dispositions?|grants?|awards?))\b",
    re.IGNORECASE,
)
_WHOLE_FORM = re.compile(
    r"\b(?:form|filing|report)\b[^;]{0,90}?\b(?:filed|submitted)\b(?! a\b| an\b)"
    rf"(?: \w+){{0,4}}? {_BY_MISTAKE}"
    r"|\b(?:form|filing|report)\b[^;]{0,60}? "
    rf"(?:(?:inadvertently|erroneously|mistakenly) (?:filed|submitted)"
    r"|should not have been (?:filed|submitted)|in its entirety)"
    r"|\bduplicate (?:form|filing|report)\b"
    r"|\b(?:form|filing|report)\b[^;]{0,60}? (?:is|was|being) (?:an? )?duplicat",
    re.IGNORECASE,
)
_TRADED = (
    r"(?:transactions?|trades?|sales?|purchases?|acquisitions?|dispositions?|grants?|awards?|"
    r"exercises?|gifts?|lines?|rows?|entry|entries|shares? (?:sold|purchased|acquired)|"
    r"forms?(?! of )|filings?|reports?)"
)
_FIGURE = (
    r"(?:numbers?|amounts?|prices?|dates?|codes?|balances?|totals?|titles?|natures?|columns?|box|"
    r"holdings?|ownership|footnotes?|names?|percentages?|positions?|symbols?|relationships?|"
    r"(?:shares?|securities) (?:beneficially )?(?:owned|held))"
)
_FIRST_NOUN = re.compile(rf"\b(?:(?P<traded>{_TRADED})|(?P<figure>{_FIGURE}))\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]\s+|\b(?:because|since|that|which|and|as)\s+", re.IGNORECASE)
_RESTATED = re.compile(r"\W*(?:as|under|with|at (?:an? |the )?(?:\w+ )?prices?)\b(?! part of)")
_OBJECT = re.compile(
    r"\W*(?:the|an?|his|her|its|their|certain|incorrect|wrong)\b.{0,60}", re.IGNORECASE
)
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
    return any(_OMITTED.search(text) for text in _texts(amendment))


def _texts(amendment: OwnershipFiling) -> Iterator[str]:
    yield from (note.text for note in amendment.document.footnotes)
    yield amendment.document.remarks or ""


def _false_sentences(amendment: OwnershipFiling) -> Iterator[str]:
    for text in _texts(amendment):
        for sentence in _SENTENCE_END.split(" ".join(text.split())):
            if any(_is_about_a_trade(sentence, match) for match in _FALSE.finditer(sentence)):
                yield sentence


def _is_about_a_trade(sentence: str, match: re.Match[str]) -> bool:
    """Return whether a trade or form is what was wrong, and not a figure of it."""
    if _RESTATED.match(sentence, match.end()):
        return False
    before = _FIRST_NOUN.search(_CLAUSE.split(sentence[: match.start()])[-1])
    if before is not None and before["figure"]:
        return False
    told = _OBJECT.match(sentence, match.end())
    after = _FIRST_NOUN.search(told[0]) if told else None
    return after is None or after["figure"] is None


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
