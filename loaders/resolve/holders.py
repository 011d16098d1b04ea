"""Which owner or unfiled vehicle holds the position of a row, where the row says so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph_api.domain.codes import OwnershipForm
from graph_api.domain.derived import HeldBy, Holder
from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling, ReportedRow
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.names import without_disambiguator
from loaders.evidence.nature import Relation
from loaders.resolve.amendments import order
from loaders.resolve.attribution import HolderTexts, is_entity, is_person, nature_of
from loaders.resolve.descriptions import normalise
from loaders.resolve.joining import joined
from loaders.resolve.replay import Version, replay

_Place = tuple[Cik, Cik]
_Held = tuple[Cik | None, str | None]


@dataclass(frozen=True, slots=True)
class ResolvedHolders:
    """Holders that do not file, and who holds which row."""

    holders: tuple[Holder, ...]
    held_by: tuple[HeldBy, ...]

    def owners_by_row(self) -> dict[RowKey, tuple[Cik, ...]]:
        """Return row → reporting owners to whom it is attributed at any time."""
        found: dict[RowKey, tuple[Cik, ...]] = {}
        for edge in self.held_by:
            if edge.owner is not None:
                found[edge.row] = (*found.get(edge.row, ()), edge.owner)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """A row that names a vehicle which does not file on its form."""

    row: RowKey
    name: str
    reporter: Cik
    issuer: Cik
    known_from: Instant

    @property
    def place(self) -> _Place:
        """Whose name for it this is, and at which issuer."""
        return self.reporter, self.issuer


class _Known:
    """From when on owners are known at an issuer by a name, and to file together."""

    def __init__(self, filings: Iterable[OwnershipFiling]) -> None:
        self.bearers: dict[tuple[Cik, str], dict[Cik, Instant]] = defaultdict(dict)
        self._together: dict[Cik, dict[Cik, Instant]] = defaultdict(dict)
        for filing in filings:
            document, instant = filing.document, filing.accepted_at
            for owner in document.owners:
                if not is_person(owner.name):
                    place = document.issuer.cik, conformed(owner.name)
                    self.bearers[place].setdefault(owner.cik, instant)
                if len(document.owners) > 1:
                    for other in document.owners:
                        self._together[owner.cik].setdefault(other.cik, instant)

    def together(self, ciks: Iterable[Cik]) -> dict[tuple[Cik, Cik], Instant]:
        """Return the pairs among ``ciks`` that file together, and from when on."""
        some = set(ciks)
        return {
            (one, other): instant
            for one in some
            for other, instant in self._together.get(one, {}).items()
            if other in some and one < other
        }


def resolve_holders(filings: Iterable[OwnershipFiling]) -> ResolvedHolders:
    """Attribute rows to holders, abstaining where a joint form does not say whose row it is.

    A vehicle belongs to the reporter who names it. It is the same as another reporter's of that
    name once the two have filed together, and is no vehicle but a reporting owner once exactly
    one owner of that name has filed about the same issuer.

    Returns:
        Holders by key (their name as first accepted), edges by row.
    """
    edges: list[HeldBy] = []
    namings: dict[str, list[_Naming]] = defaultdict(list)
    in_order = sorted(filings, key=order)
    for filing in in_order:
        for row, held in _rows_held(filing):
            if isinstance(held, _Naming):
                namings[normalise(held.name)].append(held)
            else:
                edges.append(
                    HeldBy(
                        row=row,
                        owner=held,
                        holder=None,
                        known_from=filing.accepted_at,
                        known_to=OPEN_END,
                    )
                )
    known = _Known(in_order) if namings else _Known(())
    holders: dict[str, Holder] = {}
    for name, group in namings.items():
        found = tuple(_resolve_name(name, group, known))
        edges += found
        first = {naming.reporter: naming for naming in reversed(group)}
        for key in sorted({edge.holder for edge in found if edge.holder is not None}):
            reporter = Cik(key.partition("|")[0])
            holders[key] = Holder(key=key, reporter=reporter, name=first[reporter].name)
    return ResolvedHolders(
        tuple(sorted(holders.values(), key=lambda holder: holder.key)),
        tuple(sorted(edges, key=lambda edge: (edge.row, edge.known_from))),
    )


def _rows_held(filing: OwnershipFiling) -> Iterator[tuple[RowKey, Cik | _Naming]]:
    texts = HolderTexts(filing.document)
    for row in (*filing.document.transactions, *filing.document.holdings):
        held = _sole_owner(row, filing.document.owners) or _named(row, filing, texts)
        if held is not None:
            yield row.key, held


def _sole_owner(row: ReportedRow, owners: Sequence[OwnerAsFiled]) -> Cik | None:
    """Return the only owner of the form where the row is that owner's own."""
    if len(owners) > 1:
        return None
    direct = row.ownership_form.value is OwnershipForm.DIRECT
    nature = nature_of(row.nature_of_ownership.value)
    return owners[0].cik if direct or nature.relation is Relation.SELF_ACCOUNT else None


def _named(row: ReportedRow, filing: OwnershipFiling, texts: HolderTexts) -> Cik | _Naming | None:
    """Return the owner or the vehicle that the row names."""
    named = texts.named(row)
    if named is None or named.cik is not None:
        return named.cik if named else None
    owners = filing.document.owners
    # A name that fits several co-filers is theirs, though it is not known whose.
    theirs = any(is_entity(named.name, owner.name) for owner in owners)
    indirect = row.ownership_form.value is OwnershipForm.INDIRECT
    if theirs or not indirect or not normalise(named.name):
        return None
    return _Naming(
        row=row.key,
        name=named.name,
        reporter=_reporter(owners),
        issuer=filing.document.issuer.cik,
        known_from=filing.accepted_at,
    )


def _reporter(owners: Sequence[OwnerAsFiled]) -> Cik:
    """Return the owner to whom a named vehicle belongs: the only person, else the lowest CIK."""
    persons = [owner.cik for owner in owners if is_person(owner.name)]
    return persons[0] if len(persons) == 1 else min(owner.cik for owner in owners)


def _resolve_name(name: str, group: Sequence[_Naming], known: _Known) -> Iterator[HeldBy]:
    """Yield the versions of who holds each row that names a vehicle by ``name``.

    Args:
        name: normalised.
        group: the rows, in replay order.
        known: of all filings.
    """
    versions: dict[_Place, list[Version[_Place, _Held]]] = defaultdict(list)
    for version in _places_held(name, group, known):
        versions[version.key].append(version)
    for naming in group:
        for version in versions[naming.place]:
            if version.known_to > naming.known_from:
                owner, holder = version.content
                yield HeldBy(
                    row=naming.row,
                    owner=owner,
                    holder=holder,
                    known_from=max(version.known_from, naming.known_from),
                    known_to=version.known_to,
                )


def _places_held(
    name: str, group: Sequence[_Naming], known: _Known
) -> Iterator[Version[_Place, _Held]]:
    """Yield who holds what a reporter calls ``name`` at an issuer, whenever that changes."""
    first_named: dict[_Place, Instant] = {}
    for naming in group:
        first_named.setdefault(naming.place, naming.known_from)
    pairs = known.together({reporter for reporter, _ in first_named})
    bearers = {issuer: known.bearers.get((issuer, _bare(name)), {}) for _, issuer in first_named}

    def state_at(instant: Instant) -> Mapping[_Place, _Held]:
        seen = [place for place, since in first_named.items() if since <= instant]
        namers = dict.fromkeys(reporter for reporter, _ in seen)
        together = (p for p, since in pairs.items() if since <= instant and namers.keys() >= {*p})
        # Reporters stand in the order in which they first used the name.
        first = {cik: members[0] for members in joined(namers, together) for cik in members}
        owners = {
            issuer: [cik for cik, since in found.items() if since <= instant]
            for issuer, found in bearers.items()
        }
        return {
            (reporter, issuer): (owners[issuer][0], None)
            if len(owners[issuer]) == 1
            else (None, f"{first[reporter]}|{name}")
            for reporter, issuer in seen
        }

    instants = {*first_named.values(), *pairs.values()}
    instants |= {since for found in bearers.values() for since in found.values()}
    return replay(instants, state_at)


@lru_cache(maxsize=65_536)
def conformed(name: str) -> str:
    """Return an owner's conformed name as it compares with one that a row names."""
    return _bare(normalise(without_disambiguator(name)))


def _bare(name: str) -> str:
    return name.removeprefix("THE ")
