"""Owners of an issuer whom a note or signature names on a filing that is not theirs."""

import pytest

from graph_api.domain.filing import OwnershipFiling
from tests.ingest.evidence_histories import block, filed, of_family, pieces
from tests.ingest.resolve_world import noon

FUND, GP, ROE, DOE = "Larch Fund LP", "Larch GP LLC", "Roe Jane", "Doe John Q"
MANAGED = "Jane Roe is the managing member of Larch GP LLC."
SIGNED = "/s/ Jane Roe, Manager of Larch GP LLC"


def test_a_note_on_the_vehicle_s_own_form_names_its_controller() -> None:
    noted, own = filed(2, [GP], notes=[MANAGED]), filed(1, [ROE])
    (item,) = of_family("F1", noted, own)

    assert pieces("F1", own, noted) == [(GP, ROE, 0.95, 2, None)]
    assert (item.accession, item.field, item.footnote_id) == (noted.accession, "footnote", "F1")
    assert MANAGED[item.start : item.end] == item.quote


def test_a_note_on_the_controller_s_own_form_names_its_vehicle() -> None:
    note = "The reporting person is the managing member of Larch GP LLC."

    assert pieces("F1", filed(1, [GP]), filed(2, [ROE], notes=[note])) == [(GP, ROE, 0.95, 2, None)]


def test_a_signature_names_who_signs_for_the_vehicle() -> None:
    own, signed = filed(1, [ROE]), filed(2, [GP], signed=[SIGNED])

    assert pieces("F2", own, signed) == [(GP, ROE, 0.90, 2, None)]


def test_a_name_signed_by_proxy_says_nothing() -> None:
    line = "Larch GP LLC, By: /s/ Jane Roe, attorney-in-fact"

    assert pieces("F2", filed(1, [ROE]), filed(2, [GP], signed=[line])) == []


@pytest.mark.parametrize("family", ["F1", "F2"])
def test_it_is_known_when_both_are_and_only_at_the_issuer(family: str) -> None:
    told = filed(1, [GP], notes=[MANAGED], signed=[SIGNED])
    elsewhere, here = filed(2, [ROE], company=2), filed(3, [ROE])

    assert pieces(family, told) == pieces(family, told, elsewhere) == []
    (item,) = of_family(family, told, elsewhere, here)
    assert (item.known_from, item.accession) == (noon(3), told.accession)


def test_who_comes_to_bear_another_name_is_found_by_it() -> None:
    told, before = filed(2, [GP], notes=[MANAGED]), filed(1, [block(ROE, as_="Poe Jane")])

    assert pieces("F1", before, told) == []
    after = [filed(n, [block(ROE, as_=name)]) for n, name in ((3, ROE), (4, "ROE JANE"))]
    (item,) = of_family("F1", before, told, *after)
    assert item.known_from == noon(3)


def test_a_co_filer_is_no_guest() -> None:
    joint = filed(1, [GP, ROE], notes=[MANAGED], signed=[SIGNED])

    assert pieces("F1", joint, filed(2, [ROE])) == pieces("F1", joint)
    assert pieces("F2", joint, filed(2, [ROE])) == pieces("F2", joint)


def test_a_pair_is_read_alike_whoever_else_files_at_the_issuer() -> None:
    note = f"{MANAGED} Larch GP LLC is the general partner of Larch Fund LP."
    told = [filed(1, [ROE]), filed(2, [GP], notes=[note])]
    others = [filed(3, [FUND]), filed(4, ["Brook Holdings LLC", "Nims Nora"])]

    assert pieces("F1", *told) == [(GP, ROE, 0.95, 2, None)]
    assert set(pieces("F1", *told, *others)) == {
        (GP, ROE, 0.95, 2, None),
        (FUND, GP, 0.93, 3, None),
    }


def test_a_person_is_never_a_vehicle_though_a_form_may_write_it_as_one() -> None:
    note = "Roe Jane Trust is controlled by Larch GP LLC."
    odd = block(ROE, as_="Roe Jane Trust")

    noted = filed(1, [odd], notes=[note])
    assert pieces("F1", noted, filed(2, [GP])) != []
    assert pieces("F1", noted, filed(2, [GP]), filed(3, [ROE])) == []
    assert pieces("F1", filed(1, [odd]), filed(2, [GP], notes=[note]), filed(3, [ROE])) == []


def test_words_that_come_to_mean_two_owners_say_nothing_any_more() -> None:
    told = filed(1, [GP], notes=["Mr. Doe is the managing member of Larch GP LLC."])
    doe, namesake = filed(2, [DOE]), filed(3, ["Doe Thomas"])

    assert pieces("F1", told, doe) == [(GP, DOE, 0.95, 2, None)]
    assert pieces("F1", told, doe, namesake) == [(GP, DOE, 0.95, 2, 3)]
    assert pieces("F1", told, filed(2, [DOE, "Doe Thomas"])) == []


def test_entities_of_one_first_word_are_not_mistaken_for_one_another() -> None:
    note = "The reporting person is the managing member of Larch GP LLC and Larch Management LLC."
    told = [filed(1, [GP]), filed(2, ["Larch Management LLC"]), filed(3, [ROE], notes=[note])]

    assert {(piece[0], *piece[3:]) for piece in pieces("F1", *told)} == {
        (GP, 3, None),
        ("Larch Management LLC", 3, None),
    }


def test_a_note_may_link_owners_of_whom_none_files_it() -> None:
    note = "Larch GP LLC is the general partner of Larch Fund LP."
    told = filed(2, [ROE], notes=[note, MANAGED])

    assert set(pieces("F1", filed(1, [GP, FUND]), told)) == {
        (FUND, GP, 0.93, 2, None),
        (GP, ROE, 0.95, 2, None),
    }


def test_what_is_read_anew_and_said_again_is_one_sign() -> None:
    note = f"{MANAGED} Larch GP LLC is the general partner of Larch Fund LP."
    told = [filed(1, [ROE]), filed(2, [GP], notes=[note]), filed(3, [FUND])]

    assert (GP, ROE, 0.95, 2, None) in pieces("F1", *told)


def test_an_owner_renamed_is_still_who_the_text_named() -> None:
    told = [filed(1, [ROE]), filed(2, [GP], notes=[MANAGED])]

    for name in ("Poe Jane", "Roe J"):
        renamed = filed(3, [block(ROE, as_=name)])
        assert pieces("F1", *told, renamed) == [(GP, ROE, 0.95, 2, None)]


def test_different_names_of_one_sentence_are_no_doubt() -> None:
    note = "Jane Roe and John Q. Doe are the managing members of Larch GP LLC."
    told = [filed(1, [ROE]), filed(2, [DOE]), filed(3, [GP], notes=[note])]

    assert {(piece[1], *piece[3:]) for piece in pieces("F1", *told)} == {
        (ROE, 3, None),
        (DOE, 3, None),
    }


STRANGERS = ("Larch LLC", "Brook LLC", "Tarn LLC", "Weir LLC")


def signed_for(*vehicles: str, number: int, company: int) -> OwnershipFiling:
    lines = [f"/s/ Jane Roe, Manager of {vehicle}" for vehicle in vehicles]
    return filed(number, vehicles, signed=lines, company=company)


def test_who_signs_for_too_many_strangers_signs_for_none() -> None:
    own = [filed(n, [ROE], company=n, on=1) for n in range(1, 5)]
    signed = [
        signed_for(name, number=10 + n, company=n) for n, name in enumerate(STRANGERS, start=1)
    ]

    assert {piece[3:] for piece in pieces("F2", *own, *signed[:3])} == {
        (11, None),
        (12, None),
        (13, None),
    }
    assert {piece[3:] for piece in pieces("F2", *own, *signed)} == {(11, 14), (12, 14), (13, 14)}


def test_vehicles_that_are_signed_for_together_are_one_group() -> None:
    joint = signed_for(*STRANGERS, number=2, company=1)
    later = [signed_for(name, number=3 + n, company=1) for n, name in enumerate(STRANGERS)]

    found = pieces("F2", filed(1, [ROE]), joint, *later)
    assert len(found) == 8
    assert {piece[4] for piece in found} == {None}
