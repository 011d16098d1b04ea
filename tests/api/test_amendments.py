"""What amends what, from both sides, as of any cut-off."""

from typing import Any

import pytest

from tests import world
from tests.api.client import Api
from tests.api.rows_world import at, just_before
from tests.ingest.resolve_world import accession

AMENDMENTS = """query ($of: AccessionNumber!, $at: DateTime) {
  filing(accessionNumber: $of, knownAt: $at) { formType amendmentScope
    amends { accessionNumber formType amendedBy { accessionNumber } }
    amendedBy { accessionNumber formType acceptedAt amends { accessionNumber } } } }"""


def told(api: Api, number: int, known_at: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = api.ask(AMENDMENTS, of=accession(number), at=known_at)["filing"]
    return found


def named(*numbers: int) -> list[dict[str, str]]:
    return [{"accessionNumber": accession(number)} for number in numbers]


def test_an_original_lists_its_amendments_in_order_of_acceptance(rows_api: Api) -> None:
    original = told(rows_api, 1)
    assert (original["formType"], original["amends"]) == ("FORM_4", None)
    assert original["amendmentScope"] == []
    assert original["amendedBy"] == [
        {
            "accessionNumber": accession(number),
            "formType": "FORM_4A",
            "acceptedAt": at(number),
            "amends": {"accessionNumber": accession(1)},
        }
        for number in (2, 3)
    ]


def test_an_amendment_leads_to_its_original_and_says_what_it_states_otherwise(
    rows_api: Api,
) -> None:
    second = told(rows_api, 2)
    assert second["amends"] == {
        "accessionNumber": accession(1),
        "formType": "FORM_4",
        "amendedBy": named(2, 3),
    }
    assert second["amendmentScope"] == ["TRANSACTIONS", "HEADER"]
    assert second["amendedBy"] == []
    assert told(rows_api, 6)["amendmentScope"] == ["FOOTNOTES"]


def test_an_amendment_without_a_known_original_amends_nothing(rows_api: Api) -> None:
    orphan = told(rows_api, 14)
    assert orphan["formType"] == "FORM_4A"
    assert (orphan["amends"], orphan["amendmentScope"], orphan["amendedBy"]) == (None, [], [])


@pytest.mark.parametrize(
    ("known_at", "expected"),
    [(at(1), []), (just_before(2), []), (at(2), [2]), (just_before(3), [2]), (at(3), [2, 3])],
)
def test_amendments_are_those_known_at_the_cut_off(
    rows_api: Api, known_at: str, expected: list[int]
) -> None:
    found = told(rows_api, 1, known_at)["amendedBy"]
    assert [one["accessionNumber"] for one in found] == [accession(n) for n in expected]


def test_the_cut_off_goes_on_to_what_amendments_lead_to(rows_api: Api) -> None:
    assert told(rows_api, 2, at(2))["amends"]["amendedBy"] == named(2)
    assert told(rows_api, 2, at(3))["amends"]["amendedBy"] == named(2, 3)


def test_both_directions_and_the_scope_are_one_statement(rows_api: Api) -> None:
    query = """query ($of: AccessionNumber!) { filing(accessionNumber: $of) {
      amendmentScope amends { formType } amendedBy { formType } } }"""
    expected = ["filing_amendments", "filings"]
    assert rows_api.relations(query, of=accession(1)) == expected
    assert rows_api.relations(query, of=accession(6)) == expected


def test_a_correction_of_the_sample_and_its_original_lead_to_each_other(api: Api) -> None:
    query = """query ($of: AccessionNumber!) { filing(accessionNumber: $of) {
      amends { accessionNumber } amendedBy { accessionNumber }
      transactions { shares supersededBy { shares } supersedes { shares } } } }"""
    corrected = api.ask(query, of=world.CORRECTED)["filing"]
    correction = api.ask(query, of=world.CORRECTION)["filing"]
    assert corrected["amendedBy"] == [{"accessionNumber": world.CORRECTION}]
    assert correction["amends"] == {"accessionNumber": world.CORRECTED}
    before, after = str(world.SHARES_BEFORE), str(world.SHARES_AFTER)
    assert corrected["transactions"] == [
        {"shares": before, "supersededBy": {"shares": after}, "supersedes": []}
    ]
    assert correction["transactions"] == [
        {"shares": after, "supersededBy": None, "supersedes": [{"shares": before}]}
    ]
