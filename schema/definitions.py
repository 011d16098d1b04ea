"""``ClusterDefinition`` and the input that adjusts a preset."""

from decimal import Decimal
from typing import Self

import strawberry

from graph_api.domain import definitions as domain
from graph_api.domain.codes import FormType as Form
from graph_api.domain.codes import TransactionCode as Code
from graph_api.domain.definitions import resolve_definition
from schema.enums import (
    ClusterPreset,
    CountBasis,
    DateBasis,
    FormType,
    TradingPlanPolicy,
    TransactionCode,
    WindowMode,
)

DEFAULT_CONFIDENCE = Decimal("0.8")


@strawberry.input(
    description="A preset, optionally overridden field by field. The resolved definition is "
    "echoed on every result."
)
class ClusterDefinitionInput:
    """What a client asks for; None leaves the preset's value."""

    preset: ClusterPreset = strawberry.field(
        default=domain.ClusterPreset.DEFAULT, description="Where to start."
    )
    window_days: int | None = strawberry.field(
        default=None, description="1 to 365. First and last trade lie at most one day less apart."
    )
    window_mode: WindowMode | None = strawberry.field(
        default=None,
        description="LOOKBACK: everything in the last windowDays. ROLLING: any window of that "
        "length inside the search range.",
    )
    date_basis: DateBasis | None = strawberry.field(
        default=None, description="Which date puts a trade into a window."
    )
    min_insiders: int | None = strawberry.field(default=None, description="1 to 100.")
    count_basis: CountBasis | None = strawberry.field(
        default=None, description="What minInsiders counts."
    )
    codes: list[TransactionCode] | None = strawberry.field(
        default=None, description="At least one."
    )
    forms: list[FormType] | None = strawberry.field(default=None, description="At least one.")
    min_total_value: Decimal | None = strawberry.field(
        default=None, description="USD over the window; 0 or more."
    )
    min_transaction_value: Decimal | None = strawberry.field(
        default=None, description="USD over one owner's trades of one day; 0 or more."
    )
    trading_plans: TradingPlanPolicy | None = strawberry.field(
        default=None, description="What happens to trades under a Rule 10b5-1 plan."
    )
    min_link_confidence: Decimal | None = strawberry.field(
        default=None, description="0.5 to 1; links below it do not collapse owners."
    )

    def resolved(self) -> domain.ClusterDefinition:
        """Return the definition with every parameter settled.

        Raises:
            InvalidArgumentError: a parameter is out of its range.
        """
        names = (
            "window_days",
            "window_mode",
            "date_basis",
            "min_insiders",
            "count_basis",
            "codes",
            "forms",
            "min_total_value",
            "min_transaction_value",
            "trading_plans",
            "min_link_confidence",
        )
        return resolve_definition(self.preset, {name: getattr(self, name) for name in names})


def resolved(definition: ClusterDefinitionInput | None) -> domain.ClusterDefinition:
    """Return what a client asked for; nothing means DEFAULT."""
    return (definition or ClusterDefinitionInput()).resolved()


@strawberry.type(description="What counts as a cluster, every parameter resolved.")
class ClusterDefinition:
    """One definition as clients see it."""

    preset: ClusterPreset | None = strawberry.field(
        description="Whose figures hold where nothing was overridden."
    )
    title: str = strawberry.field(description="Short name.")
    window_days: int = strawberry.field(description="Length of a window, both ends included.")
    window_mode: WindowMode = strawberry.field(description="Any window, or the last one.")
    date_basis: DateBasis = strawberry.field(description="Which date counts.")
    min_insiders: int = strawberry.field(description="Least count in one window.")
    count_basis: CountBasis = strawberry.field(description="What minInsiders counts.")
    codes: list[TransactionCode] = strawberry.field(
        description="Codes that count; empty where the acquired/disposed flag alone decides."
    )
    forms: list[FormType] = strawberry.field(description="Forms that count.")
    min_total_value: Decimal | None = strawberry.field(description="USD; null for no floor.")
    min_transaction_value: Decimal | None = strawberry.field(description="USD; null for no floor.")
    trading_plans: TradingPlanPolicy = strawberry.field(description="Policy on plan trades.")
    min_link_confidence: Decimal = strawberry.field(
        description="Links below it do not collapse owners."
    )
    source_note: str = strawberry.field(
        description="Where the figures come from; second-hand or contradicted figures say so."
    )
    disputed: bool = strawberry.field(description="Sources contradict each other about them.")

    @classmethod
    def of(cls, definition: domain.ClusterDefinition) -> Self:
        """Return the domain's definition as clients see it."""
        confidence = definition.min_link_confidence
        return cls(
            preset=definition.preset,
            title=definition.title,
            window_days=definition.window_days,
            window_mode=definition.window_mode,
            date_basis=definition.date_basis,
            min_insiders=definition.min_insiders,
            count_basis=definition.count_basis,
            codes=[code for code in Code if definition.codes and code in definition.codes],
            forms=[form for form in Form if form in definition.forms],
            min_total_value=definition.min_total_value,
            min_transaction_value=definition.min_transaction_value,
            trading_plans=definition.trading_plans,
            min_link_confidence=(
                DEFAULT_CONFIDENCE if confidence is None else Decimal(str(confidence))
            ),
            source_note=definition.source_note,
            disputed=definition.disputed,
        )
