"""The gold set: what a reader of real filings says, for comparison with what is computed.

Plain CSV files in ``evaluation/gold``; the README there tells how they were labelled. Reading
checks every line, so whoever scores against them need not.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import TypeVar

from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey, parse_accession, parse_cik
from graph_api.errors import InvalidIdentifierError, SourceError

GOLD = Path(__file__).parent / "gold"

WINDOW = timedelta(days=30)
"""Length of every window, first and last day included."""

SEVERAL = "; "
"""Stands between the names in a cell that holds several."""

ROW_MARKS = frozenset({"N", "D", "NH", "DH"})
"""Table I and II: transactions, and holdings with an H."""


class GoldSetError(SourceError):
    """A file of the gold set says something impossible; the message begins ``file:line``."""


class LinkLabel(Enum):
    """Whether the controller controls the vehicle, directly or through others.

    CONTROLS: alone, or nobody else is named. JOINT: with others, or in a capacity that others may
    share. NOT: the filing says or plainly shows that he does not. UNKNOWN: the filing does not
    tell, and a system that says no more than it knows should not claim a link.
    """

    CONTROLS = "CONTROLS"
    JOINT = "JOINT"
    NOT = "NOT"
    UNKNOWN = "UNKNOWN"


class Stratum(Enum):
    """What kind of case a pair is; rates are given per stratum."""

    EXPLICIT_TEXT = "EXPLICIT_TEXT"
    NAME_AND_CO_REPORT = "NAME_AND_CO_REPORT"
    CHAIN = "CHAIN"
    SAME_SURNAME_OTHER_PERSON = "SAME_SURNAME_OTHER_PERSON"
    SHARED_ADDRESS = "SHARED_ADDRESS"
    DESIGNEE = "DESIGNEE"
    CO_TRUSTEES = "CO_TRUSTEES"
    SPOUSES = "SPOUSES"
    OTHER = "OTHER"


class Side(Enum):
    """BUY: code P in Table I; SELL: code S in Table I."""

    BUY = "BUY"
    SELL = "SELL"


class Answer(Enum):
    """What a reader answers to a plain question."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FilingName:
    """How the gold set names a filing: its accession number, else its file in the corpus."""

    text: str

    @property
    def accession(self) -> AccessionNumber | None:
        """The accession number; None for a file that nothing gives one."""
        return None if self.text.endswith((".xml", ".txt")) else AccessionNumber(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLink:
    """One pair of vehicle and supposed controller, and what the filing says of it.

    Attributes:
        filing: the first one that tells.
        vehicle, controller: as written there.
        vehicle_cik, controller_cik: None for who does not report.
    """

    filing: FilingName
    vehicle: str
    vehicle_cik: Cik | None
    controller: str
    controller_cik: Cik | None
    label: LinkLabel
    stratum: Stratum
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldKind:
    """Whether a reporting owner is a natural person; one for each form of its name."""

    cik: Cik
    name: str
    person: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldWindow:
    """How many traded at one issuer in 30 days.

    Attributes:
        first, last: both included.
        true_units: beneficial owners by whom all trades can be explained (specification B3).
        true_trades: real changes in one holder's position, however often reported.
    """

    issuer_cik: Cik
    side: Side
    first: date
    last: date
    true_units: int
    true_trades: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldHolder:
    """Who holds the position of one row, by the words of the filing.

    Attributes:
        row: key as the loader makes it; without an accession number the file's name stands there.
        holders: several where the filing names several for one row.
    """

    filing: FilingName
    row: RowKey
    holders: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSignature:
    """One signature line, read.

    Attributes:
        line: exactly as filed.
        signers: natural persons who sign, as written; empty where the line names none.
        for_entities: entities signed for, the reporting one rather than its general partners.
        capacities: as written, in the order of the signers; empty where none is.
        proxy: it speaks of a power of attorney, an attorney-in-fact or a confirming statement.
        signer_is_owner: the signer signs for himself.
    """

    line: str
    signers: tuple[str, ...]
    for_entities: tuple[str, ...]
    capacities: tuple[str, ...]
    proxy: bool
    signer_is_owner: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """All labels, each tuple in the order of its file."""

    links: tuple[GoldLink, ...]
    kinds: tuple[GoldKind, ...]
    windows: tuple[GoldWindow, ...]
    holders: tuple[GoldHolder, ...]
    signatures: tuple[GoldSignature, ...]


def read_gold_set(folder: Path = GOLD) -> GoldSet:
    """Read and check the five files in ``folder``.

    Raises:
        GoldSetError: a file is missing, or a line is malformed, contradicts itself, stands out of
            order or stands twice.
    """
    return GoldSet(
        links=_read(folder / "links.csv", LINK_COLUMNS, _link),
        kinds=_read(folder / "kinds.csv", KIND_COLUMNS, _kind),
        windows=_read(folder / "windows.csv", WINDOW_COLUMNS, _window),
        holders=_read(folder / "holders.csv", HOLDER_COLUMNS, _holder),
        signatures=_read(folder / "signatures.csv", SIGNATURE_COLUMNS, _signature),
    )


LINK_COLUMNS = (
    *("accession", "vehicle", "vehicle_cik", "controller", "controller_cik"),
    *("label", "stratum", "reason"),
)
KIND_COLUMNS = ("cik", "name", "person", "reason")
WINDOW_COLUMNS = ("issuer_cik", "side", "from", "to", "true_units", "true_trades", "reason")
HOLDER_COLUMNS = ("accession", "row_key", "holder", "reason")
SIGNATURE_COLUMNS = ("line", "signer", "for_entity", "capacity", "proxy", "signer_is_owner")

T = TypeVar("T")
E = TypeVar("E", bound=Enum)
Identity = tuple[str, ...]
"""What a line is about: the order of a file, and what no two of its lines share."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one line; each method returns one of them as what it must be, or refuses."""

    place: str
    cells: Mapping[str, str]

    def refusal(self, column: str, why: str) -> GoldSetError:
        return GoldSetError(f"{self.place}: {column}: {why}")

    def optional(self, column: str) -> str:
        text = self.cells[column]
        if text != text.strip():
            raise self.refusal(column, "space around the text")
        return text

    def text(self, column: str) -> str:
        text = self.optional(column)
        if not text:
            raise self.refusal(column, "empty")
        return text

    def names(self, column: str) -> tuple[str, ...]:
        text = self.optional(column)
        return tuple(text.split(SEVERAL)) if text else ()

    def one_of(self, kind: type[E], column: str) -> E:
        text = self.text(column)
        try:
            return kind(text)
        except ValueError as error:
            known = ", ".join(str(member.value) for member in kind)
            raise self.refusal(column, f"{text!r} is none of {known}") from error

    def yes(self, column: str) -> bool:
        answer = self.one_of(Answer, column)
        if answer is Answer.UNKNOWN:
            raise self.refusal(column, "'unknown' is none of yes, no")
        return answer is Answer.YES

    def cik(self, column: str) -> Cik:
        text = self.text(column)
        try:
            if parse_cik(text) == text:
                return Cik(text)
        except InvalidIdentifierError:
            pass
        raise self.refusal(column, f"{text!r} is not a CIK of ten digits")

    def optional_cik(self, column: str) -> Cik | None:
        return self.cik(column) if self.optional(column) else None

    def filing(self, column: str) -> FilingName:
        text = self.text(column)
        if text.endswith((".xml", ".txt")):
            return FilingName(text)
        try:
            if parse_accession(text) == text:
                return FilingName(text)
        except InvalidIdentifierError:
            pass
        raise self.refusal(column, f"{text!r} is neither an accession number nor a file's name")

    def day(self, column: str) -> date:
        text = self.text(column)
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.refusal(column, f"{text!r} is not a day") from error

    def count(self, column: str) -> int:
        text = self.text(column)
        if not (text.isascii() and text.isdecimal()):
            raise self.refusal(column, f"{text!r} is not a count")
        return int(text)


def _read(
    path: Path, columns: tuple[str, ...], parse: Callable[[_Cells], tuple[Identity, T]]
) -> tuple[T, ...]:
    """Return what the lines of one file say, after checking them and their order."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = tuple(next(lines, ()))
            if header != columns:
                raise GoldSetError(f"{path.name}:1: columns must be {', '.join(columns)}")
            found: list[T] = []
            last: Identity = ()
            for line in lines:
                place = f"{path.name}:{lines.line_num}"
                if len(line) != len(columns):
                    raise GoldSetError(f"{place}: {len(line)} cells for {len(columns)} columns")
                identity, label = parse(_Cells(place, dict(zip(columns, line, strict=True))))
                if identity <= last:
                    which = "twice" if identity == last else "out of order"
                    raise GoldSetError(f"{place}: stands {which}: {' | '.join(identity)}")
                last = identity
                found.append(label)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GoldSetError(f"{path.name}: cannot be read: {error}") from error
    return tuple(found)


def _link(cells: _Cells) -> tuple[Identity, GoldLink]:
    link = GoldLink(
        filing=cells.filing("accession"),
        vehicle=cells.text("vehicle"),
        vehicle_cik=cells.optional_cik("vehicle_cik"),
        controller=cells.text("controller"),
        controller_cik=cells.optional_cik("controller_cik"),
        label=cells.one_of(LinkLabel, "label"),
        stratum=cells.one_of(Stratum, "stratum"),
        reason=cells.text("reason"),
    )
    if link.vehicle == link.controller:
        raise cells.refusal("controller", "is the vehicle itself")
    return (link.filing.text, link.vehicle, link.controller), link


def _kind(cells: _Cells) -> tuple[Identity, GoldKind]:
    kind = GoldKind(
        cik=cells.cik("cik"),
        name=cells.text("name"),
        person=cells.yes("person"),
        reason=cells.text("reason"),
    )
    return (kind.cik, kind.name), kind


def _window(cells: _Cells) -> tuple[Identity, GoldWindow]:
    window = GoldWindow(
        issuer_cik=cells.cik("issuer_cik"),
        side=cells.one_of(Side, "side"),
        first=cells.day("from"),
        last=cells.day("to"),
        true_units=cells.count("true_units"),
        true_trades=cells.count("true_trades"),
        reason=cells.text("reason"),
    )
    if window.last - window.first + timedelta(days=1) != WINDOW:
        raise cells.refusal("to", f"a window has {WINDOW.days} days")
    if window.true_units > window.true_trades or bool(window.true_units) != bool(
        window.true_trades
    ):
        raise cells.refusal("true_units", "who is counted has traded, and who traded is counted")
    identity = (window.issuer_cik, window.side.value, str(window.first), str(window.last))
    return identity, window


def _holder(cells: _Cells) -> tuple[Identity, GoldHolder]:
    key = cells.text("row_key")
    holder = GoldHolder(
        filing=cells.filing("accession"),
        row=RowKey(key),
        holders=cells.names("holder"),
        reason=cells.text("reason"),
    )
    filing, _, row = key.partition("|")
    mark, _, ordinal = row.partition("|")
    if filing != holder.filing.text:
        raise cells.refusal("row_key", "is of another filing")
    if mark not in ROW_MARKS or not ordinal.isdecimal() or int(ordinal) == 0:
        raise cells.refusal("row_key", f"{key!r} is not accession|table|ordinal")
    if not holder.holders:
        raise cells.refusal("holder", "empty")
    return (holder.filing.text, key), holder


def _signature(cells: _Cells) -> tuple[Identity, GoldSignature]:
    signature = GoldSignature(
        line=cells.cells["line"],
        signers=cells.names("signer"),
        for_entities=cells.names("for_entity"),
        capacities=cells.names("capacity"),
        proxy=cells.yes("proxy"),
        signer_is_owner=cells.one_of(Answer, "signer_is_owner"),
    )
    for column in ("signer", "for_entity", "capacity"):
        for name in cells.names(column):
            if name not in signature.line:
                raise cells.refusal(column, f"{name!r} does not stand in the line")
    return (signature.line,), signature
