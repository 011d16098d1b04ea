"""Scalars with one spelling each on the wire."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from graph_api.domain.identifiers import AccessionNumber, Cik, parse_accession, parse_cik
from graph_api.domain.instants import Instant, eastern, instant_of
from graph_api.errors import InvalidArgumentError

URL = NewType("URL", str)


def write_decimal(amount: Decimal) -> str:
    """Return plain digits without trailing zeros: one spelling for one value."""
    text = format(amount, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def read_decimal(value: object) -> Decimal:
    """Return the decimal written as a string, or as an integer."""
    try:
        written = isinstance(value, str | int) and not isinstance(value, bool)
        amount = Decimal(str(value)) if written else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise InvalidArgumentError("Decimal", value, accepted='a decimal in quotes, such as "0.8"')
    return amount


def write_instant(instant: Instant) -> str:
    """Return RFC 3339 with New York's offset, as EDGAR states acceptance times."""
    return eastern(instant).isoformat()


def read_instant(value: object) -> Instant:
    """Return the instant; an offset is required, because a bare time means nothing here."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        moment = None
    if not isinstance(value, str) or moment is None or moment.tzinfo is None:
        raise InvalidArgumentError(
            "DateTime", value, accepted="RFC 3339 with an offset, 2026-03-01T16:00:00-05:00"
        )
    return instant_of(moment)


def _cik(value: object) -> Cik:
    return parse_cik(str(value))


def _accession(value: object) -> AccessionNumber:
    return parse_accession(str(value))


SCALARS: dict[object, ScalarDefinition] = {
    Decimal: strawberry.scalar(
        name="Decimal",
        description="Exact decimal, serialized as a string.",
        serialize=write_decimal,
        parse_value=read_decimal,
    ),
    date: strawberry.scalar(
        name="Date",
        description="Calendar date, YYYY-MM-DD.",
        serialize=date.isoformat,
        parse_value=date.fromisoformat,
    ),
    Instant: strawberry.scalar(
        name="DateTime",
        description="Instant, RFC 3339 with offset. EDGAR acceptance times keep their Eastern "
        "offset.",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3339",
        serialize=write_instant,
        parse_value=read_instant,
    ),
    Cik: strawberry.scalar(
        name="CIK",
        description="SEC Central Index Key, ten digits, zero-padded; unpadded input is accepted.",
        serialize=str,
        parse_value=_cik,
    ),
    AccessionNumber: strawberry.scalar(
        name="AccessionNumber",
        description="EDGAR accession number, NNNNNNNNNN-YY-NNNNNN.",
        serialize=str,
        parse_value=_accession,
    ),
    URL: strawberry.scalar(
        name="URL",
        description="Absolute address of a document.",
        serialize=str,
        parse_value=str,
    ),
}
"""Python type → GraphQL scalar."""
