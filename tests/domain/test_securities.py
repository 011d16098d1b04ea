"""Security titles: common equity, or something else."""

import pytest

from graph_api.domain.securities import equity_class
from graph_api.domain.trades import EquityClass


@pytest.mark.parametrize(
    "title",
    [
        "Common Stock",
        "COMMON STOCK, $0.01 PAR VALUE",
        "COMMON_STOCK",
        "common",
        "$.01 PV Com Stk",
        "Class A Common Stock",
        "Class B",
        "Class A Ordinary Shares",
        "Ordinary Share",
        "Common Shares of Beneficial Interest",
        "Class C Capital Stock",
        "American Depositary Shares",
        "ADS",
        "ADRs",
        "Registered Shares",
        "Restricted Stock",
    ],
)
def test_common_equity(title: str) -> None:
    assert equity_class(title) is EquityClass.COMMON


@pytest.mark.parametrize(
    "title",
    [
        "Series A Preferred Stock",
        "8.00% Cumulative Preference Shares",
        "6.5% Series C Cum Redeemable Pfd Stk",
        "Depositary Shares for Series B Preferred Stock",
        "Common Stock Purchase Warrant",
        "Stock Option (right to buy)",
        "Restricted Stock Units",
        "Common Stock (RSU)",
        "Common Units representing limited partner interests",
        "Warrants issued with Senior Notes",
        "Class C Google Stock Units",
        "Phantom Stock",
        "Stock Appreciation Rights",
        "Limited Partnership Interests",
        "Example Widgets, Inc.",
        "No securities are beneficially owned",
        "Adsorbents",
        "",
        None,
    ],
)
def test_something_else(title: str | None) -> None:
    assert equity_class(title) is EquityClass.OTHER


@pytest.mark.parametrize(
    "title",
    [
        "2.0% Convertible Senior Notes due 2027",
        "Convertible Promissory Note (right to buy Common Stock)",
        "8% Senior Secured Debentures",
        "Exchangeable Bonds",
    ],
)
def test_debt_comes_before_what_it_converts_into(title: str) -> None:
    assert equity_class(title) is EquityClass.DEBT
