"""The parts that look after plugins, together: made once for an engine."""

from typing import Any

from vito_core.db.pool import Pools
from vito_core.events.types import EventTypes
from vito_core.gate import Gate
from vito_core.plugins.calls import LifecycleCalls
from vito_core.plugins.caretaker import Caretaker
from vito_core.plugins.erasures import PluginErasures
from vito_core.plugins.holdings import Holdings
from vito_core.plugins.lifecycle import PluginLifecycle
from vito_core.plugins.quarantine import Quarantine
from vito_core.plugins.settings import PluginSettings
from vito_core.plugins.tracing import Tracer
from vito_core.plugins.watch import Watch
from vito_core.registry import Registry


class PluginCare:
    """Parts by name."""

    def __init__(
        self,
        pools: Pools,
        gate: Gate,
        types: EventTypes,
        registry: Registry,
        quarantine: Quarantine,
        watch: Watch,
        tracer: Tracer,
        log: Any,
    ) -> None:
        self.quarantine = quarantine
        self.watch = watch
        self.calls = LifecycleCalls(pools, tracer)
        self.lifecycle = PluginLifecycle(pools, gate, types, self.calls, log)
        self.settings = PluginSettings(pools, gate, types)
        self.erasures = PluginErasures(pools, gate, types, self.calls, Holdings(pools, types), log)
        self.caretaker = Caretaker(pools, gate, types, self.calls, self.lifecycle, self.erasures, registry.plugins, log)
