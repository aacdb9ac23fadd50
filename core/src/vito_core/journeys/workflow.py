"""The journey workflow: small and generic. It runs activities by name, waits for signals and timers, and knows no
plugin. No hook, clock, database or network is touched here."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, CancelledError, TimeoutType
from temporalio.exceptions import TimeoutError as TemporalTimeout

with workflow.unsafe.imports_passed_through():
    from vito_contracts.journey import Outcome, Signal, SignalReceived, StageCall, StageResult
    from vito_core.journeys.model import (
        ACTIVITY_SECONDS,
        WORKFLOW,
        JourneyEnd,
        JourneyStart,
        JourneyView,
        Plan,
        PlannedStage,
        Resumed,
        StageAnswer,
        StageRun,
    )

_RETRY = RetryPolicy(initial_interval=timedelta(milliseconds=500), maximum_interval=timedelta(seconds=20))
_TIME_OUT = timedelta(seconds=ACTIVITY_SECONDS)
_HEARTBEAT = timedelta(seconds=10)
_UNREACHABLE = timedelta(hours=6)
"""How long a stage may wait for a worker before the journey goes on without it."""
_STOP_GRACE = timedelta(seconds=10)
_HEARD_FIRST = 5.0
"""Seconds that a resumed wait lasts at least: what came before is told again just after the start."""
_STOP_ENDS_A_STAGE = "a-stop-ends-a-stage"
"""Patch: journeys of earlier releases are replayed without it."""


@workflow.defn(name=WORKFLOW)
class JourneyWorkflow:
    def __init__(self) -> None:
        self._inbox: list[SignalReceived] = []
        self._seen: set[str] = set()
        self._view = JourneyView()
        self._provisional: Outcome | None = None

    @workflow.signal
    def received(self, signal: SignalReceived) -> None:
        # Relays repeat themselves after a crash: the same id is the same signal.
        if str(signal.id) not in self._seen:
            self._seen.add(str(signal.id))
            self._inbox.append(signal)

    @workflow.query
    def where(self) -> JourneyView:
        return self._view

    @workflow.run
    async def run(self, start: JourneyStart) -> JourneyEnd:
        plan: Plan = await workflow.execute_activity(
            "journey.plan", start, result_type=Plan, start_to_close_timeout=_TIME_OUT, retry_policy=_RETRY
        )
        if start.resumed is not None:
            self._recall(start.resumed)
        outcome, reason = await self._open_stages(start, plan)
        end = JourneyEnd(tenant=start.tenant, contact=start.contact, outcome=outcome, reason=reason)
        self._view.outcome, self._view.reason, self._view.waits_for = outcome, reason, ()
        for stage in plan.stages:
            if stage.closing and stage.skipped is None:
                call = StageCall(contact=start.contact, lead=start.lead, step=0, outcome=outcome, reason=reason)
                await self._call(start, stage, call)
        await workflow.execute_activity("journey.end", end, start_to_close_timeout=_TIME_OUT, retry_policy=_RETRY)
        return end

    def _recall(self, resumed: Resumed) -> None:
        self._provisional = resumed.provisional
        self._view.milestones.extend(resumed.milestones)
        used = {str(each) for each in resumed.seen}
        self._seen |= used
        self._inbox = [each for each in self._inbox if str(each.id) not in used]

    async def _open_stages(self, start: JourneyStart, plan: Plan) -> tuple[Outcome, str]:
        for stage in _left(plan, start.resumed):
            result = await self._stage(start, stage)
            if result.outcome is not None:
                return self._final(result.outcome), result.reason
        if self._provisional is not None:
            return self._provisional, ""
        return Outcome.LOST, "no_stage_decided"

    def _final(self, outcome: Outcome) -> Outcome:
        # A customer who says "stop" after the purchase stays a customer.
        return self._provisional if outcome is Outcome.STOPPED and self._provisional is not None else outcome

    async def _stage(self, start: JourneyStart, stage: PlannedStage) -> StageResult:
        self._view.stage = stage.name
        step, received, waited = 0, None, 0.0
        resumed = start.resumed if start.resumed is not None and start.resumed.stage == stage.name else None
        known = resumed.result if resumed is not None else None
        if resumed is not None and known is not None:
            step, waited = resumed.step, resumed.waited_seconds
        while True:
            if known is not None:
                result, known = known, None
            else:
                call = StageCall(contact=start.contact, lead=start.lead, step=step, received=received)
                result, waited = await self._call(start, stage, call, stoppable=True), 0.0
            if result.provisional is not None:
                self._provisional = result.provisional
            if result.outcome is not None or not result.waits_for:
                return result
            self._view.waits_for = result.waits_for
            received = await self._next_signal(result, start.seconds_per_day, waited)
            if received.signal is Signal.STOPPED and Signal.STOPPED not in result.waits_for:
                return StageResult(outcome=Outcome.STOPPED, reason="stopped")
            step += 1

    async def _next_signal(self, result: StageResult, seconds_per_day: float, waited: float) -> SignalReceived:
        awaited = {*result.waits_for, Signal.STOPPED}
        seconds = result.wait_days * seconds_per_day
        if waited:
            seconds = min(seconds, max(seconds - waited, _HEARD_FIRST))
        try:
            await workflow.wait_condition(
                lambda: any(each.signal in awaited for each in self._inbox),
                timeout=timedelta(seconds=seconds),
            )
        except TimeoutError:
            return SignalReceived(id=workflow.uuid4(), signal=Signal.TIMED_OUT)
        found = next(each for each in self._inbox if each.signal in awaited)
        self._inbox.remove(found)
        return found

    async def _call(
        self, start: JourneyStart, stage: PlannedStage, call: StageCall, *, stoppable: bool = False
    ) -> StageResult:
        try:
            answer = await self._ask(start, stage, call, stoppable=stoppable)
        except ActivityError as error:
            if isinstance(error.cause, CancelledError):
                return StageResult(outcome=Outcome.STOPPED, reason="stopped")
            if not (isinstance(error.cause, TemporalTimeout) and error.cause.type is TimeoutType.SCHEDULE_TO_START):
                raise
            # Nobody works on the plugin's queue any more: it was removed from the installation in mid-flight.
            self._view.milestones.append("skipped:unreachable")
            return StageResult()
        self._view.milestones.extend(answer.result.milestones)
        return answer.result

    async def _ask(self, start: JourneyStart, stage: PlannedStage, call: StageCall, *, stoppable: bool) -> StageAnswer:
        asked = workflow.start_activity(
            stage.activity,
            StageRun(tenant=start.tenant, stage=stage, call=call),
            result_type=StageAnswer,
            task_queue=stage.queue,
            schedule_to_start_timeout=_UNREACHABLE,
            start_to_close_timeout=_TIME_OUT,
            heartbeat_timeout=_HEARTBEAT,
            retry_policy=_RETRY,
            cancellation_type=workflow.ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        )
        if stoppable and workflow.patched(_STOP_ENDS_A_STAGE):
            await self._until_done_or_stopped(asked)
        answer: StageAnswer = await asked
        return answer

    async def _until_done_or_stopped(self, asked: "workflow.ActivityHandle[StageAnswer]") -> None:
        """A stage that is tried again and again, such as one held by the kill switch, would otherwise finish its
        work days after the contact said stop. What is under way is given the time to end by itself."""
        await workflow.wait_condition(lambda: asked.done() or self._told_to_stop())
        if asked.done():
            return
        try:
            await workflow.wait_condition(asked.done, timeout=_STOP_GRACE)
        except TimeoutError:
            asked.cancel()

    def _told_to_stop(self) -> bool:
        return any(each.signal is Signal.STOPPED for each in self._inbox)


def _left(plan: Plan, resumed: Resumed | None) -> list[PlannedStage]:
    """The open stages that are still to come."""
    stages = [stage for stage in plan.stages if not stage.closing and stage.skipped is None]
    if resumed is None:
        return stages
    names = [stage.name for stage in stages]
    if resumed.stage in names:
        return stages[names.index(resumed.stage) :]
    return [stage for stage in stages if stage.name not in resumed.done]
