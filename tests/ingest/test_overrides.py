"""Files of decisions: what they say, what is refused, and which of them exclude one another."""

import os
import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph_api.domain.codes import OwnerKind
from graph_api.domain.identifiers import Cik
from graph_api.domain.instants import NEW_YORK, Instant, eastern, end_of_filing_day, instant_of
from graph_api.domain.links import EvidenceFamily, LinkRole
from graph_api.domain.overrides import Override, OverrideOp
from graph_api.errors import SourceError
from loaders.overrides.contradictions import contradictions, misfits
from loaders.overrides.evidence import override_evidence
from loaders.overrides.reading import parse_overrides, read_overrides, shipped_overrides
from loaders.resolve.owners import owner_states
from tests.ingest.resolve_world import cik, filing, owner, row_key

CORPUS = Path(
    os.environ.get("INSIDER_GRAPH_CORPUS", Path(__file__).parents[2].parent / "shared" / "edgar")
)
ROW, OTHER_ROW, THIRD_ROW = (row_key(number) for number in (1, 2, 3))
EXAMPLE = """
- op: must_link
  a: cik:0099000001
  b: cik:0099000002
  role: controlling_stockholder
  scope: {issuer: null, from: null, to: null}
  reason: Footnote F1 says so
  source: 0099999999-26-000001
  by: A. Person
  on: 2026-01-31
"""
GROUND = {
    "reason": "said so",
    "source": "0099999999-26-000001",
    "by": "A. Person",
    "on": "2026-01-31",
}


def entry(op: str, a: object = "99000001", b: object = "99000002", **more: object) -> str:
    """Return an entry of one line; a value of None leaves its key out."""
    cells = {"op": op, "a": a, "b": b, **GROUND, **more}
    told = ", ".join(f"{key}: {value}" for key, value in cells.items() if value is not None)
    return f"- {{{told}}}"


def read(*entries: str) -> tuple[Override, ...]:
    found = parse_overrides("\n".join(entries), "mine.yaml")
    assert found.problems == ()
    return found.overrides


def problems(*entries: str) -> list[str]:
    return [str(problem) for problem in parse_overrides("\n".join(entries), "mine.yaml").problems]


def test_the_example_of_the_specification_is_read_word_for_word() -> None:
    (found,) = parse_overrides(EXAMPLE, "mine.yaml").overrides
    assert found == Override(
        op=OverrideOp.MUST_LINK,
        a="0099000001",
        b="0099000002",
        role=LinkRole.SHAREHOLDER,
        kind=None,
        issuer=None,
        valid_from=None,
        valid_to=None,
        known_from=instant_of(datetime(2026, 1, 31, tzinfo=NEW_YORK)),
        reason="Footnote F1 says so",
        source="0099999999-26-000001",
        by="A. Person",
        origin="mine.yaml",
        line=2,
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]", "---\n"])
def test_a_file_without_entries_says_nothing(text: str) -> None:
    found = parse_overrides(text, "mine.yaml")
    assert (found.overrides, found.problems) == ((), ())


@pytest.mark.parametrize("written", ["cik:0099000001", "0099000001", "99000001", "cik:99000001"])
def test_a_cik_may_be_written_in_any_way(written: str) -> None:
    assert read(entry("must_link", written))[0].a == "0099000001"


def test_a_row_may_be_written_as_the_api_names_it() -> None:
    bare = ROW.replace("-", "", 2)
    for written in (ROW, f"txn:{ROW}", bare):
        assert read(entry("same_trade", written, OTHER_ROW))[0].a == ROW


def test_every_op_is_read() -> None:
    found = read(
        entry("must_link", 1, 2, scope="{from: 2020-01-01, to: 2021-12-31}", role="trustee"),
        entry("cannot_link", 3, 4),
        entry("set_kind", 5, None, kind="LLC"),
        entry("set_root", 6, 7),
        entry("same_person", 8, 9),
        entry("same_trade", ROW, OTHER_ROW),
        entry("not_same_trade", THIRD_ROW, ROW),
    )
    assert [override.op for override in found] == list(OverrideOp)
    link, _, kind, *_ = found
    assert (link.valid_from, link.valid_to) == (date(2020, 1, 1), date(2021, 12, 31))
    assert (link.role, kind.kind, kind.b) == (LinkRole.TRUSTEE, OwnerKind.LLC, None)
    assert [override.line for override in found] == list(range(1, 8))
    assert {o.role for o in found[1:]} == {None}


def test_a_link_without_a_role_has_a_controller() -> None:
    assert read(entry("must_link"))[0].role is LinkRole.CONTROLLER


def test_null_is_the_same_as_nothing() -> None:
    nothing = {"role": "null", "kind": "~", "scope": "{issuer: null, from: null, to: }"}
    assert read(entry("cannot_link", **nothing)) == read(entry("cannot_link"))


def test_of_one_person_the_lower_cik_survives_and_of_rows_the_lower_comes_first() -> None:
    for a, b in ((1, 2), (2, 1)):
        (same,) = read(entry("same_person", a, b))
        assert (same.a, same.b) == ("0000000002", "0000000001")
    for rows in ((ROW, OTHER_ROW), (OTHER_ROW, ROW)):
        assert read(entry("same_trade", *rows))[0].a == ROW


def test_a_file_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text(f"\ufeff{EXAMPLE}", "utf-8")
    assert read_overrides(Path("mine.yaml")).overrides[0].origin == "mine.yaml"


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"- op: \xe9\xff")
    for name in ("nowhere.yaml", "latin.yaml"):
        with pytest.raises(SourceError, match=name):
            read_overrides(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [", "1:5"),
        ("just words", "1:1"),
        ("op: must_link", "1:1"),
        ("- one\n- two", "1:3"),
        ("- a: b\n\tc: d", "2:1"),
        ("- {a: b}\n---\n- {a: c}", "2:1"),
        ("- a: *nowhere", "1:6"),
        ("- \x00", "1:1"),
        ("- a: b: c", "1:7"),
    ],
)
def test_what_is_no_list_of_maps_is_refused_at_its_place(text: str, place: str) -> None:
    assert problems(text)[0].startswith(f"mine.yaml:{place}: ")


SOUND = {"a": "cik:99000001", "b": "cik:99000002"}


@pytest.mark.parametrize(
    ("changed", "key", "words"),
    [
        ({"op": "must_lnk"}, "op", "did you mean 'must_link'? accepted: must_link, cannot_link"),
        ({"rol": "manager"}, "rol", "did you mean 'role'? accepted: op, a, b, role"),
        ({"accepted": "2026-01-31T12:00:00-05:00"}, "accepted", "'accepted' is not known"),
        ({"a": "cik:12x"}, "a", "'12x' is not a CIK; accepted: one to ten digits"),
        ({"b": ROW}, "b", "is not a CIK"),
        ({"b": "99000001"}, "b", "the same as a"),
        ({"b": None}, "b", "missing; accepted: a CIK"),
        ({"op": "null"}, "op", "missing; accepted: must_link, cannot_link"),
        ({"reason": "''"}, "reason", "missing; accepted: why"),
        ({"by": None}, "by", "missing; accepted: who"),
        ({"source": None}, "source", "missing; accepted: an accession number or a URL"),
        ({"source": "hearsay"}, "source", "accepted: an accession number NNNNNNNNNN-YY-NNNNNN or"),
        ({"on": None}, "on", "missing; accepted: the day"),
        ({"on": "31.1.2026"}, "on", "accepted: YYYY-MM-DD"),
        ({"on": "2026-02-30"}, "on", "accepted: YYYY-MM-DD"),
        ({"on": "20260131"}, "on", "accepted: YYYY-MM-DD"),
        ({"role": "controler"}, "role", "did you mean 'controller'?"),
        ({"role": "same_person"}, "role", "'same_person' is not known"),
        ({"kind": "person"}, "kind", "means nothing with must_link; accepted with set_kind"),
        ({"scope": "always"}, "scope", "a map is accepted"),
        ({"scope": "{until: 2026-01-01}"}, "scope.until", "accepted: issuer, from, to"),
        ({"scope": "{from: soon}"}, "scope.from", "accepted: YYYY-MM-DD"),
        ({"scope": "{from: 2026-01-02, to: 2026-01-01}"}, "scope.to", "before scope.from"),
        ({"scope": "{issuer: AAPL}"}, "scope.issuer", "'AAPL'"),
        ({"reason": "[a, b]"}, "reason", "one value is accepted"),
        ({"reason": "{a: b}"}, "reason", "one value is accepted"),
    ],
    ids=str,
)
def test_a_wrong_value_is_named_with_what_would_be_accepted(
    changed: dict[str, str | None], key: str, words: str
) -> None:
    cells: dict[str, Any] = {"op": "must_link", **SOUND, **changed}
    found = problems(entry(**cells))
    assert any(re.match(rf"mine\.yaml:1:\d+: {re.escape(key)}: ", line) for line in found), found
    assert words in " ".join(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (entry("set_kind", 1, 2, kind="llc"), "b: means nothing with set_kind"),
        (entry("set_kind", 1, None), "kind: missing; accepted: person, llc"),
        (entry("set_kind", 1, None, kind="persn"), "did you mean 'person'?"),
        (entry("set_root", role="manager"), "role: means nothing with set_root"),
        (entry("same_trade", 1, ROW), "a: '1' is not a row; accepted: accession|N or D|number"),
        (entry("same_trade", ROW, ROW), "b: the same as a"),
        (entry("same_trade", ROW.replace("|N|", "|X|"), OTHER_ROW), "is not a row"),
        (
            entry("same_trade", ROW, OTHER_ROW, scope="{from: 2026-01-01}"),
            "scope.from: means nothing with same_trade: a row has its day and its issuer already",
        ),
        (
            entry("not_same_trade", ROW, OTHER_ROW, scope="{issuer: 1}"),
            "scope.issuer: means nothing with not_same_trade: a row has",
        ),
        (
            entry("same_person", scope="{to: 2026-01-01}"),
            "scope.to: means nothing with same_person: one human being is one on every day",
        ),
        (
            entry("set_kind", 1, None, kind="llc", scope="{issuer: 1}"),
            "scope.issuer: means nothing with set_kind: what an owner is does not change",
        ),
        (entry("must_link") + "\n  a: 3", "not YAML"),
        ("- op: must_link\n  op: set_kind", "2:3: op: given twice, first on line 1"),
    ],
)
def test_what_an_op_does_not_take_is_refused(text: str, words: str) -> None:
    assert words in " ".join(problems(text))


def test_every_problem_is_named_at_once_in_the_order_of_the_file() -> None:
    found = problems(
        entry("must_lnk", on="soon"), entry("cannot_link", a="x", by=None), entry("set_root")
    )
    assert [line.split(": ")[1] for line in found] == ["op", "on", "by", "a"]
    assert [line.split(":")[1] for line in found] == ["1", "1", "2", "2"]


def test_a_file_with_a_problem_still_shows_where_its_sound_entries_clash() -> None:
    found = problems(entry("must_link"), entry("cannot_link"), entry("set_root", on="soon"))
    assert len(found) == 2
    assert "mine.yaml:2: cannot_link 0099000001 0099000002 contradicts mine.yaml:1" in found[0]


EARLY, LATE = "{to: 2020-12-31}", "{from: 2021-01-01}"
HERE, THERE = "{issuer: 9}", "{issuer: 10}"
CLASHES: dict[str, tuple[tuple[str, ...], str, int]] = {
    "a pair": ((entry("must_link"), entry("cannot_link")), "contradicts", 1),
    "a pair turned": ((entry("must_link"), entry("cannot_link", 99000002, 99000001)), "contr", 1),
    "on a day": ((entry("must_link", scope=EARLY), entry("cannot_link")), "contradicts", 1),
    "on a day of two": (
        (entry("must_link", scope=LATE), entry("cannot_link", scope="{to: 2021-01-01}")),
        "contradicts mine.yaml:1 (must_link 0099000001 0099000002 from 2021-01-01)",
        1,
    ),
    "at an issuer": ((entry("must_link"), entry("cannot_link", scope=HERE)), "contradicts", 1),
    "at an issuer, on a day": (
        (entry("must_link", scope=EARLY), entry("cannot_link", scope=HERE)),
        "cannot_link 0099000001 0099000002 at 0000000009 contradicts mine.yaml:1",
        1,
    ),
    "at an issuer by a chain": (
        (
            entry("must_link", 1, 2, scope=HERE),
            entry("must_link", 2, 3, scope=LATE),
            entry("cannot_link", 1, 3, scope="{from: 2022-01-01}"),
        ),
        "contradicts mine.yaml:1",
        1,
    ),
    "two roots at an issuer": (
        (entry("set_root", 1, 2), entry("set_root", 1, 3, scope=HERE)),
        "contradicts",
        1,
    ),
    "again at an issuer": ((entry("must_link"), entry("must_link", scope=HERE)), "repeats", 1),
    "by a chain": (
        (entry("must_link", 1, 2), entry("must_link", 2, 3), entry("cannot_link", 1, 3)),
        "contradicts mine.yaml:1 (must_link 0000000001 0000000002) and mine.yaml:2",
        1,
    ),
    "sisters": (
        (entry("must_link", 1, 3), entry("must_link", 2, 3), entry("cannot_link", 1, 2)),
        "contradicts mine.yaml:1 (must_link 0000000001 0000000003) and mine.yaml:2",
        1,
    ),
    "one person": ((entry("same_person", 1, 2), entry("cannot_link", 1, 2)), "contradicts", 1),
    "a root": ((entry("set_root", 1, 2), entry("cannot_link", 2, 1)), "contradicts", 1),
    "two roots": ((entry("set_root", 1, 2), entry("set_root", 1, 3)), "contradicts", 1),
    "two kinds": (
        (entry("set_kind", 1, None, kind="llc"), entry("set_kind", 1, None, kind="lp")),
        "contradicts",
        1,
    ),
    "one kind": (
        (entry("set_kind", 1, None, kind="llc"), entry("set_kind", 1, None, kind="llc")),
        "repeats",
        1,
    ),
    "again": ((entry("must_link"), entry("must_link", role="manager")), "repeats", 1),
    "in part again": ((entry("must_link", scope=EARLY), entry("must_link")), "repeats", 1),
    "apart again": ((entry("cannot_link", 1, 2), entry("cannot_link", 2, 1)), "repeats", 1),
    "a circle": ((entry("must_link", 1, 2), entry("must_link", 2, 1)), "a circle of control", 1),
    "a circle in the end": (
        (
            entry("must_link", 1, 2, scope="{from: 2020-01-01}"),
            entry("must_link", 2, 3, scope="{to: 2022-12-31}"),
            entry("must_link", 3, 1, scope="{from: 2021-01-01, to: 2021-12-31}"),
        ),
        "a circle of control",
        1,
    ),
    "a long circle": (
        (entry("must_link", 1, 2), entry("set_root", 2, 3), entry("must_link", 3, 1)),
        "contradicts mine.yaml:1 (must_link 0000000001 0000000002) and mine.yaml:2 (set_root",
        1,
    ),
    "two circles": (
        (
            entry("must_link", 1, 2),
            entry("must_link", 2, 1),
            entry("must_link", 3, 4),
            entry("must_link", 4, 3),
        ),
        "a circle of control",
        2,
    ),
    "a person as vehicle": (
        (entry("set_kind", 1, None, kind="person"), entry("must_link", 1, 2)),
        "a person is no vehicle",
        1,
    ),
    "one of two as vehicle": (
        (entry("same_person", 1, 2), entry("set_root", 1, 3)),
        "a person is no vehicle",
        1,
    ),
    "no persons": (
        (entry("set_kind", 1, None, kind="trust"), entry("same_person", 1, 2)),
        "same_person joins two of kind PERSON",
        1,
    ),
    "a trade": (
        (entry("same_trade", ROW, OTHER_ROW), entry("not_same_trade", OTHER_ROW, ROW)),
        "contradicts",
        1,
    ),
    "a trade by a third": (
        (
            entry("same_trade", ROW, THIRD_ROW),
            entry("not_same_trade", ROW, OTHER_ROW),
            entry("same_trade", THIRD_ROW, OTHER_ROW),
        ),
        f"mine.yaml:3: same_trade {OTHER_ROW} {THIRD_ROW} contradicts mine.yaml:1",
        1,
    ),
}


@pytest.mark.parametrize(("entries", "words", "count"), CLASHES.values(), ids=CLASHES)
def test_decisions_that_exclude_one_another_are_refused_with_all_their_lines(
    entries: tuple[str, ...], words: str, count: int
) -> None:
    found = problems(*entries)
    assert len(found) == count, found
    assert all(words in line for line in found)
    lines = {int(n) for line in found for n in re.findall(r"mine\.yaml:(\d+)", line)}
    assert lines == set(range(1, len(entries) + 1))
    assert problems(*entries[:-1]) == ([] if count == 1 else found[:1])


@pytest.mark.parametrize(
    "entries",
    [
        (entry("must_link", scope=EARLY), entry("must_link", scope=LATE)),
        (entry("must_link", scope=EARLY), entry("cannot_link", scope=LATE)),
        (entry("must_link", scope=HERE), entry("cannot_link", scope=THERE)),
        (entry("must_link", scope=HERE), entry("must_link", scope=THERE)),
        (entry("set_root", 1, 2, scope=HERE), entry("set_root", 1, 3, scope=THERE)),
        (entry("set_root", 1, 2, scope=EARLY), entry("set_root", 1, 3, scope=LATE)),
        (entry("must_link", 1, 2, scope=HERE), entry("must_link", 2, 1, scope=THERE)),
        (
            entry("must_link", 1, 2, scope=HERE),
            entry("must_link", 2, 3, scope=THERE),
            entry("cannot_link", 1, 3),
        ),
        (entry("must_link", 1, 2), entry("must_link", 1, 3), entry("cannot_link", 2, 3)),
        (entry("must_link", 1, 2, scope=EARLY), entry("must_link", 2, 1, scope=LATE)),
        (entry("must_link", 1, 3, scope=EARLY), entry("must_link", 3, 1, scope=LATE)),
        (entry("must_link", 1, 2), entry("set_root", 1, 3), entry("must_link", 2, 3)),
        (entry("set_kind", 1, None, kind="llc"), entry("must_link", 1, 2)),
        (entry("set_kind", 2, None, kind="person"), entry("must_link", 1, 2)),
        (entry("same_person", 1, 2), entry("same_person", 2, 3), entry("must_link", 4, 3)),
        (entry("same_trade", ROW, OTHER_ROW), entry("not_same_trade", ROW, THIRD_ROW)),
    ],
)
def test_decisions_that_can_all_hold_are_taken(entries: tuple[str, ...]) -> None:
    assert len(read(*entries)) == len(entries)


def test_a_decision_of_the_shipped_list_may_be_taken_again_but_not_denied() -> None:
    shipped = tuple(replace(o, shipped=True, origin="default.yaml") for o in read(EXAMPLE))
    again = read(EXAMPLE)
    assert contradictions((*shipped, *again)) == ()
    assert len({override.key for override in (*shipped, *again)}) == 2
    (clash,) = contradictions((*read(entry("cannot_link")), *shipped))
    assert (clash.origin, clash.line) == ("mine.yaml", 1)
    assert "default.yaml:2" in clash.message
    assert "--no-default" in clash.message


def test_decisions_that_do_not_fit_the_owners_known_are_named() -> None:
    kinds = {Cik("0000000001"): OwnerKind.PERSON, Cik("0000000002"): OwnerKind.TRUST}
    (link,) = misfits(read(entry("must_link", 1, 2)), kinds)
    assert "0000000001 is of kind PERSON; a person is no vehicle" in link.message
    (same,) = misfits(read(entry("same_person", 1, 2)), kinds)
    assert "0000000002 is of kind TRUST" in same.message
    assert misfits(read(entry("must_link", 2, 1), entry("same_person", 1, 7)), kinds) == ()
    decided = entry("set_kind", 1, None, kind="llc")
    assert misfits(read(entry("must_link", 1, 2), decided), kinds) == ()


NUMBERS = st.integers(1, 4)
LINKS = st.lists(
    st.tuples(st.sampled_from(("must_link", "cannot_link", "set_root")), NUMBERS, NUMBERS).filter(
        lambda told: told[1] != told[2]
    ),
    max_size=6,
)


@given(told=LINKS, order=st.randoms(use_true_random=False))
def test_whether_decisions_clash_does_not_depend_on_their_order(
    told: list[tuple[str, int, int]], order: Any
) -> None:
    entries = [entry(*one) for one in told]
    shuffled = list(entries)
    order.shuffle(shuffled)
    assert bool(problems(*entries)) == bool(problems(*shuffled))


@given(told=LINKS)
def test_what_is_not_refused_can_be_obeyed(told: list[tuple[str, int, int]]) -> None:
    """Believed literally, no two that are kept apart end under one owner, and no circle is left."""
    if problems(*(entry(*one) for one in told)):
        return
    above: dict[int, set[int]] = {n: {n} for n in range(1, 5)}
    for _ in above:
        for op, a, b in told:
            if op != "cannot_link":
                above[a] |= above[b]
    assert all(a not in above[b] for op, a, b in told if op != "cannot_link")
    assert all(not above[a] & above[b] for op, a, b in told if op == "cannot_link")


def test_what_joins_owners_becomes_evidence_and_nothing_else_does() -> None:
    found = override_evidence(
        read(
            entry("must_link", 1, 2, role="trustee", scope="{from: 2020-01-01, to: 2021-12-31}"),
            entry("set_root", 3, 4),
            entry("same_person", 5, 6),
            entry("cannot_link", 7, 8),
            entry("set_kind", 1, None, kind="trust"),
            entry("same_trade", ROW, OTHER_ROW),
        )
    )
    assert [(e.pattern, e.vehicle, e.controller, e.role) for e in found] == [
        ("must_link", "0000000001", "0000000002", LinkRole.TRUSTEE),
        ("set_root", "0000000003", "0000000004", LinkRole.CONTROLLER),
        ("same_person", "0000000006", "0000000005", LinkRole.SAME_PERSON),
    ]
    for item in found:
        assert (item.family, item.field, item.p) == (EvidenceFamily.OVERRIDE, "override", 1.0)
        assert (item.accession, item.vetoed, item.joint) == (None, False, False)
        assert (item.quote, item.start, item.end) == ("said so", 0, 7)
        assert item.known_from == instant_of(datetime(2026, 1, 31, tzinfo=NEW_YORK))
    assert (found[0].valid_from, found[0].valid_to) == (date(2020, 1, 1), date(2021, 12, 31))


def test_a_long_reason_is_quoted_as_far_as_a_quote_goes() -> None:
    (item,) = override_evidence(read(entry("must_link", reason="so " * 200)))
    assert (len(item.quote), item.end) == (300, 300)


def test_two_decisions_about_one_pair_are_two_pieces_of_evidence() -> None:
    found = override_evidence(
        read(entry("must_link", scope=EARLY), entry("must_link", scope=LATE), entry("set_root"))
    )
    assert len({item.key for item in found}) == 3


def test_a_kind_that_was_decided_stands_with_its_reason_and_any_other_with_its_name() -> None:
    filings = (filing(1, by=("ROE", "TRUST")), filing(2, by=(owner("FUND"),)))
    decided = read(entry("set_kind", cik("FUND"), None, kind="person", reason="a stage name"))
    plain = {state.cik: state for state in owner_states(filings)}
    found = {state.cik: state for state in owner_states(filings, decided)}
    fund = found.pop(cik("FUND"))
    assert (fund.kind, fund.kind_reason) == (OwnerKind.PERSON, "override: a stage name")
    assert plain.pop(cik("FUND")).kind is OwnerKind.LP
    assert found == plain


def test_the_shipped_list_is_sound_small_and_sourced() -> None:
    found = shipped_overrides()
    assert found.problems == ()
    assert 3 <= len(found.overrides) <= 8
    assert all(o.shipped and o.origin == "default.yaml" for o in found.overrides)
    assert not any(o.a.startswith("0099") for o in found.overrides)
    first = found.overrides[0]
    assert (first.a, first.b, first.role) == ("0001067983", "0000315090", LinkRole.SHAREHOLDER)
    assert first.known_from == end_of_filing_day(date(2020, 9, 28))


def test_an_entry_of_the_shipped_list_says_when_its_source_was_accepted() -> None:
    found = parse_overrides(EXAMPLE, "default.yaml", shipped=True)
    assert [problem.key for problem in found.problems] == ["accepted"]
    wrong = parse_overrides(
        EXAMPLE + "  accepted: 2026-01-31T10:00:00", "default.yaml", shipped=True
    )
    assert "ISO 8601 with its offset" in str(wrong.problems[0])
    sound = parse_overrides(
        EXAMPLE + "  accepted: 2026-01-30T10:00:00-05:00", "default.yaml", shipped=True
    )
    assert eastern(sound.overrides[0].known_from).isoformat() == "2026-01-30T10:00:00-05:00"


def test_the_shipped_list_quotes_what_the_filings_named_say_of_these_owners() -> None:
    if not CORPUS.is_dir():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")
    paths = (CORPUS / "ownership-xml").glob("*.xml")
    texts = {path.name: " ".join(unescape(path.read_text("latin-1")).split()) for path in paths}
    for override in shipped_overrides().overrides:
        _, _, quote = override.reason.partition(": ")
        saying = [
            name
            for name, text in texts.items()
            if quote in text and override.a in text and str(override.b) in text
        ]
        # One file is named by its issuer: its accession number stands in the filer's index.
        assert any(override.source in name or name.startswith("issuer") for name in saying)


def test_yaml_is_read_as_it_stands_and_never_as_numbers_or_truth() -> None:
    text = EXAMPLE.replace("cik:0099000001", "0010").replace("A. Person", "yes")
    assert "True" in str(yaml.safe_load(text))
    (found,) = parse_overrides(text, "mine.yaml").overrides
    assert (found.a, found.by) == (Cik("0000000010"), "yes")
    assert isinstance(found.known_from, int)
    assert found.known_from < Instant(2**62)
