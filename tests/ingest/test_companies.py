import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.identifiers import parse_cik
from graph_api.errors import SourceError
from loaders.companies import CompaniesRead, Company, RejectedLine, read_companies

CORPUS = Path(os.environ.get("INSIDER_GRAPH_CORPUS", "../shared/edgar"))

APPLE = Company(
    cik=parse_cik("320193"),
    ticker="AAPL",
    tickers=("AAPL",),
    name="Apple Inc.",
    sic="3571",
    sic_description="Electronic Computers",
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], CompaniesRead]:
    def read_text(text: str) -> CompaniesRead:
        path = tmp_path / "companies.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return read_companies(path)

    return read_text


Read = Callable[[str], CompaniesRead]


def test_a_line_is_a_company(read: Read) -> None:
    text = "cik,ticker,name,sic,sicDescription\n320193,aapl,Apple Inc.,3571,Electronic  Computers\n"
    assert read(text) == CompaniesRead(companies=(APPLE,), rejected=())


def test_columns_are_found_by_name_in_any_order_and_case(read: Read) -> None:
    header = "SICDESCRIPTION,other,Sic,Name, Ticker ,CIK"
    text = f"{header}\nElectronic Computers,x,3571,Apple Inc.,AAPL,0000320193\n"
    assert read(text).companies == (APPLE,)


def test_only_the_cik_is_required(read: Read) -> None:
    bare = Company(
        cik=APPLE.cik, ticker=None, tickers=(), name=None, sic=None, sic_description=None
    )
    assert read("cik\n320193\n").companies == (bare,)
    assert read("cik,ticker,tickers,name,sic,sicDescription\n320193,,,, ,\n").companies == (bare,)


def test_a_byte_order_mark_and_blank_lines_are_no_lines(read: Read) -> None:
    assert len(read("\ufeffcik,name\r\n\r\n1,A\r\n\r\n2,B\r\n").companies) == 2


@pytest.mark.parametrize(
    ("ticker", "tickers", "expected"),
    [
        ("BRK.B", "", ("BRK-B",)),
        ("", "\"['BRK-B', 'BRK-A']\"", ("BRK-B", "BRK-A")),
        ("BRK-A", "\"['BRK-B', 'BRK-A']\"", ("BRK-A", "BRK-B")),
        ("", "brk.b; brk.a", ("BRK-B", "BRK-A")),
        ("", "[]", ()),
        ("NONE", "['']", ()),
    ],
)
def test_tickers_are_written_one_way_and_once(
    read: Read, ticker: str, tickers: str, expected: tuple[str, ...]
) -> None:
    (company,) = read(f"cik,ticker,tickers\n1067983,{ticker},{tickers}\n").companies
    assert company.tickers == expected
    assert company.ticker == (expected[0] if expected else None)


@pytest.mark.parametrize(
    ("cell", "sic"),
    [
        ("3571", "3571"),
        ("3571.0", "3571"),
        ("100", "0100"),
        ("0000", None),
        ("0", None),
        ("", None),
    ],
)
def test_a_sic_code_has_four_digits_or_is_not_stated(
    read: Read, cell: str, sic: str | None
) -> None:
    assert read(f"cik,sic\n1,{cell}\n").companies[0].sic == sic


def test_a_bad_line_is_rejected_with_its_number_and_the_others_are_read(read: Read) -> None:
    answer = read("cik,name,sic\n1,A,\nx,B,\n0,C,\n2,D,soft\n3,E\n4,F,,\n5,G,7372\n")
    assert [company.name for company in answer.companies] == ["A", "G"]
    assert answer.rejected == (
        RejectedLine(number=3, reason="'x' is not a CIK; accepted: one to ten digits"),
        RejectedLine(number=4, reason="'0' is not a CIK; accepted: one to ten digits"),
        RejectedLine(number=5, reason="'soft' is not a SIC code; accepted: up to four digits"),
        RejectedLine(number=6, reason="2 cells under 3 columns"),
        RejectedLine(number=7, reason="4 cells under 3 columns"),
    )


def test_a_cell_too_large_to_read_is_rejected_alone(read: Read) -> None:
    answer = read(f"cik,name\n1,{'x' * 200_000}\n2,B\n")
    assert [company.name for company in answer.companies] == ["B"]
    assert [line.number for line in answer.rejected] == [2]


def test_lines_of_one_company_add_up(read: Read) -> None:
    lines = (
        "cik,ticker,name,sic,sicDescription",
        "320193,,,3571,",
        "1,,Other,,",
        "0000320193,AAPL,Apple Inc.,9999,Electronic Computers",
    )
    answer = read("\n".join(lines))
    assert answer.companies[0] == APPLE
    assert len(answer.companies) == 2


def test_a_list_without_cik_is_refused_naming_its_columns(read: Read) -> None:
    with pytest.raises(SourceError, match="no column cik; columns found: ticker, title"):
        read("ticker,title\nAAPL,Apple Inc.\n")


def test_an_empty_file_is_refused(read: Read) -> None:
    with pytest.raises(SourceError, match="columns found: none"):
        read("")


def test_a_missing_file_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.csv"):
        read_companies(tmp_path / "nowhere.csv")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("cik,name\n1,Caf\u00e9\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"latin\.csv"):
        read_companies(path)


CELLS = st.sampled_from(["1", "2", "0000000001", "x", "", "A", "3571", '"q', "a,b", "['A', 'B']"])


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=8))
def test_every_cik_is_read_once_and_no_line_raises(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text("\n".join(["cik,ticker,sic", *map(",".join, rows)]), encoding="utf-8")
    answer = read_companies(path)
    ciks = [company.cik for company in answer.companies]
    assert len(set(ciks)) == len(ciks)
    numbers = [line.number for line in answer.rejected]
    assert numbers == sorted(set(numbers))


def test_the_real_list_is_read_whole() -> None:
    path = CORPUS / "reference/listed_filer_metadata.csv"
    if not path.exists():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")
    answer = read_companies(path)
    by_cik = {company.cik: company for company in answer.companies}
    assert (len(by_cik), answer.rejected) == (7897, ())
    assert by_cik[parse_cik("1067983")].tickers[:2] == ("BRK-B", "BRK-A")
    assert by_cik[APPLE.cik].sic_description == "Electronic Computers"
