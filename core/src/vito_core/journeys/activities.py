"""Activities: where journeys meet the gate, the plugins and the database."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec
from temporalio import activity

from vito_contracts.events import JourneyEnded, JourneyMilestone, NewEvent
from vito_contracts.ids import BindingId, EventId, RequestId, TenantId, derived_id, new_id
from vito_contracts.journey import JourneyStage, StageActivity, StageCall, StageResult
from vito_contracts.modules import Module
from vito_contracts.scope import SYSTEM, TenantScope
from vito_core.db.pool import Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.gate import Gate
from vito_core.journeys.heartbeats import heartbeats
from vito_core.journeys.model import JourneyEnd, JourneyStart, Plan, PlannedStage, StageAnswer, StageRun, plugin_queue
from vito_core.telemetry.metrics import Metrics
from vito_core.twins import BindingStore

PREVIOUS_VERSIONS = 1
"""A stage accepts calls of its own contract version and the one before."""


class JourneyActivities:
    """`stages`: (plugin, stage) of all loaded plugins."""

    def __init__(
        self,
        pools: Pools,
        gate: Gate,
        bindings: BindingStore,
        types: EventTypes,
        stages: Sequence[tuple[str, JourneyStage]],
        code: Sequence[tuple[str, StageActivity]],
        metrics: Metrics,
    ) -> None:
        self._metrics = metrics
        self._pools = pools
        self._gate = gate
        self._bindings = bindings
        self._types = types
        self._stages = sorted(stages, key=lambda each: each[1].order)
        self._code = {(plugin, each.name): each.run for plugin, each in code}

    def for_core(self) -> list[Callable[..., Any]]:
        return [self.plan, self.end]

    def for_plugin(self, plugin: str) -> list[Callable[..., Any]]:
        """One Temporal activity for each stage activity of the plugin, named "<plugin>.<activity>"."""
        return [self._wrapped(plugin, name, run) for (owner, name), run in self._code.items() if owner == plugin]

    def plugins(self) -> list[str]:
        return sorted({plugin for plugin, _ in self._code})

    @activity.defn(name="journey.plan")
    async def plan(self, start: JourneyStart) -> Plan:
        """Asks the gate once; the answer is frozen into the workflow."""
        scope = _scope(start.tenant)
        effective = await self._gate.effective(start.tenant)
        bindings: dict[Module, BindingId] = {}
        for bound in await self._bindings.all(scope):
            bindings.setdefault(bound.scope.module, bound.scope.binding)
        planned = []
        for plugin, stage in self._stages:
            if plugin not in effective:
                continue
            binding = bindings.get(stage.module)
            planned.append(
                PlannedStage(
                    name=stage.name,
                    plugin=plugin,
                    version=stage.version,
                    activity=f"{plugin}.{stage.activity}",
                    queue=plugin_queue(plugin),
                    closing=stage.closing,
                    binding=binding or (start.binding if stage.closing else None),
                    skipped=None if binding is not None or stage.closing else f"no {stage.module} binding",
                )
            )
        return Plan(stages=tuple(planned))

    @activity.defn(name="journey.end")
    async def end(self, end: JourneyEnd) -> None:
        async with self._pools.within(end.tenant) as connection:
            ended = await connection.fetchval(
                "update core.journeys set outcome = $2, reason = $3, stage = '', ended_at = clock_timestamp()"
                " where contact = $1 and ended_at is null returning contact",
                end.contact,
                end.outcome,
                end.reason,
            )
            if ended is not None:
                payload = JourneyEnded(contact=end.contact, outcome=end.outcome, reason=end.reason)
                event = NewEvent(type="journey.ended", subject=end.contact, payload=payload)
                await append(connection, end.tenant, "core", self._types, [event])

    def _wrapped(
        self, plugin: str, name: str, run: Callable[[Any, StageCall], Awaitable[StageResult]]
    ) -> Callable[..., Any]:
        @activity.defn(name=f"{plugin}.{name}")
        async def stage_activity(stage_run: StageRun) -> StageAnswer:
            skipped = await self._refusal(plugin, stage_run)
            if skipped is not None:
                self._metrics.gate_refusals.labels(plugin, "activity").inc()
                await self._note(stage_run, StageResult(), (f"skipped:{skipped}",))
                return StageAnswer(result=StageResult(), skipped=skipped)
            assert stage_run.stage.binding is not None
            scope = await self._bindings.of_id(_scope(stage_run.tenant), stage_run.stage.binding)
            try:
                async with heartbeats():
                    result = await run(scope, stage_run.call)
            except Exception:
                self._metrics.plugin_failures.labels(plugin, "activity").inc()
                raise
            await self._note(stage_run, result, result.milestones)
            return StageAnswer(result=msgspec.convert(result, StageResult))

        return stage_activity

    async def _refusal(self, plugin: str, stage_run: StageRun) -> str | None:
        if plugin not in await self._gate.effective(stage_run.tenant):
            return "disabled"
        current = next((s.version for p, s in self._stages if p == plugin and s.name == stage_run.stage.name), None)
        if current is None or not current - PREVIOUS_VERSIONS <= stage_run.stage.version <= current:
            return "upgraded"
        return None

    async def _note(self, stage_run: StageRun, result: StageResult, milestones: Sequence[str]) -> None:
        """Where the journey is, what the step answered, and one event for each milestone; repeated calls change
        nothing. From it a journey is taken up again that Temporal has forgotten."""
        tenant, call, stage = stage_run.tenant, stage_run.call, stage_run.stage.name
        async with self._pools.within(tenant) as connection:
            await connection.execute(
                "update core.journeys set stage = $2 where contact = $1 and ended_at is null and stage <> $2",
                call.contact,
                stage,
            )
            if not stage_run.stage.closing:
                await connection.execute(
                    "insert into core.journey_steps (tenant_id, contact, stage, step, received, result)"
                    " select $1, $2, $3, $4, $5, $6 where exists (select from core.journeys where contact = $2)"
                    " on conflict do nothing",
                    tenant,
                    call.contact,
                    stage,
                    call.step,
                    call.received.id if call.received is not None else None,
                    msgspec.json.encode(result).decode(),
                )
            events = []
            for milestone in milestones:
                new = await connection.fetchval(
                    "insert into core.journey_milestones (tenant_id, contact, stage, step, milestone)"
                    " values ($1, $2, $3, $4, $5) on conflict do nothing returning contact",
                    tenant,
                    call.contact,
                    stage,
                    call.step,
                    milestone,
                )
                if new is not None:
                    payload = JourneyMilestone(contact=call.contact, stage=stage, milestone=milestone)
                    event_id = EventId(derived_id(tenant, "milestone", call.contact, stage, call.step, milestone))
                    events.append(
                        NewEvent(type="journey.milestone_reached", subject=call.contact, payload=payload, id=event_id)
                    )
            if events:
                await append(connection, tenant, "core", self._types, events)


def _scope(tenant: TenantId) -> TenantScope:
    return TenantScope(tenant=tenant, actor=SYSTEM, request=RequestId(new_id()))
