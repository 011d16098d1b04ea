"""What transactions and holdings have in common: the figures of one row of a form."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import cast

import strawberry

from graph_api.bolt.connection import Row
from graph_api.domain.codes import Table
from graph_api.domain.filing import ReportedRow
from graph_api.domain.identifiers import AccessionNumber, Cik
from schema.context import At, Info, paced
from schema.enums import OwnershipForm
from schema.lazily import Filings
from schema.reading import Reader
from schema.sources import SourceRef, source_of

Notes = tuple[tuple[str, str], ...]


def notes_of(row: Row) -> Notes:
    """Return the footnotes of a filing from columns of ids and texts."""
    ids, texts = (cast("list[str]", row[name] or []) for name in ("ids", "texts"))
    return tuple(zip(ids, texts, strict=True))


FOOTNOTES: Reader[AccessionNumber, Notes] = Reader("read/filing_footnotes", notes_of, tuple)


@strawberry.type(description="A footnote of a form, by its id.")
class Footnote:
    """Footnote text."""

    id: str = strawberry.field(description="F1, F2 …")
    text: str = strawberry.field(description="As filed.")


@strawberry.type
class RowFields:
    """Fields of both kinds of rows; no type of the schema by itself."""

    at: strawberry.Private[At]
    row: strawberry.Private[ReportedRow]
    in_filing: strawberry.Private[Mapping[str, object]]
    issuer_cik: strawberry.Private[Cik]

    @property
    def accession(self) -> AccessionNumber:
        """The filing that holds the row."""
        return AccessionNumber(str(self.in_filing["accession"]))

    @strawberry.field(description="The filing that holds it.")
    async def filing(self, info: Info) -> Filings:
        from schema.filings import filing_with

        return await filing_with(info, self.at, self.accession)

    @strawberry.field(description="As filed.")
    def security_title(self) -> str:
        return self.row.security_title.value or ""

    @strawberry.field(description="True for rows of Table II.")
    def is_derivative(self) -> bool:
        return self.row.table is Table.DERIVATIVE

    @strawberry.field(description="Security behind a derivative.")
    def underlying_title(self) -> str | None:
        return self.row.underlying_title.value

    @strawberry.field(description="Shares behind a derivative.")
    def underlying_shares(self) -> Decimal | None:
        return self.row.underlying_shares.value

    @strawberry.field(description="Conversion or exercise price, per share.")
    def exercise_price(self) -> Decimal | None:
        return self.row.conversion_or_exercise_price.value

    @strawberry.field(description="First day of exercise.")
    def exercise_date(self) -> date | None:
        return self.row.exercise_date.value

    @strawberry.field(description="Last day of exercise.")
    def expiration_date(self) -> date | None:
        return self.row.expiration_date.value

    @strawberry.field(description="Direct or indirect.")
    def ownership_form(self) -> OwnershipForm:
        return cast("OwnershipForm", self.row.ownership_form.value)

    @strawberry.field(description="How it is held, where indirect.")
    def nature_of_ownership(self) -> str | None:
        return self.row.nature_of_ownership.value

    @strawberry.field(description="Where it stands.")
    def source(self) -> SourceRef:
        return source_of(self.at, self.in_filing, self.issuer_cik, element=self.row.key)

    @strawberry.field(description="Footnotes attached to any figure of the row, in order.")
    async def footnotes(self, info: Info) -> list[Footnote]:
        notes = await self.at.load(info, FOOTNOTES, self.accession)
        attached = self.row.footnote_ids()
        return await paced(
            info, (Footnote(id=key, text=text) for key, text in notes if key in attached)
        )
