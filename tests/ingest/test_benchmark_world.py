"""The generated year of the benchmarks: exact in size, and the same wherever it is made."""

import subprocess
import sys
from collections import Counter
from hashlib import blake2b
from pathlib import Path

import pytest

from benchmarks.world import filings
from graph_api.domain.codes import OwnerKind
from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.kinds import classify

REPOSITORY = Path(__file__).parents[2]
SIZE = 3_000
PRINT_DIGEST = f"""
from tests.ingest.test_benchmark_world import digest
print(digest({SIZE}))
"""


def digest(size: int) -> str:
    found = blake2b()
    for filing in filings(size):
        found.update(repr(filing).encode())
    return found.hexdigest()


@pytest.mark.parametrize("size", [1, 2, 7, 250, SIZE])
def test_the_filings_hold_exactly_as_many_transactions_as_asked_for(size: int) -> None:
    assert sum(len(filing.document.transactions) for filing in filings(size)) == size


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_another_process_with_another_hash_seed_makes_the_same_world(hash_seed: str) -> None:
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST],
        cwd=REPOSITORY,
        env={"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == digest(SIZE)


def test_another_seed_makes_another_world() -> None:
    assert [*filings(50, seed=1)] != [*filings(50, seed=2)]


def test_no_two_filings_share_an_accession_number_a_digest_or_a_row_key() -> None:
    year = [*filings(SIZE)]
    rows = [row.key for f in year for row in (*f.document.transactions, *f.document.holdings)]
    assert len({filing.accession for filing in year}) == len(year)
    assert len({filing.content_digest for filing in year}) == len(year)
    assert len(set(rows)) == len(rows)


def test_about_one_owner_in_seven_is_a_vehicle_and_none_is_where_vehicles_are_off() -> None:
    kinds = Counter(
        classify(owner.name).kind is OwnerKind.PERSON
        for owner in {o for filing in filings(SIZE) for o in filing.document.owners}
    )
    assert 0.10 < kinds[False] / kinds.total() < 0.20
    without = {o.name for f in filings(SIZE, vehicles=False) for o in f.document.owners}
    assert {classify(name).kind for name in without} == {OwnerKind.PERSON}


def corrected_lines(original: OwnershipFiling, amendment: OwnershipFiling) -> int:
    """Return how many lines differ in shares; where the numbers of lines differ, more than one."""
    lines, restated = original.document.transactions, amendment.document.transactions
    if len(lines) != len(restated):
        return abs(len(lines) - len(restated)) + 1
    return sum(line.shares != again.shares for line, again in zip(lines, restated, strict=True))


def test_every_amendment_restates_an_earlier_filing_and_corrects_one_line() -> None:
    year = [*filings(SIZE)]
    amendments = [filing for filing in year if filing.document.form_type.is_amendment]
    assert amendments
    for amendment in amendments:
        named = amendment.document.date_of_original_submission
        assert any(
            filing.filed_on == named
            and filing.document.owners == amendment.document.owners
            and corrected_lines(filing, amendment) == 1
            for filing in year
            if filing.accepted_at < amendment.accepted_at
        )
