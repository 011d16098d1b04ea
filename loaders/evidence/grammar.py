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
    virtue,
    worth,
)
from loaders.evidence.masking import P, V, X
from loaders.evidence.roles import CHAIN, GRANTED, ROLE, SOLE, grade_role
from loaders.evidence.terms import SEPARATOR
from loaders.evidence.wording import (
    ADVERBS,
    AND_ALSO,
    AND_OTHERS,
    BE,
    CAPACITY,
    CONTROLLED_BY,
    EACH,
    ENTITY,
    GAP,
    HAVE,
    HELD,
    INTERESTS,
    LIST,
    MADE_UP_OF,
    MANAGED_BY,
    NAMED_LAST,
    NO_GENITIVE,
    OBJECTS,
    OF,
    OVER,
    OWNED_BY,
    POWER,
    READ_BEFORE,
    ROLE_OF,
    ROLE_OF_APPOSED,
    VEHICLES,
    VEHICLES_IN_FRONT,
    VEHICLES_LAST,
    WHO_HAS,
    WHOLE,
)

_BEING = (
    rf"(?P<o>{VEHICLES}){READ_BEFORE}(?P<cut>,? (?:(?:which|that|who){ADVERBS} (?:is|are|was|"
    rf"were){ADVERBS} )?{ENTITY}{ADVERBS} ?"
)
_IS = (
    rf"(?P<o>{VEHICLES}){READ_BEFORE}"
    rf"(?P<cut>,?(?: and| but)?{ADVERBS} (?:is|are|was|were){ADVERBS} "
    rf"{ENTITY}"
)
_SUBJECT = rf"(?P<s>{LIST}){READ_BEFORE}{WHO_HAS}{AND_ALSO}(?P<cut>,?(?: and| but)?{ADVERBS} "
_WHO = rf"(?P<s>{LIST})(?P<cut>,? (?:each of )?(?:who|which|whom|that){ADVERBS} "

APPOSITION = rule(rf"(?P<s>{LIST})(?P<cut>, {ROLE_OF_APPOSED})", by_role, when=", ")
"""``X, the manager of V``."""

FRONTED = rule(
    rf"(?:^|(?<=[,;] )|(?<=and ))(?P<cut>{CAPACITY}(?P<role>{ROLE}){OF},? "
    rf"(?P<o>{VEHICLES_IN_FRONT}), )(?P<s>{LIST})"
    r"(?=,? (?:may|has|have|is|are|shares?|could|also|and|directly|indirectly|exercises?|"
    r"possess|might|can|will|controls?|holds?|retains?))",
    by_role,
    when="as |being |of ",
)
"""``As the manager of V, X …``."""

SEATED = rule(
    r"(?:^|(?<=[,;] )|(?<=and ))(?P<cut>(?:as|being) (?:a )?members? of the (?:\w+ )?investment "
    rf"committee of (?P<o>{VEHICLES_IN_FRONT}), )(?P<s>{LIST})"
    r"(?=,? (?:\w+ ){1,8}?(?:power|voting|decisions)\b)",
    committee,
    when="committee",
)
"""``As members of the investment committee of V, X and Y share the power …``."""

OWNING = rule(
    r"(?:^|(?<=[,;] )|(?<=and ))(?P<cut>(?:by virtue|because|as a result|by reason) of (?:its|his|"
    rf"her|their) ownership of {WHOLE} {INTERESTS} (?:of|in) "
    rf"(?P<o>{VEHICLES_IN_FRONT}), )(?P<s>{LIST})"
    r"(?= (?:may|has|have|is|are|could|also|might|can)\b)",
    worth(LinkRole.SHAREHOLDER, SOLE, "owns all of"),
    when="ownership of",
)
"""``By virtue of her ownership of all of V, X …``."""

INNER = (
    rule(
        rf"(?P<s>{LIST})(?P<cut>,? (?:each of )?(?:which|who|that|whom){ADVERBS} (?P<be>{BE})"
        rf"{ADVERBS} {ROLE_OF_APPOSED})",
        by_role,
        when="which|who|that",
    ),
    rule(
        rf"(?P<o>{VEHICLES})(?P<cut>,? (?:and )?(?:each )?(?:of|for) (?:each of )?which{ADVERBS},? "
        rf"(?P<s>{LIST}){AND_OTHERS},?{ADVERBS} (?P<be>{BE}){ADVERBS} (?P<role>{ROLE}))",
        by_role,
        when="which",
    ),
    rule(
        rf"(?P<o>{VEHICLES})(?P<cut>,? (?:whose (?P<role>{ROLE})|(?:the |and the )?(?:sole )?"
        rf"(?P<noun>{ROLE}) of which|of which (?:the |its )?(?P<post>{ROLE})) (?:is|are) "
        rf"(?P<s>{NAMED_LAST}))",
        lambda match, several: grade_role(
            match["role"] or match["noun"] or match["post"], several=several
        ),
        when="which|whose",
    ),
    rule(
        rf"(?P<o>{VEHICLES})(?P<cut>,? (?:with|and) (?P<s>{LIST}) (?:acting |serving )?as (?:its |"
        r"the )?"
        rf"(?P<role>{ROLE}))(?!{OF} )",
        by_role,
        when="with |and ",
    ),
    rule(
        rf"(?P<o>{VEHICLES})(?P<cut>,? (?:over|of|as to|with respect to) (?:which|whose (?:shares|"
        rf"securities|portfolio))(?: shares| securities)?,? (?P<s>{LIST}){ADVERBS} {HAVE}"
        rf"{ADVERBS} {POWER})",
        power,
        when="which|whose",
    ),
    rule(rf"{_BEING}{OWNED_BY})", ownership, when="owned"),
    rule(
        rf"{_BEING}{CONTROLLED_BY})",
        worth(LinkRole.CONTROLLER, SOLE, "controlled by"),
        when="controlled",
    ),
    rule(
        rf"{_BEING}{MANAGED_BY})",
        worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "managed by"),
        when="managed|advised",
    ),
    rule(
        rf"(?P<o>{VEHICLES}){READ_BEFORE}(?P<cut>,? (?:(?:which|that|and){ADVERBS} )?"
        rf"(?:(?:is|are){ADVERBS} )?"
        r"(?:each )?(?:(?:an?|the) )?"
        rf"(?:(?:direct|indirect|wholly[- ]owned|100%[- ]owned|majority[- ]owned),? (?:and |or )?)*"
        rf"subsidiar(?:y|ies) of (?P<s>{OBJECTS}))",
        parent,
        when="subsidiar",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>,? (?:which )?(?:is )?(?:an?|the) (?:\w+ ){{0,3}}?(?<![\w-])"
        rf"(?:revocable|grantor|living) (?:\w+ )?trust (?:that was |which was )?(?:established|"
        rf"created|settled|formed|for the (?:sole )?benefit of)(?: by)? (?P<s>{OBJECTS}))",
        worth(LinkRole.GRANTOR, GRANTED, "revocable trust of"),
        when="trust",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>(?:,? (?:and|through|acting (?:by|through)|by|by and through|via))?"
        rf",? (?P<s>{P}),? (?:(?:(?:which|who) )?(?:is|acts as|serves as) |as |acting as )?"
        rf"its (?P<role>{ROLE}))(?!{OF} )",
        by_role,
        when="its ",
    ),
    rule(
        rf"(?P<o>{V})~(?P<cut>,(?: and)? (?P<s>{P}),? (?:as )?its (?P<role>(?:sole )?"
        r"(?:general partner|investment (?:manager|adviser|advisor))))(?= ?[,.;])",
        by_role,
        when="its ",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>,? (?:and |(?:acting |acts )?(?:by and through|through|by|via) )"
        rf"its (?P<role>{ROLE}),? (?P<s>{LIST}))",
        by_role,
        when="its ",
    ),
    rule(
        rf"(?P<s>{LIST})(?P<cut>,?(?:(?: which| who)?{ADVERBS} (?P<be>{BE}){ADVERBS}|(?: solely)?"
        rf"(?: in (?:its|his|her|their) capacity)? as)? (?P<o>{V})'s? "
        rf"(?P<role>{ROLE}))(?! (?:is|are) ){NO_GENITIVE}",
        by_role,
        when="as |be|is |are |was |were |rem",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>(?:, by)?,? (?P<s>{LIST}),? (?:as )?(?P<role>(?:(?:sole|co-?) ?)?"
        r"(?:trustees?|ttees?|managers?|managing members?|general partners?))(?=[,.;]|$))",
        by_role,
        when="ttee|trustee|manag|partner",
    ),
    rule(
        rf"(?P<o>{VEHICLES}),?{ADVERBS} (?:exercises?|makes?|has|have|holds?|acts?|acting)\b"
        r"[^.;]{0,200}?"
        rf"(?P<cut>,? through (?P<board>(?:an?|its|their|the) [\w ]{{1,40}}?{MADE_UP_OF}) "
        rf"(?P<s>{NAMED_LAST}))",
        committee,
        when="through",
    ),
    rule(
        rf"(?P<s>{LIST}),?{ADVERBS} (?:may|could|might|can|is|are)\b[^.;]{{0,200}}?"
        r"(?P<cut>,? by (?:virtue|reason) of (?:his|her|its|their) (?:respective )?"
        rf"(?:(?P<shared>shared |joint )|sole )?(?:control|{POWER})"
        rf"(?: over| of)?(?: and [^.;{P[1:-1]}]{{1,60}}? (?:of|in))? (?P<o>{VEHICLES_LAST}))",
        virtue,
        when="virtue of|reason of",
    ),
    rule(
        rf"(?P<s>{P})(?P<cut>,? (?:through|because of|as a result of|by (?:virtue|reason) of) "
        r"(?:his|her|its|their) "
        rf"(?:(?P<shared>shared |joint )|sole )?(?:control|{POWER}) (?:of|over) "
        rf"(?P<o>{VEHICLES_LAST}))(?=,)",
        virtue,
        when="control|power",
    ),
    rule(
        rf"(?P<s>{LIST})(?P<cut>'s? (?:resignation|retirement|removal|departure) as "
        rf"{ROLE_OF_APPOSED})",
        by_role,
        when="resignation|retirement|removal|departure",
    ),
    rule(
        rf"(?P<s>{P})(?P<cut>'s? (?:revocable|living|grantor) (?:\w+ )?trust,? (?:the )?)"
        rf"(?P<o>{V})",
        worth(LinkRole.GRANTOR, GRANTED, "revocable trust of"),
        when="trust",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>, (?P<s>{P}) is (?:the |its )?(?:sole )?"
        r"(?P<role>managers?|managing members?|general partner|trustee)(?=[,.;]|$))",
        by_role,
        when="manag|partner|trustee",
    ),
    rule(
        rf"{_WHO}(?P<be>controls?|manages?) (?P<o>{VEHICLES_LAST}))",
        worth(LinkRole.CONTROLLER, SOLE, "controls"),
        when="who|which|that",
    ),
    rule(
        rf"{_WHO}{HAVE}{ADVERBS} {POWER}{OVER} {HELD}(?P<o>{VEHICLES_LAST}))",
        power,
        when="who|which|that",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>'s? (?P<role>{ROLE}) (?:is|are) (?P<s>{NAMED_LAST}))",
        by_role,
        when="'",
    ),
    rule(
        rf"(?<!is )(?<!are )(?<!as )(?P<cut>(?P<o>{V})'s? (?P<role>{ROLE}),? )(?P<s>{LIST})",
        by_role,
        when="'",
    ),
    rule(rf"(?P<s>{LIST})(?P<cut>,? {CAPACITY}{ROLE_OF_APPOSED})", by_role, when="as |being|of "),
    APPOSITION,
)
"""Relative clauses and appositions: the last one in the sentence is read first."""

IN_FRONT = (FRONTED, SEATED, OWNING)
"""Phrases before a subject whose own predicate follows."""

OUTER = (
    *IN_FRONT,
    rule(
        rf"(?P<s>{LIST}){READ_BEFORE}{AND_OTHERS}{WHO_HAS}{AND_ALSO}"
        rf"(?P<cut>,?(?: and| but)?{ADVERBS} "
        rf"(?P<be>{BE})"
        rf"{ADVERBS} {ROLE_OF})",
        by_role,
        main=True,
    ),
    rule(
        rf"(?P<cut>(?<![\w-])(?P<role>{ROLE}){OF} (?P<o>{EACH}{V}(?:{SEPARATOR}{V})*)"
        rf" (?:is|are|includes?) (?P<s>{NAMED_LAST}))",
        by_role,
    ),
    rule(
        rf"(?:^|(?<=and )|(?<=by )|(?<=through ))(?P<cut>the (?P<role>{ROLE}) of (?P<o>{V}), )"
        rf"(?P<s>{P})(?=,(?! (?:and )?(?:the )?{P}))",
        by_role,
        when="the ",
    ),
    rule(rf"{_IS}{OWNED_BY})", ownership, main=True, when="owned"),
    rule(
        rf"(?P<cut>\b{INTERESTS} (?:of|in) (?P<o>{EACH}{V}(?:{SEPARATOR}{V})*) (?:is|are){ADVERBS} "
        rf"{OWNED_BY})",
        ownership,
        when="owned",
    ),
    rule(
        r"(?P<cut>\b(?:investment|voting|disposition)"
        r"(?:,? (?:and|or) (?:investment|voting|disposition|dispositive))? decisions? "
        r"(?:for|of|by|at|regarding|relating to|with respect to|on behalf of) "
        rf"{HELD}(?P<o>{VEHICLES_LAST}) (?:is|are){ADVERBS} made by )(?:its {ROLE},? )?"
        rf"(?P<s>{NAMED_LAST})",
        worth(LinkRole.CONTROLLER, SOLE, "makes decisions for"),
        when="decision",
    ),
    rule(
        rf"(?P<cut>\b{WHOLE} {INTERESTS} (?:of|in) (?P<o>{EACH}{V}(?:{SEPARATOR}{V})*)"
        rf" (?:is|are){ADVERBS} (?:owned|held|controlled){ADVERBS} by (?P<s>{OBJECTS}))",
        worth(LinkRole.SHAREHOLDER, SOLE, "owned by"),
        when="all|100|hundred",
    ),
    rule(
        rf"{_IS}{CONTROLLED_BY})",
        worth(LinkRole.CONTROLLER, SOLE, "controlled by"),
        main=True,
        when="controlled",
    ),
    rule(
        rf"{_IS}{MANAGED_BY})",
        worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "managed by"),
        main=True,
        when="managed|advised",
    ),
    rule(
        rf"{_SUBJECT}(?:may|could)(?: also)? be deemed to control (?P<o>{VEHICLES_LAST}),? as "
        rf"(?:its |the |an? )?(?P<role>{ROLE}))(?!{OF} )",
        by_role,
        main=True,
        when="deemed to control",
    ),
    rule(
        rf"{_SUBJECT}(?:may|could|might|can)"
        rf"(?: also| each| therefore| thus| both)* be deemed{GAP}{{0,200}}?(?:held|owned)"
        rf"{GAP}{{0,60}}? by (?P<o>{VEHICLES_LAST}))",
        deemed,
        main=True,
        when="deemed",
    ),
    rule(
        rf"{_SUBJECT}{HAVE}{ADVERBS} {POWER}"
        rf"{OVER} {HELD}(?P<o>{VEHICLES_LAST}))",
        power,
        main=True,
        when="vot|invest|dispos|discretion|direct|control",
    ),
    rule(
        rf"(?P<o>{VEHICLES})(?P<cut>,?{ADVERBS} (?:has|have) (?:delegated|granted|given){ADVERBS} "
        rf"{POWER}{GAP}{{0,80}}? to (?P<s>{OBJECTS}))",
        power,
        main=True,
        when="delegated|granted|given",
    ),
    rule(
        rf"(?P<cut>{POWER}{OVER} {HELD}(?P<o>{VEHICLES_LAST}),? (?:(?:is|are)(?: \w+)? "
        rf"(?:held|exercised|shared|vested|made)(?: \w+)? (?:by|in|with|between|among)|"
        rf"(?:rests?|resides?|lies?)(?: \w+)? (?:with|in))"
        rf"(?! an? ) (?P<s>{LIST}))",
        power,
        when="vot|invest|dispos|discretion|direct|control",
    ),
    rule(
        rf"(?P<cut>{POWER}{GAP}{{0,60}}?{HELD}(?P<o>{VEHICLES_LAST}){GAP}{{0,140}}? (?:is|are) "
        rf"(?:\w+ )?(?:made|exercised|held) by (?:an? |the )(?:\w+ )?committee"
        rf"{GAP}{{0,60}}? (?P<s>{LIST}))",
        committee,
        when="committee",
    ),
    rule(
        rf"(?P<s>{LIST})(?P<cut>,?(?: and| but)?{ADVERBS} (?P<be>is|are|serves? on|sits? on)"
        rf"{ADVERBS} (?:(?:an?|the) )?(?:members? of )?(?:the )?investment committee of "
        rf"(?P<o>{VEHICLES_LAST}),? (?:which|that){GAP}{{0,60}}?(?:voting|investment|dispositive)"
        rf"{GAP}{{0,40}})",
        committee,
        main=True,
        when="committee",
    ),
    rule(
        rf"{_SUBJECT}(?P<be>(?:is|are){ADVERBS} in a position{ADVERBS} to "
        rf"(?:determine|direct|control)) {GAP}{{0,60}}?(?:investment|voting|disposition)"
        rf"{GAP}{{0,40}}? (?:made by|of|by|for) "
        rf"(?P<o>{VEHICLES_LAST}))",
        worth(LinkRole.CONTROLLER, SOLE, "determines decisions"),
        main=True,
        when="position",
    ),
    rule(
        rf"{_SUBJECT}(?P<be>controls?|"
        rf"do(?:es)? not control|is in control of|are in control of)"
        rf"(?: the investing and trading (?:of|in|for|activities of)(?: {GAP}{{0,60}}? (?:by|"
        r"of))?)?"
        rf" (?P<o>{VEHICLES_LAST}))",
        worth(LinkRole.CONTROLLER, SOLE, "controls"),
        main=True,
        when="control",
    ),
    rule(
        rf"{_SUBJECT}(?P<be>is|are){ADVERBS} "
        rf"(?:ultimately |primarily |solely )?responsible for (?:the )?(?:supervision|conduct|"
        rf"management|direction|making|all|investment)(?: and (?:conduct|direction|management|"
        rf"supervision))?{GAP}{{0,40}}? ?investment (?:activities|decisions|"
        rf"management){GAP}{{0,20}}?"
        rf" (?:of|for|by|on behalf of) (?P<o>{VEHICLES_LAST}))",
        worth(LinkRole.CONTROLLER, SOLE, "responsible for investment activities"),
        main=True,
        when="responsible",
    ),
    rule(
        rf"{_SUBJECT}(?P<be>(?:has|have|shares?|exercises?|maintains?|retains?)){ADVERBS}"
        rf"(?: \w+){{0,2}}? control (?:of|over) (?P<o>{VEHICLES_LAST}))",
        control,
        main=True,
        when="control",
    ),
    rule(
        # A feeder fund that owns most of its master fund does not control it.
        rf"(?P<s>{X}~?+){READ_BEFORE}{WHO_HAS}{AND_ALSO}(?P<cut>,?(?: and| but)?{ADVERBS} "
        rf"(?P<be>owns?|holds?|has){ADVERBS} "
        rf"(?P<by>(?:a|the) (?:controlling|majority) "
        rf"(?:\w+ )?(?:interest|stake) in|a majority of {INTERESTS} (?:of|in)) "
        rf"(?P<o>{VEHICLES_LAST}))",
        ownership,
        main=True,
        when="controlling|majority",
    ),
    rule(
        rf"{_SUBJECT}(?:beneficially )?(?P<be>owns?|holds?){ADVERBS} {WHOLE} "
        rf"(?:{INTERESTS} (?:of|in) )?(?P<o>{VEHICLES_LAST}))",
        worth(LinkRole.SHAREHOLDER, SOLE, "owns all of"),
        main=True,
        when="all|100|hundred",
    ),
    rule(
        rf"{_SUBJECT}(?P<be>manages?) (?P<o>{VEHICLES_LAST}))",
        worth(LinkRole.INVESTMENT_MANAGER, CHAIN, "manages"),
        main=True,
        when="manage",
    ),
)
"""Main clauses, in the order in which they are read."""
