"""``Filing``: one document as the SEC accepted it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

import strawberry

from graph_api.bolt.connection import Row
from graph_api.domain.codes import AcceptedAtBasis as Basis
from graph_api.domain.codes import AmendmentScope as Scope
from graph_api.domain.codes import FormType as Form
from graph_api.domain.codes import Table
from graph_api.domain.edgar_urls import document_url, index_url
from graph_api.domain.filing import ReportedHolding
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.instants import Instant
from graph_api.store.rows import holding_of
from schema.context import At, Info, paced
from schema.enums import AcceptedAtBasis, AmendmentScope, FormType, RowSelection
from schema.keys import Node
from schema.lazily import Issuers, Owners, TransactionRows
from schema.links import GraphNode
from schema.owners import known_owner
from schema.reading import Reader
from schema.rows import FOOTNOTES, Footnote, RowFields
from schema.scalars import URL


def _nobody() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Amendments:
    """What a filing amends, and what amends it, in replay order.

    Filings are rows as ``FILINGS`` finds them; ``scope`` is what the filing states otherwise.
    """

    scope: tuple[Scope, ...] = ()
    amends: tuple[Row, ...] = ()
    amended_by: tuple[Row, ...] = ()

    @classmethod
    def of(cls, row: Row) -> "Amendments":
        """Return the amendments found for a filing."""
        return cls(
            scope=tuple(map(Scope, cast("list[str]", row["scope"] or ()))),
            amends=_in_replay_order(row["amends"]),
            amended_by=_in_replay_order(row["amendedBy"]),
        )


def _in_replay_order(found: object) -> tuple[Row, ...]:
    pairs = cast("list[tuple[Row, str]]", found)
    filings: list[Row] = [{"filing": filing, "issuerCik": issuer} for filing, issuer in pairs]
    return tuple(sorted(filings, key=_acceptance))


def _acceptance(found: Row) -> tuple[int, str]:
    filing = cast("Mapping[str, object]", found["filing"])
    return cast("int", filing["acceptedAt"]), str(filing["accession"])


FILINGS: Reader[AccessionNumber, Row | None] = Reader("read/filings", lambda row: row, _nobody)
OWNERS: Reader[AccessionNumber, list[Cik]] = Reader(
    "read/filing_owners", lambda row: cast("list[Cik]", row["ciks"]), list
)
HOLDINGS: Reader[AccessionNumber, Row | None] = Reader(
    "read/filing_holdings", lambda row: row, _nobody
)
AMENDMENTS: Reader[AccessionNumber, Amendments] = Reader(
    "read/filing_amendments", Amendments.of, Amendments
)


@strawberry.type(description="A position reported without a transaction.")
class Holding(RowFields, Node):
    """One holding row."""

    row: strawberry.Private[ReportedHolding]

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"hld:{self.row.key}")

    @strawberry.field(description="Shares owned; null where an amount is stated instead.")
    def shares(self) -> Decimal | None:
        return self.row.shares_owned_following.value

    @strawberry.field(description="Amount owned, where the form states it instead of shares.")
    def value(self) -> Decimal | None:
        return self.row.value_owned_following.value

    @strawberry.field(
        description="To whom the row is attributed, by its nature of ownership or a footnote: "
        "reporting owners, then vehicles that do not file. Empty where nobody is named."
    )
    async def held_by(self, info: Info) -> list[GraphNode]:
        from schema.holders import OF_HOLDINGS, held_by

        return await held_by(info, self.at, OF_HOLDINGS, self.row.key)


@strawberry.type(description="One ownership document as the SEC accepted it.")
class Filing(Node):
    """A filing, without its rows until they are asked for."""

    at: strawberry.Private[At]
    node: strawberry.Private[Mapping[str, object]]
    issuer_cik: strawberry.Private[Cik]

    @property
    def accession(self) -> AccessionNumber:
        """Key of the filing."""
        return AccessionNumber(str(self.node["accession"]))

    def _text(self, name: str) -> str | None:
        return cast("str | None", self.node.get(name))

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"fil:{self.accession}")

    @strawberry.field(description="EDGAR's key.")
    def accession_number(self) -> AccessionNumber:
        return self.accession

    @strawberry.field(description="Form 3, 4 or 5, or its amendment.")
    def form_type(self) -> FormType:
        return Form(self.node["formType"])

    @strawberry.field(description="When EDGAR accepted it.")
    def accepted_at(self) -> Instant:
        return Instant(cast("int", self.node["acceptedAt"]))

    @strawberry.field(description="How acceptedAt is known.")
    def accepted_at_basis(self) -> AcceptedAtBasis:
        return Basis(self.node["acceptedAtBasis"])

    @strawberry.field(description="Filing date.")
    def filed_on(self) -> date:
        return date.fromisoformat(str(self.node["filedOn"]))

    @strawberry.field(
        description="Earliest transaction date (Form 4), event (Form 3) or year end (Form 5)."
    )
    def period_of_report(self) -> date | None:
        day = self._text("periodOfReport")
        return date.fromisoformat(day) if day else None

    @strawberry.field(description="Whose securities it is about.")
    def issuer(self) -> Issuers:
        from schema.issuers import known_issuer

        return known_issuer(self.at, self.issuer_cik)

    @strawberry.field(description="Who files, in the order of the form.")
    async def reporting_owners(self, info: Info) -> list[Owners]:
        ciks = await self.at.load(info, OWNERS, self.accession)
        return await paced(info, (known_owner(self.at, cik) for cik in ciks))

    @strawberry.field(
        description="Its transaction rows, in document order. EFFECTIVE: those alone that stand "
        "for a trade that counts."
    )
    async def transactions(
        self, info: Info, rows: RowSelection = RowSelection.AS_FILED
    ) -> list[TransactionRows]:
        from schema.transaction import rows_of_filing

        return await rows_of_filing(info, self.at, self.accession, rows)

    @strawberry.field(description="Holdings as filed, in document order.")
    async def holdings(self, info: Info) -> list[Holding]:
        found = await self.at.load(info, HOLDINGS, self.accession)
        rows = [holding_of(row) for row in cast("list[Row]", found["rows"])] if found else []
        rows.sort(key=lambda row: (row.table is Table.DERIVATIVE, row.ordinal))
        return await paced(
            info,
            (
                Holding(at=self.at, row=row, in_filing=self.node, issuer_cik=self.issuer_cik)
                for row in rows
            ),
        )

    @strawberry.field(description="Footnotes in document order.")
    async def footnotes(self, info: Info) -> list[Footnote]:
        notes = await self.at.load(info, FOOTNOTES, self.accession)
        return await paced(info, (Footnote(id=key, text=text) for key, text in notes))

    @strawberry.field(description="Remarks, as filed.")
    def remarks(self) -> str | None:
        return self._text("remarks")

    @strawberry.field(
        description="The Rule 10b5-1 checkbox; null before it existed (April 2023) or where it "
        "was left empty."
    )
    def trading_plan_box(self) -> bool | None:
        return cast("bool | None", self.node.get("planBox"))

    @strawberry.field(
        description="The filing that it amends; null for none, or one not known at the cut-off."
    )
    async def amends(self, info: Info) -> "Filing | None":
        found = (await self._amendments(info)).amends
        return filing_of(self.at, found[-1]) if found else None

    @strawberry.field(description="Amendments of it known at the cut-off, in order of acceptance.")
    async def amended_by(self, info: Info) -> list["Filing"]:
        found = (await self._amendments(info)).amended_by
        return await paced(info, (filing_of(self.at, row) for row in found))

    @strawberry.field(
        description="What the amendment states otherwise; only that part is superseded. Empty "
        "where it amends nothing known at the cut-off."
    )
    async def amendment_scope(self, info: Info) -> list[AmendmentScope]:
        return list((await self._amendments(info)).scope)

    async def _amendments(self, info: Info) -> Amendments:
        return await self.at.load(info, AMENDMENTS, self.accession, above=1)

    @strawberry.field(description="Index page at the SEC.")
    def index_url(self) -> URL:
        return URL(index_url(self.issuer_cik, self.accession))

    @strawberry.field(description="The document at the SEC.")
    def document_url(self) -> URL:
        return URL(document_url(self.issuer_cik, self.accession, self._text("documentName")))


async def load_filing(info: Info, at: At, accession: AccessionNumber) -> Filing | None:
    """Return a filing accepted by the cut-off; None for any other."""
    row = await at.load(info, FILINGS, accession)
    return None if row is None else filing_of(at, row)


async def filing_with(info: Info, at: At, accession: AccessionNumber) -> Filing:
    """Return the filing that holds something known at the cut-off."""
    filing = await load_filing(info, at, accession)
    assert filing is not None  # noqa: S101 - known facts come from known filings
    return filing


def filing_of(at: At, row: Row) -> Filing:
    """Return the filing stored as a map of the filing and its issuer's CIK."""
    return Filing(
        at=at,
        node=cast("Mapping[str, object]", row["filing"]),
        issuer_cik=Cik(str(row["issuerCik"])),
    )
