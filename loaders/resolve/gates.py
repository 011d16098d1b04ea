"""Whether two rows of different forms are one trade: the gates, and what shuts them (B1).

Equal figures alone join nothing: directors who buy equal lots in one placement match in every
field. A gate is what the forms themselves, or accepted links, say beside the figures.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph_api.domain.codes import TransactionCode
from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.trades import Gate
from loaders.evidence.nature import Relation
from loaders.resolve.forms import (
    Form,
    Line,
    LineKey,
    Report,
    ReportKey,
    are_alike,
    is_filed_twice,
    names_owner,
)
from loaders.resolve.other_forms import (
    carries_on,
    pages_told,
    speaks_of_another_form,
    tells_more_than_disclaimer,
)
from loaders.resolve.positions import (
    agree,
    are_compatible,
    are_held_apart,
    are_rivals,
    are_trustees,
    balances_differ,
    differ,
    hold_jointly,
    name_each_other,
)

FULL_FORM = 10
"""So many owners fit on one form: a form with as many may have been split (A3)."""

NEXT_DAYS = 3
"""The parts of a report may be filed on this many days, a weekend between them."""

MANY_LINES = 4
"""So many different lines are not alike by chance on the forms of two strangers."""

Roots = Callable[[Cik, date], frozenset[Cik]]
"""Owner, day → who stands behind the owner by links accepted at the instant of the question."""

_TO_PERSONS = frozenset(code.value for code in map(TransactionCode, "ADFIM"))
"""Codes of pay and plans: equal for all who are given alike, first or not (A2)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of two rows that tell equal figures.

    Attributes:
        gates: what joins them.
        apart: they are two trades, whatever else joins them. Without gates and not ``apart``
            they are two trades as far as is known.
        of_two_persons: no gate joins them, they stand on forms of different natural persons, and
            one is held directly: one trade only where a form is of both persons.
    """

    gates: frozenset[Gate] = frozenset()
    apart: bool = False
    of_two_persons: bool = False


APART = Verdict(apart=True)
NO_GATE = Verdict()
TWO_PERSONS = Verdict(of_two_persons=True)


def _through(*gates: Gate) -> Verdict:
    return Verdict(gates=frozenset(gates))


class Gates:
    """The gates as they stand with a set of known forms."""

    def __init__(
        self,
        forms: Iterable[Form],
        orphans: frozenset[AccessionNumber] = frozenset(),
        roots: Roots | None = None,
        judged: dict[tuple[object, ...], "Verdict"] | None = None,
    ) -> None:
        """Prepare for the forms known at one instant.

        Args:
            forms: known ones.
            orphans: amendments whose original is not known, and what amends them.
            roots: None where no owner is linked to another.
            judged: what was judged at earlier instants; to be kept with the component.
        """
        self._orphans, self._roots = orphans, roots
        self._judged = {} if judged is None or roots is not None else judged
        by_report: dict[ReportKey, list[Form]] = {}
        for form in forms:
            by_report.setdefault(form.report, []).append(form)
        self._reports: Mapping[ReportKey, Report] = {
            key: Report(members) for key, members in by_report.items()
        }
        self._pairs: dict[tuple[Form, Form], _Pair] = {}

    def report_of(self, form: Form) -> Report:
        """Return all known forms of the report that ``form`` belongs to."""
        return self._reports[form.report]

    def judge(self, a: Line, b: Line) -> Verdict:
        """Return the gates between two rows of different families that tell equal figures.

        Source:
            Specification B1, G1 to G5, with the refinements of C7.
        """
        if self._are_strangers(a, b):
            return TWO_PERSONS
        # Beside links, nothing but further forms of either report can change the verdict.
        sizes = (len(self.report_of(line.form).forms) for line in (a, b))
        known = (a.row.key, b.row.key, self._is_orphan(a, b), *sizes)
        if known not in self._judged:
            self._judged[known] = self._judge(a, b)
        return self._judged[known]

    def _are_strangers(self, a: Line, b: Line) -> bool:
        """Return quickly whether two persons report what they hold directly, and say no more."""
        return (
            bool(a.description.direct and b.description.direct)
            and a.form.sole_person is not None
            and b.form.sole_person is not None
            and not (a.form.notes or b.form.notes)
            and self._are_of_two_persons(a, b)
        )

    def _is_orphan(self, a: Line, b: Line) -> bool:
        accessions = {line.form.filing.accession for line in (a, b)} if self._orphans else set()
        return not accessions.isdisjoint(self._orphans)

    def _judge(self, a: Line, b: Line) -> Verdict:
        of_two = self._are_of_two_persons(a, b)
        if a.form.owners & b.form.owners and _is_late_item(a, b) and not of_two:
            return _through(Gate.AMENDMENT) if are_compatible(a, b) else APART
        if a.form.owners == b.form.owners:
            return self._filed_again(a, b)
        # The balance of a late item on a Form 5 may be the year's end: it holds nothing apart.
        if are_held_apart(a, b) or (balances_differ(a, b) and not _is_late_item(a, b)):
            return APART
        if of_two and a.key.code in _TO_PERSONS:
            return APART
        tests = {
            Gate.SHARED_OWNER: self._shares_owner,
            Gate.SPLIT_GROUP_FORM: self._is_split,
            Gate.EXPLICIT_TEXT: self._is_told,
            Gate.MIRRORED_NATURE: self._is_mirrored,
        }
        found = [gate for gate, test in tests.items() if test(a, b)]
        if not found and of_two and (a.description.direct or b.description.direct):
            return TWO_PERSONS
        return _through(*found)

    def _are_of_two_persons(self, a: Line, b: Line) -> bool:
        """Return whether natural persons are on both forms, and nobody's two forms they are."""
        one, other = a.form.persons, b.form.persons
        if not one or not other or one & other:
            return False
        if self._counts_as(a.form.owners, other, a.key.day):
            return False
        if self._counts_as(b.form.owners, one, a.key.day):
            return False
        return self._behind(one, a.key.day).isdisjoint(self._behind(other, a.key.day))

    def _counts_as(self, owners: frozenset[Cik], persons: frozenset[Cik], day: date) -> bool:
        """Return whether nobody but some of ``persons`` stands behind one of ``owners``."""
        return any(self._behind(frozenset((cik,)), day) <= persons for cik in owners)

    def _are_affiliated(self, a: Line, b: Line) -> bool:
        """Return whether the owners share a CIK, or somebody stands behind both."""
        one, other = a.form.owners, b.form.owners
        if one & other:
            return True
        if self._roots is None:
            return False
        return not self._behind(one, a.key.day).isdisjoint(self._behind(other, a.key.day))

    def _behind(self, owners: frozenset[Cik], day: date) -> frozenset[Cik]:
        if self._roots is None:
            return owners
        return frozenset().union(*(self._roots(cik, day) for cik in owners))

    def _filed_again(self, a: Line, b: Line) -> Verdict:
        """Judge rows of the same owners: filed again, or another of several equal fills."""
        if not are_compatible(a, b):
            return APART
        if a.form.family != b.form.family:
            # A Form 5 may state the balance of the year's end: another one says nothing.
            return _through(Gate.AMENDMENT) if agree(a, b) else NO_GATE
        if differ(a, b):
            return APART
        if self._is_orphan(a, b):
            return _through(Gate.AMENDMENT)
        # An amendment repeats the form that it restates, and no other page of the report.
        amended = a.form.is_amendment or b.form.is_amendment
        if not amended and self._pair(a.form, b.form).filed_twice:
            return _through(Gate.SHARED_OWNER)
        # A balance after each row is a number of its own; one at the end of the day is not.
        running = {line.form.balances_run(line.place) for line in (a, b)}
        shown = True in running or not (a.form.is_page or b.form.is_page)
        told_once = agree(a, b) and shown and False not in running
        return _through(Gate.SHARED_OWNER) if told_once else APART

    def _repeats(self, a: Form, b: Form) -> bool:
        return self._pair(a, b).repeated

    def _pair(self, a: Form, b: Form) -> "_Pair":
        if (a, b) not in self._pairs:
            self._pairs[a, b] = _Pair(a, b, self.report_of(a), self.report_of(b))
        return self._pairs[a, b]

    def _shares_owner(self, a: Line, b: Line) -> bool:
        if not self.may_share(a, b):
            return False
        if a.balance is None or b.balance is None:
            return self._repeats(a.form, b.form)
        if differ(a, b):
            # A manager may state the sum of what its funds hold; a named pocket has one balance.
            vague = a.description.is_vague or b.description.is_vague
            return vague and not self._are_of_two_persons(a, b)
        return True

    def may_share(self, a: Line, b: Line) -> bool:
        """Return whether the owners belong together, and hardly have a lot each (G2)."""
        if not self._are_affiliated(a, b):
            return False
        if self._are_of_two_persons(a, b) and (a.description.direct or b.description.direct):
            # A group that files on several forms does so on one day.
            one_day = a.form.filing.filed_on == b.form.filing.filed_on
            return agree(a, b) and self._tells(a) and (one_day or not are_rivals(a, b))
        return not self._are_siblings(a, b) or self._tells(a)

    def _are_siblings(self, a: Line, b: Line) -> bool:
        """Return whether two owners that hold directly have a controller and no form in common."""
        if not are_rivals(a, b):
            return False
        behind_a, behind_b = (self._behind(line.form.owners, line.key.day) for line in (a, b))
        return a.form.owners.isdisjoint(behind_b) and b.form.owners.isdisjoint(behind_a)

    def _tells(self, line: Line) -> bool:
        """Return whether the balance says more than the rows: it exceeds all that they move."""
        moved = self.report_of(line.form).moved(line.key)
        return line.balance is not None and line.balance > moved

    def _is_split(self, a: Line, b: Line) -> bool:
        """Return whether one group's form was split over two forms of different owners."""
        left, right = a.form, b.form
        if left.filing.filed_on != right.filing.filed_on or not agree(a, b):
            return False
        if not self._repeats(left, right) or not self._is_beyond_chance(a, b):
            return False
        pair = self._pair(left, right)
        several = pair.common.total() > 1
        if several and max(len(left.blocks), len(right.blocks)) >= FULL_FORM:
            return True
        if self._are_of_two_persons(a, b):
            return False
        return pair.tied_by_note or (several and pair.filed_alike)

    def _is_beyond_chance(self, a: Line, b: Line) -> bool:
        """Return whether more is equal than the lots that strangers may buy alike."""
        return self._tells(a) or len(self._pair(a.form, b.form).common) >= MANY_LINES

    def _is_told(self, a: Line, b: Line) -> bool:
        """Return whether one form says in words that the other reports the same."""
        left, right = a.form, b.form
        if not agree(a, b) and not self._repeats(left, right):
            return False
        beyond_chance = self._is_beyond_chance(a, b)
        if self._are_of_two_persons(a, b) and not (
            agree(a, b) and beyond_chance and not are_rivals(a, b)
        ):
            return False
        if self._pair(left, right).told:
            # Words about another's form may be about a lot of the other's own.
            return beyond_chance or not are_rivals(a, b)
        both_persons = left.sole_person and right.sole_person
        return not both_persons and beyond_chance and _carry_on(left, right)

    def _is_mirrored(self, a: Line, b: Line) -> bool:
        # A note on a balance may add what else is held: it is no other position's then.
        noted = any(line.row.shares_owned_following.footnotes for line in (a, b))
        if name_each_other(a, b) and (noted or not differ(a, b)):
            return True
        return agree(a, b) and (
            are_trustees(a, b)
            or hold_jointly(a, b)
            or self._are_spouses(a, b)
            or self._are_spouses(b, a)
        )

    def _are_spouses(self, own: Line, seen: Line) -> bool:
        """Return whether each of two persons reports, ``By Spouse``, a lot of the other's."""
        if not own.description.direct or seen.description.relation is not Relation.SPOUSE:
            return False
        if not (own.form.sole_person and seen.form.sole_person):
            return False
        theirs = [line for line in seen.form.lines.values() if line.description.direct]
        return any(
            line.description.relation is Relation.SPOUSE
            and agree(line, other)
            and (line.key != own.key or self._tells(own))
            for line in own.form.lines.values()
            for other in theirs
            if line.key == other.key
        )


class _Pair:
    """What two forms say of each other, each thing found when first asked for."""

    def __init__(self, a: Form, b: Form, report_of_a: Report, report_of_b: Report) -> None:
        self._a, self._b = a, b
        self._reports = report_of_a, report_of_b

    @cached_property
    def common(self) -> Counter[LineKey]:
        """Lines of the one report that the other one has, too."""
        one, other = self._reports
        return one.keys & other.keys

    @cached_property
    def repeated(self) -> bool:
        """Whether form or report repeats the other's rows, however they are held."""
        one, other = self._reports
        return are_alike(self._a.keys, self._b.keys) or are_alike(one.keys, other.keys)

    @cached_property
    def filed_twice(self) -> bool:
        """Whether the same owners filed form or report again."""
        if is_filed_twice(self._a, self._b):
            return True
        one, other = self._reports
        return one is not other and are_alike(one.described_keys, other.described_keys)

    @cached_property
    def tied_by_note(self) -> bool:
        """Whether a note on both forms names an owner of either."""
        return names_owner(self._a.notes & self._b.notes, (*self._a.blocks, *self._b.blocks))

    @cached_property
    def filed_alike(self) -> bool:
        """Whether a note is the same, or one of the owners submitted both forms.

        A filing agent serves strangers, so its number in front of an accession tells nothing;
        nor does a disclaimer, which everybody words alike.
        """
        agents = {form.filing.accession[:10] for form in (self._a, self._b)}
        submitted = len(agents) == 1 and bool(agents & (self._a.owners | self._b.owners))
        return submitted or any(map(tells_more_than_disclaimer, self._a.notes & self._b.notes))

    @cached_property
    def told(self) -> bool:
        """Whether words of one form about another form name an owner of the other."""
        return _tells_of(self._a, self._b) or _tells_of(self._b, self._a)


def _is_late_item(a: Line, b: Line) -> bool:
    """Return whether one is a row of a Form 5 that a Form 4 should have told, and has told."""
    annual, told = (a, b) if a.form.family == "5" else (b, a)
    return annual.form.family == "5" and annual.row.form_type == "4" and told.form.family == "4"


def _tells_of(form: Form, other: Form) -> bool:
    """Return whether words of ``form`` about another form name an owner of ``other``."""
    return names_owner(filter(speaks_of_another_form, form.notes), other.blocks)


def _carry_on(a: Form, b: Form) -> bool:
    """Return whether both forms say to be parts of a report, and not the same part of it."""
    days = abs((a.filing.filed_on - b.filing.filed_on).days)
    one, other = pages_told(a.notes), pages_told(b.notes)
    if one and other:
        of_one = {last for _, last in one} == {last for _, last in other}
        return days <= NEXT_DAYS and of_one and one.isdisjoint(other)
    return days == 0 and all(any(map(carries_on, form.notes)) for form in (a, b))
