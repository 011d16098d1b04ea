"""Rule 10b5-1: what a filing says of a trading plan behind one of its rows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from graph_api.domain.codes import TradingPlanBasis, TradingPlanStatus
from graph_api.domain.dates import WRITTEN_DATE, read_written_date

MAX_QUOTE = 300

_HYPHEN = r"[\s\u2010-\u2015-]?"
_RULE = rf"(?<!\d)10\(?b\)?{_HYPHEN}\(?5\)?{_HYPHEN}\(?1(?!\d)"
_NAMED = re.compile(
    rf"{_RULE}(?:\W{{1,3}}(?:\w+\W){{0,2}}?trading (?:plan|arrangement|program))?"
    r"|(?<!insider )\btrading (?:plan|arrangement|program)",
    re.IGNORECASE,
)
_BEARING = 200
_TURN = r"\b(?:but|rather|instead|and (?:was|were|is|are|has|have))\b"
_DENIAL = re.compile(
    r"\b(?:not|neither|nor|without|none)\b(?!.{0,40}\bdiscretion)"
    rf"(?:(?!{_TURN})[^.;]){{0,80}}$|\boutside\b[^.;]{{0,40}}$|\bnon{_HYPHEN}(?:rule\s)?$",
    re.IGNORECASE,
)
"""Words of denial up to the plan, unless the sentence turns on its way: ``not …, but under a``."""

_OTHER_PLAN = ("incentive", "equity", "option", "purchase", "award", "bonus", "compensation")
_NO_OTHER = "".join(rf"(?<!\b{word} )" for word in _OTHER_PLAN)
_PLAN = rf"(?:{_RULE}|{_NO_OTHER}\b(?:plan|arrangement|instruction|program)s?\b)"
_THE_PLAN = r"\b(?:the|this|that|these|those|such|his|her|its|their|trading) plans?\b"
_CHANGED = r"\b(?P<change>amended|modified)\b"
_MODIFIED = (
    re.compile(rf"{_CHANGED}(?: and restated)?\s(?:\w+\s){{0,2}}?{_RULE}", re.IGNORECASE),
    re.compile(rf"{_RULE}[^.;]{{0,60}}?{_PLAN}[^.;]{{0,140}}?{_CHANGED}", re.IGNORECASE),
    re.compile(rf"{_THE_PLAN}[^.;]{{0,140}}?{_CHANGED}", re.IGNORECASE),
    re.compile(
        r"\b(?P<change>amendment|modification)s? (?:to|of) "
        rf"(?:[\w']+ ){{0,4}}?(?:{_RULE}|{_THE_PLAN})",
        re.IGNORECASE,
    ),
)
_UNMODIFIED = re.compile(
    r"\b(?:not|never|without|nor|if|unless|may|can|could|might|would)\b[^.;]{0,30}$"
    r"|\b(?:act|1934|policy|rule|law)\b[^.;\w]{0,3}(?:\([^)]*\))?,? as $",
    re.IGNORECASE,
)
"""What before ``amended`` says that the plan was not, or that it was the Exchange Act."""

_ELSE = (
    r"\b(?:amend|modif|terminat|expir|execut|effect|commenc|provid|"
    r"(?:sold|sales?|sell|purchased?|purchases)\b)"
)
_GAP = rf"(?:(?!{_ELSE})[^.;])"
_ADOPTED = r"\b(?:adopted|entered(?: into)?|established|instituted|put in(?:to)? place)\b"
_DAY = rf"(?P<day>{WRITTEN_DATE})"
_ADOPTIONS = (
    re.compile(
        rf"{_PLAN}(?:,? as amended,?)?{_GAP}{{0,120}}?"
        rf"(?:{_ADOPTED}|\bdated\b){_GAP}{{0,80}}?{_DAY}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_ADOPTED}{_GAP}{{0,60}}?{_PLAN}{_GAP}{{0,80}}?{_DAY}", re.IGNORECASE),
    re.compile(rf"\bon {_DAY},?{_GAP}{{0,60}}?{_ADOPTED}{_GAP}{{0,60}}?{_PLAN}", re.IGNORECASE),
)
_ANOTHER_DAY = re.compile(rf"\s*,?\s*(?:and|or)\b{_GAP}{{0,60}}?{WRITTEN_DATE}", re.IGNORECASE)
_INNER_STOP = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Co|Corp|Inc|Ltd|Jr|Sr|St|No|[A-Z]"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|\.(?=\S)"
)
"""A full stop that ends no sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a filing says of a trading plan behind one row.

    Attributes:
        adopted_on: the day on which the plan was adopted; None when not stated, or when several
            days are.
        quote: the sentence that tells, as filed, at most 300 characters; None where only the box
            does, or nothing.
    """

    status: TradingPlanStatus
    basis: TradingPlanBasis
    adopted_on: date | None = None
    quote: str | None = None


class _Reading(NamedTuple):
    """What one text that names a plan tells; ``quote`` is its sentence."""

    denied: bool
    modified: bool
    adopted_on: frozenset[date | None]
    quote: str


def plan_of(*, box: bool | None, texts: Iterable[str]) -> Plan:
    """Return what box and texts say together.

    A text that names a plan without denying it outweighs an unticked box, because the box covers
    the filing and was often left at 0 beside a footnote that tells of the plan; a ticked box
    outweighs a denial. Where there is no box, a text that names a plan only to deny it says NONE.

    Args:
        box: ``aff10b5One``; None where the form had no such box or left it empty.
        texts: the footnotes of the row, and the remarks.
    """
    naming = [reading for text in texts if (reading := _read(text))]
    if telling := [reading for reading in naming if not reading.denied]:
        return _told(telling, TradingPlanBasis.BOTH if box else TradingPlanBasis.FOOTNOTE)
    if box:
        return Plan(status=TradingPlanStatus.PLANNED, basis=TradingPlanBasis.CHECKBOX)
    if naming:
        basis = TradingPlanBasis.FOOTNOTE if box is None else TradingPlanBasis.BOTH
        return Plan(status=TradingPlanStatus.NONE, basis=basis, quote=naming[0].quote)
    if box is None:
        return Plan(status=TradingPlanStatus.UNKNOWN, basis=TradingPlanBasis.NOT_STATED)
    return Plan(status=TradingPlanStatus.NONE, basis=TradingPlanBasis.CHECKBOX)


def plan_status(*, box: bool | None, texts: Iterable[str]) -> TradingPlanStatus:
    """Return the status alone, see ``plan_of``."""
    return plan_of(box=box, texts=texts).status


def names_plan(text: str) -> bool:
    """Return whether ``text`` says that a Rule 10b5-1 plan was behind the trade."""
    reading = _read(text)
    return reading is not None and not reading.denied


def _told(telling: list[_Reading], basis: TradingPlanBasis) -> Plan:
    modified = [reading for reading in telling if reading.modified]
    days = frozenset[date | None]().union(*(reading.adopted_on for reading in telling))
    return Plan(
        status=TradingPlanStatus.MODIFIED if modified else TradingPlanStatus.PLANNED,
        basis=basis,
        adopted_on=next(iter(days)) if len(days) == 1 else None,
        quote=(modified or telling)[0].quote,
    )


@lru_cache(maxsize=4096)
def _read(text: str) -> _Reading | None:
    """Return what ``text`` tells of a plan; None where it names none."""
    read = _INNER_STOP.sub(lambda stop: f"{stop[0][:-1]}\u00b7", text)
    mentions = list(_NAMED.finditer(read))
    if not mentions:
        return None
    affirmed = [named for named in mentions if not _DENIAL.search(_before(read, named.start()))]
    change = _modification(read) if affirmed else None
    start, end = _sentence(read, change or (affirmed or mentions)[0])
    return _Reading(
        denied=not affirmed,
        modified=change is not None,
        adopted_on=frozenset(_days_of_adoption(read)),
        quote=text[start:end].strip(),
    )


def _before(text: str, place: int) -> str:
    """Return as many of the words before ``place`` as can bear on it."""
    return text[max(0, place - _BEARING) : place]


def _modification(text: str) -> re.Match[str] | None:
    """Return the words that say that the plan was amended."""
    changes = (match for pattern in _MODIFIED for match in pattern.finditer(text))
    return next(
        (m for m in changes if not _UNMODIFIED.search(_before(text, m.start("change")))), None
    )


def _days_of_adoption(text: str) -> Iterator[date | None]:
    """Yield each day on which a plan is said to be adopted; None for one of several at once."""
    for pattern in _ADOPTIONS:
        for match in pattern.finditer(text):
            alone = _ANOTHER_DAY.match(text, match.end("day")) is None
            yield read_written_date(match["day"]) if alone else None


def _sentence(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return start and end of the sentence around ``match``, cut to what a quote may have."""
    start = text.rfind(".", 0, match.start()) + 1
    stop = text.find(".", match.end())
    end = len(text) if stop < 0 else stop + 1
    if end - start > MAX_QUOTE:
        start = max(start, match.end() - MAX_QUOTE)
    return start, min(end, start + MAX_QUOTE)
