"""Small worlds of trades and links: built by hand, or drawn by Hypothesis.

Persons, vehicles and issuers are numbered and fictional; a day is counted from ``FIRST_DAY``. A
filing is accepted at noon UTC two days after its newest trade unless said otherwise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from graph_api.domain.clusters import Cluster, find_clusters
from graph_api.domain.codes import (
    AcquiredDisposed,
    FormType,
    InsiderRole,
    PriceQuality,
    Table,
    TradingPlanStatus,
    TransactionCode,
)
from graph_api.domain.definitions import (
    ClusterDefinition,
    ClusterDirection,
    ClusterPreset,
    TradingPlanPolicy,
    WindowMode,
    resolve_definition,
)
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant, instant_of
from graph_api.domain.links import LinkRole, LinkState, OwnershipLink
from graph_api.domain.owners import OwnerRoots
from graph_api.domain.trades import EconomicTrade, EquityClass, Naming, TradeReporter

sampled = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For properties of worlds: a few seconds each on a busy machine."""

FIRST_DAY = date(2026, 1, 1)
LAST_DAY = 400
ALWAYS = Instant(0)


def person(number: int) -> Cik:
    return Cik(f"00991{number:05d}")


def vehicle(number: int) -> Cik:
    return Cik(f"00992{number:05d}")


def issuer(number: int = 1) -> Cik:
    return Cik(f"00990{number:05d}")


PERSONS = frozenset(person(number) for number in range(100))


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def noon(number: int) -> Instant:
    """Return noon UTC of day ``number``."""
    return instant_of(datetime.combine(day(number), time(12), tzinfo=UTC))


def accession(number: int) -> AccessionNumber:
    return AccessionNumber(f"0099999999-26-{number:06d}")


def trade(
    filing: int,
    on: int,
    *owners: Cik,
    row: int = 1,
    code: TransactionCode = TransactionCode.P,
    shares: int | Decimal | None = 100,
    price: int | Decimal | None = 10,
    accepted: int | None = None,
    roles: tuple[InsiderRole, ...] = (InsiderRole.DIRECTOR,),
    **changes: Any,
) -> EconomicTrade:
    """Return a trade on day ``on`` that row ``row`` of filing ``filing`` reports."""
    key = RowKey(f"{accession(filing)}|N|{row}")
    accepted_on = on + 2 if accepted is None else accepted
    disposed = code in {TransactionCode.S, TransactionCode.F, TransactionCode.G}
    made = EconomicTrade(
        trade_id=key,
        known_from=noon(accepted_on),
        known_to=OPEN_END,
        issuer_cik=issuer(),
        table=Table.NON_DERIVATIVE,
        equity_class=EquityClass.COMMON,
        code=code,
        acquired_disposed=AcquiredDisposed.DISPOSED if disposed else AcquiredDisposed.ACQUIRED,
        contradictory=False,
        equity_swap=False,
        form_types=(FormType.FORM_4,),
        transaction_date=day(on),
        filed_on=day(accepted_on),
        accepted_at=noon(accepted_on),
        shares=None if shares is None else Decimal(shares),
        price=None if price is None else Decimal(price),
        price_quality=PriceQuality.MISSING if price is None else PriceQuality.REPORTED,
        currency=None,
        plan=TradingPlanStatus.NONE,
        holders=(),
        reporters=tuple(TradeReporter(cik=cik, roles=roles) for cik in sorted(owners)),
        accessions=(accession(filing),),
        rows=(key,),
        effective_row=key,
        filing_count=1,
    )
    return replace(made, **changes)


def told_apart(trades: Iterable[EconomicTrade]) -> list[EconomicTrade]:
    """Return trades of one form, their reporters marked as rows name holders row by row."""
    rows = list(trades)
    named = {cik for row in rows for cik in row.holders}

    def naming(row: EconomicTrade, cik: Cik) -> Naming | None:
        if not row.holders or not named - {*row.holders} or cik not in named:
            return None
        return Naming.HOLDER if cik in row.holders else Naming.OTHER_ROWS

    return [
        replace(row, reporters=tuple(replace(r, naming=naming(row, r.cik)) for r in row.reporters))
        for row in rows
    ]


def link(
    below: Cik,
    above: Cik,
    *,
    p: float = 0.95,
    state: LinkState = LinkState.ACCEPTED,
    certain: bool = True,
    valid: tuple[int | None, int | None] = (None, None),
    known_from: Instant = ALWAYS,
    known_to: Instant = OPEN_END,
) -> OwnershipLink:
    """Return a link from the vehicle ``below`` to its controller ``above``."""
    first, last = (None if number is None else day(number) for number in valid)
    return OwnershipLink(
        vehicle=below,
        controller=above,
        role=LinkRole.MANAGING_MEMBER,
        state=state,
        p=p,
        certain=certain,
        joint=False,
        valid_from=first,
        valid_to=last,
        known_from=known_from,
        known_to=known_to,
        evidence=(),
    )


def definition(
    preset: ClusterPreset = ClusterPreset.DEFAULT, **changes: object
) -> ClusterDefinition:
    return resolve_definition(preset, changes)


EVERYTHING = definition(
    min_insiders=1,
    window_days=365,
    window_mode=WindowMode.LOOKBACK,
    trading_plans=TradingPlanPolicy.INCLUDE,
)
"""One cluster per issuer and side with all that was traded up to day 300."""


def find(
    trades: Iterable[EconomicTrade],
    links: Iterable[OwnershipLink] = (),
    asked: ClusterDefinition | None = None,
    *,
    known_at: Instant | None = None,
    search: tuple[int, int] = (-LAST_DAY, LAST_DAY),
    today: int = 300,
    directions: Sequence[ClusterDirection] = tuple(ClusterDirection),
) -> tuple[Cluster, ...]:
    """Return the clusters of a world in which ``PERSONS`` are persons."""
    asked = asked or definition()
    roots = OwnerRoots(links, PERSONS, known_at=known_at, min_confidence=asked.min_link_confidence)
    return find_clusters(
        trades,
        roots,
        asked,
        directions=directions,
        search=(day(search[0]), day(search[1])),
        evaluation_date=day(today),
        known_at=known_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Trades and links, every version of both."""

    trades: tuple[EconomicTrade, ...]
    links: tuple[OwnershipLink, ...]

    def clusters(
        self, asked: ClusterDefinition | None = None, **options: Any
    ) -> tuple[Cluster, ...]:
        return find(self.trades, self.links, asked, **options)


def _links(*, dated: bool) -> st.SearchStrategy[OwnershipLink]:
    owners = st.one_of(st.integers(1, 4).map(person), st.integers(1, 3).map(vehicle))
    bound = st.one_of(st.none(), st.integers(0, 80))
    spans = st.tuples(bound, bound).filter(
        lambda span: span[0] is None or span[1] is None or span[0] <= span[1]
    )
    states = st.sampled_from((LinkState.ACCEPTED, LinkState.ACCEPTED, *LinkState))
    made = st.builds(
        link,
        st.integers(1, 3).map(vehicle),
        owners,
        p=st.integers(30, 100).map(lambda hundredths: hundredths / 100),
        state=states,
        certain=st.booleans(),
        valid=spans if dated else st.just((None, None)),
        known_from=st.integers(0, 90).map(noon),
    )
    return made.filter(lambda found: found.vehicle != found.controller)


@st.composite
def _filing(draw: st.DrawFn, number: int) -> tuple[EconomicTrade, ...]:
    """Draw the trades of one filing: a few rows near each other, one side, joint or not."""
    ciks = st.one_of(st.integers(1, 4).map(person), st.integers(1, 3).map(vehicle))
    owners = draw(st.lists(ciks, min_size=1, max_size=3, unique=True))
    begun = draw(st.integers(0, 45))
    code = draw(
        st.sampled_from(
            (TransactionCode.P, TransactionCode.P, TransactionCode.P, TransactionCode.S)
        )
    )
    company = issuer(draw(st.sampled_from((1, 1, 1, 2))))
    made = []
    for row in range(1, draw(st.integers(1, 3)) + 1):
        reported = trade(
            number,
            begun + draw(st.integers(0, 2)),
            *owners,
            row=row,
            code=code,
            shares=draw(st.one_of(st.none(), st.integers(1, 1000))),
            price=draw(st.one_of(st.none(), st.integers(1, 50))),
            accepted=begun + draw(st.integers(3, 5)),
            roles=tuple(draw(st.lists(st.sampled_from(InsiderRole), max_size=2, unique=True))),
            plan=draw(st.sampled_from((TradingPlanStatus.NONE, *TradingPlanStatus))),
            holders=tuple(draw(st.lists(st.sampled_from(sorted(owners)), max_size=1))),
            issuer_cik=company,
        )
        made.append(reported)
    told = told_apart(made) if len(owners) > 1 else made
    return tuple(version for row in told for version in draw(_versions(row)))


@st.composite
def _versions(draw: st.DrawFn, first: EconomicTrade) -> list[EconomicTrade]:
    """Draw one version, or two where an amendment corrects the shares."""
    if draw(st.integers(0, 5)):
        return [first]
    corrected = Instant(first.known_from + draw(st.integers(1, 20)) * 86_400_000_000)
    later = replace(first, known_from=corrected, shares=Decimal(draw(st.integers(1, 1000))))
    return [replace(first, known_to=corrected), later]


@st.composite
def worlds(draw: st.DrawFn, *, dated_links: bool = False) -> World:
    """Draw a world of up to four persons, three vehicles and two issuers over seven weeks."""
    links = draw(
        st.lists(
            _links(dated=dated_links),
            max_size=6,
            unique_by=lambda found: (found.vehicle, found.controller),
        )
    )
    filings = draw(st.sampled_from((0, *range(3, 10), 9, 9)))
    trades = [made for number in range(1, filings + 1) for made in draw(_filing(number))]
    return World(trades=tuple(trades), links=tuple(links))
