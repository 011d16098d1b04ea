import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.codes import InsiderRole
from graph_api.domain.filing import OwnerAsFiled
from graph_api.domain.identifiers import Cik
from graph_api.domain.roles import C_SUITE, is_officer_role, roles_of

CORPUS = Path(os.environ.get("INSIDER_GRAPH_CORPUS", "../shared/edgar"))

CEO = InsiderRole.CEO
CFO = InsiderRole.CFO
COO = InsiderRole.COO
PRESIDENT = InsiderRole.PRESIDENT
CHAIR = InsiderRole.CHAIR
GC = InsiderRole.GENERAL_COUNSEL
VP = InsiderRole.VICE_PRESIDENT
OTHER = InsiderRole.OTHER_OFFICER

CASES: dict[str, tuple[InsiderRole, ...]] = {
    "Chief Executive Officer": (CEO,),
    "C.E.O.": (CEO,),
    "Chief Exec": (CEO,),
    "Chief Executive Offier": (CEO,),
    "Co-CEO": (CEO,),
    "Global Co-CEO": (CEO,),
    "Group CEO": (CEO,),
    "Interim CEO": (CEO,),
    "CHIEF EXECUTIVE OFFICER - INTERIM": (CEO,),
    "Acting Chief Executive Officer": (CEO,),
    "CEO - See Remarks": (CEO,),
    "CEO(1)": (CEO,),
    "CEO until 12/31": (CEO,),
    "Founder & CEO": (CEO,),
    "Principal Executive Officer": (CEO,),
    "Chief Executive Officer of the Company": (CEO,),
    "President and CEO": (CEO, PRESIDENT),
    "President/CEO": (CEO, PRESIDENT),
    "Pres CEO": (CEO, PRESIDENT),
    "CEO,  President, Director": (CEO, PRESIDENT),
    "President and CEO of General Partner": (CEO, PRESIDENT),
    "Pres, Prin. Ex. Officer": (CEO, PRESIDENT),
    "President, Secretary & Treasurer": (PRESIDENT,),
    "Pres, CIO": (PRESIDENT,),
    "Co-Pres": (PRESIDENT,),
    "Chairman of the Board and CEO": (CEO, CHAIR),
    "Exec. COB, Pres, CEO": (CEO, PRESIDENT, CHAIR),
    "CEO, COB of the BOD": (CEO, CHAIR),
    "CEO, Board Chair": (CEO, CHAIR),
    "Non-Exec Chair of the Board": (CHAIR,),
    "Executive Chair": (CHAIR,),
    "Chairman and former CEO": (CHAIR,),
    "Chief Financial Officer": (CFO,),
    "Principal Financial Officer": (CFO,),
    "CFO & Treasurer": (CFO,),
    "Interim Chief Financial Officer": (CFO,),
    "Chief Financial and Accounting Officer": (CFO,),
    "Chief Administrative & Financial Officer": (CFO,),
    "Executive Vice President and CFO": (CFO, VP),
    "SrVP, CFO, Prin Fin, Acct Ofcr": (CFO, VP),
    "EVP-CFO": (CFO, VP),
    "SVP CFO, Treasurer": (CFO, VP),
    "COO": (COO,),
    "Chief Operating Ofcr": (COO,),
    "EVP Chief Operations Officer": (COO, VP),
    "Chief Financial & Operating Officer": (CFO, COO),
    "Principal Executive and Financial Officer": (CEO, CFO),
    "General Counsel": (GC,),
    "Chief Legal Officer": (GC,),
    "Chief Admin., Legal Officer": (GC,),
    "CLO": (GC,),
    "SVP, GC and Secretary": (GC, VP),
    "Senior VP, GC, CAO & Secretary": (GC, VP),
    "Vice President": (VP,),
    "Vice-Pres": (VP,),
    "V.P.": (VP,),
    "Senior Executive Vice President": (VP,),
    "Sr. EVP": (VP,),
    "EVP, Secretary": (VP,),
    "EVP, CLO Business Banking": (VP,),
    "EVP, CRO & Pres. Life Sciences": (VP,),
    "Former CEO": (OTHER,),
    "Ex-CEO": (OTHER,),
    "CEO (Retired)": (OTHER,),
    "Retired CFO": (OTHER,),
    "Chairman Emeritus": (OTHER,),
    "Vice Chairman": (OTHER,),
    "Chair of Audit Committee": (OTHER,),
    "Deputy General Counsel": (OTHER,),
    "President, North America": (OTHER,),
    "President - Retail": (OTHER,),
    "President of Acme Bank": (OTHER,),
    "President Powered Vehicles": (OTHER,),
    "President & COO, Europe": (OTHER,),
    "Regional President": (OTHER,),
    "Group President": (OTHER,),
    "President-Elect": (OTHER,),
    "Co-President, Customer Ops.": (OTHER,),
    "CEO, Google LLC": (OTHER,),
    "CEO Europe": (OTHER,),
    "Bank COO": (OTHER,),
    "See Remarks": (OTHER,),
    "Chief Accounting Officer": (OTHER,),
    "Chief Technology Officer": (OTHER,),
    "Treasurer": (OTHER,),
    "Executive Director": (OTHER,),
    "Co-Founder": (OTHER,),
    "": (OTHER,),
}


def owner(
    *, title: str | None = None, officer: bool | None = True, director: bool | None = None
) -> OwnerAsFiled:
    return OwnerAsFiled(
        cik=Cik("0000000001"),
        name="DOE JANE",
        is_officer=officer,
        is_director=director,
        officer_title=title,
    )


@pytest.mark.parametrize(("title", "roles"), CASES.items())
def test_a_title_gives_its_roles_in_order(title: str, roles: tuple[InsiderRole, ...]) -> None:
    assert roles_of(owner(title=title)) == roles


@pytest.mark.parametrize("write", [str.upper, str.lower, lambda title: f"  {title} "])
@pytest.mark.parametrize("title", CASES)
def test_case_and_blanks_of_a_title_do_not_matter(title: str, write: Callable[[str], str]) -> None:
    assert roles_of(owner(title=write(title))) == CASES[title]


def test_a_title_counts_where_the_officer_box_is_absent() -> None:
    assert roles_of(owner(title="CFO", officer=None)) == (CFO,)


def test_a_title_does_not_count_where_the_officer_box_says_no() -> None:
    assert roles_of(owner(title="CFO", officer=False)) == ()


@pytest.mark.parametrize("title", [None, "", "  "])
def test_no_box_and_no_title_is_no_role(title: str | None) -> None:
    assert roles_of(owner(title=title, officer=None)) == ()


def test_an_officer_without_title_is_an_other_officer() -> None:
    assert roles_of(owner()) == (OTHER,)


def test_the_boxes_give_the_other_roles_in_order() -> None:
    boxes = OwnerAsFiled(
        cik=Cik("0000000001"),
        name="DOE JANE",
        is_director=True,
        is_ten_percent_owner=True,
        is_other=True,
    )
    assert roles_of(boxes) == (
        InsiderRole.DIRECTOR,
        InsiderRole.TEN_PERCENT_OWNER,
        InsiderRole.OTHER,
    )


def test_boxes_that_say_no_or_nothing_give_no_role() -> None:
    assert roles_of(owner(officer=False, director=False)) == ()


def test_officer_roles_are_those_that_titles_give() -> None:
    others = {InsiderRole.DIRECTOR, InsiderRole.TEN_PERCENT_OWNER, InsiderRole.OTHER}
    assert {role for role in InsiderRole if not is_officer_role(role)} == others
    assert {CEO, CFO, COO} == C_SUITE


@given(st.text(max_size=40))
def test_any_title_of_an_officer_gives_officer_roles_only(title: str) -> None:
    roles = roles_of(owner(title=title))
    assert roles
    assert all(is_officer_role(role) for role in roles)
    assert OTHER not in roles[1:]


@given(st.sampled_from(sorted(CASES)), st.sampled_from(["Secretary", "Treasurer", "Director"]))
def test_a_further_office_never_takes_a_role_away(title: str, further: str) -> None:
    assert set(roles_of(owner(title=title))) <= set(roles_of(owner(title=f"{title}; {further}")))


def test_the_page_on_titles_shows_what_the_table_answers() -> None:
    page = (Path(__file__).parents[2] / "docs/officer-titles.md").read_text("utf-8")
    examples = re.findall(r"^\| `([^`]+)` \| ([A-Z_, ]+) \|", page, re.MULTILINE)
    assert len(examples) > 20
    for title, names in examples:
        assert [role.value for role in roles_of(owner(title=title))] == names.split(", ")


def test_every_title_of_the_real_filings_is_read_as_it_was_read_by_hand() -> None:
    filings = CORPUS / "ownership-xml"
    if not filings.exists():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")
    pattern = re.compile(r"<officerTitle>([^<]*)")
    titles = {
        title.replace("&amp;", "&")
        for path in filings.glob("*.xml")
        for title in pattern.findall(path.read_text("utf-8"))
    }
    read = {title: roles_of(owner(title=title)) for title in titles if title.strip()}
    assert read == {title: READ_BY_HAND[title] for title in read}
    assert len(read) >= 10


READ_BY_HAND: dict[str, tuple[InsiderRole, ...]] = {
    "President and CEO": (CEO, PRESIDENT),
    "Chief Executive Officer": (CEO,),
    "Chief Financial Officer": (CFO,),
    "Senior VP, GC, CAO & Secretary": (GC, VP),
    "See remarks": (OTHER,),
    "See Remarks": (OTHER,),
    "Executive Chair": (CHAIR,),
    "SVP, GC and Secretary": (GC, VP),
    "SVP, CLO & Secretary": (GC, VP),
    "EVP, CRO & Pres. Life Sciences": (VP,),
    "Co-President, Customer Ops.": (OTHER,),
    "Co-Founder": (OTHER,),
    "Chief Technology Officer": (OTHER,),
    "Chief Public Affairs Officer": (OTHER,),
    "COO": (COO,),
    "CEO, Google LLC": (OTHER,),
}
