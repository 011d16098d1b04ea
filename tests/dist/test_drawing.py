"""``insider-graph draw``: what is in the picture, that it can be read, and that it never varies."""

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner, Result

from graph_api.cli import app
from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant, eastern
from graph_api.domain.links import Limit, LinkRole, LinkState, OwnershipLink
from graph_api.domain.owners import OwnerRoots
from graph_api.drawing.layout import Box, Plan, plan_of
from graph_api.drawing.painting import paint, width_of
from graph_api.drawing.scene import IssuerShown, Scene, collapse_of, scene_of
from graph_api.store.directory import LATEST
from loaders.filings import read_filing
from loaders.resolve import resolve
from tests.engines import start_embedded
from tests.world import FUND, FUND_GENERAL_PARTNER, FUND_MANAGER, LARKSPUR, RAVENSWORTH, SAMPLE

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("INSIDER_GRAPH_CORPUS", ROOT / ".." / "shared" / "edgar"))
PICTURES = ROOT / "docs" / "pictures"

NOW = Instant(10)
FELIX, JULIAN, GP, MANAGER, TRUST, STRANGER = (Cik(f"00010000{n:02d}") for n in range(1, 7))
FUNDS = tuple(Cik(f"00020000{n:02d}") for n in range(16))
PERSONS = frozenset({FELIX, JULIAN, STRANGER})
ISSUERS = tuple(
    IssuerShown(cik=Cik(f"00030000{n:02d}"), name=f"Example {n} Inc", ticker=f"EX{n}")
    for n in range(9)
)


def link(
    vehicle: Cik,
    controller: Cik,
    state: LinkState = LinkState.ACCEPTED,
    *,
    stopped_by: Limit | None = None,
    joint: bool = False,
    known: tuple[int, int] = (0, OPEN_END),
    valid_to: date | None = None,
) -> OwnershipLink:
    return OwnershipLink(
        vehicle=vehicle,
        controller=controller,
        role=LinkRole.MANAGER,
        state=state,
        p=0.95,
        certain=False,
        joint=joint,
        stopped_by=stopped_by,
        valid_from=None,
        valid_to=valid_to,
        known_from=Instant(known[0]),
        known_to=Instant(known[1]),
        evidence=(),
    )


PROBABLE = (LinkState.PROBABLE, Limit.NO_STATEMENT)
IN_QUARANTINE = (LinkState.PROBABLE, Limit.QUARANTINE_BRIDGE)


def held(vehicle: Cik, controller: Cik, how: tuple[LinkState, Limit]) -> OwnershipLink:
    return link(vehicle, controller, how[0], stopped_by=how[1])


COMPLEX = (
    *(link(fund, MANAGER) for fund in FUNDS),
    link(MANAGER, GP),
    link(GP, FELIX, joint=True),
    link(GP, JULIAN, joint=True),
    link(FUNDS[0], GP, valid_to=date(2026, 3, 2)),
    held(FUNDS[1], GP, (LinkState.WEAK, Limit.TOO_WEAK)),
    held(FUNDS[2], GP, (LinkState.REJECTED, Limit.VETO)),
    held(TRUST, STRANGER, PROBABLE),
    held(TRUST, FELIX, PROBABLE),
)
"""Twenty owners: sixteen funds, their manager and its general partner, which two run together."""


def scene(
    links: Sequence[OwnershipLink],
    owner: Cik,
    *,
    known_at: Instant = NOW,
    include_probable: bool = False,
    issuers: Mapping[Cik, Sequence[IssuerShown]] | None = None,
) -> Scene:
    return scene_of(
        collapse_of(
            owner,
            OwnerRoots(links, PERSONS, known_at=known_at),
            links,
            known_at=known_at,
            include_probable=include_probable,
        ),
        as_of="as known then",
        names=lambda cik: f"Owner {cik} of a rather long name (Cayman) L.P.",
        kinds=lambda cik: OwnerKind.PERSON if cik in PERSONS else OwnerKind.LP,
        issuers=issuers or {},
    )


def ends(found: Scene) -> set[tuple[Cik, Cik]]:
    return {(shown.vehicle, shown.controller) for shown in found.links}


def drawn(found: Scene) -> set[Cik]:
    return {owner.cik for owner in found.owners}


@pytest.mark.parametrize("asked", [FUNDS[3], MANAGER, GP])
def test_a_vehicle_is_drawn_with_all_that_counts_as_it_does(asked: Cik) -> None:
    found = scene(COMPLEX, asked)
    assert drawn(found) == {*FUNDS, MANAGER, GP, FELIX, JULIAN}
    assert {owner.cik for owner in found.owners if owner.is_root} == {FELIX, JULIAN}
    assert found.title.count("Owner") == 2


def test_whoever_else_controls_a_vehicle_of_a_person_is_in_and_their_other_vehicles_are_not() -> (
    None
):
    links = (*COMPLEX, link(TRUST, JULIAN))
    found = scene(links, FELIX)
    assert JULIAN in drawn(found)
    assert TRUST not in drawn(found)
    assert {owner.cik for owner in found.owners if owner.is_root} == {FELIX}


def test_probable_links_bring_owners_in_only_where_they_are_asked_for() -> None:
    assert {TRUST, STRANGER}.isdisjoint(drawn(scene(COMPLEX, FELIX)))
    found = scene(COMPLEX, FELIX, include_probable=True)
    assert {TRUST, STRANGER} <= drawn(found)
    assert {(TRUST, STRANGER), (TRUST, FELIX)} <= ends(found)


def test_what_is_in_quarantine_is_always_drawn() -> None:
    links = (link(FUNDS[0], MANAGER), held(MANAGER, FELIX, IN_QUARANTINE))
    for owner in (FUNDS[0], MANAGER, FELIX):
        assert drawn(scene(links, owner)) == {FUNDS[0], MANAGER, FELIX}


def test_weak_links_are_counted_and_rejected_ones_drawn() -> None:
    found = scene(COMPLEX, FELIX)
    assert (FUNDS[2], GP) in ends(found)
    assert (FUNDS[1], GP) not in ends(found)
    assert found.weak == 1


def test_a_probable_link_beside_a_way_that_counts_is_drawn_only_where_asked_for() -> None:
    beside = held(FUNDS[0], FELIX, PROBABLE)
    links = (link(FUNDS[0], GP), link(GP, FELIX), beside)
    found = scene(links, FELIX)
    assert ends(found) == {(FUNDS[0], GP), (GP, FELIX)}
    assert (found.weak, found.beside) == (0, 1)
    assert beside in scene(links, FELIX, include_probable=True).links
    telling = held(FUNDS[0], JULIAN, PROBABLE)
    joint = (link(FUNDS[1], JULIAN), link(FUNDS[1], FELIX))
    assert telling in scene((*links, *joint, telling), FELIX).links


def test_parts_of_one_link_are_arrows_of_their_own() -> None:
    early = replace(link(TRUST, FELIX), valid_to=date(2020, 12, 31))
    late = replace(link(TRUST, FELIX), valid_from=date(2022, 1, 1), part_from=date(2022, 1, 1))
    here = replace(link(TRUST, JULIAN), issuer=Cik("0099100001"))
    arrows = plan(scene((early, late, here), TRUST)).arrows
    assert sorted(arrow.label[1] for arrow in arrows) == [
        "at 0099100001",
        "from 2022-01-01",
        "to 2020-12-31",
    ]
    assert len({arrow.label_at for arrow in arrows}) == 3


def test_the_picture_is_of_what_was_known() -> None:
    links = (link(TRUST, FELIX, known=(0, 5)), link(TRUST, JULIAN, known=(5, OPEN_END)))
    assert ends(scene(links, TRUST, known_at=Instant(4))) == {(TRUST, FELIX)}
    assert ends(scene(links, TRUST, known_at=Instant(5))) == {(TRUST, JULIAN)}


def test_whoever_has_no_link_stands_alone() -> None:
    found = scene(COMPLEX, Cik("0009999999"))
    assert drawn(found) == {Cik("0009999999")}
    assert found.links == ()


def plan(found: Scene) -> Plan:
    return plan_of(found, width_of)


def apart(one: Box, other: Box) -> bool:
    beside = one.left + one.width <= other.left or other.left + other.width <= one.left
    return beside or one.top + one.height <= other.top or other.top + other.height <= one.top


REPORTING = {cik: ISSUERS[: index % 9] for index, cik in enumerate((*FUNDS, FELIX, JULIAN))}


@pytest.mark.parametrize("include_probable", [False, True])
def test_a_complex_of_twenty_owners_has_boxes_apart_and_texts_inside(
    include_probable: bool,
) -> None:
    found = plan(scene(COMPLEX, FELIX, include_probable=include_probable, issuers=REPORTING))
    assert len(found.boxes) == (22 if include_probable else 20)
    assert all(apart(*pair) for pair in combinations(found.boxes, 2))
    for box in found.boxes:
        widths = [width_of(line, 12, True) for line in box.name]
        widths += [width_of(line, 10, False) for line in box.small]
        assert max(widths) < box.width
        assert len(box.name) * 16 + len(box.small) * 13 < box.height
        assert 0 < box.left < box.left + box.width < found.width
        assert 0 < box.top < box.top + box.height < found.height


def test_controllers_stand_right_of_their_vehicles() -> None:
    found = plan(scene(COMPLEX, FELIX))
    left = {box.owner.cik: box.left for box in found.boxes}
    assert all(left[a.link.vehicle] < left[a.link.controller] for a in found.arrows)
    assert not any(arrow.leftward for arrow in found.arrows)


def test_an_arrow_led_around_boxes_stays_in_the_picture() -> None:
    chain = (link(FUNDS[0], MANAGER), link(MANAGER, FELIX), held(FUNDS[0], FELIX, PROBABLE))
    found = plan(scene(chain, FELIX, include_probable=True))
    (around,) = [arrow for arrow in found.arrows if len(arrow.points) > 3]
    assert all(0 < y < found.height - 20 for _, y in around.points)


def test_no_arrow_leads_through_a_box() -> None:
    found = plan(scene(COMPLEX, FELIX))
    for arrow in found.arrows:
        for box in found.boxes:
            if box.owner.cik not in {arrow.link.vehicle, arrow.link.controller}:
                inside = [
                    (x, y)
                    for x, y in arrow.points
                    if box.left < x < box.left + box.width and box.top < y < box.top + box.height
                ]
                assert inside == []


def test_labels_of_one_vehicle_stand_below_one_another() -> None:
    found = plan(scene(COMPLEX, FELIX))
    for vehicle in {arrow.link.vehicle for arrow in found.arrows}:
        labels = sorted(
            (arrow.label_at[1] - len(arrow.label) * 6.5, arrow.label_at[1] + len(arrow.label) * 6.5)
            for arrow in found.arrows
            if arrow.link.vehicle == vehicle
        )
        assert all(one[1] <= other[0] + 0.01 for one, other in pairwise(labels))


def test_a_circle_of_control_can_be_drawn() -> None:
    links = [
        held(one, other, (LinkState.PROBABLE, Limit.QUARANTINE_CYCLE))
        for one, other in ((GP, MANAGER), (MANAGER, FUNDS[0]), (FUNDS[0], GP))
    ]
    found = plan(scene(links, GP))
    assert [arrow.leftward for arrow in found.arrows].count(True) == 1
    assert all("in quarantine: cycle" in arrow.label for arrow in found.arrows)


def labels(found: Scene) -> set[str]:
    return {line for arrow in plan(found).arrows for line in arrow.label}


def test_an_arrow_says_capacity_score_joint_control_days_and_what_stops_it() -> None:
    said = labels(scene(COMPLEX, FELIX, include_probable=True))
    assert {
        "manager  0.95",
        "manager, joint  0.95",
        "to 2026-03-02",
        "rejected: veto",
        "probable: no statement",
    } <= said


def texts(path: Path) -> list[str]:
    tree = etree.parse(path)
    return [
        "".join(map(str, node.itertext())) for node in tree.iter("{http://www.w3.org/2000/svg}text")
    ]


def test_text_of_an_svg_stays_text(tmp_path: Path) -> None:
    found = scene(COMPLEX, FELIX, issuers=REPORTING)
    paint(found, tmp_path / "a.svg")
    said = texts(tmp_path / "a.svg")
    assert said[0] == found.title
    assert {"manager, joint  0.95", "reports at EX0, EX1, EX2, EX3,"} <= set(said)
    assert "EX0  Example 0 Inc  0003000000" in said
    assert "1 weak link is not drawn." in said
    assert sum(text.startswith("CIK ") for text in said) == 20


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_same_graph_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    paths = [tmp_path / f"{name}.{ending}" for name in "ab"]
    for path, links in zip(paths, (COMPLEX, COMPLEX[::-1]), strict=True):
        paint(scene(links, FELIX, issuers=REPORTING), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_name_with_dollars_and_markup_is_written_as_it_is(tmp_path: Path) -> None:
    name = "A$B & <C>$ LLC"
    found = scene_of(
        collapse_of(FELIX, OwnerRoots(()), (), known_at=NOW),
        as_of="as known then",
        names=lambda _: name,
        kinds=lambda _: OwnerKind.LLC,
        issuers={},
    )
    paint(found, tmp_path / "a.svg")
    assert texts(tmp_path / "a.svg").count(name) == 2


def test_the_picture_of_the_documentation_is_the_one_drawn_now(tmp_path: Path) -> None:
    found = sorted(CORPUS.glob("ownership-xml/0000902664-26-002604*.xml"))
    if not found:
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")
    filing = read_filing(found[0].read_bytes(), found[0].name, None, address_key=b"any")
    derived = resolve([filing])
    names = {owner.cik: owner.names[-1][0] for owner in derived.owners}
    kinds = {owner.cik: owner.kind for owner in derived.owners}
    persons = {cik for cik, kind in kinds.items() if kind is OwnerKind.PERSON}
    issuer = filing.document.issuer
    shown = IssuerShown(cik=issuer.cik, name=issuer.name, ticker=issuer.symbol)
    collapse = collapse_of(
        min(persons), OwnerRoots(derived.links, persons), derived.links, known_at=LATEST
    )
    picture = scene_of(
        collapse,
        as_of=f"as known on {eastern(filing.accepted_at).date()}, the newest filing loaded",
        names=names.__getitem__,
        kinds=kinds.__getitem__,
        issuers=dict.fromkeys(names, (shown,)),
    )
    paint(picture, tmp_path / "now.svg")
    assert texts(tmp_path / "now.svg") == texts(PICTURES / "one-real-collapse.svg")


@dataclass(frozen=True, slots=True)
class Shell:
    home: Path

    def draw(self, *words: str) -> Result:
        environment = {"INSIDER_GRAPH_HOME": str(self.home), "COLUMNS": "200"}
        return CliRunner().invoke(app, ["draw", *words], env=environment)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    home = tmp_path_factory.mktemp("drawing")
    (home / "graph").mkdir()
    for name in list(os.environ):
        assert not name.startswith("NEO4J_"), name
    with start_embedded(home / "graph"):
        environment = {"INSIDER_GRAPH_HOME": str(home)}
        loaded = CliRunner().invoke(
            app, ["load", "files", str(SAMPLE / "filings")], env=environment
        )
        assert loaded.exit_code == 0, loaded.output
        yield Shell(home)


@pytest.mark.parametrize("named", [FUND, f"bo:{RAVENSWORTH}", "Jane Ravensworth", "ravensworth"])
def test_a_beneficial_owner_is_drawn_by_any_name(shell: Shell, tmp_path: Path, named: str) -> None:
    path = tmp_path / "fund.svg"
    result = shell.draw(named, "--output", str(path))
    assert result.exit_code == 0, result.output
    assert "4 owners, " in result.stdout
    assert "1 counted" in result.stdout
    said = texts(path)
    for cik in (FUND, FUND_GENERAL_PARTNER, FUND_MANAGER, RAVENSWORTH):
        assert any(cik in text for text in said)
    assert "The data is fictional: invented companies and people." in said


def test_the_picture_says_as_of_when_it_is(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "then.svg"
    cut_off = "2026-02-21T00:00:00-05:00"
    result = shell.draw(LARKSPUR, "--output", str(path), "--known-at", cut_off)
    assert result.exit_code == 0, result.output
    assert "2 owners, 1 link, 1 counted, 1 issuer" in result.stdout
    assert texts(path)[1] == f"bo:{LARKSPUR}, as known on 2026-02-21"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Garcia", "--output", "x.svg"), "2 owners may be meant"),
        (("Nobody At All", "--output", "x.svg"), "nobody is called so"),
        (("0000000001", "--output", "x.svg"), "nobody filed under it"),
        (
            (LARKSPUR, "--output", "x.svg", "--known-at", "2026-02-17T00:00:00-05:00"),
            "nobody filed under it",
        ),
        (("bo:x", "--output", "x.svg"), "is not a CIK"),
        ((LARKSPUR, "--output", "x.gif"), ".svg or .png is accepted"),
        ((LARKSPUR, "--output", "x"), ".svg or .png is accepted"),
        ((LARKSPUR, "--output", "no/such/folder/x.svg"), "no such folder"),
        ((LARKSPUR, "--output", "x.svg", "--known-at", "yesterday"), "RFC 3339"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_usage_is_said_in_words(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = shell.draw(*words)
    assert result.exit_code == 2, result.output
    assert said in re.sub(r"[\s│]+", " ", result.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("package", ["igraph", "matplotlib"])
def test_without_its_packages_the_command_says_how_to_install_them(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    for name in list(sys.modules):
        if name.startswith("graph_api.drawing.") and not name.endswith("scene"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    result = shell.draw(LARKSPUR, "--output", str(tmp_path / "x.png"))
    assert result.exit_code == 1
    assert f"not installed ({package})" in result.stderr
    assert "pip install 'insider-graph[draw]'" in result.stderr
