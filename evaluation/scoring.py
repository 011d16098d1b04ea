"""The gold set against what is computed: links, texts, holders, windows, kinds, signatures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from evaluation.counting import NOTHING_COUNTED, figures, roots_of
from evaluation.forms import cik_of, filings_of, form
from evaluation.gold_set import (
    GoldHolder,
    GoldLink,
    GoldSet,
    GoldSignature,
    GoldWindow,
    LinkLabel,
    Side,
    Stratum,
)
from evaluation.measures import Rate, b_cubed, calibration_error, rate
from evaluation.real import by_issuer, filing_named, real_filings
from graph_api.domain.codes import OwnerKind
from graph_api.domain.definitions import ClusterDirection, TradingPlanPolicy
from graph_api.domain.derived import Derived
from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import OPEN_END
from graph_api.domain.kinds import classify
from graph_api.domain.links import Evidence, EvidenceFamily, LinkState, OwnershipLink
from loaders.evidence import signature, text
from loaders.resolve import resolve
from loaders.resolve.descriptions import normalise
from loaders.resolve.weighing import combine

TRUE = frozenset((LinkLabel.CONTROLS, LinkLabel.JOINT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One labelled pair and what is made of it.

    Attributes:
        p: 0 where nothing links the two.
        state: None where nothing links the two.
    """

    link: GoldLink
    p: float
    state: LinkState | None

    @property
    def is_true(self) -> bool:
        """Whether a reader says that the one controls the other."""
        return self.link.label in TRUE

    @property
    def is_accepted(self) -> bool:
        """Whether it would be counted as one."""
        return self.state is LinkState.ACCEPTED


@cache
def resolved() -> Derived:
    """Return what follows from all real filings."""
    return resolve(real_filings())


def scored_links(gold: GoldSet) -> tuple[Scored, ...]:
    """Return the labelled pairs of two reporting owners, by what all filings together give."""
    newest: dict[tuple[Cik, Cik], OwnershipLink] = {
        (link.vehicle, link.controller): link
        for link in resolved().links
        if link.known_to == OPEN_END
    }
    found = []
    for link in gold.links:
        if link.vehicle_cik is not None and link.controller_cik is not None:
            made = newest.get((link.vehicle_cik, link.controller_cik))
            p, state = (made.p, made.state) if made else (0.0, None)
            found.append(Scored(link=link, p=p, state=state))
    return tuple(found)


def scored_texts(gold: GoldSet) -> tuple[Scored, ...]:
    """Return the labelled pairs as the words of the one filing that tells would link them.

    Both are taken to report on it, because most vehicles that filings name have no CIK: this is
    how a text is read, not how owners are linked. Pairs of persons, and pairs that only a
    signature line of another filing or an address tells, are left out.
    """
    found = []
    for link in gold.links:
        filing = filing_named(link.filing)
        if filing is not None and link.stratum in {Stratum.EXPLICIT_TEXT, Stratum.CHAIN}:
            found.append(_as_read(link, filing))
    return tuple(found)


def _as_read(link: GoldLink, filing: OwnershipFiling) -> Scored:
    vehicle, controller = (
        _owner(filing, link.vehicle, link.vehicle_cik),
        _owner(filing, link.controller, link.controller_cik),
    )
    listed = {owner.cik for owner in filing.document.owners}
    guests = tuple(owner for owner in (vehicle, controller) if owner.cik not in listed)
    signs: list[Evidence] = [
        item
        for item in (*text.find(filing, guests), *signature.find(filing, guests))
        if (item.vehicle, item.controller) == (vehicle.cik, controller.cik)
    ]
    if not signs:
        return Scored(link=link, p=0.0, state=None)
    made = combine(signs)
    return Scored(link=link, p=made.p, state=made.state)


def _owner(filing: OwnershipFiling, name: str, cik: Cik | None) -> OwnerAsFiled:
    listed = next((o for o in filing.document.owners if o.cik == cik), None)
    return listed or OwnerAsFiled(cik=cik or cik_of(name), name=name)


def recovered_without_text(scored: Iterable[Scored]) -> Rate:
    """Return how many accepted true links would stand if footnotes and remarks said nothing."""
    evidence: dict[tuple[Cik, Cik], list[Evidence]] = defaultdict(list)
    for item in resolved().evidence:
        if item.known_to == OPEN_END and item.family is not EvidenceFamily.TEXT:
            evidence[item.vehicle, item.controller].append(item)
    left = [
        evidence.get((link.vehicle_cik, link.controller_cik), [])
        for link in (item.link for item in scored if item.is_true and item.is_accepted)
        if link.vehicle_cik is not None and link.controller_cik is not None
    ]
    return rate(bool(signs) and combine(signs).state is LinkState.ACCEPTED for signs in left)


def groups_of_owners(gold: GoldSet) -> tuple[float, float, float] | None:
    """Return B-cubed precision, recall and F1 over owners whose sole controller is labelled."""
    above = {
        link.vehicle_cik: link.controller_cik
        for link in gold.links
        if link.label is LinkLabel.CONTROLS and link.vehicle_cik and link.controller_cik
    }
    members = {cik for pair in above.items() for cik in pair if cik is not None}

    def top(cik: Cik) -> Cik:
        seen = {cik}
        while (higher := above.get(cik)) is not None and higher not in seen:
            seen.add(higher)
            cik = higher
        return cik

    roots = roots_of(resolved())
    return b_cubed({cik: roots.roots(cik) for cik in members}, {cik: top(cik) for cik in members})


def precision(scored: Iterable[Scored]) -> Rate:
    """Return how many accepted pairs a reader accepts; pairs that no filing tells are left out."""
    return rate(
        item.is_true
        for item in scored
        if item.is_accepted and item.link.label is not LinkLabel.UNKNOWN
    )


def recall(scored: Iterable[Scored]) -> Rate:
    """Return how many pairs that a reader accepts are accepted."""
    return rate(item.is_accepted for item in scored if item.is_true)


def claimed_without_evidence(scored: Iterable[Scored]) -> Rate:
    """Return how many pairs that no filing tells of are accepted all the same."""
    return rate(item.is_accepted for item in scored if item.link.label is LinkLabel.UNKNOWN)


def unrelated_merges(gold: GoldSet) -> tuple[GoldLink, ...]:
    """Return labelled strangers who count as one: none may ever be."""
    roots = roots_of(resolved())
    return tuple(
        link
        for link in gold.links
        if link.label is LinkLabel.NOT
        and link.vehicle_cik is not None
        and link.controller_cik is not None
        and roots.roots(link.vehicle_cik) == roots.roots(link.controller_cik)
        and not _are_of_one(gold, link)
    )


def _are_of_one(gold: GoldSet, link: GoldLink) -> bool:
    """Return whether the pair is only read backwards, or stands below one true controller."""
    above: dict[Cik | None, set[Cik | None]] = {}
    for other in gold.links:
        if other.label in TRUE:
            above.setdefault(other.vehicle_cik, {other.vehicle_cik}).add(other.controller_cik)
    ends = (link.vehicle_cik, link.controller_cik)
    one, other_end = (above.get(cik, {cik}) for cik in ends)
    return not one.isdisjoint(other_end)


def calibration(scored: Sequence[Scored]) -> float | None:
    """Return the expected error of the scores over pairs of which a filing tells something."""
    told = [s for s in scored if s.p > 0 and s.link.label is not LinkLabel.UNKNOWN]
    return calibration_error([(item.p, item.is_true) for item in told])


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredWindow:
    """One labelled window, what was counted in it, and whether its filings are at hand."""

    window: GoldWindow
    trades: int
    units: int
    least: int
    most: int


def scored_windows(gold: GoldSet) -> tuple[ScoredWindow, ...]:
    """Return the labelled windows with what is counted of the trades that lie in them."""
    return tuple(_window(window) for window in gold.windows)


def _window(window: GoldWindow) -> ScoredWindow:
    derived = _at_issuer(window.issuer_cik)
    inside = replace(
        derived,
        trades=tuple(
            trade
            for trade in derived.trades
            if trade.transaction_date is not None
            and window.first <= trade.transaction_date <= window.last
        ),
    )
    side = window.issuer_cik, _SIDES[window.side]
    episodes = figures(inside, trading_plans=TradingPlanPolicy.INCLUDE).get(
        side, (NOTHING_COUNTED,)
    )
    return ScoredWindow(
        window=window,
        trades=sum(episode.trades for episode in episodes),
        units=sum(episode.units for episode in episodes),
        least=sum(episode.least for episode in episodes),
        most=sum(episode.most for episode in episodes),
    )


_SIDES = {Side.BUY: ClusterDirection.BUY, Side.SELL: ClusterDirection.SELL}


@cache
def _at_issuer(issuer: Cik) -> Derived:
    return resolve(by_issuer().get(issuer, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredHolder:
    """One labelled row, and the holders found for it; none where the row is left open."""

    gold: GoldHolder
    found: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether every holder found is one that a reader names."""
        named = [normalise(name) for name in self.gold.holders]
        return all(any(_agree(normalise(name), other) for other in named) for name in self.found)


def scored_holders(gold: GoldSet) -> tuple[ScoredHolder, ...]:
    """Return the labelled rows whose filing is at hand."""
    derived = resolved()
    names = {owner.cik: owner.names[-1][0] for owner in derived.owners}
    holders = {holder.key: holder.name for holder in derived.holders}
    found: dict[RowKey, list[str]] = {}
    for edge in derived.held_by:
        if edge.known_to == OPEN_END:
            name = names[edge.owner] if edge.owner else holders[edge.holder or ""]
            found.setdefault(edge.row, []).append(name)
    rows = []
    for label in gold.holders:
        filing = filing_named(label.filing)
        if filing is not None:
            key = RowKey(f"{filing.accession}|{label.row.partition('|')[2]}")
            rows.append(ScoredHolder(gold=label, found=tuple(found.get(key, ()))))
    return tuple(rows)


def _agree(one: str, other: str) -> bool:
    """Return whether two comparable names are one: equal, or the same words in another order."""
    return one == other or set(one.split()) == set(other.split()) or one in other or other in one


def kinds(gold: GoldSet) -> Rate:
    """Return how many names are read as a person or as none as a reader does."""
    return rate(
        (classify(kind.name).kind is OwnerKind.PERSON) is kind.person for kind in gold.kinds
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRates:
    """Lines in which an entity signs through a person, and lines signed by power of attorney.

    Attributes:
        seen: lines from which the signer is linked with the entity, at any score.
        silent: lines by power of attorney that give nothing.
    """

    seen: Rate
    silent: Rate


def signatures(gold: GoldSet) -> SignatureRates:
    """Return how the labelled lines are read where entity and signer both report."""
    return SignatureRates(
        seen=rate(
            any(_signed(line))
            for line in gold.signatures
            if not line.proxy and line.for_entities and line.signers and line.capacities
        ),
        silent=rate(
            not any(_signed(line))
            for line in gold.signatures
            if line.proxy and line.for_entities and line.signers
        ),
    )


def _signed(line: GoldSignature) -> Iterator[Evidence]:
    people = [_conformed(name) for name in line.signers]
    (filing,) = filings_of([form(by=(*line.for_entities, *people), signed=[line.line])])
    return signature.find(filing)


def _conformed(name: str) -> str:
    """Return a spoken name as it is filed: surname first."""
    first, _, last = name.rpartition(" ")
    return f"{last} {first}"
