"""Whom a note means to control what: denials for persons, subjects, and collective terms."""

import pytest

from graph_api.domain.links import LinkState
from loaders.evidence.text import find
from loaders.resolve import resolve
from tests.ingest.evidence_world import CIKS, expected, filing, told

ARE_MANAGERS = "Mr. Doe and Ms. Roe are managers of Larch GP LLC."
SHARE = (
    "Mr. Doe and Ms. Roe are managers of Larch GP LLC and share voting and dispositive power over "
    "the shares held by Larch GP LLC."
)
NOTHING = ""
BOTH = "GP>DOE .85 joint, GP>ROE .85 joint"

DENIALS = [
    f"{ARE_MANAGERS} No individual manager of Larch GP LLC may vote or dispose of the shares.",
    f"No single person controls Larch GP LLC. {ARE_MANAGERS}",
    f"{ARE_MANAGERS} None of the managers alone has voting or dispositive power over its shares.",
    f"{ARE_MANAGERS} No one of them has the power to vote the shares.",
    (
        "Mr. Doe is one of four managers of Larch GP LLC. Any action of Larch GP LLC requires the "
        "vote of a majority of its managers, and no manager has voting power over the shares."
    ),
    (
        f"{SHARE} Decisions require a majority of five members. No individual member of Larch GP "
        "LLC has voting or dispositive power."
    ),
    (
        "The directors of Brook Holdings Corp, Mr. Doe, Ms. Roe and Mr. Moe, control Larch GP LLC. "
        "No single director of Brook Holdings Corp has investment power over Larch GP LLC."
    ),
]

NO_DENIALS = [
    (f"{ARE_MANAGERS} No manager of Larch GP LLC has sole voting power over its shares.", BOTH),
    (f"{SHARE} No manager acting alone has voting power over the shares.", BOTH),
    (f"{ARE_MANAGERS} No other person controls Larch GP LLC.", BOTH),
    (f"{ARE_MANAGERS} No person other than Mr. Doe and Ms. Roe controls Larch GP LLC.", BOTH),
    (f"{ARE_MANAGERS} No director of the Issuer has power over Larch GP LLC.", BOTH),
    (
        (
            "Brook Holdings Corp is the manager of Larch GP LLC. No single person controls Larch "
            "GP LLC."
        ),
        "GP>HOLDING .93",
    ),
    (
        (
            "Mr. Doe is the sole manager of Larch GP LLC. No individual manager of Brook Holdings "
            "Corp has voting power over the shares of Larch Fund LP."
        ),
        "GP>DOE .95",
    ),
]


@pytest.mark.parametrize("text", DENIALS)
def test_where_no_one_person_has_power_persons_control_nothing(text: str) -> None:
    assert {item for item in told(find(filing(text))) if not item.endswith("vetoed")} == set()


def test_a_denial_is_of_its_own_note() -> None:
    denial = "No individual manager has the power to vote the shares of Larch Fund LP."

    assert told(find(filing(ARE_MANAGERS, denial))) == expected(BOTH)


@pytest.mark.parametrize(("text", "links"), NO_DENIALS)
def test_words_that_come_near_deny_nothing(text: str, links: str) -> None:
    assert told(find(filing(text))) == expected(links)


SUBJECTS = [
    (
        (
            "Filed by (i) Larch GP LLC in its capacity as the manager of Larch Fund LP and (ii) "
            "Brook Holdings Corp in its capacity as the duly elected manager of Larch GP LLC."
        ),
        "FUND>GP .93, GP>HOLDING .93",
    ),
    (
        (
            "Larch GP LLC is the general partner of Larch Fund LP, and Brook Holdings Corp, a "
            "registered adviser under the Advisers Act, as amended, is the managing member of "
            "Larch GP LLC."
        ),
        "FUND>GP .93, GP>HOLDING .93",
    ),
    (
        (
            "Larch Management LP is the investment manager of Larch Fund LP and is a wholly owned "
            "subsidiary of Brook Holdings Corp."
        ),
        "FUND>MANAGER .93, MANAGER>HOLDING .93",
    ),
    (
        "Larch Fund LP, a subsidiary of Brook Holdings Corp, sold and is a client of Larch GP LLC.",
        "FUND>HOLDING .93",
    ),
    (
        (
            "Larch Management LP is the investment manager of Larch Fund LP and Larch Offshore "
            "Fund, Ltd., and Larch GP LLC is its general partner."
        ),
        "FUND>MANAGER .93, MANAGER>GP .93, OFFSHORE>MANAGER .93",
    ),
    (
        (
            "Brook Holdings Corp is the manager of Larch Fund LP, and Larch GP LLC is its general "
            "partner."
        ),
        "FUND>GP .93, FUND>HOLDING .93",
    ),
    (
        (
            "Filed by Larch GP LLC and its wholly-owned subsidiaries (together, the "
            '"Group"), Larch Fund LP and Larch Management LP.'
        ),
        NOTHING,
    ),
    (
        (
            "Larch GP LLC and its wholly-owned subsidiaries, Larch Fund LP and Larch Management "
            "LP, sold."
        ),
        "FUND>GP .93, MANAGER>GP .93",
    ),
]


@pytest.mark.parametrize(("text", "links"), SUBJECTS)
def test_who_is_meant_by_a_predicate(text: str, links: str) -> None:
    assert told(find(filing(text))) == expected(links)


TERMS = [
    (
        (
            'Filed by Larch Fund LP ("LF"), Larch GP LLC ("LG Holdings") and Brook Holdings Corp '
            '("BHC"). BHC is the sole member of LG Holdings.'
        ),
        "GP>HOLDING .93",
    ),
    (
        (
            'Filed by Larch Fund LP, Doe Family Trust and Larch Offshore Fund, Ltd. ("Larch '
            'Fund"). Brook Holdings Corp is the manager of Larch Fund.'
        ),
        "OFFSHORE>HOLDING .93",
    ),
    (
        (
            'Filed by Larch GP LLC ("LG"), Larch Fund LP ("LF") and Larch Offshore Fund, Ltd. '
            '("LO" and, together with LF, the "Funds"). Brook Holdings Corp is the manager of the '
            "Funds."
        ),
        "FUND>HOLDING .93, OFFSHORE>HOLDING .93",
    ),
    (
        (
            'Filed by Larch GP LLC, Larch Fund LP and Larch Offshore Fund, Ltd. (the "Funds"). '
            "Brook Holdings Corp is the manager of the Funds."
        ),
        "FUND>HOLDING .93, GP>HOLDING .93, OFFSHORE>HOLDING .93",
    ),
]


@pytest.mark.parametrize(("text", "links"), TERMS)
def test_a_term_means_whom_its_own_definition_names(text: str, links: str) -> None:
    assert told(find(filing(text))) == expected(links)


POWERLESS = [
    (
        (
            "Larch GP LLC is the sole manager of Larch Fund LP. Mr. Doe is employed by Larch GP "
            "LLC and has no authority to vote or dispose of the shares."
        ),
        "FUND>GP .93, FUND>DOE .075 vetoed, GP>DOE .075 vetoed",
    ),
    (
        (
            "Mr. Doe and Ms. Roe are lent to Larch Fund LP by an agency and do not exercise voting "
            "or investment discretion over the shares."
        ),
        "FUND>DOE .075 vetoed, FUND>ROE .075 vetoed",
    ),
    (
        (
            "Mr. Doe is the sole manager of Larch GP LLC and does not have investment power over "
            "the shares of Brook Holdings Corp."
        ),
        "GP>DOE .95, HOLDING>DOE .075 vetoed",
    ),
    ("Mr. Doe is paid by Larch GP LLC. Mr. Doe does not have sole voting power.", NOTHING),
    ("Mr. Doe is paid by Larch GP LLC and has no right to its profits.", NOTHING),
    ("Mr. Doe is paid by Larch GP LLC, which has no power to vote the shares.", NOTHING),
]


@pytest.mark.parametrize(("text", "links"), POWERLESS)
def test_who_is_said_to_have_no_power_controls_none_of_the_entities(text: str, links: str) -> None:
    assert told(find(filing(text))) == expected(links)


def test_a_manager_who_signs_and_has_no_power_is_no_owner() -> None:
    note = "Mr. Doe is lent by an agency and has no authority to vote the shares of Larch GP LLC."
    signed = "Larch GP LLC, By: /s/ John Q. Doe, Manager"

    def state(*notes: str) -> LinkState:
        found = resolve([filing(*notes, signatures=(signed,))]).links
        pair = CIKS["GP"], CIKS["DOE"]
        return next(link.state for link in found if (link.vehicle, link.controller) == pair)

    assert state() is LinkState.ACCEPTED
    assert state(note) is LinkState.REJECTED
