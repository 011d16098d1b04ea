"""The forms of words in which filings say who controls whom, as patterns over masked sentences.

In every pattern ``s`` is the controller, ``o`` the vehicle, ``role`` the capacity, ``be`` the verb
that agrees with ``s``, ``cut`` what is removed from the sentence once it has been read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph_api.domain.links import LinkRole
from loaders.evidence.masking import P
from loaders.evidence.roles import (
    CHAIN,
    DEEMED,
    GRANTED,
    ROLE,
    SHARED,
    SOLE,
    Grade,
    grade_role,
)
from loaders.evidence.terms import SEPARATOR

Grader = Callable[[re.Match[str], bool], Grade | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One form of words.

    Attributes:
        grade: what it is worth, from the match and whether several are named to control.
        main: ``s`` is the subject of a main clause, so it cannot stand behind a preposition.
    """

    pattern: re.Pattern[str]
    grade: Grader
    main: bool = False


def _rule(pattern: str, grade: Grader, *, main: bool = False) -> Rule:
    return Rule(pattern=re.compile(pattern, re.IGNORECASE), grade=grade, main=main)


def _by_role(match: re.Match[str], several: bool) -> Grade | None:
    return grade_role(match["role"], several=several)


def _worth(role: LinkRole, p: float, pattern: str) -> Grader:
    grade = Grade(role=role, p=p, joint=False, pattern=pattern)
    return lambda _, several: grade.shared() if several else grade


_SHARING = re.compile(
    r"\b(?:shared|share(?! of)|shares(?= (?:voting|investment|dispositive|power|control))|"
    r"joint(?:ly)?)\b",
    re.IGNORECASE,
)


def _power(match: re.Match[str], several: bool) -> Grade:
    grade = Grade(
        role=LinkRole.CONTROLLER, p=SOLE, joint=False, pattern="voting and investment power"
    )
    stated = match.group()[: match.end("power") - match.start()]
    return grade.shared() if several or _SHARING.search(stated) else grade


def _ownership(match: re.Match[str], several: bool) -> Grade:
    p = SHARED if "majority" in match["by"].lower() else SOLE
    grade = Grade(role=LinkRole.SHAREHOLDER, p=p, joint=False, pattern="owned by")
    return grade.shared() if several else grade


def _parent(match: re.Match[str], several: bool) -> Grade:
    whole = re.search(r"wholly|100%", match["cut"], re.IGNORECASE)
    grade = Grade(
        role=LinkRole.SHAREHOLDER, p=SOLE if whole else CHAIN, joint=False, pattern="subsidiary of"
    )
    return grade.shared() if several else grade


def _deemed(match: re.Match[str], several: bool) -> Grade:
    joint = several or bool(_SHARING.search(match["cut"]))
    return Grade(role=LinkRole.CONTROLLER, p=DEEMED, joint=joint, pattern="may be deemed")


_COMMITTEE = Grade(role=LinkRole.CONTROLLER, p=SHARED, joint=True, pattern="investment committee")


def _committee(_match: re.Match[str], _several: bool) -> Grade:
    return _COMMITTEE


_VERB_NEXT = (
    r"(?! (?:is|are|was|were|has|have|had|may|serves?|acts?|controls?|exercises?|each|also|"
    r"holds?|shares?|directly|disclaims?|makes?|retains?|possess(?:es)?|manages?|could)\b)"
)
_NO_GENITIVE = r"(?!'s? [a-z])"
_EACH = r"(?:each of |both(?: of)? |all of |either of )?(?:the )?"
LIST = rf"{_EACH}{P}(?:{SEPARATOR}{P})*"
_OBJECTS = rf"{_EACH}{P}(?:{SEPARATOR}{P}{_VERB_NEXT})*{_NO_GENITIVE}"
_ADVERBS = (
    r"(?:,? ?\b(?:as such|in such capacity|in that capacity|in such capacities|as a result|"
    r"accordingly|therefore|thereby|consequently|also|in turn|currently|presently|thus|"
    r"directly or indirectly|directly and indirectly|directly|indirectly|ultimately|together|"
    r"jointly|each|collectively|solely|effectively|both|all|individually|respectively|"
    r"not|no longer|formerly|previously|never)\b,?)*"
)
_PLAIN_BE = r"(?:is|are|was|were|being|has been|have been|had been|remains?)"
_BE = (
    rf"(?:{_PLAIN_BE}|(?:serves?|acts?|served|acted|serving|acting)(?: \w+)? as|"
    r"ceased to (?:be|serve as|act as)|ceased (?:being|serving as)|resigned as|"
    r"continues? to (?:be|serve as|act as))"
)
_OF = r" (?:of|for|to)"
_ROLE_OF = rf"(?P<role>{ROLE}){_OF} (?P<o>{_OBJECTS})"
MORE_ROLES = (
    rf"(?:,? and |[,;]+ (?:and )?)(?:also |is |as )*(?P<role>{ROLE}){_OF} (?P<o>{_OBJECTS})"
)
_CAPACITY = (
    r"(?:(?:solely |each |acting )*(?:as|being|serving as|in (?:its|his|her|their) capacit(?:y|ies)"
    r" as|(?:by virtue|because|as a result|by reason) of (?:(?:its|his|her|their) )?"
    r"(?:being|serving as|acting as|(?:position|role|status|capacity|service)s? (?:as|of))) )"
)
_WHO_HAS = rf"(?:, (?:who|which) [^,;:{P[1:-1]}]{{1,120}},)?"
_ENTITY = (
    r"(?:(?:an?|the|each an?) [^,.;]{0,60}?(?:partnership|company|companies|corporation|trusts?|"
    r"funds?|vehicles?|entit(?:y|ies)|firm|foundation|LLC|affiliates?),? "
    r"(?:that (?:is|are) |which (?:is|are) )?)?"
)
_HELD = (
    rf"(?:(?:[^.;{P[1:-1]}]{{0,160}}? )??(?:held|owned|of record|beneficially|directly|managed)"
    rf"(?: [\w/]+){{0,5}}? by |(?:[^.;{P[1:-1]}]{{0,120}}? )?of |)"
)
_GAP = rf"[^.;{P[1:-1]}]"

_QUALITY = (
    r"(?:the |any |all |its |his |her |no |sole |shared |joint |exclusive |ultimate |full |complete |"
    r"final |such |and/or |and |or |power and |right and )*"
)
_POWER = (
    rf"{_QUALITY}(?P<power>(?:(?:voting|investment|dispositive|disposition|dispositional|"
    r"investing|management)(?:,? and/or |,? and |,? or |, | over | )?(?:shared |sole )?){2,3}"
    r"(?:power|control|authority|discretion|decisions?|rights?)s?|"
    r"(?:investment|dispositive) (?:discretion|control|authority)|"
    rf"(?:power|authority|discretion|right)s? to (?:vote|direct|control|dispose){_GAP}{{0,90}}?"
    r"(?:dispos\w+|vot\w+|sale|investment)(?: of)?)"
)
_HAVE = (
    r"(?P<be>has|have|had|holds?|exercises?|retains?|possess(?:es)?|shares?|maintains?|having|"
    r"does not (?:have|share|exercise)|do not (?:have|share|exercise)|makes?)"
)
_OVER = r"(?:,? (?:over|with respect to|as to|in respect of|regarding|for|on behalf of|of))?"

INNER = (
    _rule(
        rf"(?P<s>{LIST})(?P<cut>,? (?:each of )?(?:which|who|that|whom){_ADVERBS} (?P<be>{_BE})"
        rf"{_ADVERBS} {_ROLE_OF})",
        _by_role,
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:each )?(?:of|for) (?:each of )?which{_ADVERBS},? (?P<s>{LIST})"
        rf",?{_ADVERBS} (?P<be>{_BE}){_ADVERBS} (?P<role>{ROLE}))",
        _by_role,
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:whose (?P<role>{ROLE})|(?:the |and the )?(?:sole )?"
        rf"(?P<noun>{ROLE}) of which) (?:is|are) (?P<s>{LIST}))",
        lambda match, several: grade_role(match["role"] or match["noun"], several=several),
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:with|and) (?P<s>{LIST}) (?:acting |serving )?as (?:its |the )?"
        rf"(?P<role>{ROLE}))(?!{_OF} )",
        _by_role,
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:over|of|as to|with respect to) (?:which|whose (?:shares|"
        rf"securities|portfolio))(?: shares| securities)?,? (?P<s>{LIST}){_ADVERBS} {_HAVE}"
        rf"{_ADVERBS} {_POWER})",
        _power,
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:(?:which|that|who) (?:is|are|was|were){_ADVERBS} )?{_ENTITY}"
        rf"{_ADVERBS} ?(?P<by>(?:wholly|solely|entirely|100%|majority)[- ]owned(?: and controlled)?|"
        rf"owned (?:entirely|solely|100%)) by (?P<s>{_OBJECTS}))",
        _ownership,
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:(?:which|that|who) (?:is|are|was|were){_ADVERBS} )?{_ENTITY}"
        rf"{_ADVERBS} ?(?:(?:owned|managed|operated|advised|held) (?:and|or|and/or) )?controlled"
        rf"(?:,? (?:and|or|and/or) \w+)?,?{_ADVERBS} by (?P<s>{_OBJECTS}))",
        _worth(LinkRole.CONTROLLER, SOLE, "controlled by"),
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:(?:which|that|who) (?:is|are|was|were){_ADVERBS} )?{_ENTITY}"
        rf"{_ADVERBS} ?(?:managed|advised)(?:,? (?:and|or) advised)? by (?P<s>{_OBJECTS}))",
        _worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "managed by"),
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:(?:which|that|and) )?(?:(?:is|are) )?(?:each )?(?:an?|the) "
        rf"(?:(?:direct|indirect|wholly[- ]owned|100%[- ]owned|majority[- ]owned),? (?:and |or )?)*"
        rf"subsidiar(?:y|ies) of (?P<s>{_OBJECTS}))",
        _parent,
    ),
    _rule(
        rf"(?P<o>{P})(?P<cut>,? (?:which )?(?:is )?(?:an?|the) (?:\w+ ){{0,3}}?(?<![\w-])"
        rf"(?:revocable|grantor|living) (?:\w+ )?trust (?:that was |which was )?(?:established|"
        rf"created|settled|formed|for the (?:sole )?benefit of)(?: by)? (?P<s>{_OBJECTS}))",
        _worth(LinkRole.GRANTOR, GRANTED, "revocable trust of"),
    ),
    _rule(
        rf"(?P<o>{P})(?P<cut>(?:,? (?:and|through|acting (?:by|through)|by|by and through|via))?"
        rf",? (?P<s>{P}),? (?:(?:which|who) (?:is|acts as|serves as) |as |acting as )?"
        rf"its (?P<role>{ROLE}))(?!{_OF} )",
        _by_role,
    ),
    _rule(
        rf"(?P<o>{P})(?P<cut>,? (?:and |(?:acting )?(?:by and through|through|by|via) )"
        rf"its (?P<role>{ROLE}),? (?P<s>{LIST}))",
        _by_role,
    ),
    _rule(
        rf"(?P<s>{LIST})(?P<cut>,?(?:{_ADVERBS} (?P<be>{_BE}){_ADVERBS})? (?P<o>{P})'s? "
        rf"(?P<role>{ROLE}))(?! (?:is|are) ){_NO_GENITIVE}",
        _by_role,
    ),
    _rule(
        rf"(?P<o>{P})(?P<cut>'s? (?P<role>{ROLE})(?:,| is| are)? (?P<s>{LIST}))",
        _by_role,
    ),
    _rule(rf"(?P<s>{LIST})(?P<cut>,? {_CAPACITY}{_ROLE_OF})", _by_role),
    _rule(rf"(?P<s>{LIST})(?P<cut>, {_ROLE_OF})", _by_role),
)
"""Relative clauses and appositions: the last one in the sentence is read first."""

OUTER = (
    _rule(
        rf"(?:^|(?<=[,;] )|(?<=and ))(?P<cut>{_CAPACITY}{_ROLE_OF}, )(?P<s>{LIST})"
        r"(?=,? (?:may|has|have|is|are|shares?|could|also|and|directly|indirectly|exercises?|"
        r"possess|might|can|will|controls?|holds?|retains?))",
        _by_role,
    ),
    _rule(
        rf"(?P<s>{LIST}){_WHO_HAS}(?P<cut>,?(?: and| but)?{_ADVERBS} (?P<be>{_BE}){_ADVERBS} {_ROLE_OF})",
        _by_role,
        main=True,
    ),
    _rule(
        rf"(?P<cut>(?<![\w-])(?P<role>{ROLE}){_OF} (?P<o>{_EACH}{P}(?:{SEPARATOR}{P})*)"
        rf" (?:is|are|includes?) (?P<s>{LIST}))",
        _by_role,
    ),
    _rule(
        rf"(?:^|(?<=and )|(?<=by )|(?<=through ))(?P<cut>the (?P<role>{ROLE}) of (?P<o>{P}), )"
        rf"(?P<s>{P})(?=,)",
        _by_role,
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,?{_ADVERBS} (?:is|are|was|were){_ADVERBS} "
        rf"(?P<by>(?:wholly|solely|entirely|100%|majority)[- ]owned(?: and controlled)?|"
        rf"owned (?:entirely|solely|100%)) by (?P<s>{_OBJECTS}))",
        _ownership,
        main=True,
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,?{_ADVERBS} (?:is|are|was|were){_ADVERBS} "
        rf"(?:(?:owned|managed|operated|advised) (?:and|or|and/or) )?controlled"
        rf"(?:,? (?:and|or|and/or) \w+)?,?{_ADVERBS} by (?P<s>{_OBJECTS}))",
        _worth(LinkRole.CONTROLLER, SOLE, "controlled by"),
        main=True,
    ),
    _rule(
        rf"(?P<o>{LIST})(?P<cut>,?{_ADVERBS} (?:is|are|was|were){_ADVERBS} "
        rf"(?:managed|advised)(?:,? (?:and|or) advised)? by (?P<s>{_OBJECTS}))",
        _worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "managed by"),
        main=True,
    ),
    _rule(
        rf"(?P<s>{LIST}){_WHO_HAS}(?P<cut>,?(?: and| but)?{_ADVERBS} (?:may|could|might|can)"
        rf"(?: also| each| therefore| thus| both)* be deemed{_GAP}{{0,200}}?(?:held|owned)"
        rf"{_GAP}{{0,60}}? by (?P<o>{_OBJECTS}))",
        _deemed,
        main=True,
    ),
    _rule(
        rf"(?P<s>{LIST}){_WHO_HAS}(?P<cut>,?(?: and| but)?{_ADVERBS} {_HAVE}{_ADVERBS} {_POWER}"
        rf"{_OVER} {_HELD}(?P<o>{_OBJECTS}))",
        _power,
        main=True,
    ),
    _rule(
        rf"(?P<cut>{_POWER}{_OVER} {_HELD}(?P<o>{_OBJECTS}),? (?:is|are)(?: \w+)? "
        rf"(?:held|exercised|shared|vested|made)(?: \w+)? (?:by|in|with|between|among)"
        rf"(?! an? ) (?P<s>{LIST}))",
        _power,
    ),
    _rule(
        rf"(?P<cut>{_POWER}{_GAP}{{0,60}}?{_HELD}(?P<o>{_OBJECTS}){_GAP}{{0,140}}? (?:is|are) "
        rf"(?:\w+ )?(?:made|exercised|held) by (?:an? |the )(?:\w+ )?committee"
        rf"{_GAP}{{0,60}}? (?P<s>{LIST}))",
        _committee,
    ),
    _rule(
        rf"(?P<s>{LIST})(?P<cut>,?(?: and| but)?{_ADVERBS} (?P<be>is|are|serves? on|sits? on)"
        rf"{_ADVERBS} (?:(?:an?|the) )?(?:members? of )?(?:the )?investment committee of "
        rf"(?P<o>{_OBJECTS}),? (?:which|that){_GAP}{{0,60}}?(?:voting|investment|dispositive)"
        rf"{_GAP}{{0,40}})",
        _committee,
        main=True,
    ),
    _rule(
        rf"(?P<s>{LIST}){_WHO_HAS}(?P<cut>,?(?: and| but)?{_ADVERBS} (?P<be>controls?|"
        rf"do(?:es)? not control|is in control of|are in control of)"
        rf"(?: the investing and trading (?:of|in|for|activities of)(?: {_GAP}{{0,60}}? (?:by|of))?)?"
        rf" (?P<o>{_OBJECTS}))",
        _worth(LinkRole.CONTROLLER, SOLE, "controls"),
        main=True,
    ),
    _rule(
        rf"(?P<s>{LIST}){_WHO_HAS}(?P<cut>,?(?: and| but)?{_ADVERBS} (?P<be>is|are){_ADVERBS} "
        rf"(?:ultimately |primarily |solely )?responsible for (?:the )?(?:supervision|conduct|"
        rf"management|direction|making|all|investment)(?: and (?:conduct|direction|management|"
        rf"supervision))?{_GAP}{{0,40}}? ?investment (?:activities|decisions|management){_GAP}{{0,20}}?"
        rf" (?:of|for|by|on behalf of) (?P<o>{_OBJECTS}))",
        _worth(LinkRole.CONTROLLER, SOLE, "responsible for investment activities"),
        main=True,
    ),
    _rule(
        rf"(?P<s>{LIST}){_WHO_HAS}(?P<cut>,?(?: and| but)?{_ADVERBS} (?P<be>manages?) (?P<o>{_OBJECTS}))",
        _worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "manages"),
        main=True,
    ),
)
"""Main clauses, in the order in which they are read."""
