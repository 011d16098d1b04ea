"""Derived facts ⇄ rows of the graph: what to create, and what to compare with."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import cast

import orjson

from graph_api.bolt.values import decimal_text, scaled
from graph_api.domain.codes import OwnerKind
from graph_api.domain.derived import Derived, HeldBy
from graph_api.domain.links import Evidence, OwnershipLink
from graph_api.domain.trades import EconomicTrade, Repair, TradeReporter
from graph_api.store.rows import Properties, stated

Identity = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One derived fact: what it is compared by, and the row that creates it.

    For a node the identity is its key and digest, for an edge everything it says.
    """

    identity: Identity
    row: Properties


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of derived fact, named as its statements under ``derived/``.

    Attributes:
        identity_of: a stored row → its identity.
        records: what follows from the filings now.
        removable: False where only properties of a filed node are set, never taken away.
        create: record → the statement that creates it; by default ``<name>_create``.
    """

    name: str
    identity_of: Callable[[Mapping[str, object]], Identity]
    records: tuple[Record, ...]
    removable: bool = True
    create: Callable[[Record], str] | None = None


def digest_of(value: object) -> str:
    """Return a digest of plain values, the same whatever the order of keys."""
    canonical = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    return blake2b(canonical, digest_size=16).hexdigest()


def kinds(derived: Derived) -> tuple[Kind, ...]:
    """Return every kind of derived fact in an order in which all of them can be created."""
    roots = sorted({edge.root for edge in derived.resolves_to})
    transactions = {row for trade in derived.trades for row in trade.rows}
    on_transactions = [edge for edge in derived.held_by if edge.row in transactions]
    on_holdings = [edge for edge in derived.held_by if edge.row not in transactions]
    return (
        _nodes(
            "holders",
            [
                ({"key": h.key}, {"reporterCik": h.reporter, "name": h.name})
                for h in derived.holders
            ],
        ),
        _nodes(
            "beneficial_owners",
            [({"key": f"bo:{cik}"}, {"id": f"bo:{cik}", "cik": cik}) for cik in roots],
            key="id",
        ),
        Kind(
            "owners",
            _owner_identity,
            tuple(_owner_record(o.cik, o.kind, o.kind_reason, o.names) for o in derived.owners),
            removable=False,
            create=_owner_statement,
        ),
        Kind(
            "issuers",
            _issuer_identity,
            tuple(_issuer_record(i.cik, i.names) for i in derived.issuers),
            removable=False,
        ),
        _nodes("evidence", [_evidence(item) for item in derived.evidence]),
        replace(
            _nodes("links", [_link(link) for link in (*derived.links, *derived.holder_links)]),
            create=_link_statement,
        ),
        _whole(
            "links_of_holders",
            [{"source": link.key, "target": link.vehicle} for link in derived.holder_links],
        ),
        _nodes("trades", [_trade(trade) for trade in derived.trades]),
        _held_by("transactions", on_transactions, by_owner=True),
        _held_by("transactions", on_transactions, by_owner=False),
        _held_by("holdings", on_holdings, by_owner=True),
        _held_by("holdings", on_holdings, by_owner=False),
        _whole(
            "amends",
            [
                {
                    "source": edge.amendment,
                    "target": edge.original,
                    "scope": [part.value for part in edge.scope],
                    "knownFrom": edge.known_from,
                    "knownTo": edge.known_to,
                }
                for edge in derived.amends
            ],
        ),
        _edges(
            "supersedes",
            [(s.later, s.earlier, s.known_from, s.known_to) for s in derived.supersedes],
        ),
        _edges(
            "aggregates", [(a.whole, a.part, a.known_from, a.known_to) for a in derived.aggregates]
        ),
        _edges(
            "resolves_to",
            [(r.owner, f"bo:{r.root}", r.known_from, r.known_to) for r in derived.resolves_to],
        ),
        _whole("controlled_by", [{**_edge(x), "part": x.part} for x in derived.links]),
        _whole("holders_controlled_by", [_edge(x) for x in derived.holder_links]),
        _whole(
            "insider_of",
            [
                {
                    "source": edge.owner,
                    "target": edge.issuer,
                    "n": edge.filings,
                    "first": edge.first.isoformat(),
                    "last": edge.last.isoformat(),
                    "roles": [role.value for role in edge.roles],
                }
                for edge in derived.insider_of
            ],
        ),
    )


def _nodes(name: str, rows: Iterable[tuple[Properties, Properties]], key: str = "key") -> Kind:
    """Return a kind of nodes from (key and attachments, properties)."""
    records = []
    for attached, properties in rows:
        digest = digest_of([attached, {k: _plain(v) for k, v in properties.items()}])
        whole = {key: attached["key"], **stated(properties), "digest": digest}
        records.append(Record((attached["key"], digest), {**attached, "properties": whole}))
    return Kind(name, lambda row: (row["key"], row["digest"]), tuple(records))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _edges(name: str, edges: Iterable[tuple[str, str, int, int]]) -> Kind:
    columns = ("source", "target", "knownFrom", "knownTo")
    return _whole(name, [dict(zip(columns, edge, strict=True)) for edge in edges])


def _whole(name: str, rows: Iterable[Properties]) -> Kind:
    """Return a kind of edges that are compared by everything they say."""
    return Kind(name, whole_identity, tuple(Record(whole_identity(row), row) for row in rows))


def whole_identity(row: Mapping[str, object]) -> Identity:
    """Return every column of an edge, lists as tuples, in order of their names."""
    return tuple(
        tuple(value) if isinstance(value, list) else value for _, value in sorted(row.items())
    )


def _edge(link: OwnershipLink) -> Properties:
    """Return a link as one edge from vehicle to controller."""
    return {
        "source": link.vehicle,
        "target": link.controller,
        "knownFrom": link.known_from,
        "knownTo": link.known_to,
        "role": link.role.value,
        "state": link.state.value,
        "p": link.p,
    }


def _link_statement(record: Record) -> str:
    """Return the statement for a link: holders have a bar in their key, reporting owners none."""
    return "holder_links_create" if "|" in str(record.row["vehicle"]) else "links_create"


def _held_by(rows: str, edges: Sequence[HeldBy], *, by_owner: bool) -> Kind:
    return _edges(
        f"{rows}_held_by_{'owners' if by_owner else 'holders'}",
        [
            (edge.row, target, edge.known_from, edge.known_to)
            for edge in edges
            if (target := edge.owner if by_owner else edge.holder) is not None
        ],
    )


def owner_properties(kind: OwnerKind, reason: str, names: Sequence[tuple[str, int]]) -> Properties:
    """Return what is derived about a reporting owner and kept on its node."""
    return {
        "kind": kind.value,
        "kindReason": reason,
        "names": [name for name, _ in names],
        "namesKnownFrom": [instant for _, instant in names],
    }


def issuer_properties(names: Sequence[tuple[str, str | None, int]]) -> Properties:
    """Return what is derived about an issuer and kept on its node; no symbol is empty text."""
    return {
        "names": [name for name, _, _ in names],
        "symbols": [symbol or "" for _, symbol, _ in names],
        "namesKnownFrom": [instant for _, _, instant in names],
    }


def _owner_record(
    cik: str, kind: OwnerKind, reason: str, names: Sequence[tuple[str, int]]
) -> Record:
    properties = owner_properties(kind, reason, names)
    return Record(
        _owner_identity({"cik": cik, **properties}), {"cik": cik, "properties": properties}
    )


def _owner_statement(record: Record) -> str:
    properties = cast("Properties", record.row["properties"])
    return "persons_create" if properties["kind"] == OwnerKind.PERSON.value else "vehicles_create"


def _owner_identity(row: Mapping[str, object]) -> Identity:
    return (
        row["cik"],
        row["kind"],
        row["kindReason"],
        _tuple(row["names"]),
        _tuple(row["namesKnownFrom"]),
    )


def _issuer_record(cik: str, names: Sequence[tuple[str, str | None, int]]) -> Record:
    properties = issuer_properties(names)
    return Record(
        _issuer_identity({"cik": cik, **properties}), {"cik": cik, "properties": properties}
    )


def _issuer_identity(row: Mapping[str, object]) -> Identity:
    return (row["cik"], _tuple(row["names"]), _tuple(row["symbols"]), _tuple(row["namesKnownFrom"]))


def _tuple(value: object) -> tuple[object, ...]:
    return tuple(cast("Sequence[object]", value or ()))


def _evidence(item: Evidence) -> tuple[Properties, Properties]:
    return (
        {"key": item.key, "accession": item.accession},
        {
            "family": item.family.value,
            "accession": item.accession,
            "vehicle": item.vehicle,
            "controller": item.controller,
            "knownFrom": item.known_from,
            "knownTo": item.known_to,
            "validFrom": item.valid_from.isoformat() if item.valid_from else None,
            "validTo": item.valid_to.isoformat() if item.valid_to else None,
            "role": item.role.value,
            "joint": item.joint,
            "field": item.field,
            "footnoteId": item.footnote_id,
            "rowKey": item.row_key,
            "start": item.start,
            "end": item.end,
            "quote": item.quote,
            "pattern": item.pattern,
            "p": item.p,
            "vetoed": item.vetoed,
        },
    )


def _link(link: OwnershipLink) -> tuple[Properties, Properties]:
    return (
        {
            "key": link.key,
            "vehicle": link.vehicle,
            "controller": link.controller,
            "evidence": list(link.evidence),
        },
        {
            "vehicle": link.vehicle,
            "controller": link.controller,
            "role": link.role.value,
            "state": link.state.value,
            "p": link.p,
            "certain": link.certain,
            "joint": link.joint,
            "stoppedBy": link.stopped_by and link.stopped_by.value,
            "validFrom": link.valid_from.isoformat() if link.valid_from else None,
            "validTo": link.valid_to.isoformat() if link.valid_to else None,
            "issuer": link.issuer,
            "partFrom": link.part_from.isoformat() if link.part_from else None,
            "knownFrom": link.known_from,
            "knownTo": link.known_to,
        },
    )


def _repair(repair: Repair) -> tuple[str, str, str, str]:
    """Return a repair as four texts; empty where nothing is used instead."""
    return repair.field, repair.reported, repair.effective or "", repair.reason


def _marks(reporters: Iterable[TradeReporter]) -> str | None:
    """Return what is special about reporters, apart by commas; None where nothing is.

    ``H`` or ``O`` for their naming, ``T`` for a trust company.
    """
    marks = [
        (reporter.naming.value if reporter.naming else "") + ("T" if reporter.trust_company else "")
        for reporter in reporters
    ]
    return ",".join(marks) if any(marks) else None


def _trade(trade: EconomicTrade) -> tuple[Properties, Properties]:
    shares, price, value = scaled(trade.shares), scaled(trade.price), trade.value
    return (
        {"key": trade.key, "issuerCik": trade.issuer_cik, "rows": list(trade.rows)},
        {
            "tradeId": trade.trade_id,
            "knownFrom": trade.known_from,
            "knownTo": trade.known_to,
            "issuerCik": trade.issuer_cik,
            "table": trade.table.value,
            "equityClass": trade.equity_class.value,
            "code": trade.code.value,
            "acquiredDisposed": trade.acquired_disposed and trade.acquired_disposed.value,
            "contradictory": trade.contradictory,
            "equitySwap": trade.equity_swap,
            "formTypes": [form.value for form in trade.form_types],
            "transactionDate": trade.transaction_date,
            "filedOn": trade.filed_on,
            "acceptedAt": trade.accepted_at,
            "shares": shares,
            "sharesText": decimal_text(trade.shares) if shares is None else None,
            "price": price,
            "priceText": decimal_text(trade.price) if price is None else None,
            "valueRounded": None if value is None else scaled(round(value, 0)),
            "priceQuality": trade.price_quality.value,
            "currency": trade.currency,
            "plan": trade.plan.value,
            "holders": list(trade.holders),
            "reporterCiks": [reporter.cik for reporter in trade.reporters],
            "reporterRoles": [
                ",".join(role.value for role in reporter.roles) for reporter in trade.reporters
            ],
            "accessions": list(trade.accessions),
            "rows": list(trade.rows),
            "rowCount": len(trade.rows),
            "filingCount": trade.filing_count,
            "reporterForms": [
                ",".join(str(index) for index in reporter.forms) for reporter in trade.reporters
            ],
            "reporterMarks": _marks(trade.reporters),
            "void": trade.void,
            "orphan": trade.orphan,
            "gates": [gate.value for gate in trade.gates],
            "aggregates": list(trade.aggregates),
            "repairs": [text for repair in trade.repairs for text in _repair(repair)],
            "lookalikes": list(trade.lookalikes),
            "effectiveRow": trade.effective_row,
        },
    )
