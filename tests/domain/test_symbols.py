"""Trading symbols, however they are written."""

import pytest

from graph_api.domain.symbols import normal_symbol


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("EXWI", "EXWI"),
        (" exwi ", "EXWI"),
        ("BRK.A", "BRK-A"),
        ("BRK B", "BRK-B"),
        ("GEF-B", "GEF-B"),
        ("LGF.A.U", "LGF-A-U"),
        ("(SIRI)", "SIRI"),
        ('"LTRX', "LTRX"),
        ("[EXWI]", "EXWI"),
        ("HEI, HEI.A", "HEI"),
        ("WSO; WSOB", "WSO"),
        ("MOGA/MOGB", "MOGA"),
        ("BIO BIOB", "BIO"),
        ("Z AND ZG", "Z"),
        ("NYSE: XYZ", "XYZ"),
        ("ASX:CRN", "CRN"),
        ("NYSE American: XYZ", "XYZ"),
        ("NYSE: XYZ; TSX: ABC", "XYZ"),
        ("NYSE/TRN", "TRN"),
        ("NYSE, NASDAQ: XYZ", "XYZ"),
        ("ASX", "ASX"),
        ("A", "A"),
    ],
)
def test_the_first_ticker_named_in_capitals_with_hyphens(written: str, symbol: str) -> None:
    assert normal_symbol(written) == symbol


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "  ",
        "NONE",
        "none",
        "[None]",
        "N/A",
        "n/a",
        "NA",
        "N.A.",
        "Not Applicable",
        "N O G",
        "-",
        "NONE; N/A",
        "NYSE",
        "ctb$news20",
        "ABCDEFGHIJKL",
    ],
)
def test_what_is_no_ticker(written: str | None) -> None:
    assert normal_symbol(written) is None


@pytest.mark.parametrize("written", ["BRK.A", "HEI, HEI.A", "NYSE: XYZ", "BRK B"])
def test_a_normal_symbol_stays_as_it_is(written: str) -> None:
    symbol = normal_symbol(written)
    assert normal_symbol(symbol) == symbol
