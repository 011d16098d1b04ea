"""Loading: repeatable, in any order, never half, and nothing in the graph but what was filed."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from graph_api.bolt.driver import BoltGraph
from graph_api.cypher import statement
from graph_api.domain.codes import AcceptedAtBasis
from graph_api.errors import SourceError, StatementFailedError
from graph_api.store import writer
from graph_api.store.digest import graph_digest
from graph_api.store.lease import Lease
from graph_api.store.migrations import migrate
from graph_api.store.snapshot import Revision, read_revision
from graph_api.store.writer import GraphWriter
from loaders.load import finish
from loaders.manifest import read_manifest
from loaders.report import LoadReport
from loaders.sources import Document, documents
from loaders.submission import read_submission
from tests.engines import wipe
from tests.graph.loading import (
    accession,
    company,
    load,
    made,
    one,
    parsed,
    person,
    plain_rows,
    rows_in,
    sample,
    saved,
    stored,
    told,
)
from tests.ingest.documents import ownership_xml

pytestmark = pytest.mark.anyio

ANN, BEA = person(1, "Archer Ann"), person(2, "Bowman Bea")
ACME, BOLT = company(1, "Acme Works Inc", "ACMW"), company(2, "Bolt Hinges Inc", "BLTH")


def bare_sample(folder: Path) -> list[Document]:
    """Return the ownership XML of the sample's submissions, without their headers."""
    return saved(
        folder, {f"{Path(d.name).stem}.xml": read_submission(d.read()).xml for d in sample()}
    )


async def digest_of(graph: BoltGraph, *loads: list[Document]) -> str:
    """Return the digest of a graph that was empty before these loads."""
    await wipe(graph)
    for loaded in loads:
        await load(graph, loaded)
    return await graph_digest(graph)


async def test_loading_again_changes_nothing_and_leaves_the_revision(graph: BoltGraph) -> None:
    first = await load(graph, sample())
    size, before = await size_of(graph), await graph_digest(graph)
    again = await load(graph, sample())
    assert (first.revision, again.revision, again.derived_changes) == (1, 1, 0)
    assert (first.counts()["new"], again.counts()["unchanged"]) == (30, 30)
    assert (await size_of(graph), await graph_digest(graph)) == (size, before)


async def size_of(graph: BoltGraph) -> dict[str, object]:
    nodes = await one(graph, "MATCH (n) RETURN count(n) AS nodes")
    return {**nodes, **await one(graph, "MATCH ()-[e]->() RETURN count(e) AS edges")}


async def test_the_graph_does_not_depend_on_the_order_of_filings_or_of_loads(
    graph: BoltGraph,
) -> None:
    at_once = await digest_of(graph, sample())
    assert await digest_of(graph, sample()[::-1]) == at_once
    assert await digest_of(graph, sample()[5:], sample()[:5]) == at_once
    assert await digest_of(graph, sample()[1::2], sample()[-2::-2]) == at_once


async def test_a_submission_after_its_bare_document_improves_it_to_the_same_graph(
    graph: BoltGraph, tmp_path: Path
) -> None:
    at_once = await digest_of(graph, sample())
    await wipe(graph)
    await load(graph, bare_sample(tmp_path))
    assert await graph_digest(graph) != at_once
    later = await load(graph, sample())
    assert (later.counts()["better dated"], later.revision) == (30, 2)
    assert await graph_digest(graph) == at_once


async def test_a_bare_document_after_its_submission_changes_nothing(
    graph: BoltGraph, tmp_path: Path
) -> None:
    at_once = await digest_of(graph, sample())
    later = await load(graph, bare_sample(tmp_path))
    assert (later.counts()["unchanged"], later.revision) == (30, 1)
    assert await graph_digest(graph) == at_once


async def test_both_forms_of_a_filing_in_one_load_are_one_filing(
    graph: BoltGraph, tmp_path: Path
) -> None:
    report = await load(graph, bare_sample(tmp_path) + sample())
    counts = report.counts()
    assert (counts["read"], counts["new"], counts["repeated"]) == (60, 30, 30)
    assert (counts["differing copies"], counts["unchanged"]) == (0, 0)
    filings = await stored(graph)
    assert filings == {filing.accession: filing for filing in map(parsed, sample())}


async def test_counts_of_a_load_do_not_depend_on_its_batches(
    embedded_graph: BoltGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = bare_sample(tmp_path)[:3] + sample()[:3]
    for size in (1, 100):
        monkeypatch.setattr(writer, "BATCH_FILINGS", size)
        await wipe(embedded_graph)
        first = (await load(embedded_graph, both)).counts()
        assert (first["read"], first["new"], first["repeated"]) == (6, 3, 3)
        await wipe(embedded_graph)
        await load(embedded_graph, both[:3])
        later = (await load(embedded_graph, both)).counts()
        assert (later["better dated"], later["unchanged"], later["repeated"]) == (3, 0, 3)


def versions(folder: Path) -> tuple[list[Document], list[Document]]:
    """Return two documents of one filing that agree in nothing but its number."""
    pair = [
        saved(folder / "one", made(7, issuer=ACME, owners=[ANN], transactions=[{"shares": "1"}])),
        saved(folder / "two", made(7, issuer=BOLT, owners=[BEA], holdings=[{}])),
    ]
    low, high = sorted(pair, key=lambda found: parsed(found[0]).content_digest)
    return low, high


@pytest.mark.parametrize("together", [False, True])
async def test_of_two_documents_of_a_filing_the_lower_digest_stands_in_either_order(
    graph: BoltGraph, tmp_path: Path, together: bool
) -> None:
    low, high = versions(tmp_path)
    alone = await digest_of(graph, low)
    for pair in ((low, high), (high, low)):
        loads = [[*pair[0], *pair[1]]] if together else pair
        assert await digest_of(graph, *loads) == alone
    assert [filing.document for filing in (await stored(graph)).values()] == [
        parsed(low[0]).document
    ]


async def test_a_differing_document_is_named_whichever_is_kept(
    graph: BoltGraph, tmp_path: Path
) -> None:
    low, high = versions(tmp_path)
    await load(graph, high)
    kept = await load(graph, low)
    refused = await load(graph, high)
    assert kept.conflicting == refused.conflicting == {accession(7)}
    assert (kept.counts()["replaced"], refused.counts()["unchanged"]) == (1, 1)
    assert (kept.revision, refused.revision) == (2, 2)


async def test_differing_documents_within_one_load_are_named(
    graph: BoltGraph, tmp_path: Path
) -> None:
    report = await load(graph, [d for version in versions(tmp_path) for d in version])
    assert report.conflicting == {accession(7)}
    assert (report.counts()["new"], report.repeated) == (1, 1)


async def test_a_listed_issuer_whose_only_filing_was_replaced_keeps_its_listing(
    graph: BoltGraph, tmp_path: Path
) -> None:
    low, high = versions(tmp_path)
    await load(graph, high)
    await graph.write([(told("MATCH (i:Issuer) SET i.listedRank = 'rank'"), {})])
    await load(graph, low)
    issuers = await graph.read(told("MATCH (i:Issuer) RETURN i.names AS names, i.listedRank AS at"))
    assert sorted((bool(row["names"]), row["at"]) for row in issuers) == [
        (False, "rank"),
        (True, None),
    ]


async def test_a_filing_that_cannot_be_read_is_named_and_nothing_of_it_is_in_the_graph(
    graph: BoltGraph, tmp_path: Path
) -> None:
    nameless = ownership_xml(issuer=BOLT, owners=[{**BEA, "cik": "no number"}], holdings=[{}])
    files = {
        **made(1, owners=[ANN], transactions=[{}]),
        f"{accession(2)}.xml": nameless,
        "unknown.xml": ownership_xml(issuer=BOLT, owners=[BEA]),
        **made(3, owners=[BEA], period_of_report=None, signatures=[]),
        "paper.txt": b"<SEC-DOCUMENT>nothing in it",
    }
    report = await load(graph, saved(tmp_path, files))
    told_of = {Path(r.name).name: (r.accession, r.element, r.reason) for r in report.rejected}
    assert told_of == {
        f"{accession(2)}.xml": (
            accession(2),
            "reportingOwner[1]/reportingOwnerId/rptOwnerCik",
            "'no number' is not a CIK of one to ten digits",
        ),
        "unknown.xml": (None, "accession", "accession-unknown"),
        f"{accession(3)}.xml": (
            accession(3),
            "ownerSignature/signatureDate",
            "nothing tells when it was filed",
        ),
        "paper.txt": (
            None,
            "ownershipDocument",
            "is not in this submission (paper or other form)",
        ),
    }
    assert report.counts()["new"] == 1
    assert list(await stored(graph)) == [accession(1)]
    everyone = await graph.read(told("MATCH (o:ReportingOwner) RETURN o.cik AS cik"))
    assert everyone == [{"cik": ANN["cik"]}]


async def test_rejections_are_remembered_and_forgotten_when_the_same_input_loads(
    graph: BoltGraph, tmp_path: Path
) -> None:
    files = saved(tmp_path, {"unknown.xml": ownership_xml(holdings=[{}])})
    await load(graph, files)
    (remembered,) = await graph.read(statement("read/loads"))
    assert remembered["rejected"] == [f"{files[0].name}: accession: accession-unknown"]
    (tmp_path / "manifest.csv").write_text(f"path,accession\nunknown.xml,{accession(1)}\n")
    await load(graph, files, manifest=read_manifest(tmp_path / "manifest.csv"))
    (remembered,) = await graph.read(statement("read/loads"))
    assert (remembered["rejected"], remembered["filings"]) == ([], 1)


async def test_every_filing_has_the_rows_and_shares_of_its_document(graph: BoltGraph) -> None:
    await load(graph, sample())
    found = await rows_in(graph)
    assert found == {parsed(d).accession: plain_rows(d) for d in sample()}
    assert sum(rows["transactions"] for rows in found.values()) > 50
    assert sum(rows["shares"] for rows in found.values()) > Decimal(100_000)


async def test_a_filing_comes_back_from_the_graph_as_it_was_read(graph: BoltGraph) -> None:
    await load(graph, sample())
    assert await stored(graph) == {filing.accession: filing for filing in map(parsed, sample())}


async def test_filed_facts_of_every_shape_come_back_as_they_were_read(
    graph: BoltGraph, tmp_path: Path
) -> None:
    odd: Mapping[str, object] = {
        "shares": "0.0000001",
        "price_per_share": None,
        "total_value": "999999999999.99990",
        "deemed_execution_date": "2024-02-29",
        "equity_swap_involved": None,
        "timeliness": "L",
        "notes": {
            "price_per_share": ["F1", "F2"],
            "nature_of_ownership": ["F1"],
            "transactionCoding": ["F2"],
        },
    }
    option = {**odd, "table": "D", "underlying_title": "Ünits: “A”", "underlying_shares": "+007"}
    notes = [{"id": "F1", "text": "a: 'b' \\ \"c\" 中 🜚"}, {"id": "F2", "text": "\n"}]
    owners = [ANN, {**BEA, "is_director": None, "is_officer": "1", "officer_title": "VP"}]
    files = saved(
        tmp_path,
        {
            **made(1, transactions=[odd, option], owners=owners, footnotes=notes, remarks="r: r"),
            **made(2, form_type="3", no_securities_owned="1", plan_box="0"),
            **made(3, holdings=[{"nature_of_ownership": "By LLC"}, {"table": "D"}]),
        },
    )
    await load(graph, files)
    assert await stored(graph) == {filing.accession: filing for filing in map(parsed, files)}


async def test_what_a_killed_load_left_is_resolved_by_the_next_one(graph: BoltGraph) -> None:
    at_once = await digest_of(graph, sample())
    await wipe(graph)
    await migrate(graph)
    await GraphWriter(graph).merge([parsed(document) for document in sample()[:20]])
    assert await read_revision(graph) == Revision(0, pending=True)
    await load(graph, sample()[20:])
    assert await read_revision(graph) == Revision(1, pending=False)
    assert await graph_digest(graph) == at_once


async def test_what_was_left_is_resolved_without_anything_new(graph: BoltGraph) -> None:
    at_once = await digest_of(graph, sample()[:8])
    await wipe(graph)
    await migrate(graph)
    await GraphWriter(graph).merge([parsed(document) for document in sample()[:8]])
    report = LoadReport(source="what was left")
    await finish(graph, lease=Lease(graph, "a test"), report=report)
    assert (report.revision, await read_revision(graph)) == (1, Revision(1, pending=False))
    assert await graph_digest(graph) == at_once
    await finish(graph, lease=Lease(graph, "a test"), report=report)
    assert await read_revision(graph) == Revision(1, pending=False)


async def test_a_refused_batch_leaves_nothing_behind(
    graph: BoltGraph,
) -> None:
    await migrate(graph)
    first, second = (parsed(document) for document in sample()[7:9])
    rows = first.document.transactions
    broken = replace(first, document=replace(first.document, transactions=(rows[0], rows[0])))
    with pytest.raises(StatementFailedError, match="create_transactions"):
        await GraphWriter(graph).merge([second, broken])
    assert await stored(graph) == {}
    assert await read_revision(graph) == Revision(0, pending=False)


async def test_no_street_and_no_zip_code_is_anywhere_in_the_graph(
    graph: BoltGraph, tmp_path: Path
) -> None:
    home = {"street1": "77 Orchard Bend", "street2": "Unit 5Q", "city": "Elsewhere"}
    owners = [{**ANN, **home, "zip_code": "98765-4321"}]
    await load(graph, saved(tmp_path, made(1, owners=owners, transactions=[{}])))
    nodes = await graph.read(told("MATCH (n) RETURN n{.*} AS p"))
    edges = await graph.read(told("MATCH ()-[e]->() RETURN e{.*} AS p"))
    everything = str(nodes + edges).lower()
    assert "archer ann" in everything
    for part in ("orchard", "unit 5q", "elsewhere", "98765"):
        assert part not in everything


async def test_the_key_of_an_address_tells_equal_ones_and_depends_on_the_secret(
    graph: BoltGraph, tmp_path: Path
) -> None:
    files = saved(
        tmp_path,
        {
            **made(1, owners=[ANN]),
            **made(2, owners=[{**BEA, "street1": "1  Example road"}]),
            **made(3, owners=[{**BEA, "street1": "2 Example Road"}]),
        },
    )
    keys, digests = [], set()
    for secret in (b"one", b"two"):
        await wipe(graph)
        await load(graph, files, address_key=secret)
        edges = "MATCH (f:Filing)-[e:REPORTED_BY]->() RETURN e.addressKey AS k ORDER BY f.accession"
        keys.append([row["k"] for row in await graph.read(told(edges))])
        digests.add(await graph_digest(graph))
    (first, same, other), (rekeyed, _, _) = keys
    assert first == same
    assert len({first, other, rekeyed}) == 3
    assert len(digests) == 1


async def test_a_zip_is_loaded_as_the_folder_it_holds_but_for_damaged_members(
    embedded_graph: BoltGraph, tmp_path: Path
) -> None:
    at_once = await digest_of(embedded_graph, sample())
    archive, damaged = tmp_path / "a.zip", accession(9)
    with ZipFile(archive, "w", ZIP_DEFLATED) as into:
        into.writestr(f"{damaged}.xml", ownership_xml(remarks="remarks " * 50))
        into.writestr("notes.md", "not a filing")
        for document in sample():
            into.write(document.path, f"sub/{document.path.name}")
    data = bytearray(archive.read_bytes())
    data[100:110] = b"\xff" * 10
    archive.write_bytes(data)
    await wipe(embedded_graph)
    report = await load(embedded_graph, list(documents([archive])))
    assert [rejection.name for rejection in report.rejected] == [f"{archive}/{damaged}.xml"]
    assert await graph_digest(embedded_graph) == at_once


async def test_a_manifest_dates_what_nothing_else_dates(
    embedded_graph: BoltGraph, tmp_path: Path
) -> None:
    files = saved(tmp_path, {**made(1), **made(2), **made(3)})
    (tmp_path / "m.csv").write_text(
        "path,accession,acceptedAt,filedOn,source\n"
        f"{accession(1)}.xml,,2024-03-05T09:00:00-05:00,,a\n"
        f"{accession(2)}.xml,,,06-MAR-2024,b\n"
    )
    await load(embedded_graph, files, manifest=read_manifest(tmp_path / "m.csv"))
    dated = [(f.accepted_at_basis, f.filed_on.day) for f in (await stored(embedded_graph)).values()]
    assert dated == [
        (AcceptedAtBasis.MANIFEST, 5),
        (AcceptedAtBasis.FILING_DATE, 6),
        (AcceptedAtBasis.ESTIMATED, 4),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"path,acceptedAt\n", "no column accession"),
        (b"path,accession\nx.xml,12\n", "m.csv:2: '12' is not an accession number"),
        (b"path,accession,acceptedAt\nx.xml,,2024-03-05T09:00:00\n", "needs an offset"),
        (b"path,accession,filedOn\nx.xml,,31-FEB-2024\n", "m.csv:2: day is out of range"),
        (b"path,accession\n\xff\xfe,\n", "cannot be read"),
    ],
)
def test_a_manifest_that_cannot_be_read_says_where_and_why(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "m.csv").write_bytes(data)
    with pytest.raises(SourceError, match=reason):
        read_manifest(tmp_path / "m.csv")


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere: no such file or folder"):
        list(documents([tmp_path / "nowhere"]))
