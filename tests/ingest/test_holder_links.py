"""Vehicles that rows name and that do not file: who controls them is told, and counts nothing."""

from collections.abc import Iterable
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings

from graph_api.domain.derived import Derived
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END
from graph_api.domain.links import EvidenceFamily, Limit, LinkRole, LinkState, OwnershipLink
from loaders.resolve import resolve
from loaders.resolve.holder_links import HolderLinks
from tests.ingest.histories import eventful, histories
from tests.ingest.resolve_world import buy, cik, filing, noon, owner

ACCEPTED, PROBABLE, WEAK = LinkState.ACCEPTED, LinkState.PROBABLE, LinkState.WEAK
ROE, DOE = cik("ROE"), cik("DOE")


def named(number: int, nature: str, *notes: str, **facts: object) -> OwnershipFiling:
    """Return a form of one row held as ``nature`` says, accepted on day ``number``."""
    pointers = {"nature_of_ownership": ["F1"]} if notes else {}
    row = buy(nature_of_ownership=nature, ownership_form="I", notes=pointers)
    return filing(number, row, notes=notes, **{"on": number, **facts})  # type: ignore[arg-type]


def links(*filings: OwnershipFiling) -> tuple[OwnershipLink, ...]:
    return resolve(filings).holder_links


def told(*filings: OwnershipFiling) -> dict[tuple[str, Cik], OwnershipLink]:
    """Return the newest links by name of the vehicle, without who names it, and controller."""
    found = (link for link in links(*filings) if link.known_to == OPEN_END)
    return {(link.vehicle.partition("|")[2], link.controller): link for link in found}


@pytest.mark.parametrize(
    ("nature", "note", "state", "role"),
    [
        (
            "By Elm Lane LLC",
            "Held by Elm Lane LLC, of which the Reporting Person is the sole member.",
            ACCEPTED,
            LinkRole.SHAREHOLDER,
        ),
        (
            "By Elm Lane LLC",
            "Ms. Roe is the manager of Elm Lane LLC and disclaims beneficial ownership.",
            ACCEPTED,
            LinkRole.MANAGER,
        ),
        (
            "See footnote",
            "The shares are held directly by Elm Lane LLC, whose manager is Jane Roe.",
            ACCEPTED,
            LinkRole.MANAGER,
        ),
        ("By Elm Lane LLC", "", PROBABLE, LinkRole.HOLDS_THROUGH),
        ("By Elm Family Trust", "", PROBABLE, LinkRole.HOLDS_THROUGH),
        (
            "By Elm Lane LLC",
            "The Reporting Person is a limited partner of Elm Lane LLC.",
            PROBABLE,
            LinkRole.HOLDS_THROUGH,
        ),
        ("By Jane Roe Revocable Trust", "", ACCEPTED, LinkRole.CONTROLLER),
        ("By Jane Roe Irrevocable Trust", "", PROBABLE, LinkRole.HOLDS_THROUGH),
        ("By John Roe Revocable Trust", "", PROBABLE, LinkRole.HOLDS_THROUGH),
        (
            "By Elm Lane LLC",
            "Ms. Roe has no voting or investment power over the shares held by Elm Lane LLC.",
            LinkState.REJECTED,
            None,
        ),
    ],
)
def test_a_holder_is_read_and_weighed_as_a_vehicle_that_files(
    nature: str, note: str, state: LinkState, role: LinkRole | None
) -> None:
    (link,) = told(named(1, nature, *filter(None, [note]))).values()
    assert (link.controller, link.state) == (ROE, state)
    assert role in {link.role, None}
    assert (link.stopped_by is None) is (state is ACCEPTED)


@pytest.mark.parametrize("nature", ["By LLC", "By Spouse", "By IRA", "By Trust", "See footnote"])
def test_nothing_is_told_of_what_no_row_names(nature: str) -> None:
    assert links(named(1, nature, "The Reporting Person is the trustee of the Elm Trust.")) == ()


def test_signatures_tell_of_holders_too() -> None:
    signed = [{"name": "Elm Lane LLC, By: /s/ Jane Roe, Manager", "signed_on": None}]
    (link,) = told(named(1, "By Elm Lane LLC", signatures=signed)).values()
    assert (link.state, link.role) == (ACCEPTED, LinkRole.MANAGER)


def test_of_several_persons_a_row_says_not_whose_the_vehicle_is() -> None:
    assert links(named(1, "By Elm Lane LLC", by=("ROE", "DOE"))) == ()
    note = "Ms. Roe and Mr. Doe are the managers of Elm Lane LLC."
    found = told(named(1, "By Elm Lane LLC", note, by=("ROE", "DOE")))
    assert {(pair, link.joint, link.state) for pair, link in found.items()} == {
        (("ELM LANE LLC", ROE), True, ACCEPTED),
        (("ELM LANE LLC", DOE), True, ACCEPTED),
    }


def test_an_entity_that_files_may_control_a_holder() -> None:
    note = "Elm Lane LLC is a wholly-owned subsidiary of Larch Management LP."
    (link,) = told(named(1, "By Elm Lane LLC", note, by=("MANAGER",))).values()
    assert (link.controller, link.state) == (cik("MANAGER"), ACCEPTED)


def test_a_holder_controls_nobody_and_another_one_neither() -> None:
    rows = [
        buy(shares=n, nature_of_ownership=f"By {name}", ownership_form="I")
        for n, name in enumerate(("Elm Lane LLC", "Elm Fund LP"), start=1)
    ]
    note = "Elm Lane LLC is the general partner of Elm Fund LP. Elm Lane LLC manages Larch GP LLC."
    found = links(filing(1, *rows, by=("ROE", "GP"), notes=[note]))
    assert {link.controller for link in found} <= {ROE, cik("GP")}
    assert all("|" in link.vehicle and "|" not in link.controller for link in found)


def test_a_statement_made_later_makes_a_later_version() -> None:
    note = "Ms. Roe is the manager of Elm Lane LLC."
    before, after = links(named(1, "By Elm Lane LLC"), named(3, "By Elm Lane LLC", note))
    assert (before.state, before.known_from, before.known_to) == (PROBABLE, noon(1), noon(3))
    assert (after.state, after.known_from, after.known_to) == (ACCEPTED, noon(3), OPEN_END)


def test_control_of_a_holder_begins_and_ends_on_the_days_that_are_told() -> None:
    note = "On March 5, 2026, Ms. Roe resigned as manager of Elm Lane LLC."
    link = told(named(6, "By Elm Lane LLC", note))["ELM LANE LLC", ROE]
    assert (link.state, str(link.valid_to)) == (ACCEPTED, "2026-03-05")


def test_a_holder_that_files_is_no_holder_from_then_on() -> None:
    note = "Ms. Roe is the manager of Elm Lane LLC."
    files = filing(5, buy(5, 7), on=5, by=(owner("FUND", name="Elm Lane LLC"),))
    everything = resolve([named(1, "By Elm Lane LLC", note), files])
    assert [link.known_to for link in everything.holder_links] == [files.accepted_at]
    (link,) = everything.links
    assert (link.vehicle, link.state, link.known_from) == (cik("FUND"), ACCEPTED, noon(5))


def test_what_one_reporter_says_is_nothing_about_the_vehicle_of_another() -> None:
    note = "Ms. Roe is the manager of Elm Lane LLC."
    found = links(named(1, "By Elm Lane LLC", note), named(2, "By Elm Lane LLC", by=("DOE",)))
    assert {(link.vehicle[:10], link.controller, link.state) for link in found} == {
        (ROE, ROE, ACCEPTED),
        (DOE, DOE, PROBABLE),
    }


def test_reporters_who_come_to_file_together_have_one_holder() -> None:
    note = "Ms. Roe is the manager of Elm Lane LLC."
    apart = named(1, "By Elm Lane LLC", note), named(2, "By Elm Lane LLC", by=("DOE",))
    found = links(*apart, filing(4, on=4, by=("ROE", "DOE"), holdings=[{}], form="3"))
    last = {(x.vehicle[:10], x.controller) for x in found if x.known_to == OPEN_END}
    assert last == {(ROE, ROE), (ROE, DOE)}


def test_many_holders_of_one_person_ring_no_alarm() -> None:
    found = told(*(named(n, f"By Jane Roe {n} LLC", company=n) for n in range(1, 20)))
    assert len(found) == 19
    assert {link.state for link in found.values()} == {ACCEPTED}


def test_whose_name_a_holder_bears_stands_back_behind_who_is_said_to_control_it() -> None:
    note = "Mr. Doe is the sole trustee of the Jane Roe Family Trust."
    found = told(named(1, "By Jane Roe Family Trust", note, by=("ROE", "DOE")))
    assert found["JANE ROE FAMILY TRUST", ROE].stopped_by is Limit.NAME_AND_ADDRESS_ALONE
    assert found["JANE ROE FAMILY TRUST", DOE].role is LinkRole.TRUSTEE


def without_holder_links(filings: Iterable[OwnershipFiling]) -> Derived:
    nothing = patch("loaders.resolve.resolve_holder_links", return_value=HolderLinks())
    with nothing:
        return resolve(filings)


def of_owners(derived: Derived) -> Derived:
    """Return what was derived, without what is told of holders alone."""
    evidence = tuple(item for item in derived.evidence if "|" not in item.vehicle)
    return replace(derived, holder_links=(), evidence=evidence)


@settings(deadline=None, max_examples=30)
@given(histories())
def test_no_count_depends_on_the_links_of_holders(filings: tuple[OwnershipFiling, ...]) -> None:
    assert of_owners(resolve(filings)) == without_holder_links(filings)


def test_in_the_eventful_history_they_are_there_and_change_nothing() -> None:
    derived = resolve(eventful())
    assert derived.holder_links
    assert of_owners(derived) == without_holder_links(eventful())
    families = {item.family for item in derived.evidence if "|" in item.vehicle}
    assert families == {EvidenceFamily.TEXT, EvidenceFamily.HOLDER_TEXT}
    keys = {item.key for item in derived.evidence}
    assert all(keys.issuperset(link.evidence) for link in derived.holder_links)
