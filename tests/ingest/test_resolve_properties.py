"""What holds for every set of filings, drawn or bundled, whatever they say."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.trades import EconomicTrade
from loaders.resolve import resolve
from tests.ingest.histories import eventful, histories
from tests.ingest.resolve_world import (
    VERSIONED,
    cik,
    figures_in_the_end,
    filing,
    history_until,
    is_visible,
    joined,
    owner,
    restated,
    sample,
    visible,
)

History = tuple[OwnershipFiling, ...]
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = settings(MANY, max_examples=30)
EVENTFUL = example(eventful())


def instants_of(filings: Iterable[OwnershipFiling]) -> list[Instant]:
    return sorted({filed.accepted_at for filed in filings})


@MANY
@given(histories(), st.data())
def test_the_order_of_filings_plays_no_part(filings: History, data: st.DataObject) -> None:
    assert resolve(data.draw(st.permutations(filings))) == resolve(filings)


def test_the_order_of_the_sample_plays_no_part() -> None:
    filings = list(sample())
    derived = resolve(filings)
    Random(5).shuffle(filings)
    assert resolve(filings) == derived
    assert resolve(filings[::-1]) == derived


@MANY
@given(histories())
@EVENTFUL
def test_what_was_believed_at_an_instant_is_what_follows_from_the_filings_accepted_by_then(
    filings: History,
) -> None:
    whole = resolve(filings)
    for instant in instants_of(filings):
        known = [filed for filed in filings if filed.accepted_at <= instant]
        then = resolve(known)
        assert history_until(whole, instant) == history_until(then, instant)
        for name in VERSIONED:
            now_open = [v for v in getattr(then, name) if v.known_to == OPEN_END]
            assert visible(getattr(then, name), instant) == now_open


def test_the_sample_at_each_of_its_instants_is_what_its_filings_said_by_then() -> None:
    filings = sample()
    whole = resolve(filings)
    for instant in instants_of(filings):
        known = [filed for filed in filings if filed.accepted_at <= instant]
        assert history_until(whole, instant) == history_until(resolve(known), instant)


@FEW
@given(histories(), histories(troupe=1))
def test_strangers_of_the_same_names_resolve_together_as_they_do_apart(
    left: History, right: History
) -> None:
    together = resolve([*left, *right])
    assert joined(together) == joined(resolve(left), resolve(right))


def rows_known(filings: Iterable[OwnershipFiling], instant: Instant) -> Counter[RowKey]:
    return Counter(
        row.key
        for filed in filings
        if filed.accepted_at <= instant
        for row in filed.document.transactions
    )


@MANY
@given(histories())
@EVENTFUL
def test_every_row_known_is_reported_by_exactly_one_trade(filings: History) -> None:
    derived = resolve(filings)
    for instant in instants_of(filings):
        seen = Counter(row for trade in visible(derived.trades, instant) for row in trade.rows)
        assert seen == rows_known(filings, instant)


@MANY
@given(histories())
@EVENTFUL
def test_rows_of_one_filing_are_never_one_trade(filings: History) -> None:
    for trade in resolve(filings).trades:
        accessions = [row.partition("|")[0] for row in trade.rows]
        assert len(set(accessions)) == len(accessions)
        assert trade.filing_count == len(accessions)


def accepted_first(trade: EconomicTrade, filings: History) -> OwnershipFiling:
    rows = {row.partition("|")[0] for row in trade.rows}
    reporting = [filed for filed in filings if filed.accession in rows]
    return min(reporting, key=lambda filed: (filed.accepted_at, filed.accession))


@MANY
@given(histories())
@EVENTFUL
def test_a_trade_agrees_with_the_filings_that_report_it(filings: History) -> None:
    by_accession = {filed.accession: filed for filed in filings}
    for trade in resolve(filings).trades:
        first = accepted_first(trade, filings)
        assert trade.trade_id == trade.rows[0]
        assert trade.trade_id.startswith(first.accession)
        assert (trade.accepted_at, trade.filed_on) == (first.accepted_at, first.filed_on)
        assert trade.known_from >= trade.accepted_at
        assert trade.effective_row in trade.rows
        assert AccessionNumber(trade.effective_row.partition("|")[0]) in trade.accessions
        live = [by_accession[accession].document for accession in trade.accessions]
        owners = {owner.cik for document in live for owner in document.owners}
        assert [reporter.cik for reporter in trade.reporters] == sorted(owners)
        assert set(trade.form_types) == {document.form_type for document in live}
        assert set(trade.holders) <= owners


@MANY
@given(histories())
@EVENTFUL
def test_supersessions_are_steps_between_two_versions_of_a_row_of_one_trade(
    filings: History,
) -> None:
    derived = resolve(filings)
    for instant in instants_of(filings):
        amends = {edge.amendment: edge for edge in visible(derived.amends, instant)}
        for edge in visible(derived.supersedes, instant):
            assert AccessionNumber(edge.later.partition("|")[0]) in amends
            trades = visible(derived.trades, instant)
            assert any({edge.later, edge.earlier} <= set(trade.rows) for trade in trades)


@MANY
@given(histories())
@EVENTFUL
def test_no_version_is_empty_and_versions_of_one_thing_do_not_overlap(filings: History) -> None:
    derived = resolve(filings)
    keys: dict[str, Callable[[Any], object]] = {
        "links": lambda v: (v.vehicle, v.controller),
        "trades": lambda v: v.trade_id,
        "amends": lambda v: v.amendment,
        "supersedes": lambda v: (v.later, v.earlier),
        "held_by": lambda v: v.row,
        "resolves_to": lambda v: (v.owner, v.root),
    }
    for name, key in keys.items():
        versions = getattr(derived, name)
        assert all(version.known_from < version.known_to for version in versions)
        for instant in instants_of(filings):
            seen = Counter(key(v) for v in versions if is_visible(v, instant))
            assert set(seen.values()) <= {1}, name


@MANY
@given(histories())
@EVENTFUL
def test_versions_of_a_trade_differ_from_the_one_they_follow(filings: History) -> None:
    ended = {(version.trade_id, version.known_to): version for version in (resolve(filings).trades)}
    for trade in resolve(filings).trades:
        before = ended.get((trade.trade_id, trade.known_from))
        assert before is None or trade != replace(
            before, known_from=trade.known_from, known_to=trade.known_to
        )


@MANY
@given(histories())
@EVENTFUL
def test_no_person_is_a_vehicle_and_no_two_persons_are_one(filings: History) -> None:
    named_otherwise = filing(999, by=[owner("FUND", name="Larch Frank")], on=30)
    for told in (filings, (*filings, named_otherwise)):
        derived = resolve(told)
        persons = {found.cik for found in derived.owners if found.kind is OwnerKind.PERSON}
        assert (cik("FUND") in persons) is (told is not filings)
        assert all(link.vehicle not in persons for link in derived.links)
        assert all(link.vehicle != link.controller for link in derived.links)
        edges = derived.resolves_to
        assert all(edge.root == edge.owner for edge in edges if edge.owner in persons)


@MANY
@given(histories())
@EVENTFUL
def test_every_owner_known_counts_as_somebody_who_counts_as_himself(filings: History) -> None:
    derived = resolve(filings)
    for instant in instants_of(filings):
        known = {
            reporter.cik
            for filed in filings
            if filed.accepted_at <= instant
            for reporter in filed.document.owners
        }
        edges = {(edge.owner, edge.root) for edge in visible(derived.resolves_to, instant)}
        assert {owner for owner, _ in edges} == known
        assert all((root, root) in edges for _, root in edges)


@MANY
@given(histories())
@EVENTFUL
def test_evidence_of_a_link_is_all_that_was_known_before_its_version_ended(
    filings: History,
) -> None:
    derived = resolve(filings)
    for link in derived.links:
        assert link.evidence == tuple(
            item.key
            for item in derived.evidence
            if (item.vehicle, item.controller) == (link.vehicle, link.controller)
            and item.known_from < link.known_to
            and item.known_to > link.known_from
        )


def test_an_amendment_that_repeats_its_original_changes_nothing_but_where_it_is_told() -> None:
    filings = sample()
    before = resolve(filings)
    amended = {edge.original for edge in before.amends} | {edge.amendment for edge in before.amends}
    repeats = [
        restated(filed, number)
        for number, filed in enumerate(filings)
        if filed.accession not in amended
    ]
    after = resolve([*filings, *repeats])
    assert len(after.amends) == 29
    assert figures_in_the_end(after) == figures_in_the_end(before)


@MANY
@given(histories(), st.data())
def test_lines_that_an_amendment_leaves_out_survive(filings: History, data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(filings))
    last = max(filed.accepted_at for filed in filings)
    partial = restated(original, 1, lines=data.draw(st.integers(0, 2)))
    after = resolve([*filings, replace(partial, accepted_at=last)])
    rows = {row for trade in visible(after.trades, last) for row in trade.rows}
    assert {row.key for row in original.document.transactions} <= rows


def test_drawn_histories_hold_amendments_links_and_versions_that_end() -> None:
    derived = [resolve(filings) for filings in drawn()]
    assert sum(bool(found.amends) for found in derived) > 4
    assert sum(bool(found.supersedes) for found in derived) > 4
    accepted = (link for found in derived for link in found.links if link.state.value == "ACCEPTED")
    assert len(list(accepted)) > 4
    assert sum(trade.known_to != OPEN_END for found in derived for trade in found.trades) > 4


def drawn() -> list[History]:
    found: list[History] = []

    @settings(FEW, max_examples=60, database=None, derandomize=True)
    @given(histories())
    def collect(filings: History) -> None:
        found.append(filings)

    collect()
    return found


@pytest.mark.parametrize("field", VERSIONED)
def test_in_the_eventful_history_versions_of_all_that_can_end_do(field: str) -> None:
    ends = {version.known_to for version in getattr(resolve(eventful()), field)}
    assert OPEN_END in ends
    assert (len(ends) > 1) is (field != "held_by")
