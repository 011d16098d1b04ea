"""Which links lie between a vehicle and the one who stands behind it."""

from collections.abc import Collection
from itertools import permutations

from hypothesis import given

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import LinkState, OwnershipLink
from graph_api.domain.owners import OwnerRoots
from graph_api.domain.paths import links_between
from tests.domain.worlds import ALWAYS, PERSONS, World, link, noon, person, vehicle, worlds

FUND, GP, MANAGER, OTHER = (vehicle(number) for number in range(1, 5))
ANNA, BORIS = person(1), person(2)
COUNTED = (LinkState.ACCEPTED,)


def between(
    *links: OwnershipLink,
    member: Cik = FUND,
    root: Cik = ANNA,
    at: Instant = ALWAYS,
    states: Collection[LinkState] = COUNTED,
) -> list[OwnershipLink]:
    return list(links_between(links, member, root, known_at=at, states=states))


def test_a_chain_is_told_from_the_member_up() -> None:
    chain = [link(FUND, GP), link(GP, MANAGER), link(MANAGER, ANNA)]
    assert all(between(*order) == chain for order in permutations(chain))


def test_every_way_up_is_told_the_better_link_first() -> None:
    weaker, better = link(FUND, GP, p=0.85), link(FUND, MANAGER, p=0.95)
    ups = [link(GP, ANNA), link(MANAGER, ANNA)]
    assert between(*ups, weaker, better) == [better, weaker, *ups]


def test_a_link_on_two_ways_is_told_once() -> None:
    last = link(MANAGER, ANNA)
    ways = [link(FUND, GP), link(FUND, MANAGER), link(GP, MANAGER), last]
    assert between(*ways).count(last) == 1
    assert set(between(*ways)) == set(ways)


def test_links_that_lead_elsewhere_are_left_out() -> None:
    wanted = link(FUND, ANNA)
    aside = [link(FUND, BORIS), link(FUND, OTHER), link(GP, ANNA), link(ANNA, BORIS)]
    assert between(wanted, *aside) == [wanted]


def test_nothing_lies_between_a_root_and_itself_or_a_stranger() -> None:
    assert between(link(FUND, ANNA), member=ANNA) == []
    assert between(link(FUND, ANNA), root=BORIS) == []
    assert between(link(FUND, GP), link(GP, FUND), root=FUND) == []


def test_only_links_of_the_states_asked_for_are_followed() -> None:
    probable = link(FUND, ANNA, state=LinkState.PROBABLE)
    assert between(probable) == []
    assert between(probable, states=[LinkState.ACCEPTED, LinkState.PROBABLE]) == [probable]


def test_only_versions_known_at_the_cut_off_are_followed() -> None:
    before = link(FUND, ANNA, p=0.85, known_from=noon(1), known_to=noon(5))
    after = link(FUND, ANNA, known_from=noon(5))
    told = [between(before, after, at=noon(at)) for at in (0, 1, 4, 5)]
    assert told == [[], [before], [before], [after]]


def test_a_cycle_of_control_ends() -> None:
    cycle = [link(FUND, GP), link(GP, FUND), link(GP, ANNA)]
    assert set(cycle) >= set(between(*cycle)) >= {link(FUND, GP), link(GP, ANNA)}


@given(worlds())
def test_the_links_told_lead_from_the_member_to_the_root_and_to_no_other_end(
    world: World,
) -> None:
    at = noon(50)
    roots = OwnerRoots(world.links, PERSONS, known_at=at)
    for member in (vehicle(number) for number in range(1, 6)):
        for root in roots.roots(member) - {member}:
            told = between(*world.links, member=member, root=root, at=at)
            assert told[0].vehicle == member
            reached = {member}
            for step in told:
                assert step.vehicle in reached, "nearest to the member first"
                reached.add(step.controller)
            assert root in reached
            assert root not in {step.vehicle for step in told}
