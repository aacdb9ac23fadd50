"""Starting, signalling and reading journeys."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from vito_contracts.approvals import ApprovalDecided
from vito_contracts.capabilities import EnquiryResolver
from vito_contracts.errors import CapabilityUnavailable
from vito_contracts.events import (
    EnquiryReceived,
    JourneyStarted,
    LeadQualified,
    NewEvent,
    PlatformEvent,
    ReplyReceived,
)
from vito_contracts.hooks import Subscription
from vito_contracts.ids import ContactId, TenantId, derived_id
from vito_contracts.journey import Signal, SignalReceived
from vito_contracts.modules import Module
from vito_contracts.scope import TenantScope
from vito_core.capabilities import CapabilityTable
from vito_core.contacts import ContactStore
from vito_core.db.pool import Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.journeys.codec import TenantCodec
from vito_core.journeys.connection import connect, on_behalf_of
from vito_core.journeys.model import CORE_QUEUE, WORKFLOW, JourneyStart, JourneyView, workflow_id
from vito_core.journeys.wall import TenantWall, Wall
from vito_core.keyring.ring import Keyring
from vito_core.settings import PLAIN_TEMPORAL, TemporalAccess
from vito_core.telemetry.tracing import Tracing
from vito_core.twins import BindingStore


class JourneyClient:
    """Signals and queries; connects on the first use, so that an API without Temporal still answers turns."""

    def __init__(
        self,
        target: str,
        namespace: str,
        pools: Pools,
        keys: Keyring,
        log: Any,
        tracing: Tracing,
        access: TemporalAccess = PLAIN_TEMPORAL,
    ) -> None:
        self._tracing = tracing
        self._target = target
        self._namespace = namespace
        self._access = access
        self._pools = pools
        self._keys = keys
        self._log = log
        self._connected: tuple[Client, TenantWall] | None = None

    async def client(self) -> Client:
        """For workers, and for starting a workflow whose argument names its tenant."""
        return (await self._connection())[0]

    async def of(self, tenant: TenantId) -> Client:
        """For signals, queries and whatever else is done to the workflows of one tenant."""
        return on_behalf_of(*await self._connection(), tenant)

    async def _connection(self) -> tuple[Client, TenantWall]:
        if self._connected is None:
            async with self._pools.without_tenant() as connection:
                since = await connection.fetchval("select core.headers_required_since()")
            wall = TenantWall(Wall(self._log, since))
            codec, others = TenantCodec(self._keys), self._tracing.temporal()
            client = await connect(self._target, self._namespace, codec, wall, self._access, others)
            self._connected = client, wall
        return self._connected

    async def start_anew(self, start: JourneyStart) -> None:
        """Whatever Temporal knows of this contact's journey is over: the database knows better."""
        client = await self.of(start.tenant)
        await client.start_workflow(
            WORKFLOW,
            start,
            id=workflow_id(start.tenant, start.contact),
            task_queue=CORE_QUEUE,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.TERMINATE_EXISTING,
        )

    async def start(self, start: JourneyStart) -> bool:
        """False: this contact's journey was begun before (running or ended): one contact, one journey."""
        client = await self.of(start.tenant)
        try:
            await client.start_workflow(
                WORKFLOW,
                start,
                id=workflow_id(start.tenant, start.contact),
                task_queue=CORE_QUEUE,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            )
        except WorkflowAlreadyStartedError:
            return False
        return True

    async def signal(self, tenant: TenantId, contact: ContactId, signal: SignalReceived) -> bool:
        """False: no journey of this contact is running."""
        client = await self.of(tenant)
        try:
            await client.get_workflow_handle(workflow_id(tenant, contact)).signal("received", signal)
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return False
            raise
        return True

    async def where(self, tenant: TenantId, contact: ContactId) -> JourneyView | None:
        client = await self.of(tenant)
        try:
            handle = client.get_workflow_handle(workflow_id(tenant, contact))
            view: JourneyView = await handle.query("where", result_type=JourneyView)
            return view
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return None
            raise


class JourneyRelay:
    """The core's own subscribers: from the event log into workflows."""

    def __init__(
        self,
        pools: Pools,
        client: JourneyClient,
        capabilities: CapabilityTable,
        bindings: BindingStore,
        contacts: ContactStore,
        types: EventTypes,
        seconds_per_day: float,
    ) -> None:
        self._pools = pools
        self._client = client
        self._capabilities = capabilities
        self._bindings = bindings
        self._contacts = contacts
        self._types = types
        self._seconds_per_day = seconds_per_day

    def subscriptions(self) -> Sequence[Subscription]:
        return (
            Subscription(("lead.qualified",), self.on_lead, name="journey-start"),
            Subscription(("reply.received",), self.on_reply, name="journey-signal"),
            Subscription(("enquiry.received",), self.on_enquiry, name="enquiries"),
            Subscription(("approval.decided",), self.on_approval, name="approval-signal"),
        )

    async def on_lead(self, scope: TenantScope, event: PlatformEvent) -> None:
        lead = event.read(LeadQualified)
        if await self._contacts.is_erased(scope, lead.contact):
            return
        async with self._pools.within(scope.tenant) as connection:
            new = await connection.fetchval(
                "insert into core.journeys (tenant_id, contact, lead, binding) values ($1, $2, $3, $4)"
                " on conflict do nothing returning contact",
                scope.tenant,
                lead.contact,
                lead.lead,
                lead.binding,
            )
            if new is not None:
                started = JourneyStarted(contact=lead.contact, lead=lead.lead)
                await append(
                    connection,
                    scope.tenant,
                    "core",
                    self._types,
                    [NewEvent(type="journey.started", subject=lead.contact, payload=started)],
                )
        await self._client.start(
            JourneyStart(
                tenant=scope.tenant,
                contact=lead.contact,
                lead=lead.lead,
                binding=lead.binding,
                seconds_per_day=self._seconds_per_day,
            )
        )

    async def on_reply(self, scope: TenantScope, event: PlatformEvent) -> None:
        await self._client.signal(scope.tenant, event.read(ReplyReceived).contact, signal_of(event))

    async def on_enquiry(self, scope: TenantScope, event: PlatformEvent) -> None:
        enquiry = event.read(EnquiryReceived)
        if await self._contacts.is_erased(scope, enquiry.contact):
            return
        # Answered at once, whatever the journey waits for; its `serve` stage then finds the resolution that exists.
        await self._resolve(scope, enquiry)
        await self._client.signal(scope.tenant, enquiry.contact, signal_of(event))

    async def on_approval(self, scope: TenantScope, event: PlatformEvent) -> None:
        """Tells the journey of the approval's subject, if it is a contact that has one."""
        async with self._pools.within(scope.tenant) as connection:
            journeys = "select true from core.journeys where contact = $1 and ended_at is null"
            if not await connection.fetchval(journeys, event.subject):
                return
        await self._client.signal(scope.tenant, ContactId(event.subject), signal_of(event))

    async def _resolve(self, scope: TenantScope, received: EnquiryReceived) -> None:
        binding = await self._bindings.of_module(scope, Module.CUSTOMER_SUPPORT)
        if binding is None:
            raise CapabilityUnavailable("enquiry-resolution", "the tenant has no CUSTOMER_SUPPORT binding")
        resolver = await self._capabilities.of(binding, EnquiryResolver)
        await resolver.resolve(binding, await self._contacts.enquiry(scope, received.enquiry))


class JourneyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A journey as the API lists it."""

    contact: ContactId
    author: str
    platform: str
    lead: UUID
    stage: str
    outcome: str | None
    reason: str
    started_at: Any
    ended_at: Any
    stages: list[dict[str, Any]]


class JourneyReader:
    def __init__(self, pools: Pools) -> None:
        self._pools = pools

    async def all(self, scope: TenantScope, after: UUID | None, limit: int) -> list[JourneyRow]:
        """In the order of contact ids, which are random; `after`: the last contact of the page before."""
        return await self._rows(scope, "($1::uuid is null or j.contact > $1)", after, limit)

    async def one(self, scope: TenantScope, contact: ContactId) -> JourneyRow | None:
        rows = await self._rows(scope, "j.contact = $1", contact, 1)
        return rows[0] if rows else None

    async def _rows(self, scope: TenantScope, where: str, contact: UUID | None, limit: int) -> list[JourneyRow]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                "select j.*, c.handle, c.platform, coalesce(m.stages, '[]') as stages from core.journeys j"
                " join core.contacts c on c.id = j.contact left join lateral (select jsonb_agg(jsonb_build_object("
                "'name', milestone, 'stage', stage, 'at', at) order by at, step) as stages"
                f" from core.journey_milestones where contact = j.contact) m on true where {where}"
                " order by j.contact limit $2",
                contact,
                limit,
            )
        return [
            JourneyRow(
                contact=ContactId(row["contact"]),
                author=row["handle"],
                platform=row["platform"],
                lead=row["lead"],
                stage=row["stage"],
                outcome=row["outcome"],
                reason=row["reason"],
                started_at=row["started_at"],
                ended_at=row["ended_at"],
                stages=msgspec.json.decode(row["stages"]),
            )
            for row in rows
        ]


SIGNALLED = ("reply.received", "enquiry.received", "approval.decided")
"""Events that a journey is told of. Their subject is the journey's contact."""


def signal_of(event: PlatformEvent) -> SignalReceived:
    """The same event is the same signal, however often it is told."""
    match event.type:
        case "reply.received":
            return SignalReceived(id=event.id, signal=Signal.REPLIED, reference=event.read(ReplyReceived).reply)
        case "enquiry.received":
            return SignalReceived(id=event.id, signal=Signal.ENQUIRED, reference=event.read(EnquiryReceived).enquiry)
        case _:
            return SignalReceived(id=event.id, signal=Signal.DECIDED, reference=event.read(ApprovalDecided).approval)


def stop_signal(tenant: TenantId, contact: ContactId) -> SignalReceived:
    return SignalReceived(id=derived_id(tenant, "stop", contact), signal=Signal.STOPPED)


def purchase_signal(tenant: TenantId, contact: ContactId) -> SignalReceived:
    return SignalReceived(id=derived_id(tenant, "purchase", contact), signal=Signal.PURCHASED)
