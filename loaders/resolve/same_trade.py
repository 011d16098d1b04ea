"""Rows of different forms → groups that report one trade: compared as multisets (B1)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from graph_api.domain.codes import TransactionCode
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.overrides import Override, OverrideOp
from graph_api.domain.trades import Gate
from loaders.resolve.amendments import Family, Slot, order
from loaders.resolve.forms import Form, Line, are_equal
from loaders.resolve.gates import APART, NO_GATE, Gates, Verdict

MOST_LOOKALIKES = 3
"""More strangers than these share nothing that tells (C5.2)."""

_MARKET = (TransactionCode.P.value, TransactionCode.S.value)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What persons decided about pairs of rows."""

    same: tuple[tuple[RowKey, RowKey], ...] = ()
    apart: tuple[tuple[RowKey, RowKey], ...] = ()

    @classmethod
    def of(cls, overrides: Iterable[Override]) -> "Decisions":
        """Return the decisions about trades among ``overrides``."""
        pairs: dict[OverrideOp, list[tuple[RowKey, RowKey]]] = defaultdict(list)
        for override in overrides:
            if override.b is not None:
                pairs[override.op].append((RowKey(override.a), RowKey(override.b)))
        return cls(
            same=tuple(sorted(pairs[OverrideOp.SAME_TRADE])),
            apart=tuple(sorted(pairs[OverrideOp.NOT_SAME_TRADE])),
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Slots whose rows report one trade.

    Attributes:
        gates: why, in their order; AMENDMENT also where a slot has several versions.
        lookalikes: reporting owners of trades equal in every figure, the balance included, that
            nothing joins with this one.
    """

    slots: tuple[Slot, ...]
    gates: tuple[Gate, ...]
    lookalikes: tuple[Cik, ...] = ()


def alone(slot: Slot) -> Group:
    """Return the group of a slot that nothing joins with another."""
    return Group((slot,), (Gate.AMENDMENT,) if len(slot.rows) > 1 else ())


def group_slots(
    families: Sequence[Family],
    forms: Mapping[AccessionNumber, Form],
    gates: Gates,
    decisions: Decisions,
) -> list[Group]:
    """Return every slot of ``families`` in exactly one group.

    Rows of one family are never one trade, nor are those of continuation forms, not through a
    third form either. Where several rows could be the same one, those pair that agree most, then
    in their order. A person's decision stands above all of this.

    Args:
        families: those known.
        forms: of their filings.
        gates: as they stand with these forms.
        decisions: in force.
    """
    return _Grouping(families, forms, gates, decisions).groups()


@dataclass(frozen=True, slots=True)
class _Kind:
    """Rows of one form that agree in everything that a gate looks at, in their order."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two kinds of rows that may report the same trades."""

    left: _Kind
    right: _Kind
    gates: frozenset[Gate]

    @property
    def rank(self) -> tuple[object, ...]:
        """Sort key: rows that agree most come first.

        Equal prices come before rounded ones, and what the same owners filed again before all
        else, so that it finds no second partner; then mirrored rows, equal balances, equal words.
        """
        a, b = self.left.first, self.right.first
        equal = a.balance is not None and a.balance == b.balance
        return (
            a.key != b.key,
            a.form.report != b.form.report,
            a.form.owners != b.form.owners,
            Gate.MIRRORED_NATURE not in self.gates,
            not equal,
            a.description != b.description,
            sorted((_place(a), _place(b))),
        )


class _Grouping:
    def __init__(
        self,
        families: Sequence[Family],
        forms: Mapping[AccessionNumber, Form],
        gates: Gates,
        decisions: Decisions,
    ) -> None:
        self._gates = gates
        entries = [
            (number, slot, forms[family.filings[0].accession])
            for number, family in enumerate(families)
            for slot in _parted(family.slots, decisions.apart)
        ]
        self._families = [number for number, _, _ in entries]
        self._slots = [slot for _, slot, _ in entries]
        self._forms = [form for _, _, form in entries]
        self._slot_of = {row.key: i for i, slot in enumerate(self._slots) for row in slot.rows}
        self._line_of = {key: line for form in forms.values() for key, line in form.lines.items()}
        self._members = {index: [index] for index in range(len(self._slots))}
        self._group_of = list(range(len(self._slots)))
        self._found: dict[int, set[Gate]] = defaultdict(set)
        self._decided_same = list(self._slots_of(decisions.same))
        self._decided_apart = {frozenset(pair) for pair in self._slots_of(decisions.apart)}
        self._verdicts: dict[tuple[int, int], Verdict] = {}

    def groups(self) -> list[Group]:
        for a, b in self._decided_same:
            self._merge(a, b, {Gate.OVERRIDE})
        candidates, strangers = self._compared()
        for candidate in sorted(candidates, key=lambda candidate: candidate.rank):
            self._pair_off(candidate)
        lookalikes = self._lookalikes(strangers)
        return [
            Group(
                tuple(self._slots[index] for index in members),
                self._gates_of(top, members),
                tuple(sorted(lookalikes.get(top, ()))),
            )
            for top, members in self._members.items()
        ]

    def _gates_of(self, top: int, members: Iterable[int]) -> tuple[Gate, ...]:
        amended = any(len(self._slots[index].rows) > 1 for index in members)
        found = self._found[top] | ({Gate.AMENDMENT} if amended else set())
        return tuple(gate for gate in Gate if gate in found)

    def _slots_of(self, pairs: Iterable[tuple[RowKey, RowKey]]) -> Iterator[tuple[int, int]]:
        for a, b in pairs:
            if a in self._slot_of and b in self._slot_of:
                yield self._slot_of[a], self._slot_of[b]

    def _compared(self) -> tuple[list[_Candidate], list[tuple[_Kind, _Kind]]]:
        """Return kinds of equal rows that a gate joins, and those that look alike without one."""
        candidates: list[_Candidate] = []
        strangers: list[tuple[_Kind, _Kind]] = []
        for left, right in self._pairs_of_kinds():
            a, b = left.first, right.first
            verdict = self._gates.judge(a, b)
            if verdict.gates:
                candidates.append(_Candidate(left, right, verdict.gates))
            elif not verdict.apart and a.key.code in _MARKET and a.balance == b.balance:
                strangers.append((left, right))
        return candidates, strangers

    def _pairs_of_kinds(self) -> Iterator[tuple[_Kind, _Kind]]:
        """Yield kinds of rows of two forms that may tell the same trades by their figures."""
        for bucket in _by(self._line_of.values(), lambda line: line.key):
            for left, right in combinations(_kinds(bucket), 2):
                a, b = left.first, right.first
                if a.form is not b.form and not _tell_two_balances(a, b):
                    yield left, right
        stated = (line for line in self._line_of.values() if line.balance is not None)
        for bucket in _by(stated, lambda line: (line.key._replace(price=None), line.balance)):
            if len({line.key for line in bucket}) > 1:
                for left, right in combinations(_kinds(bucket), 2):
                    a, b = left.first, right.first
                    if a.form is not b.form and a.key != b.key and are_equal(a, b):
                        yield left, right

    def _pair_off(self, candidate: _Candidate) -> None:
        """Join rows of two kinds one by one, in order, each with the first that it may meet."""
        left = self._without_partner(candidate.left, candidate.right)
        right = self._without_partner(candidate.right, candidate.left)
        for a in left:
            b = next((b for b in right if not self._are_apart(a, b)), None)
            if b is not None:
                right.remove(b)
                self._merge(a, b, candidate.gates)

    def _without_partner(self, kind: _Kind, others: _Kind) -> list[int]:
        """Return the slots of ``kind`` that have not met a row of the other report yet."""
        report = self._forms[self._slot_of[others.first.row.key]].report
        slots = dict.fromkeys(self._slot_of[line.row.key] for line in kind.lines)
        return [
            slot
            for slot in slots
            if self._forms[slot].report == report
            or all(self._forms[mate].report != report for mate in self._mates(slot))
        ]

    def _are_apart(self, a: int, b: int) -> bool:
        """Return whether a member of the one group and one of the other report two trades."""
        members = {*self._mates(a), *self._mates(b)}
        for x, y in product(self._mates(a), self._mates(b)):
            verdict = self._verdict(x, y)
            if verdict.apart or (verdict.of_two_persons and not self._have_both(members, x, y)):
                return True
        return False

    def _have_both(self, members: Iterable[int], x: int, y: int) -> bool:
        """Return whether a form is of persons on the form of ``x`` and of some on that of ``y``."""
        one, other = self._forms[x].persons, self._forms[y].persons
        return any(
            self._forms[member].persons & one and self._forms[member].persons & other
            for member in members
        )

    def _mates(self, slot: int) -> list[int]:
        return self._members[self._group_of[slot]]

    def _verdict(self, x: int, y: int) -> Verdict:
        """Return what is to be said of two slots, whatever a third one says."""
        pair = min(x, y), max(x, y)
        if pair not in self._verdicts:
            same_form = self._families[x] == self._families[y]
            apart = same_form or frozenset(pair) in self._decided_apart
            self._verdicts[pair] = APART if apart else self._judged(x, y)
        return self._verdicts[pair]

    def _judged(self, x: int, y: int) -> Verdict:
        """Return the first gate between versions of two lines, else what keeps them apart."""
        verdicts = [
            self._gates.judge(a, b)
            for a, b in product(self._lines(x), self._lines(y))
            if are_equal(a, b)
        ]
        return max(
            verdicts,
            key=lambda verdict: (bool(verdict.gates), verdict.apart, verdict.of_two_persons),
            default=NO_GATE,
        )

    def _lines(self, slot: int) -> list[Line]:
        rows = self._slots[slot].rows
        return [self._line_of[row.key] for row in rows if row.key in self._line_of]

    def _merge(self, a: int, b: int, gates: Iterable[Gate]) -> None:
        top, other = sorted((self._group_of[a], self._group_of[b]))
        self._found[top].update(gates)
        if top != other:
            self._found[top] |= self._found.pop(other, set())
            for index in self._members[other]:
                self._group_of[index] = top
            self._members[top] += self._members.pop(other)

    def _lookalikes(self, strangers: Iterable[tuple[_Kind, _Kind]]) -> Mapping[int, set[Cik]]:
        """Return group → owners of other groups that look like it."""
        found: dict[int, set[Cik]] = defaultdict(set)
        for left, right in strangers:
            for a, b in zip(self._live(left), self._live(right), strict=False):
                one, other = self._group_of[a], self._group_of[b]
                if one != other:
                    found[one] |= right.first.form.owners
                    found[other] |= left.first.form.owners
        # What many tell alike is an offering in equal lots, and no double.
        return {group: owners for group, owners in found.items() if len(owners) <= MOST_LOOKALIKES}

    def _live(self, kind: _Kind) -> list[int]:
        """Return the slots of which these rows are in force."""
        slots = ((self._slot_of[line.row.key], line.row) for line in kind.lines)
        return [i for i, row in slots if self._slots[i].live is row and not self._slots[i].void]


def _by(lines: Iterable[Line], key: Callable[[Line], Hashable]) -> Iterator[list[Line]]:
    """Yield lines of several forms that have a key in common."""
    buckets: dict[Hashable, list[Line]] = defaultdict(list)
    for line in lines:
        buckets[key(line)].append(line)
    for bucket in buckets.values():
        if len({line.form.filing.accession for line in bucket}) > 1:
            yield bucket


def _kinds(lines: Iterable[Line]) -> Iterator[_Kind]:
    kinds: dict[Hashable, list[Line]] = defaultdict(list)
    for line in sorted(lines, key=_place):
        named = line.named
        kind = (line.form, line.key, line.description, line.balance, named and named.key)
        kinds[kind].append(line)
    return (_Kind(tuple(found)) for found in kinds.values())


def _place(line: Line) -> tuple[object, ...]:
    return (*order(line.form.filing), line.row.table.value, line.row.ordinal)


def _tell_two_balances(a: Line, b: Line) -> bool:
    """Return quickly what most pairs of fills come to: one position cannot have two balances.

    A Form 5 may state that of the end of the year.
    """
    if a.balance is None or b.balance is None or a.form.family != b.form.family:
        return False
    return a.description == b.description and a.balance != b.balance


def _parted(slots: Iterable[Slot], apart: Sequence[tuple[RowKey, RowKey]]) -> Iterator[Slot]:
    """Yield the slots, cut where a decision parts two versions of a line."""
    for slot in slots:
        keys = [row.key for row in slot.rows]
        cut = min(
            (max(keys.index(a), keys.index(b)) for a, b in apart if a in keys and b in keys),
            default=0,
        )
        if cut:
            yield Slot(slot.rows[:cut])
            yield from _parted([Slot(slot.rows[cut:], slot.void)], apart)
        else:
            yield slot
