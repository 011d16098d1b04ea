"""Decisions that join owners, as evidence for the links that they make."""

from collections.abc import Iterable

from graph_api.domain.identifiers import Cik
from graph_api.domain.links import Evidence, EvidenceFamily, LinkRole
from graph_api.domain.overrides import Override, OverrideOp

LONGEST_QUOTE = 300

_ROLES = {
    OverrideOp.MUST_LINK: LinkRole.CONTROLLER,
    OverrideOp.SET_ROOT: LinkRole.CONTROLLER,
    OverrideOp.SAME_PERSON: LinkRole.SAME_PERSON,
}
"""The role of each op that joins, where the decision names none."""


def override_evidence(overrides: Iterable[Override]) -> tuple[Evidence, ...]:
    """Return one piece of evidence for each decision that joins two owners, by key.

    It stands in no filing: the quote is the reason that was given, the pattern is the op, and in
    the place of a row stands the key of the decision. What keeps owners apart is no evidence.

    Source:
        Specification C6.
    """
    evidence = (
        _evidence(override, Cik(override.b))
        for override in overrides
        if override.op in _ROLES and override.b is not None
    )
    return tuple(sorted(evidence, key=lambda item: item.key))


def _evidence(override: Override, controller: Cik) -> Evidence:
    quote = override.reason[:LONGEST_QUOTE]
    return Evidence(
        family=EvidenceFamily.OVERRIDE,
        accession=None,
        vehicle=Cik(override.a),
        controller=controller,
        known_from=override.known_from,
        valid_from=override.valid_from,
        valid_to=override.valid_to,
        role=override.role or _ROLES[override.op],
        joint=False,
        field="override",
        footnote_id=None,
        row_key=override.key,
        start=0,
        end=len(quote),
        quote=quote,
        pattern=override.op.value,
        p=1.0,
        vetoed=False,
    )
