"""Rule 10b5-1: what a filing says of a trading plan behind one of its rows."""

import re
from collections.abc import Iterable

from graph_api.domain.codes import TradingPlanStatus

_HYPHEN = r"[\s\u2010-\u2015-]?"
_PLAN = re.compile(rf"(?<!\d)10\(?b\)?{_HYPHEN}\(?5\)?{_HYPHEN}\(?1(?!\d)", re.IGNORECASE)
_TURN = r"\b(?:but|rather|instead|and (?:was|were|is|are|has|have))\b"
_DENIAL = re.compile(
    rf"\b(?:not|neither|nor|without|none)\b(?:(?!{_TURN})[^.;]){{0,80}}$|\boutside\b[^.;]{{0,40}}$",
    re.IGNORECASE,
)
"""Words of denial up to the plan, unless the sentence turns on its way: ``not …, but under a``."""


def plan_status(*, box: bool | None, texts: Iterable[str]) -> TradingPlanStatus:
    """Return whether a row was traded under a plan.

    A text that names a plan without denying it outweighs an unticked box, because the box covers
    the filing and was often left at 0 beside a footnote that tells of the plan. Where there is
    no box, a text that names a plan only to deny it says NONE.

    Args:
        box: ``aff10b5One``; None where the form had no such box or left it empty.
        texts: the footnotes of the row, and the remarks.
    """
    naming = [text for text in texts if _PLAN.search(text)]
    if box or any(map(names_plan, naming)):
        return TradingPlanStatus.PLANNED
    return TradingPlanStatus.NONE if naming or box is False else TradingPlanStatus.UNKNOWN


def names_plan(text: str) -> bool:
    """Return whether ``text`` says that a Rule 10b5-1 plan was behind the trade."""
    return any(not _DENIAL.search(text[: match.start()]) for match in _PLAN.finditer(text))
