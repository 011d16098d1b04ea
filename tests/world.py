"""The small world of ``loaders/sample``: who is in it and what each part of it is there to show.

All of it is fictional. Figures are those of the filings after every amendment, under the default
definition (three insiders within 30 days, codes P and S, plan trades out) unless they say
otherwise; ``tests/ingest/test_sample_files.py`` adds them up from the rows.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey

SAMPLE = Path(str(files("loaders.sample")))
"""The folder of the bundled sample."""


def filing(number: int) -> AccessionNumber:
    """Return the accession number of the sample's filing ``number``, 1 to 30 as accepted."""
    return AccessionNumber(f"0099999999-26-{number:06d}")


def issuer(number: int) -> Cik:
    """Return the CIK of the sample's issuer ``number``, 1 to 7."""
    return Cik(f"00990000{number:02d}")


def owner(number: int) -> Cik:
    """Return the CIK of the sample's reporting owner ``number``, 1 to 31."""
    return Cik(f"00991000{number:02d}")


def submission_files() -> list[Path]:
    """Return the thirty submissions, by accession number, which is the order of acceptance."""
    return sorted((SAMPLE / "filings").glob("*.txt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedCluster:
    """One group of trades and the figures a correct count gives.

    Attributes:
        direction: ``BUY`` or ``SELL``.
        filings: all that report its trades, in order of acceptance.
        insiders: the counted persons.
        reporting_owners: every CIK on those filings, vehicles included.
        trades: economic trades, the unpriced included.
        total_value: USD, over the priced trades.
        net_shares: positive for BUY, negative for SELL, the unpriced included.
        unpriced: trades whose price is a footnote without a value.
    """

    ticker: str
    issuer: Cik
    direction: str
    filings: tuple[AccessionNumber, ...]
    insiders: tuple[Cik, ...]
    reporting_owners: tuple[Cik, ...]
    trades: int
    total_value: Decimal
    net_shares: Decimal
    first: date
    last: date
    unpriced: int = 0


AXOLAR = issuer(1)
"""Axolar Software, AXLR, SIC 7372."""
BRACKWATER = issuer(2)
"""Brackwater Bancorp, BRKW, SIC 6022."""
VANTABRIA = issuer(3)
"""Vantabria Biologics, VNTB, SIC 2836."""
QUOVELLIX = issuer(4)
"""Quovellix Semiconductor, QVLX, SIC 3674."""
DRYFORD = issuer(5)
"""Dryford Oil & Gas, DRYF, SIC 1311."""
HOLLYCRUST = issuer(6)
"""Hollycrust Restaurants, HCRS, SIC 5812."""
KESTELBROOK = issuer(7)
"""Kestelbrook Electric, KESB, SIC 4911."""

LARKSPUR = owner(4)
"""Julian Larkspur, director of Axolar, who buys through an LLC."""
RIDGECOMBE = owner(5)
"""Ridgecombe Partners LLC: a footnote names Mr. Larkspur as its managing member."""

FUND, FUND_GENERAL_PARTNER, FUND_MANAGER, RAVENSWORTH = (owner(n) for n in (15, 16, 17, 18))
"""Copperline Capital Fund, its GP, its manager, and Jane Ravensworth who controls all three."""

GARCIA_FATHER, GARCIA_SON = owner(27), owner(28)
"""Luis Garcia II and Luis Garcia III: two persons with one name, never merged."""

OKONJO_VALE = owner(3)
"""Priscilla Okonjo-Vale, director of both Axolar and Quovellix."""

BRANDVOLD = owner(14)
"""Signe Brandvold, director of Quovellix: the one owner with an address outside the US."""

AXOLAR_BUYS = ExpectedCluster(
    ticker="AXLR",
    issuer=AXOLAR,
    direction="BUY",
    filings=(filing(17), filing(18), filing(19), filing(20)),
    insiders=(owner(1), owner(2), OKONJO_VALE, LARKSPUR),
    reporting_owners=(owner(1), owner(2), OKONJO_VALE, LARKSPUR, RIDGECOMBE),
    trades=5,
    total_value=Decimal(1_916_850),
    net_shares=Decimal(102_000),
    first=date(2026, 2, 9),
    last=date(2026, 2, 18),
)
"""CEO, CFO and two directors buy within ten days; with the LLC that is five CIKs, four insiders."""

BRACKWATER_BUYS = ExpectedCluster(
    ticker="BRKW",
    issuer=BRACKWATER,
    direction="BUY",
    filings=(filing(11), filing(13), filing(15)),
    insiders=(owner(6), owner(7), owner(8)),
    reporting_owners=(owner(6), owner(7), owner(8)),
    trades=4,
    total_value=Decimal(158_525),
    net_shares=Decimal(6_900),
    first=date(2026, 1, 26),
    last=date(2026, 2, 3),
    unpriced=1,
)
"""Three insiders of a bank buy moderate amounts; 400 of the shares have no stated price."""

HOLLYCRUST_BUYS = ExpectedCluster(
    ticker="HCRS",
    issuer=HOLLYCRUST,
    direction="BUY",
    filings=(filing(3), filing(4), filing(5)),
    insiders=(owner(20), owner(21), owner(22)),
    reporting_owners=(owner(20), owner(21), owner(22)),
    trades=3,
    total_value=Decimal(225_000),
    net_shares=Decimal(15_000),
    first=date(2026, 1, 13),
    last=date(2026, 1, 13),
)
"""Three directors' own forms equal in day, lot, price and balance: three trades (case 23)."""

VANTABRIA_SELLS = ExpectedCluster(
    ticker="VNTB",
    issuer=VANTABRIA,
    direction="SELL",
    filings=(filing(23), filing(24), filing(25)),
    insiders=(owner(9), owner(10), owner(11)),
    reporting_owners=(owner(9), owner(10), owner(11)),
    trades=4,
    total_value=Decimal(2_736_175),
    net_shares=Decimal(-66_000),
    first=date(2026, 3, 3),
    last=date(2026, 3, 10),
)
"""Three insiders sell, each form denying a plan; one of them through a family trust."""

QUOVELLIX_PLAN_SELLS = ExpectedCluster(
    ticker="QVLX",
    issuer=QUOVELLIX,
    direction="SELL",
    filings=(filing(26), filing(27), filing(29)),
    insiders=(owner(12), owner(13), BRANDVOLD),
    reporting_owners=(owner(12), owner(13), BRANDVOLD),
    trades=3,
    total_value=Decimal(1_068_150),
    net_shares=Decimal(-17_000),
    first=date(2026, 3, 11),
    last=date(2026, 3, 16),
)
"""Three plan sales, two by box and footnote, one by footnote only: a cluster under INCLUDE only."""

DRYFORD_FUND_BUYS = ExpectedCluster(
    ticker="DRYF",
    issuer=DRYFORD,
    direction="BUY",
    filings=(filing(22),),
    insiders=(RAVENSWORTH,),
    reporting_owners=(FUND, FUND_GENERAL_PARTNER, FUND_MANAGER, RAVENSWORTH),
    trades=4,
    total_value=Decimal(2_274_950),
    net_shares=Decimal(200_000),
    first=date(2026, 2, 23),
    last=date(2026, 2, 25),
)
"""One form of four CIKs, one person: a cluster only where reporting owners count (case 1)."""

DEFAULT_CLUSTERS = (AXOLAR_BUYS, BRACKWATER_BUYS, HOLLYCRUST_BUYS, VANTABRIA_SELLS)
"""Every cluster the default definition finds."""

WITH_PLANS = (*DEFAULT_CLUSTERS, QUOVELLIX_PLAN_SELLS)
"""Every cluster found when plan trades are included."""

BY_REPORTING_OWNER = (*DEFAULT_CLUSTERS, DRYFORD_FUND_BUYS)
"""Every cluster found when reporting owners are counted instead of insiders."""

CORRECTED, CORRECTION = filing(1), filing(6)
"""A purchase of 500 shares and the 4/A that makes it 633: one trade in two versions (case 4)."""
SHARES_BEFORE, SHARES_AFTER = Decimal(500), Decimal(633)
"""Shares of that trade before and after 2026-01-16 16:58:02 New York."""

FOUR_POCKETS = filing(21)
"""Kestelbrook's CEO buys by herself, IRA, LLC and trust: four trades, one insider (case 6)."""
POCKETS = (None, "By IRA", "By Bluegate Orchard LLC", "By Beatrix Drummond-Hale Revocable Trust")
"""``natureOfOwnership`` of its four rows, in order."""

FILLS = (filing(8), filing(9))
"""45 fills of one sale on two forms of 30 and 15 rows, equal rows among them (case 7)."""
FILLS_SOLD = Decimal(7_650)
"""Shares sold in those fills, from a balance of 60,000 down to 52,350."""

SPOUSES = filing(10)
"""Husband and wife on one form with one purchase: one trade, one insider (case 8)."""

GARCIA_FILINGS = (filing(12), filing(14))
"""Father and son buy on their own forms: two trades, two insiders (case 24)."""

FORM_3_WITHOUT_SECURITIES = filing(2)
"""A new director's Form 3 that says no securities are owned."""
FORM_3_WITH_HOLDINGS = filing(28)
"""A Form 3 with two holdings in each table, none of the derivative ones with a balance."""
FORM_5 = filing(16)
"""A small acquisition (L) and a gift received (G), both of 2025, reported for the fiscal year."""
EXERCISE = filing(7)
"""An option exercise (M) in both tables, tax withholding (F), a gift given (G), an option held."""
GRANT = filing(30)
"""Grants (A) at price 0, a conversion price of 0, one that is only a footnote, symbol abroad."""
FOREIGN_SYMBOL = "XETR: QVX"
"""``issuerForeignTradingSymbol`` on the grant, and on no other filing."""
PLAN_BY_FOOTNOTE_ONLY = filing(29)
"""``aff10b5One`` is false, and a footnote tells the Rule 10b5-1 plan."""
UNPRICED_ROW = RowKey(f"{filing(13)}|N|2")
"""The bank director's 400 shares whose price has a footnote and no value."""
