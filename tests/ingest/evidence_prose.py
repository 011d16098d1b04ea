"""Invented complexes of funds told in random words, with what is true of them."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random

Pair = tuple[str, str]

BASES = ("Alder", "Birch", "Cedar", "Dogwood", "Elmwood", "Foxglove", "Gorse", "Hazel", "Juniper")
FIRST_NAMES = (("Aaron", "Mr."), ("Beth", "Ms."), ("Carl", "Mr."), ("Diane", "Ms."))
LAST_NAMES = ("Ackerly", "Bowman", "Castell", "Dunmore", "Eastwick", "Farley", "Gantry")
DISCLAIMERS = (
    (
        "Each of the Reporting Persons disclaims beneficial ownership of the securities reported "
        "herein except to the extent of its or his pecuniary interest therein."
    ),
    (
        "The price reported is a weighted average price. These shares were sold in multiple "
        "transactions at prices ranging from $10.05 to $11.00, inclusive."
    ),
    (
        "This report shall not be deemed an admission that any Reporting Person is the beneficial "
        "owner of such securities for purposes of Section 16 or for any other purpose."
    ),
)


@dataclass(frozen=True, slots=True)
class Name:
    """How an owner is conformed, written and called by a term."""

    conformed: str
    written: str
    term: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Controllers of vehicles, in one capacity, in the singular and in the plural."""

    vehicles: tuple[str, ...]
    controllers: tuple[str, ...]
    role: str
    roles: str

    @property
    def capacity(self) -> str:
        return self.roles if len(self.controllers) > 1 else self.role


@dataclass(slots=True)
class Complex:
    """A complex and the notes that tell it."""

    names: dict[str, Name]
    facts: list[Fact]
    notes: tuple[str, ...] = ()
    told: set[str] = field(default_factory=set)

    @property
    def truth(self) -> set[Pair]:
        """Pairs (vehicle, controller) that the facts state."""
        return {(v, x) for fact in self.facts for v in fact.vehicles for x in fact.controllers}

    @property
    def implied(self) -> set[Pair]:
        """The same with all that follows along chains."""
        pairs = self.truth
        while more := {(a, d) for a, b in pairs for c, d in pairs if b == c and a != d} - pairs:
            pairs |= more
        return pairs


def complex_of(seed: int, *, with_reasons: bool = False) -> Complex:
    """Return the complex number ``seed`` with its notes.

    Args:
        seed: the same complex each time.
        with_reasons: told with possessives, in the active and passive, among sentences that only
            sound as if they told of control.
    """
    random = Random(seed)
    names = _names(random)
    told = Complex(names, _facts(random, [name for name in names if name.startswith("F")]))
    teller = _Reasoner(random, told) if with_reasons else _Teller(random, told)
    sentences = teller.sentences()
    told.notes = _notes(random, sentences)
    return told


def _names(random: Random) -> dict[str, Name]:
    base = random.choice(BASES)
    names = {}
    for number, roman in enumerate(("I", "II", "III", "IV")[: random.randint(1, 4)]):
        full = f"{base} Capital Fund {roman}, L.P."
        conformed = random.choice((full, full.upper().replace(",", "")))
        names[f"F{number}"] = Name(
            conformed, full, random.choice((f"Fund {roman}", f"{base} {roman}"))
        )
    for key, full, *terms in (
        ("GP", f"{base} Capital GP, LLC", "the General Partner", "the GP", f"{base} GP"),
        ("MGR", f"{base} Capital Management, L.P.", "the Adviser", f"{base} Management"),
        ("MGRGP", f"{base} Capital Management GP, LLC", "the Adviser GP", "Management GP"),
        ("HOLD", f"{base} Holdings Corp.", f"{base} Holdings", "Holdings"),
    ):
        names[key] = Name(full.upper(), full, random.choice(terms))
    for number, (last, (first, title)) in enumerate(
        zip(random.sample(LAST_NAMES, 3), random.sample(FIRST_NAMES, 3), strict=True)
    ):
        initial = random.choice("BCDGHK")
        written = random.choice((f"{first} {initial}. {last}", f"{first} {last}"))
        names[f"P{number}"] = Name(f"{last} {first} {initial}".upper(), written, f"{title} {last}")
    return names


def _facts(random: Random, funds: Sequence[str]) -> list[Fact]:
    adviser = random.choice(("investment manager", "investment adviser"))
    people = random.sample(("P0", "P1", "P2"), random.randint(1, 3))
    managers = random.choice((("managing member", "managing members"), ("manager", "managers")))
    facts = [
        Fact(tuple(funds), ("GP",), "general partner", ""),
        Fact(tuple(funds[: random.randint(1, len(funds))]), ("MGR",), adviser, ""),
        Fact(("MGR",), ("MGRGP",), "general partner", ""),
        Fact(("MGRGP",), tuple(people[: random.randint(1, 3)]), "sole manager", "managers"),
    ]
    if random.random() < 0.5:
        return [*facts, Fact(("GP",), tuple(people), *managers)]
    owner = random.choice(("sole shareholder", "controlling stockholder"))
    return [
        *facts,
        Fact(("GP",), ("HOLD",), random.choice(("sole member", "managing member")), ""),
        Fact(("HOLD",), tuple(people[:1]), owner, ""),
    ]


@dataclass(slots=True)
class _Teller:
    random: Random
    complex: Complex
    seen: set[str] = field(default_factory=set)

    def sentences(self) -> list[str]:
        told = []
        pending = list(self.complex.facts)
        if self.random.random() < 0.4:
            self.random.shuffle(pending)
        if self.random.random() < 0.6:
            told.append(f"The reported shares are held by {self.listed(self._funds())}.")
        while pending:
            told.append(self._next(pending))
            if self.random.random() < 0.35:
                told.append(f"{self._aside()}.")
            if self.random.random() < 0.25:
                told.append(self.random.choice(DISCLAIMERS))
        return told

    def name(self, key: str) -> str:
        """Return the name with its term defined when it is first told, then mostly the term."""
        name = self.complex.names[key]
        if key in self.seen:
            return name.term if self.random.random() < 0.8 else name.written
        self.seen.add(key)
        quoted = f'"{name.term.removeprefix("the ")}"'
        article = "the " if name.term.startswith("the ") else ""
        if key.startswith("P"):
            return name.written + (f" ({quoted})" if self.random.random() < 0.5 else "")
        described = ", a Delaware limited partnership" if "L.P." in name.written else ""
        described = described if self.random.random() < 0.3 else ""
        return f"{name.written}{described} ({article}{quoted})"

    def listed(self, keys: Sequence[str]) -> str:
        *names, last = [self.name(key) for key in keys]
        if not names:
            return last
        return f"{', '.join(names)}{self.random.choice((' and ', ', and '))}{last}"

    def _funds(self) -> tuple[str, ...]:
        return self.complex.facts[0].vehicles

    def _next(self, pending: list[Fact]) -> str:
        if len(pending) >= 3 and self.random.random() < 0.15:
            part, pending[:3] = pending[:3], []
            return self._enumeration(part)
        fact = pending.pop(0)
        if pending and self.random.random() < 0.3:
            first, second = self._fact(fact), self._fact(pending.pop(0))
            return f"{first}{self.random.choice((', and ', '; ', ' and '))}{_small(second)}."
        return f"{self._fact(fact)}."

    def _enumeration(self, facts: Sequence[Fact]) -> str:
        """Return ``X, the manager of V, and Y, the general partner of W, may be deemed …``."""
        link = self.random.choice(("the", "as the"))
        items = [
            f"{self.listed(f.controllers)}, {link} {f.capacity} of {self.listed(f.vehicles)}"
            for f in facts
        ]
        return f"{', '.join(items[:-1])}, and {items[-1]}, may be deemed to own the shares."

    def _fact(self, fact: Fact) -> str:
        who = partial(self.listed, fact.controllers)
        what = partial(self.listed, fact.vehicles)
        role, several = fact.capacity, len(fact.controllers) > 1
        be, serve = ("are", "serve") if several else ("is", "serves")
        holds = "hold" if len(fact.vehicles) > 1 else "holds"
        forms: tuple[Callable[[], str], ...] = (
            lambda: f"{who()} {be} the {role} of {what()}",
            lambda: f"{who()} {serve} as the {role} of {what()}",
            lambda: f"{who()} {be} the {role} of each of {what()}",
            lambda: f"The {role} of {what()} {be} {who()}",
            lambda: f"{who()}, as the {role} of {what()}, may be deemed to own the shares",
            lambda: f"As the {role} of {what()}, {who()} may be deemed to own the shares",
            lambda: f"By virtue of being the {role} of {what()}, {who()} may be deemed to own them",
            lambda: f"{what()}, of which {who()} {be} the {role}, {holds} the reported shares",
            lambda: f"{who()}, the {role} of {what()}, may be deemed to own the shares",
        )
        return self.random.choice(forms)()

    def _aside(self) -> str:
        """Return a sentence that tells no control."""
        person = self.random.choice(("P0", "P1", "P2"))
        vehicle = self.random.choice([key for key in self.complex.names if key[0] != "P"])
        fund = self._funds()[0]
        forms: tuple[Callable[[], str], ...] = (
            lambda: f"{self.name(person)} is a limited partner of {self.name(fund)}",
            lambda: (
                f"{self.name(person)} is a director of the Issuer and a member of "
                f"{self.name(vehicle)}"
            ),
            lambda: (
                f"{self.name(person)} disclaims beneficial ownership of the shares held by "
                f"{self.listed(self._funds())}"
            ),
            lambda: "Quill Partners LLC is the general partner of Other Quill Fund, L.P",
            lambda: f"{self.name(person)} and {self.name(vehicle)} may be deemed to be a group",
            lambda: (
                f"{self.name(person)} is an employee of {self.name(vehicle)} and has no voting "
                f"or dispositive power over the shares held by {self.name(fund)}"
            ),
            lambda: (
                f"Shares were distributed by {self.name(fund)} to its partners, including "
                f"{self.name(person)}, for no consideration"
            ),
        )
        return self.random.choice(forms)()


_CONTROLLING = {"member", "manager", "stockholder", "shareholder"}


class _Reasoner(_Teller):
    """Tells why somebody may be deemed an owner, and much that is beside the point."""

    def _his(self, keys: Sequence[str]) -> str:
        if len(keys) > 1:
            return "their"
        is_man = self.complex.names[keys[0]].term.startswith("Mr")
        return ("his" if is_man else "her") if keys[0].startswith("P") else "its"

    def _fact(self, fact: Fact) -> str:
        who = partial(self.listed, fact.controllers)
        what = partial(self.listed, fact.vehicles)
        fund = partial(self.name, self._funds()[0])
        role, his, several = fact.capacity, self._his(fact.controllers), len(fact.controllers) > 1
        be, has, s = ("are", "have", "") if several else ("is", "has", "s")
        why = self.random.choice(("by virtue of", "as a result of", "due to", "by reason of"))
        because = f"{why} {his} {self.random.choice(('position', 'role', 'status'))} as"
        forms: list[Callable[[], str]] = [
            partial(super()._fact, fact),
            lambda: (
                f"{who()} may be deemed to own the shares held by {fund()} {because} the {role} "
                f"of {what()}"
            ),
            lambda: f"{who()}, {because} the {role} of {what()}, may be deemed to own the shares",
            lambda: f"{because.capitalize()} the {role} of {what()}, {who()} may share power",
            lambda: f"{who()}, in {his} capacity as the {role} of {what()}, {has} power over them",
            lambda: f"{who()}, as the {role} of {what()}, may own the shares held by {fund()}",
            lambda: f"{what()}, whose {role} {be} {who()}, sold the shares",
            lambda: f"{what()}, the {role} of which {be} {who()}, sold the shares",
        ]
        if len(fact.vehicles) == 1 and not fact.controllers[0].startswith("P"):
            forms.append(lambda: f"{what()}, acting through its {role}, {who()}, sold the shares")
        if not _CONTROLLING.isdisjoint(role.rstrip("s").split()):
            forms += [
                lambda: f"{what()} is controlled by {who()}",
                lambda: f"{who()} own{s} and control{s} {what()}",
                lambda: f"The shares are held by {what()}, an entity controlled by {who()}",
                lambda: f"{what()}, over which {who()} {has} voting and dispositive power, sold",
                lambda: f"Voting and investment decisions of {what()} are made by {who()}",
                lambda: f"{who()} may be deemed to own them by virtue of {his} control of {what()}",
            ]
        return self.random.choice(forms)()

    def _aside(self) -> str:
        one, other = self.random.sample(("P0", "P1", "P2"), 2)
        entities = [key for key in self.complex.names if not key.startswith("P")]
        left, right = self.random.sample(entities, 2)
        his = self._his((one,))
        p, q = partial(self.name, one), partial(self.name, other)
        v, w = partial(self.name, left), partial(self.name, right)
        forms: tuple[Callable[[], str], ...] = (
            super()._aside,
            lambda: f"{p()} may own shares by virtue of {his} position as a client of {v()}",
            lambda: f"{p()} sits on the board of {v()}, which holds an interest in {w()}",
            lambda: f"{v()} holds a limited partner interest in {w()}, of which it is no manager",
            lambda: f"{p()} and {q()} are parties to a voting agreement with {v()}",
            lambda: f"{v()} and {w()} are under common control",
            lambda: f"{p()}, through {v()}, sold shares to {w()}",
            lambda: f"{v()}, in which {p()} holds an interest, is a client of {w()}",
            lambda: f"Neither {p()} nor {q()} has voting power over the shares held by {v()}",
            lambda: f"{v()} is the administrator of {w()} and reports to {p()}",
            lambda: f"{p()} is the portfolio manager of {v()} and an officer of {w()}",
        )
        return self.random.choice(forms)()


def _small(sentence: str) -> str:
    is_function_word = sentence.startswith(("The ", "As ", "By ", "Due ", "Voting "))
    return sentence[0].lower() + sentence[1:] if is_function_word else sentence


def _notes(random: Random, sentences: Sequence[str]) -> tuple[str, ...]:
    """Return the text in one to four footnotes, parted anywhere."""
    words = " ".join(sentences).split(" ")
    cuts = sorted(random.sample(range(1, len(words)), random.randint(0, 3)))
    bounds = [0, *cuts, len(words)]
    return tuple(" ".join(words[low:high]) for low, high in itertools.pairwise(bounds))
