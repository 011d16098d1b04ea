"""The fictional issuers and insiders of a generated year: each follows from a number and a seed."""

import random
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b

from graph_api.domain.filing import IssuerAsFiled, OwnerAddress, OwnerAsFiled
from graph_api.domain.identifiers import Cik

WITH_VEHICLE = 0.23
"""Share of insiders who have a vehicle, which makes 15 % of the owners that file vehicles."""

_SURNAMES = tuple(
    start + end
    for start in (
        *("Ald", "Bex", "Cald", "Dorn", "Elk", "Farn", "Grel", "Hav", "Isl", "Jarr", "Kest"),
        *("Lorn", "Marv", "Nev", "Orr", "Pell", "Quill", "Rusk", "Stav", "Tarn", "Ulv", "Wex"),
    )
    for end in (
        *("wick", "more", "dale", "stead", "ingham", "thorpe", "combe", "erley", "away", "ister"),
        *("by", "ham", "den", "low", "gate", "ridge", "mere", "ock", "ander", "well"),
    )
)
_GIVEN = (
    *("Anna", "Brian", "Clara", "David", "Elena", "Frank", "Grace", "Henry", "Irene", "James"),
    *("Karen", "Louis", "Maria", "Nathan", "Olivia", "Peter", "Rachel", "Samuel", "Teresa"),
)
_INITIALS = "ABCDEFGHIJKLMNOPRSTW"
_PLACES = ("CA", "NY", "TX", "MA", "FL", "IL", "WA", "CO")

_TITLES = (
    *("Chief Executive Officer", "Chief Financial Officer", "Chief Operating Officer"),
    *("President", "SVP, General Counsel", "Executive Vice President", "Chief Medical Officer"),
)

_FORMS = (
    (
        "{surname} Holdings {number} LLC",
        "The shares are held directly by {vehicle}. {person} is the managing member of {vehicle}.",
    ),
    (
        "{surname} Capital {number} L.P.",
        "These shares are held by {vehicle}, of which {person} is the general partner.",
    ),
    (
        "The {surname} Family Trust {number}",
        "Represents shares held by {vehicle}. {person} is the trustee of {vehicle}.",
    ),
)
"""Name of a vehicle and the note that tells who controls it; the first kind is the commonest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insider:
    """A person, and the vehicle through which they also trade.

    Attributes:
        spoken: given name first, as in notes and signatures.
        vehicle: None for most.
        note: says that the person controls the vehicle.
    """

    person: OwnerAsFiled
    spoken: str
    vehicle: OwnerAsFiled | None
    note: str


def issuer_of(number: int) -> IssuerAsFiled:
    """Return issuer ``number``, up to 99,999."""
    name = f"{_SURNAMES[number % len(_SURNAMES)]} Industries {number} Inc."
    return IssuerAsFiled(cik=Cik(f"00990{number:05d}"), name=name, symbol=_symbol(number))


def _symbol(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, letter = divmod(number, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@cache
def insider(number: int, seed: int) -> Insider:
    """Return insider ``number``, up to 449,999."""
    chance = random.Random(f"{seed} {number}")
    surname = _SURNAMES[number % len(_SURNAMES)]
    given = f"{_GIVEN[number // len(_SURNAMES) % len(_GIVEN)]} {chance.choice(_INITIALS)}."
    spoken = f"{given} {surname}"
    person = _with_role(_owner(100_000 + 2 * number, f"{surname} {given}", chance), chance)
    if chance.random() >= WITH_VEHICLE:
        return Insider(person=person, spoken=spoken, vehicle=None, note="")
    name, note = _FORMS[int(len(_FORMS) * chance.random() ** 2)]
    vehicle = replace(
        _owner(100_001 + 2 * number, name.format(surname=surname, number=number), chance),
        is_ten_percent_owner=True,
    )
    told = note.format(vehicle=vehicle.name, person=spoken)
    return Insider(person=person, spoken=spoken, vehicle=vehicle, note=told)


def _owner(number: int, name: str, chance: random.Random) -> OwnerAsFiled:
    key = blake2b(f"{number}".encode(), digest_size=16).hexdigest()
    address = OwnerAddress(key=key, state=chance.choice(_PLACES))
    return OwnerAsFiled(cik=Cik(f"0099{number:06d}"), name=name, address=address)


def _with_role(owner: OwnerAsFiled, chance: random.Random) -> OwnerAsFiled:
    if chance.random() < 0.5:
        return replace(owner, is_director=True, is_officer=False)
    return replace(owner, is_officer=True, officer_title=chance.choice(_TITLES))
