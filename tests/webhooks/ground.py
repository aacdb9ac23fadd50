"""An engine whose sender and dispatcher run, and a tenant with a key."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID

import httpx

from tests.house import dispatching
from vito_contracts.events import NewEvent, UsageMetered
from vito_contracts.ids import EventId, new_id
from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.events.log import append
from vito_core.testing import EngineOf, api_of, new_tenant

FAST = {"outward_private": ("127.0.0.1/32",), "webhook_seconds": 5.0, "webhook_pauses": (0.1, 0.1, 0.1)}


class Ground:
    """One tenant's way into the API."""

    def __init__(self, engine: Engine, client: httpx.AsyncClient, scope: TenantScope, key: str) -> None:
        self.engine = engine
        self.client = client
        self.scope = scope
        self._headers = {"authorization": f"Bearer {key}"}

    async def call(
        self, method: str, path: str, body: Any = None, if_match: str = "*", **params: Any
    ) -> httpx.Response:
        headers = {**self._headers, "if-match": if_match}
        return await self.client.request(method, path, json=body, params=params, headers=headers)

    async def webhook(self, url: str, *events: str) -> dict[str, Any]:
        answer = await self.call("POST", "/v1/webhooks", {"url": url, "events": list(events) or ["usage.metered"]})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def shown(self, webhook: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = (await self.call("GET", f"/v1/webhooks/{webhook['id']}")).json()
        return answer

    async def deliveries(self, webhook: dict[str, Any], **params: Any) -> list[dict[str, Any]]:
        answer = await self.call("GET", f"/v1/webhooks/{webhook['id']}/deliveries", **params)
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def emit(self, count: int = 1) -> list[UUID]:
        """So many `usage.metered`, in one transaction; their ids, in order."""
        events = [
            NewEvent(
                type="usage.metered",
                subject=new_id(),
                payload=UsageMetered(unit="turn", quantity=number),
                id=EventId(new_id()),
            )
            for number in range(count)
        ]
        async with self.engine.pools.within(self.scope.tenant) as connection:
            await append(connection, self.scope.tenant, "core", self.engine.types, events)
        return [each.id for each in events if each.id is not None]

    async def types(self) -> list[str]:
        async with self.engine.pools.within(self.scope.tenant) as connection:
            rows = await connection.fetch("select type from core.events order by txid, seq")
        return [row["type"] for row in rows]

    async def until(
        self, webhook: dict[str, Any], fits: Callable[[list[dict[str, Any]]], bool]
    ) -> list[dict[str, Any]]:
        """The deliveries, as soon as they fit."""
        async with asyncio.timeout(15):
            while not fits(found := await self.deliveries(webhook)):
                await asyncio.sleep(0.02)
        return found

    async def settled(self, webhook: dict[str, Any], count: int = 1) -> list[dict[str, Any]]:
        """So many deliveries, none of them pending."""
        return await self.until(
            webhook, lambda all_: len(all_) >= count and all(each["state"] != "pending" for each in all_)
        )


@contextlib.asynccontextmanager
async def sending(engine: Engine) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(engine.sender.keep_sending(stop))
    try:
        yield
    finally:
        stop.set()
        await task


@contextlib.asynccontextmanager
async def ground_of(engine_of: EngineOf, slug: str = "one", **settings: Any) -> AsyncIterator[Ground]:
    """With dispatcher and sender."""
    engine = await engine_of(**{**FAST, **settings})
    scope, key = await new_tenant(engine, slug)
    async with api_of(engine) as client, dispatching(engine), sending(engine):
        yield Ground(engine, client, scope, key)
