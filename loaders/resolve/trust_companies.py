"""Trust companies: they hold and file for others, and are no owner beside one (C5.8)."""

import re
from functools import lru_cache

from graph_api.domain.names import without_disambiguator

_TRUST_COMPANY = re.compile(
    r"\bTRUST (?:CO(?:MPANY)?|BANK|NATIONAL ASSOCIATION|N ?A|SERVICES)\b(?!-TR)"
    r"|\bBANK(?:ING)? (?:& |AND )?TRUST(?! (?:UAD?|U/A|DTD|FBO)\b)"
    r"|\bTRUST (?:& |AND )(?:BANKING|SAVINGS|SAFE DEPOSIT)\b|\bPRIVATE TRUST (?:CORP|LLC|LTD)\b"
)
"""``REALTY TRUST INC`` and its like are companies of their own."""


@lru_cache(maxsize=65_536)
def is_trust_company(name: str) -> bool:
    """Return whether an owner of this conformed name is a trust company, and not a trust."""
    words = re.sub(r"[^\w&/-]+", " ", without_disambiguator(name).replace(".", ""))
    return bool(_TRUST_COMPANY.search(" ".join(words.split())))
