"""Who controls the vehicles that rows name and that do not file: told, and never counted.

Each is read as if it filed beside whoever names it: the same signs, weighed alike. No such link
meets those between reporting owners, so no count depends on one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnerAsFiled, OwnershipDocument, OwnershipFiling
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.kinds import classify
from graph_api.domain.links import Evidence, OwnershipLink
from graph_api.domain.names import entity_wordings
from graph_api.domain.words import plain_letters
from loaders.evidence import holder_text, own_name, signature, text
from loaders.evidence.absent import Finder
from loaders.evidence.history import History, Sighting, reporters
from loaders.evidence.reading import notes_of, signatures_of
from loaders.evidence.versions import Interval, strongest, within
from loaders.resolve.guards import Guards
from loaders.resolve.holders import ResolvedHolders
from loaders.resolve.links import resolve_links


@dataclass(frozen=True, slots=True)
class HolderLinks:
    """Signs of who controls holders, by key, and the links that follow, by holder."""

    evidence: tuple[Evidence, ...] = ()
    links: tuple[OwnershipLink, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """A vehicle that a filing names, and which holder that is when.

    ``guest`` has the name in the place of a CIK; ``keys`` are those of the holder.
    """

    guest: OwnerAsFiled
    filing: OwnershipFiling
    keys: tuple[tuple[str, Interval], ...]

    def of_holder(self, item: Evidence) -> Iterator[Evidence]:
        """Yield a sign about the name as one about the holder, while it is that one."""
        if item.controller in {owner.cik for owner in reporters(self.filing)}:
            for key, known in self.keys:
                yield from within(replace(item, vehicle=Cik(key)), (known,))


def resolve_holder_links(history: History, holders: ResolvedHolders, guards: Guards) -> HolderLinks:
    """Return what the filings that name holders tell of who controls them.

    The controllers are reporting owners of these filings. Text, signatures, names and the rows
    themselves tell; who does not file has no address, and no forms to compare.

    Args:
        history: all filings.
        holders: those of these filings.
        guards: from when on whom ordinary evidence says little of.

    Source:
        Specification C1 (holders without CIK) and C2.
    """
    names, keys = {holder.key: holder.name for holder in holders.holders}, _keys(holders)
    named = [item for filing in history.filings for item in _named(filing, names, keys)]
    if not named:
        return HolderLinks()
    signs = (*_stated(named), *strongest(_by_name(history, named)))
    evidence = {item.key: item for item in sorted(signs, key=lambda item: item.p)}
    by_holder: dict[Cik, list[Evidence]] = defaultdict(list)
    for key in sorted(evidence):
        by_holder[evidence[key].vehicle].append(evidence[key])
    return HolderLinks(
        evidence=tuple(evidence[key] for key in sorted(evidence)),
        # Each by itself: that many lead to one person is no alarm, for they join nobody.
        links=tuple(
            link
            for holder in sorted(by_holder)
            for link in resolve_links(by_holder[holder], guards, persons=history.persons)
        ),
    )


def _keys(holders: ResolvedHolders) -> Mapping[RowKey, Sequence[tuple[str, Interval]]]:
    """Return row → the keys of the holder that it names, each with when it is that one."""
    found: dict[RowKey, list[tuple[str, Interval]]] = defaultdict(list)
    for edge in holders.held_by:
        if edge.holder is not None:
            found[edge.row].append((edge.holder, (edge.known_from, edge.known_to)))
    return found


def _named(
    filing: OwnershipFiling,
    names: Mapping[str, str],
    keys: Mapping[RowKey, Sequence[tuple[str, Interval]]],
) -> Iterator[_Named]:
    """Yield each vehicle once that rows of the filing name."""
    found: dict[str, Sequence[tuple[str, Interval]]] = {}
    for row in (*filing.document.transactions, *filing.document.holdings):
        if row.key in keys:
            found.setdefault(keys[row.key][0][0], keys[row.key])
    for key, versions in found.items():
        if classify(names[key]).kind is not OwnerKind.PERSON:
            guest = OwnerAsFiled(cik=Cik(f"?{key.partition('|')[2]}"), name=names[key])
            yield _Named(guest, filing, tuple(versions))


def _stated(named: Iterable[_Named]) -> Iterator[Evidence]:
    """Yield what notes, signatures and rows say of the vehicles that their filing names."""
    by_filing: dict[str, list[_Named]] = defaultdict(list)
    for item in named:
        by_filing[item.filing.accession].append(item)
    for group in by_filing.values():
        filing, guests = group[0].filing, tuple(item.guest for item in group)
        by_name = {item.guest.cik: item for item in group}
        for find in _finders(filing.document, guests):
            for sign in find(filing, guests):
                if sign.vehicle in by_name:
                    yield from by_name[sign.vehicle].of_holder(sign)


def _finders(document: OwnershipDocument, guests: Iterable[OwnerAsFiled]) -> Iterator[Finder]:
    """Yield the families whose texts may name one of ``guests``; rows do."""
    words = [max(words, key=len) for guest in guests for words in entity_wordings(guest.name)]
    yield holder_text.find
    for read, find in ((notes_of, text.find), (signatures_of, signature.find)):
        written = plain_letters(read(document).text)
        if any(word in written for word in words):
            yield find


def _by_name(history: History, named: Sequence[_Named]) -> Iterator[Evidence]:
    """Yield what the names of vehicles say of those who name them."""
    first: dict[Cik, dict[Cik, Sighting]] = defaultdict(dict)
    namings: dict[tuple[Cik, Cik], list[_Named]] = defaultdict(list)
    for item in named:
        issuer = item.filing.document.issuer.cik
        first[issuer].setdefault(item.guest.cik, Sighting(item.guest, item.filing))
        namings[issuer, item.guest.cik].append(item)
    issuers = {filing.accession: filing.document.issuer.cik for filing in history.filings}
    vehicles = {issuer: tuple(seen.values()) for issuer, seen in first.items()}
    for sign in own_name.find(history, vehicles):
        assert sign.accession is not None  # noqa: S101 - names are read in filings
        for item in namings[issuers[sign.accession], sign.vehicle]:
            yield from item.of_holder(sign)
