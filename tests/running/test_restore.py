"""The whole way: journeys half-way, a backup, more work, everything destroyed, a restore into an empty Temporal."""

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import asyncpg
import msgspec
import pytest
from temporalio.client import WorkflowExecutionStatus

from vito_contracts.effects import EffectKind, EffectRequest, EffectState, LookUp, effect_id
from vito_contracts.events import NewEvent, ReplyReceived
from vito_contracts.ids import new_id
from vito_contracts.journey import JourneyStage, Outcome, Signal, StageActivity, StageResult
from vito_contracts.modules import Module
from vito_core.container import build
from vito_core.embedded.postgres import EmbeddedPostgres
from vito_core.embedded.temporal import EmbeddedTemporal
from vito_core.events.log import append
from vito_core.journeys.model import SEARCH_ATTRIBUTES, JourneyStart, workflow_id
from vito_core.testing import FAST, MASTER_KEY, add_contact, add_plugin, admin_dsn, engine_on, furnish, plugins_toml
from vito_core.worker import run

VITO = Path(sys.executable).with_name("vito")
WAIT = StageResult(waits_for=(Signal.REPLIED,), wait_days=3)


class Note(msgspec.Struct, frozen=True):
    text: str


class World:
    """What lies outside of every backup: what arrived there stays. `blind`: it cannot say what arrived."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.blind: set[str] = set()

    async def send(self, scope, effect, note: Note) -> str:
        self.arrived.append(note.text)
        return note.text

    async def look_up(self, scope, effect) -> LookUp:
        for text in self.blind:
            if effect == effect_id(scope.tenant, "outside.note", text):
                return LookUp.CANNOT_TELL
        known = {effect_id(scope.tenant, "outside.note", text) for text in self.arrived}
        return LookUp.CONFIRMED if effect in known else LookUp.ABSENT


class House:
    """An engine whose journeys write a note on entering each of two stages, and wait for a reply in each."""

    def __init__(self, engine, world: World) -> None:
        self.engine, self.world = engine, world
        self.calls: list[tuple[str, int, Signal | None]] = []
        add_plugin(engine, "outside", permissions=())
        kind = EffectKind(name="outside.note", payload=Note, send=world.send, look_up=world.look_up, absent_after=0.0)
        engine.ledger.fill([("outside", kind)])
        for order, name in enumerate(("greet", "sell")):
            stage = JourneyStage(name=name, order=order, module=Module.SALES_CRM, activity=name)
            engine.contributions.journey_stages.append(("outside", stage))
            engine.contributions.activities.append(("outside", StageActivity(name=name, run=self._stage(name))))

    def _stage(self, name: str):
        async def stage(scope, call) -> StageResult:
            signal = call.received.signal if call.received is not None else None
            self.calls.append((name, call.step, signal))
            text = f"{name}/{call.step}/{call.contact}"
            request = EffectRequest(kind="outside.note", key=text, payload=Note(text), subject=call.contact)
            await self.engine.ledger.perform(scope, request)
            if call.step == 0:
                return WAIT
            return StageResult(outcome=Outcome.WON) if name == "sell" else StageResult(milestones=("greeted",))

        return stage

    @contextlib.asynccontextmanager
    async def working(self):
        """As the worker and the dispatcher processes do it."""
        stop = asyncio.Event()
        task = asyncio.create_task(run(self.engine, stop))
        try:
            yield
        finally:
            stop.set()
            await task
            await self.engine.open()  # the processes close what they opened

    async def begin(self, tenant, handle: str):
        contact, lead = await add_contact(self.engine, tenant.scope, handle), new_id()
        binding = tenant.bindings[Module.SALES_CRM].binding
        async with self.engine.pools.within(tenant.scope.tenant) as connection:
            await connection.execute(
                "insert into core.journeys (tenant_id, contact, lead, binding) values ($1, $2, $3, $4)",
                tenant.scope.tenant,
                contact,
                lead,
                binding,
            )
        start = JourneyStart(
            tenant=tenant.scope.tenant, contact=contact, lead=lead, binding=binding, seconds_per_day=1000.0
        )
        assert await self.engine.journeys.start(start)
        return contact

    async def reply(self, tenant, contact) -> None:
        event = NewEvent(type="reply.received", subject=contact, payload=ReplyReceived(contact=contact, reply=new_id()))
        async with self.engine.pools.within(tenant.scope.tenant) as connection:
            await append(connection, tenant.scope.tenant, "core", self.engine.types, [event])

    async def until_waiting(self, tenant, contact, stage: str) -> None:
        async with asyncio.timeout(30):
            while True:
                async with self.engine.pools.within(tenant.scope.tenant) as connection:
                    steps = "select true from core.journey_steps where contact = $1 and stage = $2"
                    answered = await connection.fetchval(steps, contact, stage)
                view = await self.engine.journeys.where(tenant.scope.tenant, contact)
                if answered and view is not None and view.stage == stage and view.waits_for:
                    return
                await asyncio.sleep(0.05)

    async def outcome(self, tenant, contact) -> str:
        async with asyncio.timeout(60):
            while True:
                row = await self.engine.journey_reader.one(tenant.scope, contact)
                if row is not None and row.outcome is not None:
                    return row.outcome
                await asyncio.sleep(0.05)

    async def effects(self, tenant) -> dict[str, str]:
        async with self.engine.pools.within(tenant.scope.tenant) as connection:
            rows = await connection.fetch("select key, state from core.effects")
        return {row["key"]: row["state"] for row in rows}


def vito(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [VITO, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def fresh_temporal(tmp_path: Path):
    """A server of the test's own, that remembers nothing."""
    server = EmbeddedTemporal(tmp_path / "new-temporal", SEARCH_ATTRIBUTES)
    try:
        yield server.start().target
    finally:
        server.stop()


async def test_journeys_go_on_after_everything_was_destroyed(tmp_path: Path, postgres, temporal, fresh_temporal):
    world = World()
    engine, settings = await engine_on(postgres, tmp_path, (), {}, temporal=temporal)
    settings.objects.mkdir()
    (settings.objects / "kept.txt").write_text("an object")
    before = House(engine, world)
    tenant = await furnish(engine, "one")
    async with before.working():
        waiting = await before.begin(tenant, "@waiting")
        replied = await before.begin(tenant, "@replied")
        lost = await before.begin(tenant, "@lost")
        for contact in (waiting, replied, lost):
            await before.until_waiting(tenant, contact, "greet")
        await before.reply(tenant, replied)
        await before.until_waiting(tenant, replied, "sell")
    # In doubt at the moment of the backup: planned, and nobody knows whether it went out.
    doubtful = f"greet/1/{waiting}"
    await plan(engine, tenant, waiting, doubtful)
    world.blind.add(doubtful)
    # Told to nobody yet.
    await before.reply(tenant, lost)

    archive = tmp_path / "backup.tar"
    database = settings.database_url.rpartition("/")[2]
    done = await asyncio.to_thread(
        vito, "backup", archive, "--url", admin_dsn(postgres, database), "--json", VITO_OBJECTS=str(settings.objects)
    )
    assert done.returncode == 0, done.stderr
    assert msgspec.json.decode(done.stdout)["open_journeys"] == 3

    # The engine goes on, and what it does now the backup knows nothing of.
    async with before.working():
        await before.until_waiting(tenant, lost, "sell")
    sent = list(world.arrived)
    assert f"sell/0/{lost}" in sent
    await engine.close()
    shutil.rmtree(settings.objects)

    home = tmp_path / "home"
    done = await asyncio.to_thread(vito, "restore", archive, "--home", home, VITO_MASTER_KEY=MASTER_KEY)
    assert done.returncode == 0, done.stderr
    assert "3 open journeys" in done.stdout
    assert (home / "objects" / "kept.txt").read_text() == "an object"

    server = EmbeddedPostgres(home / "postgres", settings=FAST)
    try:
        after = await restored_house(server, settings, fresh_temporal, world)
        async with after.working():
            for contact in (waiting, replied, lost):
                await after.until_waiting(tenant, contact, {replied: "sell", waiting: "greet", lost: "sell"}[contact])
            for contact in (waiting, replied, lost):
                await after.reply(tenant, contact)
            await after.until_waiting(tenant, waiting, "sell")
            await after.reply(tenant, waiting)
            assert [await after.outcome(tenant, each) for each in (waiting, replied, lost)] == ["won"] * 3
            effects = await after.effects(tenant)
        # Taken up where it was: no step of the backup was asked again.
        assert ("greet", 0, None) not in after.calls
        # Nothing twice: neither what the ledger knew, nor what was sent after the backup.
        assert sorted(world.arrived) == sorted(set(world.arrived))
        # What nobody can tell is not sent again: a human decides.
        assert effects.pop(doubtful) == "unknown"
        assert doubtful not in world.arrived
        assert set(effects.values()) == {"confirmed"}
        await after.engine.close()
    finally:
        server.stop()


async def plan(engine, tenant, contact, key: str) -> None:
    """As an attempt leaves it that is killed just before it claims."""
    request = EffectRequest(kind="outside.note", key=key, payload=Note(key), subject=contact)
    effect = effect_id(tenant.scope.tenant, "outside.note", key)
    row = await engine.ledger._rows.plan(tenant.bindings[Module.SALES_CRM], effect, "outside", request)
    assert row.state is EffectState.PLANNED


async def restored_house(server: EmbeddedPostgres, settings, temporal: str, world: World) -> House:
    """What `vito serve` does on a restored home, but for the plugin that is made here."""
    at = await asyncio.to_thread(server.start)
    admin = await asyncpg.connect(admin_dsn(at, "vito"))
    await admin.execute("alter role vito_app password 'app-password'")
    await admin.execute("alter role vito_dispatcher password 'dispatcher-password'")
    await admin.close()
    where = f"{at.host}:{at.port}/vito"
    settings.plugins_file.write_text(plugins_toml((), {}))
    engine = build(
        msgspec.structs.replace(
            settings,
            database_url=f"postgresql://vito_app:app-password@{where}",
            dispatcher_url=f"postgresql://vito_dispatcher:dispatcher-password@{where}",
            temporal=temporal,
            seconds_per_day=1000.0,
        )
    )
    engine.load()
    await engine.open()
    return House(engine, world)


async def test_what_temporal_alone_knows_is_ended_and_what_both_know_begun_anew(tmp_path: Path, postgres, temporal):
    world = World()
    engine, settings = await engine_on(postgres, tmp_path, (), {}, temporal=temporal)
    house = House(engine, world)
    tenant = await furnish(engine, "two")
    async with house.working():
        known = await house.begin(tenant, "@known")
        await house.until_waiting(tenant, known, "greet")
    ghost = await add_contact(engine, tenant.scope, "@ghost")
    binding = tenant.bindings[Module.SALES_CRM].binding
    start = JourneyStart(
        tenant=tenant.scope.tenant, contact=ghost, lead=new_id(), binding=binding, seconds_per_day=1000.0
    )
    assert await engine.journeys.start(start)
    client = await engine.journeys.of(tenant.scope.tenant)
    before = await client.get_workflow_handle(workflow_id(tenant.scope.tenant, known)).describe()
    await until_listed(client, workflow_id(tenant.scope.tenant, ghost))
    admin = await asyncpg.connect(admin_dsn(postgres, settings.database_url.rpartition("/")[2]))
    await admin.execute("insert into core.restores (id, taken_at) values (gen_random_uuid(), now())")
    await admin.close()
    async with house.working():
        await house.reply(tenant, known)
        async with asyncio.timeout(30):
            while not any(name == "sell" for name, _, _ in house.calls):
                await asyncio.sleep(0.05)
    after = await client.get_workflow_handle(workflow_id(tenant.scope.tenant, known)).describe()
    assert after.run_id != before.run_id
    ended = await client.get_workflow_handle(workflow_id(tenant.scope.tenant, ghost)).describe()
    assert ended.status is WorkflowExecutionStatus.TERMINATED
    assert house.calls.count(("greet", 0, None)) == 1, "the step that had answered was not asked again"
    assert await engine.journey_rebuild().run() is None, "once for each restore"
    await engine.close()


async def until_listed(client, workflow: str) -> None:
    """Temporal lists a workflow a moment after it was started."""
    async with asyncio.timeout(20):
        while not [each async for each in client.list_workflows(f"WorkflowId = '{workflow}'")]:
            await asyncio.sleep(0.1)
