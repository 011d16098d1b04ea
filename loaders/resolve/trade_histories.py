"""What the filings of one component tell, at every instant at which anything becomes known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from graph_api.domain.derived import Amends, Supersedes
from graph_api.domain.filing import OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.overrides import Override
from graph_api.domain.owners import OwnerRoots
from graph_api.domain.trades import EconomicTrade, Naming
from loaders.resolve.amendments import Family, families, find_original, slots
from loaders.resolve.forms import Form
from loaders.resolve.gates import Gates, Roots, Verdict
from loaders.resolve.quality import Quality
from loaders.resolve.replay import Version, replay
from loaders.resolve.same_trade import Decisions, Group, alone, group_slots
from loaders.resolve.scopes import scope_of
from loaders.resolve.sums import Told, wholes
from loaders.resolve.trade_versions import ALWAYS, Holders, TradeReader, accession_of

Fact = EconomicTrade | Amends | Supersedes
FactKey = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is the same for all components.

    Attributes:
        holders: row → reporting owners to whom it is attributed.
        quality: figures of every row.
        roots: every version of every link.
        overrides: decisions about trades.
        restates: amendment → filings that it may restate.
    """

    holders: Holders
    quality: Quality
    roots: OwnerRoots
    overrides: tuple[Override, ...]
    restates: Mapping[AccessionNumber, Sequence[OwnershipFiling]]

    def day_of(self, row: ReportedTransaction) -> date | None:
        """Return the effective day, which no later filing changes, else the one as filed."""
        return self.quality.of(row.key, OPEN_END).transaction_date or row.transaction_date.value


class TradeHistory:
    """The replay of one component."""

    def __init__(self, filings: Sequence[OwnershipFiling], setting: Setting) -> None:
        """Prepare for ``filings``, which stand in replay order."""
        self._filings, self._setting = filings, setting
        self._reader = TradeReader(filings, setting.holders, setting.quality)
        self._by_accession = {filing.accession: filing for filing in filings}
        self._overrides = [
            override
            for override in setting.overrides
            if accession_of(RowKey(override.a)) in self._by_accession
        ]
        self._joint = any(len(filing.document.owners) > 1 for filing in filings)
        self._amendments: dict[tuple[AccessionNumber, AccessionNumber], Amends] = {}
        self._families: dict[tuple[AccessionNumber, ...], Family] = {}
        self._forms: dict[AccessionNumber, Form] = {}
        self._judged: dict[tuple[object, ...], Verdict] = {}
        owners = {owner.cik for f in filings for owner in f.document.owners}
        self._linked = len(filings) > 1 and any(map(setting.roots.is_linked, owners))
        self._owners = owners

    def versions(self) -> Iterator[Version[FactKey, Fact]]:
        """Yield every version of every trade, and of the relations between forms and rows."""
        return replay(self._instants(), self._state_at)

    def _instants(self) -> set[Instant]:
        """Return every moment at which what the filings tell can change."""
        found = {filing.accepted_at for filing in self._filings}
        first = min(found)
        found |= {
            instant
            for filing in self._filings
            for row in filing.document.transactions
            for instant in self._setting.quality.instants(row.key)
        }
        found |= {override.known_from for override in self._overrides}
        if self._linked:
            for link in self._setting.roots.history(self._owners):
                found |= {link.known_from, link.known_to}
        return {instant for instant in found if first <= instant < OPEN_END}

    def _state_at(self, instant: Instant) -> dict[FactKey, Fact]:
        known = [filing for filing in self._filings if filing.accepted_at <= instant]
        originals = self._originals(known)
        found = [self._family(members) for members in families(known, originals)]
        state: dict[FactKey, Fact] = {}
        for amendment, original in originals.items():
            state["amends", amendment] = self._amends(amendment, original)
        for family in found:
            for slot in family.slots:
                for earlier, later in pairwise(slot.rows):
                    state["supersedes", later.key, earlier.key] = Supersedes(
                        later=later.key, earlier=earlier.key, known_from=ALWAYS, known_to=OPEN_END
                    )
        for trade in self._trades(found, instant):
            state["trade", trade.trade_id] = trade
        return state

    def _originals(
        self, known: Sequence[OwnershipFiling]
    ) -> dict[AccessionNumber, AccessionNumber]:
        accessions = {filing.accession for filing in known}
        found: dict[AccessionNumber, AccessionNumber] = {}
        for filing in known:
            possible = self._setting.restates.get(filing.accession, ())
            original = find_original(filing, (f for f in possible if f.accession in accessions))
            if original is not None:
                found[filing.accession] = original.accession
        return found

    def _family(self, members: tuple[OwnershipFiling, ...]) -> Family:
        key = tuple(filing.accession for filing in members)
        if key not in self._families:
            self._families[key] = Family(members, slots(members))
        return self._families[key]

    def _amends(self, amendment: AccessionNumber, original: AccessionNumber) -> Amends:
        pair = amendment, original
        if pair not in self._amendments:
            self._amendments[pair] = Amends(
                amendment=amendment,
                original=original,
                scope=scope_of(self._by_accession[amendment], self._by_accession[original]),
                known_from=ALWAYS,
                known_to=OPEN_END,
            )
        return self._amendments[pair]

    def _trades(self, found: Sequence[Family], instant: Instant) -> Iterator[EconomicTrade]:
        orphans = frozenset(
            filing.accession for family in found if family.is_orphan for filing in family.filings
        )
        sums: Mapping[RowKey, tuple[RowKey, ...]] = {}
        if len(found) == len(found[0].filings) == 1 and not self._overrides:
            groups = [alone(slot) for slot in found[0].slots]
        else:
            decisions = Decisions.of(o for o in self._overrides if o.known_from <= instant)
            forms = {f.accession: self._form(f) for family in found for f in family.filings}
            gates = Gates(forms.values(), orphans, self._roots_at(instant), self._judged)
            groups = group_slots(found, forms, gates, decisions)
            sums = wholes(self._told(groups, forms), gates)
        for group, namings in zip(groups, self._namings(groups), strict=True):
            key = self._reader.trade_id(group)
            yield self._reader.trade(
                group,
                instant,
                orphan=accession_of(key) in orphans,
                aggregates=sums.get(key, ()),
                namings=namings,
            )

    def _form(self, filing: OwnershipFiling) -> Form:
        if filing.accession not in self._forms:
            rows = filing.document.transactions
            self._forms[filing.accession] = Form(filing, [self._setting.day_of(r) for r in rows])
        return self._forms[filing.accession]

    def _roots_at(self, instant: Instant) -> Roots | None:
        if not self._linked:
            return None
        issuer = self._filings[0].document.issuer.cik
        known = self._setting.roots.known_by(instant, self._owners).at(issuer)
        return lambda cik, day: known.roots(cik, valid=(day, day))

    def _told(
        self, groups: Iterable[Group], forms: Mapping[AccessionNumber, Form]
    ) -> Iterator[Told]:
        """Yield the rows in force of trades that were made."""
        for group in groups:
            trade = self._reader.trade_id(group)
            for slot in group.slots:
                line = forms[accession_of(slot.live.key)].lines.get(slot.live.key)
                if line is not None and not slot.void:
                    yield Told(line, trade)

    def _namings(self, groups: Sequence[Group]) -> Sequence[Mapping[Cik, Naming]]:
        """Return, for each group, whom its rows name and whom those beside it name instead.

        Empty where the group's own rows name nobody, or the forms nobody else.
        """
        if not self._joint:
            return [{}] * len(groups)
        named = [self._named(group) for group in groups]
        beside: dict[object, set[Cik]] = defaultdict(set)
        for group, own in zip(groups, named, strict=True):
            for report in self._reports(group):
                beside[report] |= own
        return [
            self._told_apart(group, own, beside) for group, own in zip(groups, named, strict=True)
        ]

    def _told_apart(
        self, group: Group, own: set[Cik], beside: Mapping[object, set[Cik]]
    ) -> Mapping[Cik, Naming]:
        filings = self._live_filings(group)
        reporters = {owner.cik for filing in filings for owner in filing.document.owners}
        others = set[Cik]().union(*(beside[report] for report in self._reports(group))) - own
        if not own or not others & reporters:
            return {}
        return dict.fromkeys(others & reporters, Naming.OTHER_ROWS) | dict.fromkeys(
            own, Naming.HOLDER
        )

    def _named(self, group: Group) -> set[Cik]:
        """Return the owners whom the rows in force name, each on a form of its own or joint."""
        found: set[Cik] = set()
        for row in self._reader.live(group):
            owners = self._by_accession[accession_of(row.key)].document.owners
            if len(owners) > 1:
                found |= {o.cik for o in owners} & {*self._setting.holders.get(row.key, ())}
            elif len(group.slots) > 1:
                named = self._forms[accession_of(row.key)].named(row)
                found |= {named.cik} if named and named.cik else set()
        return found

    def _reports(self, group: Group) -> set[object]:
        """Return the reports that tell the trade, amended ones included.

        A line that an amendment corrects still stands beside those that it leaves alone.
        """
        rows = (row for slot in group.slots for row in slot.rows)
        return {_report_of(self._by_accession[accession_of(row.key)]) for row in rows}

    def _live_filings(self, group: Group) -> list[OwnershipFiling]:
        return [self._by_accession[accession_of(row.key)] for row in self._reader.live(group)]


def _report_of(filing: OwnershipFiling) -> tuple[object, ...]:
    """Return what the continuation forms of one report share."""
    document = filing.document
    owners = frozenset(owner.cik for owner in document.owners)
    return owners, filing.filed_on, document.form_type
