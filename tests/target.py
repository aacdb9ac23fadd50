"""Something outside our database that misbehaves as told, and effects that go there."""

import asyncio
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.effects import EffectKind, EffectNotSent, EffectRefused, EffectRequest, LookUp
from vito_contracts.ids import EffectId, new_id
from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.testing import EngineOf, new_tenant

KIND = "t.note"


class Note(msgspec.Struct):
    text: str


class Target:
    """`mode` says how the call goes, `reader` how looking afterwards does (by default it tells the truth)."""

    def __init__(self, mode: str = "works", reader: str = "") -> None:
        self.mode = mode
        self.reader = reader
        self.received: list[str] = []
        self.calls = 0
        self.arriving = asyncio.Event()
        self.go_on = asyncio.Event()

    async def send(self, scope: TenantScope, effect_id: EffectId, payload: Note) -> str:
        self.calls += 1
        if self.mode == "refuses":
            raise EffectRefused("blocked")
        if self.mode == "not_sent":
            raise EffectNotSent("no connection")
        if self.mode == "breaks_before":
            raise ConnectionError
        if self.mode == "waits":
            self.arriving.set()
            await self.go_on.wait()
        if self.mode == "hangs":
            await asyncio.sleep(600)
        self.received.append(str(effect_id))
        if self.mode == "breaks_after":
            raise TimeoutError
        return "ref-1"

    async def look_up(self, scope: TenantScope, effect_id: EffectId) -> LookUp:
        if self.reader == "blind":
            return LookUp.CANNOT_TELL
        if self.reader == "raises":
            raise ConnectionError("the reader's line is dead too")
        if self.reader == "hangs":
            await asyncio.sleep(600)
        return LookUp.CONFIRMED if str(effect_id) in self.received else LookUp.ABSENT

    def kind(self, name: str = KIND, **more: Any) -> EffectKind:
        return EffectKind(name=name, payload=Note, send=self.send, look_up=self.look_up, **more)


async def ledger_with(engine_of: EngineOf, target: Target, **kind: Any) -> tuple[Engine, TenantScope]:
    engine = await engine_of()
    engine.ledger.fill([("t", target.kind(**kind))])
    scope, _ = await new_tenant(engine, "one")
    return engine, scope


def request(key: str = "k", subject: UUID | None = None) -> EffectRequest:
    return EffectRequest(kind=KIND, key=key, payload=Note("hello"), subject=subject or new_id())


async def alter(engine: Engine, scope: TenantScope, change: str) -> None:
    """What a crash left behind, or time that went by: written straight into the tenant's effects."""
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute(f"update core.effects set {change}")


async def column(engine: Engine, scope: TenantScope, query: str) -> list[Any]:
    """The first column of what a query finds within the tenant's wall."""
    async with engine.pools.within(scope.tenant) as connection:
        return [row[0] for row in await connection.fetch(query)]
