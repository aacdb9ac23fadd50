"""What plugins contribute and what the worker runs, called in B's scope about A's ids: hooks, activities, events."""

import asyncio
import contextlib
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import asyncpg
import msgspec
from temporalio.testing import ActivityEnvironment

from tests.isolation.invent import NOW, Inventor
from tests.isolation.report import SHOWN, Report
from tests.isolation.stage import Stage
from vito_contracts.errors import InvalidInput
from vito_contracts.events import PlatformEvent
from vito_contracts.ids import EventId, new_id
from vito_contracts.modules import Module
from vito_core.events.dispatcher import CORE
from vito_core.personal_data.activities import PluginFailed

SECONDS = 10.0
NOTHING = (
    TypeError,
    AttributeError,
    AssertionError,
    LookupError,
    ValueError,
    TimeoutError,
    msgspec.ValidationError,
    InvalidInput,
    asyncpg.DataError,
    asyncpg.CheckViolationError,
    asyncpg.NotNullViolationError,
)
"""What comes of invented arguments. `NotFound`, or a row of A's that B's cannot refer to, comes of the wall."""
NOT_HERE = "is not known here"
"""How a host refuses, as wrong input, what answers a thing of another tenant's."""


async def try_calls(stage: Stage, report: Report) -> None:
    caller = Caller(stage, report)
    found = stage.engine.contributions
    assert found is not None
    for plugin, holder in found.data_subjects:
        for name in ("export", "erase"):
            arguments = (caller.scope(), stage.marks.one("contact"))
            await caller.one("hook", f"{plugin}: data_subjects.{name}", getattr(holder, name), *arguments)
    for plugin, kind in found.effects:
        for effect in stage.marks.by_name["effect"]:
            await caller.one("hook", f"{plugin}: effects[{kind.name}].look_up", kind.look_up, caller.scope(), effect)
    for plugin, offer in found.capabilities:
        for name, method in inspect.getmembers(offer.protocol, inspect.isfunction):
            if not name.startswith("_"):
                door = f"{plugin}: {offer.protocol.__name__}{f'[{offer.key}]' if offer.key else ''}.{name}"
                for key in (offer.key,) if offer.key else stage.b.bindings:
                    await caller.all_sets("hook", door, method, getattr(offer.provider, name), key)
    for plugin, each in found.activities:
        await caller.all_sets("hook", f"{plugin}: activities[{each.name}]", each.run, each.run, Module.SALES_CRM)
    await _subscriptions(stage, caller)
    await _activities(stage, caller)


async def _subscriptions(stage: Stage, caller: "Caller") -> None:
    """Each subscription is told of an event in B's log that speaks of A's things, as a faulty plugin could write."""
    assert stage.engine.contributions is not None
    own = [(CORE, each) for each in stage.engine.own_subscriptions()]
    for plugin, subscription in [*own, *stage.engine.contributions.subscriptions]:
        for name in subscription.types:
            known = stage.engine.types.get(name)
            if known is None:
                continue
            event = PlatformEvent(
                id=EventId(new_id()),
                tenant=stage.b.scope.tenant,
                type=name,
                subject=stage.marks.one("contact"),
                at=NOW,
                payload=msgspec.to_builtins(caller.inventor(None).struct(known.payload)),
                version=known.version,
            )
            door = f"{plugin}: subscriptions[{subscription.name}] {name}"
            await caller.one("hook", door, subscription.handler, caller.scope(), event)


async def _activities(stage: Stage, caller: "Caller") -> None:
    """As Temporal would run them, without the interceptor that refuses a mismatch before."""
    journeys = stage.engine.journey_activities()
    activities = [*journeys.for_core(), *stage.engine.personal_data_activities().all()]
    for plugin in journeys.plugins():
        activities += journeys.for_plugin(plugin)
    for activity in activities:
        name = activity.__temporal_activity_definition.name  # type: ignore[attr-defined]

        async def run(activity: Callable[..., Any] = activity, **arguments: Any) -> Any:
            return await ActivityEnvironment().run(activity, *arguments.values())

        await caller.all_sets("activity", f"activity {name}", activity, run, "")


class Caller:
    """Calls things as B and looks at what comes back."""

    def __init__(self, stage: Stage, report: Report) -> None:
        self._stage = stage
        self._report = report
        self._sent = ""

    def scope(self, module: Any = None) -> Any:
        bindings = self._stage.b.bindings
        return bindings.get(module) or bindings[Module.MARKETING]

    def inventor(self, module: Any) -> Inventor:
        return Inventor(self._stage.marks, self.scope(module))

    async def all_sets(self, kind: str, door: str, signature: Any, call: Any, key: str) -> None:
        """`signature`: whose type hints say what `call` takes."""
        module = Module(key) if key else None
        signature = getattr(signature, "__func__", signature)
        for arguments in self.inventor(module).arguments(signature):
            given = {name: value for name, value in arguments.items() if value is not None}
            await self.one(kind, door, call, **given)

    async def one(self, kind: str, door: str, call: Any, /, *arguments: Any, **named: Any) -> None:
        self._report.note(kind, door)
        # B's rows may hold what B was made to say in an earlier call; what A alone knows still shows.
        self._sent += repr((arguments, named))
        try:
            async with asyncio.timeout(SECONDS):
                answer = await _answer(call(*arguments, **named))
        except Exception as error:
            answer = error
        self._report.outcome(door, in_vain(answer))
        self._report.leak(door, self._stage.marks.found_in(answer, self._sent))


def in_vain(answer: Any) -> str | None:
    """Why an answer says nothing about the wall; None if it does."""
    reason = answer.__context__ if isinstance(answer, PluginFailed) else answer
    if not isinstance(reason, NOTHING) or NOT_HERE in str(reason):
        return None
    return f"{type(reason).__name__}: {reason}"[:SHOWN]


async def _answer(value: Any) -> Any:
    if isinstance(value, AsyncIterator):
        async with contextlib.aclosing(value) as parts:  # type: ignore[type-var]
            return [part async for part in parts]
    return await value if isinstance(value, Awaitable) else value
