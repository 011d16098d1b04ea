"""What an answer knows: nothing that was accepted after its cut-off, in any way."""

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph_api.bolt.connection import Engine
from graph_api.store.lease import Lease
from loaders.load import load_documents
from loaders.sources import documents
from tests import world
from tests.api.client import Api, api_of, load_sample, nodes
from tests.engines import RunningEngine, running

ACCEPTANCES = """query ($of: AccessionNumber!) { filing(accessionNumber: $of) { acceptedAt } }"""

BROAD = """query ($at: DateTime) {
  clusters(knownAt: $at, definition: {minInsiders: 1, tradingPlans: INCLUDE}) { evaluationDate
    edges { cursor node { id status qualifyingCount insiderCount insiderCountMin insiderCountMax
      reportingOwnerCount transactionCount reportedRowCount filingCount totalValue netShares
      unpricedTransactionCount detectedAt planValueShare planUnknownValueShare
      issuer { name ticker sector { name issuers { totalCount } }
        insiders { edges { node { officerTitle lastReportedAt owner { name formerNames } } } } }
      participants { edges { node { name roles totalValue beneficialOwner { id confidence
        members(includeProbable: true) { owner { cik } status confidence knownFrom links {
          status confidence evidence { quote source { acceptedAt } } } } } } } }
      transactions { edges { node { id shares value filing { formType } beneficialOwners { id } }
      } } } } }
  finradar: clusters(knownAt: $at, definition: {preset: FINRADAR}) { edges { node { id } } }
  transactions(knownAt: $at, first: 500) { totalCount edges { node { id shares pricePerShare } } }
  asFiled: transactions(knownAt: $at, first: 500,
    filter: {rows: AS_FILED, includeDerivatives: true})
    { totalCount edges { node { id value ...versions tradingPlan { status basis adoptedOn quote }
      heldBy { ...named } lookalikes { cik } beneficialOwners { id } repairs { reason }
      filing { amends { id } amendedBy { id } amendmentScope holdings { id heldBy { ...named } }
        transactions(rows: EFFECTIVE) { id } } } } }
  insiders(knownAt: $at, first: 500) { edges { node { cik name beneficialOwners { id }
    relationships { roles lastReportedAt } transactions { totalCount } ...linked
    vehicles { owner { cik } knownFrom confidence } } } }
  entities(knownAt: $at) { totalCount edges { node { name kind asIssuer { id } ...linked } } }
  issuers(knownAt: $at) { edges { node { cik name transactions { totalCount } } } }
}
fragment versions on Transaction { economicTransactionId duplicateGates isVoid isOrphanAmendment
  duplicates { id } supersededBy { id } supersedes { id } aggregates { id } aggregatedBy { id } }
fragment named on GraphNode { ... on Node { id }
  ... on Holder { name kind namedBy { cik } links(minConfidence: "0") { ...told } } }
fragment linked on ReportingOwner { links(minConfidence: "0") { ...told } }
fragment told on OwnershipLink { id role status confidence certain isJoint stoppedBy stoppedBecause
  knownFrom knownTo validFrom validTo
  evidence { kind statement quote weight vetoed knownFrom source { acceptedAt } } }"""

WHY = """query ($a: CIK!, $b: CIK!, $at: DateTime) {
  whyNot(a: {cik: $a}, b: {cik: $b}, knownAt: $at) { collapsed sentence confidence stoppedBy
    steps { id status } vetoes { quote } } }"""

PAIRS = (
    (world.RIDGECOMBE, world.LARKSPUR),
    (world.FUND, world.RAVENSWORTH),
    (world.FUND, world.LARKSPUR),
    (world.GARCIA_FATHER, world.GARCIA_SON),
)


@pytest.fixture(scope="session")
def acceptances(api: Api) -> tuple[str, ...]:
    """Acceptance times of the thirty filings, in order."""
    return tuple(
        api.ask(ACCEPTANCES, of=world.filing(number))["filing"]["acceptedAt"]
        for number in range(1, 31)
    )


def just_before(instant: str) -> str:
    """Return the microsecond before an acceptance time, which has whole seconds."""
    seconds = int(instant[17:19])
    assert seconds > 0
    return f"{instant[:17]}{seconds - 1:02d}.999999{instant[19:]}"


def test_before_its_correction_a_trade_shows_what_was_filed(
    api: Api, acceptances: tuple[str, ...]
) -> None:
    query = """query ($at: DateTime) { issuer(key: {ticker: "KESB"}, knownAt: $at) {
      transactions { totalCount edges { node { shares filing { accessionNumber } } } } } }"""
    corrected_at = acceptances[5]
    before = nodes(api.ask(query, at=just_before(corrected_at))["issuer"]["transactions"])
    after = nodes(api.ask(query, at=corrected_at)["issuer"]["transactions"])
    assert [(Decimal(row["shares"]), row["filing"]) for row in before] == [
        (world.SHARES_BEFORE, {"accessionNumber": world.CORRECTED})
    ]
    assert [(Decimal(row["shares"]), row["filing"]) for row in after] == [
        (world.SHARES_AFTER, {"accessionNumber": world.CORRECTION})
    ]


def test_a_cluster_grows_with_the_filings_of_its_cut_off(
    api: Api, acceptances: tuple[str, ...]
) -> None:
    query = """query ($at: DateTime) { clusters(knownAt: $at, filter: {issuers: [{ticker: "AXLR"}]})
      { edges { node { id insiderCount reportingOwnerCount detectedAt } } } }"""

    def at(instant: str) -> list[dict[str, Any]]:
        return nodes(api.ask(query, at=instant)["clusters"])

    third, fourth = acceptances[18], acceptances[19]
    assert at(just_before(third)) == []
    (three,) = at(third)
    assert (three["insiderCount"], three["reportingOwnerCount"]) == (3, 3)
    assert three["detectedAt"] == third
    assert at(just_before(fourth)) == [three]
    (four,) = at(fourth)
    assert (four["insiderCount"], four["reportingOwnerCount"]) == (4, 5)
    assert (four["id"], four["detectedAt"]) == (three["id"], third)


OWNERS = """{ insiders(first: 500) { edges { node { links { status from { ... on Entity {
  cik relationships { firstReportedAt } } } } } } } }"""


def test_before_the_evidence_of_its_link_a_vehicle_stands_alone(big_api: Api) -> None:
    query = """query ($cik: CIK!, $at: DateTime) { entity(key: {cik: $cik}, knownAt: $at) {
      links { id } beneficialOwners { id principal { cik } } } }"""
    persons = nodes(big_api.ask(OWNERS)["insiders"])
    vehicles = {
        link["from"]["cik"]: min(one["firstReportedAt"] for one in link["from"]["relationships"])
        for person in persons
        for link in person["links"]
        if link["status"] == "ACCEPTED"
    }
    first_seen = {
        cik: big_api.ask(query, cik=cik, at=instant)["entity"] for cik, instant in vehicles.items()
    }
    unexplained = [cik for cik, vehicle in first_seen.items() if not vehicle["links"]]
    assert unexplained, "the generated year lets some vehicles file before they are explained"
    for cik in unexplained:
        assert first_seen[cik]["beneficialOwners"] == [{"id": f"bo:{cik}", "principal": None}]
        (owner,) = big_api.ask(query, cik=cik)["entity"]["beneficialOwners"]
        assert owner["id"] == f"bo:{owner['principal']['cik']}" != f"bo:{cik}"


def test_before_everything_there_is_nothing(api: Api) -> None:
    dawn = "2026-01-01T00:00:00-05:00"
    found = api.ask(BROAD, at=dawn)
    assert found["clusters"] == {"evaluationDate": "2026-01-01", "edges": []}
    assert found["finradar"]["edges"] == []
    assert found["transactions"] == {"totalCount": 0, "edges": []}
    assert found["asFiled"] == found["entities"] == {"totalCount": 0, "edges": []}
    assert found["insiders"]["edges"] == []
    # The list of companies is known always; of filings it says nothing.
    assert [node["transactions"]["totalCount"] for node in nodes(found["issuers"])] == [0] * 7


@pytest.mark.parametrize("number", [1, 20, 30])
def test_keys_of_what_is_accepted_later_find_nothing(
    api: Api, acceptances: tuple[str, ...], number: int
) -> None:
    query = """query ($of: AccessionNumber!, $at: DateTime) {
      filing(accessionNumber: $of, knownAt: $at) { accessionNumber } }"""
    instant, of = acceptances[number - 1], world.filing(number)
    assert api.ask(query, of=of, at=just_before(instant))["filing"] is None
    assert api.ask(query, of=of, at=instant)["filing"] == {"accessionNumber": of}


def test_an_owner_who_files_later_is_unknown_and_so_are_its_cluster_and_its_unit(
    api: Api, acceptances: tuple[str, ...]
) -> None:
    query = """query ($cik: CIK!, $id: ID!, $at: DateTime) {
      insider(key: {cik: $cik}, knownAt: $at) { cik }
      beneficialOwner(key: {cik: $cik}, knownAt: $at) { id } cluster(id: $id, knownAt: $at) { id }
    }"""
    identity = "cl:d1~0099000001~B~0099999999-26-000017~N~1"
    early = just_before(acceptances[16])
    found = api.ask(query, cik=world.owner(1), id=identity, at=early)
    assert set(found.values()) == {None}
    late = api.ask(query, cik=world.owner(1), id=identity, at=acceptances[-1])
    assert None not in late.values()


def assert_nothing_later(answer: object, accepted: Mapping[Any, str], at: str) -> None:
    """Assert that an answer has no instant after ``at``, and names no filing accepted after it."""
    text = json.dumps(answer)
    instants = set(re.findall(r"\d{4}-\d{2}-\d{2}T[\d:.+-]+", text))
    assert max(map(datetime.fromisoformat, instants)) <= datetime.fromisoformat(at)
    named = set(re.findall(r"\d{10}-\d{2}-\d{6}", text))
    late = [a for a in named if datetime.fromisoformat(accepted[a]) > datetime.fromisoformat(at)]
    assert late == []


def test_no_answer_names_what_was_accepted_after_its_cut_off(
    api: Api, acceptances: tuple[str, ...]
) -> None:
    accepted = {world.filing(number): at for number, at in enumerate(acceptances, start=1)}
    for instant in acceptances[::3]:
        assert_nothing_later(api.ask(BROAD, at=instant), accepted, instant)


def test_no_answer_from_a_world_of_amendments_and_vehicles_does_either(big_api: Api) -> None:
    query = """query ($at: DateTime, $after: String) { transactions(knownAt: $at, first: 200,
      after: $after, filter: {rows: AS_FILED, includeDerivatives: true, filedOn: {
      from: "2025-01-01"}}) { pageInfo { hasNextPage endCursor } edges { node { id ...versions
        heldBy { ...named } beneficialOwners { members(includeProbable: true) { knownFrom owner {
          ...linked relationships { firstReportedAt lastReportedAt } } } }
        filing { acceptedAt accessionNumber amends { id } amendedBy { id } holdings { id } } } } } }
      """ + BROAD[BROAD.index("fragment versions") :]
    rows = list(paged(big_api, query))
    accepted = {row["filing"]["accessionNumber"]: row["filing"]["acceptedAt"] for row in rows}
    assert any(row["supersededBy"] for row in rows)
    assert len(accepted) > 100
    for instant in sorted(accepted.values(), key=datetime.fromisoformat)[25::100]:
        for row in paged(big_api, query, at=instant):
            assert_nothing_later(row, accepted, instant)


def paged(api: Api, query: str, **variables: object) -> Iterator[dict[str, Any]]:
    """Yield the nodes of all pages of transactions."""
    after = None
    while True:
        page = api.ask(query, after=after, **variables)["transactions"]
        yield from nodes(page)
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def test_without_a_cut_off_all_that_is_loaded_is_known(
    api: Api, acceptances: tuple[str, ...]
) -> None:
    assert api.ask(BROAD) == api.ask(BROAD, at=None) == api.ask(BROAD, at=acceptances[-1])


def test_a_cut_off_is_an_instant_whatever_its_offset(api: Api) -> None:
    eastern, utc = "2026-02-17T19:18:20-05:00", "2026-02-18T00:18:20+00:00"
    assert api.ask(BROAD, at=eastern) == api.ask(BROAD, at=utc)
    assert api.ask(BROAD, at="2026-02-18T00:18:20Z") == api.ask(BROAD, at=utc)


async def load_more(engine: RunningEngine, files: list[Path]) -> None:
    graph = await engine.connect()
    await load_documents(
        graph,
        list(documents(files)),
        source="part",
        lease=Lease(graph, "tests"),
        address_key=b"tests",
    )
    await graph.close()


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[tuple[RunningEngine, Api]]:
    """A world with the companies and no filing yet."""
    folder = tmp_path / "growing"
    folder.mkdir()
    with running(Engine.EMBEDDED, folder) as engine:
        asyncio.run(load_sample(engine, filings=0))
        with api_of(engine, tmp_path) as opened:
            yield engine, opened


def test_later_filings_never_change_an_earlier_answer(
    api: Api, growing: tuple[RunningEngine, Api], acceptances: tuple[str, ...]
) -> None:
    engine, young = growing
    submissions = world.submission_files()
    for first, last in ((0, 8), (8, 16), (16, 24)):
        asyncio.run(load_more(engine, submissions[first:last]))
        newest = young.ask(BROAD)
        for instant in acceptances[first:last:2]:
            assert young.ask(BROAD, at=instant) == api.ask(BROAD, at=instant), instant
            for a, b in PAIRS:
                then = young.post(WHY, a=a, b=b, at=instant)
                assert then == api.post(WHY, a=a, b=b, at=instant), (a, b, instant)
        assert newest == api.ask(BROAD, at=acceptances[last - 1])
