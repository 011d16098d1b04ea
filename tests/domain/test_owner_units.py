"""The fewest owners behind a set of trades."""

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.identifiers import Cik
from graph_api.domain.owner_units import EXACT_LIMIT, Units, owner_units
from tests.domain.worlds import person, sampled

OWNERS = [person(number) for number in range(1, 9)]
owner_sets = st.lists(st.frozensets(st.sampled_from(OWNERS), min_size=1, max_size=4), max_size=9)
ranks = st.permutations(OWNERS).map(lambda order: {cik: rank for rank, cik in enumerate(order)})


def units(*sets: set[Cik]) -> Units:
    return owner_units([frozenset(owners) for owners in sets], prefer=str)


def smallest_by_trying_all(sets: list[frozenset[Cik]], rank: dict[Cik, int]) -> tuple[Cik, ...]:
    in_order = sorted(OWNERS, key=rank.__getitem__)
    return next(
        chosen
        for size in range(len(OWNERS) + 1)
        for chosen in combinations(in_order, size)
        if all(owners & set(chosen) for owners in sets)
    )


A, B, C, D = OWNERS[:4]


def test_no_trades_need_nobody() -> None:
    assert units() == Units((), exact=True, lower_bound=0)


def test_a_joint_trade_and_an_own_trade_of_one_of_them_need_one_owner() -> None:
    assert units({A, B}, {B}).chosen == (B,)


def test_three_shared_trades_in_a_ring_need_two() -> None:
    assert units({A, B}, {B, C}, {C, A}) == Units((A, B), exact=True, lower_bound=2)


def test_the_preferred_of_equal_choices_is_taken() -> None:
    sets = [frozenset({A, B}), frozenset({C, D})]
    chosen = owner_units(sets, prefer=lambda cik: (cik not in {B, D}, cik)).chosen
    assert chosen == (B, D)


@sampled
@given(owner_sets, ranks)
def test_it_is_the_first_smallest_choice_of_all(
    sets: list[frozenset[Cik]], rank: dict[Cik, int]
) -> None:
    found = owner_units(sets, prefer=rank.__getitem__)
    assert found.chosen == smallest_by_trying_all(sets, rank)
    assert found.exact
    assert found.lower_bound == len(found.chosen)


@sampled
@given(owner_sets, ranks, st.randoms())
def test_the_order_and_repetition_of_trades_do_not_matter(
    sets: list[frozenset[Cik]], rank: dict[Cik, int], chance: Random
) -> None:
    shuffled = [*sets, *sets]
    chance.shuffle(shuffled)
    assert owner_units(shuffled, rank.__getitem__) == owner_units(sets, rank.__getitem__)


@sampled
@given(owner_sets.filter(bool), st.sampled_from(OWNERS), st.data())
def test_a_co_owner_never_raises_the_count(
    sets: list[frozenset[Cik]], cik: Cik, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(sets) - 1))
    joined = [owners | {cik} if i == position else owners for i, owners in enumerate(sets)]
    assert len(owner_units(joined, str).chosen) <= len(owner_units(sets, str).chosen)


@sampled
@given(owner_sets, owner_sets)
def test_more_trades_never_need_fewer_owners_nor_more_than_both_parts(
    first: list[frozenset[Cik]], second: list[frozenset[Cik]]
) -> None:
    parts = [len(owner_units(sets, str).chosen) for sets in (first, second)]
    both = len(owner_units(first + second, str).chosen)
    assert max(parts) <= both <= sum(parts)


def ring(size: int) -> list[frozenset[Cik]]:
    return [frozenset({person(i), person((i + 1) % size)}) for i in range(size)]


def test_the_limit_of_the_exact_search_is_inclusive() -> None:
    assert owner_units(ring(EXACT_LIMIT), str).exact
    assert not owner_units(ring(EXACT_LIMIT + 1), str).exact


def test_parts_that_share_no_owner_are_searched_one_by_one() -> None:
    far = [frozenset({person(50 + i), person(50 + i + 1)}) for i in range(0, 20, 2)]
    assert owner_units([*ring(EXACT_LIMIT), *far], str).exact


def test_repeated_and_wider_sets_do_not_use_up_the_limit() -> None:
    wider = [owners | {person(70)} for owners in ring(EXACT_LIMIT)]
    assert owner_units([*ring(EXACT_LIMIT) * 2, *wider], str).exact


def test_a_greedy_cover_meets_every_set_and_keeps_nobody_idle() -> None:
    sets = ring(31)
    found = owner_units(sets, str)
    assert not found.exact
    assert found.lower_bound <= 16 <= len(found.chosen)
    assert all(owners & set(found.chosen) for owners in sets)
    for cik in found.chosen:
        assert any(owners & set(found.chosen) == {cik} for owners in sets)
