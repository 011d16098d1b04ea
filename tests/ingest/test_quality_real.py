"""Quality of real filings: nothing in them is doubted that is right."""

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from graph_api.domain.codes import PriceQuality
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.instants import OPEN_END
from graph_api.domain.plans import Plan, plan_of
from graph_api.domain.price_ranges import stated_range
from graph_api.errors import MalformedFilingError
from loaders.filings import read_filing
from loaders.manifest import read_manifest
from loaders.resolve.quality import Quality
from loaders.sources import documents

CORPUS = Path(
    os.environ.get("INSIDER_GRAPH_CORPUS", Path(__file__).parents[2].parent / "shared" / "edgar")
)
FOLDERS = ("ownership-xml", "submission-txt")
BEYOND_THEIR_RANGE = {"0001127602-15-028697|N|2"}
"""Prices that contradict their own footnote, though by a few per cent."""


@pytest.fixture(autouse=True)
def _corpus() -> None:
    if not CORPUS.is_dir():
        pytest.skip("real filings not found: set INSIDER_GRAPH_CORPUS")


@cache
def filings() -> tuple[OwnershipFiling, ...]:
    manifest = read_manifest(CORPUS / "manifest.csv")
    found: list[OwnershipFiling] = []
    for document in documents(CORPUS / folder for folder in FOLDERS):
        with suppress(MalformedFilingError):
            entry = manifest.find(document.name)
            found.append(read_filing(document.read(), document.name, entry, address_key=b"key"))
    return tuple(found)


def test_no_figure_of_the_filings_at_hand_is_repaired_or_doubted() -> None:
    quality = Quality(filings())
    for filing in filings():
        for row in filing.document.transactions:
            figures = quality.of(row.key, OPEN_END)
            assert figures.repairs == ()
            assert quality.instants(row.key) == ()
            assert figures.transaction_date == row.transaction_date.value
            assert figures.currency is None
            if figures.price_quality is not PriceQuality.MISSING:
                assert figures.price == row.price_per_share.value


def test_every_price_lies_within_the_range_that_its_footnotes_tell() -> None:
    told, beyond = 0, set()
    for filing in filings():
        texts = {note.id: note.text for note in filing.document.footnotes}
        for row in filing.document.transactions:
            price, notes = row.price_per_share
            prices = stated_range(texts[note] for note in notes if note in texts)
            if price is not None and prices is not None:
                told += 1
                beyond |= set() if prices.low <= price <= prices.high else {row.key}
    assert told >= 200
    assert beyond == BEYOND_THEIR_RANGE


def test_the_plans_of_the_filings_at_hand_are_read_with_their_days() -> None:
    plans = [plan for filing in filings() for plan in _plans(filing)]
    told = [plan for plan in plans if plan.quote is not None]
    assert len(told) >= 240
    assert {plan.status.value for plan in told} == {"PLANNED"}
    dated = [plan for plan in told if " on " in (plan.quote or "").partition("adopted")[2]]
    assert len(dated) >= 80
    assert all(plan.adopted_on is not None for plan in dated)


def _plans(filing: OwnershipFiling) -> list[Plan]:
    texts = {note.id: note.text for note in filing.document.footnotes}
    remarks = [filing.document.remarks] if filing.document.remarks else []
    return [
        plan_of(
            box=filing.document.plan_box,
            texts=[*(texts[note] for note in row.footnote_ids() if note in texts), *remarks],
        )
        for row in filing.document.transactions
    ]
