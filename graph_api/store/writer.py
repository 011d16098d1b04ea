"""Domain objects in, batches out: the only way anything is written to the graph."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from graph_api.bolt.connection import Graph, Row, Step
from graph_api.cypher import statement
from graph_api.domain.codes import OwnerKind
from graph_api.domain.derived import Derived
from graph_api.domain.filing import OwnershipFiling, ReportedRow
from graph_api.domain.kinds import classify
from graph_api.store.derived_rows import Identity, Kind, issuer_properties, kinds, owner_properties
from graph_api.store.merging import Merged, MergePlan, distinct, plan_merge
from graph_api.store.rows import (
    Properties,
    filing_properties,
    reported_by_properties,
    row_properties,
)

T = TypeVar("T")

BATCH_FILINGS, BATCH_ROWS, BATCH_TEXT = 1_000, 5_000, 3_000_000
"""Most filings, rows and characters of notes in one transaction; a Bolt message has a limit."""

BATCH_DERIVED = 5_000
"""Derived records in one transaction."""

Progress = Callable[[str, int, int], None]
"""Called with a stage, what is done and what there is to do."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


class Renewable(Protocol):
    """What must be renewed while writing goes on."""

    async def renew(self) -> None: ...


def batches(filings: Iterable[OwnershipFiling]) -> Iterator[list[OwnershipFiling]]:
    """Yield filings in batches that fit one transaction."""
    batch: list[OwnershipFiling] = []
    rows = text = 0
    for filing in filings:
        batch.append(filing)
        rows += len(filing.document.transactions) + len(filing.document.holdings)
        text += sum(len(note.text) for note in filing.document.footnotes)
        if len(batch) >= BATCH_FILINGS or rows >= BATCH_ROWS or text >= BATCH_TEXT:
            yield batch
            batch, rows, text = [], 0, 0
    if batch:
        yield batch


class GraphWriter:
    """Writes filed facts and derived ones. Idempotent: what is there already changes nothing."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def merge(self, filings: Sequence[OwnershipFiling]) -> Merged:
        """Store one batch in one transaction and say what was news."""
        incoming, conflicting = distinct(filings)
        states = await self._graph.read(statement("read/filing_states"), keys=list(incoming))
        stored = {str(row["accession"]): row for row in states}
        plan = plan_merge(incoming.values(), stored, conflicting)
        if plan.create or plan.improve:
            await self._graph.write(_steps(plan))
        return plan.merged

    async def derive(
        self,
        derived: Derived,
        *,
        rebuild: bool = False,
        progress: Progress = no_progress,
        lease: Renewable | None = None,
    ) -> int:
        """Make the derived part of the graph equal to ``derived``; return how much changed.

        Only differences are written. With ``rebuild`` everything is taken out first.
        """
        found = kinds(derived)
        changed = 0
        present: dict[str, set[Identity]] = {}
        for kind in reversed(found):
            stored = await self._stored(kind)
            wanted = {record.identity for record in kind.records}
            stale = stored if rebuild else {i: r for i, r in stored.items() if i not in wanted}
            if kind.removable:
                await self._write(f"{kind.name}_remove", list(stale.values()))
                changed += len(stale)
            present[kind.name] = set(stored) - set(stale)
        # What goes takes its edges along, those that another kind has found to be right included.
        if changed:
            present = {kind.name: set(await self._stored(kind)) for kind in found}
        for done, kind in enumerate(found):
            progress(f"write {kind.name.replace('_', ' ')}", done, len(found))
            changed += await self._create(kind, present[kind.name])
            if lease is not None:
                await lease.renew()
        for unlabel in ("derived/persons_unlabel", "derived/vehicles_unlabel"):
            await self._graph.write([(statement(unlabel), {})])
        progress("write", len(found), len(found))
        return changed

    async def _stored(self, kind: Kind) -> dict[Identity, Row]:
        rows = await self._graph.read(statement(f"derived/{kind.name}_current"))
        return {kind.identity_of(row): row for row in rows}

    async def _create(self, kind: Kind, present: set[Identity]) -> int:
        missing = [record for record in kind.records if record.identity not in present]
        by_statement: dict[str, list[Row]] = defaultdict(list)
        for record in missing:
            name = kind.create(record) if kind.create else f"{kind.name}_create"
            by_statement[name].append(record.row)
        for name, rows in by_statement.items():
            await self._write(name, rows)
        return len(missing)

    async def _write(self, name: str, rows: Sequence[Row]) -> None:
        """Write rows in batches, each a transaction of its own: every one leaves a valid graph."""
        for part in chunks(rows, BATCH_DERIVED):
            await self._graph.write([(statement(f"derived/{name}"), {"rows": part})])


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield ``items`` in order, ``size`` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _steps(plan: MergePlan) -> list[Step]:
    steps: list[tuple[str, list[Properties]]] = [
        ("create_issuers", _issuers(plan.create)),
        ("create_persons", _owners(plan.create, persons=True)),
        ("create_vehicles", _owners(plan.create, persons=False)),
        ("create_filings", [_filing(filing) for filing in plan.create]),
        ("create_transactions", _rows(plan.create, lambda f: f.document.transactions)),
        ("create_holdings", _rows(plan.create, lambda f: f.document.holdings)),
        ("improve_filings", list(plan.improve)),
    ]
    written: list[Step] = [
        (statement(f"write/{name}"), {"rows": rows}) for name, rows in steps if rows
    ]
    if plan.remove:
        written.insert(0, (statement("write/remove_filings"), {"keys": list(plan.remove)}))
        written += [(statement("write/forget_owners"), {}), (statement("write/forget_issuers"), {})]
    return [(statement("write/mark_pending"), {}), *written]


def _issuers(filings: Sequence[OwnershipFiling]) -> list[Properties]:
    """Return one row for each issuer, named as by the earliest filing of the batch."""
    rows: dict[str, Properties] = {}
    for filing in sorted(filings, key=lambda f: (f.accepted_at, f.accession)):
        issuer = filing.document.issuer
        names = issuer_properties([(issuer.name, issuer.symbol, filing.accepted_at)])
        rows.setdefault(issuer.cik, {"cik": issuer.cik, "properties": {"cik": issuer.cik, **names}})
    return list(rows.values())


def _owners(filings: Sequence[OwnershipFiling], *, persons: bool) -> list[Properties]:
    rows: dict[str, Properties] = {}
    for filing in sorted(filings, key=lambda f: (f.accepted_at, f.accession)):
        for owner in filing.document.owners:
            found = classify(owner.name)
            if (found.kind is OwnerKind.PERSON) is persons and owner.cik not in rows:
                derived = owner_properties(
                    found.kind, found.reason, [(owner.name, filing.accepted_at)]
                )
                rows[owner.cik] = {"cik": owner.cik, "properties": {"cik": owner.cik, **derived}}
    return list(rows.values())


def _filing(filing: OwnershipFiling) -> Properties:
    issuer = filing.document.issuer
    return {
        "accession": filing.accession,
        "properties": filing_properties(filing),
        "issuer": {
            "cik": issuer.cik,
            "name": issuer.name,
            "symbol": issuer.symbol,
            "foreignSymbol": issuer.foreign_symbol,
        },
        "owners": [
            {"cik": owner.cik, "properties": reported_by_properties(owner, ordinal)}
            for ordinal, owner in enumerate(filing.document.owners, start=1)
        ],
    }


def _rows(
    filings: Sequence[OwnershipFiling],
    rows: Callable[[OwnershipFiling], Sequence[ReportedRow]],
) -> list[Properties]:
    return [
        {"key": row.key, "accession": filing.accession, "properties": row_properties(row)}
        for filing in filings
        for row in rows(filing)
    ]
