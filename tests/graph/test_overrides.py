"""Decisions in the graph: kept whole, in force from the first load on, and gone without a trace."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from graph_api.bolt.driver import BoltGraph
from graph_api.cli.answers import ask
from graph_api.cypher import statement
from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.instants import OPEN_END, end_of_filing_day
from graph_api.domain.links import Limit, LinkState, OwnershipLink
from graph_api.domain.overrides import Override
from graph_api.errors import ConfigurationError
from graph_api.settings import Settings
from graph_api.store.digest import graph_digest
from graph_api.store.lease import Lease
from graph_api.store.overrides import StoredOverrides, replace_overrides, stored_overrides
from graph_api.store.snapshot import Revision, read_revision, read_snapshot
from loaders.load import finish, resolve_graph
from loaders.manifest import Manifest, ManifestEntry
from loaders.overrides import keeping
from loaders.overrides.changes import Change, changes, read_state
from loaders.overrides.effects import Effect, effects
from loaders.overrides.explaining import facts_about
from loaders.overrides.keeping import in_force
from loaders.overrides.reading import OverridesRead, parse_overrides, shipped_overrides
from loaders.report import LoadReport
from loaders.sources import documents
from tests import world
from tests.engines import wipe
from tests.graph.loading import corpus, load, load_world, sample
from tests.ingest.test_overrides import entry, read

pytestmark = pytest.mark.anyio

VEHICLE, CONTROLLER = world.owner(5), world.owner(4)
"""Joined by the sample's texts."""
FIRM, RUNNER = world.owner(6), world.owner(7)
"""Two persons with nothing in common."""
FATHER, SON = world.owner(27), world.owner(28)
ROWS = tuple(f"{world.filing(number)}|N|1" for number in (3, 4))

EVERY_OP = read(
    entry("must_link", FIRM, RUNNER, role="manager", scope="{from: 2025-01-01, to: 2026-12-31}"),
    entry("cannot_link", VEHICLE, CONTROLLER),
    entry("set_kind", FIRM, None, kind="llc", reason="a firm"),
    entry("set_root", world.owner(16), world.owner(17)),
    entry("same_person", FATHER, SON),
    entry("same_trade", *ROWS),
    entry("not_same_trade", ROWS[0], f"{world.filing(1)}|N|1"),
)
SCOPED = read(
    entry("cannot_link", VEHICLE, CONTROLLER, scope="{from: 2026-02-01, to: 2026-02-28}"),
    entry("must_link", FIRM, RUNNER, scope="{from: 2025-01-01, to: 2025-06-30}"),
    entry("must_link", FIRM, RUNNER, scope="{from: 2026-01-01}"),
    entry("set_kind", FIRM, None, kind="llc"),
    entry("set_root", world.owner(16), FATHER, scope=f"{{issuer: {world.issuer(1)}}}"),
)


async def decide(graph: BoltGraph, taken: Sequence[Override], *, with_shipped: bool = True) -> None:
    """Put decisions in the place of those in force and resolve, as the command does."""
    wanted = in_force(taken, with_shipped=with_shipped)
    await replace_overrides(graph, wanted, with_shipped=with_shipped)
    await finish(graph, lease=Lease(graph, "a test"), report=LoadReport(source="decisions"))


async def explained(graph: BoltGraph, overrides: Sequence[Override]) -> list[Effect]:
    return list(effects(overrides, await facts_about(graph, overrides)))


async def link_now(graph: BoltGraph, vehicle: Cik, controller: Cik) -> OwnershipLink | None:
    snapshot = await read_snapshot(graph, await read_revision(graph))
    return next(
        (
            link
            for link in snapshot.links
            if (link.vehicle, link.controller, link.known_to) == (vehicle, controller, OPEN_END)
        ),
        None,
    )


async def test_decisions_of_every_kind_are_kept_whole(graph: BoltGraph) -> None:
    assert await replace_overrides(graph, EVERY_OP, with_shipped=False)
    stored = await stored_overrides(graph)
    ordered = tuple(sorted(EVERY_OP, key=lambda override: override.key))
    assert stored == StoredOverrides(ordered, with_shipped=False)
    assert not await replace_overrides(graph, EVERY_OP, with_shipped=False)
    assert (await read_revision(graph)).pending


async def test_decisions_replace_those_before_and_mark_what_waits(
    embedded_graph: BoltGraph,
) -> None:
    await decide(embedded_graph, EVERY_OP[:2], with_shipped=False)
    assert await read_revision(embedded_graph) == Revision(1, pending=False)
    moved = replace(EVERY_OP[1], line=70, reason="for another reason")
    assert await replace_overrides(embedded_graph, (moved,), with_shipped=False)
    assert (await stored_overrides(embedded_graph)).overrides == (moved,)
    assert await read_revision(embedded_graph) == Revision(1, pending=True)


async def test_the_shipped_list_is_in_force_from_the_first_load_on(graph: BoltGraph) -> None:
    await load(graph, sample())
    shipped = shipped_overrides().overrides
    assert set((await stored_overrides(graph)).overrides) == set(shipped)
    before = (await graph_digest(graph), await read_revision(graph))
    await load(graph, sample())
    assert (await graph_digest(graph), await read_revision(graph)) == before


async def test_the_shipped_list_stays_out_until_it_is_wanted_again(
    embedded_graph: BoltGraph,
) -> None:
    await load(embedded_graph, sample())
    before = await graph_digest(embedded_graph)
    await decide(embedded_graph, (), with_shipped=False)
    without = await graph_digest(embedded_graph)
    assert without != before
    await load(embedded_graph, sample())
    assert await stored_overrides(embedded_graph) == StoredOverrides((), with_shipped=False)
    assert await graph_digest(embedded_graph) == without
    await decide(embedded_graph, ())
    assert await graph_digest(embedded_graph) == before


async def test_decisions_taken_and_taken_back_leave_no_trace(graph: BoltGraph) -> None:
    await load_world(graph)
    before, state = await graph_digest(graph), await read_state(graph)
    for taken in (EVERY_OP, SCOPED):
        await decide(graph, taken)
        assert await graph_digest(graph) != before
        assert changes(state, await read_state(graph)).links
        await decide(graph, ())
        assert await graph_digest(graph) == before
        assert await read_state(graph) == state


async def test_what_holds_in_part_is_stored_in_parts(graph: BoltGraph) -> None:
    await load_world(graph)
    await decide(graph, SCOPED)
    whole = await graph_digest(graph)
    links = (await read_snapshot(graph, await read_revision(graph))).links
    cut = {
        (link.state, link.valid_from and link.valid_from.month)
        for link in links
        if (link.vehicle, link.controller, link.known_to) == (VEHICLE, CONTROLLER, OPEN_END)
    }
    assert cut == {(LinkState.ACCEPTED, None), (LinkState.REJECTED, 2), (LinkState.ACCEPTED, 3)}
    made = [link for link in links if link.vehicle == FIRM and link.known_to == OPEN_END]
    assert [link.valid_from and link.valid_from.year for link in made] == [2025, 2026]
    assert {link.issuer for link in links if link.controller == FATHER} == {world.issuer(1)}
    walked = await graph.read(statement("derived/controlled_by_current"))
    assert len(walked) == len(links)
    assert not any(effect.idle for effect in await explained(graph, SCOPED))
    await finish_again(graph)
    assert await graph_digest(graph) == whole


async def finish_again(graph: BoltGraph) -> None:
    """Resolve once more, from nothing, as ``insider-graph resolve`` does."""
    lease, report = Lease(graph, "a test"), LoadReport(source="again")
    await resolve_graph(graph, lease=lease, report=report)
    assert not report.derived_changes, "what follows from the same differs from what is stored"
    await resolve_graph(graph, lease=lease, report=report, rebuild=True)


async def test_decisions_before_or_after_the_filings_give_one_graph(
    embedded_graph: BoltGraph,
) -> None:
    await load(embedded_graph, sample())
    await decide(embedded_graph, EVERY_OP)
    after = await graph_digest(embedded_graph)
    await wipe(embedded_graph)
    await decide(embedded_graph, EVERY_OP)
    await load(embedded_graph, sample())
    assert await graph_digest(embedded_graph) == after


async def test_the_digest_shows_what_was_decided_and_not_in_which_file(
    embedded_graph: BoltGraph,
) -> None:
    digests = []
    moved = [replace(o, origin="/elsewhere/x.yaml", line=o.line + 9) for o in EVERY_OP]
    reworded = [replace(o, reason="another") for o in EVERY_OP]
    for taken in (EVERY_OP, moved, reworded):
        await decide(embedded_graph, taken)
        digests.append(await graph_digest(embedded_graph))
    assert digests[0] == digests[1] != digests[2]


async def test_what_a_killed_command_left_is_resolved_by_the_next_load(
    embedded_graph: BoltGraph,
) -> None:
    await load(embedded_graph, sample())
    await decide(embedded_graph, EVERY_OP)
    whole = await graph_digest(embedded_graph)
    await decide(embedded_graph, ())
    await replace_overrides(
        embedded_graph, in_force(EVERY_OP, with_shipped=True), with_shipped=True
    )
    await load(embedded_graph, sample()[:1])
    assert await graph_digest(embedded_graph) == whole


async def test_decisions_change_links_kinds_and_roots_and_say_so(
    embedded_graph: BoltGraph,
) -> None:
    await load(embedded_graph, sample())
    before = await read_state(embedded_graph)
    taken = EVERY_OP[:3]
    await decide(embedded_graph, taken)
    found = changes(before, await read_state(embedded_graph))
    made_then = "ACCEPTED 1 from 2025-01-01 to 2026-12-31"
    assert Change(f"{FIRM} → {RUNNER}", "none", made_then) in found.links
    firm = "PERSON, counts as bo:{}", "LLC, counts as bo:{}"
    assert Change(FIRM, firm[0].format(FIRM), firm[1].format(RUNNER)) in found.owners
    assert VEHICLE in {change.name for change in found.owners}
    made, cut, kind = await explained(embedded_graph, taken)
    assert made.did[0].startswith("made the link Pemberly Ruth A")
    assert "as MANAGER, known from 2026-01-31" in made.did[0]
    assert cut.did[0].startswith("rejected the link Ridgecombe Partners LLC")
    assert kind.did == (f"gave Pemberly Ruth A ({FIRM}) the kind LLC, where the name says PERSON",)
    assert not any(effect.idle for effect in (made, cut, kind))
    rejected = await link_now(embedded_graph, VEHICLE, CONTROLLER)
    assert rejected is not None
    assert (rejected.state, rejected.stopped_by) == (LinkState.REJECTED, Limit.OVERRIDE)
    snapshot = await read_snapshot(embedded_graph, await read_revision(embedded_graph))
    assert snapshot.directory.owners[FIRM].kind is OwnerKind.LLC


COUNTED = """
query ($definition: ClusterDefinitionInput, $filter: ClusterFilter, $key: OwnerKey!) {
  clusters(definition: $definition, filter: $filter) { edges { node {
    insiderCount
    participants { edges { node { beneficialOwner { id members { owner { cik } } } } } }
  } } }
  beneficialOwner(key: $key) { members { owner { cik } } }
}
"""


async def test_a_decision_for_one_issuer_counts_and_is_shown_there_alone(
    embedded_graph: BoltGraph,
) -> None:
    await load(embedded_graph, sample())
    ticker, cik = world.BRACKWATER_BUYS.ticker, world.BRACKWATER_BUYS.issuer
    at_issuer = entry("must_link", FIRM, RUNNER, scope=f"{{issuer: {cik}}}")
    await decide(embedded_graph, read(entry("set_kind", FIRM, None, kind="llc"), at_issuer))
    variables = {
        "definition": {"minInsiders": 1},
        "filter": {"issuers": [{"ticker": ticker}]},
        "key": {"cik": RUNNER},
    }
    data = (await ask(embedded_graph, Settings(), COUNTED, variables))["data"]
    (cluster,) = [edge["node"] for edge in data["clusters"]["edges"]]
    owners = [edge["node"]["beneficialOwner"] for edge in cluster["participants"]["edges"]]
    members = {o["id"]: [m["owner"]["cik"] for m in o["members"]] for o in owners}
    assert cluster["insiderCount"] == len(members) == 2
    assert members[f"bo:{RUNNER}"] == [RUNNER, FIRM]
    assert data["beneficialOwner"]["members"] == [{"owner": {"cik": RUNNER}}]


async def test_what_matches_nothing_is_said(embedded_graph: BoltGraph) -> None:
    await load(embedded_graph, sample())
    strangers = read(
        entry("must_link", 99999999, RUNNER),
        entry("same_trade", ROWS[0], f"{world.filing(1)}|D|9"),
        entry("cannot_link", FATHER, SON),
        entry("set_kind", SON, None, kind="person"),
        entry("must_link", FATHER, RUNNER),
    )
    await decide(embedded_graph, strangers)
    found = await explained(embedded_graph, strangers)
    assert all(effect.idle for effect in found)
    assert [effect.did[0].partition(":")[0] for effect in found] == [
        "matched nothing",
        "matched nothing",
        "changes nothing",
        "changes nothing",
        "changes nothing",
    ]
    assert found[0].did == ("matched nothing: no loaded filing has owner 0099999999",)


async def test_a_new_version_of_the_shipped_list_takes_the_place_of_the_old_one(
    embedded_graph: BoltGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(embedded_graph, sample())
    text = entry("must_link", FIRM, RUNNER, accepted="2026-01-30T12:00:00-05:00")
    newer = parse_overrides(text, "default.yaml", shipped=True)
    assert newer.problems == ()
    monkeypatch.setattr(keeping, "shipped_overrides", lambda: newer)
    await load(embedded_graph, sample()[:1])
    assert (await stored_overrides(embedded_graph)).overrides == newer.overrides


async def test_a_shipped_list_that_contradicts_what_was_decided_is_refused_with_the_way_out(
    embedded_graph: BoltGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(embedded_graph, sample())
    apart = read(entry("cannot_link", FIRM, RUNNER))
    await decide(embedded_graph, apart)
    shipped = tuple(replace(o, shipped=True, origin="default.yaml") for o in EVERY_OP[:1])
    monkeypatch.setattr(keeping, "shipped_overrides", lambda: OverridesRead(shipped, ()))
    with pytest.raises(
        ConfigurationError, match=r"mine\.yaml:1: .* default\.yaml:1 .*--no-default"
    ):
        await load(embedded_graph, sample()[:1])
    await decide(embedded_graph, apart, with_shipped=False)
    assert (await stored_overrides(embedded_graph)).overrides == apart


async def test_the_shipped_list_joins_berkshire_and_its_controlling_stockholder(
    embedded_graph: BoltGraph,
) -> None:
    path = corpus() / "ownership-xml" / "issuer1640147_2020-09-18_3_SNOW_BERKSHIRE-HATHAWAY-INC.xml"
    if not path.is_file():
        pytest.skip(f"{path.name} is not among the real filings")
    accepted = end_of_filing_day(date(2020, 9, 28))
    known = ManifestEntry(
        accession=AccessionNumber("0001209191-20-052220"),
        accepted_at=accepted,
        filed_on=date(2020, 9, 28),
    )
    await load(embedded_graph, list(documents([path])), manifest=Manifest({path.name: known}))
    link = await link_now(embedded_graph, Cik("0001067983"), Cik("0000315090"))
    assert link is not None
    assert (link.state, link.p, link.known_from) == (LinkState.ACCEPTED, 1.0, accepted)
    (effect,) = await explained(embedded_graph, shipped_overrides().overrides[:1])
    (told,) = effect.did
    assert told.startswith("made the link BERKSHIRE HATHAWAY INC (0001067983) → BUFFETT WARREN E")
    assert told.endswith("as SHAREHOLDER, known from 2020-09-28")
