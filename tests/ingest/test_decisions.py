"""Decisions of a person, through the whole of resolution."""

from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import LinkRole, LinkState
from graph_api.domain.overrides import Override, OverrideOp
from loaders.resolve import resolve
from tests.ingest.resolve_world import buy, cik, filing, noon

FUND, GP, ROE, DOE = (cik(name) for name in ("FUND", "GP", "ROE", "DOE"))
FILINGS = (
    filing(1, buy(), by=("FUND",), on=1),
    filing(2, buy(shares=7), by=("ROE",), on=2),
    filing(3, buy(shares=8), by=("DOE",), on=3),
)


def decide(op: OverrideOp, a: Cik, b: Cik | None, since: int = 0, **changes: object) -> Override:
    facts: dict[str, object] = {
        "op": op,
        "a": a,
        "b": b,
        "role": None,
        "kind": None,
        "issuer": None,
        "valid_from": None,
        "valid_to": None,
        "known_from": noon(since),
        "reason": "told by the registrar",
        "source": "a register",
        "by": "a reader",
        "origin": "decisions.yaml",
        "line": 1,
    }
    return Override(**{**facts, **changes})  # type: ignore[arg-type]


def roots(*overrides: Override, at: Instant | None = None) -> dict[Cik, set[Cik]]:
    edges = [
        edge
        for edge in resolve(FILINGS, overrides).resolves_to
        if (edge.known_to == OPEN_END if at is None else edge.known_from <= at < edge.known_to)
    ]
    return {edge.owner: {e.root for e in edges if e.owner == edge.owner} for edge in edges}


def test_a_decided_link_counts_from_when_both_owners_have_been_seen() -> None:
    linked = decide(OverrideOp.MUST_LINK, FUND, ROE, role=LinkRole.GENERAL_PARTNER)
    (link,) = resolve(FILINGS, [linked]).links
    assert (link.state, link.certain, link.role) == (
        LinkState.ACCEPTED,
        True,
        LinkRole.GENERAL_PARTNER,
    )
    assert link.known_from == noon(2)
    assert roots(linked)[FUND] == {ROE}
    assert roots(linked, at=noon(1))[FUND] == {FUND}


def test_a_decision_is_known_from_its_day() -> None:
    linked = decide(OverrideOp.MUST_LINK, FUND, ROE, since=9)
    assert roots(linked, at=noon(8))[FUND] == {FUND}
    assert roots(linked, at=noon(9))[FUND] == {ROE}


def test_two_numbers_of_one_person_count_once() -> None:
    assert roots()[DOE] == {DOE}
    assert roots(decide(OverrideOp.SAME_PERSON, DOE, ROE))[DOE] == {ROE}


def test_a_decision_about_owners_who_never_filed_changes_nothing() -> None:
    stranger = decide(OverrideOp.MUST_LINK, GP, ROE)
    assert resolve(FILINGS, [stranger]) == resolve(FILINGS)


def test_a_kind_can_be_decided() -> None:
    person = decide(OverrideOp.SET_KIND, FUND, None, kind=OwnerKind.PERSON)
    kinds = {owner.cik: owner.kind for owner in resolve(FILINGS, [person]).owners}
    assert kinds[FUND] is OwnerKind.PERSON


def test_a_decision_taken_back_leaves_nothing() -> None:
    linked = decide(OverrideOp.MUST_LINK, FUND, ROE)
    apart = decide(OverrideOp.CANNOT_LINK, FUND, ROE)
    assert resolve(FILINGS, [linked]) != resolve(FILINGS)
    assert resolve(FILINGS, [apart]) == resolve(FILINGS)
    assert resolve(FILINGS, ()) == resolve(FILINGS)
