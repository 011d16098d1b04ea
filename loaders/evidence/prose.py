"""Masked text made plain: asides removed, kin told from persons, what is left out put in."""

import re

from graph_api.domain.codes import OwnerKind
from graph_api.domain.kinds import classify
from loaders.evidence.masking import NOBODY_MARK, Masked, P, marks_in
from loaders.evidence.roles import ROLE
from loaders.evidence.terms import describe
from loaders.evidence.wording import APPOSED, LIST, NEXT_ITEM

_DEFINITION = re.compile(
    rf" ?\((?:[^()]*(?:\"|(?<![\w{P[1:-1]}])')[^()]*|(?:collectively|together|the|or|each|,|"
    rf" )*{P}|[^(){P[1:-1]}]*)\)"
    rf"|, or (?:collectively,? )?{P}(?=[.,;])"
)
# "V and its subsidiaries (the "Group"), W and X": W and X are none of them.
_DEFINED_GROUP = re.compile(r"(?<=\bsubsidiaries) ?\([^()]*\"[^()]*\)", re.IGNORECASE)
_NEXT_ROLE = re.compile(
    rf";(?: and)? (?=(?:also |is )?{ROLE} (?:of|for|to) (?:each of )?(?:the )?{P})", re.IGNORECASE
)
_OPENING = re.compile(r" ?\(")
_CLOSING = re.compile(r"\),?")
_COMMAS = re.compile(r"(?: ?,){2,}")
_BLANK_BEFORE_STOP = re.compile(r" +(?=[,.;])")
_BLANKS = re.compile(r" {2,}")

_AT_ISSUER = re.compile(
    rf"(?<={P}), (?:(?:who|which) (?:is|are|serves as) )?[^,.;{P[1:-1]}]{{1,90}}? (?:of|to|on) "
    rf"(?:the )?(?:Issuer|Company|Registrant|Issuer's [\w ]{{1,40}}|board[\w ]{{0,30}}),",
    re.IGNORECASE,
)
_ALSO_AT_ISSUER = re.compile(
    rf"\b(?:an?|the) [^,.;{P[1:-1]}]{{1,60}}? of (?:the )?(?:Issuer|Company) and (?:is )?"
    rf"(?=(?:also )?{ROLE} (?:of|for|to) )",
    re.IGNORECASE,
)
_KIN = (
    r"(?:spouses?|wife|husband|domestic partner|mother|father|"
    r"parents?(?! (?:\w+ ){0,2}(?:company|corporation|entity|of)\b)|brothers?|sisters?|"
    r"siblings?|sons?|daughters?|child(?:ren)?|grandchild(?:ren)?|in-laws?|family(?: members?)?|"
    r"immediate family(?: members?)?|relatives?|descendants|heirs|affiliates?|designees?|estate)"
)
_APPOSED_KIN = re.compile(
    rf"(?<={P}), (?:who is )?(?:the |his |her )?(?:\w+ ){{0,2}}?{_KIN} of {P}"
    r"(?=[,.;]| (?:is|has|may)\b)"
)
_RELATED = re.compile(
    rf"(?<={P}),? (?:who are |each other's )?(?:husband and wife|wife and husband|a married couple|"
    r"spouses|siblings|brothers|sisters|father and (?:son|daughter)|mother and (?:son|daughter)),"
)
_KIN_OF = re.compile(
    rf"{P}'s? (?:\w+ ){{0,3}}?{_KIN}\b|"
    rf"\b(?:his|her|their|its|the|an?|one of (?:his|her|their))(?: \w+){{0,2}}? {_KIN}"
    rf"(?: of {P}(?! is the))?(?!\w)(?! (?:LLC|LP|trust|fund|foundation|office|(?:\w+ )?(?:vehicle|"
    r"entity|company|corporation|partnership)))|"
    rf"\b(?:entities|persons|funds) (?:affiliated|associated) with (?:{P}|him|her|it)\b",
)


_ISSUER = ("Issuer", "issuer", "Company", "company", "Registrant", "registrant", "oard")
_FBO = ("f/b/o", "fbo", "FBO", "F/B/O", "f/bo", "fb/o")
_KIN_WORDS = (
    *("spouse", "wife", "husband", "domestic", "mother", "father", "parent", "brother", "sister"),
    *("sibling", " son", "daughter", "child", "in-law", "family", "relative", "descendant"),
    *("heirs", "immediate"),
    *("affiliate", "associated", "designee", "estate", "married"),
)


def plain(masked: Masked) -> Masked:
    """Return the text without definitions, asides and descriptions; kin become nobody's mention.

    A parenthesis that names somebody is kept between commas: it may say who controls.
    """
    text = masked.sub(_DEFINED_GROUP, APPOSED, cues=("ubsidiaries",))
    text = text.sub(_DEFINITION, "").sub(_OPENING, ", ").sub(_CLOSING, ",")
    text = text.sub(_COMMAS, ",").sub(_BLANK_BEFORE_STOP, "").sub(_BLANKS, " ")
    text = describe(text).sub(_AT_ISSUER, "", cues=_ISSUER).sub(_ALSO_AT_ISSUER, "", cues=_ISSUER)
    text = text.sub(_NEXT_ROLE, f"{NEXT_ITEM} ", cues=(";",)).sub(_RELATED, "", cues=_KIN_WORDS)
    text = text.sub(_FOR_BENEFIT_OF, "", cues=_FBO)
    text = text.sub(_NOT_INDIVIDUALLY, ", ", cues=("individual", "personal", "sel"))
    text = text.sub(_AS_MAY_BE, "", cues=("as the case", "as applicable"))
    text = text.sub(_FOREGOING, _spelt_out, cues=("foregoing",))
    text = text.sub(_OF_BOTH, _told_apart, cues=(", and ",))
    text = text.sub(_RAISED_ROLE, _lowered, cues=(" of and ",))
    text = text.sub(_RAISED, _lowered, cues=("of, and", "in, and", "by, and", "over, and"))
    text = text.sub(_APPOSED_KIN, "", cues=_KIN_WORDS).sub(_KIN_OF, NOBODY_MARK, cues=_KIN_WORDS)
    text = text.sub(_NATURAL_PERSON, _has, cues=("person", "individual"))
    text = text.sub(_ROLE_WITH, lambda match: f"{match['is']} and has ", cues=(" with ",))
    text = text.sub(_WITH_HAVING, "; ", cues=(", with ",))
    return text.sub(_OTHER_PERSON, NOBODY_MARK)


_RAISED = re.compile(
    rf"\b(?P<one>of|in|by|over),(?P<rest> and (?:[^.;{P[1:-1]}]{{1,120}}? (?:of|in|by|over)|"
    r"(?:controls?|manages?))), "
    rf"(?:the )?(?P<both>{P})"
)
_RAISED_ROLE = re.compile(
    rf"\b(?P<one>of)(?P<rest> and (?:(?:is|also|serves as) )*{ROLE} of) (?:the )?(?P<both>{P})",
    re.IGNORECASE,
)
_OF_BOTH = re.compile(
    rf"(?P<first>\b(?:is|are|serves? as|as) {ROLE})(?: of| to| for)?,"
    rf"(?P<second> and (?:the )?{P} (?:is|are|serves? as|as) {ROLE})"
    r"(?: (?:of|to|for),|, (?:of|to|for)) "
    rf"(?P<both>(?:each of )?(?:the )?{P}(?:(?:,| and|, and) {P})*)",
    re.IGNORECASE,
)
_AS_MAY_BE = re.compile(r",? as (?:the case may be|applicable),")


def _lowered(match: re.Match[str]) -> str:
    """Return ``the trustee of V and has power over V`` for ``of, and has power over, V``."""
    return f"{match['one']} {match['both']}{match['rest']} {match['both']}"


_FOREGOING = re.compile(
    rf"(?P<before>\b(?:of|for|to) (?P<those>{P}(?:(?:,| and|, and) {P})*),? and controls )"
    r"(?:each|all) of the foregoing(?: entities)?(?=[,.;]|$)",
    re.IGNORECASE,
)


def _spelt_out(match: re.Match[str]) -> str:
    """Return ``of V and W, and controls each of V and W`` for ``each of the foregoing``."""
    return f"{match['before']}each of {match['those']}"


def _told_apart(match: re.Match[str]) -> str:
    """Return ``X is the manager of V, and Y is its adviser`` for ``X is the manager, and …``."""
    return f"{match['first']} of {match['both']},{match['second']} of {match['both']}"


_OF_HIMSELF = (
    r"(?:individually|personally|in (?:his|her|their|its|an) (?:individual|personal) "
    r"capacit(?:y|ies)|(?:for|on behalf of) (?:himself|herself|themselves|itself))"
)
_NOT_INDIVIDUALLY = re.compile(
    rf",? (?:(?:and )?not {_OF_HIMSELF},? (?:but )?|(?:both )?{_OF_HIMSELF} and )"
    r"(?=(?:also |solely )?(?:as|in)\b)"
)
_ROLE_WITH = re.compile(
    rf"(?P<is>\b(?:is|are|serves? as|acts? as) {ROLE}) with "
    r"(?=(?:[\w/]+ ){0,5}?(?:power|authority|discretion) )",
    re.IGNORECASE,
)
_NATURAL_PERSON = re.compile(
    rf"(?P<is> (?:is|are)|(?<={P}),) (?:(?:the|an?) )?(?:only |sole )?(?:natural )?"
    r"(?P<noun>persons?|individuals?) (?P<who>who|that|with|having)"
    r"(?= (?:[\w/]+ ){0,6}?(?:power|control|authority|discretion))"
)
_WITH_HAVING = re.compile(
    rf", with (?=(?:each of )?(?:the )?{P}(?:(?:,| and|, and) {P})* "
    r"(?:having|holding|exercising|retaining|sharing)\b)"
)


def _has(match: re.Match[str]) -> str:
    """Return ``X has`` for ``X is the person with``, ``X, who has`` for ``X, the person with``."""
    has = " have" if match["noun"].endswith("s") else " has"
    return ("" if match["is"] else ", who") + ("" if match["who"] in {"who", "that"} else has)


_FOR_BENEFIT_OF = re.compile(rf",? f/?b/?o:? {LIST}", re.IGNORECASE)
_CAPITALISED = (
    r"(?<![\w.'-])(?!The |Each |As |By |In )[A-Z][\w.'-]{1,30}+(?: [A-Z][\w.'-]{0,30}+){1,3}"
)
_OTHER_PERSON = re.compile(
    rf"(?<={P} and ){_CAPITALISED}(?=,? (?:are|share|have|may|serve|act|control|each|exercise|"
    r"hold|the|as|who|all|both)\b)"
    rf"|(?<={P}, ){_CAPITALISED}(?:,? (?:and|AND) {_CAPITALISED})?(?= (?:are|ARE|share|SHARE)\b)"
    rf"|(?<![\w'] ){_CAPITALISED}(?=(?:, {_CAPITALISED}){{0,6}}(?:,? and (?:the )?{P}|, {P}))"
)

_BARE_ROLE = re.compile(
    r"\b(?:is|are|serves? as|acts? as) (?:the |an? )?(?:sole |co-?)?"
    r"(?:trustees?|managers?|managing members?|general partner)(?=[.,;]|$| and )"
)
_RELATIVE_BEFORE = re.compile(rf"\b(?:which|whom|whose)\b(?:[^,;.]|,(?= (?:and )?(?:the )?{P}))*$")
_HELD_BY = re.compile(
    rf"(?<!beneficially )\b(?:held|owned)(?: [\w]+){{0,5}}? by (?P<o>{LIST})(?!'s? )",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    rf"(?P<o>{P}) (?:directly |beneficially )?(?:holds|owns) "
    r"(?!(?:(?:the|an?|any|all|sole|shared|full|ultimate) )*(?:voting|investment|dispositive|power|"
    r"right|authority|discretion|controlling|majority))"
)
_HELD_BY_IT = re.compile(
    r"(?P<over>(?:power|control|authority|discretion),? (?:over|with respect to|of|as to) "
    r"(?:the |all )?(?:shares|securities|units|interests|stock))"
    r"(?: that)? (?:it|they) (?:\w+ly )?(?:holds?|owns?)\b",
    re.IGNORECASE,
)
_SUCH_SHARES = re.compile(
    r"(?P<over>(?:power|control|authority|discretion|dispos\w+|vot\w+)(?: to \w+)?,? "
    r"(?:over|with respect to|of|as to))"
    r"(?P<shares> (?:all |any )?(?:of )?(?:the|such|these|those|said|its)(?: reported)? "
    rf"(?:shares?|securities|interests|units|stock)(?: of [^.;,{P[1:-1]}]{{0,40}}?)?"
    r"(?: (?:held|reported|described) (?:herein|above|hereby|therein|by such entity))?)"
    r"(?=[,.;]|$| and | but | except| which| is | are | rests?\b| resides?\b| lies?\b| vests?\b)",
    re.IGNORECASE,
)


def holders_in(sentence: Masked) -> str:
    """Return the marks of whoever the sentence says holds shares; empty where it does not say."""
    marks = [*_HELD_BY.finditer(sentence.text), *_HOLDS.finditer(sentence.text)]
    named = {"".join(marks_in(match["o"])) for match in marks}
    return named.pop() if len(named) == 1 else ""


def with_vehicle(sentence: Masked, held: str, previous: Masked | None) -> Masked:
    """Return the sentence with the vehicle that it leaves to be understood.

    ``Power over such shares`` is about the last stated holder. ``X is the trustee`` is about the
    holder where the sentence before names that one vehicle and no other.

    Args:
        sentence: with its pronouns resolved.
        held: marks of the last stated holder; empty where none is stated.
        previous: the sentence before in the same field; None at its beginning.
    """
    if not held:
        return sentence
    vehicles = " and ".join(held)
    named = sentence.sub(_SUCH_SHARES, lambda match: f"{match['over']} {vehicles}")
    named = named.sub(_HELD_BY_IT, lambda match: f"{match['over']} held by {vehicles}")
    if previous is None or _entities(previous) != set(held):
        return named
    return named.sub(_BARE_ROLE, lambda match: _completed(match, vehicles))


def _completed(match: re.Match[str], vehicles: str) -> str:
    """Return ``is the trustee of V``, but leave ``of which X is the trustee`` as it is."""
    is_relative = _RELATIVE_BEFORE.search(match.string, 0, match.start())
    return match.group() if is_relative else f"{match.group()} of {vehicles}"


_KINDS = {
    "trust": {OwnerKind.TRUST},
    "partnership": {OwnerKind.LP},
    "llc": {OwnerKind.LLC},
    "company": {OwnerKind.LLC},
    "fund": {OwnerKind.LP, OwnerKind.FUND},
    "foundation": {OwnerKind.FOUNDATION},
    "estate": {OwnerKind.ESTATE},
}
_BY_KIND = re.compile(
    r"\b(?:[Tt]he|[Ss]uch|[Tt]his|[Ss]aid) (?P<name>[Tt]rust|(?:[Ll]imited )?[Pp]artnership|LLC|"
    r"limited liability company|[Ff]und|[Ff]oundation|[Ee]state)\b"
    r"(?! (?:\w+ )?(?:agreement|company|interests?|instrument|assets|principal|partner))"
)


def with_kind(sentence: Masked, previous: Masked | None) -> Masked:
    """Return the sentence with ``the trust`` replaced by the one trust that it can mean.

    That is the only one named before it in the sentence, else in the sentence before; no other
    may be spoken of there, by name or as "a trust".
    """
    while (match := _first_by_kind(sentence, previous)) is not None:
        sentence = sentence.replace(*match)
    return sentence


def _first_by_kind(sentence: Masked, previous: Masked | None) -> tuple[int, int, str] | None:
    for match in _BY_KIND.finditer(sentence.text):
        noun = match["name"].split()[-1].lower()
        for masked in (sentence[: match.start()], previous):
            marks = _of_kind(masked, noun) if masked is not None else set()
            if len(marks) == 1 and masked is not None and not _other_of_kind(masked, noun):
                return match.start(), match.end(), marks.pop()
            if marks:
                break
    return None


def _of_kind(masked: Masked, noun: str) -> set[str]:
    return {
        mark
        for mark in marks_in(masked.text)
        for actor in masked.party(mark)[:1]
        if actor.kind in _KINDS[noun]
        or (actor.cik is None and classify(actor.name).kind in _KINDS[noun])
    }


def _other_of_kind(masked: Masked, noun: str) -> bool:
    """Return whether an unnamed one is spoken of too: ``a trust``, but not ``V is a trust``."""
    another = r"(?<!is )(?<!, )(?<!as )\b(?:an?|another|other|certain|two|three)"
    return bool(re.search(rf"{another} (?:[\w-]+ ){{0,3}}{noun}", masked.text, re.IGNORECASE))


_AS_ROLE = re.compile(
    rf"{P}~?, as (?:the |its )?(?:sole )?(?P<role>general partner|investment (?:manager|adviser|"
    r"advisor)|trustee)(?=,| and |[.;]|$)"
)


def with_holder(sentence: Masked) -> Masked:
    """Return the sentence with ``as general partner`` completed by the holder stated before it."""
    holders = holders_in(sentence)
    if not holders:
        return sentence
    first = sentence.text.index(holders[0])
    vehicles = " and ".join(holders)

    def completed(match: re.Match[str]) -> str:
        kinds = _KINDS_IN_ROLE.get(match["role"])
        fits = kinds is None or all(a.kind in kinds for h in holders for a in sentence.party(h))
        return f"{match.group()} of {vehicles}" if fits and match.start() > first else match.group()

    return sentence.sub(_AS_ROLE, completed)


_KINDS_IN_ROLE = {
    "general partner": {OwnerKind.LP, OwnerKind.FUND},
    "trustee": {OwnerKind.TRUST},
}


def _entities(masked: Masked) -> set[str]:
    marks = set(marks_in(masked.text))
    return {mark for mark in marks if not all(actor.is_person for actor in masked.party(mark))}
