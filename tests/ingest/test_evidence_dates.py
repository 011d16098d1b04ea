"""Statements of control that say from when or until when it lasted."""

from datetime import date

import pytest

from loaders.evidence.dating import day_of_death
from loaders.evidence.signature import find as in_signatures
from loaders.evidence.text import find
from tests.ingest.evidence_world import filing, told

D1, D2 = date(2025, 3, 3), date(2024, 7, 15)

ENDED = [
    "Ms. Roe ceased to be the manager of Larch GP LLC on March 3, 2025.",
    "Ms. Roe has ceased to be the manager of Larch GP LLC as of March 3, 2025.",
    "On March 3, 2025, Ms. Roe ceased to be the manager of Larch GP LLC.",
    "Effective as of March 3, 2025, Ms. Roe resigned as the manager of Larch GP LLC.",
    "Ms. Roe resigned as the manager of Larch GP LLC, effective March 3, 2025.",
    "Ms. Roe was the manager of Larch GP LLC until March 3, 2025.",
    "Ms. Roe served as the manager of Larch GP LLC through 3/3/2025 and sold no shares.",
    "Until March 3, 2025, Ms. Roe was the manager of Larch GP LLC.",
    "Prior to March 4, 2025, Ms. Roe was the manager of Larch GP LLC.",
    "Ms. Roe stepped down as the manager of Larch GP LLC effective on March 3rd, 2025.",
    "Ms. Roe, who was the manager of Larch GP LLC until 3 March 2025, sold the shares.",
    "As of 2025-03-03 Ms. Roe is no longer the manager of Larch GP LLC.",
    "Ms. Roe was removed as the manager of Larch GP LLC on March 3, 2025.",
    "Ms. Roe was the manager of Larch GP LLC until her resignation on March 3, 2025.",
    "Ms. Roe's resignation as manager of Larch GP LLC took effect on March 3, 2025.",
    "Following Ms. Roe's resignation as manager of Larch GP LLC on March 3, 2025, it sold shares.",
]

UNDATED = [
    "Ms. Roe ceased to be the manager of Larch GP LLC.",
    "Ms. Roe was the manager of Larch GP LLC until her resignation.",
    "Ms. Roe resigned as the manager of Larch GP LLC in 2025.",
    "Ms. Roe is no longer the manager of Larch GP LLC.",
    "Ms. Roe was the manager of Larch GP LLC on March 3, 2025.",
    "Ms. Roe was the manager of Larch GP LLC until February 30, 2025.",
    "Ms. Roe was the manager of Larch GP LLC, which may not sell shares until March 3, 2025.",
]

BEGUN = [
    "Ms. Roe has been the manager of Larch GP LLC since March 3, 2025.",
    "Since March 3, 2025, Ms. Roe has been the manager of Larch GP LLC.",
    "Effective March 3, 2025, Ms. Roe is the manager of Larch GP LLC.",
    "Ms. Roe became the manager of Larch GP LLC on March 3, 2025.",
    "On March 3, 2025, Ms. Roe became the manager of Larch GP LLC.",
    "Ms. Roe was appointed as the manager of Larch GP LLC effective as of March 3, 2025.",
    "Ms. Roe has served as the manager of Larch GP LLC since March 3, 2025.",
]

NO_DATES = [
    "As of March 3, 2025, Ms. Roe is the manager of Larch GP LLC.",
    "On March 3, 2025, shares were sold by Larch GP LLC, of which Ms. Roe is the manager.",
    "Ms. Roe is the manager of Larch GP LLC, which sold shares on March 3, 2025.",
    "Ms. Roe is the manager of Larch GP LLC, which may not sell shares until March 3, 2026.",
    "Ms. Roe is the manager of Larch GP LLC. Since March 3, 2025, it has sold shares.",
    "Ms. Roe was appointed as the manager of Larch GP LLC.",
]

DEATHS = [
    (
        "Following the death of Ann Poe on March 3, 2025, Ms. Roe became the executor of the "
        "Estate of Ann Poe."
    ),
    (
        "Ms. Roe is the personal representative of the Estate of Ann Poe. Ms. Poe died on March 3, "
        "2025."
    ),
    (
        "The shares passed to the Estate of Ann Poe upon Ms. Poe's death on March 3, 2025. Ms. Roe "
        "is the administrator of the Estate of Ann Poe."
    ),
    "Ms. Roe is the executor of the Estate of Ann Poe, who passed away on March 3, 2025.",
]


@pytest.mark.parametrize("text", ENDED)
def test_control_that_ended_on_a_day_is_told_in_full_until_that_day(text: str) -> None:
    (item,) = find(filing(text))

    assert (item.p, item.vetoed, item.valid_from, item.valid_to) == (0.95, False, None, D1)


@pytest.mark.parametrize("text", UNDATED)
def test_control_that_ended_nobody_knows_when_is_vetoed(text: str) -> None:
    (item,) = find(filing(text))

    assert (item.p, item.vetoed, item.valid_from, item.valid_to) == (0.285, True, None, None)


@pytest.mark.parametrize("text", BEGUN)
def test_control_that_began_on_a_day_is_told_from_that_day(text: str) -> None:
    (item,) = find(filing(text))

    assert (item.p, item.vetoed, item.valid_from, item.valid_to) == (0.95, False, D1, None)


@pytest.mark.parametrize("text", NO_DATES)
def test_days_of_other_events_date_no_control(text: str) -> None:
    (item,) = find(filing(text))

    assert (item.p, item.vetoed, item.valid_from, item.valid_to) == (0.95, False, None, None)


def test_control_may_have_both_ends() -> None:
    text = "Ms. Roe served as the manager of Larch GP LLC from July 15, 2024 to March 3, 2025."
    (item,) = find(filing(text))

    assert (item.p, item.vetoed, item.valid_from, item.valid_to) == (0.95, False, D2, D1)


def test_one_manager_follows_the_other() -> None:
    text = (
        "On March 3, 2025, Ms. Roe resigned as the manager of Larch GP LLC, and Mr. Doe has been "
        "the manager of Larch GP LLC since March 3, 2025."
    )
    items = list(find(filing(text)))

    assert told(items) == {"GP>ROE .95", "GP>DOE .95"}
    assert {(item.valid_from, item.valid_to) for item in items} == {(D1, None), (None, D1)}


def test_another_word_against_control_stays_a_veto_beside_a_last_day() -> None:
    text = "Ms. Roe was a non-voting manager of Larch GP LLC until March 3, 2025."
    (item,) = find(filing(text))

    assert (item.vetoed, item.valid_to) == (True, None)


def test_a_chain_lasts_as_long_as_all_its_steps() -> None:
    text = (
        "Quill LLC became the general partner of Larch Fund LP on July 15, 2024. Ms. Roe was the "
        "manager of Quill LLC until March 3, 2025."
    )
    (item,) = find(filing(text))

    assert told([item]) == {"FUND>ROE .93"}
    assert (item.valid_from, item.valid_to) == (D2, D1)


@pytest.mark.parametrize("text", DEATHS)
def test_an_executor_begins_with_the_death(text: str) -> None:
    items = [item for item in find(filing(text)) if not item.vetoed]

    assert {(item.p, item.valid_from, item.valid_to) for item in items} == {(0.9, D1, None)}


def test_an_executor_who_signs_begins_with_the_death_told_in_the_notes() -> None:
    (item,) = in_signatures(
        filing(
            "Ann Poe died on March 3, 2025.",
            signatures=["Estate of Ann Poe, By: /s/ Jane Roe, Executor"],
        )
    )

    assert (item.p, item.valid_from) == (0.9, D1)


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Roe is the executor of the Estate of Ann Poe.",
        (
            "Ann Poe died on March 3, 2025. Hugh Poe died on July 15, 2024. Ms. Roe is the "
            "executor of the Estate of Ann Poe."
        ),
        "Ms. Poe died on March 45, 2025. Ms. Roe is the executor of the Estate of Ann Poe.",
    ],
)
def test_without_one_day_of_death_an_executor_has_no_first_day(text: str) -> None:
    (item,) = find(filing(text))

    assert (item.p, item.valid_from) == (0.9, None)


def test_no_death_has_no_day() -> None:
    assert day_of_death("") is None
    assert day_of_death("The option expires upon death or on March 3, 2025") == D1
