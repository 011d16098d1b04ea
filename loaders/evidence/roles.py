"""What it is worth that somebody is called manager, trustee or member of a vehicle."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_api.domain.links import LinkRole

SOLE = 0.95
CHAIN = 0.93
GRANTED = 0.90
SHARED = 0.85
TRUSTEESHIP = 0.65
DEEMED = 0.30
MEMBERSHIP = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """What one capacity is worth (table C2, F1).

    Attributes:
        joint: held together with others.
        pattern: name of the wording.
    """

    role: LinkRole
    p: float
    joint: bool
    pattern: str

    def shared(self) -> "Grade":
        """Return the grade of the same capacity held together with others."""
        return replace(self, p=min(self.p, SHARED), joint=True)

    def of_entity(self) -> "Grade":
        """Return the grade where the controller is an entity: a step of a chain."""
        return replace(self, p=min(self.p, CHAIN))


_MANAGING = (
    r"managing general partners?|general partners?|gps?|managing members?|managing partners?|"
    r"managing (?:share|stock)holders?|control(?:ling)? persons?|member[- ]managers?|"
    r"managers?|board of managers|managing trustees?"
)
_ADVISING = (
    r"investment (?:manager|adviser|advisor)s?(?: (?:and|or) (?:adviser|advisor|manager)s?)?|"
    r"(?:management company|fund manager)"
)
_OWNING = r"members?|(?:share|stock)holders?|(?:equity )?owners?|equityholders?"
_DIRECTING = r"directors?"
_PARENT = r"parents?(?: holding)?(?: compan(?:y|ies)| corporations?| entit(?:y|ies))?"
_TRUST = r"(?:co-?)?trustees?"
_GRANTING = r"grantors?|settlors?|trustors?"
_ESTATE = r"(?:co-?)?(?:executors?|executrix|administrat(?:ors?|rix)|personal representatives?)"
_SLIGHT = (
    r"portfolio managers?|general managers?|managing directors?|limited partners?|partners?|"
    r"(?:executive )?officers?|(?:co-)?chief [a-z]+ officers?|(?:vice )?president|(?:co-)?C[EFIO]O|"
    r"(?:vice )?chair(?:man|woman|person)?(?: of the board)?|"
    r"employees?|beneficiar(?:y|ies)|designees?|secretary|treasurer|principals?|founders?|"
    r"general counsel|advisory directors?|authorized (?:signatory|person)"
)
_ADJECTIVES = (
    r"sole|only|single|current|present|acting|controlling|majority|beneficial|principal|100%|"
    r"wholly[- ]owning|independent|former|prior|successor|ultimate|indirect|direct|corporate|"
    r"non-?managing|non-?voting|non-?executive|passive|minority|voting|joint|initial|"
    r"duly (?:elected|appointed)|"
    r"registered|special|executive|economic|individual|preferred|founding|lead|senior|non-?member|"
    r"two|three|four|five|"
    r"class [a-z]|series [a-z]+"
)
_DETERMINER = r"the|an?|one of (?:the|its|his|her|their|\w+)(?: \w+)??|its|each an?|his|her|their"
_NOUN = (
    f"{_SLIGHT}|{_PARENT}|{_ADVISING}|{_MANAGING}|{_ESTATE}|{_TRUST}|{_GRANTING}|{_OWNING}|"
    f"{_DIRECTING}"
)

COMPONENT = rf"(?:(?:{_DETERMINER}) )?(?:(?:{_ADJECTIVES}),? ){{0,6}}(?:{_NOUN})(?![\w-])"
ROLE = (
    rf"(?<![\w-]){COMPONENT}"
    rf"(?:(?:,? (?:and|or|and/or|as well as) (?:also )?|/|, ){COMPONENT}){{0,6}}"
)
"""A role phrase without its preposition: ``the sole director and majority shareholder``."""

_PARTS = re.compile(
    rf"(?:(?P<det>{_DETERMINER}) )?(?P<adj>(?:(?:{_ADJECTIVES}),? )*)(?P<noun>{_NOUN})(?![\w-])",
    re.IGNORECASE,
)
_SOLE = re.compile(r"\b(?:sole|only|single|100%)\b", re.IGNORECASE)
_WEAKENING = re.compile(
    r"\b(?:non-?(?!member\b)\w+|passive|minority|economic|special|preferred|founding)\b",
    re.IGNORECASE,
)
_SHARING = re.compile(r"^(?:an?|one of .*|each an?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One component of a role phrase; ``sole`` carries over to components without article."""

    noun: str
    adjectives: str
    sole: bool
    shared: bool
    definite: bool


def grade_role(phrase: str, *, several: bool = False) -> Grade | None:
    """Return what the best of the capacities in ``phrase`` is worth; None where none tells.

    Args:
        phrase: as matched by ``ROLE``.
        several: the phrase is said of more than one holder.
    """
    parts = tuple(_parts(phrase))
    grades = [grade for part in parts if (grade := _grade(part))]
    if _is_trust_of_grantor(parts):
        grades.append(_of(LinkRole.GRANTOR, GRANTED, "grantor and trustee"))
    if several:
        grades = [grade.shared() for grade in grades]
    return max(grades, key=lambda grade: grade.p, default=None)


def _parts(phrase: str) -> Iterator[_Part]:
    sole = shared = definite = False
    for match in _PARTS.finditer(phrase):
        determiner = (match["det"] or "").lower()
        adjectives, noun = match["adj"].lower(), match["noun"].lower()
        if determiner or _SOLE.search(adjectives):
            sole = bool(_SOLE.search(adjectives))
            shared = bool(_SHARING.match(determiner))
            definite = determiner == "the"
        plural = noun.endswith("s") and not noun.endswith("ss")
        # "the directors and members" need not be all the members.
        definite = definite and not (plural and not determiner)
        co_held = bool(re.match(r"co-|cot", noun))
        yield _Part(
            noun=noun,
            adjectives=adjectives,
            sole=sole,
            shared=shared or plural or co_held,
            definite=definite,
        )


def _is_trust_of_grantor(parts: tuple[_Part, ...]) -> bool:
    nouns = " ".join(part.noun for part in parts)
    grants = re.search(_GRANTING, nouns) or any(
        part.sole and part.noun.startswith("beneficiar") for part in parts
    )
    return bool(grants and "trustee" in nouns)


def _of(role: LinkRole, p: float, pattern: str) -> Grade:
    return Grade(role=role, p=p, joint=False, pattern=pattern)


def _grade(part: _Part) -> Grade | None:
    for nouns, grade in _GRADERS:
        if re.fullmatch(nouns, part.noun):
            return grade(part)
    return None


def _slight(part: _Part) -> Grade:
    is_officer = re.search(r"officer|director|president|chair|employee|secret|treas", part.noun)
    role = LinkRole.OFFICER if is_officer else LinkRole.CONTROLLER
    return _of(role, MEMBERSHIP, part.noun)


_MANAGING_ROLES = (
    ("general partner", LinkRole.GENERAL_PARTNER),
    ("managing member", LinkRole.MANAGING_MEMBER),
    ("manag", LinkRole.MANAGER),
    ("", LinkRole.CONTROLLER),
)


def _managing(part: _Part) -> Grade:
    noun = part.noun.removesuffix("s").replace("gp", "general partner")
    role = next(role for start, role in _MANAGING_ROLES if start in noun)
    if _WEAKENING.search(part.adjectives):
        return _of(role, MEMBERSHIP, f"{part.adjectives}{noun}")
    grade = _of(role, SOLE, noun)
    return grade.shared() if part.shared and not part.sole else grade


def _advising(part: _Part) -> Grade:
    return _of(LinkRole.INVESTMENT_MANAGER, CHAIN, part.noun.removesuffix("s"))


def _owning(part: _Part) -> Grade:
    noun = part.noun.removesuffix("s")
    if _WEAKENING.search(part.adjectives) or "principal" in part.adjectives:
        return _of(LinkRole.SHAREHOLDER, MEMBERSHIP, noun)
    if "voting" in part.adjectives and "member" in noun:
        return _of(LinkRole.SHAREHOLDER, SHARED, "voting member").shared()
    if "majority" in part.adjectives:
        return _of(LinkRole.SHAREHOLDER, SHARED, f"majority {noun}")
    if part.sole or "controlling" in part.adjectives:
        grade = _of(LinkRole.SHAREHOLDER, SOLE, f"{part.adjectives}{noun}".strip())
        return grade.shared() if part.shared and not part.sole else grade
    if part.definite:
        grade = _of(LinkRole.SHAREHOLDER, SOLE, noun)
        return grade.shared() if part.shared else grade
    return _of(LinkRole.SHAREHOLDER, MEMBERSHIP, noun)


def _parent(_part: _Part) -> Grade:
    return _of(LinkRole.SHAREHOLDER, CHAIN, "parent")


def _directing(part: _Part) -> Grade:
    alone = (part.sole or part.definite) and not _WEAKENING.search(part.adjectives)
    if alone and (part.sole or not part.shared) and "independent" not in part.adjectives:
        return _of(LinkRole.CONTROLLER, SOLE, "sole director")
    return _slight(part)


def _trustee(part: _Part) -> Grade:
    joint = part.shared and not part.sole
    return Grade(role=LinkRole.TRUSTEE, p=TRUSTEESHIP, joint=joint, pattern="trustee")


def _executor(part: _Part) -> Grade:
    return Grade(
        role=LinkRole.EXECUTOR, p=GRANTED, joint=part.shared and not part.sole, pattern="executor"
    )


POWERLESS = Grade(role=LinkRole.CONTROLLER, p=MEMBERSHIP, joint=False, pattern="no power")
"""Of whom a text says that he has no power over the shares."""

_GRADERS = (
    (_SLIGHT, _slight),
    (_PARENT, _parent),
    (_ADVISING, _advising),
    (_MANAGING, _managing),
    (_ESTATE, _executor),
    (_TRUST, _trustee),
    (_DIRECTING, _directing),
    (_OWNING, _owning),
)
