"""What a security title says: common equity, or something else."""

import re
from functools import lru_cache

from graph_api.domain.trades import EquityClass

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
    """Return COMMON for common or ordinary shares and their depositary receipts.

    A title that names neither is OTHER, and so is a missing one.
    """
    if title is None or _OTHER.search(title) or not _COMMON.search(title):
        return EquityClass.OTHER
    return EquityClass.COMMON
