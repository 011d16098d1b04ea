"""Lists, coordinated roles, defined terms, vetoes, and wording that tells nothing."""

import pytest

from loaders.evidence.text import find
from tests.ingest.evidence_world import expected, filing, told

LISTS = [
    (
        "Larch GP LLC is the general partner of Larch Fund LP and Larch Offshore Fund, Ltd.",
        "FUND>GP .93, OFFSHORE>GP .93",
    ),
    (
        (
            "Larch GP LLC is the general partner of each of Larch Fund LP, Larch Offshore Fund, "
            "Ltd. and Larch Management LP."
        ),
        "FUND>GP .93, MANAGER>GP .93, OFFSHORE>GP .93",
    ),
    (
        "Mr. Doe and Ms. Roe are the managing members of Larch GP LLC.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
    ),
    (
        "Each of Mr. Doe and Ms. Roe is a managing member of Larch GP LLC.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
    ),
    (
        "Messrs. Doe and Roe are the managers of Larch GP LLC.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
    ),
    (
        (
            "Mr. Doe and Ms. Roe share voting and dispositive power over the shares held by "
            "Larch Fund LP."
        ),
        "FUND>DOE .85 joint, FUND>ROE .85 joint",
    ),
    (
        "The managing members of Larch GP LLC are Mr. Doe and Ms. Roe.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
    ),
    (
        "Mr. Doe and Ms. Roe are trustees of the Doe Family Trust.",
        "TRUST>DOE .65 joint, TRUST>ROE .65 joint",
    ),
    (
        (
            "Larch GP LLC is the general partner of Larch Fund LP and Mr. Doe is the managing "
            "member of Larch GP LLC."
        ),
        "FUND>GP .93, GP>DOE .95",
    ),
    (
        (
            "Mr. Doe is the managing member of Larch GP LLC, which is the general partner of Larch "
            "Fund LP, and the sole director of Brook Holdings Corp."
        ),
        "FUND>GP .93, GP>DOE .95, HOLDING>DOE .95",
    ),
    (
        (
            "Mr. Doe is (i) the manager of Larch GP LLC; (ii) the sole director of Brook Holdings "
            "Corp; and (iii) a trustee of the Doe Family Trust."
        ),
        "GP>DOE .95, HOLDING>DOE .95, TRUST>DOE .65 joint",
    ),
    (
        "Mr. Doe is the managing member of Larch GP LLC, the general partner of Larch Fund LP.",
        "FUND>GP .93, GP>DOE .95",
    ),
    (
        (
            "Brook Holdings Corp is the managing member of Larch GP LLC, which is the general "
            "partner of Larch Management LP, which in turn is the investment manager of Larch "
            "Fund LP."
        ),
        "FUND>MANAGER .93, GP>HOLDING .93, MANAGER>GP .93",
    ),
    (
        "Mr. Doe, the manager of Larch GP LLC, is the sole director of Brook Holdings Corp.",
        "GP>DOE .95, HOLDING>DOE .95",
    ),
    (
        (
            "Mr. Doe is the sole member of Larch GP LLC and has sole voting and dispositive "
            "power over the shares held by Larch Fund LP."
        ),
        "FUND>DOE .95, GP>DOE .95",
    ),
    (
        "Mr. Doe and his spouse are trustees of the Doe Family Trust.",
        "TRUST>DOE .65 joint",
    ),
    (
        "Peter Quill and Mr. Doe are the managing members of Larch GP LLC.",
        "GP>DOE .85 joint",
    ),
    (
        (
            "Decisions are for an investment committee: voting and investment decisions with "
            "respect to the shares held by Larch Fund LP are made by an investment committee "
            "that includes Mr. Doe and Ms. Roe."
        ),
        "FUND>DOE .85 joint, FUND>ROE .85 joint",
    ),
    (
        (
            "Mr. Doe and Ms. Roe are the managers of Larch GP LLC and Brook Holdings Corp, "
            "respectively."
        ),
        "GP>DOE .95, HOLDING>ROE .95",
    ),
    (
        (
            "Larch GP LLC and Larch Management LP are, respectively, the general partner and the "
            "investment manager of Larch Fund LP."
        ),
        "FUND>GP .93, FUND>MANAGER .93",
    ),
    (
        (
            "Owned by Larch Fund LP and indirectly by Larch Management LP, the investment "
            "adviser to Larch Fund LP, Larch GP LLC, the general partner of Larch Fund LP, and "
            "John Q. Doe, the managing member of Larch Management LP and Larch GP LLC."
        ),
        "FUND>GP .93, FUND>MANAGER .93, GP>DOE .95, MANAGER>DOE .95",
    ),
    (
        (
            "Larch GP LLC, as the general partner of Larch Fund LP, and Brook Holdings Corp, as "
            "the sole member of Larch GP LLC, may be deemed beneficial owners."
        ),
        "FUND>GP .93, GP>HOLDING .93",
    ),
    (
        "Ms. Roe, a director of the Issuer, and Mr. Doe are the managers of Larch GP LLC.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
    ),
    (
        "Mr. Doe is the president, a director and the sole shareholder of Brook Holdings Corp.",
        "HOLDING>DOE .95",
    ),
    (
        (
            "Brook Holdings Corp is controlled by a board of managers consisting of Mr. Doe, "
            "Ms. Roe and Peter Quill."
        ),
        "HOLDING>DOE .85 joint, HOLDING>ROE .85 joint",
    ),
    (
        "Ms. Roe, the wife of Mr. Doe, is the trustee of the Doe Family Trust.",
        "TRUST>ROE .65",
    ),
    (
        "Mr. Doe is the manager of Larch Fund LP's general partner, Larch GP LLC.",
        "FUND>GP .93, GP>DOE .95",
    ),
]

TERMS = [
    (
        (
            'Larch Fund LP (the "Fund") holds the shares. Larch GP LLC (the "General Partner") '
            'is the general partner of the Fund. John Q. Doe ("Mr. Doe") is the manager of the '
            "General Partner."
        ),
        "FUND>GP .93, GP>DOE .95",
    ),
    (
        (
            "Held by Larch Fund LP, a Delaware limited partnership (the “Fund”), and Larch "
            "Offshore Fund, Ltd., a Cayman Islands exempted company (together with the Fund, "
            "the “Funds”). Larch Management LP is the investment manager of the Funds."
        ),
        "FUND>MANAGER .93, OFFSHORE>MANAGER .93",
    ),
    (
        (
            "Larch Fund LP (LF) and Larch Offshore Fund, Ltd. (LOF) (collectively, the Larch "
            "Funds) hold the shares. Larch GP LLC controls the Larch Funds."
        ),
        "FUND>GP .93, OFFSHORE>GP .93",
    ),
    (
        'John Q. Doe (the "Reporting Person") is the manager of Larch GP LLC.',
        "GP>DOE .95",
    ),
    (
        (
            'Larch GP LLC ("GP") is the general partner of Larch Fund LP, and Ms. Roe is the '
            "manager of GP."
        ),
        "FUND>GP .93, GP>ROE .95",
    ),
    (
        (
            'Brook Holdings Corp (the "Adviser") manages the money. Mr. Doe and Ms. Roe (together, '
            'the "Principals") are the managing members of the Adviser.'
        ),
        "HOLDING>DOE .85 joint, HOLDING>ROE .85 joint",
    ),
    (
        (
            "Larch Fund LP, Larch Offshore Fund, Ltd., or collectively, the Larch Funds, are "
            "managed by Larch Management LP. Mr. Doe is a director of the Larch Funds."
        ),
        "FUND>DOE .25, FUND>MANAGER .93, OFFSHORE>DOE .25, OFFSHORE>MANAGER .93",
    ),
    (
        (
            "John Doe and his wife are trustees of the John Doe Revocable Trust dated May 2, "
            '2020 (the "Revocable Trust"). Mr. Doe has sole voting and dispositive power over '
            "the shares held by the Revocable Trust."
        ),
        "LIVING>DOE .9 joint, LIVING>DOE .95",
    ),
    (
        'Jonty Doe ("Mr. Doe") is a founder. Mr. Doe is the manager of Larch GP LLC.',
        "GP>DOE .95",
    ),
    (
        'James Doe ("Mr. Doe") is a founder. Mr. Doe is the manager of Larch GP LLC.',
        "",
    ),
    (
        'Held for Peter Doe ("Mr. Doe"). Mr. Doe is the manager of Larch GP LLC.',
        "",
    ),
    (
        (
            'Larch Fund LP (the "Vehicle") and Brook Holdings Corp (the "Vehicle") sold. Ms. '
            "Roe is the manager of the Vehicle."
        ),
        "",
    ),
    (
        (
            'Larch GP LLC ("Larch GP") is the general partner of Larch Fund LP and Larch Offshore '
            "Fund, "
            "Ltd. and is the managing member of Larch Management LP."
        ),
        "FUND>GP .93, MANAGER>GP .93, OFFSHORE>GP .93",
    ),
]

VETOES = [
    ("Mr. Doe is an independent trustee of the Doe Family Trust.", "TRUST>DOE .195 joint vetoed"),
    (
        (
            "Mr. Doe is a trustee of the Doe Family Trust but has no voting or dispositive "
            "power over its portfolio."
        ),
        "TRUST>DOE .195 joint vetoed",
    ),
    ("Ms. Roe is the former manager of Larch GP LLC.", "GP>ROE .285 vetoed"),
    ("Ms. Roe ceased to be the manager of Larch GP LLC.", "GP>ROE .285 vetoed"),
    ("Ms. Roe was the manager of Larch GP LLC.", "GP>ROE .285 vetoed"),
    ("Ms. Roe is not the manager of Larch GP LLC.", "GP>ROE .285 vetoed"),
    ("Ms. Roe is a non-managing member of Larch GP LLC.", "GP>ROE .075 vetoed"),
    ("Ms. Roe does not control Larch GP LLC.", "GP>ROE .285 vetoed"),
    (
        "Mr. Doe does not have voting and investment power over the shares held by Larch Fund LP.",
        "FUND>DOE .285 vetoed",
    ),
    (
        "Mr. Doe has no voting or dispositive power over the shares held by Larch Fund LP.",
        "FUND>DOE .285 vetoed",
    ),
    (
        "Neither Mr. Doe nor Ms. Roe controls Larch GP LLC.",
        "GP>ROE .285 vetoed",
    ),
    (
        (
            "Mr. Doe is the manager of Larch GP LLC and disclaims beneficial ownership except "
            "to the extent of his pecuniary interest therein."
        ),
        "GP>DOE .95",
    ),
    (
        "Mr. Doe is the manager of Larch GP LLC and has no pecuniary interest in its shares.",
        "GP>DOE .95",
    ),
    (
        "Mr. Doe is the manager of Larch GP LLC, but Ms. Roe has no voting or investment power.",
        "GP>DOE .95",
    ),
    (
        (
            "Mr. Doe is the manager of Larch GP LLC and has no voting or investment power over the "
            "shares held by Brook Holdings Corp."
        ),
        "GP>DOE .95, HOLDING>DOE .285 vetoed",
    ),
]

NOTHING = [
    "Ms. Roe's spouse is the manager of Larch GP LLC.",
    "The spouse of Ms. Roe is the manager of Larch GP LLC.",
    "The Reporting Person is the manager of Larch GP LLC.",
    "Each of the Reporting Persons controls Larch Fund LP.",
    "Mr. Doe disclaims beneficial ownership of the shares held by Larch Fund LP.",
    "This filing is no admission that Mr. Doe is the manager of Larch GP LLC.",
    "Mr. Doe is the brother of Ms. Roe.",
    "The shares of Larch Fund LP and Larch GP LLC are managed by Larch Management LP.",
    "Quill is an heir of Larch Fund LP and Larch GP LLC and is the manager of Brook Holdings Corp.",
    "Ms. Roe, through her office at Larch GP LLC, was told of it. The Trustee is unknown.",
    "Mr. Doe has voting and investment power and is a client of Larch Fund LP.",
    "Mr. Doe is the trustee of a trust that is the sole member of Larch GP LLC.",
    "Mr. Doe is the manager of Larch GP Holdings II LLC.",
    "Peter Quill is the manager of Larch GP LLC.",
    "The manager of Larch GP LLC is Peter Quill.",
    "The shares held by Larch Fund LP are controlled by nobody in particular.",
    "The sole member of Larch GP LLC is the manager of Brook Holdings Corp.",
    "Mr. Doe is married to Ms. Roe and lives near Larch Fund LP.",
    "Larch Fund LP distributed shares to its partners, Mr. Doe among them.",
    "Mr. Doe will become the manager of Larch GP LLC if the merger closes.",
    "Larch GP LLC is the general partner of Larch GP LLC.",
    "Shares transferred by Mr. Doe to the Doe Family Trust for no consideration.",
    "Mr. Doe is the chief executive officer of the Issuer.",
    "Larch Fund LP and Larch GP LLC may be deemed a group with Mr. Doe.",
    "Mr. Doe is the manager of Mr. Roe's estate planning.",
    "The shares were bought by Larch Fund LP from Mr. Doe under an agreement of May 1, 2025.",
]


@pytest.mark.parametrize(("text", "links"), LISTS)
def test_lists_and_coordinated_roles_are_told_apart(text: str, links: str) -> None:
    assert told(find(filing(text))) == expected(links)


@pytest.mark.parametrize(("text", "links"), TERMS)
def test_a_defined_term_means_whom_the_filing_says(text: str, links: str) -> None:
    assert told(find(filing(text))) == expected(links)


@pytest.mark.parametrize(("text", "links"), VETOES)
def test_words_against_control_weigh_and_disclaimers_do_not(text: str, links: str) -> None:
    assert told(find(filing(text))) == expected(links)


@pytest.mark.parametrize("text", NOTHING)
def test_ambiguous_or_unrelated_wording_gives_nothing(text: str) -> None:
    assert told(find(filing(text))) == set()
