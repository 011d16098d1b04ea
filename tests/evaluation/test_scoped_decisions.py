"""Decisions that hold on some days or at one issuer move the count one way, and leave no trace."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from evaluation.counting import Side, figures
from evaluation.forms import Form, filings_of
from evaluation.metamorphic import decision, is_person
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.links import LinkState
from graph_api.domain.overrides import Override, OverrideOp
from loaders.resolve import resolve
from tests.domain.worlds import sampled
from tests.evaluation.test_metamorphic import forms


@sampled
@given(made=st.lists(forms(), min_size=1, max_size=5), data=st.data())
def test_a_decision_with_a_scope_moves_the_count_one_way_and_leaves_no_trace(
    made: list[Form], data: st.DataObject
) -> None:
    filings = filings_of(made)
    plain = resolve(filings)
    before = units(filings)
    # Of owners whom nothing links, a decision in part takes nothing away.
    linked = sorted({(link.vehicle, link.controller) for link in plain.links})
    assume(linked)
    vehicle, other = data.draw(st.sampled_from(linked))
    # Where a person is reached, an entity at another end stands behind nothing any more (B2), and
    # what it trades by itself counts apart: a decision that names the person may tell two.
    counting = [link for link in plain.links if link.state is LinkState.ACCEPTED]
    persons = {o.cik for f in filings for o in f.document.owners if is_person(o)}
    tops = {link.controller for link in counting} - {link.vehicle for link in counting} - persons
    assume(tops <= {vehicle})
    scope = data.draw(scopes(filings))
    for op, sign in ((OverrideOp.MUST_LINK, -1), (OverrideOp.CANNOT_LINK, 1)):
        after = units(filings, replace(decision(op, vehicle, other), **scope))
        assert all(sign * (after.get(side, 0) - count) >= 0 for side, count in before.items())
    assert resolve(filings) == plain


def units(filings: Iterable[OwnershipFiling], *overrides: Override) -> dict[Side, int]:
    found = figures(resolve(tuple(filings), overrides))
    return {side: sum(episode.units for episode in episodes) for side, episodes in found.items()}


@st.composite
def scopes(draw: st.DrawFn, filings: Iterable[OwnershipFiling]) -> dict[str, Any]:
    """Return days about those of the trades, and one of the issuers, some left open."""
    stated = [row.transaction_date.value for f in filings for row in f.document.transactions]
    traded: list[date] = sorted({day for day in stated if day})
    near = [day + timedelta(days=n) for day in traded for n in (-1, 0, 1)]
    issuers = sorted({filing.document.issuer.cik for filing in filings})
    first, last = sorted(draw(st.tuples(*[st.sampled_from(near)] * 2)))
    kept = {"valid_from": first, "valid_to": last, "issuer": draw(st.sampled_from(issuers))}
    return {name: value for name, value in kept.items() if draw(st.booleans())}
