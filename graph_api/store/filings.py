"""Stored filings, read back whole as the domain knows them."""

from collections.abc import AsyncIterator, Sequence

from graph_api.bolt.connection import Graph
from graph_api.cypher import statement
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber
from graph_api.store.rows import filing_of
from graph_api.store.writer import chunks

PAGE = 1_000


async def all_filings(graph: Graph) -> AsyncIterator[OwnershipFiling]:
    """Yield every stored filing, by accession number."""
    keys = [str(row["accession"]) for row in await graph.read(statement("read/filing_keys"))]
    for part in chunks(keys, PAGE):
        for filing in await filings_by_accession(graph, part):
            yield filing


async def filings_by_accession(
    graph: Graph, accessions: Sequence[AccessionNumber | str]
) -> list[OwnershipFiling]:
    """Return the stored ones among some filings, whole, in the order asked for."""
    rows = await graph.read(statement("read/whole_filings"), keys=list(accessions))
    return [filing_of(row) for row in rows]
