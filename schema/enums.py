"""Enums of the schema: the domain's own, each value described where its name does not do."""

from enum import Enum
from typing import TypeAlias

import strawberry

from graph_api.domain import codes, definitions, explain, links, trades

_DESCRIPTIONS = {
    codes.TransactionCode: "SEC codes for Form 4 and 5; V is a flag in the filing, not a code "
    "here.",
    codes.PriceQuality: "REPORTED: a usable price as filed. CORRECTED: a slip that the filing's "
    "own footnote settles. SUSPECT: out of all proportion to the footnote or to other filings; "
    "shown, and in no value. MISSING: absent, or zero on a purchase or sale.",
    codes.AcceptedAtBasis: "How the acceptance time is known; ESTIMATED never enters a backtest.",
    links.LinkState: "ACCEPTED counts; PROBABLE only widens insiderCountMin; WEAK is stored and "
    "shown on request; REJECTED by words that speak against control, or by a person.",
    links.EvidenceFamily: "Families F1 to F7 of the ownership specification, and a person's "
    "override.",
    links.Limit: "What keeps a link from counting, or took it out. "
    + " ".join(f"{limit.value}: {words}." for limit, words in explain.LIMITS.items()),
    trades.Gate: "Why rows of different forms are one trade. AMENDMENT: an amendment, or a Form "
    "5 that repeats a late item. SHARED_OWNER: a common reporting owner, or owners joined by "
    "accepted links. SPLIT_GROUP_FORM: one group on several forms. EXPLICIT_TEXT: the filing says "
    "so. MIRRORED_NATURE: one form's direct position is the other's indirect one. OVERRIDE: a "
    "person's decision.",
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
TradeGate: TypeAlias = trades.Gate
TradingPlanStatus: TypeAlias = codes.TradingPlanStatus
TradingPlanBasis: TypeAlias = codes.TradingPlanBasis
AmendmentScope: TypeAlias = codes.AmendmentScope
AcceptedAtBasis: TypeAlias = codes.AcceptedAtBasis
InsiderRole: TypeAlias = codes.InsiderRole
LinkStatus: TypeAlias = links.LinkState
LinkRole: TypeAlias = links.LinkRole
LinkLimit: TypeAlias = links.Limit
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
    HOLDS_VIA = strawberry.enum_value(
        "HOLDS_VIA", description="The same read from the controller to the vehicle."
    )
    TRUSTEE_OF = strawberry.enum_value(
        "TRUSTEE_OF", description="From a controller who is the vehicle's trustee."
    )
    MANAGES = strawberry.enum_value(
        "MANAGES",
        description="From a controller who is the vehicle's general partner, managing member, "
        "manager or investment manager.",
    )
    SAME_AS = strawberry.enum_value(
        "SAME_AS", description="From one CIK of a person to another one; decided, never inferred."
    )


class ClusterOrderField(Enum):
    """What clusters are ordered by; ties by total value, then CIK."""

    TOTAL_VALUE = "TOTAL_VALUE"
    INSIDER_COUNT = "INSIDER_COUNT"
    DETECTED_AT = "DETECTED_AT"
    LAST_TRANSACTION_DATE = "LAST_TRANSACTION_DATE"
    SPAN_DAYS = "SPAN_DAYS"


class RowSelection(Enum):
    """EFFECTIVE: one row for each trade that counts; AS_FILED: every reported row.

    EFFECTIVE leaves out duplicates, superseded rows, trades that an amendment says did not happen
    and rows that only add others up. All of them can be reached from the rows that remain.
    """

    EFFECTIVE = "EFFECTIVE"
    AS_FILED = "AS_FILED"


class TransactionOrderField(Enum):
    """What transactions are ordered by, all of it of the economic trade; ties by its id.

    FILED_AT: acceptance of the first filing that reports it. TRANSACTION_DATE: effective date.
    VALUE: to the dollar. What is not known comes last, whichever way.
    """

    FILED_AT = "FILED_AT"
    TRANSACTION_DATE = "TRANSACTION_DATE"
    VALUE = "VALUE"
    SHARES = "SHARES"


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
    (TradeGate, "TradeGate"),
    (TradingPlanStatus, "TradingPlanStatus"),
    (TradingPlanBasis, "TradingPlanBasis"),
    (AmendmentScope, "AmendmentScope"),
    (RowSelection, "RowSelection"),
    (TransactionOrderField, "TransactionOrderField"),
    (AcceptedAtBasis, "AcceptedAtBasis"),
    (InsiderRole, "InsiderRole"),
    (LinkStatus, "LinkStatus"),
    (LinkRole, "LinkRole"),
    (LinkLimit, "LinkLimit"),
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
