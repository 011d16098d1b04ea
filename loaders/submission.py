"""A submission around an ownership document: header, SGML wrapping, and a digest of the content.

Three wrappings are known: the bare XML, the full submission with its SEC-HEADER (``.txt``), and
the same with EDGAR's tagged header (``.nc``, ``.sgml``), also when it is all on one line.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

import orjson

from graph_api.domain.filing import OwnershipDocument, SubmissionHeader
from graph_api.domain.identifiers import AccessionNumber, parse_accession
from graph_api.domain.instants import NEW_YORK, Instant, instant_of
from graph_api.errors import InvalidIdentifierError, MalformedFilingError

_WRAPPERS = (b"<SEC-DOCUMENT>", b"<SEC-HEADER>", b"<SUBMISSION>", b"<DOCUMENT>")
_DOCUMENT, _XML, _TEXT = b"<DOCUMENT>", b"<XML>", b"<TEXT>"
_OPENING, _CLOSING = b"<ownershipDocument", b"</ownershipDocument>"

_ACCESSION = re.compile(r"^ACCESSION NUMBER:[ \t]*(\S+)|<ACCESSION-NUMBER>([^<\s]+)", re.MULTILINE)
_ACCEPTED = re.compile(r"<ACCEPTANCE-DATETIME>([^<\s]+)")
_FILED = re.compile(r"^FILED AS OF DATE:[ \t]*(\S+)|<FILING-DATE>([^<\s]+)", re.MULTILINE)
_FILENAME = re.compile(rb"<FILENAME>([^<\r\n]*)")
_ISSUER = re.compile(r"^ISSUER:|<ISSUER>", re.MULTILINE)
_END_OF_BLOCK = {"ISSUER:": re.compile(r"^\S", re.MULTILINE), "<ISSUER>": re.compile("</ISSUER>")}
_SIC = re.compile(
    r"STANDARD INDUSTRIAL CLASSIFICATION:[^\r\n\[]*\[([0-9]{1,4})\]|<ASSIGNED-SIC>([0-9]{1,4})\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The ownership document of a submission, still as bytes, and what its header states."""

    header: SubmissionHeader
    xml: bytes


def read_submission(data: bytes) -> Submission:
    """Return the ownership document with its header; the header of a bare document is empty.

    The acceptance time, stated in New York time, becomes an instant; in the hour that autumn
    repeats it is the first. The SIC is the issuer's, never an owner's.

    Raises:
        MalformedFilingError: a submission without ownership XML, or a header with an accession
            number or date that cannot be read.

    Source:
        SEC-HEADER lines and EDGAR SGML tags ACCESSION NUMBER, ACCEPTANCE-DATETIME, FILED AS OF
        DATE (FILING-DATE), ISSUER, FILENAME.
    """
    opening = data.find(_OPENING)
    before = data if opening < 0 else data[:opening]
    if not any(mark in before for mark in _WRAPPERS):
        return Submission(header=SubmissionHeader(), xml=data)
    if opening < 0:
        raise MalformedFilingError(
            element="ownershipDocument", reason="is not in this submission (paper or other form)"
        )
    return Submission(header=_header(before), xml=_unwrapped(data, opening))


def content_digest(document: OwnershipDocument) -> str:
    """Return the SHA-256 of the parsed document in canonical form, in hexadecimal digits.

    The same document in another wrapping has the same digest; numbers differ when their digits
    do (1.0 and 1.00).
    """
    options = orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS
    return sha256(orjson.dumps(document, default=_canonical, option=options)).hexdigest()


def _canonical(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return tuple(value)
    raise TypeError(type(value).__name__)


def _unwrapped(data: bytes, opening: int) -> bytes:
    marks = [mark for mark in (_XML, _TEXT) if mark in data[:opening]]
    start = max((data.rfind(mark, 0, opening) + len(mark) for mark in marks), default=opening)
    closing = data.find(_CLOSING, opening)
    return data[start : closing + len(_CLOSING) if closing >= 0 else None].lstrip()


def _header(before: bytes) -> SubmissionHeader:
    text = before.partition(_DOCUMENT)[0].decode("latin-1")
    return SubmissionHeader(
        accession=_accession(text),
        accepted_at=_accepted_at(text),
        filed_on=_filed_on(text),
        issuer_sic=_issuer_sic(text),
        document_name=_document_name(before),
    )


def _accession(text: str) -> AccessionNumber | None:
    stated = _stated(_ACCESSION, text)
    try:
        return parse_accession(stated) if stated else None
    except InvalidIdentifierError as error:
        raise _malformed("ACCESSION NUMBER", stated) from error


def _accepted_at(text: str) -> Instant | None:
    stated = _stated(_ACCEPTED, text)
    if stated is None:
        return None
    moment = _moment("ACCEPTANCE-DATETIME", stated, "%Y%m%d%H%M%S", digits=14)
    return instant_of(moment.replace(tzinfo=NEW_YORK))


def _filed_on(text: str) -> date | None:
    stated = _stated(_FILED, text)
    return _moment("FILED AS OF DATE", stated, "%Y%m%d", digits=8).date() if stated else None


def _moment(name: str, stated: str, layout: str, *, digits: int) -> datetime:
    try:
        if len(stated) == digits and stated.isascii() and stated.isdigit():
            return datetime.strptime(stated, layout)  # noqa: DTZ007 - the caller adds the zone
    except ValueError:
        pass
    raise _malformed(name, stated)


def _issuer_sic(text: str) -> str | None:
    block = _ISSUER.search(text)
    if block is None:
        return None
    end = _END_OF_BLOCK[block[0]].search(text, block.end())
    sic = _stated(_SIC, text[block.end() : end.start() if end else None])
    return sic.zfill(4) if sic else None


def _document_name(before: bytes) -> str | None:
    inside = before[before.rfind(_DOCUMENT) :]
    name = _FILENAME.search(inside) if _DOCUMENT in before else None
    return (name[1].decode("latin-1").strip() or None) if name else None


def _stated(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return next(group for group in match.groups() if group) if match else None


def _malformed(name: str, stated: str | None) -> MalformedFilingError:
    return MalformedFilingError(element=f"header/{name}", reason=f"{stated!r:.60} cannot be read")
