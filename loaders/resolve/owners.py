"""What all filings together say of each owner and issuer: names, kinds, roots, relationships."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph_api.domain.codes import InsiderRole, OwnerKind
from graph_api.domain.derived import InsiderOf, IssuerState, OwnerState, ResolvesTo
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.kinds import Classification, classify
from graph_api.domain.links import LinkState, OwnershipLink
from graph_api.domain.overrides import Override, OverrideOp
from graph_api.domain.owners import OwnerRoots
from graph_api.domain.roles import roles_of
from loaders.resolve.amendments import order
from loaders.resolve.joining import joined
from loaders.resolve.replay import replay


def owner_states(
    filings: Sequence[OwnershipFiling], overrides: Iterable[Override] = ()
) -> tuple[OwnerState, ...]:
    """Return every reporting owner, by CIK, with its names over time and its kind.

    The kind is what a decision says (``set_kind``), else what the newest name says. It does not
    vary with the cut-off, so neither does such a decision.
    """
    # Where the shipped list says the same, the user's own words are shown.
    ordered = sorted(overrides, key=lambda override: (not override.shipped, override.key))
    decided = {o.a: o for o in ordered if o.op is OverrideOp.SET_KIND}
    names: dict[Cik, list[tuple[str, Instant]]] = defaultdict(list)
    issuers = {filing.document.issuer.cik for filing in filings}
    for filing in sorted(filings, key=order):
        for owner in filing.document.owners:
            _extend(names[owner.cik], owner.name, filing.accepted_at)
    return tuple(
        OwnerState(
            cik=cik,
            kind=(found := _kind(history[-1][0], cik in issuers, decided.get(cik))).kind,
            kind_reason=found.reason,
            names=tuple(history),
        )
        for cik, history in sorted(names.items())
    )


def _kind(name: str, is_issuer: bool, decided: Override | None) -> Classification:
    if decided is not None and decided.kind is not None:
        return Classification(kind=decided.kind, reason=f"override: {decided.reason}")
    return classify(name, is_issuer=is_issuer)


def persons_among(owners: Iterable[OwnerState]) -> frozenset[Cik]:
    """Return the CIKs of the natural persons."""
    return frozenset(owner.cik for owner in owners if owner.kind is OwnerKind.PERSON)


def _extend(history: list[tuple[str, Instant]], name: str, instant: Instant) -> None:
    """Add ``name`` where it is news; of names accepted at one instant the last one stands."""
    if history and history[-1][1] == instant:
        history.pop()
    if not history or history[-1][0] != name:
        history.append((name, instant))


def issuer_states(filings: Sequence[OwnershipFiling]) -> tuple[IssuerState, ...]:
    """Return every issuer, by CIK, with its names and symbols over time."""
    names: dict[Cik, list[tuple[str, str | None, Instant]]] = defaultdict(list)
    for filing in sorted(filings, key=order):
        issuer, history = filing.document.issuer, names[filing.document.issuer.cik]
        if history and history[-1][2] == filing.accepted_at:
            history.pop()
        if not history or history[-1][:2] != (issuer.name, issuer.symbol):
            history.append((issuer.name, issuer.symbol, filing.accepted_at))
    return tuple(
        IssuerState(cik=cik, names=tuple(history)) for cik, history in sorted(names.items())
    )


def insider_of(filings: Sequence[OwnershipFiling]) -> tuple[InsiderOf, ...]:
    """Return one aggregated edge for each owner and issuer, by both CIKs."""
    groups: dict[tuple[Cik, Cik], list[OwnershipFiling]] = defaultdict(list)
    for filing in filings:
        for cik in {owner.cik for owner in filing.document.owners}:
            groups[cik, filing.document.issuer.cik].append(filing)
    return tuple(_relation(pair, group) for pair, group in sorted(groups.items()))


def _relation(pair: tuple[Cik, Cik], filings: Sequence[OwnershipFiling]) -> InsiderOf:
    roles = {
        role
        for filing in filings
        for owner in filing.document.owners
        if owner.cik == pair[0]
        for role in roles_of(owner)
    }
    days = [filing.filed_on for filing in filings]
    return InsiderOf(
        owner=pair[0],
        issuer=pair[1],
        filings=len(filings),
        first=min(days),
        last=max(days),
        roles=tuple(role for role in InsiderRole if role in roles),
    )


def resolves_to(
    owners: Sequence[OwnerState], links: Sequence[OwnershipLink]
) -> tuple[ResolvesTo, ...]:
    """Return who counts as whom by accepted links, as versions, by (owner, root, known from).

    Validity in time is left to the reader: a control that has ended still resolves here.
    """
    persons = persons_among(owners)
    first_seen = {owner.cik: owner.names[0][1] for owner in owners}
    accepted = [link for link in links if link.state is LinkState.ACCEPTED]
    edges = [
        edge
        for ciks, component in components(first_seen, accepted)
        for edge in _replay_roots(ciks, first_seen, persons, component)
    ]
    return tuple(sorted(edges, key=lambda edge: (edge.owner, edge.root, edge.known_from)))


def components(
    ciks: Iterable[Cik], links: Sequence[OwnershipLink]
) -> Iterator[tuple[tuple[Cik, ...], tuple[OwnershipLink, ...]]]:
    """Yield sets of owners connected by any version of any link, with those links."""
    above: dict[Cik, list[OwnershipLink]] = defaultdict(list)
    for link in links:
        above[link.vehicle].append(link)
    for group in joined(ciks, ((link.vehicle, link.controller) for link in links)):
        members = tuple(sorted(group))
        yield members, tuple(link for cik in members for link in above[cik])


def _replay_roots(
    ciks: Sequence[Cik],
    first_seen: Mapping[Cik, Instant],
    persons: frozenset[Cik],
    links: Sequence[OwnershipLink],
) -> Iterator[ResolvesTo]:
    def state_at(instant: Instant) -> dict[tuple[Cik, Cik], None]:
        roots = OwnerRoots(links, persons=persons, known_at=instant)
        return {
            (cik, root): None
            for cik in ciks
            if first_seen[cik] <= instant
            for root in roots.roots(cik)
        }

    ends = {instant for link in links for instant in (link.known_from, link.known_to)}
    instants = (*(first_seen[cik] for cik in ciks), *ends - {OPEN_END})
    for version in replay(instants, state_at):
        yield ResolvesTo(
            owner=version.key[0],
            root=version.key[1],
            known_from=version.known_from,
            known_to=version.known_to,
        )
