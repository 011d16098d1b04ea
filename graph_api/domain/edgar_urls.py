"""Addresses of filings at the SEC, by accession number."""

from graph_api.domain.identifiers import AccessionNumber, Cik

ARCHIVES = "https://www.sec.gov/Archives/edgar/data"


def index_url(issuer: Cik, accession: AccessionNumber) -> str:
    """Return the address of the filing's index page."""
    return f"{_folder(issuer, accession)}/{accession}-index.htm"


def document_url(issuer: Cik, accession: AccessionNumber, document_name: str | None) -> str:
    """Return the address of the document; without its name, that of the full submission."""
    return f"{_folder(issuer, accession)}/{document_name or f'{accession}.txt'}"


def _folder(issuer: Cik, accession: AccessionNumber) -> str:
    return f"{ARCHIVES}/{int(issuer)}/{accession.replace('-', '')}"
