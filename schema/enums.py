"""Enums of the schema: the domain's own, each value described where its name does not do."""

from enum import Enum
from typing import TypeAlias

import strawberry

from graph_api.domain import codes, definitions, links

_DESCRIPTIONS = {
    codes.TransactionCode: "SEC codes for Form 4 and 5; V is a flag in the filing, not a code "
    "here.",
    codes.PriceQuality: "REPORTED: a usable price as filed. MISSING: absent, or zero on a purchase "
    "or sale.",
    codes.AcceptedAtBasis: "How the acceptance time is known; ESTIMATED never enters a backtest.",
    links.LinkState: "ACCEPTED counts; PROBABLE only widens insiderCountMin; WEAK is stored and "
    "shown on request; REJECTED by a guard.",
    links.EvidenceFamily: "Families F1 to F7 of the ownership specification, and a person's "
    "override.",
}


def _register(kind: type[Enum], name: str) -> None:
    """Make an enum one of the schema, described by its docstring; it stays the same class."""
    described = _DESCRIPTIONS.get(kind) or " ".join((kind.__doc__ or "").split())
    strawberry.enum(kind, name=name, description=described)


FormType: TypeAlias = codes.FormType
TransactionCode: TypeAlias = codes.TransactionCode
AcquiredDisposed: TypeAlias = codes.AcquiredDisposed
OwnershipForm: TypeAlias = codes.OwnershipForm
PriceQuality: TypeAlias = codes.PriceQuality
AcceptedAtBasis: TypeAlias = codes.AcceptedAtBasis
InsiderRole: TypeAlias = codes.InsiderRole
LinkStatus: TypeAlias = links.LinkState
LinkRole: TypeAlias = links.LinkRole
EvidenceKind: TypeAlias = links.EvidenceFamily
ClusterPreset: TypeAlias = definitions.ClusterPreset
ClusterDirection: TypeAlias = definitions.ClusterDirection
ClusterStatus: TypeAlias = definitions.ClusterStatus
WindowMode: TypeAlias = definitions.WindowMode
DateBasis: TypeAlias = definitions.DateBasis
CountBasis: TypeAlias = definitions.CountBasis
TradingPlanPolicy: TypeAlias = definitions.TradingPlanPolicy


class EntityKind(Enum):
    """What an owner vehicle is, by its name."""

    LLC = "LLC"
    TRUST = "TRUST"
    LP = "LP"
    CORP = "CORP"
    FUND = "FUND"
    FOUNDATION = "FOUNDATION"
    ESTATE = "ESTATE"
    PLAN = "PLAN"
    GOV = "GOV"
    UNKNOWN = "UNKNOWN"


class LinkKind(Enum):
    """What a link of the ownership graph says."""

    CONTROLLED_BY = strawberry.enum_value(
        "CONTROLLED_BY", description="The vehicle's trades are the controller's decisions."
    )


class ClusterOrderField(Enum):
    """What clusters are ordered by; ties by total value, then CIK."""

    TOTAL_VALUE = "TOTAL_VALUE"
    INSIDER_COUNT = "INSIDER_COUNT"
    DETECTED_AT = "DETECTED_AT"
    LAST_TRANSACTION_DATE = "LAST_TRANSACTION_DATE"
    SPAN_DAYS = "SPAN_DAYS"


class OrderDirection(Enum):
    """Ascending or descending."""

    ASC = "ASC"
    DESC = "DESC"


for _kind, _name in (
    (FormType, "FormType"),
    (TransactionCode, "TransactionCode"),
    (AcquiredDisposed, "AcquiredDisposed"),
    (OwnershipForm, "OwnershipForm"),
    (PriceQuality, "PriceQuality"),
    (AcceptedAtBasis, "AcceptedAtBasis"),
    (InsiderRole, "InsiderRole"),
    (LinkStatus, "LinkStatus"),
    (LinkRole, "LinkRole"),
    (EvidenceKind, "EvidenceKind"),
    (ClusterPreset, "ClusterPreset"),
    (ClusterDirection, "ClusterDirection"),
    (ClusterStatus, "ClusterStatus"),
    (WindowMode, "WindowMode"),
    (DateBasis, "DateBasis"),
    (CountBasis, "CountBasis"),
    (TradingPlanPolicy, "TradingPlanPolicy"),
    (EntityKind, "EntityKind"),
    (LinkKind, "LinkKind"),
    (ClusterOrderField, "ClusterOrderField"),
    (OrderDirection, "OrderDirection"),
):
    _register(_kind, _name)
