"""The schema object itself."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from schema.owners import Entity, Insider
from schema.query import Query
from schema.scalars import SCALARS

schema = strawberry.Schema(
    query=Query,
    types=[Insider, Entity],
    config=StrawberryConfig(scalar_map=SCALARS),
)
