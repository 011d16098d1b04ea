"""``TradingPlan``: what a trade's filing says of a Rule 10b5-1 plan."""

from datetime import date
from typing import cast

import strawberry

from graph_api.bolt.connection import Row
from graph_api.domain.identifiers import RowKey
from graph_api.domain.plans import Plan, plan_of
from graph_api.domain.trades import EconomicTrade
from graph_api.store.rows import transaction_of
from schema.context import At, Info
from schema.enums import TradingPlanBasis, TradingPlanStatus
from schema.reading import Reader
from schema.rows import notes_of


def _told(row: Row) -> Plan:
    attached = transaction_of(cast("Row", row["row"])).footnote_ids()
    notes = notes_of(row)
    texts = [text for key, text in notes if key in attached]
    remarks = cast("str | None", row["remarks"])
    return plan_of(
        box=cast("bool | None", row["box"]), texts=texts if remarks is None else [*texts, remarks]
    )


PLANS: Reader[RowKey, Plan] = Reader(
    "read/plan_words_of_rows", _told, lambda: plan_of(box=None, texts=())
)


@strawberry.type(
    description="Rule 10b5-1: whether the trade was made under a plan, by its row in force."
)
class TradingPlan:
    """The status is the trade's own; what tells of it is read when asked for."""

    at: strawberry.Private[At]
    trade: strawberry.Private[EconomicTrade]

    @strawberry.field(description="NONE only where the filing says no.")
    def status(self) -> TradingPlanStatus:
        return self.trade.plan

    @strawberry.field(description="What tells of it.")
    async def basis(self, info: Info) -> TradingPlanBasis:
        return (await self._plan(info)).basis

    @strawberry.field(description="Day of adoption; null where not stated, or several are.")
    async def adopted_on(self, info: Info) -> date | None:
        return (await self._plan(info)).adopted_on

    @strawberry.field(description="The sentence that tells, as filed; at most 300 characters.")
    async def quote(self, info: Info) -> str | None:
        return (await self._plan(info)).quote

    async def _plan(self, info: Info) -> Plan:
        return await self.at.load(info, PLANS, self.trade.effective_row, above=1)
