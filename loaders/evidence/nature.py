"""What ``natureOfOwnership`` of a row says: in what relation, and through whom by name."""

import re
from dataclasses import dataclass
from enum import Enum


class Relation(Enum):
    """How an indirect holding is held; SELF_ACCOUNT is the owner's own account or plan."""

    SELF_ACCOUNT = "SELF_ACCOUNT"
    TRUST = "TRUST"
    ENTITY = "ENTITY"
    SPOUSE = "SPOUSE"
    CHILD = "CHILD"
    OTHER = "OTHER"
    SEE_FOOTNOTE = "SEE_FOOTNOTE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """The phrase of one row, read.

    Attributes:
        holder_name: name of the holding trust or entity as typed, without lead words; None where
            only its kind is given (``By LLC``) or the holder is a person or an account.
    """

    relation: Relation
    holder_name: str | None


_LEAD = re.compile(
    r"(?:(?:(?:the )?(?:shares|securities|units|options?) )?(?:are |is |were )?"
    r"(?:(?:in)?directly |beneficially )?"
    r"(?:held|owned|owns|through|by and through|by way of|via|by|in|of record)"
    r"(?: (?:of record|directly|indirectly|jointly|solely|as))*"
    r"(?:(?: through| by| in| via)(?= ))*[ :]+)+",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"[,;\s]*[(\[]?\s*(?:please )?(?:see|refer to)?\s*(?:also )?(?:the )?(?:attached )?"
    r"(?:foot ?notes?|notes?|remarks?|explanations?(?: of responses)?|ft?ns?\.?|exhibits?)"
    r"(?:\s*(?:and|to|through|below|above|hereto|in remarks|[#*\d,&.()\[\]:-]+|F\d+|\d+[a-z]))*"
    r"\s*$",
    re.IGNORECASE,
)
_BRACKETED_NUMBERS = re.compile(r"\s*[(\[](?:\d+|F\d+)?(?:\s*,\s*\d+)*[)\]]?\s*$")

_CAPACITY = re.compile(
    r"(?:.*\b(?:co-?)?(?:trustees?|general partner|manager|managing member) (?:of|for|u/)"
    r"|(?:its |a )?wholly[- ]owned subsidiary,?(?: of)?)(?: the)? (?=\w?[A-Z\d])",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(
    r",? (?:(?:of|for) which|whose|as (?:its )?(?:trustee|manager|general partner))\b.*"
    r"|, (?:an?|the|which|where|with) .*",
    re.IGNORECASE,
)

_INTEREST = re.compile(r"\binterests? in\b", re.IGNORECASE)
"""A share in what a vehicle holds: a partner or member who need not control it."""

_KIN_OF = r"(?:(?:my|his|her|the) )?(?:reporting (?:person|owner)['\u2019]?s )?"
_SPOUSE = re.compile(rf"{_KIN_OF}(?:spouse|wife|husband|domestic partner)\b", re.IGNORECASE)
_ANY_SPOUSE = re.compile(r"\b(?:spouse|wife|husband)\b", re.IGNORECASE)
_CHILD = re.compile(
    rf"{_KIN_OF}(?:minor |adult |dependent |step-?)*"
    r"(?:child(?:ren)?|sons?|daughters?|grandchild(?:ren)?|kids)\b"
    r"|.*\b(?:UTMA|UGMA|custodian (?:for|of|u/)|custodial account|uniform (?:gifts|transfers))\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:IRAs?|401[ -]?\(?k\)?|403[ -]?\(?b\)?|401KSOP|Keogh|SEP|[EK]SOP|ESPP|self|myself|direct|"
    r"(?:profit.shar(?:e|ing)|retirement|stock compensation|pension|savings|deferred compensation|"
    r"stock purchase|stock ownership|thrift|employee benefit)(?: and [a-z]+)? "
    r"(?:plan|account|trust|fund)|"
    r"(?:brokerage|retirement|managed|joint) account|nominee|"
    r"deferred compensation|deferral account)\b",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(
    r"\b(?:L\.?L\.?C|L\.?L?\.?L?\.?P|Ltd|Inc|Corp|PLC|GmbH)\b\.?\)?$", re.IGNORECASE
)
_TRUST = re.compile(
    r"\b(?:trusts?|trustees?|GRATs?\d*|C[LR][AU]Ts?|QPRT|SLATs?|GSTs?|unitrusts?|u/a/d|UAD)\b",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"\b(?:L\.?L\.?C|L\.?L?\.?L?\.?P|Ltd|Limited|Inc|Incorporated|Corp|Corporation|Company|Co|"
    r"PLC|GmbH|S\.?[aà]\.?r\.?l|B\.V|N\.V|S\.A|AG|partnerships?|partners|funds?|foundation|"
    r"charit(?:y|able)|vehicles?|entit(?:y|ies)|associates|holdings?|ventures|capital|"
    r"investments?|investors|group|estate|subsidiary|affiliates?|advisors|management|"
    r"sponsor|enterprises|family office|estate planning)\b",
    re.IGNORECASE,
)
_ORDINARY = re.compile(
    r"a|affiliate|affiliated|affiliates|an|and|annuity|as|beneficiary|benefit|by|bypass|"
    r"capital|certain|charitable|charity|child|children|children's|co|co-trustee|"
    r"companies|company|controlled|corp|corporation|c[lr][au]ts?|daughter|daughters|"
    r"dynasty|entities|entity|estate|exempt|families|family|for|foundation|fund|"
    r"funds|general|gift|grandchildren|grantor|grats?\d*|group|gst|held|her|his|"
    r"holding|holdings|husband|in|inc|investment|investments|irrevocable|its|joint|"
    r"l\.l\.c|l\.p|lead|liability|limited|limited-liability|living|llc|llcs|llp|"
    r"lp|lps|ltd|management|marital|my|non-exempt|of|or|other|own|owned|partner|"
    r"partners|partnership|partnerships|person|person's|personal|planning|private|qprt|remainder|"
    r"reporting|separate|shares|"
    r"retained|revocable|see|son|sons|spousal|spouse|subsidiary|the|their|through|"
    r"trust|trustee|trustees|trusts|unitrust|various|vehicle|vehicles|venture|"
    r"wholly|wholly-owned|wife"
)


def parse_nature(text: str) -> Nature:
    """Return the relation a row states, with the holder's name where it gives one.

    Empty text is OTHER: nothing is stated. Pointers to footnotes behind another phrase are
    dropped; alone they are SEE_FOOTNOTE.

    Source:
        Forms 3, 4 and 5, ``ownershipNature/natureOfOwnership`` of a row.
    """
    written = " ".join(text.split())
    phrase = _without_pointer(written)
    if not phrase:
        return Nature(
            relation=Relation.SEE_FOOTNOTE if written else Relation.OTHER, holder_name=None
        )
    lead = _LEAD.match(phrase)
    holder = _holder(phrase[lead.end() :] if lead else phrase)
    relation = _relation(holder)
    named = (
        relation in {Relation.TRUST, Relation.ENTITY}
        and _is_proper(holder)
        and not _INTEREST.search(holder)
    )
    return Nature(relation=relation, holder_name=_without_article(holder) if named else None)


def _without_pointer(text: str) -> str:
    phrase = text
    while (shorter := _BRACKETED_NUMBERS.sub("", _POINTER.sub("", phrase))) != phrase:
        phrase = shorter
    return phrase.strip(" ,;:")


def _holder(phrase: str) -> str:
    """Return who holds, without the capacity before and the description after the name."""
    if not _SPOUSE.match(phrase) and (capacity := _CAPACITY.match(phrase)):
        phrase = phrase[capacity.end() :]
    return _AFTERTHOUGHT.sub("", phrase).strip(" ,;:")


def _relation(holder: str) -> Relation:
    """Return the relation; kin that begin the phrase own what follows (``Spouse's trust``)."""
    if _SPOUSE.match(holder):
        return Relation.SPOUSE
    if _CHILD.match(holder):
        return Relation.CHILD
    for pattern, relation in (
        (_LEGAL_FORM, Relation.ENTITY),
        (_SELF, Relation.SELF_ACCOUNT),
        (_TRUST, Relation.TRUST),
        (_ENTITY, Relation.ENTITY),
        (_ANY_SPOUSE, Relation.SPOUSE),
    ):
        if pattern.search(holder):
            is_account_of_spouse = relation is Relation.SELF_ACCOUNT and _ANY_SPOUSE.search(holder)
            return Relation.SPOUSE if is_account_of_spouse else relation
    return Relation.OTHER


def _is_proper(holder: str) -> bool:
    """Return whether a word beyond the ordinary ones names this holder alone, in capitals."""
    words = re.findall(r"[^\s,;()]+", holder)
    return any(
        _begins(word) and not _ORDINARY.fullmatch(word.lower().strip(".'\u2019")) for word in words
    )


def _begins(word: str) -> bool:
    return bool(re.match(r"\d|\w?[A-Z]", word))


def _without_article(holder: str) -> str:
    return holder.removeprefix("the ")
