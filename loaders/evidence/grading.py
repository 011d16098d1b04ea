"""What a form of words is worth, and how it is written down.

In every pattern ``s`` is the controller, ``o`` the vehicle, ``role`` the capacity, ``be`` the verb
that agrees with ``s``, ``cut`` what is removed from the sentence once it has been read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from graph_api.domain.links import LinkRole
from loaders.evidence.roles import (
    CHAIN,
    DEEMED,
    ROLE,
    SHARED,
    SOLE,
    Grade,
    grade_role,
)

Grader = Callable[[re.Match[str], bool], Grade | None]


@dataclass(frozen=True, kw_only=True, eq=False)
class Rule:
    """One form of words.

    Attributes:
        grade: what it is worth, from the match and whether several are named to control.
        main: ``s`` is the subject of a main clause, so it cannot stand behind a preposition.
        explains: it says as what, or why, ``s`` acts: that may be about a subject farther away.
        cues: sets of small letters; of each set one stands in every sentence of this form. They
            spare most sentences the search.
        names_role: every sentence of this form names a role.
    """

    wording: str
    grade: Grader
    main: bool
    explains: bool
    cues: tuple[tuple[str, ...], ...]
    names_role: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The wording in any case, compiled when the first sentence asks for it."""
        return re.compile(self.wording, re.IGNORECASE)

    def may_match(self, sentence: str, *, has_role: bool) -> bool:
        """Return whether a sentence in small letters may be of this form."""
        if self.names_role and not has_role:
            return False
        for cues in self.cues:  # loops, for it is asked of every form and sentence
            for cue in cues:
                if cue in sentence:
                    break
            else:
                return False
        return True


def rule(
    pattern: str, grade: Grader, *when: str, main: bool = False, explains: bool = False
) -> Rule:
    """Return the rule for a pattern in any case, ``when`` being its cues apart by strokes."""
    return Rule(
        wording=pattern,
        grade=grade,
        main=main,
        explains=explains,
        cues=tuple(tuple(cues.split("|")) for cues in when),
        names_role=ROLE in pattern,
    )


def by_role(match: re.Match[str], several: bool) -> Grade | None:
    """Return what the capacity named in ``role`` is worth."""
    return grade_role(match["role"], several=several)


def named_last(match: re.Match[str], several: bool) -> Grade | None:
    """Return what the capacity is worth whose holders follow: "include" need not name them all."""
    of_some = re.search(r"\bincludes? $", match["cut"][: match.start("s") - match.start("cut")])
    role = re.sub(r"^the ", "", match["role"], flags=re.IGNORECASE) if of_some else match["role"]
    return grade_role(role, several=several)


def worth(role: LinkRole, p: float, pattern: str) -> Grader:
    """Return a grader for wording that is always worth the same, less where several share it."""
    grade = Grade(role=role, p=p, joint=False, pattern=pattern)

    def graded(match: re.Match[str], several: bool) -> Grade:
        return grade.shared() if several or match.groupdict().get("board") else grade

    return graded


_SHARING = re.compile(
    r"\b(?:shared|share(?! of)|shares(?= (?:the |joint |control|voting|investment|dispositive|"
    r"power|control))|"
    r"joint(?:ly)?)\b",
    re.IGNORECASE,
)


def power(match: re.Match[str], several: bool) -> Grade:
    """Return what voting and investment power is worth: shared where the words say so."""
    grade = Grade(
        role=LinkRole.CONTROLLER, p=SOLE, joint=False, pattern="voting and investment power"
    )
    stated = match.group()[: match.end("power") - match.start()]
    return grade.shared() if several or _SHARING.search(stated) else grade


_COMMITTEE = Grade(role=LinkRole.CONTROLLER, p=SHARED, joint=True, pattern="investment committee")


def exercised(match: re.Match[str], several: bool) -> Grade:
    """Return what it is worth that power lies with somebody, or that he makes the decisions."""
    if match["board"]:
        return _COMMITTEE
    grade = Grade(role=LinkRole.CONTROLLER, p=SOLE, joint=False, pattern="makes decisions for")
    return grade.shared() if several or _SHARING.search(match["cut"]) else grade


def ownership(match: re.Match[str], several: bool) -> Grade:
    """Return what owning all, or most, of a vehicle is worth."""
    p = SHARED if "majority" in match["by"].lower() else SOLE
    grade = Grade(role=LinkRole.SHAREHOLDER, p=p, joint=False, pattern="owned by")
    return grade.shared() if several else grade


def parent(match: re.Match[str], several: bool) -> Grade:
    """Return what being the parent of a subsidiary is worth."""
    whole = re.search(r"wholly|100%", match["cut"], re.IGNORECASE)
    grade = Grade(
        role=LinkRole.SHAREHOLDER, p=SOLE if whole else CHAIN, joint=False, pattern="subsidiary of"
    )
    return grade.shared() if several else grade


def deemed(match: re.Match[str], several: bool) -> Grade:
    """Return what it is worth to be deemed an owner."""
    joint = several or bool(_SHARING.search(match["cut"]))
    return Grade(role=LinkRole.CONTROLLER, p=DEEMED, joint=joint, pattern="may be deemed")


def committee(_match: re.Match[str], _several: bool) -> Grade:
    """Return what a seat on a deciding investment committee is worth."""
    return _COMMITTEE


def members(_match: re.Match[str], _several: bool) -> Grade:
    """Return what it is worth that its members, as such, share the power."""
    return Grade(
        role=LinkRole.CONTROLLER, p=SHARED, joint=True, pattern="voting and investment power"
    )


def virtue(match: re.Match[str], several: bool) -> Grade:
    """Return what it is worth to be deemed an owner by virtue of control."""
    grade = Grade(role=LinkRole.CONTROLLER, p=SOLE, joint=False, pattern="by virtue of control")
    return grade.shared() if several or match["shared"] else grade


def control(match: re.Match[str], several: bool) -> Grade:
    """Return what control in so many words is worth: shared where the words say so."""
    pattern = "controlled by" if match.start("o") < match.start("s") else "controls"
    grade = Grade(role=LinkRole.CONTROLLER, p=SOLE, joint=False, pattern=pattern)
    said = match["cut"].replace(match["s"], "")
    is_shared = match.groupdict().get("board") or _SHARING.search(said)
    return grade.shared() if several or is_shared else grade
