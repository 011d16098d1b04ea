"""What all filings together say of owners and issuers: names, kinds, roots, relationships."""

from functools import cache

import pytest

from graph_api.domain.codes import InsiderRole, OwnerKind
from graph_api.domain.derived import Derived, ResolvesTo
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END
from graph_api.domain.links import LinkState, OwnershipLink
from loaders.resolve import resolve
from loaders.resolve.owners import insider_of, issuer_states, owner_states, resolves_to
from tests import world
from tests.domain.worlds import link
from tests.ingest.documents import Row
from tests.ingest.resolve_world import buy, cik, day, filing, noon, owner, sample

FUND, GP, ROE, DOE = cik("FUND"), cik("GP"), cik("ROE"), cik("DOE")


@cache
def resolved_sample() -> Derived:
    return resolve(sample())


def roots_in_the_end(derived: Derived, who: Cik) -> set[Cik]:
    edges = derived.resolves_to
    return {edge.root for edge in edges if edge.owner == who and edge.known_to == OPEN_END}


def test_a_name_is_the_newest_from_the_acceptance_of_the_filing_that_bears_it() -> None:
    filings = [
        filing(1, by=[owner("ROE", name="Roe Jane")], on=1),
        filing(2, by=[owner("ROE", name="Roe Jane")], on=2),
        filing(3, by=[owner("ROE", name="Poe Jane")], on=3),
        filing(4, by=[owner("ROE", name="Roe Jane")], on=4),
    ]
    (state,) = owner_states(filings[::-1])
    assert state.names == (("Roe Jane", noon(1)), ("Poe Jane", noon(3)), ("Roe Jane", noon(4)))


def test_of_names_accepted_at_one_instant_that_of_the_highest_accession_stands() -> None:
    one, two = owner("ROE", name="Roe Jane"), owner("ROE", name="Poe Jane")
    (state,) = owner_states([filing(2, by=[two], on=1), filing(1, by=[one], on=1)])
    assert state.names == (("Poe Jane", noon(1)),)
    back = filing(3, by=[two], on=5), filing(4, by=[one], on=5), filing(5, by=[two], on=5)
    (state,) = owner_states([filing(2, by=[two], on=1), *back])
    assert state.names == (("Poe Jane", noon(1)),), "the last of the day says nothing new"


def test_the_kind_is_that_of_the_newest_name() -> None:
    trust = owner("ROE", name="Roe Family Trust")
    (state,) = owner_states([filing(1, by=["ROE"], on=1), filing(2, by=[trust], on=2)])
    assert state.kind is OwnerKind.TRUST
    assert "TRUST" in state.kind_reason


def test_an_owner_that_is_an_issuer_elsewhere_is_a_corporation() -> None:
    itself = {"cik": filing(1).document.issuer.cik, "name": "Example Widgets"}
    (state,) = owner_states([filing(1, by=[itself], company=2), filing(2, company=1, by=[itself])])
    assert (state.kind, state.kind_reason) == (OwnerKind.CORP, "known issuer")


def test_an_issuer_has_its_names_and_symbols_over_time() -> None:
    told: tuple[Row, ...] = (
        {"name": "Example Widgets Inc", "symbol": "EXWI"},
        {"name": "Example Widgets Inc", "symbol": "EXWI"},
        {"name": "Example Widgets Inc", "symbol": "WIDG"},
        {"name": "Widgets Inc", "symbol": None},
    )
    filings = [filing(n, issuer=issuer, on=n) for n, issuer in enumerate(told, start=1)]
    (state,) = issuer_states(filings[::-1])
    assert state.names == (
        ("Example Widgets Inc", "EXWI", noon(1)),
        ("Example Widgets Inc", "WIDG", noon(3)),
        ("Widgets Inc", None, noon(4)),
    )


def test_of_issuer_names_accepted_at_one_instant_that_of_the_highest_accession_stands() -> None:
    filings = [filing(n, issuer={"symbol": symbol}) for n, symbol in ((2, "NEW"), (1, "OLD"))]
    (state,) = issuer_states(filings)
    assert [symbol for _, symbol, _ in state.names] == ["NEW"]


def test_an_insider_of_a_company_has_its_filings_days_and_all_its_roles() -> None:
    chief = owner("ROE", is_officer="1", officer_title="CFO", is_director="0")
    filings = [
        filing(1, by=["ROE", "FUND"], on=4),
        filing(2, by=[chief], on=1),
        filing(3, on=9, filed_on=8),
        filing(4, on=20, company=2),
    ]
    edges = {(edge.owner, edge.issuer[-1]): edge for edge in insider_of(filings)}
    assert set(edges) == {(ROE, "1"), (FUND, "1"), (ROE, "2")}
    roe = edges[ROE, "1"]
    assert (roe.filings, roe.first, roe.last) == (3, day(1), day(8))
    assert roe.roles == (InsiderRole.CFO, InsiderRole.DIRECTOR)


def test_an_owner_listed_twice_on_one_form_filed_once() -> None:
    (edge,) = insider_of([filing(1, by=["ROE", "ROE"])])
    assert edge.filings == 1


def resolved(*links: OwnershipLink) -> dict[Cik, list[tuple[Cik, int, int]]]:
    """Return root, first and last instant by owner, where Roe, Doe, fund and GP are seen at 0."""
    owners = owner_states([filing(1, by=["ROE", "DOE", "FUND", "GP"], on=0)])
    found: dict[Cik, list[tuple[Cik, int, int]]] = {}
    for edge in sorted(resolves_to(owners, links), key=lambda edge: edge.known_from):
        found.setdefault(edge.owner, []).append((edge.root, edge.known_from, edge.known_to))
    return found


def test_an_owner_without_links_counts_as_itself_from_its_first_filing() -> None:
    assert resolved()[FUND] == [(FUND, noon(0), OPEN_END)]


def test_an_owner_counts_as_nobody_before_its_own_first_filing() -> None:
    owners = owner_states([filing(1, by=["ROE"], on=1), filing(2, by=["FUND", "ROE"], on=4)])
    found = resolves_to(owners, [link(FUND, ROE, known_from=noon(0))])
    assert [(edge.owner, edge.known_from) for edge in found] == [(ROE, noon(1)), (FUND, noon(4))]


def test_a_vehicle_counts_as_its_controller_from_the_instant_the_link_is_known() -> None:
    found = resolved(link(FUND, GP, known_from=noon(0)), link(GP, ROE, known_from=noon(3)))
    assert found[FUND] == [(GP, noon(0), noon(3)), (ROE, noon(3), OPEN_END)]
    assert found[GP] == [(GP, noon(0), noon(3)), (ROE, noon(3), OPEN_END)]
    assert found[ROE] == [(ROE, noon(0), OPEN_END)]


def test_a_new_version_of_a_link_leaves_the_root_in_one_version() -> None:
    links = [
        link(FUND, ROE, p=0.85, known_from=noon(1), known_to=noon(5)),
        link(FUND, ROE, p=0.95, known_from=noon(5)),
    ]
    assert resolved(*links)[FUND] == [(FUND, noon(0), noon(1)), (ROE, noon(1), OPEN_END)]


def test_a_link_taken_back_no_longer_resolves() -> None:
    links = [
        link(FUND, ROE, known_from=noon(1), known_to=noon(5)),
        link(FUND, ROE, known_from=noon(5), state=LinkState.PROBABLE),
    ]
    assert resolved(*links)[FUND] == [
        (FUND, noon(0), noon(1)),
        (ROE, noon(1), noon(5)),
        (FUND, noon(5), OPEN_END),
    ]


def test_joint_control_resolves_to_every_controller() -> None:
    found = resolved(link(FUND, ROE), link(FUND, DOE))
    assert {root for root, *_ in found[FUND]} == {ROE, DOE}
    assert {root for root, *_ in found[ROE]} == {ROE}


@pytest.mark.parametrize("state", [LinkState.PROBABLE, LinkState.WEAK, LinkState.REJECTED])
def test_only_accepted_links_resolve(state: LinkState) -> None:
    assert resolved(link(FUND, ROE, state=state))[FUND] == [(FUND, noon(0), OPEN_END)]


def test_control_that_has_ended_still_resolves() -> None:
    assert resolved(link(FUND, ROE, valid=(1, 2), known_from=noon(0)))[FUND] == [
        (ROE, noon(0), OPEN_END)
    ]


def test_a_person_whom_one_filing_names_like_an_entity_is_no_vehicle() -> None:
    note = "Mr. Doe is the managing member of Roe Holdings LLC."
    odd = filing(1, buy(), by=[owner("ROE", name="Roe Holdings LLC"), "DOE"], notes=[note], on=1)
    assert {item.vehicle for item in resolve([odd]).evidence} == {ROE}
    derived = resolve([odd, filing(2, buy(), on=2)])
    assert derived.links == ()
    assert roots_in_the_end(derived, ROE) == {ROE}


def test_four_owners_of_one_form_are_one_person_in_the_sample() -> None:
    for who in world.DRYFORD_FUND_BUYS.reporting_owners:
        assert roots_in_the_end(resolved_sample(), who) == {world.RAVENSWORTH}


@pytest.mark.parametrize(
    "group", [*world.WITH_PLANS, world.DRYFORD_FUND_BUYS], ids=lambda group: str(group.ticker)
)
def test_the_reporters_of_a_sample_cluster_count_as_its_insiders(
    group: world.ExpectedCluster,
) -> None:
    roots = [roots_in_the_end(resolved_sample(), who) for who in group.reporting_owners]
    assert set().union(*roots) == set(group.insiders)
    assert all(len(found) == 1 for found in roots)


def test_an_llc_counts_as_itself_until_a_note_names_its_managing_member() -> None:
    edges = [e for e in resolved_sample().resolves_to if e.owner == world.RIDGECOMBE]
    assert edges[-1].root == world.LARKSPUR
    assert edges[-1].known_to == OPEN_END


def test_four_pockets_of_one_person_are_two_holders_beside_herself() -> None:
    derived = resolved_sample()
    edges = [edge for edge in derived.held_by if edge.row.startswith(f"{world.FOUR_POCKETS}|N|")]
    vehicles = [edge.holder.partition("|")[2] for edge in edges if edge.holder is not None]
    assert vehicles == ["BLUEGATE ORCHARD LLC", "BEATRIX DRUMMOND HALE REVOCABLE TRUST"]
    owners = {edge.owner for edge in edges if edge.owner is not None}
    assert len(owners) == 1
    assert {holder.partition("|")[0] for e in edges if (holder := e.holder)} == owners


def test_spouses_of_one_form_stay_two_persons() -> None:
    (trade,) = [t for t in resolved_sample().trades if world.SPOUSES in t.accessions]
    for reporter in trade.reporters:
        assert roots_in_the_end(resolved_sample(), reporter.cik) == {reporter.cik}


def test_father_and_son_of_one_name_stay_two_persons() -> None:
    for who in (world.GARCIA_FATHER, world.GARCIA_SON):
        edges = [edge for edge in resolved_sample().resolves_to if who in {edge.owner, edge.root}]
        (first, *_) = edges
        assert edges == [
            ResolvesTo(owner=who, root=who, known_from=first.known_from, known_to=OPEN_END)
        ]
