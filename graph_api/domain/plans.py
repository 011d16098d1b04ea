"""Rule 10b5-1: what a filing says of a trading plan behind one of its rows."""

import re
from collections.abc import Iterable

from graph_api.domain.codes import TradingPlanStatus

_PLAN = re.compile(r"10b-?5-?1", re.IGNORECASE)
_DENIAL = re.compile(
    r"\b(?:not|neither|nor|without|none)\b[^.;]{0,80}$|\boutside\b[^.;]{0,40}$", re.IGNORECASE
)


def plan_status(*, box: bool | None, texts: Iterable[str]) -> TradingPlanStatus:
    """Return whether a row was traded under a plan.

    A text that names a plan without denying it outweighs an unticked box, because the box covers
    the filing and was often left at 0 beside a footnote that tells of the plan.

    Args:
        box: ``aff10b5One``; None where the form had no such box or left it empty.
        texts: the footnotes of the row, and the remarks.
    """
    if box or any(names_plan(text) for text in texts):
        return TradingPlanStatus.PLANNED
    return TradingPlanStatus.UNKNOWN if box is None else TradingPlanStatus.NONE


def names_plan(text: str) -> bool:
    """Return whether ``text`` says that a Rule 10b5-1 plan was behind the trade."""
    return any(not _DENIAL.search(text[: match.start()]) for match in _PLAN.finditer(text))
