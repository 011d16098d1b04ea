"""Rows held through a co-filer, or through a vehicle that files elsewhere at the issuer."""

import pytest

from graph_api.domain.filing import OwnerAsFiled
from graph_api.domain.links import LinkRole
from loaders.evidence.holder_text import find
from tests.ingest.documents import Row
from tests.ingest.evidence_histories import filed, of_family, pieces
from tests.ingest.evidence_world import ACCESSION, CIKS, expected, filing, told
from tests.ingest.resolve_world import buy, row_key


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


def test_of_vehicles_that_do_not_file_only_those_asked_for_are_told() -> None:
    guest = OwnerAsFiled(cik=CIKS["GP"], name="Larch GP LLC")
    held = filing(owners=["FUND", "DOE"], natures=["By Larch Fund LP", "By Larch GP LLC"])

    assert told(find(held, (guest,))) == expected("GP>DOE .75")
    assert told(find(held)) == expected("FUND>DOE .75")


FUND, OFFSHORE, ROE = "Larch Fund LP", "Larch Fund Ltd", "Roe Jane"
PAIR = (FUND, ROE, 0.75)


def through(nature: str) -> Row:
    return buy(nature_of_ownership=nature, ownership_form="I")


@pytest.mark.parametrize(
    "nature",
    [
        "By Larch Fund, L.P.",
        "By Larch Fund",
        "Held by the Larch Fund LP (see footnote 1)",
        "By Larch Fund LP and Brook Partners LLC",
    ],
)
def test_a_vehicle_that_files_elsewhere_at_the_issuer_is_a_holder_too(nature: str) -> None:
    fund, own = filed(1, [FUND]), filed(2, [ROE], buy(), through(nature))
    (item,) = of_family("F5", fund, own)

    assert pieces("F5", fund, own) == [(*PAIR, 2, None)]
    assert (item.accession, item.row_key) == (own.accession, row_key(2, 2))
    assert item.pattern == "held by an owner of the issuer"
    assert nature[item.start : item.end] == item.quote


def test_it_is_known_when_the_vehicle_is() -> None:
    own = filed(1, [ROE], through("By Larch Fund LP"))

    assert pieces("F5", own, filed(2, [FUND], company=2)) == []
    assert pieces("F5", own, filed(2, [FUND], company=2), filed(3, [FUND])) == [(*PAIR, 3, None)]


@pytest.mark.parametrize(
    "nature",
    [
        "By Larch Fund II LP",
        "By Brook Larch Fund LP",
        "By Larch Fund LP Employees Trust",
        "By Fund",
        "By spouse's Larch Fund LP",
        "See footnote 1",
    ],
)
def test_another_name_is_another_holder(nature: str) -> None:
    assert pieces("F5", filed(1, [FUND]), filed(2, [ROE], through(nature))) == []


def test_a_name_that_comes_to_fit_two_vehicles_says_nothing_any_more() -> None:
    fund, own = filed(1, [FUND]), filed(2, [ROE], through("By Larch Fund"))

    assert pieces("F5", fund, own, filed(3, [OFFSHORE])) == [(*PAIR, 2, 3)]
    assert pieces("F5", fund, filed(2, [OFFSHORE]), filed(3, [ROE], through("By Larch Fund"))) == []


def test_a_legal_form_tells_two_vehicles_apart() -> None:
    funds, own = filed(1, [FUND, OFFSHORE]), filed(2, [ROE], through("By Larch Fund LP"))

    assert pieces("F5", funds, own) == [(*PAIR, 2, None)]


def test_a_co_filer_of_the_name_is_meant_before_anybody_else() -> None:
    own = filed(2, [ROE, FUND], through("By Larch Fund"))

    assert pieces("F5", filed(1, [OFFSHORE]), own) == [(*PAIR, 2, None)]


def test_several_persons_or_none_on_the_form_do_not_say_whose_vehicle_it_is() -> None:
    fund, row = filed(1, [FUND]), through("By Larch Fund LP")

    assert pieces("F5", fund, filed(2, [ROE, "Poe Ann"], row)) == []
    assert pieces("F5", fund, filed(2, ["Larch GP LLC"], row)) == []


def test_each_filing_that_says_so_is_a_sign_of_its_own() -> None:
    fund = filed(1, [FUND])
    own = [
        filed(n, [ROE], through("By Larch Fund LP"), through("By Larch Fund LP")) for n in (2, 3)
    ]

    assert pieces("F5", fund, *own) == [(*PAIR, 2, None), (*PAIR, 3, None)]
