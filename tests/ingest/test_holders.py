"""Who holds the position of a row: an owner, a vehicle that does not file, or nobody told."""

from collections.abc import Iterable

import pytest

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.instants import OPEN_END
from loaders.resolve.descriptions import normalise
from loaders.resolve.holders import ResolvedHolders, resolve_holders
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


LARCH = ("FUND", "GP", "ROE")
"""Larch Fund LP, Larch GP LLC and Jane Roe on one form."""


@pytest.mark.parametrize(
    ("nature", "holder"),
    [
        ("By Jane Roe", "ROE"),
        ("By Ms. Roe", "ROE"),
        ("Held by Ms. Jane Roe (1)", "ROE"),
        ("Held directly by Jane Roe, individually", "ROE"),
        ("Jane Roe", "ROE"),
        ("By Larch GP LLC", "GP"),
        ("By Jane Roe's spouse", None),
        ("By Jane Roe and spouse", None),
        ("By Jane Roe as trustee", None),
        ("By Mr. Doe", None),
    ],
)
def test_a_row_on_a_joint_form_may_name_a_person(nature: str, holder: str | None) -> None:
    assert holder_of(held(nature), by=LARCH) == (cik(holder) if holder else None)


def noted(*fields: str, nature: str | None = "See footnote", form: str = "I") -> Row:
    """Return a row with footnote F1 on each of ``fields``, F2 on the next and so on."""
    return {
        **held(nature, form),
        "notes": {field: [f"F{number}"] for number, field in enumerate(fields, start=1)},
    }


def told(*notes: str, row: Row | None = None, by: Iterable[str | Row] = LARCH) -> str | None:
    """Return who holds a row with ``notes`` on its nature of ownership and its shares."""
    fields = ("nature_of_ownership", "shares")[: len(notes)]
    edges = holders_of(filing(1, row or noted(*fields), by=by, notes=notes)).held_by
    return next((edge.owner or edge.holder for edge in edges), None)


@pytest.mark.parametrize(
    ("note", "holder"),
    [
        ("These shares are held by Larch Fund LP.", "FUND"),
        ("The securities are held directly by Larch Fund, L.P. (the \u201cFund\u201d).", "FUND"),
        ("Shares owned of record by Larch GP LLC.", "GP"),
        ("Purchased by Larch Fund LP. Larch GP LLC is its general partner.", "FUND"),
        ("Larch GP LLC directly holds these shares.", "GP"),
        ("Larch Fund LP is the record holder of the shares reported.", "FUND"),
        ("Held directly by Ms. Roe.", "ROE"),
        ("Shares purchased by Jane Roe for her own account.", "ROE"),
        (
            "Shares held by Larch Fund LP and Larch GP LLC. These: held directly by Larch Fund LP.",
            "FUND",
        ),
        ("Held by Larch Fund LP and Larch GP LLC.", None),
        ("Held by Larch Fund LP and its affiliates.", None),
        ("Held by Jane Roe and her spouse.", None),
        ("Held by Jane Roe's spouse.", None),
        ("Held by Jane Roe, as trustee of a trust.", None),
        ("Larch GP LLC is the general partner of Larch Fund LP.", None),
        ("The shares beneficially owned by Ms. Roe include 500 restricted shares.", None),
        ("Larch Fund LP holds 60% of the interests in Larch GP LLC.", None),
        ("Larch GP LLC may be deemed to beneficially own these shares.", None),
    ],
)
def test_a_note_may_say_which_co_filer_holds_the_row(note: str, holder: str | None) -> None:
    assert told(note) == (cik(holder) if holder else None)


@pytest.mark.parametrize(
    ("field", "read"),
    [
        ("nature_of_ownership", True),
        ("ownership_form", True),
        ("security_title", True),
        ("shares", True),
        ("shares_owned_following", True),
        ("ownershipNature", True),
        ("price_per_share", False),
        ("transaction_date", False),
        ("transactionCoding", False),
    ],
)
def test_notes_of_ownership_security_and_shares_are_read_and_no_others(
    field: str, read: bool
) -> None:
    found = told("Held by Larch Fund LP.", row=noted(field))
    assert (found == cik("FUND")) is read


def test_a_direct_row_of_a_joint_form_is_held_by_whom_its_note_names() -> None:
    assert told("Held by Larch Fund LP.", row=noted("shares", nature=None, form="D")) == cik("FUND")


def test_the_name_in_the_row_decides_where_its_note_names_another() -> None:
    row = noted("nature_of_ownership", nature="By Larch GP LLC")
    assert told("Held by Larch Fund LP.", row=row) == cik("GP")


def test_notes_that_name_different_holders_name_none() -> None:
    assert told("Held by Larch Fund LP.", "Held by Larch GP LLC.") is None


def test_a_term_that_another_note_defines_is_understood() -> None:
    notes = ("These shares are held by the Partnership.", "Unrelated.")
    defined = 'Larch Fund LP (the "Partnership") was formed in 2010.'
    row = noted("nature_of_ownership")
    edges = holders_of(filing(1, row, by=LARCH, notes=(*notes, defined))).held_by
    assert [edge.owner for edge in edges] == [cik("FUND")]


def test_a_note_may_name_a_vehicle_that_does_not_file() -> None:
    assert told("Held directly by Elm Street Trust.", by=["ROE"]) == ELM
    row = noted("nature_of_ownership", nature="By trust")
    assert told("Held by the Elm Street Trust.", row=row, by=["ROE"]) == ELM
    spouse = noted("nature_of_ownership", nature="By spouse")
    assert told("Held by the Elm Street Trust.", row=spouse, by=["ROE"]) is None


def test_the_position_of_the_reporting_person_in_a_note_is_his_own() -> None:
    assert told("Held directly by the Reporting Person.", by=["ROE"]) == cik("ROE")
    assert told("Held directly by the Reporting Person.") is None


def versions(*filings: OwnershipFiling, row: int = 1) -> list[tuple[str | None, int, int | None]]:
    """Return who holds the first row of a filing: owner or holder, from and to which day."""
    days = {noon(number): number for number in range(60)} | {OPEN_END: None}
    return [
        (edge.owner or edge.holder, days[edge.known_from] or 0, days[edge.known_to])
        for edge in holders_of(*filings).held_by
        if edge.row == row_key(row)
    ]


TRUST_ROW = held("By Doe Family Trust")


def test_a_vehicle_is_the_owner_of_that_name_once_it_files_about_the_issuer() -> None:
    named = filing(1, TRUST_ROW, on=1)
    files = filing(2, by=["TRUST"], on=4, form="3")
    key = f"{cik('ROE')}|DOE FAMILY TRUST"
    assert versions(named, files) == [(key, 1, 4), (cik("TRUST"), 4, None)]
    assert versions(named, filing(2, by=["TRUST"], on=0, form="3")) == [(cik("TRUST"), 1, None)]
    elsewhere = filing(2, by=["TRUST"], on=4, form="3", company=2)
    assert versions(named, elsewhere) == [(key, 1, None)]


def test_a_name_that_two_owners_of_the_issuer_bear_is_neithers() -> None:
    named = filing(1, TRUST_ROW, on=1)
    files = filing(2, by=["TRUST", owner("GP", name="DOE FAMILY TRUST")], on=4, form="3")
    assert versions(named, files) == [(f"{cik('ROE')}|DOE FAMILY TRUST", 1, None)]


def test_reporters_who_file_together_mean_the_same_vehicle() -> None:
    first, second = (
        filing(1, held("By Elm Street Trust"), on=1),
        filing(2, held("By ELM STREET TRUST."), by=["DOE"], on=2),
    )
    together = filing(3, by=["ROE", "DOE"], on=5, form="3")
    theirs = f"{cik('DOE')}|ELM STREET TRUST"
    assert versions(first, second, together, row=1) == [(ELM, 1, None)]
    assert versions(first, second, together, row=2) == [(theirs, 2, 5), (ELM, 5, None)]
    assert versions(first, second, row=2) == [(theirs, 2, None)]
    keys = [holder.key for holder in holders_of(first, second, together).holders]
    assert keys == [ELM, theirs]
