"""Since when members have been members."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import LinkState, OwnershipLink
from graph_api.domain.memberships import known_since
from graph_api.domain.owners import OwnerRoots
from tests.domain.worlds import PERSONS, link, noon, person, sampled, vehicle

FUND, GP = vehicle(1), vehicle(2)
ANNA, BORIS = person(1), person(2)
LAST = 8
ACCEPTED, PROBABLE = LinkState.ACCEPTED, LinkState.PROBABLE


def version(
    below: Cik, above: Cik, known: int, until: int | None, state: LinkState = ACCEPTED, p: float = 1
) -> OwnershipLink:
    end = OPEN_END if until is None else noon(until)
    return link(below, above, known_from=noon(known), known_to=end, state=state, p=p)


def read(links: Sequence[OwnershipLink], on: int = LAST) -> OwnerRoots:
    return OwnerRoots(links, PERSONS, known_at=noon(on))


def since(*links: OwnershipLink, status: LinkState = ACCEPTED, on: int = LAST) -> Instant | None:
    """Return since when the fund has been known to stand to Anna so."""
    return known_since(read(links, on), FUND, ANNA, status)


def test_a_link_weighed_anew_ends_no_membership() -> None:
    assert since(version(FUND, ANNA, 1, 4, p=0.8), version(FUND, ANNA, 4, None, p=0.9)) == noon(1)


def test_a_membership_that_was_interrupted_begins_again() -> None:
    assert since(version(FUND, ANNA, 1, 3), version(FUND, ANNA, 5, None)) == noon(5)


def test_another_way_to_the_same_root_ends_no_membership() -> None:
    links = version(FUND, ANNA, 1, 4), version(FUND, GP, 4, None), version(GP, ANNA, 2, None)
    assert since(*links) == noon(1)


def test_who_was_under_joint_control_became_a_member_when_one_controller_was_left() -> None:
    assert since(version(FUND, ANNA, 1, None), version(FUND, BORIS, 1, 6)) == noon(6)


def test_one_that_was_probable_first_is_a_member_since_it_was_accepted() -> None:
    links = version(FUND, ANNA, 1, 4, PROBABLE, 0.7), version(FUND, ANNA, 4, None)
    assert since(*links) == noon(4)
    assert since(*links, status=PROBABLE, on=3) == noon(1)


def test_the_root_itself_has_no_such_instant() -> None:
    assert known_since(read([version(FUND, ANNA, 1, None)]), ANNA, ANNA, ACCEPTED) is None


@st.composite
def histories(draw: st.DrawFn) -> list[OwnershipLink]:
    """Draw versions of links among two vehicles and two persons, one at a time for each pair."""
    found = []
    pairs = [(FUND, ANNA), (FUND, BORIS), (FUND, GP), (GP, ANNA), (GP, BORIS)]
    for below, above in draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True)):
        days = sorted(draw(st.sets(st.integers(0, LAST), min_size=2, max_size=5)))
        for known, until in zip(days, [*days[1:], None], strict=True):
            state = draw(st.sampled_from([None, ACCEPTED, ACCEPTED, PROBABLE, LinkState.WEAK]))
            if state is not None:
                found.append(version(below, above, known, until, state))
    return found


def standing(links: Sequence[OwnershipLink], on: int) -> dict[tuple[Cik, Cik], LinkState]:
    roots = read(links, on)
    found: dict[tuple[Cik, Cik], LinkState] = {}
    for root in (ANNA, BORIS, GP):
        found |= {(one.cik, root): ACCEPTED for one in roots.members(root)}
        found |= {(one.cik, root): PROBABLE for one in roots.possible_members(root)}
    return found


@sampled
@given(histories())
def test_members_were_members_on_every_day_since_and_not_on_the_one_before(
    links: list[OwnershipLink],
) -> None:
    by_day = [standing(links, on) for on in range(LAST + 1)]
    for (member, root), status in by_day[LAST].items():
        if member == root:
            continue
        others = [on for on in range(LAST) if by_day[on].get((member, root)) is not status]
        expected = noon(max(others, default=-1) + 1)
        assert known_since(read(links), member, root, status) == expected
