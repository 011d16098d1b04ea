"""Family F5: rows of the only natural person of a joint form that are held through a co-filer."""

from collections.abc import Iterator

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.links import Evidence, EvidenceFamily, LinkRole
from graph_api.domain.names import entity_spans
from loaders.evidence.actors import Actor, cast_of
from loaders.evidence.nature import parse_nature
from loaders.evidence.reading import Field, OneText, nature_of
from loaders.evidence.roles import Grade
from loaders.evidence.signs import evidence

HELD_THROUGH = Grade(role=LinkRole.HOLDS_THROUGH, p=0.75, joint=False, pattern="held by a co-filer")


def find(filing: OwnershipFiling) -> Iterator[Evidence]:
    """Yield, for each co-filing vehicle through which a row is held, the first such row.

    Where several natural persons file, the row does not say whose vehicle it is.

    Source:
        ``ownershipNature/natureOfOwnership``; table C2, F5.
    """
    document = filing.document
    cast = cast_of(document.owners)
    if len(cast.persons) != 1:
        return
    natures = tuple(nature_of(row) for row in (*document.transactions, *document.holdings))
    for vehicle in cast.vehicles:
        field = next((field for field in natures if _names(field, vehicle)), None)
        if field is not None:
            span = entity_spans(field.text, vehicle.name)[0]
            yield from evidence(
                filing,
                EvidenceFamily.HOLDER_TEXT,
                vehicle=vehicle,
                controller=cast.persons[0],
                grade=HELD_THROUGH,
                place=OneText((field,)).place(span, span),
            )


def _names(field: Field, vehicle: Actor) -> bool:
    holder = parse_nature(field.text).holder_name
    return holder is not None and bool(entity_spans(holder, vehicle.name))
