"""Enums of the schema: the domain's own, each value described where its name does not do."""

from enum import Enum
from typing import TypeVar

import strawberry

from graph_api.domain import codes, definitions, links

E = TypeVar("E", bound=Enum)

_DESCRIPTIONS = {
    codes.TransactionCode: "SEC codes for Form 4 and 5; V is a flag in the filing, not a code here.",
    codes.PriceQuality: "REPORTED: a usable price as filed. MISSING: absent, or zero on a purchase "
    "or sale.",
    codes.AcceptedAtBasis: "How the acceptance time is known; ESTIMATED never enters a backtest.",
    links.LinkState: "ACCEPTED counts; PROBABLE only widens insiderCountMin; WEAK is stored and "
    "shown on request; REJECTED by a guard.",
    links.EvidenceFamily: "Families F1 to F7 of the ownership specification, and a person's "
    "override.",
}


def _enum(kind: type[E], name: str) -> type[E]:
    return strawberry.enum(
        kind, name=name, description=_DESCRIPTIONS.get(kind, " ".join((kind.__doc__ or "").split()))
    )


FormType = _enum(codes.FormType, "FormType")
TransactionCode = _enum(codes.TransactionCode, "TransactionCode")
AcquiredDisposed = _enum(codes.AcquiredDisposed, "AcquiredDisposed")
OwnershipForm = _enum(codes.OwnershipForm, "OwnershipForm")
PriceQuality = _enum(codes.PriceQuality, "PriceQuality")
AcceptedAtBasis = _enum(codes.AcceptedAtBasis, "AcceptedAtBasis")
InsiderRole = _enum(codes.InsiderRole, "InsiderRole")
LinkStatus = _enum(links.LinkState, "LinkStatus")
LinkRole = _enum(links.LinkRole, "LinkRole")
EvidenceKind = _enum(links.EvidenceFamily, "EvidenceKind")
ClusterPreset = _enum(definitions.ClusterPreset, "ClusterPreset")
ClusterDirection = _enum(definitions.ClusterDirection, "ClusterDirection")
ClusterStatus = _enum(definitions.ClusterStatus, "ClusterStatus")
WindowMode = _enum(definitions.WindowMode, "WindowMode")
DateBasis = _enum(definitions.DateBasis, "DateBasis")
CountBasis = _enum(definitions.CountBasis, "CountBasis")
TradingPlanPolicy = _enum(definitions.TradingPlanPolicy, "TradingPlanPolicy")


@strawberry.enum
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


@strawberry.enum
class LinkKind(Enum):
    """What a link of the ownership graph says."""

    CONTROLLED_BY = strawberry.enum_value(
        "CONTROLLED_BY", description="The vehicle's trades are the controller's decisions."
    )


@strawberry.enum
class ClusterOrderField(Enum):
    """What clusters are ordered by; ties by total value, then CIK."""

    TOTAL_VALUE = "TOTAL_VALUE"
    INSIDER_COUNT = "INSIDER_COUNT"
    DETECTED_AT = "DETECTED_AT"
    LAST_TRANSACTION_DATE = "LAST_TRANSACTION_DATE"
    SPAN_DAYS = "SPAN_DAYS"


@strawberry.enum
class OrderDirection(Enum):
    """Ascending or descending."""

    ASC = "ASC"
    DESC = "DESC"
