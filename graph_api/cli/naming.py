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
_ACCEPTED = "a CIK, an id such as bo:0000315090, or a name of an owner who has filed by then"


def find_owner(directory: Directory, text: str, known_at: Instant) -> Cik:
    """Return the owner that ``text`` means at the cut-off.

    A name may be a former one, its words in any order and some of them left out; whoever is
    called exactly so goes before those whose names say more.

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
        if wanted and wanted <= words
    ]
    exact = {entry.cik: entry for words, entry in named if words == wanted}
    found = exact or {entry.cik: entry for _, entry in named}
    if len(found) == 1:
        return next(iter(found))
    if not found:
        raise InvalidArgumentError("OWNER", text, accepted=f"nobody is called so: {_ACCEPTED}")
    told = [f"{cik} {entry.name(known_at)}" for cik, entry in sorted(found.items())]
    more = len(told) - NAMED_AT_MOST
    told = [*told[:NAMED_AT_MOST], *([f"and {more} more"] if more > 0 else [])]
    raise InvalidArgumentError(
        "OWNER", text, accepted=f"{len(found)} owners may be meant, give a CIK: {'; '.join(told)}"
    )


def _by_cik(directory: Directory, cik: Cik, text: str, known_at: Instant) -> Cik:
    entry = directory.owners.get(cik)
    if entry is None or entry.name(known_at) is None:
        raise InvalidArgumentError("OWNER", text, accepted=f"nobody filed under it: {_ACCEPTED}")
    return cik


def _names(entry: OwnerEntry, known_at: Instant) -> list[frozenset[str]]:
    name = entry.name(known_at)
    if name is None:
        return []
    return [_words(one) for one in (name, *entry.former_names(known_at))]


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", plain_letters(text)))
