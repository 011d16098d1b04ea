"""How things are named: ids, CIKs, tickers, ranges."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import strawberry

from graph_api.domain.identifiers import Cik, parse_cik
from graph_api.errors import InvalidArgumentError, InvalidIdentifierError
from schema.context import At


@strawberry.interface(description="Anything with an id of its own, by which node finds it again.")
class Node(ABC):
    """What everything with an id has in common."""

    @strawberry.field(description="Stable id.")
    @abstractmethod
    def id(self) -> strawberry.ID:
        """Return the prefix of the type, and the key of what it names."""


@strawberry.input(one_of=True, description="One way to name an owner.")
class OwnerKey:
    """An owner by id or CIK."""

    id: strawberry.Maybe[strawberry.ID] = strawberry.field(
        description="Id of an insider, entity or beneficial owner."
    )
    cik: strawberry.Maybe[Cik] = strawberry.field(description="CIK of a reporting owner.")

    def found(self) -> Cik:
        """Return the CIK it names.

        Raises:
            InvalidIdentifierError: the id is of another kind.
        """
        if self.cik is not None:
            return self.cik.value
        return cik_in(self._id, "own", "bo")

    def everyone(self, at: At) -> frozenset[Cik]:
        """Return the owner it names; all accepted members where that is a beneficial owner.

        Empty for the id of one whom several have come to control jointly.

        Raises:
            InvalidIdentifierError: the id is of another kind.
        """
        cik = self.found()
        if not self._id.startswith("bo:"):
            return frozenset((cik,))
        roots = at.roots()
        root, *others = roots.roots(cik)
        return frozenset(() if others else (member.cik for member in roots.members(root)))

    @property
    def _id(self) -> str:
        return "" if self.id is None else str(self.id.value)


def everyone(keys: Iterable[OwnerKey], at: At) -> frozenset[Cik]:
    """Return all whom ``keys`` name."""
    return frozenset(cik for key in keys for cik in key.everyone(at))


@strawberry.input(one_of=True, description="One way to name an issuer.")
class IssuerKey:
    """An issuer by id, CIK or ticker."""

    id: strawberry.Maybe[strawberry.ID] = strawberry.field(description="Id of an issuer.")
    cik: strawberry.Maybe[Cik] = strawberry.field(description="CIK of an issuer.")
    ticker: strawberry.Maybe[str] = strawberry.field(
        description="Ticker in any spelling (BRK-B, BRK.B); a former one resolves too."
    )

    def found(self, at: At) -> Cik | None:
        """Return the CIK it names; None for a ticker that nobody has or had.

        Raises:
            InvalidIdentifierError: the id is of another kind.
        """
        if self.ticker is not None:
            return at.snapshot.directory.find_ticker(self.ticker.value, at.known_at)
        if self.cik is not None:
            return self.cik.value
        return cik_in(str(self.id.value) if self.id is not None else "", "iss")


def cik_in(text: str, *prefixes: str) -> Cik:
    """Return the CIK in an id such as ``iss:0000320193``.

    Raises:
        InvalidIdentifierError: another prefix, or no CIK behind it.
    """
    prefix, _, key = text.partition(":")
    accepted = " or ".join(f"{p}:CIK" for p in prefixes)
    if prefix not in prefixes:
        raise InvalidIdentifierError(kind="fitting id", value=text, accepted=accepted)
    return parse_cik(key)


@strawberry.input(description="Days, both ends included; an open end is left out.")
class DateRange:
    """A span of days; ``from`` is a word of Python, hence the name."""

    from_: date | None = strawberry.field(default=None, name="from", description="First day.")
    to: date | None = strawberry.field(default=None, description="Last day.")

    def __post_init__(self) -> None:
        if self.from_ and self.to and self.from_ > self.to:
            raise InvalidArgumentError(
                "from", self.from_.isoformat(), accepted=f"a day up to {self.to.isoformat()}"
            )


@strawberry.input(description="Amounts, both ends included; an open end is left out.")
class DecimalRange:
    """A span of amounts."""

    min: Decimal | None = strawberry.field(default=None, description="Least.")
    max: Decimal | None = strawberry.field(default=None, description="Most.")

    def holds(self, amount: Decimal) -> bool:
        """Return whether ``amount`` lies inside."""
        return (self.min is None or self.min <= amount) and (self.max is None or amount <= self.max)
