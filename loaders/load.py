"""Documents → graph: parse, merge in batches, resolve, and bump the revision last.

After a kill nothing is lost or doubled: batches are transactions, filings are keyed by accession
number, and a mark set with the first batch makes the next command resolve what was left.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b

from graph_api.bolt.connection import Graph
from graph_api.cypher import statement
from graph_api.domain.filing import OwnershipFiling
from graph_api.errors import MalformedFilingError, SourceError
from graph_api.store.filings import all_filings
from graph_api.store.lease import Lease
from graph_api.store.snapshot import read_revision
from graph_api.store.writer import GraphWriter, Progress, batches, no_progress
from loaders.filings import read_filing
from loaders.manifest import EMPTY, Manifest
from loaders.overrides.keeping import keep_overrides
from loaders.report import LoadReport, Rejection
from loaders.resolve import resolve
from loaders.sources import Document


async def load_documents(
    graph: Graph,
    documents: Sequence[Document],
    *,
    source: str,
    lease: Lease,
    address_key: bytes,
    manifest: Manifest = EMPTY,
    progress: Progress = no_progress,
) -> LoadReport:
    """Load documents and resolve what they changed.

    Args:
        graph: migrated.
        documents: any order; the graph does not depend on it.
        source: what a person would call them.
        lease: the right to load.
        address_key: secret under which addresses are hashed.
        manifest: accession numbers and times that the documents lack.
        progress: told how far it has come.

    Returns:
        The report; items that cannot be read are in it, and nothing of them is in the graph.
    """
    report = LoadReport(source=source)
    fingerprint = blake2b(digest_size=16)

    def parsed() -> Iterable[OwnershipFiling]:
        for done, document in enumerate(documents, start=1):
            filing = _read(document, manifest, address_key, report, fingerprint.update)
            if filing is not None:
                yield filing
            progress("read", done, len(documents))

    writer = GraphWriter(graph)
    for batch in batches(parsed()):
        report.add(await writer.merge(batch))
        await lease.renew()
    await finish(graph, lease=lease, report=report, progress=progress)
    await _remember(graph, report, fingerprint.hexdigest())
    return report


async def finish(
    graph: Graph, *, lease: Lease, report: LoadReport, progress: Progress = no_progress
) -> None:
    """Resolve whatever waits to be resolved, also what a killed load left behind.

    From the first load on the decisions that come with the program are in force.
    """
    await keep_overrides(graph)
    revision = await read_revision(graph)
    report.revision = revision.number
    if revision.pending:
        await resolve_graph(graph, lease=lease, report=report, progress=progress)


async def resolve_graph(
    graph: Graph,
    *,
    lease: Lease,
    report: LoadReport,
    rebuild: bool = False,
    progress: Progress = no_progress,
) -> None:
    """Derive everything from stored filings and decisions anew; bump the revision if that differs.

    With ``rebuild`` all derived facts are taken out first; the outcome is the same. A kill on the
    way leaves the mark by which the next command finishes the work.
    """
    if rebuild:
        await graph.write([(statement("write/mark_pending"), {})])
    overrides = await keep_overrides(graph)
    revision = await read_revision(graph)
    filings: list[OwnershipFiling] = []
    async for filing in all_filings(graph):
        filings.append(filing)
        if len(filings) % 1_000 == 0:
            progress("gather", len(filings), 0)
            await lease.renew()
    progress("resolve", 0, 1)
    derived = resolve(filings, overrides)
    await lease.renew()
    report.superseded = len({edge.earlier for edge in derived.supersedes})
    report.derived_changes = await GraphWriter(graph).derive(
        derived, rebuild=rebuild, progress=progress, lease=lease
    )
    moved = report.derived_changes or revision.pending
    await graph.write(
        [(statement("write/bump_revision" if moved else "write/settle_revision"), {})]
    )
    report.revision = (await read_revision(graph)).number


def _read(
    document: Document,
    manifest: Manifest,
    address_key: bytes,
    report: LoadReport,
    fingerprint: Callable[[bytes], None],
) -> OwnershipFiling | None:
    """Return the filing in a document, or None after noting in the report why there is none."""
    report.documents += 1
    try:
        data = document.read()
        fingerprint(blake2b(data, digest_size=16).digest())
        return read_filing(
            data, document.name, manifest.find(document.name), address_key=address_key
        )
    except MalformedFilingError as error:
        rejection = Rejection(document.name, error.accession, error.element, error.reason)
    except SourceError as error:
        rejection = Rejection(document.name, None, "file", str(error))
    report.rejected.append(rejection)
    return None


async def _remember(graph: Graph, report: LoadReport, fingerprint: str) -> None:
    properties = {
        "source": report.source,
        "documents": report.documents,
        "filings": len(report.outcomes),
        "rejected": [str(rejection) for rejection in report.rejected],
    }
    await graph.write(
        [(statement("write/save_load"), {"key": fingerprint, "properties": properties})]
    )
