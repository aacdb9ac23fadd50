"""Subscribers that raise, hang, or are another version after a restart: their own subject waits, nothing is lost."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
import sqlalchemy as sa

from tests.chaos.ground import Listener, until, write
from tests.chaos.plan import EVENT, PLUGIN, TABLES, Noted
from tests.chaos.subscribers import register
from tests.house import dispatching
from vito_contracts.events import PlatformEvent
from vito_contracts.hooks import Subscription
from vito_contracts.ids import new_id
from vito_contracts.scope import TenantScope
from vito_core.container import build
from vito_core.db.database import PluginDatabase
from vito_core.embedded.postgres import PostgresAddress
from vito_core.engine import Engine
from vito_core.testing import add_plugin, admin_dsn, engine_on, new_tenant


@pytest.fixture
async def heard(engine_of):
    """An engine, a tenant, a listener that misbehaves on demand and one that never does."""
    engine = await engine_of()
    bad, good = Listener(), Listener()
    bad.join(engine, "bad")
    good.join(engine, "good")
    scope, _ = await new_tenant(engine, "one")
    return engine, scope, bad, good


async def test_one_that_raises_costs_nobody_else_and_gets_its_events_in_order_later(heard):
    engine, scope, bad, good = heard
    stuck, free = new_id(), new_id()
    bad.raises = {2}
    async with dispatching(engine):
        await write(engine, scope, *((stuck, n) for n in (1, 2, 3)), *((free, n) for n in (11, 12)))
        await until(lambda: len(good.heard) == 5 and bad.numbers(free) == [11, 12])
        assert bad.numbers(stuck) == [1]
        bad.raises = set()
        await until(lambda: len(bad.heard) == 5)
    assert bad.numbers(stuck) == good.numbers(stuck) == [1, 2, 3]


async def test_one_that_hangs_is_cut_off_and_costs_nobody_else(heard, monkeypatch):
    engine, scope, bad, good = heard
    monkeypatch.setattr("vito_core.events.handling.HANDLER_SECONDS", 0.3)
    stuck, free = new_id(), new_id()
    bad.hangs = {2}
    async with dispatching(engine):
        await write(engine, scope, *((stuck, n) for n in (1, 2, 3)), *((free, n) for n in (11, 12)))
        await until(lambda: len(good.heard) == 5 and bad.numbers(free) == [11, 12])
        await until(lambda: bad.tries.count(2) >= 2)
        assert bad.numbers(stuck) == [1]
        bad.hangs = set()
        await until(lambda: len(bad.heard) == 5)
    assert bad.numbers(stuck) == [1, 2, 3]


class Release:
    """One release of a plugin: notes, once for each event, what it heard."""

    def __init__(self, engine: Engine, version: str, fails_at: int = 0) -> None:
        register(engine.types)
        add_plugin(engine, PLUGIN, subscriptions=(Subscription((EVENT,), self.on_event),))
        loaded = engine.registry.plugins[PLUGIN]
        loaded.version = version
        self._db = PluginDatabase(engine.pools, loaded, engine.types)
        self._version = version
        self._fails_at = fails_at
        self.failures = 0

    async def on_event(self, scope: TenantScope, event: PlatformEvent) -> None:
        number = event.read(Noted).number
        async with self._db.transaction(scope, once=event.id) as transaction:
            await transaction.execute(
                sa.text(
                    "insert into chaos.handled (tenant_id, subscriber, event, subject, number)"
                    " values (:tenant, :version, :event, :subject, :number)"
                ),
                {
                    "tenant": event.tenant,
                    "version": self._version,
                    "event": event.id,
                    "subject": event.subject,
                    "number": number,
                },
            )
            if number == self._fails_at:
                self.failures += 1
                raise RuntimeError("a defect of this release")


@contextlib.asynccontextmanager
async def started(settings, version: str, fails_at: int = 0) -> AsyncIterator[tuple[Engine, Release]]:
    engine = build(settings)
    engine.load()
    release = Release(engine, version, fails_at)
    await engine.open()
    try:
        async with dispatching(engine):
            yield engine, release
    finally:
        await engine.close()


async def test_one_that_is_upgraded_in_between_goes_on_where_it_was(postgres: PostgresAddress, tmp_path: Path):
    first, settings = await engine_on(postgres, tmp_path, (), {})
    scope, _ = await new_tenant(first, "one")
    await first.close()
    admin = await asyncpg.connect(admin_dsn(postgres, settings.database_url.rpartition("/")[2]))
    subject = new_id()
    try:
        await admin.execute(TABLES)
        async with started(settings, "1.0", fails_at=3) as (engine, release):
            await write(engine, scope, *((subject, number) for number in (1, 2, 3, 4)))
            await until(lambda: release.failures >= 2)
        async with started(settings, "2.0") as (engine, _):
            await write(engine, scope, (subject, 5))
            async with asyncio.timeout(15):
                while await admin.fetchval("select count(*) from chaos.handled") < 5:
                    await asyncio.sleep(0.05)
        rows = await admin.fetch("select subscriber, number from chaos.handled order by n")
    finally:
        await admin.close()
    # What the first release half did was rolled back; the second took up that very event, then the rest, in order.
    assert [tuple(row) for row in rows] == [("1.0", 1), ("1.0", 2), ("2.0", 3), ("2.0", 4), ("2.0", 5)]
