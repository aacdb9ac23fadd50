"""The three subscribers of a chaos run, and the target that the effects go to."""

import asyncio
import os
import random
from pathlib import Path

import msgspec
import sqlalchemy as sa

from tests.chaos.plan import EVENT, PLUGIN, Noted
from vito_contracts.effects import EffectKind, EffectRequest, LookUp
from vito_contracts.events import EventType, PlatformEvent
from vito_contracts.hooks import Subscription
from vito_contracts.ids import EffectId
from vito_contracts.scope import TenantScope
from vito_core.db.database import PluginDatabase
from vito_core.engine import Engine
from vito_core.events.types import EventTypes
from vito_core.testing import add_plugin

KIND = f"{PLUGIN}.call"
FAILS, FAILS_HALFWAY = 0.03, 0.01
BREAKS_BEFORE, BREAKS_AFTER, CANNOT_TELL = 0.10, 0.10, 0.05
ABSENT_AFTER = 0.2
"""Seconds: what has not reached the target some milliseconds after its sender broke off never will."""

_COLUMNS = "insert into chaos.handled (tenant_id, subscriber, event, subject, number)"
_NOTE = f"{_COLUMNS} values (:tenant, 'recorder', :event, :subject, :number)"
_NOTE_ONCE = f"{_COLUMNS} values ($1, $2, $3, $4, $5) on conflict do nothing"


class Call(msgspec.Struct):
    number: int


class Trouble(Exception):
    """A handler's own failure, thrown in at random."""


class Target:
    """Something outside our database that counts its calls: one byte for each arrival, in a file for each effect.

    It breaks at random before or after the call arrived, and now and then cannot tell what became of one.
    """

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder = folder
        self._chance = chance

    async def send(self, scope: TenantScope, effect: EffectId, payload: Call) -> str:
        fate = self._chance.random()
        await asyncio.sleep(self._chance.random() * 0.004)
        if fate < BREAKS_BEFORE:
            raise ConnectionError("the target hung up before the call arrived")
        self.arrive(effect)
        await asyncio.sleep(self._chance.random() * 0.004)
        if fate > 1 - BREAKS_AFTER:
            raise TimeoutError("the target took the call and never answered")
        return str(payload.number)

    def arrive(self, effect: EffectId) -> None:
        descriptor = os.open(self._folder / str(effect), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            os.write(descriptor, b"x")
        finally:
            os.close(descriptor)

    async def look_up(self, scope: TenantScope, effect: EffectId) -> LookUp:
        if self._chance.random() < CANNOT_TELL:
            return LookUp.CANNOT_TELL
        return LookUp.CONFIRMED if (self._folder / str(effect)).exists() else LookUp.ABSENT


class Subscribers:
    """`recorder` notes each event in `transaction(scope, once=…)`, `flaky` fails at random, `effector` acts outside."""

    def __init__(self, engine: Engine, chance: random.Random) -> None:
        self._engine = engine
        self._chance = chance
        self._db: PluginDatabase | None = None

    def join(self, target: Target) -> None:
        """Adds the plugin to an engine that has loaded and is not open yet."""
        subscriptions = tuple(
            Subscription((EVENT,), handler, name=name, while_disabled="replay")
            for name, handler in (("recorder", self.record), ("flaky", self.fail_at_times), ("effector", self.act))
        )
        register(self._engine.types)
        add_plugin(self._engine, PLUGIN, subscriptions=subscriptions)
        kind = EffectKind(name=KIND, payload=Call, send=target.send, look_up=target.look_up, absent_after=ABSENT_AFTER)
        self._engine.ledger.fill([(PLUGIN, kind)])
        self._db = PluginDatabase(self._engine.pools, self._engine.registry.plugins[PLUGIN], self._engine.types)

    async def record(self, scope: TenantScope, event: PlatformEvent) -> None:
        assert self._db is not None
        async with self._db.transaction(scope, once=event.id) as transaction:
            number = event.read(Noted).number
            row = {"tenant": event.tenant, "event": event.id, "subject": event.subject, "number": number}
            await transaction.execute(sa.text(_NOTE), row)

    async def fail_at_times(self, scope: TenantScope, event: PlatformEvent) -> None:
        if self._chance.random() < FAILS:
            raise Trouble
        await self._note(scope, event, "flaky", halfway=self._chance.random() < FAILS_HALFWAY)

    async def act(self, scope: TenantScope, event: PlatformEvent) -> None:
        noted = event.read(Noted)
        if noted.effect:
            call = EffectRequest(kind=KIND, key=str(event.id), payload=Call(noted.number), subject=event.subject)
            await self._engine.ledger.perform(scope, call)
        await self._note(scope, event, "effector")

    async def _note(self, scope: TenantScope, event: PlatformEvent, subscriber: str, *, halfway: bool = False) -> None:
        async with self._engine.pools.within(scope.tenant) as connection:
            await connection.execute(
                _NOTE_ONCE, event.tenant, subscriber, event.id, event.subject, event.read(Noted).number
            )
            if halfway:
                raise Trouble


def register(types: EventTypes) -> None:
    types.register(EventType(name=EVENT, payload=Noted), PLUGIN)
