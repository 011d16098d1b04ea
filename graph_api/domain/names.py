"""Names as EDGAR conforms them, and where a text names the same person or entity.

EDGAR writes people ``LAST FIRST MIDDLE SUFFIX``. Some filers type the natural order instead,
which the form of a name cannot tell; ``mentions`` therefore also accepts the order as filed.
Parsed names serve comparison only: the identity of an owner is its CIK.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

Span = tuple[int, int]

SUFFIXES = frozenset({"JR", "SR", "II", "III", "IV"})
_TITLES = frozenset({"MD", "PHD", "ESQ", "CPA", "CFA", "DDS", "DVM", "DR", "MR", "MRS", "MS"})
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "VAN VON DER DEN DE DEL DELLA DI DA DAS DOS DU LA LE LOS O MAC MC ST TE TEN TER AL EL",
    )
)
_APOSTROPHES = "'\u2019`"
_DISAMBIGUATOR = re.compile(
    r"(?: ?[/\\] ?[A-Z]{2,4} ?[/\\]?| ?\((?:19|20)\d\d\)| \d{5}(?:-\d{4})?|,? ET AL\.?)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A personal name in capitals, for comparison.

    Attributes:
        surname: words apart by one blank, empty for an empty name.
        given: in order; an initial is one letter; empty where only a surname is known.
        suffix: JR, SR, II, III or IV; None when not stated.
    """

    surname: str
    given: tuple[str, ...]
    suffix: str | None


def without_disambiguator(name: str) -> str:
    """Return the name in capitals without what EDGAR adds: ``/DE/``, ``(1962)``, a ZIP, ET AL."""
    text = name.upper().strip()
    while (shorter := _DISAMBIGUATOR.sub("", text)) != text:
        text = shorter
    return text


def parse_person_name(conformed: str) -> PersonName:
    """Return surname, given names and suffix of a name in EDGAR's order.

    ``LAST SUFFIX FIRST``, a comma after the surname and surnames of several words with a particle
    (VAN DER, DE LA) are understood; titles, nicknames in parentheses and disambiguators are
    dropped, apostrophes deleted, and parts joined by a hyphen stay one name.
    """
    text = re.sub(r"\([^)]*\)|\"[^\"]*\"", " ", without_disambiguator(conformed))
    text = re.sub(rf"[{_APOSTROPHES}]", "", text)
    text = re.sub(r"\b(PH|M)[. ]+D\b", r"\1D", text)
    before, _, after = (_name_words(part) for part in text.partition(","))
    suffix = next((word for word in (*before[1:], *after) if word in SUFFIXES), None)
    given = _without_titles(after)
    words = (*_without_titles(before), *given)
    length = len(words) - len(given) if given else _surname_length(words)
    return PersonName(surname=" ".join(words[:length]), given=words[length:], suffix=suffix)


def mentions(text: str, name: PersonName) -> tuple[Span, ...]:
    """Return where ``text`` names the person, ascending and disjoint, in any case.

    Read as the person: the first full given name, middle names or initials, and the surname, or
    the same in the order as filed; an honorific and the surname (``Mr. Fischer``). A surname
    alone never, nor another suffix than the person's own (SR may stand for none).
    """
    pattern = _person_pattern(name)
    if pattern is None:
        return ()
    accepted = {name.suffix or "SR", None}
    return tuple(match.span() for match in pattern.finditer(text) if _suffix_of(match) in accepted)


def entity_spans(text: str, conformed: str) -> tuple[Span, ...]:
    """Return where ``text`` names the entity, ascending and disjoint, in any case.

    Legal forms are loosely equal (L.P. and Limited Partnership), ``&`` equals ``and``; "the" and
    punctuation do not count. The legal form may be missing where two words or more remain and
    the text does not go on to a longer name.
    """
    pattern = _entity_pattern(conformed)
    return tuple(match.span() for match in pattern.finditer(text)) if pattern else ()


def _name_words(text: str) -> tuple[str, ...]:
    words = (word.strip("-").replace("-", " ") for word in re.split(r"[^\w-]+", text))
    return tuple(word for word in words if word)


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _TITLES | SUFFIXES)


def _surname_length(words: tuple[str, ...]) -> int:
    particles = len(tuple(takewhile(_PARTICLES.__contains__, words)))
    has_given_name = any(len(word) > 1 for word in words[particles + 1 :])
    return particles + 1 if has_given_name else 1


_START = r"(?<!\w)(?<!\w['\u2019-])"
_END = r"(?!\w)(?!-\w)(?!['\u2019](?!s\b)\w)"
_GAP = r"(?:\.\s*|\s+)"
_SUFFIX = r"(?:,?\s+(?P<{}>jr|sr|iii|ii|iv)\b\.?)?"
_HONORIFIC = r"(?:mr|mrs|ms|miss|dr|prof)\b\.?\s+"
_LONGER_PERSONAL_NAME = r"(?!(?-i:\s+(?:[A-Z]\.\s*)?[A-Z][a-z]))"


def _loosely(word: str, between: str = r"[\s-]*") -> str:
    """Return a pattern for the word, with or without its apostrophes and inner blanks."""
    return between.join(r"['\u2019`]?".join(map(re.escape, part)) for part in word.split())


@lru_cache(maxsize=4096)
def _person_pattern(name: PersonName) -> re.Pattern[str] | None:
    if len(name.surname) < 2:
        return None
    surname = _loosely(name.surname, r"[\s'\u2019-]*")
    forms = [rf"{_HONORIFIC}{surname}{_SUFFIX.format('formal')}{_END}{_LONGER_PERSONAL_NAME}"]
    initials = tuple(takewhile(lambda word: len(word) == 1, name.given))
    called = name.given[len(initials) :]
    if called:
        forms = [*_full_names(surname, initials, called), *forms]
    return re.compile(rf"{_START}(?:{'|'.join(forms)})", re.IGNORECASE)


def _full_names(surname: str, initials: tuple[str, ...], called: tuple[str, ...]) -> list[str]:
    first, *others = called
    own = [rf"{word}\w*" if len(word) == 1 else _loosely(word) for word in (*initials, *others)]
    middle = "|".join((*own, "[A-Z]"))
    before = rf"(?:(?:{'|'.join(initials)}){_GAP})*" if initials else ""
    given = rf"{before}{_loosely(first)}(?:{_GAP}(?:{middle})){{0,3}}"
    natural = rf"(?:{_HONORIFIC})?{given}{_GAP}{surname}{_SUFFIX.format('natural')}{_END}"
    filed = rf"{surname}{_SUFFIX.format('filed')},?\s+{given}{_END}"
    return [natural, filed]


def _suffix_of(match: re.Match[str]) -> str | None:
    stated = (suffix.upper() for suffix in match.groupdict().values() if suffix)
    return next(stated, None)


_LEGAL_FORMS = {
    "LLLP": r"l\.?\s?l\.?\s?l\.?\s?p\.?|limited liability limited partnership",
    "LLC": r"l\.?\s?l\.?\s?c\.?|limited liability company",
    "LLP": r"l\.?\s?l\.?\s?p\.?|limited liability partnership",
    "LP": r"l\.?\s?p\.?|(?:limited|ltd\.?) partnership",
    "PLC": r"p\.?l\.?c\.?|public limited company",
    "INC": r"inc\.?|incorporated",
    "CORP": r"corp\.?|corporation",
    "LTD": r"ltd\.?|limited",
    "CO": r"co\.?|company",
    "SARL": r"s\.?\s?[a\u00e0]\.?\s?r\.?\s?l\.?",
    "SA": r"s\.?a\.?",
    "NV": r"n\.?\s?v\.?",
    "BV": r"b\.?\s?v\.?",
}
_ANY_LEGAL_FORM = "|".join(_LEGAL_FORMS.values())
_LEGAL_FORM = re.compile(
    "|".join(rf"(?<![\w.])(?P<{form}>{wording})(?!\w)" for form, wording in _LEGAL_FORMS.items()),
    re.IGNORECASE,
)
_BETWEEN_WORDS = r"[^\w&]{1,5}(?:the\s+)?"
_NO_OTHER_FORM = rf"(?![^\w&]{{1,4}}(?:{_ANY_LEGAL_FORM}|(?-i:[IVX]+)|\d+)(?!\w))"
_NO_LONGER_NAME = rf"{_NO_OTHER_FORM}(?!\s+\(?(?-i:[A-Z]))"


@lru_cache(maxsize=4096)
def _entity_pattern(conformed: str) -> re.Pattern[str] | None:
    words = _entity_words(conformed)
    forms = tuple(takewhile(_LEGAL_FORMS.__contains__, reversed(words)))[::-1]
    core = words[: len(words) - len(forms)]
    if not core:
        return None
    named = [_in_sequence(words) + _END + ("" if forms else _NO_OTHER_FORM)]
    if len([word for word in core if word != "&"]) > 1:
        shorter = (_in_sequence((*core, *forms[:kept])) for kept in reversed(range(len(forms))))
        named += [form + _END + _NO_LONGER_NAME for form in shorter]
    return re.compile(rf"{_START}(?:{'|'.join(named)})", re.IGNORECASE)


def _entity_words(conformed: str) -> tuple[str, ...]:
    text = _LEGAL_FORM.sub(lambda match: f" {match.lastgroup} ", without_disambiguator(conformed))
    text = re.sub(rf"[{_APOSTROPHES}]", "", text)
    words = ("&" if word == "AND" else word for word in re.findall(r"&|\w+", text))
    return tuple(word for word in words if word != "THE")


def _in_sequence(words: tuple[str, ...]) -> str:
    pattern = ""
    for previous, word in zip(("&", *words), words, strict=False):
        joined = "" if "&" in {previous, word} else _BETWEEN_WORDS
        pattern += joined + _entity_word(word)
    return pattern


def _entity_word(word: str) -> str:
    if word == "&":
        return r"[^\w&]{0,3}(?:&|\band\b)[^\w&]{0,3}"
    return rf"(?:{_LEGAL_FORMS[word]})" if word in _LEGAL_FORMS else _loosely(word)
