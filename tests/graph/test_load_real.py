"""All real filings into the embedded engine: what is read, rejected, dated, stored and found again.

The made ones show each rule; these show that the rules meet what is filed.
"""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import PurePosixPath

import pytest

from graph_api.bolt.driver import BoltGraph
from graph_api.cypher import statement
from graph_api.domain.codes import AcceptedAtBasis
from graph_api.store.digest import graph_digest
from graph_api.store.migrations import migrate
from loaders.filings import ACCESSION_UNKNOWN
from loaders.manifest import Manifest, read_manifest
from loaders.report import LoadReport
from loaders.sources import Document, documents
from tests.engines import RunningEngine, wipe
from tests.graph.loading import corpus, load, parsed, plain_rows, rows_in, stored

pytestmark = pytest.mark.anyio

DATED = {
    AcceptedAtBasis.HEADER: 7,
    AcceptedAtBasis.MANIFEST: 42,
    AcceptedAtBasis.FILING_DATE: 12,
    AcceptedAtBasis.ESTIMATED: 293,
}
"""Loaded filings by what tells when they were accepted, counted in the files and the manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The graph after the first load of all real filings, and what that load said."""

    graph: BoltGraph
    documents: list[Document]
    manifest: Manifest
    report: LoadReport

    @property
    def accepted(self) -> list[Document]:
        """Documents that were not rejected."""
        refused = {rejection.name for rejection in self.report.rejected}
        return [document for document in self.documents if document.name not in refused]


@pytest.fixture(scope="module")
async def loaded(embedded_engine: RunningEngine) -> AsyncIterator[Loaded]:
    folder = corpus()
    found = list(documents([folder / "ownership-xml", folder / "submission-txt"]))
    manifest = read_manifest(folder / "manifest.csv")
    graph = await embedded_engine.connect()
    await wipe(graph)
    await migrate(graph)
    report = await load(graph, found, manifest=manifest)
    yield Loaded(graph=graph, documents=found, manifest=manifest, report=report)
    await graph.close()


async def test_every_file_is_loaded_but_those_whose_number_nothing_tells(loaded: Loaded) -> None:
    counts = loaded.report.counts()
    assert (counts["read"], counts["new"], counts["rejected"]) == (373, 354, 19)
    assert (counts["repeated"], counts["differing copies"]) == (0, 0)
    nameless = {
        document.name
        for document in loaded.documents
        if (entry := loaded.manifest.find(document.name)) and entry.accession is None
    }
    assert {(r.name, r.reason) for r in loaded.report.rejected} == {
        (name, ACCESSION_UNKNOWN) for name in nameless
    }
    assert all(PurePosixPath(name).name.startswith("issuer") for name in nameless)


async def test_acceptance_is_known_from_the_best_source_there_is(loaded: Loaded) -> None:
    filings = await stored(loaded.graph)
    assert Counter(filing.accepted_at_basis for filing in filings.values()) == DATED
    rows = await loaded.graph.read(statement("read/data_status"))
    told: Counter[object] = Counter()
    for row in rows:
        told[row["acceptedAtBasis"]] += int(str(row["filings"]))
    assert told == {basis.value: number for basis, number in DATED.items()}


async def test_every_real_filing_has_the_rows_and_shares_of_its_document(loaded: Loaded) -> None:
    found = await rows_in(loaded.graph)
    expected = {parsed(d, loaded.manifest).accession: plain_rows(d) for d in loaded.accepted}
    assert {a for a in expected if found[a] != expected[a]} == set()
    assert found.keys() == expected.keys()


async def test_every_real_filing_comes_back_as_it_was_read(loaded: Loaded) -> None:
    found = await stored(loaded.graph)
    read = (parsed(document, loaded.manifest) for document in loaded.accepted)
    assert {filing.accession for filing in read if found[filing.accession] != filing} == set()


async def test_every_economic_trade_is_reported_by_rows_that_are_there(loaded: Loaded) -> None:
    rows = await loaded.graph.read(statement("digest/nodes_transaction"))
    edges = await loaded.graph.read(statement("digest/edges_reports"))
    assert {edge["key"] for edge in edges} == {row["key"] for row in rows}


async def test_loading_all_again_backwards_changes_nothing(loaded: Loaded) -> None:
    before = await graph_digest(loaded.graph)
    again = await load(loaded.graph, loaded.documents[::-1], manifest=loaded.manifest)
    assert (again.counts()["unchanged"], again.counts()["new"]) == (354, 0)
    assert (again.derived_changes, again.revision) == (0, loaded.report.revision)
    assert await graph_digest(loaded.graph) == before


async def test_real_filings_in_two_loads_give_the_graph_of_one(loaded: Loaded) -> None:
    at_once = await graph_digest(loaded.graph)
    await wipe(loaded.graph)
    for part in (loaded.documents[1::2], loaded.documents[::2]):
        await load(loaded.graph, part, manifest=loaded.manifest)
    assert await graph_digest(loaded.graph) == at_once
