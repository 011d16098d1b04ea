"""What a reporting owner is, read from its conformed name by ordered tests.

Role boxes, tax numbers and states of incorporation prove nothing here: trusts are filed with the
boxes of their grantor, funds tick "director", and some natural persons carry a state.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph_api.domain.codes import OwnerKind
from graph_api.domain.given_names import GIVEN_NAMES
from graph_api.domain.names import SUFFIXES, without_disambiguator


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """The kind and the words that decided it, such as ``entity token LLC``."""

    kind: OwnerKind
    reason: str


@lru_cache(maxsize=65_536)
def classify(name: str, *, is_issuer: bool = False) -> Classification:
    """Return the kind of the owner with this conformed name; the first test that speaks decides.

    Args:
        name: as filed or as EDGAR conforms it, in any case.
        is_issuer: the CIK is known as an issuer, which is a corporation whatever its name says.

    Source:
        ``rptOwnerName`` of Forms 3, 4 and 5; rule C1 of the ownership study.
    """
    if is_issuer:
        return _found(OwnerKind.CORP, "known issuer")
    written = _written(name)
    for test in _TESTS:
        answer = test(written)
        if answer is not None:
            return answer
    return _found(OwnerKind.PERSON, "no entity word")


def _found(kind: OwnerKind, reason: str) -> Classification:
    return Classification(kind=kind, reason=reason)


# Undotted SA and NV occur in people's names, so abbreviations are read before their dots go.
_ABBREVIATIONS = (
    (r"(?<![\w.])L\.? ?L\.? ?L\.? ?P\b\.?", "LLLP"),
    (r"(?<![\w.])L\. ?L\. ?C\b\.?|(?<!\w)L L C$", "LLC"),
    (r"(?<![\w.])L\. ?L\. ?P\b\.?", "LLP"),
    (r"(?<![\w.])L\. ?P\b\.?|\bL P$", "LP"),
    (r"(?<![\w.])S\.(?:A|À)\.? ?R\.? ?L\b\.?|(?<![\w.])S\.C\.(?:A|S\.?P)\b\.?", "SARL"),
    (r"(?<![\w.])S\.(?:A|A\.S|P\.A)\b\.?|(?<![\w.])[NB]\.V\b\.?|\bA/S\b", "SA-DOTTED"),
    (r"(?<=TRUST) N\.? ?A\b\.?|(?<=TRUST), N\.? ?A\b\.?", " BANK"),
    (r"\bF/B/O\b", "FBO"),
    (r"\bU/ ?A/ ?D\b|\bU/ ?D/ ?T\b|\bU/ ?A\b", "UAD"),
    (r"\b401 ?\(?K\)?(?!\w)", "401K"),
)


def _written(name: str) -> str:
    """Return the name in capitals, words apart by one blank, abbreviations written one way."""
    text = " ".join(without_disambiguator(name).split())
    for pattern, written in _ABBREVIATIONS:
        text = re.sub(pattern, written, text)
    text = re.sub(r"['\u2019`.]", "", text)
    text = re.sub(r"\bAND\b", "&", text)
    return " ".join(re.sub(r"[^\w&-]+", " ", text).split())


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(' '.join(alternatives).split())})(?!\w)")


_FIRM_AFTER_TRUST = (
    r"(?!\s(?:CO|COMPANY|CORP|CORPORATION|INC|LTD|LIMITED|PLC|LLC|LP|BANK|NATIONAL)\b(?!-))"
)
_PLAN = _words(
    r"ESOP 401K PLAN PROFIT\sSHARING (?:STOCK|SHARE)\sOWNERSHIP RETIREMENT\sSYSTEM",
    r"PENSION\sFUND",
)
_GOVERNMENT = _words(
    r"(?:STATE|COMMONWEALTH|KINGDOM|REPUBLIC|GOVERNMENT|CITY|PROVINCE)\sOF MINISTRY TREASURY",
    r"SOVEREIGN\sWEALTH INVESTMENT\sAUTHORITY PUBLIC\sINVESTMENT\sFUND",
)
_ESTATE = _words(r"ESTATE\sOF (?<!REAL\s)ESTATE$")
_TRUST = _words(
    rf"TRUST{_FIRM_AFTER_TRUST} REVOCABLE IRREVOCABLE GRATS? GST FBO UAD UDT DTD UTMA UGMA",
    r"CUSTODIAN TTEES? TRUSTEE$ TRUSTEE\s(?:OF|FOR|UNDER|UAD)",
    r"(?:FAMILY|LIVING|REV|IRREV|CHILDRENS?|DESCENDANTS|MARITAL|EXEMPT|GIFT|DYNASTY|RESIDUARY)\sTR",
)
_FOUNDATION = _words("FOUNDATION ENDOWMENT STIFTUNG STICHTING")
_MARKERS = (
    (_PLAN, OwnerKind.PLAN, "plan marker"),
    (_GOVERNMENT, OwnerKind.GOV, "public body"),
    (_ESTATE, OwnerKind.ESTATE, "estate marker"),
    (_TRUST, OwnerKind.TRUST, "trust marker"),
    (_FOUNDATION, OwnerKind.FOUNDATION, "foundation marker"),
)

_UNINCORPORATED = {
    "LLC": OwnerKind.LLC,
    "LP": OwnerKind.LP,
    "LLP": OwnerKind.LP,
    "LLLP": OwnerKind.LP,
    "PARTNERSHIP": OwnerKind.LP,
    "KG": OwnerKind.LP,
}
_LEGAL_FORM = _words(
    r"LLC LP LLP LLLP PARTNERSHIP KG$ INC INCORPORATED CORP CORPORATION CO COMPANY LTD LIMITED PLC",
    r"GMBH AG AB$ OY OYJ SA-DOTTED SARL SCSP SAS$ SNC$ SPA$ BV$ PTE PTY BHD ICAV",
)
_FUND = _words(r"FUNDS?(?!\s(?:[IVX]+\s)?(?:GP|MANAGEMENT|MANAGERS?|ADVIS[EO]RS?)\b)")
_PARTNERS = _words("PARTNERS?")
_BUSINESS = _words(
    r"CAPITAL MANAGEMENT MGMT ADVIS[EO]RS HOLDINGS HOLDCO INVESTMENTS? INVESTORS VENTURES?",
    r"ASSOCIATES GROUP BANK BANCORP BANCSHARES SPONSOR ACQUISITION ENTERPRISES PROPERTIES",
    r"SECURITIES INSURANCE ASSURANCE MUTUAL EQUITY ASSETS? NOMINEES TRUSTEES PORTFOLIO",
    r"OPPORTUNIT(?:Y|IES) STRATEGIES RESOURCES INDUSTRIES INTERNATIONAL TECHNOLOG(?:Y|IES)",
    r"PHARMACEUTICALS THERAPEUTICS SYSTEMS SOLUTIONS SERVICES TRADING REALTY REAL\sESTATE",
    r"UNIVERSITY INSTITUTE LABORATORIES ASSOCIATION COMPANIES COOPERATI(?:VE|EF) TRUST GP FUNDS?",
    r"ENERGY HEALTHCARE BIOTECH BIOSCIENCES PHARMA MEDICAL LABS SOFTWARE NETWORKS? MINING",
    r"PETROLEUM STORAGE ETF REIT GLOBAL WORLDWIDE INDUSTRIAL FINANCIAL FINANCE CREDIT LENDING",
    r"SAVINGS FOODS BRANDS MOTORS HOTELS RESTAURANTS ENTERTAINMENT COMMUNICATIONS LOGISTICS",
    r"INFRASTRUCTURE SPV DIGITAL BITCOIN CRYPTO BLOCKCHAIN AGGREGATOR FEEDER OFFSHORE TOPCO MIDCO",
    r"BIDCO BLOCKER BANC-?CORP BANCORPORATION BANQUE BANCO CAISSE FONDS SOCIETE COMPAGNIE GRUPO",
)
_TOKENS = (
    (_FUND, OwnerKind.FUND),
    (_LEGAL_FORM, OwnerKind.CORP),
    (_PARTNERS, OwnerKind.LP),
    (_BUSINESS, OwnerKind.CORP),
)
_ENTITY_WORD = re.compile(
    "|".join(
        pattern.pattern for pattern in (*(row[0] for row in _MARKERS), *(row[0] for row in _TOKENS))
    )
)
_NOT_PERSONAL = _words(r"\w*\d\w* OF FOR THE FAMILY")


def _surname_is_an_entity_word(name: str) -> Classification | None:
    first, *rest = name.split() or [""]
    given = [word for word in rest if len(word) > 1 and word not in SUFFIXES]
    if given and _ENTITY_WORD.fullmatch(first) and all(word in GIVEN_NAMES for word in given):
        return _found(OwnerKind.PERSON, f"given names follow {first}")
    return None


def _ends_in_unincorporated_form(name: str) -> Classification | None:
    last = name.rpartition(" ")[2]
    kind = _UNINCORPORATED.get(last)
    return _found(kind, f"entity token {last}") if kind else None


def _has_marker(name: str) -> Classification | None:
    incorporated = _LEGAL_FORM.fullmatch(name.rpartition(" ")[2])
    for pattern, kind, reason in _MARKERS:
        marker = pattern.search(name)
        # A trust is no corporation; a foundation or plan may be, or be named after one.
        if marker and (not incorporated or kind in {OwnerKind.FOUNDATION, OwnerKind.PLAN}):
            return _found(kind, f"{reason} {marker.group()}")
    return None


def _has_unincorporated_form(name: str) -> Classification | None:
    forms = _LEGAL_FORM.findall(name)
    return _ends_in_unincorporated_form(forms[-1]) if forms else None


def _has_entity_token(name: str) -> Classification | None:
    for pattern, kind in _TOKENS:
        token = pattern.search(name)
        if token:
            return _found(kind, f"entity token {token.group().removesuffix('-DOTTED')}")
    return None


def _joins_two_names(name: str) -> Classification | None:
    left, ampersand, right = (part.strip() for part in name.partition("&"))
    if not ampersand:
        return None
    if (left, right[:3]) == ("MR", "MRS"):
        return _found(OwnerKind.PERSON, "MR & MRS")
    sides = left.split(), right.split()
    if min(map(len, sides)) > 1 and any(sides[0][end] == sides[1][end] for end in (0, -1)):
        return _found(OwnerKind.PERSON, "one surname on both sides of &")
    return _found(OwnerKind.CORP, "ampersand")


def _is_doubtful(name: str) -> Classification | None:
    words = name.split()
    if len(words) < 2:
        return _found(OwnerKind.UNKNOWN, "single word")
    if words[-1] == "HOLDING" and not GIVEN_NAMES.intersection(words):
        return _found(OwnerKind.UNKNOWN, "ends in HOLDING without a given name")
    word = _NOT_PERSONAL.search(name)
    return _found(OwnerKind.UNKNOWN, f"not in personal names: {word.group()}") if word else None


_TESTS = (
    _surname_is_an_entity_word,
    _ends_in_unincorporated_form,
    _has_marker,
    _has_unincorporated_form,
    _has_entity_token,
    _joins_two_names,
    _is_doubtful,
)
