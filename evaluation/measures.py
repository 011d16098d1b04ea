"""Rates with their denominators: intervals, agreement of groupings, calibration."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Z = 1.959964
"""Standard deviations on either side that hold 95 % of a normal distribution."""

ENOUGH = 100
"""From so many cases on a rate may be called a rate, below it is shown with its interval only."""


@dataclass(frozen=True, slots=True)
class Rate:
    """``hits`` of ``n``; a rate without cases is unknown, never zero or one."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        """Share, or None without cases."""
        return self.hits / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson interval of 95 %, or None without cases."""
        if not self.n:
            return None
        share = self.hits / self.n
        square = Z * Z / self.n
        centre = (share + square / 2) / (1 + square)
        half = Z * sqrt(share * (1 - share) / self.n + square / (4 * self.n)) / (1 + square)
        return max(0.0, centre - half), min(1.0, centre + half)

    def __str__(self) -> str:
        """``58/60 = 0.967 [0.886, 0.991]``; ``0/0`` where nothing can be said."""
        if self.value is None or self.interval is None:
            return "0/0"
        low, high = self.interval
        return f"{self.hits}/{self.n} = {self.value:.3f} [{low:.3f}, {high:.3f}]"


def rate(judged: Iterable[bool]) -> Rate:
    """Return how many of the judgements are true."""
    found = list(judged)
    return Rate(sum(found), len(found))


def b_cubed(
    found: Mapping[T, Hashable], true: Mapping[T, Hashable]
) -> tuple[float, float, float] | None:
    """Return precision, recall and F1 of a grouping, averaged over its members.

    ``found`` and ``true`` map the same members to their groups; without members it is None.
    """
    if not true:
        return None
    precision = recall = 0.0
    for member, group in true.items():
        mine = {other for other in true if found[other] == found[member]}
        real = {other for other in true if true[other] == group}
        both = len(mine & real)
        precision += both / len(mine)
        recall += both / len(real)
    precision, recall = precision / len(true), recall / len(true)
    return precision, recall, 2 * precision * recall / (precision + recall)


def calibration_error(scored: Sequence[tuple[float, bool]], bins: int = 10) -> float | None:
    """Return the expected calibration error: |score - share true|, weighted over equal bins."""
    if not scored:
        return None
    grouped: dict[int, list[tuple[float, bool]]] = {}
    for score, truth in scored:
        grouped.setdefault(min(int(score * bins), bins - 1), []).append((score, truth))
    return sum(
        abs(sum(score for score, _ in group) - sum(truth for _, truth in group))
        for group in grouped.values()
    ) / len(scored)
