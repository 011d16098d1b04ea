"""What a load did: counts with their denominators, and every rejection with its reason."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_api.domain.identifiers import AccessionNumber
from graph_api.store.merging import Merged, Outcome


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
        documents: read, whatever became of them.
        outcomes: filing → what became of it; of several documents of a filing the most counts.
        conflicting: filings of which two differing documents are known.
        derived_changes: derived facts written or taken out by the resolution that followed.
        revision: of the graph afterwards; it moves only when something changed.
    """

    source: str
    documents: int = 0
    outcomes: dict[AccessionNumber, Outcome] = field(default_factory=dict)
    conflicting: set[AccessionNumber] = field(default_factory=set)
    rejected: list[Rejection] = field(default_factory=list)
    derived_changes: int = 0
    superseded: int = 0
    revision: int = 0

    @property
    def repeated(self) -> int:
        """Documents of filings that the same load had already read."""
        return self.documents - len(self.rejected) - len(self.outcomes)

    def add(self, merged: Merged) -> None:
        """Take in what the merge of one batch did."""
        ranks = list(Outcome)
        for accession, outcome in merged.outcomes.items():
            known = self.outcomes.get(accession, outcome)
            self.outcomes[accession] = max(known, outcome, key=ranks.index)
        self.conflicting |= merged.conflicting

    def counts(self) -> Mapping[str, int]:
        """Return the counts in the order in which people read them.

        Documents read are new, unchanged, better dated, replaced, repeated or rejected.
        """
        outcomes = Counter(self.outcomes.values())
        return {
            "read": self.documents,
            "new": outcomes[Outcome.NEW],
            "unchanged": outcomes[Outcome.UNCHANGED],
            "better dated": outcomes[Outcome.IMPROVED],
            "replaced": outcomes[Outcome.REPLACED],
            "differing copies": len(self.conflicting),
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
