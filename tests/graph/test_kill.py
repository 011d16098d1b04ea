"""A load killed with its engine, twice, and then left alone, ends as one never disturbed."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph_api.bolt.driver import BoltGraph
from graph_api.store.derived_rows import kinds
from graph_api.store.digest import graph_digest
from loaders.resolve import resolve
from loaders.sources import documents
from tests.engines import HEAP_MEGABYTES
from tests.graph.loading import ADDRESS_KEY, load, made, person, sample, saved

pytestmark = pytest.mark.anyio

FILINGS = 80
# Small batches, so that a load of a second has many transactions to die between and within.
LOADER = f"""
import asyncio, json, sys
from pathlib import Path
from graph_api.bolt.embedded import open_embedded
from graph_api.store import writer
from graph_api.store.digest import graph_digest
from graph_api.store.lease import sole_loader
from graph_api.store.migrations import migrate
from graph_api.store.snapshot import read_revision
from loaders.load import load_documents
from loaders.sources import documents

writer.BATCH_FILINGS, writer.BATCH_DERIVED = 20, 20
root, filings = Path(sys.argv[1]), Path(sys.argv[2])

def tell(stage, done, total):
    print(stage, done, flush=True)

async def run():
    graph = await open_embedded(root, heap_megabytes={HEAP_MEGABYTES})
    async with sole_loader(graph, root) as lease:
        await migrate(graph)
        print("pending", (await read_revision(graph)).pending, flush=True)
        report = await load_documents(
            graph, list(documents([filings])), source="a test", lease=lease,
            address_key={ADDRESS_KEY!r}, progress=tell,
        )
    told = dict(report.counts(), derived=report.derived_changes, revision=report.revision)
    print("report", json.dumps(told | {{"digest": await graph_digest(graph)}}), flush=True)
    await graph.close()

asyncio.run(run())
"""


@pytest.fixture
def filings(tmp_path: Path) -> Path:
    """Return a folder with the sample and as many made filings as several batches hold."""
    folder = tmp_path / "filings"
    rows = [{"shares": "10"}, {"shares": "20", "transaction_date": "2024-02-28"}]
    for number in range(1, FILINGS + 1):
        owner = person(number % 7, f"Archer{'abcdefg'[number % 7]} Ann", is_officer="1")
        saved(folder, made(number, owners=[owner], transactions=rows, holdings=[{}]))
    saved(folder, {Path(document.name).name: document.read() for document in sample()})
    return folder


def run_until(line: str | None, root: Path, filings: Path) -> list[str]:
    """Run a loader, kill it once it has said ``line``, and return all it said."""
    command = [sys.executable, "-c", LOADER, str(root), str(filings)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as loader:
        assert loader.stdout is not None
        said = []
        for told in loader.stdout:
            said.append(told.strip())
            if said[-1] == line:
                loader.kill()
        assert loader.wait() == (0 if line is None else -9)
    return said


async def test_a_load_killed_again_and_again_ends_as_one_that_was_not(
    embedded_graph: BoltGraph, filings: Path, tmp_path: Path
) -> None:
    at_once = await load(embedded_graph, list(documents([filings])))
    assert at_once.counts()["new"] == FILINGS + 30
    root = tmp_path / "graph"
    while_merging = await asyncio.to_thread(run_until, "read 50", root, filings)
    writing = next(stage for stage in stages() if stage.startswith("write trades "))
    while_deriving = await asyncio.to_thread(run_until, writing, root, filings)
    undisturbed = await asyncio.to_thread(run_until, None, root, filings)
    assert "pending False" in while_merging
    assert "pending True" in while_deriving
    assert "pending True" in undisturbed
    last = json.loads(undisturbed[-1].removeprefix("report "))
    assert (last["unchanged"], last["new"], last["revision"]) == (FILINGS + 30, 0, 1)
    assert 0 < last["derived"] < at_once.derived_changes
    assert last["digest"] == await graph_digest(embedded_graph)


def stages() -> list[str]:
    """Return every tenth document read and every kind of derived fact, as the loader says them."""
    names = [kind.name.replace("_", " ") for kind in kinds(resolve(()))]
    reading = [f"read {number}" for number in range(10, FILINGS + 30, 10)]
    return reading + [f"write {name} {number}" for number, name in enumerate(names)]


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_a_load_killed_at_every_stage_ends_as_one_that_was_not(
    embedded_graph: BoltGraph, filings: Path, tmp_path: Path
) -> None:
    await load(embedded_graph, list(documents([filings])))
    root = tmp_path / "graph"
    for stage in stages():
        await asyncio.to_thread(run_until, stage, root, filings)
    undisturbed = await asyncio.to_thread(run_until, None, root, filings)
    told = json.loads(undisturbed[-1].removeprefix("report "))
    assert told["digest"] == await graph_digest(embedded_graph)
