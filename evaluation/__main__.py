"""``python -m evaluation``: how well owners collapse, in tables; fails on an unrelated merge."""

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from random import Random

from rich.console import Console
from rich.table import Table

from evaluation.cases import CASES
from evaluation.counting import count
from evaluation.forms import filings_of
from evaluation.gold_set import GoldLink, GoldSet, Stratum, read_gold_set
from evaluation.measures import ENOUGH, Rate, rate
from evaluation.metamorphic import PROPERTIES, Filings, Property
from evaluation.real import by_issuer, corpus, real_filings
from evaluation.scoring import (
    Scored,
    calibration,
    claimed_without_evidence,
    groups_of_owners,
    kinds,
    precision,
    recall,
    recovered_without_text,
    scored_holders,
    scored_links,
    scored_texts,
    scored_windows,
    signatures,
    unrelated_merges,
)
from loaders.resolve import METHOD_VERSION

Row = tuple[str, str, str]


def main() -> int:
    """Print the tables; return 1 where strangers count as one, else 0."""
    console = Console(width=110 if not sys.stdout.isatty() else None)
    console.print(f"Method {METHOD_VERSION}, {datetime.now(tz=UTC):%Y-%m-%d}")
    merged: Sequence[GoldLink] = ()
    if corpus() is None:
        console.print(
            "No real filings here: name their folder in INSIDER_GRAPH_CORPUS. "
            "Nothing below is a measure of accuracy."
        )
    else:
        gold = read_gold_set()
        merged = unrelated_merges(gold)
        console.print(_table("Real filings", ("measure", "found", "target"), _real(gold, merged)))
    console.print(_table("Worked cases (synthetic: no accuracy)", _CASE_COLUMNS, _cases()))
    console.print(_table("Metamorphic properties", _PROPERTY_COLUMNS, _properties()))
    for link in merged:
        console.print(f"[red]unrelated owners count as one[/]: {link.vehicle}, {link.controller}")
    return 1 if merged else 0


def _table(title: str, columns: Iterable[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*row)
    return table


def _real(gold: GoldSet, merged: Sequence[GoldLink]) -> Iterable[Row]:
    owners, texts = scored_links(gold), scored_texts(gold)
    yield f"filings at {len(by_issuer())} issuers", str(len(real_filings())), ""
    yield "pairs of unrelated owners that count as one", str(len(merged)), "0, at any n"
    yield "links between reporting owners: precision", _shown(precision(owners)), "0.98"
    yield "links between reporting owners: recall", _shown(recall(owners)), "0.95"
    yield (
        "the same links, notes hidden (silver): recall",
        _shown(recovered_without_text(owners)),
        "",
    )
    groups = groups_of_owners(gold)
    found = "not known" if groups is None else "{:.3f}, {:.3f}, {:.3f}".format(*groups)
    yield "owners grouped, B-cubed precision, recall, F1", found, "F1 0.95"
    yield "claimed although no filing tells", _shown(claimed_without_evidence(owners)), ""
    yield "texts, as though all named filed: precision", _shown(precision(texts)), "0.98"
    for stratum in (Stratum.EXPLICIT_TEXT, Stratum.CHAIN):
        inside = [item for item in texts if item.link.stratum is stratum]
        yield f"texts, {stratum.value}: recall", _shown(recall(inside)), _recall_target(stratum)
    yield "texts: claimed although no filing tells", _shown(claimed_without_evidence(texts)), ""
    yield "texts: calibration error", _error(texts), "0.05"
    yield from _counts(gold)


def _counts(gold: GoldSet) -> Iterable[Row]:
    windows = scored_windows(gold)
    exact = rate(w.units == w.window.true_units for w in windows)
    near = rate(abs(w.units - w.window.true_units) <= 1 for w in windows)
    within = rate(w.least <= w.window.true_units <= w.most for w in windows)
    trades = rate(w.trades == w.window.true_trades for w in windows)
    yield "windows: owner units exact", _shown(exact), "0.97"
    yield "windows: owner units within one", _shown(near), "0.995"
    yield "windows: true units within least and most", _shown(within), "0.99"
    yield "windows: trades exact", _shown(trades), ""
    holders = scored_holders(gold)
    named = [holder for holder in holders if holder.found]
    yield "holders of rows: right where one is named", _shown(rate(h.is_right for h in named)), ""
    yield "holders of rows: named at all", _shown(rate(bool(h.found) for h in holders)), ""
    yield "person or entity, by name", _shown(kinds(gold)), "0.99"
    read = signatures(gold)
    yield "signatures for an entity: signer seen", _shown(read.seen), ""
    yield "signatures by power of attorney: silent", _shown(read.silent), ""


def _recall_target(stratum: Stratum) -> str:
    return "0.95" if stratum is Stratum.EXPLICIT_TEXT else ""


def _shown(found: Rate) -> str:
    few = "" if found.n >= ENOUGH or not found.n else f"  (n < {ENOUGH}: no rate yet)"
    return f"{found}{few}"


def _error(scored: Sequence[Scored]) -> str:
    error = calibration(scored)
    return "not known" if error is None else f"{error:.3f}"


_CASE_COLUMNS = ("case", "ways", "counted right")


def _cases() -> Iterable[Row]:
    for number in sorted({case.number for case in CASES}):
        told = [case for case in CASES if case.number == number]
        right = 0
        for case in told:
            found = count(filings_of(case.forms), direction=case.direction)
            right += (found.trades, found.units) == (case.trades, case.units)
        yield str(number), str(len(told)), str(right)


_PROPERTY_COLUMNS = ("property", "worked cases", "real issuers")


def _properties() -> Iterable[Row]:
    worked = [filings_of(case.forms) for case in CASES]
    real = list(by_issuer().values())
    for rule in PROPERTIES:
        yield f"{rule.number} {rule.title}", _held(rule, worked), _held(rule, real)


def _held(rule: Property, groups: Sequence[Filings]) -> str:
    held = sum(not list(rule.check(filings, Random(n))) for n, filings in enumerate(groups))
    return f"{held} of {len(groups)}"


if __name__ == "__main__":
    sys.exit(main())
