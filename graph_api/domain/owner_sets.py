"""Who may stand behind one trade: the owner set, of which the fewest are counted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from graph_api.domain.definitions import CountBasis
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.owners import OwnerRoots, Reading, Span
from graph_api.domain.qualifying import owners_of
from graph_api.domain.trades import EconomicTrade

OwnerSet = frozenset[Cik]


class OwnerSets:
    """Owner sets at one instant.

    Where rows of one joint form are attributed to different persons, or to vehicles of
    different owners, each of these trades belongs to its holders alone. That is read off trades
    with a single live filing: once two filings report a trade, it is not known which of its
    owners filed together.
    """

    def __init__(self, roots: OwnerRoots, trades: Iterable[EconomicTrade]) -> None:
        """Prepare for trades of one or more issuers.

        Args:
            roots: at the instant the trades are seen.
            trades: all visible ones, whether they count or not: they tell which rows of a
                joint form name whom.
        """
        self.roots = roots
        self._attributed: dict[AccessionNumber, list[EconomicTrade]] = defaultdict(list)
        for trade in trades:
            if is_attributed_in_joint_form(trade):
                self._attributed[trade.accessions[0]].append(trade)
        self._separate: dict[tuple[AccessionNumber, Reading], bool] = {}

    def of(
        self, trade: EconomicTrade, basis: CountBasis, reading: Reading, valid: Span
    ) -> OwnerSet:
        """Return the owners of ``trade`` on ``basis``, by links valid on any day of ``valid``.

        Never empty for a trade that counts. HOLDER sets are subsets of BENEFICIAL_OWNER sets
        and fall back to them where nobody is named.

        Source:
            Specification B2 (owner set).
        """
        owners = owners_of(trade)
        if basis is CountBasis.REPORTING_OWNER:
            return frozenset(owners)
        if len(owners) == 1:
            return self.roots.roots(owners[0], valid=valid, reading=reading)
        if trade.holders and (basis is CountBasis.HOLDER or self._is_separate(trade, reading)):
            owners = tuple(cik for cik in trade.holders if cik in owners) or owners
        return self._union(owners, reading, valid)

    def of_all(
        self,
        trades: Sequence[EconomicTrade],
        basis: CountBasis,
        reading: Reading,
        valid: Span,
    ) -> list[OwnerSet]:
        """Return the owner sets of ``trades`` in their order."""
        return [self.of(trade, basis, reading, valid) for trade in trades]

    def are_dated(self, trades: Iterable[EconomicTrade]) -> bool:
        """True where the set of one of ``trades`` may depend on the days asked about."""
        return self.roots.has_links and any(
            self.roots.is_dated(cik) for trade in trades for cik in owners_of(trade)
        )

    def are_linked(self, trades: Iterable[EconomicTrade]) -> bool:
        """True where the sets of ``trades`` may depend on which links hold."""
        return self.roots.has_links and any(
            self.roots.is_linked(cik) for trade in trades for cik in owners_of(trade)
        )

    def _union(self, owners: Iterable[Cik], reading: Reading, valid: Span | None) -> OwnerSet:
        return frozenset().union(
            *(self.roots.roots(cik, valid=valid, reading=reading) for cik in owners)
        )

    def _is_separate(self, trade: EconomicTrade, reading: Reading) -> bool:
        if not is_attributed_in_joint_form(trade):
            return False
        key = trade.accessions[0], reading
        if key not in self._separate:
            self._separate[key] = self._names_strangers(self._attributed[key[0]], reading)
        return self._separate[key]

    def _names_strangers(self, rows: Sequence[EconomicTrade], reading: Reading) -> bool:
        """True where two of ``rows`` are attributed to holders without a common owner.

        Both must be persons in the end, or nobody on the form is: a person and a vehicle on
        one form that no link joins may well be one owner.
        """
        named = {self._union(row.holders, reading, None) for row in rows}
        everyone = self._union((cik for row in rows for cik in owners_of(row)), reading, None)
        persons = frozenset(cik for cik in everyone if cik in self.roots.persons)
        return any(
            a.isdisjoint(b) and (not persons or a | b <= persons) for a, b in combinations(named, 2)
        )


def is_attributed_in_joint_form(trade: EconomicTrade) -> bool:
    """True where the one live filing has several owners and the row names some of them."""
    return (
        len(trade.reporters) > 1
        and len(trade.accessions) == 1
        and bool(trade.holders)
        and set(trade.holders) <= set(owners_of(trade))
    )
