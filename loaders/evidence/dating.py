"""From which day and to which day a statement says that control lasted."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.evidence.clauses import Clause
from loaders.evidence.wording import DATE

_NUMBER_OF_MONTH = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        start=1,
    )
}
_WHEN = r"(?:effective )?(?:immediately )?(?:on or about |as of |on |from and after |in )?"
_ENDS_IN_DATE = re.compile(rf"{DATE}[^.;]{{0,25}}$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\b(?:which|that|who|and|but|may|shall|will|when|where|while|has|have|is|are|sold|purchased|"
    r"acquired|pursuant|disclaims?)\b",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"\d{2}")


def _dated(before: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{before}){_WHEN}(?P<date>{DATE})", re.IGNORECASE)


_UNTIL = _dated(
    r"(?:until|till|through|up to|ending|ended|from [^.;]{6,30}? to) "
    r"(?:(?:his|her|its|their) (?:resignation|retirement|removal|departure|death) )?"
)
_PRIOR_TO = _dated(r"(?:prior to|before) ")
_SINCE = _dated(r"(?:since|from|beginning|commencing|starting|effective) ")
_AT = re.compile(rf"(?:\b(?:on|effective|as of|since)|^) {_WHEN}(?P<date>{DATE})", re.IGNORECASE)
_STARTS = re.compile(
    r"\b(?:became|has become|appointed|named|elected|designated|succeeded)\b", re.IGNORECASE
)
_STOPS = re.compile(
    r"\b(?:ceased|resigned|resignation|stepped down|retired|retirement|removed|removal|withdrew|"
    r"no longer|departure|replaced)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(
    rf"\b(?:death|passing|demise|died|passed away|deceased)\b[^.;]{{0,80}}?(?P<date>{DATE})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Validity:
    """First and last day of control, each None where nothing dates it."""

    first: date | None = None
    last: date | None = None

    def within(self, other: "Validity") -> "Validity":
        """Return the days that both have in common."""
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return Validity(max(firsts, default=None), min(lasts, default=None))


ALWAYS = Validity()


def validity_of(clause: Clause) -> Validity:
    """Return the days that the clause, or the words beside it, give to what it states.

    ``Until|through <date>`` ends control, and so does the day on which somebody ceased, resigned
    or retired; ``since|effective <date>`` and the day of an appointment begin it.
    """
    lead = clause.lead if _ENDS_IN_DATE.search(clause.lead) else ""
    words = f"{lead} {clause.wording} {_GOES_ON.split(clause.tail)[0]}"
    if not _HAS_YEAR.search(words):
        return ALWAYS
    if _STOPS.search(clause.wording):
        return Validity(last=_day(_UNTIL, words) or _day(_AT, words))
    first = _day(_AT if _STARTS.search(clause.wording) else _SINCE, words)
    before = _day(_PRIOR_TO, words)
    last = _day(_UNTIL, words) or (before - timedelta(days=1) if before else None)
    return Validity(first=first, last=last)


def day_of_death(text: str) -> date | None:
    """Return the day of the one death that the text dates; None where it dates none or several."""
    days = {_parsed(match["date"]) for match in _DEATH.finditer(" ".join(text.split()))} - {None}
    return days.pop() if len(days) == 1 else None


def _day(pattern: re.Pattern[str], words: str) -> date | None:
    match = pattern.search(words)
    return _parsed(match["date"]) if match else None


def _parsed(written: str) -> date | None:
    """Return the day; None for one that no calendar has."""
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    month = _NUMBER_OF_MONTH.get("".join(re.findall("[a-z]", written.lower()))[:3])
    if month is not None:
        day, year = numbers
    elif "-" in written:
        year, month, day = numbers
    else:
        month, day, year = numbers
    try:
        return date(year + (2000 if year < 100 else 0), month, day)
    except ValueError:
        return None
