"""Twins, bindings and conversations of the kit's tenants. What another tenant owns is not found."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from vito_contracts.contexts import ModuleContext
from vito_contracts.conversation import ConversationContext, Interaction, Message
from vito_contracts.errors import NotFound
from vito_contracts.ids import BindingId, ContactId, ConversationId, EnquiryId, InteractionId, TenantId, new_id
from vito_contracts.manifest import Manifest
from vito_contracts.modules import Module
from vito_contracts.outputs import Enquiry
from vito_contracts.permissions import ANSWERS, READS_CONTACTS, READS_CONVERSATIONS
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.services import Answer, BindingView
from vito_contracts.testing.log import require
from vito_contracts.testing.tenants import KitTenant, context_of
from vito_contracts.twin import Contact, TwinConfig

T = TypeVar("T")


class Tenants:
    """Those of a kit, by id."""

    def __init__(self, tenants: Iterable[KitTenant]) -> None:
        self._tenants = {each.scope.tenant: each for each in tenants}

    def of(self, scope: TenantScope) -> KitTenant:
        found = self._tenants.get(scope.tenant)
        if found is None:
            raise NotFound(f"no tenant {scope.tenant} in this kit")
        return found

    def __iter__(self) -> Iterator[KitTenant]:
        return iter(self._tenants.values())


class KitTwins:
    """Implements `Twins`."""

    def __init__(self, tenants: Tenants) -> None:
        self._tenants = tenants

    async def config(self, scope: BindingScope) -> tuple[str, TwinConfig]:
        tenant = self._tenants.of(scope)
        tenant.binding_of(scope.binding)
        return f"{tenant.name} twin", tenant.twin_config


class KitBindings:
    """Implements `Bindings`. `contexts`: what a binding's context is, where not the module's least."""

    def __init__(self, tenants: Tenants) -> None:
        self.contexts: dict[BindingId, ModuleContext] = {}
        self._tenants = tenants

    async def get(self, scope: BindingScope) -> BindingView:
        found = self._tenants.of(scope).binding_of(scope.binding)
        context = self.contexts.get(found.binding) or context_of(found.module)
        return BindingView(id=found.binding, tenant=found.tenant, module=found.module, context=context)

    async def of_module(self, scope: TenantScope, module: Module) -> BindingScope | None:
        return self._tenants.of(scope).bindings.get(module)

    async def of_id(self, scope: TenantScope, binding: BindingId) -> BindingScope:
        return self._tenants.of(scope).binding_of(binding)


class Spoken:
    """What contacts said, of all tenants; the test puts it in. `reply`: what a twin answers in a turn."""

    def __init__(self) -> None:
        self.reply = "I am glad to help."
        self.known = True
        self.messages: dict[tuple[TenantId, ConversationId], list[Message]] = {}
        self.interactions: dict[tuple[TenantId, InteractionId], Interaction] = {}
        self.enquiries: dict[tuple[TenantId, EnquiryId], Enquiry] = {}
        self.replies: dict[tuple[TenantId, UUID], tuple[ContactId, str]] = {}
        self.contacts: dict[tuple[TenantId, ContactId], Contact] = {}
        self.answers: dict[tuple[TenantId, UUID], Answer] = {}

    def interaction(self, tenant: KitTenant, text: str, *, at: dt.datetime, platform: str = "TWITTER") -> Interaction:
        """The tenant's contact wrote, and its marketing twin answered."""
        made = Interaction(
            id=InteractionId(new_id()),
            binding=tenant.binding().binding,
            contact=tenant.contact,
            conversation=ConversationId(new_id()),
            platform=platform,
            post_id="post-1",
            language="en",
            text=text,
            reply=self.reply,
            at=at,
        )
        self.interactions[tenant.scope.tenant, made.id] = made
        return made


class KitConversations:
    """Implements `Conversations` for one plugin, which needs the permission "conversations:read", or ":answer"."""

    def __init__(self, spoken: Spoken, manifest: Manifest) -> None:
        self._spoken = spoken
        self._manifest = manifest

    async def messages(self, scope: TenantScope, conversation: ConversationId, limit: int = 50) -> Sequence[Message]:
        self._may_read()
        return self._spoken.messages.get((scope.tenant, conversation), [])[-min(limit, 50) :]

    async def interaction(self, scope: TenantScope, interaction: InteractionId) -> Interaction:
        self._may_read()
        return _found(self._spoken.interactions.get((scope.tenant, interaction)), "interaction", interaction)

    async def contact(self, scope: TenantScope, contact: ContactId) -> Contact:
        require(self._manifest, READS_CONTACTS, READS_CONVERSATIONS)
        return _found(self._spoken.contacts.get((scope.tenant, contact)), "contact", contact)

    async def enquiry(self, scope: TenantScope, enquiry: EnquiryId) -> Enquiry:
        self._may_read()
        return _found(self._spoken.enquiries.get((scope.tenant, enquiry)), "enquiry", enquiry)

    async def reply_text(self, scope: TenantScope, reply: UUID) -> str:
        self._may_read()
        return _found(self._spoken.replies.get((scope.tenant, reply)), "reply", reply)[1]

    async def replies(self, scope: TenantScope, contact: ContactId) -> Sequence[str]:
        self._may_read()
        kept = self._spoken.replies.items()
        return [text for (tenant, _), (who, text) in kept if (tenant, who) == (scope.tenant, contact)]

    async def answer(
        self,
        scope: BindingScope,
        *,
        contact: ContactId,
        text: str,
        key: UUID,
        context: ConversationContext | None = None,
    ) -> Answer:
        require(self._manifest, ANSWERS)
        answer = Answer(text=self._spoken.reply, citations=(), known=self._spoken.known, reply=new_id())
        return self._spoken.answers.setdefault((scope.tenant, key), answer)

    def _may_read(self) -> None:
        require(self._manifest, READS_CONVERSATIONS)


def _found(value: T | None, what: str, identifier: object) -> T:
    if value is None:
        raise NotFound(f"no {what} {identifier}")
    return value
