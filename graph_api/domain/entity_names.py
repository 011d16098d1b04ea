"""Names of entities, and where a text names the same one."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from graph_api.domain.conformed import without_disambiguator
from graph_api.domain.given_names import GIVEN_NAMES
from graph_api.domain.legal_forms import LEGAL_FORMS, comparable
from graph_api.domain.words import NAME_END, NO_NAMES, Span, Words, is_free


def entity_spans(text: str, conformed: str) -> tuple[Span, ...]:
    """Return where ``text`` names the entity, ascending and disjoint, in any case.

    Legal forms are loosely equal (L.P. and Limited Partnership), so are common abbreviations
    (Mgmt) and ``&`` and ``and``; "the" and punctuation do not count. The legal form, the date of
    a trust, and initials in its name may be missing where two words or more remain and the text
    does not go on to a longer name.
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
_TOO_FAR = re.compile(r"[^\s.,()/\"'\u2019\u2013-]")


@dataclass(frozen=True, slots=True)
class _EntityForm:
    """One way to write an entity's name; a short one may be the beginning of a longer name."""

    words: tuple[str, ...]
    is_short: bool

    def span(self, words: Words, first: int) -> Span | None:
        """Return where the name stands that begins with the word ``first``; None for another."""
        position = first
        for index, word in enumerate(self.words):
            if index:
                position = self._next(words, position, word)
                if not _is_near(words, position, word, self.words[index - 1]):
                    return None
            behind = words.run(word, position)
            if behind is None:
                return None
            position = behind
        end = words.span[position - 1][1]
        if not NAME_END.match(words.text, end) or self._goes_on(words, position):
            return None
        return words.span[first][0], end

    def _next(self, words: Words, position: int, expected: str) -> int:
        """Return the next position, "the" and initials of a trust's person passed over."""
        if position >= len(words.word) - 1 or words.word[position] == expected:
            return position
        word = words.word[position]
        is_initial = len(word) == 1 and words.gap(position)[:1] == "."
        is_of_person = not {"TRUST", "ESTATE"}.isdisjoint(self.words)
        return position + (word == "THE" or (is_initial and is_of_person))

    def _goes_on(self, words: Words, behind: int) -> bool:
        """Return whether the text goes on with another legal form, a number or a longer name."""
        if self.words[-1] in LEGAL_FORMS and not self.is_short:
            return False
        gap = words.gap(behind - 1)
        if not gap:
            return False
        written = words.text[slice(*words.span[behind])]
        if len(gap) <= 4 and (words.word[behind] in LEGAL_FORMS or _OTHER_FORM.fullmatch(written)):
            return True
        if not self.is_short or gap.strip() not in {"", "("}:
            return False
        is_name = written[0].isupper() and words.word[behind] not in NO_NAMES
        return is_name or (words.word[behind] in _SEVERAL and gap.isspace())


def _is_near(words: Words, position: int, word: str, previous: str) -> bool:
    if position >= len(words.word):
        return False
    gap = words.gap(position - 1)
    joined = "&" in {word, previous}
    return (joined or bool(gap)) and len(gap.strip()) <= 3 and not _TOO_FAR.search(gap)


@lru_cache(maxsize=65_536)
def _entity_forms(conformed: str) -> tuple[_EntityForm, ...]:
    """Return the ways to write the name, the fullest first."""
    words = comparable(without_disambiguator(conformed)).word
    full = tuple(word for word in words if word != "THE")
    forms = len(tuple(takewhile(LEGAL_FORMS.__contains__, reversed(full))))
    core = full[: len(full) - forms]
    if not core:
        return ()
    shorter = [full[:length] for length in range(len(full) - 1, len(core) - 1, -1)]
    shorter += _without_date(core)
    orders = [full, *_in_natural_words(full)]
    wordings = [(order, False) for order in orders]
    wordings += [(initials, True) for order in orders for initials in _without_initials(order)]
    wordings += [(short, True) for short in shorter if len(set(short) - {"&"}) > 1]
    return tuple(
        _EntityForm(wording, is_short) for wording, is_short in dict.fromkeys(wordings) if wording
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
    is_filed_order = person[0] not in GIVEN_NAMES and (
        person[1] in GIVEN_NAMES or len(person[1]) == 1
    )
    natural = (*person[1:], person[0]) if is_filed_order else person
    if rest in {("ESTATE", "OF"), ("ESTATE",)}:
        return [("ESTATE", "OF", *natural)]
    return [(*natural, *rest)] if is_filed_order else []


def _without_initials(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a trust's or an estate's name without the middle initials of the person in it."""
    if not {"TRUST", "ESTATE"}.intersection(words):
        return []
    kept = tuple(word for index, word in enumerate(words) if len(word) > 1 or index == 0)
    return [kept] if kept != words and len(kept) > 2 else []
