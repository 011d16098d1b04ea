"""Owners who do not file a form, but whom its notes or signatures name."""

import pytest

from graph_api.domain.filing import OwnerAsFiled
from loaders.evidence.guests import may_be_named, words_in
from loaders.evidence.signature import find as in_signatures
from loaders.evidence.text import find as in_text
from tests.ingest.evidence_world import CIKS, OWNERS, expected, filing, told


def guest(name: str) -> tuple[OwnerAsFiled, ...]:
    return (OwnerAsFiled(cik=CIKS[name], name=OWNERS[name]),)


NOTES = (
    'Held by Larch Fund LP (the "Fund"). Larch GP LLC is the general partner of the Fund.',
    "Mr. Doe is the managing member of Larch GP LLC.",
)


def test_a_guest_on_a_form_of_one_owner_is_linked_as_the_text_says() -> None:
    own_form = filing(*NOTES, owners=["DOE"])

    assert told(in_text(own_form)) == set()
    assert told(in_text(own_form, guest("GP"))) == expected("GP>DOE .95")
    assert told(in_text(own_form, guest("FUND"))) == expected("FUND>DOE .93")
    assert told(in_text(own_form, guest("ROE"))) == set()


def test_with_guests_only_pairs_with_a_guest_are_told() -> None:
    joint = filing(*NOTES, owners=["FUND", "GP"])

    assert told(in_text(joint)) == expected("FUND>GP .93")
    assert told(in_text(joint, guest("DOE"))) == expected("GP>DOE .95")


@pytest.mark.parametrize("other", ["FUND", "ROE", "HOLDING", "TRUST"])
def test_what_is_told_of_one_pair_does_not_depend_on_other_owners(other: str) -> None:
    alone = told(in_text(filing(*NOTES, owners=["DOE"]), guest("GP")))
    beside = told(in_text(filing(*NOTES, owners=["DOE", other]), guest("GP")))

    assert alone == {item for item in beside if item.startswith("GP>DOE")}


def test_an_owner_of_the_form_is_no_guest() -> None:
    assert told(in_text(filing(*NOTES, owners=["GP", "DOE"]), guest("GP"))) == set()


@pytest.mark.parametrize(
    "person", ["The Reporting Person", "the reporting person", "The Reporting Owner"]
)
def test_the_reporting_person_is_the_only_owner_of_the_form(person: str) -> None:
    note = f"Held by Larch GP LLC, of which {person} is the manager."

    assert told(in_text(filing(note, owners=["DOE"]), guest("GP"))) == expected("GP>DOE .95")
    assert told(in_text(filing(note, owners=["DOE", "ROE"]), guest("GP"))) == set()


def test_a_guest_is_meant_by_name_and_never_by_kind() -> None:
    note = "Shares held by a trust. The Reporting Person is the sole trustee of the trust."

    assert told(in_text(filing(note, owners=["DOE"]), guest("TRUST"))) == set()
    assert told(in_text(filing(note, owners=["DOE", "TRUST"]))) == set()


def test_a_guest_who_signs_for_an_owner_controls_it() -> None:
    signed = filing(
        owners=["GP"], signatures=["Larch GP LLC, By: /s/ John Q. Doe, Managing Member"]
    )

    assert told(in_signatures(signed)) == set()
    assert told(in_signatures(signed, guest("DOE"))) == expected("GP>DOE .9")


def test_who_signs_for_all_reporting_persons_does_not_sign_for_a_guest() -> None:
    line = "/s/ Jane Roe, on behalf of herself and each other reporting person"

    signed = filing(owners=["ROE", "DOE"], signatures=[line])
    assert told(in_signatures(signed, guest("FUND"))) == set()
    signed = filing(owners=["FUND"], signatures=[line])
    assert told(in_signatures(signed, guest("ROE"))) == expected("FUND>ROE .6")


@pytest.mark.parametrize("name", OWNERS.values())
def test_whoever_is_named_may_be_named(name: str) -> None:
    named = filing(f"Sold by {name} in May.", owners=["DOE"])
    signed = filing(signatures=[f"/s/ Nora Nims for {name}"], owners=["DOE"])

    assert may_be_named(words_in(named.document), name)
    assert may_be_named(words_in(signed.document), name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bill Doe is the manager.", "DOE WILLIAM"),
        ("Mr. O Keefe is the manager.", "O'Keefe Daniel"),
        ("Daniel O'Keefe is the manager.", "O Keefe Daniel"),
        ("Held by Larch Management, L.P.", "LARCH MGMT LP"),
        ("Held by the Estate of Bruce Nordstrom.", "NORDSTROM BRUCE A ESTATE OF"),
        ("Held by the Doe Family Trust.", "Doe Family Trust dated May 1, 2001"),
        ("Sergey Brin sold.", "Sergey Brin"),
        ("Mr. Brin sold.", "Sergey Brin"),
    ],
)
def test_another_way_to_write_a_name_may_name_it(text: str, name: str) -> None:
    assert may_be_named(words_in(filing(text).document), name)


@pytest.mark.parametrize("name", ["ROE RICHARD", "Larch Capital LLC", "Brook Trust", "", "LLC"])
def test_whoever_is_not_named_is_told_so(name: str) -> None:
    assert not may_be_named(words_in(filing(*NOTES, owners=["DOE"]).document), name)
