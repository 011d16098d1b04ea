"""``Mr. Doe`` is the owner of that name only where the text speaks of no other Doe."""

import pytest

from graph_api.domain.names import parse_person_name
from loaders.evidence.namesakes import may_be_called, others_named, surname_behind_honorific
from loaders.evidence.text import find
from tests.ingest.evidence_world import expected, filing, told

MANAGES = "Mr. Doe is the manager of Larch GP LLC."

TOLD = [
    (MANAGES, "GP>DOE .95"),
    ("John Doe is a founder.", "GP>DOE .95"),
    ("Jack Doe is a founder.", "GP>DOE .95"),
    ("Founder Doe is a director.", "GP>DOE .95"),
    # Kin whose name is an entity's.
    ("Held by the Estate of Peter Doe.", "GP>DOE .95"),
    ("Held by the Peter Doe Trust for Mr. Doe's son.", "GP>DOE .95"),
]

SILENT = [
    # Brothers, sons, fathers.
    "Peter Doe is the founder.",
    "The founder is Peter Q. Doe.",
    "Yorick P. Doe is the founder.",
    "John Doe and Peter Doe are founders.",
    "John Doe, Jr. is the founder.",
    "JOHN DOE III is the founder.",
]


@pytest.mark.parametrize(("before", "links"), TOLD)
def test_an_honorific_and_a_surname_mean_the_owner(before: str, links: str) -> None:
    assert told(find(filing(f"{before} {MANAGES}"))) == expected(links)


@pytest.mark.parametrize("before", SILENT)
def test_they_mean_nobody_where_another_of_the_name_is_introduced(before: str) -> None:
    assert told(find(filing(f"{before} {MANAGES}"))) == set()
    assert told(find(filing(MANAGES, before))) == set()


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Mrs. Doe is the trustee of the Doe Family Trust.", ""),
        ("Ms. Doe is the manager of Larch GP LLC.", ""),
        ("Mr. Roe is the manager of Larch GP LLC.", ""),
        ("Ms. Roe is the manager of Larch GP LLC.", "GP>ROE .95"),
        ("Dr. Doe is the manager of Larch GP LLC.", "GP>DOE .95"),
        ("Mrs. Doe and Mr. Doe are the managers of Larch GP LLC.", "GP>DOE .85 joint"),
    ],
)
def test_a_spouse_is_told_by_the_honorific(text: str, links: str) -> None:
    assert told(find(filing(text))) == expected(links)


@pytest.mark.parametrize(
    ("before", "links"),
    [
        ("", "GP>DOE .85 joint"),
        ("John Doe is a founder.", "GP>DOE .85 joint"),
        ("Peter Doe is a founder.", ""),
    ],
)
def test_one_of_messrs_is_told_like_a_mister(before: str, links: str) -> None:
    note = "Messrs. Doe and Nims are the managers of Larch GP LLC."
    assert told(find(filing(f"{before} {note}"))) == expected(links)


def test_a_surname_stands_behind_an_honorific_alone() -> None:
    assert surname_behind_honorific("Mr. Van  Doe") == "Van  Doe"
    assert surname_behind_honorific("Dr Doe") == "Doe"
    assert surname_behind_honorific("John Doe") is None


def test_others_are_read_with_where_their_names_stand() -> None:
    text = "Peter Doe, Jr. and Ann B. Doe; Larch Doe; John Doe; The Doe Trust"
    found = others_named(text, "Doe", parse_person_name("DOE JOHN"))
    assert [(given, text[slice(*span)]) for given, span in found] == [
        ("PETER", "Peter Doe, Jr."),
        ("ANN", "Ann B. Doe"),
    ]


@pytest.mark.parametrize(
    ("first", "own", "may_be"),
    [
        ("JIM", "DOE JAMES", True),
        ("JAMES", "DOE JOHN", False),
        ("JONTY", "DOE JOHN", True),
        ("PETER", "DOE JOHN", False),
        ("TIMOTHY", "DOE TOM", False),
    ],
)
def test_known_first_names_are_one_only_as_short_forms(first: str, own: str, may_be: bool) -> None:
    assert may_be_called(first, parse_person_name(own)) is may_be
