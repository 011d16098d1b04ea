"""Sectors and industries: labels of issuers as known at the cut-off."""

from collections import defaultdict
from functools import partial

import strawberry

from graph_api.domain.identifiers import Cik
from graph_api.domain.sectors import SECTORS, TAXONOMY, industry_of_sic
from graph_api.errors import InvalidArgumentError
from graph_api.store.directory import IssuerEntry
from schema.context import At, Info, paced
from schema.definitions import ClusterDefinitionInput
from schema.enums import ClusterDirection
from schema.keys import Node
from schema.lazily import Clusters, IssuerPages
from schema.pagination import PageRequest


def labelled(at: At, label: str) -> frozenset[Cik]:
    """Return the issuers that carry a sector or industry key at the cut-off."""
    return at.remembered("labelled", partial(_by_label, at)).get(label, frozenset())


def _by_label(at: At) -> dict[str, frozenset[Cik]]:
    found: dict[str, set[Cik]] = defaultdict(set)
    for entry in at.snapshot.directory.issuers.values():
        labels = entry.classification(at.known_at)
        if labels and entry.name(at.known_at) is not None:
            for label in labels:
                found[label].add(entry.cik)
    return {label: frozenset(ciks) for label, ciks in found.items()}


@strawberry.type
class Label:
    """What sectors and industries share; no type of the schema by itself."""

    at: strawberry.Private[At]
    key: strawberry.Private[str]

    @property
    def _parts(self) -> tuple[str, str]:
        taxonomy, _, label = self.key.partition(":")
        return taxonomy, label

    @strawberry.field(description="Where the label comes from.")
    def taxonomy(self) -> str:
        return self._parts[0]

    @strawberry.field(description="Its issuers, by name.")
    def issuers(self, first: int | None = None, after: str | None = None) -> IssuerPages:
        from schema.issuers import IssuerConnection, known_issuer

        request = PageRequest(first=first, after=after)

        def page() -> IssuerConnection:
            found = [known_issuer(self.at, cik) for cik in labelled(self.at, self.key)]
            return IssuerConnection.of(found, request)

        return self.at.remembered((self.key, request), page)

    @strawberry.field(description="Clusters of its issuers, largest value first.")
    async def clusters(
        self,
        info: Info,
        definition: ClusterDefinitionInput | None = None,
        directions: list[ClusterDirection] | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Clusters:
        from schema.clusters import clusters_of_issuers

        issuers = labelled(self.at, self.key)
        request = PageRequest(first=first, after=after)
        return await clusters_of_issuers(info, self.at, issuers, definition, directions, request)


@strawberry.type(description="One of eleven sectors, read from the SIC code.")
class Sector(Label, Node):
    """A sector; its key is a taxonomy and a name."""

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"sec:{self.key}")

    @strawberry.field(description="As data vendors name it.")
    def name(self) -> str:
        return self._parts[1]

    @strawberry.field(description="Industries with issuers at the cut-off, by code.")
    async def industries(self, info: Info) -> list["Industry"]:
        keys = self.at.remembered(("industries", self.key), self._industries)
        return await paced(
            info, (Industry(at=self.at, key=key, sector=self) for key in keys), len(keys)
        )

    def _industries(self) -> list[str]:
        entries = self.at.snapshot.directory.issuers.values()
        labels = {entry.classification(self.at.known_at) for entry in entries}
        return sorted({label[0] for label in labels if label and label[1] == self.key})


@strawberry.type(description="One SIC code.")
class Industry(Label, Node):
    """An industry; its key is a taxonomy and a code."""

    sector: Sector = strawberry.field(description="The sector it is part of.")

    @strawberry.field(description="Stable id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"ind:{self.key}")

    @strawberry.field(description="As EDGAR's list writes it.")
    def name(self) -> str:
        _, code = self._parts
        industry = industry_of_sic(code, None)
        return industry.name if industry else code


@strawberry.type(description="Sector and industry of an issuer in one taxonomy.")
class Classification:
    """A label with its source."""

    taxonomy: str = strawberry.field(description="Where the label comes from.")
    sector: Sector = strawberry.field(description="The wider label.")
    industry: Industry | None = strawberry.field(description="The narrower one.")
    code: str | None = strawberry.field(description="SIC code.")
    source: str = strawberry.field(description="What was loaded.")


def classification_of(
    at: At, entry: IssuerEntry, taxonomy: str = TAXONOMY
) -> Classification | None:
    """Return the issuer's labels at the cut-off; None without any, or in another taxonomy."""
    labels = entry.classification(at.known_at)
    if labels is None or taxonomy != TAXONOMY:
        return None
    industry_key, sector_key = labels
    sector = Sector(at=at, key=sector_key)
    return Classification(
        taxonomy=TAXONOMY,
        sector=sector,
        industry=Industry(at=at, key=industry_key, sector=sector),
        code=industry_key.partition(":")[2],
        source="companies file: SIC code",
    )


def all_sectors(at: At, taxonomy: str) -> list[Sector]:
    """Return all sectors of a taxonomy.

    Raises:
        InvalidArgumentError: another taxonomy than those loaded.
    """
    if taxonomy != TAXONOMY:
        raise InvalidArgumentError("taxonomy", taxonomy, accepted=TAXONOMY)
    return [Sector(at=at, key=f"{taxonomy}:{name}") for name in SECTORS]
