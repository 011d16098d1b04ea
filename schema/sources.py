"""``SourceRef``: the exact place in the public record."""

from collections.abc import Mapping

import strawberry

from graph_api.domain.edgar_urls import document_url
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.instants import Instant
from schema.context import At, Info
from schema.lazily import Filings
from schema.scalars import URL


@strawberry.type(description="Exact place in the public record.")
class SourceRef:
    """Where a fact stands."""

    at: strawberry.Private[At]
    accession: strawberry.Private[AccessionNumber]
    document_url: URL = strawberry.field(description="The document itself at the SEC.")
    element: str | None = strawberry.field(
        description="Row or field of the document; null for the whole of it."
    )
    footnote_id: str | None = strawberry.field(description="Footnote, where the fact is in one.")
    accepted_at: Instant = strawberry.field(description="When EDGAR accepted the filing.")
    sha256: str = strawberry.field(description="Digest of the document's content as parsed.")

    @strawberry.field(description="The filing that holds it.")
    async def filing(self, info: Info) -> Filings:
        from schema.filings import filing_with

        return await filing_with(info, self.at, self.accession)


def source_of(
    at: At,
    filing: Mapping[str, object],
    issuer: Cik,
    *,
    element: str | None = None,
    footnote_id: str | None = None,
) -> SourceRef:
    """Return the reference for a filing's properties as the statements give them."""
    accession = AccessionNumber(str(filing["accession"]))
    name = filing.get("documentName")
    return SourceRef(
        at=at,
        accession=accession,
        document_url=URL(document_url(issuer, accession, str(name) if name else None)),
        element=element,
        footnote_id=footnote_id,
        accepted_at=Instant(int(str(filing["acceptedAt"]))),
        sha256=str(filing["contentDigest"]),
    )
