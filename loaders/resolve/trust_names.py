"""Names of trusts and companies that say who they are, told from those that many have."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from graph_api.domain.dates import WRITTEN_DATE, read_written_date
from graph_api.domain.institutions import is_trust_company
from loaders.resolve.descriptions import normalise


class Trust(NamedTuple):
    """A trust as a text names it.

    Attributes:
        name: normalised.
        since: of its agreement; None where none is told.
        benefit: for whom, normalised; empty where none is told.
    """

    name: str
    since: date | None
    benefit: str

    def may_be(self, other: "Trust") -> bool:
        """Return whether both may be one: one name, and no two dates or beneficiaries."""
        return (
            self.name == other.name
            and len({self.since, other.since} - {None}) < _TWO
            and len({self.benefit, other.benefit} - {""}) < _TWO
        )


_TWO = 2


def trusts_in(text: str) -> Iterator[Trust]:
    """Yield the trusts that a text names by names of their own; not those who act as trustees."""
    for found in _TRUST.finditer(text):
        name = normalise(_LEAD.sub("", found["name"]))
        acts = _ACTS.match(text, found.end()) or _TRUSTEE_IS.search(text, 0, found.start())
        if acts or is_trust_company(found["name"]) or not is_name_of_its_own(name):
            continue
        told = _DATED.search(found["terms"])
        yield Trust(
            name,
            since=read_written_date(told[1]) if told else None,
            benefit=normalise(benefit[1]) if (benefit := _BENEFIT.search(found["terms"])) else "",
        )


_NAME = r"[A-Z][\w.'\u2019-]*"
_FOR = rf"(?:FBO|F/B/O|f/b/o|for the benefit of) (?:{_NAME},? ?)+"
_SINCE = rf"(?:[Dd]ated|dtd\.?|[Uu]/?[AaTt]/?[Dd]|established(?: on)?) (?i:{WRITTEN_DATE})"
_TRUST = re.compile(
    rf"\b(?P<name>(?:(?:{_NAME}|\d{{4}}|and|&) )+"
    r"(?:Trusts?|TRUSTS?|Foundation|FOUNDATION|GR[AU]Ts?|C[RL][AU]?Ts?)\b"
    r"(?: (?:No\. ?|Number |#)?(?:[IVX]+|\d{1,2}|[A-Z])\b(?![.'\u2019]))?)"
    r"(?! (?:Co\b|Compan|Bank|Corp|Services|Agreement|Department|Fund|Officer))"
    rf"(?P<terms>(?:,? (?:{_FOR}|{_SINCE}))*)"
)
_DATED = re.compile(rf" ({WRITTEN_DATE})", re.IGNORECASE)
_BENEFIT = re.compile(rf"(?:O|of) ((?:{_NAME},? ?)+)")
_LEAD = re.compile(r"^(?:(?:The|By|Through|See|As|Held|Of|Under|Via|In|And|and|&) )+")
_ACTS = re.compile(
    r",? (?:N\.?A\.?,? )?(?:is|acts as|serves as|as)(?: an?| the)?(?: \w+)? trustees?\b",
    re.IGNORECASE,
)
_TRUSTEE_IS = re.compile(r"\btrustees?,?(?: is| are| being)? (?:the )?$", re.IGNORECASE)


def is_name_of_its_own(holder: str) -> bool:
    """Return whether a name says more than what kind of vehicle it is, of when, and for which kin.

    Two strangers may each have a ``2015 FAMILY TRUST II``; only one has an ``ELM FAMILY TRUST``.

    Args:
        holder: normalised.
    """
    words = _WORD.findall(holder)
    return not _OF_A_PLAN.search(holder) and any(
        len(word) >= _SHORTEST_NAME and not _OF_MANY.fullmatch(word) for word in words
    )


_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_NAME = 3
_OF_A_PLAN = re.compile(
    r"\b(?:401 ?K|K?ESOP|RABBI|DEFERRED|SAVINGS|PENSION|RETIREMENT|PROFIT SHARING|THRIFT|"
    r"STOCK (?:OWNERSHIP|PURCHASE|BONUS)|EMPLOYEES?|PLANS?)\b"
)
"""Trusts in which everybody of a company may have an account of his own."""

_OF_MANY = re.compile(
    r"THE|AND|FOR|ALL|FROM|UNDER|SEE|NOTE|FOOTNOTE|CERTAIN|OTHER|FIRST|SECOND|THIRD|NUMBER|SERIES|"
    r"CLASS|AMENDED|RESTATED|DATED|DTD|UAD|UTD|UDT|FBO|BENEFIT|AGREEMENT|DECLARATION|INDENTURE|"
    r"WILL|INSTRUMENT|[IVX]+|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|"
    r"AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?|"
    r"TRUST(?:S|EE|EES)?|GR[AU]TS?|C[RL][AU]TS?|QPRTS?|QTIP|SLATS?|ILITS?|IDGTS?|GSTS?|NON|"
    r"REV(?:OCABLE)?|IRREV(?:OCABLE)?|LIVING|INTER|VIVOS|TESTAMENTARY|DYNASTY|MARITAL|BYPASS|"
    r"CREDIT|SHELTER|(?:NON)?EXEMPT|EXEMPTION|LIFE(?:TIME)?|ACCESS|INSURANCE|RESIDU(?:E|AL|ARY)|"
    r"RESIDENCE|QUALIFIED|PERSONAL|SURVIVORS?|DECEDENTS?|LEGACY|HERITAGE|VOTING|PERPETUAL|LONG|"
    r"TERM|GRANTOR|RETAINED|ANNUITY|UNITRUST|CHARITABLE|CHARITY|REMAINDER|LEAD|GENERATION|"
    r"SKIPPING|TRANSFER|GIFT(?:ING)?|DISCRETIONARY|SEPARATE|SHARES?|PROPERTY|COMMUNITY|JOINT|"
    r"DIRECTED|ASSETS?|PROTECTION|SPECIAL|NEEDS|SUPPLEMENTAL|EDUCATION(?:AL)?|"
    r"FAMIL(?:Y|IES)|(?:GRAND)?CHILD(?:S|RENS?)?|(?:GRAND)?(?:SON|DAUGHTER|PARENT)S?|HIS|HER|ITS|"
    r"THEIR|MY|OWN|SPOUSES?|SPOUSAL|WIFE|HUSBAND|MINORS?|DESCENDANTS?|ISSUE|HEIRS|SIBLINGS?|"
    r"MOTHER|FATHER|DELAWARE|NEVADA|ALASKA|WYOMING|SOUTH|DAKOTA|"
    r"INVESTMENTS?|HOLDINGS?|HOLDCO|PARTNERS(?:HIP)?|COMPANY|LL[CP]|LTD|INC|CORP(?:ORATION)?|"
    r"LIMITED|LIABILITY|ENTIT(?:Y|IES)|FUNDS?|CAPITAL|GROUP|ESTATE|PLANNING|VEHICLES?|FOUNDATION|"
    r"REPORTING|PERSONS?|OWNERS?|ISSUERS|COMPANYS|PRIVATE|MANAGEMENT|VENTURES?|SPONSOR|ASSOCIATES|ENTERPRISES"
)
