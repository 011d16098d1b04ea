"""The metamorphic properties, on generated worlds and on the real filings."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.cases import CASES
from evaluation.forms import Form, Line, buy, filings_of, form
from evaluation.metamorphic import PROPERTIES, Property
from evaluation.real import by_issuer, corpus
from graph_api.domain.codes import TransactionCode
from graph_api.domain.filing import OwnershipFiling

MANY = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
EACH = pytest.mark.parametrize("rule", PROPERTIES, ids=lambda rule: f"{rule.number}-{rule.title}")

PERSONS = ("Alder John Q", "Birch Mary", "Cedar Thomas")
VEHICLES = ("Larch Fund LP", "Larch GP LLC", "Alder Family Trust", "Cedar Holdings LLC")
NOTES = (
    "Larch GP LLC is the general partner of Larch Fund LP.",
    "Mr. Alder is the managing member of Larch GP LLC.",
    "Mary Birch and Thomas Cedar share voting and dispositive power over the shares of the fund.",
    "John Q. Alder is the trustee of the Alder Family Trust.",
    "Mr. Cedar is the sole manager of Cedar Holdings LLC.",
    "Each reporting person disclaims beneficial ownership.",
)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    return buy(
        draw(st.sampled_from((100, 200, 350))),
        draw(st.sampled_from((10, 12, None))),
        day=draw(st.integers(0, 2)),
        held=draw(st.sampled_from((None, None, "By Spouse", "By Larch Fund LP", "By LLC"))),
        after=draw(st.integers(1_000, 1_005)),
        code=draw(st.sampled_from((TransactionCode.P, TransactionCode.P, TransactionCode.S))),
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    everybody = st.sampled_from((*PERSONS, *VEHICLES))
    return form(
        *draw(st.lists(lines(), min_size=1, max_size=3)),
        by=draw(st.lists(everybody, min_size=1, max_size=4, unique=True)),
        notes=draw(st.lists(st.sampled_from(NOTES), max_size=4, unique=True)),
        on=draw(st.integers(2, 5)),
    )


@EACH
@MANY
@given(made=st.lists(forms(), min_size=1, max_size=5), seed=st.integers(0, 1_000))
def test_generated_filings_have_the_property(rule: Property, made: list[Form], seed: int) -> None:
    assert list(rule.check(filings_of(made), Random(seed))) == []


@EACH
def test_the_worked_cases_have_the_property(rule: Property) -> None:
    broken = {
        f"{case.number} {case.way}": found
        for case in CASES
        if (found := list(rule.check(filings_of(case.forms), Random(case.number))))
    }
    assert broken == {}


def issuers() -> list[tuple[OwnershipFiling, ...]]:
    if corpus() is None:
        pytest.skip("the real filings are not here: name their folder in INSIDER_GRAPH_CORPUS")
    return list(by_issuer().values())


@EACH
def test_real_filings_have_the_property(rule: Property) -> None:
    broken = {
        filings[0].document.issuer.name: found
        for number, filings in enumerate(issuers())
        if (found := list(rule.check(filings, Random(number))))
    }
    assert broken == {}
