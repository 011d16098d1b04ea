"""CIK, accession number and row keys: parse once, then trust the type."""

import re
from typing import NewType

from graph_api.errors import InvalidIdentifierError

Cik = NewType("Cik", str)
"""SEC Central Index Key: ten digits with leading zeros."""

AccessionNumber = NewType("AccessionNumber", str)
"""``NNNNNNNNNN-YY-NNNNNN``: the key of one filing."""

RowKey = NewType("RowKey", str)
"""``accession|table|ordinal``: one reported row; ordinals start at 1 in document order."""

_CIK = re.compile(r"\d{1,10}")
_ACCESSION = re.compile(r"(\d{10})-?(\d{2})-?(\d{6})")


def parse_cik(text: str) -> Cik:
    """Return the CIK with its leading zeros; unpadded input is accepted.

    Raises:
        InvalidIdentifierError: anything but one to ten digits, or zero.
    """
    stripped = text.strip()
    if not _CIK.fullmatch(stripped) or int(stripped) == 0:
        raise InvalidIdentifierError(kind="CIK", value=text, accepted="one to ten digits")
    return Cik(stripped.zfill(10))


def parse_accession(text: str) -> AccessionNumber:
    """Return the accession number with dashes; the 18 digits alone are accepted.

    Raises:
        InvalidIdentifierError: any other text.
    """
    match = _ACCESSION.fullmatch(text.strip())
    if match is None:
        raise InvalidIdentifierError(
            kind="accession number", value=text, accepted="NNNNNNNNNN-YY-NNNNNN"
        )
    return AccessionNumber("-".join(match.groups()))


def find_accession(text: str) -> AccessionNumber | None:
    """Return the first accession number inside ``text`` (a file name, say), else None."""
    match = re.search(r"(?<!\d)(\d{10})-(\d{2})-(\d{6})(?!\d)", text)
    if match is None:
        match = re.search(r"(?<!\d)(\d{10})(\d{2})(\d{6})(?!\d)", text)
    return AccessionNumber("-".join(match.groups())) if match else None
