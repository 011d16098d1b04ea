"""What is in the picture of one collapse: owners, the links between them, and their issuers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import Limit, LinkState, OwnershipLink
from graph_api.domain.owners import OwnerRoots, is_visible

ALARMS = frozenset(
    {
        Limit.QUARANTINE_CYCLE,
        Limit.QUARANTINE_PERSONS,
        Limit.QUARANTINE_SIZE,
        Limit.QUARANTINE_BRIDGE,
    }
)
"""What holds a link back because its component looks wrong as a whole (specification C5.6)."""

FICTIONAL_CIKS = "0099"
"""What the CIKs of invented owners and issuers begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerShown:
    """A reporting owner in the picture.

    Attributes:
        is_root: the picture is of what counts as this owner.
        issuers: at which it has reported, the latest filing first.
    """

    cik: Cik
    name: str
    kind: OwnerKind
    is_root: bool
    issuers: tuple[Cik, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerShown:
    """An issuer in the picture; ``ticker`` None where none is known."""

    cik: Cik
    name: str
    ticker: str | None

    @property
    def label(self) -> str:
        """The ticker, else the CIK."""
        return self.ticker or self.cik


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The picture of one collapse.

    Attributes:
        subtitle: what is counted, and as of when.
        owners: by CIK.
        links: between them, by key.
        issuers: of all owners, by label.
        weak: how many links between the owners were left out as too weak to be PROBABLE.
        beside: how many PROBABLE ones were left out because others that count lead the same way.
    """

    title: str
    subtitle: str
    owners: tuple[OwnerShown, ...]
    links: tuple[OwnershipLink, ...]
    issuers: tuple[IssuerShown, ...]
    weak: int
    beside: int

    @property
    def is_fictional(self) -> bool:
        """Whether any of it is invented."""
        ciks = [owner.cik for owner in self.owners] + [issuer.cik for issuer in self.issuers]
        return any(cik.startswith(FICTIONAL_CIKS) for cik in ciks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapse:
    """Owners that belong together in one picture.

    Attributes:
        roots: as whom the owner asked for counts.
        owners: everybody below the roots, and whoever else controls one of those.
        links: newest versions at the cut-off between two of the owners, by key.
        weak: how many more there are that are too weak to be PROBABLE.
        beside: how many more there are that are PROBABLE, and would change nothing if they held.
    """

    roots: frozenset[Cik]
    owners: frozenset[Cik]
    links: tuple[OwnershipLink, ...]
    weak: int
    beside: int


def collapse_of(
    owner: Cik,
    roots: OwnerRoots,
    links: Iterable[OwnershipLink],
    *,
    known_at: Instant,
    include_probable: bool = False,
) -> Collapse:
    """Return who belongs in the picture of what ``owner`` counts as.

    Accepted links and those in quarantine lead from one owner to the next; probable ones only
    where they are asked for. Between owners that are in, every link is shown but the weak ones, and
    unless they are asked for, probable ones to somebody whom links that count lead to anyway.

    Args:
        owner: a reporting owner.
        roots: who counts as whom at the cut-off.
        links: every version of every link.
        known_at: the cut-off.
        include_probable: let probable links bring owners in.
    """
    visible = [link for link in links if is_visible(link, known_at)]
    above: dict[Cik, list[Cik]] = defaultdict(list)
    below: dict[Cik, list[Cik]] = defaultdict(list)
    counting: dict[Cik, list[Cik]] = defaultdict(list)
    for link in visible:
        if _leads_on(link, include_probable=include_probable):
            above[link.vehicle].append(link.controller)
            below[link.controller].append(link.vehicle)
        if link.state is LinkState.ACCEPTED:
            counting[link.vehicle].append(link.controller)
    ends = roots.roots(owner)
    tops = _reach({owner, *ends}, above)
    owners = _reach(_reach(tops, below), above)
    between = [link for link in visible if {link.vehicle, link.controller} <= owners]
    weak = {link.key for link in between if link.state is LinkState.WEAK}
    beside = {
        link.key
        for link in between
        if not include_probable
        and link.state is LinkState.PROBABLE
        and link.stopped_by not in ALARMS
        and link.controller in _reach({link.vehicle}, counting)
    }
    shown = [link for link in between if link.key not in weak | beside]
    return Collapse(
        roots=ends,
        owners=owners,
        links=tuple(sorted(shown, key=lambda link: link.key)),
        weak=len(weak),
        beside=len(beside),
    )


def _leads_on(link: OwnershipLink, *, include_probable: bool) -> bool:
    if link.state is LinkState.ACCEPTED or link.stopped_by in ALARMS:
        return True
    return include_probable and link.state is LinkState.PROBABLE


def _reach(starts: Iterable[Cik], following: Mapping[Cik, Sequence[Cik]]) -> frozenset[Cik]:
    found = set(starts)
    waiting = list(found)
    while waiting:
        new = set(following.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return frozenset(found)


def scene_of(
    collapse: Collapse,
    *,
    as_of: str,
    names: Callable[[Cik], str],
    kinds: Callable[[Cik], OwnerKind],
    issuers: Mapping[Cik, Sequence[IssuerShown]],
) -> Scene:
    """Return the picture of a collapse.

    Args:
        collapse: who is in it.
        as_of: words for the cut-off.
        names: owner → its name then.
        kinds: owner → its kind.
        issuers: owner → where it has reported by then, the latest filing first.
    """
    owners = tuple(
        OwnerShown(
            cik=cik,
            name=names(cik),
            kind=kinds(cik),
            is_root=cik in collapse.roots,
            issuers=tuple(issuer.cik for issuer in issuers.get(cik, ())),
        )
        for cik in sorted(collapse.owners)
    )
    seen = {issuer.cik: issuer for cik in collapse.owners for issuer in issuers.get(cik, ())}
    return Scene(
        title=" and ".join(names(cik) for cik in sorted(collapse.roots)),
        subtitle=f"{', '.join(f'bo:{cik}' for cik in sorted(collapse.roots))}, {as_of}",
        owners=owners,
        links=collapse.links,
        issuers=tuple(sorted(seen.values(), key=lambda issuer: (issuer.label, issuer.cik))),
        weak=collapse.weak,
        beside=collapse.beside,
    )
