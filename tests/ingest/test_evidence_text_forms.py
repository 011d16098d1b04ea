"""Forms of words, each with one that is nearly the same and tells nothing."""

import pytest

from loaders.evidence.text import find
from tests.ingest.evidence_world import expected, filing, told

WHY = [
    (
        (
            "Mr. Doe may be deemed to own the shares held by Larch Fund LP by virtue of his "
            "position as the manager of Larch GP LLC."
        ),
        "GP>DOE .95",
        (
            "Mr. Doe may be deemed to own the shares held by Larch Fund LP by virtue of its "
            "relationship with Larch GP LLC."
        ),
    ),
    (
        (
            "Larch Management LP may be deemed to own the shares held by Larch Fund LP by reason "
            "of its status as the investment manager of Larch Offshore Fund, Ltd."
        ),
        "OFFSHORE>MANAGER .93",
        (
            "Mr. Doe may be deemed to own the shares held by Larch Fund LP, as the manager of "
            "Larch GP LLC."
        ),
    ),
    (
        "Through her role as the manager of Larch GP LLC, Ms. Roe may direct it.",
        "GP>ROE .95",
        "By virtue of his position as the manager of Larch GP LLC, Brook Holdings Corp may sell.",
    ),
    (
        "Ms. Roe, given her position as sole director of Brook Holdings Corp, may sell.",
        "HOLDING>ROE .95",
        "Ms. Roe, given her position as an employee of Brook Holdings Corp, may sell.",
    ),
    (
        (
            "Mr. Doe may be an affiliate, and Ms. Roe may be deemed an owner due to her control "
            "of Larch GP LLC."
        ),
        "GP>ROE .95",
        "Ms. Roe may be deemed an owner due to her friendship with the managers of Larch GP LLC.",
    ),
    (
        (
            "Ms. Roe may be deemed to own them as a result of her ownership of all of the "
            "membership interests of Larch GP LLC."
        ),
        "GP>ROE .95",
        "Ms. Roe may be deemed to own them as a result of her ownership of interests in it.",
    ),
    (
        "Ms. Roe may be deemed to own the shares of Larch GP LLC because she is its sole manager.",
        "GP>ROE .95",
        "Ms. Roe may be deemed to own the shares of Larch GP LLC if she is its sole manager.",
    ),
    (
        (
            "As the general partner of Larch Fund LP and manager of Larch Management LP, Larch GP "
            "LLC may sell."
        ),
        "FUND>GP .93, MANAGER>GP .93",
        "As a limited partner of Larch Fund LP and a client of Larch Management LP, Mr. Doe sold.",
    ),
]

POWER = [
    (
        (
            "Ms. Roe has sole voting power and sole dispositive power over shares held by Larch GP "
            "LLC."
        ),
        "GP>ROE .95",
        "Ms. Roe has sole voting power over the shares held by Larch GP LLC under a proxy.",
    ),
    (
        "Ms. Roe has the ability to direct the voting and disposition of Larch GP LLC's shares.",
        "GP>ROE .95",
        "Ms. Roe has the ability to influence the business of Larch GP LLC.",
    ),
    (
        "Ms. Roe directs the voting and disposition of the shares held by Larch GP LLC.",
        "GP>ROE .95",
        "Ms. Roe directs the bookkeeping of Larch GP LLC.",
    ),
    (
        (
            "Ms. Roe is the natural person who has voting and dispositive power over the shares "
            "held by Larch GP LLC."
        ),
        "GP>ROE .95",
        "Ms. Roe is the natural person who keeps the books of Larch GP LLC.",
    ),
    (
        (
            "The individuals with voting and investment control over the shares held by Larch GP "
            "LLC are Mr. Doe and Ms. Roe."
        ),
        "GP>DOE .85 joint, GP>ROE .85 joint",
        (
            "The individuals with an interest in the shares held by Larch GP LLC are Mr. Doe and "
            "Ms. Roe."
        ),
    ),
    (
        (
            "Larch GP LLC sold, with Ms. Roe having sole voting and dispositive power over the "
            "shares held by Larch GP LLC."
        ),
        "GP>ROE .95",
        (
            "Larch GP LLC sold, with Ms. Roe having no voting or dispositive power over the "
            "shares held by Larch GP LLC."
        ),
    ),
    (
        "Held by Larch GP LLC. Voting and investment power over the shares resides with Ms. Roe.",
        "GP>ROE .95",
        "Held by Larch GP LLC. Voting and investment power over the shares resides with a board.",
    ),
    (
        (
            "Decisions regarding the voting and sale of shares held by Larch GP LLC are made by "
            "Ms. Roe."
        ),
        "GP>ROE .95",
        "Decisions regarding the payroll of Larch GP LLC are made by Ms. Roe.",
    ),
    (
        "Larch GP LLC's voting and investment decisions are made by Ms. Roe.",
        "GP>ROE .95",
        "Larch GP LLC's hiring decisions are made by Ms. Roe.",
    ),
    (
        (
            "Ms. Roe is responsible for all investment activities of Larch Management LP, "
            "including "
            "all investment decisions with respect to the assets of Larch Fund LP."
        ),
        "FUND>ROE .95, MANAGER>ROE .95",
        (
            "Ms. Roe is responsible for the records of Larch Management LP, including those of "
            "its funds."
        ),
    ),
    (
        ("Held by Larch Fund LP. Ms. Roe holds voting and dispositive power over the shares."),
        "FUND>ROE .95",
        "Held by Larch Fund LP. Ms. Roe holds a certificate for the shares.",
    ),
]

CONTROL = [
    (
        "Held by Larch GP LLC, an entity that Ms. Roe controls.",
        "GP>ROE .95",
        "Held by Larch GP LLC, an entity that Ms. Roe's brother controls.",
    ),
    (
        "Held by Larch GP LLC, which is under the sole control of Ms. Roe.",
        "GP>ROE .95",
        "Larch GP LLC and Brook Holdings Corp are under common control.",
    ),
    (
        "Ms. Roe owns and controls Larch GP LLC.",
        "GP>ROE .95",
        "Ms. Roe owns shares alongside Larch GP LLC.",
    ),
    (
        "Ms. Roe, through Brook Holdings Corp, controls Larch GP LLC.",
        "GP>ROE .95",
        "Ms. Roe, through Brook Holdings Corp, sold shares to Larch GP LLC.",
    ),
    (
        "Ms. Roe controls the general partner of Larch Fund LP.",
        "FUND>ROE .95",
        "Ms. Roe advises the general partner of Larch Fund LP.",
    ),
    (
        "Held by Larch GP LLC and Brook Holdings Corp, both of which are controlled by Ms. Roe.",
        "GP>ROE .95, HOLDING>ROE .95",
        "Held by Larch GP LLC and Brook Holdings Corp, neither of which is controlled by Ms. Roe.",
    ),
    (
        "Held by Larch GP LLC and Brook Holdings Corp, entities controlled by Ms. Roe.",
        "GP>ROE .95, HOLDING>ROE .95",
        "Held by Larch GP LLC and Brook Holdings Corp, entities known to Ms. Roe.",
    ),
    (
        "Larch GP LLC, which is controlled by Ms. Roe, is the manager of Larch Management LP.",
        "GP>ROE .95, MANAGER>GP .93",
        "Larch GP LLC, in which Ms. Roe has an interest, is a client of Larch Management LP.",
    ),
    (
        "Larch GP LLC, in which Ms. Roe has an interest, is controlled by Mr. Doe.",
        "GP>DOE .95",
        "Larch GP LLC, in which Ms. Roe holds a minority interest, sold the shares.",
    ),
    (
        "Larch GP LLC is controlled by Mr. Doe and two other persons.",
        "GP>DOE .85 joint",
        "Larch GP LLC is controlled by two persons other than Mr. Doe.",
    ),
    (
        (
            "Ms. Roe sold 5 shares of her own and 10 through Larch GP LLC, of which she is the "
            "manager."
        ),
        "GP>ROE .95",
        (
            "Mr. Doe sold 5 shares of his own and 10 through Larch GP LLC, of which she is the "
            "manager."
        ),
    ),
    (
        "Ms. Roe retains the power to revoke the Doe Family Trust.",
        "TRUST>ROE .9",
        "Ms. Roe retains the power to inspect the Doe Family Trust.",
    ),
]

OWNERSHIP = [
    (
        "Held by Larch GP LLC, in which Ms. Roe owns 100% of the membership interests.",
        "GP>ROE .95",
        "Held by Larch Fund LP, in which Ms. Roe owns all of the limited partner interests.",
    ),
    (
        "Held by Larch GP LLC, in which Ms. Roe holds a controlling interest.",
        "GP>ROE .95",
        "Held by Larch GP LLC, in which Ms. Roe holds an interest.",
    ),
    (
        "Held by Brook Holdings Corp, all of the voting stock of which is owned by Ms. Roe.",
        "HOLDING>ROE .95",
        "Held by Brook Holdings Corp, all of the preferred stock of which is owned by Ms. Roe.",
    ),
    (
        "Held by Ms. Roe's wholly-owned company, Larch GP LLC.",
        "GP>ROE .95",
        "Ms. Roe's wholly-owned company sold its shares to Larch GP LLC.",
    ),
    (
        "Larch GP LLC is a wholly owned investment vehicle of Ms. Roe.",
        "GP>ROE .95",
        "Larch GP LLC is an investment vehicle known to Ms. Roe.",
    ),
    (
        "Brook Holdings Corp and its wholly-owned subsidiary, Larch GP LLC, hold the shares.",
        "GP>HOLDING .93",
        "Brook Holdings Corp and its customer, Larch GP LLC, hold the shares.",
    ),
    (
        "Ms. Roe is the sole owner of all of the membership interests in Larch GP LLC.",
        "GP>ROE .95",
        "Ms. Roe is the seller of some of the membership interests in Larch GP LLC.",
    ),
    (
        "Larch GP LLC is wholly owned by Mr. Doe and members of his family.",
        "GP>DOE .85 joint",
        "Larch GP LLC is wholly owned by members of Mr. Doe's family.",
    ),
    (
        "Mr. Doe and Ms. Roe are the members of Larch GP LLC.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "Mr. Doe and Ms. Roe are the managing directors and members of Larch GP LLC.",
    ),
]

ROLES = [
    (
        "Ms. Roe is the non-member manager of Larch GP LLC.",
        "GP>ROE .95",
        "Ms. Roe is a non-managing member of Larch GP LLC.",
    ),
    (
        "Mr. Doe and Ms. Roe are the only two managing members of Larch GP LLC.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "Mr. Doe and Ms. Roe are two limited partners of Larch Fund LP.",
    ),
    (
        (
            "Ms. Roe is the sole member of the entity that serves as the general partner of Larch "
            "Fund LP."
        ),
        "FUND>ROE .95",
        "Ms. Roe is a creditor of the entity that serves as the general partner of Larch Fund LP.",
    ),
    (
        (
            "Held by Larch Fund LP, whose general partner is Larch GP LLC, the sole member of "
            "which is Ms. Roe."
        ),
        "FUND>GP .93, GP>ROE .95",
        "Held by Larch GP LLC, a member of which is Ms. Roe.",
    ),
    (
        (
            "The general partner of Larch Fund LP is Larch Management LP and its general partner "
            "is "
            "Larch GP LLC."
        ),
        "FUND>MANAGER .93, MANAGER>GP .93",
        "Larch Fund LP knows Larch Management LP, and its counsel is Ms. Roe.",
    ),
    (
        (
            "Held by Larch Fund LP, of which Larch GP LLC is the general partner and Larch "
            "Management LP is the investment manager."
        ),
        "FUND>GP .93, FUND>MANAGER .93",
        "Held by Larch Fund LP, of which Brook Holdings Corp is an investor and Ms. Roe a client.",
    ),
    (
        "Larch Management LP is the investment manager to several funds, including Larch Fund LP.",
        "FUND>MANAGER .93",
        "Larch Management LP is the landlord to several funds, including Larch Fund LP.",
    ),
    (
        (
            'Larch Fund LP and Larch Offshore Fund, Ltd. (the "Funds") sold. Larch Management LP '
            "is the investment manager of each Fund."
        ),
        "FUND>MANAGER .93, OFFSHORE>MANAGER .93",
        (
            'Larch Fund LP and Larch Offshore Fund, Ltd. (the "Funds") sold. Larch Management LP '
            "is the investment manager of one Fund."
        ),
    ),
    (
        "Larch Management LP provides investment advisory services to Larch Fund LP.",
        "FUND>MANAGER .93",
        "Larch Management LP provides administrative services to Larch Fund LP.",
    ),
    (
        "Larch Fund LP's portfolio is managed by Larch Management LP.",
        "FUND>MANAGER .93",
        "Larch Fund LP's portfolio is audited by Larch Management LP.",
    ),
    (
        (
            "Ms. Roe, not individually but solely as trustee of the Doe Family Trust, has sole "
            "voting and dispositive power over the shares held by the Doe Family Trust."
        ),
        "TRUST>ROE .65, TRUST>ROE .95",
        "Ms. Roe acts individually, and not for the Doe Family Trust.",
    ),
    (
        (
            "Mr. Doe, Paul R. Quill, Ms. Roe and Peter Quill, the managers of Larch GP LLC, share "
            "power."
        ),
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "Mr. Doe, Ms. Roe and Peter Quill know the managers of Larch GP LLC.",
    ),
    (
        "Mr. Doe and Ms. Roe may be deemed to control Larch GP LLC, as they are its only managers.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
        (
            "Mr. Doe and Brook Holdings Corp sold to Ms. Roe, as they are the managers of Larch "
            "GP LLC."
        ),
    ),
]

COMMITTEES = [
    (
        (
            "Investment decisions of Larch GP LLC are made by a committee comprised of Mr. Doe and "
            "Ms. Roe."
        ),
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "Investment decisions of Larch GP LLC are made by a committee of seven persons.",
    ),
    (
        (
            "Voting and disposition decisions at Larch GP LLC with respect to the shares held by "
            "Larch Fund LP are made by an investment committee that includes Ms. Roe."
        ),
        "FUND>ROE .85 joint",
        "The investment committee of Larch GP LLC includes Ms. Roe.",
    ),
    (
        (
            "The investment committee of Larch GP LLC, which consists of Mr. Doe and Ms. Roe, "
            "makes "
            "all voting decisions."
        ),
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "The audit of Larch GP LLC, which consists of two parts, was made for Ms. Roe.",
    ),
    (
        (
            "Larch Management LP, through a two-person committee comprised of Mr. Doe and Ms. Roe, "
            "exercises voting and dispositive power over the shares held by Larch Fund LP."
        ),
        "FUND>MANAGER .93, MANAGER>DOE .85 joint, MANAGER>ROE .85 joint",
        "Larch Management LP, through a council comprised of Mr. Doe and Ms. Roe, gave advice.",
    ),
]

DRAFTING = [
    (
        "Ms. Roe is the sole shareholder of and the President of Brook Holdings Corp.",
        "HOLDING>ROE .95",
        "Ms. Roe is a shareholder of and the President of Brook Holdings Corp.",
    ),
    (
        (
            "Larch GP LLC is the general partner, and Larch Management LP is the investment "
            "manager, of each of Larch Fund LP and Larch Offshore Fund, Ltd."
        ),
        "FUND>GP .93, FUND>MANAGER .93, OFFSHORE>GP .93, OFFSHORE>MANAGER .93",
        "Larch GP LLC is a customer, and Larch Management LP is the landlord, of Larch Fund LP.",
    ),
    (
        (
            "Each of Mr. Doe and Ms. Roe, as a managing member or senior managing member, as the "
            "case may be, of Larch GP LLC, may sell."
        ),
        "GP>DOE .85 joint, GP>ROE .85 joint",
        (
            "Each of Mr. Doe and Ms. Roe, as an employee or consultant, as the case may be, of "
            "Larch GP LLC, may sell."
        ),
    ),
    (
        (
            "Pursuant to an agreement with Larch Fund LP, Larch Management LP has the power to "
            "vote and dispose of the shares held by Larch Fund LP."
        ),
        "FUND>MANAGER .93",
        (
            "Pursuant to an agreement with Larch Fund LP, Larch Management LP has the power to "
            "inspect the books of Larch Fund LP."
        ),
    ),
    (
        "The board of managers of Larch GP LLC consists of Mr. Doe and Ms. Roe.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "The board of advisers to Larch GP LLC consists of Mr. Doe and Ms. Roe.",
    ),
    (
        "Held by Larch Fund LP, the investment manager of which is Larch Management LP.",
        "FUND>MANAGER .93",
        "Held by Larch Fund LP, an affiliate of which is Larch Management LP.",
    ),
    (
        "Ms. Roe is the administrator of the Estate of Ann Poe.",
        "ESTATE>ROE .9",
        "Brook Holdings Corp is the administrator of Larch Fund LP.",
    ),
    (
        "Ms. Roe is the sole owner of the membership interests of Larch GP LLC.",
        "GP>ROE .95",
        "Ms. Roe is the sole owner of the non-voting interests of Larch GP LLC.",
    ),
]

NAMED = [
    (
        (
            "Larch Management LP may be deemed to own the shares of Larch Fund LP by virtue of "
            "Ms. Roe's position as the manager of Larch GP LLC."
        ),
        "GP>ROE .95",
        (
            "Larch Management LP may be deemed to own the shares of Larch Fund LP by virtue of "
            "Ms. Roe's position as an employee of Larch GP LLC."
        ),
    ),
    (
        "By virtue of Ms. Roe's control of Larch GP LLC, Larch Fund LP may be an affiliate.",
        "GP>ROE .95",
        "By virtue of Ms. Roe's knowledge of Larch GP LLC, Larch Fund LP may be an affiliate.",
    ),
    (
        (
            "Larch Management LP has been delegated full voting and investment power over shares "
            "held by Larch Fund LP."
        ),
        "FUND>MANAGER .93",
        (
            "Larch Management LP has been denied all voting and investment power over shares held "
            "by Larch Fund LP."
        ),
    ),
    (
        (
            "Held by Larch Fund LP, a private fund for which Larch Management LP acts as "
            "investment manager."
        ),
        "FUND>MANAGER .93",
        "Held by Larch Fund LP, a private fund for which Larch Management LP acts as landlord.",
    ),
    (
        (
            "Held by Larch Fund LP and Larch Offshore Fund, Ltd., which are collectively referred "
            "to as the Pools. Larch Management LP is the investment manager of the Pools."
        ),
        "FUND>MANAGER .93, OFFSHORE>MANAGER .93",
        (
            "Held by Larch Fund LP and Larch Offshore Fund, Ltd., which are known to the Pools. "
            "Larch Management LP is the investment manager of the Pools."
        ),
    ),
    (
        (
            "Ms. Roe is trustee with sole voting and investment power over shares held by the Doe "
            "Family Trust."
        ),
        "TRUST>ROE .95",
        (
            "Ms. Roe is trustee with no voting or investment power over shares held by the Doe "
            "Family Trust."
        ),
    ),
    (
        "Mr. Doe gave the shares to Larch GP LLC, a limited liability company wholly owned by him.",
        "GP>DOE .95",
        "Mr. Doe gave the shares to Larch GP LLC, a limited liability company wholly owned by her.",
    ),
    (
        "Mr. Doe gave the shares to Larch GP LLC, his wholly-owned limited liability company.",
        "GP>DOE .95",
        "Mr. Doe gave the shares to Larch GP LLC, her wholly-owned limited liability company.",
    ),
    (
        "Larch GP LLC is managed by a board of two managers, Mr. Doe and Ms. Roe.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "Larch GP LLC is managed by a board of two managers, both strangers to Mr. Doe.",
    ),
    (
        "Held by Larch GP LLC, of which Mr. Doe is a 50% owner and Ms. Roe is the manager.",
        "GP>ROE .95",
        "Held by Larch GP LLC, of which Mr. Doe is a 50% owner and Ms. Roe is a creditor.",
    ),
    (
        "Mr. Doe resigned as manager of Larch GP LLC and Ms. Roe became its sole manager.",
        "GP>ROE .95",
        "Mr. Doe left the town of Larch GP LLC and Ms. Roe became its sole resident.",
    ),
]

CHAINS = [
    (
        "The members of Larch GP LLC are Mr. Doe and Ms. Roe.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "The members of Larch GP LLC include Mr. Doe and Ms. Roe.",
    ),
    (
        "The sole members of Larch GP LLC are Mr. Doe and Ms. Roe.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "Among the members of Larch GP LLC are Mr. Doe and Ms. Roe.",
    ),
    (
        "Brook Holdings Corp wholly owns Larch GP LLC.",
        "GP>HOLDING .93",
        "Brook Holdings Corp partly owns Larch GP LLC.",
    ),
    (
        (
            "Brook Holdings Corp, through its wholly-owned subsidiary Larch GP LLC, controls Larch "
            "Fund LP."
        ),
        "GP>HOLDING .93, FUND>HOLDING .93",
        "Brook Holdings Corp, through its counsel Larch GP LLC, wrote to Larch Fund LP.",
    ),
    (
        (
            "Known to Mr. Doe and Ms. Roe, each of whom shares voting and dispositive power over "
            "the shares held by Larch Fund LP."
        ),
        "FUND>DOE .85 joint, FUND>ROE .85 joint",
        (
            "Known to Mr. Doe and Ms. Roe, neither of whom shares voting or dispositive power over "
            "the shares held by Larch Fund LP."
        ),
    ),
]

THROUGH_A_COMPANY = [
    (
        (
            "Mr. Doe and Ms. Roe are the Managing Directors of Larch GP LLC and, as such, share "
            "voting and dispositive power with respect to the shares."
        ),
        "GP>DOE .85 joint, GP>ROE .85 joint",
        (
            "Mr. Doe and Ms. Roe are managing directors of Larch GP LLC and share voting and "
            "dispositive power with respect to the shares."
        ),
    ),
    (
        (
            "Mr. Doe and Ms. Roe are members of Larch GP LLC and therefore are in a position to "
            "determine its decisions."
        ),
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "Mr. Doe and Ms. Roe are members of Larch GP LLC and are in a position to know.",
    ),
    (
        (
            "Mr. Doe and Ms. Roe, as members of Larch GP LLC and as members of the Management "
            "Committee of each of Larch GP LLC and Larch Management LP, share voting power."
        ),
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "Mr. Doe and Ms. Roe, as members of Larch GP LLC, share its profits.",
    ),
    (
        (
            "Held by Larch GP LLC, as to which Mr. Doe and Ms. Roe, as managing members, share "
            "voting power."
        ),
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "Held by Larch GP LLC, as to which Mr. Doe and Ms. Roe, as members, have received reports.",
    ),
    (
        (
            "Mr. Doe is the principal of Larch GP LLC and Brook Holdings Corp, and controls each "
            "of the foregoing."
        ),
        "GP>DOE .95, HOLDING>DOE .95",
        (
            "Mr. Doe is the principal of Larch GP LLC and Brook Holdings Corp, and disclaims the "
            "foregoing."
        ),
    ),
    (
        "The general partner of Larch Fund LP, in turn, is Larch GP LLC.",
        "FUND>GP .93",
        "The custodian of Larch Fund LP, in turn, is Larch GP LLC.",
    ),
    (
        (
            "As the sole shareholder of Brook Holdings Corp (and the general partner of Larch Fund "
            "LP), Larch GP LLC may be deemed to own them."
        ),
        "FUND>GP .93, HOLDING>GP .93",
        (
            "As the landlord of Brook Holdings Corp (and the broker of Larch Fund LP), Larch GP "
            "LLC may be deemed to own them."
        ),
    ),
    (
        (
            "Larch Fund LP and Larch Offshore Fund, Ltd. are referred to herein as the "
            '"Funds". Brook Holdings Corp is the investment manager of each of the Funds.'
        ),
        "FUND>HOLDING .93, OFFSHORE>HOLDING .93",
        (
            "Larch Fund LP and Larch Offshore Fund, Ltd. are referred to herein. Brook Holdings "
            "Corp is the investment manager of each of the Funds."
        ),
    ),
]

LOOSE_WRITING = [
    (
        (
            "Held by Larch Fund LP. Larch GP LLC is its general partner and Larch Management LP is "
            "its investment manager."
        ),
        "FUND>GP .93, FUND>MANAGER .93",
        "Held by Larch Fund LP. Larch GP LLC is its landlord and Larch Management LP is its agent.",
    ),
    (
        "Mr. Doe is the Chairman of Brook Holdings Corp and its sole owner.",
        "HOLDING>DOE .95",
        "Mr. Doe is the Chairman of Brook Holdings Corp and its sole auditor.",
    ),
    (
        (
            'Filed by Larch Fund LP ("LF") and Larch Offshore Fund, Ltd. ("LO"). LF and LO are '
            'referred to herein as the "Funds". Brook Holdings Corp manages each of the Funds.'
        ),
        "FUND>HOLDING .93, OFFSHORE>HOLDING .93",
        (
            'Filed by Larch Fund LP ("LF") and Larch Offshore Fund, Ltd. ("LO"). Others are '
            'referred to herein as the "Funds". Brook Holdings Corp manages each of the Funds.'
        ),
    ),
    (
        (
            'Larch GP LLC is the general partner of Larch Fund LP("LF"),Larch Offshore Fund, Ltd. '
            '("LO") and others.'
        ),
        "FUND>GP .93, OFFSHORE>GP .93",
        'Larch GP LLC is a client of Larch Fund LP("LF"),Larch Offshore Fund, Ltd. ("LO").',
    ),
    (
        "JOHN Q. DOE, JANE ROE, M. J. MOE AND MARK A. POE ARE MANAGING MEMBERS OF LARCH GP LLC.",
        "GP>DOE .85 joint, GP>ROE .85 joint",
        "JOHN Q. DOE, JANE ROE, M. J. MOE AND MARK A. POE ARE CLIENTS OF LARCH GP LLC.",
    ),
]

FORMS = [
    *LOOSE_WRITING,
    *THROUGH_A_COMPANY,
    *WHY,
    *POWER,
    *CONTROL,
    *OWNERSHIP,
    *ROLES,
    *COMMITTEES,
    *DRAFTING,
    *NAMED,
    *CHAINS,
]


@pytest.mark.parametrize(("text", "links"), [(text, links) for text, links, _ in FORMS])
def test_a_form_of_words_tells_who_controls(text: str, links: str) -> None:
    found = {item for item in told(find(filing(text))) if not _is_weak(item)}

    assert found == expected(links)


@pytest.mark.parametrize("text", [near for _, _, near in FORMS])
def test_words_that_come_near_tell_nothing(text: str) -> None:
    assert {item for item in told(find(filing(text))) if not _is_weak(item)} == set()


def _is_weak(item: str) -> bool:
    return float(item.split()[1]) < 0.5
