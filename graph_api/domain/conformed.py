"""What EDGAR adds to a name when it conforms it."""

import re

_DISAMBIGUATOR = re.compile(
    r"(?: ?[/\\] ?[A-Z]{2,4} ?[/\\]?| ?\((?:19|20)\d\d\)| \d{5}(?:-\d{4})?|,? ET AL\.?)$"
)


def without_disambiguator(name: str) -> str:
    """Return the name in capitals without what EDGAR adds: ``/DE/``, ``(1962)``, a ZIP, ET AL."""
    text = name.upper().strip()
    while (shorter := _DISAMBIGUATOR.sub("", text)) != text:
        text = shorter
    return text
