"""Resolution of real filings: the same in any order, true at every cut-off, right where known."""

import os
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

from graph_api.domain.codes import FormType, OwnerKind, TradingPlanStatus
from graph_api.domain.derived import Derived
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import LinkState
from graph_api.domain.trades import EconomicTrade
from graph_api.errors import MalformedFilingError
from loaders.filings import read_filing
from loaders.manifest import read_manifest
from loaders.resolve import resolve
from loaders.sources import documents
from tests.ingest.resolve_world import figures_in_the_end, history_until, restated, visible

CORPUS = Path(
    os.environ.get("INSIDER_GRAPH_CORPUS", Path(__file__).parents[2].parent / "shared" / "edgar")
)
FOLDERS = ("ownership-xml", "submission-txt")
HOFFMAN, HOFFMAN_TRUST = Cik("0001519339"), Cik("0001521103")
CABILLOT, FARNAM_STREET = Cik("0001361476"), Cik("0001058465")
FISCHER, OASIS, OASIS_FUND = Cik("0001456474"), Cik("0001317904"), Cik("0001530803")


@pytest.fixture(autouse=True)
def _corpus() -> None:
    if not CORPUS.is_dir():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")


@cache
def filings() -> tuple[OwnershipFiling, ...]:
    """Return every filing whose accession number is known."""
    manifest = read_manifest(CORPUS / "manifest.csv")
    found: list[OwnershipFiling] = []
    for document in documents(CORPUS / folder for folder in FOLDERS):
        with suppress(MalformedFilingError):
            entry = manifest.find(document.name)
            found.append(read_filing(document.read(), document.name, entry, address_key=b"key"))
    return tuple(found)


@cache
def derived() -> Derived:
    return resolve(filings())


def roots_in_the_end(who: Cik) -> set[Cik]:
    edges = derived().resolves_to
    return {edge.root for edge in edges if edge.owner == who and edge.known_to == OPEN_END}


def trades_in(accession: str) -> list[EconomicTrade]:
    return [trade for trade in derived().trades if accession in trade.accessions]


def test_all_filings_with_an_accession_number_resolve() -> None:
    assert len(filings()) == 354
    assert len(derived().owners) == len({o.cik for f in filings() for o in f.document.owners})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_shuffle_of_the_filings_changes_nothing(seed: int) -> None:
    shuffled = list(filings())
    Random(seed).shuffle(shuffled)
    assert resolve(shuffled) == derived()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_what_was_believed_then_is_what_follows_from_the_filings_accepted_by_then(
    share: float,
) -> None:
    instants = sorted(filing.accepted_at for filing in filings())
    instant = instants[int(len(instants) * share)]
    known = [filing for filing in filings() if filing.accepted_at <= instant]
    then = resolve(known)
    assert history_until(derived(), instant) == history_until(then, instant)
    assert visible(derived().trades, instant) != list(derived().trades)


def test_companies_without_a_common_owner_resolve_apart_as_they_do_together() -> None:
    groups = _strangers()
    assert len(groups) > 10
    parts = [resolve(group) for group in groups]
    for name in ("evidence", "links", "trades", "held_by", "holders", "resolves_to", "insider_of"):
        apart = Counter(item for part in parts for item in getattr(part, name))
        assert apart == Counter(getattr(derived(), name)), name


def _strangers() -> list[list[OwnershipFiling]]:
    """Return the filings in groups that share neither issuer nor owner."""
    groups: list[tuple[set[Cik], list[OwnershipFiling]]] = []
    for filing in filings():
        parties = {filing.document.issuer.cik, *(owner.cik for owner in filing.document.owners)}
        members = [filing]
        apart = []
        for others, group in groups:
            if parties.isdisjoint(others):
                apart.append((others, group))
            else:
                parties |= others
                members += group
        groups = [*apart, (parties, members)]
    return [members for _, members in groups]


def test_every_row_is_reported_by_exactly_one_trade() -> None:
    rows = Counter(row.key for filing in filings() for row in filing.document.transactions)
    last = visible(derived().trades, Instant(OPEN_END - 1))
    assert Counter(row for trade in last for row in trade.rows) == rows


def test_the_shares_of_each_filing_add_up_to_those_of_its_trades() -> None:
    traded: Counter[AccessionNumber] = Counter()
    for trade in visible(derived().trades, Instant(OPEN_END - 1)):
        (accession,) = trade.accessions
        traded[accession] += trade.shares or Decimal(0)  # type: ignore[assignment]
    for filing in filings():
        stated = sum((row.shares.value or 0 for row in filing.document.transactions), Decimal(0))
        assert traded[filing.accession] == stated, filing.accession


def test_no_person_is_a_vehicle_and_no_two_persons_are_one() -> None:
    persons = {owner.cik for owner in derived().owners if owner.kind is OwnerKind.PERSON}
    assert len(persons) == 21
    assert all(link.vehicle not in persons for link in derived().links)
    assert all(edge.root == edge.owner for edge in derived().resolves_to if edge.owner in persons)


def test_a_living_trust_counts_as_its_grantor() -> None:
    assert roots_in_the_end(HOFFMAN_TRUST) == {HOFFMAN}
    assert {owner.kind for owner in derived().owners if owner.cik == HOFFMAN_TRUST} == {
        OwnerKind.TRUST
    }


def test_a_fund_and_its_manager_count_as_the_person_behind_them() -> None:
    for who in (FISCHER, OASIS, OASIS_FUND):
        assert roots_in_the_end(who) == {FISCHER}
    (trade,) = trades_in("0000902664-26-002604")
    assert {reporter.cik for reporter in trade.reporters} == {FISCHER, OASIS, OASIS_FUND}
    assert trade.shares == 10_000


def test_holder_text_beside_one_joint_form_stays_probable() -> None:
    (link,) = [link for link in derived().links if link.vehicle == FARNAM_STREET]
    assert (link.controller, link.state, link.p) == (CABILLOT, LinkState.PROBABLE, 0.8781)
    assert roots_in_the_end(FARNAM_STREET) == {FARNAM_STREET}


def test_sales_held_by_a_co_filer_are_attributed_to_it_and_made_under_a_plan() -> None:
    sales = trades_in("0001079973-25-000129")
    assert sum(trade.shares or 0 for trade in sales) == 2_271
    assert {trade.holders for trade in sales} == {(FARNAM_STREET,)}
    assert {trade.plan for trade in sales} == {TradingPlanStatus.PLANNED}


def test_a_sale_that_acquires_is_contradictory() -> None:
    assert [trade.contradictory for trade in trades_in("0001209191-13-014365")].count(True) == 1
    assert sum(trade.contradictory for trade in derived().trades) == 1


def test_funds_named_in_rows_are_holders_of_the_one_who_names_them() -> None:
    holders = derived().holders
    assert len({holder.key for holder in holders}) == len(holders)
    spelled = [h for h in holders if h.key.endswith("|SEQUOIA CAPITAL US GROWTH FUND IV LP")]
    assert len(spelled) == 1, "however its legal form is spelled"


def test_an_amendment_whose_original_is_not_here_is_kept() -> None:
    assert derived().amends == ()
    assert len(trades_in("0000707549-25-000004")) == 2


def test_an_amendment_that_repeats_its_original_changes_nothing_but_where_it_is_told() -> None:
    originals = [f for f in filings() if f.document.form_type is FormType.FORM_4][::7]
    repeats = [restated(filing, number) for number, filing in enumerate(originals)]
    after = resolve([*originals, *repeats])
    assert figures_in_the_end(after) == figures_in_the_end(resolve(originals))
    assert {(edge.amendment, edge.original) for edge in after.amends} == {
        (repeat.accession, filing.accession)
        for filing, repeat in zip(originals, repeats, strict=True)
    }


def test_a_partial_amendment_corrects_its_line_and_keeps_the_others() -> None:
    originals = [f for f in filings() if len(f.document.transactions) > 2][::9]
    partial = [restated(filing, number, lines=1) for number, filing in enumerate(originals)]
    after = resolve([*originals, *partial])
    before = resolve(originals)
    assert len(figures_in_the_end(after)) == len(figures_in_the_end(before))
    assert len(after.supersedes) == len(partial)
