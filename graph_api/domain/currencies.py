"""The currency of a price: US dollars, as the form asks for, unless its notes say otherwise."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from graph_api.domain.price_ranges import NUMBER, read_amount, stated_range

UNKNOWN_CURRENCY = "XXX"
"""ISO 4217 for no particular currency: hardly US dollars, and nobody says what else."""

_WORDS_AND_MARKS = {
    "CAD": (
        r"canadian (?:dollars?|currency|funds)|dollars? \(?canadian|(?<=\d )canadian\b",
        r"CAD\$?|C\$|CA\$|C(?:dn|DN)\.?\s?\$",
    ),
    "AUD": (r"australian (?:dollars?|currency)", r"AUD\$?|AU?\$"),
    "NZD": (r"new zealand dollars?", r"NZD\$?|NZ\$"),
    "EUR": (r"euros?\b", "EUR|\u20ac"),
    "GBP": (r"(?:british )?pounds? sterling|british pounds?|in pence\b", "GBP|GBX|\u00a3"),
    "CHF": (r"swiss francs?", "CHF"),
    "SEK": (r"swedish kron(?:a|or)", "SEK"),
    "NOK": (r"norwegian kroner?", "NOK"),
    "DKK": (r"danish kroner?", "DKK"),
    "JPY": (r"(?:japanese )?yen\b", "JPY|\u00a5"),
    "KRW": (r"(?:south )?korean won", "KRW|\u20a9"),
    "TWD": (r"(?:new )?taiwan(?:ese)? dollars?", r"TWD|NTD|NT\$"),
    "HKD": (r"hong kong dollars?", r"HKD\$?|HK\$"),
    "SGD": (r"singapore dollars?", r"SGD\$?|S\$"),
    "CNY": (r"renminbi|chinese yuan", "CNY|RMB"),
    "INR": (r"indian rupees?", "INR|\u20b9"),
    "ILS": (r"(?:new )?israeli (?:new )?shekels?", "ILS|NIS|\u20aa"),
    "BRL": (r"brazilian rea(?:l|ls|is)\b", r"BRL|R\$"),
    "MXN": (r"mexican pesos?", r"MXN|MX\$"),
    "CLP": (r"chilean pesos?", "CLP"),
    "ZAR": (r"south african rands?", "ZAR"),
    "PLN": (r"polish z\S?loty(?:ch)?", "PLN"),
}
_FOREIGN = re.compile(
    "|".join(
        rf"(?P<{code}>(?i:\b(?:{words}))|(?<![A-Za-z.])(?:{marks})(?![A-Za-z]))"
        for code, (words, marks) in _WORDS_AND_MARKS.items()
    )
)
_HINTS = (
    *(code.lower() for code in _WORDS_AND_MARKS),
    *("canadian", "australian", "zealand", "euro", "sterling", "pound", "pence", "gbx", "swiss"),
    *("swedish", "norwegian", "danish", "yen", "korean", "taiwan", "ntd", "hong kong", "singapore"),
    *("renminbi", "rmb", "yuan", "rupee", "shekel", "nis", "brazil", "mexican", "chilean", "rand"),
    *("zloty", "c$", "n$", "cdn", "a$", "au$", "z$", "t$", "k$", "s$", "r$", "x$"),
    *"\u20ac\u00a3\u00a5\u20a9\u20b9\u20aa",
)
"""One of these is in every text that names a currency, in lower case: most texts are done with."""

_NAMED_DOLLARS = r"(?:u\.?\s?s\.?\s?(?:dollars?|\$)|\busd\b|united states dollars?)"
_DOLLARS = re.compile(_NAMED_DOLLARS, re.IGNORECASE)
_DOLLAR_SIGN = re.compile(rf"{_NAMED_DOLLARS}|(?<![A-Za-z])\$", re.IGNORECASE)
_AFTER = re.compile(rf"\$?\s?({NUMBER})")
_BEFORE = re.compile(rf"({NUMBER})\s?$")
_TURNED_INTO_DOLLARS = re.compile(
    rf"\b(?:in|into|to) (?:the )?{_NAMED_DOLLARS}|\bdollar equivalent"
    rf"|\bequivalent (?:in|of|to) {_NAMED_DOLLARS}"
    r"|\b(?:convert|translat)\w*\b(?:(?: \w+){0,4} from\b|[^.;]{0,80}\brate\b)",
    re.IGNORECASE,
)
_DECLARED_IN = re.compile(
    r"\b(?:prices?|amounts?|values?|figures?)\b[^.;]{0,60}?\b(?:in|as) (?:the )?", re.IGNORECASE
)
_RATE = re.compile(r"\b(?:exchange|conversion|fx) rate|\brate of exchange", re.IGNORECASE)
_PAY = re.compile(r"\b(?:fees?|retainer|compensation|salary|bonus)\b", re.IGNORECASE)
_PAR = re.compile(
    rf"\b(?:par|nominal) value(?: of)? \S{{0,5}}\s?{NUMBER}(?: per share)?"
    rf"|\S{{0,5}}\s?{NUMBER} (?:par|nominal) value\b",
    re.IGNORECASE,
)


def stated_currency(texts: Iterable[str], price: Decimal | None = None) -> str | None:
    """Return the ISO code of the currency that the notes of ``price`` name, None for US dollars.

    An amount in a note that is the price decides. Else a note that turns another currency into
    dollars, or names both, leaves the price as it is, and so does one that names other amounts.

    Source:
        Table I asks for a dollar value (ownership schema, NONDERIV_TRANSACT_AMOUNTS).
    """
    return next((code for text in texts if (code := _currency(text, price))), None)


def declared_currency(texts: Iterable[str]) -> str | None:
    """Return the currency in which texts about the whole row or form say that prices are.

    None where they declare none, or tell that prices were turned into dollars.
    """
    told = (t for t in texts if _may_name(t) and not _TURNED_INTO_DOLLARS.search(t))
    return next((code for text in told if (code := _declared(text))), None)


def names_dollars(texts: Iterable[str]) -> bool:
    """Return whether any text speaks of US dollars."""
    return any(map(_DOLLARS.search, texts))


@lru_cache(maxsize=4096)
def _currency(text: str, price: Decimal | None) -> str | None:
    text = _PAR.sub("", text) if _may_name(text) else ""
    foreign = _FOREIGN.search(text)
    if foreign is None or (price is not None and _is_in_dollars(text, price)):
        return None
    if price is not None and _says(price, _amounts_beside(_FOREIGN, text)):
        return foreign.lastgroup
    if _TURNED_INTO_DOLLARS.search(text):
        return None
    if declared := _declared(text):
        return declared
    tells_of_other_money = _RATE.search(text) or _DOLLARS.search(text) or _PAY.search(text)
    return None if tells_of_other_money or _tells_of_other(price, text) else foreign.lastgroup


def _may_name(text: str) -> bool:
    lower = text.lower()
    return any(hint in lower for hint in _HINTS)


def _is_in_dollars(text: str, price: Decimal) -> bool:
    """Return whether an amount of dollars in ``text`` is the price, and no other amount is."""
    if not _says(price, _amounts_beside(_DOLLAR_SIGN, text)):
        return False
    return bool(_DOLLARS.search(text)) or not _says(price, _amounts_beside(_FOREIGN, text))


def _tells_of_other(price: Decimal | None, text: str) -> bool:
    """Return whether the amounts in a foreign currency are others than the price."""
    told = stated_range([text])
    if price is None or (told and told.low <= price <= told.high):
        return False
    return any(_amounts_beside(_FOREIGN, text))


def _declared(text: str) -> str | None:
    named = (_FOREIGN.match(text, match.end()) for match in _DECLARED_IN.finditer(text))
    return next((match.lastgroup for match in named if match), None)


def _amounts_beside(currency: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield the numbers that stand right after, or right before, a name of the currency."""
    for name in currency.finditer(text):
        amount = _AFTER.match(text, name.end()) or _BEFORE.search(text[: name.start()][-30:])
        if amount:
            yield amount[1]


def _says(price: Decimal, amounts: Iterable[str]) -> bool:
    """Return whether one of ``amounts`` is the price, rounded to as many decimals as it has."""
    return any(
        round(price, len(amount.partition(".")[2])) == read_amount(amount) for amount in amounts
    )
