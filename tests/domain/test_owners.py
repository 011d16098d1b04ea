"""Roots and members of reporting owners."""

from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.links import LinkState
from graph_api.domain.owners import Member, OwnerRoots, Reading
from tests.domain.worlds import PERSONS, World, day, link, noon, person, sampled, vehicle, worlds

FUND, GP, MANAGER, OTHER = (vehicle(number) for number in range(1, 5))
ANNA, BORIS = person(1), person(2)


def roots_of(*links_: object, cik: str = FUND, **options: object) -> set[str]:
    return set(OwnerRoots(links_, PERSONS, **options).roots(cik))  # type: ignore[arg-type]


def test_an_owner_without_links_is_its_own_root() -> None:
    assert roots_of() == {FUND}


def test_a_chain_is_followed_to_the_person_at_its_end() -> None:
    assert roots_of(link(FUND, GP), link(GP, MANAGER), link(MANAGER, ANNA)) == {ANNA}


def test_joint_control_gives_every_controller() -> None:
    assert roots_of(link(FUND, ANNA), link(FUND, BORIS)) == {ANNA, BORIS}


def test_a_complex_without_a_person_ends_at_its_top_entity() -> None:
    assert roots_of(link(FUND, GP), link(GP, MANAGER)) == {MANAGER}


def test_a_person_reached_drops_the_entities_at_other_ends() -> None:
    assert roots_of(link(FUND, GP), link(FUND, MANAGER), link(GP, ANNA)) == {ANNA}


def test_a_person_is_its_own_root_even_where_a_link_leads_away() -> None:
    assert roots_of(link(ANNA, BORIS), cik=ANNA) == {ANNA}
    assert roots_of(link(FUND, ANNA), link(ANNA, BORIS)) == {ANNA}


def test_the_root_of_a_cycle_is_its_lowest_cik() -> None:
    cycle = link(FUND, GP), link(GP, MANAGER), link(MANAGER, GP)
    assert roots_of(*cycle) == {GP}
    assert roots_of(*cycle, cik=MANAGER) == {GP}


def test_a_cycle_that_somebody_outside_controls_is_no_root() -> None:
    assert roots_of(link(FUND, GP), link(GP, FUND), link(GP, MANAGER)) == {MANAGER}


def test_a_link_from_an_owner_to_itself_is_nothing() -> None:
    assert roots_of(link(FUND, FUND)) == {FUND}


def test_probable_weak_and_rejected_links_do_not_count_in_the_headline() -> None:
    for state in (LinkState.PROBABLE, LinkState.WEAK, LinkState.REJECTED):
        assert roots_of(link(FUND, ANNA, state=state)) == {FUND}


def test_a_confidence_asked_for_is_inclusive_and_admits_probable_links() -> None:
    probable = link(FUND, ANNA, p=0.7, state=LinkState.PROBABLE)
    assert roots_of(probable, min_confidence=0.7) == {ANNA}
    assert roots_of(probable, min_confidence=0.71) == {FUND}
    assert roots_of(link(FUND, ANNA, p=0.9), min_confidence=0.95) == {FUND}
    weak = link(FUND, ANNA, p=0.7, state=LinkState.WEAK)
    assert roots_of(weak, min_confidence=0.5) == {FUND}


def test_the_readings_differ_by_probable_and_by_uncertain_links() -> None:
    roots = OwnerRoots(
        [
            link(FUND, ANNA, state=LinkState.PROBABLE),
            link(GP, ANNA, certain=False),
            link(MANAGER, ANNA, certain=True),
            link(OTHER, ANNA, state=LinkState.PROBABLE, certain=True),
        ],
        PERSONS,
    )
    vehicles = (FUND, GP, MANAGER, OTHER)

    def counted(reading: Reading) -> list[bool]:
        return [roots.roots(cik, reading=reading) == {ANNA} for cik in vehicles]

    assert counted(Reading.HEADLINE) == [False, True, True, False]
    assert counted(Reading.PROBABLE_HELD) == [True, True, True, True]
    assert counted(Reading.CERTAIN_ONLY) == [False, False, True, False]


def test_a_version_is_seen_from_its_first_instant_until_before_its_end() -> None:
    version = link(FUND, ANNA, known_from=noon(5), known_to=noon(9))
    seen = [roots_of(version, known_at=noon(at)) == {ANNA} for at in (4, 5, 8, 9)]
    assert seen == [False, True, True, False]
    assert roots_of(version) == {FUND}, "a closed version is not the newest one"


def test_a_dated_link_holds_where_one_of_its_days_is_asked_about() -> None:
    roots = OwnerRoots([link(FUND, ANNA, valid=(10, 20))], PERSONS)
    spans = ((0, 9), (0, 10), (12, 13), (20, 30), (21, 30))
    held = [roots.roots(FUND, valid=(day(a), day(b))) == {ANNA} for a, b in spans]
    assert held == [False, True, True, True, False]
    assert roots.roots(FUND) == {ANNA}, "without days every link is taken"
    assert roots.is_dated(FUND)
    assert not roots.is_dated(GP)


def test_the_past_is_read_from_the_same_links() -> None:
    links = [link(FUND, GP), link(GP, ANNA, known_from=noon(5))]
    before = OwnerRoots(links, PERSONS).known_by(noon(4), [FUND])
    assert before.roots(FUND) == {GP}


def test_history_holds_every_version_above_an_owner_and_no_other() -> None:
    above = [link(FUND, GP, known_to=noon(5)), link(GP, ANNA, known_from=noon(90))]
    roots = OwnerRoots([*above, link(OTHER, ANNA)], PERSONS, known_at=noon(1))
    assert set(roots.history([FUND])) == set(above)


def test_members_are_those_who_count_as_the_root_alone() -> None:
    roots = OwnerRoots(
        [
            link(FUND, GP, p=0.85),
            link(GP, ANNA, p=0.9),
            link(MANAGER, ANNA),
            link(MANAGER, BORIS),
        ],
        PERSONS,
    )
    assert roots.members(ANNA) == (
        Member(cik=ANNA, confidence=1.0),
        Member(cik=FUND, confidence=0.85),
        Member(cik=GP, confidence=0.9),
    )
    assert roots.members(GP) == ()


def test_the_confidence_of_a_member_is_that_of_its_best_path() -> None:
    links = [link(FUND, GP, p=0.85), link(GP, ANNA), link(FUND, ANNA, p=0.9)]
    members = OwnerRoots(links, PERSONS).members(ANNA)
    assert Member(cik=FUND, confidence=0.9) in members


@sampled
@given(worlds(dated_links=True), st.sampled_from(Reading))
def test_roots_are_their_own_roots_and_members_are_the_reverse(
    world: World, reading: Reading
) -> None:
    roots = OwnerRoots(world.links, PERSONS, known_at=noon(60))
    owners = {vehicle(number) for number in range(1, 4)} | {person(n) for n in range(1, 5)}
    for cik in owners:
        found = roots.roots(cik, reading=reading)
        assert found
        assert all(roots.roots(root, reading=reading) == {root} for root in found)
        for root in owners:
            members = {member.cik for member in roots.members(root, reading=reading)}
            assert (cik in members) == (found == {root})
