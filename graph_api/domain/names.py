"""Names as EDGAR conforms them, and where a text names the same person or entity.

Parsed names serve comparison only: the identity of an owner is its CIK.
"""

from graph_api.domain.conformed import without_disambiguator
from graph_api.domain.entity_names import entity_spans, entity_wordings
from graph_api.domain.personal_names import (
    SUFFIXES,
    PersonName,
    mentions,
    parse_person_name,
    surnames,
)

__all__ = [
    "SUFFIXES",
    "PersonName",
    "entity_spans",
    "entity_wordings",
    "mentions",
    "parse_person_name",
    "surnames",
    "without_disambiguator",
]
