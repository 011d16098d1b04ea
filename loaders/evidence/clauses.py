"""Who controls whom, read from the form of one masked sentence.

Inner clauses are read and removed first (``V, of which X is the manager``), so that what is left
has its subject beside its verb. Where the form does not tell, nothing is found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.evidence.grading import Rule
from loaders.evidence.grammar_inner import APPOSITION, INNER
from loaders.evidence.grammar_main import FRONTED, IN_FRONT, OUTER
from loaders.evidence.masking import Masked, P, V, marks_in
from loaders.evidence.reading import Span
from loaders.evidence.roles import ROLE, Grade, grade_role
from loaders.evidence.wording import (
    ACTED,
    ADVERBS,
    APPOSED,
    MORE_APPOSED,
    MORE_ROLES,
    NEXT_ITEM,
    READ,
    WHY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One statement as written; mentions are single characters of the masked text.

    Attributes:
        whole, anchor: stretches of the original: the statement, and the words that carry it.
        wording: the masked words of the statement.
        before, after: the masked rest of the sentence around it.
    """

    controllers: str
    vehicles: str
    grade: Grade
    whole: Span
    anchor: Span
    wording: str
    before: str
    after: str

    @property
    def lead(self) -> str:
        """The words before the clause up to the name before it, if they are about nobody else."""
        *_, words = re.split(P, self.before)
        named = marks_in(self.before)
        return words if not named or named[-1] in self.controllers else ""

    @property
    def tail(self) -> str:
        """The words behind the clause, as far as they are about its vehicle."""
        mark = re.search(P, self.after)
        if mark is None:
            return self.after
        words = self.after[: mark.start()]
        if mark.group() in self.vehicles:
            return words
        # A new name as subject begins words of its own.
        return "" if _OBJECT.search(words) else _NEW_SUBJECT.split(words)[0]


_ENTITIES = "".join(map(chr, range(ord(V[1]), ord(V[3]) + 1)))
_OBJECT = re.compile(r"\b(?:by|of|over|in|to)(?: each of)?(?: the)? $")
_NEW_SUBJECT = re.compile(r",? (?:and|but|while|whereas)\b(?! (?:has|have|do|does|no)\b)")


def clauses(sentence: Masked) -> Iterator[Clause]:
    """Yield the statements of one sentence, inner clauses first."""
    small = sentence.text.lower()
    has_role = _A_ROLE.search(small) is not None
    inner, outer = (
        tuple(rule for rule in rules if rule.may_match(small, has_role=has_role))
        for rules in (INNER, OUTER)
    )
    while (found := _last_inner(sentence, inner) or _first_outer(sentence, outer)) is not None:
        rule, match = found
        further = _MORE_APPOSED if rule in INNER else _MORE
        end = match.end("cut")
        more = further.match(sentence.text, match.end("o") if rule in FRONTED else end)
        said = _Said(sentence, rule, match)
        parts = [] if said.is_item_of_a_list() else [match]
        while more is not None:
            if said.goes_on(more):
                parts.append(more)
            elif not said.is_ambiguous(more):
                break
            end, more = max(end, more.end()), further.match(sentence.text, more.end())
        yield from said.clauses(parts)
        sentence = _without(sentence, rule, match, end)


def _without(sentence: Masked, rule: Rule, match: re.Match[str], end: int) -> Masked:
    """Return the sentence without what has been read, and with a mark behind whom it was about."""
    start = match.start("cut")
    if rule in OUTER and rule not in IN_FRONT and match.start("s") >= match.end("cut"):
        # The subject stands behind its predicate, and a new one may follow it.
        sentence = sentence.replace(match.end("s"), match.end("s"), READ)
    mark = APPOSED if rule in INNER else READ
    is_behind_name = bool(re.match(rf"{P}|{APPOSED}", sentence.text[start - 1 : start]))
    if rule in IN_FRONT:
        return sentence.replace(start, end, READ)
    is_marked = sentence.text[end : end + 1] == mark or sentence.text[start - 1 : start] == mark
    return sentence.replace(start, end, mark if is_behind_name and not is_marked else "")


_A_ROLE = re.compile(ROLE)
_MORE = re.compile(MORE_ROLES, re.IGNORECASE)
_MORE_APPOSED = re.compile(MORE_APPOSED, re.IGNORECASE)
_Found = tuple[Rule, re.Match[str]]


def _last_inner(sentence: Masked, rules: tuple[Rule, ...]) -> _Found | None:
    found = [(rule, match) for rule in rules if (match := _last(rule, sentence.text))]
    return max(found, key=lambda pair: pair[1].start("cut"), default=None)


def _last(rule: Rule, text: str) -> re.Match[str] | None:
    last, position = None, 0
    while (match := rule.pattern.search(text, position)) is not None:
        if not rule.explains or _explains(match):
            last = match
        position = max(match.start("cut"), match.start() + 1)
    return last


def _first_outer(sentence: Masked, rules: tuple[Rule, ...]) -> _Found | None:
    for rule in rules:
        position = 0
        while (match := rule.pattern.search(sentence.text, position)) is not None:
            if _may_be_read(rule, match):
                return rule, match
            position = match.start() + 1
    return None


def _explains(match: re.Match[str]) -> bool:
    """Return whether it is about the name before it: that it fits, and is no mere holder.

    In ``X may be deemed to own shares held by V by virtue of his control of W`` the last words
    are about X.
    """
    named = marks_in(match["s"])
    if not _fitting(named, match):
        return False
    says_why = _WHY.match(match["cut"])
    if len(named) > 1 and (not says_why or _NEW_CLAUSE.search(match.string, 0, match.end("s") - 1)):
        return True
    before = match.string[: match.start("s")]
    if _NEW_CLAUSE.search(before):
        return True
    subjects = [found.start() for found in _ACTS.finditer(before)]
    passives = [found.start() for found in _IS_HELD.finditer(before)]
    is_last = max(passives, default=-1) > max(subjects, default=-1)
    return not subjects or bool(is_last and _BEHIND_PREPOSITION.search(before))


def _fitting(marks: Sequence[str], match: re.Match[str]) -> str:
    """Return those of whom the possessive can be said: ``his`` of persons, ``its`` of entities."""
    his = (match.groupdict().get("his") or "").lower()
    if his in {"his", "her"}:
        return "".join(mark for mark in marks if mark not in _ENTITIES)
    return "".join(mark for mark in marks if his != "its" or mark in _ENTITIES)


_WHY = re.compile(f",? {WHY}", re.IGNORECASE)
_NEW_CLAUSE = re.compile(
    r"(?:^|[,;:|] |[,a-z] (?:and|but|or) |\b(?:that|because|while|whereas|since) )"
    r"(?:each of )?(?:the )?$",
    re.IGNORECASE,
)
_ACTS = re.compile(
    rf"{P}[~^]*,?{ADVERBS} (?:may|could|might|can|has|have|shares?|exercises?|possess(?:es)?|is|"
    r"are|disclaims?)\b"
)
_IS_HELD = re.compile(
    r"\b(?:be|been|is|are) (?:(?:deemed|to|be|directly|indirectly|beneficially|also|and|or) )*"
    r"(?!deemed)(?:held|made|\w+ed)\b"
)
_BEHIND_PREPOSITION = re.compile(
    r"\b(?:of|by|for|to|with|in|through|from|over|than|between|among|under|at|on|via|upon|"
    r"against|about)(?: each of| both)?"
    r"(?: the)? $",
    re.IGNORECASE,
)
_IN_LIST = re.compile(rf"{P}~?(?:,|,? (?:and|or)) (?:the )?$")
_EACH_OF_WHOM = re.compile(r",? each of (?:whom|which)\b", re.IGNORECASE)
_LIST_GOES_ON = re.compile(rf"{P}\^, (?:the )?$")
# "The manager of V is X, and Y and Z are …": X ends the first clause.
_IS_COMPLEMENT = re.compile(r"\b(?:is|was|are|were) (?:the )?$", re.IGNORECASE)
_AFTER_COMPLEMENT = re.compile(rf"\b(?:is|was) (?:the )?{P}~?,? and (?:the )?$", re.IGNORECASE)
_SUPPOSED = re.compile(r"\b(?:admission|whether|unless|assuming|if|would|deny|denies)\b[^,;]*$")
_UNDER = re.compile(r"(?:Pursuant to|Under|In accordance with|According to)\b[^,;]*$")
_HAS_VERB = re.compile(r"\b(?:is|are|serves?|acts?|as|being|has|have)\b", re.IGNORECASE)
_SINGULAR = re.compile(r"(?:is|was|has|does|remains|\w+[^s]s)\b", re.IGNORECASE)


def _may_be_read(rule: Rule, match: re.Match[str]) -> bool:
    """Return whether the subject is one: nothing before it makes it an object or a supposition."""
    subject = "o" if match.start("o") < match.start("s") else "s"
    before = match.string[: match.start(subject)]
    if _SUPPOSED.search(before):
        return False
    return not rule.main or _may_be_subject(match, subject, before)


def _may_be_subject(match: re.Match[str], subject: str, before: str) -> bool:
    marks = marks_in(match[subject])
    if _IS_COMPLEMENT.search(before) and len(marks) > 1:
        return False
    if _IN_LIST.search(before) and not _AFTER_COMPLEMENT.search(before):
        return False
    if not _BEHIND_PREPOSITION.search(before):
        return True
    if re.match(r",? (?:and|but) ", match["cut"]):
        return False
    # "Under an agreement with A, B has …", "X is the manager of A and B is …": the last name
    # begins a new clause.
    verb = match.groupdict().get("be") or "is"
    single = bool(_SINGULAR.match(verb)) and subject == "s"
    return len(marks) > 1 and single and bool(_HAS_VERB.search(before) or _UNDER.match(before))


@dataclass(frozen=True, slots=True)
class _Said:
    """One match of one rule in one sentence."""

    sentence: Masked
    rule: Rule
    match: re.Match[str]

    def clauses(self, parts: list[re.Match[str]]) -> Iterator[Clause]:
        """Yield what the parts say: the match itself, and further roles of the same subject."""
        controllers = self._controllers()
        several = self._several(controllers)
        is_respective = bool(parts) and self._is_respective(parts[-1])
        if is_respective and len(parts) == len(controllers) > 1:
            for part, mark in zip(parts, controllers, strict=True):
                yield from self._clause(part, mark, self._vehicles(part), self._grade(part))
        elif is_respective and len(parts) == 1:
            yield from self._pairs(parts[0], controllers)
        elif not is_respective:
            for part in parts:
                grade = self._grade(part, several=several)
                yield from self._clause(part, controllers, self._vehicles(part), grade)

    def _grade(self, part: re.Match[str], *, several: bool = False) -> Grade | None:
        if part is self.match:
            return self.rule.grade(part, several)
        return grade_role(part["role"], several=several)

    def _is_respective(self, part: re.Match[str]) -> bool:
        said = self.match.string[self.match.start() : part.end() + len(", respectively")]
        return "respectively" in said

    def _pairs(self, part: re.Match[str], controllers: str) -> Iterator[Clause]:
        """Yield ``A and B are the manager and the member, respectively, of V``, one by one."""
        vehicles = self._vehicles(part)
        role = part.groupdict().get("role") or ""
        roles = re.split(r",? and |, ", role)
        if len(controllers) == len(roles) > 1:
            for mark, own in zip(controllers, roles, strict=True):
                yield from self._clause(part, mark, vehicles, grade_role(own))
        elif len(controllers) == len(vehicles) > 1:
            grade = grade_role(role.removesuffix("s")) if role else self._grade(part)
            for mark, vehicle in zip(controllers, vehicles, strict=True):
                yield from self._clause(part, mark, vehicle, grade)

    def _clause(
        self, part: re.Match[str], controllers: str, vehicles: str, grade: Grade | None
    ) -> Iterator[Clause]:
        if grade is None or not controllers or not vehicles:
            return
        start, end = self.match.start(), part.end()
        yield Clause(
            controllers=controllers,
            vehicles=vehicles,
            grade=grade,
            whole=self.sentence.source(start, end),
            anchor=self.sentence.source(*self._anchor(part)),
            wording=self.match.string[start:end],
            before=self.match.string[:start],
            after=self.match.string[end:],
        )

    def _anchor(self, part: re.Match[str]) -> Span:
        groups = part.groupdict()
        carrier = next((name for name in ("role", "power", "cut") if groups.get(name)), 0)
        return part.span(carrier)

    def _controllers(self) -> str:
        """Return who is said to control: a singular verb or noun means the nearest name alone."""
        stated = self.match["s"]
        marks = _fitting(self._subjects(stated), self.match)
        groups = self.match.groupdict()
        verb, role = groups.get("be"), groups.get("role")
        before = self.match.string[: self.match.start("s")]
        are_meant = re.match(r"(?:each|both|all)\b", stated, re.IGNORECASE)
        if len(marks) < 2 or (are_meant and not _BEHIND_PREPOSITION.search(before)):
            return marks
        if verb is not None and not _EACH_OF_WHOM.match(groups["cut"]):
            return marks[-1] if _SINGULAR.match(verb) else marks
        if self.rule.main and self._precedes("s", "o") and _BEHIND_PREPOSITION.search(before):
            return marks[-1]  # the names before it end the words before
        if role is not None and self._precedes("s", "role"):
            return marks if _is_plural(role) else marks[-1]
        return marks

    def _subjects(self, stated: str) -> str:
        """Return the marks of the list, without entities that end the words before it.

        In ``… of V, and X and Y, the managers of W`` the list begins with X.
        """
        marks = "".join(marks_in(stated))
        persons = marks.lstrip(_ENTITIES)
        before = self.match.string[: self.match.start("s")]
        ends_words = any(
            words.search(before)
            for words in (_BEHIND_PREPOSITION, _IS_COMPLEMENT, _GOVERNS, _IN_LIST, _LIST_GOES_ON)
        )
        return persons if persons and ends_words else marks

    def _vehicles(self, part: re.Match[str]) -> str:
        """Return the vehicles: of a list before a relative clause the last, if it has the verb.

        ``… of V, and W, whose manager is X, holds …`` says nothing about V.
        """
        marks = "".join(marks_in(part["o"]))
        if part is not self.match or self.rule not in INNER or part.end("o") > part.start("cut"):
            return marks
        before = part.string[: part.start("o")]
        ends_words = any(
            words.search(before) for words in (_BEHIND_PREPOSITION, _IS_COMPLEMENT, _GOVERNS)
        )
        if not ends_words and re.match(r"(?:each|both|all)\b", part["o"], re.IGNORECASE):
            return marks
        if len(marks) > 1 and ends_words and _VERB_OF_SEVERAL.match(part.string, part.end("cut")):
            return ""  # the first of them may end the words before
        return marks[-1] if _ONE_VERB.match(part.string, part.end("cut")) else marks

    def _precedes(self, left: str, right: str) -> bool:
        return self.match.start(left) < self.match.start(right)

    def _several(self, controllers: str) -> bool:
        number = sum(max(1, len(self.sentence.party(mark))) for mark in controllers)
        if _WITH_OTHERS.match(self.match.string, self.match.end("s")):
            return True
        verb = self.match.groupdict().get("be")
        is_plural = verb is not None and self._precedes("s", "be") and _is_plural_verb(verb)
        return number > 1 or is_plural

    def is_item_of_a_list(self) -> bool:
        """Return whether this apposition may as well be one of three roles of the subject."""
        role = self.match.groupdict().get("role")
        if self.rule is not APPOSITION or role is None or _OF_ENTITIES.search(role):
            return False
        before = self.match.string[: self.match.start("cut")]
        after = _MORE.match(self.match.string, self.match.end("cut"))
        return bool(after and after.group().startswith(", and") and _PREDICATE.search(before))

    def goes_on(self, more: re.Match[str]) -> bool:
        """Return whether a further role belongs to the same subject."""
        if self.rule not in INNER:
            return self.match.groupdict().get("be") is not None or self.rule in FRONTED
        if more.group().startswith(NEXT_ITEM) or self._is_about_vehicle():
            return False
        before = self.match.string[: self.match.start("cut")]
        is_attached = more.group().startswith(" and") or not _MAIN_VERB.search(before)
        return is_attached and not self.is_ambiguous(more)

    def _is_about_vehicle(self) -> bool:
        """Return whether the vehicle is the subject: ``V, which is controlled by X, is …``."""
        return self._precedes("o", "s") and self.match.groupdict().get("be") is None

    def is_ambiguous(self, more: re.Match[str]) -> bool:
        """Return whether a further role may be said of this subject or of the main one.

        After a relative clause and a comma only what entities never are belongs to the main one.
        """
        if not self._follows_a_predicate() or more.group().startswith(NEXT_ITEM):
            return False
        is_joined = more.group().startswith(" and")
        if self.rule is APPOSITION:
            return is_joined
        is_relative = _RELATIVE.match(self.match["cut"]) is not None
        return is_relative and not is_joined and _PERSONAL.search(more["role"]) is None

    def _follows_a_predicate(self) -> bool:
        return bool(_PREDICATE.search(self.match.string[: self.match.start("cut")]))


_WITH_OTHERS = re.compile(
    r"(?:,? and|, together with) (?:(?:his|her|their|the other|an?|two|three|four|five|six|several|"
    r"certain|other|another|one|additional) ){1,3}(?:\w+ ){0,2}?(?:persons?|individuals?|"
    r"managers?|managing members?|members?|partners?|people|trustees?|shareholders?|"
    r"stockholders?|directors?|owners?|others|investors?|parties)\b(?! (?:of|for|to)\b)|"
    r",? and (?:certain )?(?:other )?(?:members of|trusts? (?:for|of)) "
)
_VERB_OF_SEVERAL = re.compile(
    rf"\^?,? (?:are|were|have|hold|own|serve|act|disclaim|make|may|{ACTED})\b"
)
_GOVERNS = re.compile(r"\b(?:controls?|owns?|manages?)(?: the)? $")
_ONE_VERB = re.compile(
    r"\^?,? (?:is|was|has|holds|owns|serves|acts|disclaims|exercises|controls|makes)\b"
)
_MAIN_VERB = re.compile(rf"{P}~?\^? (?:is|are|serves?|acts?)\b")
_RELATIVE = re.compile(r",? (?:each of )?(?:which|that)\b")
_PERSONAL = re.compile(
    r"director|trustee|execut|officer|president|chair|administrat", re.IGNORECASE
)
_OF_ENTITIES = re.compile(r"general partner|investment (?:manager|advis)", re.IGNORECASE)
_PREDICATE = re.compile(rf"\b(?:is|are|as)\b[^,;]* (?:of|for|to) (?:the )?{P}~?(?:,? and {P}~?)*$")


def _is_plural(role: str) -> bool:
    return bool(re.match(r"each\b", role, re.IGNORECASE) or re.search(r"[^s]s$", role))


def _is_plural_verb(verb: str) -> bool:
    return bool(
        re.match(
            r"(?:are|were|have|do|serve|act|hold|share|exercise|retain|make|manage|"
            r"control|possess|maintain|continue|remain|sit)(?! ?s)\b",
            verb,
            re.IGNORECASE,
        )
    )
