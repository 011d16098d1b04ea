"""Names, tickers, kinds and sectors kept beside the trades, each as of any cut-off."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from graph_api.bolt.connection import Graph, Row
from graph_api.cypher import statement
from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.symbols import normal_symbol

LATEST = Instant(OPEN_END - 1)
"""The cut-off of a question without one: all that is loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerEntry:
    """A reporting owner: its kind, and its names with the instant each became the newest."""

    cik: Cik
    kind: OwnerKind
    names: tuple[str, ...]
    known_from: tuple[Instant, ...]

    def name(self, known_at: Instant) -> str | None:
        """Return the newest name accepted by then; None where the owner was unknown."""
        index = bisect_right(self.known_from, known_at)
        return self.names[index - 1] if index else None

    def former_names(self, known_at: Instant) -> tuple[str, ...]:
        """Return other names accepted by then, newest first, without repetition."""
        seen = self.names[: bisect_right(self.known_from, known_at)]
        return tuple(name for name in dict.fromkeys(reversed(seen)) if name != seen[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerEntry:
    """An issuer: names and symbols as filed, and what a list of companies says of it.

    ``classifications`` holds (known from, industry key, sector key), oldest first.
    """

    cik: Cik
    names: tuple[str, ...]
    symbols: tuple[str | None, ...]
    known_from: tuple[Instant, ...]
    listed_name: str | None
    listed_ticker: str | None
    listed_known_from: Instant | None
    classifications: tuple[tuple[Instant, str, str], ...]

    def _index(self, known_at: Instant) -> int:
        return bisect_right(self.known_from, known_at)

    def _is_listed(self, known_at: Instant) -> bool:
        return self.listed_known_from is not None and self.listed_known_from <= known_at

    def name(self, known_at: Instant) -> str | None:
        """Return the newest name filed by then, else the listed one; None where unknown."""
        if index := self._index(known_at):
            return self.names[index - 1]
        return self.listed_name if self._is_listed(known_at) else None

    def ticker(self, known_at: Instant) -> str | None:
        """Return the newest symbol filed by then in hyphen form, else the listed ticker."""
        index = self._index(known_at)
        filed = self.symbols[index - 1] if index else None
        return filed or (self.listed_ticker if self._is_listed(known_at) else None)

    def has_had_ticker(self, ticker: str, known_at: Instant) -> bool:
        """Return whether the issuer was filed under ``ticker`` by then."""
        return ticker in self.symbols[: self._index(known_at)]

    def classification(self, known_at: Instant) -> tuple[str, str] | None:
        """Return (industry key, sector key) as of then, or None."""
        known = [entry for entry in self.classifications if entry[0] <= known_at]
        return max(known)[1:] if known else None


@dataclass(frozen=True, slots=True)
class Directory:
    """All owners and issuers, by CIK in order."""

    owners: Mapping[Cik, OwnerEntry]
    issuers: Mapping[Cik, IssuerEntry]

    @property
    def persons(self) -> frozenset[Cik]:
        """CIKs of natural persons."""
        return frozenset(c for c, owner in self.owners.items() if owner.kind is OwnerKind.PERSON)

    def find_ticker(self, ticker: str, known_at: Instant) -> Cik | None:
        """Return the issuer with this ticker as of then; a former ticker resolves as well.

        Of several the one that has it now wins, then the lowest CIK.
        """
        wanted = normal_symbol(ticker)
        if wanted is None:
            return None
        for entry in self.issuers.values():
            if entry.ticker(known_at) == wanted:
                return entry.cik
        for entry in self.issuers.values():
            if entry.has_had_ticker(wanted, known_at):
                return entry.cik
        return None


async def read_directory(graph: Graph) -> Directory:
    """Read all names and labels: three statements, a record of columns each."""
    owners = await graph.read(statement("read/owner_directory"))
    issuers = await graph.read(statement("read/issuer_directory"))
    labels: dict[Cik, list[tuple[Instant, str, str]]] = defaultdict(list)
    for row in await graph.read(statement("read/classifications")):
        labels[Cik(str(row["cik"]))].append(
            (Instant(cast("int", row["knownFrom"])), str(row["industry"]), str(row["sector"]))
        )
    return Directory(_owners(owners[0]), _issuers(issuers[0], labels))


def _column(columns: Row, name: str) -> Sequence[object]:
    return cast("Sequence[object]", columns[name])


def _owners(columns: Row) -> dict[Cik, OwnerEntry]:
    names = ("ciks", "kinds", "names", "namesKnownFrom")
    entries = (
        OwnerEntry(
            cik=Cik(str(cik)),
            kind=OwnerKind(kind),
            names=tuple(cast("Sequence[str]", texts)),
            known_from=tuple(cast("Sequence[Instant]", instants)),
        )
        for cik, kind, texts, instants in zip(*(_column(columns, n) for n in names), strict=True)
    )
    return {entry.cik: entry for entry in sorted(entries, key=lambda entry: entry.cik)}


def _issuers(
    columns: Row, labels: Mapping[Cik, Sequence[tuple[Instant, str, str]]]
) -> dict[Cik, IssuerEntry]:
    names = (
        "ciks",
        "names",
        "symbols",
        "namesKnownFrom",
        "listedNames",
        "listedTickers",
        "listedKnownFrom",
    )
    entries = (
        IssuerEntry(
            cik=Cik(str(cik)),
            names=tuple(cast("Sequence[str]", texts or ())),
            symbols=tuple(normal_symbol(s) for s in cast("Sequence[str]", symbols or ())),
            known_from=tuple(cast("Sequence[Instant]", instants or ())),
            listed_name=cast("str | None", listed_name),
            listed_ticker=normal_symbol(cast("str | None", ticker)),
            listed_known_from=cast("Instant | None", listed_from),
            classifications=tuple(labels.get(Cik(str(cik)), ())),
        )
        for cik, texts, symbols, instants, listed_name, ticker, listed_from in zip(
            *(_column(columns, n) for n in names), strict=True
        )
    )
    return {entry.cik: entry for entry in sorted(entries, key=lambda entry: entry.cik)}
