"""Trades of a few fictional forms, resolved with links and decisions that a test writes down."""

from collections.abc import Sequence

from graph_api.domain.filing import OwnershipFiling
from graph_api.domain.identifiers import RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.links import LinkRole, LinkState, OwnershipLink
from graph_api.domain.overrides import Override, OverrideOp
from graph_api.domain.trades import EconomicTrade, Gate
from loaders.resolve.holders import resolve_holders
from loaders.resolve.quality import Quality
from loaders.resolve.trades import ResolvedTrades, resolve_trades
from tests.ingest.documents import Row
from tests.ingest.resolve_world import PERSONS, buy, cik, filing

EVER = Instant(0)
PEOPLE = frozenset(cik(name) for name in PERSONS)
SEE: Row = {"ownership_form": "I", "nature_of_ownership": "See footnote"}


def by(nature: str) -> Row:
    """Return how a row is held, indirectly."""
    return {"ownership_form": "I", "nature_of_ownership": nature}


def after(balance: object) -> Row:
    """Return the position after a row."""
    return {"shares_owned_following": balance}


def link(
    vehicle: str,
    controller: str,
    known_from: Instant = EVER,
    known_to: Instant = OPEN_END,
    state: LinkState = LinkState.ACCEPTED,
) -> OwnershipLink:
    return OwnershipLink(
        vehicle=cik(vehicle),
        controller=cik(controller),
        role=LinkRole.MANAGER,
        state=state,
        p=0.95,
        certain=True,
        joint=False,
        valid_from=None,
        valid_to=None,
        known_from=known_from,
        known_to=known_to,
        evidence=(),
    )


def resolved(
    *filings: OwnershipFiling,
    links: Sequence[OwnershipLink] = (),
    overrides: Sequence[Override] = (),
) -> ResolvedTrades:
    return resolve_trades(
        filings,
        resolve_holders(filings).owners_by_row(),
        quality=Quality(filings),
        links=links,
        persons=PEOPLE,
        overrides=overrides,
    )


def live(
    *filings: OwnershipFiling,
    links: Sequence[OwnershipLink] = (),
    overrides: Sequence[Override] = (),
) -> list[EconomicTrade]:
    """Return the newest versions."""
    found = resolved(*filings, links=links, overrides=overrides).trades
    return [trade for trade in found if trade.known_to == OPEN_END]


def short(row: str) -> str:
    """Return a row key as ``filing.row``."""
    return f"{int(row[14:20])}.{row.rpartition('|')[2]}"


def groups(*filings: OwnershipFiling, **told: Sequence[object]) -> list[list[str]]:
    """Return the rows of each trade."""
    return [[short(row) for row in trade.rows] for trade in live(*filings, **told)]  # type: ignore[arg-type]


def are_one(*filings: OwnershipFiling, **told: Sequence[object]) -> bool:
    """Return whether the first rows of all filings are one trade, and the others alike."""
    found = groups(*filings, **told)
    assert all(len(rows) in {1, len(filings)} for rows in found)
    return len(found[0]) == len(filings)


def gates_of(*filings: OwnershipFiling, **told: Sequence[object]) -> set[Gate]:
    return {gate for trade in live(*filings, **told) for gate in trade.gates}  # type: ignore[arg-type]


OWNED = [link("FUND", "DOE"), link("MANAGER", "DOE"), link("GP", "DOE")]
"""Doe stands behind the fund, its general partner and its manager."""

POSITION = after(90_000)
"""A balance that the rows alone do not explain."""


def pair(
    left: Row, right: Row, owners: tuple[Sequence[str], Sequence[str]], **facts: object
) -> tuple[OwnershipFiling, OwnershipFiling]:
    """Return two forms with a row each."""
    return (
        filing(1, left, by=owners[0], **facts),  # type: ignore[arg-type]
        filing(2, right, by=owners[1], **facts),  # type: ignore[arg-type]
    )


TWO_ROWS = (buy(0, 100, **SEE, **POSITION), buy(0, 300, 11, **SEE, **after(90_300)))


def fills(count: int, balance: object = None) -> list[Row]:
    """Return fills of one day; running balances where none is given for the evening."""
    return [
        buy(0, 100 + n % 7, 20 + n % 5, **after(50_000 + 100 * n if balance is None else balance))
        for n in range(count)
    ]


def decision(op: OverrideOp, a: RowKey, b: RowKey, known_from: Instant = EVER) -> Override:
    return Override(
        op=op,
        a=a,
        b=b,
        role=None,
        kind=None,
        issuer=None,
        valid_from=None,
        valid_to=None,
        known_from=known_from,
        reason="Read by hand.",
        source="0099999999-26-000001",
        by="a reader",
        origin="overrides.yaml",
        line=1,
    )
