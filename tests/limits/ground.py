"""Processes that share a database: engines in one process, each with its own pools, tokens and counters."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx

from vito_contracts.scope import TenantScope
from vito_core.container import build
from vito_core.engine import Engine
from vito_core.testing import EngineOf, api_of, new_tenant


class Door:
    """One engine's API, with one tenant's key."""

    def __init__(self, engine: Engine, client: httpx.AsyncClient, key: str) -> None:
        self.engine = engine
        self.client = client
        self.headers = {"authorization": f"Bearer {key}"}

    async def get(self, path: str = "/v1/bindings", **params: Any) -> httpx.Response:
        return await self.client.get(path, params=params, headers=self.headers)

    async def usage(self, **params: Any) -> list[dict[str, Any]]:
        answer = await self.get("/v1/usage", **params)
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items


class House:
    """`doors`: to as many engines as were asked for, on one database. `key`: the id of the tenant's key."""

    def __init__(self, scope: TenantScope, key: UUID, doors: list[Door]) -> None:
        self.scope = scope
        self.key = key
        self.doors = doors

    @property
    def engine(self) -> Engine:
        return self.doors[0].engine


@contextlib.asynccontextmanager
async def house_of(engine_of: EngineOf, engines: int = 1, **settings: Any) -> AsyncIterator[House]:
    async with contextlib.AsyncExitStack() as stack:
        first = await engine_of(**settings)
        scope, key = await new_tenant(first, "one")
        holder = await first.tenancy.holder(key)
        assert holder is not None
        doors = []
        for number in range(engines):
            engine = first if number == 0 else build(first.settings)
            if engine is not first:
                engine.load()
                await engine.open()
                stack.push_async_callback(engine.close)
            doors.append(Door(engine, await stack.enter_async_context(api_of(engine)), key))
        yield House(scope, holder.key, doors)
