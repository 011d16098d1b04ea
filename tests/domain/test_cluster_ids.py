"""Cluster ids: encode, decode, and what is refused."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.cluster_ids import ClusterIdentity, decode, encode
from graph_api.domain.codes import FormType, TransactionCode
from graph_api.domain.definitions import (
    PRESETS,
    ClusterDefinition,
    ClusterDirection,
    ClusterPreset,
    CountBasis,
    DateBasis,
    TradingPlanPolicy,
    WindowMode,
    resolve_definition,
)
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.errors import InvalidIdentifierError
from tests.domain.worlds import sampled

IDENTITY = ClusterIdentity(
    definition=PRESETS[ClusterPreset.DEFAULT],
    issuer_cik=Cik("0099000001"),
    direction=ClusterDirection.BUY,
    row=RowKey("0099999999-26-000017|N|1"),
    evaluation_date=None,
)

amounts = st.decimals(0, 10**15, places=4, allow_nan=False, allow_infinity=False)
overrides = st.fixed_dictionaries(
    {},
    optional={
        "window_days": st.integers(1, 365),
        "window_mode": st.sampled_from(WindowMode),
        "date_basis": st.sampled_from(DateBasis),
        "min_insiders": st.integers(1, 100),
        "count_basis": st.sampled_from(CountBasis),
        "codes": st.frozensets(st.sampled_from(TransactionCode), min_size=1),
        "forms": st.frozensets(st.sampled_from(FormType), min_size=1),
        "min_total_value": amounts,
        "min_transaction_value": amounts,
        "trading_plans": st.sampled_from(TradingPlanPolicy),
        "min_link_confidence": st.floats(0.5, 1),
    },
)


def identity(definition: ClusterDefinition, row: str, day: date) -> ClusterIdentity:
    is_lookback = definition.window_mode is WindowMode.LOOKBACK
    return ClusterIdentity(
        definition=definition,
        issuer_cik=IDENTITY.issuer_cik,
        direction=ClusterDirection.SELL,
        row=RowKey(row),
        evaluation_date=day if is_lookback else None,
    )


@sampled
@given(
    st.sampled_from(ClusterPreset),
    overrides,
    st.from_regex(r"[0-9]{10}-[0-9]{2}-[0-9]{6}\|[ND]\|[1-9][0-9]{0,2}", fullmatch=True),
    st.dates(),
)
def test_every_definition_comes_back_as_it_went(
    preset: ClusterPreset, changes: dict[str, object], row: str, day: date
) -> None:
    given_ = identity(resolve_definition(preset, changes), row, day)
    text = encode(given_)
    assert decode(text) == given_
    assert re.fullmatch(r"cl:[A-Za-z0-9.~_-]+", text), "no character needs escaping in a URL"


def test_an_id_of_a_preset_is_clear_text_and_short() -> None:
    assert encode(IDENTITY) == "cl:d1~0099000001~B~0099999999-26-000017~N~1"


def test_only_differences_from_the_preset_are_written() -> None:
    changes = {"window_days": 14, "min_insiders": 3, "min_total_value": Decimal("1000.50")}
    definition = resolve_definition(ClusterPreset.DEFAULT, changes)
    text = encode(identity(definition, IDENTITY.row, date(2026, 3, 1)))
    assert text == "cl:d1~w14~v1000.5~0099000001~S~0099999999-26-000017~N~1"


def test_a_lookback_carries_its_evaluation_date() -> None:
    definition = PRESETS[ClusterPreset.FINRADAR]
    text = encode(identity(definition, IDENTITY.row, date(2026, 3, 1)))
    assert text == "cl:f1~0099000001~S~0099999999-26-000017~N~1~2026-03-01"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cl:",
        "bo:0099000001",
        "cl:d1",
        "cl:d9~0099000001~B~0099999999-26-000017~N~1",
        "cl:d1~99000001~B~0099999999-26-000017~N~1",
        "cl:d1~0099000001~X~0099999999-26-000017~N~1",
        "cl:d1~0099000001~B~0099999999-26-17~N~1",
        "cl:d1~0099000001~B~009999999926000017~N~1",
        "cl:d1~0099000001~B~0099999999-26-000017~X~1",
        "cl:d1~0099000001~B~0099999999-26-000017~N~0",
        "cl:d1~0099000001~B~0099999999-26-000017~N~-1",
        "cl:d1~0099000001~B~0099999999-26-000017~N~01",
        "cl:d1~0099000001~B~0099999999-26-000017~N~x",
        "cl:d1~0099000001~B~0099999999-26-000017~N~1~2026-03-01",
        "cl:f1~0099000001~B~0099999999-26-000017~N~1",
        "cl:f1~0099000001~B~0099999999-26-000017~N~1~2026-13-01",
        "cl:f1~0099000001~B~0099999999-26-000017~N~1~2026-03-01~2026-03-02",
        "cl:d1~w0~0099000001~B~0099999999-26-000017~N~1",
        "cl:d1~w30~0099000001~B~0099999999-26-000017~N~1",
        "cl:d1~w14~w15~0099000001~B~0099999999-26-000017~N~1",
        "cl:d1~i4~w14~0099000001~B~0099999999-26-000017~N~1",
        "cl:d1~v1e3~0099000001~B~0099999999-26-000017~N~1",
        "cl:d1~vNaN~0099000001~B~0099999999-26-000017~N~1",
        "cl:d1~v1E9999999~0099000001~B~0099999999-26-000017~N~1",
        "cl:d1~mX~0099000001~B~0099999999-26-000017~N~1",
        "cl:d1~k~0099000001~B~0099999999-26-000017~N~1",
        "cl:d1~0099000001~w14~B~0099999999-26-000017~N~1",
        "cl:d1~0099000001~B~0099999999-26-000017~N~1 ",
        "cl:d1~0099000001~B~0099999999-26-000017~N~" + "1" * 5000,
    ],
)
def test_text_that_was_never_given_out_is_refused(text: str) -> None:
    with pytest.raises(InvalidIdentifierError):
        decode(text)


@sampled
@given(st.text(max_size=80))
def test_no_text_makes_it_fail_in_another_way(text: str) -> None:
    with pytest.raises(InvalidIdentifierError):
        decode("cl:d1~" + text)


def test_the_figures_behind_a_numbered_preset_never_change() -> None:
    figures = {
        preset: (
            found.window_days,
            found.window_mode.value,
            found.date_basis.value,
            found.min_insiders,
            found.count_basis.value,
            found.codes and "".join(sorted(code.value for code in found.codes)),
            found.priced_only,
            " ".join(sorted(form.value for form in found.forms)),
            found.trading_plans.value,
        )
        for preset, found in PRESETS.items()
    }
    forms, unit, traded = "4 4/A 5 5/A", "BENEFICIAL_OWNER", "TRANSACTION_DATE"
    # Changed figures need a new number in cluster_ids, or old ids would mean something else.
    assert figures == {
        ClusterPreset.DEFAULT: (*(30, "ROLLING", traded, 3, unit, "PS", False, forms, "EXCLUDE"),),
        ClusterPreset.FINRADAR: (*(30, "LOOKBACK", traded, 3, unit, None, True, forms, "INCLUDE"),),
    }
