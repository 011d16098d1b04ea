"""The forms of words in which filings say who controls whom: rules over masked sentences."""

from graph_api.domain.links import LinkRole
from loaders.evidence.grading import (
    by_role,
    committee,
    control,
    deemed,
    ownership,
    parent,
    power,
    rule,
    worth,
)
from loaders.evidence.masking import P
from loaders.evidence.roles import CHAIN, GRANTED, ROLE, SOLE, grade_role
from loaders.evidence.terms import SEPARATOR
from loaders.evidence.wording import (
    ADVERBS,
    AND_OTHERS,
    BE,
    CAPACITY,
    CONTROLLED_BY,
    EACH,
    ENTITY,
    GAP,
    HAVE,
    HELD,
    LIST,
    MANAGED_BY,
    NO_GENITIVE,
    OBJECTS,
    OF,
    OVER,
    OWNED_BY,
    POWER,
    ROLE_OF,
    ROLE_OF_APPOSED,
    WHO_HAS,
    WITHIN,
)

_BEING = (
    rf"(?P<o>{LIST})(?P<cut>,? (?:(?:which|that|who) (?:is|are|was|"
    rf"were){ADVERBS} )?{ENTITY}{ADVERBS} ?"
)
_IS = rf"(?P<o>{LIST})(?P<cut>,?{ADVERBS} (?:is|are|was|were){ADVERBS} "
_SUBJECT = rf"(?P<s>{LIST}){WHO_HAS}(?P<cut>,?(?: and| but)?{ADVERBS} "

APPOSITION = rule(rf"(?P<s>{LIST})(?P<cut>, {ROLE_OF_APPOSED})", by_role)
"""``X, the manager of V``."""

FRONTED = rule(
    rf"(?:^|(?<=[,;] )|(?<=and ))(?P<cut>{CAPACITY}{ROLE_OF}, )(?P<s>{LIST})"
    r"(?=,? (?:may|has|have|is|are|shares?|could|also|and|directly|indirectly|exercises?|"
    r"possess|might|can|will|controls?|holds?|retains?))",
    by_role,
)
"""``As the manager of V, X …``."""

INNER = (
    rule(
        rf"(?P<s>{LIST})(?P<cut>,? (?:each of )?(?:which|who|that|whom){ADVERBS} (?P<be>{BE})"
        rf"{ADVERBS} {ROLE_OF})",
        by_role,
    ),
    rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:each )?(?:of|for) (?:each of )?which{ADVERBS},? (?P<s>{LIST})"
        rf"{AND_OTHERS},?{ADVERBS} (?P<be>{BE}){ADVERBS} (?P<role>{ROLE}))",
        by_role,
    ),
    rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:whose (?P<role>{ROLE})|(?:the |and the )?(?:sole )?"
        rf"(?P<noun>{ROLE}) of which) (?:is|are) (?P<s>{LIST}))",
        lambda match, several: grade_role(match["role"] or match["noun"], several=several),
    ),
    rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:with|and) (?P<s>{LIST}) (?:acting |serving )?as (?:its |"
        r"the )?"
        rf"(?P<role>{ROLE}))(?!{OF} )",
        by_role,
    ),
    rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:over|of|as to|with respect to) (?:which|whose (?:shares|"
        rf"securities|portfolio))(?: shares| securities)?,? (?P<s>{LIST}){ADVERBS} {HAVE}"
        rf"{ADVERBS} {POWER})",
        power,
    ),
    rule(rf"{_BEING}{OWNED_BY})", ownership),
    rule(rf"{_BEING}{CONTROLLED_BY})", worth(LinkRole.CONTROLLER, SOLE, "controlled by")),
    rule(rf"{_BEING}{MANAGED_BY})", worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "managed by")),
    rule(
        rf"(?P<o>{LIST})(?P<cut>,? (?:(?:which|that|and) )?(?:(?:is|are) )?(?:each )?(?:an?|the) "
        rf"(?:(?:direct|indirect|wholly[- ]owned|100%[- ]owned|majority[- ]owned),? (?:and |or )?)*"
        rf"subsidiar(?:y|ies) of (?P<s>{OBJECTS}))",
        parent,
    ),
    rule(
        rf"(?P<o>{P})(?P<cut>,? (?:which )?(?:is )?(?:an?|the) (?:\w+ ){{0,3}}?(?<![\w-])"
        rf"(?:revocable|grantor|living) (?:\w+ )?trust (?:that was |which was )?(?:established|"
        rf"created|settled|formed|for the (?:sole )?benefit of)(?: by)? (?P<s>{OBJECTS}))",
        worth(LinkRole.GRANTOR, GRANTED, "revocable trust of"),
    ),
    rule(
        rf"(?P<o>{P})(?P<cut>(?:,? (?:and|through|acting (?:by|through)|by|by and through|via))?"
        rf",? (?P<s>{P}),? (?:(?:(?:which|who) )?(?:is|acts as|serves as) |as |acting as )?"
        rf"its (?P<role>{ROLE}))(?!{OF} )",
        by_role,
    ),
    rule(
        rf"(?P<o>{P})(?P<cut>,? (?:and |(?:acting )?(?:by and through|through|by|via) )"
        rf"its (?P<role>{ROLE}),? (?P<s>{LIST}))",
        by_role,
    ),
    rule(
        rf"(?P<s>{LIST})(?P<cut>,?(?:{ADVERBS} (?P<be>{BE}){ADVERBS}|(?: solely)?"
        rf"(?: in (?:its|his|her|their) capacity)? as)? (?P<o>{P})'s? "
        rf"(?P<role>{ROLE}))(?! (?:is|are) ){NO_GENITIVE}",
        by_role,
    ),
    rule(rf"(?P<o>{P})(?P<cut>'s? (?P<role>{ROLE}) (?:is|are) (?P<s>{LIST}))", by_role),
    rule(rf"(?P<cut>(?P<o>{P})'s? (?P<role>{ROLE}),? )(?P<s>{LIST})", by_role),
    rule(rf"(?P<s>{LIST})(?P<cut>,? {CAPACITY}{ROLE_OF_APPOSED})", by_role),
    APPOSITION,
)
"""Relative clauses and appositions: the last one in the sentence is read first."""

OUTER = (
    FRONTED,
    rule(
        rf"(?P<s>{LIST}){AND_OTHERS}{WHO_HAS}(?P<cut>,?(?: and| but)?{ADVERBS} (?P<be>{BE})"
        rf"{ADVERBS} {ROLE_OF})",
        by_role,
        main=True,
    ),
    rule(
        rf"(?P<cut>(?<![\w-])(?P<role>{ROLE}){OF} (?P<o>{EACH}{P}(?:{SEPARATOR}{P})*)"
        rf" (?:is|are|includes?) (?P<s>{LIST}))",
        by_role,
    ),
    rule(
        rf"(?:^|(?<=and )|(?<=by )|(?<=through ))(?P<cut>the (?P<role>{ROLE}) of (?P<o>{P}), )"
        rf"(?P<s>{P})(?=,)",
        by_role,
    ),
    rule(rf"{_IS}{OWNED_BY})", ownership, main=True),
    rule(rf"{_IS}{CONTROLLED_BY})", worth(LinkRole.CONTROLLER, SOLE, "controlled by"), main=True),
    rule(
        rf"{_IS}{MANAGED_BY})", worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "managed by"), main=True
    ),
    rule(
        rf"{_SUBJECT}(?:may|could|might|can)"
        rf"(?: also| each| therefore| thus| both)* be deemed{GAP}{{0,200}}?(?:held|owned)"
        rf"{GAP}{{0,60}}? by (?P<o>{OBJECTS}))",
        deemed,
        main=True,
    ),
    rule(
        rf"{_SUBJECT}{HAVE}{ADVERBS} {POWER}"
        rf"{OVER} {HELD}(?P<o>{OBJECTS}))",
        power,
        main=True,
    ),
    rule(
        rf"(?P<o>{LIST})(?P<cut>,?{ADVERBS} (?:has|have) (?:delegated|granted|given){ADVERBS} "
        rf"{POWER}{GAP}{{0,80}}? to (?P<s>{OBJECTS}))",
        power,
        main=True,
    ),
    rule(
        rf"(?P<cut>{POWER}{OVER} {HELD}(?P<o>{OBJECTS}),? (?:(?:is|are)(?: \w+)? "
        rf"(?:held|exercised|shared|vested|made)(?: \w+)? (?:by|in|with|between|among)|"
        rf"(?:rests?|resides?|lies?)(?: \w+)? (?:with|in))"
        rf"(?! an? ) (?P<s>{LIST}))",
        power,
    ),
    rule(
        rf"(?P<cut>{POWER}{GAP}{{0,60}}?{HELD}(?P<o>{OBJECTS}){GAP}{{0,140}}? (?:is|are) "
        rf"(?:\w+ )?(?:made|exercised|held) by (?:an? |the )(?:\w+ )?committee"
        rf"{GAP}{{0,60}}? (?P<s>{LIST}))",
        committee,
    ),
    rule(
        rf"(?P<s>{LIST})(?P<cut>,?(?: and| but)?{ADVERBS} (?P<be>is|are|serves? on|sits? on)"
        rf"{ADVERBS} (?:(?:an?|the) )?(?:members? of )?(?:the )?investment committee of "
        rf"(?P<o>{OBJECTS}),? (?:which|that){GAP}{{0,60}}?(?:voting|investment|dispositive)"
        rf"{GAP}{{0,40}})",
        committee,
        main=True,
    ),
    rule(
        rf"{_SUBJECT}(?P<be>controls?|"
        rf"do(?:es)? not control|is in control of|are in control of)"
        rf"(?: the investing and trading (?:of|in|for|activities of)(?: {GAP}{{0,60}}? (?:by|"
        r"of))?)?"
        rf" (?P<o>{OBJECTS}))",
        worth(LinkRole.CONTROLLER, SOLE, "controls"),
        main=True,
    ),
    rule(
        rf"{_SUBJECT}(?P<be>is|are){ADVERBS} "
        rf"(?:ultimately |primarily |solely )?responsible for (?:the )?(?:supervision|conduct|"
        rf"management|direction|making|all|investment)(?: and (?:conduct|direction|management|"
        rf"supervision))?{GAP}{{0,40}}? ?investment (?:activities|decisions|"
        rf"management){GAP}{{0,20}}?"
        rf" (?:of|for|by|on behalf of) (?P<o>{OBJECTS}))",
        worth(LinkRole.CONTROLLER, SOLE, "responsible for investment activities"),
        main=True,
    ),
    rule(
        rf"{_SUBJECT}(?P<be>(?:has|have|shares?|exercises?|maintains?|retains?)){ADVERBS}"
        rf"(?: \w+){{0,2}}? control (?:of|over) (?P<o>{OBJECTS}))",
        control,
        main=True,
    ),
    rule(
        rf"{_SUBJECT}(?:beneficially )?(?P<be>owns?|holds?){ADVERBS} (?:all|100%|"
        r"100 percent)(?: of)? (?:the|its) "
        rf"{WITHIN}{{0,60}}?(?:of|in) (?P<o>{OBJECTS}))",
        worth(LinkRole.SHAREHOLDER, SOLE, "owns all of"),
        main=True,
    ),
    rule(
        rf"{_SUBJECT}(?P<be>manages?) (?P<o>{OBJECTS}))",
        worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "manages"),
        main=True,
    ),
)
"""Main clauses, in the order in which they are read."""
