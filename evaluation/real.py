"""The real filings at hand, read as the loader reads them."""

import os
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.errors import MalformedFilingError
from loaders.filings import read_filing
from loaders.manifest import read_manifest
from loaders.sources import documents


def corpus() -> Path | None:
    """Return the folder of real filings, or None where there is none.

    ``INSIDER_GRAPH_CORPUS`` names it; by default ``../shared/edgar``.
    """
    folder = Path(os.environ.get("INSIDER_GRAPH_CORPUS", "../shared/edgar"))
    return folder if (folder / "CATALOG.md").exists() else None


@cache
def real_filings() -> tuple[OwnershipFiling, ...]:
    """Return every filing that can be read, by acceptance; empty without the corpus."""
    folder = corpus()
    if folder is None:
        return ()
    found: dict[str, OwnershipFiling] = {}
    manifest = read_manifest(folder / "manifest.csv")
    for part in ("ownership-xml", "submission-txt"):
        for document in documents([folder / part]):
            try:
                filing = read_filing(
                    document.read(),
                    document.name,
                    manifest.find(document.name),
                    address_key=b"evaluation",
                )
            except MalformedFilingError:
                continue
            found.setdefault(filing.accession, filing)
    return tuple(sorted(found.values(), key=lambda f: (f.accepted_at, f.accession)))


def by_issuer() -> Mapping[Cik, tuple[OwnershipFiling, ...]]:
    """Return the real filings of each issuer."""
    groups: dict[Cik, list[OwnershipFiling]] = defaultdict(list)
    for filing in real_filings():
        groups[filing.document.issuer.cik].append(filing)
    return {cik: tuple(group) for cik, group in sorted(groups.items())}
