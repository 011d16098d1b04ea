"""One measured figure and what it is measured against."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table.

    Attributes:
        value: with its unit.
        alternative: what it is measured against, with that one's own value; empty where nothing.
        ratio: ours to the alternative, so that more is better; empty where nothing is compared.
        goal: what was set out to reach; empty where nothing was.
    """

    what: str
    value: str
    alternative: str = ""
    ratio: str = ""
    goal: str = ""


def rate(per_second: float, what: str) -> str:
    return f"{per_second:,.0f} {what}/s"


def duration(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
