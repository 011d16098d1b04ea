"""How a sign found at one place becomes evidence, and which never do."""

from collections.abc import Iterator
from datetime import date

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.links import Evidence, EvidenceFamily
from loaders.evidence.actors import Actor
from loaders.evidence.reading import Place
from loaders.evidence.roles import Grade


def evidence(
    filing: OwnershipFiling,
    family: EvidenceFamily,
    *,
    vehicle: Actor,
    controller: Actor,
    grade: Grade,
    place: Place,
    vetoed: bool = False,
    valid: tuple[date | None, date | None] = (None, None),
) -> Iterator[Evidence]:
    """Yield the evidence, if it links two reporting owners of whom the vehicle is no person."""
    if vehicle.cik is None or controller.cik is None:
        return
    if vehicle.is_person or vehicle == controller:
        return
    yield Evidence(
        family=family,
        accession=filing.accession,
        vehicle=vehicle.cik,
        controller=controller.cik,
        known_from=filing.accepted_at,
        valid_from=valid[0],
        valid_to=valid[1],
        role=grade.role,
        joint=grade.joint,
        field=place.field.name,
        footnote_id=place.field.footnote_id,
        row_key=place.field.row_key,
        start=place.start,
        end=place.end,
        quote=place.quote,
        pattern=grade.pattern,
        p=round(grade.p, 4),
        vetoed=vetoed,
    )
