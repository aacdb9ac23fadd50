"""The hook door over plain pluggy, and finding a capability over what it is made of."""

import time
import timeit
from collections.abc import Iterable
from typing import Any

import pluggy

from bench.measure import Result, Side
from bench.session import Session, connected
from vito_contracts.capabilities import KnowledgeBase, capability_id
from vito_contracts.events import PlatformEvent
from vito_contracts.hooks import PROJECT, CapabilityOffer, PluginSpec, Subscription, hookimpl
from vito_contracts.scope import TenantScope
from vito_core.hooks import HookDoor
from vito_core.testing import new_tenant

PLUGINS = 8
MANY = 5

PLAIN_CAPABILITIES = "[value for values in hook.capabilities() for value in values]"
PLAIN_SUBSCRIPTIONS = "[value for values in hook.subscriptions() for value in values]"


class Fake:
    """Yields one value in one hook and several in another."""

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        yield CapabilityOffer(KnowledgeBase, self)

    @hookimpl
    def subscriptions(self) -> Iterable[Subscription]:
        for number in range(MANY):
            yield Subscription(("usage.metered",), self.hear, name=f"s{number}")

    async def hear(self, scope: TenantScope, event: PlatformEvent) -> None: ...


async def run(session: Session) -> Result:
    result = await _door(session)
    gate = await _gate(session)
    return Result(
        comparisons=[*result.comparisons, *gate.comparisons],
        facts=result.facts | gate.facts,
        faults=result.faults + gate.faults,
    )


async def _door(session: Session) -> Result:
    door, manager = HookDoor(), pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(PluginSpec)
    for number in range(PLUGINS):
        plugin = Fake()
        door.register(f"fake-{number}", plugin)
        manager.register(plugin, name=f"fake-{number}")
    names: dict[str, Any] = {
        "door": door,
        "hook": manager.hook,
        "CapabilityOffer": CapabilityOffer,
        "Subscription": Subscription,
    }
    times = session.choose(2000, 300)
    one = await session.interleave(
        "hook door",
        {
            "HookDoor.collect": _timed("door.collect('capabilities', CapabilityOffer)", names, times),
            "plain pluggy": _timed(PLAIN_CAPABILITIES, names, times),
        },
        session.choose(25, 7),
    )
    many = await session.interleave(
        "hook door, many values",
        {
            "HookDoor.collect": _timed("door.collect('subscriptions', Subscription)", names, times),
            "plain pluggy": _timed(PLAIN_SUBSCRIPTIONS, names, times),
        },
        session.choose(25, 7),
    )
    # Pluggy asks the last registered first, the door the first.
    through_door = [offer.provider for _, offer in door.collect("capabilities", CapabilityOffer)]
    through_pluggy = [offer.provider for values in manager.hook.capabilities() for offer in values]
    return Result(
        comparisons=[
            one.compare(f"a hook of {PLUGINS} plugins, 1 value each", "HookDoor.collect", "plain pluggy"),
            many.compare(f"a hook of {PLUGINS} plugins, {MANY} values each", "HookDoor.collect", "plain pluggy"),
        ],
        facts={"calls_per_round": times},
        faults=[] if through_door == through_pluggy[::-1] else ["the hook door and pluggy do not find the same values"],
    )


async def _gate(session: Session) -> Result:
    times = session.choose(300, 60)
    async with session.engine("knowledge") as engine, connected(engine) as (connection,):
        scope, _ = await new_tenant(engine, "bench")
        await session.plain_tables(engine)
        table = {capability_id(KnowledgeBase): await engine.capabilities.of(scope, KnowledgeBase)}

        async def look_up() -> float:
            began = time.perf_counter()
            for _ in range(times):
                await engine.capabilities.of(scope, KnowledgeBase)
            return (time.perf_counter() - began) / times

        async def read() -> float:
            began = time.perf_counter()
            for _ in range(times):
                async with connection.transaction():
                    await connection.fetchrow(
                        "select tier, plugin_revision from bench.tenants where tenant_id = $1", scope.tenant
                    )
            return (time.perf_counter() - began) / times

        names = {"table": table, "name": capability_id(KnowledgeBase)}
        rounds = await session.interleave(
            "capability look-up",
            {
                "Capabilities.of": look_up,
                "plain dict": _timed("table[name]", names, 100_000),
                "bare read transaction": read,
            },
            session.choose(15, 5),
        )
    return Result(
        comparisons=[
            rounds.compare("a capability through the gate", "Capabilities.of", "plain dict"),
            rounds.compare("a capability through the gate", "Capabilities.of", "bare read transaction"),
        ],
        facts={"look_ups_per_round": times},
    )


def _timed(statement: str, names: dict[str, Any], times: int) -> Side:
    timer = timeit.Timer(statement, globals=names)

    async def side() -> float:
        return timer.timeit(times) / times

    return side
