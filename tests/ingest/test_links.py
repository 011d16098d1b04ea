"""Evidence becomes links: scores combined, states by threshold, versions as evidence arrives."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, EvidenceFamily, LinkRole, LinkState, OwnershipLink
from loaders.resolve.links import combine, resolve_links
from tests.ingest.resolve_world import accession, cik

FUND, GP, ROE, DOE = (cik(name) for name in ("FUND", "GP", "ROE", "DOE"))
TEXT, SIGNATURE, HOLDER = "F1", "F2", "F5"
ACCEPTED, PROBABLE, WEAK = LinkState.ACCEPTED, LinkState.PROBABLE, LinkState.WEAK


def sign(
    family: str = TEXT,
    p: float = 0.95,
    *,
    filing: int = 1,
    below: Cik = FUND,
    above: Cik = ROE,
    **changes: Any,
) -> Evidence:
    made = Evidence(
        family=EvidenceFamily(family),
        accession=accession(filing),
        vehicle=below,
        controller=above,
        known_from=Instant(min(filing, 50)),
        role=LinkRole.CONTROLLER,
        joint=False,
        field="footnote",
        footnote_id="F1",
        row_key=None,
        start=0,
        end=1,
        quote="x",
        pattern="made",
        p=p,
        vetoed=False,
    )
    return replace(made, **changes)


def links_of(*evidence: Evidence) -> tuple[OwnershipLink, ...]:
    """Resolve; a sign in filing ``n`` is known from instant ``n``, from 50 on from 50."""
    return resolve_links(evidence)


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


def test_control_is_joint_where_one_sign_says_so() -> None:
    assert combine([sign(p=0.95), sign(p=0.85, start=9, joint=True)]).joint
    assert not combine([sign()]).joint


def test_the_order_of_signs_plays_no_part() -> None:
    signs = [
        sign(TEXT, 0.65, role=LinkRole.TRUSTEE),
        sign(TEXT, 0.65, start=5, role=LinkRole.MANAGER),
        sign(SIGNATURE, 0.65, role=LinkRole.OFFICER),
    ]
    assert len({combine(list(order)) for order in permutations(signs)}) == 1


def test_a_link_is_known_from_the_first_filing_with_evidence() -> None:
    (link,) = links_of(sign(filing=7))
    assert (link.vehicle, link.controller) == (FUND, ROE)
    assert (link.known_from, link.known_to) == (7, OPEN_END)
    assert (link.valid_from, link.valid_to) == (None, None)
    assert link.evidence == (sign(filing=7).key,)


def test_evidence_found_later_makes_a_later_version_of_the_link() -> None:
    early, late = sign(HOLDER, 0.75, filing=2), sign(TEXT, 0.95, filing=9)
    before, after = links_of(late, early)
    assert (before.state, before.known_from, before.known_to) == (PROBABLE, 2, 9)
    assert (after.state, after.known_from, after.known_to) == (ACCEPTED, 9, OPEN_END)
    assert before.evidence == (early.key,)
    assert after.evidence == tuple(sorted((early.key, late.key)))


def test_evidence_accepted_at_one_instant_makes_one_version() -> None:
    (link,) = links_of(sign(filing=50), sign(HOLDER, 0.75, filing=51))
    assert link.p == 0.9875
    assert link.known_from == 50


def test_each_pair_of_vehicle_and_controller_has_a_link_of_its_own() -> None:
    joint = links_of(sign(), sign(above=DOE), sign(below=GP))
    assert [(link.vehicle, link.controller) for link in joint] == [
        (FUND, ROE),
        (FUND, DOE),
        (GP, ROE),
    ]


def test_an_entity_is_never_its_own_controller() -> None:
    assert links_of(sign(above=FUND)) == ()
