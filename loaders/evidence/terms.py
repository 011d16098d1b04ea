"""Defined terms of one filing: ``(the "Fund")``, ``("Mr. Baker")``, ``(together, the "Funds")``."""

import re
from collections.abc import Iterator, Mapping

from graph_api.domain.codes import OwnerKind
from graph_api.domain.names import parse_person_name
from graph_api.domain.words import NO_NAMES, words_of
from loaders.evidence.actors import NOBODY, Actor, Cast, Mention, Party, party, starts_a_name
from loaders.evidence.masking import Masked, P, marks_in, mask
from loaders.evidence.namesakes import may_be_called
from loaders.evidence.reading import Span, Taken
from loaders.evidence.roles import ROLE

SEPARATOR = (
    r"(?:,? (?:and|or|&|and/or|as well as)(?: (?:of|by|to))?|,) (?:also )?(?:the |each of )?"
)
LISTED = rf"{P}(?:{SEPARATOR}{P})*"

_QUOTED = re.compile(r"\"([^\"]{1,60}?),?\"|(?<!\w)'([A-Z][^'\"]{0,50}?),?'(?!\w)")
_PARENTHESIS = re.compile(r" ?\(([^()]*)\)")
_COLLECTIVE = re.compile(
    r"\b(?:collectively|together|each|all|both|and with|along with)\b", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:(?:collectively|together|hereinafter|"
    r"or),? )*(?:the )?([A-Z][\w&.-]*(?: [A-Z\d][\w&.-]*){0,4})"
)
_NO_NAME = re.compile(
    r"(?i:continued.*|see .*|footnotes?.*|[ivx]+|delaware|cayman.*|nevada|jointly|no|yes|f\d+|q|"
    r"the|a|an|united .*|bermuda|registered|formerly .*|f/k/a.*|d/b/a.*|reporting (?:persons|"
    r"owners)"
    r"|shares|common stock|section .*|rule .*|form .*|issuer|company|exchange act|securities act)"
)
_APART = re.compile(
    r", or (?:collectively,? )?the ([A-Z][\w&. -]*?(?:Funds?|Entities|Trusts|Partnerships))\b"
)
_KIND_OF_ENTITY = (
    r"(?:partnerships?|compan(?:y|ies)|corporations?|trusts?|funds?|vehicles?|entit(?:y|ies)|"
    r"foundations?|firms?|advisers?|advisors?|SPC|LLC|L\.?P\.?|business|bank|plan)"
)
_DESCRIPTION = re.compile(
    rf"(?<={P}),? (?:each |which is |who is )?(?:an?|"
    rf"the) (?:[\w.&'/-]+,? ){{0,8}}?{_KIND_OF_ENTITY}"
    rf"(?: (?:[a-z]+ )?(?:organized|formed|incorporated|existing|established|registered|duly)"
    rf"(?: [\w.&']+){{1,9}}?)?"
    r"(?! of which (?:is|are)\b)"
    rf"(?= ?[,;.()]|$| and (?:the )?{P}| (?:is|are|has|have|and (?:the|is|an?)|may|holds?|"
    r"owns?|serves?|acts?|each|controls?|exercises?|shares?|directly|whose|which|"
    r"(?:of|for|over) which|disclaims?) )"
)
_DATED = re.compile(
    rf"(?<={P}),? (?:\([^()]*\) )?"
    r"(?:(?i:dated|u/?a/?d|u/?d/?t|u/a|dtd)|under (?:an )?agreement|established)"
    r"(?: dated| as of| on| the)* (?:[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d[\d/-]+)"
    r"(?:,? as (?:further |subsequently )?amended(?: and restated)?)?"
)
_NOMINEE = re.compile(
    rf"(?<={P}),? for (?:itself|themselves) and as nominees? for (?=(?:the )?{P})"
)
_CREDENTIALS = re.compile(
    rf"(?<={P})(?:,? (?:Ph\.? ?D|M\.? ?D|Esq|C\.?F\.?A|C\.?P\.?A|M\.?B\.?A|"
    r"J\.?D)\b\.?)+(?:,(?= (?:is|has|who|the)))?"
)
_REVOCABLE = re.compile(
    rf"({P}),? (?:(?:is|which is|are) )?(?:an?|each an?|the|his|her) (?:\w+ ){{0,3}}?"
    r"(?:revocable|grantor|living|self-settled)\b"
)


_DEGREES = ("Ph", "M.D", "MD", "M. D", "Esq", "F.A", "FA", "P.A", "PA", "B.A", "BA", "J.D", "JD")
_DATINGS = (
    *("dated", "u/a", "uad", "ua/d", "dtd", "udt", "u/d", "agreement", "established"),
    *("Dated", "DATED", "U/A", "UAD", "DTD", "UDT", "U/D"),
)


def describe(masked: Masked) -> Masked:
    """Return the text without descriptions: ``Fund LP, a Delaware limited partnership, …``."""
    return (
        masked.sub(_CREDENTIALS, "", cues=_DEGREES)
        .sub(_NOMINEE, ", ", cues=("nominee",))
        .sub(_DATED, "", cues=_DATINGS)
        .sub(_DESCRIPTION, lambda match: match.group() if _says_control(match.group()) else "")
    )


def _says_control(text: str) -> bool:
    return bool(re.search(r"controlled|owned|managed|subsidiary|affiliate", text))


def revocable_trusts(masked: Masked) -> Party:
    """Return the parties that the text calls revocable, living or grantor trusts."""
    return tuple(
        actor for match in _REVOCABLE.finditer(masked.text) for actor in masked.party(match[1])
    )


def mentions_with_terms(text: str, cast: Cast) -> tuple[Mention, ...]:
    """Return where ``text`` names actors, by name or by a term it defines."""
    named = cast.mentions(text)
    unquoted = tuple(mention for mention in named if not _is_quoted(text, mention[0]))
    bindings = _reporting_person(cast) | _bindings(describe(mask(text, unquoted)), cast.persons)
    if "referred to" in text:
        bindings |= _referred_to(text, unquoted, bindings)
    bindings |= _each(bindings)
    terms = [mention for term, who in bindings.items() for mention in _uses(text, term, who)]
    owners = [m for m in named if any(actor.cik for actor in m[1]) or not m[1]]
    others = [m for m in named if m[1] and not any(actor.cik for actor in m[1])]
    return tuple(sorted(_first_wins([*terms, *owners], [*others, *_generic(text, cast, others)])))


def _referred_to(
    text: str, named: tuple[Mention, ...], bindings: Mapping[str, Party]
) -> dict[str, Party]:
    """Return terms for whom other terms mean: ``LF and LO are referred to as the "Funds"``."""
    terms = [mention for term, who in bindings.items() for mention in _uses(text, term, who)]
    masked = mask(text, tuple(sorted(_first_wins([*terms, *named], []))))
    found = {m["term"] or m["bare"]: _together(m["who"], masked) for m in _referring(masked)}
    return {term: who for term, who in found.items() if term not in bindings}


def _referring(masked: Masked) -> Iterator[re.Match[str]]:
    return _REFERRED_TO.finditer(masked.text)


def _each(bindings: Mapping[str, Party]) -> dict[str, Party]:
    """Return ``each Fund`` → those who are called the Funds."""
    return {
        f"{word} {term[:-1]}": who
        for term, who in bindings.items()
        if len(who) > 1 and term.endswith("s")
        for word in ("each", "Each", "each such")
    }


def _reporting_person(cast: Cast) -> dict[str, Party]:
    """Return what the only reporting owner is called; on a joint form that tells nobody."""
    if cast.alone is None:
        return {}
    forms = ("Reporting Person", "Reporting Owner", "reporting person", "reporting owner")
    return dict.fromkeys(forms, (cast.alone,))


def _is_quoted(text: str, span: Span) -> bool:
    quotes = "\"\u201c\u201d\u2018\u2019'"
    return text[span[0] - 1 : span[0]] in quotes and text[span[1] : span[1] + 1] in quotes


def _first_wins(first: list[Mention], second: list[Mention]) -> Iterator[Mention]:
    taken = Taken()
    for span, who in sorted(first, key=lambda m: m[0][0] - m[0][1]) + second:
        if taken.take(span):
            yield span, who


def _bindings(masked: Masked, persons: Party) -> dict[str, Party]:
    """Return term → party; a term bound to different parties means nobody."""
    found: dict[str, Party] = {}
    for term, who in _definitions(masked, found, persons):
        found[term] = who if found.get(term, who) == who else NOBODY
    return found


def _definitions(
    masked: Masked, known: Mapping[str, Party], persons: Party
) -> Iterator[tuple[str, Party]]:
    text = masked.text
    before = ""
    position = defined = 0
    for match in _PARENTHESIS.finditer(text):
        before += text[position : match.start()]
        position = match.end()
        named = _LIST_AT_END.search(before)
        if named is not None:
            # Of "A ("Ash"), B ("Birch Holdings")" each has a term of its own.
            since = marks_in(before[max(named.start(1), defined) :])
            is_next = named.start(1) < defined and len(since) == 1 and match[1][:1] in "\"'"
            who = since[0] if is_next and not _COLLECTIVE.search(match[1]) else named[1]
            yield from _terms_of(match[1], who, masked, known)
            defined = len(before) if _QUOTED.search(match[1]) else defined
        else:
            yield from _parts_of_names(match[1], before, masked)
            yield from _unread_names(match[1], before, persons)
    for match in _MEANS.finditer(text):
        yield match[1], _together(match[2], masked)
    for match in _REFERRED_TO.finditer(text) if "referred to" in text else ():
        yield match["term"] or match["bare"], _together(match["who"], masked)
    for match in _APART.finditer(_PARENTHESIS.sub("", text)):
        before = _PARENTHESIS.sub("", text)[: match.start()]
        named = _LIST_AT_END.search(before)
        if named is not None:
            yield match[1], _together(named[1], masked)


_MEANS = re.compile(rf"\"([^\"]{{1,60}})\" (?:shall mean|means?|refers? to) (?:the )?({LISTED})")
_REFERRED_TO = re.compile(
    rf"(?P<who>{LISTED}),? (?:(?:(?:which|who) )?(?:are|is) )?"
    r"(?:(?:collectively|together|herein) )*referred to "
    r"(?:(?:collectively|together|herein|hereinafter) )*as (?:the )?"
    r"(?:\"(?P<term>[^\"]{1,60}?),?\"|(?P<bare>[A-Z][\w&.-]*(?: [A-Z][\w&-]*){0,3}))"
)
_LIST_AT_END = re.compile(rf"({LISTED}),?$")


def _parts_of_names(inner: str, before: str, masked: Masked) -> Iterator[tuple[str, Party]]:
    """Yield terms whose words stand in the name of exactly one entity of the sentence."""
    marks = set(marks_in(re.split(r"[.;] ", before)[-1]))
    for match in _QUOTED.finditer(inner):
        term = match[1] or match[2]
        fitting = [
            masked.party(mark)
            for mark in marks
            if len(masked.party(mark)) == 1 and _stands_in_name(term, masked.party(mark)[0])
        ]
        if len(fitting) == 1:
            yield term, fitting[0]


_UNREAD_NAME = re.compile(r"(?<![\w.])([A-Z][\w'-]+) (?:[A-Z][\w.'-]* )*([A-Z][\w'-]+),?$")


def _unread_names(inner: str, before: str, persons: Party) -> Iterator[tuple[str, Party]]:
    """Yield ``Mr. Doe`` where it means a namesake, or an owner under a short first name."""
    name = _UNREAD_NAME.search(before)
    if name is None:
        return
    first, surname = name[1].upper(), name[2].upper()
    parsed = [(person, parse_person_name(person.name)) for person in persons]
    fitting = {
        person for person, own in parsed if own.surname == surname and may_be_called(first, own)
    }
    for match in _QUOTED.finditer(inner):
        yield match[1] or match[2], party(fitting) if len(fitting) == 1 else NOBODY


def _stands_in_name(term: str, actor: Actor) -> bool:
    return set(term.upper().split()) <= set(re.findall(r"[\w&]+", actor.name.upper()))


def _terms_of(
    inner: str, named: str, masked: Masked, known: Mapping[str, Party]
) -> Iterator[tuple[str, Party]]:
    lead_from = 0
    quoted = list(_QUOTED.finditer(inner))
    for match in quoted:
        lead = inner[lead_from : match.start()]
        lead_from = match.end()
        term = match[1] or match[2]
        if not _NO_NAME.fullmatch(term):
            yield term, _antecedent(lead, term, named, masked, known)
    bare = None if quoted else _BARE.fullmatch(inner)
    if bare is not None and not _NO_NAME.fullmatch(bare[1]):
        yield bare[1], _antecedent(inner, bare[1], named, masked, known)


_ONE_PERSON = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b")


def _antecedent(
    lead: str, term: str, named: str, masked: Masked, known: Mapping[str, Party]
) -> Party:
    last = masked.party(marks_in(named)[-1])
    is_list = len(marks_in(named)) > 1 and not _ONE_PERSON.match(term)
    # "IPHG Holdings" is one: the word that ends in an s is of its name.
    is_of_last = any(_stands_in_name(term.rpartition(" ")[2], actor) for actor in last)
    if _COLLECTIVE.search(lead) or (is_list and term.endswith("s") and not is_of_last):
        inside = [who for name, who in known.items() if re.search(rf"\b{re.escape(name)}\b", lead)]
        others = {*_together(lead, masked), *(a for who in inside for a in who)}
        listed = set(_together(named, masked))
        # "A, B and, together with A, the Funds": who repeats one of the list means not all of it.
        members = {*others, *(last if others & listed else listed)}
        return party(members) if len(members) > 1 else NOBODY
    return last


def _together(text: str, masked: Masked) -> Party:
    return party({actor for mark in marks_in(text) for actor in masked.party(mark)})


_A_ROLE = re.compile(ROLE, re.IGNORECASE)


_LONGER = (
    rf"(?:\s+(?!(?:{'|'.join(sorted(NO_NAMES))})\b)[A-Z\d][\w.]*){{0,3}}(?:,?\s+(?:L\.?L\.?C|L\.?P|Ltd|Limited|Inc|Corp|Corporation)|"
    r"\s+(?:GP|Trust|Foundation|Partnership|Partners|Capital|Holdings|Fund))\b"
)


def _uses(text: str, term: str, who: Party) -> Iterator[Mention]:
    """Yield the uses of a term as a name; ``the Manager of …`` uses the word for its meaning."""
    words, own = words_of(text), words_of(term)
    rarest = min(range(len(own.word)), key=lambda i: len(words.at.get(own.word[i], ())), default=0)
    if not own.word:
        return
    written = r"\s+".join(map(re.escape, term.split())).replace("'", "['\u2019]")
    pattern = re.compile(rf"{written}(?![\w-])")
    meant = r"|\s+(?:of|for|to)\b" if _A_ROLE.fullmatch(term) else ""
    after = re.compile(_LONGER + meant)
    lead = own.span[0][0]
    for position in words.at.get(own.word[rarest], ()):
        match = pattern.match(text, max(0, words.span[max(0, position - rarest)][0] - lead))
        if match is None or text[match.start() - 1 : match.start()] == "-":
            continue
        span = _with_article(text, match.span())
        if not after.match(text, span[1]) and starts_a_name(text, span):
            yield span, who


_ARTICLE = re.compile(r"(?<![\w-])(?:[Tt]he|[Ss]uch|[Ss]aid)\s+\Z")


def _with_article(text: str, span: Span) -> Span:
    article = _ARTICLE.search(text, max(0, span[0] - 12), span[0])
    return (article.start() if article else span[0]), span[1]


_GENERIC = (
    (OwnerKind.TRUST, "trust", "Trust"),
    (OwnerKind.LP, "(?:limited )?partnership", "L\\.?P|Partnership"),
    (OwnerKind.LLC, "(?:LLC|limited liability company)", "L\\.?L\\.?C"),
    (OwnerKind.FOUNDATION, "foundation", "Foundation"),
    (OwnerKind.ESTATE, "estate", "Estate"),
    (OwnerKind.FUND, "fund", "Fund"),
)


def _generic(text: str, cast: Cast, others: list[Mention]) -> Iterator[Mention]:
    """Yield ``the trust`` where one trust files and the text names no other."""
    for kind, noun, sign in _GENERIC:
        bearers = [actor for actor in cast.filing_vehicles if actor.kind is kind]
        named = any(re.search(sign, text[slice(*span)]) for span, _ in others)
        if len(bearers) == 1 and not named:
            pattern = (
                rf"\b(?:[Tt]he|[Ss]uch) {noun}\b(?! (?:\w+ )?(?:agreement|company|interests?))"
            )
            for match in re.finditer(pattern, text):
                yield match.span(), (bearers[0],)
