"""The tenant wall on Temporal's side: one interceptor of clients and workers.

Whoever calls says for which tenant in a header; the workflow's id says whose it is, and so does its argument. Where
they differ nothing runs: a client refuses before anything leaves the process, a worker whatever reaches it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import temporalio.client as tc
import temporalio.worker as tw
from temporalio import activity, workflow
from temporalio.api.common.v1 import Payload
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes
from temporalio.exceptions import ApplicationError

from vito_contracts.ids import TenantId
from vito_core.journeys.model import ATTRIBUTE, tenant_of

HEADER = "vito-tenant"
MISMATCH = "TenantMismatch"

_KEY = SearchAttributeKey.for_keyword(ATTRIBUTE)
_Attributes = TypedSearchAttributes | Mapping[str, Any] | None


class Wall:
    """`since`: calls of workflows and activities begun before it may lack the header (they are of a release that set
    none); None: nothing may. `log`: a structlog logger, told of every refusal; ids and codes only."""

    def __init__(self, log: Any, since: dt.datetime | None = None) -> None:
        self._log = log
        self._since = since

    def fault(self, target: str | None, headers: Mapping[str, Payload], begun: dt.datetime | None) -> str | None:
        """A code for what is wrong with a call of the workflow `target`, None if nothing is."""
        tenant = tenant_of(target)
        if tenant is None:
            return "id_without_tenant"
        header = headers.get(HEADER)
        if header is None:
            forgiven = self._since is not None and begun is not None and begun < self._since
            return None if forgiven else "header_missing"
        return None if header.data == header_of(tenant).data else "header_of_another_tenant"

    def argument_fault(self, target: str | None, args: Sequence[Any]) -> str | None:
        named = argument_tenant(args)
        if named is None:
            return "argument_without_tenant"
        return None if named == tenant_of(target) else "argument_of_another_tenant"

    def note(self, door: str, name: str, target: str | None, fault: str) -> None:
        self._log.warning("journey.refused", door=door, name=name, workflow=target, reason=fault)

    def refuse(self, door: str, name: str, target: str | None, fault: str) -> NoReturn:
        self.note(door, name, target, fault)
        raise mismatch(fault)


def mismatch(fault: str) -> ApplicationError:
    return ApplicationError(f"refused: {fault.replace('_', ' ')}", type=MISMATCH, non_retryable=True)


def header_of(tenant: TenantId) -> Payload:
    return Payload(metadata={"encoding": b"json/plain"}, data=f'"{tenant}"'.encode())


def argument_tenant(args: Sequence[Any]) -> TenantId | None:
    """Of the first argument: its `tenant`, or that of its `scope`."""
    first = args[0] if args else None
    named = getattr(first, "tenant", None) or getattr(getattr(first, "scope", None), "tenant", None)
    if named is None and isinstance(first, Mapping):
        named = first.get("tenant")
    return tenant_of(f"{named}/")


def with_attribute(attributes: _Attributes, tenant: TenantId) -> TypedSearchAttributes | Mapping[str, Any]:
    if attributes is None or isinstance(attributes, TypedSearchAttributes):
        return (attributes or TypedSearchAttributes.empty).updated(SearchAttributePair(_KEY, str(tenant)))
    return {**attributes, ATTRIBUTE: [str(tenant)]}


class TenantWall(tc.Interceptor, tw.Interceptor):
    """Given to a client, it is its workers' too. `tenant`: on whose behalf the client acts; None: it may only start
    workflows, for the tenant that their argument names."""

    def __init__(self, wall: Wall, tenant: TenantId | None = None) -> None:
        self._wall = wall
        self._tenant = tenant

    def of(self, tenant: TenantId) -> "TenantWall":
        return TenantWall(self._wall, tenant)

    def intercept_client(self, next: tc.OutboundInterceptor) -> tc.OutboundInterceptor:  # noqa: A002 — Temporal's name
        return _ClientOut(next, self._wall, self._tenant)

    def intercept_activity(self, next: tw.ActivityInboundInterceptor) -> tw.ActivityInboundInterceptor:  # noqa: A002
        return _ActivityIn(next, self._wall)

    def workflow_interceptor_class(
        self, _input: tw.WorkflowInterceptorClassInput
    ) -> type[tw.WorkflowInboundInterceptor]:
        return type("TenantWallOfWorkflow", (_WorkflowIn,), {"wall": self._wall})


class _ClientOut(tc.OutboundInterceptor):
    def __init__(self, next_: tc.OutboundInterceptor, wall: Wall, tenant: TenantId | None) -> None:
        super().__init__(next_)
        self._wall = wall
        self._tenant = tenant

    async def start_workflow(self, input: tc.StartWorkflowInput) -> tc.WorkflowHandle[Any, Any]:  # noqa: A002
        self._start(input)
        return await super().start_workflow(input)

    async def signal_workflow(self, input: tc.SignalWorkflowInput) -> None:  # noqa: A002
        input.headers = self._headers("signal", input.signal, input.id, input.headers, self._tenant)
        await super().signal_workflow(input)

    async def query_workflow(self, input: tc.QueryWorkflowInput) -> Any:  # noqa: A002
        input.headers = self._headers("query", input.query, input.id, input.headers, self._tenant)
        return await super().query_workflow(input)

    async def start_workflow_update(self, input: tc.StartWorkflowUpdateInput) -> tc.WorkflowUpdateHandle[Any]:  # noqa: A002
        input.headers = self._headers("update", input.update, input.id, input.headers, self._tenant)
        return await super().start_workflow_update(input)

    async def start_update_with_start_workflow(
        self,
        input: tc.StartWorkflowUpdateWithStartInput,  # noqa: A002
    ) -> tc.WorkflowUpdateHandle[Any]:
        start, update = input.start_workflow_input, input.update_workflow_input
        self._start(start)
        update.headers = self._headers("update", update.update, start.id, update.headers, argument_tenant(start.args))
        return await super().start_update_with_start_workflow(input)

    async def cancel_workflow(self, input: tc.CancelWorkflowInput) -> None:  # noqa: A002
        self._headers("cancel", "", input.id, {}, self._tenant)
        await super().cancel_workflow(input)

    async def terminate_workflow(self, input: tc.TerminateWorkflowInput) -> None:  # noqa: A002
        self._headers("terminate", "", input.id, {}, self._tenant)
        await super().terminate_workflow(input)

    def _start(self, start: tc.StartWorkflowInput | tc.UpdateWithStartStartWorkflowInput) -> None:
        fault = self._wall.argument_fault(start.id, start.args)
        if fault is not None:
            self._wall.refuse("client start", start.workflow, start.id, fault)
        tenant = self._tenant or argument_tenant(start.args)
        start.headers = self._headers("start", start.workflow, start.id, start.headers, tenant)
        assert tenant is not None
        start.search_attributes = with_attribute(start.search_attributes, tenant)

    def _headers(
        self, door: str, name: str, target: str, headers: Mapping[str, Payload], tenant: TenantId | None
    ) -> Mapping[str, Payload]:
        ours = {**headers, HEADER: header_of(tenant)} if tenant is not None else {}
        fault = self._wall.fault(target, ours, None)
        if fault is not None:
            self._wall.refuse(f"client {door}", name, target, fault)
        return ours


class _ActivityIn(tw.ActivityInboundInterceptor):
    def __init__(self, next_: tw.ActivityInboundInterceptor, wall: Wall) -> None:
        super().__init__(next_)
        self._wall = wall

    async def execute_activity(self, input: tw.ExecuteActivityInput) -> Any:  # noqa: A002
        info = activity.info()
        fault = self._wall.fault(info.workflow_id, input.headers, info.scheduled_time)
        fault = fault or self._wall.argument_fault(info.workflow_id, input.args)
        if fault is not None:
            self._wall.refuse("activity", info.activity_type, info.workflow_id, fault)
        return await super().execute_activity(input)


class _WorkflowIn(tw.WorkflowInboundInterceptor):
    wall: Wall

    def init(self, outbound: tw.WorkflowOutboundInterceptor) -> None:
        super().init(_WorkflowOut(outbound))

    async def execute_workflow(self, input: tw.ExecuteWorkflowInput) -> Any:  # noqa: A002
        info = workflow.info()
        fault = self._fault(input.headers) or self.wall.argument_fault(info.workflow_id, input.args)
        if fault is not None:
            self._note("workflow", info.workflow_type, fault)
            raise mismatch(fault)
        return await super().execute_workflow(input)

    async def handle_signal(self, input: tw.HandleSignalInput) -> None:  # noqa: A002
        fault = self._fault(input.headers)
        if fault is not None:
            # Dropped, not failed: nobody else's signal may end a tenant's journey.
            self._note("signal", input.signal, fault)
            return
        await super().handle_signal(input)

    async def handle_query(self, input: tw.HandleQueryInput) -> Any:  # noqa: A002
        # Temporal's own tools set no header: their `__stack_trace` is refused too.
        self._require("query", input.query, input.headers)
        return await super().handle_query(input)

    def handle_update_validator(self, input: tw.HandleUpdateInput) -> None:  # noqa: A002
        self._require("update", input.update, input.headers)
        super().handle_update_validator(input)

    async def handle_update_handler(self, input: tw.HandleUpdateInput) -> Any:  # noqa: A002
        self._require("update", input.update, input.headers)  # an update without a validator comes here only
        return await super().handle_update_handler(input)

    def _require(self, door: str, name: str, headers: Mapping[str, Payload]) -> None:
        fault = self._fault(headers)
        if fault is not None:
            self._note(door, name, fault)
            raise mismatch(fault)

    def _fault(self, headers: Mapping[str, Payload]) -> str | None:
        info = workflow.info()
        return self.wall.fault(info.workflow_id, headers, info.start_time)

    def _note(self, door: str, name: str, fault: str) -> None:
        # A query is asked once, also where the workflow has to be replayed to answer it.
        if door == "query" or not workflow.unsafe.is_replaying():
            self.wall.note(door, name, workflow.info().workflow_id, fault)


class _WorkflowOut(tw.WorkflowOutboundInterceptor):
    """What a workflow sends carries its tenant, and goes to no other tenant's workflow."""

    def start_activity(self, input: tw.StartActivityInput) -> workflow.ActivityHandle[Any]:  # noqa: A002
        input.headers = self._headers(input.headers)
        return super().start_activity(input)

    def start_local_activity(self, input: tw.StartLocalActivityInput) -> workflow.ActivityHandle[Any]:  # noqa: A002
        input.headers = self._headers(input.headers)
        return super().start_local_activity(input)

    async def start_child_workflow(self, input: tw.StartChildWorkflowInput) -> workflow.ChildWorkflowHandle[Any, Any]:  # noqa: A002
        input.headers = self._headers(input.headers, input.id)
        input.search_attributes = with_attribute(input.search_attributes, self._tenant())
        return await super().start_child_workflow(input)

    async def signal_child_workflow(self, input: tw.SignalChildWorkflowInput) -> None:  # noqa: A002
        input.headers = self._headers(input.headers, input.child_workflow_id)
        await super().signal_child_workflow(input)

    async def signal_external_workflow(self, input: tw.SignalExternalWorkflowInput) -> None:  # noqa: A002
        input.headers = self._headers(input.headers, input.workflow_id)
        await super().signal_external_workflow(input)

    def continue_as_new(self, input: tw.ContinueAsNewInput) -> NoReturn:  # noqa: A002
        input.headers = self._headers(input.headers)
        super().continue_as_new(input)

    def _headers(self, headers: Mapping[str, Payload], target: str | None = None) -> Mapping[str, Payload]:
        tenant = self._tenant()
        if target is not None and tenant_of(target) != tenant:
            raise mismatch("target_of_another_tenant")
        return {**headers, HEADER: header_of(tenant)}

    def _tenant(self) -> TenantId:
        tenant = tenant_of(workflow.info().workflow_id)
        if tenant is None:
            raise mismatch("id_without_tenant")
        return tenant
