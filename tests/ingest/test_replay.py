"""Knowledge intervals: the versions at any instant are what was known at that instant."""

from collections.abc import Iterable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.instants import OPEN_END, Instant
from loaders.resolve.replay import Version, replay

Timeline = Mapping[int, Mapping[str, str | None]]


def versions(
    timeline: Timeline, instants: Iterable[int] | None = None
) -> list[Version[str, str | None]]:
    """Replay a timeline that names, for some instants, the whole state from there on."""

    def state_at(instant: Instant) -> Mapping[str, str | None]:
        known = [at for at in timeline if at <= instant]
        return timeline[max(known)] if known else {}

    return list(replay(map(Instant, timeline if instants is None else instants), state_at))


def version(
    key: str, content: str | None, known_from: int, known_to: int = OPEN_END
) -> Version[str, str | None]:
    return Version(key, content, Instant(known_from), Instant(known_to))


def test_what_never_changes_is_known_from_its_first_instant_to_the_open_end() -> None:
    assert versions({5: {"a": "x"}}) == [version("a", "x", 5)]


def test_a_change_ends_one_version_at_the_instant_the_next_begins() -> None:
    found = versions({5: {"a": "x"}, 9: {"a": "y"}})
    assert found == [version("a", "x", 5, 9), version("a", "y", 9)]


def test_an_instant_that_changes_nothing_leaves_one_version() -> None:
    assert versions({5: {"a": "x"}, 7: {"a": "x"}, 9: {"a": "x"}}) == [version("a", "x", 5)]


def test_a_fact_that_vanishes_and_returns_has_a_gap() -> None:
    found = versions({1: {"a": "x"}, 3: {}, 6: {"a": "x"}})
    assert found == [version("a", "x", 1, 3), version("a", "x", 6)]


def test_a_change_of_one_fact_leaves_the_others_alone() -> None:
    found = versions({1: {"a": "x", "b": "z"}, 3: {"a": "y", "b": "z"}})
    assert version("b", "z", 1) in found
    assert len(found) == 3


def test_a_fact_without_content_is_a_fact() -> None:
    assert versions({1: {"a": None}, 4: {}}) == [version("a", None, 1, 4)]


def test_order_and_repetition_of_the_instants_play_no_part() -> None:
    timeline = {5: {"a": "x"}, 9: {"a": "y"}}
    assert versions(timeline, [9, 5, 9, 5, 5]) == versions(timeline)


def test_without_instants_nothing_is_known() -> None:
    assert versions({5: {"a": "x"}}, []) == []


TIMELINES = st.dictionaries(
    st.integers(0, 12),
    st.dictionaries(st.sampled_from("abc"), st.sampled_from(("x", "y", None)), max_size=3),
    max_size=6,
)


@given(TIMELINES)
def test_the_versions_visible_at_an_instant_are_the_state_of_that_instant(
    timeline: Timeline,
) -> None:
    found = versions(timeline)
    state: Mapping[str, str | None] = {}
    for instant in range(13):
        state = timeline.get(instant, state)
        seen = [(v.key, v.content) for v in found if v.known_from <= instant < v.known_to]
        assert sorted(seen, key=str) == sorted(state.items(), key=str)


@given(TIMELINES)
def test_no_version_is_empty_and_none_could_be_joined_to_the_one_before(
    timeline: Timeline,
) -> None:
    found = versions(timeline)
    assert all(v.known_from < v.known_to for v in found)
    ends = {(v.key, v.content, v.known_to) for v in found}
    assert all((v.key, v.content, v.known_from) not in ends for v in found)
