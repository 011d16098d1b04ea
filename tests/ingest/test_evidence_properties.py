"""What may be added to a filing, or changed in it, without a new sign of control."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.codes import OwnerKind
from graph_api.domain.kinds import classify
from loaders.evidence import collect
from tests.ingest.evidence_world import NAMES, OWNERS, filing, renamed, told

NOTES = (
    'Held by Larch Fund LP (the "Fund"). Larch GP LLC is the general partner of the Fund.',
    "Mr. Doe is the managing member of Larch GP LLC.",
    "Mr. Doe and Ms. Roe are trustees of the Doe Family Trust.",
)
RUNNING_ON = ("Larch GP LLC is the general partner", "of Larch Fund LP. Mr. Doe is", "its founder.")
SIGNATURES = ("Larch GP LLC, By: /s/ John Q. Doe, Managing Member", "/s/ Jane Roe")
NATURES = ("By Larch Fund LP", "See footnote 1")

DISCLAIMER = (
    "Each of the Reporting Persons disclaims beneficial ownership of the securities held by "
    "Larch Fund LP except to the extent of his, her or its pecuniary interest therein, and this "
    "report shall not be deemed an admission that Mr. Doe, Ms. Roe or Larch GP LLC is the "
    "beneficial owner of the shares for purposes of Section 16 or for any other purpose."
)
CARE_OF = "The address of Mr. Doe and Ms. Roe is c/o Larch Management LP, 1 Weir Road, Tarn, NY."
BY_PROXY = [
    "Larch Offshore Fund, Ltd., By: /s/ Jane Roe, Attorney-in-Fact",
    "/s/ Nora Nims, attorney-in-fact for Larch Fund LP",
    "/s/ Jane Roe, as Attorney-in-Fact for Larch Management LP",
    "Larch Offshore Fund, Ltd., By: /s/ Jane Roe, by power of attorney",
]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
@pytest.mark.parametrize("addition", [DISCLAIMER, CARE_OF])
def test_a_disclaimer_or_a_care_of_address_adds_and_takes_nothing(
    addition: str, place: int
) -> None:
    notes = (*NOTES[:place], addition, *NOTES[place:])

    assert told(collect(filing(*notes))) == told(collect(filing(*NOTES)))


@pytest.mark.parametrize("note", [0, 1, 2])
def test_a_disclaimer_in_the_same_footnote_adds_and_takes_nothing(note: int) -> None:
    notes = list(NOTES)
    notes[note] += f" {DISCLAIMER}"

    assert told(collect(filing(*notes))) == told(collect(filing(*NOTES)))


@pytest.mark.parametrize("note", [1, 2])
def test_a_disclaimer_in_the_same_sentence_adds_and_takes_nothing(note: int) -> None:
    notes = list(NOTES)
    notes[note] = f"{notes[note][:-1]} and disclaim beneficial ownership of the shares."

    assert told(collect(filing(*notes))) == told(collect(filing(*NOTES)))


@pytest.mark.parametrize("line", BY_PROXY)
def test_a_signature_by_an_attorney_in_fact_adds_nothing(line: str) -> None:
    with_proxy = collect(filing(*NOTES, signatures=(*SIGNATURES, line)))

    assert told(with_proxy) == told(collect(filing(*NOTES, signatures=SIGNATURES)))


@given(ids=st.lists(st.text("FN0123456789", min_size=1), min_size=3, max_size=3, unique=True))
def test_renaming_footnotes_changes_no_sign(ids: list[str]) -> None:
    original = filing(*RUNNING_ON, signatures=SIGNATURES, natures=NATURES)

    assert told(collect(renamed(original, ids))) == told(collect(original))


@given(owners=st.permutations(list(OWNERS)))
def test_the_order_of_owners_changes_no_sign(owners: list[str]) -> None:
    assert told(collect(filing(*NOTES, owners=owners, signatures=SIGNATURES))) == told(
        collect(filing(*NOTES, signatures=SIGNATURES))
    )


_NAMES = st.sampled_from(
    [
        "Larch Fund LP",
        "Larch GP LLC",
        "Mr. Doe",
        "Ms. Roe",
        "the Doe Family Trust",
        "Mr. Doe's wife",
    ]
)
_LINKS = st.sampled_from(
    [
        *(" is the general partner of ", " are the managing members of ", ", a trustee of "),
        *(", which is the manager of ", " controls ", ", an entity controlled by ", " and "),
        *(" has no voting or dispositive power over the shares held by ", ", its manager, ", ", "),
        *(" is not the sole member of ", " may be deemed to own shares held by ", ". He is "),
        *(
            ' (the "Fund") is wholly owned by ',
            "'s general partner is ",
            ", of which the owner is ",
        ),
    ]
)


@given(names=st.lists(_NAMES, min_size=8, max_size=8), links=st.lists(_LINKS, max_size=7))
def test_whatever_the_words_no_person_is_a_vehicle_and_quotations_are_as_filed(
    names: list[str], links: list[str]
) -> None:
    text = "".join(part for pair in zip(names, [*links, "."], strict=False) for part in pair)
    items = collect(filing("Sold.", text))

    for item in items:
        assert classify(OWNERS[NAMES[item.vehicle]]).kind is not OwnerKind.PERSON
        assert item.vehicle != item.controller
        assert (item.footnote_id, text[item.start : item.end]) == ("F2", item.quote)
        assert 0 < len(item.quote) <= 300
        assert 0 < item.p <= 0.95
        assert not item.vetoed or item.p < 0.3
    assert [item.key for item in items] == sorted({item.key for item in items})


def test_two_natural_persons_are_never_linked() -> None:
    notes = ("Mr. Doe is controlled by Ms. Roe. Ms. Roe is the manager of Mr. Doe.",)
    line = "/s/ Jane Roe, on behalf of herself and each other reporting person"

    assert collect(filing(*notes, owners=["DOE", "ROE"], signatures=[line])) == ()


def test_a_form_with_one_owner_gives_nothing() -> None:
    assert collect(filing(*NOTES, owners=["FUND"], natures=NATURES)) == ()


def test_signs_of_all_families_stand_side_by_side() -> None:
    owners = ["FUND", "GP", "DOE"]
    items = collect(filing(*NOTES[:2], owners=owners, signatures=SIGNATURES[:1], natures=NATURES))

    assert [(item.family.value, NAMES[item.vehicle]) for item in items] == [
        ("F1", "FUND"),
        ("F1", "GP"),
        ("F2", "GP"),
        ("F5", "FUND"),
    ]
