"""Chains of control told over several footnotes, on forms with many owners."""

from dataclasses import replace

from graph_api.domain.filing import OwnerAsFiled, OwnershipFiling
from graph_api.domain.identifiers import Cik
from graph_api.domain.links import Evidence
from loaders.evidence import collect
from loaders.evidence.text import find
from tests.ingest.evidence_world import expected, filing, told

Link = tuple[str, str, float]


def _with_owners(original: OwnershipFiling, names: list[str]) -> OwnershipFiling:
    owners = tuple(
        OwnerAsFiled(cik=Cik(f"{number:010d}"), name=name)
        for number, name in enumerate(names, start=1)
    )
    return replace(original, document=replace(original.document, owners=owners))


def _strong(items: tuple[Evidence, ...], names: list[str]) -> set[Link]:
    """Return (vehicle, controller, best p) of links at .5 or more, by name."""
    best: dict[tuple[str, str], float] = {}
    for item in items:
        pair = (names[int(item.vehicle) - 1], names[int(item.controller) - 1])
        best[pair] = max(item.p, best.get(pair, 0.0))
    return {(*pair, p) for pair, p in best.items() if p >= 0.5}


def test_a_chain_from_fund_to_person_runs_over_four_footnotes() -> None:
    told_so = told(
        find(
            filing(
                'The shares are held by Larch Fund LP (the "Fund").',
                'Larch GP LLC (the "General Partner") is the general partner of the Fund.',
                'Brook Holdings Corp ("Brook") is the managing member of the General Partner, and',
                "Ms. Roe is the sole shareholder of Brook and disclaims beneficial ownership "
                "except to the extent of her pecuniary interest therein.",
            )
        )
    )

    assert told_so == expected("FUND>GP .93, GP>HOLDING .93, HOLDING>ROE .95")


def test_a_sentence_runs_on_from_one_footnote_to_the_next() -> None:
    items = list(
        find(
            filing(
                "Larch GP LLC, which is (continued in footnote 2)",
                "(continued from footnote 1) the general partner of Larch Fund LP, is run by",
                "others. Mr. Doe is the managing",
                "member of Larch GP LLC.",
            )
        )
    )

    assert told(items) == expected("FUND>GP .93, GP>DOE .95")
    assert {item.footnote_id for item in items} <= {"F2", "F3", "F4"}


def test_a_term_defined_in_the_last_footnote_binds_in_the_first() -> None:
    told_so = told(
        find(
            filing(
                "Mr. Doe is the managing member of the Adviser.",
                'Larch Management LP (the "Adviser") is the investment manager of Larch Fund LP.',
            )
        )
    )

    assert told_so == expected("MANAGER>DOE .95, FUND>MANAGER .93")


def test_a_chain_through_an_entity_that_does_not_file_joins_its_ends() -> None:
    told_so = told(
        find(
            filing(
                'The general partner of Larch Fund LP is Quill Partners GP, LLC ("Quill GP").',
                "Mr. Doe and Ms. Roe are the managing members of Quill GP.",
            )
        )
    )

    assert told_so == expected("FUND>DOE .85 joint, FUND>ROE .85 joint")


def test_a_loop_of_control_ends() -> None:
    told_so = told(
        find(
            filing(
                "Quill One LLC is the manager of Quill Two LLC. Quill Two LLC is the manager of "
                "Quill One LLC. Quill One LLC is the manager of Larch Fund LP.",
            )
        )
    )

    assert told_so == set()


def test_eight_owners_on_one_form_are_told_apart() -> None:
    names = [
        "Teal Onshore Partners, LP",
        "TEAL OFFSHORE MASTER FUND, LP",
        "Teal Wave, LP",
        "TEAL GP HOLDINGS LLC",
        "TEAL CAPITAL GROUP, LP",
        "TEAL MANAGEMENT LLC",
        "Teal Offshore Feeder, Ltd.",
        "MARL CHRISTIAN",
    ]
    told_by = filing(
        'Owned by Teal Onshore Partners, LP (the "Onshore Fund"), Teal Offshore Master Fund, LP '
        '(the "Master Fund") and Teal Wave, LP (the "Wave Fund", and together with the Onshore '
        'Fund and the Master Fund, the "Funds").',
        'Teal Offshore Feeder, Ltd. (the "Feeder") owns a controlling interest in the Master Fund.',
        'Teal GP Holdings LLC ("GP Holdings") is the general partner of each of the Funds. Teal '
        'Capital Group, LP ("Capital Group") acts as the investment manager of the Funds.',
        'Teal Management LLC ("Management") is the general partner of Capital Group. Mr. Marl is '
        "the managing member of Management and GP Holdings.",
        "Mr. Marl may be deemed to have voting and dispositive power with respect to the shares "
        "owned by each of the Funds.",
        signatures=[
            "TEAL WAVE, LP By: Teal GP Holdings LLC General Partner By: /s/ Nora Nims Title: GC",
            "/s/ Nora Nims, as agent for Christian Marl",
        ],
    )
    links = _strong(collect(_with_owners(told_by, names)), names)

    assert links == {
        *((fund, "TEAL GP HOLDINGS LLC", 0.93) for fund in names[:3]),
        *((fund, "TEAL CAPITAL GROUP, LP", 0.93) for fund in names[:3]),
        ("TEAL CAPITAL GROUP, LP", "TEAL MANAGEMENT LLC", 0.93),
        ("TEAL MANAGEMENT LLC", "MARL CHRISTIAN", 0.95),
        ("TEAL GP HOLDINGS LLC", "MARL CHRISTIAN", 0.95),
    }


def test_two_founders_control_their_adviser_together() -> None:
    names = [
        "777, L.P.",
        "HOLT BROTHERS LIFE SCIENCES LP",
        "HOLT BROS. ADVISORS LP",
        "Holt Bros. Advisors (GP), LLC",
        "HOLT FELIX",
        "HOLT JULIAN",
    ]
    told_by = filing(
        "Julian C. Holt and Felix J. Holt may have a pecuniary interest in the shares of 777, L.P. "
        '("777") and Holt Brothers Life Sciences, L.P. ("Life Sciences", and together with 777, '
        'the "Funds").',
        'Holt Bros. Advisors LP (the "Adviser") serves as the investment adviser to the Funds. '
        'Holt Bros. Advisors (GP) LLC (the "Adviser GP") is the Adviser\'s sole general partner. '
        "Julian C. Holt and Felix J. Holt are managing members of the Adviser GP.",
        "Julian C. Holt, Felix J. Holt, the Adviser GP and the Adviser disclaim beneficial "
        "ownership of the shares held by the Funds.",
    )
    items = collect(_with_owners(told_by, names))

    assert _strong(items, names) == {
        ("777, L.P.", "HOLT BROS. ADVISORS LP", 0.93),
        ("HOLT BROTHERS LIFE SCIENCES LP", "HOLT BROS. ADVISORS LP", 0.93),
        ("HOLT BROS. ADVISORS LP", "Holt Bros. Advisors (GP), LLC", 0.93),
        ("Holt Bros. Advisors (GP), LLC", "HOLT FELIX", 0.85),
        ("Holt Bros. Advisors (GP), LLC", "HOLT JULIAN", 0.85),
    }
    assert all(
        item.joint
        for item in items
        if names[int(item.controller) - 1].startswith("HOLT ") and item.controller > "0000000004"
    )


def test_ten_entities_in_one_paragraph_form_one_chain() -> None:
    names = [
        "FALK CARL C",
        "Upper River Limited Partnership",
        "Dobbin Investments LLC",
        "Bramble Corp.",
        "Falk Partners LP",
        "Falk Partners Master Fund LP",
        "Falk Enterprises G.P. Inc.",
        "Falk Enterprises Holdings L.P.",
        "FPH GP LLC",
        "Falk Capital LP",
        "BECKFORD CORP",
    ]
    told_by = filing(
        'Upper River Limited Partnership ("Upper River"), Falk Partners LP ("Falk Partners") and '
        'Falk Partners Master Fund LP ("Falk Master") hold the shares. Bramble Corp. ("Bramble") '
        'is the sole member of Dobbin Investments LLC ("Dobbin"), which is the general partner of '
        'Upper River. Beckford Corp. ("Beckford") is the sole stockholder of Falk Enterprises G.P. '
        'Inc. ("Falk GP"), which is the general partner of Falk Enterprises Holdings L.P. ("Falk '
        'Holdings"). Falk Holdings is the sole member of FPH GP LLC ("FPH"), which is the general '
        'partner of Falk Capital LP ("Falk Capital"). Falk Capital is the general partner of each '
        "of Falk Partners and Falk Master.",
        'Each of Bramble and Beckford is 100 percent owned by Carl C. Falk ("Mr. Falk").',
    )

    assert _strong(collect(_with_owners(told_by, names)), names) == {
        ("Upper River Limited Partnership", "Dobbin Investments LLC", 0.93),
        ("Dobbin Investments LLC", "Bramble Corp.", 0.93),
        ("Bramble Corp.", "FALK CARL C", 0.95),
        ("Falk Partners LP", "Falk Capital LP", 0.93),
        ("Falk Partners Master Fund LP", "Falk Capital LP", 0.93),
        ("Falk Capital LP", "FPH GP LLC", 0.93),
        ("FPH GP LLC", "Falk Enterprises Holdings L.P.", 0.93),
        ("Falk Enterprises Holdings L.P.", "Falk Enterprises G.P. Inc.", 0.93),
        ("Falk Enterprises G.P. Inc.", "BECKFORD CORP", 0.93),
        ("BECKFORD CORP", "FALK CARL C", 0.95),
    }
