"""Why two owners count as one, what keeps them apart, and who would belong if links held."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import permutations
from math import prod
from typing import Any

import pytest
from hypothesis import given

from graph_api.domain.evidence_words import Sign, cited, statement, strongest
from graph_api.domain.explain import (
    LIMITS,
    ROLES,
    Explanation,
    Verdict,
    because,
    explain,
    sentence,
    summary,
)
from graph_api.domain.identifiers import Cik
from graph_api.domain.links import (
    Evidence,
    EvidenceFamily,
    Limit,
    LinkRole,
    LinkState,
    OwnershipLink,
)
from graph_api.domain.owners import Member, OwnerRoots, Reading
from tests.domain.worlds import (
    ALWAYS,
    PERSONS,
    World,
    accession,
    day,
    link,
    noon,
    person,
    sampled,
    vehicle,
    worlds,
)

FUND, GP, MANAGER, OTHER = (vehicle(number) for number in range(1, 5))
ANNA, BORIS, CARLA = (person(number) for number in range(1, 4))
NAMES = {
    FUND: "Fund LP",
    GP: "GP LLC",
    MANAGER: "Manager LLC",
    OTHER: "Other LLC",
    ANNA: "Archer Anna",
    BORIS: "Bowman Boris",
    CARLA: "Carver Carla",
}
KNOWN_BY = date(2026, 3, 31)
WEAK, PROBABLE, REJECTED = LinkState.WEAK, LinkState.PROBABLE, LinkState.REJECTED


def explained(one: Cik, other: Cik, *links: OwnershipLink) -> Explanation:
    roots = OwnerRoots(links, PERSONS)
    return explain(
        one, other, roots, lambda cik: [x for x in links if cik in (x.vehicle, x.controller)]
    )


def told(one: Cik, other: Cik, *links: OwnershipLink, signs: Iterable[Sign] = ()) -> str:
    """Return the sentence; every step has the same signs."""
    found = explained(one, other, *links)
    evidence = {step.key: list(signs) for step in found.steps}
    words = sentence(found, NAMES.__getitem__, evidence, known_by=KNOWN_BY)
    head = summary(found, NAMES.__getitem__, known_by=KNOWN_BY)
    assert head.endswith(".")
    assert words.startswith(head.removesuffix("."))
    return words


def sign(family: EvidenceFamily = EvidenceFamily.TEXT, p: float = 0.95, **changes: Any) -> Sign:
    evidence = Evidence(
        family=family,
        accession=accession(7),
        vehicle=FUND,
        controller=ANNA,
        known_from=ALWAYS,
        role=LinkRole.MANAGING_MEMBER,
        joint=False,
        field="footnote",
        footnote_id="F2",
        row_key=None,
        start=0,
        end=8,
        quote="of which Ms. Archer is the managing member",
        pattern="managing member",
        p=p,
        vetoed=False,
    )
    return Sign(evidence=replace(evidence, **changes))


TOGETHER = sign(
    EvidenceFamily.CO_REPORTING,
    0.6,
    field="reportingOwner",
    footnote_id=None,
    quote="Fund LP; Archer Anna",
    pattern="nearly always file together",
)


def stopped(limit: Limit, p: float = 0.62, state: LinkState = PROBABLE) -> OwnershipLink:
    return replace(link(FUND, ANNA, p=p, state=state), stopped_by=limit)


def test_a_vehicle_counts_as_its_person_with_place_quote_and_weight_of_every_sign() -> None:
    found = explained(FUND, ANNA, link(FUND, ANNA))
    assert (found.verdict, found.collapsed, found.stopped_by) == (Verdict.ONE_OWNER, True, None)
    assert told(FUND, ANNA, link(FUND, ANNA), signs=[TOGETHER, sign()]) == (
        "Fund LP counts as Archer Anna: footnote F2 of 0099999999-26-000007: “of which Ms. Archer "
        "is the managing member” (0.95); reported together in 3 filings or more, nearly always "
        "(0.60)."
    )


def test_the_sentence_is_about_the_vehicle_whoever_is_named_first() -> None:
    made = link(FUND, ANNA)
    assert told(ANNA, FUND, made, signs=[sign()]) == told(FUND, ANNA, made, signs=[sign()])


def test_a_chain_is_explained_step_by_step_from_the_first_to_the_second() -> None:
    chain = link(FUND, GP), link(GP, ANNA)
    assert explained(FUND, ANNA, *chain).steps == chain
    assert explained(ANNA, FUND, *chain).steps == chain[::-1]
    assert told(FUND, ANNA, *chain) == (
        "Fund LP counts as Archer Anna. GP LLC stands behind Fund LP as managing member. Archer "
        "Anna stands behind GP LLC as managing member."
    )


def test_two_vehicles_of_one_person_are_explained_over_that_person() -> None:
    links = link(FUND, ANNA), link(GP, ANNA)
    found = explained(FUND, GP, *links)
    assert (found.collapsed, found.steps) == (True, links)
    assert told(FUND, GP, *links).startswith("Fund LP and GP LLC both count as Archer Anna. ")


def test_a_step_below_the_root_names_the_root() -> None:
    links = link(FUND, GP, p=0.99), link(GP, ANNA), link(FUND, ANNA, p=0.81)
    assert explained(FUND, GP, *links).steps == links[:1]
    assert told(FUND, GP, *links) == (
        "Fund LP and GP LLC both count as Archer Anna. GP LLC stands behind Fund LP as managing "
        "member."
    )


def test_the_confidence_is_that_of_all_steps_together() -> None:
    found = explained(FUND, ANNA, link(FUND, GP, p=0.9), link(GP, ANNA, p=0.9))
    assert found.confidence == 0.81
    assert explained(FUND, FUND).confidence == 1.0
    assert explained(FUND, ANNA).confidence is None


def test_an_owner_is_itself() -> None:
    assert explained(FUND, FUND).collapsed
    assert told(FUND, FUND) == "Both keys name Fund LP."
    joint = link(FUND, ANNA), link(FUND, BORIS)
    assert explained(FUND, FUND, *joint).collapsed


def test_a_dated_link_says_when_it_held() -> None:
    ended = link(FUND, ANNA, valid=(None, 20))
    assert told(FUND, ANNA, ended) == f"Fund LP counts as Archer Anna until {day(20)}."
    begun = link(FUND, ANNA, valid=(3, None)), link(GP, ANNA)
    assert f"as managing member since {day(3)}." in told(FUND, GP, *begun)


def test_who_is_controlled_jointly_counts_as_both_and_collapses_into_neither() -> None:
    joint = link(FUND, ANNA), link(FUND, BORIS)
    found = explained(FUND, ANNA, *joint)
    assert (found.verdict, found.collapsed) == (Verdict.JOINT, False)
    assert found.steps == joint[:1]
    assert told(FUND, ANNA, *joint) == (
        "Fund LP is controlled jointly by Archer Anna and Bowman Boris: it counts as both where it "
        "reports a trade, and collapses into neither. Archer Anna stands behind Fund LP as "
        "managing member."
    )


def test_two_vehicles_under_the_same_joint_control_are_both_said_to_be() -> None:
    links = [link(cik, owner) for cik in (FUND, GP) for owner in (ANNA, BORIS, CARLA)]
    found = told(FUND, GP, *links)
    assert not explained(FUND, GP, *links).collapsed
    assert "are both controlled jointly by Archer Anna, Bowman Boris and Carver Carla: " in found
    assert "together they count once, and collapse into none." in found
    one = told(FUND, ANNA, *links)
    assert "it counts as each of them where it reports a trade, and collapses into none." in one


def test_an_entity_beside_a_person_is_told_apart_from_the_vehicle_of_both() -> None:
    links = link(FUND, ANNA), link(FUND, MANAGER)
    found = explained(FUND, MANAGER, *links)
    assert (found.verdict, found.collapsed) == (Verdict.APART, False)
    assert told(FUND, MANAGER, *links).startswith(
        "Fund LP counts as Archer Anna and Manager LLC as Manager LLC, though links lead"
    )


@pytest.mark.parametrize("limit", Limit)
def test_what_stopped_a_link_is_said_in_words(limit: Limit) -> None:
    made = stopped(limit)
    found = explained(FUND, ANNA, made)
    assert (found.verdict, found.stopped, found.steps) == (Verdict.STOPPED, made, (made,))
    assert found.stopped_by == because(made) == LIMITS[limit]
    assert told(FUND, ANNA, made, signs=[TOGETHER]) == (
        f"Fund LP does not count as Archer Anna: {LIMITS[limit]}. What is known of Archer Anna "
        "behind Fund LP comes to 0.62: reported together in 3 filings or more, nearly always "
        "(0.60)."
    )


def test_the_weakest_of_the_links_that_do_not_count_is_the_one_that_stops() -> None:
    weak = replace(link(FUND, GP, p=0.3, state=WEAK), stopped_by=Limit.TOO_WEAK)
    probable = replace(link(GP, ANNA, p=0.7, state=PROBABLE), stopped_by=Limit.NO_STATEMENT)
    found = explained(FUND, ANNA, probable, weak)
    assert found.stopped == weak
    assert found.steps == (weak, probable)


def test_links_that_count_are_preferred_even_to_more_probable_ones_that_do_not() -> None:
    quarantined = replace(link(FUND, ANNA, p=0.99, state=PROBABLE), stopped_by=Limit.TOO_WEAK)
    counting = link(FUND, GP, p=0.85), link(GP, ANNA, p=0.85)
    assert explained(FUND, ANNA, quarantined, *counting).steps == counting


def test_a_link_that_a_person_rejected_is_told_though_its_score_is_nought() -> None:
    rejected = stopped(Limit.OVERRIDE, p=0.0, state=REJECTED)
    assert explained(FUND, ANNA, rejected).stopped == rejected
    assert "a person decided" in told(FUND, ANNA, rejected)


def test_two_vehicles_with_a_doubtful_way_between_them_do_not_count_as_one() -> None:
    links = stopped(Limit.ONE_FAMILY_ALONE), link(GP, ANNA)
    assert told(FUND, GP, *links).startswith(
        f"Fund LP and GP LLC do not count as one: {LIMITS[Limit.ONE_FAMILY_ALONE]}. "
    )


def test_two_natural_persons_are_never_merged() -> None:
    found = explained(ANNA, BORIS)
    assert (found.verdict, found.steps) == (Verdict.TWO_PERSONS, ())
    assert found.stopped_by == "two natural persons are never merged"
    assert told(ANNA, BORIS) == (
        "Archer Anna and Bowman Boris are two natural persons, and two natural persons are never "
        "merged."
    )


def test_two_persons_with_a_common_vehicle_are_told_of_it_and_not_merged() -> None:
    shared = link(FUND, ANNA), link(FUND, BORIS)
    found = explained(ANNA, BORIS, *shared)
    assert (found.verdict, found.steps) == (Verdict.TWO_PERSONS, shared)
    assert "; both stand behind Fund LP, and sharing a vehicle makes nobody one. " in told(
        ANNA, BORIS, *shared
    )


def test_an_inferred_link_between_two_persons_is_nothing() -> None:
    assert explained(ANNA, BORIS, link(ANNA, BORIS)).verdict is Verdict.TWO_PERSONS


def test_one_person_under_two_numbers_is_merged_by_a_decision_alone() -> None:
    decided = replace(link(BORIS, ANNA, p=1.0), role=LinkRole.SAME_PERSON)
    found = explained(ANNA, BORIS, decided)
    assert (found.collapsed, found.steps) == (True, (decided,))
    assert told(ANNA, BORIS, decided) == "Bowman Boris counts as Archer Anna."


def test_two_entities_with_a_common_vehicle_are_not_one() -> None:
    links = link(FUND, GP), link(FUND, MANAGER)
    found = explained(GP, MANAGER, *links)
    assert (found.verdict, found.steps) == (Verdict.SHARED_VEHICLE, links)
    assert told(GP, MANAGER, *links).startswith(
        "GP LLC and Manager LLC do not count as one; both stand behind Fund LP, and "
    )


def test_where_nothing_links_two_owners_the_sentence_says_by_when() -> None:
    found = explained(FUND, ANNA, link(GP, ANNA))
    assert (found.verdict, found.collapsed, found.confidence) == (Verdict.UNLINKED, False, None)
    assert found.stopped_by == "nothing in the filings links them"
    assert told(FUND, ANNA) == (
        "Nothing in the filings accepted by 2026-03-31 links Fund LP and Archer Anna."
    )


@sampled
@given(worlds())
def test_owners_collapse_exactly_where_one_beneficial_owner_has_both(world: World) -> None:
    known_at = noon(60)
    roots = OwnerRoots(world.links, PERSONS, known_at=known_at)
    visible = [x for x in world.links if x.known_from <= known_at]
    for one, other in permutations([*map(vehicle, range(1, 4)), *map(person, range(1, 4))], 2):
        found = explain(
            one, other, roots, lambda cik: [x for x in visible if cik in (x.vehicle, x.controller)]
        )
        units = [{m.cik for m in roots.members(root)} for root in roots.roots(one)]
        assert found.collapsed == any({one, other} <= unit for unit in units)
        assert (found.stopped_by is None) == found.collapsed
        assert (found.confidence is None) == (found.meeting is None)
        if found.meeting:
            assert found.confidence == round(prod(step.p for step in found.steps), 4)
        if found.collapsed or found.verdict is Verdict.JOINT:
            assert all(step.state is LinkState.ACCEPTED for step in found.steps)
        ends = {one, other}
        for step in found.steps:
            ends ^= {step.vehicle, step.controller}
        assert not ends or not found.steps, "the steps lead from one to the other"
        words = sentence(found, str, {}, known_by=KNOWN_BY)
        assert words.startswith(summary(found, str, known_by=KNOWN_BY).removesuffix("."))
        assert words.endswith(".")
        assert one in words
        assert other in words


def test_the_strongest_sign_of_each_family_is_cited_and_what_speaks_against_it() -> None:
    weaker, vetoed = sign(p=0.5, start=3), sign(p=0.285, start=9, vetoed=True)
    assert strongest([vetoed, weaker, TOGETHER, sign()]) == (sign(), TOGETHER, vetoed)
    assert cited(vetoed).endswith(", which also speaks against it")


STATEMENTS = (
    (sign(), "named as managing member in footnote F2"),
    (sign(joint=True), "named as managing member in footnote F2, jointly with others"),
    (
        sign(vetoed=True),
        "named as managing member in footnote F2, in words that also speak against it",
    ),
    (sign(field="remarks", footnote_id=None), "named as managing member in the remarks"),
    (
        sign(pattern="may be deemed", role=LinkRole.CONTROLLER),
        "said to be deemed an owner in footnote F2",
    ),
    (
        sign(EvidenceFamily.SIGNATURE, field="signature", pattern="signs as trustee"),
        "signs for it as trustee",
    ),
    (
        sign(EvidenceFamily.SIGNATURE, field="signature", pattern="signs under a title"),
        "signs for it under a mere title",
    ),
    (sign(pattern="non-managing member", p=0.25), "named as non-managing member in footnote F2"),
    (TOGETHER, "reported together in 3 filings or more, nearly always"),
    (
        sign(EvidenceFamily.TRADES, field="row", pattern="equal rows and positions"),
        "equal rows and positions on separate forms",
    ),
    (
        sign(EvidenceFamily.NAME, field="reportingOwner", pattern="full name"),
        "the entity bears the person's full name",
    ),
    (
        sign(EvidenceFamily.HOLDER_TEXT, field="natureOfOwnership", quote="By Fund LP"),
        "row held “By Fund LP”",
    ),
    (sign(EvidenceFamily.ADDRESS, field="address", quote="1 Elm St"), "same street address"),
)


@pytest.mark.parametrize(("found", "words"), STATEMENTS)
def test_a_sign_is_stated_in_plain_words(found: Sign, words: str) -> None:
    assert statement(found) == words


def test_a_decision_names_who_took_it_and_why() -> None:
    made = sign(
        EvidenceFamily.OVERRIDE,
        1.0,
        accession=None,
        field="override",
        footnote_id=None,
        quote="control is stated in the annual report",
    )
    by = replace(made, decided_by="A. Editor")
    assert (
        statement(by) == cited(by) == "decided by A. Editor: control is stated in the annual report"
    )


def test_an_address_is_never_repeated() -> None:
    found = sign(EvidenceFamily.ADDRESS, field="address", quote="1 Elm Street")
    assert "Elm" not in statement(found) + cited(found)


def test_every_role_and_limit_has_words() -> None:
    assert ROLES.keys() == set(LinkRole)
    assert LIMITS.keys() == set(Limit)


def test_possible_members_are_those_whom_probable_links_would_add() -> None:
    roots = OwnerRoots(
        [link(FUND, ANNA), link(GP, ANNA, p=0.7, state=PROBABLE), link(OTHER, ANNA, state=WEAK)],
        PERSONS,
    )
    assert roots.possible_members(ANNA) == (Member(cik=GP, confidence=0.7),)
    assert GP not in {member.cik for member in roots.members(ANNA)}


def test_who_is_controlled_jointly_is_nobodys_possible_member() -> None:
    joint = link(FUND, ANNA), link(FUND, BORIS), link(FUND, GP, state=PROBABLE)
    possible = link(GP, ANNA, state=PROBABLE), link(GP, BORIS, state=PROBABLE)
    roots = OwnerRoots([*joint, *possible], PERSONS)
    found = {cik: roots.possible_members(cik) for cik in (ANNA, BORIS, GP)}
    assert found == {ANNA: (), BORIS: (), GP: ()}


def test_an_entity_with_a_probable_controller_keeps_its_possible_members() -> None:
    roots = OwnerRoots(
        [
            link(GP, ANNA, p=0.6, state=PROBABLE),
            link(FUND, GP, p=0.7, state=PROBABLE),
            link(OTHER, GP),
        ],
        PERSONS,
    )
    assert roots.possible_members(GP) == (Member(cik=FUND, confidence=0.7),)
    assert [member.cik for member in roots.possible_members(ANNA)] == [FUND, GP, OTHER]


@sampled
@given(worlds())
def test_possible_members_would_be_members_if_probable_links_held(world: World) -> None:
    roots = OwnerRoots(world.links, PERSONS, known_at=noon(60))
    held = OwnerRoots(
        [replace(x, state=LinkState.ACCEPTED) if x.state is PROBABLE else x for x in world.links],
        PERSONS,
        known_at=noon(60),
    )
    for root in map(person, range(1, 5)):
        counted = {member.cik for member in roots.members(root)}
        possible = {member.cik for member in roots.possible_members(root)}
        assert counted.isdisjoint(possible)
        assert possible <= {member.cik for member in held.members(root)}
        assert all(roots.roots(cik, reading=Reading.PROBABLE_HELD) == {root} for cik in possible)
