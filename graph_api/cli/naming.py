"""Owners as a person types them: a CIK, an id, or a name that means one of them only."""

import re

from graph_api.domain.identifiers import Cik, parse_cik
from graph_api.domain.instants import Instant
from graph_api.domain.words import plain_letters
from graph_api.errors import InvalidArgumentError
from graph_api.store.directory import Directory, OwnerEntry

NAMED_AT_MOST = 20
"""So many owners of one name are listed; of more it is said how many there are."""

_IDS = ("bo:", "own:", "cik:")
_ACCEPTED = (
    "a CIK, an id such as bo:0000315090, or words of the name of an owner who has filed by then"
)


def find_owner(directory: Directory, text: str, known_at: Instant) -> Cik:
    """Return the owner that ``text`` means at the cut-off.

    A name may be a former one, its words in any order, some of them left out or cut short;
    whoever is called exactly so goes before those whose names say more.

    Raises:
        InvalidArgumentError: it means nobody, or several, who are then listed.
        InvalidIdentifierError: an id without a CIK.
    """
    prefix = next((prefix for prefix in _IDS if text.casefold().startswith(prefix)), "")
    if prefix or text.strip().isdecimal():
        return _by_cik(directory, parse_cik(text[len(prefix) :]), text, known_at)
    wanted = _words(text)
    named = [
        (words, entry)
        for entry in directory.owners.values()
        for words in _names(entry, known_at)
        if wanted and _begin(wanted, words)
    ]
    exact = [one for one in named if one[0] == wanted]
    whole = [one for one in named if wanted <= one[0]]
    found = {entry.cik: entry for _, entry in exact or whole or named}
    if len(found) == 1:
        return next(iter(found))
    if not found:
        raise InvalidArgumentError("OWNER", text, accepted=f"nobody is called so: give {_ACCEPTED}")
    told = [f"{cik}  {entry.name(known_at)}" for cik, entry in sorted(found.items())]
    more = len(told) - NAMED_AT_MOST
    told = [*told[:NAMED_AT_MOST], *([f"and {more} more"] if more > 0 else [])]
    lines = "\n  ".join((f"{len(found)} owners may be meant, give the CIK of one:", *told))
    raise InvalidArgumentError("OWNER", text, accepted=lines)


def _by_cik(directory: Directory, cik: Cik, text: str, known_at: Instant) -> Cik:
    entry = directory.owners.get(cik)
    if entry is None or entry.name(known_at) is None:
        raise InvalidArgumentError(
            "OWNER", text, accepted=f"nobody filed under it: give {_ACCEPTED}"
        )
    return cik


def _names(entry: OwnerEntry, known_at: Instant) -> list[frozenset[str]]:
    name = entry.name(known_at)
    if name is None:
        return []
    return [_words(one) for one in (name, *entry.former_names(known_at))]


def _begin(beginnings: frozenset[str], words: frozenset[str]) -> bool:
    return all(any(word.startswith(begun) for word in words) for begun in beginnings)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", plain_letters(text)))
