"""Families F1 and F2 about owners of an issuer who are not on the filing that names them.

A fund files alone, and the note names its manager, who files on forms of his own. Each such guest
is read by itself, so that what is found about a pair never depends on who else files.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.kinds import classify
from graph_api.domain.links import Evidence, EvidenceFamily
from graph_api.domain.names import entity_spans, entity_wordings, parse_person_name, surnames
from graph_api.domain.words import plain_letters
from loaders.evidence import signature, text
from loaders.evidence.guests import may_be_named, words_in
from loaders.evidence.history import History, Sighting
from loaders.evidence.hubs import hubs_from
from loaders.evidence.versions import within

SIGNATURE = EvidenceFamily.SIGNATURE
Finder = Callable[[OwnershipFiling, tuple[OwnerAsFiled, ...]], Iterable[Evidence]]
FINDERS: tuple[Finder, ...] = (text.find, signature.find)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign that involves one owner who is not on the filing."""

    item: Evidence
    guest: OwnerAsFiled
    filing: OwnershipFiling

    @property
    def signer(self) -> Cik | None:
        """The guest, where it signs for a vehicle."""
        is_signer = self.item.controller == self.guest.cik
        return self.guest.cik if is_signer and self.item.family is SIGNATURE else None

    @property
    def other_party(self) -> tuple[str, Cik]:
        """The owner on the filing, and which part it has."""
        if self.item.controller == self.guest.cik:
            return "vehicle", self.item.vehicle
        return "controller", self.item.controller

    @property
    def place(self) -> tuple[object, ...]:
        """What tells signs of one filing apart, whenever they became known."""
        return replace(self.item, known_from=OPEN_END).key, self.guest.cik


def find(history: History) -> Iterator[Evidence]:
    """Yield what notes and signatures say about owners who report at the issuer, but not here.

    Known from when both the filing and the owner are. A name that may mean several such owners
    says nothing from then on, nor does a signer for too many strangers.

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
            yield from _in_filing(history, filing, guests)


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


def _in_filing(history: History, filing: OwnershipFiling, guests: _Guests) -> Iterator[_Sign]:
    """Yield the signs in one filing, each until it is in doubt."""
    found: dict[tuple[object, ...], _Sign] = {}
    for guest in guests.named_in(filing):
        for sign in _read(filing, guest):
            if sign.item.vehicle not in history.persons:
                # An owner may be seen under several names, the first one by which it is found.
                found.setdefault(sign.place, sign)
    for sign in found.values():
        doubts = (other.item.known_from for other in found.values() if _is_as_likely(other, sign))
        until = max(sign.item.known_from, min(doubts, default=OPEN_END))
        yield replace(sign, item=replace(sign.item, known_to=until))


def _read(filing: OwnershipFiling, guest: Sighting) -> Iterator[_Sign]:
    since = max(filing.accepted_at, guest.filing.accepted_at)
    for finder in FINDERS:
        for item in finder(filing, (guest.owner,)):
            if guest.owner.cik in {item.vehicle, item.controller}:
                yield _Sign(replace(item, known_from=since), guest.owner, filing)


def _is_as_likely(other: _Sign, sign: _Sign) -> bool:
    """Return whether the same words may mean another owner of the issuer."""
    one, two = sign.item, other.item
    same_words = (
        (one.family, one.field, one.footnote_id) == (two.family, two.field, two.footnote_id)
        and one.start < two.end
        and two.start < one.end
    )
    return (
        other.guest.cik != sign.guest.cik
        and other.other_party == sign.other_party
        and same_words
        and _are_alike(other.guest.name, sign.guest.name)
    )


def _are_alike(one: str, other: str) -> bool:
    """Return whether one wording may mean both; entities may share a person's surname."""
    if all(classify(name).kind is OwnerKind.PERSON for name in (one, other)):
        return bool(_words_of_surname(one) & _words_of_surname(other))
    return bool(entity_spans(one, other) or entity_spans(other, one))


def _signings(signs: Iterable[_Sign]) -> Iterator[tuple[Cik, frozenset[Cik], Instant]]:
    """Yield who signs for whom without filing, in the order in which it became known."""
    for sign in sorted(signs, key=lambda sign: (sign.item.known_from, sign.filing.accession)):
        if sign.signer is not None:
            owners = frozenset(owner.cik for owner in sign.filing.document.owners)
            yield sign.signer, owners, sign.item.known_from
