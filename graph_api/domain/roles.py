"""What a reporting owner is at an issuer: officer titles read through one table.

``docs/officer-titles.md`` shows the table with examples and says what it cannot know.
"""

import re

from graph_api.domain.codes import InsiderRole
from graph_api.domain.filing import OwnerAsFiled

C_SUITE = frozenset({InsiderRole.CEO, InsiderRole.CFO, InsiderRole.COO})

_OFFICER_ROLES = C_SUITE | {
    InsiderRole.PRESIDENT,
    InsiderRole.CHAIR,
    InsiderRole.GENERAL_COUNSEL,
    InsiderRole.VICE_PRESIDENT,
    InsiderRole.OTHER_OFFICER,
}

_OFFICER = r"(?: OF[FCI]\w*)?"  # Officer, Ofcr, Off, and every way to misspell it
_SENIOR = r"(?:CHIEF|CHF|PRINCIPAL|PRIN)"
_FINANCE = r"FIN(?:ANCIAL|ANCE)?"
_OPERATIONS = r"OPER(?:ATING|ATIONS?)?"
_EXECUTIVE = r"EX(?:EC(?:UTIVE)?)?"
_BOARD = r"(?: OF(?: THE)? (?:BOARD(?: OF DIRECTORS)?|BOD)\b)?"

OFFICES: tuple[tuple[str, str], ...] = (
    # Held before: does not count.
    (r"[^;,(]*[,( ]+(?:RETIRED|EMERITUS)\b\)?", " PAST"),
    (r"\b(?:FORMER|FORMERLY|EX(?=-)|RETIRED|PAST|PREVIOUS|PRIOR)\b[^;)]*", "PAST"),
    # One wording, two offices.
    (
        rf"\b{_SENIOR} {_EXECUTIVE}(?: AND |, ?|/)(?:{_SENIOR} )?{_FINANCE} OF\w*",
        "CEO AND CFO",
    ),
    (
        rf"\b{_SENIOR} {_FINANCE}(?: AND |, ?|/)(?:{_SENIOR} )?{_OPERATIONS} OF\w*",
        "CFO AND COO",
    ),
    (
        rf"\b{_SENIOR} {_OPERATIONS}(?: AND |, ?|/)(?:{_SENIOR} )?{_FINANCE} OF\w*",
        "COO AND CFO",
    ),
    (rf"\b{_SENIOR} {_FINANCE}(?: AND |, ?|/)\w+ OF\w*", "CFO"),
    (rf"\b{_SENIOR} \w+(?: AND |, ?|/){_FINANCE} OF\w*", "CFO"),
    (r"\bCHIEF \w+(?: AND |, ?|/)LEGAL OF\w*", "GC"),
    (r"\bCHIEF LEGAL(?: AND |, ?|/)\w+ OF\w*", "GC"),
    # One wording, one office.
    (r"\b(?:SENIOR |SR |EXECUTIVE |EXEC |EX )*(?:VICE[ -]*PRES(?:IDENT)?|V[ -]?P)\b", "VP"),
    (r"\bS(?:EN|R)?VP\b|\b[ACFGRSE]+VP\b", "VP"),
    (rf"\b{_SENIOR} {_EXECUTIVE}\b{_OFFICER}|\bPEO\b", "CEO"),
    (rf"\b{_SENIOR} {_FINANCE}\b{_OFFICER}|\bPFO\b", "CFO"),
    (rf"\bCHIEF {_OPERATIONS}\b{_OFFICER}", "COO"),
    (r"\b(?:CHIEF|CHF) LEGAL\b(?: COUNSEL\b| OF\w*)?|\bCLO\b|\bGEN(?:ERAL)? COUNSEL\b", "GC"),
    (rf"\b(?:CHAIR(?:MAN|WOMAN|PERSON)?|COB){_BOARD}(?! ?-? ELECT)", "CHAIR"),
    (r"\bPRES(?:IDENT)?\b(?! ?-? ?ELECT)", "PRESIDENT"),
)
"""Ordered (pattern, office) over the title in capitals; the first that matches takes the words."""

_ROLE_OF_OFFICE = {
    "CEO": InsiderRole.CEO,
    "CFO": InsiderRole.CFO,
    "COO": InsiderRole.COO,
    "PRESIDENT": InsiderRole.PRESIDENT,
    "CHAIR": InsiderRole.CHAIR,
    "GC": InsiderRole.GENERAL_COUNSEL,
    "VP": InsiderRole.VICE_PRESIDENT,
}
_OFFICE = re.compile(rf"\b(?:{'|'.join(_ROLE_OF_OFFICE)})\b")
_COMPILED = tuple((re.compile(pattern), office) for pattern, office in OFFICES)

# Words that may follow an office without naming a part of the company.
_NEXT_TITLE = re.compile(
    r"(?:AND|CEO|CFO|COO|PRESIDENT|CHAIR|GC|VP|PAST|C[A-Z]{1,4}O|P[AEF]O|CHIEF|CHF|CO|DIR|"
    r"DIRECTORS?|SEC|SECY|SECRETARY|CORP(?:ORATE)? (?:SEC|TREAS|CONTR)\w*|ASST|"
    r"ASSISTANT|TREASURER|TREAS|CONTROLLER|COMPTROLLER|"
    r"(?:CO ?)?FOUNDER|MEMBER|BOARD|(?:INTERESTED )?TRUSTEE|OFFICER|PRINCIPAL|PRIN|INTERIM|ACTING|"
    r"EXECUTIVE|EXEC|EXE|SENIOR|SR|HEAD|MANAG\w+|MGNG|GENERAL (?:MANAGER|PARTNER)|"
    r"PORTFOLIO MANAGER|ADMINISTRATOR|SEE|VICE|LEAD|INDEPENDENT|OWNER|10|NON|SMD|"
    r"EFFECTIVE|UNTIL|SINCE|COMPANY|ISSUER|REGISTRANT|CORPORATION|PARENT|HOLDING COMPANY|GP|OUR)\b"
)
_PREFIX = re.compile(
    r"(?:CO|INTERIM|ACTING|GLOBAL|GROUP|CORPORATE|CORP|COMPANY|EXECUTIVE|EXEC|EXE|NON|FOUNDER|"
    r"FOUNDING|JOINT|THE|BOARD|INDEPENDENT|LEAD|SENIOR|AND|DIR|DIRECTOR|SECRETARY|TREASURER|OUR|"
    rf"{'|'.join(_ROLE_OF_OFFICE)})"
)
_PREFIX_OF_PRESIDENT = re.compile(rf"(?!GLOBAL|GROUP){_PREFIX.pattern}")
_JOINED_OFFICES = re.compile(rf"(?: ?(?:AND|/) ?{_OFFICE.pattern})*")
_CONTINUES = re.compile(r" ?(?:[,(:-]|OF|FOR|AT)? ?(?:THE )?(?=\w)")


def roles_of(owner: OwnerAsFiled) -> tuple[InsiderRole, ...]:
    """Return every role of the owner at the issuer, in the order of ``InsiderRole``.

    A title counts where the officer box is ticked or absent. An officer whose title names no
    office of the table is OTHER_OFFICER; empty where no box is ticked and no title is given.

    Source:
        ``reportingOwnerRelationship`` of Forms 3, 4 and 5. Remarks are not read.
    """
    roles = _officer_roles(owner)
    if owner.is_director:
        roles.add(InsiderRole.DIRECTOR)
    if owner.is_ten_percent_owner:
        roles.add(InsiderRole.TEN_PERCENT_OWNER)
    if owner.is_other:
        roles.add(InsiderRole.OTHER)
    return tuple(role for role in InsiderRole if role in roles)


def is_officer_role(role: InsiderRole) -> bool:
    """True for every role that an officer title gives, OTHER_OFFICER included."""
    return role in _OFFICER_ROLES


def _officer_roles(owner: OwnerAsFiled) -> set[InsiderRole]:
    title = (owner.officer_title or "").strip()
    if owner.is_officer is False or not (owner.is_officer or title):
        return set()
    return _roles_in(title) or {InsiderRole.OTHER_OFFICER}


def _roles_in(title: str) -> set[InsiderRole]:
    offices = _offices(title)
    return {
        _ROLE_OF_OFFICE[found.group()]
        for found in _OFFICE.finditer(offices)
        if found.group() == "VP" or not _is_of_a_part(offices, found)
    }


def _offices(title: str) -> str:
    """Return the title in capitals with every office of the table written one way."""
    text = re.sub(r"\(\d+\)|\.(?=\w\b)|\.", _dot, title.upper())
    text = re.sub(r"\s*&\s*|\s*\+\s*", " AND ", text)
    text = re.sub(r"\s*[-\u2013\u2014]+\s*", "-", text)
    text = re.sub(r"\bCO-?(?=CEO|COO|CFO|CHIEF|PRES|CHAIR|COB)", "", text)
    text = re.sub(r"\s+", " ", text).strip(" ,")
    for pattern, office in _COMPILED:
        text = pattern.sub(office, text)
    return re.sub(r"(?:\s*,)+\s*", ", ", text)


def _dot(match: re.Match[str]) -> str:
    return "" if match.group().startswith(".") else " "


def _is_of_a_part(offices: str, found: re.Match[str]) -> bool:
    """True where the office is of a division, a region or another company."""
    return _names_a_part_before(offices[: found.start()], found.group()) or _names_a_part_after(
        offices[found.end() :]
    )


def _names_a_part_before(before: str, office: str) -> bool:
    word = re.search(r"(\w+) $", before)
    allowed = _PREFIX_OF_PRESIDENT if office == "PRESIDENT" else _PREFIX
    return word is not None and not allowed.fullmatch(word.group(1))


def _names_a_part_after(after: str) -> bool:
    rest = after[len(_matched(_JOINED_OFFICES, after)) :]
    continued = _matched(_CONTINUES, rest)
    return bool(continued) and not _NEXT_TITLE.match(rest[len(continued) :])


def _matched(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match.group() if match else ""
