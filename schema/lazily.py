"""The types that name each other, by their names: resolved when the schema is built."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

if TYPE_CHECKING:
    from schema.beneficial_owners import BeneficialOwner, OwnerMembership
    from schema.clusters import ClusterConnection
    from schema.filings import Filing
    from schema.holders import Holder
    from schema.issuers import Issuer, IssuerConnection
    from schema.links import OwnershipLink
    from schema.owners import Entity, Insider, ReportingOwner
    from schema.relationships import IssuerRelationship, RelationshipConnection
    from schema.sectors import Sector
    from schema.transaction import Transaction
    from schema.transaction_filter import TransactionFilter
    from schema.transactions import TransactionConnection

BeneficialOwners: TypeAlias = Annotated[
    "BeneficialOwner", strawberry.lazy("schema.beneficial_owners")
]
Memberships: TypeAlias = Annotated["OwnerMembership", strawberry.lazy("schema.beneficial_owners")]
Clusters: TypeAlias = Annotated["ClusterConnection", strawberry.lazy("schema.clusters")]
Filings: TypeAlias = Annotated["Filing", strawberry.lazy("schema.filings")]
Holders: TypeAlias = Annotated["Holder", strawberry.lazy("schema.holders")]
Issuers: TypeAlias = Annotated["Issuer", strawberry.lazy("schema.issuers")]
IssuerPages: TypeAlias = Annotated["IssuerConnection", strawberry.lazy("schema.issuers")]
Links: TypeAlias = Annotated["OwnershipLink", strawberry.lazy("schema.links")]
Owners: TypeAlias = Annotated["ReportingOwner", strawberry.lazy("schema.owners")]
Insiders: TypeAlias = Annotated["Insider", strawberry.lazy("schema.owners")]
Entities: TypeAlias = Annotated["Entity", strawberry.lazy("schema.owners")]
Relationships: TypeAlias = Annotated["IssuerRelationship", strawberry.lazy("schema.relationships")]
RelationshipPages: TypeAlias = Annotated[
    "RelationshipConnection", strawberry.lazy("schema.relationships")
]
Sectors: TypeAlias = Annotated["Sector", strawberry.lazy("schema.sectors")]
Transactions: TypeAlias = Annotated["TransactionConnection", strawberry.lazy("schema.transactions")]
TransactionFilters: TypeAlias = Annotated[
    "TransactionFilter", strawberry.lazy("schema.transaction_filter")
]
TransactionRows: TypeAlias = Annotated["Transaction", strawberry.lazy("schema.transaction")]
