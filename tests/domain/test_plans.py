"""Rule 10b5-1 plans: what box and notes say together."""

import pytest

from graph_api.domain.codes import TradingPlanStatus
from graph_api.domain.plans import names_plan, plan_status

UNDER = "The sales were made pursuant to a Rule 10b5-1 trading plan adopted on May 3, 2025."
DENIED = "The sales were not made pursuant to a Rule 10b5-1 trading plan."
SILENT = "Weighted average price of $10.51 to $11.50."


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
        "Rule 10b-5 forbids fraud.",
        "Paid 110b5-12 units.",
    ],
)
def test_a_text_names_no_plan(text: str) -> None:
    assert not names_plan(text)
