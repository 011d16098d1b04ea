"""One side of one issuer at one instant: its tape, its owner sets, its episodes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph_api.domain.definitions import ClusterDefinition, CountBasis
from graph_api.domain.owner_sets import OwnerSet, OwnerSets
from graph_api.domain.owners import Reading
from graph_api.domain.qualifying import owners_of
from graph_api.domain.tapes import Tape, lay_out
from graph_api.domain.trades import EconomicTrade
from graph_api.domain.windows import Episode, find_episodes


@dataclass(frozen=True, slots=True, kw_only=True)
class SideNow:
    """What is visible of one side, and the episodes it holds."""

    tape: Tape
    owners: OwnerSets
    episodes: Sequence[Episode]


def read_side(
    trades: Sequence[EconomicTrade],
    owners: OwnerSets,
    definition: ClusterDefinition,
    evaluation_date: date,
) -> SideNow | None:
    """Return the episodes of visible ``trades``; None where there can be none."""
    if not _could_qualify(trades, definition.min_insiders):
        return None
    tape = lay_out(trades, owners, definition, evaluation_date)
    if not tape.trades:
        return None
    by_cik = definition.count_basis is CountBasis.REPORTING_OWNER

    def sets_of(start: int, stop: int) -> Sequence[OwnerSet]:
        span = tape.span(start, stop)
        return owners.of_all(
            tape.trades[start:stop], definition.count_basis, Reading.HEADLINE, span
        )

    dated = not by_cik and owners.are_dated(tape.trades)
    episodes = find_episodes(tape, sets_of, definition, dated=dated)
    return SideNow(tape=tape, owners=owners, episodes=episodes) if episodes else None


def _could_qualify(trades: Iterable[EconomicTrade], least: int) -> bool:
    # No count on any basis exceeds the number of reporting owners.
    ciks: set[str] = set()
    for trade in trades:
        ciks.update(owners_of(trade))
        if len(ciks) >= least:
            return True
    return False
