"""What two rows say, each for itself, of whose position they move."""

import re
from functools import lru_cache
from itertools import combinations

from loaders.evidence.nature import Relation
from loaders.resolve.descriptions import normalise
from loaders.resolve.forms import Form, Line
from loaders.resolve.trust_names import Trust, is_name_of_its_own, trusts_in


def are_compatible(a: Line, b: Line) -> bool:
    """Return whether rows of the same owners can mean one position, by how they describe it."""
    one, other = a.description, b.description
    return one == other or (
        one.direct is not True
        and other.direct is not True
        and (one.is_vague or other.is_vague)
        and not (one.is_kin or other.is_kin)
    )


def are_held_apart(a: Line, b: Line) -> bool:
    """Return whether the rows say, each for itself, that different owners hold them."""
    return _excludes(a, b) or _excludes(b, a) or _name_others(a, b)


def _name_others(a: Line, b: Line) -> bool:
    one, other = a.named, b.named
    if one is None or other is None or one.key == other.key:
        return False
    if one.cik and other.cik:
        return True
    return not _may_be_one(one.name, other.name)


def _excludes(a: Line, b: Line) -> bool:
    """Return whether ``a`` tells of a holder that ``b`` rules out."""
    own, other = a.description, b.description
    if other.direct:
        if a.named is not None and a.names(b.form) is None:
            return not any(_may_be_one(a.named.name, block.name) for block in b.form.blocks)
        if own.relation is Relation.SELF_ACCOUNT and own.direct is not True:
            return True
        return own.is_kin and b.form.persons <= a.form.persons
    if own.relation is Relation.SELF_ACCOUNT and own.direct is not True:
        return b.named is not None and b.names(a.form) is None
    if own.direct and a.form.sole_person:
        # What a person holds directly is indirect for kin and for whoever names that person.
        return not other.is_kin and b.names(a.form) is None
    return False


@lru_cache(maxsize=65_536)
def _may_be_one(one: str, other: str) -> bool:
    """Return whether one of two names is the other, shortened."""
    left, right = (frozenset(normalise(name).split()) - _LEGAL_WORDS for name in (one, other))
    shortened = left <= right or right <= left
    return shortened and not any(_NUMERAL.fullmatch(word) for word in left ^ right)


_NUMERAL = re.compile(r"[IVXLC]+|\d+|[A-Z]")
_LEGAL_WORDS = frozenset({"THE", "LP", "LLC", "LLP", "INC", "CORP", "CO", "LTD", "LIMITED"})


def are_rivals(a: Line, b: Line) -> bool:
    """Return whether each row says that it is held directly, and nobody is on both forms."""
    direct = bool(a.description.direct and b.description.direct)
    return direct and not a.form.owners & b.form.owners


def agree(a: Line, b: Line) -> bool:
    """Return whether both state a balance, and the same one."""
    return a.balance is not None and a.balance == b.balance


def differ(a: Line, b: Line) -> bool:
    """Return whether both state a balance, each another one."""
    return a.balance is not None and b.balance is not None and a.balance != b.balance


def balances_differ(a: Line, b: Line) -> bool:
    """Return whether one position would have two balances (the veto of B1)."""
    return a.description == b.description and differ(a, b)


def name_each_other(a: Line, b: Line) -> bool:
    """Return whether one row names a filer of the other's form, who holds what that one tells."""
    return _is_mirror(a, b) or _is_mirror(b, a)


def _is_mirror(own: Line, seen: Line) -> bool:
    """Return whether ``seen`` names a filer of ``own``'s form, who holds directly or is named."""
    named = seen.names(own.form)
    if named is None or seen.description.direct:
        return False
    return bool(own.description.direct) or own.names(own.form) == named


def hold_jointly(a: Line, b: Line) -> bool:
    """Return whether each of two rows says to be held jointly with a filer of the other's form."""
    return _is_joint_with(a, b.form) and _is_joint_with(b, a.form)


def _is_joint_with(line: Line, form: Form) -> bool:
    jointly = any(_JOINTLY.search(text) for text in line.words)
    return jointly and any(map(line.mentions, form.blocks))


_JOINTLY = re.compile(
    r"\b(?:held|owned|hold|own)\b[^.;]{0,40}\bjointly\b|\bjointly (?:held|owned|with)\b|"
    r"\bjoint (?:tenan|account|owner)|\btenants by the entiret",
    re.IGNORECASE,
)


def are_trustees(a: Line, b: Line) -> bool:
    """Return whether trustees of one trust report its trade on forms of their own."""
    one, other = _trust_of(a), _trust_of(b)
    return (
        one is not None
        and other is not None
        and one.may_be(other)
        and is_name_of_its_own(one.name)
        and a.form.speaks_of_trustees
        and b.form.speaks_of_trustees
    )


def _trust_of(line: Line) -> Trust | None:
    """Return who holds and does not file, as the row names it, or its notes name it alone."""
    if line.description.direct:
        return None
    if line.description.holder:
        return Trust(line.description.holder, None, "")
    told = {trust for text in line.words for trust in trusts_in(text)}
    if not told or not all(one.may_be(other) for one, other in combinations(told, 2)):
        return None
    return max(told, key=lambda trust: (trust.since is not None, trust.benefit, str(trust)))
