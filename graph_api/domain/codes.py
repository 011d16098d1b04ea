"""The codes of the ownership forms, spelled once."""

from enum import Enum


class FormType(Enum):
    """Form 3 (initial), 4 (change), 5 (annual), each with its amendment; value as filed."""

    FORM_3 = "3"
    FORM_3A = "3/A"
    FORM_4 = "4"
    FORM_4A = "4/A"
    FORM_5 = "5"
    FORM_5A = "5/A"

    @property
    def is_amendment(self) -> bool:
        """True for a form that ends in /A."""
        return self.value.endswith("/A")

    @property
    def family(self) -> str:
        """``3``, ``4`` or ``5``: an amendment belongs to the form it amends."""
        return self.value[0]


class Table(Enum):
    """Table I (non-derivative) and Table II (derivative) of the form."""

    NON_DERIVATIVE = "N"
    DERIVATIVE = "D"


class TransactionCode(Enum):
    """SEC transaction codes of Forms 4 and 5; V is a flag in the filing, not a code here."""

    A = "A"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"
    H = "H"
    I = "I"  # noqa: E741 - the SEC's letter
    J = "J"
    K = "K"
    L = "L"
    M = "M"
    O = "O"  # noqa: E741 - the SEC's letter
    P = "P"
    S = "S"
    U = "U"
    W = "W"
    X = "X"
    Z = "Z"


class AcquiredDisposed(Enum):
    """Whether the row adds to the position or takes from it; never derived from the code."""

    ACQUIRED = "A"
    DISPOSED = "D"


class OwnershipForm(Enum):
    """Direct or indirect, per row; value as filed."""

    DIRECT = "D"
    INDIRECT = "I"


class AcceptedAtBasis(Enum):
    """How an acceptance time (or filing date) is known, best first.

    ESTIMATED comes from the latest signature date and never enters a backtest.
    """

    HEADER = "HEADER"
    MANIFEST = "MANIFEST"
    FILING_DATE = "FILING_DATE"
    ESTIMATED = "ESTIMATED"


class TradingPlanStatus(Enum):
    """Rule 10b5-1: NONE only where the filing says no; UNKNOWN where it says nothing.

    MODIFIED: the filing says that the plan was amended, which makes it a new one since 2023.
    """

    NONE = "NONE"
    PLANNED = "PLANNED"
    MODIFIED = "MODIFIED"
    UNKNOWN = "UNKNOWN"


class TradingPlanBasis(Enum):
    """What tells of a trading plan: the form's box, a footnote or remark, both, or nothing."""

    CHECKBOX = "CHECKBOX"
    FOOTNOTE = "FOOTNOTE"
    BOTH = "BOTH"
    NOT_STATED = "NOT_STATED"


class PriceQuality(Enum):
    """REPORTED: a usable price as filed; MISSING: absent, or zero on a purchase or sale.

    CORRECTED: a slip that the filing's own footnote settles. SUSPECT: out of all proportion to
    the footnote or to other filings; shown, and in no value.
    """

    REPORTED = "REPORTED"
    CORRECTED = "CORRECTED"
    SUSPECT = "SUSPECT"
    MISSING = "MISSING"


class AmendmentScope(Enum):
    """Which parts of the original an amendment states otherwise."""

    TRANSACTIONS = "TRANSACTIONS"
    HOLDINGS = "HOLDINGS"
    FOOTNOTES = "FOOTNOTES"
    HEADER = "HEADER"


class OwnerKind(Enum):
    """What a reporting owner is; UNKNOWN is never counted as a person."""

    PERSON = "PERSON"
    LLC = "LLC"
    TRUST = "TRUST"
    LP = "LP"
    CORP = "CORP"
    FUND = "FUND"
    FOUNDATION = "FOUNDATION"
    ESTATE = "ESTATE"
    PLAN = "PLAN"
    GOV = "GOV"
    UNKNOWN = "UNKNOWN"


class InsiderRole(Enum):
    """What a reporting owner is at an issuer; officers by title through ``roles.py``."""

    CEO = "CEO"
    CFO = "CFO"
    COO = "COO"
    PRESIDENT = "PRESIDENT"
    CHAIR = "CHAIR"
    GENERAL_COUNSEL = "GENERAL_COUNSEL"
    VICE_PRESIDENT = "VICE_PRESIDENT"
    OTHER_OFFICER = "OTHER_OFFICER"
    DIRECTOR = "DIRECTOR"
    TEN_PERCENT_OWNER = "TEN_PERCENT_OWNER"
    OTHER = "OTHER"
