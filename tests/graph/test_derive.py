"""What follows from the filings, in the graph: all of it, nothing else, however it came about."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph_api.bolt.driver import BoltGraph
from graph_api.cypher import statement
from graph_api.domain.definitions import DateBasis
from graph_api.store.derived_rows import kinds
from graph_api.store.digest import graph_digest
from graph_api.store.filings import all_filings
from graph_api.store.lease import Lease
from graph_api.store.snapshot import read_revision, read_snapshot
from graph_api.store.tape import Tape
from graph_api.store.writer import GraphWriter
from loaders.load import resolve_graph
from loaders.report import LoadReport
from loaders.resolve import resolve
from tests.engines import wipe
from tests.graph.loading import load, made, one, parsed, person, sample, saved, told

pytestmark = pytest.mark.anyio

CEO = person(1, "Archer Ann", is_officer="1", officer_title="CEO")
NONE_IN_THE_SAMPLE = {"aggregates", "holdings_held_by_holders"}
"""Kinds of which the sample has none."""


@pytest.fixture
async def loaded(graph: BoltGraph) -> BoltGraph:
    await load(graph, sample())
    return graph


async def resolved(graph: BoltGraph, *, rebuild: bool) -> LoadReport:
    report = LoadReport(source="stored filings")
    await resolve_graph(graph, lease=Lease(graph, "a test"), report=report, rebuild=rebuild)
    return report


async def test_the_graph_holds_what_follows_from_its_filings_and_nothing_else(
    loaded: BoltGraph,
) -> None:
    derived = resolve([filing async for filing in all_filings(loaded)])
    for kind in kinds(derived):
        rows = await loaded.read(statement(f"derived/{kind.name}_current"))
        found = sorted(map(repr, map(kind.identity_of, rows)))
        assert found == sorted({repr(record.identity) for record in kind.records}), kind.name
        assert bool(found) == (kind.name not in NONE_IN_THE_SAMPLE), kind.name


async def test_what_is_stored_says_the_same_as_the_files(loaded: BoltGraph) -> None:
    stored = [filing async for filing in all_filings(loaded)]
    assert resolve(stored) == resolve([parsed(document) for document in sample()])


async def test_trades_and_links_come_back_from_the_graph_as_they_were_resolved(
    loaded: BoltGraph,
) -> None:
    derived = resolve([parsed(document) for document in sample()])
    trades = await Tape(loaded).between(
        date(2025, 1, 1), date(2026, 12, 31), DateBasis.TRANSACTION_DATE
    )
    # What explains a trade is read with its rows, not with the columns that are counted.
    counted = [replace(trade, gates=(), orphan=False, repairs=()) for trade in derived.trades]
    assert sorted(trades, key=lambda trade: trade.key) == sorted(
        counted, key=lambda trade: trade.key
    )
    snapshot = await read_snapshot(loaded, await read_revision(loaded))
    assert snapshot.links == tuple(
        sorted((replace(link, evidence=()) for link in derived.links), key=lambda link: link.key)
    )


async def test_control_can_be_walked_as_the_links_say(loaded: BoltGraph) -> None:
    edges = await loaded.read(
        told(
            "MATCH (a:ReportingOwner)-[e:CONTROLLED_BY]->(b)"
            " RETURN a.cik AS vehicle, b.cik AS controller,"
            " e.role AS role, e.state AS state, e.p AS p,"
            " e.knownFrom AS knownFrom, e.knownTo AS knownTo"
        )
    )
    links = await loaded.read(statement("read/links"))
    said = [{name: link[name] for name in edges[0]} for link in links]
    assert sorted(map(repr, edges)) == sorted(map(repr, said))


async def test_a_rebuild_gives_the_same_graph(loaded: BoltGraph) -> None:
    before = await graph_digest(loaded)
    report = await resolved(loaded, rebuild=True)
    assert report.derived_changes > 200
    assert await graph_digest(loaded) == before


async def test_resolving_what_is_resolved_writes_nothing(loaded: BoltGraph) -> None:
    report = await resolved(loaded, rebuild=False)
    assert (report.derived_changes, report.revision) == (0, 1)


DISTURBANCES = {
    "trades gone": "MATCH (t:EconomicTrade) WITH t LIMIT 7 DETACH DELETE t",
    "roots gone": "MATCH (b:BeneficialOwner) DETACH DELETE b",
    "evidence changed": "MATCH (e:Evidence) SET e.digest = 'another'",
    "links changed": "MATCH (l:OwnershipLink) SET l.digest = 'another'",
    "holders renamed": "MATCH (h:Holder) SET h.digest = 'another'",
    "trades changed": "MATCH (t:EconomicTrade) WITH t LIMIT 7 SET t.digest = 'another'",
    "owners renamed": "MATCH (o:ReportingOwner) SET o.names = ['X'], o.kind = 'LLC'",
    "issuers renamed": "MATCH (i:Issuer) SET i.names = ['X'], i.symbols = ['X']",
    "edges doubled": "MATCH (a)-[e:RESOLVES_TO]->(b) CREATE (a)-[f:RESOLVES_TO]->(b)"
    " SET f.knownFrom = e.knownFrom, f.knownTo = 7",
    "control lost": "MATCH ()-[e:CONTROLLED_BY]->() SET e.p = 0.5",
    "holders uncontrolled": "MATCH (:Holder)-[e:CONTROLLED_BY]->() DELETE e",
    "holders unlinked": "MATCH ()-[e:LINK_OF]->(:Holder) DELETE e",
    "amendments lost": "MATCH ()-[e:AMENDS|SUPERSEDES|INSIDER_OF]->() DELETE e",
    "strangers": "CREATE (:EconomicTrade {key: 'a@1'}), (:Evidence {key: 'b'}),"
    " (:OwnershipLink {key: 'c'}), (:Holder {key: 'd'}), (:BeneficialOwner {id: 'e'})",
}


async def test_whatever_is_wrong_with_derived_facts_the_next_resolution_mends(
    loaded: BoltGraph,
) -> None:
    before = await graph_digest(loaded)
    for what, text in DISTURBANCES.items():
        assert await loaded.write([(told(text), {})]) > 0, what
        assert await graph_digest(loaded) != before, what
        report = await resolved(loaded, rebuild=False)
        assert report.derived_changes > 0, what
        assert await graph_digest(loaded) == before, what


async def test_only_differences_are_written(loaded: BoltGraph) -> None:
    await loaded.write([(told("MATCH (t:EconomicTrade) WITH t LIMIT 1 SET t.digest = 'x'"), {})])
    report = await resolved(loaded, rebuild=False)
    assert report.derived_changes == 2
    assert report.revision == 2


async def test_an_earlier_filing_that_arrives_late_renames_a_holder_without_losing_its_rows(
    graph: BoltGraph, tmp_path: Path
) -> None:
    def bought(number: int, day: int, nature: str) -> dict[str, bytes]:
        indirect = {"ownership_form": "I", "nature_of_ownership": nature}
        return made(
            number,
            owners=[CEO],
            transactions=[indirect],
            holdings=[{**indirect, "security_title": "Class B Stock"}],
            signatures=[{"name": "Ann Archer", "signed_on": f"2024-03-{day:02d}"}],
        )

    files = saved(
        tmp_path, bought(1, 5, "By Orchard Lane LLC") | bought(2, 8, "by ORCHARD LANE, LLC")
    )
    await load(graph, files)
    at_once = await graph_digest(graph)
    assert await one(graph, "MATCH (h:Holder) RETURN count(h) AS n") == {"n": 1}
    assert await one(graph, "MATCH ()-[e:HELD_BY]->(:Holder) RETURN count(e) AS n") == {"n": 4}
    told_of = "MATCH (:Holder)-[e:CONTROLLED_BY]->(:ReportingOwner) RETURN count(e) AS n"
    assert await one(graph, told_of) == {"n": 1}
    assert await one(graph, "MATCH ()-[e:LINK_OF]->(:Holder) RETURN count(e) AS n") == {"n": 1}
    await wipe(graph)
    await load(graph, files[1:])
    await load(graph, files[:1])
    assert await graph_digest(graph) == at_once


async def test_an_owner_is_labelled_by_the_kind_of_its_newest_name(
    graph: BoltGraph, tmp_path: Path
) -> None:
    def named(number: int, name: str) -> dict[str, bytes]:
        signed = [{"name": "x", "signed_on": f"2024-03-{number + 4:02d}"}]
        return made(number, owners=[person(1, name)], signatures=signed)

    files = saved(
        tmp_path,
        named(1, "Archer Ann") | named(2, "Archer Partners LLC") | named(3, "Archer Ann"),
    )
    labels = "MATCH (o:ReportingOwner) RETURN o:Person AS person, o:Vehicle AS vehicle"
    await load(graph, files[:1])
    assert await one(graph, labels) == {"person": True, "vehicle": False}
    await load(graph, files[1:2])
    assert await one(graph, labels) == {"person": False, "vehicle": True}
    await load(graph, files[2:])
    assert await one(graph, labels) == {"person": True, "vehicle": False}


async def test_a_resolution_that_breaks_off_is_taken_up_by_the_next(
    embedded_graph: BoltGraph,
) -> None:
    await load(embedded_graph, sample())
    whole = await graph_digest(embedded_graph)
    derived = resolve([filing async for filing in all_filings(embedded_graph)])

    class Broken:
        renewals = 0

        async def renew(self) -> None:
            self.renewals += 1
            if self.renewals == 6:
                raise TimeoutError

    with pytest.raises(TimeoutError):
        await GraphWriter(embedded_graph).derive(derived, rebuild=True, lease=Broken())
    assert await graph_digest(embedded_graph) != whole
    await resolved(embedded_graph, rebuild=False)
    assert await graph_digest(embedded_graph) == whole
