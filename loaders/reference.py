"""Companies → names, tickers and sectors in the graph; known from a day, or always."""

from collections.abc import Iterable, Sequence

from graph_api.bolt.connection import Graph, Step
from graph_api.cypher import statement
from graph_api.domain.instants import Instant
from graph_api.domain.sectors import TAXONOMY, industry_of_sic, sector_of_sic
from graph_api.store.derived_rows import issuer_properties
from graph_api.store.rows import Properties
from graph_api.store.snapshot import read_revision
from graph_api.store.writer import chunks
from loaders.companies import CompaniesRead, Company
from loaders.report import CompaniesReport

BATCH = 2_000


async def load_companies(
    graph: Graph, read: CompaniesRead, *, known_from: Instant
) -> CompaniesReport:
    """Store companies; of several loads the latest knowledge stands, whatever the order.

    Args:
        graph: migrated.
        read: what a list of companies says.
        known_from: instant from which a question may use it; 0 for always.
    """
    changed = 0
    for part in chunks(read.companies, BATCH):
        changed += await graph.write(_steps(part, known_from))
    if changed:
        await graph.write([(statement("write/touch_revision"), {})])
    return CompaniesReport(
        companies=len(read.companies),
        changed=changed,
        rejected=tuple(f"line {line.number}: {line.reason}" for line in read.rejected),
        revision=(await read_revision(graph)).number,
    )


def _steps(companies: Sequence[Company], known_from: Instant) -> list[Step]:
    labels = [(company, *label) for company in companies if (label := _labels(company))]
    sectors = sorted({sector for _, _, _, sector in labels})
    steps: list[tuple[str, list[Properties]]] = [
        ("create_issuers", [_issuer(company) for company in companies]),
        ("merge_companies", [_listing(company, known_from) for company in companies]),
        (
            "merge_sectors",
            [{"key": _key(name), "taxonomy": TAXONOMY, "name": name} for name in sectors],
        ),
        (
            "create_industries",
            _by_key(
                {
                    "key": _key(code),
                    "taxonomy": TAXONOMY,
                    "code": code,
                    "name": name,
                    "sector": _key(sector),
                }
                for _, code, name, sector in labels
            ),
        ),
        (
            "classify_issuers",
            [
                {"cik": company.cik, "industry": _key(code), "knownFrom": known_from}
                for company, code, _, _ in labels
            ],
        ),
    ]
    return [(statement(f"write/{name}"), {"rows": rows}) for name, rows in steps if rows]


def _by_key(rows: Iterable[Properties]) -> list[Properties]:
    """Return one row for each key."""
    return list({row["key"]: row for row in rows}.values())


def _key(label: str) -> str:
    return f"{TAXONOMY}:{label}"


def _labels(company: Company) -> tuple[str, str, str] | None:
    """Return code, name and sector of the industry; None where the SIC code has no sector."""
    industry = industry_of_sic(company.sic or "", None)
    sector = sector_of_sic(company.sic or "")
    return (industry.code, industry.name, sector) if industry and sector else None


def _issuer(company: Company) -> Properties:
    return {
        "cik": company.cik,
        "properties": {"cik": company.cik, **issuer_properties([])},
    }


def _listing(company: Company, known_from: Instant) -> Properties:
    return {
        "cik": company.cik,
        "name": company.name,
        "ticker": company.ticker,
        "knownFrom": known_from,
        "rank": f"{known_from:020d}|{company.name}|{company.ticker or ''}",
    }
