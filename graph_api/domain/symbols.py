"""Trading symbols as filed: many spellings of one ticker, and many of having none."""

import re

_NOT_A_SYMBOL = frozenset({"", "NONE", "N/A", "NA", "N.A.", "NOT APPLICABLE", "N O G", "-", "--"})


def normal_symbol(text: str | None) -> str | None:
    """Return the first ticker named, upper-case in hyphen form (BRK-B); None where none is listed.

    ``HEI, HEI.A`` gives HEI, ``MOGA/MOGB`` gives MOGA, ``NYSE: XYZ`` gives XYZ.
    """
    upper = (text or "").strip().upper().strip("()[]'\" ")
    if upper in _NOT_A_SYMBOL:
        return None
    first = re.split(r"[,;/]|\s+AND\s+", upper.rpartition(":")[2])[0].strip("()[]'\" ")
    symbol = re.sub(r"[.\s]+", "-", first)
    return symbol if re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,9}", symbol) else None
