"""Relative clauses and appositions that say who controls whom: rules over masked sentences."""

from collections.abc import Iterator

from graph_api.domain.links import LinkRole
from loaders.evidence.grading import (
    Rule,
    by_role,
    committee,
    members,
    parent,
    rule,
    worth,
)
from loaders.evidence.masking import P, V
from loaders.evidence.predicates import ACTIVE, PASSIVE, REASONS, REASONS_OF_NAMED, Active
from loaders.evidence.roles import GRANTED, ROLE, SOLE, grade_role
from loaders.evidence.wording import (
    ADVERBS,
    AND_OTHERS,
    AS_MEMBERS_SHARE,
    BE,
    CAPACITY,
    ENTITY,
    INTERESTS,
    KIND,
    LIST,
    MADE_UP_OF,
    NAMED_LAST,
    NO_GENITIVE,
    OBJECTS,
    OF,
    READ_BEFORE,
    ROLE_OF_APPOSED,
    SUBSIDIARY,
    VEHICLES,
    VEHICLES_APPOSED,
    VEHICLES_LAST,
    WHOLE,
    WHOLLY,
)

APPOSITION = rule(rf"(?P<s>{LIST})(?P<cut>, {ROLE_OF_APPOSED})", by_role, ", ")
"""``X, the manager of V``."""

_BESIDE = (
    rule(rf"(?P<s>{LIST}), who,(?P<cut> {CAPACITY}{ROLE_OF_APPOSED},?)", by_role, "who,"),
    rule(
        rf"(?P<s>{LIST})(?P<cut>,? {CAPACITY}{ROLE_OF_APPOSED})",
        by_role,
        "as |being ",
        explains=True,
    ),
    *(
        rule(
            rf"(?P<s>{LIST})(?P<cut>,? {reason}(?P<o>{VEHICLES_APPOSED}))",
            grade,
            cues,
            explains=True,
        )
        for reason, grade, cues in REASONS
    ),
    *(
        rule(rf"(?P<cut>(?:^|,? ){reason}(?P<o>{VEHICLES_APPOSED}))", grade, cues)
        for reason, grade, cues in REASONS_OF_NAMED
    ),
)
"""``X, by virtue of her control of V, …``, ``by virtue of X's control of V``."""


def _active(said: Active) -> Iterator[Rule]:
    """Yield ``X, who controls V`` and ``V, which X controls``."""
    yield rule(
        rf"(?P<s>{said.subject})(?P<cut>,? (?:each of )?(?:who|which|whom|that),?{ADVERBS} "
        rf"{said.verb}{said.to}(?P<o>{VEHICLES_LAST}))",
        said.grade,
        said.when,
        "who|which|that",
    )
    if said.which is not None:
        yield rule(
            rf"(?P<o>{VEHICLES})(?P<cut>,? (?:{KIND})?{said.which},? (?P<s>{said.subject})"
            rf"{ADVERBS} {said.verb}{said.rest})",
            said.grade,
            said.when,
            "who|which|that",
        )


_PASSIVE = tuple(
    rule(
        rf"(?P<o>{VEHICLES}){READ_BEFORE}(?P<cut>,? (?:(?:which|that|who|"
        rf"(?:each|both|all) of which){ADVERBS} (?:is|are|was|were){ADVERBS} )?{ENTITY}"
        rf"{ADVERBS} ?{by_whom})",
        grade,
        cues,
    )
    for by_whom, grade, cues in PASSIVE
)
INNER = (
    rule(AS_MEMBERS_SHARE, members, "share"),
    rule(
        rf"(?P<o>{V})(?P<cut>,? (?:as to|over|for) which (?P<s>{LIST}), as (?:the |its )?"
        rf"(?P<role>{ROLE}),?)(?= (?:shares?|has|have|exercises?)\b)",
        by_role,
        "which",
    ),
    rule(
        rf"(?P<s>{LIST})(?P<cut>,? (?:each of )?(?:which|who|that|whom){ADVERBS} (?P<be>{BE})"
        rf"{ADVERBS} {ROLE_OF_APPOSED})",
        by_role,
        "which|who|that",
    ),
    rule(
        rf"(?P<o>{VEHICLES})(?P<cut>,? (?:{KIND})?(?:and )?(?:each )?(?:of|for) (?:each of )?which"
        rf"{ADVERBS},? "
        rf"(?P<s>{LIST}){AND_OTHERS},?{ADVERBS} (?P<be>{BE}){ADVERBS} (?P<role>{ROLE}))",
        by_role,
        "which",
    ),
    rule(
        rf"(?P<o>{VEHICLES}),? (?:of|for) which (?:the )?{P} (?:is|serves as|acts as) "
        rf"[^,.;{P[1:-1]}]{{1,60}}(?P<cut> and (?P<s>{P}) (?P<be>is|serves as|acts as) "
        rf"(?P<role>{ROLE}))(?= ?[,.;]|$)",
        by_role,
        "which",
    ),
    rule(
        rf"(?P<o>{VEHICLES})(?P<cut>,? (?:whose (?P<role>{ROLE})|(?:and )?"
        rf"(?P<noun>{ROLE}) of which|of which (?:the |its )?(?P<post>{ROLE})) (?:is|are) "
        rf"(?P<s>{NAMED_LAST}))",
        lambda match, several: grade_role(
            match["role"] or match["noun"] or match["post"], several=several
        ),
        "which|whose",
    ),
    rule(
        rf"(?P<o>{VEHICLES})(?P<cut>,? (?:with|and) (?P<s>{LIST}) (?:acting |serving )?as (?:its |"
        r"the )?"
        rf"(?P<role>{ROLE}))(?!{OF} )",
        by_role,
        "with |and ",
    ),
    *_PASSIVE,
    rule(
        rf"(?P<o>{VEHICLES})(?P<cut>,? {WHOLE} {INTERESTS} (?:of|in) which (?:is|are){ADVERBS} "
        rf"(?:owned|held|controlled){ADVERBS} by (?P<s>{OBJECTS}))",
        worth(LinkRole.SHAREHOLDER, SOLE, "owned by"),
        "of which|in which",
    ),
    rule(
        rf"(?P<o>{VEHICLES}){READ_BEFORE}(?P<cut>,? (?:(?:which|that){ADVERBS} )?"
        rf"(?:(?:is|are){ADVERBS} )?(?:each )?(?:(?:an?|the) )?{SUBSIDIARY} of (?P<s>{OBJECTS}))",
        parent,
        "subsidiar|owned",
    ),
    rule(
        rf"(?P<s>{P})(?P<cut>,?[^.;,{P[1:-1]}]{{0,40}}? (?:and|through|by) its "
        r"(?:(?:direct|indirect|wholly[- ]owned),? (?:and |or )?){1,3}subsidiar(?:y|ies),? "
        r"(?:including )?"
        rf"(?P<o>{VEHICLES}))",
        parent,
        "subsidiar",
    ),
    rule(
        rf"(?P<s>{P})(?P<cut>'s? {WHOLLY}owned (?:[\w-]+ ){{0,3}}?"
        rf"(?:vehicle|company|entity|corporation|subsidiary|firm|LLC|partnership),? )(?P<o>{V})",
        worth(LinkRole.SHAREHOLDER, SOLE, "owned by"),
        "owned",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>, (?P<s>{P})'s? {WHOLLY}owned (?:[\w-]+ ){{0,3}}?"
        r"(?:vehicle|company|entity|corporation|subsidiary|firm|LLC|partnership))",
        worth(LinkRole.SHAREHOLDER, SOLE, "owned by"),
        "owned",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>,? (?:which )?(?:is )?(?:an?|the) (?:\w+ ){{0,3}}?(?<![\w-])"
        rf"(?:revocable|grantor|living) (?:\w+ )?trust (?:that was |which was )?(?:established|"
        rf"created|settled|formed|for the (?:sole )?benefit of)(?: by)? (?P<s>{OBJECTS}))",
        worth(LinkRole.GRANTOR, GRANTED, "revocable trust of"),
        "trust",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>(?:,? (?:and|through|acting (?:by|through)|by|by and through|via))?"
        rf",? (?P<s>{P}),? (?:(?:(?:which|who) )?(?:is|acts as|serves as) |as |acting as )?"
        rf"its (?P<role>{ROLE}))(?!{OF} )",
        by_role,
        "its ",
    ),
    rule(
        rf"(?P<o>{V})~(?P<cut>,(?: and)? (?P<s>{P}),? (?:as )?its (?P<role>(?:sole )?"
        r"(?:general partner|investment (?:manager|adviser|advisor))))(?= ?[,.;])",
        by_role,
        "its ",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>,? (?:and |(?:acting |acts )?(?:by and through|through|by|via) )"
        rf"its (?P<role>{ROLE}),? (?P<s>{LIST}))",
        by_role,
        "its ",
    ),
    rule(
        rf"(?<=is )(?P<o>{V})(?P<cut>,? and its (?P<role>{ROLE}) (?:is|are) (?P<s>{NAMED_LAST}))",
        by_role,
        "and its ",
    ),
    rule(
        rf"(?P<s>{LIST})(?P<cut>,?(?:(?: which| who)?{ADVERBS} (?P<be>{BE}){ADVERBS}|(?: solely)?"
        rf"(?: in (?:its|his|her|their) capacity)? as)? (?P<o>{V})'s? "
        rf"(?P<role>{ROLE}))(?! (?:is|are) ){NO_GENITIVE}",
        by_role,
        "as |be|is |are |was |were |rem",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>(?:, by)?,? (?P<s>{LIST}),? (?:as )?(?P<role>(?:(?:sole|co-?) ?)?"
        r"(?:trustees?|ttees?|managers?|managing members?|general partners?))(?=[,.;]|$))",
        by_role,
        "ttee|trustee|manag|partner",
    ),
    rule(
        rf"(?P<o>{VEHICLES}),?{ADVERBS} (?:exercises?|makes?|has|have|holds?|acts?|acting)\b"
        r"[^.;]{0,200}?"
        rf"(?P<cut>,? through (?P<board>(?:an?|its|their|the) [\w -]{{1,40}}?{MADE_UP_OF}) "
        rf"(?P<s>{NAMED_LAST}))",
        committee,
        "through",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>,? (?:acting )?through (?P<board>(?:an?|its|the) [\w -]{{1,40}}?"
        rf"{MADE_UP_OF}) (?P<s>{NAMED_LAST}))"
        r"(?=,? (?:has|exercises|makes|holds|possesses|shares)\b)",
        committee,
        "through",
    ),
    rule(
        rf"(?P<cut>\b(?:the |an? )(?:\w+ )?committee of (?P<o>{V}){MADE_UP_OF} "
        rf"(?P<s>{NAMED_LAST}))(?=[^.;]{{0,60}}? (?:power|decisions?|voting|control)\b)",
        committee,
        "committee",
    ),
    rule(
        rf"(?P<s>{LIST})(?P<cut>'s? (?:resignation|retirement|removal|departure) as "
        rf"{ROLE_OF_APPOSED})",
        by_role,
        "resignation|retirement|removal|departure",
    ),
    rule(
        rf"(?P<s>{P})(?P<cut>'s? (?:revocable|living|grantor) (?:\w+ )?trust,? (?:the )?)"
        rf"(?P<o>{V})",
        worth(LinkRole.GRANTOR, GRANTED, "revocable trust of"),
        "trust",
    ),
    rule(
        rf"(?P<o>{V})(?P<cut>, (?P<s>{P}) is (?:the |its )?(?:sole )?"
        r"(?P<role>managers?|managing members?|general partner|trustee)(?=[,.;]|$))",
        by_role,
        "manag|partner|trustee",
    ),
    *(rule for said in ACTIVE for rule in _active(said)),
    rule(
        rf"(?P<o>{V})(?P<cut>'s? (?P<role>{ROLE}) (?:is|are) (?P<s>{NAMED_LAST}))",
        by_role,
        "'",
    ),
    rule(
        rf"(?<!is )(?<!are )(?<!as )(?P<cut>(?P<o>{V})'s? (?P<role>{ROLE}),? )(?P<s>{LIST})",
        by_role,
        "'",
    ),
    *_BESIDE,
    APPOSITION,
)
"""Relative clauses and appositions: the last one in the sentence is read first."""
