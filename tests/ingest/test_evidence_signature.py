"""Signature lines through which an entity signs, and those that say nothing."""

import os
import time
from pathlib import Path

import pytest

from graph_api.domain.links import LinkRole
from loaders.evidence.signature import find
from tests.ingest.evidence_world import expected, filing, told

CORPUS = Path(
    os.environ.get("INSIDER_GRAPH_CORPUS", Path(__file__).parents[2].parent / "shared" / "edgar")
)

SIGNED = [
    ("Larch GP LLC, By: /s/ John Q. Doe, Managing Member", "GP>DOE .9"),
    ("Larch GP LLC By: /s/ John Q. Doe Its: Manager", "GP>DOE .9"),
    ("Larch GP LLC, By: /s/ John Doe, Name: John Doe, Title: Managing Member", "GP>DOE .9"),
    ("/s/ John Q. Doe, Managing Member of Larch GP LLC", "GP>DOE .9"),
    ("By: /s/ John Q. Doe as managing member of Larch GP LLC", "GP>DOE .9"),
    ("Brook Holdings Corp, By: /s/ Jane Roe, President", "HOLDING>ROE .9"),
    ("Brook Holdings Corp By: /s/ Jane Roe Title: Sole Member", "HOLDING>ROE .9"),
    ("Brook Holdings Corp, By: /s/ Jane Roe, Vice President", "HOLDING>ROE .4"),
    ("Brook Holdings Corp, By: /s/ Jane Roe, its Director", "HOLDING>ROE .4"),
    ("Brook Holdings Corp, By: /s/ Jane Roe, Chief Financial Officer", "HOLDING>ROE .4"),
    ("Brook Holdings Corp /s/ Jane Roe", "HOLDING>ROE .4"),
    ("/s/ Larch GP LLC, John Q. Doe, Managing Member", "GP>DOE .9"),
    ("/s/ John Q. Doe, Managing Member, Larch GP LLC", "GP>DOE .9"),
    # Employees, and officers of somebody else.
    ("Larch GP LLC, By: /s/ John Q. Doe, Compliance Manager", "GP>DOE .4"),
    ("Larch GP LLC, By: /s/ John Q. Doe, Assistant Manager", "GP>DOE .4"),
    ("Larch GP LLC, By: /s/ John Q. Doe, Manager, Tax", "GP>DOE .4"),
    ("Larch GP LLC, By: /s/ John Q. Doe, Manager of Legal Affairs", "GP>DOE .4"),
    ("Larch GP LLC, By: /s/ John Q. Doe, Former Manager", "GP>DOE .4"),
    ("Larch Fund LP, By: /s/ John Q. Doe, Investment Manager", "FUND>DOE .4"),
    ("Larch Fund LP, By: /s/ John Q. Doe, Plan Administrator", "FUND>DOE .4"),
    ("Larch GP LLC, By: /s/ John Q. Doe, Authorized Manager", "GP>DOE .9"),
    ("Larch GP LLC, By: /s/ John Q. Doe, Co-Manager", "GP>DOE .9"),
    (
        "Larch Fund LP, By: /s/ Jane Roe, Chief Financial Officer of its General Partner",
        "FUND>ROE .4",
    ),
    ("Larch Fund LP, By: /s/ Jane Roe, Secretary of the Manager", "FUND>ROE .4"),
    ("Larch Fund LP, By: /s/ Jane Roe, Managing Member of its General Partner", "FUND>ROE .9"),
    (
        "Doe Family Trust, By: /s/ Jane Roe, Vice President of Elm Trust Company, Trustee",
        "TRUST>ROE .4",
    ),
    ("Doe Family Trust, By: /s/ Jane Roe, Trustee of the Doe Family Trust", "TRUST>ROE .75"),
    # Through entities that sign but do not file.
    (
        "Larch Fund LP, By: Quill V GP LLC, its general partner, By: /s/ John Q. Doe, Manager",
        "FUND>DOE .9",
    ),
    (
        (
            "Larch Fund LP, By: Quill V LP, its general partner, By: Quill LLC, its general "
            "partner, By: /s/ John Q. Doe, Authorized Signatory"
        ),
        "FUND>DOE .4",
    ),
    ("/s/ John Q. Doe, Manager of Quill LLC, the general partner of Larch Fund LP", "FUND>DOE .9"),
    ("Doe Family Trust, By: /s/ Jane Roe, Trustee", "TRUST>ROE .75"),
    ("Doe Family Trust, by its Trustee, Jane Roe, /s/ Jane Roe", "TRUST>ROE .75"),
    ("Doe Family Trust, By: /s/ Jane Roe, Co-Trustee", "TRUST>ROE .75 joint"),
    ("Estate of Ann Poe, By: /s/ Jane Roe, Executor", "ESTATE>ROE .9"),
    (
        "Larch Fund LP, By: Larch GP LLC, its general partner, By: /s/ John Q. Doe, Manager",
        "FUND>GP .9, GP>DOE .9",
    ),
    (
        (
            "LARCH FUND LP By: Larch GP LLC Its: General Partner By: Brook Holdings Corp Its: "
            "Managing Member By: /s/ Jane Roe Its: President"
        ),
        "FUND>GP .9, GP>HOLDING .9, HOLDING>ROE .9",
    ),
    (
        (
            "Larch Fund LP, By: its General Partner, Larch GP LLC, By: its Managing Member, "
            "/s/ John Q. Doe"
        ),
        "FUND>GP .9, GP>DOE .9",
    ),
    (
        (
            "/s/ Jane Roe - for Larch Fund LP, By: Larch Management LP, its investment manager, "
            "By: Jane Roe, its managing member"
        ),
        "FUND>MANAGER .9, MANAGER>ROE .9",
    ),
    (
        "/s/ John Q. Doe, Manager of Larch GP LLC, the General Partner of Larch Fund LP",
        "FUND>GP .9, GP>DOE .9",
    ),
    (
        "Larch Fund LP, By: Larch GP LLC, its general partner, By: /s/ Nora Nims, Manager",
        "FUND>GP .9",
    ),
    (
        "/s/ John Q. Doe, individually and as managing member of Larch GP LLC",
        "GP>DOE .9",
    ),
    ("/s/ John Q. Doe, managing member on behalf of Larch GP LLC", "GP>DOE .9"),
    (
        "Larch Fund LP, By: Larch GP LLC, its GP, By: /s/ John Q. Doe, Manager",
        "FUND>GP .9, GP>DOE .9",
    ),
    ("Larch GP LLC; By: /s/ J. Q. Doe, Managing Member", "GP>DOE .9"),
    ("LARCH GP LLC /s/ Jack Doe Name: Jack Doe Title: Managing Partner", "GP>DOE .9"),
    (
        "Larch GP LLC, By: John Q. Doe, its Manager, By: /s/ Nora Nims, Attorney-in-Fact",
        "GP>DOE .9",
    ),
    (
        (
            "/s/ Nora Nims, by power of attorney for John Q. Doe, a Director of Larch GP LLC, the "
            "General Partner of Larch Fund LP"
        ),
        "FUND>GP .9",
    ),
    (
        (
            "/s/ Jane Roe, Chief Operating Officer of Larch GP LLC, general partner of Larch "
            "Management LP, general partner of Larch Fund LP"
        ),
        "FUND>MANAGER .9, GP>ROE .4, MANAGER>GP .9",
    ),
    ("/s/ Jane Roe, Authorized Signatory on behalf of Brook Holdings Corp", "HOLDING>ROE .4"),
]

SILENT = [
    "/s/ John Q. Doe",
    "/s/ Nora Nims, attorney-in-fact for Larch GP LLC",
    "/s/ John Q. Doe, attorney-in-fact for Larch GP LLC",
    "/s/ John Q. Doe, by power of attorney for Larch GP LLC",
    "/s/ John Q. Doe, POA for Larch GP LLC",
    "Larch GP LLC, By: /s/ John Q. Doe, Attorney-in-Fact",
    "Larch GP LLC, By: /s/ John Q. Doe, Manager, pursuant to a power of attorney",
    "John Q. Doe, By: /s/ Jane Roe, Attorney-in-Fact",
    "/s/ Larch GP LLC, By: Nora Nims, its General Counsel",
    "/s/ Jane Roe, as attorney-in-fact for John Q. Doe, Manager of Larch GP LLC",
    "Larch GP LLC",
    "Larch GP LLC, By: John Q. Doe, By: /s/ Nora Nims, Attorney-in-Fact",
    "Larch GP LLC, By: /s/ Nora Nims, Attorney-in-fact for John Q. Doe, Chief Financial Officer",
    "/s/ John Q. Doe on behalf of Larch GP LLC",
    "Larch GP LLC, By: Larch GP LLC, its manager",
    "",
]


@pytest.mark.parametrize(("line", "links"), SIGNED)
def test_an_entity_is_controlled_by_who_signs_for_it_as_its_title_says(
    line: str, links: str
) -> None:
    assert told(find(filing(signatures=[line]))) == expected(links)


@pytest.mark.parametrize("line", SILENT)
def test_a_name_alone_or_by_proxy_says_nothing(line: str) -> None:
    assert told(find(filing(signatures=[line]))) == set()


def test_a_signature_may_be_spread_over_several_lines() -> None:
    lines = ["Larch Fund LP", "By: Larch GP LLC, its general partner", "By: /s/ John Doe, Manager"]
    items = list(find(filing(signatures=lines)))

    assert told(items) == expected("FUND>GP .9, GP>DOE .9")
    block = "\n".join(lines)
    assert all(block[item.start : item.end] == item.quote for item in items)


def test_a_line_of_another_signature_does_not_go_on_with_the_entity_above() -> None:
    lines = ["Larch GP LLC, By: /s/ Nora Nims, Manager", "By: /s/ John Q. Doe, individually"]

    assert told(find(filing(signatures=lines))) == set()


def test_who_signs_for_every_other_reporting_person_may_control_each_entity() -> None:
    line = "/s/ Jane Roe, on behalf of herself and each other reporting person hereunder"
    items = list(find(filing(signatures=[line], owners=["FUND", "GP", "ROE", "DOE"])))

    assert told(items) == expected("FUND>ROE .6, GP>ROE .6")
    assert {item.role for item in items} == {LinkRole.CONTROLLER}


def test_a_stranger_who_signs_for_every_reporting_person_controls_nobody() -> None:
    line = "/s/ Nora Nims, on behalf of herself and each other reporting person"

    assert told(find(filing(signatures=[line]))) == set()


def test_every_eighth_signature_of_a_quarter_is_read_in_no_time() -> None:
    table = CORPUS / "form345-2024q3" / "OWNER_SIGNATURE.tsv"
    if not table.exists():
        pytest.skip("the quarter's signatures not found: set INSIDER_GRAPH_CORPUS")
    lines = [row.split("\t")[1] for row in table.read_text("utf-8").splitlines()[1:]]
    slowest = 0.0
    for line in lines[::8]:
        began = time.process_time()
        list(find(filing(signatures=[line, f"{line}, By: /s/ John Doe, Manager"])))
        slowest = max(slowest, time.process_time() - began)

    assert len(lines) == 39_236
    assert slowest < 0.5
