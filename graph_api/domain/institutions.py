"""Owners that hold for others by trade: banks, brokers, trust companies."""

import re
from functools import lru_cache

from graph_api.domain.names import without_disambiguator

_TRUST_COMPANY = re.compile(
    r"\bTRUST (?:CO(?:MPANY)?|BANK|CORP(?:ORATION)?|NATIONAL ASSOCIATION|N ?A|SERVICES?)\b(?!-TR)|"
    r"\b(?:FIDUCIARY|TRUSTEES?) (?:CO(?:MPANY)?|SERVICES?|LTD|LIMITED|CORP\w*|LLC|INC)\b(?!-TR)|"
    r"\bBANK(?:ING)? (?:& |AND )?TRUST(?! (?:UAD?|U/A|DTD|FBO)\b)|"
    r"\bTRUST (?:& |AND )(?:BANKING|SAVINGS|SAFE DEPOSIT)\b|"
    r"\bPRIVATE TRUST (?:CORP|LLC|LTD)\b|\bNORTHERN TRUST\b"
)
"""``REALTY TRUST INC`` and its like are companies of their own."""
_BANK_OR_BROKER = re.compile(
    r"\bbank(?:ers|corp)?\b|\bbancorp\w*\b|\bbanc\b|\bn\.\s?a\.?(?!\w)|\bnational association\b|"
    r"\bbrokers?\b|\bbroker-dealer\b|\bsecurities (?:llc|inc|corp|ltd|l\.l\.c)\b|"
    r"\binsurance (?:co|company)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def is_trust_company(name: str) -> bool:
    """Return whether a conformed name is that of a trustee by trade, not of a trust.

    ``DOE FAMILY TRUST CO-TRUSTEE`` names a trust.
    """
    words = re.sub(r"[^\w&/-]+", " ", without_disambiguator(name).replace(".", "")).upper()
    return bool(_TRUST_COMPANY.search(" ".join(words.split())))


def is_institution(name: str) -> bool:
    """Return whether a conformed name is that of a bank, broker, insurer or trust company.

    A surname such as Bank or Banks alone does not make one: kinds tell persons first.
    """
    return is_trust_company(name) or bool(_BANK_OR_BROKER.search(name))
