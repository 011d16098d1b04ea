"""Windows, episodes and figures of clusters."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from graph_api.domain.cluster import Criterion
from graph_api.domain.cluster_ids import decode
from graph_api.domain.clusters import open_ended, read_range
from graph_api.domain.codes import (
    AcquiredDisposed,
    FormType,
    PriceQuality,
    Table,
    TradingPlanStatus,
    TransactionCode,
)
from graph_api.domain.definitions import (
    ClusterDirection,
    ClusterPreset,
    ClusterStatus,
    CountBasis,
    DateBasis,
    TradingPlanPolicy,
    WindowMode,
)
from graph_api.domain.instants import Instant
from graph_api.domain.trades import EconomicTrade, EquityClass
from tests.domain.worlds import (
    EVERYTHING,
    accession,
    day,
    definition,
    find,
    issuer,
    link,
    noon,
    person,
    trade,
    vehicle,
)

P, S, A, F, M, G = (TransactionCode[letter] for letter in "PSAFMG")


def by_different_persons(*days: int, code: TransactionCode = P) -> list[EconomicTrade]:
    return [trade(n, on, person(n), code=code) for n, on in enumerate(days, start=1)]


def spans(trades: list[EconomicTrade], **changes: Any) -> list[tuple[int, int]]:
    found = find(trades, (), definition(**changes))
    return [((c.first_date - day(0)).days, (c.last_date - day(0)).days) for c in found]


def test_a_window_holds_its_first_and_its_last_day() -> None:
    assert spans(by_different_persons(0, 15, 29)) == [(0, 29)]
    assert spans(by_different_persons(0, 15, 30)) == []


def test_a_window_of_one_day_is_that_day() -> None:
    assert spans(by_different_persons(4, 4, 4), window_days=1) == [(4, 4)]
    assert spans(by_different_persons(4, 4, 5), window_days=1) == []


def test_the_threshold_is_inclusive_and_counts_owners_not_trades() -> None:
    assert spans(by_different_persons(0, 1), min_insiders=2) == [(0, 1)]
    assert spans(by_different_persons(0, 1), min_insiders=3) == []
    assert spans([trade(n, n, person(1)) for n in range(5)], min_insiders=2) == []


def test_overlapping_windows_become_one_episode_longer_than_a_window() -> None:
    assert spans(by_different_persons(0, 10, 20, 30, 40, 50)) == [(0, 50)]


def test_windows_that_share_no_trade_stay_two_clusters() -> None:
    assert spans(by_different_persons(0, 1, 2, 20, 21, 22), window_days=5) == [(0, 2), (20, 22)]


def test_adjacent_windows_merge_only_through_a_trade_of_both() -> None:
    trades = by_different_persons(0, 1, 2, 5, 6, 7)
    assert spans(trades, window_days=3) == [(0, 2), (5, 7)]
    assert spans([*trades, trade(9, 4, person(9))], window_days=4) == [(0, 7)]


def test_trades_around_an_episode_that_qualify_no_window_stay_out() -> None:
    assert spans(by_different_persons(0, 20, 21, 22, 45), window_days=5) == [(20, 22)]


def test_sides_and_issuers_are_kept_apart() -> None:
    buys = by_different_persons(0, 1, 2)
    sells = [replace(t, issuer_cik=issuer(2)) for t in by_different_persons(0, 1, 2, code=S)]
    found = find([*buys, *sells])
    assert [(c.issuer_cik, c.direction) for c in found] == [
        (issuer(1), ClusterDirection.BUY),
        (issuer(2), ClusterDirection.SELL),
    ]
    assert find([*buys[:2], sells[2]]) == ()
    only_sells = find([*buys, *sells], directions=[ClusterDirection.SELL])
    assert [c.direction for c in only_sells] == [ClusterDirection.SELL]


@pytest.mark.parametrize(
    "changes",
    [
        {"table": Table.DERIVATIVE},
        {"equity_class": EquityClass.OTHER},
        {"contradictory": True},
        {"equity_swap": True},
        {"transaction_date": None},
        {"acquired_disposed": None},
        {"code": M},
        {"plan": TradingPlanStatus.PLANNED},
        {"form_types": (FormType.FORM_3,)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_trade_that_does_not_qualify_is_not_counted(changes: dict[str, object]) -> None:
    first, *others = by_different_persons(0, 1, 2)
    assert len(find([first, *others])) == 1
    assert find([replace(first, **changes), *others]) == ()  # type: ignore[arg-type]


def test_a_form_in_one_of_the_live_filings_is_enough() -> None:
    trades = by_different_persons(0, 1, 2)
    both = [replace(t, form_types=(FormType.FORM_4, FormType.FORM_5)) for t in trades]
    assert spans(both, forms=[FormType.FORM_5]) == [(0, 2)]
    assert spans(trades, forms=[FormType.FORM_5]) == []


@pytest.mark.parametrize(
    ("policy", "counted"),
    [
        (TradingPlanPolicy.INCLUDE, {"NONE", "PLANNED", "MODIFIED", "UNKNOWN"}),
        (TradingPlanPolicy.EXCLUDE, {"NONE", "UNKNOWN"}),
        (TradingPlanPolicy.EXCLUDE_UNKNOWN_TOO, {"NONE"}),
        (TradingPlanPolicy.EXCLUDE_UNLESS_MODIFIED, {"NONE", "UNKNOWN", "MODIFIED"}),
        (TradingPlanPolicy.ONLY, {"PLANNED", "MODIFIED"}),
    ],
)
def test_the_plan_policy_says_which_trades_count(
    policy: TradingPlanPolicy, counted: set[str]
) -> None:
    trades = [trade(n, n, person(n), plan=plan) for n, plan in enumerate(TradingPlanStatus)]
    (found,) = find(trades, (), definition(min_insiders=1, trading_plans=policy))
    assert {t.plan.value for t in found.trades} == counted


def test_finradar_goes_by_the_flag_and_wants_a_price() -> None:
    finradar = definition(ClusterPreset.FINRADAR, min_insiders=1)
    trades = [
        trade(1, 290, person(1), code=F),
        trade(2, 291, person(2), code=M),
        trade(3, 292, person(3), code=A, price=0),
        trade(4, 293, person(4), code=G, price=None),
        trade(5, 294, person(5), code=P, currency="CAD"),
    ]
    found = find(trades, (), finradar)
    assert {(c.direction.value, t.code.value) for c in found for t in c.trades} == {
        ("SELL", "F"),
        ("BUY", "M"),
    }


def test_a_lookback_is_one_cluster_of_the_last_days_whatever_the_search_range() -> None:
    trades = by_different_persons(0, 271, 280, 300, 301)
    lookback = definition(window_mode=WindowMode.LOOKBACK)
    (found,) = find(trades, (), lookback, search=(0, 1))
    assert (found.first_date, found.last_date) == (day(271), day(300))
    assert found.transaction_count == 3
    assert find(trades, (), lookback, today=299) == ()
    assert decode(found.id).evaluation_date == day(300)


def test_a_rolling_search_selects_whole_episodes_by_their_last_day() -> None:
    trades = by_different_persons(0, 10, 20, 30, 40, 50)
    for search in ((50, 50), (50, 90), (0, 50)):
        (found,) = find(trades, search=search)
        assert found.transaction_count == 6
    assert find(trades, search=(0, 49)) == ()
    assert find(trades, search=(51, 90)) == ()


def test_filed_on_puts_trades_into_windows_by_filing_day() -> None:
    late = [trade(n, on, person(n), accepted=100 + n) for n, on in enumerate((0, 40, 80), start=1)]
    assert spans(late) == []
    assert spans(late, date_basis=DateBasis.FILED_ON) == [(101, 103)]
    undated = [replace(t, transaction_date=None) for t in late]
    assert spans(undated, date_basis=DateBasis.FILED_ON) == [(101, 103)]


def test_the_total_is_tested_window_by_window_and_inclusive() -> None:
    trades = by_different_persons(0, 1, 2)
    assert spans(trades, min_total_value=3000) == [(0, 2)]
    assert spans(trades, min_total_value=Decimal("3000.01")) == []
    twice = by_different_persons(0, 1, 2, 3, 4, 5)
    assert spans(twice, min_total_value=6000, window_days=3) == []


def test_tranches_of_one_owner_and_day_meet_the_floor_together() -> None:
    tranches = [trade(n, 0, person(1), row=n, shares=50) for n in (1, 2)]
    others = by_different_persons(0, 0, 1)[1:]
    assert spans([*tranches, *others], min_transaction_value=1000) == [(0, 1)]
    apart = [tranches[0], replace(tranches[1], transaction_date=day(1)), *others]
    assert spans(apart, min_transaction_value=1000) == []


def test_tranches_through_a_vehicle_stand_with_those_of_its_owner() -> None:
    tranches = [trade(1, 0, person(1), shares=50), trade(2, 0, vehicle(1), shares=50)]
    floor = definition(min_insiders=1, min_transaction_value=1000)
    assert find(tranches, [link(vehicle(1), person(1))], floor)
    assert not find(tranches, (), floor)


def test_a_trade_without_a_value_counts_and_adds_nothing_but_fails_a_floor() -> None:
    trades = by_different_persons(0, 1, 2)
    unpriced = replace(trades[2], price=None, price_quality=PriceQuality.MISSING)
    (found,) = find([*trades[:2], unpriced])
    assert found.insider_count == 3
    assert found.total_value == 2000
    assert found.unpriced_transaction_count == 1
    assert found.net_shares == 300
    assert found.average_price == 10
    assert spans([*trades[:2], unpriced], min_transaction_value=0) == []


def test_without_any_value_there_is_no_average_and_no_share() -> None:
    (found,) = find([trade(1, 0, person(1), price=None)], (), EVERYTHING)
    assert found.total_value == 0
    assert found.average_price is None
    assert found.plan_value_share == 0
    assert found.plan_unknown_value_share == 0


def test_figures_of_sales_are_positive_in_value_and_negative_in_shares() -> None:
    trades = [
        trade(1, 3, person(1), code=S, shares=100, price=10, plan=TradingPlanStatus.PLANNED),
        trade(2, 5, person(2), code=S, shares=200, price=10, plan=TradingPlanStatus.UNKNOWN),
        trade(2, 5, person(2), code=S, row=2, shares=300, price=10),
    ]
    (found,) = find(trades, (), EVERYTHING)
    assert (found.total_value, found.net_shares) == (Decimal(6000), Decimal(-600))
    assert found.average_price == 10
    assert found.plan_value_share == Decimal("0.1667")
    assert found.plan_unknown_value_share == Decimal("0.3333")
    assert (found.first_date, found.last_date, found.span_days) == (day(3), day(5), 3)
    assert [p.total_value for p in found.participants] == [5000, 1000]
    assert [p.net_shares for p in found.participants] == [-500, -100]


def test_rows_and_filings_are_counted_before_any_removal() -> None:
    repeated = trade(1, 0, person(1))
    again = replace(repeated, rows=(*repeated.rows, trade(2, 0, person(1)).trade_id))
    same_filing = trade(1, 1, person(1), row=2)
    (found,) = find([again, same_filing], (), EVERYTHING)
    counts = (found.transaction_count, found.reported_row_count, found.filing_count)
    assert counts == (2, 3, 2)


def test_rows_of_sums_are_filed_and_counted_as_nothing_else() -> None:
    parts = [trade(1, 0, person(1), row=row) for row in (1, 2)]
    other = trade(2, 1, person(2))
    whole = trade(
        3, 0, vehicle(1), accepted=4, shares=200, aggregates=tuple(p.trade_id for p in parts)
    )
    whole_of_wholes = trade(4, 0, vehicle(2), accepted=5, aggregates=(whole.trade_id,))
    elsewhere = trade(5, 0, vehicle(3), aggregates=(trade(6, 0, person(3)).trade_id,))
    trades = [whole_of_wholes, elsewhere, whole, other, *parts]

    (found,) = find(trades, (), EVERYTHING)
    assert (found.trades, found.as_filed) == (
        (*parts, other),
        (*parts, whole, whole_of_wholes, other),
    )
    assert (found.transaction_count, found.reported_row_count, found.filing_count) == (3, 5, 4)
    assert (found.insider_count, found.reporting_owner_count) == (2, 2)
    assert found.total_value == 3000

    (before,) = find(trades, (), EVERYTHING, known_at=Instant(noon(4) - 1))
    assert (before.reported_row_count, before.filing_count) == (3, 2)


def test_a_cluster_is_open_while_another_trade_could_join() -> None:
    trades = by_different_persons(0, 1, 2)
    assert find(trades, today=31)[0].status is ClusterStatus.OPEN
    assert find(trades, today=32)[0].status is ClusterStatus.CLOSED


def test_an_episode_shrinks_to_the_windows_that_its_own_links_leave() -> None:
    # The last window counts three by the links of its days; in an episode that begins on day 5
    # the vehicle is person 1 throughout, and that window has two.
    trades = [
        trade(1, 5, person(1)),
        trade(2, 6, person(2)),
        trade(3, 7, person(3)),
        trade(4, 10, vehicle(1)),
        trade(5, 11, person(1)),
    ]
    ended = link(vehicle(1), person(1), valid=(None, 5))
    (found,) = find(trades, [ended], definition(window_days=5))
    assert (found.first_date, found.last_date) == (day(5), day(10))
    assert (found.qualifying_count, found.insider_count) == (3, 3)


def test_reporting_owners_are_counted_as_they_file_on_request() -> None:
    joint = [trade(1, 0, person(1), vehicle(1), vehicle(2))]
    by_cik = definition(count_basis=CountBasis.REPORTING_OWNER)
    (found,) = find(joint, (), by_cik)
    assert (found.qualifying_count, found.insider_count) == (3, 1)
    assert find(joint) == ()


def test_dated_control_is_judged_in_the_episode_it_belongs_to() -> None:
    # Under the link there are two owners in the window around day 20, and three without it.
    trades = [trade(1, 20, person(1)), trade(2, 21, person(2)), trade(3, 22, vehicle(1))]
    ended = link(vehicle(1), person(1), valid=(None, 5))
    earlier = trade(4, 5, person(2))
    (found,) = find([*trades, earlier], [ended], definition(window_days=10))
    assert (found.qualifying_count, found.insider_count) == (3, 3)
    assert found.transaction_count == 3
    assert find([*trades, earlier], [ended]) == (), "day 5 lies in the same thirty days"


def test_equal_totals_are_ordered_by_issuer_then_side_then_day() -> None:
    trades = [
        replace(t, issuer_cik=issuer(number))
        for number in (2, 1)
        for code in (S, P)
        for t in by_different_persons(0, 1, 2, 100, 101, 102, code=code)
    ]
    found = find(trades)
    assert [(c.issuer_cik[-1], c.direction.value, c.first_date) for c in found] == [
        (number, side, day(on)) for number in "12" for side in ("BUY", "SELL") for on in (0, 100)
    ]
    worth_more = replace(trades[0], price=Decimal(11))
    assert find([worth_more, *trades[1:]])[0].issuer_cik == issuer(2)


def test_the_id_names_the_row_accepted_first_and_survives_growth() -> None:
    early = trade(7, 5, person(1), accepted=6)
    trades = [trade(1, 0, person(2), accepted=9), early, trade(3, 6, person(3), accepted=9)]
    (found,) = find(trades)
    assert decode(found.id).row == early.trade_id
    assert found.reports(early.trade_id)
    (grown,) = find([*trades, trade(4, 10, person(4), accepted=12)])
    assert grown.id == found.id


def test_rows_accepted_together_are_ordered_by_accession_and_number() -> None:
    rows = [trade(2, 0, person(1)), *(trade(1, 0, person(2), row=row) for row in (10, 9))]
    (found,) = find(rows, (), definition(min_insiders=2))
    assert decode(found.id).row == f"{accession(1)}|N|9"


def test_the_criteria_show_the_best_window() -> None:
    trades = by_different_persons(0, 1, 2, 3, 29)
    asked = definition(window_days=28, min_total_value=1000, min_transaction_value=500)
    (found,) = find(trades, (), asked)
    assert found.criteria == (
        Criterion(name="minInsiders", threshold="3", measured="4", passed=True),
        Criterion(name="windowDays", threshold="28", measured="4", passed=True),
        Criterion(name="minTotalValue", threshold="1000", measured="4000", passed=True),
        Criterion(name="minTransactionValue", threshold="500", measured="1000", passed=True),
    )
    assert found.qualifying_count == 4


def test_what_must_be_read_reaches_one_window_beyond_the_search() -> None:
    assert read_range(definition(), (day(50), day(60)), day(60)) == (day(21), day(89))
    lookback = definition(window_mode=WindowMode.LOOKBACK)
    assert read_range(lookback, (day(0), day(9)), day(60)) == (day(31), day(60))


def test_an_episode_within_a_window_of_the_edge_is_open_ended() -> None:
    asked = definition(window_days=10)
    found = find(by_different_persons(20, 21, 22), (), asked)
    edges = {
        read: open_ended(found, (day(read[0]), day(read[1])), asked)
        for read in ((11, 31), (12, 31), (11, 30))
    }
    assert [bool(issuers) for issuers in edges.values()] == [False, True, True]
    assert edges[12, 31] == {issuer()}
    lookback = definition(window_mode=WindowMode.LOOKBACK, window_days=300)
    whole = find(by_different_persons(20, 21, 22), (), lookback)
    assert whole
    assert open_ended(whole, (day(20), day(22)), lookback) == frozenset()


def test_a_disposal_with_an_acquisition_code_goes_by_its_flag() -> None:
    odd = [
        replace(t, acquired_disposed=AcquiredDisposed.DISPOSED)
        for t in by_different_persons(0, 1, 2, code=A)
    ]
    (found,) = find(odd, (), definition(codes=[A]))
    assert found.direction is ClusterDirection.SELL


def test_days_are_calendar_days_across_months() -> None:
    trades = by_different_persons(25, 40, 54)
    assert trades[0].transaction_date is not None
    assert trades[0].transaction_date + timedelta(days=29) == trades[2].transaction_date
    assert spans(trades) == [(25, 54)]
