"""Family F1: footnotes and remarks that say who controls a co-filing vehicle."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling
from graph_api.domain.kinds import classify
from graph_api.domain.links import Evidence, EvidenceFamily, LinkRole
from graph_api.domain.names import mentions, parse_person_name
from loaders.evidence.actors import Actor, Cast, Party, cast_of
from loaders.evidence.clauses import Clause, clauses
from loaders.evidence.dating import ALWAYS, Validity, day_of_death, validity_of
from loaders.evidence.masking import Masked, marks_in, mask, sentences
from loaders.evidence.pronouns import with_subject
from loaders.evidence.prose import (
    holders_in,
    plain,
    with_holder,
    with_kind,
    with_vehicle,
)
from loaders.evidence.reading import OneText, Span, notes_of
from loaders.evidence.roles import GRANTED, POWERLESS, Grade
from loaders.evidence.signs import evidence
from loaders.evidence.terms import mentions_with_terms, revocable_trusts
from loaders.evidence.vetoes import VETO, denied_to_persons, is_vetoed, powerless

MOST_NAMES = 80
"""A sentence with more names is no prose and is passed over: reading it takes time without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One controller of one vehicle as the text states it; either may be no reporting owner."""

    vehicle: Actor
    controller: Actor
    grade: Grade
    vetoed: bool
    validity: Validity
    whole: Span
    anchor: Span


def find(filing: OwnershipFiling, guests: tuple[OwnerAsFiled, ...] = ()) -> Iterator[Evidence]:
    """Yield what footnotes and remarks say about control of the filing's vehicles.

    Args:
        filing: the filing whose notes are read.
        guests: owners who do not file here; with guests only pairs with a guest are told.

    Source:
        ``footnotes/footnote`` and ``remarks``, read as one text in order; table C2, F1.
    """
    cast = cast_of(filing.document.owners, guests)
    if not cast.may_be_linked:
        return
    notes = notes_of(filing.document)
    if not notes.fields:
        return
    stated = tuple(statements(notes, cast))
    for statement in (*stated, *_through_others(stated)):
        if cast.tells(statement.vehicle, statement.controller):
            yield from evidence(
                filing,
                EvidenceFamily.TEXT,
                vehicle=statement.vehicle,
                controller=statement.controller,
                grade=statement.grade,
                place=notes.place(statement.anchor, statement.whole),
                vetoed=statement.vetoed,
                valid=(statement.validity.first, statement.validity.last),
            )


def statements(notes: OneText, cast: Cast) -> Iterator[Statement]:
    """Yield every statement of control, those about entities that do not file included."""
    masked = mask(notes.text, mentions_with_terms(notes.text, cast))
    revocable = revocable_trusts(masked)
    for note in _readable(plain(masked), notes.breaks):
        told: set[tuple[Actor, Actor]] = set()
        for statement in _told(note):
            told.add((statement.vehicle, statement.controller))
            yield _from_death(_as_grantor(statement, revocable), notes)
        for denial in _denials(note):
            if (denial.vehicle, denial.controller) not in told:
                yield denial


def _readable(text: Masked, breaks: tuple[int, ...]) -> Iterator[list[Masked]]:
    """Yield the sentences of each note, in which pronouns and ``such shares`` are replaced."""
    previous: Masked | None = None
    held = ""
    note: list[Masked] = []
    for sentence in sentences(text):
        if previous is not None and _is_between(previous, sentence, breaks):
            yield note
            previous, held, note = None, "", []
        named = with_holder(with_kind(with_subject(sentence, previous), previous))
        held = holders_in(named) or held
        if len(marks_in(named.text)) <= MOST_NAMES:
            note.append(with_vehicle(named, held, previous))
        previous = named
    yield note


def _is_between(left: Masked, right: Masked, breaks: tuple[int, ...]) -> bool:
    """Return whether one field ends and the next begins between two sentences."""
    if not left.text or not right.text:
        return False
    return any(left.ends[-1] <= at <= right.starts[0] for at in breaks)


def _told(note: list[Masked]) -> Iterator[Statement]:
    denied = denied_to_persons(note)
    for sentence in note:
        if len(marks_in(sentence.text)) > 1:
            for clause in clauses(sentence):
                yield from _expand(clause, sentence, denied)


def _denials(note: list[Masked]) -> Iterator[Statement]:
    """Yield that persons who are said to have no power over shares control none of the entities."""
    for subject, entities in powerless(note):
        span = subject.starts[0], subject.ends[-1]
        persons = {actor for mark in marks_in(subject.text) for actor in subject.party(mark)}
        for vehicle in sorted(entities, key=lambda actor: actor.key):
            for person in sorted(persons, key=lambda actor: actor.key):
                yield Statement(
                    vehicle=vehicle,
                    controller=person,
                    grade=replace(POWERLESS, p=POWERLESS.p * VETO),
                    vetoed=True,
                    validity=ALWAYS,
                    whole=span,
                    anchor=span,
                )


def _expand(clause: Clause, sentence: Masked, denied: frozenset[Actor]) -> Iterator[Statement]:
    controllers = [actor for mark in clause.controllers for actor in sentence.party(mark)]
    vehicles = [actor for mark in clause.vehicles for actor in sentence.party(mark)]
    validity = validity_of(clause)
    is_against = is_vetoed(clause, is_dated=validity.last is not None)
    for vehicle in vehicles:
        # A group that contains the vehicle does not say which of its members control it.
        if vehicle in controllers:
            continue
        # The administrator of a fund keeps its books.
        if clause.grade.role is LinkRole.EXECUTOR and not _is_estate(vehicle):
            continue
        for controller in controllers:
            grade = clause.grade if controller.is_person else clause.grade.of_entity()
            vetoed = is_against or (controller.is_person and vehicle in denied)
            yield Statement(
                vehicle=vehicle,
                controller=controller,
                grade=replace(grade, p=grade.p * VETO) if vetoed else grade,
                vetoed=vetoed,
                validity=ALWAYS if vetoed else validity,
                whole=clause.whole,
                anchor=clause.anchor,
            )


def _is_estate(vehicle: Actor) -> bool:
    return OwnerKind.ESTATE in {vehicle.kind, classify(vehicle.name).kind}


def _as_grantor(statement: Statement, revocable: Party) -> Statement:
    """Return the trustee of a revocable trust that bears the trustee's name as its grantor."""
    if statement.grade.role is not LinkRole.TRUSTEE or statement.vetoed:
        return statement
    if not _is_own_revocable_trust(statement, revocable):
        return statement
    grade = replace(
        statement.grade, role=LinkRole.GRANTOR, p=GRANTED, pattern="trustee of own revocable trust"
    )
    return replace(statement, grade=grade)


def _from_death(statement: Statement, notes: OneText) -> Statement:
    """Return the statement, an executor's beginning with the death that the notes date."""
    if statement.grade.role is not LinkRole.EXECUTOR or statement.validity.first:
        return statement
    death = day_of_death(notes.text)
    return replace(statement, validity=replace(statement.validity, first=death))


def _is_own_revocable_trust(statement: Statement, revocable: Party) -> bool:
    """Return whether the trust bears its trustee's name; one called revocable, the surname."""
    name, trustee = statement.vehicle.name, statement.controller
    if not trustee.is_person or re.search(r"\birrevocable\b", name, re.IGNORECASE):
        return False
    own = parse_person_name(trustee.name)
    if statement.vehicle in revocable:
        return own.surname in re.findall(r"\w+", name.upper())
    is_revocable = re.search(r"\b(?:revocable|living)\b", name, re.IGNORECASE)
    return bool(is_revocable and mentions(name, own))


def _through_others(stated: tuple[Statement, ...]) -> Iterator[Statement]:
    """Yield chains from owner to owner whose inner members are named but do not file."""
    steps: dict[str, list[Statement]] = defaultdict(list)
    for statement in stated:
        steps[statement.vehicle.key].append(statement)
    for first in stated:
        if first.vehicle.cik and not first.controller.cik:
            yield from _chains(first, steps, {first.vehicle.key})


def _chains(
    chain: Statement, steps: dict[str, list[Statement]], passed: set[str]
) -> Iterator[Statement]:
    middle = chain.controller.key
    if middle in passed:
        return
    for step in steps[middle]:
        longer = _joined(chain, step)
        if step.controller.cik:
            yield longer
        else:
            yield from _chains(longer, steps, {*passed, middle})


def _joined(chain: Statement, step: Statement) -> Statement:
    weaker = min(chain.grade, step.grade, key=lambda grade: grade.p)
    grade = Grade(
        role=LinkRole.CONTROLLER,
        p=weaker.of_entity().p,
        joint=chain.grade.joint or step.grade.joint,
        pattern="chain through an entity that does not file",
    )
    return replace(
        step,
        vehicle=chain.vehicle,
        grade=grade,
        vetoed=chain.vetoed or step.vetoed,
        validity=chain.validity.within(step.validity),
    )
