"""Ways through the ownership graph: the most probable ones, and those that make a membership."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from itertools import permutations
from math import isclose, prod

from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.identifiers import Cik
from graph_api.domain.links import LinkState, OwnershipLink
from graph_api.domain.owners import OwnerRoots, Reading
from graph_api.domain.paths import (
    Links,
    best_meeting,
    best_paths,
    downward,
    links_between,
    upward,
)
from tests.domain.worlds import PERSONS, World, link, noon, person, sampled, vehicle, worlds

FUND, GP, MANAGER, OTHER = (vehicle(number) for number in range(1, 5))
ANNA, BORIS = person(1), person(2)


def above(*links: OwnershipLink) -> Links:
    found: dict[Cik, list[OwnershipLink]] = defaultdict(list)
    for one in links:
        found[one.vehicle].append(one)
    return lambda cik: found.get(cik, ())


def between(*links: OwnershipLink, member: Cik = FUND, root: Cik = ANNA) -> list[OwnershipLink]:
    return list(links_between(above(*links), member, root))


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
    assert between(link(FUND, GP), link(GP, FUND), root=FUND, member=FUND) == []


def test_a_cycle_of_control_ends() -> None:
    cycle = [link(FUND, GP), link(GP, FUND), link(GP, ANNA)]
    assert set(cycle) >= set(between(*cycle)) >= {link(FUND, GP), link(GP, ANNA)}


@given(worlds())
def test_the_links_told_lead_from_the_member_to_the_root_and_to_no_other_end(
    world: World,
) -> None:
    roots = OwnerRoots(world.links, PERSONS, known_at=noon(50))
    for member in (vehicle(number) for number in range(1, 6)):
        for root in roots.roots(member) - {member}:
            told = links_between(roots.above, member, root)
            assert told[0].vehicle == member
            reached = {member}
            for step in told:
                assert step.vehicle in reached, "nearest to the member first"
                reached.add(step.controller)
            assert root in reached
            assert root not in {step.vehicle for step in told}


def test_links_between_are_those_that_hold_under_the_confidence_asked_for() -> None:
    probable = link(FUND, ANNA, p=0.6, state=LinkState.PROBABLE)
    asked = OwnerRoots([probable], PERSONS, min_confidence=0.6)
    assert links_between(asked.above, FUND, ANNA) == (probable,)
    assert links_between(OwnerRoots([probable], PERSONS).above, FUND, ANNA) == ()


def test_the_most_probable_path_may_be_the_longer_one() -> None:
    direct, long = link(FUND, ANNA, p=0.85), (link(FUND, GP, p=0.95), link(GP, ANNA, p=0.95))
    found = best_paths(FUND, upward(above(direct, *long)))
    assert found[ANNA].links == long
    assert isclose(found[ANNA].p, 0.95 * 0.95)
    assert (found[FUND].links, found[FUND].p) == ((), 1.0)


def test_of_equally_probable_paths_the_shorter_then_the_lower_keys() -> None:
    short = link(FUND, ANNA, p=1.0)
    longer = [link(FUND, GP, p=1.0), link(GP, ANNA, p=1.0)]
    assert best_paths(FUND, upward(above(*longer, short)))[ANNA].links == (short,)
    ways = [link(FUND, cik, p=0.9) for cik in (MANAGER, GP)]
    ups = [link(cik, ANNA, p=0.9) for cik in (MANAGER, GP)]
    assert best_paths(FUND, upward(above(*ways, *ups)))[ANNA].links == (ways[1], ups[1])


def test_a_path_over_a_rejected_link_of_no_score_is_a_path_all_the_same() -> None:
    rejected = link(FUND, ANNA, p=0.0, state=LinkState.REJECTED)
    assert best_paths(FUND, upward(above(rejected)))[ANNA].links == (rejected,)


def test_two_vehicles_of_one_person_meet_at_that_person() -> None:
    links = link(FUND, ANNA, p=0.9), link(GP, ANNA, p=0.8)
    found = best_meeting(FUND, GP, upward(above(*links)))
    assert found is not None
    assert (found.at, found.links) == (ANNA, links)
    assert isclose(found.p, 0.72)


def test_a_vehicle_and_its_controller_meet_at_the_controller() -> None:
    chain = link(FUND, GP), link(GP, ANNA)
    for one, other, links in ((FUND, ANNA, chain), (ANNA, FUND, chain[::-1])):
        found = best_meeting(one, other, upward(above(*chain)))
        assert found is not None
        assert (found.at, found.links) == (ANNA, links)


def test_two_persons_meet_below_at_the_vehicle_that_they_share() -> None:
    shared = link(FUND, ANNA), link(FUND, BORIS)
    assert best_meeting(ANNA, BORIS, upward(above(*shared))) is None
    roots = OwnerRoots(shared, PERSONS)
    found = best_meeting(ANNA, BORIS, downward(roots.below))
    assert found is not None
    assert (found.at, found.links) == (FUND, shared)


def walks(start: Cik, links: Iterable[OwnershipLink]) -> dict[Cik, float]:
    """Return the best product of scores to everybody above, found by trying every way."""
    best = {start: 1.0}
    waiting: list[tuple[OwnershipLink, ...]] = [(one,) for one in links if one.vehicle == start]
    while waiting:
        way = waiting.pop()
        end, p = way[-1].controller, prod(one.p for one in way)
        best[end] = max(best.get(end, 0.0), p)
        passed = {start, *(one.controller for one in way)}
        waiting += [
            (*way, one) for one in links if one.vehicle == end and one.controller not in passed
        ]
    return best


@sampled
@given(worlds(), st.integers(1, 3).map(vehicle))
def test_no_way_is_more_probable_than_the_one_found(world: World, start: Cik) -> None:
    found = best_paths(start, upward(above(*world.links)))
    expected = walks(start, world.links)
    assert found.keys() == expected.keys()
    assert all(isclose(found[cik].p, p) for cik, p in expected.items())
    assert all(isclose(path.p, prod(one.p for one in path.links)) for path in found.values())


@sampled
@given(worlds())
def test_a_meeting_read_backwards_is_the_same_meeting(world: World) -> None:
    roots = OwnerRoots(world.links, PERSONS, known_at=noon(60))
    for reading in Reading:
        steps = upward(partial(roots.above, reading=reading))
        for one, other in permutations([*map(vehicle, range(1, 4)), *map(person, range(1, 3))], 2):
            there, back = best_meeting(one, other, steps), best_meeting(other, one, steps)
            assert (there is None) == (back is None)
            if there and back:
                assert (there.at, there.links) == (back.at, back.links[::-1])
