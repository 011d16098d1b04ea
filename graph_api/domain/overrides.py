"""What a person decided about owners and trades, with reason and source."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import LinkRole


class OverrideOp(Enum):
    """What an override does; values as written in the file."""

    MUST_LINK = "must_link"
    CANNOT_LINK = "cannot_link"
    SET_KIND = "set_kind"
    SET_ROOT = "set_root"
    SAME_PERSON = "same_person"
    SAME_TRADE = "same_trade"
    NOT_SAME_TRADE = "not_same_trade"


def scope_words(issuer: str | None, first: object | None, last: object | None) -> str:
    """Return where and when something holds, ``at … from … to …``; empty for always, everywhere."""
    words = [f"at {issuer}"] if issuer else []
    words += [f"from {first}"] if first else []
    words += [f"to {last}"] if last else []
    return " ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One decision; it edits no evidence, and taking it back restores the former state.

    Attributes:
        a, b: CIKs for decisions about owners (``a`` is the vehicle or the owner, ``b`` the
            controller or root), row keys for those about trades; ``b`` is None for ``set_kind``.
        role: of a ``must_link``; None elsewhere.
        kind: of a ``set_kind``; None elsewhere.
        issuer: the only one for trades in whose securities it holds; None for all.
        valid_from, valid_to: first and last day on which it holds; None for always. Decisions
            about kinds, persons and trades have neither issuer nor days.
        known_from: from when it is known: the day on which it was made, or the acceptance of
            the source of an entry of the shipped list.
        reason, source, by: why, on what public ground, and by whom.
        origin, line: file, named as it was given, and line where it stands.
        shipped: it belongs to the list that comes with the program.

    Of the symmetric ones, ``same_person`` holds the lower CIK, which survives, as ``b``, and those
    about trades hold the lower row key as ``a``.
    """

    op: OverrideOp
    a: str
    b: str | None
    role: LinkRole | None
    kind: OwnerKind | None
    issuer: Cik | None
    valid_from: date | None
    valid_to: date | None
    known_from: Instant
    reason: str
    source: str
    by: str
    origin: str
    line: int
    shipped: bool = False

    @property
    def key(self) -> str:
        """What it decides about what, and where; one list states each decision once."""
        places = (self.op.value, self.a, self.b or "", self.issuer or "")
        days = (str(self.valid_from or ""), str(self.valid_to or ""))
        return "|".join((*(("shipped",) if self.shipped else ()), *places, *days))
