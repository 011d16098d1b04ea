"""The printed schema, its descriptions, and how it departs from what was proposed."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest
from graphql import (
    DocumentNode,
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    GraphQLNamedType,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    UnionTypeDefinitionNode,
    build_schema,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_introspection_type,
    is_object_type,
    is_specified_scalar_type,
    parse,
    print_ast,
)

from schema.api import schema
from tests.api.client import Api

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("INSIDER_GRAPH_CORPUS", ROOT.parent / "shared" / "edgar"))
PROPOSAL = CORPUS.parent / "design" / "schema-proposal.graphql"

LEFT_OUT_ARGUMENTS: Mapping[str, str] = {}
"""Arguments of proposed fields that are not there, and why."""

NEVER_NULL = {
    "BeneficialOwner.members(includeProbable:)",
    "Cluster.transactions(rows:)",
    "ClusterDefinitionInput.preset",
    "ClusterFilter.includeUnclassified",
    "ClusterFilter.taxonomy",
    "Entity.relationships(currentOnly:)",
    "Filing.transactions(rows:)",
    "Insider.relationships(currentOnly:)",
    "Issuer.classification(taxonomy:)",
    "Issuer.insiders(currentOnly:)",
    "IssuerFilter.taxonomy",
    "Query.sectors(taxonomy:)",
    "ReportingOwner.relationships(currentOnly:)",
    "TransactionFilter.includeDerivatives",
    "TransactionFilter.rows",
}
"""Inputs with a default: leaving one out means the default, and null would mean nothing more."""

ADDED = {
    "AcceptedAtBasisCount",
    "ClusterConnection.evaluationDate",
    "CollapseExplanation.summary",
    "DataStatus.acceptedAtBasisCounts",
    "DataStatus.notice",
    "DataStatus.referenceDataKnownFrom",
    "DataStatus.rejectedCount",
    "DataStatus.revision",
    "Holding.heldBy",
    "Evidence.decisionSource",
    "Evidence.field",
    "Evidence.knownFrom",
    "Evidence.pattern",
    "Evidence.span",
    "Evidence.validFrom",
    "Evidence.validTo",
    "Evidence.vetoed",
    "LinkLimit",
    "LinkRole",
    "OwnershipLink.atIssuer",
    "OwnershipLink.certain",
    "OwnershipLink.isJoint",
    "OwnershipLink.role",
    "OwnershipLink.stoppedBecause",
    "OwnershipLink.stoppedBy",
    "OwnershipLink.validFrom",
    "OwnershipLink.validTo",
    "Repair",
    "TextSpan",
    "TradeGate",
    "Transaction.aggregatedBy",
    "Transaction.aggregates",
    "Transaction.duplicateGates",
    "Transaction.effectiveTransactionDate",
    "Transaction.heldBy",
    "Transaction.isContradictory",
    "Transaction.isOrphanAmendment",
    "Transaction.isVoid",
    "Transaction.lookalikes",
    "Transaction.repairs",
    "Transaction.supersedes",
}
"""Beyond the proposal: what the architecture asks to be said of times, dates and control, and why
a row counts or does not."""

NOT_YET: Mapping[str, set[str]] = {
    "ClusterOrderField": {"SCORE", "VALUE_TO_MARKET_CAP"},
    "ClusterPreset": {
        "CLUSTERSIGNAL",
        "EDGARKIT",
        "FINRADAR_DAILY_BUY",
        "FINRADAR_DAILY_SELL",
        "FORM4API",
        "INSIDERCOMPASS",
        "MARKETTRIAGE",
        "OPENINSIDER",
        "RESEARCH_DESK",
        "SECURITIESDB",
        "THIRTEEN_RADAR",
        "THIRTEEN_RADAR_REPORTED",
    },
    "ClusterStatus": {"FORMING", "RETRACTED"},
    # Ends of links between a vehicle and its controller are never these.
    "GraphNode": {"BeneficialOwner", "Issuer"},
    # What an owner is at an issuer stands in relationships; nothing infers who is family, and who
    # files jointly is evidence of control, not a link.
    "LinkKind": {
        "DIRECTOR_OF",
        "FAMILY_OF",
        "JOINT_FILER_WITH",
        "OFFICER_OF",
        "TEN_PERCENT_OWNER_OF",
    },
    "TransactionOrderField": {"FILING_LAG", "OWNERSHIP_CHANGE"},
}
"""Proposed values of enums and members of unions that nothing here can give, or can give yet."""

Member: TypeAlias = FieldDefinitionNode | InputValueDefinitionNode


def test_the_kept_text_is_the_schema_that_is_served(api: Api) -> None:
    kept = (ROOT / "schema.graphql").read_text("utf-8")
    assert kept == f"{schema.as_str()}\n"
    assert api.portal.call(api.http.get, "/schema.graphql").text == kept


def test_the_kept_text_is_a_valid_schema() -> None:
    assert build_schema((ROOT / "schema.graphql").read_text("utf-8")).query_type is not None


def own_types() -> list[GraphQLNamedType]:
    every = build_schema(schema.as_str()).type_map.values()
    return [
        one for one in every if not is_introspection_type(one) and not is_specified_scalar_type(one)
    ]


def undescribed() -> Iterator[str]:
    for one in own_types():
        if not one.description:
            yield one.name
        if is_object_type(one) or is_interface_type(one) or is_input_object_type(one):
            yield from (f"{one.name}.{name}" for name, f in one.fields.items() if not f.description)


def test_every_type_and_field_is_described() -> None:
    assert len(own_types()) > 50
    assert list(undescribed()) == []


def test_every_description_is_a_sentence() -> None:
    described = [(one.name, one.description or "") for one in own_types() if not is_enum_type(one)]
    assert [name for name, text in described if not text.endswith(".")] == []


def members(document: DocumentNode) -> dict[str, Mapping[str, Member]]:
    """Return type → name → field or input field; enums with their values alone."""
    found: dict[str, Mapping[str, Member]] = {}
    for definition in document.definitions:
        if isinstance(
            definition,
            ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | InputObjectTypeDefinitionNode,
        ):
            found[definition.name.value] = {
                field.name.value: field for field in definition.fields or ()
            }
        elif isinstance(definition, EnumTypeDefinitionNode):
            found[definition.name.value] = {}
    return found


def choices(document: DocumentNode) -> dict[str, set[str]]:
    """Return enum → its values, and union → its members."""
    enums = {
        one.name.value: {value.name.value for value in one.values or ()}
        for one in document.definitions
        if isinstance(one, EnumTypeDefinitionNode)
    }
    unions = {
        one.name.value: {member.name.value for member in one.types or ()}
        for one in document.definitions
        if isinstance(one, UnionTypeDefinitionNode)
    }
    return enums | unions


def output_types(types: Mapping[str, Mapping[str, Member]]) -> dict[str, str]:
    return {
        f"{owner}.{name}": print_ast(field.type)
        for owner, fields in types.items()
        for name, field in fields.items()
        if isinstance(field, FieldDefinitionNode)
    }


def input_types(types: Mapping[str, Mapping[str, Member]]) -> dict[str, str]:
    found = {}
    for owner, fields in types.items():
        for name, field in fields.items():
            if isinstance(field, InputValueDefinitionNode):
                found[f"{owner}.{name}"] = print_ast(field.type)
            else:
                for argument in field.arguments or ():
                    place = f"{owner}.{name}({argument.name.value}:)"
                    found[place] = print_ast(argument.type)
    return found


@pytest.fixture(scope="module")
def ours() -> dict[str, Mapping[str, Member]]:
    return members(parse(schema.as_str()))


@pytest.fixture(scope="module")
def proposal() -> DocumentNode:
    if not PROPOSAL.is_file():
        pytest.skip("the proposed schema was not found: set INSIDER_GRAPH_CORPUS")
    return parse(PROPOSAL.read_text("utf-8"))


@pytest.fixture(scope="module")
def proposed(proposal: DocumentNode) -> dict[str, Mapping[str, Member]]:
    return members(proposal)


def test_every_proposed_field_has_the_proposed_type_and_nullability(
    ours: dict[str, Mapping[str, Member]], proposed: dict[str, Mapping[str, Member]]
) -> None:
    found, expected = output_types(ours), output_types(proposed)
    common = found.keys() & expected.keys()
    assert len(common) > 200
    assert {place: found[place] for place in common} == {place: expected[place] for place in common}


def test_every_proposed_input_has_the_proposed_type_but_for_those_named(
    ours: dict[str, Mapping[str, Member]], proposed: dict[str, Mapping[str, Member]]
) -> None:
    found, expected = input_types(ours), input_types(proposed)
    different = {
        place for place in found.keys() & expected.keys() if found[place] != expected[place]
    }
    assert different == NEVER_NULL
    assert all(found[place] == f"{expected[place]}!" for place in different)


def test_what_departs_from_the_proposal_is_named(
    ours: dict[str, Mapping[str, Member]], proposed: dict[str, Mapping[str, Member]]
) -> None:
    fields = {
        f"{owner}.{name}"
        for owner, inner in ours.items()
        for name in inner
        if owner in proposed and name not in proposed[owner]
    }
    assert fields | (ours.keys() - proposed.keys()) == ADDED
    shown = output_types(ours)
    left_out = {
        place
        for place in input_types(proposed).keys() - input_types(ours).keys()
        if place.partition("(")[0] in shown
    }
    assert left_out == LEFT_OUT_ARGUMENTS.keys()


def test_every_choice_is_a_proposed_one_and_those_left_out_are_named(
    proposal: DocumentNode,
) -> None:
    found, expected = choices(parse(schema.as_str())), choices(proposal)
    common = found.keys() & expected.keys()
    assert len(common) > 20
    assert {
        name: expected[name] - found[name] for name in common if found[name] != expected[name]
    } == NOT_YET
    assert all(found[name] <= expected[name] for name in common)
