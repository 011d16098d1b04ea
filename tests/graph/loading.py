"""Filings and companies into an engine, as the command line loads them, and what is there then."""

import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import LiteralString, cast

import pytest
from lxml import etree

from graph_api.bolt.connection import Graph, Row
from graph_api.cypher import Statement
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber
from graph_api.store.filings import all_filings
from graph_api.store.lease import Lease
from graph_api.store.migrations import migrate
from loaders.companies import read_companies
from loaders.filings import read_filing
from loaders.load import load_documents
from loaders.manifest import EMPTY, Manifest
from loaders.reference import load_companies
from loaders.report import LoadReport
from loaders.sources import Document, documents
from loaders.submission import read_submission
from tests.ingest.documents import ISSUER, OWNER, ownership_xml
from tests.ingest.documents import Row as Block
from tests.world import SAMPLE

ZERO = Decimal(0)
ADDRESS_KEY = b"known to tests alone"
CORPUS = Path(
    os.environ.get("INSIDER_GRAPH_CORPUS", Path(__file__).parents[2].parent / "shared" / "edgar")
)


def corpus() -> Path:
    """Return the folder of real filings; skips the test where there is none."""
    if not CORPUS.is_dir():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")
    return CORPUS


def told(text: LiteralString) -> Statement:
    """Return a statement of the tests' own."""
    return Statement("tests/statement", text, parameters=frozenset())


def sample() -> list[Document]:
    """Return the thirty filings of the sample, in order of acceptance."""
    return list(documents([SAMPLE / "filings"]))


def saved(folder: Path, files: Mapping[str, bytes]) -> list[Document]:
    """Write files into ``folder`` and return them as documents, in the order given."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return list(documents(folder / name for name in files))


def accession(number: int) -> AccessionNumber:
    """Return the accession number of a made filing; it stands in its file's name too."""
    return AccessionNumber(f"0099000001-24-{number:06d}")


def made(number: int, **facts: object) -> dict[str, bytes]:
    """Return one made filing as a file; ``facts`` are arguments of ``ownership_xml``."""
    return {f"{accession(number)}.xml": ownership_xml(**facts)}  # type: ignore[arg-type]


def person(number: int, name: str, **facts: object) -> Block:
    """Return the block of a made reporting owner."""
    return {**OWNER, "cik": f"00990002{number:02d}", "name": name, **facts}


def company(number: int, name: str, symbol: str) -> Block:
    """Return the block of a made issuer."""
    return {**ISSUER, "cik": f"00990001{number:02d}", "name": name, "symbol": symbol}


def adding_up() -> dict[str, bytes]:
    """Return two forms of which one tells in one row what the other tells in two."""
    who = person(3, "Carver Cal"), person(4, "Carver LLC")
    parts = [{"shares": shares, "shares_owned_following": None} for shares in ("300", "500")]
    whole = [{"shares": "800", "shares_owned_following": None}]
    return made(20, owners=who[:1], transactions=parts) | made(21, owners=who, transactions=whole)


async def load(
    graph: Graph,
    loaded: Sequence[Document],
    *,
    manifest: Manifest = EMPTY,
    address_key: bytes = ADDRESS_KEY,
) -> LoadReport:
    """Load documents into a migrated graph whose only loader is the test."""
    await migrate(graph)
    return await load_documents(
        graph,
        loaded,
        source="a test",
        lease=Lease(graph, "a test"),
        address_key=address_key,
        manifest=manifest,
    )


async def load_world(graph: Graph) -> None:
    """Load the whole small world: the sample's filings and companies."""
    await load(graph, sample())
    await load_companies(graph, read_companies(SAMPLE / "companies.csv"), known_from=0)  # type: ignore[arg-type]


def parsed(document: Document, manifest: Manifest = EMPTY) -> OwnershipFiling:
    """Return the filing of a document, as the loader reads it."""
    return read_filing(
        document.read(), document.name, manifest.find(document.name), address_key=ADDRESS_KEY
    )


async def stored(graph: Graph) -> dict[AccessionNumber, OwnershipFiling]:
    """Return every stored filing, whole, by accession number."""
    return {filing.accession: filing async for filing in all_filings(graph)}


async def one(graph: Graph, text: LiteralString) -> Row:
    """Return the only row of a statement."""
    (row,) = await graph.read(told(text))
    return row


def plain_rows(document: Document) -> dict[str, Decimal]:
    """Return how many rows a document has and the sums of its shares, read with lxml alone."""
    root = etree.fromstring(read_submission(document.read()).xml)
    rows = [str(row.tag) for row in root.findall("*/*")]

    def total(path: str) -> Decimal:
        texts = (element.text or "" for element in root.findall(f"*/*/{path}/value"))
        return sum((Decimal(text.strip()) for text in texts if text.strip()), ZERO)

    return {
        "transactions": Decimal(sum(tag.endswith("Transaction") for tag in rows)),
        "holdings": Decimal(sum(tag.endswith("Holding") for tag in rows)),
        "shares": total("transactionAmounts/transactionShares"),
        "owned": total("postTransactionAmounts/sharesOwnedFollowingTransaction"),
    }


async def rows_in(graph: Graph) -> dict[AccessionNumber, dict[str, Decimal]]:
    """Return what ``plain_rows`` returns for every filing, from its rows in the graph."""
    found = await graph.read(
        told(
            "MATCH (f:Filing) RETURN f.accession AS accession,"
            " COLLECT { MATCH (t:Transaction)-[:ROW_OF]->(f)"
            " RETURN [t.shares, t.sharesOwnedFollowing] } AS transactions,"
            " COLLECT { MATCH (h:Holding)-[:ROW_OF]->(f)"
            " RETURN [null, h.sharesOwnedFollowing] } AS holdings"
        )
    )
    return {AccessionNumber(str(row["accession"])): _summed(row) for row in found}


def _summed(row: Row) -> dict[str, Decimal]:
    transactions, holdings = (
        cast("list[list[str | None]]", row[name]) for name in ("transactions", "holdings")
    )
    shares, owned = (
        sum((Decimal(text) for pair in transactions + holdings if (text := pair[n])), ZERO)
        for n in (0, 1)
    )
    return {
        "transactions": Decimal(len(transactions)),
        "holdings": Decimal(len(holdings)),
        "shares": shares,
        "owned": owned,
    }
