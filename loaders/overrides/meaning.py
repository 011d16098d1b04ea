"""An entry as written → the decision that it states, or all that is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from graph_api.domain.codes import OwnerKind, Table
from graph_api.domain.identifiers import Cik, RowKey, parse_accession, parse_cik
from graph_api.domain.instants import NEW_YORK, Instant, instant_of
from graph_api.domain.links import LinkRole
from graph_api.domain.overrides import Override, OverrideOp
from graph_api.errors import InvalidIdentifierError
from loaders.overrides.document import Cell, Entry, Place
from loaders.overrides.problems import Problem, not_one_of

V = TypeVar("V")

OPS = {op.value: op for op in OverrideOp}
KINDS = {kind.value.casefold(): kind for kind in OwnerKind}
ROLES = {
    **{r.value.casefold(): r for r in LinkRole if r is not LinkRole.SAME_PERSON},
    "controlling_stockholder": LinkRole.SHAREHOLDER,
    "controlling_shareholder": LinkRole.SHAREHOLDER,
}
"""Words for the role of a ``must_link``; that two are the same person is an op of its own."""

ABOUT_TRADES = frozenset({OverrideOp.SAME_TRADE, OverrideOp.NOT_SAME_TRADE})
UNORDERED = frozenset({OverrideOp.SAME_PERSON, *ABOUT_TRADES})

_ACCEPTED = {
    "op": ", ".join(OPS),
    "a": "a CIK such as cik:0001067983, or a row accession|N|1 for decisions about trades",
    "b": "a CIK or a row, as for a",
    "kind": ", ".join(KINDS),
    "reason": "why, in words",
    "source": "an accession number or a URL",
    "by": "who decided",
    "on": "the day of the decision, YYYY-MM-DD",
    "accepted": "when the source was accepted, ISO 8601 with its offset",
}
_REQUIRED = ("op", "a", "reason", "source", "by", "on")
_KEYS = ("op", "a", "b", "role", "kind", "scope", "reason", "source", "by", "on")
_BELOW = ("scope.issuer", "scope.from", "scope.to")
_ONLY_OF = {
    "kind": (OverrideOp.SET_KIND,),
    "role": (OverrideOp.MUST_LINK,),
    "b": tuple(op for op in OverrideOp if op is not OverrideOp.SET_KIND),
}
"""Keys that mean something with some ops alone."""

_UNSCOPED = {
    OverrideOp.SET_KIND: "what an owner is does not change with the day or the issuer",
    OverrideOp.SAME_PERSON: "one human being is one on every day and at every issuer",
    OverrideOp.SAME_TRADE: "a row has its day and its issuer already",
    OverrideOp.NOT_SAME_TRADE: "a row has its day and its issuer already",
}
"""Why some decisions hold always and everywhere; all others may be limited in ``scope``."""

_ROW = re.compile(r"(?:txn:)?([0-9-]{18,20})\|([A-Z])\|([1-9][0-9]{0,5})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_URL = re.compile(r"https?://[^\s/]+\S*")


class _WrongError(Exception):
    """A value is not what its key takes; the text says what would be."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A decision and where its entry begins."""

    override: Override
    place: Place


def statement_of(entry: Entry, origin: str, *, shipped: bool) -> Statement | tuple[Problem, ...]:
    """Return the decision that an entry states, or every problem with it in order of place.

    Args:
        entry: as written.
        origin: the file, named as it was given.
        shipped: the entry belongs to the list that comes with the program, and says when its
            source was accepted; any other is known from the day on which it was made.
    """
    reader = _Reader(entry, origin)
    reader.check_keys((*_KEYS, "accepted") if shipped else _KEYS)
    op = reader.read("op", lambda text: _word(text, OPS))
    if op is not None:
        reader.check_keys_of(op)
    identify: Callable[[str], Cik | RowKey] = _row if op in ABOUT_TRADES else _cik
    # Without an op nobody knows what a and b are.
    a, b = (reader.read(name, identify if op else str) for name in ("a", "b"))
    if a is not None and a == b:
        reader.refuse("b", "the same as a; another one is accepted")
    role = reader.read("role", lambda text: _word(text, ROLES))
    kind = reader.read("kind", lambda text: _word(text, KINDS))
    begins, ends = (reader.read(f"scope.{end}", _day) for end in ("from", "to"))
    if begins and ends and begins > ends:
        reader.refuse("scope.to", f"before scope.from; a day from {begins} on is accepted")
    issuer = reader.read("scope.issuer", _cik)
    made_on, source = reader.read("on", _day), reader.read("source", _source)
    accepted = reader.read("accepted", _moment) if shipped else None
    reason, by = reader.read("reason", str), reader.read("by", str)
    reader.require((*_REQUIRED, "accepted") if shipped else _REQUIRED)
    if reader.problems or not (op and a and reason and source and by and made_on):
        return tuple(sorted(reader.problems, key=lambda p: (p.line, p.column or 0, p.message)))
    if op in UNORDERED and a and b:
        a, b = sorted((a, b), reverse=op is OverrideOp.SAME_PERSON)
    override = Override(
        op=op,
        a=a,
        b=b,
        role=role or LinkRole.CONTROLLER if op is OverrideOp.MUST_LINK else None,
        kind=kind,
        issuer=issuer,
        valid_from=begins,
        valid_to=ends,
        known_from=_midnight(made_on) if accepted is None else accepted,
        reason=reason,
        source=source,
        by=by,
        origin=origin,
        line=entry.place.line,
        shipped=shipped,
    )
    return Statement(override, entry.place)


class _Reader:
    """Reads the values of one entry, and collects what is wrong with them."""

    def __init__(self, entry: Entry, origin: str) -> None:
        self._origin, self._entry = origin, entry
        scope = entry.cells.get("scope")
        self._cells = {**entry.cells, **((scope.below or {}) if scope else {})}
        self.problems: list[Problem] = []

    def check_keys(self, known: tuple[str, ...]) -> None:
        """Refuse keys that no entry has, and values below keys that take one."""
        for name, cell in self._cells.items():
            siblings = _BELOW if name.startswith("scope.") else known
            if name not in siblings:
                words = tuple(word.removeprefix("scope.") for word in siblings)
                self._note(cell.key, not_one_of(name.removeprefix("scope."), words), name)
            elif cell.below is not None and name != "scope":
                self.refuse(name, "one value is accepted")
            elif cell.text is not None and name == "scope":
                self.refuse(name, "a map is accepted: {issuer: null, from: null, to: null}")

    def check_keys_of(self, op: OverrideOp) -> None:
        """Refuse what means nothing with this op, and miss what it needs."""
        for name, ops in _ONLY_OF.items():
            if self._text(name) is not None and op not in ops:
                words = ", ".join(op.value for op in ops)
                self.refuse(name, f"means nothing with {op.value}; accepted with {words}")
        for name in _BELOW:
            if self._text(name) is not None and op in _UNSCOPED:
                self.refuse(name, f"means nothing with {op.value}: {_UNSCOPED[op]}; accepted: null")
        self.require(("b",) if op in _ONLY_OF["b"] else ("kind",))

    def require(self, names: tuple[str, ...]) -> None:
        """Miss keys that are not there or have no value."""
        for name in names:
            cell = self._cells.get(name)
            if cell is None or (cell.text is None and cell.below is None):
                place = cell.key if cell else self._entry.place
                self._note(place, f"missing; accepted: {_ACCEPTED[name]}", name)

    def read(self, name: str, parse: Callable[[str], V]) -> V | None:
        """Return the value of a key; None where it has none or one that is refused."""
        text = self._text(name)
        try:
            return None if text is None else parse(text)
        except (_WrongError, InvalidIdentifierError) as error:
            self.refuse(name, str(error))
            return None

    def refuse(self, name: str, message: str) -> None:
        """Note what is wrong with the value of a key."""
        self._note(self._cells[name].value, message, name)

    def _text(self, name: str) -> str | None:
        cell: Cell | None = self._cells.get(name)
        return cell.text if cell else None

    def _note(self, place: Place, message: str, key: str) -> None:
        self.problems.append(
            Problem(
                origin=self._origin,
                line=place.line,
                column=place.column,
                key=key,
                message=message,
            )
        )


def _word(text: str, words: Mapping[str, V]) -> V:
    word = text.casefold().replace(" ", "_").replace("-", "_")
    if word not in words:
        raise _WrongError(not_one_of(text, words))
    return words[word]


def _cik(text: str) -> Cik:
    return parse_cik(text.removeprefix("cik:"))


def _row(text: str) -> RowKey:
    match = _ROW.fullmatch(text)
    tables = {table.value for table in Table}
    if match is None or match[2] not in tables:
        raise _WrongError(f"{text!r} is not a row; accepted: accession|N or D|number from 1")
    return RowKey(f"{parse_accession(match[1])}|{match[2]}|{match[3]}")


def _day(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _WrongError(f"{text!r} is not a day; accepted: YYYY-MM-DD")


def _moment(text: str) -> Instant:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise _WrongError(f"{text!r} is not a time; accepted: ISO 8601 with its offset")
    return instant_of(moment)


def _source(text: str) -> str:
    if _URL.fullmatch(text):
        return text
    try:
        return parse_accession(text)
    except InvalidIdentifierError:
        raise _WrongError(
            f"{text!r} is no source; accepted: an accession number NNNNNNNNNN-YY-NNNNNN or a URL"
        ) from None


def _midnight(day: date) -> Instant:
    return instant_of(datetime.combine(day, time(0), tzinfo=NEW_YORK))
