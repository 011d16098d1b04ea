"""Main clauses that say who controls whom, and phrases before them: rules over masked sentences."""

from graph_api.domain.links import LinkRole
from loaders.evidence.grading import (
    by_role,
    committee,
    deemed,
    exercised,
    members,
    named_last,
    ownership,
    parent,
    power,
    rule,
    worth,
)
from loaders.evidence.masking import P, V
from loaders.evidence.predicates import ACTIVE, PASSIVE, POWER_CUES, REASONS
from loaders.evidence.roles import CHAIN, ROLE, SOLE
from loaders.evidence.terms import SEPARATOR
from loaders.evidence.wording import (
    ADVERBS,
    AND_ALSO,
    AND_OTHERS,
    BE,
    BETWEEN,
    BOARD,
    CAPACITY,
    DECISIONS,
    EACH,
    ENTITY,
    GAP,
    HELD,
    INTERESTS,
    LIST,
    MEMBERS_WHO_SHARE,
    NAMED_LAST,
    OBJECTS,
    OF,
    OVER,
    OWNED_BY,
    POWER,
    READ_BEFORE,
    ROLE_OF,
    SUBSIDIARY,
    VEHICLES,
    VEHICLES_IN_FRONT,
    VEHICLES_LAST,
    WHO_HAS,
    WHOLE,
)

_OUGHT = (
    r"(?:may|has|have|is|are|shares?|could|also|and|directly|indirectly|exercises?|"
    r"possess|might|can|will|controls?|holds?|retains?)\b"
)
_SUBJECT = rf"{READ_BEFORE}{WHO_HAS}{AND_ALSO}(?P<cut>,?(?: and| but)?{ADVERBS} "

SEATED = rule(
    r"(?:^|(?<=[,;] )|(?<=and ))(?P<cut>(?:as|being) (?:a )?members? of the (?:\w+ )?investment "
    rf"committee of (?P<o>{VEHICLES_IN_FRONT}), )(?P<s>{LIST})"
    r"(?=,? (?:\w+ ){1,8}?(?:power|voting|decisions)\b)",
    committee,
    "committee",
)
"""``As members of the investment committee of V, X and Y share the power …``."""


def _in_front(reason: str, more: str = "") -> str:
    """Return ``As the manager of V, X …``, ``more`` being what may follow V."""
    return (
        # "X, as the manager of A, B and C, may …": behind a comma, B and C are no subject.
        rf"(?:^|(?<=; )|(?<=and )|(?P<aside>(?<=, )))(?P<cut>{reason}(?P<o>{VEHICLES_IN_FRONT})"
        rf"{more}, )(?P<s>{LIST})(?=(?(aside)(?! and)|,?) {_OUGHT})"
    )


_AND_ROLES = rf"(?:,? and (?:as )?{ROLE}{OF} {VEHICLES_IN_FRONT}){{0,3}}"
FRONTED = (
    rule(_in_front(rf"{CAPACITY}(?P<role>{ROLE}){OF},? ", _AND_ROLES), by_role, "as |being "),
    *(rule(_in_front(reason, _AND_ROLES), grade, cues) for reason, grade, cues in REASONS),
)
"""``By virtue of her control of V, X …``."""

_BEHIND = tuple(
    rule(
        rf"(?P<s>{LIST}){READ_BEFORE}{WHO_HAS},?{ADVERBS} {_OUGHT}{BETWEEN}"
        rf"(?P<cut>,? {reason}(?P<o>{VEHICLES_LAST}))(?!,? (?!and\b){_OUGHT})",
        grade,
        cues,
        main=True,
    )
    for reason, grade, cues in REASONS
)
"""``X may be deemed to own them by virtue of her control of V``."""


_PASSIVE = tuple(
    rule(
        rf"(?P<o>{VEHICLES}){READ_BEFORE}{WHO_HAS}{AND_ALSO}(?P<cut>,?(?: and| but)?{ADVERBS} "
        rf"(?:is|are|was|were){ADVERBS} {ENTITY}{by_whom})",
        grade,
        cues,
        main=True,
    )
    for by_whom, grade, cues in PASSIVE
)

IN_FRONT = (*FRONTED, SEATED)
"""Phrases before a subject whose own predicate follows."""

OUTER = (
    *IN_FRONT,
    *_BEHIND,
    rule(MEMBERS_WHO_SHARE, members, "share|position", main=True),
    rule(
        rf"(?P<s>{LIST}){READ_BEFORE}{AND_OTHERS}{WHO_HAS}{AND_ALSO}"
        rf"(?P<cut>,?(?: and| but)?{ADVERBS} "
        rf"(?P<be>{BE})"
        rf"{ADVERBS} {ROLE_OF})",
        by_role,
        main=True,
    ),
    rule(
        # "Among the members of V are …", "two of the members …": not all of them.
        rf"(?P<cut>(?<![\w-])(?<!among )(?<!of )(?P<role>{ROLE}){OF} "
        rf"(?P<o>{EACH}{V}(?:{SEPARATOR}{V})*)"
        rf"{ADVERBS} (?:(?:is|are) (?:(?:comprised|composed|made up) of )?|includes? |"
        r"consists? of )"
        rf"(?P<s>{NAMED_LAST}))",
        named_last,
    ),
    rule(
        rf"(?:^|(?<=and )|(?<=by )|(?<=through ))(?P<cut>the (?P<role>{ROLE}) of (?P<o>{V}), )"
        rf"(?P<s>{P})(?=,(?! (?:and )?(?:the )?{P}))",
        by_role,
        "the ",
    ),
    *_PASSIVE,
    rule(
        rf"(?P<o>{VEHICLES}){READ_BEFORE}{WHO_HAS}{AND_ALSO}(?P<cut>,?(?: and| but)?{ADVERBS} "
        rf"(?:is|are){ADVERBS} (?:each )?(?:(?:an?|the) )?{SUBSIDIARY} of (?P<s>{OBJECTS}))",
        parent,
        "subsidiar|owned",
        main=True,
    ),
    rule(
        rf"(?P<cut>\b{INTERESTS} (?:of|in) (?P<o>{EACH}{V}(?:{SEPARATOR}{V})*) (?:is|are){ADVERBS} "
        rf"{OWNED_BY})",
        ownership,
        "owned",
    ),
    rule(
        rf"(?P<cut>\b{WHOLE} {INTERESTS} (?:of|in) (?P<o>{EACH}{V}(?:{SEPARATOR}{V})*)"
        rf" (?:is|are){ADVERBS} (?:owned|held|controlled){ADVERBS} by (?P<s>{OBJECTS}))",
        worth(LinkRole.SHAREHOLDER, SOLE, "owned by"),
        "all|100|hundred",
    ),
    rule(
        rf"(?P<cut>(?:\b{DECISIONS}|{POWER})(?: at (?:the )?{V})?"
        r",? (?:over|for|of|by|at|regarding|relating to|with respect to|as to|on behalf of) "
        rf"{HELD}(?P<o>{VEHICLES_LAST}),? (?:(?:is|are){ADVERBS} "
        r"(?:held|exercised|shared|vested|made|retained)(?: \w+)? (?:by|in|with|between|among)|"
        r"(?:rests?|resides?|lies?|vests?)(?: \w+)? (?:with|in)) "
        rf"{BOARD}(?:the natural persons? )?)(?! an? )(?P<s>{NAMED_LAST})",
        exercised,
        POWER_CUES,
        "is |are |rest|reside|lie|vest",
    ),
    rule(
        r"(?P<cut>\b(?:persons?|individuals?) (?:with|having|who (?:has|have|holds?|exercises?|"
        rf"shares?)) {POWER}{OVER} {HELD}(?P<o>{VEHICLES_LAST}),? (?:is|are) )(?P<s>{NAMED_LAST})",
        power,
        POWER_CUES,
        "person|individual",
    ),
    rule(
        rf"(?P<cut>(?P<o>{V})'s? {DECISIONS} (?:is|are){ADVERBS} made by {BOARD})"
        rf"(?P<s>{NAMED_LAST})",
        exercised,
        "decision",
    ),
    rule(
        rf"(?P<cut>{POWER}{GAP}{{0,60}}?{HELD}(?P<o>{VEHICLES_LAST}){GAP}{{0,140}}? (?:is|are) "
        rf"(?:\w+ )?(?:made|exercised|held) by (?:an? |the )(?:\w+ )?committee"
        rf"{GAP}{{0,60}}? (?P<s>{LIST}))",
        committee,
        "committee",
    ),
    rule(
        rf"(?P<s>{P})\^(?P<cut>,? including (?:all )?{DECISIONS} (?:for|of|by|regarding|"
        rf"with respect to|on behalf of) {HELD}(?P<o>{VEHICLES_LAST}))",
        worth(LinkRole.CONTROLLER, SOLE, "makes decisions for"),
        "including",
    ),
    rule(
        rf"(?P<cut>(?P<o>{V})'s? (?:portfolio|assets|investments)(?: and (?:assets|affairs))? "
        rf"(?:is|are){ADVERBS} managed{ADVERBS} by (?P<s>{V}))",
        worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "managed by"),
        "managed",
    ),
    rule(
        rf"(?P<s>{LIST}){_SUBJECT}(?:may|could)(?: also)? be deemed to control "
        rf"(?P<o>{VEHICLES_LAST}),? as (?:its |the |an? )?(?P<role>{ROLE}))(?!{OF} )",
        by_role,
        "deemed to control",
        main=True,
    ),
    rule(
        rf"(?P<s>{LIST}){_SUBJECT}(?:may|could|might|can)"
        rf"(?: also| each| therefore| thus| both)* be deemed{GAP}{{0,200}}?(?:held|owned)"
        rf"{GAP}{{0,60}}? by (?P<o>{VEHICLES_LAST}))",
        deemed,
        "deemed",
        main=True,
    ),
    rule(
        rf"(?P<o>{VEHICLES})(?P<cut>,?{ADVERBS} (?:has|have) (?:delegated|granted|given){ADVERBS} "
        rf"{POWER}{GAP}{{0,80}}? to (?P<s>{OBJECTS}))",
        power,
        "delegated|granted|given",
        main=True,
    ),
    rule(
        rf"(?P<s>{LIST})(?P<cut>,?(?: and| but)?{ADVERBS} (?P<be>is|are|serves? on|sits? on)"
        rf"{ADVERBS} (?:(?:an?|the) )?(?:members? of )?(?:the )?investment committee of "
        rf"(?P<o>{VEHICLES_LAST}),? (?:which|that){GAP}{{0,60}}?(?:voting|investment|dispositive)"
        rf"{GAP}{{0,40}})",
        committee,
        "committee",
        main=True,
    ),
    *(
        rule(
            rf"(?P<s>{said.subject}){_SUBJECT}{said.verb}{said.to}(?P<o>{VEHICLES_LAST}))",
            said.grade,
            said.when,
            main=True,
        )
        for said in ACTIVE
    ),
)
"""Main clauses, in the order in which they are read."""
