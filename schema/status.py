"""``DataStatus``: what is loaded, from when to when, and on what basis."""

from datetime import date
from typing import cast

import strawberry

from graph_api import __version__
from graph_api.bolt.connection import Row
from graph_api.cypher import statement
from graph_api.domain.codes import AcceptedAtBasis as Basis
from graph_api.domain.codes import FormType as Form
from graph_api.domain.instants import Instant
from graph_api.domain.sectors import TAXONOMY
from schema.context import At
from schema.enums import AcceptedAtBasis, FormType

PLAN_BOX_FROM = date(2023, 4, 1)


@strawberry.type(description="Which filings are loaded.")
class Coverage:
    """Forms and filing dates."""

    forms: list[FormType] = strawberry.field(description="Forms of which at least one is loaded.")
    first_filed_on: date | None = strawberry.field(name="from", description="First filing date.")
    last_filed_on: date | None = strawberry.field(name="to", description="Last filing date.")
    plan_box_available_from: date = strawberry.field(
        description="Day from which the form has a Rule 10b5-1 checkbox."
    )


@strawberry.type(description="How many filings have an acceptance time on one basis.")
class AcceptedAtBasisCount:
    """A basis and its count."""

    basis: AcceptedAtBasis = strawberry.field(description="How the time is known.")
    filing_count: int = strawberry.field(description="Filings.")


@strawberry.type(description="What is loaded, and which code reads it.")
class DataStatus:
    """The state of a deployment."""

    revision: int = strawberry.field(
        description="Number of the graph's state; it moves with every load that changed something."
    )
    last_accepted_at: Instant | None = strawberry.field(
        description="Acceptance of the newest filing; null in an empty graph."
    )
    coverage: Coverage = strawberry.field(description="Forms and dates.")
    filing_count: int = strawberry.field(description="Filings loaded.")
    rejected_count: int = strawberry.field(
        description="Documents that loads could not read; insider-graph status names them."
    )
    accepted_at_basis_counts: list[AcceptedAtBasisCount] = strawberry.field(
        description="How acceptance times are known, best basis first."
    )
    taxonomies: list[str] = strawberry.field(description="Sector taxonomies with a label.")
    reference_data_known_from: Instant | None = strawberry.field(
        description="Earliest instant from which sector labels are known; null where they always "
        "are, or there are none."
    )
    notice: str | None = strawberry.field(
        description="What the operator says of the data, such as that it is fictional."
    )
    schema_version: str = strawberry.field(description="Version of this API.")


async def read_status(at: At, notice: str | None) -> DataStatus:
    """Return the status of the state that a request sees."""
    graph = at.snapshot.graph
    rows = await graph.read(statement("read/data_status"))
    loads = await graph.read(statement("read/loads"))
    labels = [
        entry[0]
        for issuer in at.snapshot.directory.issuers.values()
        for entry in issuer.classifications
    ]
    dated = [instant for instant in labels if instant > 0]
    return DataStatus(
        revision=at.snapshot.revision.number,
        last_accepted_at=at.snapshot.newest_acceptance,
        coverage=_coverage(rows),
        filing_count=sum(cast("int", row["filings"]) for row in rows),
        rejected_count=len(
            {line for load in loads for line in cast("list[str]", load["rejected"])}
        ),
        accepted_at_basis_counts=_bases(rows),
        taxonomies=[TAXONOMY] if labels else [],
        reference_data_known_from=min(dated, default=None),
        notice=notice,
        schema_version=__version__,
    )


def _coverage(rows: list[Row]) -> Coverage:
    found = {str(row["formType"]) for row in rows}
    first = min((str(row["firstFiledOn"]) for row in rows), default=None)
    last = max((str(row["lastFiledOn"]) for row in rows), default=None)
    return Coverage(
        forms=[form for form in Form if form.value in found],
        first_filed_on=date.fromisoformat(first) if first else None,
        last_filed_on=date.fromisoformat(last) if last else None,
        plan_box_available_from=PLAN_BOX_FROM,
    )


def _bases(rows: list[Row]) -> list[AcceptedAtBasisCount]:
    counts = {
        basis: sum(cast("int", r["filings"]) for r in rows if r["acceptedAtBasis"] == basis.value)
        for basis in Basis
    }
    return [
        AcceptedAtBasisCount(basis=basis, filing_count=count)
        for basis, count in counts.items()
        if count
    ]
