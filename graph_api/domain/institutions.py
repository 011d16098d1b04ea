"""Owners that hold for others by trade: banks, brokers, trust companies."""

import re

_TRUST_COMPANY = re.compile(
    r"\btrust (?:co(?!-tr)|company|bank|corp|corporation|services?)\b|\btrust,? n\.?\s?a\b|"
    r"\b(?:fiduciary|trustees?) (?:company|services?|ltd|limited|corp\w*|llc|inc)\b|"
    r"\b(?:state street|northern trust|bank)\b.*\btrust\b",
    re.IGNORECASE,
)
_BANK_OR_BROKER = re.compile(
    r"\bbank(?:ers|corp)?\b|\bbancorp\w*\b|\bbanc\b|\bn\.\s?a\.?(?!\w)|\bnational association\b|"
    r"\bbrokers?\b|\bbroker-dealer\b|\bsecurities (?:llc|inc|corp|ltd|l\.l\.c)\b|"
    r"\binsurance (?:co|company)\b",
    re.IGNORECASE,
)


def is_trust_company(name: str) -> bool:
    """Return whether a conformed name is that of a trustee by trade, not of a trust.

    ``DOE FAMILY TRUST CO-TRUSTEE`` names a trust.
    """
    return bool(_TRUST_COMPANY.search(name))


def is_institution(name: str) -> bool:
    """Return whether a conformed name is that of a bank, broker, insurer or trust company.

    A surname such as Bank or Banks alone does not make one: kinds tell persons first.
    """
    return is_trust_company(name) or bool(_BANK_OR_BROKER.search(name))
