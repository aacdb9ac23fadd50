"""One tenant's queue of approvals and a plugin that fills it, for tests of both."""

import datetime as dt
from types import SimpleNamespace
from typing import Annotated
from uuid import uuid4

import msgspec

from vito_contracts.approvals import ApprovalKind, ApprovalRequest, ApprovalState
from vito_contracts.ids import new_id
from vito_core.approvals.plugin import ApprovalsOfPlugin
from vito_core.approvals.records import Decision
from vito_core.engine import Engine
from vito_core.plugins.permissions import Permits
from vito_core.testing import new_tenant

DAY = dt.timedelta(days=1)


class Post(msgspec.Struct, frozen=True, kw_only=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    loud: bool = False


KIND = ApprovalKind(name="poster.post", proposal=Post, title="A post")


def asking(engine: Engine, plugin: str) -> ApprovalsOfPlugin:
    """The queue as a plugin has it whose manifest lets it ask."""
    manifest = SimpleNamespace(permissions=("approvals:ask",))
    return ApprovalsOfPlugin(engine.approvals, Permits(SimpleNamespace(id=plugin, manifest=manifest)))


class Queue:
    """One tenant's queue and the plugin that fills it."""

    def __init__(self, engine: Engine, scope) -> None:
        self.engine, self.scope, self.desk = engine, scope, engine.approvals
        self.plugin = asking(engine, "poster")

    async def ask(self, key: str = "k", text: str = "hello", expires_in: dt.timedelta = DAY, subject=None):
        proposal = Post(text=text)
        request = ApprovalRequest(
            kind="poster.post", key=key, subject=subject or new_id(), proposal=proposal, expires_in=expires_in
        )
        return await self.plugin.ask(self.scope, request)

    async def decide(self, approval, state: ApprovalState, **more):
        return await self.desk.decide(self.scope, approval.id, Decision(state=state, **more))

    async def get(self, approval):
        return await self.plugin.get(self.scope, approval.id)

    async def events(self) -> list[tuple[str, dict]]:
        async with self.engine.pools.within(self.scope.tenant) as connection:
            rows = await connection.fetch(
                "select type, payload from core.events where type like 'approval.%' order by txid, seq"
            )
        return [(row["type"], msgspec.json.decode(row["payload"])) for row in rows]


async def queue_of_another_tenant(engine: Engine) -> Queue:
    scope, _ = await new_tenant(engine, f"t-{uuid4().hex}")
    return Queue(engine, scope)


async def overdue(queue: Queue, approval) -> None:
    """As if its time had passed."""
    async with queue.engine.pools.within(queue.scope.tenant) as connection:
        await connection.execute(
            "update core.approvals set expires_at = clock_timestamp() - interval '1 second' where id = $1", approval.id
        )
