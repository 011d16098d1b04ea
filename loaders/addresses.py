"""Street addresses reduced to keyed hashes that are equal where the place is the same."""

import re
from hashlib import blake2b

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnerAddress
from graph_api.domain.kinds import classify
from graph_api.domain.words import plain_letters


def address_hash(address: OwnerAddress, name: str, secret: bytes) -> str | None:
    """Return a keyed hash of street and ZIP code (of the city where there is none that tells).

    None where the address is somebody else's, as the words "c/o" and "attn" or the name of a firm
    on a line of its own say, or where it does not tell a house.

    Args:
        address: as filed.
        name: of its owner as filed; some end in "c/o".
        secret: under which it is hashed.

    Source:
        ``rptOwnerStreet1``, ``rptOwnerStreet2``, ``rptOwnerZipCode`` and ``rptOwnerCity``.
    """
    lines = [line for line in (address.street1, address.street2) if line]
    if any(map(_CARE_OF.search, (*lines, name))) or any(map(_names_a_firm, lines)):
        return None
    street = _one_way(" ".join(lines))
    town = _zip_code(address.zip_code or "") or _one_way(address.city or "")
    if not town or not re.search(r"\d", street):
        return None
    return blake2b(f"{street}|{town}".encode(), key=secret, digest_size=16).hexdigest()


_CARE_OF = re.compile(
    r"(?:^|[\s,;(])(?:c ?[/\\] ?o|c\.o\.|care of|attn|attention)(?!\w)|^\s*(?:c o\b|%)",
    re.IGNORECASE,
)


def _names_a_firm(line: str) -> bool:
    kind = classify(line).kind
    return kind not in {OwnerKind.PERSON, OwnerKind.UNKNOWN} and not re.search(r"\d", line)


_WRITTEN = {
    word: written
    for written, words in (
        *(("ST", "STREET"), ("AVE", "AVENUE AV"), ("RD", "ROAD"), ("BLVD", "BOULEVARD")),
        *(("DR", "DRIVE"), ("LN", "LANE"), ("CT", "COURT"), ("PL", "PLACE"), ("SQ", "SQUARE")),
        *(("CIR", "CIRCLE"), ("PKWY", "PARKWAY"), ("HWY", "HIGHWAY"), ("TER", "TERRACE")),
        *(("BLDG", "BUILDING"), ("FL", "FLOOR"), ("CTR", "CENTER CENTRE"), ("N", "NORTH")),
        *(("S", "SOUTH"), ("E", "EAST"), ("W", "WEST"), ("MT", "MOUNT"), ("FT", "FORT")),
        *(("#", "SUITE STE UNIT ROOM RM NO NUMBER APARTMENT APT"), ("1", "ONE"), ("2", "TWO")),
        *(("3", "THREE"), ("4", "FOUR"), ("5", "FIVE"), ("1ST", "FIRST"), ("2ND", "SECOND")),
        *(("3RD", "THIRD"), ("4TH", "FOURTH"), ("5TH", "FIFTH"), ("6TH", "SIXTH")),
        *(("7TH", "SEVENTH"), ("8TH", "EIGHTH"), ("9TH", "NINTH"), ("10TH", "TENTH")),
    )
    for word in words.split()
}


def _one_way(text: str) -> str:
    """Return the words in capitals without punctuation, each in one of its usual spellings."""
    letters = plain_letters(text).replace(".", "").replace("#", " # ")
    words = " ".join(_WRITTEN.get(word, word) for word in re.findall(r"\w+|#", letters))
    words = re.sub(r"\b(?:P ?O|POST OFFICE) BOX\b", "POBOX", words)
    words = re.sub(r"\b(\d+)(?:ST|ND|RD|TH) FL\b", r"FL \1", words)
    return re.sub(r"#(?: #)+", "#", words)


def _zip_code(text: str) -> str | None:
    """Return the five digits of a ZIP code, or a foreign code; None for what can be neither."""
    code = "".join(re.findall(r"\w+", text.upper()))
    if re.fullmatch(r"\d{5}(?:\d{4})?", code):
        return code[:5]
    return code if re.search(r"\d", code) and len(code) > 2 else None
