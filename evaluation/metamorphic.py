"""Changes to a set of filings whose effect on the count is known without knowing the truth.

Each property changes filings, resolves both sets and says what differs though it should not.
It holds for generated worlds and for real filings alike (specification G).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from decimal import Decimal
from hashlib import blake2b
from random import Random
from typing import TypeAlias

from evaluation.counting import Counted, Side, figures, roots_of
from evaluation.forms import cik_of
from graph_api.domain.codes import FormType, OwnerKind, OwnershipForm
from graph_api.domain.derived import Derived
from graph_api.domain.filing import (
    Footnote,
    OwnerAddress,
    OwnerAsFiled,
    OwnershipFiling,
    Reported,
    ReportedHolding,
    ReportedTransaction,
    Signature,
)
from graph_api.domain.identifiers import AccessionNumber, Cik, RowKey
from graph_api.domain.instants import OPEN_END, Instant
from graph_api.domain.kinds import classify
from graph_api.domain.links import LinkRole, LinkState
from graph_api.domain.names import parse_person_name
from graph_api.domain.overrides import Override, OverrideOp
from graph_api.domain.owners import OwnerRoots
from loaders.resolve import resolve

Filings: TypeAlias = tuple[OwnershipFiling, ...]
Figures: TypeAlias = dict[Side, tuple[Counted, ...]]
Check: TypeAlias = Callable[[Filings, Random], Iterator[str]]

SECOND = 1_000_000
DISCLAIMER = (
    "Each reporting person disclaims beneficial ownership of the reported securities except to "
    "the extent of its pecuniary interest therein, and this report shall not be deemed an "
    "admission that the reporting person is the beneficial owner of the securities."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property: its number in the specification, what it says, and how it is checked."""

    number: int
    title: str
    check: Check


# What is changed, and how.


def renumbered(filing: OwnershipFiling, accession: AccessionNumber) -> OwnershipFiling:
    """Return the same form under another accession number, accepted a second later."""
    document = filing.document

    def key(row: ReportedTransaction | ReportedHolding) -> RowKey:
        return RowKey(f"{accession}|{row.key.partition('|')[2]}")

    return replace(
        filing,
        accession=accession,
        accepted_at=Instant(filing.accepted_at + SECOND),
        document=replace(
            document,
            transactions=tuple(replace(row, key=key(row)) for row in document.transactions),
            holdings=tuple(replace(row, key=key(row)) for row in document.holdings),
        ),
        content_digest=blake2b(accession.encode(), digest_size=16).hexdigest(),
    )


def new_accession(number: int = 1) -> AccessionNumber:
    """Return an accession number that no filing has."""
    return AccessionNumber(f"0099999990-99-{number:06d}")


def by_owners(filing: OwnershipFiling, owners: Sequence[OwnerAsFiled]) -> OwnershipFiling:
    """Return the form with other reporting owners."""
    return replace(filing, document=replace(filing.document, owners=tuple(owners)))


def with_note(filing: OwnershipFiling, text: str) -> OwnershipFiling:
    """Return the form with one more footnote, attached to no row."""
    notes = filing.document.footnotes
    note = Footnote(id=f"F{len(notes) + 100}", text=text)
    return replace(filing, document=replace(filing.document, footnotes=(*notes, note)))


def is_person(owner: OwnerAsFiled) -> bool:
    """Return whether an owner's name is that of a natural person."""
    return classify(owner.name).kind is OwnerKind.PERSON


def spoken(owner: OwnerAsFiled) -> str:
    """Return a person's name as prose writes it."""
    name = parse_person_name(owner.name)
    return " ".join((*name.given, name.surname)).title()


def _originals(filings: Filings) -> list[OwnershipFiling]:
    return [f for f in filings if f.document.form_type is FormType.FORM_4]


def _sampled(
    items: Sequence[OwnershipFiling], chance: Random, most: int = 3
) -> list[OwnershipFiling]:
    return chance.sample(list(items), min(most, len(items)))


def _figures(filings: Iterable[OwnershipFiling], overrides: Sequence[Override] = ()) -> Figures:
    return figures(resolve(tuple(filings), overrides))


def _units(found: Figures) -> dict[Side, int]:
    return {side: sum(episode.units for episode in episodes) for side, episodes in found.items()}


def _differing(before: Figures, after: Figures, what: str) -> Iterator[str]:
    for side in sorted(before.keys() | after.keys(), key=str):
        if before.get(side) != after.get(side):
            yield f"{what}: {side[0]} {side[1].value}: {before.get(side)} became {after.get(side)}"


def _counts(found: Figures) -> Figures:
    """Return the figures without the number of reporting owners, which counts before all."""
    return {
        side: tuple(replace(episode, reporting_owners=0) for episode in episodes)
        for side, episodes in found.items()
    }


# The properties.


def _vehicle_files_too(filings: Filings, chance: Random) -> Iterator[str]:
    before = _counts(_figures(filings))
    alone = [
        f
        for f in _originals(filings)
        if len(f.document.owners) == 1
        and is_person(f.document.owners[0])
        and f.document.transactions
        and all(r.ownership_form.value is OwnershipForm.DIRECT for r in f.document.transactions)
        and not _has_namesake(f.document.owners[0], filings)
    ]
    for filing in _sampled(alone, chance):
        vehicle = OwnerAsFiled(
            cik=cik_of("Quickthorn Holdings LLC"), name="Quickthorn Holdings LLC"
        )
        told = f"{spoken(filing.document.owners[0])} is the sole manager of {vehicle.name}."
        added = with_note(by_owners(renumbered(filing, new_accession()), [vehicle]), told)
        changed = _counts(_figures((*filings, added)))
        yield from _differing(_bare(before), _bare(changed), f"{filing.accession} and its vehicle")


def _has_namesake(person: OwnerAsFiled, filings: Filings) -> bool:
    """Return whether prose that names the person may mean another owner."""
    name = spoken(person)
    return any(
        owner.cik != person.cik and spoken(owner) == name
        for filing in filings
        for owner in filing.document.owners
    )


def _bare(found: Figures) -> Figures:
    """Return units, shares and value alone: a further form may make a count less certain."""
    return {
        side: tuple(
            replace(episode, least=0, most=0, holders=0, reporting_owners=0, roots=frozenset[Cik]())
            for episode in episodes
        )
        for side, episodes in found.items()
    }


def _split_and_joined(filings: Filings, chance: Random) -> Iterator[str]:
    whole = resolve(filings)
    before = figures(whole)
    joint = [
        f for f in _originals(filings) if len(f.document.owners) > 1 and f.document.transactions
    ]
    roots = roots_of(whole)
    for filing in _sampled(joint, chance):
        owners = list(filing.document.owners)
        cut = chance.randint(1, len(owners) - 1)
        first, second = owners[:cut], owners[cut:]
        parts = (by_owners(filing, first), by_owners(renumbered(filing, new_accession()), second))
        rest = [f for f in filings if f is not filing]
        after = _figures((*rest, *parts))
        linked = not roots_among(roots, first).isdisjoint(roots_among(roots, second))
        for side, episodes in before.items():
            found = after.get(side, ())
            what = f"{filing.accession} split"
            # What the same owners tell again on a form of their own is another of equal fills.
            again = any(_is_told_again(form, rest) for form in (filing, *parts))
            if linked and not again and _bare({side: episodes}) != _bare({side: found}):
                yield f"{what} between owners of one: {episodes} became {found}"
            units = sum(e.units for e in episodes)
            least, most = sum(e.least for e in found), sum(e.most for e in found)
            # Where others tell equal rows, too, lone persons look like a crowd in equal lots.
            if not (least <= units <= most or _is_told_elsewhere(filing, filings)):
                yield f"{what}: {units} units are not within {least} and {most}"
        if _figures((*rest, filing)) != before:
            yield f"{filing.accession} joined again differs"


def _is_told_again(form: OwnershipFiling, others: Iterable[OwnershipFiling]) -> bool:
    """Return whether another form of the very same owners has a row with these figures."""
    owners = _ciks(form)
    return _is_told_elsewhere(form, [f for f in others if _ciks(f) == owners])


def _ciks(filing: OwnershipFiling) -> set[Cik]:
    return {owner.cik for owner in filing.document.owners}


def _is_told_elsewhere(filing: OwnershipFiling, filings: Iterable[OwnershipFiling]) -> bool:
    """Return whether another form has a row with the figures of one of these rows."""
    own = {_figures_of(row) for row in filing.document.transactions}
    others = (f for f in filings if f is not filing)
    return any(_figures_of(row) in own for f in others for row in f.document.transactions)


def _figures_of(row: ReportedTransaction) -> tuple[object, ...]:
    return (
        row.code,
        row.transaction_date.value,
        row.shares.value,
        row.price_per_share.value,
    )


def roots_among(roots: OwnerRoots, owners: Sequence[OwnerAsFiled]) -> set[Cik]:
    """Return everybody who stands behind ``owners``."""
    return {root for owner in owners for root in roots.roots(owner.cik)}


def _any_order(filings: Filings, chance: Random) -> Iterator[str]:
    before = resolve(filings)
    shuffled = [
        by_owners(f, chance.sample(f.document.owners, len(f.document.owners))) for f in filings
    ]
    chance.shuffle(shuffled)
    if resolve(shuffled) != before:
        yield "owners and filings in another order give another graph"
    renamed = tuple(_renamed_notes(filing) for filing in filings)
    yield from _differing(figures(before), _figures(renamed), "footnotes renamed")
    turned = tuple(_turned_rows(filing) for filing in filings)
    yield from _differing(_bare(figures(before)), _bare(_figures(turned)), "rows turned round")


def _renamed_notes(filing: OwnershipFiling) -> OwnershipFiling:
    def new(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"F9{note.removeprefix('F')}" for note in ids)

    def row(row: ReportedTransaction) -> ReportedTransaction:
        leaves = {
            field.name: Reported(leaf.value, new(leaf.footnotes))
            for field in fields(row)
            if isinstance(leaf := getattr(row, field.name), Reported)
        }
        elsewhere = tuple((name, new(ids)) for name, ids in row.footnotes_elsewhere)
        return replace(row, **leaves, footnotes_elsewhere=elsewhere)  # type: ignore[arg-type]

    document = filing.document
    notes = tuple(replace(n, id=f"F9{n.id.removeprefix('F')}") for n in document.footnotes)
    rows = tuple(row(r) for r in document.transactions)
    return replace(filing, document=replace(document, footnotes=notes, transactions=rows))


def _turned_rows(filing: OwnershipFiling) -> OwnershipFiling:
    rows = filing.document.transactions[::-1]
    turned = tuple(
        replace(row, key=old.key, table=old.table, ordinal=old.ordinal)
        if row.table is old.table
        else old
        for row, old in zip(rows, filing.document.transactions, strict=True)
    )
    if sorted(map(_bare_row, turned)) != sorted(map(_bare_row, filing.document.transactions)):
        return filing
    return replace(filing, document=replace(filing.document, transactions=turned))


def _bare_row(row: ReportedTransaction) -> str:
    return repr(replace(row, key=RowKey(""), ordinal=0))


def _restated(
    filing: OwnershipFiling, *, lines: int | None = None, accession: AccessionNumber | None = None
) -> OwnershipFiling:
    """Return an amendment a day later that repeats all or the first ``lines``."""
    made = renumbered(filing, accession or new_accession())
    document = made.document
    return replace(
        made,
        accepted_at=Instant(filing.accepted_at + 86_400 * SECOND),
        filed_on=filing.filed_on + timedelta(days=1),
        document=replace(
            document,
            form_type=FormType(f"{document.form_type.family}/A"),
            date_of_original_submission=filing.filed_on,
            transactions=document.transactions[:lines],
        ),
    )


def _restatement(filings: Filings, chance: Random) -> Iterator[str]:
    before = _figures(filings)
    stated = [f for f in _originals(filings) if f.document.transactions]
    for filing in _sampled(stated, chance):
        amendment = _restated(filing)
        yield from _differing(
            before, _figures((*filings, amendment)), f"{filing.accession} restated"
        )
        first = replace(amendment, accepted_at=Instant(filing.accepted_at - SECOND))
        yield from _differing(
            _counts(before),
            _counts(_figures((first, *filings))),
            f"{filing.accession} restated before",
        )


def _partial_amendment(filings: Filings, chance: Random) -> Iterator[str]:
    before = _figures(filings)
    stated = [f for f in _originals(filings) if len(f.document.transactions) > 1]
    for filing in _sampled(stated, chance):
        one_line = _restated(filing, lines=1)
        yield from _differing(
            before, _figures((*filings, one_line)), f"{filing.accession} amended in one line"
        )
        holdings = _restated(filing, lines=0)
        yield from _differing(
            before, _figures((*filings, holdings)), f"{filing.accession} amended in its holdings"
        )


def _shared_agent(filings: Filings, _chance: Random) -> Iterator[str]:
    before = resolve(filings)
    agent = Signature(
        name="/s/ Pat Clerk, attorney-in-fact for the reporting person", signed_on=None
    )
    changed = resolve(
        tuple(
            replace(
                filing,
                document=replace(
                    filing.document,
                    owners=tuple(
                        replace(owner, address=OwnerAddress(key=None, state="NY"))
                        for owner in filing.document.owners
                    ),
                    signatures=(*filing.document.signatures, agent),
                ),
            )
            for filing in filings
        )
    )
    for link in sorted(_accepted(changed) - _accepted(before)):
        yield f"one agent for all accepts {link}"


def _accepted(derived: Derived) -> set[tuple[Cik, Cik]]:
    return {
        (link.vehicle, link.controller)
        for link in derived.links
        if link.known_to == OPEN_END and link.state is LinkState.ACCEPTED
    }


def _disclaimer(filings: Filings, _chance: Random) -> Iterator[str]:
    changed = tuple(with_note(filing, DISCLAIMER) for filing in filings)
    yield from _differing(_figures(filings), _figures(changed), "a disclaimer on every form")


def _stranger(filings: Filings, chance: Random) -> Iterator[str]:
    alone = [
        f
        for f in _originals(filings)
        if len(f.document.owners) == 1 and is_person(f.document.owners[0])
    ]
    before = _figures(filings)
    units = _units(before)
    who = OwnerAsFiled(cik=cik_of("Zeller Otto"), name="Zeller Otto", is_director=True)
    for filing in _sampled(alone, chance):
        rows = filing.document.transactions
        # A stranger holds directly; a form that names the same trust or spouse is no stranger's.
        rows = tuple(
            replace(
                row,
                ownership_form=Reported(OwnershipForm.DIRECT),
                nature_of_ownership=Reported[str](),
            )
            for row in rows
        )
        more = tuple(
            replace(row, shares_owned_following=Reported(Decimal(7_654_321))) for row in rows
        )
        bare = _without_words(by_owners(renumbered(filing, new_accession()), [who]))
        for way, own in (("the same", rows), ("another", more)):
            keys = [row.key for row in bare.document.transactions]
            told = tuple(replace(row, key=key) for row, key in zip(own, keys, strict=True))
            added = replace(bare, document=replace(bare.document, transactions=told))
            alone_units = _units(_figures((added,)))
            for side, found in _units(_figures((*filings, added))).items():
                expected = units.get(side, 0) + alone_units.get(side, 0)
                # A stranger counts once in each episode of the side; two may become one.
                if side in alone_units and found != expected:
                    yield (
                        f"{filing.accession} copied by a stranger with {way} balance: {found} "
                        f"units instead of {expected}"
                    )


def _without_words(filing: OwnershipFiling) -> OwnershipFiling:
    document = replace(filing.document, footnotes=(), remarks=None, holdings=(), signatures=())
    return replace(filing, document=document)


def decision(op: OverrideOp, a: Cik, b: Cik) -> Override:
    """Return a decision that has always been known."""
    return Override(
        op=op,
        a=a,
        b=b,
        role=LinkRole.CONTROLLER if op is OverrideOp.MUST_LINK else None,
        kind=None,
        issuer=None,
        valid_from=None,
        valid_to=None,
        known_from=Instant(0),
        reason="metamorphic test",
        source="none",
        by="nobody",
        origin="generated",
        line=1,
    )


def _decisions(filings: Filings, chance: Random) -> Iterator[str]:
    plain = resolve(filings)
    before = _units(figures(plain))
    owners = {owner.cik: owner for f in filings for owner in f.document.owners}
    vehicles = sorted(cik for cik, owner in owners.items() if not is_person(owner))
    if not vehicles or len(owners) < 2:
        return
    for _ in range(3):
        vehicle = chance.choice(vehicles)
        other = chance.choice(sorted(set(owners) - {vehicle}))
        for op in (OverrideOp.MUST_LINK, OverrideOp.CANNOT_LINK):
            after = _units(_figures(filings, [decision(op, vehicle, other)]))
            for side, units in before.items():
                more = after.get(side, 0) - units
                if more > 0 if op is OverrideOp.MUST_LINK else more < 0:
                    yield (
                        f"{op.value} {vehicle} {other}: {side[0]} {side[1].value} went from "
                        f"{units} to {after.get(side, 0)}"
                    )
        if resolve(filings) != plain:
            yield "a decision taken back leaves something behind"


def _scaled(filings: Filings, _chance: Random) -> Iterator[str]:
    before = {s: tuple((e.units, e.trades) for e in es) for s, es in _figures(filings).items()}
    days = timedelta(days=70)
    shift = Instant(70 * 86_400 * SECOND)
    later = tuple(_shifted(filing, days, shift) for filing in filings)
    after = {s: tuple((e.units, e.trades) for e in es) for s, es in _figures(later).items()}
    if before != after:
        yield f"all dates moved: {before} became {after}"
    halved = tuple(_split_shares(filing, 4) for filing in filings)
    values = {s: tuple((e.units, e.value) for e in es) for s, es in _figures(filings).items()}
    found = {s: tuple((e.units, e.value) for e in es) for s, es in _figures(halved).items()}
    if values != found:
        yield f"shares times four, prices by four: {values} became {found}"


def _shifted(filing: OwnershipFiling, days: timedelta, shift: Instant) -> OwnershipFiling:
    document = filing.document
    original = document.date_of_original_submission
    return replace(
        filing,
        accepted_at=Instant(filing.accepted_at + shift),
        filed_on=filing.filed_on + days,
        document=replace(
            document,
            date_of_original_submission=original + days if original else None,
            transactions=tuple(
                replace(
                    row,
                    transaction_date=Reported(
                        row.transaction_date.value + days, row.transaction_date.footnotes
                    )
                    if row.transaction_date.value
                    else row.transaction_date,
                )
                for row in document.transactions
            ),
        ),
    )


def _split_shares(filing: OwnershipFiling, by: int) -> OwnershipFiling:
    def times(leaf: Reported[Decimal], factor: Decimal) -> Reported[Decimal]:
        return leaf if leaf.value is None else Reported(leaf.value * factor, leaf.footnotes)

    more, less = Decimal(by), Decimal(1) / by
    rows = tuple(
        replace(
            row,
            shares=times(row.shares, more),
            shares_owned_following=times(row.shares_owned_following, more),
            price_per_share=times(row.price_per_share, less),
        )
        for row in filing.document.transactions
    )
    # A footnote that names prices would contradict them now.
    return replace(
        filing, document=replace(filing.document, transactions=rows, footnotes=_no_prices(filing))
    )


def _no_prices(filing: OwnershipFiling) -> tuple[Footnote, ...]:
    return tuple(
        replace(note, text="Price withheld.") if "$" in note.text else note
        for note in filing.document.footnotes
    )


def _bounds(filings: Filings, _chance: Random) -> Iterator[str]:
    for side, episodes in _figures(filings).items():
        for e in episodes:
            if not e.least <= e.units <= e.most <= max(e.reporting_owners, e.most):
                yield f"{side}: {e.least}, {e.units}, {e.most} of {e.reporting_owners} owners"
            if e.most > e.reporting_owners:
                yield f"{side}: at most {e.most} units of {e.reporting_owners} reporting owners"
            if e.units > e.holders:
                yield f"{side}: {e.units} units but {e.holders} holders"


def _widened(filings: Filings, _chance: Random) -> Iterator[str]:
    derived = resolve(filings)
    narrow = _trades_of(figures(derived, window_days=30))
    wide = _trades_of(figures(derived, window_days=60))
    for side, trades in narrow.items():
        if trades > wide.get(side, 0):
            yield f"{side}: {trades} trades within 30 days, {wide.get(side, 0)} within 60"


def _trades_of(found: Figures) -> dict[Side, int]:
    return {side: sum(episode.trades for episode in episodes) for side, episodes in found.items()}


def _known_by_now(filings: Filings, chance: Random) -> Iterator[str]:
    whole = resolve(filings)
    last = max(filing.accepted_at for filing in filings)
    if figures(whole, known_at=last) != figures(whole):
        yield "what is known at the last acceptance is not what is known"
    instants = sorted({filing.accepted_at for filing in filings})
    for instant in chance.sample(instants, min(3, len(instants))):
        then = resolve(tuple(f for f in filings if f.accepted_at <= instant))
        yield from _differing(figures(then), figures(whole, known_at=instant), f"at {instant}")
    first = Instant(instants[0] - 1)
    if figures(whole, known_at=first):
        yield "clusters are known before the first filing"


PROPERTIES = (
    Property(
        number=1, title="a vehicle's form with the same rows adds nothing", check=_vehicle_files_too
    ),
    Property(number=2, title="a joint form split in two counts the same", check=_split_and_joined),
    Property(number=3, title="order and footnote ids play no part", check=_any_order),
    Property(number=5, title="a full restatement changes no figure", check=_restatement),
    Property(
        number=6, title="a partial amendment leaves the other lines", check=_partial_amendment
    ),
    Property(number=7, title="an agent shared by all links nobody", check=_shared_agent),
    Property(number=8, title="a disclaimer changes nothing", check=_disclaimer),
    Property(number=9, title="a stranger with equal figures is one more", check=_stranger),
    Property(
        number=10, title="decisions move the count one way and leave no trace", check=_decisions
    ),
    Property(number=11, title="splits and other dates change no value or count", check=_scaled),
    Property(number=12, title="the counts are ordered", check=_bounds),
    Property(number=13, title="a wider window loses no trade", check=_widened),
    Property(
        number=14, title="what is known at a moment is what was filed by then", check=_known_by_now
    ),
)
"""Property 4, loading twice and from two sources, is a property of the loader, not of counting."""
