"""The real filings at hand, read as the loader reads them."""

import os
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from evaluation.gold_set import FilingName
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.errors import MalformedFilingError
from loaders.filings import ACCESSION_UNKNOWN, NOTHING_KNOWN, read_filing
from loaders.manifest import Manifest, ManifestEntry, read_manifest
from loaders.sources import Document, documents

FOLDERS = ("ownership-xml", "submission-txt")


def corpus() -> Path | None:
    """Return the folder of real filings, or None where there is none.

    ``INSIDER_GRAPH_CORPUS`` names it; by default ``../shared/edgar``.
    """
    folder = Path(os.environ.get("INSIDER_GRAPH_CORPUS", "../shared/edgar"))
    return folder if (folder / "CATALOG.md").exists() else None


@cache
def filings_by_name() -> Mapping[str, OwnershipFiling]:
    """Return every filing that can be read, by the name of its file; empty without the corpus.

    A file that nothing gives an accession number stands under a number of its own, which no
    filing has: here it counts as a filing like any other.
    """
    folder = corpus()
    if folder is None:
        return {}
    manifest = read_manifest(folder / "manifest.csv")
    found: dict[str, OwnershipFiling] = {}
    for number, document in enumerate(documents(folder / part for part in FOLDERS), start=1):
        filing = _read(document, manifest, AccessionNumber(f"0000000000-00-{number:06d}"))
        if filing is not None:
            found[PurePosixPath(document.name).name] = filing
    return found


def _read(
    document: Document, manifest: Manifest, stand_in: AccessionNumber
) -> OwnershipFiling | None:
    entry = manifest.find(document.name) or NOTHING_KNOWN
    try:
        return read_filing(document.read(), document.name, entry, address_key=b"evaluation")
    except MalformedFilingError as error:
        if error.reason != ACCESSION_UNKNOWN:
            return None
    numbered = ManifestEntry(
        accession=stand_in, accepted_at=entry.accepted_at, filed_on=entry.filed_on
    )
    return read_filing(document.read(), document.name, numbered, address_key=b"evaluation")


@cache
def real_filings() -> tuple[OwnershipFiling, ...]:
    """Return every real filing once, by acceptance."""
    distinct = {filing.accession: filing for filing in filings_by_name().values()}
    return tuple(sorted(distinct.values(), key=lambda f: (f.accepted_at, f.accession)))


def filing_named(name: FilingName) -> OwnershipFiling | None:
    """Return the filing that the gold set means; None where the corpus has it not."""
    if name.accession is None:
        return filings_by_name().get(name.text)
    return next((f for f in real_filings() if f.accession == name.accession), None)


def by_issuer() -> Mapping[Cik, tuple[OwnershipFiling, ...]]:
    """Return the real filings of each issuer."""
    groups: dict[Cik, list[OwnershipFiling]] = defaultdict(list)
    for filing in real_filings():
        groups[filing.document.issuer.cik].append(filing)
    return {cik: tuple(group) for cik, group in sorted(groups.items())}
