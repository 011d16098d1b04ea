"""Pieces of evidence made up for tests, one line each."""

from dataclasses import replace
from typing import Any

from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import Instant
from graph_api.domain.links import Evidence, EvidenceFamily, LinkRole
from tests.ingest.resolve_world import accession, cik

FUND, GP, MANAGER, TRUST = (cik(name) for name in ("FUND", "GP", "MANAGER", "TRUST"))
ROE, DOE, POE = (cik(name) for name in ("ROE", "DOE", "POE"))
TEXT, SIGNATURE, CO_REPORT, NAME = "F1", "F2", "F3", "F4"
HOLDER, ADDRESS, TRADES, OVERRIDE = "F5", "F6", "F7", "OVERRIDE"


def sign(
    family: str = TEXT,
    p: float = 0.95,
    *,
    filing: int = 1,
    below: Cik = FUND,
    above: Cik = ROE,
    **changes: Any,
) -> Evidence:
    made = Evidence(
        family=EvidenceFamily(family),
        accession=accession(filing),
        vehicle=below,
        controller=above,
        known_from=Instant(min(filing, 50)),
        role=LinkRole.CONTROLLER,
        joint=False,
        field="footnote",
        footnote_id="F1",
        row_key=None,
        start=0,
        end=1,
        quote="x",
        pattern="made",
        p=p,
        vetoed=False,
    )
    return replace(made, **changes)
