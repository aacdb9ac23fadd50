"""Outputs on their way from a binding to the host that its context names."""

import msgspec

from vito_contracts.outputs import DEFAULT_DESTINATION, OUTPUT_NAMES, Output, Receipt
from vito_contracts.scope import BindingScope
from vito_core.capabilities import CapabilityTable
from vito_core.twins import BindingStore


class OutputDoor:
    """Implements `vito_contracts.services.Outputs`."""

    def __init__(self, capabilities: CapabilityTable, bindings: BindingStore) -> None:
        self._capabilities = capabilities
        self._bindings = bindings

    async def send(self, scope: BindingScope, output: Output) -> Receipt:
        context = (await self._bindings.get(scope)).context
        kind = type(output)
        destination = context.outputs.get(OUTPUT_NAMES[kind], DEFAULT_DESTINATION[kind])  # type: ignore[call-overload]
        host = await self._capabilities.host(scope, destination)
        return msgspec.convert(await host.accept(scope, output), Receipt)
