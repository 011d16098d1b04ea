"""Headers and wrappings of a submission."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api.domain.filing import SubmissionHeader
from graph_api.domain.instants import instant_of
from graph_api.errors import MalformedFilingError
from loaders.ownership_xml import parse_ownership_document
from loaders.submission import Submission, content_digest, read_submission
from tests.ingest.documents import (
    ACCESSION,
    ownership_xml,
    sec_header_submission,
    tagged_submission,
)

XML = ownership_xml(
    transactions=[{"notes": {"shares": ["F1"]}}, {"table": "D"}],
    footnotes=[{"id": "F1", "text": "By LLC"}],
)
FULL = sec_header_submission(XML)
TAGGED = tagged_submission(XML)


def test_a_bare_document_has_an_empty_header() -> None:
    assert read_submission(XML) == Submission(header=SubmissionHeader(), xml=XML)


def test_the_sec_header_is_read() -> None:
    assert read_submission(FULL).header == SubmissionHeader(
        accession=ACCESSION,
        accepted_at=instant_of(datetime(2024, 3, 4, 21, 30, tzinfo=UTC)),
        filed_on=date(2024, 3, 4),
        issuer_sic="0100",
        document_name="form4.xml",
    )


@pytest.mark.parametrize("one_line", [False, True])
def test_the_tagged_header_is_read_on_many_lines_or_one(*, one_line: bool) -> None:
    assert read_submission(tagged_submission(XML, one_line=one_line)).header == SubmissionHeader(
        accession=ACCESSION,
        filed_on=date(2024, 3, 4),
        issuer_sic="0100",
        document_name="form4.xml",
    )


def test_a_tagged_header_may_state_the_acceptance_time() -> None:
    stated = TAGGED.replace(b"<TYPE>", b"<ACCEPTANCE-DATETIME>20240704120000\n<TYPE>", 1)
    noon = instant_of(datetime(2024, 7, 4, 16, tzinfo=UTC))
    assert read_submission(stated).header.accepted_at == noon


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        (b"20240115120000", datetime(2024, 1, 15, 17, tzinfo=UTC)),
        (b"20240715120000", datetime(2024, 7, 15, 16, tzinfo=UTC)),
        (b"20241103013000", datetime(2024, 11, 3, 5, 30, tzinfo=UTC)),
    ],
)
def test_acceptance_is_new_york_time_in_winter_and_summer(stated: bytes, moment: datetime) -> None:
    header = read_submission(FULL.replace(b"20240304163000", stated)).header
    assert header.accepted_at == instant_of(moment)


def test_the_issuer_block_may_come_first() -> None:
    head, owner = FULL.split(b"REPORTING-OWNER:")[0], FULL.split(b"REPORTING-OWNER:")[1]
    owner, issuer = owner.split(b"ISSUER:")
    issuer, rest = issuer.split(b"</SEC-HEADER>")
    turned = b"".join(
        (head, b"ISSUER:", issuer, b"REPORTING-OWNER:", owner, b"</SEC-HEADER>", rest)
    )
    assert read_submission(turned).header == read_submission(FULL).header


def test_the_sic_of_an_owner_is_never_the_issuers() -> None:
    without = FULL.replace(b"AGRICULTURAL PRODUCTION-CROPS [100]", b"")
    assert read_submission(without).header.issuer_sic is None
    tagged = TAGGED.replace(b"<ASSIGNED-SIC>100\n", b"")
    assert read_submission(tagged).header.issuer_sic is None


def test_what_a_header_does_not_state_is_none() -> None:
    bare = b"<SEC-HEADER>\nACCESSION NUMBER:\t\t\nFILED AS OF DATE:\n</SEC-HEADER>\n<TEXT>" + XML
    assert read_submission(bare).header == SubmissionHeader()


def test_windows_line_ends_change_nothing() -> None:
    assert read_submission(FULL.replace(b"\n", b"\r\n")).header == read_submission(FULL).header


def test_the_name_is_that_of_the_document_with_the_ownership_xml() -> None:
    letter = b"<DOCUMENT>\n<TYPE>EX-24\n<FILENAME>poa.htm\n<TEXT>\n<p>x</p>\n</TEXT>\n</DOCUMENT>\n"
    start = FULL.index(b"<DOCUMENT>")
    submission = read_submission(FULL[:start] + letter + FULL[start:] + letter)
    assert submission.header.document_name == "form4.xml"
    assert submission.xml == XML.strip()


def test_a_document_without_name_has_none() -> None:
    assert read_submission(FULL.replace(b"form4.xml", b"")).header.document_name is None


@pytest.mark.parametrize(
    "wrapped",
    [
        FULL,
        TAGGED,
        tagged_submission(XML, one_line=True),
        b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n" + FULL,
        FULL.replace(b"<XML>\n", b""),
        FULL.replace(b"<XML>\n", b"<XML>\n\n\n"),
    ],
)
def test_the_same_document_has_the_same_digest_in_every_wrapping(wrapped: bytes) -> None:
    bare = parse_ownership_document(XML, ACCESSION)
    document = parse_ownership_document(read_submission(wrapped).xml, ACCESSION)
    assert document == bare
    assert content_digest(document) == content_digest(bare)


def test_any_change_of_the_document_changes_the_digest() -> None:
    document = parse_ownership_document(XML, ACCESSION)
    first, *others = document.transactions
    changes = [
        replace(document, remarks="x"),
        replace(document, plan_box=False),
        replace(document, transactions=(replace(first, ordinal=2), *others)),
        replace(
            document,
            transactions=(replace(first, shares=first.shares._replace(footnotes=())), *others),
        ),
        replace(document, transactions=document.transactions[::-1]),
        replace(document, owners=()),
    ]
    assert len({content_digest(changed) for changed in [document, *changes]}) == 7


def test_the_digest_tells_not_stated_from_false() -> None:
    unstated, no = (
        parse_ownership_document(ownership_xml(plan_box=box), ACCESSION) for box in (None, "0")
    )
    assert content_digest(unstated) != content_digest(no)


@pytest.mark.parametrize("wrapper", [b"<SEC-DOCUMENT>", b"<SUBMISSION>", b"<DOCUMENT>"])
def test_a_submission_without_ownership_xml_is_refused(wrapper: bytes) -> None:
    with pytest.raises(MalformedFilingError) as caught:
        read_submission(wrapper + b"\n<TYPE>4\n<TEXT>paper\n")
    assert caught.value.element == "ownershipDocument"


@pytest.mark.parametrize(
    ("before", "after", "element"),
    [
        (ACCESSION.encode() + b"\nCONF", b"12-34\nCONF", "header/ACCESSION NUMBER"),
        (b"20240304163000", b"20240304250000", "header/ACCEPTANCE-DATETIME"),
        (b"20240304163000", b"2024-03-04", "header/ACCEPTANCE-DATETIME"),
        (b"DATE:\t\t20240304", b"DATE:\t\t20240231", "header/FILED AS OF DATE"),
        (b"DATE:\t\t20240304", b"DATE:\t\t0304", "header/FILED AS OF DATE"),
    ],
)
def test_a_malformed_header_is_named(before: bytes, after: bytes, element: str) -> None:
    changed = FULL.replace(before, after)
    assert changed != FULL
    with pytest.raises(MalformedFilingError) as caught:
        read_submission(changed)
    assert caught.value.element == element


def read_or_refused(data: bytes) -> bool:
    try:
        parse_ownership_document(read_submission(data).xml, ACCESSION)
    except MalformedFilingError:
        return False
    return True


@given(st.integers(0, len(FULL)), st.integers(0, 60), st.binary(max_size=20), st.booleans())
@settings(max_examples=300, deadline=None)
def test_mutations_of_a_submission_are_read_or_refused(
    start: int, cut: int, put: bytes, tagged: bool
) -> None:
    data = TAGGED if tagged else FULL
    assert read_or_refused(data[:start] + put + data[start + cut :]) in {True, False}


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_random_bytes_are_refused_and_nothing_else_happens(data: bytes) -> None:
    assert not read_or_refused(data)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("tag", [b"<ISSUER>", b"ISSUER:\n", b"<DOCUMENT>", b"<XML>", b"<FILENAME>"])
def test_a_header_of_repeated_tags_is_read_in_linear_time(tag: bytes) -> None:
    assert read_or_refused(b"<SUBMISSION>\n" + tag * 200_000 + XML) in {True, False}
