"""What is kept in memory for each state of the graph, and what of it is known as of a cut-off."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph_api.bolt.connection import Row
from graph_api.bolt.driver import BoltGraph
from graph_api.cypher import Statement, statement
from graph_api.domain.codes import AcceptedAtBasis
from graph_api.domain.definitions import DateBasis
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant, end_of_filing_day, instant_of
from graph_api.domain.links import LinkState
from graph_api.domain.sectors import sector_of_sic
from graph_api.store.digest import graph_digest
from graph_api.store.directory import LATEST
from graph_api.store.snapshot import (
    Revision,
    Snapshot,
    Snapshots,
    read_revision,
    read_snapshot,
)
from graph_api.store.tape import Tape, months
from loaders.companies import CompaniesRead, Company, read_companies
from loaders.reference import load_companies
from loaders.sources import Document
from tests import world
from tests.engines import wipe
from tests.graph.loading import (
    company,
    load,
    load_world,
    made,
    parsed,
    person,
    sample,
    saved,
)

pytestmark = pytest.mark.anyio

ALWAYS = Instant(0)
ACME, ANN = Cik("0099000101"), Cik("0099000201")
MAY, JUNE, JULY = (end_of_filing_day(date(2024, month, 1)) for month in (5, 6, 7))


def before(instant: Instant) -> Instant:
    return Instant(instant - 1)


async def snapshot_of(graph: BoltGraph) -> Snapshot:
    return await read_snapshot(graph, await read_revision(graph))


def renamed(folder: Path) -> list[Document]:
    """Return three filings in which an issuer and an owner take new names, May to July 2024."""

    def filed(number: int, month: int, issuer: Sequence[str], owner: str) -> dict[str, bytes]:
        return made(
            number,
            issuer=company(1, *issuer),
            owners=[person(1, owner)],
            signatures=[{"name": "x", "signed_on": f"2024-{month:02d}-01"}],
        )

    return saved(
        folder,
        {
            **filed(1, 5, ("Acme Works Inc", "ACMW"), "Archer Ann"),
            **filed(2, 6, ("Acme Holdings Inc", "ACMH"), "Archer Ann"),
            **filed(3, 7, ("Acme Holdings Inc", "NONE"), "Archer-Bell Ann"),
        },
    )


async def test_names_and_tickers_are_those_of_the_newest_filing_accepted_by_the_cut_off(
    graph: BoltGraph, tmp_path: Path
) -> None:
    await load(graph, renamed(tmp_path))
    acme = (await snapshot_of(graph)).directory.issuers[ACME]
    assert [(acme.name(at), acme.ticker(at)) for at in (before(MAY), MAY, before(JUNE))] == [
        (None, None),
        ("Acme Works Inc", "ACMW"),
        ("Acme Works Inc", "ACMW"),
    ]
    assert [(acme.name(at), acme.ticker(at)) for at in (JUNE, JULY, LATEST)] == [
        ("Acme Holdings Inc", "ACMH"),
        ("Acme Holdings Inc", None),
        ("Acme Holdings Inc", None),
    ]


async def test_an_owner_has_former_names_and_none_before_its_first_filing(
    graph: BoltGraph, tmp_path: Path
) -> None:
    await load(graph, renamed(tmp_path))
    ann = (await snapshot_of(graph)).directory.owners[ANN]
    assert [ann.name(at) for at in (before(MAY), before(JULY), JULY)] == [
        None,
        "Archer Ann",
        "Archer-Bell Ann",
    ]
    assert (ann.former_names(before(JULY)), ann.former_names(LATEST)) == ((), ("Archer Ann",))


async def test_a_former_ticker_still_finds_its_issuer_but_not_before_it_was_known(
    graph: BoltGraph, tmp_path: Path
) -> None:
    await load(graph, renamed(tmp_path))
    directory = (await snapshot_of(graph)).directory
    assert directory.find_ticker("acmw", LATEST) == ACME
    assert directory.find_ticker("ACMH", before(JUNE)) is None
    assert directory.find_ticker("NOPE", LATEST) is None


async def test_the_evaluation_date_is_that_of_the_cut_off_in_new_york_or_of_the_newest_filing(
    graph: BoltGraph, tmp_path: Path
) -> None:
    assert (await snapshot_of(graph)).evaluation_date(LATEST) == date(1969, 12, 31)
    await load(graph, renamed(tmp_path))
    snapshot = await snapshot_of(graph)
    assert snapshot.evaluation_date(LATEST) == date(2024, 7, 1)
    late_in_new_york = instant_of(datetime(2024, 6, 2, 3, 59, tzinfo=UTC))
    assert snapshot.evaluation_date(late_in_new_york) == date(2024, 6, 1)


async def test_links_come_with_the_state(graph: BoltGraph) -> None:
    await load(graph, sample())
    links = (await snapshot_of(graph)).links
    (link,) = (link for link in links if link.vehicle == world.RIDGECOMBE)
    assert (link.controller, link.state) == (world.LARKSPUR, LinkState.ACCEPTED)
    assert (await snapshot_of(graph)).links == links
    assert world.LARKSPUR in (await snapshot_of(graph)).directory.persons
    assert world.RIDGECOMBE not in (await snapshot_of(graph)).directory.persons


async def test_a_state_is_read_anew_only_when_the_revision_has_moved(graph: BoltGraph) -> None:
    snapshots = Snapshots(graph)
    empty = await snapshots.current()
    assert (empty.revision, empty.newest_acceptance) == (Revision(0, pending=False), None)
    assert await snapshots.current() is empty
    await load(graph, sample()[:3])
    loaded = await snapshots.current()
    assert (loaded.revision.number, len(loaded.directory.issuers)) == (1, 2)
    await load(graph, sample()[:3])
    assert await snapshots.current() is loaded


class Counting:
    """The tape's side of a graph, which counts what it is asked."""

    def __init__(self, graph: BoltGraph) -> None:
        self._graph = graph
        self.engine = graph.engine
        self.asked: list[tuple[str, object]] = []

    async def read(self, asked: Statement, /, **parameters: object) -> list[Row]:
        self.asked.append((asked.name, parameters["since"]))
        return await self._graph.read(asked, **parameters)


async def test_the_tape_holds_every_version_of_every_dated_trade_by_whole_months(
    graph: BoltGraph,
) -> None:
    await load(graph, sample())
    found = await graph.read(statement("derived/trades_current"))
    tape = Tape(graph)
    for basis in DateBasis:
        trades = await tape.between(date(2025, 1, 15), date(2026, 12, 3), basis)
        assert sorted(trade.key for trade in trades) == sorted(str(row["key"]) for row in found)
    january = await tape.between(date(2026, 1, 20), date(2026, 1, 21), DateBasis.TRANSACTION_DATE)
    days = sorted({trade.transaction_date for trade in january if trade.transaction_date})
    assert (days[0] < date(2026, 1, 20), days[-1].month) == (True, 1)


async def test_a_corrected_trade_has_two_versions_that_meet(graph: BoltGraph) -> None:
    await load(graph, sample())
    trades = await Tape(graph).between(
        date(2026, 1, 1), date(2026, 1, 31), DateBasis.TRANSACTION_DATE
    )
    row = f"{world.CORRECTED}|N|1"
    first, second = sorted(
        (trade for trade in trades if trade.trade_id == row), key=lambda t: t.known_from
    )
    assert (first.shares, second.shares) == (world.SHARES_BEFORE, world.SHARES_AFTER)
    assert first.known_to == second.known_from == parsed(sample()[5]).accepted_at
    assert (len(first.rows), len(second.rows)) == (1, 2)


async def test_a_month_is_fetched_once_whoever_asks(graph: BoltGraph) -> None:
    await load(graph, sample()[:3])
    counting = Counting(graph)
    tape = Tape(counting)  # type: ignore[arg-type]
    span = date(2026, 1, 31), date(2026, 3, 1)
    once = await tape.between(*span, DateBasis.FILED_ON)
    again = await tape.between(*span, DateBasis.FILED_ON)
    assert again == once
    assert counting.asked == [
        ("read/trades_by_filing_date", date(2026, month, 1)) for month in (1, 2, 3)
    ]


def test_months_go_over_the_turn_of_the_year() -> None:
    assert list(months(date(2024, 11, 30), date(2025, 2, 1))) == [
        (2024, 11),
        (2024, 12),
        (2025, 1),
        (2025, 2),
    ]


def listed(cik: Cik, ticker: str | None, name: str | None, sic: str | None) -> Company:
    tickers = (ticker,) if ticker else ()
    return Company(
        cik=cik, ticker=ticker, tickers=tickers, name=name, sic=sic, sic_description=None
    )


def listing(*companies: Company) -> CompaniesRead:
    return CompaniesRead(companies=companies, rejected=())


async def test_every_company_of_the_sample_has_the_sector_of_its_sic_code(graph: BoltGraph) -> None:
    await load_world(graph)
    issuers = (await snapshot_of(graph)).directory.issuers
    for known in read_companies(world.SAMPLE / "companies.csv").companies:
        label = issuers[known.cik].classification(LATEST)
        assert label is not None
        assert label[1].partition(":")[2] == sector_of_sic(known.sic or ""), known.cik


async def test_loading_companies_again_changes_nothing(graph: BoltGraph) -> None:
    await load_world(graph)
    before_it, revision = await graph_digest(graph), await read_revision(graph)
    companies = read_companies(world.SAMPLE / "companies.csv")
    report = await load_companies(graph, companies, known_from=ALWAYS)
    assert (report.companies, report.changed, report.revision) == (7, 0, revision.number)
    assert await graph_digest(graph) == before_it


async def test_what_a_list_says_is_known_from_its_day(graph: BoltGraph) -> None:
    await load(graph, [])
    await load_companies(graph, listing(listed(ACME, "ACMW", "Acme", "7372")), known_from=JUNE)
    acme = (await snapshot_of(graph)).directory.issuers[ACME]
    for say in (acme.name, acme.ticker, acme.classification):
        assert (say(before(JUNE)), bool(say(JUNE))) == (None, True)


async def test_a_later_list_reclassifies_and_leaves_what_was_said_before_to_its_time(
    graph: BoltGraph,
) -> None:
    await load(graph, [])
    lists = [
        (listing(listed(ACME, "ACMW", "Acme", "7372")), ALWAYS),
        (listing(listed(ACME, "ACMB", "Acme Bank", "6022")), JUNE),
        (listing(listed(ACME, None, "Acme Bank", None)), JUNE),
    ]
    digests = set()
    for order in (lists, lists[::-1], [lists[1], lists[0], lists[2]]):
        await wipe(graph)
        for read, known_from in order:
            await load_companies(graph, read, known_from=known_from)
        digests.add(await graph_digest(graph))
    assert len(digests) == 1
    acme = (await snapshot_of(graph)).directory.issuers[ACME]
    sectors = [label[1] for at in (before(JUNE), JUNE) if (label := acme.classification(at))]
    assert [sector.partition(":")[2] for sector in sectors] == ["Technology", "Financial Services"]
    assert acme.ticker(JUNE) == "ACMB"


async def test_a_company_without_a_sector_is_listed_all_the_same(graph: BoltGraph) -> None:
    await load(graph, [])
    await load_companies(graph, listing(listed(ACME, "ACMW", None, None)), known_from=ALWAYS)
    acme = (await snapshot_of(graph)).directory.issuers[ACME]
    assert (acme.ticker(LATEST), acme.classification(LATEST)) == ("ACMW", None)


async def test_a_filing_and_a_list_of_the_same_issuer_meet_in_either_order(
    graph: BoltGraph, tmp_path: Path
) -> None:
    files, read = renamed(tmp_path), listing(listed(ACME, "LIST", "Listed", "7372"))
    await load(graph, files)
    await load_companies(graph, read, known_from=ALWAYS)
    filed_first = await graph_digest(graph)
    await wipe(graph)
    await load(graph, [])
    await load_companies(graph, read, known_from=ALWAYS)
    await load(graph, files)
    assert await graph_digest(graph) == filed_first
    acme = (await snapshot_of(graph)).directory.issuers[ACME]
    assert [(acme.name(at), acme.ticker(at)) for at in (before(MAY), MAY, JULY)] == [
        ("Listed", "LIST"),
        ("Acme Works Inc", "ACMW"),
        ("Acme Holdings Inc", "LIST"),
    ]


async def test_data_status_counts_filings_by_form_and_by_how_they_are_dated(
    graph: BoltGraph, tmp_path: Path
) -> None:
    await load(graph, sample() + renamed(tmp_path))
    rows = await graph.read(statement("read/data_status"))
    bases = {(row["formType"], row["acceptedAtBasis"]): row["filings"] for row in rows}
    assert bases["4", AcceptedAtBasis.ESTIMATED.value] == 3
    assert sum(n for n in bases.values() if isinstance(n, int)) == 33
