"""What one form says, as far as it helps to tell whether its rows are those of another form."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from graph_api.domain.codes import FormType, Table
from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling, ReportedTransaction
from graph_api.domain.identifiers import Cik, RowKey
from graph_api.domain.names import mentions, parse_person_name
from loaders.evidence.actors import Actor
from loaders.resolve.attribution import HolderTexts, is_entity, is_of_person, is_person
from loaders.resolve.descriptions import Description, describe
from loaders.resolve.other_forms import carries_on

T = TypeVar("T")

ALIKE = Decimal("0.8")
"""Share of equal lines from which on two reports are the same one (B1, Jaccard)."""

FULL_TABLE = 30
"""Transactions that a table has room for (A3)."""


class LineKey(NamedTuple):
    """What rows that report one trade have in common (specification B1)."""

    issuer: Cik
    table: str
    security: str
    day: date
    code: str
    direction: str | None
    shares: Decimal
    price: Decimal | None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row on its form; ``balance`` is the position after the trade, None where not stated."""

    row: ReportedTransaction
    form: "Form"
    key: LineKey
    description: Description
    balance: Decimal | None

    @property
    def place(self) -> "Place":
        """Where rows stand that move the same position on the same day."""
        return Place(self.key.day, self.key.security, self.description)

    @property
    def named(self) -> Actor | None:
        """Whom the row or its notes name as the holder."""
        return self.form.named(self.row)

    def names(self, form: "Form") -> Cik | None:
        """Return the reporting owner of ``form`` whom this row names as its holder."""
        text, named = self.row.nature_of_ownership.value or "", self.named
        for owner in form.blocks:
            if named is not None and (named.cik == owner.cik or is_entity(named.name, owner.name)):
                return owner.cik
            if is_person(owner.name) and is_of_person(text, owner.name):
                return owner.cik
            if self.is_of_kin and any(
                not _OF_WHOM.search(text, 0, start) and not _IN_A_NAME.match(text, end)
                for text, start, end in self._mentions(owner)
            ):
                return owner.cik
        return None

    @property
    def is_of_kin(self) -> bool:
        """Whether the row, or where it leaves that open a note of its own, speaks of kin."""
        told = self.description
        return told.is_kin or (told.is_vague and any(map(_SPOUSE.search, self.words)))

    def mentions(self, owner: OwnerAsFiled) -> bool:
        """Return whether the row or a note of its own has the full name of a person."""
        return any(True for _ in self._mentions(owner))

    def _mentions(self, owner: OwnerAsFiled) -> Iterator[tuple[str, int, int]]:
        if not is_person(owner.name):
            return
        for text in self.words:
            for start, end in mentions(text, parse_person_name(owner.name)):
                if " " in text[start:end] and not _SHORTENED.match(text, start):
                    yield text, start, end

    @property
    def words(self) -> tuple[str, ...]:
        """What the row says of how it is held, and its notes."""
        ids = self.row.footnote_ids()
        notes = (note.text for note in self.form.filing.document.footnotes if note.id in ids)
        return (self.row.nature_of_ownership.value or "", *notes)


_SHORTENED = re.compile(r"(?:M(?:rs?|s|iss)|Dr|Prof)\b|\w\.? ", re.IGNORECASE)
"""How a name begins that is not told in full."""

_SPOUSE = re.compile(r"\b(?:spouse|wife|husband)\b", re.IGNORECASE)
_OF_WHOM = re.compile(r"\b(?:from|of|with|managed by) (?:(?:Mr|Mrs|Ms|Dr)\.? )?$", re.IGNORECASE)
_IN_A_NAME = re.compile(
    r" (?:[A-Z\d][\w.'\u2019]* )*(?:Trust|GRAT|Foundation|LLC|L\.?P\b|Partnership)"
)
"""What stands around a person's name that does not say that the person holds."""


class Place(NamedTuple):
    """What the rows of a form that move one position on one day have in common."""

    day: date
    security: str
    description: Description


class ReportKey(NamedTuple):
    """What the forms of one report have in common: a form holds thirty rows."""

    owners: frozenset[Cik]
    filed_on: date
    form_type: FormType


class Form:
    """A filing and what is read off it once; lines without shares or a day are in none."""

    def __init__(self, filing: OwnershipFiling, days: Sequence[date | None]) -> None:
        """Read a filing.

        Args:
            filing: the filing.
            days: effective day of each of its transactions.
        """
        document = filing.document
        self.filing = filing
        self.texts = HolderTexts(document)
        self._named: dict[RowKey, Actor | None] = {}
        self.blocks = tuple(o for o in document.owners if o.cik != document.issuer.cik)
        self.owners = frozenset(owner.cik for owner in self.blocks)
        self.persons = frozenset(o.cik for o in self.blocks if is_person(o.name))
        self.report = ReportKey(self.owners, filing.filed_on, document.form_type)
        self.lines = {
            row.key: line
            for row, day in zip(document.transactions, days, strict=True)
            if (line := _line(row, self, day)) is not None
        }

    def named(self, row: ReportedTransaction) -> Actor | None:
        """Return the one holder whom a row of this form names."""
        if row.key not in self._named:
            self._named[row.key] = self.texts.named(row)
        return self._named[row.key]

    @property
    def family(self) -> str:
        """``4`` or ``5``."""
        return self.filing.document.form_type.family

    @property
    def is_amendment(self) -> bool:
        """Whether it restates another."""
        return self.filing.document.form_type.is_amendment

    @cached_property
    def sole_person(self) -> Cik | None:
        """The natural person who alone reports on it."""
        return next(iter(self.owners)) if len(self.owners) == len(self.persons) == 1 else None

    @cached_property
    def is_full(self) -> bool:
        """Whether one of its tables has no room for another row."""
        document = self.filing.document
        tables = Counter(row.table for row in (*document.transactions, *document.holdings))
        return max(tables.values(), default=0) >= FULL_TABLE

    @cached_property
    def is_page(self) -> bool:
        """Whether further rows of the report may stand on another form."""
        return self.is_full or any(carries_on(note) for note in self.notes)

    @cached_property
    def repeats_itself(self) -> bool:
        """Whether most rows are equal to others of the form, balances included."""
        lines = self.lines.values()
        return 2 * len({(line.key, line.description, line.balance) for line in lines}) < len(lines)

    @cached_property
    def keys(self) -> Counter[LineKey]:
        """How often each trade is told."""
        return Counter(line.key for line in self.lines.values())

    @cached_property
    def described_keys(self) -> Counter[tuple[LineKey, Description]]:
        """The same, told apart by how the position is held."""
        return Counter((line.key, line.description) for line in self.lines.values())

    def balances_run(self, place: Place) -> bool | None:
        """Return whether balances are those after each row; None where one row shows nothing.

        False where rows of one place state the same balance, that of the evening.
        """
        stated = self._balances[place]
        return len(set(stated)) == len(stated) if len(stated) > 1 else None

    @cached_property
    def _balances(self) -> Mapping[Place, Sequence[Decimal | None]]:
        found: dict[Place, list[Decimal | None]] = defaultdict(list)
        for line in self.lines.values():
            found[line.place].append(line.balance)
        return found

    @cached_property
    def notes(self) -> frozenset[str]:
        """Footnotes and remarks, with single blanks."""
        document = self.filing.document
        texts = (*(note.text for note in document.footnotes), document.remarks or "")
        return frozenset(" ".join(text.split()) for text in texts) - {""}

    @cached_property
    def speaks_of_trustees(self) -> bool:
        """Whether notes or natures of ownership speak of trustees."""
        natures = (row.nature_of_ownership.value or "" for row in self.filing.document.transactions)
        return any(_TRUSTEE.search(text) for text in (*self.notes, *natures))


_TRUSTEE = re.compile(r"\b(?:co-?)?trustees?\b", re.IGNORECASE)


def _line(row: ReportedTransaction, form: Form, day: date | None) -> Line | None:
    if day is None or row.shares.value is None:
        return None
    price = row.price_per_share.value
    direction = row.acquired_disposed.value
    key = LineKey(
        issuer=form.filing.document.issuer.cik,
        table=row.table.value,
        security=_class_of(row),
        day=day,
        code=row.code.value,
        direction=None if direction is None else direction.value,
        shares=row.shares.value,
        price=None if price is None else round(price, 4),
    )
    stated = row.shares_owned_following.value
    return Line(
        row=row,
        form=form,
        key=key,
        description=describe(row),
        balance=row.value_owned_following.value if stated is None else stated,
    )


def _class_of(row: ReportedTransaction) -> str:
    """Return the security, a derivative told apart by its terms (B1, class)."""
    title = security(row.security_title.value or "")
    if row.table is not Table.DERIVATIVE:
        return title
    price, until = row.conversion_or_exercise_price.value, row.expiration_date.value
    return f"{title}, at {price and price.normalize()}, until {until}"


def are_equal(a: Line, b: Line) -> bool:
    """Return whether two rows tell of one trade, a price perhaps rounded on one of them (B1).

    Prices that differ in what rounding explains need equal balances.
    """
    if a.key == b.key:
        return True
    one, other = a.key.price, b.key.price
    return (
        a.balance is not None
        and a.balance == b.balance
        and one is not None
        and other is not None
        and a.key._replace(price=None) == b.key._replace(price=None)
        and _is_rounded(one, other)
    )


_CENTS = 2


def _is_rounded(one: Decimal, other: Decimal) -> bool:
    """Return whether the price with fewer decimals, two at least, is the other one rounded."""
    places = max(_CENTS, min(_decimals(one), _decimals(other)))
    return abs(one - other) <= Decimal(5).scaleb(-places - 1)


def _decimals(price: Decimal) -> int:
    exponent = price.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


_PAR_VALUE = re.compile(
    r",?\s*\(?(?:\$?\s?[\d.]+\s*)?(?:per share\s*)?par value(?: of)?(?:\s*\$?\s?[\d.]+)?"
    r"(?: (?:per|a) share)?\)?|\([^)]*\)|\bno par\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def security(title: str) -> str:
    """Return a security title for comparison: its words, par value left out, shares as stock."""
    words = re.findall(r"[a-z\d]+", _PAR_VALUE.sub(" ", title).casefold())
    return " ".join(sorted({_ONE_WORD.get(word, word) for word in words} - {"the", "of"}))


_ONE_WORD = dict.fromkeys(("share", "shares", "stocks", "stk"), "stock")


def names_owner(texts: Iterable[str], owners: Iterable[OwnerAsFiled]) -> bool:
    """Return whether one of ``texts`` names one of ``owners``."""
    found = tuple(owners)
    return any(_is_named(text, owner.name) for text in texts for owner in found)


@lru_cache(maxsize=65_536)
def _is_named(text: str, name: str) -> bool:
    if is_person(name):
        return bool(mentions(text, parse_person_name(name)))
    return is_entity(text, name)


def is_filed_twice(a: Form, b: Form) -> bool:
    """Return whether a form repeats another of its owners and day.

    A full form of equal fills may well be followed by one that looks the same.
    """
    if not are_alike(a.described_keys, b.described_keys):
        return False
    return not any(form.is_full and form.repeats_itself for form in (a, b))


class Report:
    """All known forms of one report, as one; a form that repeats another adds nothing."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.forms = tuple(forms)
        self._parts: list[Form] = []
        for form in self.forms:
            if not any(is_filed_twice(form, part) for part in self._parts):
                self._parts.append(form)
        self.keys = _sum(form.keys for form in self._parts)
        self._moved: dict[tuple[object, ...], Decimal] = defaultdict(Decimal)
        for key, times in self.keys.items():
            self._moved[key.table, key.security, key.direction] += key.shares * times

    @cached_property
    def described_keys(self) -> Counter[tuple[LineKey, Description]]:
        """Lines told apart by how the position is held."""
        return _sum(form.described_keys for form in self._parts)

    def moved(self, key: LineKey) -> Decimal:
        """Return the shares of the security that the report moves in the direction of ``key``."""
        return self._moved[key.table, key.security, key.direction]


def _sum(counters: Iterable[Counter[T]]) -> Counter[T]:
    total: Counter[T] = Counter()
    for counter in counters:
        total.update(counter)
    return total


def are_alike(left: Counter[T], right: Counter[T]) -> bool:
    """Return whether of all lines of both at least four fifths are the same ones."""
    common = (left & right).total()
    return common > 0 and common >= ALIKE * (left | right).total()
