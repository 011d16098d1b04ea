"""Trading symbols as filed: many spellings of one ticker, and many of having none."""

import re

_NOT_A_SYMBOL = frozenset({"", "NONE", "NA", "N.A.", "NOT APPLICABLE", "N O G", "-", "--"})
_EXCHANGES = frozenset({"NYSE", "NASDAQ"})
"""Exchanges whose name is nobody's ticker."""
_BRACKETS = "()[]'\" "
_BETWEEN = re.compile(r"[,;/]|\s+AND\s+|\s+(?=\S\S)")
"""What stands between two tickers; a blank before a single letter is part of one (BRK B)."""


def normal_symbol(text: str | None) -> str | None:
    """Return the first ticker named, upper-case in hyphen form (BRK-B); None where none is listed.

    ``HEI, HEI.A`` gives HEI, ``MOGA/MOGB`` gives MOGA, ``NYSE: XYZ; TSX: ABC`` gives XYZ.
    """
    upper = re.sub(r"\bN/A\b", "NA", (text or "").upper()).strip(_BRACKETS)
    if upper in _NOT_A_SYMBOL:
        return None
    parts = (part.rpartition(":")[2].strip(_BRACKETS) for part in _BETWEEN.split(upper))
    named = (part for part in parts if part not in _EXCHANGES | _NOT_A_SYMBOL)
    symbol = re.sub(r"[.\s]+", "-", next(named, ""))
    return symbol if re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,9}", symbol) else None
