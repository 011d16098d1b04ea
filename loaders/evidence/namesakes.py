"""Namesakes: who else of a surname a text introduces, so that ``Mr. Doe`` may mean either."""

import re
from collections.abc import Iterator
from functools import lru_cache

from graph_api.domain.given_names import GIVEN_NAMES, same_given_name
from graph_api.domain.names import SUFFIXES, PersonName
from graph_api.domain.words import plain_letters

_FORMAL = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.?\s+(?P<surname>.+)", re.IGNORECASE | re.DOTALL
)


def surname_behind_honorific(written: str) -> str | None:
    """Return the surname as written where an honorific stands before it alone, else None."""
    formal = _FORMAL.fullmatch(written)
    return formal["surname"] if formal else None


def others_named(
    text: str, surname: str, person: PersonName
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the first names of others of this surname in ``text``, and where each name stands.

    Read as another's: a known first name that is not the person's, any with an initial before the
    surname, the person's own before another suffix. Names inside those of entities are for the
    caller to tell.

    Args:
        text: in which the surname stands.
        surname: as written.
        person: whose surname it is.
    """
    for match in _before(surname).finditer(text):
        given = plain_letters(match["given"])
        known = given in GIVEN_NAMES or match["middle"]
        own = any(same_given_name(given, name) for name in (*person.given, *person.nicknames))
        suffix = (match["suffix"] or "").upper()
        is_other_suffix = suffix in SUFFIXES and suffix != (person.suffix or "SR")
        if (known and not own) or (own and is_other_suffix):
            yield given, match.span()


def may_be_called(first: str, person: PersonName) -> bool:
    """Return whether a first name in capitals may be the person's in a form not listed.

    The initial must agree; two names that are both known are one only where one is the other's
    short form: ``Timothy`` is not ``Tom``.
    """
    own = "".join(person.given[:1])
    if GIVEN_NAMES.issuperset((first, own)):
        return same_given_name(first, own)
    return own.startswith(first[:1])


@lru_cache(maxsize=1_024)
def _before(surname: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!state of )\b(?P<given>[^\W\d_]{{2,}})(?P<middle>(?:\s+[A-Z]\.)?)\s+"
        rf"(?:{re.escape(surname)}|{re.escape(surname.upper())})\b"
        r"(?:,?\s+(?P<suffix>Jr|Sr|II|III|IV)\b\.?)?"
    )
