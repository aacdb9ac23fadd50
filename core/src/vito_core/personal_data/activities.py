"""The steps of both workflows. Each can be repeated at any time: what was done is found done."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

import asyncpg
import sqlalchemy.exc
from temporalio import activity

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import RequestId, TenantId, new_id
from vito_contracts.scope import SYSTEM, TenantScope
from vito_contracts.services import Objects
from vito_core.db.pool import Pools
from vito_core.journeys.heartbeats import heartbeats
from vito_core.personal_data import core_rows, model, receipts, verify
from vito_core.personal_data.desk import CORE, HOLDER_SECONDS, DataSubjectDesk
from vito_core.personal_data.model import Answer, Completion, Failure, Fault, Plan, PluginCall, SubjectCall, Verdict
from vito_core.personal_data.requests import RequestStore, add_counts
from vito_core.personal_data.service import archive_key
from vito_core.personal_data.stopping import Stopper

R = TypeVar("R")

PLUGIN_ATTEMPTS = 5
LONGEST_NAME = 255

_OUTAGES = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InterfaceError,
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.InterfaceError,
    ConnectionError,
)
"""The database is away: nobody's fault, and it does not use up a plugin's attempts."""


class PersonalDataActivities:
    def __init__(
        self,
        pools: Pools,
        desk: DataSubjectDesk,
        requests: RequestStore,
        stopper: Stopper,
        objects: Objects,
        types: Any,
    ) -> None:
        self._pools = pools
        self._desk = desk
        self._requests = requests
        self._stopper = stopper
        self._objects = objects
        self._types = types

    def all(self) -> list[Callable[..., Any]]:
        return [
            self.begin,
            self.stop,
            self.settle,
            self.collect,
            self.erase_plugin,
            self.erase_core,
            self.verify,
            self.complete,
            self.fail,
            self.archive,
        ]

    @activity.defn(name=model.BEGIN)
    async def begin(self, call: SubjectCall) -> Plan:
        begun = await self._requests.begin(call.tenant, call.request)
        return Plan(open=begun, plugins=self._desk.plugins, unloaded=self._desk.unloaded)

    @activity.defn(name=model.STOP)
    async def stop(self, call: SubjectCall) -> Answer:
        async with self._at(call, "stop"):
            await self._stopper.fail_turns(call.tenant, call.contact)
            await self._stopper.stop_journey(call.tenant, call.contact)
        return Answer()

    @activity.defn(name=model.SETTLE)
    async def settle(self, call: SubjectCall) -> Answer:
        async with self._at(call, "settle"):
            await self._stopper.settle(call.tenant, call.contact, call.settle_seconds)
        return Answer()

    @activity.defn(name=model.COLLECT)
    async def collect(self, call: SubjectCall) -> Answer:
        """Notes what there is, to look for it afterwards. A plugin that cannot say is found out by its erasure."""
        scope = _scope(call.tenant)
        async with self._at(call, "collect"):
            strings = verify.strings_of(await self._desk.export_core(scope, call.contact))
            for plugin in self._desk.plugins:
                held, fault = await _tried(plugin, self._desk.export_plugin(scope, plugin, call.contact))
                strings |= set() if fault is not None else verify.strings_of(held)
            await self._requests.note_words(call.tenant, call.request, strings)
        return Answer()

    @activity.defn(name=model.ERASE_PLUGIN)
    async def erase_plugin(self, call: PluginCall) -> Answer:
        async with self._at(call, f"erase {call.plugin}"):
            erasing = self._desk.erase_plugin(_scope(call.tenant), call.plugin, call.contact)
            rows, fault = await _tried(call.plugin, erasing)
            if fault is None:
                async with self._pools.within(call.tenant) as connection:
                    await add_counts(connection, call.request, call.plugin, int(rows or 0))
        return Answer(fault=fault)

    @activity.defn(name=model.ERASE_CORE)
    async def erase_core(self, call: SubjectCall) -> Answer:
        async with self._at(call, "erase core"):
            for export in await self._requests.exports_of(call.tenant, call.contact):
                await self._objects.delete(_scope(call.tenant), archive_key(export))
            async with self._pools.within(call.tenant) as connection:
                touched = await core_rows.blank(connection, call.tenant, call.contact, self._types)
                await connection.execute(
                    "update core.subject_requests set archive = null, step = '',"
                    " error_code = case when state = 'completed' then error_code else 'erased' end,"
                    " state = case when state = 'completed' then state else 'failed' end"
                    " where contact = $1 and kind = 'export'",
                    call.contact,
                )
                for table, rows in touched.items():
                    await add_counts(connection, call.request, f"{CORE}.{table}", rows)
        return Answer()

    @activity.defn(name=model.VERIFY)
    async def verify(self, call: SubjectCall) -> Verdict:
        """Exports once more, and searches: nothing that was held may be said anywhere."""
        scope = _scope(call.tenant)
        async with self._at(call, "verify"):
            words = await self._requests.words(call.tenant, call.request)
            async with self._pools.within(call.tenant) as connection:
                found = await verify.search_core(connection, call.contact, words)
                referred = await connection.fetch(
                    "select reference from core.effects where subject = $1 and reference is not null", call.contact
                )
            if found.held:
                return Verdict(fault=Fault(code=f"still_held_{min(found.held)}", plugin=CORE))
            for plugin in self._desk.plugins:
                export, fault = await _tried(plugin, self._desk.export_plugin(scope, plugin, call.contact))
                if fault is None and verify.still_said(export, words):
                    fault = Fault(code="still_held", plugin=plugin)
                if fault is not None:
                    return Verdict(fault=fault)
            for row in referred:
                if await self._has_object(scope, row["reference"]):
                    return Verdict(fault=Fault(code="still_held_object", plugin=CORE))
        named = words.name is not None
        return Verdict(
            columns=found.columns,
            strings=len(words.strings) + named,
            mentions=found.mentions,
            name=named,
            left_out=tuple(found.left_out),
        )

    @activity.defn(name=model.COMPLETE)
    async def complete(self, call: Completion) -> Answer:
        async with self._pools.within(call.tenant) as connection:
            await receipts.complete_erasure(connection, call, self._types)
        return Answer()

    @activity.defn(name=model.FAIL)
    async def fail(self, call: Failure) -> Answer:
        await self._requests.fail(call.tenant, call.request, call.fault.code, call.fault.plugin)
        return Answer()

    @activity.defn(name=model.ARCHIVE)
    async def archive(self, call: SubjectCall) -> Answer:
        """Writes the archive once: a repeated call takes the file it finds, so that the receipt fits it."""
        scope, key = _scope(call.tenant), archive_key(call.request)
        async with self._at(call, "export"):
            data = await self._objects.get(scope, key)
            if data is None:
                held: dict[str, Any] = {CORE: await self._desk.export_core(scope, call.contact)}
                for plugin in self._desk.plugins:
                    held[plugin], fault = await _tried(plugin, self._desk.export_plugin(scope, plugin, call.contact))
                    if fault is not None:
                        return Answer(fault=fault)
                data = receipts.archive_of(call, held)
                await self._objects.create(scope, key, data)
            async with self._pools.within(call.tenant) as connection:
                kept = await receipts.complete_export(connection, call, key, data)
            if not kept:  # erased meanwhile
                await self._objects.delete(scope, key)
                return Answer(fault=Fault(code="erased", plugin=CORE))
        return Answer()

    async def _has_object(self, scope: TenantScope, reference: str) -> bool:
        """A reference may be somebody else's id, which is no key of ours, and no name that a file could have."""
        if any(len(part.encode()) > LONGEST_NAME for part in reference.split("/")):
            return False
        with contextlib.suppress(InvalidInput, ValueError, OSError):
            return await self._objects.get(scope, reference) is not None
        return False

    @contextlib.asynccontextmanager
    async def _at(self, call: SubjectCall | PluginCall, step: str) -> AsyncIterator[None]:
        """Says where the request is, and that this worker lives: a killed one is noticed in seconds."""
        await self._requests.at_step(call.tenant, call.request, step)
        async with heartbeats():
            yield


async def _tried(plugin: str, asked: Awaitable[R]) -> tuple[R | None, Fault | None]:
    """What a plugin answers. Its error is raised, to be tried again, and becomes a fault when it keeps failing."""
    try:
        async with asyncio.timeout(HOLDER_SECONDS):
            return await asked, None
    except _OUTAGES:
        raise
    except Exception as error:
        if activity.info().attempt < PLUGIN_ATTEMPTS:
            raise PluginFailed(f"{plugin}: {type(error).__name__}") from None
        return None, Fault(code=type(error).__name__, plugin=plugin)


class PluginFailed(Exception):
    """A plugin could not export or erase; the text is its name and a class of error, never a person's words."""


def _scope(tenant: TenantId) -> TenantScope:
    return TenantScope(tenant=tenant, actor=SYSTEM, request=RequestId(new_id()))
