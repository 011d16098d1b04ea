"""Evidence that a person or entity controls a vehicle, and the links it supports."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from graph_api.domain.identifiers import AccessionNumber, Cik
from graph_api.domain.instants import OPEN_END, Instant


class EvidenceFamily(Enum):
    """Families F1 to F7 of evidence; a person's override stands above them."""

    TEXT = "F1"
    SIGNATURE = "F2"
    CO_REPORTING = "F3"
    NAME = "F4"
    HOLDER_TEXT = "F5"
    ADDRESS = "F6"
    TRADES = "F7"
    OVERRIDE = "OVERRIDE"


class LinkRole(Enum):
    """In what capacity the controller controls the vehicle."""

    GENERAL_PARTNER = "GENERAL_PARTNER"
    MANAGING_MEMBER = "MANAGING_MEMBER"
    MANAGER = "MANAGER"
    INVESTMENT_MANAGER = "INVESTMENT_MANAGER"
    SHAREHOLDER = "SHAREHOLDER"
    TRUSTEE = "TRUSTEE"
    GRANTOR = "GRANTOR"
    EXECUTOR = "EXECUTOR"
    OFFICER = "OFFICER"
    CONTROLLER = "CONTROLLER"
    HOLDS_THROUGH = "HOLDS_THROUGH"
    SAME_PERSON = "SAME_PERSON"


class Limit(Enum):
    """What keeps a link from counting, or took it out: the guard or veto that decided."""

    TOO_WEAK = "TOO_WEAK"
    VETO = "VETO"
    NO_STATEMENT = "NO_STATEMENT"
    NAME_AND_ADDRESS_ALONE = "NAME_AND_ADDRESS_ALONE"
    ONE_FAMILY_ALONE = "ONE_FAMILY_ALONE"
    BETWEEN_ENTITIES = "BETWEEN_ENTITIES"
    MANY_ISSUERS = "MANY_ISSUERS"
    PROFESSIONAL_TRUSTEE = "PROFESSIONAL_TRUSTEE"
    QUARANTINE_SIZE = "QUARANTINE_SIZE"
    QUARANTINE_PERSONS = "QUARANTINE_PERSONS"
    QUARANTINE_BRIDGE = "QUARANTINE_BRIDGE"
    QUARANTINE_CYCLE = "QUARANTINE_CYCLE"
    OVERRIDE = "OVERRIDE"


class LinkState(Enum):
    """ACCEPTED counts; PROBABLE only widens the minimum; WEAK is stored; REJECTED by a guard."""

    ACCEPTED = "ACCEPTED"
    PROBABLE = "PROBABLE"
    WEAK = "WEAK"
    REJECTED = "REJECTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sign, found at one place, that ``controller`` controls ``vehicle``.

    Attributes:
        accession: the filing in which it stands; None for an override.
        vehicle, controller: reporting owners; of that filing, or of others about its issuer.
        known_from: acceptance of that filing, or of the first one by which both owners and all
            that the sign rests on were known; the day of an override.
        known_to: until when it weighed as it does: signs that rest on several filings change as
            more become known, and the next version takes their place.
        valid_from, valid_to: first and last day of control where the sign itself gives them.
        joint: the text says that control is shared with others.
        field: where it stands: ``footnote``, ``remarks``, ``signature``, ``natureOfOwnership``,
            ``reportingOwner`` (names, co-reporting), ``address``, ``row`` or ``override``.
        footnote_id: the footnote, when ``field`` is one.
        row_key: the row, when ``field`` belongs to one.
        start, end: character span of ``quote`` within that field's text.
        quote: at most 300 characters as filed.
        pattern: name of the pattern that matched.
        p: 0 to 1 before families are combined; a veto has already been applied.
        vetoed: words in the same clause spoke against control.
    """

    family: EvidenceFamily
    accession: AccessionNumber | None
    vehicle: Cik
    controller: Cik
    known_from: Instant
    known_to: Instant = OPEN_END
    valid_from: date | None = None
    valid_to: date | None = None
    role: LinkRole
    joint: bool
    field: str
    footnote_id: str | None
    row_key: str | None
    start: int
    end: int
    quote: str
    pattern: str
    p: float
    vetoed: bool

    @property
    def key(self) -> str:
        """The same sign at the same place, known from the same instant, is one piece."""
        place = self.footnote_id or self.row_key or ""
        return "|".join(
            (
                self.accession or "",
                self.family.value,
                self.vehicle,
                self.controller,
                self.field,
                place,
                str(self.start),
                self.pattern,
                str(self.known_from),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipLink:
    """One version of a link vehicle → controller, known in ``[known_from, known_to)``.

    Attributes:
        state: what the link counts for, see ``LinkState``.
        p: combined score, 0 to 1, rounded to four places.
        certain: deterministic enough for the maximum count (specification C3).
        stopped_by: what keeps it from being ACCEPTED; None where it is.
        joint: the controller shares control with others.
        valid_from, valid_to: first and last day of control; None where nothing dates it.
        issuer: the only one at whose securities it holds, there in place of the link that holds
            at all others; None for all. Decisions alone tell issuers apart.
        part_from: where dated decisions divide the days of one link, the first day of this part;
            None for the first part, and for a link that is whole.
        evidence: keys of the evidence known before the version ended, sorted; what a reader may
            see of it depends on each one's own ``known_from``.
    """

    vehicle: Cik
    controller: Cik
    role: LinkRole
    state: LinkState
    p: float
    certain: bool
    joint: bool
    stopped_by: Limit | None = None
    valid_from: date | None
    valid_to: date | None
    known_from: Instant
    known_to: Instant
    evidence: tuple[str, ...]
    issuer: Cik | None = None
    part_from: date | None = None

    @property
    def part(self) -> str:
        """``/issuer`` and ``/day`` where decisions divide the link; empty where it is whole."""
        return "".join(f"/{place}" for place in (self.issuer, self.part_from) if place)

    @property
    def name(self) -> str:
        """``vehicle>controller`` with the part: the same in all versions."""
        return f"{self.vehicle}>{self.controller}{self.part}"

    @property
    def key(self) -> str:
        """The name ``@knownFrom``."""
        return f"{self.name}@{self.known_from}"
