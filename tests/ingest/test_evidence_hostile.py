"""Texts that no filer writes: reading them ends soon, whatever they hold."""

import random
import time

import pytest

from loaders.evidence.guests import words_in
from loaders.evidence.signature import find as in_signatures
from loaders.evidence.text import find
from tests.ingest.evidence_world import filing

LONG = 30_000
NAMES = (
    *("Larch Fund LP", "Larch GP LLC", "Mr. Doe", "Ms. Roe", "Brook Holdings Corp"),
    *("the Doe Family Trust", "Larch Management LP", "John Q. Doe"),
)
WORDS = (
    *("the", "of", "and", "is", "manager", "general partner", "which", ",", "sole", "held by"),
    *("who", "as its", "voting and dispositive power", "over the shares held by", "through"),
    *("each of", ". ", "; ", "(", ")", '"', "trust", "dated May 1, 2020", *NAMES),
)
UNITS = (
    *("(", ")", '("a" ', "the ", "Mr. Doe is the ", "the manager of ", "manager and ", "also, "),
    *("Larch Fund LP, of which Larch GP LLC, ", "Larch GP LLC, which is the general partner of "),
    *(" ", ".", "\n", '"', "'", "Mr. Doe; ", "Mr. Doe, ", "Mr. Doe has sole voting and "),
    *("Mr. Doe may be deemed to ", "1", "a", "A", "A.", "-A", "Alpha Beta ", "ALPHA BETA LP "),
    *("Messrs. Doe, Roe and ", "Mr. and Mrs. Doe ", "a revocable trust established by "),
    *("with respect to such shares ", "all of the and of and ", "\u00e9\u2019\u201c\ue001\ufeff"),
    *('Larch Fund LP (the "Fund") holds. ', "investment committee of ", "By: ", "/s/ "),
    *("until May 1, 2020 ", "each of Larch Fund LP and ", "f/b/o Mr. Doe "),
)


def _seconds(*notes: str, signatures: tuple[str, ...] = ()) -> float:
    form = filing(*notes, signatures=signatures)
    began = time.process_time()
    list(find(form))
    list(in_signatures(form))
    return time.process_time() - began


@pytest.mark.parametrize("unit", UNITS)
def test_thirty_thousand_characters_of_the_same_are_read_in_seconds(unit: str) -> None:
    text = unit * (LONG // len(unit))

    assert _seconds(f"Mr. Doe is {text} the manager of Larch GP LLC.") < 5


@pytest.mark.parametrize("unit", ["Larch GP LLC, By: ", "By: ", "/s/ John Doe, Manager of ", "A. "])
def test_a_long_signature_is_read_in_seconds(unit: str) -> None:
    assert _seconds(signatures=(unit * (LONG // len(unit)),)) < 5


def test_thousands_of_names_are_read_in_seconds() -> None:
    choose = random.Random(1)
    names = [choose.choice(NAMES) for _ in range(3000)]

    assert _seconds(", ".join(names)) < 5
    assert _seconds(" and ".join(names)) < 5
    assert (
        _seconds(" ".join(f'Quill {number} LP (the "Fund {number}")' for number in range(1000))) < 5
    )
    strangers = (f"Quill {number} LLC is the manager of Larch Fund LP." for number in range(2500))
    assert _seconds(" ".join(strangers)) < 8


@pytest.mark.parametrize("seed", range(4))
def test_words_in_any_order_are_read_in_seconds(seed: int) -> None:
    choose = random.Random(seed)
    text = " ".join(choose.choice(WORDS) for _ in range(3000))

    assert _seconds(text[: LONG // 2], text[LONG // 2 :], signatures=(text,)) < 8


def test_marks_of_masked_text_in_a_filing_name_nobody() -> None:
    text = "\ue001 is the manager of \uf000. Mr. Doe is the manager of \uf001~^| Larch GP LLC."
    (item,) = find(filing(text))

    assert (item.p, item.quote) == (0.95, text.split(". ", 1)[1])


def test_words_of_a_long_filing_are_found_in_a_second() -> None:
    form = filing("Larch Fund LP holds. " * 2000)
    began = time.process_time()

    assert "LARCH" in words_in(form.document)
    assert time.process_time() - began < 5


def test_five_hundred_forms_with_vehicles_are_read_in_seconds() -> None:
    forms = [
        filing(
            f"Held by Larch Fund LP (the {number}th Fund), of which Larch GP LLC is the general "
            "partner. Mr. Doe is the managing member of Larch GP LLC and may be deemed to have "
            "voting and dispositive power over the shares held by Larch Fund LP.",
            "The price is a weighted average price of several transactions of the day.",
            signatures=("Larch GP LLC, By: /s/ John Doe, Managing Member", "/s/ John Doe"),
        )
        for number in range(500)
    ]
    began = time.process_time()
    told = [list(find(form)) + list(in_signatures(form)) for form in forms]

    assert all(told)
    assert time.process_time() - began < 4
