"""Family F2: signature lines in which an entity signs through whoever controls it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling
from graph_api.domain.links import Evidence, EvidenceFamily, LinkRole
from loaders.evidence.actors import Actor, Cast, Party, cast_of
from loaders.evidence.clauses import clauses
from loaders.evidence.dating import day_of_death
from loaders.evidence.masking import Masked, P, marks_in, mask
from loaders.evidence.reading import OneText, Span, notes_of, signatures_of
from loaders.evidence.roles import ROLE, SHARED, Grade, grade_role
from loaders.evidence.signs import evidence

CONTROLLING = 0.90
AS_TRUSTEE = 0.75
FOR_ALL = 0.60
UNDER_A_TITLE = 0.40


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """One entity and who signs for it; either may be no reporting owner."""

    vehicle: Actor
    signer: Actor
    capacity: Grade
    whole: Span
    anchor: Span


def find(filing: OwnershipFiling, guests: tuple[OwnerAsFiled, ...] = ()) -> Iterator[Evidence]:
    """Yield what the signature block says about control of the filing's vehicles.

    A name signed by power of attorney is no sign of anything. An executor's control begins with
    the death that the notes date.

    Args:
        filing: the filing whose signatures are read.
        guests: owners who do not file here; with guests only pairs with a guest are told.

    Source:
        ``ownerSignature/signatureName``; table C2, F2.
    """
    cast = cast_of(filing.document.owners, guests)
    if not cast.may_be_linked:
        return
    block = signatures_of(filing.document)
    told = (
        signing
        for span in _signatures(block.text)
        for signing in _with_chains(_signings(block.text, span, cast))
        if cast.tells(signing.vehicle, signing.signer)
    )
    for signing in told:
        is_executor = signing.capacity.role is LinkRole.EXECUTOR
        yield from evidence(
            filing,
            EvidenceFamily.SIGNATURE,
            vehicle=signing.vehicle,
            controller=signing.signer,
            grade=signing.capacity,
            place=OneText((block,)).place(signing.anchor, signing.whole),
            valid=(day_of_death(notes_of(filing.document).text) if is_executor else None, None),
        )


def _with_chains(signings: Iterable[Signing]) -> Iterator[Signing]:
    """Yield what is said, and what follows through entities that sign but do not file.

    ``V, By: V2, its general partner, By: /s/ X, Managing Member`` says that X controls V, whether
    or not V2 reports.
    """
    said = tuple(signings)
    yield from said
    for first in said:
        if first.signer.cik is None:
            yield from _chains(first, said, {first.vehicle.key})


def _chains(chain: Signing, said: tuple[Signing, ...], passed: set[str]) -> Iterator[Signing]:
    middle = chain.signer.key
    for step in said:
        if step.vehicle.key != middle or middle in passed:
            continue
        capacity = min(chain.capacity, step.capacity, key=lambda grade: grade.p)
        longer = Signing(
            vehicle=chain.vehicle,
            signer=step.signer,
            capacity=replace(
                step.capacity, p=capacity.p, joint=chain.capacity.joint or step.capacity.joint
            ),
            whole=(min(chain.whole[0], step.whole[0]), max(chain.whole[1], step.whole[1])),
            anchor=step.anchor,
        )
        if step.signer.cik is None:
            yield from _chains(longer, said, {*passed, middle})
        else:
            yield longer


_CONTINUES = re.compile(r"(?:by|its|name|title)\b:?", re.IGNORECASE)
_SIGNED = re.compile(r"/s/|\bby\b:? *(?!its)[^,]*,(?! its)", re.IGNORECASE)


def _signatures(block: str) -> Iterator[Span]:
    """Yield the signatures; lines that begin with ``By`` go on with the entity above them."""
    start = end = 0
    for line in block.split("\n"):
        last = end + len(line)
        goes_on = _CONTINUES.match(line.strip()) and end > start
        if not goes_on or _SIGNED.search(block, start, end):
            if end > start:
                yield start, end - 1
            start = end
        end = last + 1
    yield start, len(block)


_BY_PROXY = re.compile(
    r"attorney|\bpower of att|\bp\.?o\.?a\b|pursuant to|\bproxy\b|\bunder power\b", re.IGNORECASE
)
_FOR_ALL = re.compile(
    rf"^[^{P[1:-1]}]*(?P<signer>{P}),? .*\bon behalf of (?:himself|herself|itself|themselves)\b.*"
    r"\b(?:each|all)\b.*\breporting (?:persons?|owners?)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"/s/?|(?<![\w])s/|\bby\b:?", re.IGNORECASE)
_FOR_ONESELF = re.compile(
    r",? (?:individually|for (?:him|her)self|on (?:his|her) own behalf),? and(?: on behalf of)?",
    re.IGNORECASE,
)
_TITLE_THEN_NAME = re.compile(rf"(?<=, )({ROLE}), (?=(?:the )?{P}\W*$)", re.IGNORECASE)
_NAME_THEN_PERSON = re.compile(rf"\s*({P})\s*[,;]\s*(?=({P})\s*,)")
_ON_BEHALF = re.compile(rf",? (?:for and )?on behalf of (?=(?:the )?{P})", re.IGNORECASE)
_BLANKS_BEFORE = re.compile(r"^\s+")
_SIGNS_FOR = re.compile(rf"^({P})\s*[,\u2013-]*\s*for (?=the |{P})", re.IGNORECASE)


def _signings(block: str, span: Span, cast: Cast) -> Iterator[Signing]:
    text = block[slice(*span)]
    line = mask(text, cast.mentions(text)).moved(span[0])
    for_all = _FOR_ALL.match(line.text)
    if for_all is not None and not _BY_PROXY.search(text):
        yield from _for_all(line, for_all, cast)
        return
    marks = marks_in(line.text)
    if not marks:
        return
    first = line.party(marks[0])
    if first and first[0].is_person and not _SIGNS_FOR.match(_PART.sub("", line.text).strip()):
        is_proxy = _BY_PROXY.search(text) is not None
        yield from (s for s in _in_capacity(line) if not (is_proxy and s.signer.is_person))
    else:
        yield from _through_others(line)


def _for_all(line: Masked, match: re.Match[str], cast: Cast) -> Iterator[Signing]:
    capacity = Grade(
        role=LinkRole.CONTROLLER,
        p=FOR_ALL,
        joint=False,
        pattern="on behalf of all reporting persons",
    )
    whole = line.source(match.start("signer"), match.end())
    for signer in line.party(match["signer"]):
        for vehicle in cast.filing_vehicles if signer.is_person else ():
            yield Signing(
                vehicle=vehicle, signer=signer, capacity=capacity, whole=whole, anchor=whole
            )


def _in_capacity(line: Masked) -> Iterator[Signing]:
    """Yield ``/s/ X, Manager of V2, the general partner of V``."""
    sentence = line.sub(_PART, "").sub(_FOR_ONESELF, ",").sub(_ON_BEHALF, " of ")
    sentence = sentence.sub(_BLANKS_BEFORE, "")
    sentence = sentence.sub(_TITLE_THEN_NAME, lambda match: f"{match[1]} of ")
    for clause in clauses(sentence):
        for vehicle in (actor for mark in clause.vehicles for actor in sentence.party(mark)):
            for signer in (actor for mark in clause.controllers for actor in sentence.party(mark)):
                yield Signing(
                    vehicle=vehicle,
                    signer=signer,
                    capacity=_capacity(clause.wording, signer),
                    whole=clause.whole,
                    anchor=clause.anchor,
                )


def _through_others(line: Masked) -> Iterator[Signing]:
    """Yield ``V, By: V2, its general partner, By: /s/ X, Managing Member``."""
    vehicle: Actor | None = None
    start = 0
    title = ""
    for part in (half for whole in _parts(line) for half in _halves(line, whole)):
        words = title + line.text[slice(*part)]
        marks = marks_in(words)
        title = words if _is_title(words) else ""
        if title or not words.strip(" ,;:"):
            continue
        who = line.party(marks[0]) if marks else ()
        if len(who) != 1 or _is_proxy(line, words, part[1], who[0]):
            return
        if vehicle is not None:
            yield Signing(
                vehicle=vehicle,
                signer=who[0],
                capacity=_capacity(_without_others(line, words, (who[0], vehicle)), who[0]),
                whole=line.source(start, part[1]),
                anchor=line.source(*part),
            )
        if who[0].is_person:
            return
        vehicle, start = who[0], part[0]


def _is_proxy(line: Masked, words: str, behind: int, signer: Actor) -> bool:
    """Return whether the signer signs for another, or another for a signer without a capacity.

    ``V, By: X, its manager, By: /s/ Nims, attorney-in-fact`` still says that X is the manager.
    """
    if not signer.is_person:
        return bool(_BY_PROXY.search(words))
    if not _BY_PROXY.search(line.text):
        return False
    names_role = grade_role(re.sub(P, "", words)) is not None
    is_signed_for = re.search(r"\bby\b:?\s*/s/", line.text[behind:], re.IGNORECASE) is not None
    return "/s/" in line.text[:behind] or not (names_role and is_signed_for)


def _parts(line: Masked) -> Iterator[Span]:
    """Yield the stretches between the words that introduce a signature, as far as they say much."""
    text = line.text
    signed_for = _SIGNS_FOR.match(text.removeprefix("/s/").strip())
    position = text.index(signed_for[1]) + 1 if signed_for else 0
    for match in _PART.finditer(text, position):
        yield position, match.start()
        position = match.end()
    yield position, len(text)


def _halves(line: Masked, part: Span) -> Iterator[Span]:
    """Yield ``V, X, Managing Member`` as the entity and the person; anything else as it is."""
    match = _NAME_THEN_PERSON.match(line.text, *part)
    if match is not None:
        entity, person = line.party(match[1]), line.party(match[2])
        if len(entity) == len(person) == 1 and person[0].is_person and not entity[0].is_person:
            yield part[0], match.end()
            yield match.end(), part[1]
            return
    yield part


def _is_title(words: str) -> bool:
    """Return whether the words give the title of whoever is named next."""
    return bool(re.fullmatch(rf"[\s,;:]*its {ROLE}[\s,;:]*", words, re.IGNORECASE))


def _without_others(line: Masked, words: str, own: Party) -> str:
    """Return the words up to the first name that is neither the signer's nor the vehicle's.

    ``Vice President of Larch Trust Co, Trustee`` is the trustee's officer.
    """
    for mark in re.finditer(P, words):
        if set(own).isdisjoint(line.party(mark.group())):
            return words[: mark.start()]
    return words


_PRESIDENT = re.compile(r"(?<!vice )(?<!vice-)\bpresident\b", re.IGNORECASE)
_OF_A_ROLE = re.compile(rf"\bof (?={ROLE})", re.IGNORECASE)
_MAY_MANAGE = (
    r"co|sole|its|the|an?|as|and|or|by|title|capacity|member|authori[sz]ed|acting|current|"
    r"managing|general|only|single|estate|special|ancillary"
)
_DEPARTMENT = (
    r"tax|legal|finance|financial|compliance|operations?|accounting|regulatory|trading|treasury|"
    r"reporting|investor relations"
)
_EMPLOYED = re.compile(
    rf"\b(?!(?:{_MAY_MANAGE})\b)[a-z]+[ -]+(?:managers?|administrators?)\b|"
    rf"\bmanagers?(?:,? of|,| -| \u2013)? (?:{_DEPARTMENT})\b|"
    r"\b(?:former|prior|retired|emeritus)\b",
    re.IGNORECASE,
)
"""Who manages a task or a department, or did once: ``Compliance Manager``, ``Manager, Tax``."""


def _capacity(title: str, signer: Actor) -> Grade:
    """Return what signing under a title is worth; of an office in an office the former counts."""
    words = _OF_A_ROLE.split(re.sub(P, "", title))[0]
    grade = None if signer.is_person and _EMPLOYED.search(words) else grade_role(words)
    if grade is not None and grade.role is LinkRole.TRUSTEE:
        return Grade(role=grade.role, p=AS_TRUSTEE, joint=grade.joint, pattern="signs as trustee")
    if grade is not None and grade.p >= SHARED:
        pattern = f"signs as {grade.pattern}"
        return Grade(role=grade.role, p=CONTROLLING, joint=grade.joint, pattern=pattern)
    is_president = bool(_PRESIDENT.search(words))
    return Grade(
        role=LinkRole.OFFICER,
        p=CONTROLLING if is_president else UNDER_A_TITLE,
        joint=False,
        pattern="signs as president" if is_president else "signs under a title",
    )
