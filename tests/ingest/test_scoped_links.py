"""Decisions that hold on some days, or at one issuer, and what is left where they do not."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Evidence, Limit, LinkState, OwnershipLink
from graph_api.domain.overrides import Override
from graph_api.domain.owners import OwnerRoots
from loaders.overrides.contradictions import contradictions
from loaders.overrides.evidence import override_evidence
from loaders.resolve import resolve
from loaders.resolve.guards import Guards
from loaders.resolve.links import resolve_links
from loaders.resolve.scoped_links import resolve_scoped_links
from tests.ingest.evidence_signs import DOE, FUND, GP, HOLDER, POE, ROE, TEXT, sign
from tests.ingest.resolve_world import buy, cik, filing
from tests.ingest.test_overrides import entry, read

PERSONS = frozenset((ROE, DOE, POE))
HERE, THERE, ELSEWHERE = (Cik(f"00991{number:05d}") for number in (1, 2, 3))
EARLY, MIDDLE, LATE = (
    "{to: 2020-12-31}",
    "{from: 2021-01-01, to: 2021-12-31}",
    "{from: 2022-01-01}",
)
YEARS = {2020: date(2020, 6, 1), 2021: date(2021, 6, 1), 2022: date(2022, 6, 1)}


def at(issuer: Cik, days: str = "{}") -> str:
    return days.replace("{", f"{{issuer: {issuer}, ").replace(", }", "}")


def resolved(
    evidence: Iterable[Evidence] = (), decided: Sequence[Override] = ()
) -> tuple[OwnershipLink, ...]:
    every = (*evidence, *override_evidence(decided))
    return resolve_scoped_links(every, Guards((), every), persons=PERSONS, overrides=decided)


def counted(
    links: Iterable[OwnershipLink], owner: Cik = FUND, issuer: Cik = ELSEWHERE
) -> list[set[Cik]]:
    """Return as whom an owner counts in each of the three years, at an issuer."""
    roots = OwnerRoots(links, PERSONS).at(issuer)
    return [set(roots.roots(owner, valid=(day, day))) for day in YEARS.values()]


def test_without_a_scope_everything_is_as_it_was() -> None:
    evidence = [sign(), sign(HOLDER, 0.75, below=GP, above=DOE)]
    decided = read(entry("must_link", GP, DOE), entry("cannot_link", FUND, ROE))
    every = (*evidence, *override_evidence(decided))
    whole = resolve_links(every, Guards((), every), persons=PERSONS, overrides=decided)
    assert resolved(evidence, decided) == whole


def test_a_link_that_is_decided_for_some_days_holds_on_them_alone() -> None:
    links = resolved((), read(entry("must_link", FUND, ROE, scope=MIDDLE)))
    assert counted(links) == [{FUND}, {ROE}, {FUND}]
    (link,) = links
    assert (link.valid_from, link.valid_to) == (date(2021, 1, 1), date(2021, 12, 31))


def test_a_dated_decision_takes_nothing_from_what_is_inferred_on_other_days() -> None:
    links = resolved([sign()], read(entry("must_link", FUND, ROE, role="manager", scope=MIDDLE)))
    assert counted(links) == [{ROE}] * 3
    newest = [link for link in links if link.known_to == OPEN_END]
    assert [(link.p, link.valid_from) for link in newest] == [
        (0.95, None),
        (1.0, date(2021, 1, 1)),
        (0.95, date(2022, 1, 1)),
    ]
    assert len({link.key for link in links}) == len(links)


def test_days_that_follow_one_another_are_one_link() -> None:
    links = resolved((), read(entry("must_link", scope=EARLY), entry("must_link", scope=MIDDLE)))
    (link,) = links
    assert (link.valid_from, link.valid_to) == (None, date(2021, 12, 31))
    assert len(link.evidence) == 2


def test_days_apart_are_two_links() -> None:
    links = resolved(
        (),
        read(entry("must_link", FUND, ROE, scope=EARLY), entry("must_link", FUND, ROE, scope=LATE)),
    )
    assert counted(links) == [{ROE}, {FUND}, {ROE}]
    assert {link.valid_to: len(link.evidence) for link in links} == {
        date(2020, 12, 31): 1,
        None: 1,
    }


def test_owners_are_kept_apart_on_the_days_of_the_decision_alone() -> None:
    links = resolved([sign()], read(entry("cannot_link", FUND, ROE, scope=MIDDLE)))
    assert counted(links) == [{ROE}, {FUND}, {ROE}]
    cut = [link for link in links if link.stopped_by is Limit.OVERRIDE]
    assert [(link.state, link.valid_from, link.valid_to) for link in cut] == [
        (LinkState.REJECTED, date(2021, 1, 1), date(2021, 12, 31))
    ]


def test_a_link_on_the_way_is_cut_on_the_days_of_the_decision_alone() -> None:
    chain = [sign(above=GP), sign(TEXT, 0.93, below=GP, above=ROE)]
    links = resolved(chain, read(entry("cannot_link", FUND, ROE, scope=LATE)))
    assert counted(links) == [{ROE}, {ROE}, {GP}]
    assert counted(links, GP) == [{ROE}, {ROE}, {GP}], "the weaker of the two links gives way"


def test_a_root_is_set_on_the_days_of_the_decision_alone() -> None:
    links = resolved([sign(above=DOE)], read(entry("set_root", FUND, ROE, scope=LATE)))
    assert counted(links) == [{DOE}, {DOE}, {ROE}]


def test_a_decision_for_one_issuer_counts_there_alone() -> None:
    links = resolved([sign(above=DOE)], read(entry("set_root", FUND, ROE, scope=at(HERE))))
    assert counted(links, issuer=HERE) == [{ROE}] * 3
    assert counted(links, issuer=THERE) == [{DOE}] * 3
    assert OwnerRoots(links, PERSONS).roots(FUND) == {DOE}


def test_owners_are_kept_apart_at_one_issuer_on_some_days() -> None:
    links = resolved([sign()], read(entry("cannot_link", FUND, ROE, scope=at(HERE, MIDDLE))))
    assert counted(links, issuer=HERE) == [{ROE}, {FUND}, {ROE}]
    assert counted(links) == [{ROE}] * 3
    assert len({link.key for link in links}) == len(links)


def test_every_issuer_can_have_a_decision_of_its_own() -> None:
    decided = read(
        entry("must_link", FUND, ROE, scope=at(HERE)),
        entry("must_link", FUND, DOE, scope=at(THERE)),
        entry("cannot_link", FUND, DOE, scope=at(HERE)),
    )
    links = resolved((), decided)
    assert counted(links, issuer=HERE) == [{ROE}] * 3
    assert counted(links, issuer=THERE) == [{DOE}] * 3
    assert counted(links) == [{FUND}] * 3


def test_a_scope_is_known_from_the_day_of_the_decision() -> None:
    decided = read(entry("cannot_link", FUND, ROE, scope=LATE))
    links = resolved([sign()], decided)
    before = OwnerRoots(links, PERSONS, known_at=Instant(decided[0].known_from - 1))
    assert before.roots(FUND, valid=(YEARS[2022],) * 2) == {ROE}
    assert [link.part for link in links if link.known_to != OPEN_END] == [""]


def test_a_decision_without_days_stands_above_a_text_that_ends_control() -> None:
    ended = sign(TEXT, 0.95, filing=9, valid_to=date(2021, 3, 1))
    assert counted(resolved([ended])) == [{ROE}, {FUND}, {FUND}]
    decided = read(entry("must_link", FUND, ROE, scope=LATE))
    assert counted(resolved([ended], decided)) == [{ROE}, {FUND}, {ROE}]
    assert counted(resolved([ended], read(entry("must_link", FUND, ROE)))) == [{ROE}] * 3


def test_a_text_found_after_a_decision_does_not_end_it() -> None:
    decided = read(entry("must_link", FUND, ROE, on="2001-01-01"))
    later = Instant(decided[0].known_from + 1)
    ended = sign(TEXT, 0.95, known_from=later, valid_to=date(2021, 3, 1))
    assert counted(resolved([ended], decided)) == [{ROE}] * 3


def test_links_that_no_decision_bears_on_are_left_whole() -> None:
    far = sign(below=GP, above=DOE)
    links = resolved([sign(), far], read(entry("cannot_link", FUND, ROE, scope=MIDDLE)))
    assert [link.part for link in links if link.vehicle == GP] == [""]


def test_two_forms_tell_one_trade_where_their_owners_are_linked_at_the_issuer() -> None:
    filings = [
        filing(1, buy(), by=("FUND",), company=1),
        filing(2, buy(), by=("ROE",), company=1),
        filing(3, buy(), by=("FUND",), company=2),
        filing(4, buy(), by=("ROE",), company=2),
    ]
    here = at(filings[0].document.issuer.cik)
    decided = read(entry("must_link", cik("FUND"), cik("ROE"), scope=here))

    def told(*overrides: Override) -> list[int]:
        trades = [t for t in resolve(filings, overrides).trades if t.known_to == OPEN_END]
        return sorted(len(t.rows) for t in trades)

    assert told() == [1, 1, 1, 1]
    assert told(*decided) == [1, 1, 2]


SCOPES = st.sampled_from(
    (
        None,
        EARLY,
        MIDDLE,
        LATE,
        "{from: 2021-01-01}",
        at(HERE),
        at(THERE, MIDDLE),
        at(HERE, LATE),
    )
)
DECISIONS = st.lists(
    st.tuples(
        st.sampled_from(("must_link", "cannot_link", "set_root")),
        st.sampled_from((FUND, GP)),
        st.sampled_from((ROE, DOE, GP)),
        SCOPES,
    ).filter(lambda told: told[1] != told[2]),
    max_size=4,
)
EVIDENCE = st.lists(
    st.sampled_from(
        (
            sign(),
            sign(above=GP, filing=2),
            sign(below=GP, filing=3),
            sign(HOLDER, 0.75, above=DOE, filing=4),
            sign(below=GP, above=DOE, filing=5, joint=True),
        )
    ),
    unique=True,
)


@given(evidence=EVIDENCE, told=DECISIONS)
def test_on_each_day_at_each_issuer_it_is_as_if_only_what_holds_there_had_been_decided(
    evidence: list[Evidence], told: list[tuple[str, Cik, Cik, str | None]]
) -> None:
    decided = read_sound(told)
    if decided is None:
        return
    links = resolved(evidence, decided)
    assert len({link.key for link in links}) == len(links)
    for issuer in (HERE, THERE, ELSEWHERE):
        for day in (date(2019, 1, 1), *YEARS.values(), date(2020, 12, 31), date(2021, 1, 1)):
            there = [undated(o) for o in decided if holds(o, issuer, day)]
            alone = OwnerRoots(resolved(evidence, there), PERSONS)
            roots = OwnerRoots(links, PERSONS).at(issuer)
            for owner in (FUND, GP):
                span = (day, day)
                assert roots.roots(owner, valid=span) == alone.roots(owner, valid=span)


@given(evidence=EVIDENCE, told=DECISIONS)
def test_the_order_of_decisions_plays_no_part(
    evidence: list[Evidence], told: list[tuple[str, Cik, Cik, str | None]]
) -> None:
    decided = read_sound(told)
    if decided is not None:
        for other in list(permutations(decided))[:6]:
            assert resolved(evidence, other) == resolved(evidence, decided)


def read_sound(told: Iterable[tuple[str, Cik, Cik, str | None]]) -> tuple[Override, ...] | None:
    """Return decisions; None where they contradict one another."""
    found: list[Override] = []
    for op, a, b, scope in told:
        found += read(entry(op, a, b, scope=scope))
    return None if contradictions(found) else tuple(found)


def holds(override: Override, issuer: Cik, day: date) -> bool:
    begins, ends = override.valid_from or date.min, override.valid_to or date.max
    return override.issuer in {None, issuer} and begins <= day <= ends


def undated(override: Override) -> Override:
    (found,) = read(entry(override.op.value, override.a, override.b))
    return found
