"""Price ranges as footnotes write them: ``at prices ranging from $10.00 to $10.55``."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_LEAD = 90
"""Characters before an amount that may say what it is."""

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
"""Pattern of an amount in prose; thousands may be separated."""

_SIGN = r"(?:(?-i:\b[A-Z]{1,3}|\bU\.S\.)?\s?[$\u20ac\u00a3\u00a5]\s?|(?-i:\b[A-Z]{3})\s)"
_EACH = (
    r"(?:\s(?-i:[A-Z]{3})\b)?(?:\s?/\s?share|,?\s(?:per|a)\s(?:\w+\s){0,2}?share)?"
    r"(?:\s?\([^)]{0,20}\))?"
)
_EXTREME = (
    r"(?:(?:an?|the|up\sto)\s)?(?:high|low|maximum|minimum)(?:est)?\s(?:\w+\s){0,2}?"
    r"(?:of|was|at|being)\s"
)
_JOINED = re.compile(
    rf"(?<![\w.,/:-])(?P<one>{NUMBER}){_EACH},?"
    rf"\s*(?P<joint>to|through|thru|and|up\sto|[-\u2010-\u2015])\s*(?P<extreme>{_EXTREME})?"
    rf"(?P<sign>{_SIGN})?(?P<two>{NUMBER})"
    r"(?![\w:-]|/(?!\s?share)|[.,]\d|\s?%|\s(?:percent|shares|years|months|days|times)\b)",
    re.IGNORECASE,
)
_ENDS_IN_SIGN = re.compile(rf"{_SIGN}$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from|rang\w+|of)\W+(?:\w+\s){0,2}$", re.IGNORECASE)
"""What has to stand before two amounts that ``and`` joins."""

_PRICED = re.compile(
    r"\b(?:pric\w+|rang\w+|sold|sales?|purchase\w*|bought|trad\w+|transactions?|average|between|"
    r"from|within|low|high)\b|^\W*$",
    re.IGNORECASE,
)
_OTHER_AMOUNT = re.compile(
    r"\b(?:exercise|strike|conversion|target|hurdle|par|redemption|grant)\s(?:share\s)?"
    r"(?:prices?|values?)\b[^$;]{0,40}$"
    r"|\b(?:aggregate|total|gross|net)\s(?:\w+\s){0,4}$"
    r"|\b(?:vests?|exceeds?|equals?|if|unless|until)\b[^$;]{0,60}$",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    rf"\baverage\b(?:\s\w+){{0,3}}?\sprices?\b(?:\s\w+){{0,8}}?\s(?:of|was|is|at)\s"
    rf"{_SIGN}(?P<one>{NUMBER})(?![\w%]|[.,]\d)"
    rf"|\bprice\sof\s{_SIGN}(?P<two>{NUMBER})(?:\s\w+){{0,8}}?\sweighted[\s-]average\b",
    re.IGNORECASE,
)
_OTHER_UNITS = re.compile(r"\b(?:divided|multiplied)\sby\b", re.IGNORECASE)


class PriceRange(NamedTuple):
    """Lowest and highest price, both included, per share and in the currency of the filing."""

    low: Decimal
    high: Decimal


def stated_range(texts: Iterable[str]) -> PriceRange | None:
    """Return the range that the footnotes of one price tell; None where they tell none.

    Several ranges make one that covers them all. A weighted average told as a figure is a range
    of one price where no other is told. Exercise prices, hurdles of vesting, totals, and prices of
    which the row states a fraction (an ADS divided by its shares) are none.
    """
    told = list(texts)
    if any(map(_OTHER_UNITS.search, told)):
        return None
    prices = [price for text in told for price in _ends_of_ranges(text)]
    prices = prices or [price for text in told for price in _averages(text)]
    return PriceRange(min(prices), max(prices)) if prices else None


@lru_cache(maxsize=4096)
def _ends_of_ranges(text: str) -> tuple[Decimal, ...]:
    return tuple(
        read_amount(match[end])
        for match in _JOINED.finditer(text)
        if _is_range(match)
        for end in ("one", "two")
    )


@lru_cache(maxsize=4096)
def _averages(text: str) -> tuple[Decimal, ...]:
    return tuple(
        read_amount(match["one"] or match["two"])
        for match in _AVERAGE.finditer(text)
        if not _OTHER_AMOUNT.search(_lead(match))
    )


def _is_range(match: re.Match[str]) -> bool:
    """Return whether two joined amounts are the ends of a range of the row's own prices."""
    lead = _lead(match)
    sign = _ENDS_IN_SIGN.search(lead)
    lead = f"{lead[: sign.start()].rstrip()} " if sign else lead
    decimal = "." in match["one"] and "." in match["two"]
    money = decimal or sign or match["sign"]
    joined = match["joint"].lower() != "and" or match["extreme"] or _BETWEEN.search(lead)
    return bool(money and joined and _PRICED.search(lead) and not _OTHER_AMOUNT.search(lead))


def _lead(match: re.Match[str]) -> str:
    """Return the words of the sentence before ``match``."""
    return match.string[max(0, match.start() - _LEAD) : match.start()].rpartition(". ")[2]


def read_amount(text: str) -> Decimal:
    """Return the number that ``text``, a match of ``NUMBER``, writes."""
    return Decimal(text.replace(",", ""))
