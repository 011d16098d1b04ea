"""Who holds the position of a row: an owner, a vehicle that does not file, or nobody told."""

from collections.abc import Iterable

import pytest

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.instants import OPEN_END
from loaders.resolve.holders import ResolvedHolders, normalise, resolve_holders
from tests.ingest.documents import Row
from tests.ingest.resolve_world import buy, cik, filing, noon, owner, row_key

ELM = f"{cik('ROE')}|ELM STREET TRUST"


def held(nature: str | None, form: str = "I") -> Row:
    return buy(nature_of_ownership=nature, ownership_form=form)


def holders_of(*filings: OwnershipFiling) -> ResolvedHolders:
    return resolve_holders(filings)


def holder_of(row: Row, by: Iterable[str | Row] = ("ROE",)) -> str | None:
    """Return the CIK of the owner or the key of the vehicle that holds ``row``."""
    edges = holders_of(filing(1, row, by=by)).held_by
    assert all((edge.owner is None) != (edge.holder is None) for edge in edges)
    return next((edge.owner or edge.holder for edge in edges), None)


@pytest.mark.parametrize(
    ("row", "holder"),
    [
        (held(None, "D"), cik("ROE")),
        (held("By IRA"), cik("ROE")),
        (held("By 401(k) plan"), cik("ROE")),
        (held("By Elm Street Trust"), ELM),
        (held("See footnote"), None),
        (held("By LLC"), None),
        (held("By spouse"), None),
        (held(None), None),
    ],
)
def test_a_row_on_the_form_of_one_person(row: Row, holder: str | None) -> None:
    assert holder_of(row) == holder


@pytest.mark.parametrize(
    ("row", "holder"),
    [
        (held("By Larch Fund LP"), cik("FUND")),
        (held("By Larch Fund, L.P. (1)"), cik("FUND")),
        (held("By Elm Street Trust"), ELM),
        (held(None, "D"), None),
        (held("By IRA"), None),
        (held("See footnote"), None),
    ],
)
def test_a_row_on_a_joint_form_is_held_by_whom_it_names(row: Row, holder: str | None) -> None:
    assert holder_of(row, by=["FUND", "ROE"]) == holder


def test_a_name_that_fits_two_co_filers_is_nobodys() -> None:
    twins = [owner("FUND"), owner("GP", name="LARCH FUND, L.P."), owner("ROE")]
    assert holder_of(held("By Larch Fund LP"), by=twins) is None


def test_a_vehicle_belongs_to_the_only_person_on_the_form() -> None:
    poe = owner("POE", troupe=1)
    assert cik("GP") < poe["cik"]
    assert holder_of(held("By Elm Street Trust"), by=["GP", poe]) == (
        f"{poe['cik']}|ELM STREET TRUST"
    )


def test_a_vehicle_of_two_persons_belongs_to_the_lowest_cik() -> None:
    assert holder_of(held("By Elm Street Trust"), by=["POE", "DOE"]) == (
        f"{cik('DOE')}|ELM STREET TRUST"
    )


def test_vehicles_of_one_name_that_two_reporters_own_stay_two() -> None:
    row = held("By Elm Street Trust")
    found = holders_of(filing(1, row), filing(2, row, by=["DOE"])).holders
    assert [(holder.reporter, holder.name) for holder in found] == [
        (cik("ROE"), "Elm Street Trust"),
        (cik("DOE"), "Elm Street Trust"),
    ]


def test_spellings_of_one_name_are_one_holder_named_as_first_accepted() -> None:
    late = filing(1, held("By O'Neil & Sons, L.P."), on=4)
    early = filing(2, held("By O\u2019Neil and Sons LP"), on=1)
    found = holders_of(late, early)
    (holder,) = found.holders
    assert holder.key == f"{cik('ROE')}|ONEIL AND SONS LP"
    assert holder.name == "O\u2019Neil and Sons LP"
    assert {edge.holder for edge in found.held_by} == {holder.key}


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("The Elm-Street  Trust", "THE ELM STREET TRUST"),
        ("Elm U.S. Growth Fund IV, L.P.", "ELM US GROWTH FUND IV LP"),
        ("Elm&Oak LLC", "ELM AND OAK LLC"),
        ("Soci\u00e9t\u00e9 Orme", "SOCI\u00c9T\u00c9 ORME"),
        ("(...)", ""),
    ],
)
def test_names_are_compared_in_capitals_without_punctuation(name: str, normal: str) -> None:
    assert normalise(name) == normal


def test_holdings_have_holders_as_transactions_do() -> None:
    holding = {"ownership_form": "I", "nature_of_ownership": "By Elm Street Trust"}
    (edge,) = holders_of(filing(1, holdings=[holding], on=3)).held_by
    assert (edge.row, edge.holder) == (row_key(1, 1, "NH"), ELM)


def test_a_row_has_its_holder_from_the_acceptance_of_its_filing() -> None:
    (edge,) = holders_of(filing(1, held("By IRA"), on=3)).held_by
    assert (edge.known_from, edge.known_to) == (noon(3), OPEN_END)


def test_only_owners_and_not_vehicles_are_given_to_trades() -> None:
    found = holders_of(filing(1, held("By IRA"), held("By Elm Street Trust"), held("By LLC")))
    assert found.owners_by_row() == {row_key(1): (cik("ROE"),)}
