"""Addresses that a vehicle and a person share, and those that too many share."""

import pytest

from graph_api.domain.filing import OwnerAddress
from loaders.addresses import address_hash
from tests.ingest.documents import Row
from tests.ingest.evidence_histories import block, collected, filed, of_family, pieces
from tests.ingest.resolve_world import noon

WEIR = {"street1": "1 Weir Road", "zip_code": "12345"}
PAIR = ("Zahl Fund LP", "Roe Jane", 0.25)


def at(name: str, street: str = "1 Weir Road", **facts: str) -> Row:
    return block(name, **{**WEIR, "street1": street, **facts})


def hashed(
    street1: str | None, street2: str | None = None, *, zip_code: str = "12345", city: str = "Tarn"
) -> str | None:
    address = OwnerAddress(street1=street1, street2=street2, zip_code=zip_code, city=city)
    return address_hash(address, "Roe Jane", b"secret")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1 Weir Street",), ("1 WEIR ST.",)),
        (("1 Weir Rd, Suite 400",), ("1 Weir Road", "Ste #400")),
        (("1 Weir Road", "Apt. 4"), ("1 Weir Road #4",)),
        (("One Weir Boulevard",), ("1 Weir Blvd",)),
        (("155 Fifth Avenue, 7th Floor",), ("155 5th Ave", "Floor 7")),
        (("P.O. Box 309",), ("PO BOX 309",)),
        (("12 North Weir Pkwy",), ("12 N. Weir Parkway",)),
        (("1 O'Weir Lane",), ("1 OWeir Ln",)),
    ],
)
def test_one_place_is_written_in_many_ways(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert hashed(*one) == hashed(*other) is not None


def test_the_four_digits_behind_a_zip_code_and_blanks_do_not_count() -> None:
    assert hashed("1 Weir Road", zip_code="12345-6789") == hashed("1 Weir Road")
    assert hashed("1 Weir Road", zip_code="KY1-1104") == hashed("1 Weir Road", zip_code="KY1 1104")


@pytest.mark.parametrize(
    "other",
    [
        ("2 Weir Road",),
        ("1 Weir Street",),
        ("1 Weir Road", "Suite 5"),
    ],
)
def test_other_houses_and_suites_are_other_places(other: tuple[str, ...]) -> None:
    assert hashed("1 Weir Road", "Suite 4") != hashed(*other) is not None
    assert hashed(*other) != hashed(*other, zip_code="54321")


def test_another_secret_gives_another_hash_and_nothing_of_the_address_is_kept() -> None:
    address = OwnerAddress(street1="1 Weir Road", zip_code="12345")
    key = address_hash(address, "Roe Jane", b"secret")

    assert key != address_hash(address, "Roe Jane", b"another")
    (kept,) = {o.address for o in filed(1, [at("Roe Jane", state="NY")]).document.owners}
    assert kept == OwnerAddress(key=kept.key, state="NY")


@pytest.mark.parametrize(
    "lines",
    [
        ("c/o Tarn Corp, 1 Weir Road",),
        ("C/O TARN CORP", "1 Weir Road"),
        ("1 Weir Road", "c/o Tarn"),
        ("Care of Tarn, 1 Weir Road",),
        ("1 Weir Road", "Attn: Legal Department"),
        ("ATTENTION N. NIMS", "1 Weir Road"),
        ("C O Tarn, 1 Weir Road",),
        ("% Tarn, 1 Weir Road",),
        ("The Tarn Corporation", "1 Weir Road"),
        ("See remarks",),
        ("Weir House",),
        (None,),
    ],
)
def test_an_address_of_somebody_else_or_of_no_house_has_no_key(lines: tuple[str, ...]) -> None:
    assert hashed(*lines) is None


def test_a_name_that_ends_in_care_of_and_a_place_without_town_give_no_key() -> None:
    address = OwnerAddress(street1="1 Weir Road", zip_code="12345")

    assert address_hash(address, "Roe Jane c/o Tarn Corp", b"secret") is None
    assert hashed("1 Weir Road", zip_code="0", city="") is None
    assert hashed("1 Weir Road", zip_code="0") == hashed("1 Weir Road", zip_code="") is not None


def test_the_address_is_a_sign_between_a_vehicle_and_a_person_and_is_not_shown() -> None:
    first, second = filed(1, [at("Zahl Fund LP")]), filed(2, [at("Roe Jane")])
    (item,) = of_family("F6", first, second)

    assert pieces("F6", first, second) == [(*PAIR, 2, None)]
    assert (item.accession, item.field, item.quote) == (second.accession, "address", "")


def test_neither_persons_nor_entities_among_themselves() -> None:
    joint = filed(1, [at("Zahl Fund LP"), at("Zahl GP LLC"), at("Roe Jane"), at("Poe Ann")])

    assert {piece[:2] for piece in pieces("F6", joint)} == {
        (vehicle, person)
        for vehicle in ("Zahl Fund LP", "Zahl GP LLC")
        for person in ("Roe Jane", "Poe Ann")
    }


def test_an_address_at_another_issuer_or_given_care_of_is_no_sign() -> None:
    fund = filed(1, [at("Zahl Fund LP")])

    assert pieces("F6", fund, filed(2, [at("Roe Jane")], company=2)) == []
    assert pieces("F6", fund, filed(2, [at("Roe Jane", "c/o Zahl, 1 Weir Road")])) == []
    assert pieces("F6", fund, filed(2, [at("Roe Jane", "2 Weir Road")])) == []


def test_from_the_fourth_group_of_strangers_on_it_says_nothing() -> None:
    joint = filed(1, [at("Zahl Fund LP"), at("Roe Jane")])
    others = [filed(n, [at(f"Tarn {n} LLC")], company=n) for n in (2, 3, 4)]

    assert pieces("F6", joint, *others[:2]) == [(*PAIR, 1, None)]
    assert pieces("F6", joint, *others) == [(*PAIR, 1, 4)]
    late = filed(5, [at("Poe Ann")])
    assert pieces("F6", joint, *others, late) == [(*PAIR, 1, 4)]


def test_owners_who_file_together_or_again_are_one_group() -> None:
    family = ["Zahl Fund LP", "Zahl GP LLC", "Roe Jane"]
    together = filed(1, [at(name) for name in family])
    again = [filed(n, [at(family[n % 3]), at(f"Zahl {n} LP")]) for n in range(2, 9)]

    assert (*PAIR, 1, None) in pieces("F6", together, *again)


def test_of_several_issuers_the_first_is_the_sign() -> None:
    joint = [filed(n, [at("Zahl Fund LP"), at("Roe Jane")], company=n) for n in (1, 2)]

    assert pieces("F6", *joint) == [(*PAIR, 1, None)]
    assert [i.known_from for i in collected(*joint) if i.field == "address"] == [noon(1)]
