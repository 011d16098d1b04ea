"""What the signs for one link amount to: families, vetoes, caps, states, validity."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.links import Evidence, EvidenceFamily, Limit, LinkRole, LinkState
from loaders.resolve.weighing import Claim, claim_of, combine
from tests.ingest.evidence_signs import (
    ADDRESS,
    CO_REPORT,
    HOLDER,
    NAME,
    OVERRIDE,
    SIGNATURE,
    TEXT,
    TRADES,
    sign,
)

ACCEPTED, PROBABLE, WEAK = LinkState.ACCEPTED, LinkState.PROBABLE, LinkState.WEAK
REJECTED = LinkState.REJECTED


@pytest.mark.parametrize(
    ("signs", "p", "state", "certain"),
    [
        # A statement in the text.
        ([(TEXT, 0.95)], 0.95, ACCEPTED, True),
        ([(TEXT, 0.93)], 0.93, ACCEPTED, True),
        ([(TEXT, 0.90)], 0.90, ACCEPTED, False),
        ([(TEXT, 0.85)], 0.85, ACCEPTED, False),
        ([(TEXT, 0.65)], 0.65, PROBABLE, False),
        ([(TEXT, 0.30)], 0.30, WEAK, False),
        ([(TEXT, 0.285)], 0.285, WEAK, False),
        # A signature.
        ([(SIGNATURE, 0.90)], 0.90, ACCEPTED, False),
        ([(SIGNATURE, 0.75)], 0.75, PROBABLE, False),
        ([(SIGNATURE, 0.60)], 0.60, PROBABLE, False),
        ([(SIGNATURE, 0.40)], 0.40, WEAK, False),
        # The holder named by a row never decides.
        ([(HOLDER, 0.75)], 0.75, PROBABLE, False),
        ([(TEXT, 0.65), (HOLDER, 0.75)], 0.9125, ACCEPTED, False),
        ([(TEXT, 0.30), (HOLDER, 0.75)], 0.825, PROBABLE, False),
        ([(TEXT, 0.25), (HOLDER, 0.75)], 0.8125, PROBABLE, False),
        ([(SIGNATURE, 0.75), (HOLDER, 0.75)], 0.9375, ACCEPTED, False),
        ([(SIGNATURE, 0.60), (HOLDER, 0.75)], 0.90, PROBABLE, False),
        ([(SIGNATURE, 0.40), (HOLDER, 0.75)], 0.85, PROBABLE, False),
        ([(TEXT, 0.25), (SIGNATURE, 0.40), (HOLDER, 0.75)], 0.8875, PROBABLE, False),
        ([(TEXT, 0.25), (SIGNATURE, 0.90)], 0.925, ACCEPTED, False),
        # The thresholds belong to the upper side.
        ([(TEXT, 0.50)], 0.50, PROBABLE, False),
        ([(TEXT, 0.50), (SIGNATURE, 0.60)], 0.80, ACCEPTED, False),
        ([(TEXT, 0.49), (HOLDER, 0.75)], 0.8725, PROBABLE, False),
        # A full personal name decides, a shared one only after three filings made together.
        ([(NAME, 0.90)], 0.70, PROBABLE, False),
        ([(NAME, 0.90), (CO_REPORT, 0.35)], 0.935, ACCEPTED, True),
        ([(NAME, 0.90), (ADDRESS, 0.25)], 0.70, PROBABLE, False),
        ([(NAME, 0.65), (CO_REPORT, 0.35)], 0.7725, PROBABLE, False),
        ([(NAME, 0.65), (CO_REPORT, 0.60)], 0.86, ACCEPTED, False),
        ([(NAME, 0.45), (CO_REPORT, 0.80)], 0.89, PROBABLE, False),
        ([(NAME, 0.45), (TEXT, 0.65)], 0.8075, ACCEPTED, False),
        # A row held through a co-filer looks like a designee's until three filings tell so.
        ([(CO_REPORT, 0.35), (HOLDER, 0.75)], 0.8375, PROBABLE, False),
        ([(CO_REPORT, 0.60), (HOLDER, 0.75)], 0.90, ACCEPTED, False),
        # Filing together, or trading alike, is never enough.
        ([(CO_REPORT, 0.80)], 0.80, PROBABLE, False),
        ([(CO_REPORT, 0.80), (ADDRESS, 0.25)], 0.85, PROBABLE, False),
        ([(TRADES, 0.65)], 0.65, PROBABLE, False),
        ([(TRADES, 0.65), (HOLDER, 0.75)], 0.9125, ACCEPTED, False),
        ([(TRADES, 0.30), (HOLDER, 0.75), (ADDRESS, 0.25)], 0.8688, PROBABLE, False),
        # A decision stands above everything.
        ([(OVERRIDE, 1.0)], 1.0, ACCEPTED, True),
        # Signs of one family are one sign: the best.
        ([(TEXT, 0.30), (TEXT, 0.30), (TEXT, 0.30)], 0.30, WEAK, False),
        ([(TEXT, 0.25), (TEXT, 0.95)], 0.95, ACCEPTED, True),
    ],
)
def test_families_combine_as_independent_signs_and_states_follow_by_threshold(
    signs: list[tuple[str, float]], p: float, state: LinkState, certain: bool
) -> None:
    found = combine([sign(family, score, start=n) for n, (family, score) in enumerate(signs)])
    assert (found.p, found.state, found.certain) == (p, state, certain)


def test_the_role_is_that_of_the_strongest_sign() -> None:
    found = combine(
        [
            sign(SIGNATURE, 0.90, role=LinkRole.MANAGER),
            sign(TEXT, 0.25, role=LinkRole.OFFICER),
            sign(HOLDER, 0.75, role=LinkRole.HOLDS_THROUGH),
        ]
    )
    assert found.role is LinkRole.MANAGER


@pytest.mark.parametrize(
    ("told", "role"),
    [
        (sign(TEXT, 0.65, role=LinkRole.TRUSTEE), LinkRole.TRUSTEE),
        (sign(SIGNATURE, 0.60, role=LinkRole.CONTROLLER), LinkRole.CONTROLLER),
        (sign(TEXT, 0.25, role=LinkRole.OFFICER), LinkRole.HOLDS_THROUGH),
        (sign(NAME, 0.65), LinkRole.HOLDS_THROUGH),
    ],
)
def test_a_stated_capacity_says_more_than_a_row(told: Evidence, role: LinkRole) -> None:
    assert combine([told, sign(HOLDER, 0.75, role=LinkRole.HOLDS_THROUGH)]).role is role


def test_control_is_joint_where_one_sign_says_so() -> None:
    assert combine([sign(p=0.95), sign(p=0.85, start=9, joint=True)]).joint
    assert not combine([sign()]).joint


@pytest.mark.parametrize(
    ("signs", "claim"),
    [
        ([sign(TEXT, 0.50)], Claim.STATED),
        ([sign(SIGNATURE, 0.75), sign(NAME, 0.90)], Claim.STATED),
        ([sign(NAME, 0.90), sign(TEXT, 0.30), sign(SIGNATURE, 0.60)], Claim.FULL_NAME),
        ([sign(NAME, 0.65), sign(CO_REPORT, 0.80), sign(HOLDER, 0.75)], Claim.LOOKS),
        ([sign(TEXT, 0.95, vetoed=True)], Claim.LOOKS),
    ],
)
def test_a_claim_is_what_a_link_rests_on_at_best(signs: list[Evidence], claim: Claim) -> None:
    assert claim_of(signs) is claim


def test_the_order_of_signs_plays_no_part() -> None:
    signs = [
        sign(TEXT, 0.65, role=LinkRole.TRUSTEE),
        sign(TEXT, 0.65, start=5, role=LinkRole.MANAGER),
        sign(SIGNATURE, 0.65, role=LinkRole.OFFICER),
    ]
    assert len({combine(list(order)) for order in permutations(signs)}) == 1


@pytest.mark.parametrize(
    ("signs", "limit"),
    [
        ([(TEXT, 0.95)], None),
        ([(TEXT, 0.30)], Limit.TOO_WEAK),
        ([(CO_REPORT, 0.80)], Limit.ONE_FAMILY_ALONE),
        ([(CO_REPORT, 0.35), (HOLDER, 0.75)], Limit.NO_STATEMENT),
        ([(NAME, 0.90), (ADDRESS, 0.25)], Limit.NAME_AND_ADDRESS_ALONE),
    ],
)
def test_what_keeps_a_link_from_counting_is_named(
    signs: list[tuple[str, float]], limit: Limit | None
) -> None:
    assert combine([sign(family, score) for family, score in signs]).stopped_by is limit


def test_a_text_that_denies_control_takes_the_link_out() -> None:
    denied = sign(TEXT, 0.285, vetoed=True)
    found = combine([denied, sign(NAME, 0.90), sign(CO_REPORT, 0.60)])
    assert (found.state, found.stopped_by, found.certain) == (REJECTED, Limit.VETO, False)


def test_a_statement_as_new_as_the_denial_stands_against_it() -> None:
    denied = sign(TEXT, 0.285, vetoed=True, filing=3)
    assert combine([denied, sign(TEXT, 0.95, filing=3, start=9)]).state is ACCEPTED
    assert combine([denied, sign(TEXT, 0.95, filing=2, start=9)]).state is REJECTED


def test_the_newest_text_ends_a_link_and_the_newest_with_a_beginning_begins_it() -> None:
    begun = sign(filing=1, valid_from=date(2020, 1, 1))
    ended = sign(filing=2, valid_to=date(2024, 6, 1))
    again = sign(filing=3)
    assert _validity(begun) == (date(2020, 1, 1), None)
    assert _validity(begun, ended) == (date(2020, 1, 1), date(2024, 6, 1))
    assert _validity(begun, ended, again) == (date(2020, 1, 1), None)
    assert _validity(begun, sign(filing=2, valid_from=date(2021, 1, 1))) == (date(2021, 1, 1), None)
    assert _validity(begun, sign(filing=2, valid_to=date(2019, 6, 1))) == (None, date(2019, 6, 1))


def test_a_signature_begins_a_link_and_never_ends_or_revives_one() -> None:
    executor = sign(SIGNATURE, 0.90, filing=1, valid_from=date(2026, 2, 3))
    assert _validity(executor) == (date(2026, 2, 3), None)
    ended = sign(filing=2, valid_to=date(2024, 6, 1))
    assert _validity(ended, sign(SIGNATURE, 0.90, filing=3)) == (None, date(2024, 6, 1))


def _validity(*items: Evidence) -> tuple[date | None, date | None]:
    found = combine(items)
    return found.valid_from, found.valid_to


FAMILIES = [family for family in EvidenceFamily if family is not EvidenceFamily.OVERRIDE]
SIGNS = st.builds(
    lambda family, p, start: sign(family.value, p, start=start),
    st.sampled_from(FAMILIES),
    st.sampled_from((0.10, 0.25, 0.30, 0.35, 0.45, 0.60, 0.65, 0.75, 0.85, 0.90, 0.95)),
    st.integers(0, 3),
)
RANK = {REJECTED: 0, WEAK: 1, PROBABLE: 2, ACCEPTED: 3}


@given(st.lists(SIGNS, min_size=1, max_size=6), SIGNS)
def test_a_further_sign_never_lowers_a_link(signs: list[Evidence], more: Evidence) -> None:
    before, after = combine(signs), combine([*signs, more])
    assert after.p >= before.p
    assert RANK[after.state] >= RANK[before.state]


@given(st.lists(SIGNS, min_size=1, max_size=6))
def test_without_statement_signature_or_name_one_filing_never_makes_a_link(
    signs: list[Evidence],
) -> None:
    told = {
        EvidenceFamily.TEXT: 0.50,
        EvidenceFamily.SIGNATURE: 0.70,
        EvidenceFamily.NAME: 0.90,
        EvidenceFamily.CO_REPORTING: 0.60,
        EvidenceFamily.TRADES: 0.65,
    }
    slight = [item for item in signs if item.p < told.get(item.family, 1.0)]
    if slight:
        assert combine(slight).state is not ACCEPTED
