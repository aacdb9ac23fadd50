"""Temporal's side of the tenant wall, on a real server: who may call what, and what can be read there."""

import asyncio
import contextlib
import datetime as dt
import re
from pathlib import Path
from uuid import uuid4

import pytest
import structlog
from temporalio.api.common.v1 import Payload
from temporalio.client import (
    Client,
    Interceptor,
    OutboundInterceptor,
    WorkflowFailureError,
    WorkflowQueryFailedError,
    WorkflowUpdateFailedError,
)
from temporalio.common import RawValue
from temporalio.exceptions import ApplicationError
from temporalio.worker import Worker

from tests.journeys.probe import QUEUE, Order, Probe, echo
from vito_contracts.errors import InvalidInput
from vito_contracts.ids import ContactId, TenantId, new_id
from vito_contracts.journey import JourneyStage, Outcome, Signal, SignalReceived, StageActivity, StageResult
from vito_contracts.modules import Module
from vito_core.embedded.temporal import EmbeddedTemporal
from vito_core.journeys.codec import TenantCodec
from vito_core.journeys.connection import connect, on_behalf_of, require_search_attribute
from vito_core.journeys.converter import data_converter
from vito_core.journeys.model import CORE_QUEUE, SEARCH_ATTRIBUTES, WORKFLOW, JourneyStart, workflow_id
from vito_core.journeys.running import running
from vito_core.journeys.wall import HEADER, MISMATCH, TenantWall, Wall, header_of
from vito_core.testing import EngineOf, add_contact, add_plugin, furnish, new_tenant
from vito_core.worker import workers, workflow_runner

CANARY = "Ana Canary, +34 600 000 000"


class Forger(Interceptor):
    """Sets whatever header it likes, as a client of somebody else's making would. None: no header."""

    def __init__(self, header: Payload | None) -> None:
        self.header = header

    def intercept_client(self, next: OutboundInterceptor) -> OutboundInterceptor:  # noqa: A002
        headers = {HEADER: self.header} if self.header is not None else {}

        class Out(OutboundInterceptor):
            async def start_workflow(self, input):  # noqa: A002
                input.headers = headers
                return await super().start_workflow(input)

            async def signal_workflow(self, input):  # noqa: A002
                input.headers = headers
                await super().signal_workflow(input)

            async def query_workflow(self, input):  # noqa: A002
                input.headers = headers
                return await super().query_workflow(input)

            async def start_workflow_update(self, input):  # noqa: A002
                input.headers = headers
                return await super().start_workflow_update(input)

        return Out(next)


class Stage:
    """Two tenants, a client for each, and a worker that runs probes."""

    def __init__(self, engine, temporal: str, a: TenantId, b: TenantId) -> None:
        self.engine, self.temporal, self.a, self.b = engine, temporal, a, b
        self.codec = TenantCodec(engine.keyring)

    async def client(self, tenant: TenantId) -> Client:
        return await self.engine.journeys.of(tenant)

    async def forger(self, header: TenantId | None) -> Client:
        forged = Forger(header_of(header) if header is not None else None)
        return await Client.connect(self.temporal, data_converter=data_converter(self.codec), interceptors=[forged])

    def order(self, **more) -> Order:
        return Order(tenant=more.pop("tenant", self.a), text=CANARY, **more)

    def id(self, tenant: TenantId | None = None) -> str:
        return f"{tenant or self.a}/probe/{uuid4()}"

    async def start(self, **more) -> str:
        id_ = self.id()
        await (await self.client(self.a)).start_workflow("probe", self.order(**more), id=id_, task_queue=QUEUE)
        return id_

    async def result(self, id_: str) -> list[str]:
        return await (await self.client(self.a)).get_workflow_handle(id_, result_type=list[str]).result()

    async def said(self, id_: str) -> list[str]:
        return await (await self.client(self.a)).get_workflow_handle(id_).query("said", result_type=list[str])


@pytest.fixture
async def stage(engine_of: EngineOf, temporal: str):
    engine = await engine_of(temporal=temporal)
    (a, _), (b, _) = await new_tenant(engine, "a"), await new_tenant(engine, "b")
    async with running([probe_worker(await engine.journeys.client())]):
        yield Stage(engine, temporal, a.tenant, b.tenant)


def probe_worker(client: Client) -> Worker:
    return Worker(
        client, task_queue=QUEUE, workflows=[Probe], activities=[echo], workflow_runner=workflow_runner(),
        sticky_queue_schedule_to_start_timeout=dt.timedelta(seconds=1),
    )  # fmt: skip


def refused(error: pytest.ExceptionInfo) -> str:
    cause = error.value.cause
    while getattr(cause, "cause", None) is not None:
        cause = cause.cause
    assert isinstance(cause, ApplicationError)
    assert cause.type == MISMATCH
    return cause.message


# -- what is right goes through -------------------------------------------------------------------------------------


async def test_everything_a_workflow_does_carries_its_tenant(stage: Stage):
    """Header, argument and id are demanded at every door, so one that was not set would fail the run."""
    neighbour = await stage.start()
    child = stage.id()
    id_ = await stage.start(child=child, neighbour=neighbour, again=True)
    handle = (await stage.client(stage.a)).get_workflow_handle(id_)
    assert await handle.execute_update("tell", CANARY) == CANARY
    assert await stage.result(neighbour) == [CANARY] * 3
    async with asyncio.timeout(20):
        while (await handle.describe()).run_id == handle.first_execution_run_id or await stage.said(id_):
            await asyncio.sleep(0.05)  # till the new run, to which nobody has said anything
    await handle.signal("say", CANARY)
    assert await stage.result(id_) == [CANARY] * 3
    async with asyncio.timeout(20):
        while True:
            query = f'VitoTenant = "{stage.a}"'
            found = {each.id async for each in (await stage.client(stage.a)).list_workflows(query)}
            if found == {id_, child, neighbour}:
                break
            await asyncio.sleep(0.1)


# -- what is wrong does not -----------------------------------------------------------------------------------------


async def test_a_tenants_client_reaches_no_other_tenants_workflow(stage: Stage):
    id_ = await stage.start()
    of_b = (await stage.client(stage.b)).get_workflow_handle(id_)
    unbound = (await stage.engine.journeys.client()).get_workflow_handle(id_)
    for handle in (of_b, unbound):
        for call in (
            handle.signal("say", "x"),
            handle.query("said"),
            handle.execute_update("tell", "x"),
            handle.cancel(),
            handle.terminate(),
        ):
            with pytest.raises(ApplicationError) as error:
                await call
            assert error.value.type == MISMATCH
    assert await stage.said(id_) == []
    client = await stage.client(stage.b)
    for order, id_ in ((stage.order(), stage.id()), (stage.order(), stage.id(stage.b)), (stage.order(), "no-tenant")):
        with pytest.raises(ApplicationError, match="refused"):
            await client.start_workflow("probe", order, id=id_, task_queue=QUEUE)


@pytest.mark.parametrize("header", ["none", "b"])
async def test_a_worker_refuses_a_start_under_another_header_or_none(stage: Stage, header: str):
    client = await stage.forger(stage.b if header == "b" else None)
    with structlog.testing.capture_logs() as logs, pytest.raises(WorkflowFailureError) as error:
        await client.execute_workflow("probe", stage.order(), id=stage.id(), task_queue=QUEUE)
    assert refused(error) == f"refused: header {'of another tenant' if header == 'b' else 'missing'}"
    lines = [line for line in logs if line["event"] == "journey.refused"]
    assert [(line["door"], line["name"]) for line in lines] == [("workflow", "probe")]
    assert CANARY not in repr(logs)


async def test_a_worker_refuses_an_argument_of_another_tenant_or_none(stage: Stage):
    client = await stage.forger(stage.a)
    for argument in (stage.order(tenant=stage.b), "nobody's"):
        with pytest.raises(WorkflowFailureError):
            await client.execute_workflow("probe", argument, id=stage.id(), task_queue=QUEUE)


async def test_an_activity_refuses_what_another_tenants_workflow_asks(stage: Stage):
    with structlog.testing.capture_logs() as logs:
        id_ = await stage.start(asked_of=stage.b)
        with pytest.raises(WorkflowFailureError) as error:
            await stage.result(id_)
    assert refused(error) == "refused: argument of another tenant"
    assert [line["door"] for line in logs if line["event"] == "journey.refused"] == ["activity"]


@pytest.mark.parametrize("way", ["child", "neighbour"])
async def test_a_workflow_neither_starts_nor_signals_another_tenants(stage: Stage, way: str):
    client = await stage.client(stage.b)
    target = stage.id(stage.b)
    if way == "neighbour":
        await client.start_workflow("probe", stage.order(tenant=stage.b), id=target, task_queue=QUEUE)
    with pytest.raises(WorkflowFailureError) as error:
        await stage.result(await stage.start(**{way: target}))
    assert refused(error) == "refused: target of another tenant"
    if way == "neighbour":
        assert await client.get_workflow_handle(target).query("said") == []


@pytest.mark.parametrize("header", ["none", "b"])
async def test_a_foreign_signal_is_dropped_and_the_workflow_goes_on(stage: Stage, header: str):
    id_ = await stage.start()
    forged = (await stage.forger(stage.b if header == "b" else None)).get_workflow_handle(id_)
    with structlog.testing.capture_logs() as logs:
        await forged.signal("say", "forged")
        with pytest.raises(WorkflowQueryFailedError):
            await forged.query("said")
        with pytest.raises(WorkflowUpdateFailedError):
            await forged.execute_update("tell", "forged")
    assert {line["door"] for line in logs if line["event"] == "journey.refused"} == {"signal", "query", "update"}
    own = (await stage.client(stage.a)).get_workflow_handle(id_)
    await own.signal("say", "own")
    assert (await stage.result(id_))[-1] == "own", "neither forged text nor a failed workflow"


async def test_a_payload_of_another_tenant_is_not_opened(stage: Stage):
    """The header can be forged by whoever reaches Temporal; the key cannot."""
    id_ = await stage.start()
    [sealed] = await data_converter(TenantCodec(stage.engine.keyring, stage.id(stage.b))).encode(["theirs"])
    forger = await Client.connect(stage.temporal, interceptors=[Forger(header_of(stage.a))])
    await forger.get_workflow_handle(id_).signal("say", RawValue(sealed))
    own = (await stage.client(stage.a)).get_workflow_handle(id_)
    await own.signal("say", "own")
    assert (await stage.result(id_))[-1] == "own"
    [order] = await data_converter(TenantCodec(stage.engine.keyring, stage.id(stage.b))).encode([stage.order()])
    with pytest.raises(WorkflowFailureError):
        await forger.execute_workflow("probe", RawValue(order), id=stage.id(), task_queue=QUEUE)


# -- what can be read -----------------------------------------------------------------------------------------------


async def everything_written(target: str, workflows: int) -> str:
    """All that a client without keys gets to see of this many workflows; visibility lags a little behind."""
    plain = await Client.connect(target)
    async with asyncio.timeout(20):
        while len(found := [each async for each in plain.list_workflows()]) != workflows:
            await asyncio.sleep(0.1)
    seen = []
    for each in found:
        handle = plain.get_workflow_handle(each.id, run_id=each.run_id)
        seen.append(str((await handle.describe()).raw_description))
        seen += [str(event) for event in (await handle.fetch_history()).events]
    return "\n".join(seen)


def in_files(folder: Path, text: str) -> bool:
    return any(text.encode() in path.read_bytes() for path in folder.rglob("temporal.db*"))


async def test_nothing_a_tenant_says_can_be_read_in_temporal(engine_of: EngineOf, tmp_path: Path):
    server = EmbeddedTemporal(tmp_path / "temporal", SEARCH_ATTRIBUTES)
    target = (await asyncio.to_thread(server.start)).target
    try:
        engine = await engine_of(temporal=target)
        (a, _) = await new_tenant(engine, "a")
        probes = Stage(engine, target, a.tenant, a.tenant)
        client = await probes.client(a.tenant)
        async with running([probe_worker(await engine.journeys.client())]):
            id_ = probes.id()
            order = probes.order(child=probes.id())
            handle = await client.start_workflow(
                "probe", order, id=id_, task_queue=QUEUE, memo={"note": CANARY}, static_summary=CANARY
            )
            assert await handle.execute_update("tell", CANARY) == CANARY
            await handle.signal("say", CANARY)
            assert CANARY in await probes.result(id_)
            assert (await (await handle.describe()).memo())["note"] == CANARY, "its own tenant reads it"
            with pytest.raises(WorkflowFailureError) as error:
                await client.execute_workflow("probe", probes.order(fails=True), id=probes.id(), task_queue=QUEUE)
            assert CANARY in str(error.value.cause.cause), "… and its failures"
            assert error.value.cause.cause.details == ({"said": CANARY},)
        written = await everything_written(target, 3)
        assert written.count("workflow_execution_started_event_attributes") >= 3
        assert not re.search("Canary|600 000", written)
        assert "Traceback" not in written
        assert not in_files(tmp_path, "Canary")

        # The same without the codec is found, so that the search above can fail.
        plain = await Client.connect(target, data_converter=data_converter(None))
        await plain.start_workflow("probe", probes.order(), id=probes.id(), task_queue="nobody")
        assert "Canary" in await everything_written(target, 4)
        async with asyncio.timeout(20):
            while not in_files(tmp_path, "Canary"):
                await asyncio.sleep(0.1)
    finally:
        await asyncio.to_thread(server.stop)


# -- what began before there was a wall -----------------------------------------------------------------------------

WAIT = StageResult(waits_for=(Signal.REPLIED,), wait_days=3)


class Upgrade:
    """A tenant whose journey is begun as the release before would have: no header, no codec, no search attribute."""

    def __init__(self, engine, temporal: str) -> None:
        self.engine, self.temporal = engine, temporal

    async def furnish(self) -> None:
        self.tenant = await furnish(self.engine, "one")
        self.contact: ContactId = await add_contact(self.engine, self.tenant.scope, "@ana")
        add_plugin(self.engine, "plugin-ask")
        stage = JourneyStage(name="ask", order=1, module=Module.SALES_CRM, activity="ask")
        self.engine.contributions.journey_stages.append(("plugin-ask", stage))
        self.engine.contributions.activities.append(("plugin-ask", StageActivity(name="ask", run=self.ask)))
        self.id = workflow_id(self.tenant.scope.tenant, self.contact)
        self.old = await Client.connect(self.temporal, data_converter=data_converter(None))
        start = JourneyStart(
            tenant=self.tenant.scope.tenant,
            contact=self.contact,
            lead=new_id(),
            binding=self.tenant.bindings[Module.SALES_CRM].binding,
            seconds_per_day=100.0,
        )
        self.handle = await self.old.start_workflow(WORKFLOW, start, id=self.id, task_queue=CORE_QUEUE)

    async def ask(self, scope, call):
        return WAIT if call.step == 0 else StageResult(outcome=Outcome.WON)

    async def client(self, since: dt.datetime | None) -> tuple[Client, Client]:
        """For workers, and for the tenant."""
        wall = TenantWall(Wall(self.engine.log, since))
        client = await connect(self.temporal, "default", TenantCodec(self.engine.keyring), wall)
        return client, on_behalf_of(client, wall, self.tenant.scope.tenant)


@pytest.fixture
async def upgrade(engine_of: EngineOf, temporal: str):
    made = Upgrade(await engine_of(temporal=temporal), temporal)
    await made.furnish()
    return made


async def until_waiting(client: Client, id_: str) -> None:
    async with asyncio.timeout(20):
        while not (await client.get_workflow_handle(id_).query("where"))["waits_for"]:
            await asyncio.sleep(0.05)


@contextlib.asynccontextmanager
async def working(engine, client: Client):
    async with running(workers(engine, client)):
        yield


@pytest.mark.parametrize("begun", [True, False], ids=["in-mid-flight", "not-yet-picked-up"])
async def test_a_journey_of_the_release_before_goes_on(upgrade: Upgrade, begun: bool):
    if begun:
        async with working(upgrade.engine, upgrade.old):
            await until_waiting(upgrade.old, upgrade.id)
    client, own = await upgrade.client(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    async with working(upgrade.engine, client):
        await until_waiting(own, upgrade.id)
        await own.get_workflow_handle(upgrade.id).signal("received", SignalReceived(id=new_id(), signal=Signal.REPLIED))
        assert (await upgrade.handle.fetch_history()).events
        result = await own.get_workflow_handle(upgrade.id).result()
    assert result["outcome"] == "won"


async def test_a_journey_begun_without_a_header_after_the_upgrade_is_refused(upgrade: Upgrade):
    client, own = await upgrade.client(dt.datetime.now(dt.UTC) - dt.timedelta(hours=1))
    async with working(upgrade.engine, client):
        with pytest.raises(WorkflowFailureError) as error:
            await own.get_workflow_handle(upgrade.id).result()
    assert refused(error) == "refused: header missing"


async def test_a_new_database_forgives_no_missing_header(engine_of: EngineOf):
    engine = await engine_of()
    async with engine.pools.without_tenant() as connection:
        assert await connection.fetchval("select core.headers_required_since()") is None


# -- a server that was not prepared ---------------------------------------------------------------------------------


async def test_a_server_without_the_search_attribute_is_one_clear_line(tmp_path: Path):
    server = EmbeddedTemporal(tmp_path / "temporal")
    target = (await asyncio.to_thread(server.start)).target
    try:
        client = await Client.connect(target)
        with pytest.raises(InvalidInput) as error:
            await require_search_attribute(client, seconds=0)
        assert re.fullmatch(
            r"Temporal at \S+ does not know .*: temporal operator search-attribute create --namespace default"
            r" --name VitoTenant --type Keyword",
            str(error.value),
        )
        server = EmbeddedTemporal(tmp_path / "temporal", SEARCH_ATTRIBUTES)
        await asyncio.to_thread(server.start)
        await require_search_attribute(client)
    finally:
        await asyncio.to_thread(server.stop)
