"""Filings in, GraphQL JSON out: the sample's clusters, and every walk from them into the graph."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from graph_api.domain.identifiers import AccessionNumber, Cik
from tests import world
from tests.api.client import Api, nodes
from tests.world import ExpectedCluster

FIGURES = """
query ($definition: ClusterDefinitionInput) {
  clusters(definition: $definition) {
    totalCount
    edges { node { ...figures } }
  }
}
fragment figures on Cluster {
  id direction insiderCount insiderCountExact insiderCountMin insiderCountMax
  reportingOwnerCount transactionCount reportedRowCount filingCount totalValue netShares
  unpricedTransactionCount firstTransactionDate lastTransactionDate spanDays
  issuer { cik ticker }
  participants { totalCount edges { node { insider { cik } reportingOwners { cik } } } }
  transactions { totalCount edges { node { filing { accessionNumber } } } }
}
"""

DEFINITIONS: tuple[tuple[dict[str, str], tuple[ExpectedCluster, ...]], ...] = (
    ({}, world.DEFAULT_CLUSTERS),
    ({"tradingPlans": "INCLUDE"}, world.WITH_PLANS),
    ({"countBasis": "REPORTING_OWNER"}, world.BY_REPORTING_OWNER),
)


def figures_of(node: Mapping[str, Any]) -> dict[str, object]:
    """Return what an answer says of a cluster, in the words of ``ExpectedCluster``."""
    members = nodes(node["participants"])
    return {
        "ticker": node["issuer"]["ticker"],
        "issuer": node["issuer"]["cik"],
        "direction": node["direction"],
        "filings": {row["filing"]["accessionNumber"] for row in nodes(node["transactions"])},
        "insiders": {member["insider"]["cik"] for member in members},
        "reporting_owners": {
            owner["cik"] for member in members for owner in member["reportingOwners"]
        },
        "trades": len(nodes(node["transactions"])),
        "total_value": Decimal(node["totalValue"]),
        "net_shares": Decimal(node["netShares"]),
        "unpriced": node["unpricedTransactionCount"],
        "first": node["firstTransactionDate"],
        "last": node["lastTransactionDate"],
    }


def figures_expected(cluster: ExpectedCluster) -> dict[str, object]:
    return {
        "ticker": cluster.ticker,
        "issuer": cluster.issuer,
        "direction": cluster.direction,
        "filings": set(cluster.filings),
        "insiders": set(cluster.insiders),
        "reporting_owners": set(cluster.reporting_owners),
        "trades": cluster.trades,
        "total_value": cluster.total_value,
        "net_shares": cluster.net_shares,
        "unpriced": cluster.unpriced,
        "first": cluster.first.isoformat(),
        "last": cluster.last.isoformat(),
    }


def counts_of(node: Mapping[str, Any]) -> tuple[int, ...]:
    names = ("insiderCount", "reportingOwnerCount", "transactionCount", "filingCount", "spanDays")
    return tuple(node[name] for name in names)


def counts_expected(cluster: ExpectedCluster) -> tuple[int, ...]:
    return (
        len(cluster.insiders),
        len(cluster.reporting_owners),
        cluster.trades,
        len(cluster.filings),
        (cluster.last - cluster.first).days + 1,
    )


def largest_first(clusters: tuple[ExpectedCluster, ...]) -> list[ExpectedCluster]:
    return sorted(clusters, key=lambda cluster: -cluster.total_value)


@pytest.mark.parametrize(("definition", "expected"), DEFINITIONS, ids=lambda value: str(value)[:40])
def test_every_cluster_of_the_sample_has_its_figures_and_its_place(
    api: Api, definition: dict[str, str], expected: tuple[ExpectedCluster, ...]
) -> None:
    found = api.ask(FIGURES, definition=definition)["clusters"]
    ordered = largest_first(expected)
    assert [figures_of(node) for node in nodes(found)] == [figures_expected(c) for c in ordered]
    assert [counts_of(node) for node in nodes(found)] == [counts_expected(c) for c in ordered]
    assert found["totalCount"] == len(expected)


def test_a_fund_with_four_ciks_is_one_insider_and_no_cluster(api: Api) -> None:
    query = """query ($basis: CountBasis) {
      clusters(definition: {countBasis: $basis}, filter: {issuers: [{ticker: "DRYF"}]}) {
        edges { node { insiderCount qualifyingCount reportingOwnerCount } } } }"""
    assert nodes(api.ask(query)["clusters"]) == []
    (false_cluster,) = nodes(api.ask(query, basis="REPORTING_OWNER")["clusters"])
    assert false_cluster == {"insiderCount": 1, "qualifyingCount": 4, "reportingOwnerCount": 4}


def test_finradar_counts_plan_sales_and_looks_back_thirty_days(api: Api) -> None:
    query = """{ clusters(definition: {preset: FINRADAR}) { evaluationDate edges { node {
      issuer { ticker } totalValue definition { preset windowMode tradingPlans codes } } } } }"""
    found = api.ask(query)["clusters"]
    recent = (world.VANTABRIA_SELLS, world.QUOVELLIX_PLAN_SELLS)
    assert found["evaluationDate"] == "2026-03-19"
    assert [(n["issuer"]["ticker"], Decimal(n["totalValue"])) for n in nodes(found)] == [
        (cluster.ticker, cluster.total_value) for cluster in recent
    ]
    assert nodes(found)[0]["definition"] == {
        "preset": "FINRADAR",
        "windowMode": "LOOKBACK",
        "tradingPlans": "INCLUDE",
        "codes": [],
    }


def test_a_cluster_is_found_again_by_its_id(api: Api) -> None:
    one = "query ($id: ID!) { cluster(id: $id) { ...figures } } "
    fragment = FIGURES[FIGURES.index("fragment") :]
    for definition, _ in (*DEFINITIONS, ({"preset": "FINRADAR"}, ())):
        for node in nodes(api.ask(FIGURES, definition=definition)["clusters"]):
            assert api.ask(one + fragment, id=node["id"])["cluster"] == node


def test_a_participant_leads_to_the_person_and_what_they_are_elsewhere(api: Api) -> None:
    query = """{ clusters(filter: {issuers: [{ticker: "AXLR"}]}) { edges { node {
      participants { edges { node { name roles insider { cik relationships {
        issuer { ticker } roles isDirector isOfficer officerTitle firstReportedAt
        source { documentUrl acceptedAt } } } } } } } } } }"""
    (cluster,) = nodes(api.ask(query)["clusters"])
    people = {m["insider"]["cik"]: m["insider"] for m in nodes(cluster["participants"])}
    quovellix, axolar = people[world.OKONJO_VALE]["relationships"]
    assert (quovellix["issuer"]["ticker"], axolar["issuer"]["ticker"]) == ("QVLX", "AXLR")
    (chief,) = people[world.owner(1)]["relationships"]
    assert chief["officerTitle"] == "President and CEO"
    assert (chief["isDirector"], chief["isOfficer"]) == (True, True)
    assert chief["roles"] == ["CEO", "PRESIDENT", "DIRECTOR"]
    assert chief["source"] == {
        "documentUrl": document_url(world.AXOLAR, world.filing(17)),
        "acceptedAt": chief["firstReportedAt"],
    }


def document_url(issuer: Cik, accession: AccessionNumber, name: str = "ownership.xml") -> str:
    folder = f"{int(issuer)}/{accession.replace('-', '')}"
    return f"https://www.sec.gov/Archives/edgar/data/{folder}/{name}"


MEMBERS = """{
  principal { cik }
  members {
    status confidence
    owner { cik __typename ... on Entity { kind } }
    links { role status from { ... on Entity { cik } } to { ... on Insider { cik } }
      evidence { kind statement quote source { documentUrl footnoteId acceptedAt
        filing { accessionNumber footnotes { id text } } } } }
  }
}"""


def test_a_collapse_quotes_the_footnote_that_tells_who_controls_the_vehicle(api: Api) -> None:
    query = f"""{{ clusters(filter: {{issuers: [{{ticker: "AXLR"}}]}}) {{ edges {{ node {{
      participants {{ edges {{ node {{ name beneficialOwner {MEMBERS} }} }} }} }} }} }} }}"""
    (cluster,) = nodes(api.ask(query)["clusters"])
    larkspur = next(
        member["beneficialOwner"]
        for member in nodes(cluster["participants"])
        if member["name"] == "Larkspur Julian T"
    )
    person, vehicle = larkspur["members"]
    assert person["owner"] == {"cik": world.LARKSPUR, "__typename": "Insider"}
    assert (person["confidence"], person["links"]) == ("1", [])
    assert vehicle["owner"] == {"cik": world.RIDGECOMBE, "__typename": "Entity", "kind": "LLC"}
    assert vehicle["status"] == "ACCEPTED"
    assert Decimal("0.8") <= Decimal(vehicle["confidence"]) < 1
    (link,) = vehicle["links"]
    assert (link["role"], link["from"]["cik"]) == ("MANAGING_MEMBER", world.RIDGECOMBE)
    assert link["to"]["cik"] == world.LARKSPUR
    told = link["evidence"][0]
    assert told["kind"] == "TEXT"
    assert told["statement"] == "named as managing member in footnote F1"
    assert "Mr. Larkspur is the managing member" in told["quote"]
    assert told["source"]["filing"]["accessionNumber"] == world.filing(20)
    assert told["source"]["documentUrl"] == document_url(world.AXOLAR, world.filing(20))
    notes = {note["id"]: note["text"] for note in told["source"]["filing"]["footnotes"]}
    assert told["quote"] in " ".join(notes[told["source"]["footnoteId"]].split())


@pytest.mark.parametrize(
    "cik", [world.FUND, world.FUND_GENERAL_PARTNER, world.FUND_MANAGER, world.RAVENSWORTH]
)
def test_any_member_leads_to_the_person_behind_a_fund(api: Api, cik: Cik) -> None:
    query = f"query ($cik: CIK!) {{ beneficialOwner(key: {{cik: $cik}}) {MEMBERS} }}"
    found = api.ask(query, cik=cik)["beneficialOwner"]
    assert found["principal"]["cik"] == world.RAVENSWORTH
    members = [member["owner"]["cik"] for member in found["members"]]
    assert members[0] == world.RAVENSWORTH
    assert set(members) == {
        world.RAVENSWORTH,
        world.FUND,
        world.FUND_GENERAL_PARTNER,
        world.FUND_MANAGER,
    }
    roles = {link["role"] for member in found["members"] for link in member["links"]}
    assert roles == {"GENERAL_PARTNER", "INVESTMENT_MANAGER", "MANAGING_MEMBER"}


def test_a_sector_leads_through_issuers_and_insiders_to_transactions(api: Api) -> None:
    query = """{ sectors { name industries { name } clusters { totalCount }
      issuers { edges { node { ticker insiders(currentOnly: false) { edges { node { officerTitle
        owner { cik transactions { totalCount edges { node {
          code shares filing { accessionNumber } } } } } } } } } } } } }"""
    sectors = {sector["name"]: sector for sector in api.ask(query)["sectors"]}
    assert len(sectors) == 11
    technology = sectors["Technology"]
    assert technology["clusters"]["totalCount"] == 1
    assert {industry["name"] for industry in technology["industries"]} == {
        "Semiconductors & Related Devices",
        "Services-Prepackaged Software",
    }
    axolar, quovellix = nodes(technology["issuers"])
    assert (axolar["ticker"], quovellix["ticker"]) == ("AXLR", "QVLX")
    owners = {node["owner"]["cik"]: node["owner"] for node in nodes(axolar["insiders"])}
    assert set(world.AXOLAR_BUYS.reporting_owners) <= set(owners)
    bought = nodes(owners[world.owner(1)]["transactions"])
    assert [(row["code"], row["filing"]["accessionNumber"]) for row in bought] == [
        ("P", world.filing(17)),
        ("P", world.filing(17)),
    ]
    assert sum(Decimal(row["shares"]) for row in bought) == 40_000


def test_a_sector_reached_from_a_cluster_is_the_one_of_the_root_list(api: Api) -> None:
    fields = "name industries { name } issuers { edges { node { cik } } } clusters { totalCount }"
    query = f"""{{ sectors {{ {fields} }}
      issuer(key: {{ticker: "VNTB"}}) {{ sector {{ {fields} }} }} }}"""
    data = api.ask(query)
    assert data["issuer"]["sector"] in data["sectors"]
    assert data["issuer"]["sector"]["name"] == "Healthcare"


def test_four_pockets_are_four_rows_of_one_insider(api: Api) -> None:
    query = """query ($accession: AccessionNumber!) { filing(accessionNumber: $accession) {
      formType documentUrl tradingPlanBox transactions { shares natureOfOwnership ownershipForm
        beneficialOwners { displayName } } } }"""
    found = api.ask(query, accession=world.FOUR_POCKETS)["filing"]
    rows = found["transactions"]
    assert tuple(row["natureOfOwnership"] for row in rows) == world.POCKETS
    assert [row["ownershipForm"] for row in rows] == ["DIRECT", *["INDIRECT"] * 3]
    owners = {owner["displayName"] for row in rows for owner in row["beneficialOwners"]}
    assert owners == {"Drummond-Hale Beatrix"}
    assert found["documentUrl"] == document_url(world.KESTELBROOK, world.FOUR_POCKETS)


def test_one_purchase_of_two_spouses_is_one_trade_with_two_owners(api: Api) -> None:
    query = """query ($accession: AccessionNumber!) { filing(accessionNumber: $accession) {
      reportingOwners { cik } transactions { beneficialOwners { principal { cik } } } } }"""
    found = api.ask(query, accession=world.SPOUSES)["filing"]
    (row,) = found["transactions"]
    behind = {owner["principal"]["cik"] for owner in row["beneficialOwners"]}
    assert behind == {owner["cik"] for owner in found["reportingOwners"]}
    assert len(behind) == 2


def test_father_and_son_of_one_name_stay_two_insiders(api: Api) -> None:
    query = """{ insiders(filter: {nameContains: "garcia"}) { edges { node {
      cik beneficialOwners { id } } } } }"""
    found = {node["cik"]: node["beneficialOwners"] for node in nodes(api.ask(query)["insiders"])}
    assert found == {cik: [{"id": f"bo:{cik}"}] for cik in (world.GARCIA_FATHER, world.GARCIA_SON)}


def test_a_form_3_shows_holdings_of_both_tables_and_no_transactions(api: Api) -> None:
    query = """query ($accession: AccessionNumber!) { filing(accessionNumber: $accession) {
      formType transactions { id } holdings { isDerivative shares underlyingShares
        exercisePrice natureOfOwnership source { element } } } }"""
    found = api.ask(query, accession=world.FORM_3_WITH_HOLDINGS)["filing"]
    assert (found["formType"], found["transactions"]) == ("FORM_3", [])
    assert [row["isDerivative"] for row in found["holdings"]] == [False, False, True, True]
    assert [row["shares"] for row in found["holdings"]] == ["1250", "310.5", None, None]
    assert found["holdings"][1]["natureOfOwnership"] == "By 401(k) Plan"
    assert found["holdings"][2]["underlyingShares"] == "6000"
    nothing = api.ask(query, accession=world.FORM_3_WITHOUT_SECURITIES)["filing"]
    assert nothing["holdings"] == []


def test_a_corrected_trade_shows_once_as_corrected(api: Api) -> None:
    query = """query ($issuer: CIK!) { issuer(key: {cik: $issuer}) {
      transactions(filter: {codes: [P]}) { edges { node { shares filing {
        accessionNumber formType } } } } } }"""
    rows = nodes(api.ask(query, issuer=world.KESTELBROOK)["issuer"]["transactions"])
    found = {row["filing"]["accessionNumber"]: row for row in rows}
    assert world.CORRECTED not in found
    assert Decimal(found[world.CORRECTION]["shares"]) == world.SHARES_AFTER
    assert found[world.CORRECTION]["filing"]["formType"] == "FORM_4A"


def test_fills_are_listed_one_by_one(api: Api) -> None:
    query = """query ($accession: AccessionNumber!) { filing(accessionNumber: $accession) {
      transactions { id shares } } }"""
    rows = [
        row
        for accession in world.FILLS
        for row in api.ask(query, accession=accession)["filing"]["transactions"]
    ]
    assert len({row["id"] for row in rows}) == 45
    assert sum(Decimal(row["shares"]) for row in rows) == world.FILLS_SOLD


def test_a_price_that_is_only_a_footnote_is_null_and_has_no_value(api: Api) -> None:
    query = """query ($accession: AccessionNumber!) { filing(accessionNumber: $accession) {
      transactions { id pricePerShare reportedPricePerShare priceQuality value shares
        footnotes { id text } } } }"""
    accession = world.UNPRICED_ROW.partition("|")[0]
    rows = api.ask(query, accession=accession)["filing"]["transactions"]
    row = next(row for row in rows if row["id"] == f"txn:{world.UNPRICED_ROW}")
    assert (row["pricePerShare"], row["reportedPricePerShare"], row["value"]) == (None, None, None)
    assert row["priceQuality"] == "MISSING"
    assert row["shares"] == "400"
    assert row["footnotes"]


def test_recent_transactions_come_newest_first_without_derivatives(api: Api) -> None:
    query = """{ transactions(first: 500) { totalCount edges { node { isDerivative issuer { ticker }
      filing { acceptedAt accessionNumber } } } } }"""
    found = api.ask(query)["transactions"]
    rows = nodes(found)
    # A corrected trade keeps the place of its original.
    original = [row for row in rows if row["filing"]["accessionNumber"] != world.CORRECTION]
    times = [row["filing"]["acceptedAt"][:19] for row in original]
    assert times == sorted(times, reverse=True)
    assert not any(row["isDerivative"] for row in rows)
    assert found["totalCount"] == len(rows)
    assert {row["issuer"]["ticker"] for row in rows} == {
        *("AXLR", "BRKW", "VNTB", "QVLX", "DRYF", "HCRS", "KESB")
    }


def test_the_status_says_what_is_loaded_and_how_times_are_known(api: Api) -> None:
    query = """{ dataStatus { filingCount rejectedCount lastAcceptedAt taxonomies schemaVersion
      acceptedAtBasisCounts { basis filingCount } referenceDataKnownFrom
      coverage { forms from to planBoxAvailableFrom } } }"""
    status = api.ask(query)["dataStatus"]
    assert (status["filingCount"], status["rejectedCount"]) == (30, 0)
    assert status["acceptedAtBasisCounts"] == [{"basis": "HEADER", "filingCount": 30}]
    assert status["lastAcceptedAt"] == "2026-03-19T16:30:17-04:00"
    assert status["coverage"] == {
        "forms": ["FORM_3", "FORM_4", "FORM_4A", "FORM_5"],
        "from": "2026-01-08",
        "to": "2026-03-19",
        "planBoxAvailableFrom": "2023-04-01",
    }
    assert (status["taxonomies"], status["referenceDataKnownFrom"]) == (["SIC"], None)


def test_every_preset_is_listed_with_its_figures_and_its_source(api: Api) -> None:
    query = """{ clusterDefinitions { preset windowDays windowMode minInsiders countBasis codes
      tradingPlans minLinkConfidence disputed sourceNote } }"""
    ours, theirs = api.ask(query)["clusterDefinitions"]
    assert ours.pop("sourceNote").startswith("Our own definition")
    assert "Assumed" in theirs.pop("sourceNote")
    assert ours == {
        "preset": "DEFAULT",
        "windowDays": 30,
        "windowMode": "ROLLING",
        "minInsiders": 3,
        "countBasis": "BENEFICIAL_OWNER",
        "codes": ["P", "S"],
        "tradingPlans": "EXCLUDE",
        "minLinkConfidence": "0.8",
        "disputed": False,
    }
    changed = {"preset": "FINRADAR", "windowMode": "LOOKBACK", "codes": []}
    assert theirs == ours | changed | {"tradingPlans": "INCLUDE"}
