"""Rows of a joint form that are held through one of its owners."""

import pytest

from graph_api.domain.links import LinkRole
from loaders.evidence.holder_text import find
from tests.ingest.evidence_world import ACCESSION, expected, filing, told


@pytest.mark.parametrize(
    ("nature", "links"),
    [
        ("By Larch Fund, L.P.", "FUND>DOE .75"),
        ("Larch Fund LP", "FUND>DOE .75"),
        ("By Larch Fund LP (see footnote 1)", "FUND>DOE .75"),
        ("By Larch Fund II LP", ""),
        ("By Fund", ""),
        ("See footnote 1", ""),
        ("By Spouse", ""),
        ("By spouse's Larch Fund LP", ""),
        ("", ""),
    ],
)
def test_a_row_held_by_a_co_filer_points_to_the_only_person(nature: str, links: str) -> None:
    owners = ["FUND", "GP", "DOE"]

    assert told(find(filing(owners=owners, natures=[nature]))) == expected(links)


def test_several_persons_on_the_form_leave_the_row_to_none_of_them() -> None:
    owners = ["FUND", "DOE", "ROE"]

    assert told(find(filing(owners=owners, natures=["By Larch Fund LP"]))) == set()


def test_the_first_row_of_each_vehicle_is_the_evidence() -> None:
    natures = ["By IRA", "By Larch Fund LP", "By Larch GP LLC", "By Larch Fund LP"]
    items = list(find(filing(owners=["FUND", "GP", "DOE"], natures=natures)))

    assert told(items) == expected("FUND>DOE .75, GP>DOE .75")
    assert [item.row_key for item in items] == [f"{ACCESSION}|NH|2", f"{ACCESSION}|NH|3"]
    assert {item.role for item in items} == {LinkRole.HOLDS_THROUGH}
    assert [item.quote for item in items] == ["Larch Fund LP", "Larch GP LLC"]
