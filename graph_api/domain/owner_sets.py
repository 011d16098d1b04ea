"""Who may stand behind one trade: the owner set, of which the fewest are counted."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from graph_api.domain.definitions import CountBasis
from graph_api.domain.identifiers import Cik
from graph_api.domain.owners import OwnerRoots, Reading, Span
from graph_api.domain.qualifying import owners_of
from graph_api.domain.trades import EconomicTrade, Naming

OwnerSet = frozenset[Cik]


class OwnerSets:
    """Owner sets at one instant.

    Everybody who reports a trade may stand behind it. Where rows of joint forms name different
    persons, or vehicles of different owners, each of these trades belongs to whom it names. A
    trust company counts only where nobody else reports.
    """

    def __init__(self, roots: OwnerRoots) -> None:
        """Prepare for trades seen at the instant of ``roots``."""
        self.roots = roots

    def of(
        self, trade: EconomicTrade, basis: CountBasis, reading: Reading, valid: Span
    ) -> OwnerSet:
        """Return the owners of ``trade`` on ``basis``, by links valid on any day of ``valid``.

        Never empty for a trade that counts. HOLDER sets are subsets of BENEFICIAL_OWNER sets
        and fall back to them where nobody is named.

        Where probable links are held, so is that a trade which looks the same in every figure is
        the same: its owners may stand behind this one too.

        Source:
            Specification B2 (owner set), B4 case 3, C5.8 (trust companies).
        """
        owners = owners_of(trade)
        if basis is CountBasis.REPORTING_OWNER:
            return frozenset(owners)
        there = self.roots.at(trade.issuer_cik)
        if there is not self.roots:
            return OwnerSets(there).of(trade, basis, reading, valid)
        if len(owners) > 1:
            owners = self._owners(trade, owners, basis, reading)
        if reading is Reading.PROBABLE_HELD and trade.lookalikes:
            owners = (*owners, *trade.lookalikes)
        if len(owners) == 1:
            return self.roots.roots(owners[0], valid=valid, reading=reading)
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
        """True where the sets of ``trades`` may depend on which links are held."""
        linked = self.roots.has_links
        return any(
            trade.lookalikes or (linked and any(map(self.roots.is_linked, owners_of(trade))))
            for trade in trades
        )

    def _owners(
        self, trade: EconomicTrade, owners: tuple[Cik, ...], basis: CountBasis, reading: Reading
    ) -> tuple[Cik, ...]:
        """Return those of several reporters whose roots are counted."""
        companies = [reporter.cik for reporter in trade.reporters if reporter.trust_company]
        if companies:
            owners = tuple(cik for cik in owners if cik not in companies) or owners
        named = [r.cik for r in trade.reporters if r.naming is Naming.HOLDER]
        if named and self._names_strangers(trade, reading):
            return tuple(cik for cik in named if cik in owners) or owners
        if basis is CountBasis.HOLDER:
            return tuple(cik for cik in trade.holders if cik in owners) or owners
        return owners

    def _union(self, owners: Iterable[Cik], reading: Reading, valid: Span | None) -> OwnerSet:
        return frozenset().union(
            *(self.roots.roots(cik, valid=valid, reading=reading) for cik in owners)
        )

    def _names_strangers(self, trade: EconomicTrade, reading: Reading) -> bool:
        """True where rows of the forms name two holders without a common owner.

        Both must be persons in the end, or nobody on the form is: a person and a vehicle on
        one form that no link joins may well be one owner.
        """
        named = [self._union((r.cik,), reading, None) for r in trade.reporters if r.naming]
        everyone = self._union(owners_of(trade), reading, None)
        persons = frozenset(cik for cik in everyone if cik in self.roots.persons)
        return any(
            a.isdisjoint(b) and (not persons or a | b <= persons) for a, b in combinations(named, 2)
        )
