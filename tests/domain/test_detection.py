"""When a cluster was first there to be seen."""

from dataclasses import replace

from hypothesis import given

from graph_api.domain.cluster import Cluster
from tests.domain.worlds import (
    EVERYTHING,
    World,
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

ANNA, BORIS, CLARA = person(1), person(2), person(3)
FUND = vehicle(1)


def test_it_is_detected_with_the_filing_that_meets_the_threshold() -> None:
    trades = [
        trade(1, 0, ANNA, accepted=2),
        trade(2, 1, BORIS, accepted=9),
        trade(3, 2, CLARA, accepted=4),
        trade(4, 3, person(4), accepted=20),
    ]
    (found,) = find(trades)
    assert found.detected_at == noon(9)


def test_the_total_must_be_met_as_well() -> None:
    trades = [trade(n, n, person(n), accepted=n + 2, price=10 * n) for n in range(1, 6)]
    (found,) = find(trades, (), definition(min_total_value=10_000))
    assert found.detected_at == noon(6)


def test_a_later_correction_does_not_move_it_unless_the_threshold_hangs_on_it() -> None:
    first = trade(1, 0, ANNA, shares=50)
    corrected = replace(first, known_from=noon(30), shares=trade(1, 0, ANNA).shares)
    trades = [
        replace(first, known_to=noon(30)),
        corrected,
        trade(2, 0, BORIS),
        trade(3, 0, CLARA),
    ]
    assert find(trades)[0].detected_at == noon(2)
    assert find(trades, (), definition(min_total_value=3000))[0].detected_at == noon(30)


def test_a_cluster_once_seen_and_retracted_keeps_its_first_instant() -> None:
    void = trade(3, 2, CLARA, known_to=noon(10))
    trades = [trade(1, 0, ANNA), trade(2, 1, BORIS), void, trade(4, 3, person(4), accepted=20)]
    assert find(trades, known_at=noon(9))
    assert not find(trades, known_at=noon(15))
    assert find(trades)[0].detected_at == noon(4)


def test_a_link_known_later_counts_owners_apart_until_then() -> None:
    trades = [trade(1, 0, ANNA), trade(2, 0, FUND), trade(3, 0, BORIS)]
    late = link(FUND, ANNA, known_from=noon(10))
    fourth = trade(4, 1, CLARA, accepted=20)
    (found,) = find([*trades, fourth], [late])
    assert found.detected_at == noon(2)
    early = link(FUND, ANNA, known_from=noon(1))
    assert find([*trades, fourth], [early])[0].detected_at == noon(20)


def test_a_link_that_ends_can_be_what_completes_a_cluster() -> None:
    trades = [trade(1, 0, ANNA), trade(2, 0, FUND), trade(3, 0, BORIS)]
    (found,) = find(trades, [link(FUND, ANNA, known_to=noon(50))])
    assert found.detected_at == noon(50)


def test_another_cluster_of_the_same_side_is_another_matter() -> None:
    early = [trade(n, 0, person(n)) for n in (1, 2, 3)]
    late = [trade(10 + n, 200, person(n)) for n in (1, 2, 3)]
    assert {found.detected_at for found in find([*early, *late])} == {noon(2), noon(202)}


def is_seen(cluster: Cluster, world: World, at: int) -> bool:
    rows = {row for trade in cluster.trades for row in trade.rows}
    then = world.clusters(cluster.definition, known_at=at, directions=[cluster.direction])
    return any(
        found.issuer_cik == cluster.issuer_cik and rows.intersection(found.trade_ids)
        for found in then
    )


@sampled
@given(worlds(dated_links=True))
def test_it_is_there_at_that_instant_and_not_before(world: World) -> None:
    starts = {trade.known_from for trade in world.trades}
    starts |= {found.known_from for found in world.links}
    for cluster in world.clusters(definition(min_insiders=2, window_days=10)):
        assert is_seen(cluster, world, cluster.detected_at)
        earlier = [instant for instant in starts if instant < cluster.detected_at]
        assert not any(is_seen(cluster, world, instant) for instant in earlier)


@sampled
@given(worlds())
def test_it_lies_between_the_first_acceptance_and_the_cut_off(world: World) -> None:
    for found in world.clusters(EVERYTHING, known_at=noon(70)):
        assert min(trade.accepted_at for trade in found.trades) <= found.detected_at <= noon(70)
