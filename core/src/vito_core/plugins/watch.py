"""What stands between the engine and a plugin's code: it sees failures, and traces where that is switched on."""

import asyncio
import inspect
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.effects import EffectKind
from vito_contracts.errors import PermissionMissing
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Subscription
from vito_contracts.ids import TenantId
from vito_contracts.journey import StageActivity
from vito_core.effects import LOOK_UP_SECONDS, SEND_SECONDS
from vito_core.events.handling import HANDLER_SECONDS
from vito_core.identity.denials import Denials
from vito_core.journeys.model import ACTIVITY_SECONDS
from vito_core.personal_data.desk import HOLDER_SECONDS
from vito_core.plugins.faults import is_fault
from vito_core.plugins.frames import Frame
from vito_core.plugins.quarantine import Quarantine
from vito_core.plugins.tracing import Tracer

_NO_PART: Any = object()
MOST_REMEMBERED = 10_000
TIME_USED = 0.5
"""A call that was cut off after this share of the time it had has hung; one that was cut off before, was not wanted any
more: whoever asked has gone."""

Call = Callable[..., Awaitable[Any]]


class Watch:
    def __init__(self, quarantine: Quarantine, tracer: Tracer, denials: Denials, turn_seconds: float) -> None:
        self._quarantine = quarantine
        self._denials = denials
        self._tracer = tracer
        self._turn_seconds = turn_seconds
        self._counted: OrderedDict[tuple[str, UUID], None] = OrderedDict()

    def provider(self, plugin: str, offer: CapabilityOffer) -> Any:
        """The provider of a capability, each method of its protocol watched; all else is its own."""
        return _Watched(self, plugin, offer, self._turn_seconds)

    def subscription(self, plugin: str, subscription: Subscription) -> Subscription:
        handler = self.call(plugin, "subscription", subscription.name, subscription.handler, HANDLER_SECONDS)
        return msgspec.structs.replace(subscription, handler=handler)

    def activity(self, plugin: str, activity: StageActivity) -> StageActivity:
        run = self.call(plugin, "activity", activity.name, activity.run, ACTIVITY_SECONDS)
        return msgspec.structs.replace(activity, run=run)

    def effect(self, plugin: str, kind: EffectKind) -> EffectKind:
        send = self.call(plugin, "effect", f"{kind.name}.send", kind.send, SEND_SECONDS)
        look_up = self.call(plugin, "effect", f"{kind.name}.look_up", kind.look_up, LOOK_UP_SECONDS)
        return msgspec.structs.replace(kind, send=send, look_up=look_up)

    def holder(self, plugin: str, holder: DataSubjects) -> DataSubjects:
        export = self.call(plugin, "data_subject", "export", holder.export, HOLDER_SECONDS)
        erase = self.call(plugin, "data_subject", "erase", holder.erase, HOLDER_SECONDS)
        return DataSubjects(export=export, erase=erase)

    def call(self, plugin: str, door: str, name: str, call: Call, seconds: float) -> Call:
        """A coroutine function that takes a scope first, watched. `seconds`: the time it is given by its caller."""

        async def watched(scope: Any, *arguments: Any, **named: Any) -> Any:
            began = time.perf_counter()
            with Frame() as frame:
                try:
                    answer = await call(scope, *arguments, **named)
                except BaseException as error:
                    await self.note(scope.tenant, plugin, door, name, began, error, seconds, frame, _once(arguments))
                    raise
            if self._tracer.on:
                self._tracer.line(door, plugin, name, began)
            if self._quarantine.is_trying(scope.tenant, plugin):
                await self._quarantine.succeeded(scope.tenant, plugin)
            return answer

        return watched

    def stream(self, plugin: str, door: str, name: str, call: Callable[..., AsyncIterator[Any]], seconds: float) -> Any:
        """The same of a function that returns an asynchronous iterator. Only the plugin's own time counts."""

        async def watched(scope: Any, *arguments: Any, **named: Any) -> AsyncIterator[Any]:
            began, frame, failed = time.perf_counter(), Frame(), False

            async def step(of: Callable[[], Awaitable[Any]]) -> Any:
                nonlocal failed
                since = time.perf_counter()
                with frame:
                    try:
                        return await of()
                    except StopAsyncIteration:
                        return _NO_PART
                    except BaseException as error:
                        if not failed:
                            failed = True
                            await self.note(scope.tenant, plugin, door, name, since, error, seconds, frame)
                        raise

            async def begin() -> Any:
                return call(scope, *arguments, **named)

            parts = await step(begin)
            try:
                while (part := await step(lambda: anext(parts))) is not _NO_PART:
                    yield part
            finally:
                close = getattr(parts, "aclose", None)
                if close is not None:
                    await step(close)
            if self._tracer.on:
                self._tracer.line(door, plugin, name, began)
            if self._quarantine.is_trying(scope.tenant, plugin):
                await self._quarantine.succeeded(scope.tenant, plugin)

        return watched

    async def route_failed(self, tenant: TenantId, plugin: str, error: Exception) -> None:
        """An error that the caller was not told as his own."""
        await self._quarantine.failed(tenant, plugin, "route", type(error).__name__)

    async def route_answered(self, tenant: TenantId, plugin: str) -> None:
        if self._quarantine.is_trying(tenant, plugin):
            await self._quarantine.succeeded(tenant, plugin)

    def trace_route(self, plugin: str, call: str, began: float, error: Exception | None = None) -> None:
        if self._tracer.on:
            self._tracer.line("route", plugin, call, began, error)

    async def note(
        self,
        tenant: TenantId,
        plugin: str,
        door: str,
        name: str,
        began: float,
        error: BaseException,
        seconds: float,
        frame: Frame,
        once: UUID | None = None,
    ) -> None:
        """Counts what is the plugin's fault. `once`: what failed; tried again, it is the same failure."""
        if self._tracer.on:
            self._tracer.line(door, plugin, name, began, error)
        if frame.passes_on(error):
            frame.settle(error)
            return
        if isinstance(error, PermissionMissing):
            self._denials.plugin_lacking(tenant, error.plugin, error.permission)
        cut_off = isinstance(error, asyncio.CancelledError)
        hung = cut_off and time.perf_counter() - began >= TIME_USED * seconds
        if not hung and not is_fault(error):
            return
        if not self._is_known(plugin, once) or self._quarantine.is_trying(tenant, plugin):
            kind = "TimeoutError" if hung else type(error).__name__
            await self._quarantine.failed(tenant, plugin, door, kind)
        frame.settle(error)

    def _is_known(self, plugin: str, once: UUID | None) -> bool:
        if once is None:
            return False
        known = (plugin, once) in self._counted
        self._counted[plugin, once] = None
        if len(self._counted) > MOST_REMEMBERED:
            self._counted.popitem(last=False)
        return known


def _once(arguments: tuple[Any, ...]) -> UUID | None:
    """A subscription's event, an effect, a data subject."""
    first = arguments[0] if arguments else None
    found = first if isinstance(first, UUID) else getattr(first, "id", None)
    return found if isinstance(found, UUID) else None


class _Watched:
    """Stands for a provider."""

    def __init__(self, watch: Watch, plugin: str, offer: CapabilityOffer, seconds: float) -> None:
        self._provider = offer.provider
        for name, method in inspect.getmembers(offer.protocol, inspect.isfunction):
            if name.startswith("_") or not hasattr(offer.provider, name):
                continue
            shown = f"{offer.protocol.__name__}.{name}"
            own = _late(offer.provider, name)
            watched: Any = watch.call if inspect.iscoroutinefunction(method) else watch.stream
            call = watched(plugin, "capability", shown, own, seconds)
            setattr(self, name, _fitting(inspect.signature(method), call))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._provider, name)


def _fitting(shape: inspect.Signature, call: Any) -> Any:
    """What does not fit the protocol is the caller's mistake: the provider is not even asked."""

    def checked(*arguments: Any, **named: Any) -> Any:
        shape.bind(None, *arguments, **named)
        return call(*arguments, **named)

    return checked


def _late(provider: Any, name: str) -> Any:
    """The method that the provider has when it is called."""

    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(provider, name)(*arguments, **named)

    return call
