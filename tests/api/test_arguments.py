"""Arguments that cannot be meant: a code, the accepted range and the path, never half an answer."""

import pytest

from tests.api.client import Api

DEFINED = "query ($it: ClusterDefinitionInput) { clusters(definition: $it) { totalCount } }"

OUT_OF_RANGE: list[tuple[dict[str, object], str, str]] = [
    ({"windowDays": 0}, "windowDays", "1 to 365"),
    ({"windowDays": 366}, "windowDays", "1 to 365"),
    ({"windowDays": -1}, "windowDays", "1 to 365"),
    ({"minInsiders": 0}, "minInsiders", "1 to 100"),
    ({"minInsiders": 101}, "minInsiders", "1 to 100"),
    ({"codes": []}, "codes", "at least one transaction code"),
    ({"forms": []}, "forms", "at least one form"),
    ({"minTotalValue": "-1"}, "minTotalValue", "0 to 1,000,000,000,000,000"),
    ({"minTransactionValue": "-0.01"}, "minTransactionValue", "0 to 1,000,000,000,000,000"),
    ({"minTransactionValue": "1.00001"}, "minTransactionValue", "four decimals"),
    ({"minLinkConfidence": "0.49"}, "minLinkConfidence", "0.5 to 1"),
    ({"minLinkConfidence": "1.01"}, "minLinkConfidence", "0.5 to 1"),
]


@pytest.mark.parametrize(("given", "argument", "accepted"), OUT_OF_RANGE, ids=str)
def test_a_definition_out_of_range_is_refused_with_the_range(
    api: Api, given: dict[str, object], argument: str, accepted: str
) -> None:
    error = api.refusal(DEFINED, it=given)
    assert error["extensions"]["code"] == "INVALID_ARGUMENT"
    assert error["extensions"]["argument"] == argument
    assert accepted in error["extensions"]["accepted"]
    assert error["extensions"]["docs"] == "docs/errors/INVALID_ARGUMENT.md"
    assert error["path"] == ["clusters"]


@pytest.mark.parametrize(
    "given",
    [
        {"windowDays": 1},
        {"windowDays": 365},
        {"minInsiders": 1},
        {"minInsiders": 100},
        {"minTotalValue": "0"},
        {"minTotalValue": 0},
        {"minTransactionValue": "0.0001"},
        {"minLinkConfidence": "0.5"},
        {"minLinkConfidence": "1"},
        {"windowDays": None, "codes": None, "minLinkConfidence": None},
    ],
    ids=str,
)
def test_the_ends_of_every_range_are_accepted(api: Api, given: dict[str, object]) -> None:
    assert api.ask(DEFINED, it=given)["clusters"]["totalCount"] >= 0


@pytest.mark.parametrize("around", ['issuer(key: {ticker: "AXLR"})', "sectors"])
def test_a_definition_below_another_type_is_refused_at_its_own_path(api: Api, around: str) -> None:
    query = f"{{ it: {around} {{ clusters(definition: {{windowDays: 366}}) {{ totalCount }} }} }}"
    response = api.post(query)
    paths = [error["path"] for error in response["errors"]]
    below = ["it"] if "issuer" in around else ["it", 0]
    assert paths[0] == [*below, "clusters"]
    assert {error["extensions"]["argument"] for error in response["errors"]} == {"windowDays"}


MALFORMED: tuple[tuple[str, str], ...] = (
    ('{ issuer(key: {cik: "12x"}) { name } }', "INVALID_IDENTIFIER"),
    ('{ issuer(key: {cik: ""}) { name } }', "INVALID_IDENTIFIER"),
    ('{ issuer(key: {cik: "12345678901"}) { name } }', "INVALID_IDENTIFIER"),
    ('{ filing(accessionNumber: "1-2-3") { id } }', "INVALID_IDENTIFIER"),
    (
        '{ clusters(filter: {issuers: [{ticker: "AXLR"}, {cik: "x"}]}) { totalCount } }',
        "INVALID_IDENTIFIER",
    ),
    ('{ clusters(knownAt: "yesterday") { totalCount } }', "INVALID_ARGUMENT"),
    ('{ clusters(knownAt: "2026-02-01T00:00:00") { totalCount } }', "INVALID_ARGUMENT"),
    ('{ transactions(filter: {filedOn: {from: "May"}}) { totalCount } }', "VALIDATION_FAILED"),
    ('{ clusters(filter: {totalValue: {min: "much"}}) { totalCount } }', "INVALID_ARGUMENT"),
)


@pytest.mark.parametrize(("query", "code"), MALFORMED)
def test_a_malformed_value_in_a_document_is_refused_before_anything_runs(
    api: Api, query: str, code: str
) -> None:
    response = api.post(query)
    (error,) = response["errors"]
    assert error["extensions"]["code"] == code
    assert error["extensions"]["accepted"]
    assert error["locations"]
    assert "data" not in response


MEANINGLESS: tuple[tuple[str, str], ...] = (
    ('{ issuer(key: {id: "own:0099000001"}) { name } }', "INVALID_IDENTIFIER"),
    ('{ issuer(key: {id: "iss:"}) { name } }', "INVALID_IDENTIFIER"),
    ('{ issuer(key: {id: "iss:12x"}) { name } }', "INVALID_IDENTIFIER"),
    ('{ insider(key: {id: "iss:0099000001"}) { name } }', "INVALID_IDENTIFIER"),
    ('{ cluster(id: "x") { id } }', "INVALID_IDENTIFIER"),
    ('{ cluster(id: "cl:d1~0099000001~B") { id } }', "INVALID_IDENTIFIER"),
    ('{ beneficialOwner(key: {cik: "1"}, minConfidence: "0.4") { id } }', "INVALID_ARGUMENT"),
    ('{ sectors(taxonomy: "GICS") { name } }', "INVALID_ARGUMENT"),
    (
        '{ clusters(filter: {sectors: ["Energy"], taxonomy: "GICS"}) { totalCount } }',
        "INVALID_ARGUMENT",
    ),
    (
        """{ transactions(filter: {filedOn: {from: "2026-02-02", to: "2026-01-01"}}) {
          totalCount } }""",
        "INVALID_ARGUMENT",
    ),
)


@pytest.mark.parametrize(("query", "code"), MEANINGLESS)
def test_a_value_without_a_meaning_is_refused_at_its_field(api: Api, query: str, code: str) -> None:
    error = api.refusal(query)
    assert error["extensions"]["code"] == code
    assert error["extensions"]["accepted"]
    assert error["path"] == [query.partition("(")[0].strip(" {")]


@pytest.mark.parametrize(
    ("declared", "query", "value", "code"),
    [
        ("CIK!", "issuer(key: {cik: $it}) { name }", "12x", "INVALID_IDENTIFIER"),
        ("AccessionNumber!", "filing(accessionNumber: $it) { id }", "1", "INVALID_IDENTIFIER"),
        ("DateTime", "clusters(knownAt: $it) { totalCount }", "2026", "INVALID_ARGUMENT"),
        ("Int", "clusters(first: $it) { totalCount }", "ten", "BAD_VARIABLE"),
        ("IssuerKey!", "issuer(key: $it) { name }", {}, "BAD_VARIABLE"),
        ("IssuerKey!", "issuer(key: $it) { name }", {"cik": "1", "ticker": "A"}, "BAD_VARIABLE"),
        ("IssuerKey!", "issuer(key: $it) { name }", {"cik": None}, "BAD_VARIABLE"),
    ],
    ids=str,
)
def test_a_malformed_variable_is_refused_by_code(
    api: Api, declared: str, query: str, value: object, code: str
) -> None:
    error = api.refusal(f"query ($it: {declared}) {{ {query} }}", it=value)
    assert error["extensions"]["code"] == code


def test_one_refused_field_leaves_the_others_their_answer(api: Api) -> None:
    response = api.post(
        '{ sound: issuer(key: {ticker: "AXLR"}) { name } bad: issuer(key: {id: "x"}) { name } }'
    )
    assert response["data"] == {"sound": {"name": "Axolar Software, Inc."}, "bad": None}
    (error,) = response["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["bad"], "INVALID_IDENTIFIER")
