"""The cases of specification B4 that trades and links decide, each by its number."""

from dataclasses import replace
from decimal import Decimal

from graph_api.domain.cluster import Cluster
from graph_api.domain.codes import InsiderRole
from graph_api.domain.definitions import CountBasis
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import LinkState, OwnershipLink
from graph_api.domain.trades import EconomicTrade, TradeReporter
from tests.domain.worlds import (
    EVERYTHING,
    accession,
    find,
    link,
    noon,
    person,
    told_apart,
    trade,
    vehicle,
)

ANNA, BORIS, CLARA = person(1), person(2), person(3)
FUND, SISTER, GP, MANAGER = (vehicle(number) for number in range(1, 5))


def the_cluster(*trades: EconomicTrade, links: tuple[OwnershipLink, ...] = ()) -> Cluster:
    (found,) = find(trades, links, EVERYTHING)
    return found


def counts(cluster: Cluster) -> tuple[int, int, int]:
    return cluster.transaction_count, cluster.insider_count, cluster.reporting_owner_count


def chain(*controlled: Cik, by: Cik) -> tuple[OwnershipLink, ...]:
    return tuple(link(below, by) for below in controlled)


def test_case_1_fund_gp_manager_and_person_on_one_form_are_one() -> None:
    links = (link(FUND, GP), link(GP, MANAGER), link(MANAGER, ANNA))
    found = the_cluster(trade(1, 1, FUND, GP, MANAGER, ANNA), links=links)
    assert counts(found) == (1, 1, 4)
    assert found.participants[0].root == ANNA


def test_case_1_holds_without_any_link() -> None:
    found = the_cluster(trade(1, 1, FUND, GP, MANAGER, ANNA))
    assert counts(found) == (1, 1, 4)
    assert found.participants[0].root == ANNA, "a natural person stands before vehicles"
    assert found.participants[0].co_owners == (FUND, GP, MANAGER)


def test_case_4_a_correction_counts_once_with_its_new_shares() -> None:
    before = trade(1, 1, ANNA, shares=500, known_to=noon(9))
    after = replace(
        before,
        known_from=noon(9),
        known_to=Instant(2**63 - 1),
        shares=Decimal(633),
        rows=(*before.rows, trade(2, 1, ANNA).trade_id),
        accessions=(accession(2),),
    )
    found = the_cluster(before, after)
    assert counts(found) == (1, 1, 1)
    assert found.net_shares == 633
    assert (found.reported_row_count, found.filing_count) == (2, 2)
    (earlier,) = find((before, after), (), EVERYTHING, known_at=noon(8))
    assert earlier.net_shares == 500


def test_case_6_a_ceo_in_four_pockets_is_one() -> None:
    owners = (ANNA, FUND, GP, MANAGER)
    trades = [trade(n, n, cik) for n, cik in enumerate(owners)]
    found = the_cluster(*trades, links=chain(FUND, GP, MANAGER, by=ANNA))
    assert counts(found) == (4, 1, 4)
    assert found.participants[0].reporting_owners == owners


def test_case_7_forty_five_fills_of_one_owner_are_one() -> None:
    fills = [trade(1 + n // 30, 1, ANNA, row=1 + n % 30) for n in range(45)]
    found = the_cluster(*fills)
    assert counts(found) == (45, 1, 1)
    assert (found.reported_row_count, found.filing_count) == (45, 2)


def test_case_8_spouses_on_one_form_are_one() -> None:
    assert counts(the_cluster(trade(1, 1, ANNA, BORIS))) == (1, 1, 2)


def test_case_9_spouses_who_each_report_both_lots_are_one_but_two_holders() -> None:
    both = (accession(1), accession(2))
    lots = [
        trade(1, 1, ANNA, BORIS, holders=(ANNA,), accessions=both),
        trade(2, 1, ANNA, BORIS, holders=(BORIS,), accessions=both),
    ]
    assert counts(the_cluster(*lots)) == (2, 1, 2)
    (by_holder,) = find(lots, (), replace(EVERYTHING, count_basis=CountBasis.HOLDER))
    assert by_holder.qualifying_count == 2
    assert by_holder.insider_count == 1


def test_case_11_of_three_trustees_two_who_also_buy_are_two() -> None:
    found = the_cluster(trade(1, 1, ANNA, BORIS, CLARA), trade(2, 2, ANNA), trade(3, 3, BORIS))
    assert counts(found) == (3, 2, 3)


def test_case_12_siblings_named_row_by_row_on_a_joint_form_are_three() -> None:
    rows = told_apart(
        trade(1, 1, ANNA, BORIS, CLARA, row=row, holders=(cik,))
        for row, cik in enumerate((ANNA, BORIS, CLARA), start=1)
    )
    found = the_cluster(*rows)
    assert counts(found) == (3, 3, 3)
    assert [p.co_owners for p in found.participants] == [(), (), ()]


def test_a_person_and_an_unlinked_vehicle_named_row_by_row_may_be_one() -> None:
    rows = told_apart(
        [
            trade(1, 1, ANNA, FUND, row=1, holders=(ANNA,)),
            trade(1, 1, ANNA, FUND, row=2, holders=(FUND,)),
        ]
    )
    assert the_cluster(*rows).insider_count == 1


def test_vehicles_of_a_group_named_row_by_row_are_as_many_as_their_owners() -> None:
    rows = told_apart(
        trade(1, 1, FUND, SISTER, GP, row=row, holders=(cik,))
        for row, cik in enumerate((FUND, SISTER), start=1)
    )
    assert the_cluster(*rows).insider_count == 2
    assert the_cluster(*rows, links=chain(FUND, SISTER, by=GP)).insider_count == 1


ADVISER = tuple(
    link(below, above) for below, above in ((FUND, GP), (SISTER, GP), (GP, ANNA), (GP, BORIS))
)


def test_case_13_two_funds_of_two_managers_are_one_with_both_as_owners() -> None:
    rows = told_apart(
        [
            trade(1, 1, ANNA, BORIS, GP, FUND, SISTER, row=1, holders=(FUND,)),
            trade(1, 1, ANNA, BORIS, GP, FUND, SISTER, row=2, holders=(SISTER,)),
        ]
    )
    found = the_cluster(*rows, links=ADVISER)
    assert counts(found) == (2, 1, 5)
    (participant,) = found.participants
    assert {participant.root, *participant.co_owners} == {ANNA, BORIS}


def test_case_14_the_manager_who_also_buys_for_himself_is_the_one_counted() -> None:
    joint = trade(1, 1, ANNA, BORIS, GP, FUND, holders=(FUND,))
    found = the_cluster(joint, joint_sister(), trade(2, 2, BORIS), links=ADVISER)
    assert counts(found) == (3, 1, 5)
    (participant,) = found.participants
    assert (participant.root, participant.co_owners) == (BORIS, (ANNA,))


def joint_sister() -> EconomicTrade:
    return trade(1, 1, ANNA, BORIS, GP, SISTER, row=2, holders=(SISTER,))


def test_case_23_three_directors_with_equal_lots_are_three() -> None:
    found = the_cluster(*(trade(n, 1, cik) for n, cik in enumerate((ANNA, BORIS, CLARA))))
    assert counts(found) == (3, 3, 3)


def test_case_24_father_and_son_are_two_even_under_a_link() -> None:
    lots = trade(1, 1, ANNA), trade(2, 1, BORIS)
    assert counts(the_cluster(*lots)) == (2, 2, 2)
    assert counts(the_cluster(*lots, links=(link(ANNA, BORIS),))) == (2, 2, 2)


def test_a_probable_link_widens_the_minimum_and_an_uncertain_one_the_maximum() -> None:
    lots = trade(1, 1, ANNA), trade(2, 1, FUND), trade(3, 1, GP)
    links = (
        link(FUND, ANNA, state=LinkState.PROBABLE, certain=False),
        link(GP, ANNA, certain=False),
    )
    found = the_cluster(*lots, links=links)
    limits = (found.insider_count_min, found.insider_count, found.insider_count_max)
    assert limits == (1, 2, 3)


def test_a_probable_link_that_would_raise_the_count_leaves_the_minimum() -> None:
    # The probable person would replace the top entity of the fund, and not of its sister.
    links = (
        link(FUND, GP),
        link(SISTER, GP),
        link(FUND, ANNA, state=LinkState.PROBABLE, certain=False),
    )
    found = the_cluster(trade(1, 1, FUND), trade(2, 1, SISTER), links=links)
    limits = (found.insider_count_min, found.insider_count, found.insider_count_max)
    assert limits == (1, 1, 1)


def test_an_uncertain_link_that_raises_the_count_leaves_the_maximum() -> None:
    links = (link(FUND, GP), link(SISTER, GP), link(FUND, ANNA, certain=False))
    found = the_cluster(trade(1, 1, FUND), trade(2, 1, SISTER), links=links)
    limits = (found.insider_count_min, found.insider_count, found.insider_count_max)
    assert limits == (2, 2, 2)


def test_more_shared_trades_than_can_be_tried_give_a_bound_on_either_side() -> None:
    ring = [trade(n, 1, person(n), person((n + 1) % 31)) for n in range(31)]
    found = the_cluster(*ring)
    assert not found.insider_count_exact
    assert found.insider_count_min <= 16 <= found.insider_count == len(found.participants)


def test_a_link_counts_on_any_day_of_the_episode() -> None:
    lots = trade(1, 1, ANNA), trade(2, 20, FUND)
    assert the_cluster(*lots, links=(link(FUND, ANNA, valid=(None, 1)),)).insider_count == 1
    assert the_cluster(*lots, links=(link(FUND, ANNA, valid=(None, 0)),)).insider_count == 2


def test_an_issuer_that_reports_itself_is_no_owner() -> None:
    own = trade(1, 1, ANNA)
    itself = TradeReporter(cik=own.issuer_cik, roles=())
    joint = replace(own, reporters=(itself, *own.reporters))
    assert counts(the_cluster(joint)) == (1, 1, 1)
    assert find([replace(own, reporters=(itself,))], (), EVERYTHING) == ()


def test_roles_are_those_of_the_members_and_of_anyone_on_the_form() -> None:
    joint = replace(
        trade(1, 1, ANNA, BORIS),
        reporters=(
            TradeReporter(cik=ANNA, roles=(InsiderRole.DIRECTOR, InsiderRole.CEO)),
            TradeReporter(cik=BORIS, roles=(InsiderRole.TEN_PERCENT_OWNER,)),
        ),
    )
    found = the_cluster(joint, trade(2, 2, BORIS, roles=(InsiderRole.DIRECTOR,)))
    (participant,) = found.participants
    assert participant.root == BORIS
    assert participant.roles == (InsiderRole.DIRECTOR, InsiderRole.TEN_PERCENT_OWNER)
    assert (found.includes_officer, found.includes_c_suite) == (True, True)


def test_a_person_who_reports_is_preferred_to_the_vehicle_the_row_is_attributed_to() -> None:
    (participant,) = the_cluster(trade(1, 1, ANNA, FUND, holders=(FUND,))).participants
    assert (participant.root, participant.co_owners) == (ANNA, (FUND,))


def test_an_officer_is_preferred_to_a_lower_cik() -> None:
    joint = replace(
        trade(1, 1, ANNA, BORIS),
        reporters=(
            TradeReporter(cik=ANNA, roles=(InsiderRole.TEN_PERCENT_OWNER,)),
            TradeReporter(cik=BORIS, roles=(InsiderRole.VICE_PRESIDENT,)),
        ),
    )
    assert the_cluster(joint).participants[0].root == BORIS


def test_an_attributed_holder_is_preferred_to_an_officer() -> None:
    joint = replace(
        trade(1, 1, ANNA, BORIS),
        holders=(ANNA,),
        reporters=(
            TradeReporter(cik=ANNA, roles=()),
            TradeReporter(cik=BORIS, roles=(InsiderRole.CEO,)),
        ),
    )
    assert the_cluster(joint).participants[0].root == ANNA


def test_persons_told_apart_stay_apart_however_many_filings_report_their_trades() -> None:
    both = (accession(1), accession(2))
    rows = told_apart(
        trade(1, 1, ANNA, BORIS, CLARA, row=row, holders=(cik,), accessions=both)
        for row, cik in enumerate((ANNA, BORIS, CLARA), start=1)
    )
    assert the_cluster(*rows).insider_count == 3


def test_a_holder_whom_no_other_row_tells_apart_does_not_narrow() -> None:
    named = trade(1, 1, ANNA, BORIS, holders=(ANNA,))
    assert the_cluster(named, trade(2, 2, BORIS)).insider_count == 1


def by_company(number: int, on: int, *owners: Cik) -> EconomicTrade:
    """Return a trade in which FUND reports as a trust company."""
    made = trade(number, on, *owners)
    reporters = tuple(replace(r, trust_company=r.cik == FUND) for r in made.reporters)
    return replace(made, reporters=reporters)


def test_a_trust_company_counts_only_where_nobody_else_reports() -> None:
    shared, own = by_company(1, 1, FUND, ANNA), by_company(2, 2, FUND)
    assert the_cluster(shared, trade(2, 2, BORIS)).insider_count == 2
    assert the_cluster(shared, by_company(2, 1, FUND, BORIS)).insider_count == 2
    assert counts(the_cluster(shared, own)) == (2, 2, 2)
    held = replace(shared, holders=(FUND,))
    (by_holder,) = find([held], (), replace(EVERYTHING, count_basis=CountBasis.HOLDER))
    assert [p.root for p in by_holder.participants] == [ANNA]


def test_trades_that_look_the_same_may_be_one_at_least() -> None:
    first = trade(1, 1, ANNA, lookalikes=(BORIS,))
    second = trade(2, 1, BORIS, lookalikes=(ANNA,))
    found = the_cluster(first, second, trade(3, 1, CLARA))
    limits = (found.insider_count_min, found.insider_count, found.insider_count_max)
    assert limits == (2, 3, 3)


def test_what_never_happened_and_sums_of_others_do_not_count() -> None:
    counted = trade(1, 1, ANNA)
    void, whole = trade(2, 1, BORIS, void=True), trade(3, 1, CLARA, aggregates=(counted.trade_id,))
    assert counts(the_cluster(counted, void, whole)) == (1, 1, 1)
