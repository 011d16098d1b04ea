"""A list of companies (CSV) → what it says of each issuer: tickers, name, SIC code."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_api.domain.identifiers import Cik, parse_cik
from graph_api.domain.symbols import normal_symbol
from graph_api.errors import InvalidIdentifierError, SourceError

_SIC = re.compile(r"([0-9]{1,4})(?:\.0)?")  # spreadsheets write 3571.0
_Line = dict[str, str] | SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What the list says of one issuer; None and empty where it says nothing.

    Attributes:
        ticker: the first of ``tickers``.
        tickers: in the order listed, upper-case in hyphen form (BRK-B), each once.
        sic: four digits; None for blank and 0000.
    """

    cik: Cik
    ticker: str | None
    tickers: tuple[str, ...]
    name: str | None
    sic: str | None
    sic_description: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedLine:
    """A line that says nothing usable: its number in the file, from 1, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompaniesRead:
    """Companies by first appearance, each CIK once; rejected lines by number."""

    companies: tuple[Company, ...]
    rejected: tuple[RejectedLine, ...]


def read_companies(path: Path) -> CompaniesRead:
    """Return the companies of a CSV file and the lines that could not be read.

    Columns are found by name: ``cik`` (required), ``ticker``, ``tickers``, ``name``, ``sic``,
    ``sicDescription``; others are ignored. Several lines of one CIK are one company: tickers add
    up, and of the rest the first line that says it stands.

    Raises:
        SourceError: the file cannot be read, or has no column ``cik``.

    Source:
        The shape of the SEC's submissions file; a ticker cell may hold a list in brackets.
    """
    companies: dict[Cik, Company] = {}
    rejected: list[RejectedLine] = []
    for number, line in _lines(path):
        try:
            company = _company(line)
        except (InvalidIdentifierError, SourceError) as error:
            rejected.append(RejectedLine(number=number, reason=str(error)))
        else:
            companies[company.cik] = _merged(companies.get(company.cik), company)
    return CompaniesRead(companies=tuple(companies.values()), rejected=tuple(rejected))


def _lines(path: Path) -> Iterator[tuple[int, _Line]]:
    """Yield the lines below the header with their numbers; an unreadable one as its error."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            columns = _columns(path, next(rows, []))
            while (row := _next_row(rows)) is not None:
                if row != []:
                    yield rows.line_num, _by_column(columns, row)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: {error}") from error


def _columns(path: Path, header: list[str]) -> list[str]:
    columns = [column.strip().lower() for column in header]
    if "cik" not in columns:
        found = ", ".join(header) or "none"
        raise SourceError(f"{path}: no column cik; columns found: {found}")
    return columns


def _next_row(rows: Iterator[list[str]]) -> list[str] | csv.Error | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        return error


def _by_column(columns: list[str], row: list[str] | csv.Error) -> _Line:
    if isinstance(row, csv.Error):
        return SourceError(str(row))
    if len(row) != len(columns):
        return SourceError(f"{len(row)} cells under {len(columns)} columns")
    return dict(zip(columns, row, strict=True))


def _company(line: _Line) -> Company:
    if isinstance(line, SourceError):
        raise line
    tickers = _tickers(line)
    return Company(
        cik=parse_cik(line["cik"]),
        ticker=next(iter(tickers), None),
        tickers=tickers,
        name=_text(line, "name"),
        sic=_sic(line.get("sic", "").strip()),
        sic_description=_text(line, "sicdescription"),
    )


def _tickers(cells: dict[str, str]) -> tuple[str, ...]:
    listed = ",".join((cells.get("ticker", ""), cells.get("tickers", "")))
    symbols = map(normal_symbol, re.split(r"[,;]", listed))
    return tuple(dict.fromkeys(symbol for symbol in symbols if symbol))


def _sic(cell: str) -> str | None:
    if not cell:
        return None
    code = _SIC.fullmatch(cell)
    if code is None:
        raise SourceError(f"{cell!r} is not a SIC code; accepted: up to four digits")
    return None if int(code.group(1)) == 0 else code.group(1).zfill(4)


def _text(cells: dict[str, str], column: str) -> str | None:
    return " ".join(cells.get(column, "").split()) or None


def _merged(known: Company | None, also: Company) -> Company:
    if known is None:
        return also
    tickers = tuple(dict.fromkeys((*known.tickers, *also.tickers)))
    return Company(
        cik=known.cik,
        ticker=next(iter(tickers), None),
        tickers=tickers,
        name=known.name or also.name,
        sic=known.sic or also.sic,
        sic_description=known.sic_description or also.sic_description,
    )
