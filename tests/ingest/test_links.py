"""Evidence becomes links: versions as evidence arrives, guards, alarms, decisions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, Limit, LinkRole, LinkState, OwnershipLink
from graph_api.domain.overrides import Override, OverrideOp
from loaders.resolve.guards import Guards
from loaders.resolve.links import resolve_links
from tests.ingest.evidence_signs import (
    CO_REPORT,
    DOE,
    FUND,
    GP,
    HOLDER,
    MANAGER,
    NAME,
    OVERRIDE,
    POE,
    ROE,
    SIGNATURE,
    TEXT,
    TRUST,
    sign,
)
from tests.ingest.resolve_world import buy, filing, owner

ACCEPTED, PROBABLE, WEAK = LinkState.ACCEPTED, LinkState.PROBABLE, LinkState.WEAK
REJECTED = LinkState.REJECTED
PERSONS = frozenset((ROE, DOE, POE))


def links_of(
    *evidence: Evidence,
    filings: Iterable[OwnershipFiling] = (),
    overrides: Iterable[Override] = (),
) -> tuple[OwnershipLink, ...]:
    """Resolve; a sign in filing ``n`` is known from instant ``n``, from 50 on from 50."""
    guards = Guards(filings, evidence)
    return resolve_links(evidence, guards, persons=PERSONS, overrides=tuple(overrides))


def newest(links: Iterable[OwnershipLink]) -> dict[tuple[Cik, Cik], OwnershipLink]:
    return {(x.vehicle, x.controller): x for x in links if x.known_to == OPEN_END}


def stops(links: Iterable[OwnershipLink]) -> dict[tuple[Cik, Cik], Limit | None]:
    return {pair: link.stopped_by for pair, link in newest(links).items()}


def test_a_link_is_known_from_the_first_filing_with_evidence() -> None:
    (link,) = links_of(sign(filing=7))
    assert (link.vehicle, link.controller) == (FUND, ROE)
    assert (link.known_from, link.known_to) == (7, OPEN_END)
    assert (link.valid_from, link.valid_to) == (None, None)
    assert link.evidence == (sign(filing=7).key,)


def test_evidence_found_later_makes_a_later_version_of_the_link() -> None:
    early, late = sign(HOLDER, 0.75, filing=2), sign(TEXT, 0.95, filing=9)
    before, after = links_of(late, early)
    assert (before.state, before.known_from, before.known_to) == (PROBABLE, 2, 9)
    assert (after.state, after.known_from, after.known_to) == (ACCEPTED, 9, OPEN_END)
    assert before.evidence == (early.key,)
    assert after.evidence == tuple(sorted((early.key, late.key)))


def test_evidence_accepted_at_one_instant_makes_one_version() -> None:
    (link,) = links_of(sign(filing=50), sign(HOLDER, 0.75, filing=51))
    assert link.p == 0.9875
    assert link.known_from == 50


def test_each_pair_of_vehicle_and_controller_has_a_link_of_its_own() -> None:
    joint = links_of(sign(), sign(above=DOE), sign(below=GP))
    assert [(link.vehicle, link.controller) for link in joint] == [
        (FUND, ROE),
        (FUND, DOE),
        (GP, ROE),
    ]


def test_an_entity_is_never_its_own_controller() -> None:
    assert links_of(sign(above=FUND)) == ()


def test_nobody_controls_a_natural_person() -> None:
    assert links_of(sign(below=ROE, above=DOE), sign(below=ROE, above=FUND)) == ()


def test_evidence_that_changes_nothing_makes_no_version() -> None:
    (link,) = links_of(sign(filing=2), sign(filing=5), sign(filing=9))
    assert (link.known_from, link.known_to) == (2, OPEN_END)
    assert len(link.evidence) == 3


def test_a_sign_that_weighs_less_from_some_day_on_ends_its_version() -> None:
    rare = sign(NAME, 0.65, filing=3, known_to=Instant(7), pattern="rare surname")
    common = sign(NAME, 0.10, filing=3, known_from=Instant(7), pattern="common surname")
    together = sign(CO_REPORT, 0.60, filing=4)
    states = [(x.known_from, x.state) for x in links_of(rare, common, together)]
    assert states == [(3, PROBABLE), (4, ACCEPTED), (7, PROBABLE)]


def test_of_two_entities_a_statement_must_say_which_controls_the_other() -> None:
    alike = (sign(NAME, 0.90, above=GP), sign(CO_REPORT, 0.60, above=GP))
    assert stops(links_of(*alike)) == {(FUND, GP): Limit.BETWEEN_ENTITIES}
    assert stops(links_of(*alike, sign(above=GP))) == {(FUND, GP): None}


def test_a_bank_takes_a_person_for_its_controller_only_on_a_plain_statement() -> None:
    bank = filing(1, buy(), by=(owner("FUND", name="Larch Bank & Trust Co"),))
    shared = sign(p=0.85, known_from=bank.accepted_at)
    plain = sign(p=0.95, known_from=bank.accepted_at)
    assert stops(links_of(shared, filings=[bank])) == {(FUND, ROE): Limit.MANY_ISSUERS}
    assert stops(links_of(plain, filings=[bank])) == {(FUND, ROE): None}


def test_who_reports_at_more_than_25_issuers_is_an_institution_from_the_26th_on() -> None:
    forms = [filing(n, buy(), by=("FUND",), on=n, company=n) for n in range(1, 27)]
    shared = sign(p=0.85, known_from=forms[0].accepted_at)
    states = [(x.known_from, x.state) for x in links_of(shared, filings=forms)]
    assert states == [(forms[0].accepted_at, ACCEPTED), (forms[25].accepted_at, PROBABLE)]
    assert len(links_of(shared, filings=forms[:25])) == 1


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("Larch Fund LP", Limit.NO_STATEMENT),
        ("Larch Growth Fund LLC", Limit.NO_STATEMENT),
        ("Larch Partners L.P.", Limit.NO_STATEMENT),
        ("Larch Family Partners LP", None),
        ("Larch Holdings LLC", None),
    ],
)
def test_who_files_beside_a_fund_and_holds_through_it_may_sit_on_the_board_for_it(
    name: str, limit: Limit | None
) -> None:
    form = filing(1, buy(), by=(owner("FUND", name=name), "ROE"))
    since = form.accepted_at
    alike = (sign(CO_REPORT, 0.60, known_from=since), sign(HOLDER, 0.75, known_from=since))
    assert stops(links_of(*alike, filings=[form])) == {(FUND, ROE): limit}
    for told in (sign(p=0.85), sign(SIGNATURE, 0.75), sign(NAME, 0.90)):
        signs = (*alike, replace(told, known_from=since))
        assert stops(links_of(*signs, filings=[form])) == {(FUND, ROE): None}


def test_a_fund_is_one_from_the_first_filing_under_such_a_name_on() -> None:
    names = enumerate(("Larch LLC", "Larch Fund LP", "Larch LLC"), start=1)
    forms = [filing(n, buy(), by=(owner("FUND", name=name),), on=n) for n, name in names]
    since = forms[0].accepted_at
    alike = (sign(CO_REPORT, 0.60, known_from=since), sign(HOLDER, 0.75, known_from=since))
    states = [(x.known_from, x.state) for x in links_of(*alike, filings=forms)]
    assert states == [(since, ACCEPTED), (forms[1].accepted_at, PROBABLE)]


def _trust(number: int) -> Cik:
    return Cik(f"00993{number:05d}")


def test_who_is_trustee_of_more_than_five_unrelated_trusts_is_no_root_of_them() -> None:
    forms = [
        filing(
            n,
            buy(),
            by=({"cik": _trust(n), "name": f"Elm {n} Trust"}, "ROE"),
            on=n,
            company=n,
        )
        for n in range(1, 7)
    ]
    signs = [
        sign(p=0.95, filing=n, below=_trust(n), role=LinkRole.TRUSTEE, known_from=f.accepted_at)
        for n, f in enumerate(forms, start=1)
    ]
    assert {x.stopped_by for x in newest(links_of(*signs, filings=forms)).values()} == {
        Limit.PROFESSIONAL_TRUSTEE
    }
    five = newest(links_of(*signs[:5], filings=forms[:5]))
    assert {x.state for x in five.values()} == {ACCEPTED}


@pytest.mark.parametrize(
    ("name", "also", "limit"),
    [
        ("Doe Descendants Trust", (), Limit.PROFESSIONAL_TRUSTEE),
        (
            "Doe Holdings LLC",
            (sign(p=0.65, above=GP, role=LinkRole.TRUSTEE, start=9),),
            Limit.PROFESSIONAL_TRUSTEE,
        ),
        ("Doe Holdings LLC", (), None),
    ],
)
def test_what_a_trust_company_may_do_with_a_trust_makes_it_no_owner(
    name: str, also: tuple[Evidence, ...], limit: Limit | None
) -> None:
    forms = [filing(1, buy(), by=(owner("FUND", name=name), owner("GP", name="Elm Trust Co")))]
    since = forms[0].accepted_at
    signs = [replace(item, known_from=since) for item in (sign(p=0.93, above=GP), *also)]
    assert stops(links_of(*signs, filings=forms)) == {(FUND, GP): limit}


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("Elm Trust Co", Limit.PROFESSIONAL_TRUSTEE),
        ("Elm Trust Co-AK", Limit.PROFESSIONAL_TRUSTEE),
        ("Northern Trust Corp", Limit.PROFESSIONAL_TRUSTEE),
        ("Elm Family Trust Co-Trustee", None),
        ("Elm Realty Trust Inc", None),
    ],
)
def test_a_trust_is_no_trust_company(name: str, limit: Limit | None) -> None:
    form = filing(1, buy(), by=(owner("TRUST"), owner("GP", name=name)))
    told = sign(p=0.93, below=TRUST, above=GP, known_from=form.accepted_at)
    assert stops(links_of(told, filings=[form])) == {(TRUST, GP): limit}


def test_six_trusts_at_one_issuer_are_one_familys() -> None:
    forms = [
        filing(n, buy(), by=({"cik": _trust(n), "name": f"Elm {n} Trust"}, "ROE"), on=n)
        for n in range(1, 9)
    ]
    signs = [
        sign(p=0.95, filing=n, below=_trust(n), role=LinkRole.TRUSTEE, known_from=f.accepted_at)
        for n, f in enumerate(forms, start=1)
    ]
    assert {x.state for x in newest(links_of(*signs, filings=forms)).values()} == {ACCEPTED}


# Alarms.


def test_two_persons_each_said_to_control_alone_are_held_back() -> None:
    one, other = sign(filing=1), sign(filing=2, above=DOE)
    assert stops(links_of(one, other)) == {
        (FUND, ROE): Limit.QUARANTINE_PERSONS,
        (FUND, DOE): Limit.QUARANTINE_PERSONS,
    }
    before = links_of(one, other)[0]
    assert (before.state, before.known_to) == (ACCEPTED, 2)


@pytest.mark.parametrize(
    "other",
    [
        sign(filing=1, above=DOE),  # one filing names both
        sign(filing=2, above=DOE, joint=True),  # the text says that control is shared
    ],
)
def test_persons_declared_to_control_together_are_not(other: Evidence) -> None:
    assert set(stops(links_of(sign(filing=1), other)).values()) == {None}


def test_filing_together_declares_nobody_to_control_together() -> None:
    told = (sign(filing=1), sign(filing=2, above=DOE))
    beside = (sign(CO_REPORT, 0.35, filing=1), sign(CO_REPORT, 0.35, filing=1, above=DOE))
    assert set(stops(links_of(*told, *beside)).values()) == {Limit.QUARANTINE_PERSONS}


@pytest.mark.parametrize(
    ("later", "limit"),
    [("Jane & John Trust; DOE", None), ("John Trust; DOE", Limit.QUARANTINE_PERSONS)],
)
def test_one_name_that_has_both_in_full_declares_them(later: str, limit: Limit | None) -> None:
    found = links_of(
        sign(NAME, 0.90, filing=1, quote="Jane & John Trust; ROE"),
        sign(NAME, 0.90, filing=2, above=DOE, quote=later),
        sign(CO_REPORT, 0.35, filing=1),
        sign(CO_REPORT, 0.35, filing=2, above=DOE),
    )
    assert set(stops(found).values()) == {limit}


def test_two_ways_that_end_in_different_persons_are_held_back_unless_told_together() -> None:
    alone, through = sign(filing=1), sign(filing=2, above=GP)
    end = sign(filing=2, below=GP, above=DOE)
    assert stops(links_of(alone, through, end)) == {
        (FUND, ROE): Limit.QUARANTINE_PERSONS,
        (FUND, GP): Limit.QUARANTINE_PERSONS,
        (GP, DOE): None,
    }
    assert set(stops(links_of(replace(alone, joint=True), through, end)).values()) == {None}
    in_one = (sign(filing=2), through, end)
    assert set(stops(links_of(*in_one)).values()) == {None}
    same_end = (alone, through, end, sign(filing=3, below=GP))
    assert stops(links_of(*same_end))[FUND, ROE] is None


# Better claims.

BEARS_NAME = (sign(NAME, 0.90, below=TRUST), sign(CO_REPORT, 0.35, below=TRUST))


@pytest.mark.parametrize(("family", "p"), [(TEXT, 0.65), (SIGNATURE, 0.75), (TEXT, 0.95)])
def test_whose_name_a_vehicle_bears_stands_back_behind_who_is_said_to_control_it(
    family: str, p: float
) -> None:
    before, after = [
        link
        for link in links_of(*BEARS_NAME, sign(family, p, below=TRUST, above=DOE, filing=9))
        if link.controller == ROE
    ]
    assert (before.state, before.certain, before.known_to) == (ACCEPTED, True, 9)
    assert (after.state, after.stopped_by) == (PROBABLE, Limit.QUARANTINE_PERSONS)
    assert not after.certain


@pytest.mark.parametrize(
    "told",
    [
        (sign(p=0.30, below=TRUST, above=DOE),),
        (sign(p=0.95, below=TRUST, above=DOE, vetoed=True),),
        (sign(NAME, 0.90, below=TRUST, above=DOE),),
        (sign(p=0.65, below=TRUST, above=DOE), sign(p=0.65, below=TRUST)),
        (sign(p=0.65, below=TRUST, above=DOE, joint=True), sign(p=0.65, below=TRUST, joint=True)),
        (sign(p=0.93, below=TRUST, above=GP),),
        (sign(p=0.93, below=TRUST, above=GP), sign(below=GP), sign(p=0.30, below=TRUST, above=DOE)),
        (sign(OVERRIDE, 1.0, below=TRUST, above=DOE, accession=None),),
        (  # what a decision makes true parts nobody
            sign(OVERRIDE, 1.0, below=TRUST, above=DOE, accession=None),
            sign(p=0.65, below=TRUST, above=DOE),
        ),
    ],
    ids=(
        "weak",
        "denied",
        "name",
        "both",
        "jointly",
        "entity",
        "own entity",
        "decided",
        "and told",
    ),
)
def test_a_claim_no_better_than_its_own_takes_nothing_from_a_name(told: Iterable[Evidence]) -> None:
    assert newest(links_of(*BEARS_NAME, *told))[TRUST, ROE].state is ACCEPTED


def test_who_is_said_to_control_through_an_entity_has_the_better_claim() -> None:
    chain = (sign(p=0.93, below=TRUST, above=GP), sign(below=GP, above=DOE))
    assert stops(links_of(*BEARS_NAME, *chain)) == {
        (TRUST, ROE): Limit.QUARANTINE_PERSONS,
        (TRUST, GP): None,
        (GP, DOE): None,
    }


def test_a_step_that_does_not_count_yet_leads_nowhere() -> None:
    doubtful = sign(SIGNATURE, 0.75, below=TRUST, above=GP)
    later = sign(p=0.93, below=TRUST, above=GP, filing=9)
    found = links_of(*BEARS_NAME, doubtful, sign(below=GP, above=DOE), later)
    states = [(x.known_from, x.state) for x in found if (x.vehicle, x.controller) == (TRUST, ROE)]
    assert states == [(1, ACCEPTED), (9, PROBABLE)]


def test_who_only_files_and_holds_alike_stands_back_behind_whose_name_it_bears() -> None:
    alike = (sign(CO_REPORT, 0.60, below=TRUST), sign(HOLDER, 0.75, below=TRUST))
    assert stops(links_of(*alike)) == {(TRUST, ROE): None}
    named = sign(NAME, 0.90, below=TRUST, above=DOE)
    assert stops(links_of(*alike, named)) == {
        (TRUST, ROE): Limit.QUARANTINE_PERSONS,
        (TRUST, DOE): Limit.NAME_AND_ADDRESS_ALONE,
    }


def test_one_controller_after_the_other_is_no_contradiction() -> None:
    first = sign(filing=1, valid_to=date(2024, 6, 1))
    second = sign(filing=2, above=DOE, valid_from=date(2024, 6, 2))
    assert set(stops(links_of(first, second)).values()) == {None}


def test_a_cycle_of_control_is_held_back() -> None:
    found = links_of(sign(above=GP), sign(below=GP, above=FUND), sign(below=GP))
    assert stops(found) == {
        (FUND, GP): Limit.QUARANTINE_CYCLE,
        (GP, FUND): Limit.QUARANTINE_CYCLE,
        (GP, ROE): None,
    }


def test_a_large_component_without_one_plain_owner_is_held_back() -> None:
    def trusts(count: int, p: float, **changes: Any) -> set[Limit | None]:
        signs = [
            item
            for n in range(count)
            for item in (
                sign(TEXT, p, below=_trust(n), **changes),
                sign(NAME, 0.45, below=_trust(n)),
            )
        ]
        return set(stops(links_of(*signs)).values())

    assert trusts(14, 0.65) == {None}  # with their trustee 15 owners
    assert trusts(15, 0.65) == {Limit.QUARANTINE_SIZE}
    assert trusts(40, 0.95) == {None}
    assert trusts(40, 0.85, joint=True) == {None}


def test_a_bridge_between_two_families_with_issuers_of_their_own_is_held_back() -> None:
    def at(number: int, by: str, company: int) -> OwnershipFiling:
        return filing(number, buy(), by=(by,), company=company)

    forms = [at(1, "ROE", 1), at(2, "ROE", 2), at(3, "DOE", 3), at(4, "DOE", 4)]
    since = forms[0].accepted_at
    signs = [
        sign(below=FUND, above=ROE, known_from=since),
        sign(below=GP, above=DOE, known_from=since),
        sign(below=FUND, above=GP, known_from=since),
    ]
    limits = stops(links_of(*signs, filings=forms))
    assert limits == {
        (FUND, ROE): Limit.QUARANTINE_BRIDGE,
        (FUND, GP): Limit.QUARANTINE_BRIDGE,
        (GP, DOE): Limit.QUARANTINE_BRIDGE,
    }
    assert set(stops(links_of(*signs, filings=forms[:3])).values()) == {None}
    declared = [replace(item, joint=True) for item in signs]
    assert set(stops(links_of(*declared, filings=forms)).values()) == {None}


# Decisions.


def decide(op: OverrideOp, a: Cik, b: Cik, since: int = 0) -> Override:
    return Override(
        op=op,
        a=a,
        b=b,
        role=None,
        kind=None,
        issuer=None,
        valid_from=None,
        valid_to=None,
        known_from=Instant(since),
        reason="test",
        source="test",
        by="test",
        origin="test.yaml",
        line=1,
    )


def test_a_must_link_is_certain_and_rings_no_alarm() -> None:
    decided = sign(OVERRIDE, 1.0, filing=9, above=DOE, accession=None)
    found = newest(links_of(sign(filing=1), decided))
    assert (found[FUND, DOE].state, found[FUND, DOE].certain) == (ACCEPTED, True)
    assert found[FUND, ROE].state is ACCEPTED


def test_a_cannot_link_rejects_from_its_day_on() -> None:
    never = decide(OverrideOp.CANNOT_LINK, FUND, ROE, since=5)
    before, after = links_of(sign(filing=1), overrides=[never])
    assert (before.state, before.known_to) == (ACCEPTED, 5)
    assert (after.state, after.stopped_by) == (REJECTED, Limit.OVERRIDE)


def test_a_cannot_link_cuts_the_weakest_inferred_link_on_the_way() -> None:
    chain = (sign(p=0.95, above=GP), sign(p=0.85, below=GP, above=MANAGER), sign(below=MANAGER))
    never = decide(OverrideOp.CANNOT_LINK, FUND, ROE)
    assert stops(links_of(*chain, overrides=[never])) == {
        (FUND, GP): None,
        (GP, MANAGER): Limit.OVERRIDE,
        (MANAGER, ROE): None,
    }


def test_a_cannot_link_cuts_every_way() -> None:
    ways = (
        sign(p=0.95, above=GP),
        sign(p=0.85, below=GP),
        sign(p=0.86, above=MANAGER),
        sign(p=0.95, below=MANAGER),
    )
    never = decide(OverrideOp.CANNOT_LINK, FUND, ROE)
    cut = {pair for pair, limit in stops(links_of(*ways, overrides=[never])).items() if limit}
    assert cut == {(GP, ROE), (FUND, MANAGER)}


def test_a_cannot_link_of_two_vehicles_parts_them_below_their_common_owner() -> None:
    both = (sign(p=0.95), sign(p=0.85, below=TRUST))
    never = decide(OverrideOp.CANNOT_LINK, FUND, TRUST)
    assert stops(links_of(*both, overrides=[never])) == {
        (FUND, ROE): None,
        (TRUST, ROE): Limit.OVERRIDE,
    }


def test_a_root_that_is_set_rejects_every_other_controller() -> None:
    decided = sign(OVERRIDE, 1.0, above=DOE, accession=None)
    never = decide(OverrideOp.SET_ROOT, FUND, DOE)
    found = links_of(sign(), sign(above=GP), decided, overrides=[never])
    assert {pair: x.state for pair, x in newest(found).items()} == {
        (FUND, ROE): REJECTED,
        (FUND, GP): REJECTED,
        (FUND, DOE): ACCEPTED,
    }


def test_decisions_about_others_change_nothing() -> None:
    signs: tuple[Any, ...] = (sign(), sign(above=DOE, joint=True))
    never = decide(OverrideOp.CANNOT_LINK, TRUST, POE)
    assert links_of(*signs, overrides=[never]) == links_of(*signs)
