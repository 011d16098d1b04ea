"""What decisions are said to do, from the facts of a graph."""

from dataclasses import replace
from datetime import date

import pytest

from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Limit, LinkRole, LinkState, OwnershipLink
from loaders.overrides.changes import Change, State, Thing, changes
from loaders.overrides.effects import Facts, effects
from tests.ingest.resolve_world import row_key
from tests.ingest.test_overrides import entry, read

FUND, PARTNER, MANAGER, ANN, BEA = (Cik(f"009900000{n}") for n in range(1, 6))
NAMES = {
    FUND: "Larch Fund LP",
    PARTNER: "Larch GP LLC",
    MANAGER: "Larch Management LP",
    ANN: "Archer Ann",
    BEA: "Bowman Bea",
}
HERE = Cik("0099100001")
ROW, OTHER, ABSENT = (RowKey(row_key(n)) for n in (1, 2, 3))


def link(
    vehicle: Cik,
    controller: Cik,
    state: LinkState = LinkState.ACCEPTED,
    stopped_by: Limit | None = None,
    since: int = 0,
) -> OwnershipLink:
    return OwnershipLink(
        vehicle=vehicle,
        controller=controller,
        role=LinkRole.MANAGER,
        state=state,
        p=0.9,
        certain=False,
        joint=False,
        stopped_by=stopped_by,
        valid_from=None,
        valid_to=None,
        known_from=Instant(since),
        known_to=OPEN_END,
        evidence=(),
    )


def cut(vehicle: Cik, controller: Cik) -> OwnershipLink:
    return link(vehicle, controller, LinkState.REJECTED, Limit.OVERRIDE)


def told(
    decision: str,
    *links: OwnershipLink,
    trades: dict[RowKey, RowKey] | None = None,
) -> list[str]:
    """Return what one decision did; a line of no effect begins with a minus."""
    facts = Facts(
        links=links,
        persons=frozenset({ANN, BEA}),
        owners=NAMES,
        issuers={HERE},
        kinds={c: OwnerKind.PERSON if c in {ANN, BEA} else OwnerKind.LP for c in NAMES},
        trades=trades or {},
    )
    (effect,) = effects(read(decision), facts)
    return [("-" if effect.idle else "") + line for line in effect.did]


def test_a_link_that_only_a_decision_makes_was_made_by_it() -> None:
    decision = entry("must_link", FUND, ANN)
    (line,) = told(decision, link(FUND, ANN, since=read(decision)[0].known_from))
    assert line.startswith(f"made the link Larch Fund LP ({FUND}) → Archer Ann ({ANN}) as MANAGER")
    assert line.endswith("known from 2026-01-31")


def test_a_link_that_was_inferred_before_was_confirmed() -> None:
    (line,) = told(entry("must_link", FUND, ANN), link(FUND, ANN))
    assert line.startswith("confirmed the link")


@pytest.mark.parametrize("op", ["must_link", "set_root", "same_person"])
def test_a_link_that_is_not_there_or_does_not_count_is_no_effect(op: str) -> None:
    decision = entry(op, BEA, ANN)
    assert told(decision)[0].startswith("-changes nothing: no link leads from Bowman Bea")
    stopped = link(BEA, ANN, LinkState.PROBABLE, Limit.QUARANTINE_SIZE)
    assert told(decision, stopped)[0].endswith("is PROBABLE, by QUARANTINE_SIZE")


def test_a_root_tells_the_links_that_gave_way_and_where_it_ends() -> None:
    lines = told(
        entry("set_root", FUND, PARTNER), link(FUND, PARTNER), cut(FUND, BEA), link(PARTNER, ANN)
    )
    assert lines[1:] == [
        f"rejected the link Larch Fund LP ({FUND}) → Bowman Bea ({BEA})",
        f"Larch Fund LP ({FUND}) counts as Archer Ann ({ANN})",
    ]


def test_links_cut_on_the_way_between_two_are_told_and_no_others() -> None:
    apart = entry("cannot_link", FUND, MANAGER)
    ways = (link(FUND, PARTNER), cut(PARTNER, ANN), link(MANAGER, ANN))
    assert told(apart, *ways) == [
        f"cut the link Larch GP LLC ({PARTNER}) → Archer Ann ({ANN}) (p 0.9)"
    ]
    elsewhere = cut(FUND, BEA)
    (line,) = told(apart, link(FUND, ANN), elsewhere)
    assert line.startswith("-changes nothing: ")
    (line,) = told(apart, cut(FUND, MANAGER))
    assert line.startswith("rejected the link Larch Fund LP")


def test_a_decision_with_a_scope_tells_of_the_links_in_its_scope_alone() -> None:
    whole = link(FUND, ANN)
    early = replace(whole, valid_to=date(2020, 12, 31))
    late = replace(
        cut(FUND, ANN), valid_from=date(2021, 1, 1), part_from=date(2021, 1, 1), issuer=None
    )
    apart = entry("cannot_link", FUND, ANN, scope="{from: 2021-01-01}")
    assert told(apart, early, late) == [
        f"rejected the link Larch Fund LP ({FUND}) → Archer Ann ({ANN}) from 2021-01-01 (p 0.9)"
    ]
    assert told(apart.replace("2021", "2022"), early)[0].startswith("-changes nothing")
    here = replace(cut(FUND, ANN), issuer=HERE)
    (line,) = told(entry("cannot_link", FUND, ANN, scope=f"{{issuer: {HERE}}}"), whole, here)
    assert line.endswith(f"Archer Ann ({ANN}) at {HERE} (p 0.9)")
    (line,) = told(entry("must_link", FUND, ANN), whole, here)
    assert line.startswith("confirmed the link")


def test_an_issuer_of_whom_nothing_is_loaded_is_named() -> None:
    scope = "{issuer: 77}"
    assert told(entry("must_link", FUND, ANN, scope=scope), link(FUND, ANN)) == [
        "-matched nothing: no loaded filing is about issuer 0000000077"
    ]


@pytest.mark.parametrize(
    ("op", "trades", "words"),
    [
        ("same_trade", (ROW, ROW), f"both rows are trade {ROW}"),
        ("same_trade", (ROW, OTHER), f"-changes nothing: the rows are still trades {ROW} and"),
        ("not_same_trade", (ROW, OTHER), f"the rows are trades {ROW} and {OTHER}"),
        ("not_same_trade", (ROW, ROW), f"-changes nothing: both rows are still trade {ROW}"),
    ],
)
def test_decisions_about_trades_tell_which_trades_their_rows_report(
    op: str, trades: tuple[RowKey, RowKey], words: str
) -> None:
    (line,) = told(entry(op, ROW, OTHER), trades=dict(zip((ROW, OTHER), trades, strict=True)))
    assert line.startswith(words)


def test_a_row_that_is_not_stored_is_named() -> None:
    (line,) = told(entry("same_trade", ROW, ABSENT), trades={ROW: ROW})
    assert line == f"-matched nothing: no loaded filing has row {ABSENT}"


def test_a_kind_that_the_name_tells_too_is_no_effect() -> None:
    assert told(entry("set_kind", FUND, None, kind="lp"))[0].startswith(
        "-changes nothing: the name"
    )
    assert told(entry("set_kind", FUND, None, kind="trust")) == [
        f"gave Larch Fund LP ({FUND}) the kind TRUST, where the name says LP"
    ]


def test_what_differs_between_two_states_is_told_once_and_by_name() -> None:
    thing = Thing((1,), "one")
    before = State(links={"b": thing, "a": thing}, trades={"t": thing}, owners={})
    after = State(
        links={"b": Thing((2,), "two"), "c": thing}, trades={"t": thing}, owners={"o": thing}
    )
    found = changes(before, after)
    assert found.links == (
        Change("a", "one", "none"),
        Change("b", "one", "two"),
        Change("c", "none", "one"),
    )
    assert (found.trades, found.owners) == ((), (Change("o", "none", "one"),))
    assert changes(before, replace(before)) == changes(after, after)
