"""Cluster ids: what to recompute, in clear text that needs no escaping in a URL.

``cl:d1~w14~0000320193~B~0000320193-25-000045~N~1`` reads: figures 1 of DEFAULT with a window of
14 days, issuer, side, and the row that was accepted first. A LOOKBACK adds its evaluation date.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import NamedTuple, cast

from graph_api.domain.codes import FormType, TransactionCode
from graph_api.domain.definitions import (
    ClusterDefinition,
    ClusterDirection,
    ClusterPreset,
    CountBasis,
    DateBasis,
    TradingPlanPolicy,
    WindowMode,
    differences,
    resolve_definition,
)
from graph_api.domain.identifiers import Cik, RowKey, parse_accession, parse_cik
from graph_api.errors import InvalidIdentifierError, QueryError

_PREFIX = "cl:"
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterIdentity:
    """What a cluster id stands for.

    Attributes:
        row: the row accepted first (ties by accession, table, ordinal) among the cluster's
            trades when the id was made; the id answers with the cluster that reports it.
        evaluation_date: last day of a LOOKBACK; None for ROLLING.
    """

    definition: ClusterDefinition
    issuer_cik: Cik
    direction: ClusterDirection
    row: RowKey
    evaluation_date: date | None


class _Field(NamedTuple):
    """How one parameter is written and read back; ``read`` may raise anything on bad text."""

    name: str
    write: Callable[[object], str]
    read: Callable[[str], object]


def _enum_field(name: str, kind: type[Enum], letters: str) -> _Field:
    members = dict(zip(letters, kind, strict=True))
    written = {member: letter for letter, member in members.items()}
    return _Field(name, lambda value: written[cast("Enum", value)], members.__getitem__)


def _set_field(name: str, kind: type[Enum]) -> _Field:
    def write(value: object) -> str:
        members = cast("frozenset[Enum]", value)
        return ".".join(sorted(member.value.replace("/", "") for member in members))

    by_text = {member.value.replace("/", ""): member for member in kind}
    return _Field(name, write, lambda text: frozenset(by_text[t] for t in text.split(".")))


def _amount_field(name: str) -> _Field:
    return _Field(name, lambda value: f"{cast('Decimal', value).normalize():f}", Decimal)


_FIELDS: Mapping[str, _Field] = {
    "w": _Field("window_days", str, int),
    "m": _enum_field("window_mode", WindowMode, "RL"),
    "d": _enum_field("date_basis", DateBasis, "TF"),
    "i": _Field("min_insiders", str, int),
    "c": _enum_field("count_basis", CountBasis, "BHR"),
    "k": _set_field("codes", TransactionCode),
    "f": _set_field("forms", FormType),
    "v": _amount_field("min_total_value"),
    "t": _amount_field("min_transaction_value"),
    "p": _enum_field("trading_plans", TradingPlanPolicy, "IEUMO"),
    "l": _Field("min_link_confidence", str, float),
}

_PRESETS = {"d1": ClusterPreset.DEFAULT, "f1": ClusterPreset.FINRADAR}
"""Numbered figures of each preset: changed figures get a new number, and old ids keep theirs."""

_TOKENS = {preset: token for token, preset in _PRESETS.items()}
_SIDES = {"B": ClusterDirection.BUY, "S": ClusterDirection.SELL}
_SIDE_LETTERS = {direction: letter for letter, direction in _SIDES.items()}


def encode(identity: ClusterIdentity) -> str:
    """Return the id of a cluster: about fifty characters for a preset."""
    parts = [
        _TOKENS[identity.definition.preset],
        *_changes(identity.definition),
        identity.issuer_cik,
        _SIDE_LETTERS[identity.direction],
        *identity.row.split("|"),
    ]
    if identity.evaluation_date is not None:
        parts.append(identity.evaluation_date.isoformat())
    return _PREFIX + "~".join(parts)


def decode(text: str) -> ClusterIdentity:
    """Return what an id stands for; only text that ``encode`` writes is accepted.

    Raises:
        InvalidIdentifierError: any other text.
    """
    try:
        identity = _read(text)
    except (ValueError, KeyError, InvalidOperation, QueryError) as error:
        raise _invalid(text) from error
    if encode(identity) != text:
        raise _invalid(text)
    return identity


def _invalid(text: str) -> InvalidIdentifierError:
    accepted = "an id that this service gave out, beginning with cl:"
    return InvalidIdentifierError(kind="cluster id", value=text[:100], accepted=accepted)


def _changes(definition: ClusterDefinition) -> list[str]:
    changed = differences(definition)
    return [
        letter + field.write(changed[field.name])
        for letter, field in _FIELDS.items()
        if field.name in changed
    ]


def _read(text: str) -> ClusterIdentity:
    if not text.startswith(_PREFIX) or len(text) > _LONGEST:
        raise ValueError(text)
    preset, *rest = text.removeprefix(_PREFIX).split("~")
    changes = [part for part in rest if part[:1] in _FIELDS]
    issuer, side, accession, table, ordinal, *day = rest[len(changes) :]
    definition = resolve_definition(_PRESETS[preset], dict(map(_read_change, changes)))
    return ClusterIdentity(
        definition=definition,
        issuer_cik=parse_cik(issuer),
        direction=_SIDES[side],
        row=RowKey(f"{parse_accession(accession)}|{_table(table)}|{_ordinal(ordinal)}"),
        evaluation_date=_read_day(day, definition),
    )


def _read_change(text: str) -> tuple[str, object]:
    field = _FIELDS[text[0]]
    return field.name, field.read(text[1:])


def _table(text: str) -> str:
    if text not in {"N", "D"}:
        raise ValueError(text)
    return text


def _ordinal(text: str) -> int:
    ordinal = int(text)
    if ordinal < 1:
        raise ValueError(text)
    return ordinal


def _read_day(day: list[str], definition: ClusterDefinition) -> date | None:
    if definition.window_mode is WindowMode.ROLLING:
        return None
    (text,) = day
    return date.fromisoformat(text)
