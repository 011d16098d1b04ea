"""The notes of one filing as one text, and the way back to the field each word stands in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from graph_api.domain.filing import OwnershipDocument, ReportedRow
from graph_api.domain.identifiers import RowKey

LONGEST_QUOTE = 300
_EDGE = " ,;\r\n\t"
Span = tuple[int, int]


class Taken:
    """Stretches of a text that are spoken for, and never overlap."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in spans:
            self.take(span)

    def is_free(self, span: Span) -> bool:
        """Return whether no stretch overlaps ``span``."""
        before = bisect_left(self._starts, span[1])
        return before == 0 or self._ends[before - 1] <= span[0]

    def take(self, span: Span) -> bool:
        """Take ``span`` if it is free; return whether it was."""
        if not self.is_free(span):
            return False
        position = bisect_left(self._starts, span[0])
        self._starts.insert(position, span[0])
        self._ends.insert(position, span[1])
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the document as filed.

    Attributes:
        name: as in ``Evidence.field``.
        footnote_id, row_key: which footnote, or the field of which row; else None.
    """

    name: str
    text: str
    footnote_id: str | None = None
    row_key: RowKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A quotation: ``field.text[start:end] == quote``, at most 300 characters."""

    field: Field
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class OneText:
    """Fields in order of the document, joined by one blank: sentences run on between them."""

    fields: tuple[Field, ...]

    @property
    def text(self) -> str:
        """All fields."""
        return " ".join(field.text for field in self.fields)

    @property
    def breaks(self) -> tuple[int, ...]:
        """Offsets of the blanks between fields, ascending."""
        return tuple(start - 1 for start in self._starts()[1:])

    def place(self, anchor: Span, whole: Span) -> Place:
        """Return the quotation of ``whole`` as far as it stands in the field of ``anchor``.

        Where ``whole`` is too long, the quotation keeps the anchor and what stands around it,
        rather behind than before.
        """
        starts = self._starts()
        index = bisect_right(starts, anchor[0]) - 1
        field, base = self.fields[index], starts[index]
        low = max(whole[0] - base, 0)
        high = min(whole[1] - base, len(field.text))
        if high - low > LONGEST_QUOTE:
            first = max(anchor[0] - base, low)
            high = min(high, first + LONGEST_QUOTE)
            low = max(low, high - LONGEST_QUOTE)
        quote = field.text[low:high]
        low += len(quote) - len(quote.lstrip(_EDGE))
        quote = quote.strip(_EDGE)
        return Place(field=field, start=low, end=low + len(quote), quote=quote)

    def _starts(self) -> tuple[int, ...]:
        starts = [0]
        for field in self.fields:
            starts.append(starts[-1] + len(field.text) + 1)
        return tuple(starts[:-1])


def notes_of(document: OwnershipDocument) -> OneText:
    """Return footnotes in order of the document, then the remarks.

    Source:
        ``footnotes/footnote`` and ``remarks``.
    """
    footnotes = (
        Field(name="footnote", text=note.text, footnote_id=note.id) for note in document.footnotes
    )
    remarks = (Field(name="remarks", text=document.remarks),) if document.remarks else ()
    return OneText((*footnotes, *remarks))


def signatures_of(document: OwnershipDocument) -> Field:
    """Return the signature block as one field: its lines in order, joined by a line feed.

    Source:
        ``ownerSignature/signatureName``.
    """
    lines = (signature.name for signature in document.signatures)
    return Field(name="signature", text="\n".join(lines))


def nature_of(row: ReportedRow) -> Field:
    """Return the nature of ownership of a row, empty where it states none.

    Source:
        ``ownershipNature/natureOfOwnership``.
    """
    text = row.nature_of_ownership.value or ""
    return Field(name="natureOfOwnership", text=text, row_key=row.key)
