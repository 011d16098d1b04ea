"""The worked cases of ownership, each told in several ways, with what a careful reader counts.

Names are fictional; the situations are those that filings show (specification B4).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from evaluation.forms import Form, buy, cik_of, form
from graph_api.domain.codes import TransactionCode
from graph_api.domain.definitions import ClusterDirection
from graph_api.domain.identifiers import Cik

SELL = TransactionCode.S


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One way of telling one case.

    Attributes:
        number: of the case, 1 to 26.
        way: what is special about this telling.
        trades, units: economic trades and owner units of all rows together.
        holders: units on the basis of attributed holders; None where it is left open.
        least, most: units if every probable link held, or certain ones alone; None: left open.
        roots: names of the owners counted; None where it is left open.
    """

    number: int
    way: str
    forms: tuple[Form, ...]
    trades: int
    units: int
    holders: int | None = None
    least: int | None = None
    most: int | None = None
    roots: frozenset[Cik] | None = None
    direction: ClusterDirection = ClusterDirection.BUY


def named(*names: str) -> frozenset[Cik]:
    """Return the CIKs of owners by name."""
    return frozenset(cik_of(name) for name in names)


FUND, GP, MANAGER = "Larch Opportunity Fund LP", "Larch GP LLC", "Larch Management LP"
ALDER, BIRCH, CEDAR, DOGWOOD = "Alder John Q", "Birch Mary", "Cedar Thomas", "Dogwood Ann L"
CHAIN = (FUND, GP, MANAGER, ALDER)
CHAIN_TEXT = (
    f"These securities are held by {FUND}. {GP} is the general partner of {FUND}. {MANAGER} is "
    f"the investment manager of {FUND}. John Q. Alder is the managing member of {GP} and the "
    f"sole member of the general partner of {MANAGER}."
)
CHAIN_STATED = (
    'The securities are held directly by Larch Opportunity Fund LP (the "Fund").',
    'Larch GP LLC (the "General Partner") is the general partner of the Fund.',
    'Larch Management LP (the "Manager") serves as the investment manager to the Fund.',
    (
        "Mr. Alder is the managing member of the General Partner and controls the Manager, and "
        "may be deemed to beneficially own the securities. Each disclaims beneficial ownership "
        "except to the extent of its or his pecuniary interest therein."
    ),
)
CHAIN_SIGNED = (
    f"{FUND}, By: {GP}, its general partner, By: /s/ John Q. Alder, Managing Member",
    f"{GP}, By: /s/ John Q. Alder, Managing Member",
    f"{MANAGER}, By: /s/ John Q. Alder, Manager",
    "/s/ John Q. Alder",
)


def _one_form() -> Iterator[Case]:
    row = buy(5_000, 20, held="See Footnotes", notes=("F1",))
    for way, notes, signed in (
        ("one footnote", (CHAIN_TEXT,), ()),
        ("four footnotes with defined terms", CHAIN_STATED, ()),
        ("signatures alone", (), CHAIN_SIGNED),
        ("nothing said", (), ()),
    ):
        made = form(row, by=CHAIN, notes=notes, signed=signed)
        yield Case(number=1, way=way, forms=(made,), trades=1, units=1)


def _fourteen_owners() -> Iterator[Case]:
    funds = [f"Larch Fund {n} LP" for n in range(1, 10)]
    others = [f"Larch Co-Invest {n} LLC" for n in range(1, 5)]
    note = (
        "The general partner of each of the Larch funds is Larch GP LLC. See also Larch Fund 1 LP."
    )
    rows = (
        buy(900, 12, held="See Footnote", notes=("F1",), after=50_900),
        buy(400, 13, held="See Footnote", notes=("F1",), after=51_300),
    )
    for way, second, remarks in (
        ("the lead person on both", [ALDER, *others], None),
        ("no owner in common, same footnote", others, None),
        (
            "continuation in so many words",
            others,
            "Form 2 of 2. Filed in order to report the holdings of additional reporting persons.",
        ),
    ):
        yield Case(
            number=2,
            way=way,
            forms=(
                form(*rows, by=[ALDER, *funds], notes=[note], remarks=remarks),
                form(*rows, by=second, notes=[note], remarks=remarks),
            ),
            trades=2,
            units=1,
        )


def _separate_forms() -> Iterator[Case]:
    row = buy(7_777, 31, after=90_000)
    told = f"{MANAGER} is the investment manager of {FUND} and exercises sole voting power."
    yield Case(
        number=3,
        way="linked by a footnote on one of them",
        forms=(form(row, by=FUND, notes=[told]), form(row, by=MANAGER)),
        trades=1,
        units=1,
    )
    yield Case(
        number=3,
        way="linked by an earlier joint form",
        forms=(
            form(buy(1, 30, day=-40, after=8), by=(FUND, MANAGER), notes=[told], on=-39),
            form(row, by=FUND),
            form(row, by=MANAGER),
        ),
        trades=2,
        units=1,
    )
    yield Case(
        number=3,
        way="not linked",
        forms=(form(row, by="Larch Fund LP"), form(row, by="Bracken Advisers LLC")),
        trades=2,
        units=2,
        most=2,
    )


def _corrected() -> Iterator[Case]:
    original = form(buy(500, 20), by=ALDER, on=1)
    corrected = form(buy(633, 20), by=ALDER, on=5, kind="4/A", amends=1)
    yield Case(number=4, way="plain", forms=(original, corrected), trades=1, units=1)
    yield Case(number=4, way="loaded first", forms=(corrected, original), trades=1, units=1)
    yield Case(
        number=4,
        way="one of three lines",
        forms=(
            form(buy(500, 20), buy(100, 21, after=1_100), buy(50, 22, after=1_150), by=ALDER),
            form(buy(633, 20), by=ALDER, on=5, kind="4/A", amends=1),
        ),
        trades=3,
        units=1,
    )


def _late_on_form_5() -> Iterator[Case]:
    row = buy(300, 18, after=4_000)
    year_end = buy(300, 18, after=9_999)
    for way, again in (
        ("equal balance", row),
        ("balance at the end of the year", year_end),
    ):
        yield Case(
            number=5,
            way=way,
            forms=(form(row, by=ALDER), form(again, by=ALDER, on=60, kind="5")),
            trades=1,
            units=1,
        )
    yield Case(
        number=5,
        way="a trade of its own",
        forms=(form(row, by=ALDER), form(buy(77, 18), by=ALDER, on=60, kind="5")),
        trades=2,
        units=1,
    )


def _many_pockets() -> Iterator[Case]:
    pockets = (None, "By IRA", "By Alder Holdings LLC", "By the Alder Family Trust")
    rows = tuple(buy(100, 10, held=held, after=n) for n, held in enumerate(pockets, 1))
    yield Case(
        number=6, way="one owner, four rows", forms=(form(*rows, by=ALDER),), trades=4, units=1
    )
    told = "Mr. Alder is the manager of Alder Holdings LLC and trustee of the Alder Family Trust."
    joint = form(*rows, by=(ALDER, "Alder Holdings LLC", "Alder Family Trust"), notes=[told])
    yield Case(number=6, way="vehicles on the form", forms=(joint,), trades=4, units=1)
    apart = (
        form(buy(100, 10, after=1), buy(100, 10, held="By IRA", after=2), by=ALDER, notes=[told]),
        form(buy(100, 10, after=3), by="Alder Holdings LLC"),
        form(
            buy(100, 10, after=4),
            by="Alder Family Trust",
            signed=["Alder Family Trust, By: /s/ John Q. Alder, Trustee"],
        ),
    )
    yield Case(
        number=6, way="forms of their own, told in a footnote", forms=apart, trades=4, units=1
    )


def _many_fills() -> Iterator[Case]:
    fills = [buy(100, f"{20 + n % 7}.50", after=1_000 + 100 * n) for n in range(45)]
    same_day_balance = [buy(100, 20 + n % 7, after=5_500) for n in range(45)]
    for way, rows in (("running balances", fills), ("one balance a day", same_day_balance)):
        yield Case(
            number=7,
            way=way,
            forms=(form(*rows[:30], by=ALDER), form(*rows[30:], by=ALDER)),
            trades=45,
            units=1,
        )
    yield Case(
        number=7,
        way="the forms say so",
        forms=(
            form(*fills[:30], by=ALDER, remarks="Form 1 of 2"),
            form(*fills[30:], by=ALDER, remarks="Form 2 of 2"),
        ),
        trades=45,
        units=1,
    )


def _hundreds_of_rows() -> Iterator[Case]:
    owners = [ALDER, GP, MANAGER, *(f"Larch Fund {n} LP" for n in range(1, 6))]
    rows = [
        buy(100 + n % 9, f"{30 + n % 4}.25", day=n // 100, held="See footnote", after=9_000 + n)
        for n in range(300)
    ]
    parts = [rows[start : start + 30] for start in range(0, 300, 30)]
    note = (
        f"{GP} is the general partner of each of the Larch funds. Mr. Alder is the managing member "
        f"of {GP} and controls {MANAGER}."
    )
    yield Case(
        number=7,
        way="three hundred rows of eight owners on ten forms",
        forms=tuple(form(*part, by=owners, notes=[note], on=4) for part in parts),
        trades=300,
        units=1,
    )
    others = [f"Larch Co-Invest {n} LLC" for n in range(1, 5)]
    more = f"{note} The Larch Co-Invest companies are managed by {GP}."
    yield Case(
        number=2,
        way="fourteen owners and ninety rows: two sets of owners, three forms each",
        forms=tuple(
            form(*part, by=by, notes=[more], on=4)
            for by in (owners, [ALDER, *others])
            for part in parts[:3]
        ),
        trades=90,
        units=1,
    )


def _spouses() -> Iterator[Case]:
    for way, rows in (
        ("held directly", (buy(200, 15),)),
        ("held jointly", (buy(200, 15, held="Held jointly with spouse"),)),
        ("by a living trust", (buy(200, 15, held="By the Alder Living Trust"),)),
    ):
        joint = form(*rows, by=(ALDER, "Alder Susan"))
        yield Case(number=8, way=way, forms=(joint,), trades=1, units=1)


def _mirrored_spouses() -> Iterator[Case]:
    his, hers = buy(300, 25, after=3_000), buy(120, 25, after=1_200)
    for way, nature in (("by spouse", "By Spouse"), ("by wife and husband", "By Wife")):
        other = "By Husband" if nature == "By Wife" else nature
        yield Case(
            number=9,
            way=way,
            forms=(
                form(his, buy(120, 25, held=nature, after=1_200), by=ALDER),
                form(hers, buy(300, 25, held=other, after=3_000), by="Alder Susan"),
            ),
            trades=2,
            units=1,
            holders=2,
        )
    yield Case(
        number=9,
        way="other days, other names",
        forms=(
            form(
                buy(50, 9, day=2, after=50), buy(60, 8, held="By Spouse", after=60), by=BIRCH, on=3
            ),
            form(
                buy(60, 8, after=60), buy(50, 9, day=2, held="By Spouse", after=50), by=CEDAR, on=3
            ),
        ),
        trades=2,
        units=1,
        holders=2,
    )


TRUSTEES = (ALDER, BIRCH, CEDAR)


def _co_trustee_forms(trust: str, note: str) -> list[Form]:
    row = buy(1_000, 40, held=f"By {trust}", after=50_000, notes=("F1",))
    return [form(row, by=name, notes=[note]) for name in TRUSTEES]


def _co_trustees() -> Iterator[Case]:
    for way, note in (
        ("co-trustees", "The reporting person is a co-trustee of the Tarn Family Trust."),
        ("one of three trustees", "The reporting person is one of three trustees of the trust."),
        ("shared power", "As trustee, the reporting person shares voting and investment power."),
    ):
        forms = _co_trustee_forms("Tarn Family Trust", note)
        yield Case(number=10, way=way, forms=tuple(forms), trades=1, units=1)
        own = [
            form(buy(10, 41, after=10), by=ALDER, on=2),
            form(buy(20, 41, after=20), by=BIRCH, on=2),
        ]
        yield Case(number=11, way=way, forms=(*forms, *own), trades=3, units=2)


def _siblings() -> Iterator[Case]:
    people = {"A": "Alder Ann", "B": "Alder Bertram", "C": "Alder Clara"}
    spoken = {
        "Alder Ann": "Ann Alder",
        "Alder Bertram": "Bertram Alder",
        "Alder Clara": "Clara Alder",
    }
    by_nature = [
        buy(100, 10, held=f"By {spoken[name]}", after=n) for n, name in enumerate(people.values())
    ]
    yield Case(
        number=12,
        way="named by the nature of ownership",
        forms=(form(*by_nature, by=people.values()),),
        trades=3,
        units=3,
    )
    noted = [buy(100, 10, after=n, notes=(f"F{n}",)) for n in (1, 2, 3)]
    yield Case(
        number=12,
        way="named by footnotes",
        forms=(
            form(
                *noted,
                by=people.values(),
                notes=[
                    f"These shares are held directly by {spoken[name]}." for name in people.values()
                ],
            ),
        ),
        trades=3,
        units=3,
    )
    trusts = ["Ann Alder 2012 Trust", "Bertram Alder 2012 Trust", "Clara Alder 2012 Trust"]
    held = [buy(100, 10, held=f"By {trust}", after=n) for n, trust in enumerate(trusts)]
    told = [
        f"{spoken[name]} is the sole trustee of the {trust}."
        for name, trust in zip(people.values(), trusts, strict=True)
    ]
    yield Case(
        number=12,
        way="each through a trust of their own",
        forms=(form(*held, by=[*people.values(), *trusts], notes=told),),
        trades=3,
        units=3,
    )


FELIX, JULIAN = "Firth Felix J", "Firth Julian C"
ADVISORS = ("Firth Bros. Advisors LP", "Firth Bros. Advisors (GP) LLC", FELIX, JULIAN)
LIFE, SECTOR = "667 Firth L.P.", "Firth Life Sciences L.P."
JOINT_NOTES = (
    (
        "voting and dispositive power",
        (
            "Firth Bros. Advisors LP serves as the investment adviser to 667 Firth L.P. and "
            "Firth Life Sciences L.P. Firth Bros. Advisors (GP) LLC is the sole general partner "
            "of Firth Bros. Advisors LP. Julian C. Firth and Felix J. Firth are managing "
            "members of Firth Bros. Advisors (GP) LLC."
        ),
    ),
    (
        "principals with shared power",
        (
            "Felix J. Firth and Julian C. Firth are the managing members of Firth Bros. "
            "Advisors (GP) LLC, the general partner of Firth Bros. Advisors LP, and share "
            "voting and investment power over the securities held by 667 Firth L.P. and Firth "
            "Life Sciences L.P."
        ),
    ),
    ("nothing said", "Each reporting person disclaims beneficial ownership."),
)


def _two_founders() -> Iterator[Case]:
    rows = (buy(800, 50, held=f"By {LIFE}", after=1), buy(9_000, 50, held=f"By {SECTOR}", after=2))
    own = form(buy(5, 51, after=5), by=FELIX, on=2)
    for way, note in JOINT_NOTES:
        joint = form(*rows, by=ADVISORS, notes=[note])
        yield Case(number=13, way=way, forms=(joint,), trades=2, units=1)
        yield Case(
            number=14,
            way=way,
            forms=(joint, own),
            trades=3,
            units=1,
            roots=named(FELIX),
        )


def _manager_fund_partners() -> Iterator[Case]:
    owners = (
        "Strath Capital Management LP",
        "Strath Healthcare Fund LP",
        "Quill Peter",
        "Shaw Rajiv",
    )
    for way, note in (
        (
            "controlling persons",
            (
                "Strath Capital Management LP is the investment manager of Strath Healthcare "
                "Fund LP. Peter Quill and Rajiv Shaw are the managing members of the general "
                "partner of Strath Capital Management LP and share voting and dispositive power."
            ),
        ),
        (
            "may be deemed",
            (
                "The general partner of Strath Capital Management LP is Strath GP LLC, of which "
                "Dr. Quill and Mr. Shaw are the controlling persons. Each may be deemed to "
                "beneficially own the securities."
            ),
        ),
        ("nothing said", "See Exhibit 99.1."),
    ):
        rows = [
            buy(100 * n, 30, held="See footnote", after=100 * n, notes=("F1",)) for n in (1, 2, 3)
        ]
        yield Case(
            number=15, way=way, forms=(form(*rows, by=owners, notes=[note]),), trades=3, units=1
        )


def _designee() -> Iterator[Case]:
    fund, general, founder = "Beacon Ventures V LP", "Beacon V General Partner LLC", "Afton Noel B"
    told = (
        f"{general} is the general partner of {fund}. Noel B. Afton is the sole manager of "
        f"{general}. Mr. Mercer, a director of the issuer, is a partner at an affiliate and was "
        "designated by the fund; he has no voting or investment power over the shares."
    )
    of_fund = form(
        buy(9_000, 17, held="See footnote", after=90_000), by=(fund, general, founder), notes=[told]
    )
    own = form(buy(10, 17, after=10), by="Mercer Hugh", directors=["Mercer Hugh"], on=2)
    with_designee = form(
        buy(9_000, 17, held="See footnote", after=90_000),
        by=(fund, general, founder, "Mercer Hugh"),
        notes=[told],
        directors=["Mercer Hugh"],
    )
    yield Case(number=16, way="the complex alone", forms=(of_fund,), trades=1, units=1)
    yield Case(number=16, way="the designee buys too", forms=(of_fund, own), trades=2, units=2)
    yield Case(
        number=16,
        way="the designee reports the fund's trade as well",
        forms=(with_designee, own),
        trades=2,
        units=1,
    )


RAIDER = "Iven Carl C"
HOLDINGS = [
    "High Moor Partners Master LP",
    "Offshore Moor LP",
    "Moor Onshore LP",
    "Iven Capital LP",
    "IPH Moor LLC",
    "Iven Enterprises Holdings LP",
    "Iven Enterprises GP Inc.",
    "Beckett Moor Corp",
]
RAIDER_NOTE = (
    "Beckett Moor Corp is the sole stockholder of Iven Enterprises GP Inc., which is the "
    "general partner of Iven Enterprises Holdings LP. Iven Enterprises Holdings LP is the sole "
    "member of IPH Moor LLC, which is the general partner of Iven Capital LP. Iven Capital LP "
    "is the general partner of each of High Moor Partners Master LP, Offshore Moor LP and Moor "
    "Onshore LP. Beckett Moor Corp is 100% owned by Carl C. Iven."
)


def _long_chain() -> Iterator[Case]:
    row = buy(60_000, 11, held="please see all footnotes", after=700_000, notes=("F1",))
    everybody = [*HOLDINGS, RAIDER]
    yield Case(
        number=17,
        way="one form",
        forms=(form(row, by=everybody, notes=[RAIDER_NOTE]),),
        trades=1,
        units=1,
    )
    yield Case(
        number=17,
        way="two forms, the person on one of them",
        forms=(
            form(row, by=HOLDINGS, notes=[RAIDER_NOTE]),
            form(row, by=[HOLDINGS[-1], RAIDER], notes=[RAIDER_NOTE]),
        ),
        trades=1,
        units=1,
        roots=named(RAIDER),
    )
    parts = [f"{part.strip('. ')}." for part in RAIDER_NOTE.split(". ")]
    yield Case(
        number=17,
        way="a footnote for each step, then an own trade",
        forms=(
            form(row, by=everybody, notes=parts),
            form(buy(5, 12, day=9, after=5), by=RAIDER, on=10),
        ),
        trades=2,
        units=1,
        roots=named(RAIDER),
    )


def _subsidiary() -> Iterator[Case]:
    parent, head = "Hatherleigh Holdings Inc", "Boffey Walter E"
    for way, note in (
        (
            "controlling stockholder",
            (
                "The shares are held by Coventry Insurance Company, a wholly owned subsidiary "
                "of Hatherleigh Holdings Inc. Walter E. Boffey may be deemed the controlling "
                "stockholder of Hatherleigh Holdings Inc."
            ),
        ),
        (
            "may be deemed to control",
            (
                "Hatherleigh Holdings Inc and Mr. Boffey, its chairman, who may be deemed to "
                "control Hatherleigh Holdings Inc, report shares held by its subsidiaries."
            ),
        ),
        ("nothing said", "See exhibit 99."),
    ):
        row = buy(4_000, 60, held="See footnote", after=40_000, notes=("F1",))
        more = buy(100, 61, held="See footnote", after=40_100, notes=("F1",))
        yield Case(
            number=18,
            way=way,
            forms=(form(row, more, by=(parent, head), notes=[note]),),
            trades=2,
            units=1,
        )


def _family_trusts() -> Iterator[Case]:
    people = ("Welton Alice", "Welton James", "Welton Robert")
    trust, company = "Welton Family Holdings Trust", "Welton Enterprises LLC"
    note = (
        "Alice Welton, James Welton and Robert Welton are co-trustees of the Welton Family "
        "Holdings Trust and share voting and dispositive power; they disclaim beneficial "
        "ownership."
    )
    shared = form(
        buy(9_999, 70, held=f"By {trust}", after=1_000_000), by=(trust, *people), notes=[note]
    )
    own = [form(buy(n, 71, after=n), by=who, on=3) for n, who in enumerate(people[:2], start=5)]
    yield Case(number=19, way="the trust's trade", forms=(shared,), trades=1, units=1)
    yield Case(number=19, way="and two own trades", forms=(shared, *own), trades=3, units=2)
    told = f"{company} is managed by Alice Welton, James Welton and Robert Welton as managers."
    twice = form(buy(800, 70, after=5_000), by=(company, *people), notes=[told], on=2)
    yield Case(number=19, way="trust and company", forms=(shared, twice), trades=2, units=1)


def _always_together() -> Iterator[Case]:
    for owners, note in (
        (
            ("Vale Holdings LP", "Vale Act Management LLC", "Vale Act Group GP LLC"),
            (
                "Vale Act Group GP LLC is the general partner of Vale Holdings LP and the sole "
                "member of Vale Act Management LLC."
            ),
        ),
        (
            ("Sabine Capital Management LP", "Weiner Bruce R"),
            "Sabine Capital Management LP is controlled by Bruce R. Weiner.",
        ),
        (("Horizon Kestrel LLC", "Stahlberg Michael"), "Each disclaims beneficial ownership."),
        (
            ("Gabelhorn Funds LLC", "Gabelhorn Mario J", "GAMC Asset Management Inc"),
            "Mario J. Gabelhorn controls Gabelhorn Funds LLC and GAMC Asset Management Inc.",
        ),
    ):
        rows = [buy(10 * n, 33, day=n, after=100 * n, notes=("F1",)) for n in range(1, 5)]
        forms = tuple(form(row, by=owners, notes=[note], on=row.day + 1) for row in rows)
        yield Case(number=20, way=owners[0], forms=forms, trades=4, units=1)


def _top_entity() -> Iterator[Case]:
    top, parts = (
        "Rockhall Inc",
        ["Rockhall Advisors LLC", "Rockhall Fund Advisors", "Rockhall Japan Co Ltd"],
    )
    note = (
        "Rockhall Advisors LLC, Rockhall Fund Advisors and Rockhall Japan Co Ltd are wholly "
        "owned subsidiaries of Rockhall Inc."
    )
    joint = form(buy(500, 80, after=5_000), by=[top, *parts], notes=[note])
    yield Case(number=21, way="one form", forms=(joint,), trades=1, units=1)
    own = [form(buy(n, 81, day=5, after=n), by=part, on=6) for n, part in enumerate(parts, start=3)]
    yield Case(
        number=21,
        way="and forms of their own",
        forms=(joint, *own),
        trades=4,
        units=1,
        roots=named(top),
    )
    apart = [
        form(buy(n, 81, after=n), by=part, notes=[note], on=6) for n, part in enumerate(parts, 3)
    ]
    yield Case(
        number=21,
        way="forms of their own, told in a footnote, and the top entity's",
        forms=(*apart, form(buy(99, 81, after=99), by=top, on=6)),
        trades=4,
        units=1,
        roots=named(top),
    )


def _group() -> Iterator[Case]:
    members = ("Ash Partners LP", "Beech Capital LLC", "Elm Investors Inc")
    note = (
        "The reporting persons may be deemed to be members of a group for purposes of Section "
        "13(d). Each disclaims beneficial ownership of the shares held by the others."
    )
    own = [form(buy(100 + n, 9, after=n), by=who, notes=[note]) for n, who in enumerate(members)]
    yield Case(number=22, way="own forms", forms=tuple(own), trades=3, units=3)
    rows = [buy(100, 9, held=f"By {who}", after=n) for n, who in enumerate(members)]
    yield Case(
        number=22, way="one form", forms=(form(*rows, by=members, notes=[note]),), trades=3, units=3
    )
    people = (ALDER, BIRCH, CEDAR)
    held = [
        buy(100, 9, held=f"By {spoken}", after=n)
        for n, spoken in enumerate(("John Q. Alder", "Mary Birch", "Thomas Cedar"))
    ]
    yield Case(
        number=22,
        way="one form, persons",
        forms=(form(*held, by=people, notes=[note]),),
        trades=3,
        units=3,
    )


def _equal_lots() -> Iterator[Case]:
    for way, after in (("first lots", 2_500), ("no balance stated", None)):
        forms = tuple(
            form(
                buy(2_500, 4, after=after, notes=("F1",)),
                by=who,
                notes=["Bought in a private placement."],
            )
            for who in (ALDER, BIRCH, CEDAR)
        )
        yield Case(number=23, way=way, forms=forms, trades=3, units=3)
    one_agent = tuple(
        form(
            buy(2_500, 4, after=2_500),
            by=who,
            signed=["/s/ Pat Clerk, attorney-in-fact"],
            address="hq",
        )
        for who in (ALDER, BIRCH, CEDAR, DOGWOOD)
    )
    yield Case(number=23, way="one agent and address", forms=one_agent, trades=4, units=4)


def _father_and_son() -> Iterator[Case]:
    for way, names in (
        ("II and III", ("Garza Manuel II", "Garza Manuel III")),
        ("Sr. and Jr.", ("Garza Manuel Sr", "Garza Manuel Jr")),
        ("with and without", ("Garza Manuel", "Garza Manuel Jr")),
    ):
        forms = tuple(form(buy(100, 10, after=n), by=who) for n, who in enumerate(names))
        yield Case(number=24, way=way, forms=forms, trades=2, units=2, least=2)


def _foundation() -> Iterator[Case]:
    own = form(buy(40, 10, after=40), by=ALDER)
    for way, note in (
        (
            "president with control",
            (
                "The reporting person is the president and sole director of the Alder "
                "Foundation, and has voting and investment power, but no pecuniary interest in "
                "its shares."
            ),
        ),
        (
            "controls",
            (
                "John Q. Alder controls the Alder Foundation. He has no pecuniary interest in "
                "the shares."
            ),
        ),
        ("sole trustee", "John Q. Alder is the sole trustee of the Alder Foundation."),
    ):
        gift = form(
            buy(500, 10, held="By the Alder Foundation", after=500),
            by=(ALDER, "Alder Foundation"),
            notes=[note],
        )
        yield Case(number=25, way=way, forms=(gift, own), trades=2, units=1, roots=named(ALDER))


def _estate() -> Iterator[Case]:
    estate = "Estate of Harold Yew"
    for way, note in (
        ("executor", "Ann L. Dogwood is the executor of the Estate of Harold Yew."),
        ("personal representative", "Ms. Dogwood is the personal representative of the estate."),
        (
            "co-executors",
            "Ann L. Dogwood and Mary Birch are co-executors of the Estate of Harold Yew.",
        ),
    ):
        owners = (estate, DOGWOOD) if way != "co-executors" else (estate, DOGWOOD, BIRCH)
        before = form(buy(10, 9, after=10), by="Yew Harold")
        after = form(
            buy(77, 9, day=20, held="By Estate", after=77, notes=("F1",)),
            by=owners,
            notes=[note],
            on=21,
        )
        yield Case(number=26, way=way, forms=(after,), trades=1, units=1)
        yield Case(
            number=26, way=f"{way}, after a trade alive", forms=(before, after), trades=2, units=2
        )


CASES: tuple[Case, ...] = tuple(
    chain.from_iterable(
        told()
        for told in (
            _one_form,
            _fourteen_owners,
            _separate_forms,
            _corrected,
            _late_on_form_5,
            _many_pockets,
            _many_fills,
            _hundreds_of_rows,
            _spouses,
            _mirrored_spouses,
            _co_trustees,
            _siblings,
            _two_founders,
            _manager_fund_partners,
            _designee,
            _long_chain,
            _subsidiary,
            _family_trusts,
            _always_together,
            _top_entity,
            _group,
            _equal_lots,
            _father_and_son,
            _foundation,
            _estate,
        )
    )
)
"""Every way of telling every case, by number where one situation makes one case."""
