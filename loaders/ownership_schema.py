"""Which elements an ownership document has, and which attribute of the domain each one fills.

Source: SEC ownership XML technical specification, schemas to X0609, all form types together. Two
elements are left out on purpose: ``rptOwnerCcc`` is a filer's password, and rows, footnotes and
signatures repeat, so that ``ownership_xml`` walks them itself.
"""

from graph_api.domain.codes import AcquiredDisposed, FormType, OwnershipForm, TransactionCode
from loaders.layouts import Elements, Field, Shape
from loaders.values import (
    read_cik,
    read_date,
    read_flag,
    read_number,
    read_text,
    reader_of,
)

_DOCUMENT: Elements = {
    "schemaVersion": Field("schema_version", read_text),
    "documentType": Field("form_type", reader_of(FormType), required=True),
    "periodOfReport": Field("period_of_report", read_date),
    "dateOfOriginalSubmission": Field("date_of_original_submission", read_date),
    "noSecuritiesOwned": Field("no_securities_owned", read_flag),
    "notSubjectToSection16": Field("not_subject_to_section16", read_flag),
    "form3HoldingsReported": Field("form3_holdings_reported", read_flag),
    "form4TransactionsReported": Field("form4_transactions_reported", read_flag),
    "aff10b5One": Field("plan_box", read_flag),
    "remarks": Field("remarks", read_text),
}
_ISSUER: Elements = {
    "issuerCik": Field("cik", read_cik, required=True),
    "issuerName": Field("name", read_text, required=True),
    "issuerTradingSymbol": Field("symbol", read_text),
    "issuerForeignTradingSymbol": Field("foreign_symbol", read_text),
}
_OWNER_ADDRESS: Elements = {
    "reportingOwnerAddress": {
        "rptOwnerNonUSAddressFlag": Field("non_us", read_flag),
        "rptOwnerStreet1": Field("street1", read_text),
        "rptOwnerStreet2": Field("street2", read_text),
        "rptOwnerCity": Field("city", read_text),
        "rptOwnerNonUSStateTerritory": Field("non_us_state_territory", read_text),
        "rptOwnerState": Field("state", read_text),
        "rptOwnerCountry": Field("country", read_text),
        "rptOwnerZipCode": Field("zip_code", read_text),
        "rptOwnerStateDescription": Field("state_description", read_text),
        "rptOwnerGoodAddress": Field("good_address", read_flag),
    },
}
_OWNER: Elements = {
    **_OWNER_ADDRESS,
    "reportingOwnerId": {
        "rptOwnerCik": Field("cik", read_cik, required=True),
        "rptOwnerName": Field("name", read_text, required=True),
    },
    "reportingOwnerRelationship": {
        "isDirector": Field("is_director", read_flag),
        "isOfficer": Field("is_officer", read_flag),
        "isTenPercentOwner": Field("is_ten_percent_owner", read_flag),
        "isOther": Field("is_other", read_flag),
        "officerTitle": Field("officer_title", read_text),
        "otherText": Field("other_text", read_text),
    },
}
_HOLDING: Elements = {
    "securityTitle": Field("security_title", read_text, noted=True),
    "conversionOrExercisePrice": Field("conversion_or_exercise_price", read_number, noted=True),
    "transactionCoding": {"transactionFormType": Field("form_type", read_text)},
    "exerciseDate": Field("exercise_date", read_date, noted=True),
    "expirationDate": Field("expiration_date", read_date, noted=True),
    "underlyingSecurity": {
        "underlyingSecurityTitle": Field("underlying_title", read_text, noted=True),
        "underlyingSecurityShares": Field("underlying_shares", read_number, noted=True),
        "underlyingSecurityValue": Field("underlying_value", read_number, noted=True),
    },
    "postTransactionAmounts": {
        "sharesOwnedFollowingTransaction": Field("shares_owned_following", read_number, noted=True),
        "valueOwnedFollowingTransaction": Field("value_owned_following", read_number, noted=True),
    },
    "ownershipNature": {
        "directOrIndirectOwnership": Field(
            "ownership_form", reader_of(OwnershipForm), noted=True, required=True
        ),
        "natureOfOwnership": Field("nature_of_ownership", read_text, noted=True),
    },
}
_TRANSACTION: Elements = {
    **_HOLDING,
    "transactionDate": Field("transaction_date", read_date, noted=True, required=True),
    "deemedExecutionDate": Field("deemed_execution_date", read_date, noted=True),
    "transactionCoding": {
        "transactionFormType": Field("form_type", read_text),
        "transactionCode": Field("code", reader_of(TransactionCode), required=True),
        "equitySwapInvolved": Field("equity_swap_involved", read_flag),
    },
    "transactionTimeliness": Field("timeliness", read_text, noted=True),
    "transactionAmounts": {
        "transactionShares": Field("shares", read_number, noted=True),
        "transactionTotalValue": Field("total_value", read_number, noted=True),
        "transactionPricePerShare": Field("price_per_share", read_number, noted=True),
        "transactionAcquiredDisposedCode": Field(
            "acquired_disposed", reader_of(AcquiredDisposed), noted=True, required=True
        ),
    },
}
_SIGNATURE: Elements = {
    "signatureName": Field("name", read_text),
    "signatureDate": Field("signed_on", read_date),
}

DOCUMENT = Shape(_DOCUMENT)
ISSUER = Shape(_ISSUER)
OWNER = Shape(_OWNER)
OWNER_ADDRESS = frozenset(Shape(_OWNER_ADDRESS).blank)
"""Attributes of an owner that belong to its address."""

HOLDING = Shape(_HOLDING)
TRANSACTION = Shape(_TRANSACTION)
SIGNATURE = Shape(_SIGNATURE)
