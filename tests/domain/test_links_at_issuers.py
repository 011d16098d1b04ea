"""A link that a decision holds at one issuer alone: who is counted there, and elsewhere."""

from dataclasses import replace

from graph_api.domain.explain import Verdict, explain, sentence, summary
from graph_api.domain.links import LinkState, OwnershipLink
from graph_api.domain.owners import OwnerRoots
from tests.domain.worlds import EVERYTHING, PERSONS, day, find, issuer, link, person, trade, vehicle

FUND = vehicle(1)
ANNA, BORIS = person(1), person(2)
HERE, THERE = issuer(1), issuer(2)
ALONE = replace(link(FUND, ANNA, p=1.0), issuer=HERE)


def counts(*links: OwnershipLink) -> dict[str, tuple[int, list[str], int]]:
    """Return for each issuer: insiders, who they are, and the most that they may be."""
    trades = [
        replace(trade(number, number, owner), issuer_cik=at)
        for number, (owner, at) in enumerate(
            [(FUND, HERE), (ANNA, HERE), (FUND, THERE), (ANNA, THERE)], start=1
        )
    ]
    return {
        found.issuer_cik: (
            found.insider_count,
            [participant.root for participant in found.participants],
            found.insider_count_max,
        )
        for found in find(trades, links, EVERYTHING)
    }


def test_a_link_at_one_issuer_collapses_owners_there_alone() -> None:
    assert counts(ALONE) == {HERE: (1, [ANNA], 1), THERE: (2, [ANNA, FUND], 2)}


def test_what_the_vehicle_did_there_is_the_controllers() -> None:
    trades = [replace(trade(n, n, cik), issuer_cik=HERE) for n, cik in ((1, FUND), (2, ANNA))]
    (found,) = find(trades, [ALONE], EVERYTHING)
    assert [participant.reporting_owners for participant in found.participants] == [(ANNA, FUND)]


def test_it_stands_there_in_place_of_the_link_for_all_issuers() -> None:
    apart = replace(link(FUND, ANNA, state=LinkState.REJECTED), issuer=HERE)
    assert counts(link(FUND, ANNA), apart) == {HERE: (2, [ANNA, FUND], 2), THERE: (1, [ANNA], 1)}


def test_who_an_owner_is_in_general_does_not_change() -> None:
    roots = OwnerRoots([ALONE], PERSONS)
    assert roots.roots(FUND) == {FUND}
    assert roots.at(THERE) is roots
    assert roots.at(HERE).roots(FUND) == roots.at(HERE).at(HERE).roots(FUND) == {ANNA}
    assert roots.known_by(ALONE.known_from, [FUND]).at(HERE).roots(FUND) == {ANNA}


def test_an_explanation_says_where_it_holds() -> None:
    found = explain(FUND, ANNA, OwnerRoots([ALONE], PERSONS), lambda _: [ALONE])
    assert found.verdict is Verdict.STOPPED
    words = sentence(found, str, {}, known_by=day(0))
    assert f"holds at issuer {HERE} alone" in words
    assert f"as managing member at issuer {HERE}" in words
    general = link(FUND, ANNA, p=0.6, state=LinkState.PROBABLE)
    rejected = replace(general, state=LinkState.REJECTED, issuer=HERE)
    both = [rejected, general]
    (step,) = explain(FUND, ANNA, OwnerRoots(both, PERSONS), lambda _: both).steps
    assert step == general


def test_an_explanation_tells_of_the_other_parts_of_a_divided_link() -> None:
    parts = [
        replace(link(FUND, ANNA), valid_to=day(9)),
        replace(link(FUND, ANNA, state=LinkState.REJECTED, valid=(10, 19)), part_from=day(10)),
        replace(link(FUND, ANNA, valid=(20, None)), part_from=day(20)),
        replace(link(FUND, ANNA, state=LinkState.REJECTED), issuer=HERE),
    ]
    found = explain(FUND, ANNA, OwnerRoots(parts, PERSONS), lambda _: parts)
    assert found.steps == (parts[2],)
    said = (
        f"{FUND} counts as {ANNA}{{}}. Decisions divide the link from {FUND} to {ANNA}: "
        f"to {day(9)} it is accepted, from {day(10)} to {day(19)} it is rejected, "
        f"at {HERE} it is rejected."
    )
    assert summary(found, str, known_by=day(0)) == said.format("")
    assert sentence(found, str, {}, known_by=day(0)) == said.format(f" since {day(20)}")


def test_parts_of_one_link_have_names_of_their_own() -> None:
    parts = [link(FUND, BORIS), replace(link(FUND, BORIS), part_from=day(3)), ALONE]
    assert [part.name for part in parts] == [
        f"{FUND}>{BORIS}",
        f"{FUND}>{BORIS}/{day(3)}",
        f"{FUND}>{ANNA}/{HERE}",
    ]
