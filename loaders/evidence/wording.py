"""The parts of which sentences about control are made, as patterns over masked text."""

from loaders.evidence.masking import P, V, X
from loaders.evidence.roles import ROLE
from loaders.evidence.terms import SEPARATOR

_RANGE = P[1:-1]

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|"
    r"aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
DATE = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}|"
    r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d{2}-\d{2})\b"
)
"""A day in one of the ways in which filings write it."""

ACTED = (
    r"(?:sold|bought|purchased|acquired|disposed|transferred|received|distributed|contributed|"
    r"exercised|reported|filed|entered|agreed|delivered|granted|became|ceased|made|elected)"
)
"""Verbs in the past: they do not tell one subject from several."""
# A name that has a verb of its own, or had one that has been read, ends no list of objects; a
# description may stand between the two: "X, a registered adviser, is …".
OWN_VERB = (
    r"(?!, (?:by (?:virtue|reason)|as a result|due to)\b)"
    rf"(?!, (?:an?|the) [^.;{_RANGE}]{{1,160}}, (?:is|was|has|serves|acts) )"
    r"(?!(?:(?<=~),)? "
    r"(?:is|are|was|were|has|have|had|may|serves?|acts?|controls?|exercises?|each|also|owns?|"
    r"holds?|shares?|directly|disclaims?|makes?|retains?|possess(?:es)?|manages?|could|"
    rf"{ACTED})\b)"
)
# Nor does one that shares its verb with names behind it: "the manager of V, and X and Y are …"
_SHARED = (
    r"are|were|have|share|serve|act|control|exercise|hold|own|disclaim|make|retain|manage|"
    rf"{ACTED}"
)
_BEHIND = rf"(?:, (?:the )?{P}~?+)*(?:,? (?:and|or|&) (?:the )?{P}~?+)?(?:(?<=~),)?"
VERB_NEXT = (
    rf"{OWN_VERB}(?!{_BEHIND}(?:\^| (?:{_SHARED})\b))"
    # Of one name alone "may" may be said as well; after ", and" rather a new clause begins.
    rf"(?!(?<=, and {P}){_BEHIND} (?:may|each)\b)"
)
NO_GENITIVE = (
    r"(?!'s? (?!shares|securities|stock|holdings|investments?|portfolio|assets|business|affairs)"
    r"[a-z])"
)
APPOSED = "~"
"""Stands behind a name from which an inner clause has been removed."""
READ = "^"
"""Stands behind a subject whose predicate has been removed: more may follow."""

READ_BEFORE = r"\^?"

EACH = r"(?:each of |both(?: of)? |all of |either of )?(?:the )?"
AND_OTHERS = (
    r"(?: and (?:an?|the|his|her|its|another|two|three|certain|other|"
    rf"one)\b[^,.;{_RANGE}]{{1,60}})?"
)
LIST = rf"{EACH}{P}~?+(?:{SEPARATOR}{P}~?+)*"
NAMED_LAST = rf"{EACH}{P}~?+(?:{SEPARATOR}{P}~?+{VERB_NEXT})*"
"""A list at the end of a statement: a name that has a verb of its own is no part of it."""

VEHICLES = rf"{EACH}{V}~?+(?:{SEPARATOR}{V}~?+)*"
VEHICLES_LAST = rf"{EACH}{V}~?+(?:{SEPARATOR}{V}~?+{VERB_NEXT})*{NO_GENITIVE}"
# "As the manager of A and B, X …": the subject behind the comma has the verb.
VEHICLES_IN_FRONT = rf"{EACH}{V}~?+(?:{SEPARATOR}{V}~?+{OWN_VERB})*{NO_GENITIVE}"
OBJECTS = rf"{EACH}{P}~?+(?:{SEPARATOR}{P}~?+{VERB_NEXT})*{NO_GENITIVE}"
# In "held by A, the manager of V, and B~" the last name begins a description of its own.
_NEXT_DESCRIBED = (
    r"(?!~|,? (?:as|who|which|in (?:its|his|her|their) capacity) |, (?:the|an?|in|its|each|by) )"
)
_PLAIN_VERB_NEXT = (
    rf"{OWN_VERB}(?!(?:, (?:the )?{P})*(?:,? (?:and|or|&) (?:the )?{P})?(?:\^| (?:{_SHARED})\b))"
)
VEHICLES_APPOSED = (
    rf"{EACH}{V}~?+(?:{SEPARATOR}{V}{_NEXT_DESCRIBED}{_PLAIN_VERB_NEXT})*{NO_GENITIVE}"
)
ADVERBS = (
    r"(?:(?:,? ?\b(?:as such|in such capacity|in that capacity|in such capacities|as a result|"
    r"accordingly|therefore|thereby|consequently|also|in turn|currently|presently|thus|"
    r"directly or indirectly|directly and indirectly|directly|indirectly|ultimately|together|"
    r"jointly|each|collectively|solely|effectively|both|all|individually|respectively|"
    r"with respect to (?:the|such|these) (?:securities|shares)"
    r"(?: (?:reported|described|listed|held|owned)(?: (?:herein|hereby|above|below|directly))?)?|"
    r"not|no longer|formerly|previously|never)\b|"
    rf",? (?:until|since|from|as of|on|through|effective(?: as of| on)?) {DATE}){{1,6}},?)?"
)
PLAIN_BE = r"(?:is|are|was|were|being|has been|have been|had been|remains?)"
BE = (
    r"(?:"
    rf"(?!(?:has been|have been|was|were) (?:appointed|named|elected|designated|removed|replaced))"
    rf"{PLAIN_BE}|(?:(?:has|have|had) )?(?:serves?|acts?|served|acted|serving|acting)(?: \w+)? as|"
    r"(?:(?:has|have) )?(?:ceased to (?:be|serve as|act as)|ceased (?:being|serving as|acting as)|"
    r"resigned (?:from (?:his|her|its|their) (?:position|role)s? )?as|stepped down as|retired as|"
    r"withdrew as|been (?:removed|replaced) as)|(?:was|were) (?:removed|replaced) as|"
    r"(?:(?:has|have|had) been|was|were) (?:appointed|named|elected|designated)"
    r"(?: as| to (?:be|serve as|act as))?|"
    r"continues? to (?:be|serve as|act as)|became|has become|have become)"
)
WHOLLY = r"(?:wholly|solely|entirely|100%|100 percent|one hundred percent)[- ]"
WHOLE = r"(?:all|100%|100 percent|one hundred percent)(?: of)?"
SUBSIDIARY = (
    r"(?:(?:(?:direct|indirect|wholly[- ]owned|100%[- ]owned|majority[- ]owned),? "
    r"(?:and |or )?)*(?:[a-z-]+ )?subsidiar(?:y|ies)|"
    rf"{WHOLLY}owned (?:\w+ ){{0,2}}?(?:vehicle|company|entity|affiliate))"
)
INTERESTS = (
    # Who owns what carries no votes controls nothing.
    r"(?!(?:[\w/-]+ ){0,6}?(?:limited partner|non-?voting|economic|preferred|profits?|carried|"
    r"pecuniary))(?:the |its )?(?:[\w/]+ ){0,6}?(?:stock|shares|share capital|"
    r"equity(?: interests?)?|"
    r"(?:membership |limited liability company |partnership |voting |ownership )?interests?|units|"
    r"securities|voting power)"
)
STEP = (
    r"(?:(?:the|its) (?:entity|company|firm|limited liability company|limited partnership|LLC),? "
    r"(?:which|that) (?:is|acts as|serves as) )?"
    r"(?:the|its) (?:sole |ultimate )?(?:general partner|managing member|manager|"
    r"investment (?:manager|adviser|advisor)) of "
)
"""A step of a chain whose entity has no name: ``the general partner of V``."""
OF = (
    rf" (?:of|for|to)(?: {STEP[:-1]}| (?:{WHOLE}|the) {INTERESTS} (?:of|in)|"
    r" (?:an? |certain |various |several |private |investment )*"
    rf"(?:variety|number|accounts|clients|funds)\b[^.;{_RANGE}]{{0,80}}?,? including)?"
)
ROLE_OF = rf"(?P<role>{ROLE})(?:, respectively)?,?{OF},? (?P<o>{VEHICLES_LAST})"
ROLE_OF_APPOSED = rf"(?P<role>{ROLE}){OF} (?P<o>{VEHICLES_APPOSED})"
NEXT_ITEM = "|"
"""Stands before the next item of an enumeration: ``is (i) the manager of V; (ii) …``."""

_MORE = rf"(?:,? and |[,;]+ (?:and )?|\| )(?:also |is |as )*(?P<role>{ROLE}){OF} "
MORE_ROLES = rf"{_MORE}(?P<o>{VEHICLES_LAST})(?! (?:is|are|was|were) )"
MORE_APPOSED = rf"{_MORE}(?P<o>{VEHICLES_APPOSED})(?! (?:is|are|was|were) )"
HIS = r"(?:(?P<his>its|his|her|their) (?:respective |current )?)"
WHY = (
    r"(?:(?:by (?:virtue|reason)|because|as a (?:result|consequence)|on account) of|due to|"
    r"owing to|through|given|based (?:up)?on)"
)
CAPACITY = (
    r"(?:(?:solely |each |acting )*(?:as|being|serving as|"
    r"in (?:(?:(?P<his>its|his|her|their)|the) (?:respective )?)?(?:capacit(?:y|ies)|roles?)"
    r" (?:as|of)) )"
)
"""``as``, ``in her capacity as``."""
POSITION = (
    r"(?:being|serving as|acting as|"
    r"(?:positions?|roles?|status|capacit(?:y|ies)|services?) (?:as|of)) "
)
"""``position as``, after ``by virtue of her``."""
WHO_HAS = (
    rf"(?:, (?:who|which|as|in (?:its|his|her|their) capacity|through|acting|an?) "
    rf"[^,;:{_RANGE}]{{1,120}}(?:, as amended)?,|"
    r", (?:in|of|to|from) which [^,;:]{1,120},|"
    rf",? (?:directly or indirectly )?through (?:the )?{V}(?:{SEPARATOR}{V})*,)?"
)
AND_ALSO = (
    r"(?:,?(?: (?:also|each|both|together|jointly))?"
    r" (?:owns?|holds?|is|are|has|have|serves?|acts?)\b"
    rf"(?:[^.;{_RANGE}]|(?<=[nry] ){P}|(?<=(?:of|to|th) ){P}|(?<=the ){P}){{1,160}}?,? and)?"
)
"""A predicate before the one that counts: ``owns 50% of V and``."""

_KINDS_OF_ENTITIES = (
    r"(?:partnerships|companies|corporations|trusts|funds|vehicles|entities|firms|foundations|"
    r"LLCs)"
)
KIND = (
    r"(?:(?:an?|the|each an?) [^,.;]{0,60}?(?:partnership|company|companies|corporation|trusts?|"
    r"funds?|vehicles?|entit(?:y|ies)|firm|foundation|LLC|account|affiliates?)|"
    rf"(?:(?:all|both|private|investment|holding|family|limited liability) ){{0,3}}"
    rf"{_KINDS_OF_ENTITIES}),? "
)
"""``an entity``, ``investment funds``: a description of the vehicle before it."""
ENTITY = rf"(?:{KIND}(?:(?:that|which) (?:is|are) )?)?"
WITHIN = rf"(?:(?! (?:is|are|was|were|has|have|may|who|which|that|but)\b)[^.;{_RANGE}])"
HELD = (
    rf"(?:(?:{WITHIN}{{0,160}}?(?: (?:that|which) (?:is|are|was|were))? )??"
    rf"(?:held|owned|of record|beneficially|directly|managed)(?: [\w/]+){{0,5}}? by |"
    rf"(?:{WITHIN}{{0,120}}? )?of |)"
)
GAP = rf"[^.;{_RANGE}]"

QUALITY = (
    r"(?:the |any |all |its |his |her |no |sole |shared |joint |exclusive |ultimate |full |"
    r"complete |"
    r"final |such |and/or |and |or |power and |right and )*"
)
_ALSO = r"(?:(?:the|sole|shared|joint|exclusive) )*"
_A_POWER = r"(?:voting|investment|dispositive|disposition|dispositional|investing|management)"
POWER = (
    rf"{QUALITY}(?P<power>(?:{_A_POWER}(?:,? and/or |,? and |,? or |, | over | )?{_ALSO}){{2,3}}"
    r"(?:power|control|authority|discretion|decisions?|rights?)s?|"
    r"(?:investment|dispositive) (?:discretion|control|authority)|"
    r"(?:voting|investment|dispositive) (?:power|control|authority),? (?:and/or|and|or) "
    rf"{_ALSO}(?:voting|investment|dispositive) (?:power|control|authority)|"
    r"(?:(?:discretionary |full )*(?:power|authority|discretion|right|ability))s? to "
    rf"(?:vote|direct|control|dispose|exercise|make){GAP}{{0,90}}?"
    r"(?:dispos\w+|vot\w+|sale|investment)(?: of)?)"
)
_CHOICE = r"(?:investment|voting|disposition|dispositive|sale|acquisition|purchase)"
_CHOICES = rf"{_CHOICE}(?:,? (?:and/or|and|or) (?:the )?{_CHOICE}){{0,2}}"
DECISIONS = (
    rf"(?:{_CHOICES} (?:decisions?|determinations?)|"
    r"decisions? (?:regarding|relating to|concerning|as to|about|with respect to) (?:the )?"
    rf"{_CHOICES})"
)
TWO_CHOICES = rf"(?:the |all |any )*{_CHOICE},? (?:and/or|and|or) (?:the )?{_CHOICE}(?: decisions)?"
HAVE = (
    r"(?P<be>(?:has|have) been (?:granted|given|delegated)|has|have|had|holds?|exercises?|retains?|"
    r"possess(?:es)?|shares?|maintains?|having|holding|exercising|retaining|sharing|"
    r"does not (?:have|share|exercise)|do not (?:have|share|exercise)|makes?)"
)
OVER = r"(?:,? (?:over|with respect to|as to|in respect of|regarding|for|on behalf of|of))"

MADE_UP_OF = (
    r"(?:,? (?:which|that) (?:is )?|,? )?(?:(?:currently |presently )?(?:comprised|consisting|"
    r"composed|consists|comprises|comprising|made up)(?: of)?|the members of which are|"
    r"whose members are|includes|including)"
)
_SHARE = (
    r"(?:share (?:the )?(?:voting|investment|dispositive|power)|"
    r"(?:have|exercise) shared (?:voting|investment|dispositive)|"
    r"are in a position to (?:determine|direct|control)\b)"
)
_SO = r"(?:,? (?:as such|in (?:such|that) capacit(?:y|ies)|therefore|accordingly|thereby),?)"
_MEMBERS = (
    r"(?:(?:current|two|three|four|five|designated|managing) ){0,2}(?:members|managing directors)"
)
_PERSONS = rf"{EACH}{X}~?+(?:{SEPARATOR}{X}~?+)*"
MEMBERS_WHO_SHARE = (
    rf"(?P<s>{_PERSONS}){READ_BEFORE}(?P<cut>,?{ADVERBS} (?P<be>are) "
    rf"(?P<the>the )?{_MEMBERS} of (?P<o>{V})(?=,? and(?(the){_SO}?|{_SO}) {_SHARE}))"
)
"""``The managing directors of V, who as such share the power``: it is theirs through V."""
AS_MEMBERS_SHARE = (
    rf"(?P<s>{_PERSONS})(?P<cut>,? as (?:the )?{_MEMBERS} of (?P<o>{V})"
    rf"(?: and as [^.;,{_RANGE}]{{1,60}}? of (?:each of )?(?:the )?{V}(?:{SEPARATOR}{V})*)?)"
    rf"(?=, {_SHARE})"
)
BOARD = (
    rf"(?:(?P<board>(?:an?|its|the) [\w -]{{1,60}}?{MADE_UP_OF} |"
    r"an? (?:board|committee) of [\w -]{1,30}, )|its [\w ]{1,40},? )?"
)
OWNED_BY = (
    rf"(?P<by>(?:{WHOLLY}|majority[- ])(?:beneficially )?owned(?: and controlled)?|"
    r"owned (?:entirely|solely|100%))"
    rf"{ADVERBS} by (?P<s>{OBJECTS})"
)
CONTROLLED_BY = (
    rf"(?:(?:(?:(?:beneficially )?owned|managed|operated|advised|held|"
    rf"{WHOLLY}owned by [^.;]{{0,80}}?),? "
    rf"(?:and|or|and/or) )?controlled(?:,? (?:and|or|and/or) \w+)?,?{ADVERBS} by|"
    rf"under (?:the )?(?:sole |exclusive |shared |joint )?control of) "
    rf"{BOARD}(?P<s>{OBJECTS})"
)
MANAGED_BY = rf"(?:managed|advised)(?:,? (?:and|or) advised)?{ADVERBS} by {BOARD}(?P<s>{OBJECTS})"
REVOCABLE_BY = rf"revocable(?: at any time| at will| solely)* by (?P<s>{OBJECTS})"
BETWEEN = (
    rf"(?:[^.;{_RANGE}]|\b(?:by|of|in|to|for|with|control|own|manage)(?: each of)?(?: the)? {V}~?"
    rf"(?:{SEPARATOR}{V}~?)*(?!,? (?:may|might|could|can|has|have|is|are)\b)){{0,200}}?"
)
"""The rest of a predicate: no new subject, as every name in it stands behind a preposition."""
