"""What a manifest beside the files knows of them: accession number and times.

Columns ``path``, ``accession``, ``acceptedAt`` (ISO with offset), ``filedOn`` (ISO, or
31-JUL-2024); further ones are left alone. Paths are relative to the manifest's folder, or any
trailing part of a file's path.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from graph_api.domain.identifiers import AccessionNumber, parse_accession
from graph_api.domain.instants import Instant, instant_of
from graph_api.errors import InvalidIdentifierError, SourceError

REQUIRED = ("path", "accession")


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestEntry:
    """What is known of one file; None for what the manifest leaves empty."""

    accession: AccessionNumber | None
    accepted_at: Instant | None
    filed_on: date | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Entries by path."""

    entries: Mapping[str, ManifestEntry]

    def find(self, name: str) -> ManifestEntry | None:
        """Return the entry whose path is the longest trailing part of ``name``, or None."""
        parts = PurePosixPath(name).parts
        for start in range(len(parts)):
            entry = self.entries.get("/".join(parts[start:]))
            if entry is not None:
                return entry
        return None


EMPTY = Manifest({})


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        SourceError: no such file, a missing column, or a value that cannot be read (with its line).
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [name for name in REQUIRED if name not in (reader.fieldnames or ())]
            if missing:
                raise SourceError(f"{path}: no column {', '.join(missing)}")
            return Manifest(
                {row["path"]: _entry(row, f"{path}:{reader.line_num}") for row in reader}
            )
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error


def _entry(row: Mapping[str, str | None], place: str) -> ManifestEntry:
    accession, accepted, filed = (row.get(n) for n in ("accession", "acceptedAt", "filedOn"))
    try:
        moment = datetime.fromisoformat(accepted) if accepted else None
        if moment is not None and moment.tzinfo is None:
            raise SourceError(f"{place}: acceptedAt needs an offset")
        return ManifestEntry(
            accession=parse_accession(accession) if accession else None,
            accepted_at=instant_of(moment) if moment else None,
            filed_on=_day(filed) if filed else None,
        )
    except (ValueError, InvalidIdentifierError) as error:
        raise SourceError(f"{place}: {error}") from error


def _day(text: str) -> date:
    """Return a day written as ISO, or as the SEC's quarterly data sets write it (31-JUL-2024)."""
    if text[:4].isdigit():
        return date.fromisoformat(text)
    return datetime.strptime(text.title(), "%d-%b-%Y").date()  # noqa: DTZ007 - a day has no zone
