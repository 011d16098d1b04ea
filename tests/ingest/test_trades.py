"""Rows become economic trades: versions over time, figures, reporters, and what is never one."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

import pytest

from graph_api.domain.codes import (
    AcquiredDisposed,
    FormType,
    InsiderRole,
    PriceQuality,
    Table,
    TradingPlanStatus,
)
from graph_api.domain.derived import Derived
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber
from graph_api.domain.instants import OPEN_END
from graph_api.domain.trades import EconomicTrade, EquityClass
from loaders.resolve import resolve
from loaders.resolve.amendments import Slot, order
from loaders.resolve.quality import Quality
from loaders.resolve.same_trade import Group
from loaders.resolve.trade_versions import TradeReader
from tests import world
from tests.ingest.documents import Row
from tests.ingest.resolve_world import (
    accession,
    buy,
    cik,
    day,
    filing,
    noon,
    owner,
    row_key,
    sale,
    sample,
    visible,
)


def trades_of(*filings: OwnershipFiling) -> tuple[EconomicTrade, ...]:
    return resolve(filings).trades


def only_trade(*rows: Row, **facts: object) -> EconomicTrade:
    (trade,) = trades_of(filing(1, *rows, **facts))  # type: ignore[arg-type]
    return trade


def figures(trades: Iterable[EconomicTrade]) -> list[tuple[str, int, int, int | None]]:
    """Return the versions in short: trade, days from and to (99 for the open end), shares."""
    days = {noon(number): number for number in range(60)} | {OPEN_END: 99}
    return [
        (
            f"{int(t.trade_id[14:20])}.{t.trade_id.rpartition('|')[2]}",
            days[t.known_from],
            days[t.known_to],
            None if t.shares is None else int(t.shares),
        )
        for t in trades
    ]


def amendment(number: int, *rows: Row, on: int = 5, **facts: object) -> OwnershipFiling:
    return filing(number, *rows, on=on, **{"form": "4/A", "amends": 2, **facts})  # type: ignore[arg-type]


def test_an_amendment_accepted_later_makes_a_second_version_that_meets_the_first() -> None:
    derived = resolve([filing(1, buy(shares=500), on=2), amendment(2, buy(shares=633))])
    assert figures(derived.trades) == [("1.1", 2, 5, 500), ("1.1", 5, 99, 633)]
    (amends,) = derived.amends
    assert (amends.amendment, amends.original) == (accession(2), accession(1))
    (supersedes,) = derived.supersedes
    assert (supersedes.later, supersedes.earlier) == (row_key(2), row_key(1))
    for edge in (amends, supersedes):
        assert (edge.known_from, edge.known_to) == (noon(5), OPEN_END)


def test_original_and_amendment_accepted_at_one_instant_leave_one_version() -> None:
    derived = resolve([filing(1, buy(shares=500), on=5), amendment(2, buy(shares=633), amends=5)])
    assert figures(derived.trades) == [("1.1", 5, 99, 633)]
    assert derived.trades[0].rows == (row_key(1), row_key(2))


def test_a_corrected_trade_shows_the_new_figures_under_its_first_id_and_date() -> None:
    filed = filing(1, buy(0, 500), on=2)
    _, now = trades_of(filed, amendment(2, buy(1, 500)))
    assert now.transaction_date == day(1)
    assert (now.trade_id, now.effective_row) == (row_key(1), row_key(2))
    assert (now.filed_on, now.accepted_at) == (day(2), noon(2))
    assert now.rows == (row_key(1), row_key(2))
    assert now.accessions == (accession(2),), "the original is no longer live"
    assert now.form_types == (FormType.FORM_4A,)
    assert now.filing_count == 2


def test_a_partial_amendment_leaves_the_other_lines_in_one_version() -> None:
    filed = filing(1, buy(0, 500), buy(1, 700), on=2)
    found = figures(trades_of(filed, amendment(2, buy(0, 633))))
    assert found == [("1.1", 2, 5, 500), ("1.1", 5, 99, 633), ("1.2", 2, 99, 700)]


def test_an_amendment_with_holdings_only_leaves_the_trades_as_they_are() -> None:
    derived = resolve([filing(1, buy(shares=500), on=2), amendment(2, holdings=[{}])])
    assert figures(derived.trades) == [("1.1", 2, 99, 500)]
    assert len(derived.amends) == 1
    assert not derived.supersedes


def test_a_line_that_an_amendment_adds_is_known_from_its_acceptance() -> None:
    found = trades_of(filing(1, buy(0), on=2), amendment(2, buy(0), sale(4, 70)))
    assert figures(found)[-1] == ("2.2", 5, 99, 70)


def test_a_second_amendment_of_the_same_original_makes_a_third_version() -> None:
    derived = resolve(
        [
            filing(1, buy(shares=500), on=2),
            amendment(2, buy(shares=633)),
            amendment(3, buy(shares=650), on=9),
        ]
    )
    assert [shares for *_, shares in figures(derived.trades)] == [500, 633, 650]
    assert [edge.original for edge in derived.amends] == [accession(1), accession(1)]
    assert [(e.later, e.earlier) for e in derived.supersedes] == [
        (row_key(2), row_key(1)),
        (row_key(3), row_key(2)),
    ]


def test_an_amendment_without_its_original_is_kept_as_a_trade_of_its_own() -> None:
    derived = resolve([amendment(2, buy(shares=633))])
    assert figures(derived.trades) == [("2.1", 5, 99, 633)]
    assert not derived.amends


def test_a_trade_keeps_the_id_of_the_row_accepted_first_when_the_original_comes_later() -> None:
    late = filing(1, buy(shares=500), buy(1), on=8, filed_on=2)
    derived = resolve([late, amendment(2, buy(shares=633))])
    assert figures(derived.trades) == [("1.2", 8, 99, 100), ("2.1", 5, 8, 633), ("2.1", 8, 99, 633)]
    now = derived.trades[-1]
    assert now.rows == (row_key(2), row_key(1)), "in order of acceptance"
    assert now.effective_row == row_key(2), "the amendment restates, whenever it was accepted"


def test_a_nearer_original_that_arrives_takes_the_amendment_over() -> None:
    far = filing(1, buy(shares=700), on=3)
    near = filing(3, buy(shares=500), on=7, filed_on=2)
    derived = resolve([far, near, amendment(2, buy(shares=633))])
    assert [(e.original, e.known_from, e.known_to) for e in derived.amends] == [
        (accession(1), noon(5), noon(7)),
        (accession(3), noon(7), OPEN_END),
    ]
    assert figures(visible(derived.trades, noon(7))) == [("1.1", 7, 99, 700), ("2.1", 7, 99, 633)]


def test_an_amended_form_5_leaves_the_form_4_of_that_day_alone() -> None:
    forms = filing(1, buy(shares=500), on=2), filing(2, buy(shares=400), on=2, form="5")
    found = figures(trades_of(*forms, amendment(3, buy(shares=633), form="5/A")))
    assert found == [("1.1", 2, 99, 500), ("2.1", 2, 5, 400), ("2.1", 5, 99, 633)]


def test_reporters_are_the_owners_of_live_versions_only() -> None:
    filed = filing(1, buy(), on=2, by=["ROE", "FUND"])
    before, after = trades_of(filed, amendment(2, buy(shares=633), by=["ROE", "GP"]))
    assert [r.cik for r in before.reporters] == [cik("ROE"), cik("FUND")]
    assert [r.cik for r in after.reporters] == [cik("ROE"), cik("GP")]


def test_a_reporter_has_the_roles_of_the_live_form() -> None:
    chief = owner("ROE", is_officer="1", officer_title="Chief Executive Officer")
    before, after = trades_of(
        filing(1, buy(), on=2, by=[chief]), amendment(2, buy(shares=633), by=[owner("ROE")])
    )
    assert before.reporters[0].roles == (InsiderRole.CEO, InsiderRole.DIRECTOR)
    assert after.reporters[0].roles == (InsiderRole.DIRECTOR,)


def test_a_trade_says_who_holds_it_where_the_row_does() -> None:
    by = ["ROE", "FUND"]
    indirect = buy(ownership_form="I", nature_of_ownership="By Larch Fund LP")
    assert only_trade(indirect, by=by).holders == (cik("FUND"),)
    assert only_trade(buy(), by=by).holders == ()
    assert only_trade(buy()).holders == (cik("ROE"),)


def told_by(*filings: OwnershipFiling) -> EconomicTrade:
    """Return the trade that the first rows of all ``filings`` report together."""
    group = Group(tuple(Slot((filed.document.transactions[0],)) for filed in filings), ())
    in_order = sorted(filings, key=order)
    return TradeReader(in_order, {}, Quality(filings)).trade(group, OPEN_END)


def test_of_several_live_rows_that_of_a_persons_own_form_is_effective() -> None:
    joint = filing(1, buy(shares=500), on=2, by=["ROE", "FUND"])
    fund, own = filing(2, buy(), on=3, by=["FUND"]), filing(3, buy(shares=501), on=4)
    trade = told_by(fund, own, joint)
    assert (trade.effective_row, trade.shares) == (row_key(3), Decimal(501))
    assert trade.trade_id == row_key(1), "the id is that of the row accepted first"
    assert trade.accessions == (accession(1), accession(2), accession(3))
    assert [reporter.cik for reporter in trade.reporters] == [cik("ROE"), cik("FUND")]


def test_among_live_rows_alike_the_lowest_accession_is_effective() -> None:
    assert told_by(filing(5, buy(), on=1), filing(4, buy(), on=2)).effective_row == row_key(4)


def test_equal_rows_of_one_filing_are_as_many_trades() -> None:
    assert len(trades_of(filing(1, buy(), buy(), buy()))) == 3


def test_equal_rows_of_two_persons_are_two_trades() -> None:
    assert len(trades_of(filing(1, buy()), filing(2, buy(), by=["DOE"]))) == 2


@pytest.mark.parametrize(
    ("row", "price", "quality"),
    [
        (buy(price="0"), None, PriceQuality.MISSING),
        (sale(price="0.00"), None, PriceQuality.MISSING),
        (buy(price=None), None, PriceQuality.MISSING),
        (buy(price="0", code="A"), Decimal(0), PriceQuality.REPORTED),
        (buy(price="0", code="M"), Decimal(0), PriceQuality.REPORTED),
        (buy(price="10.50"), Decimal("10.50"), PriceQuality.REPORTED),
    ],
)
def test_a_price_of_zero_is_missing_on_a_purchase_and_a_value_on_a_grant(
    row: Row, price: Decimal | None, quality: PriceQuality
) -> None:
    trade = only_trade(row)
    assert (trade.price, trade.price_quality) == (price, quality)


def test_the_currency_is_read_from_the_notes_of_the_price_alone() -> None:
    notes = ["Paid in Canadian dollars.", "Held in a Swiss franc account."]
    told = {"price_per_share": ["F1"], "shares": ["F2"]}
    assert only_trade(buy(notes=told), notes=notes).currency == "CAD"
    assert only_trade(buy(notes={"shares": ["F1"]}), notes=notes).currency is None


@pytest.mark.parametrize("place", ["transaction_date", "transactionCoding", "security_title"])
def test_a_plan_is_read_from_a_note_on_any_part_of_the_row(place: str) -> None:
    notes = ["Unrelated.", "Sold under a Rule 10b5-1 plan."]
    planned = only_trade(sale(notes={place: ["F2"]}), notes=notes, plan_box="0")
    assert planned.plan is TradingPlanStatus.PLANNED


def test_a_plan_of_another_row_is_not_this_ones() -> None:
    notes = ["Sold under a Rule 10b5-1 plan."]
    planned, other = trades_of(filing(1, sale(notes={"shares": ["F1"]}), sale(1), notes=notes))
    assert planned.plan is TradingPlanStatus.PLANNED
    assert other.plan is TradingPlanStatus.UNKNOWN


def test_a_plan_told_in_the_remarks_is_that_of_every_row() -> None:
    told = trades_of(filing(1, sale(), sale(1), remarks="Both under 10b5-1 plans."))
    assert [trade.plan for trade in told] == [TradingPlanStatus.PLANNED] * 2


def test_what_a_row_does_not_state_is_none() -> None:
    trade = only_trade(buy(shares=None, price=None))
    assert trade.shares is None
    assert trade.price is None
    assert trade.value is None


@pytest.mark.parametrize(
    ("code", "direction", "contradictory"),
    [("P", "A", False), ("P", "D", True), ("S", "D", False), ("S", "A", True), ("J", "D", False)],
)
def test_a_purchase_that_disposes_and_a_sale_that_acquires_are_contradictory(
    code: str, direction: str, contradictory: bool
) -> None:
    trade = only_trade(buy(code=code, acquired_disposed=direction))
    assert trade.contradictory is contradictory
    assert trade.acquired_disposed is AcquiredDisposed(direction)


@pytest.mark.parametrize(
    ("row", "swap"),
    [
        (buy(equity_swap_involved="1"), True),
        (buy(code="K"), True),
        (buy(), False),
        (buy(equity_swap_involved=None), False),
    ],
)
def test_an_equity_swap_is_told_by_the_flag_or_by_code_k(row: Row, swap: bool) -> None:
    assert only_trade(row).equity_swap is swap


def test_a_derivative_row_keeps_its_table_and_class() -> None:
    trade = only_trade(buy(table="D", security_title="Stock Option (right to buy)"))
    assert (trade.table, trade.equity_class) == (Table.DERIVATIVE, EquityClass.OTHER)
    assert trade.trade_id == row_key(1, 1, "D")


@cache
def resolved_sample() -> Derived:
    return resolve(sample())


def live_trades(*filings: AccessionNumber) -> list[EconomicTrade]:
    return [
        trade
        for trade in resolved_sample().trades
        if trade.known_to == OPEN_END and not set(trade.accessions).isdisjoint(filings)
    ]


@pytest.mark.parametrize(
    "group", [*world.WITH_PLANS, world.DRYFORD_FUND_BUYS], ids=lambda group: str(group.ticker)
)
def test_the_trades_of_the_sample_add_up(group: world.ExpectedCluster) -> None:
    code = {"BUY": "P", "SELL": "S"}[group.direction]
    trades = [trade for trade in live_trades(*group.filings) if trade.code.value == code]
    sign = 1 if code == "P" else -1
    assert len(trades) == group.trades
    assert {trade.issuer_cik for trade in trades} == {group.issuer}
    assert sum(trade.value or 0 for trade in trades) == group.total_value
    assert sign * sum(trade.shares or 0 for trade in trades) == group.net_shares
    assert sum(trade.value is None for trade in trades) == group.unpriced
    reporters = {reporter.cik for trade in trades for reporter in trade.reporters}
    assert reporters == set(group.reporting_owners)
    days = [trade.transaction_date for trade in trades if trade.transaction_date is not None]
    assert (min(days), max(days)) == (group.first, group.last)


def test_the_correction_of_the_sample_is_one_trade_in_two_versions() -> None:
    versions = [t for t in resolved_sample().trades if t.trade_id.startswith(world.CORRECTED)]
    assert [t.shares for t in versions] == [world.SHARES_BEFORE, world.SHARES_AFTER]
    assert versions[0].known_to == versions[1].known_from
    assert versions[1].accessions == (world.CORRECTION,)


def test_forty_five_fills_on_two_forms_are_forty_five_trades() -> None:
    fills = live_trades(*world.FILLS)
    assert len(fills) == 45
    assert sum(trade.shares or 0 for trade in fills) == world.FILLS_SOLD
    assert {len(trade.rows) for trade in fills} == {1}


def test_a_purchase_from_four_pockets_is_four_trades_of_one_reporter() -> None:
    pockets = live_trades(world.FOUR_POCKETS)
    assert len(pockets) == 4
    assert len({reporter.cik for trade in pockets for reporter in trade.reporters}) == 1


def test_spouses_on_one_form_make_one_trade_of_two_reporters() -> None:
    (trade,) = live_trades(world.SPOUSES)
    assert len(trade.reporters) == 2
    assert trade.holders == (), "the form does not say whose it is"


def test_father_and_son_make_two_trades() -> None:
    first, second = live_trades(*world.GARCIA_FILINGS)
    reporters = {trade.reporters[0].cik for trade in (first, second)}
    assert reporters == {world.GARCIA_FATHER, world.GARCIA_SON}


def test_a_plan_told_by_footnote_alone_is_found_in_the_sample() -> None:
    assert {t.plan for t in live_trades(world.PLAN_BY_FOOTNOTE_ONLY)} == {TradingPlanStatus.PLANNED}
