"""The figures of one cluster, computed from its trades and their owner sets."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import compress
from typing import NamedTuple

from graph_api.domain.cluster import Cluster, Criterion
from graph_api.domain.cluster_ids import ClusterIdentity, encode
from graph_api.domain.codes import TradingPlanStatus
from graph_api.domain.definitions import (
    ClusterDefinition,
    ClusterStatus,
    CountBasis,
    WindowMode,
)
from graph_api.domain.identifiers import RowKey
from graph_api.domain.instants import Instant
from graph_api.domain.owner_sets import OwnerSet, OwnerSets
from graph_api.domain.owner_units import Units, owner_units
from graph_api.domain.owners import Reading, Span
from graph_api.domain.participants import (
    Cast,
    has_c_suite,
    has_officer,
    roles_of,
    signed_shares,
)
from graph_api.domain.qualifying import Side, owners_of
from graph_api.domain.sides import SideNow
from graph_api.domain.sums import Sums
from graph_api.domain.tapes import ZERO, Tape, in_order
from graph_api.domain.trades import EconomicTrade
from graph_api.domain.windows import Episode

_FOUR_PLACES = Decimal("0.0001")


class InsiderCounts(NamedTuple):
    """Owner units of an episode under the three readings of the links."""

    units: Units
    least: int
    most: int


def cluster_of(
    side: Side,
    now: SideNow,
    episode: Episode,
    definition: ClusterDefinition,
    *,
    sums: Sums,
    evaluation_date: date,
    detected_at: Instant,
) -> Cluster:
    """Return the cluster that ``episode`` of ``side`` is."""
    trades = tuple(now.tape.trades[episode.start : episode.stop])
    first, last = now.tape.span(episode.start, episode.stop)
    values = now.tape.values[episode.start : episode.stop]
    total = sum(values, ZERO)
    as_filed = sorted((*trades, *sums.of(trades)), key=in_order(definition))
    rows = {row for trade in as_filed for row in trade.rows}
    ciks = {cik for trade in trades for cik in owners_of(trade)}
    roles = roles_of(trades, ciks)
    sets = now.owners.of_all(trades, CountBasis.BENEFICIAL_OWNER, Reading.HEADLINE, (first, last))
    cast = Cast(trades, values, sets, now.owners.roots, (first, last))
    counts = _count(trades, sets, cast, now.owners, (first, last))
    return Cluster(
        id=encode(_identity(side, trades, definition, evaluation_date)),
        issuer_cik=side.issuer_cik,
        direction=side.direction,
        definition=definition,
        status=_status(last, definition, evaluation_date),
        qualifying_count=episode.best.insiders,
        insider_count=len(counts.units.chosen),
        insider_count_exact=counts.units.exact,
        insider_count_min=counts.least,
        insider_count_max=counts.most,
        reporting_owner_count=len(ciks),
        transaction_count=len(trades),
        reported_row_count=len(rows),
        filing_count=len({row.partition("|")[0] for row in rows}),
        total_value=total,
        unpriced_transaction_count=sum(trade.value is None for trade in trades),
        net_shares=sum(map(signed_shares, trades), ZERO),
        average_price=_average_price(trades, total),
        first_date=first,
        last_date=last,
        span_days=(last - first).days + 1,
        detected_at=detected_at,
        includes_officer=has_officer(roles),
        includes_c_suite=has_c_suite(roles),
        plan_value_share=_share(trades, values, TradingPlanStatus.PLANNED),
        plan_unknown_value_share=_share(trades, values, TradingPlanStatus.UNKNOWN),
        participants=cast.participants(counts.units.chosen),
        trades=trades,
        as_filed=tuple(as_filed),
        criteria=tuple(_criteria(now.tape, episode, definition)),
    )


def _count(
    trades: Sequence[EconomicTrade],
    sets: Sequence[OwnerSet],
    cast: Cast,
    owners: OwnerSets,
    span: Span,
) -> InsiderCounts:
    headline = owner_units(sets, cast.preference())
    if not owners.are_linked(trades):
        return InsiderCounts(headline, headline.lower_bound, len(headline.chosen))

    def under(reading: Reading) -> Units:
        others = owners.of_all(trades, CountBasis.BENEFICIAL_OWNER, reading, span)
        return owner_units(others, prefer=str)

    # A link can replace an entity by a person, and so raise a count: hence both limits.
    return InsiderCounts(
        units=headline,
        least=min(headline.lower_bound, under(Reading.PROBABLE_HELD).lower_bound),
        most=max(len(headline.chosen), len(under(Reading.CERTAIN_ONLY).chosen)),
    )


def _identity(
    side: Side,
    trades: Sequence[EconomicTrade],
    definition: ClusterDefinition,
    evaluation_date: date,
) -> ClusterIdentity:
    is_lookback = definition.window_mode is WindowMode.LOOKBACK
    return ClusterIdentity(
        definition=definition,
        issuer_cik=side.issuer_cik,
        direction=side.direction,
        row=min(trades, key=lambda trade: (trade.accepted_at, *_place(trade.trade_id))).trade_id,
        evaluation_date=evaluation_date if is_lookback else None,
    )


def _place(row: RowKey) -> tuple[str, str, int]:
    accession, table, ordinal = row.split("|")
    return accession, table, int(ordinal)


def _status(last: date, definition: ClusterDefinition, evaluation_date: date) -> ClusterStatus:
    is_open = (evaluation_date - last).days < definition.window_days
    return ClusterStatus.OPEN if is_open else ClusterStatus.CLOSED


def _average_price(trades: Iterable[EconomicTrade], total: Decimal) -> Decimal | None:
    priced = (trade.shares or ZERO for trade in trades if trade.value is not None)
    shares = sum(priced, ZERO)
    return (total / shares).quantize(_FOUR_PLACES) if shares else None


def _share(
    trades: Sequence[EconomicTrade], values: Sequence[Decimal], status: TradingPlanStatus
) -> Decimal:
    part = sum(compress(values, (trade.plan is status for trade in trades)), ZERO)
    return (part / sum(values, ZERO)).quantize(_FOUR_PLACES) if part else ZERO


def _criteria(tape: Tape, episode: Episode, definition: ClusterDefinition) -> Iterator[Criterion]:
    best = episode.best
    first, last = tape.span(best.start, best.stop)
    days = (last - first).days + 1
    yield _at_least("minInsiders", definition.min_insiders, best.insiders)
    yield Criterion(
        name="windowDays",
        threshold=str(definition.window_days),
        measured=str(days),
        passed=days <= definition.window_days,
    )
    if definition.min_total_value is not None:
        yield _at_least("minTotalValue", definition.min_total_value, best.value)
    if definition.min_transaction_value is not None:
        smallest = min(tape.owner_days[best.start : best.stop])
        yield _at_least("minTransactionValue", definition.min_transaction_value, smallest)


def _at_least(name: str, threshold: Decimal | int, measured: Decimal | int) -> Criterion:
    return Criterion(
        name=name,
        threshold=_plain(threshold),
        measured=_plain(measured),
        passed=measured >= threshold,
    )


def _plain(number: Decimal | int) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)
