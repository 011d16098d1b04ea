"""Trades that report the sum of others: filed, shown, and never counted beside their parts."""

from collections import defaultdict
from collections.abc import Iterable

from graph_api.domain.identifiers import RowKey
from graph_api.domain.trades import EconomicTrade


class Sums:
    """Which of some trades report sums of which others."""

    def __init__(self, trades: Iterable[EconomicTrade]) -> None:
        self._wholes: dict[RowKey, list[EconomicTrade]] = defaultdict(list)
        for trade in trades:
            for part in trade.aggregates:
                self._wholes[part].append(trade)

    def of(self, parts: Iterable[EconomicTrade]) -> Iterable[EconomicTrade]:
        """Return the trades that report sums of ``parts``, and those that report sums of these.

        Source:
            Specification B1 (aggregate duplicates) and C7 (counts).
        """
        found: dict[RowKey, EconomicTrade] = {}
        open_ends = [trade.trade_id for trade in parts]
        while open_ends:
            for whole in self._wholes.get(open_ends.pop(), ()):
                if whole.trade_id not in found:
                    found[whole.trade_id] = whole
                    open_ends.append(whole.trade_id)
        return found.values()
