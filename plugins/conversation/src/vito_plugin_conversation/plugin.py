"""The plugin: what it offers."""

from collections.abc import Iterable

from vito_contracts.capabilities import Conversational, Guardrail
from vito_contracts.errors import InvalidInput
from vito_contracts.hooks import CapabilityOffer, Lifecycle, hookimpl
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services
from vito_plugin_conversation.guardrail import PersonaGuardrail
from vito_plugin_conversation.reply import TwinConversation
from vito_plugin_conversation.settings import Settings


class Conversation:
    """Capabilities "conversation" and "guardrail" (named "persona"). Keeps nothing about anybody."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._conversation = TwinConversation(settings, services.secrets)
        self._settings = settings
        self._secrets = services.secrets

    async def warm(self) -> None:
        """Called by the engine when it begins to serve."""
        await self._conversation.warm()

    async def close(self) -> None:
        """Called by the engine when it closes."""
        await self._conversation.close()

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        yield CapabilityOffer(Conversational, self._conversation)
        yield CapabilityOffer(Guardrail, PersonaGuardrail(), name="persona")

    @hookimpl
    def lifecycle(self) -> Iterable[Lifecycle]:
        yield Lifecycle(on_enabled=self._on_enabled)

    async def _on_enabled(self, scope: TenantScope) -> None:
        """Refuses while the model has no key: the first end user would find out. Which secret it is, is not the
        tenant's to know.
        """
        try:
            if self._settings.api_key:
                self._secrets.get(self._settings.api_key)
        except InvalidInput:
            raise InvalidInput("the model that answers has no key here; the installation's settings name one") from None
