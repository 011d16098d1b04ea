"""One document → one filing: its accession number, and when it was accepted on what basis."""

from dataclasses import replace
from datetime import date

from graph_api.domain.codes import AcceptedAtBasis
from graph_api.domain.filing import (
    OwnerAddress,
    OwnerAsFiled,
    OwnershipDocument,
    OwnershipFiling,
    SubmissionHeader,
)
from graph_api.domain.identifiers import AccessionNumber, find_accession
from graph_api.domain.instants import Instant, eastern, end_of_filing_day
from graph_api.errors import MalformedFilingError
from loaders.addresses import address_hash
from loaders.manifest import ManifestEntry
from loaders.ownership_xml import parse_ownership_document
from loaders.submission import content_digest, read_submission

ACCESSION_UNKNOWN = "accession-unknown"
NOTHING_KNOWN = ManifestEntry(accession=None, accepted_at=None, filed_on=None)


def read_filing(
    data: bytes, name: str, entry: ManifestEntry | None, *, address_key: bytes
) -> OwnershipFiling:
    """Return the filing in ``data``.

    Args:
        data: ownership XML or a full submission around it.
        name: of the file; may carry the accession number.
        entry: what a manifest knows of the file.
        address_key: secret under which addresses are hashed.

    Raises:
        MalformedFilingError: the document cannot be read, or nothing tells its accession number
            (reason ``accession-unknown``).
    """
    submission = read_submission(data)
    known = entry or NOTHING_KNOWN
    file_name = name.rpartition("/")[2]
    accession = submission.header.accession or find_accession(file_name) or known.accession
    if accession is None:
        raise MalformedFilingError(element="accession", reason=ACCESSION_UNKNOWN)
    document = parse_ownership_document(submission.xml, accession)
    accepted_at, accepted_basis = _accepted(submission.header, known, document, accession)
    filed_on, filed_basis = _filed(submission.header, known, accepted_at, accepted_basis)
    return OwnershipFiling(
        accession=accession,
        document=replace(
            document, owners=tuple(_veiled(owner, address_key) for owner in document.owners)
        ),
        accepted_at=accepted_at,
        accepted_at_basis=accepted_basis,
        filed_on=filed_on,
        filed_on_basis=filed_basis,
        issuer_sic=submission.header.issuer_sic,
        document_name=submission.header.document_name,
        content_digest=content_digest(document),
    )


def _accepted(
    header: SubmissionHeader,
    known: ManifestEntry,
    document: OwnershipDocument,
    accession: AccessionNumber,
) -> tuple[Instant, AcceptedAtBasis]:
    if header.accepted_at is not None:
        return header.accepted_at, AcceptedAtBasis.HEADER
    if known.accepted_at is not None:
        return known.accepted_at, AcceptedAtBasis.MANIFEST
    filed_on = header.filed_on or known.filed_on
    if filed_on is not None:
        return end_of_filing_day(filed_on), AcceptedAtBasis.FILING_DATE
    return end_of_filing_day(_latest_day(document, accession)), AcceptedAtBasis.ESTIMATED


def _filed(
    header: SubmissionHeader,
    known: ManifestEntry,
    accepted_at: Instant,
    accepted_basis: AcceptedAtBasis,
) -> tuple[date, AcceptedAtBasis]:
    """Return the filing date; Section 16 forms keep the date of their acceptance until 22:00."""
    if header.filed_on is not None:
        return header.filed_on, AcceptedAtBasis.HEADER
    if known.filed_on is not None:
        return known.filed_on, AcceptedAtBasis.MANIFEST
    return eastern(accepted_at).date(), accepted_basis


def _latest_day(document: OwnershipDocument, accession: AccessionNumber) -> date:
    """Return the latest signature date, else the latest day that the document tells."""
    signed = [s.signed_on for s in document.signatures if s.signed_on is not None]
    told = [
        row.transaction_date.value
        for row in document.transactions
        if row.transaction_date.value is not None
    ]
    if document.period_of_report is not None:
        told.append(document.period_of_report)
    if not signed and not told:
        raise MalformedFilingError(
            element="ownerSignature/signatureDate",
            reason="nothing tells when it was filed",
            accession=accession,
        )
    return max(signed or told)


def _veiled(owner: OwnerAsFiled, address_key: bytes) -> OwnerAsFiled:
    """Return the owner with its address reduced to a keyed hash, state and country."""
    address = owner.address
    veiled = OwnerAddress(
        key=address_hash(address, owner.name, address_key),
        state=address.state or address.non_us_state_territory,
        country=address.country,
    )
    return replace(owner, address=veiled)
