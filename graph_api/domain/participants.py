"""Who took part: each trade of an episode assigned to exactly one of its counted owners."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph_api.domain.codes import AcquiredDisposed, InsiderRole
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.owner_sets import OwnerSet
from graph_api.domain.owner_units import Prefer
from graph_api.domain.owners import OwnerRoots, Span
from graph_api.domain.qualifying import owners_of
from graph_api.domain.roles import C_SUITE, is_officer_role
from graph_api.domain.tapes import ZERO
from graph_api.domain.trades import EconomicTrade

_NOBODY: frozenset[Cik] = frozenset()
_ROLE_ORDER = {role: position for position, role in enumerate(InsiderRole)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterParticipant:
    """One counted owner and the trades assigned to it.

    Attributes:
        root: the person, or the top entity where no person is known.
        roles: of its reporting owners at the issuer, most senior first.
        reporting_owners: those through which it reported its trades, by CIK.
        total_value: USD over its priced trades.
        net_shares: negative for SELL; shares not stated add nothing.
        trade_ids: its trades in order of day.
        co_owners: others who may stand behind these trades, by CIK; not counted for them.
    """

    root: Cik
    roles: tuple[InsiderRole, ...]
    reporting_owners: tuple[Cik, ...]
    total_value: Decimal
    net_shares: Decimal
    trade_ids: tuple[RowKey, ...]
    co_owners: tuple[Cik, ...]


class Cast:
    """Who may stand behind the trades of one episode, with links valid on a day of ``span``.

    ``values`` (USD, 0 where a trade has none) and ``sets`` run parallel to ``trades``.
    """

    def __init__(
        self,
        trades: Sequence[EconomicTrade],
        values: Sequence[Decimal],
        sets: Sequence[OwnerSet],
        roots: OwnerRoots,
        span: Span,
    ) -> None:
        self._trades, self._values, self._sets = trades, values, sets
        self._persons = roots.persons
        roots = roots.at(trades[0].issuer_cik)
        self._reporters = {cik for trade in trades for cik in owners_of(trade)}
        self._roots = {cik: roots.roots(cik, valid=span) for cik in self._reporters}

    def preference(self) -> Prefer:
        """Return the rank by which equal choices of counted owners are settled.

        First natural persons who report a trade under their own CIK, then roots of a holder to
        whom a row is attributed, then those of whom a reporting owner is officer or director
        of the issuer, then the lowest CIK.

        Source:
            Architecture section 7.
        """
        holders = self._behind({cik for trade in self._trades for cik in trade.holders})
        managers = self._behind(
            {
                reporter.cik
                for trade in self._trades
                for reporter in trade.reporters
                if InsiderRole.DIRECTOR in reporter.roles or has_officer(reporter.roles)
            }
        )

        def rank(cik: Cik) -> tuple[bool, bool, bool, Cik]:
            is_person = cik in self._reporters and cik in self._persons
            return not is_person, cik not in holders, cik not in managers, cik

        return rank

    def participants(self, chosen: Sequence[Cik]) -> tuple[ClusterParticipant, ...]:
        """Return one participant for each of ``chosen``, by value, largest first, then CIK.

        Args:
            chosen: owners who together meet every owner set, best first; a trade that several
                of them may stand behind goes to the first.
        """
        positions: Mapping[Cik, list[int]] = defaultdict(list)
        for position, owners in enumerate(self._sets):
            positions[next(cik for cik in chosen if cik in owners)].append(position)
        found = [self._participant(root, positions[root]) for root in chosen]
        return tuple(sorted(found, key=lambda p: (-p.total_value, p.root)))

    def _participant(self, root: Cik, positions: Sequence[int]) -> ClusterParticipant:
        trades = [self._trades[position] for position in positions]
        members = {cik for trade in trades for cik in owners_of(trade) if root in self._roots[cik]}
        behind = _NOBODY.union(*(self._sets[position] for position in positions))
        return ClusterParticipant(
            root=root,
            roles=roles_of(trades, members),
            reporting_owners=tuple(sorted(members)),
            total_value=sum((self._values[position] for position in positions), ZERO),
            net_shares=sum((signed_shares(trade) for trade in trades), ZERO),
            trade_ids=tuple(trade.trade_id for trade in trades),
            co_owners=tuple(sorted(behind - {root})),
        )

    def _behind(self, ciks: set[Cik]) -> frozenset[Cik]:
        return _NOBODY.union(*(self._roots[cik] for cik in ciks & self._reporters))


def roles_of(trades: Sequence[EconomicTrade], ciks: set[Cik]) -> tuple[InsiderRole, ...]:
    """Return what ``ciks`` are at the issuer by these trades' filings, most senior first."""
    roles = {
        role
        for trade in trades
        for reporter in trade.reporters
        if reporter.cik in ciks
        for role in reporter.roles
    }
    return tuple(sorted(roles, key=_ROLE_ORDER.__getitem__))


def has_officer(roles: Sequence[InsiderRole]) -> bool:
    """True where one of ``roles`` is an officer's."""
    return any(is_officer_role(role) for role in roles)


def has_c_suite(roles: Sequence[InsiderRole]) -> bool:
    """True where one of ``roles`` is CEO, CFO or COO."""
    return any(role in C_SUITE for role in roles)


def signed_shares(trade: EconomicTrade) -> Decimal:
    """Return shares acquired, or minus shares disposed; 0 where not stated."""
    shares = trade.shares or ZERO
    return shares if trade.acquired_disposed is AcquiredDisposed.ACQUIRED else -shares
