"""The graph → what its decisions do, and whether new ones fit its owners."""

from collections.abc import Iterable, Sequence

from graph_api.bolt.connection import Graph
from graph_api.cypher import statement
from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.kinds import classify
from graph_api.domain.overrides import Override, OverrideOp
from graph_api.store.directory import LATEST, Directory
from graph_api.store.snapshot import read_revision, read_snapshot
from loaders.overrides.effects import Facts

_ABOUT_TRADES = frozenset({OverrideOp.SAME_TRADE, OverrideOp.NOT_SAME_TRADE})


async def facts_about(graph: Graph, overrides: Sequence[Override]) -> Facts:
    """Return what the graph says now of the owners and rows that decisions name."""
    snapshot = await read_snapshot(graph, await read_revision(graph))
    about_trades = [override for override in overrides if override.op in _ABOUT_TRADES]
    about_owners = [override for override in overrides if override.op not in _ABOUT_TRADES]
    rows = await graph.read(
        statement("read/transactions"), keys=sorted(_ends(about_trades)), knownAt=LATEST
    )
    return Facts(
        links=snapshot.links,
        persons=snapshot.directory.persons,
        owners={cik: owner.names[-1] for cik, owner in snapshot.directory.owners.items()},
        issuers=frozenset(cik for cik, one in snapshot.directory.issuers.items() if one.names),
        kinds=_kinds(snapshot.directory, _ends(about_owners)),
        trades={
            RowKey(str(row["key"])): RowKey(str(row["trade"]["tradeId"]))
            for row in rows
            if isinstance(row["trade"], dict)
        },
    )


def _ends(overrides: Iterable[Override]) -> set[str]:
    return {end for override in overrides for end in (override.a, override.b) if end}


def _kinds(directory: Directory, named: Iterable[str]) -> dict[Cik, OwnerKind]:
    """Return the kinds of owners as their newest names tell them, whatever was decided."""
    kinds = {}
    for cik in map(Cik, named):
        if cik in directory.owners:
            issuer = directory.issuers.get(cik)
            files_as_issuer = issuer is not None and bool(issuer.names)
            name = directory.owners[cik].names[-1]
            kinds[cik] = classify(name, is_issuer=files_as_issuer).kind
    return kinds
