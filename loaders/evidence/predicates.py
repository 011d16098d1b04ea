"""What is said of those who control: in the active, in the passive, and as a reason.

Each is written once; the grammar puts it into every kind of clause in which it may stand.
"""

from dataclasses import dataclass

from graph_api.domain.links import LinkRole
from loaders.evidence.grading import (
    Grader,
    by_role,
    control,
    ownership,
    power,
    virtue,
    worth,
)
from loaders.evidence.masking import P, V, X
from loaders.evidence.roles import CHAIN, GRANTED, ROLE, SOLE
from loaders.evidence.wording import (
    ADVERBS,
    CONTROLLED_BY,
    GAP,
    HAVE,
    HELD,
    HIS,
    INTERESTS,
    LIST,
    MANAGED_BY,
    OF,
    OVER,
    OWNED_BY,
    POSITION,
    POWER,
    REVOCABLE_BY,
    STEP,
    TWO_CHOICES,
    WHOLE,
    WHY,
)


@dataclass(frozen=True, kw_only=True)
class Active:
    """What ``s`` does: ``has power``, ``controls``.

    Attributes:
        verb: with the group ``be``.
        to: what stands between the verb and the vehicle.
        which: what stands before ``s`` where the vehicle comes first, ``over which``; None where
            it cannot.
        rest: what may stand behind the verb there.
        subject: who may be said to do it.
        when: its cues apart by strokes.
    """

    verb: str
    to: str
    grade: Grader
    when: str
    which: str | None = None
    rest: str = ""
    subject: str = LIST


POWER_CUES = "vot|invest|dispos|discretion|direct|control"
_AT = r"(?:made by|of|over|by|for|with respect to|on behalf of)"

ACTIVE = (
    Active(
        verb=rf"{HAVE}{ADVERBS} {POWER}",
        to=rf"{OVER} {HELD}",
        grade=power,
        which=r"(?:(?:over|of|as to|for|regarding|with respect to) "
        r"(?:the (?:shares|securities) of )?"
        r"(?:which|whose (?:shares|securities|portfolio))(?: shares| securities)?)",
        when=POWER_CUES,
    ),
    Active(
        verb=rf"(?P<be>directs?|determines?|controls?) {TWO_CHOICES}",
        to=rf" {_AT} {HELD}",
        grade=worth(LinkRole.CONTROLLER, SOLE, "determines decisions"),
        when="direct|determine|control",
    ),
    Active(
        verb=rf"(?P<be>(?:is|are){ADVERBS} in a position{ADVERBS} to (?:determine|direct|control)) "
        rf"{GAP}{{0,60}}?(?:investment|voting|disposition){GAP}{{0,40}}?",
        to=r" (?:made by|of|by|for) ",
        grade=worth(LinkRole.CONTROLLER, SOLE, "determines decisions"),
        when="position",
    ),
    Active(
        verb=r"(?P<be>(?:(?:owns?|manages?) and )?controls?|do(?:es)? not control|"
        r"(?:is|are) in control of)",
        to=rf"(?: the investing and trading (?:of|in|for|activities of)(?: {GAP}{{0,60}}? (?:by|"
        rf"of))?)? (?:{STEP})?",
        grade=worth(LinkRole.CONTROLLER, SOLE, "controls"),
        which=r"(?:which|that|whom)",
        when="control",
    ),
    Active(
        verb=rf"(?P<be>is|are){ADVERBS} (?:ultimately |primarily |solely )?responsible for "
        r"(?:the )?(?:supervision|conduct|management|direction|making|all|investment)"
        r"(?: and (?:conduct|direction|management|supervision))?"
        rf"{GAP}{{0,40}}? ?investment (?:activities|decisions|management){GAP}{{0,20}}?",
        to=r" (?:of|for|by|on behalf of) ",
        grade=worth(LinkRole.CONTROLLER, SOLE, "responsible for investment activities"),
        when="responsible",
    ),
    Active(
        verb=rf"(?P<be>has|have|shares?|exercises?|maintains?|retains?){ADVERBS}"
        r"(?: \w+){0,2}? control",
        to=r" (?:of|over) ",
        grade=control,
        which=r"(?:(?:of|over) which)",
        when="control",
    ),
    Active(
        # A feeder fund that owns most of its master fund does not control it.
        subject=rf"{X}~?+",
        verb=rf"(?P<be>owns?|holds?|has){ADVERBS} "
        r"(?P<by>(?:a|the) (?:controlling|majority) (?:\w+ )?(?:interest|stake)|"
        rf"a majority of {INTERESTS})",
        to=r" (?:of|in) ",
        grade=ownership,
        which=r"(?:in which)",
        when="controlling|majority",
    ),
    Active(
        verb=rf"(?:beneficially )?(?P<be>owns?|holds?){ADVERBS} {WHOLE}",
        to=rf" (?:{INTERESTS} (?:of|in) )?",
        grade=worth(LinkRole.SHAREHOLDER, SOLE, "owns all of"),
        which=r"(?:(?:of|in) which)",
        rest=rf"(?: {INTERESTS}|(?= ?[,.;]|$))",
        when="all|100|hundred",
    ),
    Active(
        verb=r"(?:wholly|solely|entirely) (?P<be>owns?)",
        to=" ",
        grade=worth(LinkRole.SHAREHOLDER, SOLE, "owns all of"),
        which=r"(?:which|that)",
        when="wholly|solely|entirely",
    ),
    Active(
        verb=r"(?P<be>manages?)",
        to=" ",
        grade=worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "manages"),
        which=r"(?:which|that)",
        when="manage",
    ),
    Active(
        # Of a person these words may tell no more than an employment.
        subject=rf"{V}~?+",
        verb=r"(?P<be>(?:manages?|advises?)(?: the (?:investments|assets|portfolio|business)"
        r"(?: and (?:investments|assets|portfolio|business|affairs))? of)?|"
        r"provides? (?:\w+ ){0,2}?(?:advisory|management)(?: and (?:advisory|management))? "
        r"services (?:to|for))",
        to=" ",
        grade=worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "manages"),
        when="manage|advis",
    ),
    Active(
        verb=r"(?P<be>retains?|has|have|holds?|possess(?:es)?) (?:the |an? )?(?:\w+ )?"
        r"(?:power|right|ability) to (?:amend (?:and|or|and/or) )?revoke",
        to=" ",
        grade=worth(LinkRole.GRANTOR, GRANTED, "may revoke"),
        which=r"(?:which|that)",
        when="revoke",
    ),
)
"""In the order in which they are read."""

PASSIVE = (
    (OWNED_BY, ownership, "owned"),
    (CONTROLLED_BY, control, "control"),
    (MANAGED_BY, worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "managed by"), "managed|advised"),
    (REVOCABLE_BY, worth(LinkRole.GRANTOR, GRANTED, "may revoke"), "revocable"),
)
"""What is done by ``s``, what it is worth, and its cues."""

Reason = tuple[str, Grader, str]


def reasons(his: str, or_none: str = "") -> tuple[Reason, ...]:
    """Return why ``s`` may be deemed an owner, what that is worth, and its cues.

    Args:
        his: the words that tell whose position or control it is.
        or_none: a stroke where the words before a position may be missing.
    """
    return (
        (
            rf"(?:solely |each )?{WHY} (?:{his}{or_none}){POSITION}(?P<role>{ROLE}){OF},? ",
            by_role,
            "as |being |of ",
        ),
        (
            (
                rf"{WHY} {his}(?:(?P<shared>shared |joint )|sole )?(?:control|{POWER})"
                rf"(?: over| of)?(?: and [^.;{P[1:-1]}]{{1,60}}? (?:of|in|over))? (?:{STEP})?"
            ),
            virtue,
            "control|power|authority|discretion",
        ),
        (
            (
                rf"{WHY} {his}(?:direct |indirect |sole |beneficial )*ownership of "
                rf"{WHOLE} {INTERESTS} (?:of|in) "
            ),
            worth(LinkRole.SHAREHOLDER, SOLE, "owns all of"),
            "ownership of",
        ),
    )


REASONS = reasons(HIS, or_none="|")
"""``By virtue of her control of V``: of whom it is, the place in the sentence tells."""
REASONS_OF_NAMED = reasons(rf"(?P<s>{P})'s (?:respective |current )?")
"""``By virtue of X's control of V``."""
