"""The collapse as clients see it: links and members with their evidence, and why or why not."""

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise, permutations
from typing import Any

import pytest
import structlog
import typer
from typer.testing import CliRunner, Result

from graph_api.bolt.connection import Engine
from graph_api.cli import explaining
from graph_api.cli.console import WRONG_USAGE
from graph_api.cypher import statement
from graph_api.domain.derived import Derived
from graph_api.domain.instants import OPEN_END
from graph_api.domain.links import (
    Evidence,
    EvidenceFamily,
    Limit,
    LinkRole,
    LinkState,
    OwnershipLink,
)
from graph_api.store.migrations import migrate
from graph_api.store.writer import GraphWriter
from loaders.resolve import resolve
from schema.links import ROLES_OF_KINDS
from schema.scalars import write_instant
from tests import world
from tests.api.client import Api, api_of, load_sample, nodes
from tests.engines import RunningEngine, running, start_embedded
from tests.ingest.resolve_world import NAMES, accession, buy, cik, filing, noon

JUST_BEFORE = "2026-01-01T00:00:00-05:00"

EXPLAINED = """query ($a: OwnerKey!, $b: OwnerKey!, $at: DateTime) {
  why: explainCollapse(a: $a, b: $b, knownAt: $at) { ...all }
  whyNot(a: $a, b: $b, knownAt: $at) { ...all }
}
fragment all on CollapseExplanation {
  collapsed summary sentence confidence stoppedBy
  vetoes { statement quote vetoed }
  steps { id kind role status confidence certain isJoint stoppedBy stoppedBecause
    from { ...who } to { ...who }
    evidence { kind statement quote weight field pattern vetoed span { start end } decisionSource
      source { footnoteId filing { accessionNumber } } } }
}
fragment who on GraphNode { ... on Insider { cik name } ... on Entity { cik name } }"""


def explained(api: Api, a: str, b: str, at: str | None = None) -> dict[str, Any]:
    """Return the explanation, which both fields give alike."""
    found = api.ask(EXPLAINED, a={"cik": a}, b={"cik": b}, at=at)
    assert found["why"] == found["whyNot"]
    why: dict[str, Any] = found["why"]
    return why


def test_a_vehicle_is_explained_with_the_words_of_the_filing(api: Api) -> None:
    found = explained(api, world.RIDGECOMBE, world.LARKSPUR)
    assert found["collapsed"]
    assert found["stoppedBy"] is None
    (step,) = found["steps"]
    assert (step["from"]["cik"], step["to"]["cik"]) == (world.RIDGECOMBE, world.LARKSPUR)
    assert (step["kind"], step["role"], step["status"]) == (
        "CONTROLLED_BY",
        "MANAGING_MEMBER",
        "ACCEPTED",
    )
    assert step["confidence"] == found["confidence"]
    text = next(sign for sign in step["evidence"] if sign["kind"] == "TEXT")
    assert text["statement"].startswith("named as managing member in footnote ")
    source = text["source"]
    for part in (
        "Ridgecombe Partners LLC counts as Larkspur Julian",
        f"footnote {source['footnoteId']} of {source['filing']['accessionNumber']}: ",
        f"“{text['quote']}”",
        f"({text['weight']})",
    ):
        assert part in found["sentence"]


def test_a_chain_is_explained_link_by_link_in_either_direction(api: Api) -> None:
    up = explained(api, world.FUND, world.RAVENSWORTH)
    down = explained(api, world.RAVENSWORTH, world.FUND)
    assert up["collapsed"]
    assert up["steps"][0]["from"]["cik"] == world.FUND
    assert up["steps"][-1]["to"]["cik"] == world.RAVENSWORTH
    assert all(one["to"] == other["from"] for one, other in pairwise(up["steps"]))
    assert down["steps"] == up["steps"][::-1]
    assert down["confidence"] == up["confidence"]
    for step in up["steps"]:
        assert step["to"]["name"] in up["sentence"]
        assert step["from"]["name"] in up["sentence"]


def test_two_vehicles_of_one_person_are_explained_over_that_person(api: Api) -> None:
    found = explained(api, world.FUND_GENERAL_PARTNER, world.FUND_MANAGER)
    assert found["collapsed"]
    assert {step["to"]["cik"] for step in found["steps"]} == {world.RAVENSWORTH}
    assert "both count as Ravensworth" in found["sentence"]


def test_two_natural_persons_are_never_merged(api: Api) -> None:
    found = explained(api, world.GARCIA_FATHER, world.GARCIA_SON)
    assert not found["collapsed"]
    assert found["steps"] == []
    assert found["stoppedBy"] == "two natural persons are never merged"
    assert "never merged" in found["sentence"]


def test_where_nothing_links_two_owners_the_answer_says_so_and_by_when(api: Api) -> None:
    found = explained(api, world.FUND, world.OKONJO_VALE)
    assert (found["collapsed"], found["confidence"]) == (False, None)
    assert found["sentence"].startswith("Nothing in the filings accepted by 2026-03-19 links ")
    early = "2026-02-28T00:00:00-05:00"
    assert (
        "accepted by 2026-02-28 "
        in explained(api, world.FUND, world.OKONJO_VALE, early)["sentence"]
    )


def test_collapsed_means_members_of_one_beneficial_owner(api: Api) -> None:
    query = """query ($cik: CIK!) { beneficialOwner(key: {cik: $cik}) {
      members { owner { cik } } } }"""
    owners = (world.FUND, world.FUND_MANAGER, world.RAVENSWORTH, world.RIDGECOMBE, world.LARKSPUR)
    units = {}
    for owner in owners:
        found = api.ask(query, cik=owner)["beneficialOwner"]["members"]
        units[owner] = {member["owner"]["cik"] for member in found}
    for a, b in permutations(owners, 2):
        assert explained(api, a, b)["collapsed"] == (b in units[a])


UNKNOWN = (
    ("1234567890", world.LARKSPUR, "a"),
    (world.LARKSPUR, "1234567890", "b"),
    ("1234567890", "1234567891", "a"),
)


@pytest.mark.parametrize("field", ["explainCollapse", "whyNot"])
@pytest.mark.parametrize(("a", "b", "argument"), UNKNOWN)
def test_an_unknown_owner_is_an_error_of_its_argument_and_path(
    api: Api, field: str, a: str, b: str, argument: str
) -> None:
    query = f"query ($a: OwnerKey!, $b: OwnerKey!) {{ it: {field}(a: $a, b: $b) {{ sentence }} }}"
    error = api.refusal(query, a={"cik": a}, b={"cik": b})
    assert error["path"] == ["it"]
    assert error["extensions"]["code"] == "INVALID_ARGUMENT"
    assert error["extensions"]["argument"] == argument


def test_before_its_first_filing_an_owner_is_unknown_here_too(api: Api) -> None:
    query = """query ($a: OwnerKey!, $at: DateTime) { whyNot(a: $a, b: $a, knownAt: $at) {
      sentence } }"""
    error = api.refusal(query, a={"id": f"bo:{world.LARKSPUR}"}, at=JUST_BEFORE)
    assert error["extensions"]["argument"] == "a"


@pytest.mark.parametrize("given", ["iss:0099000001", "own:x", "larkspur", ""])
def test_an_id_of_another_kind_is_malformed_here(api: Api, given: str) -> None:
    query = """query ($a: OwnerKey!) { whyNot(a: $a, b: $a) { sentence } }"""
    assert api.refusal(query, a={"id": given})["extensions"]["code"] == "INVALID_IDENTIFIER"


def test_an_explanation_reads_evidence_once_and_once_more_below_its_steps(api: Api) -> None:
    query = """query ($a: OwnerKey!, $b: OwnerKey!) { explainCollapse(a: $a, b: $b) { %s } }"""
    keys = {"a": {"cik": world.FUND}, "b": {"cik": world.RAVENSWORTH}}
    assert api.relations(query % "collapsed confidence stoppedBy steps { id role }", **keys) == []
    told = api.relations(query % "sentence vetoes { quote }", **keys)
    assert told == ["evidence_of_links"]
    whole = api.relations(query % "sentence vetoes { quote } steps { evidence { quote } }", **keys)
    assert whole == ["evidence_of_links"] * 2


LISTS = (
    "entities(first: $first) { edges { node { links { evidence { quote } } } } }",
    "insiders(first: $first) { edges { node { vehicles { links { evidence { quote } } } } } }",
    """insiders(first: $first) { edges { node { beneficialOwners {
       members(includeProbable: true) { links { evidence { quote } } } } } } }""",
)


@pytest.mark.parametrize("selection", LISTS)
def test_evidence_below_a_list_costs_one_statement_however_long_it_is(
    big_api: Api, selection: str
) -> None:
    query = f"query ($first: Int) {{ {selection} }}"
    for first in (50, 500):
        assert big_api.relations(query, first=first) == ["evidence_of_links"]


LINKS = """query ($kinds: [LinkKind!], $least: Decimal, $at: DateTime) {
  entities(knownAt: $at) { edges { node { cik links(kinds: $kinds, minConfidence: $least) {
    id kind role status confidence certain stoppedBy stoppedBecause
    knownFrom knownTo validFrom validTo
    from { ...who } to { ...who }
    evidence { kind knownFrom quote field source { acceptedAt } } } } } } }
fragment who on GraphNode { ... on Insider { cik } ... on Entity { cik } }"""


def links(api: Api, **variables: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every link of every entity, with the entity's CIK."""
    for node in nodes(api.ask(LINKS, **variables)["entities"]):
        for link in node["links"]:
            yield node["cik"], link


def test_a_link_read_from_the_controller_turns_round_and_keeps_all_else(api: Api) -> None:
    told = {link["id"]: link for _, link in links(api)}
    turned = {link["id"]: link for _, link in links(api, kinds=["HOLDS_VIA"])}
    assert turned.keys() == {f"{key}:HOLDS_VIA" for key in told}
    for key, link in told.items():
        back = turned[f"{key}:HOLDS_VIA"]
        assert (back["from"], back["to"]) == (link["to"], link["from"])
        same = link.keys() - {"id", "kind", "from", "to"}
        assert {name: back[name] for name in same} == {name: link[name] for name in same}


@pytest.mark.parametrize("kind", ["TRUSTEE_OF", "MANAGES"])
def test_a_kind_that_names_a_capacity_shows_links_in_that_capacity(api: Api, kind: str) -> None:
    roles = next({role.value for role in of} for k, of in ROLES_OF_KINDS.items() if k.name == kind)
    everything = [link for _, link in links(api, least="0")]
    shown = [link for _, link in links(api, kinds=[kind], least="0")]
    assert [link["id"] for link in shown] == [
        f"{link['id']}:{kind}" for link in everything if link["role"] in roles
    ]


def test_no_kind_asked_for_shows_no_link(api: Api) -> None:
    assert list(links(api, kinds=[])) == []


def test_links_say_what_they_count_for_and_what_stopped_them(api: Api) -> None:
    everything = [link for _, link in links(api, least="0")]
    assert everything
    for link in everything:
        accepted = link["status"] == "ACCEPTED"
        assert (link["stoppedBy"] is None) == accepted == (link["stoppedBecause"] is None)
        assert accepted or not link["certain"]
        assert accepted or link["stoppedBy"] in Limit.__members__
        assert link["knownTo"] is None
    live = {link["id"] for _, link in links(api)}
    assert live == {i["id"] for i in everything if i["status"] in {"ACCEPTED", "PROBABLE"}}


def test_evidence_of_a_link_was_known_at_the_cut_off_and_combines_to_its_score(api: Api) -> None:
    for at in ("2026-02-19T00:00:00-05:00", "2026-02-26T00:00:00-05:00", None):
        for _, link in links(api, least="0", at=at):
            assert link["evidence"], link["id"]
            for sign in link["evidence"]:
                assert at is None or sign["source"]["acceptedAt"] <= at
                assert at is None or sign["knownFrom"] <= at
                assert sign["kind"] in EvidenceFamily.__members__
                assert sign["kind"] != "ADDRESS" or sign["quote"] is None


FILINGS = (
    *(filing(number, buy(), on=1, by=(name,)) for number, name in enumerate(NAMES, start=1)),
    filing(8, buy(8), on=8, by=("TRUST", "DOE"), notes=["Mr. Doe is trustee of the Trust."]),
    filing(9, buy(9), on=9, by=("ROE",), issuer={"cik": cik("GP"), "name": "Larch GP LLC"}),
    filing(10, buy(10), on=10, by=("TRUST", "DOE"), remarks="Mr. Doe controls the Trust."),
)
"""Seven owners, each alone on a form of day 1, then filings whose number is their day."""

ROE, DOE, POE = (cik(name) for name in ("ROE", "DOE", "POE"))
FUND, GP, MANAGER, TRUST = (cik(name) for name in ("FUND", "GP", "MANAGER", "TRUST"))


def day(number: int) -> str:
    """Return the noon of a day as clients write it."""
    return write_instant(noon(number))


def sign(
    vehicle: str, controller: str, family: EvidenceFamily, known: int, **changes: Any
) -> Evidence:
    """Return evidence in filing ``known``, or for the first days in the vehicle's own form."""
    found = Evidence(
        family=family,
        accession=accession(known if known > 7 else list(NAMES).index(vehicle) + 1),
        vehicle=cik(vehicle),
        controller=cik(controller),
        known_from=noon(known),
        role=LinkRole.CONTROLLER,
        joint=False,
        field="remarks",
        footnote_id=None,
        row_key=None,
        start=0,
        end=1,
        quote="as filed",
        pattern="controls",
        p=0.9,
        vetoed=False,
    )
    return replace(found, **changes)


def link(
    signs: list[Evidence], known: int, until: int | None = None, **changes: Any
) -> OwnershipLink:
    """Return a version of a link that rests on ``signs``."""
    made = OwnershipLink(
        vehicle=signs[0].vehicle,
        controller=signs[0].controller,
        role=signs[0].role,
        state=LinkState.ACCEPTED,
        p=signs[0].p,
        certain=False,
        joint=False,
        valid_from=None,
        valid_to=None,
        known_from=noon(known),
        known_to=OPEN_END if until is None else noon(until),
        evidence=tuple(sorted(one.key for one in signs)),
    )
    return replace(made, **changes)


HABIT = sign(
    "TRUST",
    "DOE",
    EvidenceFamily.CO_REPORTING,
    1,
    p=0.6,
    field="reportingOwner",
    known_to=noon(8),
    pattern="nearly always file together",
)
HOME = sign(
    "TRUST",
    "DOE",
    EvidenceFamily.ADDRESS,
    1,
    p=0.25,
    field="address",
    quote="1 Elm St",
    known_to=noon(9),
)
TRUSTEE = sign(
    "TRUST",
    "DOE",
    EvidenceFamily.TEXT,
    8,
    p=0.8,
    field="footnote",
    footnote_id="F1",
    quote="Mr. Doe is trustee of the Trust",
    pattern="trustee",
    role=LinkRole.TRUSTEE,
)
CONTROL = sign("TRUST", "DOE", EvidenceFamily.TEXT, 10, p=0.95)
PARTNER = sign("FUND", "GP", EvidenceFamily.TEXT, 1, role=LinkRole.GENERAL_PARTNER, p=0.93)
SHARES = [
    sign("GP", name, EvidenceFamily.TEXT, 1, role=LinkRole.MANAGING_MEMBER, joint=True, p=0.85)
    for name in ("ROE", "POE")
]
DENIED = sign(
    "MANAGER", "ROE", EvidenceFamily.TEXT, 1, p=0.285, vetoed=True, quote="has no control over"
)
DECISION = sign(
    "MANAGER",
    "POE",
    EvidenceFamily.OVERRIDE,
    12,
    accession=None,
    field="override",
    row_key="must_link|decision",
    p=1.0,
    pattern="must_link",
    quote="stated in the annual report",
)
SAME = replace(
    DECISION,
    vehicle=POE,
    controller=ROE,
    known_from=noon(13),
    role=LinkRole.SAME_PERSON,
    row_key="same_person|decision",
    pattern="same_person",
)
PROBABLE = {"state": LinkState.PROBABLE, "stopped_by": Limit.NO_STATEMENT, "p": 0.7}
TRUSTEESHIP = {"role": LinkRole.TRUSTEE, "valid_to": date(2026, 12, 31)}
LINKS_MADE = (
    link([PARTNER], 1),
    link([PARTNER], 1, issuer=GP, part_from=date(2026, 3, 9), valid_from=date(2026, 3, 9)),
    *(link([one], 1, joint=True) for one in SHARES),
    link([HABIT, HOME], 1, 8, **PROBABLE),
    link([TRUSTEE, HOME, CONTROL], 8, 11, **TRUSTEESHIP),
    link([TRUSTEE, CONTROL], 11, None, **TRUSTEESHIP),
    link([DENIED], 1, state=LinkState.REJECTED, stopped_by=Limit.VETO),
    link([DECISION], 12, certain=True),
    link([SAME], 13, 14, certain=True),
)


@pytest.fixture(scope="module")
def links_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """A world of links that are written down here, not resolved."""
    home = tmp_path_factory.mktemp("home")
    with running(Engine.EMBEDDED, tmp_path_factory.mktemp("links")) as engine:
        asyncio.run(load_links_world(engine))
        with api_of(engine, home) as opened:
            yield opened


async def load_links_world(engine: RunningEngine) -> None:
    graph = await engine.connect()
    await migrate(graph)
    writer = GraphWriter(graph)
    await writer.merge(FILINGS)
    await writer.derive(derived())
    decision = {
        "key": DECISION.row_key,
        "by": "A. Editor",
        "reason": DECISION.quote,
        "source": "https://example.com/report",
    }
    rows = [{"key": DECISION.row_key, "properties": decision}]
    await graph.write([(statement("write/save_overrides"), {"rows": rows})])
    await graph.write([(statement("write/bump_revision"), {})])
    await graph.close()


def derived() -> Derived:
    evidence = (HABIT, HOME, TRUSTEE, CONTROL, PARTNER, *SHARES, DENIED, DECISION, SAME)
    resolved = resolve(FILINGS)
    return replace(
        resolved,
        evidence=tuple(sorted(evidence, key=lambda one: one.key)),
        links=tuple(sorted(LINKS_MADE, key=lambda one: one.key)),
        resolves_to=(),
    )


def step_between(found: dict[str, Any]) -> dict[str, Any]:
    (step,) = found["steps"]
    result: dict[str, Any] = step
    return result


def test_one_version_of_a_link_shows_evidence_as_it_becomes_known(links_api: Api) -> None:
    shown = {
        known: [
            sign["kind"] + ":" + sign["field"]
            for sign in step_between(explained(links_api, TRUST, DOE, day(known)))["evidence"]
        ]
        for known in (1, 7, 8, 9, 10)
    }
    before = ["CO_REPORTING:reportingOwner", "ADDRESS:address"]
    assert shown == {
        1: before,
        7: before,
        8: ["TEXT:footnote", "ADDRESS:address"],
        9: ["TEXT:footnote"],
        10: ["TEXT:remarks", "TEXT:footnote"],
    }


def test_evidence_has_its_place_in_the_record_and_addresses_are_not_shown(links_api: Api) -> None:
    footnote, address = step_between(explained(links_api, TRUST, DOE, day(8)))["evidence"]
    assert footnote["decisionSource"] is None
    assert footnote["statement"] == "named as trustee in footnote F1"
    assert footnote["source"] == {
        "footnoteId": "F1",
        "filing": {"accessionNumber": accession(8)},
    }
    assert footnote["span"] == {"start": 0, "end": 1}
    assert address["statement"] == "same street address"
    assert address["quote"] is address["span"] is None
    text = step_between(explained(links_api, TRUST, DOE))["evidence"][0]
    assert text["statement"] == "said to control it in the remarks"


def test_a_link_below_the_threshold_is_told_with_what_stopped_it(links_api: Api) -> None:
    found = explained(links_api, TRUST, DOE, day(7))
    step = step_between(found)
    assert not found["collapsed"]
    assert (step["status"], step["stoppedBy"]) == ("PROBABLE", "NO_STATEMENT")
    assert found["stoppedBy"] == step["stoppedBecause"]
    assert found["sentence"].startswith(
        f"Doe Family Trust does not count as Doe John Q: {found['stoppedBy']}. "
    )
    assert (
        "comes to 0.70: reported together in 3 filings or more, nearly always (0.60)"
        in (found["sentence"])
    )
    assert "Elm" not in found["sentence"]


def test_vetoes_are_told_with_the_words_that_speak_against(links_api: Api) -> None:
    found = explained(links_api, MANAGER, ROE, day(7))
    assert [veto["quote"] for veto in found["vetoes"]] == ["has no control over"]
    assert found["vetoes"][0]["vetoed"]
    assert found["stoppedBy"] == "words in the filings speak against control"
    assert explained(links_api, TRUST, DOE)["vetoes"] == []


def test_joint_control_is_told_and_collapses_nobody(links_api: Api) -> None:
    for vehicle, owner in ((GP, ROE), (FUND, POE), (FUND, ROE)):
        found = explained(links_api, vehicle, owner)
        assert not found["collapsed"]
        assert found["steps"][-1]["isJoint"]
        assert (
            "is controlled jointly by Roe Jane and Poe Ann: it counts as both"
            in (found["sentence"])
        )
        assert "collapses into neither" in found["sentence"]
    persons = explained(links_api, ROE, POE)
    assert "never merged; both stand behind Larch GP LLC" in persons["sentence"]


def test_a_decision_is_told_with_who_took_it_and_stands_in_no_filing(links_api: Api) -> None:
    found = explained(links_api, MANAGER, POE)
    (sign_of_decision,) = step_between(found)["evidence"]
    assert sign_of_decision["source"] is None
    assert sign_of_decision["decisionSource"] == "https://example.com/report"
    assert sign_of_decision["field"] == "override"
    assert sign_of_decision["statement"] == "decided by A. Editor: stated in the annual report"
    assert found["sentence"] == (
        "Larch Management LP counts as Poe Ann: decided by A. Editor: stated in the annual report "
        "(1.00)."
    )
    assert not explained(links_api, MANAGER, POE, day(11))["collapsed"]


def test_an_owner_that_is_an_issuer_too_is_shown_as_both_from_when_that_is_known(
    links_api: Api,
) -> None:
    query = """query ($cik: CIK!, $at: DateTime) { entity(key: {cik: $cik}, knownAt: $at) { id
      asIssuer { id } } }"""
    found = {known: links_api.ask(query, cik=GP, at=day(known))["entity"] for known in (8, 9)}
    assert found[8] == {"id": f"own:{GP}", "asIssuer": None}
    assert found[9] == {"id": f"own:{GP}", "asIssuer": {"id": f"iss:{GP}"}}


MEMBERS = """query ($key: OwnerKey!, $probable: Boolean, $at: DateTime, $least: Decimal) {
  beneficialOwner(key: $key, knownAt: $at, minConfidence: $least) { id displayName confidence
    principal { cik vehicles { owner { cik } } }
    members(includeProbable: $probable) { status confidence knownFrom owner { cik }
      links { status confidence evidence { kind } } } } }"""


def members(api: Api, cik: str, *, probable: bool = True, **variables: object) -> dict[str, Any]:
    found = api.ask(MEMBERS, key={"cik": cik}, probable=probable, **variables)["beneficialOwner"]
    result: dict[str, Any] = found
    return result


def test_a_probable_member_stands_apart_and_only_where_it_is_asked_for(links_api: Api) -> None:
    asked, default = (
        members(links_api, DOE, probable=probable, at=day(7)) for probable in (True, False)
    )
    itself, trust = asked["members"]
    assert default["members"] == [itself]
    assert (itself["status"], itself["confidence"], itself["links"]) == ("ACCEPTED", "1", [])
    assert (trust["owner"]["cik"], trust["status"], trust["confidence"]) == (
        TRUST,
        "PROBABLE",
        "0.7",
    )
    (held,) = trust["links"]
    assert (held["status"], held["confidence"]) == ("PROBABLE", "0.7")
    assert [one["kind"] for one in held["evidence"]] == ["CO_REPORTING", "ADDRESS"]
    assert asked["confidence"] == default["confidence"] == "1"


def test_an_accepted_member_is_told_with_its_links_and_from_when(links_api: Api) -> None:
    found = members(links_api, DOE, at=day(9))
    assert [member["owner"]["cik"] for member in found["members"]] == [DOE, TRUST]
    trust = found["members"][1]
    assert (trust["status"], trust["confidence"], trust["knownFrom"]) == ("ACCEPTED", "0.8", day(8))
    assert found["confidence"] == "0.8"
    assert found["principal"]["vehicles"] == [{"owner": {"cik": TRUST}}]


def test_a_link_weighed_anew_begins_no_membership(links_api: Api) -> None:
    (weighed,) = (link for _, link in links(links_api) if link["id"] == f"lnk:{TRUST}>{DOE}")
    assert weighed["knownFrom"] == day(11)
    known = [members(links_api, DOE, at=at)["members"][1]["knownFrom"] for at in (day(9), None)]
    assert known == [day(8)] * 2
    probable = members(links_api, DOE, at=day(7))["members"][1]
    assert (probable["status"], probable["knownFrom"]) == ("PROBABLE", day(1))


TRUSTING = """query ($key: OwnerKey!, $at: DateTime, $least: Decimal!) {
  clusters(knownAt: $at, filter: {participants: [$key]},
    definition: {minInsiders: 1, minLinkConfidence: $least}) { edges { node {
      participants { edges { node { reportingOwners { cik } beneficialOwner { ...unit } } } }
      transactions { edges { node { reportingOwners { cik } beneficialOwners { ...unit } } } } } } }
  beneficialOwner(key: $key, knownAt: $at, minConfidence: $least) { ...unit
    principal { vehicles { owner { cik } } beneficialOwners { ...unit } } } }
fragment unit on BeneficialOwner { id confidence members { owner { cik } } }"""


@pytest.mark.parametrize(("least", "together"), [("0.7", True), ("0.71", False)])
def test_below_a_cluster_links_count_as_they_do_in_it(
    links_api: Api, least: str, together: bool
) -> None:
    found = links_api.ask(TRUSTING, key={"cik": DOE}, at=day(7), least=least)
    owner = found["beneficialOwner"]
    assert {member["owner"]["cik"] for member in owner["members"]} == {DOE, TRUST} - (
        set() if together else {TRUST}
    )
    assert owner["confidence"] == ("0.7" if together else "1")
    principal = owner.pop("principal")
    assert principal["vehicles"] == ([{"owner": {"cik": TRUST}}] if together else [])
    assert principal["beneficialOwners"] == [owner]
    (cluster,) = nodes(found["clusters"])
    units = {
        owner["cik"]: participant["beneficialOwner"]
        for participant in nodes(cluster["participants"])
        for owner in participant["reportingOwners"]
    }
    assert units[DOE] == owner
    assert (units[TRUST] == owner) == together
    told = {
        who["cik"]: row["beneficialOwners"]
        for row in nodes(cluster["transactions"])
        for who in row["reportingOwners"]
    }
    assert {cik: told[cik] for cik in (DOE, TRUST)} == {cik: [units[cik]] for cik in (DOE, TRUST)}


REPORTED = """query ($key: OwnerKey!, $at: DateTime) {
  transactions(knownAt: $at, filter: {owners: [$key]}) { edges { node { reportingOwners { cik } } }
  } clusters(knownAt: $at, definition: {minInsiders: 1}, filter: {participants: [$key]}) {
    totalCount } }"""


def reporters(api: Api, at: str | None = None, **key: str) -> set[str]:
    """Return who reports what is found under a key."""
    found = api.ask(REPORTED, key=key, at=at)
    rows = nodes(found["transactions"])
    assert (found["clusters"]["totalCount"] > 0) == bool(rows)
    return {owner["cik"] for row in rows for owner in row["reportingOwners"]}


def test_a_beneficial_owner_in_a_filter_stands_for_its_members(links_api: Api) -> None:
    assert reporters(links_api, day(7), id=f"bo:{DOE}") == {DOE}
    assert reporters(links_api, id=f"bo:{DOE}") == {DOE, TRUST}
    assert reporters(links_api, id=f"bo:{TRUST}") == {DOE, TRUST}
    assert reporters(links_api, day(7), id=f"bo:{TRUST}") == {TRUST}
    assert reporters(links_api, day(7), id=f"own:{TRUST}") == {TRUST}
    assert reporters(links_api, id=f"bo:{FUND}") == set()
    assert reporters(links_api, cik=FUND) == {FUND}


VEHICLES = """query ($cik: CIK!, $at: DateTime) { insider(key: {cik: $cik}, knownAt: $at) {
  vehicles { owner { cik } } beneficialOwners { id } links(kinds: [SAME_AS]) { id } } }"""


def test_both_ciks_of_one_person_have_the_same_vehicles(links_api: Api) -> None:
    for owner, other in ((ROE, POE), (POE, ROE)):
        found = links_api.ask(VEHICLES, cik=owner, at=day(13))["insider"]
        assert found["beneficialOwners"] == [{"id": f"bo:{ROE}"}]
        assert found["links"] == [{"id": f"lnk:{POE}>{ROE}:SAME_AS"}]
        vehicles = {member["owner"]["cik"] for member in found["vehicles"]}
        assert vehicles == {other, FUND, GP, MANAGER}
        before = links_api.ask(VEHICLES, cik=owner, at=day(12))["insider"]
        assert before["links"] == []
        assert before["beneficialOwners"] == [{"id": f"bo:{owner}"}]


def test_a_confidence_asked_for_admits_probable_members_with_their_links(links_api: Api) -> None:
    found = members(links_api, DOE, probable=False, at=day(7), least="0.7")
    assert [member["owner"]["cik"] for member in found["members"]] == [DOE, TRUST]
    assert [one["status"] for one in found["members"][1]["links"]] == ["PROBABLE"]
    assert members(links_api, DOE, probable=False, at=day(7), least="0.71")["confidence"] == "1"


def test_a_vehicle_under_joint_control_is_nobodys_member(links_api: Api) -> None:
    for owner in (ROE, POE):
        ciks = {member["owner"]["cik"] for member in members(links_api, owner)["members"]}
        assert ciks.isdisjoint({GP, FUND})
    assert members(links_api, GP) is None
    query = """query ($cik: CIK!) { entity(key: {cik: $cik}) { beneficialOwners { id } } }"""
    for vehicle in (GP, FUND):
        units = links_api.ask(query, cik=vehicle)["entity"]["beneficialOwners"]
        assert units == [{"id": f"bo:{ROE}"}, {"id": f"bo:{POE}"}]


def test_a_retired_id_finds_the_owner_that_survives_it(links_api: Api) -> None:
    query = """query ($id: ID!, $at: DateTime) { node(id: $id, knownAt: $at) { id }
      beneficialOwner(key: {id: $id}, knownAt: $at) { id } }"""
    retired = f"bo:{TRUST}"
    then = links_api.ask(query, id=retired, at=day(7))
    assert then == {"node": {"id": retired}, "beneficialOwner": {"id": retired}}
    now = links_api.ask(query, id=retired)
    assert now == {"node": {"id": f"bo:{DOE}"}, "beneficialOwner": {"id": f"bo:{DOE}"}}
    assert set(links_api.ask(query, id=f"bo:{GP}").values()) == {None}
    assert set(links_api.ask(query, id=f"bo:{TRUST}", at=day(0)).values()) == {None}


def test_links_of_every_state_are_shown_where_their_score_is_reached(links_api: Api) -> None:
    def shown(**variables: object) -> dict[str, str]:
        found = links(links_api, at=day(7), **variables)
        return {link["id"]: link["status"] for _, link in found}

    rejected = f"lnk:{MANAGER}>{ROE}"
    assert rejected not in shown()
    assert shown(least="0.2")[rejected] == "REJECTED"
    assert rejected not in shown(least="0.3")
    assert set(shown().values()) == {"ACCEPTED", "PROBABLE"}


def test_every_link_is_found_by_its_id_in_whichever_direction_it_is_read(links_api: Api) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on OwnershipLink { atIssuer } } }"
    ids = [
        link["id"]
        for kinds in (None, ["HOLDS_VIA", "TRUSTEE_OF", "MANAGES"])
        for _, link in links(links_api, least="0", kinds=kinds)
    ]
    found = links_api.ask(query, ids=ids)["nodes"]
    assert [one["id"] for one in found] == ids
    parts = {one["id"] for one in found if one["atIssuer"] is not None}
    part = f"lnk:{FUND}>{GP}/{GP}/2026-03-09"
    assert parts == {part, f"{part}:HOLDS_VIA", f"{part}:MANAGES"}


def test_a_link_has_its_days_and_says_whether_it_is_certain(links_api: Api) -> None:
    told = {link["id"]: link for _, link in links(links_api)}
    dated, decided = told[f"lnk:{TRUST}>{DOE}"], told[f"lnk:{MANAGER}>{POE}"]
    assert (dated["validFrom"], dated["validTo"], dated["certain"]) == (None, "2026-12-31", False)
    assert decided["certain"]
    assert " until 2026-12-31" in explained(links_api, TRUST, DOE)["sentence"]
    before = {link["id"]: link for _, link in links(links_api, at=day(7))}[f"lnk:{TRUST}>{DOE}"]
    assert (before["knownFrom"], before["knownTo"]) == (day(1), None)


def test_answers_change_as_more_becomes_known_and_end_at_all_that_is_loaded(links_api: Api) -> None:
    everything = """query ($at: DateTime) { entities(knownAt: $at) { edges { node { name
      links(minConfidence: "0") { id status confidence evidence { statement quote } }
      beneficialOwners { id members(includeProbable: true) { status confidence owner { cik } } } } }
      } }"""
    answers = [links_api.ask(everything, at=day(known)) for known in (0, 1, 8, 10, 12)]
    assert nodes(answers[0]["entities"]) == []
    assert all(one != other for one, other in pairwise(answers))
    assert links_api.ask(everything) == answers[-1]


@pytest.fixture(scope="module")
def explain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Result]]:
    """The command in a home with the sample loaded."""
    app = typer.Typer()
    app.callback()(lambda: None)
    explaining.register(app)
    home = tmp_path_factory.mktemp("home")
    (home / "graph").mkdir()
    with start_embedded(home / "graph") as engine:
        asyncio.run(load_sample(engine))
        settings = {"INSIDER_GRAPH_HOME": str(home), "COLUMNS": "100"}

        def run(*words: str) -> Result:
            result = CliRunner().invoke(app, ["explain", *words], env=settings)
            structlog.reset_defaults()
            return result

        yield run


def test_a_terminal_shows_the_same_explanation(explain: Callable[..., Result], api: Api) -> None:
    result = explain(world.FUND, world.RAVENSWORTH)
    assert result.exit_code == 0
    found = explained(api, world.FUND, world.RAVENSWORTH)
    text = " ".join(result.stdout.split())
    assert found["summary"] in text
    assert found["sentence"].startswith(found["summary"])
    assert f"one owner, confidence {found['confidence']}" in text
    for step in found["steps"]:
        assert step["role"].replace("_", " ").lower() in text
        assert all(f"“{sign['quote']}”" in text for sign in step["evidence"][:1])


def test_json_is_what_the_api_answers(explain: Callable[..., Result], api: Api) -> None:
    printed = json.loads(explain(world.GARCIA_FATHER, world.GARCIA_SON, "--json").stdout)
    found = explained(api, world.GARCIA_FATHER, world.GARCIA_SON)
    assert printed == {name: found[name] for name in printed}
    assert printed["sentence"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("99100005", "own:0099100004"),
        ("bo:0099100005", "larkspur"),
        ("ridgecombe", "Julian Larkspur"),
        ("Ridgecombe Partners LLC", "LARKSPUR JULIAN T"),
    ],
)
def test_owners_are_named_by_number_id_or_words_of_their_name(
    explain: Callable[..., Result], a: str, b: str
) -> None:
    result = explain(a, b)
    assert result.exit_code == 0, result.output
    assert "Ridgecombe Partners LLC counts as Larkspur Julian T" in result.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Garcia", "larkspur"), "0099100028  Garcia Luis III"),
        (("larkspur", "nobody"), "'nobody' is not accepted; nobody is called so"),
        (("1", "99100004"), "'1' is not accepted; nobody filed under it"),
        (("bo:x", "99100004"), "'x' is not a CIK"),
        (("99100004", "99100005", "--known-at", "today"), "2026-03-01T16:00:00-05:00"),
        (
            ("99100004", "99100005", "--known-at", "2026-01-01T00:00:00Z"),
            "'99100004' is not accepted; nobody filed",
        ),
        (
            ("larkspur", "ridgecombe", "--known-at", "2026-01-01T00:00:00Z"),
            "'larkspur' is not accepted",
        ),
    ],
)
def test_what_names_nobody_or_several_is_wrong_usage_and_says_so(
    explain: Callable[..., Result], words: tuple[str, ...], told: str
) -> None:
    result = explain(*words)
    assert result.exit_code == WRONG_USAGE
    assert told in result.stderr
    assert result.stdout == ""
