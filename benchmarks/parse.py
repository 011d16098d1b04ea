"""How fast ownership documents are parsed, against a bare loop over lxml.

The bare loop parses each document and touches tag and text of every element, and keeps nothing.
Both sides take turns in one process, and the best pass of each counts, in processor time, so that
other work on the machine disturbs little. What the parser remembers (dates, layouts of rows) it
remembers between passes, as it does between the filings of a load.

Run ``python -m benchmarks.parse [FOLDER]``; without real filings, fictional ones are measured.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from lxml import etree
from rich.console import Console
from rich.table import Table

from graph_api.domain.identifiers import AccessionNumber
from loaders.ownership_xml import parse_ownership_document
from loaders.submission import read_submission
from tests.ingest.documents import ownership_xml

CORPUS = Path(__file__).parents[2] / "shared" / "edgar"
ACCESSION = AccessionNumber("0099999999-99-999999")
PASSES = 9


def measure(folder: Path | None) -> dict[str, float]:
    """Return files, bytes, files a second of the bare loop and of ours, and ours over bare.

    Every ``.xml``, ``.txt``, ``.nc`` and ``.sgml`` file in ``folder`` that holds an ownership
    document is measured; fictional ones where the folder is None or has none.
    """
    documents = _documents(folder) or _fictional()
    bare = ours = float("inf")
    for _ in range(PASSES):
        bare = min(bare, _seconds(_touch, documents))
        ours = min(ours, _seconds(_parse, documents))
    return {
        "files": len(documents),
        "bytes": sum(map(len, documents)),
        "bare_files_per_second": len(documents) / bare,
        "our_files_per_second": len(documents) / ours,
        "ratio": bare / ours,
    }


def _documents(folder: Path | None) -> list[bytes]:
    endings = {".xml", ".txt", ".nc", ".sgml"}
    paths = sorted(folder.rglob("*")) if folder and folder.is_dir() else []
    wrapped = (path.read_bytes() for path in paths if path.suffix in endings)
    filings = (data for data in wrapped if b"</ownershipDocument>" in data)
    return [read_submission(data).xml for data in filings]


def _fictional() -> list[bytes]:
    rows = [{"table": table, "notes": {"shares": ["F1"]}} for table in "NNND"]
    notes = [{"id": f"F{n}", "text": "Held by a limited liability company. " * 8} for n in (1, 2)]
    return [
        ownership_xml(
            transactions=[
                {**row, "shares": str(n * 7), "price_per_share": f"{n}.25"} for row in rows
            ],
            holdings=rows[:2],
            footnotes=notes,
        )
        for n in range(1, 301)
    ]


def _touch(documents: Sequence[bytes]) -> None:
    for document in documents:
        for element in etree.fromstring(document).iter():
            element.tag  # noqa: B018 - touching it is what is measured
            element.text  # noqa: B018


def _parse(documents: Sequence[bytes]) -> None:
    for document in documents:
        parse_ownership_document(document, ACCESSION)


def _seconds(work: Callable[[Sequence[bytes]], None], documents: Sequence[bytes]) -> float:
    start = process_time()
    work(documents)
    return process_time() - start


def main() -> None:
    """Print the table."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else _filings_of(CORPUS)
    figures = measure(given)
    table = Table("files", "MB", "files/s bare lxml", "files/s parsed", "parsed / bare")
    table.add_row(
        f"{figures['files']:,}",
        f"{figures['bytes'] / 1e6:.1f}",
        f"{figures['bare_files_per_second']:,.0f}",
        f"{figures['our_files_per_second']:,.0f}",
        f"{figures['ratio']:.2f}",
    )
    Console().print(table)


def _filings_of(default: Path) -> Path:
    return Path(os.environ.get("INSIDER_GRAPH_CORPUS", default)) / "ownership-xml"


if __name__ == "__main__":
    main()
