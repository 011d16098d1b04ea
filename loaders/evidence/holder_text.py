"""Family F5: rows of the only natural person of a joint form that are held through a co-filer."""

from collections.abc import Iterator

from graph_api.domain.filing import OwnershipFiling, ReportedRow
from graph_api.domain.links import Evidence, EvidenceFamily, LinkRole
from graph_api.domain.names import entity_spans
from loaders.evidence.actors import Actor, cast_of
from loaders.evidence.nature import parse_nature

HELD_THROUGH = 0.75


def find(filing: OwnershipFiling) -> Iterator[Evidence]:
    """Yield, for each co-filing vehicle through which a row is held, the first such row.

    Where several natural persons file, the row does not say whose vehicle it is.

    Source:
        ``ownershipNature/natureOfOwnership``; table C2, F5.
    """
    cast = cast_of(filing.document.owners)
    if len(cast.persons) != 1:
        return
    found: set[str] = set()
    for row in (*filing.document.transactions, *filing.document.holdings):
        for vehicle in cast.vehicles:
            if vehicle.key not in found and _is_held_by(row, vehicle):
                found.add(vehicle.key)
                yield _evidence(filing, row, vehicle, cast.persons[0])


def _is_held_by(row: ReportedRow, vehicle: Actor) -> bool:
    holder = parse_nature(row.nature_of_ownership.value or "").holder_name
    return holder is not None and bool(entity_spans(holder, vehicle.name))


def _evidence(filing: OwnershipFiling, row: ReportedRow, vehicle: Actor, person: Actor) -> Evidence:
    text = row.nature_of_ownership.value or ""
    start, end = entity_spans(text, vehicle.name)[0]
    assert vehicle.cik is not None
    assert person.cik is not None
    return Evidence(
        family=EvidenceFamily.HOLDER_TEXT,
        accession=filing.accession,
        vehicle=vehicle.cik,
        controller=person.cik,
        role=LinkRole.HOLDS_THROUGH,
        joint=False,
        field="natureOfOwnership",
        footnote_id=None,
        row_key=row.key,
        start=start,
        end=end,
        quote=text[start:end],
        pattern="held by a co-filer",
        p=HELD_THROUGH,
        vetoed=False,
    )
