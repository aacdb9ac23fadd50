"""Workflows for tests: one that does all a workflow can do across the wall, and a journey that was changed."""

from datetime import timedelta

from temporalio import activity, workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from uuid import UUID

    import msgspec

    from vito_contracts.journey import Outcome, SignalReceived
    from vito_core.journeys.model import WORKFLOW, JourneyEnd, JourneyStart, JourneyView

QUEUE = "probe"
_SOON = timedelta(seconds=20)
_ONCE = RetryPolicy(maximum_attempts=1)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """`asked_of`: whose data the activity is asked for, if not the tenant's. `child`: id of a child to run.
    `neighbour`: id of a workflow to signal."""

    tenant: UUID
    text: str
    asked_of: UUID | None = None
    child: str | None = None
    neighbour: str | None = None
    again: bool = False
    fails: bool = False


@activity.defn(name="probe.echo")
async def echo(order: Order) -> str:
    if not activity.info().is_local:
        activity.heartbeat(order.text)
    if order.fails:
        raise ApplicationError(f"no: {order.text}", {"said": order.text}, non_retryable=True)
    return order.text


@workflow.defn(name="probe")
class Probe:
    def __init__(self) -> None:
        self._said: list[str] = []

    @workflow.signal
    def say(self, text: str) -> None:
        self._said.append(text)

    @workflow.query
    def said(self) -> list[str]:
        return self._said

    @workflow.update
    def tell(self, text: str) -> str:
        self._said.append(text)
        return text

    @workflow.run
    async def run(self, order: Order) -> list[str]:
        asked = msgspec.structs.replace(order, tenant=order.asked_of or order.tenant)
        answers = [
            await workflow.execute_activity(
                "probe.echo",
                asked,
                result_type=str,
                start_to_close_timeout=_SOON,
                heartbeat_timeout=_SOON,
                retry_policy=_ONCE,
            ),
            await workflow.execute_local_activity(
                "probe.echo", asked, result_type=str, start_to_close_timeout=_SOON, retry_policy=_ONCE
            ),
        ]
        if order.child is not None:
            plain = Order(tenant=order.tenant, text=order.text)
            child = await workflow.start_child_workflow("probe", plain, id=order.child, result_type=list[str])
            await child.signal("say", order.text)
            answers += await child
        if order.neighbour is not None:
            await workflow.get_external_workflow_handle(order.neighbour).signal("say", order.text)
        await workflow.wait_condition(lambda: bool(self._said))
        if order.again:
            workflow.continue_as_new(msgspec.structs.replace(order, again=False, child=None, neighbour=None))
        return answers + self._said


@workflow.defn(name=WORKFLOW)
class CarelesslyChanged:
    """The journey without its plan, as a careless change would leave it."""

    @workflow.signal
    def received(self, signal: SignalReceived) -> None:
        pass

    @workflow.query
    def where(self) -> JourneyView:
        return JourneyView()

    @workflow.run
    async def run(self, start: JourneyStart) -> JourneyEnd:
        end = JourneyEnd(tenant=start.tenant, contact=start.contact, outcome=Outcome.LOST)
        await workflow.execute_activity("journey.end", end, start_to_close_timeout=_SOON)
        return end
