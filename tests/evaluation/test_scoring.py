"""The gold set against what is computed: the hard gates, and that the command prints its tables."""

import pytest

from evaluation import __main__ as command
from evaluation.cases import CASES
from evaluation.gold_set import GoldSet, read_gold_set
from evaluation.metamorphic import PROPERTIES
from evaluation.real import corpus
from evaluation.scoring import (
    kinds,
    precision,
    scored_holders,
    scored_links,
    scored_texts,
    scored_windows,
    signatures,
    unrelated_merges,
)


@pytest.fixture(scope="module")
def gold() -> GoldSet:
    if corpus() is None:
        pytest.skip("the real filings are not here: name their folder in INSIDER_GRAPH_CORPUS")
    return read_gold_set()


def test_no_two_unrelated_owners_count_as_one(gold: GoldSet) -> None:
    assert unrelated_merges(gold) == ()


def test_no_link_between_reporting_owners_contradicts_a_reader(gold: GoldSet) -> None:
    found = precision(scored_links(gold))
    assert found.n > 20
    assert found.hits == found.n


def test_no_text_is_read_against_a_reader(gold: GoldSet) -> None:
    wrong = [
        item.link
        for item in scored_texts(gold)
        if item.is_accepted and not item.is_true and item.link.label.value == "NOT"
    ]
    assert wrong == []


def test_owner_units_of_real_windows_are_those_of_a_reader(gold: GoldSet) -> None:
    windows = scored_windows(gold)
    assert len(windows) > 100
    assert [w for w in windows if w.units != w.window.true_units] == []
    assert all(w.least <= w.window.true_units <= w.most for w in windows)


def test_holders_that_are_named_are_those_of_a_reader(gold: GoldSet) -> None:
    named = [holder for holder in scored_holders(gold) if holder.found]
    wrong = [holder for holder in named if not holder.is_right]
    assert len(named) > 200
    assert len(wrong) <= len(named) // 33, wrong


def test_persons_are_told_from_entities(gold: GoldSet) -> None:
    found = kinds(gold)
    assert found.n > 1_500
    assert found.value is not None
    assert found.value >= 0.99


def test_a_line_signed_by_power_of_attorney_says_nothing(gold: GoldSet) -> None:
    silent = signatures(gold).silent
    assert silent.n > 20
    assert silent.hits == silent.n


def test_the_command_prints_every_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if corpus() is None:
        pytest.skip("the real filings are not here: name their folder in INSIDER_GRAPH_CORPUS")
    # All cases and properties have tests of their own.
    monkeypatch.setattr(command, "CASES", CASES[:5])
    monkeypatch.setattr(command, "PROPERTIES", PROPERTIES[-2:])
    assert command.main() == 0
    shown = capsys.readouterr().out
    for title in ("Real filings", "Worked cases", "Metamorphic properties"):
        assert title in shown


def test_without_real_filings_nothing_is_called_accuracy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "corpus", lambda: None)
    monkeypatch.setattr(command, "by_issuer", dict)
    monkeypatch.setattr(command, "CASES", CASES[:2])
    monkeypatch.setattr(command, "PROPERTIES", PROPERTIES[-1:])
    assert command.main() == 0
    assert "Nothing below is a measure of accuracy" in capsys.readouterr().out
