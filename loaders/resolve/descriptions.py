"""How a row says that its position is held, read for comparison with that of another row."""

import re
from functools import lru_cache
from typing import NamedTuple

from graph_api.domain.codes import OwnershipForm
from graph_api.domain.filing import ReportedTransaction
from loaders.evidence.nature import Relation
from loaders.resolve.attribution import nature_of


class Description(NamedTuple):
    """How a row says that its position is held.

    Attributes:
        direct: None where the row states neither.
        holder: normalised name of the vehicle, empty where none is named.
        words: the whole phrase where it is none of the known relations.
    """

    direct: bool | None
    relation: Relation
    holder: str
    words: str

    @property
    def is_vague(self) -> bool:
        """Whether an indirect holder is left to a footnote, or to nobody."""
        return self.direct is not True and (
            self.relation is Relation.SEE_FOOTNOTE
            or (self.relation is Relation.OTHER and not self.words)
        )

    @property
    def is_kin(self) -> bool:
        """Whether it is held by a spouse or a child."""
        return self.relation in {Relation.SPOUSE, Relation.CHILD}


def describe(row: ReportedTransaction) -> Description:
    """Return how the row says that its position is held; a direct one needs no words."""
    stated = row.ownership_form.value
    if stated is OwnershipForm.DIRECT:
        return _DIRECT
    return _described(stated is OwnershipForm.INDIRECT, row.nature_of_ownership.value)


_DIRECT = Description(direct=True, relation=Relation.OTHER, holder="", words="")


@lru_cache(maxsize=65_536)
def _described(indirect: bool, text: str | None) -> Description:
    nature = nature_of(text)
    return Description(
        direct=False if indirect else None,
        relation=nature.relation,
        holder=normalise(nature.holder_name or ""),
        words=normalise(text or "") if nature.relation is Relation.OTHER else "",
    )


def normalise(name: str) -> str:
    """Return a name for comparison: upper case, ``&`` as AND, punctuation as single spaces.

    Apostrophes and dots are deleted: ``O'Neil`` is ``ONEIL``, ``L.P.`` is ``LP``.
    """
    spelled = re.sub("['\u2019`.]", "", name.upper()).replace("&", " AND ")
    return " ".join(re.sub(r"[\W_]+", " ", spelled).split())
