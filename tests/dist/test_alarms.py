"""``insider-graph alarms``: what is in quarantine, in words, and decisions to be filled in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph_api.cli import app
from graph_api.cli.alarms import ADVICE, ENTRY, TITLES, quarantined
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import Limit, LinkRole, LinkState, OwnershipLink
from graph_api.domain.overrides import OverrideOp
from graph_api.drawing.scene import ALARMS
from loaders.overrides.reading import parse_overrides
from tests.engines import start_embedded
from tests.ingest.documents import OWNER, Row, ownership_xml

A, B, C, D, E, F = (Cik(f"00010000{n:02d}") for n in range(1, 7))
NOW = Instant(10)


def link(
    vehicle: Cik,
    controller: Cik,
    stopped_by: Limit | None = None,
    *,
    p: float = 0.9,
    known: tuple[int, int] = (0, OPEN_END),
) -> OwnershipLink:
    return OwnershipLink(
        vehicle=vehicle,
        controller=controller,
        role=LinkRole.MANAGER,
        state=LinkState.PROBABLE if stopped_by else LinkState.ACCEPTED,
        p=p,
        certain=False,
        joint=False,
        stopped_by=stopped_by,
        valid_from=None,
        valid_to=None,
        known_from=Instant(known[0]),
        known_to=Instant(known[1]),
        evidence=(),
    )


def test_owners_that_links_join_are_told_together_and_what_is_held_back_strongest_first() -> None:
    weaker, stronger = (
        link(B, C, Limit.QUARANTINE_BRIDGE, p=0.85),
        link(D, E, Limit.QUARANTINE_SIZE, p=0.95),
    )
    (found,) = quarantined([link(A, B), weaker, link(C, D), stronger], NOW)
    assert found.owners == (A, B, C, D, E)
    assert found.links == (stronger, weaker)
    assert found.alarms == (Limit.QUARANTINE_SIZE, Limit.QUARANTINE_BRIDGE)


def test_each_group_of_owners_is_told_by_itself_by_lowest_cik() -> None:
    links = [link(E, F, Limit.QUARANTINE_PERSONS), link(A, B, Limit.QUARANTINE_CYCLE), link(C, D)]
    assert [found.owners for found in quarantined(links, NOW)] == [(A, B), (E, F)]


@pytest.mark.parametrize("limit", [limit for limit in Limit if limit not in ALARMS])
def test_what_another_guard_stops_is_no_alarm(limit: Limit) -> None:
    assert quarantined([link(A, B, limit)], NOW) == ()


def test_only_what_was_known_is_told() -> None:
    links = [link(A, B, Limit.QUARANTINE_CYCLE, known=(0, 5)), link(A, B, known=(5, OPEN_END))]
    assert len(quarantined(links, Instant(4))) == 1
    assert quarantined(links, Instant(5)) == ()


def test_every_alarm_has_a_title_and_an_advice() -> None:
    assert set(TITLES) == set(ADVICE) == ALARMS
    assert {limit for limit in Limit if limit.value.startswith("QUARANTINE_")} == ALARMS


@pytest.mark.parametrize("op", [OverrideOp.MUST_LINK, OverrideOp.CANNOT_LINK])
def test_an_entry_can_be_filled_in_either_way(op: OverrideOp) -> None:
    entry = ENTRY.format(vehicle=A, vehicle_name="A: #1 LLC", controller=B, controller_name="B")
    assert parse_overrides(entry, "x.yaml").problems
    filled = entry.replace("must_link", op.value, 1)
    for key, value in (
        ("reason", "they say so"),
        ("source", "0000902664-26-002604"),
        ("by", "somebody"),
        ("on", "2026-01-31"),
    ):
        filled = filled.replace(f"  {key}:\n", f"  {key}: {value}\n")
    read = parse_overrides(filled, "x.yaml")
    assert read.problems == ()
    assert [(o.op, o.a, o.b) for o in read.overrides] == [(op, A, B)]


@dataclass(frozen=True, slots=True)
class Shell:
    home: Path

    def run(self, *words: str) -> Result:
        environment = {"INSIDER_GRAPH_HOME": str(self.home), "COLUMNS": "100"}
        return CliRunner().invoke(app, words, env=environment)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    home = tmp_path_factory.mktemp("alarms")
    (home / "graph").mkdir()
    with start_embedded(home / "graph"):
        yield Shell(home)


LLC, ROE, DOE = "0099000201", "0099000202", "0099000203"


def owner(cik: str, name: str) -> Row:
    return {**OWNER, "cik": cik, "name": name}


def claim(person: Row, spoken: str, day: str) -> bytes:
    """Return a form on which a person alone is said to manage the LLC."""
    return ownership_xml(
        owners=(owner(LLC, "Larch Holdings LLC"), person),
        transactions=[{"transaction_date": day, "notes": {"nature_of_ownership": ["F1"]}}],
        footnotes=[{"id": "F1", "text": f"{spoken} is the sole manager of Larch Holdings LLC."}],
        signatures=[{"name": f"/s/ {spoken}", "signed_on": day}],
    )


@pytest.fixture(scope="module")
def shell(empty: Shell, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The same home once two forms name different persons as the one manager of an LLC."""
    folder = tmp_path_factory.mktemp("claims")
    forms = {
        "0099999999-24-000001.xml": claim(owner(ROE, "Roe Jane"), "Jane Roe", "2024-03-01"),
        "0099999999-24-000002.xml": claim(owner(DOE, "Doe John"), "John Doe", "2024-05-02"),
    }
    for name, form in forms.items():
        (folder / name).write_bytes(form)
    loaded = empty.run("load", "files", str(folder))
    assert loaded.exit_code == 0, loaded.output
    return empty


def test_an_empty_graph_has_no_alarms(empty: Shell) -> None:
    result = empty.run("alarms")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "no alarm rings: nothing is in quarantine\n"
    assert json.loads(empty.run("alarms", "--json").stdout) == {"knownAt": None, "quarantined": []}


def test_an_alarm_is_told_with_owners_links_and_what_to_do(shell: Shell) -> None:
    result = shell.run("alarms")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1. 3 owners: persons who are nowhere said to control together" in result.stdout
    for cik, name in ((LLC, "Larch Holdings LLC"), (ROE, "Roe Jane"), (DOE, "Doe John")):
        assert re.search(rf"^   {cik}  {name} \(", result.stdout, re.MULTILINE)
    assert "Larch Holdings LLC → Roe Jane: manager, 0.9" in result.stdout
    assert "to decide: must_link each person who does control the vehicle" in result.stdout
    assert result.stdout.count("- op: must_link") == 2
    assert f"  a: cik:{LLC}  # Larch Holdings LLC\n  b: cik:{ROE}  # Roe Jane\n" in result.stdout
    assert "in quarantine: 2 links in 1 group of owners." in result.stdout


def test_an_alarm_is_told_as_json(shell: Shell) -> None:
    (found,) = json.loads(shell.run("alarms", "--json").stdout)["quarantined"]
    assert [alarm["alarm"] for alarm in found["alarms"]] == ["QUARANTINE_PERSONS"]
    assert [owner["cik"] for owner in found["owners"]] == [LLC, ROE, DOE]
    assert [(link["vehicle"], link["controller"]) for link in found["links"]] == [
        (LLC, ROE),
        (LLC, DOE),
    ]
    assert all(link["because"] and link["p"] >= 0.8 for link in found["links"])


def test_before_the_second_claim_nothing_was_wrong(shell: Shell) -> None:
    result = shell.run("alarms", "--json", "--known-at", "2024-04-01T00:00:00-05:00")
    assert json.loads(result.stdout) == {
        "knownAt": "2024-04-01T01:00:00-04:00",
        "quarantined": [],
    }


def test_a_cut_off_that_is_none_is_refused(empty: Shell) -> None:
    result = empty.run("alarms", "--known-at", "yesterday")
    assert result.exit_code == 2
    assert "RFC 3339" in result.stderr
