"""What a cluster is: presets, and the parameters by which anyone may differ from them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any

from graph_api.domain.accepted_values import Reader, amount, confidence, one_of, some_of, whole
from graph_api.domain.codes import FormType, TransactionCode
from graph_api.errors import InvalidArgumentError


class ClusterPreset(Enum):
    """DEFAULT: ours. FINRADAR: the cluster end point its documentation describes."""

    DEFAULT = "DEFAULT"
    FINRADAR = "FINRADAR"


class WindowMode(Enum):
    """ROLLING: any window inside the search range. LOOKBACK: the one that ends today."""

    ROLLING = "ROLLING"
    LOOKBACK = "LOOKBACK"


class DateBasis(Enum):
    """Which date puts a trade into a window; FILED_ON never looks ahead."""

    TRANSACTION_DATE = "TRANSACTION_DATE"
    FILED_ON = "FILED_ON"


class CountBasis(Enum):
    """What the threshold counts.

    BENEFICIAL_OWNER: the fewest owners behind the trades, vehicles collapsed. HOLDER: the same
    over the owners to whom rows are attributed, so that spouses count apart. REPORTING_OWNER:
    distinct CIKs, as many other sites count.
    """

    BENEFICIAL_OWNER = "BENEFICIAL_OWNER"
    HOLDER = "HOLDER"
    REPORTING_OWNER = "REPORTING_OWNER"


class TradingPlanPolicy(Enum):
    """What happens to trades under a Rule 10b5-1 plan.

    INCLUDE keeps all. EXCLUDE drops trades known to be planned and keeps unknown ones.
    EXCLUDE_UNKNOWN_TOO keeps those alone that the filing says are not planned.
    EXCLUDE_UNLESS_MODIFIED drops planned ones, but keeps those under a plan that was amended.
    ONLY keeps planned ones.
    """

    INCLUDE = "INCLUDE"
    EXCLUDE = "EXCLUDE"
    EXCLUDE_UNKNOWN_TOO = "EXCLUDE_UNKNOWN_TOO"
    EXCLUDE_UNLESS_MODIFIED = "EXCLUDE_UNLESS_MODIFIED"
    ONLY = "ONLY"


class ClusterDirection(Enum):
    """BUY: shares acquired. SELL: shares disposed."""

    BUY = "BUY"
    SELL = "SELL"


class ClusterStatus(Enum):
    """OPEN: another trade at the evaluation date would still share a window. CLOSED: over."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterDefinition:
    """One definition, every parameter resolved.

    Attributes:
        preset: whose figures hold where nothing was overridden.
        window_days: first and last trade of a window are at most one day less apart.
        min_insiders: least count in one window, on ``count_basis``.
        codes: transaction codes that count; None lets every code count by its
            acquired/disposed flag.
        priced_only: trades without a value above zero do not count.
        forms: a trade counts if one of its live filings is of such a form.
        min_total_value: USD, over the window; None sets no floor.
        min_transaction_value: USD, over one owner's trades of one day, so that the tranches
            of one order stand together; None sets no floor.
        min_link_confidence: None holds links that are ACCEPTED (0.80 and not quarantined).
        source_note: where the figures come from, and which are assumed.
        disputed: sources contradict each other about them.
    """

    preset: ClusterPreset
    window_days: int
    window_mode: WindowMode
    date_basis: DateBasis
    min_insiders: int
    count_basis: CountBasis
    codes: frozenset[TransactionCode] | None
    priced_only: bool
    forms: frozenset[FormType]
    min_total_value: Decimal | None
    min_transaction_value: Decimal | None
    trading_plans: TradingPlanPolicy
    min_link_confidence: float | None
    title: str
    source_note: str
    disputed: bool


_CHANGES = frozenset((FormType.FORM_4, FormType.FORM_4A, FormType.FORM_5, FormType.FORM_5A))

PRESETS = {
    ClusterPreset.DEFAULT: ClusterDefinition(
        preset=ClusterPreset.DEFAULT,
        window_days=30,
        window_mode=WindowMode.ROLLING,
        date_basis=DateBasis.TRANSACTION_DATE,
        min_insiders=3,
        count_basis=CountBasis.BENEFICIAL_OWNER,
        codes=frozenset((TransactionCode.P, TransactionCode.S)),
        priced_only=False,
        forms=_CHANGES,
        min_total_value=None,
        min_transaction_value=None,
        trading_plans=TradingPlanPolicy.EXCLUDE,
        min_link_confidence=None,
        title="Three insiders within 30 days",
        source_note="Our own definition: purchases and sales, known plan trades out.",
        disputed=False,
    ),
    ClusterPreset.FINRADAR: ClusterDefinition(
        preset=ClusterPreset.FINRADAR,
        window_days=30,
        window_mode=WindowMode.LOOKBACK,
        date_basis=DateBasis.TRANSACTION_DATE,
        min_insiders=3,
        count_basis=CountBasis.BENEFICIAL_OWNER,
        codes=None,
        priced_only=True,
        forms=_CHANGES,
        min_total_value=None,
        min_transaction_value=None,
        trading_plans=TradingPlanPolicy.INCLUDE,
        min_link_confidence=None,
        title="FinRadar: three insiders in the last 30 days",
        source_note=(
            "FinRadar's description of its cluster end point: every priced acquisition or "
            "disposition, unique beneficial owners. Assumed where it is silent: transaction "
            "date, forms 4 and 5 with amendments, no derivatives, plan trades counted."
        ),
        disputed=False,
    ),
}
"""Every preset with the figures of its source and nothing else."""

_AMOUNT = "0 to 1,000,000,000,000,000 with at most four decimals"

_RANGES: Mapping[str, tuple[Reader, str]] = {
    "window_days": (whole(1, 365), "1 to 365"),
    "window_mode": (one_of(WindowMode), "ROLLING or LOOKBACK"),
    "date_basis": (one_of(DateBasis), "TRANSACTION_DATE or FILED_ON"),
    "min_insiders": (whole(1, 100), "1 to 100"),
    "count_basis": (one_of(CountBasis), "BENEFICIAL_OWNER, HOLDER or REPORTING_OWNER"),
    "codes": (some_of(TransactionCode), "at least one transaction code"),
    "forms": (some_of(FormType), "at least one form"),
    "min_total_value": (amount, _AMOUNT),
    "min_transaction_value": (amount, _AMOUNT),
    "trading_plans": (
        one_of(TradingPlanPolicy),
        "INCLUDE, EXCLUDE, EXCLUDE_UNKNOWN_TOO, EXCLUDE_UNLESS_MODIFIED or ONLY",
    ),
    "min_link_confidence": (confidence, "0.5 to 1"),
}
"""Reader and accepted range of every parameter that may be overridden."""


def differences(definition: ClusterDefinition) -> dict[str, object]:
    """Return the parameters in which ``definition`` differs from its preset, by field name."""
    preset = PRESETS[definition.preset]
    if definition is preset:
        return {}
    return {
        name: getattr(definition, name)
        for name in _RANGES
        if getattr(definition, name) != getattr(preset, name)
    }


def resolve_definition(preset: ClusterPreset, overrides: Mapping[str, object]) -> ClusterDefinition:
    """Return the preset with ``overrides``; its title and note say that it was adjusted.

    Args:
        preset: where to start.
        overrides: by field name of ``ClusterDefinition``; None leaves the preset's value.

    Raises:
        InvalidArgumentError: a value outside its range, or a field that cannot be overridden;
            names the argument as clients write it (``windowDays``).
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    changes: dict[str, Any] = {name: _accepted(name, value) for name, value in given.items()}
    return _annotated(replace(PRESETS[preset], **changes))


def _accepted(name: str, value: object) -> object:
    if name not in _RANGES:
        raise InvalidArgumentError(camel_case(name), value, accepted="cannot be overridden")
    read, accepted = _RANGES[name]
    result = read(value)
    if result is None:
        raise InvalidArgumentError(camel_case(name), value, accepted=accepted)
    return result


def camel_case(name: str) -> str:
    """Return a field name as clients write it: ``window_days`` becomes ``windowDays``."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _annotated(definition: ClusterDefinition) -> ClusterDefinition:
    adjusted = ", ".join(camel_case(name) for name in differences(definition))
    if not adjusted:
        return definition
    return replace(
        definition,
        title=f"{definition.title}, adjusted",
        source_note=f"{definition.source_note} Adjusted by the caller: {adjusted}.",
    )
