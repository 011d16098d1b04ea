"""The notes of ``evidence_notes.txt``, read into cases."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling
from graph_api.domain.identifiers import Cik
from tests.ingest.evidence_world import filing

FILE = Path(__file__).with_suffix(".txt")


@dataclass(frozen=True, slots=True)
class Case:
    """One form and what it tells.

    Attributes:
        line: of the file, where its first note stands.
        owners: short name → conformed name, in the order in which they are listed.
        links: such as ``FUND>GP .93``; empty where a careful reader abstains.
    """

    line: int
    owners: dict[str, str]
    notes: tuple[str, ...]
    links: frozenset[str]

    @property
    def ciks(self) -> dict[Cik, str]:
        """CIK → short name."""
        return {Cik(f"{number:010d}"): name for number, name in enumerate(self.owners, start=1)}

    def form(self) -> OwnershipFiling:
        """Return the joint form of all owners with the notes."""
        form = filing(*self.notes)
        owners = tuple(
            OwnerAsFiled(cik=cik, name=self.owners[name]) for cik, name in self.ciks.items()
        )
        return replace(form, document=replace(form.document, owners=owners))


def read_cases() -> list[Case]:
    """Return the cases in the order of the file."""
    cases: list[Case] = []
    owners: dict[str, str] = {}
    notes: list[str] = []
    first = 0
    for number, line in _joined():
        mark, text = line[0], line[2:]
        if mark == "[":
            owners = {}
        elif mark == " ":
            short, _, conformed = text.strip().partition(": ")
            owners[short] = conformed
        elif mark == ">":
            first = first if notes else number
            notes.append(text)
        elif mark == "=":
            cases.append(Case(first, owners, tuple(notes), _links(text)))
            notes = []
    return cases


def _joined() -> list[tuple[int, str]]:
    """Return the lines with their numbers, notes and links each in one line."""
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(FILE.read_text("utf-8").splitlines(), start=1):
        if line.startswith("  ") and lines and lines[-1][1][0] in ">=":
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {line.strip()}")
        elif line and line[0] != "#":
            lines.append((number, line))
    return lines


def _links(text: str) -> frozenset[str]:
    if text == "nothing":
        return frozenset()
    return frozenset(
        re.sub(r"^(\S+)(?= joint$|$)", r"\1 .93", link.strip()) for link in text.split(",")
    )
