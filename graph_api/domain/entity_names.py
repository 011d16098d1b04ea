"""Names of entities, and where a text names the same one."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile, zip_longest

from graph_api.domain.conformed import without_disambiguator
from graph_api.domain.given_names import GIVEN_NAMES
from graph_api.domain.legal_forms import LEGAL_FORMS, comparable
from graph_api.domain.words import NAME_END, NO_NAMES, Span, Words, is_free


def entity_spans(text: str, conformed: str) -> tuple[Span, ...]:
    """Return where ``text`` names the entity, ascending and disjoint, in any case.

    Legal forms are loosely equal (L.P. and Limited Partnership), so are common abbreviations
    (Mgmt), slips in them (Managment), ``&`` and ``and``, ``#4`` and ``No. 4``; "the" and
    punctuation do not count. The legal form, the date of a trust, and the middle initials of the
    person in its name may be missing where two words or more remain and the text does not go on
    to a longer name. A series in parentheses behind the legal form may be missing; another series,
    number or letter is another entity.
    """
    words = comparable(text)
    spans: list[Span] = []
    for form in _entity_forms(conformed):
        for first in words.at.get(form.words[0], ()):
            span = form.span(words, first)
            if span is not None and is_free(span, spans):
                spans.append(span)
    return tuple(sorted(spans))


def entity_wordings(conformed: str) -> tuple[frozenset[str], ...]:
    """Return sets of comparable words; a text that names the entity has all words of one set."""
    return tuple(frozenset(form.words) for form in _entity_forms(conformed))


_SEVERAL = frozenset(
    {"ENTITIES", "FUNDS", "AFFILIATES", "PARTIES", "PERSONS", "INVESTORS", "COMPANIES", "VEHICLES"}
)
_OTHER_FORM = re.compile(r"[IVX]+|\d+")
_LETTER = re.compile(r"[B-Z]")  # "A" may be an article
_SISTER = re.compile(r"[IVX]{2,}|[VX]")
_NUMBER = frozenset({"NO", "NUMBER"})
_SERIES = re.compile(r"\s*\(\s*SERIES\s+[\w-]+\s*\)", re.IGNORECASE)
_TOO_FAR = re.compile(r"[^\s.,()/\"'#\u2019\u2013-]")


@dataclass(frozen=True, slots=True)
class _EntityForm:
    """One way to write an entity's name; a short one may be the beginning of a longer name."""

    words: tuple[str, ...]
    is_short: bool

    def span(self, words: Words, first: int) -> Span | None:
        """Return where the name stands that begins with the word ``first``; None for another."""
        if _is_within_initials(words, first):
            return None
        position = first
        for index, word in enumerate(self.words):
            if index:
                position = self._next(words, position, index)
                if not _is_near(words, position, word, self.words[index - 1]):
                    return None
            behind = words.run(word, position)
            if behind is None:
                return None
            position = behind
        end = words.span[position - 1][1]
        if not NAME_END.match(words.text, end) or self._goes_on(words, position):
            return None
        start = words.span[first][0]
        return start, _closed(words.text, start, end)

    def _next(self, words: Words, position: int, index: int) -> int:
        """Return the next position; "the", "No." and a person's initial are passed over."""
        expected = self.words[index]
        if position >= len(words.word) - 1 or words.word[position] == expected:
            return position
        word = words.word[position]
        if word in _NUMBER:
            return position + bool(_OTHER_FORM.fullmatch(expected))
        is_initial = len(word) == 1 and words.gap(position)[:1] == "."
        is_of_person = _names_person(self.words) and _may_enclose_initials(self.words, index, index)
        return position + (word == "THE" or (is_initial and is_of_person))

    def _goes_on(self, words: Words, behind: int) -> bool:
        """Return whether the text goes on with another legal form, a number or a longer name."""
        if _SERIES.match(words.text, words.span[behind - 1][1]):
            return True
        gap = words.gap(behind - 1)
        if not gap:
            return False
        written = words.text[slice(*words.span[behind])]
        if self.words[-1] in LEGAL_FORMS and not self.is_short:
            return gap.isspace() and bool(_SISTER.fullmatch(written))
        is_form = words.word[behind] in LEGAL_FORMS or _is_number(words, behind)
        if (len(gap) <= 4 and is_form) or (gap.isspace() and _LETTER.fullmatch(written)):
            return True
        if not self.is_short or gap.strip() not in {"", "("}:
            return False
        is_name = written[0].isupper() and words.word[behind] not in NO_NAMES
        return is_name or (words.word[behind] in _SEVERAL and gap.isspace())


def _is_number(words: Words, position: int) -> bool:
    """Return whether the text has ``II``, ``2`` or ``No. 2`` there."""
    if words.word[position] in _NUMBER and position + 1 < len(words.word):
        position += 1
    return bool(_OTHER_FORM.fullmatch(words.text[slice(*words.span[position])]))


def _is_within_initials(words: Words, first: int) -> bool:
    """Return whether a name that begins there would cut initials: the P of ``N.P. Trust``."""
    if not first or len(words.word[first]) > 1 or len(words.word[first - 1]) > 1:
        return False
    before = words.text[slice(*words.span[first - 1])]
    return before.isupper() and words.gap(first - 1).strip() in {"", "."}


def _closed(text: str, start: int, end: int) -> int:
    """Return the end of the name, behind the parenthesis that closes one opened in it."""
    is_open = text.count("(", start, end) > text.count(")", start, end)
    return end + (is_open and text[end : end + 1] == ")")


def _is_near(words: Words, position: int, word: str, previous: str) -> bool:
    if position >= len(words.word):
        return False
    gap = words.gap(position - 1)
    joined = "&" in {word, previous}
    return (joined or bool(gap)) and len(gap.strip()) <= 3 and not _TOO_FAR.search(gap)


@lru_cache(maxsize=65_536)
def _entity_forms(conformed: str) -> tuple[_EntityForm, ...]:
    """Return the ways to write the name, the fullest first."""
    name = without_disambiguator(conformed)
    full = _counted(comparable(name).word)
    forms = len(tuple(takewhile(LEGAL_FORMS.__contains__, reversed(full))))
    core = full[: len(full) - forms]
    if not core:
        return ()
    shorter = [full[:length] for length in range(len(full) - 1, len(core) - 1, -1)]
    shorter += _without_date(core)
    orders = [full, *_in_natural_words(full), *_initials_otherwise(full)]
    wordings = [(order, False) for order in orders]
    wordings += [(initials, True) for order in orders for initials in _without_initials(order)]
    if _SERIES.search(name) and name.endswith(")") and full[-3:-2] and full[-3] in LEGAL_FORMS:
        wordings.append((full[:-2], False))
    wordings += [(short, True) for short in shorter if len(set(short) - {"&"}) > 1]
    return tuple(
        _EntityForm(wording, is_short) for wording, is_short in dict.fromkeys(wordings) if wording
    )


def _counted(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without "the", and without the "No." of a number."""
    return tuple(
        word
        for word, following in zip_longest(words, words[1:], fillvalue="")
        if word != "THE" and not (word in _NUMBER and _OTHER_FORM.fullmatch(following))
    )


_DATING = frozenset(
    re.findall(
        r"\w+",
        """
        DATED UAD UDT UA U A D T UNDER AGREEMENT DECLARATION AS OF AMENDED RESTATED JANUARY FEBRUARY
        MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER JAN FEB MAR APR JUN
        JUL AUG SEP SEPT OCT NOV DEC
        """,
    )
)


def _without_date(core: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return ``DOE TRUST`` for ``DOE TRUST DATED MAY 8 2015``."""
    if "TRUST" not in core:
        return []
    behind = core.index("TRUST") + 1
    # In "Trust 4 dated 2015" the number belongs to the name, in "Trust 1/2/2003" to the date.
    is_numbered = re.fullmatch(r"\d{1,3}(?: (?!\d).*)?", " ".join(core[behind:]))
    behind += bool(is_numbered)
    dating = core[behind:]
    is_date = dating and all(word in _DATING or word.isdigit() or word == "&" for word in dating)
    return [core[:behind]] if is_date else []


_AFTER_PERSON = frozenset(
    re.findall(
        r"\w+",
        "REVOCABLE IRREVOCABLE LIVING FAMILY TRUST FOUNDATION GRAT ESTATE CHARITABLE DECLARATION",
    )
)


def _in_natural_words(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return ``JOHN DOE TRUST`` for ``DOE JOHN TRUST``, ``ESTATE OF JOHN DOE`` for its estate."""
    length = len(tuple(takewhile(lambda word: word not in _AFTER_PERSON, words)))
    person = tuple(word for word in words[:length] if not word.isdigit())
    if not 2 <= len(person) <= 3 or length == len(words):
        return []
    rest = words[len(person) :]
    is_filed_order = (
        len(person[0]) > 1
        and person[0] not in GIVEN_NAMES
        and (person[1] in GIVEN_NAMES or len(person[1]) == 1)
    )
    natural = (*person[1:], person[0]) if is_filed_order else person
    if rest in {("ESTATE", "OF"), ("ESTATE",)}:
        return [("ESTATE", "OF", *natural)]
    return [(*natural, *rest)] if is_filed_order else []


_NO_INITIALS = LEGAL_FORMS | {"ST", "MT", "FT", "MR", "MRS", "MS", "DR"}


def _initials_otherwise(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return ``NP TRUST`` for ``N P TRUST`` and the reverse; with a vowel it may be a word."""
    count = len(tuple(takewhile(lambda word: len(word) == 1, words)))
    head = "".join(words[:count]) if count else words[0]
    is_initials = 2 <= len(head) <= 3 and head.isalpha() and set("AEIOUY").isdisjoint(head)
    if not is_initials or head in _NO_INITIALS:
        return []
    return [(head, *words[count:]) if count else (*head, *words[1:])]


def _without_initials(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a trust's or an estate's name without the middle initials of the person in it."""
    if not _names_person(words):
        return []
    kept = tuple(
        word
        for index, word in enumerate(words)
        if not (
            len(word) == 1 and word.isalpha() and _may_enclose_initials(words, index, index + 1)
        )
    )
    return [kept] if kept != words and len(kept) > 2 else []


def _names_person(words: tuple[str, ...]) -> bool:
    return not {"TRUST", "ESTATE"}.isdisjoint(words)


_NO_PERSON = _AFTER_PERSON.union(
    _DATING,
    LEGAL_FORMS,
    re.findall(
        r"\w+",
        """
        OF FOR FBO THE & CHILD CHILDREN GRANDCHILDREN DESCENDANTS ISSUE DYNASTY HERITAGE LEGACY
        GIFT GST EXEMPT MARITAL SPOUSAL SLAT LIFETIME BYPASS RESIDUARY TESTAMENTARY QTIP ANNUITY
        CRUT CRAT CLAT CLUT MEMORIAL INSURANCE EDUCATION SEPARATE JOINT SERIES
        """,
    ),
)


def _may_enclose_initials(words: tuple[str, ...], before: int, behind: int) -> bool:
    """Return whether middle initials of a person stand between these parts of the name.

    ``John Q. Doe``; the initials that are all there is of a person, and the letter of a trust,
    are told nowhere else.
    """
    first = next((word for word in reversed(words[:before]) if len(word) > 1), "THE")
    last = next((word for word in words[behind:] if len(word) > 1), "THE")
    return first not in _NO_PERSON and last not in _NO_PERSON
