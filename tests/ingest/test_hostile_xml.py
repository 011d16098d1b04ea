"""The parser on documents that are damaged, disguised or meant to do harm."""

from codecs import BOM_UTF8
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_api.domain.filing import OwnershipDocument
from graph_api.errors import MalformedFilingError
from loaders import layouts
from loaders.layouts import MAX_DEPTH
from loaders.ownership_xml import MAX_BYTES, MAX_ELEMENTS, parse_ownership_document
from tests.ingest.documents import ACCESSION, ownership_xml, sec_header_submission


def parsed(**overrides: Any) -> OwnershipDocument:
    return parse_ownership_document(ownership_xml(**overrides), ACCESSION)


def refused(xml: bytes) -> MalformedFilingError:
    with pytest.raises(MalformedFilingError) as caught:
        parse_ownership_document(xml, ACCESSION)
    return caught.value


def with_extra(extra: str, **overrides: Any) -> bytes:
    xml = ownership_xml(**overrides)
    return xml.replace(b"</ownershipDocument>", extra.encode() + b"</ownershipDocument>")


@pytest.mark.parametrize(
    "changed",
    [
        BOM_UTF8 + ownership_xml(),
        b"\n\r\n  \t" + ownership_xml(),
        BOM_UTF8 + b"\n" + ownership_xml() + b"\n\n",
        ownership_xml().decode().encode("utf-16"),
        "\ufeff".encode("utf-16-be") + ownership_xml().decode().encode("utf-16-be"),
        ownership_xml().removeprefix(b'<?xml version="1.0"?>'),
        ownership_xml().replace(b'"1.0"?>', b'"1.0" encoding="ISO-8859-1"?>'),
    ],
)
def test_encodings_and_blank_lines_change_nothing(changed: bytes) -> None:
    assert parse_ownership_document(changed, ACCESSION) == parsed()


def test_an_unescaped_ampersand_is_read_as_such() -> None:
    xml = ownership_xml(remarks="X").replace(
        b"<remarks>X", b"<remarks>A & B &nbsp; C&D; &amp; &#38; &lt; <![CDATA[ & &amp; ]]>"
    )
    remarks = parse_ownership_document(xml, ACCESSION).remarks
    assert remarks == "A & B &nbsp; C&D; & & <  & &amp;"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE ownershipDocument>",
        '<!DOCTYPE ownershipDocument [<!ENTITY x "y">]>',
        '<!DOCTYPE ownershipDocument SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_document_types_and_entities_are_refused(declared: str, encoding: str) -> None:
    xml = ownership_xml().decode().replace('<?xml version="1.0"?>', declared)
    error = refused(xml.encode(encoding))
    if encoding in {"utf-8", "utf-16"}:
        assert error.reason == "declares a document type or an entity"


def test_a_document_type_hidden_in_another_encoding_is_not_seen_as_one() -> None:
    hidden = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE ownershipDocument+AD4-'
    assert "not well-formed" in refused(hidden + ownership_xml()[22:]).reason


def test_a_document_of_too_many_bytes_is_refused() -> None:
    assert "larger" in refused(ownership_xml() + b" " * MAX_BYTES).reason


def test_a_document_of_too_many_elements_is_refused() -> None:
    assert "elements" in refused(with_extra("<x/>" * MAX_ELEMENTS)).reason


@pytest.mark.parametrize(
    "place",
    [
        b"</ownershipDocument>",
        b"</remarks>",
        b"</footnotes>",
        b"</footnote>",
        b"</nonDerivativeTable>",
        b"</reportingOwner>",
        b"</issuer>",
        b"</ownerSignature>",
        b"</transactionAmounts>",
        b"</transactionShares>",
        b"</value>",
        b"</signatureName>",
    ],
)
def test_deep_nesting_is_refused_wherever_it_stands(place: bytes) -> None:
    xml = ownership_xml(transactions=[{}], footnotes=[{"id": "F1", "text": "x"}], remarks="x")
    nested = b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH
    changed = xml.replace(place, nested + place, 1)
    assert changed != xml
    assert "nested deeper" in refused(changed).reason


def test_nesting_up_to_the_limit_is_passed_over() -> None:
    inside = MAX_DEPTH - 1
    xml = with_extra("<a>" * inside + "</a>" * inside)
    assert parse_ownership_document(xml, ACCESSION) == parsed()
    assert "nested deeper" in refused(with_extra("<a>" * MAX_DEPTH + "</a>" * MAX_DEPTH)).reason


def test_a_row_larger_than_any_form_is_read_without_being_remembered() -> None:
    parsed(transactions=[{}])
    remembered = layouts._plan.cache_info().currsize
    notes = {"shares": [f"F{n}" for n in range(1, 600)]}
    (row,) = parsed(transactions=[{"notes": notes}]).transactions
    assert len(row.shares.footnotes) == 599
    assert layouts._plan.cache_info().currsize == remembered


@pytest.mark.parametrize(
    "xml", [b"", b" ", b"<a/>", b"<ownershipDocument", b"\x00\x01", b"%PDF-1.4"]
)
def test_what_is_no_ownership_document_is_refused(xml: bytes) -> None:
    assert refused(xml).element == "ownershipDocument"


VALID = ownership_xml(
    schema_version="X0609",
    transactions=[{"notes": {"shares": ["F1"]}}, {"table": "D", "exercise_date": "2030-01-01"}],
    holdings=[{}],
    footnotes=[{"id": "F1", "text": "By LLC & co"}],
    remarks="r",
    plan_box="1",
)


def parsed_or_refused(xml: bytes) -> OwnershipDocument | MalformedFilingError:
    try:
        return parse_ownership_document(xml, ACCESSION)
    except MalformedFilingError as error:
        return error


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_random_bytes_are_refused_and_nothing_else_happens(data: bytes) -> None:
    assert isinstance(parsed_or_refused(data), MalformedFilingError)


@given(
    st.integers(0, len(VALID)),
    st.integers(0, 40),
    st.one_of(
        st.binary(max_size=12),
        st.sampled_from(
            [b"<value>", b"</value>", b"<!DOCTYPE x>", b"&", b"<x>", b"\xff\xfe", b"-1"]
        ),
    ),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mutations_of_a_document_are_read_or_refused(start: int, cut: int, put: bytes) -> None:
    result = parsed_or_refused(VALID[:start] + put + VALID[start + cut :])
    assert isinstance(result, OwnershipDocument | MalformedFilingError)


def test_a_wrapped_document_is_not_taken_for_a_bare_one() -> None:
    assert refused(sec_header_submission(ownership_xml())).element == "ownershipDocument"
