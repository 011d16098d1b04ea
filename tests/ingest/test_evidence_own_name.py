"""Vehicles that bear the name of somebody who reports at the same issuer."""

import pytest

from tests.ingest.evidence_histories import Piece, block, filed, of_family, pieces

FULL, INITIAL, RARE, COMMON = 0.90, 0.65, 0.45, 0.10
OF_A_FATHER, FOR_OTHERS = 0.65, 0.45
FAMILY = "Zahl Family Trust"


def likeness(vehicle: str, person: str) -> float | None:
    """Return what the name of a vehicle says of a co-filing person; None where it says nothing."""
    found = pieces("F4", filed(1, [vehicle, person]))
    assert [piece[:2] for piece in found] == ([(vehicle, person)] if found else [])
    return found[0][2] if found else None


@pytest.mark.parametrize(
    ("vehicle", "person"),
    [
        ("John Zahl Revocable Trust", "Zahl John Q"),
        ("John Q. Zahl Living Trust", "Zahl John"),
        ("ZAHL JOHN Q TRUST", "Zahl John Quincy"),
        ("ZAHL JOHN FAMILY LTD PARTNERSHIP", "Zahl John"),
        ("The John & Mary Zahl Trust", "Zahl John"),
        ("The John & Mary Zahl Trust", "Zahl Mary"),
        ("Reid Zahl & Michelle Orr Living Trust", "Zahl Reid"),
        ("Reid Zahl & Michelle Orr Living Trust", "Orr Michelle"),
        ("ZAHL JOHN & MARY TRUST", "Zahl Mary"),
        ("Bill Zahl Capital Management LLC", "Zahl William"),
        ("J. Robert Zahl Holdings LLC", "Zahl J Robert"),
        ("Robert Zahl Holdings LLC", "Zahl J Robert"),
        ("John Zahl Jr Trust", "Zahl John Jr"),
        ("John Zahl 2020 GRAT", "Zahl John"),
        ("John Zahl Foundation", "Zahl John"),
        ("Pat O'Hara Trust", "O HARA PAT"),
        ("Jan van der Berg Trust", "VAN DER BERG JAN"),
        ("Sergey Zahl Trust", "Sergey Zahl"),
        ("Jack Young Trust", "Young John"),
        ("John Smith Trust", "Smith John"),
    ],
)
def test_a_full_name(vehicle: str, person: str) -> None:
    assert likeness(vehicle, person) == FULL


@pytest.mark.parametrize(
    ("vehicle", "person", "p"),
    [
        ("John Zahl Trust", "Zahl John III", OF_A_FATHER),
        ("John Zahl Trust", "Zahl John Jr", OF_A_FATHER),
        ("Smith Jack Trust", "Smith John II", OF_A_FATHER),
        ("John Zahl Trust", "Zahl John Sr", FULL),
        ("John Zahl III Trust", "Zahl John III", FULL),
        ("Trust FBO John Zahl", "Zahl John Jr", FOR_OTHERS),
    ],
)
def test_a_name_without_the_suffix_may_be_the_fathers(vehicle: str, person: str, p: float) -> None:
    assert likeness(vehicle, person) == p


@pytest.mark.parametrize(
    ("vehicle", "person", "p"),
    [
        ("J. Zahl Holdings LLC", "Zahl John", INITIAL),
        ("ZAHL J TRUST", "Zahl John", INITIAL),
        ("J. Robert Zahl Trust", "Zahl John Robert", INITIAL),
        ("John Zahl Trust", "Zahl J", INITIAL),
        (FAMILY, "Zahl John", RARE),
        ("Zahl Capital LLC", "Zahl John", RARE),
        ("Zahl 2012 Family Trust", "Zahl John", RARE),
        ("Grell Zahl & Co", "Zahl John", RARE),
        ("OHara Ventures LP", "O'Hara Pat", RARE),
        ("van der Berg Holdings LLC", "VAN DER BERG JAN", RARE),
        ("Smith Family Trust", "Smith John", COMMON),
        ("J. Smith Holdings LLC", "Smith John", COMMON),
    ],
)
def test_a_surname_with_or_without_an_initial(vehicle: str, person: str, p: float) -> None:
    assert likeness(vehicle, person) == p


@pytest.mark.parametrize(
    ("vehicle", "person"),
    [
        # Another person's name.
        ("Mary Zahl Trust", "Zahl John"),
        ("ZAHL MARY TRUST", "Zahl John"),
        ("M. Zahl Holdings LLC", "Zahl John"),
        ("Mary Zahl Capital LLC", "Zahl John"),
        ("Robert James Zahl Trust", "Zahl James"),
        ("John B. Zahl Trust", "Zahl John A"),
        ("John Zahl Jr Trust", "Zahl John"),
        ("John Zahl III Trust", "Zahl John Jr"),
        ("Okonkwo Zahl Trust", "Zahl John"),
        ("Nicholas & Melinda Orr Living Trust", "Nicholas Ray"),
        ("Craig Orr Partners LP", "Craig John"),
        # The deceased controls nothing.
        ("Estate of John Zahl", "Zahl John"),
        # Words of firms' names.
        ("Young Capital LLC", "Young John"),
        ("Park Hill Partners LP", "Hill John"),
        ("Park Hill Partners LP", "Park John"),
        ("Grace Hill Capital LLC", "Hill Grace"),
        ("First Avenue Fund LP", "First Ann"),
        ("Capital Group Companies Inc", "Group Ann"),
        ("Bank of Tarn Corp", "Bank Andrew J"),
        ("Hill Family Trust", "Hill John"),
        # A part of a longer word, an abbreviation.
        ("Zahlmann Holdings LLC", "Zahl John"),
        ("LI Holdings LLC", "Li Wei"),
        # A person, and an owner of doubtful kind.
        ("Zahl Mary", "Zahl John"),
        ("Zahlbergo", "Zahlbergo John"),
    ],
)
def test_a_name_that_says_nothing(vehicle: str, person: str) -> None:
    assert likeness(vehicle, person) is None


@pytest.mark.parametrize(
    ("vehicle", "p"),
    [
        ("John Zahl 2012 Irrevocable Family Trust", RARE),
        ("Trust FBO John Zahl", RARE),
        ("Orr Bank Custodian F/B/O John Zahl Trust", RARE),
        ("Trust for the Benefit of John Zahl", RARE),
        ("John Zahl GST Exempt Trust", RARE),
        ("John Zahl Children's Trust", RARE),
        ("Trust U/W John Zahl", RARE),
        ("J. Zahl Irrevocable Trust", RARE),
        ("Zahl Descendants Trust", RARE),
        ("John Zahl UTMA", RARE),
        ("John Zahl Dynasty LLC", FULL),
    ],
)
def test_grantors_and_beneficiaries_are_no_controllers(vehicle: str, p: float) -> None:
    assert likeness(vehicle, "Zahl John") == p


def test_where_it_stands_and_what_is_quoted() -> None:
    first, second = filed(1, [FAMILY]), filed(2, ["Zahl John"])
    (item,) = of_family("F4", first, second)

    assert (item.accession, item.field, item.footnote_id, item.row_key) == (
        second.accession,
        "reportingOwner",
        None,
        None,
    )
    assert (item.quote, item.start, item.end) == (f"{FAMILY}; Zahl John", 0, len(item.quote))
    assert item.pattern == "rare surname"


def test_both_must_report_at_one_issuer() -> None:
    trust, elsewhere = filed(1, [FAMILY]), filed(2, ["Zahl John"], company=2)
    assert pieces("F4", trust, elsewhere) == []

    here = filed(3, ["Zahl John"])
    assert pieces("F4", trust, elsewhere, here) == [(FAMILY, "Zahl John", RARE, 3, None)]


def crowd(*names: str, start: int = 2) -> list[Piece]:
    strangers = (filed(n, [name], company=n) for n, name in enumerate(names, start=start))
    return pieces("F4", filed(1, [FAMILY, "Zahl John"]), *strangers)


def test_a_surname_is_rare_until_a_sixth_person_bears_it_anywhere() -> None:
    given = ["Zahl Ann", "Zahl Eve", "Zahl Tom", "Zahl Pam"]
    assert crowd(*given) == [(FAMILY, "Zahl John", RARE, 1, None)]
    assert crowd(*given, "Zahl Ron") == [
        (FAMILY, "Zahl John", RARE, 1, 6),
        (FAMILY, "Zahl John", COMMON, 6, None),
    ]


def test_one_person_under_several_names_and_entities_make_no_surname_common() -> None:
    first = filed(1, [FAMILY, "Zahl John"])
    again = [
        filed(n, [block("Zahl John", as_=f"Zahl John {letter}")])
        for n, letter in enumerate("ABCDEF", start=2)
    ]
    vehicles = [filed(n, [f"Zahl {n} LLC"], company=n) for n in range(8, 15)]

    assert pieces("F4", first, *again, *vehicles)[-1][2:] == (RARE, 1, None)


def test_a_full_name_that_another_bears_too_is_worth_a_surname_from_then_on() -> None:
    trust, junior = "John Zahl Trust", filed(3, ["Zahl John Jr"])

    assert set(pieces("F4", filed(1, [trust, "Zahl John"]), junior)) == {
        (trust, "Zahl John", FULL, 1, 3),
        (trust, "Zahl John", RARE, 3, None),
        (trust, "Zahl John Jr", RARE, 3, None),
    }


def test_a_better_name_takes_the_place_of_a_lesser_one() -> None:
    unnamed, named = filed(1, ["Zahl Capital LLC", "Zahl John"]), "John Zahl Capital LLC"
    renamed = filed(2, [block("Zahl Capital LLC", as_=named)])

    assert [piece[2:] for piece in pieces("F4", unnamed, renamed)] == [
        (RARE, 1, 2),
        (FULL, 2, None),
    ]


def test_repetitions_are_no_news() -> None:
    once = pieces("F4", filed(1, [FAMILY, "Zahl John"]))

    assert pieces("F4", *(filed(n, [FAMILY, "Zahl John"], company=n) for n in (1, 2, 3))) == once
