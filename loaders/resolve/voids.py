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

from graph_api.domain.codes import AcquiredDisposed
from graph_api.domain.dates import WRITTEN_DATE, read_written_date
from graph_api.domain.filing import OwnershipFiling, ReportedTransaction

_TOLD = r"(?:reported|included|filed|listed|disclosed|entered|submitted|shown)"
_BY_MISTAKE = r"(?:in error|by mistake)"
_WRONGLY = r"(?:inadvertently|erroneously|mistakenly)"
_FALSE = re.compile(
    rf"\b(?:{_TOLD}(?: (?!which\b|that\b)\w+){{0,4}}? {_BY_MISTAKE}"
    rf"|{_TOLD} {_WRONGLY}(?! (?:\w+ed|\w+ing|did|not)\b)"
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
    r"(?:\w+ )?(?:report|include|disclose|list|reflect)|additional|(?<!the )second|another)\b",
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
    r"awarding|vesting|exercises?|gifts?|lines?|rows?|entry|entries|"
    r"shares? (?:sold|purchased|acquired))"
)
_TRADED = rf"(?:{_TRADE}|forms?(?! of )|filings?|reports?)"
_FIGURE = (
    rf"(?:{_TRADED} )?(?:numbers?|amounts?|prices?|dates?|codes?|balances?|totals?(?! of)|"
    r"titles?|natures?|columns?|box(?:es)?|check ?box(?:es)?|holdings?|ownership|owners?|"
    r"directors?|officers?|foot ?notes?|remarks?|exhibits?|powers? of attorney|signatures?|"
    r"address(?:es)?|names?|"
    r"percentages?|positions?|symbols?|relationships?|periods?|class|typographical|"
    r"proceeds|status|agreements?|confirmations?|statements?|references?|"
    r"(?:vesting )?(?:schedules?|terms)|"
    r"(?:shares?|securities|stock) (?:\w+ )?(?:owned|held|underlying))"
)
_DEALT = re.compile(
    r"\b(?:he|she|it|they|persons?|owners?)\b (?:\w+ ){0,3}?"
    r"(?:purchased|bought|sold|acquired|disposed|exercised|transferred|gifted|traded)\b",
    re.IGNORECASE,
)
_OF_TRADE = re.compile(rf"\b{_TRADE}\b", re.IGNORECASE)
_NOUN = re.compile(rf"\b(?:(?P<figure>{_FIGURE})|(?P<traded>{_TRADED}))\b", re.IGNORECASE)
_ASIDE = re.compile(
    rf"\bat (?:an? |the )?(?:[\w-]+ ){{0,3}}prices?\b|,? {WRITTEN_DATE},?|"
    r", (?:which|who|\w+ing)\b[^,;]*,",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:]\s+|\b(?:because|since|(?<!statement )that|which|and|as)\s+", re.IGNORECASE
)
_FALSE_AS_SUCH = re.compile(
    r"$|\s*[^\w\s$]| (?:and|or|but|which|while|when|so|of|from|for|by|with (?:respect to|the SEC)|"
    r"twice|again|is|are|was|were|here(?:in|on)?|there(?:in|on)|"
    rf"(?:in|on) (?:{WRITTEN_DATE}|(?!(?:\w+ )?(?:single|one|wrong|incorrect))"
    r"(?:[\w'\u2019]+ ){0,5}?(?:forms? \d|filing|report|table|line|row|entry)))\b",
    re.IGNORECASE,
)
"""What follows where a thing should not have been told at all: a reason, or the place.

How it was told otherwise (late, net, under another code, as something else) is about what was.
"""

_TRUE_OTHERWISE = re.compile(
    r"\b(?:late|untimely|delinquent|deadline|instead of|rather than|until|"
    r"but (?:rather |instead )?(?:on|at|in|by|as|through|under))\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"^ (?:with|to|at)\b|\bas\b(?! part of)|\b(?:before|after|prior|under|without|net of|using|"
    r"aggregate|single|wrong|incorrect|gross|only|in the name)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"(?<!total )\b(?:of|in|from|for)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]")
_PRONOUN = re.compile(
    r"\W*(?:it|this|these|those|they|both|such|is|are|was|were|has|have|had)\b", re.IGNORECASE
)
_THAT = re.compile(r",? that\b", re.IGNORECASE)
_OBJECT_ENDS = re.compile(
    r" because\b| since\b| due to\b| which\b|[;:]|, (?:and|but)\b|"
    r" as (?:the|no|it|he|she|they|such|there)\b(?=[^.;]*?\b(?:had|has|did|was|were|is|are)\b)",
    re.IGNORECASE,
)
_OBJECT = 120
"""Letters in which what a verb tells is named."""
_SEVERAL = re.compile(
    r"\b(?:transactions|trades|sales|purchases|acquisitions|dispositions|grants|awards|lines|"
    r"rows|entries)\b",
    re.IGNORECASE,
)
_SOLD = re.compile(r"\b(?:sales?|sold|dispositions?|disposed|disposing)\b", re.IGNORECASE)
_BOUGHT = re.compile(
    r"\b(?:purchase[sd]?|bought|acquisitions?|acquired|grants?|granted|award(?:s|ed)?)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!No)(?<!Inc)(?<!Mr)(?<!Ms)[.;]\s+(?=[\"(]?[A-Z])")
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_PRICE = re.compile(rf"\$\s?({_NUMBER})")
_SECURITIES = r"(?:shares?|securities|units|options|ads|drip)"
_SHARES = re.compile(
    rf"(?<![$\d.,])(?<!form )(?<!forms )({_NUMBER})(?= (?:\w+ ){{0,3}}?{_SECURITIES}\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf" {_SHARES.pattern}", re.IGNORECASE)
_OF_SHARES = re.compile(rf"\b{_SECURITIES}\b", re.IGNORECASE)
_DATE = re.compile(WRITTEN_DATE, re.IGNORECASE)
_FILED_ON = re.compile(rf"\b(?:filed|submitted)(?: \w+){{0,4}}? on {WRITTEN_DATE}", re.IGNORECASE)


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
    told = sentence[match.end() :]
    if _TRUE_OTHERWISE.search(told) or _is_figure(_NOUN.search(match[0])):
        return False
    subject = _subject(_ASIDE.sub(" ", sentence[: match.start()]))
    if subject is False:
        return False
    told = _OBJECT_ENDS.split(told[:_OBJECT])[0]
    # Behind a comma stands why it is wrong, and no object.
    if told.startswith(",") or _FALSE_AS_SUCH.match(told):
        return bool(subject) and not _is_figure(_NOUN.search(told))
    if _THAT.match(told):
        dealt = _DEALT.search(told)
        return dealt is not None and not _is_figure(_NOUN.search(told[: dealt.start()]))
    return _is_trade(_ASIDE.sub(" ", told)) and not _HOW.search(told)


def _is_figure(noun: re.Match[str] | None) -> bool:
    return noun is not None and noun["figure"] is not None


def _is_trade(phrase: str) -> bool:
    """Return whether a trade, a form or shares head a phrase."""
    noun = _NOUN.search(phrase)
    if noun is None or _COUNTED.match(phrase):
        return not _is_figure(noun) and _OF_SHARES.search(phrase) is not None
    return not _is_figure(noun) and not _PART_OF.search(phrase, 0, noun.start())


def _subject(before: str) -> bool | None:
    """Return whether the words before a verb speak of a trade or form; None where of neither.

    The first noun of its clause tells. A relative clause has none of its own, and a pronoun is
    none: what they are about stands last before them.
    """
    *earlier, own = _CLAUSE.split(before)
    if _NOUN.search(own) or _OF_SHARES.search(own):
        return _is_trade(own)
    if _WORD.search(own) and not _PRONOUN.match(own):
        return None
    last = max(_NOUN.finditer(earlier[-1]), key=re.Match.start, default=None) if earlier else None
    return not _is_figure(last)


def _meant(
    sentence: str,
    amendment: OwnershipFiling,
    unmatched: Sequence[ReportedTransaction],
    restated: Sequence[ReportedTransaction],
) -> Sequence[ReportedTransaction]:
    unmatched = _of_side(sentence, unmatched)
    figures = _figures(sentence, amendment)
    if figures:
        known = _known(figures, (*unmatched, *restated))
        return [row for row in unmatched if known and known.fit(row)]
    if len(unmatched) == 1 or _SEVERAL.search(sentence) or _WHOLE_FORM.search(sentence):
        return unmatched
    return ()


def _of_side(sentence: str, rows: Sequence[ReportedTransaction]) -> Sequence[ReportedTransaction]:
    """Return the sales where a sentence speaks of sales alone, so with purchases, else all."""
    sold, bought = _SOLD.search(sentence), _BOUGHT.search(sentence)
    if bool(sold) == bool(bought):
        return rows
    side = AcquiredDisposed.DISPOSED if sold else AcquiredDisposed.ACQUIRED
    return [row for row in rows if row.acquired_disposed.value is side]


def _figures(sentence: str, amendment: OwnershipFiling) -> _Figures:
    """Return the figures of a sentence, without the days on which forms were filed."""
    sentence = _FILED_ON.sub(" ", sentence)
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
