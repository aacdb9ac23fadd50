"""Services as a plugin gets them: each asks for the permission that the plugin's manifest must name."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from vito_contracts.conversation import ConversationContext, Interaction, Message
from vito_contracts.effects import EffectReceipt, EffectRequest
from vito_contracts.errors import PermissionMissing
from vito_contracts.events import PlatformEvent
from vito_contracts.ids import ContactId, ConversationId, EnquiryId, InteractionId
from vito_contracts.outputs import Enquiry
from vito_contracts.permissions import (
    ANSWERS,
    CALLS_HTTP,
    PERFORMS_EFFECTS,
    READS_CONTACTS,
    READS_CONVERSATIONS,
    READS_EVENTS,
    allows,
)
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.services import Answer, Conversations, Effects, Http, HttpAnswer
from vito_contracts.twin import Contact
from vito_core.events.log import EventReader
from vito_core.registry import Loaded


class Permits:
    """What one plugin's manifest names."""

    def __init__(self, loaded: Loaded) -> None:
        self.plugin = loaded.id
        self._held = loaded.manifest.permissions

    def require(self, *any_of: str) -> None:
        """One of them is enough. Raises `PermissionMissing`, which names the first."""
        if not any(allows(self._held, each) for each in any_of):
            raise PermissionMissing(self.plugin, any_of[0])


class PermittedEvents:
    """Implements `vito_contracts.services.Events`. `whole`: the log without the permissions; not the plugin's."""

    def __init__(self, events: EventReader, permits: Permits) -> None:
        self.whole = events
        self._permits = permits

    async def read(
        self, scope: TenantScope, *, types: Sequence[str] = (), subject: UUID | None = None, limit: int = 1000
    ) -> Sequence[PlatformEvent]:
        for name in types or ("*",):
            self._permits.require(READS_EVENTS + name)
        return await self.whole.read(scope, types=types, subject=subject, limit=limit)

    async def counts(self, scope: TenantScope) -> dict[str, int]:
        self._permits.require(f"{READS_EVENTS}*")
        return await self.whole.counts(scope)


class PermittedEffects:
    """Implements `vito_contracts.services.Effects`."""

    def __init__(self, effects: Effects, permits: Permits) -> None:
        self._effects = effects
        self._permits = permits

    async def perform(self, scope: TenantScope, request: EffectRequest) -> EffectReceipt:
        self._permits.require(PERFORMS_EFFECTS)
        return await self._effects.perform(scope, request)


class PermittedHttp:
    """Implements `vito_contracts.services.Http`."""

    def __init__(self, http: Http, permits: Permits) -> None:
        self._http = http
        self._permits = permits

    async def request(
        self,
        scope: TenantScope,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        seconds: float = 10.0,
        redirects: int = 0,
    ) -> HttpAnswer:
        self._permits.require(CALLS_HTTP)
        return await self._http.request(
            scope, method, url, headers=headers, body=body, seconds=seconds, redirects=redirects
        )


class PermittedConversations:
    """Implements `vito_contracts.services.Conversations`."""

    def __init__(self, conversations: Conversations, permits: Permits) -> None:
        self._conversations = conversations
        self._permits = permits

    def _readable(self) -> Conversations:
        self._permits.require(READS_CONVERSATIONS)
        return self._conversations

    async def messages(self, scope: TenantScope, conversation: ConversationId, limit: int = 50) -> Sequence[Message]:
        return await self._readable().messages(scope, conversation, limit)

    async def interaction(self, scope: TenantScope, interaction: InteractionId) -> Interaction:
        return await self._readable().interaction(scope, interaction)

    async def contact(self, scope: TenantScope, contact: ContactId) -> Contact:
        self._permits.require(READS_CONTACTS, READS_CONVERSATIONS)
        return await self._conversations.contact(scope, contact)

    async def enquiry(self, scope: TenantScope, enquiry: EnquiryId) -> Enquiry:
        return await self._readable().enquiry(scope, enquiry)

    async def reply_text(self, scope: TenantScope, reply: UUID) -> str:
        return await self._readable().reply_text(scope, reply)

    async def replies(self, scope: TenantScope, contact: ContactId) -> Sequence[str]:
        return await self._readable().replies(scope, contact)

    async def answer(
        self,
        scope: BindingScope,
        *,
        contact: ContactId,
        text: str,
        key: UUID,
        context: ConversationContext | None = None,
    ) -> Answer:
        self._permits.require(ANSWERS)
        return await self._conversations.answer(scope, contact=contact, text=text, key=key, context=context)
