"""What holds for the trades of all forms, whatever they say and in whatever order they come."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import OwnershipLink
from graph_api.domain.overrides import Override, OverrideOp
from loaders.resolve.trades import ResolvedTrades
from tests.ingest.documents import Row
from tests.ingest.resolve_world import accession, buy, filing, noon, row_key, sale
from tests.ingest.trade_world import POSITION, SEE, after, by, decision, link, live, resolved

APART = OverrideOp.NOT_SAME_TRADE
OWNER_SETS = (
    ("FUND", "GP"),
    ("GP", "DOE"),
    ("FUND",),
    ("DOE",),
    ("ROE",),
    ("ROE", "DOE"),
    ("FUND", "GP", "MANAGER", "DOE"),
)
WAYS: tuple[Row, ...] = (
    {},
    SEE,
    by("By Larch Fund LP"),
    by("By spouse"),
    by("By Jane Roe"),
    by("By IRA"),
)
WORDS = (
    "Also reported on a separate Form 4 filed by John Q. Doe.",
    "Form 1 of 2.",
    "Held by Larch Fund LP. The reporting person is a co-trustee.",
    "The transaction of 100 shares was reported in error.",
)
rows_told = st.builds(
    lambda day, shares, way, balance: buy(day, shares, **way, **after(balance)),
    st.integers(0, 1),
    st.sampled_from((100, 100, 60, 40)),
    st.sampled_from(WAYS),
    st.sampled_from((None, 500, 600, 90_000)),
)


@st.composite
def worlds(draw: st.DrawFn, *, amended: bool = True) -> tuple[OwnershipFiling, ...]:
    """Draw up to six forms that tell the same few rows: again, in part, of other owners."""
    forms = ("4", "4", "4", "5", "4/A") if amended else ("4", "4", "5")
    shared = draw(st.lists(rows_told, min_size=1, max_size=4))
    made = []
    for number in draw(st.permutations(range(1, draw(st.integers(2, 6)) + 1))):
        rows = draw(st.lists(st.sampled_from(shared), max_size=4))
        form = draw(st.sampled_from(forms))
        made.append(
            filing(
                number,
                *rows,
                by=draw(st.sampled_from(OWNER_SETS)),
                on=draw(st.integers(2, 5)),
                form=form,
                amends=draw(st.integers(1, 4)) if form == "4/A" else None,
                notes=draw(st.lists(st.sampled_from(WORDS), max_size=2, unique=True)),
            )
        )
    return tuple(made)


LINKS = st.lists(
    st.builds(
        link,
        st.sampled_from(("FUND", "GP", "MANAGER")),
        st.sampled_from(("DOE", "ROE")),
        st.integers(2, 4).map(noon),
        st.sampled_from((noon(5), OPEN_END)),
    ),
    max_size=3,
    unique_by=lambda found: (found.vehicle, found.controller),
)
DECISIONS = st.lists(
    st.builds(
        decision,
        st.just(APART),
        st.integers(1, 3).map(row_key),
        st.integers(4, 6).map(row_key),
        st.integers(2, 5).map(noon),
    ),
    max_size=2,
)
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(worlds(), LINKS, DECISIONS, st.randoms())
def test_the_order_of_forms_plays_no_part(
    world: tuple[OwnershipFiling, ...],
    links: list[OwnershipLink],
    decisions: list[Override],
    chance: Random,
) -> None:
    shuffled = chance.sample(world, len(world))
    found = resolved(*shuffled, links=links, overrides=decisions)
    assert found == resolved(*world, links=links, overrides=decisions)


def history(found: ResolvedTrades, until: Instant) -> list[object]:
    """Return what was believed up to an instant, versions then still open without their end."""
    facts: list[Any] = [*found.trades, *found.amends, *found.supersedes, *found.aggregates]
    return [
        replace(fact, known_to=OPEN_END if fact.known_to > until else fact.known_to)
        for fact in facts
        if fact.known_from <= until
    ]


@MANY
@given(worlds(), LINKS, DECISIONS)
def test_what_was_believed_is_what_follows_from_what_was_known(
    world: tuple[OwnershipFiling, ...], links: list[OwnershipLink], decisions: list[Override]
) -> None:
    whole = resolved(*world, links=links, overrides=decisions)
    for instant in {form.accepted_at for form in world}:
        then = resolved(
            *(form for form in world if form.accepted_at <= instant),
            links=[found for found in links if found.known_from <= instant],
            overrides=[found for found in decisions if found.known_from <= instant],
        )
        assert history(whole, instant) == history(then, instant)


@MANY
@given(worlds(), LINKS)
def test_every_row_has_one_trade_and_no_form_two_rows_in_it(
    world: tuple[OwnershipFiling, ...], links: list[OwnershipLink]
) -> None:
    found = live(*world, links=links)
    rows = [row for trade in found for row in trade.rows]
    assert sorted(rows) == sorted(r.key for form in world for r in form.document.transactions)
    for trade in found:
        forms = [row.partition("|")[0] for row in trade.rows]
        assert len(set(forms)) == len(forms)


@MANY
@given(worlds(amended=False), LINKS, st.data())
def test_a_form_filed_again_by_its_owners_adds_no_trade(
    world: tuple[OwnershipFiling, ...], links: list[OwnershipLink], data: st.DataObject
) -> None:
    form = data.draw(st.sampled_from(world))
    again = renumbered(form, 90)
    assert len(live(*world, again, links=links)) == len(live(*world, links=links))


def renumbered(form: OwnershipFiling, number: int) -> OwnershipFiling:
    rows = tuple(
        replace(row, key=RowKey(f"{accession(number)}|{row.key.partition('|')[2]}"))
        for row in form.document.transactions
    )
    return replace(
        form, accession=accession(number), document=replace(form.document, transactions=rows)
    )


@MANY
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(2, 4))
def test_forms_of_linked_owners_tell_as_many_trades_as_the_longest_of_them(
    lengths: list[int], most: int
) -> None:
    row = buy(**SEE, **POSITION)
    sets = [("GP", who) for who in ("FUND", "DOE", "ROE", "MANAGER")][:most]
    forms = [
        filing(n, *[row] * length, by=owners)
        for n, (length, owners) in enumerate(zip(lengths, sets, strict=False), start=1)
    ]
    told = lengths[: len(forms)]
    assert len(live(*forms)) == max(told)


@MANY
@given(worlds(), LINKS, st.sampled_from((None, 100, 600, 90_000)), st.sampled_from(WORDS))
def test_a_stranger_with_an_equal_lot_adds_a_trade(
    world: tuple[OwnershipFiling, ...], links: list[OwnershipLink], balance: int | None, note: str
) -> None:
    lot = buy(0, 100, **after(balance))
    told = (*world, filing(80, lot, by=["ROE"], on=3))
    stranger = filing(81, lot, sale(0, 60), by=["POE"], on=3, notes=[note])
    assert len(live(*told, stranger, links=links)) == len(live(*told, links=links)) + 2
