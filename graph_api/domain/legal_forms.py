"""Legal forms and the words of entities' names, each written one way."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from string import ascii_uppercase

from graph_api.domain.words import Span, Words, indexed, words_of

_WRITTEN = {
    "LLLP": ("L L L P", "LIMITED LIABILITY LIMITED PARTNERSHIP"),
    "LLC": ("L L C", "LIMITED LIABILITY COMPANY", "LIMITED LIABILITY CO"),
    "LLP": ("L L P", "LIMITED LIABILITY PARTNERSHIP"),
    "LP": ("L P", "LIMITED PARTNERSHIP", "LTD PARTNERSHIP"),
    "PLC": ("P L C", "PUBLIC LIMITED COMPANY"),
    "INC": ("INCORPORATED",),
    "CORP": ("CORPORATION",),
    "LTD": ("LIMITED",),
    "CO": ("COMPANY",),
    "SARL": ("S A R L", "S AR L"),
    "SA": ("S A",),
    "NV": ("N V",),
    "BV": ("B V",),
    "GMBH": (),
    "SCSP": ("S C SP", "S C S P"),
}
LEGAL_FORMS = frozenset(_WRITTEN)
"""Forms as ``comparable`` writes them; a name may be told without its own."""

_ABBREVIATED = {
    "AND": "&",
    "MGMT": "MANAGEMENT",
    "MGT": "MANAGEMENT",
    "INTL": "INTERNATIONAL",
    "PTNRS": "PARTNERS",
    "PRTNRS": "PARTNERS",
    "HLDGS": "HOLDINGS",
    "HLDG": "HOLDING",
    "INVT": "INVESTMENT",
    "INVTS": "INVESTMENTS",
    "INVS": "INVESTMENTS",
    "INVMTS": "INVESTMENTS",
    "GRP": "GROUP",
    "ASSOCS": "ASSOCIATES",
    "BROS": "BROTHERS",
    "ADVISER": "ADVISOR",
    "ADVISERS": "ADVISORS",
    "FDN": "FOUNDATION",
    "FNDTN": "FOUNDATION",
    "REV": "REVOCABLE",
    "IRREV": "IRREVOCABLE",
    "TR": "TRUST",
    "DTD": "DATED",
}
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        """
        MANAGEMENT PARTNERS PARTNER PARTNERSHIP CAPITAL INVESTMENT INVESTMENTS INVESTOR INVESTORS
        HOLDINGS VENTURES ASSOCIATES ADVISOR ADVISORS FOUNDATION REVOCABLE IRREVOCABLE LIMITED
        LIABILITY COMPANY CORPORATION INCORPORATED
        """,
    )
)
_OTHER_WORDS = _GENERIC.union(_ABBREVIATED)


def _misspellings(word: str) -> Iterator[str]:
    """Yield the word with one inner letter lost, added, or swapped with the next.

    Its ends stay: the last letter tells singular from plural. A letter replaced makes proper
    words, such as Investar and Capitol.
    """
    for index in range(1, len(word) - 1):
        before, letter, behind = word[:index], word[index], word[index + 1 :]
        yield before + behind
        yield from (before + other + letter + behind for other in ascii_uppercase)
        if len(behind) > 1:
            yield before + behind[0] + letter + behind[1:]
    yield from (word[:-1] + other + word[-1] for other in ascii_uppercase)


_MISSPELT = {
    written: word
    for word in _GENERIC
    for written in _misspellings(word)
    if written not in _OTHER_WORDS
}
"""How long words that name nobody are misspelt; proper words are compared as they are."""
_SINGLE = _ABBREVIATED | {
    written[0]: form for form, written in _WRITTEN.items() if written and " " not in written[0]
}
_SEVERAL: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _form, _wordings in _WRITTEN.items():
    for _wording in _wordings:
        _parts = tuple(_wording.split())
        if len(_parts) > 1:
            _SEVERAL.setdefault(_parts[0], []).append((_parts, _form))
_BETWEEN_LETTERS = re.compile(r"\.?\s?")
_NEXT_LETTER = re.compile(r"\.\w\.")
"""``S.A.B. de C.V.`` is no S.A."""
_BETWEEN_WORDS = re.compile(r"\.?\s+")
_MAY_BE_WRITTEN_OTHERWISE = LEGAL_FORMS.union(_SINGLE, _SEVERAL)


@lru_cache(maxsize=32)
def comparable(text: str) -> Words:
    """Return the words of ``text`` as entities' names are compared.

    Legal forms are one word each (``L.P.`` and ``limited partnership`` are LP), common
    abbreviations are written out, ``and`` is ``&``, and one slip in a long generic word is
    mended (``Managment``).
    """
    words = words_of(text)
    words = replace(words, word=tuple(_MISSPELT.get(word, word) for word in words.word))
    written: list[str] = []
    spans: list[Span] = []
    behind = 0
    for position, word in enumerate(words.word):
        if position < behind:
            continue
        behind = position + 1
        span = words.span[position]
        if word in _MAY_BE_WRITTEN_OTHERWISE:
            one_way, behind = _written_one_way(words, position)
            # The stop of "N." belongs to no form when N.V. is not what is written.
            if one_way != word or word in LEGAL_FORMS:
                span = span[0], _with_stop(words, behind)
            word = one_way  # noqa: PLW2901
        written.append(word)
        spans.append(span)
    return indexed(text, written, spans)


def _written_one_way(words: Words, position: int) -> tuple[str, int]:
    """Return the word that stands for those at ``position``, and the position behind them."""
    word = words.word[position]
    for parts, form in _SEVERAL.get(word, ()):
        behind = position + len(parts)
        if words.word[position:behind] == parts and _is_one(words, position, parts):
            return form, behind
    return _SINGLE.get(word, word), position + 1


def _with_stop(words: Words, behind: int) -> int:
    """Return where the form ends whose last word stands before ``behind``, its stop included."""
    end = words.span[behind - 1][1]
    is_abbreviated = len(words.word[behind - 1]) < 5
    return end + (is_abbreviated and words.text[end : end + 1] == ".")


def _is_one(words: Words, position: int, parts: tuple[str, ...]) -> bool:
    gaps = [words.gap(position + inner) for inner in range(len(parts) - 1)]
    if len(parts[-1]) > 2:
        return all(map(_BETWEEN_WORDS.fullmatch, gaps))
    start = words.span[position][0]
    if words.text[start - 1 : start] == "." and start:
        return False
    if _NEXT_LETTER.match(words.text, words.span[position + len(parts) - 1][1]):
        return False
    # "S A" and "N V" without stops are initials of people.
    is_dotted = len(parts) > 2 or parts[0] == "L" or "." in gaps[0]
    return is_dotted and all(map(_BETWEEN_LETTERS.fullmatch, gaps))
