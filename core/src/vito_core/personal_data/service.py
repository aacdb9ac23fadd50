"""Asking for an export or an erasure, and seeing to it that what was asked for is done."""

import asyncio
from typing import Any
from uuid import UUID

from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError

from vito_contracts.errors import NotFound, VitoError
from vito_contracts.ids import ContactId, RequestId, TenantId, new_id
from vito_contracts.scope import SYSTEM, TenantScope
from vito_contracts.services import Objects
from vito_core.events.handling import HANDLER_SECONDS
from vito_core.journeys.model import CORE_QUEUE
from vito_core.journeys.service import JourneyClient
from vito_core.personal_data import model
from vito_core.personal_data.requests import RequestStore, SubjectRequest
from vito_core.rounds import every

START_SECONDS = 3.0
EVERY_SECONDS = 2.0


class PersonalData:
    """A request is a row first and a workflow afterwards: without Temporal it is kept, and begun when there is one."""

    def __init__(self, requests: RequestStore, client: JourneyClient, objects: Objects, log: Any) -> None:
        self.requests = requests
        self.settle_seconds = HANDLER_SECONDS
        self._client = client
        self._objects = objects
        self._log = log

    async def erase(self, scope: TenantScope, contact: ContactId) -> SubjectRequest:
        """Raises `NotFound`. Asking again gives the same request."""
        request = await self.requests.ask_erasure(scope, contact)
        await self._try_to_start(scope.tenant, request)
        return request

    async def export(self, scope: TenantScope, contact: ContactId) -> SubjectRequest:
        """Raises `NotFound`, `Conflict`."""
        request = await self.requests.ask_export(scope, contact)
        await self._try_to_start(scope.tenant, request)
        return request

    async def archive(self, scope: TenantScope, contact: ContactId, request: UUID) -> bytes:
        """The file of a completed export. Raises `NotFound` before it is made and after it has expired."""
        found = await self.requests.get(scope.tenant, request, contact)
        expired = await self.requests.expired(scope.tenant, request) is not None
        data = await self._objects.get(scope, archive_key(request)) if found.archive and not expired else None
        if data is None:
            why = "has expired" if expired or found.state == "completed" else f"is not there: {found.state}"
            raise NotFound(f"the archive of request {request} {why}")
        return data

    async def keep_serving(self, stop: asyncio.Event) -> None:
        """Starts what lies open (asked for without Temporal, or left by a server that forgot) and clears archives and
        words whose time is over, until `stop`. What fails is reported and tried again; it holds up no other."""
        await every(EVERY_SECONDS, lambda: self._serve_due(stop), "personal_data.waits_for_database", self._log, stop)

    async def _serve_due(self, stop: asyncio.Event) -> None:
        for tenant, request in await self.requests.due():
            if stop.is_set():
                return
            try:
                await self._serve(tenant, await self.requests.get(tenant, request))
            except Exception as error:
                self._log.warning("personal_data.request_waits", request=str(request), error=type(error).__name__)

    async def _serve(self, tenant: TenantId, request: SubjectRequest) -> None:
        # Touched first: what fails comes last the next time, so that it never crowds out the others.
        await self.requests.touch(tenant, request.id)
        if await self.requests.expired(tenant, request.id) is not None:
            scope = TenantScope(tenant=tenant, actor=SYSTEM, request=RequestId(new_id()))
            await self._objects.delete(scope, archive_key(request.id))
            await self.requests.drop_archive(tenant, request.id)
        elif not await self.requests.drop_old_words(tenant, request.id):
            await self._try_to_start(tenant, request)

    async def _try_to_start(self, tenant: TenantId, request: SubjectRequest) -> None:
        if request.state not in ("requested", "running"):
            return
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._start(tenant, request)
        except (RPCError, RuntimeError, OSError, VitoError) as error:  # TimeoutError is an OSError
            self._log.warning("personal_data.waits_for_temporal", request=str(request.id), error=type(error).__name__)

    async def _start(self, tenant: TenantId, request: SubjectRequest) -> None:
        """A workflow that runs already goes on; one that ended begins anew and finds the row as it is."""
        erasure = request.kind == "erase"
        call = model.SubjectCall(
            tenant=tenant, contact=request.contact, request=request.id, settle_seconds=self.settle_seconds
        )
        client = await self._client.of(tenant)
        await client.start_workflow(
            model.ERASURE if erasure else model.EXPORT,
            call,
            id=model.erasure_id(tenant, request.contact)
            if erasure
            else model.export_id(tenant, request.contact, request.id),
            task_queue=CORE_QUEUE,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )


def archive_key(request: UUID) -> str:
    return f"exports/{request}.json"
