"""Families F1 and F2 about owners of an issuer who are not on the filing that names them.

A fund files alone, and the note names its manager, who files on forms of his own. The text is read
with everybody of the issuer whom it may name, as if they filed together, and read anew as more of
them become known.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, EvidenceFamily
from graph_api.domain.names import entity_wordings, parse_person_name, surnames
from graph_api.domain.words import plain_letters
from loaders.evidence import signature, text
from loaders.evidence.guests import may_be_named, words_in
from loaders.evidence.history import History, Sighting
from loaders.evidence.hubs import hubs_from
from loaders.evidence.versions import within

Finder = Callable[[OwnershipFiling, tuple[OwnerAsFiled, ...]], Iterable[Evidence]]
FINDERS: tuple[Finder, ...] = (text.find, signature.find)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign that involves an owner who is not on the filing."""

    item: Evidence
    filing: OwnershipFiling

    @property
    def signer(self) -> Cik | None:
        """Who signs for a vehicle without filing; None where nobody does."""
        signs = self.item.family is EvidenceFamily.SIGNATURE
        present = {owner.cik for owner in self.filing.document.owners}
        return self.item.controller if signs and self.item.controller not in present else None


def find(history: History) -> Iterator[Evidence]:
    """Yield what notes and signatures say about owners who report at the issuer, but not here.

    Known from when the filing and all whom it must tell apart are: a name that comes to mean
    several owners says nothing from then on. Nor does a signer for too many strangers.

    Source:
        ``footnotes/footnote``, ``remarks`` and ``ownerSignature/signatureName``; table C2, F1 and
        F2, and C5.2.
    """
    signs = list(_signs(history))
    hubs = hubs_from(_signings(signs))
    for sign in signs:
        hub_from = OPEN_END if sign.signer is None else hubs.get(sign.signer, OPEN_END)
        yield from within(sign.item, ((sign.item.known_from, hub_from),))


def _signs(history: History) -> Iterator[_Sign]:
    for issuer, group in history.by_issuer.items():
        guests = _Guests(history, history.names_at[issuer])
        for filing in group:
            for item in _versions(history, filing, tuple(guests.named_in(filing))):
                yield _Sign(item, filing)


class _Guests:
    """Owners of one issuer, by words of which a text that names them has one."""

    def __init__(self, history: History, sightings: Sequence[Sighting]) -> None:
        self._sightings = sightings
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, seen in enumerate(sightings):
            words = set()
            if history.is_person(seen.owner):
                words = _words_of_surname(seen.owner.name)
            elif history.is_vehicle(seen.owner):
                words = {max(wording, key=len) for wording in entity_wordings(seen.owner.name)}
            for word in words:
                self._by_word[word].append(index)

    def named_in(self, filing: OwnershipFiling) -> Iterator[Sighting]:
        """Yield who may be named in the filing and does not file it, by first appearance."""
        present = {owner.cik for owner in filing.document.owners}
        words = words_in(filing.document)
        possible = {index for word in words & self._by_word.keys() for index in self._by_word[word]}
        for seen in (self._sightings[index] for index in sorted(possible)):
            if seen.owner.cik not in present and may_be_named(words, seen.owner.name):
                yield seen


def _words_of_surname(name: str) -> set[str]:
    return {
        word
        for surname in surnames(parse_person_name(name))
        for word in (plain_letters(surname).replace(" ", ""), plain_letters(surname).split()[-1])
        if surname
    }


def _versions(
    history: History, filing: OwnershipFiling, named: tuple[Sighting, ...]
) -> Iterator[Evidence]:
    """Yield what the filing says about ``named``, read anew whenever another of them appears."""
    read: dict[str, Evidence] = {}
    appearances = {max(filing.accepted_at, seen.filing.accepted_at) for seen in named}
    for instant in sorted(appearances):
        known = [seen.owner for seen in named if seen.filing.accepted_at <= instant]
        found = _read(history, filing, _longest_names(known))
        now = {item.key: item for item in sorted(found, key=lambda item: item.p)}
        for key, item in list(read.items()):
            if key not in now or replace(now[key], known_from=item.known_from) != item:
                yield replace(read.pop(key), known_to=instant)
        for key, item in now.items():
            read.setdefault(key, replace(item, known_from=instant))
    yield from read.values()


def _longest_names(named: Iterable[OwnerAsFiled]) -> tuple[OwnerAsFiled, ...]:
    """Return each owner once, under the fullest of the names by which the filing may name it."""
    fullest: dict[Cik, OwnerAsFiled] = {}
    for owner in named:
        if owner.cik not in fullest or len(owner.name) > len(fullest[owner.cik].name):
            fullest[owner.cik] = owner
    return tuple(fullest.values())


def _read(
    history: History, filing: OwnershipFiling, guests: tuple[OwnerAsFiled, ...]
) -> Iterator[Evidence]:
    """Yield signs that link a guest with an owner on the filing or with another guest."""
    for finder in FINDERS:
        for item in finder(filing, guests):
            if item.vehicle not in history.persons:
                yield item


def _signings(signs: Iterable[_Sign]) -> Iterator[tuple[Cik, frozenset[Cik], Instant]]:
    """Yield who signs for whom without filing, in the order in which it became known."""
    for sign in sorted(signs, key=lambda sign: (sign.item.known_from, sign.filing.accession)):
        if sign.signer is not None:
            present = (owner.cik for owner in sign.filing.document.owners)
            yield sign.signer, frozenset((sign.item.vehicle, *present)), sign.item.known_from
