"""Rule 10b5-1 plans: what box and notes say together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.codes import TradingPlanBasis, TradingPlanStatus
from graph_api.domain.plans import MAX_QUOTE, names_plan, plan_of, plan_status

UNDER = "The sales were made pursuant to a Rule 10b5-1 trading plan adopted on May 3, 2025."
DENIED = "The sales were not made pursuant to a Rule 10b5-1 trading plan."
SILENT = "Weighted average price of $10.51 to $11.50."
BOX = TradingPlanBasis.CHECKBOX


@pytest.mark.parametrize(
    ("box", "texts", "status"),
    [
        (True, [], TradingPlanStatus.PLANNED),
        (True, [DENIED], TradingPlanStatus.PLANNED),
        (False, [], TradingPlanStatus.NONE),
        (False, [SILENT], TradingPlanStatus.NONE),
        (False, [DENIED], TradingPlanStatus.NONE),
        (False, [SILENT, UNDER], TradingPlanStatus.PLANNED),
        (None, [], TradingPlanStatus.UNKNOWN),
        (None, [SILENT], TradingPlanStatus.UNKNOWN),
        (None, [UNDER], TradingPlanStatus.PLANNED),
        (None, [SILENT, DENIED], TradingPlanStatus.NONE),
        (None, [DENIED, UNDER], TradingPlanStatus.PLANNED),
    ],
)
def test_a_plan_is_known_from_the_box_or_the_notes_and_denied_only_in_words(
    box: bool | None, texts: list[str], status: TradingPlanStatus
) -> None:
    assert plan_status(box=box, texts=iter(texts)) is status


@pytest.mark.parametrize(
    "text",
    [
        UNDER,
        "Effected under a plan intended to comply with rule 10B5-1(c).",
        "Made under a 10b-5-1 plan.",
        "Made under a 10b51 plan.",
        "Made under a Rule 10b5\u20131 plan.",
        "Made under a Rule 10(b)(5)-1 plan.",
        "Automatic sale, not discretionary, but under the Rule 10b5-1 plan of May.",
        "These trades were not discretionary and were made under a Rule 10b5-1 plan.",
        "The shares were not pledged. They were sold under a 10b5-1 plan.",
        "Not under the first 10b5-1 plan; sold under the second 10b5-1 plan.",
        "Not at the discretion of the reporting person but of the broker, under a 10b5-1 plan.",
        "Does not represent a discretionary trade, being made under a 10b5-1 plan.",
        "Sold under a prearranged trading plan.",
    ],
)
def test_a_text_names_a_plan(text: str) -> None:
    assert names_plan(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        SILENT,
        DENIED,
        "Neither sale was made under a Rule 10b5-1 plan.",
        "Sold without a 10b5-1 plan.",
        "None of these sales was under a Rule 10b5-1 trading arrangement.",
        "These shares were sold outside of the 10b5-1 plan.",
        "Sold under a non-Rule 10b5-1 trading arrangement.",
        "The Issuer's insider trading program.",
        "Rule 10b-5 forbids fraud.",
        "Paid 110b5-12 units.",
    ],
)
def test_a_text_names_no_plan(text: str) -> None:
    assert not names_plan(text)


@pytest.mark.parametrize(
    ("box", "texts", "basis"),
    [
        (None, [], TradingPlanBasis.NOT_STATED),
        (None, [SILENT], TradingPlanBasis.NOT_STATED),
        (True, [SILENT], TradingPlanBasis.CHECKBOX),
        (False, [], TradingPlanBasis.CHECKBOX),
        (True, [DENIED], TradingPlanBasis.CHECKBOX),
        (True, [SILENT, UNDER], TradingPlanBasis.BOTH),
        (False, [DENIED], TradingPlanBasis.BOTH),
        (False, [UNDER], TradingPlanBasis.FOOTNOTE),
        (None, [DENIED], TradingPlanBasis.FOOTNOTE),
        (None, [UNDER], TradingPlanBasis.FOOTNOTE),
    ],
)
def test_the_basis_is_what_speaks_for_the_status(
    box: bool | None, texts: list[str], basis: TradingPlanBasis
) -> None:
    plan = plan_of(box=box, texts=texts)
    assert plan.basis is basis
    assert (plan.quote is None) == (basis in {BOX, TradingPlanBasis.NOT_STATED})


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (UNDER, date(2025, 5, 3)),
        ("On May 30, 2023, Mr. Roe adopted a 10b5-1 Plan, and sold under it.", date(2023, 5, 30)),
        ("Made under a Rule 10b5-1 instruction entered into on May 24, 2022.", date(2022, 5, 24)),
        ("A and B, L.P. sold under Rule 10b5-1 plans adopted on 12/15/23.", date(2023, 12, 15)),
        ("She entered into a Rule 10b5-1 plan on March 1, 2024.", date(2024, 3, 1)),
        ("Sold under her Rule 10b5-1 plan dated Sept. 3, 2021.", date(2021, 9, 3)),
        ("Under a written plan established on Dec 3, 2020, see Rule 10b5-1(c).", date(2020, 12, 3)),
        ("Rule 10b5-1 plan adopted May 2, 2024 and expiring on May 1, 2025.", date(2024, 5, 2)),
        ("Rule 10b5-1 plan adopted on May 2, 2024 and amended on June 5, 2024.", date(2024, 5, 2)),
        ("Under a 10b5-1 plan. The plan was adopted on June 4, 2024.", date(2024, 6, 4)),
        ("Under a Rule 10b5-1 plan adopted in December 2023.", None),
        ("Under a 10b5-1 plan. The 2015 Incentive Plan was adopted on May 4, 2015.", None),
        ("Under a Rule 10b5-1 plan effective May 1, 2024.", None),
        ("Under an adopted Rule 10b5-1 plan; sold on May 1, 2024.", None),
        ("Under an adopted 10b5-1 plan, shares were sold on May 1, 2024.", None),
        ("10b5-1 plans adopted by A on May 1, 2024 and by B on May 3, 2024.", None),
        ("A 10b5-1 plan adopted on May 1, 2024. A 10b5-1 plan adopted on May 3, 2024.", None),
    ],
)
def test_the_day_of_adoption_is_the_one_day_stated(text: str, day: date | None) -> None:
    plan = plan_of(box=None, texts=[SILENT, text])
    assert plan.status in {TradingPlanStatus.PLANNED, TradingPlanStatus.MODIFIED}
    assert plan.adopted_on == day


@pytest.mark.parametrize(
    "text",
    [
        "Rule 10b5-1 trading plan adopted on March 1, 2023 and amended on June 5, 2023.",
        "Under a Rule 10b5-1 plan adopted on August 9, 2023, as modified November 6, 2023.",
        "Under an amended and restated Rule 10b5-1 trading plan.",
        "Under her amended 10b5-1 plan.",
        "Pursuant to a Rule 10b5-1 trading plan, as amended.",
        "Under a Rule 10b5-1 plan. The plan was modified to sell fewer shares.",
        "Made under an amendment to the Reporting Person's Rule 10b5-1 plan.",
    ],
)
def test_a_plan_that_was_amended_is_a_modified_one(text: str) -> None:
    assert plan_of(box=True, texts=[text]).status is TradingPlanStatus.MODIFIED


@pytest.mark.parametrize(
    "text",
    [
        UNDER,
        "Under a 10b5-1 plan in accordance with the Securities Exchange Act of 1934, as amended.",
        'A 10b5-1 plan under the Securities Exchange Act (the "Act"), as amended.',
        "Under a Rule 10b5-1 plan, which was never amended.",
        "Under a Rule 10b5-1 plan, which has not been amended or modified.",
        "Under a Rule 10b5-1 plan that may be amended at any time.",
        "Shares of the 2015 Equity Plan, as amended, sold under a Rule 10b5-1 plan.",
        "Amended to add a footnote: sold under a Rule 10b5-1 plan.",
    ],
)
def test_other_amendments_do_not_modify_the_plan(text: str) -> None:
    assert plan_of(box=None, texts=[text]).status is TradingPlanStatus.PLANNED


def test_an_amended_plan_that_is_denied_is_none() -> None:
    text = "Not made under a Rule 10b5-1 plan, as amended."
    assert plan_of(box=None, texts=[text]).status is TradingPlanStatus.NONE


def test_the_quote_is_the_sentence_that_tells_as_filed() -> None:
    text = f"Mr. Roe sold at $10.51.  {UNDER} More is told on request."
    assert plan_of(box=None, texts=[text]).quote == UNDER


def test_the_quote_tells_of_the_modification_where_there_is_one() -> None:
    told = "Sold under a 10b5-1 plan. The plan was modified on May 3, 2025. No more."
    plan = plan_of(box=None, texts=[UNDER, told])
    assert plan.quote == "The plan was modified on May 3, 2025."


WORDS = st.lists(st.sampled_from(["sold", "shares,", "by Mr.", "not"]), min_size=40, max_size=90)


@given(WORDS.map(" ".join), st.sampled_from(["", "he did. "]), WORDS.map(" ".join))
def test_a_quote_is_short_stands_in_the_text_and_names_the_plan(
    before: str, stop: str, after: str
) -> None:
    text = f"{before} {stop}sold under a Rule 10b5-1 plan {after}"
    quote = plan_of(box=None, texts=[text]).quote
    assert quote is not None
    assert quote in text
    assert len(quote) <= MAX_QUOTE
    assert "10b5-1" in quote
