"""The two workflows. What they do to data is in the activities; here is the order, and what happens when one fails."""

from datetime import timedelta
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from vito_core.personal_data import model
    from vito_core.personal_data.model import Answer, Completion, Failure, Fault, Plan, PluginCall, SubjectCall, Verdict

R = TypeVar("R")

# Without an end: an activity gives up by answering with a fault. What is raised is an outage, and outages pass.
_RETRY = RetryPolicy(initial_interval=timedelta(milliseconds=500), maximum_interval=timedelta(seconds=10))
_TIME_OUT = timedelta(minutes=5)
_HEARTBEAT = timedelta(seconds=10)
_ROUNDS = 3
"""How often what the verification still finds is erased once more before the request fails."""


@workflow.defn(name=model.ERASURE)
class ErasureWorkflow:
    @workflow.run
    async def run(self, call: SubjectCall) -> None:
        plan = await _do(model.BEGIN, call, Plan)
        if not plan.open:
            return
        # Stopped twice: a handler that was at work the first time may have started the journey since.
        for step in (model.STOP, model.SETTLE, model.STOP, model.COLLECT):
            await _do(step, call, Answer)
        verdict = await self._erase_and_verify(call, plan)
        ids: dict[str, Any] = {"tenant": call.tenant, "contact": call.contact, "request": call.request}
        if verdict.fault is not None:
            await _do(model.FAIL, Failure(**ids, fault=verdict.fault), Answer)
        else:
            await _do(model.COMPLETE, Completion(**ids, verdict=verdict), Answer)

    async def _erase_and_verify(self, call: SubjectCall, plan: Plan) -> Verdict:
        verdict = Verdict()
        for round_ in range(_ROUNDS):
            if round_:
                await workflow.sleep(timedelta(seconds=2))
            fault = await self._erase(call, plan)
            if fault is not None:
                return Verdict(fault=fault)
            verdict = await _do(model.VERIFY, call, Verdict)
            if verdict.fault is None:
                break
        return verdict

    async def _erase(self, call: SubjectCall, plan: Plan) -> Fault | None:
        """The first fault; the others are erased all the same."""
        faults = [Fault(code="not_loaded", plugin=plugin) for plugin in plan.unloaded]
        for plugin in plan.plugins:
            each = PluginCall(tenant=call.tenant, contact=call.contact, request=call.request, plugin=plugin)
            answer = await _do(model.ERASE_PLUGIN, each, Answer)
            if answer.fault is not None:
                faults.append(answer.fault)
        await _do(model.ERASE_CORE, call, Answer)
        return faults[0] if faults else None


@workflow.defn(name=model.EXPORT)
class ExportWorkflow:
    @workflow.run
    async def run(self, call: SubjectCall) -> None:
        if not (await _do(model.BEGIN, call, Plan)).open:
            return
        answer = await _do(model.ARCHIVE, call, Answer)
        if answer.fault is not None:
            failure = Failure(tenant=call.tenant, contact=call.contact, request=call.request, fault=answer.fault)
            await _do(model.FAIL, failure, Answer)


async def _do(activity: str, message: Any, answer: type[R]) -> R:
    result: R = await workflow.execute_activity(
        activity,
        message,
        result_type=answer,
        start_to_close_timeout=_TIME_OUT,
        heartbeat_timeout=_HEARTBEAT,
        retry_policy=_RETRY,
    )
    return result
