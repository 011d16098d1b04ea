"""Why two filers count as one, or what keeps them apart."""

import asyncio
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Self

import strawberry

from graph_api.domain.explain import Explanation, explain, sentence, summary
from graph_api.domain.identifiers import Cik
from graph_api.errors import InvalidArgumentError
from schema.context import At, Info, paced
from schema.keys import OwnerKey
from schema.links import EVIDENCE, Evidence, Found, OwnershipLink
from schema.owners import owner_name, owner_of


@strawberry.type(
    description="How two filers stand to each other: the most probable path of links between them, "
    "step by step, and what was found along it."
)
class CollapseExplanation:
    """An explanation as a client sees it."""

    at: strawberry.Private[At]
    found: strawberry.Private[Explanation]

    @classmethod
    def of(cls, at: At, a: OwnerKey, b: OwnerKey) -> Self:
        """Return how the owners that two keys name stand to each other at the cut-off.

        Raises:
            InvalidArgumentError: a key names nobody who has filed by then.
        """
        one, other = _known(at, "a", a), _known(at, "b", b)
        return cls(at=at, found=explain(one, other, at.roots(), at.links_of))

    @strawberry.field(description="True where both count as one beneficial owner.")
    def collapsed(self) -> bool:
        return self.found.collapsed

    @strawberry.field(
        description="The verdict in one sentence; what it rests on is in steps. Where nothing "
        "links the two it says so, which is no proof that nothing does."
    )
    def summary(self) -> str:
        return summary(
            self.found,
            lambda cik: owner_name(self.at, cik),
            known_by=self.at.snapshot.evaluation_date(self.at.known_at),
        )

    @strawberry.field(
        description="The whole of it in words, with filings, footnotes and quotes. Where nothing "
        "links the two it says so, which is no proof that nothing does."
    )
    async def sentence(self, info: Info) -> str:
        evidence = await self._evidence(info)
        return sentence(
            self.found,
            lambda cik: owner_name(self.at, cik),
            {key: [item.sign for item in found] for key, found in evidence.items()},
            known_by=self.at.snapshot.evaluation_date(self.at.known_at),
        )

    @strawberry.field(
        description="Links in order from a to b: up to where their ways meet, and down again. Each "
        "points from a vehicle to its controller. Empty where nothing links them."
    )
    async def steps(self, info: Info) -> list[OwnershipLink]:
        return await paced(
            info, (OwnershipLink(at=self.at, version=link) for link in self.found.steps)
        )

    @strawberry.field(
        description="How probable it is that all steps hold: the product of their scores, 0 to 1. "
        "Null where nothing links the two."
    )
    def confidence(self) -> Decimal | None:
        confidence = self.found.confidence
        return None if confidence is None else Decimal(str(confidence))

    @strawberry.field(
        description="Evidence along the steps in words that speak against control, in order of "
        "the steps, then strongest first."
    )
    async def vetoes(self, info: Info) -> list[Evidence]:
        evidence = await self._evidence(info)
        return await paced(
            info,
            (
                Evidence(at=self.at, found=item)
                for step in self.found.steps
                for item in evidence[step.key]
                if item.sign.evidence.vetoed
            ),
        )

    @strawberry.field(
        description="What keeps the two apart, in words; null where they count as one."
    )
    def stopped_by(self) -> str | None:
        return self.found.stopped_by

    async def _evidence(self, info: Info) -> Mapping[str, Sequence[Found]]:
        """Return the evidence of every step, read once for all fields of the explanation."""
        keys = [step.key for step in self.found.steps]
        found = await asyncio.gather(*(self.at.load(info, EVIDENCE, key, above=1) for key in keys))
        return dict(zip(keys, found, strict=True))


def _known(at: At, argument: str, key: OwnerKey) -> Cik:
    cik = key.found()
    if owner_of(at, cik) is None:
        raise InvalidArgumentError(
            argument, cik, accepted="the CIK or id of an owner who has filed by the cut-off"
        )
    return cik
