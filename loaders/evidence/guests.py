"""Which owners of an issuer may be named in a filing in which they do not file."""

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnershipDocument
from graph_api.domain.kinds import classify
from graph_api.domain.legal_forms import comparable
from graph_api.domain.names import entity_wordings, parse_person_name, surnames
from graph_api.domain.words import plain_letters, words_of
from loaders.evidence.reading import notes_of, signatures_of


def words_in(document: OwnershipDocument) -> frozenset[str]:
    """Return the words of footnotes, remarks and signatures, as names are compared.

    Source:
        ``footnotes/footnote``, ``remarks`` and ``ownerSignature/signatureName``.
    """
    texts = (notes_of(document).text, signatures_of(document).text)
    return frozenset(word for text in texts for word in _words_of(text))


def _words_of(text: str) -> Iterator[str]:
    """Yield the words, and pairs that may be one name typed apart (``O Keefe``)."""
    for words in (words_of(text), comparable(text)):
        yield from words.at
        yield from map("".join, pairwise(words.word))


def may_be_named(filing_words: AbstractSet[str], owner_name: str) -> bool:
    """Return whether a text of these words may name the owner; False is certain.

    Args:
        filing_words: as ``words_in`` returns them.
        owner_name: as filed or as EDGAR conforms it.
    """
    kind = classify(owner_name).kind
    if kind in {OwnerKind.PERSON, OwnerKind.UNKNOWN} and _has_surname(filing_words, owner_name):
        return True
    if kind is OwnerKind.PERSON:
        return False
    return any(_all_in(words, filing_words) for words in entity_wordings(owner_name))


def _has_surname(filing_words: AbstractSet[str], owner_name: str) -> bool:
    possible = (plain_letters(surname) for surname in surnames(parse_person_name(owner_name)))
    return any(
        surname.replace(" ", "") in filing_words or _all_in(surname.split(), filing_words)
        for surname in possible
    )


def _all_in(words: Collection[str], filing_words: AbstractSet[str]) -> bool:
    return bool(words) and filing_words >= set(words)
