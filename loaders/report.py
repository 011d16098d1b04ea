"""What a load did: counts with their denominators, and every rejection with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_api.store.writer import Merged


@dataclass(frozen=True, slots=True)
class Rejection:
    """One item that was not loaded; ``element`` is where in it the reason lies."""

    name: str
    accession: str | None
    element: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.element}: {self.reason}"


@dataclass(slots=True)
class LoadReport:
    """Counts of one load, filled while it runs.

    Attributes:
        documents: read, whatever became of them; new + unchanged + improved + repeated
            + rejected adds up to it.
        repeated: documents of an accession number that the same load had already read.
        derived_changes: derived facts written or taken out by the resolution that followed.
        revision: of the graph afterwards; it moves only when something changed.
    """

    source: str
    documents: int = 0
    merged: Merged = field(default_factory=Merged)
    repeated: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    derived_changes: int = 0
    superseded: int = 0
    revision: int = 0

    def counts(self) -> Mapping[str, int]:
        """Return the counts in the order in which people read them."""
        return {
            "read": self.documents,
            "new": self.merged.new,
            "unchanged": self.merged.unchanged,
            "better dated": self.merged.improved,
            "differing copies": len(self.merged.conflicting),
            "repeated": self.repeated,
            "superseded rows": self.superseded,
            "rejected": len(self.rejected),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CompaniesReport:
    """What a load of companies did; ``rejected`` holds lines as ``line N: reason``."""

    companies: int
    changed: int
    rejected: tuple[str, ...]
    revision: int
