"""Presets and what may be overridden."""

from decimal import Decimal

import pytest

from graph_api.domain.codes import FormType, TransactionCode
from graph_api.domain.definitions import (
    PRESETS,
    ClusterPreset,
    CountBasis,
    DateBasis,
    TradingPlanPolicy,
    WindowMode,
    differences,
    resolve_definition,
)
from graph_api.errors import InvalidArgumentError

DEFAULT, FINRADAR = ClusterPreset.DEFAULT, ClusterPreset.FINRADAR
CHANGES = {FormType.FORM_4, FormType.FORM_4A, FormType.FORM_5, FormType.FORM_5A}


def test_default_is_three_owner_units_in_thirty_rolling_days_without_plans() -> None:
    found = PRESETS[DEFAULT]
    assert (found.window_days, found.window_mode) == (30, WindowMode.ROLLING)
    assert (found.min_insiders, found.count_basis) == (3, CountBasis.BENEFICIAL_OWNER)
    assert found.codes == frozenset((TransactionCode.P, TransactionCode.S))
    assert found.trading_plans is TradingPlanPolicy.EXCLUDE
    assert not found.priced_only


def test_finradar_takes_every_priced_row_of_the_last_thirty_days_by_its_flag() -> None:
    found = PRESETS[FINRADAR]
    assert (found.window_days, found.window_mode) == (30, WindowMode.LOOKBACK)
    assert (found.min_insiders, found.count_basis) == (3, CountBasis.BENEFICIAL_OWNER)
    assert found.codes is None
    assert found.trading_plans is TradingPlanPolicy.INCLUDE
    assert found.priced_only
    assert "Assumed" in found.source_note


@pytest.mark.parametrize("preset", ClusterPreset)
def test_where_a_source_is_silent_every_preset_has_the_same_figures(preset: ClusterPreset) -> None:
    found = PRESETS[preset]
    assert found.preset is preset
    assert found.date_basis is DateBasis.TRANSACTION_DATE
    assert found.forms == CHANGES
    assert found.min_total_value is None
    assert found.min_transaction_value is None
    assert found.min_link_confidence is None


@pytest.mark.parametrize("preset", ClusterPreset)
def test_without_overrides_a_preset_is_itself(preset: ClusterPreset) -> None:
    unchanged = {"window_days": PRESETS[preset].window_days, "min_insiders": None}
    assert resolve_definition(preset, {}) == PRESETS[preset]
    assert resolve_definition(preset, unchanged) == PRESETS[preset]


def test_an_override_is_seen_in_the_title_and_named_in_the_note() -> None:
    found = resolve_definition(DEFAULT, {"window_days": 14, "min_total_value": Decimal(10)})
    assert found.window_days == 14
    assert found.title == "Three insiders within 30 days, adjusted"
    assert found.source_note.endswith("Adjusted by the caller: windowDays, minTotalValue.")
    assert differences(found) == {"window_days": 14, "min_total_value": Decimal(10)}


def test_codes_and_forms_are_read_from_any_collection() -> None:
    given = {"codes": [TransactionCode.P, TransactionCode.P], "forms": (FormType.FORM_4,)}
    found = resolve_definition(FINRADAR, given)
    assert found.codes == frozenset((TransactionCode.P,))
    assert found.forms == {FormType.FORM_4}


def test_a_confidence_is_rounded_like_the_scores_it_is_compared_with() -> None:
    found = resolve_definition(DEFAULT, {"min_link_confidence": Decimal("0.70000000001")})
    assert found.min_link_confidence == 0.7


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("window_days", (1, 365)),
        ("min_insiders", (1, 100)),
        ("min_total_value", (Decimal(0), Decimal(10) ** 15, Decimal("0.0001"), 5)),
        ("min_transaction_value", (Decimal(0), Decimal(10) ** 15)),
        ("min_link_confidence", (0.5, 1.0, Decimal("0.5"), 1)),
        ("window_mode", tuple(WindowMode)),
        ("trading_plans", tuple(TradingPlanPolicy)),
    ],
)
def test_both_ends_of_a_range_are_accepted(name: str, accepted: tuple[object, ...]) -> None:
    for value in accepted:
        assert getattr(resolve_definition(DEFAULT, {name: value}), name) == value


@pytest.mark.parametrize(
    ("name", "argument", "refused"),
    [
        ("window_days", "windowDays", (0, 366, -1, True, "30", 30.0)),
        ("min_insiders", "minInsiders", (0, 101, False)),
        (
            "min_total_value",
            "minTotalValue",
            (-1, Decimal("-0.01"), Decimal("NaN"), Decimal("Infinity"), Decimal("1E+999999"), 0.5),
        ),
        (
            "min_transaction_value",
            "minTransactionValue",
            (-1, Decimal("sNaN"), Decimal("1E-999999"), True),
        ),
        ("min_link_confidence", "minLinkConfidence", (0.49, 1.01, float("nan"), True, "0.8")),
        ("codes", "codes", ((), "PS", ["P"], 5)),
        ("forms", "forms", ((), [TransactionCode.P])),
        ("window_mode", "windowMode", ("ROLLING", DateBasis.FILED_ON)),
        ("priced_only", "pricedOnly", (True,)),
        ("title", "title", ("mine",)),
        ("no_such_field", "noSuchField", (1,)),
    ],
)
def test_anything_else_is_refused_under_the_name_clients_use(
    name: str, argument: str, refused: tuple[object, ...]
) -> None:
    for value in refused:
        with pytest.raises(InvalidArgumentError) as caught:
            resolve_definition(DEFAULT, {name: value})
        assert caught.value.argument == argument
        assert caught.value.accepted
