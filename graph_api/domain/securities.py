"""What a security title says: common equity, or something else."""

import re
from functools import lru_cache

from graph_api.domain.trades import EquityClass

_DEBT = re.compile(r"\b(?:notes?|debentures?|bonds?|loans?)\b", re.IGNORECASE)
_EQUITY = re.compile(
    r"\b(?:shares?|stock|units?|warrants?|options?|rights?|swaps?|forwards?|preferred|ads|adrs?)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:preferred|preference|pfd|warrants?|notes?|debentures?|bonds?|units?|rights?|options?|"
    r"swaps?|forwards?|futures|convertible|phantom|awards?|rsus?|psus?|sars?|"
    r"partnership interests?|membership interests?|llc interests?)\b",
    re.IGNORECASE,
)
_COMMON = re.compile(
    r"(?<![a-z])(?:common|ordinary|shares?|stock|stk|ads|adss|adrs?|depositary|class [a-z])"
    r"(?![a-z])",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def equity_class(title: str | None) -> EquityClass:
    """Return COMMON for common or ordinary shares and their depositary receipts, DEBT for notes.

    The first word that is one or the other decides: ``Convertible Note (right to buy shares)`` is
    debt, ``Warrants issued with notes`` is not. A title that names neither is OTHER, and so is a
    missing one.
    """
    debt = _DEBT.search(title or "")
    equity = _EQUITY.search(title or "")
    if debt and (equity is None or debt.start() < equity.start()):
        return EquityClass.DEBT
    if title is None or _OTHER.search(title) or not _COMMON.search(title):
        return EquityClass.OTHER
    return EquityClass.COMMON
