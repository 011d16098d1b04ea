"""The parser on documents made for the purpose."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from graph_api.domain.codes import (
    AcquiredDisposed,
    FormType,
    OwnershipForm,
    Table,
    TransactionCode,
)
from graph_api.domain.filing import (
    Footnote,
    IssuerAsFiled,
    OwnerAddress,
    OwnershipDocument,
    Reported,
    Signature,
)
from graph_api.errors import MalformedFilingError
from loaders.ownership_xml import (
    parse_ownership_document,
)
from loaders.values import read_date, read_flag, read_number
from tests.ingest.documents import (
    ACCESSION,
    ISSUER,
    OWNER,
    SIGNATURE,
    ownership_xml,
)

FIRST = "nonDerivativeTable/nonDerivativeTransaction[1]"
FIRST_DERIVATIVE = "derivativeTable/derivativeTransaction[1]"


def parsed(**overrides: Any) -> OwnershipDocument:
    return parse_ownership_document(ownership_xml(**overrides), ACCESSION)


def refused(xml: bytes) -> MalformedFilingError:
    with pytest.raises(MalformedFilingError) as caught:
        parse_ownership_document(xml, ACCESSION)
    return caught.value


def with_extra(extra: str, **overrides: Any) -> bytes:
    xml = ownership_xml(**overrides)
    return xml.replace(b"</ownershipDocument>", extra.encode() + b"</ownershipDocument>")


def test_facts_of_the_document_are_read() -> None:
    document = parsed(
        schema_version="X0609",
        form_type="5/A",
        period_of_report="2023-12-31",
        date_of_original_submission="2024-02-14",
        no_securities_owned="0",
        not_subject_to_section16="1",
        form3_holdings_reported="true",
        form4_transactions_reported="false",
        remarks="Exhibit 24",
    )
    assert document.schema_version == "X0609"
    assert document.form_type is FormType.FORM_5A
    assert document.period_of_report == date(2023, 12, 31)
    assert document.date_of_original_submission == date(2024, 2, 14)
    assert document.no_securities_owned is False
    assert document.not_subject_to_section16 is True
    assert document.form3_holdings_reported is True
    assert document.form4_transactions_reported is False
    assert document.remarks == "Exhibit 24"


def test_facts_that_are_absent_are_none() -> None:
    document = parsed(period_of_report=None)
    assert document.schema_version is None
    assert document.period_of_report is None
    assert document.date_of_original_submission is None
    assert document.no_securities_owned is None
    assert document.not_subject_to_section16 is None
    assert document.form3_holdings_reported is None
    assert document.form4_transactions_reported is None
    assert document.plan_box is None
    assert document.remarks is None


@pytest.mark.parametrize(
    ("box", "stated"),
    [
        ("1", True),
        ("0", False),
        ("true", True),
        ("false", False),
        ("TRUE", True),
        ("False", False),
        (" tRuE\n", True),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_the_box_for_trading_plans_has_three_states(box: str | None, stated: bool | None) -> None:
    assert parsed(plan_box=box).plan_box is stated


def test_the_issuer_is_read_with_both_symbols() -> None:
    issuer = {"cik": "99000001", "name": "Example", "symbol": "EXWI", "foreign_symbol": "8591"}
    assert parsed(issuer=issuer).issuer == IssuerAsFiled(
        cik=parsed().issuer.cik, name="Example", symbol="EXWI", foreign_symbol="8591"
    )


def test_every_owner_keeps_its_own_flags() -> None:
    fund = {"cik": "99000003", "name": "Sample Fund LP", "is_ten_percent_owner": "true"}
    other = {"cik": "99000004", "name": "Sample John", "is_officer": "1", "is_other": "FALSE"}
    other |= {"officer_title": "CEO", "other_text": "Trustee"}
    owners = parsed(owners=[OWNER, fund, other]).owners
    assert [owner.cik for owner in owners] == ["0099000002", "0099000003", "0099000004"]
    flags = [
        (owner.is_director, owner.is_officer, owner.is_ten_percent_owner, owner.is_other)
        for owner in owners
    ]
    assert flags == [
        (True, False, False, False),
        (None, None, True, None),
        (None, True, None, False),
    ]
    assert (owners[2].officer_title, owners[2].other_text) == ("CEO", "Trustee")


def test_an_address_abroad_is_read_in_full() -> None:
    address: dict[str, Any] = {
        "non_us": "true",
        "street1": "1 HIGH STREET",
        "street2": "FLOOR 2",
        "city": "TOKYO",
        "non_us_state_territory": "JAPAN",
        "state": "M0",
        "country": "M0",
        "zip_code": "105-5135",
        "state_description": "JAPAN",
        "good_address": "1",
    }
    (owner,) = parsed(owners=[{"cik": "1", "name": "Sample", **address}]).owners
    assert owner.address == OwnerAddress(**{**address, "non_us": True, "good_address": True})


def test_an_owner_without_address_has_an_empty_one() -> None:
    (owner,) = parsed(owners=[{"cik": "1", "name": "Sample"}]).owners
    assert owner.address == OwnerAddress()


def test_every_leaf_of_a_derivative_transaction_is_read_with_its_footnotes() -> None:
    row = {
        "table": "D",
        "security_title": "Option (right to buy)",
        "conversion_or_exercise_price": "31.5500",
        "transaction_date": "2024-03-01",
        "deemed_execution_date": "2024-03-04",
        "form_type": "5",
        "code": "M",
        "equity_swap_involved": "1",
        "timeliness": "L",
        "shares": "100.25",
        "total_value": "500",
        "price_per_share": "0",
        "acquired_disposed": "D",
        "exercise_date": "2020-01-01",
        "expiration_date": "2030-01-01",
        "underlying_title": "Common Stock",
        "underlying_shares": "100",
        "underlying_value": "600",
        "shares_owned_following": "7",
        "value_owned_following": "42.10",
        "ownership_form": "I",
        "nature_of_ownership": "By LLC",
    }
    bare = {"table", "form_type", "code", "equity_swap_involved"}
    names = [name for name in row if name not in bare]
    notes = {name: [f"F{n}", "F99"] for n, name in enumerate(names, 1)}
    (transaction,) = parsed(transactions=[{**row, "notes": notes}]).transactions
    typed = {
        "conversion_or_exercise_price": Decimal("31.5500"),
        "transaction_date": date(2024, 3, 1),
        "deemed_execution_date": date(2024, 3, 4),
        "shares": Decimal("100.25"),
        "total_value": Decimal(500),
        "price_per_share": Decimal(0),
        "acquired_disposed": AcquiredDisposed.DISPOSED,
        "exercise_date": date(2020, 1, 1),
        "expiration_date": date(2030, 1, 1),
        "underlying_shares": Decimal(100),
        "underlying_value": Decimal(600),
        "shares_owned_following": Decimal(7),
        "value_owned_following": Decimal("42.10"),
        "ownership_form": OwnershipForm.INDIRECT,
    }
    for name in names:
        expected = Reported(typed.get(name, row[name]), tuple(notes[name]))
        assert getattr(transaction, name) == expected, name
    assert transaction.form_type == "5"
    assert transaction.code is TransactionCode.M
    assert transaction.equity_swap_involved is True
    assert transaction.table is Table.DERIVATIVE
    assert transaction.footnotes_elsewhere == ()


def test_numbers_keep_their_digits_as_filed() -> None:
    (row,) = parsed(transactions=[{"price_per_share": "10.500"}]).transactions
    assert str(row.price_per_share.value) == "10.500"


def test_a_leaf_may_have_footnotes_and_no_value() -> None:
    absent = {"price_per_share": None, "shares": None, "security_title": None}
    notes = {"price_per_share": ["F1", "F2"], "shares": ["F3"], "security_title": ["F4"]}
    (row,) = parsed(transactions=[{**absent, "notes": notes}]).transactions
    assert row.price_per_share == Reported(None, ("F1", "F2"))
    assert row.shares == Reported(None, ("F3",))
    assert row.security_title == Reported(None, ("F4",))


def test_what_a_transaction_leaves_out_is_none() -> None:
    names = ["shares", "price_per_share", "nature_of_ownership", "shares_owned_following"]
    names += ["equity_swap_involved", "form_type"]
    (row,) = parsed(transactions=[dict.fromkeys(names)]).transactions
    assert row.equity_swap_involved is None
    assert row.form_type is None
    for name in set(names) - {"equity_swap_involved", "form_type"}:
        assert getattr(row, name) == Reported(), name


@pytest.mark.parametrize("value", [None, " "])
@pytest.mark.parametrize(
    ("name", "element"),
    [
        ("transaction_date", "transactionDate"),
        ("acquired_disposed", "transactionAmounts/transactionAcquiredDisposedCode"),
        ("ownership_form", "ownershipNature/directOrIndirectOwnership"),
    ],
)
def test_a_row_without_date_or_direction_is_refused(
    name: str, element: str, value: str | None
) -> None:
    with pytest.raises(MalformedFilingError) as caught:
        parsed(transactions=[{name: value}])
    assert caught.value.element == f"nonDerivativeTable/nonDerivativeTransaction[1]/{element}"
    assert caught.value.reason == "is missing"


def test_blank_values_are_none_and_never_zero() -> None:
    blanks = dict.fromkeys(("shares", "price_per_share", "timeliness"), " ")
    (row,) = parsed(transactions=[{**blanks, "equity_swap_involved": "\n"}]).transactions
    assert row.equity_swap_involved is None
    for name in blanks:
        assert getattr(row, name) == Reported(), name


def test_empty_containers_are_read() -> None:
    xml = with_extra(
        "<nonDerivativeTable/><derivativeTable></derivativeTable><footnotes/>"
        "<ownerSignature/><remarks/>",
        signatures=[],
    )
    document = parse_ownership_document(xml, ACCESSION)
    assert (document.transactions, document.holdings, document.footnotes) == ((), (), ())
    assert (document.signatures, document.remarks) == ((), None)


def test_footnotes_of_a_container_are_kept_by_its_element() -> None:
    notes = {"transactionCoding": ["F1", "F2"], "ownershipNature": ["F3"]}
    (row,) = parsed(transactions=[{"notes": notes}]).transactions
    assert row.footnotes_elsewhere == (
        ("transactionCoding", ("F1", "F2")),
        ("ownershipNature", ("F3",)),
    )


def test_footnotes_of_a_plain_element_and_of_the_row_are_kept_by_their_element() -> None:
    xml = ownership_xml(transactions=[{"notes": {"code": ["F1"]}}]).replace(
        b"<nonDerivativeTransaction>", b'<nonDerivativeTransaction><footnoteId id="F2"/>'
    )
    (row,) = parse_ownership_document(xml, ACCESSION).transactions
    assert row.code is TransactionCode.P
    assert row.footnotes_elsewhere == (
        ("transactionCode", ("F1",)),
        ("nonDerivativeTransaction", ("F2",)),
    )


def test_a_footnote_reference_without_id_refers_to_nothing() -> None:
    xml = ownership_xml(transactions=[{"notes": {"shares": ["F1"]}}]).replace(b' id="F1"', b"")
    (row,) = parse_ownership_document(xml, ACCESSION).transactions
    assert row.shares == Reported(Decimal(100), ())


def test_row_keys_count_each_table_and_kind_in_document_order() -> None:
    mixed = [{"table": table} for table in "NDNN"]
    document = parsed(transactions=mixed, holdings=mixed[1:])
    assert [row.key.removeprefix(ACCESSION) for row in document.transactions] == [
        "|N|1",
        "|N|2",
        "|N|3",
        "|D|1",
    ]
    assert [row.key.removeprefix(ACCESSION) for row in document.holdings] == [
        "|NH|1",
        "|NH|2",
        "|DH|1",
    ]
    assert [row.ordinal for row in document.transactions] == [1, 2, 3, 1]
    assert [row.table.value for row in document.holdings] == ["N", "N", "D"]


def test_a_late_holding_of_form_5_says_which_form_it_belonged_on() -> None:
    holdings = parsed(form_type="5", holdings=[{"form_type": "3"}, {}]).holdings
    assert [holding.form_type for holding in holdings] == ["3", None]


def test_code_and_direction_stay_as_filed_when_they_contradict() -> None:
    rows = [{"code": "P", "acquired_disposed": "D"}, {"code": "S", "acquired_disposed": "A"}]
    pairs = [(row.code.value, row.acquired_disposed.value) for row in _transactions(rows)]
    assert pairs == [("P", AcquiredDisposed.DISPOSED), ("S", AcquiredDisposed.ACQUIRED)]


def _transactions(rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    return parsed(transactions=rows).transactions


@pytest.mark.parametrize(
    "written", ["2024-07-19", "2024-07-19-05:00", "2024-07-19Z", "2024-07-19+14:00", " 2024-07-19 "]
)
def test_a_date_is_the_day_as_written(written: str) -> None:
    document = parsed(period_of_report=written, transactions=[{"transaction_date": written}])
    assert document.period_of_report == date(2024, 7, 19)
    assert document.transactions[0].transaction_date.value == date(2024, 7, 19)


def test_booleans_of_every_spelling_may_be_mixed() -> None:
    rows = [{"equity_swap_involved": text} for text in ("0", "TRUE", "False", "1")]
    assert [row.equity_swap_involved for row in _transactions(rows)] == [False, True, False, True]


def test_footnotes_and_signatures_keep_their_order() -> None:
    document = parsed(
        footnotes=[{"id": "F2", "text": " By <LLC> & co. "}, {"id": "F1", "text": ""}],
        signatures=[SIGNATURE, {"name": "/s/ John"}, {"signed_on": "2024-03-05Z"}],
    )
    assert document.footnotes == (
        Footnote(id="F2", text="By <LLC> & co."),
        Footnote(id="F1", text=""),
    )
    assert document.signatures == (
        Signature(name="/s/ Jane Sample", signed_on=date(2024, 3, 4)),
        Signature(name="/s/ John", signed_on=None),
        Signature(name="", signed_on=date(2024, 3, 5)),
    )


def test_markup_inside_a_footnote_leaves_its_words() -> None:
    xml = with_extra('<footnotes><footnote id="F1">Held <b>by</b> LLC</footnote></footnotes>')
    assert parse_ownership_document(xml, ACCESSION).footnotes[0].text == "Held by LLC"


@pytest.mark.parametrize(
    ("place", "extra"),
    [
        (b"</ownershipDocument>", b"<new><issuerCik>5</issuerCik></new>"),
        (b"</reportingOwner>", b"<new><rptOwnerCik>x</rptOwnerCik><isDirector/></new>"),
        (b"</nonDerivativeTable>", b"<new><transactionCode>Q</transactionCode></new>"),
        (
            b"<transactionShares>",
            b"<new><transactionShares><value>9</value></transactionShares></new>",
        ),
        (b"<value>100</value>", b"<new><value>9</value></new>"),
        (b"<securityTitle>", b"<transactionShares><value>9</value></transactionShares>"),
        (b"</transactionShares>", b"<transactionCode>Q</transactionCode>"),
        (b"</issuer>", b"text <!-- comment --> <?instruction?>"),
    ],
)
def test_unknown_elements_change_nothing(place: bytes, extra: bytes) -> None:
    xml = ownership_xml(transactions=[{"notes": {"price_per_share": ["F1"]}}])
    changed = xml.replace(place, extra + place, 1)
    assert changed != xml
    assert parse_ownership_document(changed, ACCESSION) == parse_ownership_document(xml, ACCESSION)


@pytest.mark.parametrize("owners", [1, 10])
def test_up_to_ten_owners_are_read(owners: int) -> None:
    assert len(parsed(owners=[OWNER] * owners).owners) == owners


def test_an_eleventh_owner_is_refused() -> None:
    assert refused(ownership_xml(owners=[OWNER] * 11)).element == "reportingOwner[11]"


@pytest.mark.parametrize(
    ("overrides", "element"),
    [
        ({"form_type": None}, "documentType"),
        ({"form_type": " "}, "documentType"),
        ({"issuer": {}}, "issuer/issuerCik"),
        ({"issuer": {**ISSUER, "cik": None}}, "issuer/issuerCik"),
        ({"issuer": {**ISSUER, "name": None}}, "issuer/issuerName"),
        ({"owners": []}, "reportingOwner"),
        ({"owners": [OWNER, {"name": "x"}]}, "reportingOwner[2]/reportingOwnerId/rptOwnerCik"),
        ({"owners": [{"cik": "1"}]}, "reportingOwner[1]/reportingOwnerId/rptOwnerName"),
        (
            {"transactions": [{}, {"code": None}]},
            "nonDerivativeTable/nonDerivativeTransaction[2]/transactionCoding/transactionCode",
        ),
        (
            {"transactions": [{"code": ""}]},
            "nonDerivativeTable/nonDerivativeTransaction[1]/transactionCoding/transactionCode",
        ),
        (
            {"holdings": [{"table": "D", "ownership_form": None}]},
            "derivativeTable/derivativeHolding[1]/ownershipNature/directOrIndirectOwnership",
        ),
    ],
)
def test_a_missing_element_is_named(overrides: dict[str, Any], element: str) -> None:
    error = refused(ownership_xml(**overrides))
    assert (error.element, error.reason, error.accession) == (element, "is missing", ACCESSION)


@pytest.mark.parametrize(
    ("overrides", "element"),
    [
        ({"form_type": "13F"}, "documentType"),
        ({"period_of_report": "2024-02-30"}, "periodOfReport"),
        ({"plan_box": "yes"}, "aff10b5One"),
        ({"issuer": {**ISSUER, "cik": "EXWI"}}, "issuer/issuerCik"),
        ({"issuer": {**ISSUER, "cik": "٣"}}, "issuer/issuerCik"),
        (
            {"owners": [{**OWNER, "is_director": "2"}]},
            "reportingOwner[1]/reportingOwnerRelationship/isDirector",
        ),
        ({"signatures": [{**SIGNATURE, "signed_on": "today"}]}, "ownerSignature[1]/signatureDate"),
        (
            {"transactions": [{}, {}, {"shares": "1,000"}]},
            "nonDerivativeTable/nonDerivativeTransaction[3]/transactionAmounts/transactionShares",
        ),
        (
            {"transactions": [{"table": "D", "value_owned_following": "-7"}]},
            f"{FIRST_DERIVATIVE}/postTransactionAmounts/valueOwnedFollowingTransaction",
        ),
        (
            {"holdings": [{"ownership_form": "d"}]},
            "nonDerivativeTable/nonDerivativeHolding[1]/ownershipNature/directOrIndirectOwnership",
        ),
        (
            {"transactions": [{"acquired_disposed": "X"}]},
            f"{FIRST}/transactionAmounts/transactionAcquiredDisposedCode",
        ),
        ({"transactions": [{"code": "V"}]}, f"{FIRST}/transactionCoding/transactionCode"),
    ],
)
def test_a_malformed_value_is_named(overrides: dict[str, Any], element: str) -> None:
    error = refused(ownership_xml(**overrides))
    assert (error.element, error.accession) == (element, ACCESSION)


def test_a_footnote_without_id_is_refused() -> None:
    error = refused(with_extra("<footnotes><footnote id='F1'/><footnote>x</footnote></footnotes>"))
    assert error.element == "footnotes/footnote[2]"


@pytest.mark.parametrize(
    "text",
    [
        "-1",
        "1e5",
        "NaN",
        "Infinity",
        "1 000",
        "1,5",
        "٣",
        "1_0",
        ".",
        "$5",
        "0x1",
        "9" * 41,
        "1" + "0" * 12,
    ],
)
def test_other_numbers_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("007.50", "7.50"),
        (".5", "0.5"),
        ("5.", "5"),
        ("+3", "3"),
        ("999999999999.9999",) * 2,
    ],
)
def test_numbers_of_the_schema_are_read(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["20240719", "2024-7-19", "2024-W01-1", "2024-07-19T00:00:00", "0000-01-01", "²024-01-01"],
)
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day"):
        read_date(text)


@pytest.mark.parametrize("text", ["yes", "Y", "2", "on", "TRUE!"])
def test_other_flags_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not 0, 1, true or false"):
        read_flag(text)


def test_a_reason_never_repeats_a_long_text_whole() -> None:
    assert len(refused(ownership_xml(period_of_report="x" * 5000)).reason) < 100
