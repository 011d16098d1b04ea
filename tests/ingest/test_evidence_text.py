"""What one sentence says about control, in either direction: cases in our own wording."""

import pytest

from graph_api.domain.links import LinkRole
from loaders.evidence.text import find
from tests.ingest.evidence_world import expected, filing, told

ROLES = [
    ("Larch GP LLC is the general partner of Larch Fund LP.", "FUND>GP .93"),
    ("Larch GP LLC is the sole general partner of Larch Fund LP.", "FUND>GP .93"),
    ("Larch GP LLC serves as general partner to Larch Fund LP.", "FUND>GP .93"),
    ("Larch GP LLC is a general partner of Larch Fund LP.", "FUND>GP .85 joint"),
    ("Mr. Doe is the managing member of Larch GP LLC.", "GP>DOE .95"),
    ("Mr. Doe is the sole managing member of Larch GP LLC.", "GP>DOE .95"),
    ("John Q. Doe is a managing member of Larch GP LLC.", "GP>DOE .85 joint"),
    ("Mr. Doe is one of the managers of Larch GP LLC.", "GP>DOE .85 joint"),
    ("Ms. Roe is the manager of Larch GP LLC.", "GP>ROE .95"),
    ("Jane Roe is the sole member and manager of Larch GP LLC.", "GP>ROE .95"),
    ("Jane Roe is the sole director and shareholder of Brook Holdings Corp.", "HOLDING>ROE .95"),
    ("Ms. Roe is the sole shareholder of Brook Holdings Corp.", "HOLDING>ROE .95"),
    ("Ms. Roe is the controlling stockholder of Brook Holdings Corp.", "HOLDING>ROE .95"),
    ("Ms. Roe is the majority stockholder of Brook Holdings Corp.", "HOLDING>ROE .85"),
    ("Ms. Roe is the 100% owner of Brook Holdings Corp.", "HOLDING>ROE .95"),
    ("Larch Management LP is the investment manager of Larch Fund LP.", "FUND>MANAGER .93"),
    ("Larch Management LP acts as investment adviser to Larch Fund LP.", "FUND>MANAGER .93"),
    ("Mr. Doe is trustee of the Doe Family Trust.", "TRUST>DOE .65"),
    ("Mr. Doe is a trustee of the Doe Family Trust.", "TRUST>DOE .65 joint"),
    ("Mr. Doe is co-trustee of the Doe Family Trust.", "TRUST>DOE .65 joint"),
    ("Mr. Doe is the grantor and sole trustee of the Doe Family Trust.", "TRUST>DOE .9"),
    ("Mr. Doe is trustee of the John Doe Revocable Trust.", "LIVING>DOE .9"),
    ("Ms. Roe is trustee of the John Doe Revocable Trust.", "LIVING>ROE .65"),
    ("Ms. Roe is the executor of the Estate of Ann Poe.", "ESTATE>ROE .9"),
    ("Ms. Roe is a member of Larch GP LLC.", "GP>ROE .25"),
    ("Ms. Roe is a limited partner of Larch Fund LP.", "FUND>ROE .25"),
    ("Ms. Roe is a director of Brook Holdings Corp.", "HOLDING>ROE .25"),
    ("Ms. Roe is an officer and director of Brook Holdings Corp.", "HOLDING>ROE .25"),
    ("Ms. Roe is a managing director of Larch Management LP.", "MANAGER>ROE .25"),
    ("Ms. Roe is the president of Brook Holdings Corp.", "HOLDING>ROE .25"),
    ("Ms. Roe is a portfolio manager for Larch Fund LP.", "FUND>ROE .25"),
]

VERBS = [
    ("Larch Fund LP is controlled by Mr. Doe.", "FUND>DOE .95"),
    ("The shares are held by Larch Fund LP, an entity controlled by Mr. Doe.", "FUND>DOE .95"),
    ("Brook Holdings Corp is wholly owned by Ms. Roe.", "HOLDING>ROE .95"),
    ("Brook Holdings Corp, which is wholly owned by Ms. Roe, sold the shares.", "HOLDING>ROE .95"),
    ("Larch GP LLC is a wholly owned subsidiary of Brook Holdings Corp.", "GP>HOLDING .93"),
    ("Larch GP LLC, a subsidiary of Brook Holdings Corp, sold the shares.", "GP>HOLDING .93"),
    ("Mr. Doe controls Larch GP LLC.", "GP>DOE .95"),
    ("Mr. Doe controls the investing and trading of Larch Fund LP.", "FUND>DOE .95"),
    (
        (
            "Mr. Doe is responsible for the supervision and conduct of all investment "
            "activities of Larch Management LP."
        ),
        "MANAGER>DOE .95",
    ),
    (
        "Mr. Doe has sole voting and investment power over the shares held by Larch Fund LP.",
        "FUND>DOE .95",
    ),
    (
        (
            "Mr. Doe exercises voting and dispositive power with respect to the securities "
            "owned of record by the Doe Family Trust."
        ),
        "TRUST>DOE .95",
    ),
    (
        "Mr. Doe has shared voting and dispositive power over the shares held by Larch Fund LP.",
        "FUND>DOE .85 joint",
    ),
    (
        (
            "Shares held by the Doe Family Trust. Mr. Doe has sole voting and dispositive power "
            "over such shares."
        ),
        "TRUST>DOE .95",
    ),
    (
        (
            "Voting and investment power over the shares held by Larch Fund LP is exercised by "
            "Larch GP LLC."
        ),
        "FUND>GP .93",
    ),
    (
        "Mr. Doe may be deemed to beneficially own the shares held by Larch Fund LP.",
        "FUND>DOE .3",
    ),
    (
        "Larch Fund LP is managed by Larch Management LP.",
        "FUND>MANAGER .93",
    ),
    (
        "Mr. Doe has the power to vote and dispose of the shares held by Larch Fund LP.",
        "FUND>DOE .95",
    ),
]

VEHICLE_FIRST = [
    ("Shares held by Larch GP LLC, of which Mr. Doe is the managing member.", "GP>DOE .95"),
    ("Held by the Doe Family Trust, for which Mr. Doe serves as trustee.", "TRUST>DOE .65"),
    ("Held by Larch Fund LP, whose general partner is Larch GP LLC.", "FUND>GP .93"),
    ("Larch Fund LP's general partner is Larch GP LLC.", "FUND>GP .93"),
    ("The general partner of Larch Fund LP is Larch GP LLC.", "FUND>GP .93"),
    ("Larch GP LLC, the general partner of Larch Fund LP, sold them.", "FUND>GP .93"),
    ("Larch Fund LP and Larch GP LLC, its general partner, sold them.", "FUND>GP .93"),
    ("Sold by Larch Fund LP through its general partner, Larch GP LLC.", "FUND>GP .93"),
    ("Larch Fund LP holds the shares. Its general partner is Larch GP LLC.", "FUND>GP .93"),
    ("As the managing member of Larch GP LLC, Mr. Doe may direct it.", "GP>DOE .95"),
    (
        "In her capacity as manager of Larch GP LLC, Ms. Roe may be deemed to control it.",
        "GP>ROE .95",
    ),
    ("By virtue of being the manager of Larch GP LLC, Ms. Roe may direct it.", "GP>ROE .95"),
    ("Ms. Roe, as the sole member of Larch GP LLC, may be deemed an owner.", "GP>ROE .95"),
    ("Ms. Roe, by virtue of her position as manager of Larch GP LLC, may direct it.", "GP>ROE .95"),
    ("Held by Larch GP LLC (an entity wholly owned by Ms. Roe).", "GP>ROE .95"),
    (
        "Held by Larch GP LLC, over which Ms. Roe has sole voting and investment power.",
        "GP>ROE .95",
    ),
    ("Mr. Doe, Larch GP LLC's managing member, signed.", "GP>DOE .95"),
]


@pytest.mark.parametrize(("text", "links"), [*ROLES, *VERBS, *VEHICLE_FIRST])
def test_a_sentence_tells_the_controller_in_either_direction(text: str, links: str) -> None:
    assert told(find(filing(text))) == expected(links)


def test_the_quotation_holds_the_words_that_carry_the_statement() -> None:
    (item,) = find(filing("Nothing here.", "Sold in May. Mr. Doe is the manager of Larch GP LLC."))

    assert (item.field, item.footnote_id, item.row_key) == ("footnote", "F2", None)
    assert item.quote == "Mr. Doe is the manager of Larch GP LLC."
    assert (item.role, item.pattern) == (LinkRole.MANAGER, "manager")


def test_remarks_are_read_after_the_footnotes() -> None:
    (item,) = find(filing('Larch GP LLC ("GP") sold.', remarks="Ms. Roe is the manager of GP."))

    assert (item.field, item.footnote_id) == ("remarks", None)


def test_a_long_statement_is_quoted_around_its_words_in_at_most_300_characters() -> None:
    aside = "who has led the firm since it opened its doors in the old mill by the weir " * 5
    text = f"Mr. Doe ({aside.strip()}) is the manager of Larch GP LLC."
    (item,) = find(filing(text))

    assert len(item.quote) <= 300
    assert item.quote.endswith("is the manager of Larch GP LLC.")
    assert text[item.start : item.end] == item.quote
