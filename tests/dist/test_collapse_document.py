"""What the page on collapsing tells in figures and names is what the program does."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from graph_api.domain.codes import PriceQuality
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import Evidence, EvidenceFamily, Limit, LinkRole, LinkState
from graph_api.domain.overrides import OverrideOp
from graph_api.domain.owner_units import EXACT_LIMIT
from graph_api.domain.prices import FAR
from graph_api.domain.trades import Gate
from loaders.evidence import (
    address,
    co_reporting,
    equal_trades,
    history,
    holder_text,
    hubs,
    own_name,
    roles,
    signature,
    vetoes,
)
from loaders.resolve import alarms, amendments, forms, gates, guards, same_trade, sums, weighing

PAGE = (Path(__file__).parents[2] / "docs" / "how-owners-collapse.md").read_text("utf-8")
PLAIN = re.sub(r"\s+", " ", PAGE.replace("**", ""))

SCORES = {
    "controls alone": roles.SOLE,
    "between two entities": roles.CHAIN,
    "grantor and trustee": roles.GRANTED,
    "control that is shared": roles.SHARED,
    "trustee of a trust for others": roles.TRUSTEESHIP,
    "may be deemed to own": roles.DEEMED,
    "member, partner, officer": roles.MEMBERSHIP,
    "signs in a controlling capacity": signature.CONTROLLING,
    "signs as trustee": signature.AS_TRUSTEE,
    "signs for all reporting persons": signature.FOR_ALL,
    "signs under a mere title": signature.UNDER_A_TITLE,
    "nearly always, at several issuers": co_reporting.AT_SEVERAL_ISSUERS.p,
    "nearly always |": co_reporting.NEARLY_ALWAYS.p,
    "once": co_reporting.ONCE.p,
    "full name |": own_name.FULL_NAME.p,
    "full name without the suffix": own_name.OF_A_FATHER.p,
    "surname and first initial": own_name.SURNAME_AND_INITIAL.p,
    "rare surname": own_name.RARE_SURNAME.p,
    "full name in a trust for others": own_name.FOR_OTHERS.p,
    "common surname": own_name.COMMON_SURNAME.p,
    "a person's own row is held": holder_text.HELD_THROUGH.p,
    "the same street address": address.SHARED.p,
    "equal rows and equal balances": equal_trades.EQUAL_POSITIONS.p,
    "equal rows |": equal_trades.EQUAL_ROWS.p,
}
"""How a row of the table of signs begins → what the program gives for it."""

ROW = re.compile(r"^\| (F[1-7]) [^|]*\| (.*) \| (\d\.\d\d) \|$", re.MULTILINE)


def test_every_sign_has_the_score_of_the_page() -> None:
    told = {
        next(sign for sign in SCORES if row[2].startswith(sign)): float(row[3])
        for row in ROW.finditer(PAGE)
    }
    assert told == SCORES
    families = {family.value for family in EvidenceFamily} - {"OVERRIDE"}
    assert {row[1] for row in ROW.finditer(PAGE)} == families


def test_names_for_others_and_of_several_share_a_row() -> None:
    assert own_name.FOR_OTHERS.p == own_name.OF_SEVERAL.p == own_name.INITIAL_FOR_OTHERS.p


@pytest.mark.parametrize(
    "fragment",
    [
        f"score at least {weighing.ACCEPTED_FROM:.2f}, and one deciding sign",
        f"the score is below {weighing.ACCEPTED_FROM:.2f}",
        f"at least {weighing.PROBABLE_FROM:.2f}, or held back by a guard",
        f"| below {weighing.PROBABLE_FROM:.2f} |",
        f"(F1 from {weighing.STATED_FROM:.2f})",
        f"a full personal name (F4, {weighing.FULL_NAME:.2f})",
        f"if a text states it from {weighing.CERTAIN_FROM:.2f} on",
        f"never add up to more than {weighing.NAME_AND_ADDRESS_AT_MOST:.2f}",
        f"what is left is {vetoes.VETO} of the score",
        f"the whole link is multiplied by {weighing.VETO},",
        f"reports at more than {guards.MOST_ISSUERS} issuers",
        f"trustee of more than {guards.MOST_TRUSTS} unrelated trusts",
        f"More than {alarms.MOST_OWNERS} owners",
        f"at least {alarms.FEWEST_ISSUERS} issuers of its own",
        f"more than {hubs.MOST_GROUPS} unconnected groups of owners",
        f"at most {history.MOST_BEARERS} persons are known to bear it",
        f"F3 needs {co_reporting.FEWEST_FILINGS} joint filings",
        f"{-amendments.EARLIEST_DAYS} day before to {amendments.LATEST_DAYS} days after",
        f"more than {FAR} times above or below",
        f"a form with {gates.FULL_FORM} owners",
        f"where more than {same_trade.MOST_LOOKALIKES} do, it is an offering",
        f"price within {100 * sums.TOLERANCE:.1f} percent of the weighted mean",
        f"Up to {EXACT_LIMIT} trades that share owners",
    ],
)
def test_a_figure_in_the_text_is_that_of_the_program(fragment: str) -> None:
    assert fragment in PLAIN


def test_shares_in_words_are_those_of_the_program() -> None:
    assert co_reporting.JACCARD_TENTHS == 9
    assert "nine in ten of all filings by either owner" in PLAIN
    assert Decimal("0.8") == forms.ALIKE
    assert "at least four fifths of the rows the same" in PLAIN


@pytest.mark.parametrize(
    "name",
    [
        *(limit.value for limit in Limit),
        *(state.value for state in LinkState),
        *(op.value for op in OverrideOp),
        *(gate.value for gate in Gate if gate is not Gate.OVERRIDE),
        PriceQuality.SUSPECT.value,
    ],
)
def test_every_name_that_an_answer_may_hold_is_explained(name: str) -> None:
    assert re.search(rf"\b{name}\b", PAGE)


def sign(family: EvidenceFamily, p: float) -> Evidence:
    return Evidence(
        family=family,
        accession=AccessionNumber("0099999999-26-000001"),
        vehicle=Cik("0000000001"),
        controller=Cik("0000000002"),
        known_from=Instant(0),
        role=LinkRole.MANAGER,
        joint=False,
        field="footnote",
        footnote_id=None,
        row_key=None,
        start=0,
        end=0,
        quote="",
        pattern="a sign",
        p=p,
        vetoed=False,
    )


OWNER = (
    sign(EvidenceFamily.TEXT, 0.95),
    sign(EvidenceFamily.SIGNATURE, 0.90),
    sign(EvidenceFamily.HOLDER_TEXT, 0.75),
)
DESIGNEE = (
    sign(EvidenceFamily.TEXT, 0.30),
    sign(EvidenceFamily.HOLDER_TEXT, 0.75),
    sign(EvidenceFamily.CO_REPORTING, 0.35),
)


def test_the_worked_examples_come_out_as_the_page_says() -> None:
    owner, designee = weighing.combine(OWNER), weighing.combine(DESIGNEE)
    assert f"= {owner.p:.4f}. Accepted" in PLAIN
    assert owner.state is LinkState.ACCEPTED
    assert f"= {designee.p:.4f}. That is above the threshold" in PLAIN
    assert (designee.state, designee.stopped_by) == (LinkState.PROBABLE, Limit.NO_STATEMENT)


def test_a_sentence_that_comes_again_weighs_no_more() -> None:
    again = replace(OWNER[0], start=99)
    assert weighing.combine((*OWNER, again)).p == weighing.combine(OWNER).p
