"""What holds for the clusters of every world; numbers are those of the metamorphic tests."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph_api.domain.cluster import Cluster
from graph_api.domain.cluster_ids import decode
from graph_api.domain.clusters import open_ended, read_range
from graph_api.domain.codes import AcquiredDisposed
from graph_api.domain.definitions import (
    ClusterDefinition,
    ClusterDirection,
    CountBasis,
    DateBasis,
    TradingPlanPolicy,
    WindowMode,
)
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import LinkState
from graph_api.domain.owners import Span
from graph_api.domain.trades import EconomicTrade, TradeReporter
from tests.domain.worlds import (
    EVERYTHING,
    World,
    day,
    definition,
    find,
    link,
    noon,
    person,
    sampled,
    trade,
    vehicle,
    worlds,
)

definitions = st.builds(
    definition,
    window_days=st.integers(1, 40),
    window_mode=st.sampled_from(WindowMode),
    date_basis=st.sampled_from(DateBasis),
    min_insiders=st.integers(1, 4),
    count_basis=st.sampled_from(CountBasis),
    min_total_value=st.one_of(st.none(), st.integers(0, 20_000)),
    min_transaction_value=st.one_of(st.none(), st.integers(0, 5_000)),
    trading_plans=st.sampled_from(TradingPlanPolicy),
    min_link_confidence=st.one_of(st.none(), st.floats(0.5, 1)),
)
cut_offs = st.one_of(st.none(), st.integers(0, 100).map(noon))
vehicles = st.integers(1, 3).map(vehicle)


def unit_counts(world: World, basis: CountBasis = CountBasis.BENEFICIAL_OWNER) -> dict[object, int]:
    """Return the count of everything traded, by issuer and side."""
    found = world.clusters(replace(EVERYTHING, count_basis=basis))
    return {(c.issuer_cik, c.direction): c.qualifying_count for c in found}


def without_versions(found: Cluster) -> Cluster:
    def as_open(trades: Iterable[EconomicTrade]) -> tuple[EconomicTrade, ...]:
        return tuple(replace(t, known_to=OPEN_END) for t in trades)

    return replace(found, trades=as_open(found.trades), as_filed=as_open(found.as_filed))


def is_between(t: EconomicTrade, span: Span) -> bool:
    return t.transaction_date is not None and span[0] <= t.transaction_date <= span[1]


def unnamed(t: EconomicTrade) -> EconomicTrade:
    reporters = tuple(replace(reporter, naming=None) for reporter in t.reporters)
    return replace(t, holders=(), reporters=reporters)


def rebuilt(world: World, trades: tuple[EconomicTrade, ...]) -> World:
    return World(trades=trades, links=world.links)


@sampled
@given(worlds(dated_links=True), definitions, cut_offs)
def test_the_promised_relations_between_figures_hold(
    world: World, asked: ClusterDefinition, known_at: Instant | None
) -> None:
    for found in world.clusters(asked, known_at=known_at, today=70):
        assert found.insider_count_min <= found.insider_count <= found.insider_count_max
        assert found.insider_count <= found.transaction_count <= found.reported_row_count
        assert found.insider_count_max <= found.reporting_owner_count
        assert found.qualifying_count >= asked.min_insiders
        if asked.count_basis is CountBasis.BENEFICIAL_OWNER:
            assert found.qualifying_count <= found.insider_count
        assert found.total_value >= (asked.min_total_value or 0)
        assert found.first_date <= found.last_date
        assert found.span_days == (found.last_date - found.first_date).days + 1
        assert all(criterion.passed for criterion in found.criteria)
        is_buy = found.direction is ClusterDirection.BUY
        assert found.net_shares * (1 if is_buy else -1) >= 0


@sampled
@given(worlds(dated_links=True), definitions)
def test_participants_are_as_many_as_insiders_and_add_up(
    world: World, asked: ClusterDefinition
) -> None:
    for found in world.clusters(asked, today=70):
        cast = found.participants
        assert len(cast) == len({p.root for p in cast}) == found.insider_count
        assert sum(p.total_value for p in cast) == found.total_value
        assert sum(p.net_shares for p in cast) == found.net_shares
        assigned = [trade_id for p in cast for trade_id in p.trade_ids]
        assert sorted(assigned) == sorted(found.trade_ids)
        reporters = {t.trade_id: {r.cik for r in t.reporters} for t in found.trades}
        assert all(p.trade_ids for p in cast)
        assert all(reporters[i] & set(p.reporting_owners) for p in cast for i in p.trade_ids)
        assert all(p.root not in p.co_owners for p in cast)


@sampled
@given(worlds(dated_links=True), definitions)
def test_no_two_clusters_share_a_trade_and_their_order_is_fixed(
    world: World, asked: ClusterDefinition
) -> None:
    found = world.clusters(asked, today=70)
    trade_ids = [trade_id for cluster in found for trade_id in cluster.trade_ids]
    assert len(trade_ids) == len(set(trade_ids))
    keys = [(-c.total_value, c.issuer_cik, c.direction.value, c.first_date) for c in found]
    assert keys == sorted(keys)


@sampled
@given(worlds(dated_links=True), definitions)
def test_every_trade_of_a_rolling_cluster_has_a_neighbour_within_a_window(
    world: World, asked: ClusterDefinition
) -> None:
    for found in world.clusters(asked, today=70):
        days = [
            t.filed_on if asked.date_basis is DateBasis.FILED_ON else t.transaction_date
            for t in found.trades
        ]
        known = [on for on in days if on is not None]
        assert known == sorted(known)
        assert len(known) == len(days)
        gaps = [later - earlier for earlier, later in pairwise(known)]
        assert all(gap.days < asked.window_days for gap in gaps)


@sampled
@given(worlds(dated_links=True), definitions, st.randoms())
def test_3_the_order_of_trades_and_links_does_not_matter(
    world: World, asked: ClusterDefinition, chance: Random
) -> None:
    trades, links = list(world.trades), list(world.links)
    chance.shuffle(trades)
    chance.shuffle(links)
    shuffled = World(trades=tuple(trades), links=tuple(links))
    assert shuffled.clusters(asked, today=70) == world.clusters(asked, today=70)


@sampled
@given(worlds(), st.integers(0, 8), vehicles)
def test_1_another_owner_on_a_trade_never_raises_the_count(
    world: World, position: int, joining: Cik
) -> None:
    assume(world.trades)
    chosen = world.trades[position % len(world.trades)].trade_id

    def joined(trade: EconomicTrade) -> EconomicTrade:
        ciks = {reporter.cik for reporter in trade.reporters}
        if trade.trade_id != chosen or joining in ciks:
            return trade
        new = TradeReporter(cik=joining, roles=())
        return replace(trade, reporters=(*trade.reporters, new))

    before = unit_counts(world)
    after = unit_counts(rebuilt(world, tuple(map(joined, world.trades))))
    assert after.keys() == before.keys()
    assert all(after[side] <= before[side] for side in before)


@sampled
@given(worlds(), definitions)
def test_8_links_that_count_for_nothing_change_nothing(
    world: World, asked: ClusterDefinition
) -> None:
    states = LinkState.WEAK, LinkState.REJECTED
    idle = tuple(link(vehicle(n), person(n), state=states[n % 2]) for n in range(1, 4))
    told = World(trades=world.trades, links=(*world.links, *idle))
    assert told.clusters(asked, today=70) == world.clusters(asked, today=70)


@sampled
@given(worlds(), definitions, st.integers(0, 8), st.integers(0, 8))
def test_a_sum_beside_its_parts_adds_rows_alone(
    world: World, asked: ClusterDefinition, place: int, part: int
) -> None:
    assume(len(world.trades) > 1)
    whole = world.trades[place % len(world.trades)]
    told = world.trades[part % len(world.trades)]
    assume(whole.trade_id != told.trade_id)
    parts = tuple(t for t in world.trades if t.trade_id != whole.trade_id)
    sums = replace(whole, aggregates=(told.trade_id,), known_to=OPEN_END)

    def counted(clusters: Iterable[Cluster]) -> list[Cluster]:
        return [
            replace(found, as_filed=(), reported_row_count=0, filing_count=0) for found in clusters
        ]

    without = rebuilt(world, parts).clusters(asked, today=70)
    beside = rebuilt(world, (*parts, sums)).clusters(asked, today=70)
    assert counted(beside) == counted(without)
    for found in beside:
        rows = {row for t in found.as_filed for row in t.rows}
        assert len(rows) == found.reported_row_count
        assert (whole.trade_id in rows) is (told.trade_id in found.trade_ids)


@sampled
@given(worlds(), st.integers(0, 20))
def test_9_a_stranger_with_an_equal_trade_is_one_more(world: World, position: int) -> None:
    newest = [t for t in world.trades if t.known_to == OPEN_END]
    assume(newest)
    copied = newest[position % len(newest)]
    theirs = trade(99, 0, person(50))
    equal = replace(
        theirs,
        issuer_cik=copied.issuer_cik,
        code=copied.code,
        acquired_disposed=copied.acquired_disposed,
        transaction_date=copied.transaction_date,
        shares=copied.shares,
        price=copied.price,
    )
    side = (
        copied.issuer_cik,
        ClusterDirection.BUY
        if copied.acquired_disposed is AcquiredDisposed.ACQUIRED
        else ClusterDirection.SELL,
    )
    before, after = unit_counts(world), unit_counts(rebuilt(world, (*world.trades, equal)))
    assert after == {**before, side: before[side] + 1}


@settings(sampled, max_examples=200)
@given(worlds(), vehicles, st.integers(1, 4).map(person))
def test_10_linking_never_raises_the_count_and_unlinking_restores_it(
    world: World, below: Cik, above: Cik
) -> None:
    # Two rules may raise a count by a link, and are left out here: a person in the place of one
    # of several top entities drops the others, and rows of a joint form are told apart once
    # their holders are known to be different persons'.
    one_each = {found.vehicle: found for found in world.links if found.vehicle != below}
    trades = tuple(unnamed(t) for t in world.trades)
    world = World(trades=trades, links=tuple(one_each.values()))
    linked = World(trades=world.trades, links=(*world.links, link(below, above)))
    before, after = unit_counts(world), unit_counts(linked)
    assert all(after[side] <= before[side] for side in before)
    assert unit_counts(World(trades=linked.trades, links=linked.links[:-1])) == before


@sampled
@given(worlds(), definitions, st.sampled_from((2, 4, 5, 10)))
def test_11_a_split_changes_shares_and_prices_alone(
    world: World, asked: ClusterDefinition, ratio: int
) -> None:
    def split(t: EconomicTrade) -> EconomicTrade:
        shares = None if t.shares is None else t.shares * ratio
        return replace(t, shares=shares, price=None if t.price is None else t.price / ratio)

    def figures(found: Cluster) -> tuple[object, ...]:
        return found.id, found.total_value, found.insider_count, found.detected_at

    before = world.clusters(asked, today=70)
    after = rebuilt(world, tuple(map(split, world.trades))).clusters(asked, today=70)
    assert list(map(figures, after)) == list(map(figures, before))
    assert [c.net_shares for c in after] == [c.net_shares * ratio for c in before]


@sampled
@given(worlds(), definitions, st.integers(-50, 50))
def test_11_shifted_days_shift_the_clusters(
    world: World, asked: ClusterDefinition, by: int
) -> None:
    def shifted(t: EconomicTrade) -> EconomicTrade:
        assert t.transaction_date is not None
        on, filed = (at + timedelta(days=by) for at in (t.transaction_date, t.filed_on))
        return replace(t, transaction_date=on, filed_on=filed)

    moved = rebuilt(world, tuple(map(shifted, world.trades)))
    before = world.clusters(asked, today=70)
    after = moved.clusters(asked, today=70 + by)
    spans = [(c.first_date, c.last_date, c.trade_ids, c.total_value, c.status) for c in before]
    days = timedelta(days=by)
    assert spans == [
        (c.first_date - days, c.last_date - days, c.trade_ids, c.total_value, c.status)
        for c in after
    ]


@sampled
@given(worlds(dated_links=True))
def test_12_owners_are_at_most_holders_and_insiders_at_most_reporting_owners(
    world: World,
) -> None:
    owners, holders, ciks = (unit_counts(world, basis) for basis in CountBasis)
    assert owners.keys() == holders.keys() == ciks.keys()
    assert all(owners[side] <= holders[side] <= ciks[side] for side in owners)


@sampled
@given(worlds(), definitions, st.integers(0, 20), st.integers(0, 3), st.integers(0, 9_000))
def test_13_a_wider_window_or_a_lower_threshold_never_loses_a_trade(
    world: World, asked: ClusterDefinition, wider: int, fewer: int, less: int
) -> None:
    looser = replace(
        asked,
        window_days=asked.window_days + wider,
        min_insiders=max(1, asked.min_insiders - fewer),
        min_total_value=max(Decimal(0), (asked.min_total_value or Decimal(0)) - less),
    )
    kept = [set(found.trade_ids) for found in world.clusters(looser, today=70)]
    for found in world.clusters(asked, today=70):
        assert any(set(found.trade_ids) <= trade_ids for trade_ids in kept)


@sampled
@given(worlds(dated_links=True), definitions, st.integers(0, 100).map(noon))
def test_14_nothing_known_later_changes_an_earlier_answer(
    world: World, asked: ClusterDefinition, known_at: Instant
) -> None:
    trades = tuple(
        t if t.known_to <= known_at else replace(t, known_to=OPEN_END)
        for t in world.trades
        if t.known_from <= known_at
    )
    links = tuple(
        found if found.known_to <= known_at else replace(found, known_to=OPEN_END)
        for found in world.links
        if found.known_from <= known_at
    )
    earlier = World(trades=trades, links=links)
    then = world.clusters(asked, known_at=known_at, today=70)
    # When a version will be replaced is stored on it and shown nowhere.
    found = earlier.clusters(asked, known_at=known_at, today=70)
    assert list(map(without_versions, found)) == list(map(without_versions, then))


@sampled
@given(worlds(), definitions)
def test_14_now_is_the_live_answer(world: World, asked: ClusterDefinition) -> None:
    assert world.clusters(asked, known_at=noon(200)) == world.clusters(asked)


orders = st.tuples(st.integers(0, 45), st.integers(1, 4))


@sampled
@given(st.lists(orders, min_size=8, max_size=24), st.integers(2, 6), st.integers(10, 45))
def test_reading_until_nothing_is_open_ended_gives_whole_episodes(
    orders: list[tuple[int, int]], window_days: int, begin: int
) -> None:
    trades = [trade(n, on, person(who)) for n, (on, who) in enumerate(orders)]
    asked = definition(window_days=window_days, min_insiders=2)
    search = begin, begin + 5
    read = read_range(asked, (day(begin), day(begin + 5)), day(300))
    while True:
        found = find([t for t in trades if is_between(t, read)], (), asked, search=search)
        if not open_ended(found, read, asked):
            break
        read = read[0] - timedelta(days=window_days), read[1]
    assert found == find(trades, (), asked, search=search)


@sampled
@given(worlds(), definitions)
def test_the_id_decodes_to_what_finds_the_cluster_again(
    world: World, asked: ClusterDefinition
) -> None:
    for found in world.clusters(asked, today=70):
        meant = decode(found.id)
        again = world.clusters(meant.definition, today=70, directions=[meant.direction])
        assert [c for c in again if c.reports(meant.row)] == [found]
