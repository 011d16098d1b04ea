"""Rows → economic trades: one real change each, however many rows of however many forms tell it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph_api.domain.derived import Aggregates, Amends, Supersedes
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.links import OwnershipLink
from graph_api.domain.overrides import Override, OverrideOp
from graph_api.domain.owners import OwnerRoots
from graph_api.domain.trades import EconomicTrade
from loaders.resolve.components import components, restatements
from loaders.resolve.quality import Quality
from loaders.resolve.trade_histories import Setting, TradeHistory
from loaders.resolve.trade_versions import Holders

_ABOUT_TRADES = (OverrideOp.SAME_TRADE, OverrideOp.NOT_SAME_TRADE)


@dataclass(frozen=True, slots=True)
class ResolvedTrades:
    """Versions of trades, and of the relations between forms and rows behind them."""

    trades: tuple[EconomicTrade, ...]
    amends: tuple[Amends, ...]
    supersedes: tuple[Supersedes, ...]
    aggregates: tuple[Aggregates, ...]


def resolve_trades(
    filings: Sequence[OwnershipFiling],
    holders: Holders,
    *,
    quality: Quality,
    links: Sequence[OwnershipLink] = (),
    persons: frozenset[Cik] = frozenset(),
    overrides: Sequence[Override] = (),
) -> ResolvedTrades:
    """Return every version of every economic trade.

    Args:
        filings: all that are stored, any order.
        holders: row → reporting owners to whom it is attributed.
        quality: figures of every row.
        links: every version of every link; accepted ones join trades of linked owners.
        persons: CIKs of natural persons.
        overrides: decisions; those about trades are taken.

    Returns:
        Trades by (trade id, known from); relations by their keys. An aggregate joins versions of
        trades: its ``whole`` and ``part`` are keys ``tradeId@knownFrom``.
    """
    setting = Setting(
        holders=holders,
        quality=quality,
        roots=OwnerRoots(links, persons),
        overrides=tuple(override for override in overrides if override.op in _ABOUT_TRADES),
        restates=restatements(filings),
    )
    facts = list(_facts(filings, setting))
    trades = sorted(
        (fact for fact in facts if isinstance(fact, EconomicTrade)),
        key=lambda trade: (trade.trade_id, trade.known_from),
    )
    return ResolvedTrades(
        tuple(trades),
        tuple(
            sorted(
                (fact for fact in facts if isinstance(fact, Amends)),
                key=lambda edge: (edge.amendment, edge.known_from),
            )
        ),
        tuple(
            sorted(
                (fact for fact in facts if isinstance(fact, Supersedes)),
                key=lambda edge: (edge.later, edge.earlier, edge.known_from),
            )
        ),
        tuple(
            sorted(_aggregates(trades), key=lambda edge: (edge.whole, edge.part, edge.known_from))
        ),
    )


def _facts(
    filings: Sequence[OwnershipFiling], setting: Setting
) -> Iterator[EconomicTrade | Amends | Supersedes]:
    def reach(cik: Cik) -> set[Cik]:
        links = setting.roots.history([cik]) if setting.roots.is_linked(cik) else ()
        return {cik, *(link.controller for link in links)}

    tied = components(filings, setting.restates, setting.day_of, reach, setting.overrides)
    for component in tied:
        for version in TradeHistory(component, setting).versions():
            yield replace(version.content, known_from=version.known_from, known_to=version.known_to)


def _aggregates(trades: Sequence[EconomicTrade]) -> Iterator[Aggregates]:
    """Yield an edge for each version of a whole and each version of a part that overlap."""
    wholes = [trade for trade in trades if trade.aggregates]
    parts: dict[RowKey, list[EconomicTrade]] = defaultdict(list)
    wanted = {part for whole in wholes for part in whole.aggregates}
    for trade in trades:
        if trade.trade_id in wanted:
            parts[trade.trade_id].append(trade)
    for whole in wholes:
        for part in (version for key in whole.aggregates for version in parts[key]):
            start = max(whole.known_from, part.known_from)
            end = min(whole.known_to, part.known_to)
            if start < end:
                yield Aggregates(
                    whole=RowKey(whole.key), part=RowKey(part.key), known_from=start, known_to=end
                )
