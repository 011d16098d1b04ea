"""What is handed down to everything selected below: which links count."""

from dataclasses import replace
from typing import cast

from graph_api.bolt.connection import Graph
from graph_api.domain.codes import OwnerKind
from graph_api.domain.links import OwnershipLink
from graph_api.store.directory import LATEST, Directory, OwnerEntry
from graph_api.store.snapshot import Revision, Snapshot
from graph_api.store.tape import Tape
from schema.context import At
from tests.domain.worlds import ALWAYS, issuer, link, person, vehicle

FUND, GP = vehicle(1), vehicle(2)
ANNA, BORIS = person(1), person(2)
HERE, THERE, ELSEWHERE = issuer(1), issuer(2), issuer(3)


def at(*links: OwnershipLink) -> At:
    """Return a graph of links alone."""
    nothing = cast("Graph", None)
    people = {
        cik: OwnerEntry(cik=cik, kind=OwnerKind.PERSON, names=(cik,), known_from=(ALWAYS,))
        for cik in (ANNA, BORIS)
    }
    snapshot = Snapshot(
        graph=nothing,
        revision=Revision(number=1, pending=False),
        links=links,
        directory=Directory(people, {}),
        newest_acceptance=None,
        tape=Tape(nothing),
    )
    return At(snapshot, LATEST)


def root(at: At) -> set[str]:
    return set(at.roots().roots(FUND))


def test_links_count_from_the_score_that_is_trusted_and_each_graph_is_one() -> None:
    general = at(link(FUND, ANNA, p=0.85), link(FUND, GP, p=0.9), link(GP, BORIS, p=0.9))
    assert root(general) == {ANNA, BORIS}
    trusting = general.trusting(0.9)
    assert root(trusting) == {BORIS}
    assert trusting.trusting(0.9) is general.trusting(0.9) is trusting
    assert trusting.trusting(None) is general


def test_an_issuer_that_no_decision_names_is_seen_as_in_general_from_below_any_other() -> None:
    here = replace(link(FUND, ANNA), issuer=HERE)
    there = replace(link(FUND, BORIS), issuer=THERE)
    general = at(here, there)
    seen = general.about(HERE)
    assert root(seen) == root(general.about(THERE).about(HERE)) == {ANNA}
    assert root(seen.about(THERE)) == {BORIS}
    assert seen.about(ELSEWHERE) is general.about(ELSEWHERE) is general
    assert root(general) == {FUND}
    assert seen.trusting(0.99).about(ELSEWHERE) is general.trusting(0.99)
