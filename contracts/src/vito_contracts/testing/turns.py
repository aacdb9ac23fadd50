"""A turn and a text to judge, as the engine hands them to capabilities."""

from vito_contracts.capabilities import Checked, CheckedSide
from vito_contracts.conversation import ConversationContext, Message, Passage, Speaker, Turn
from vito_contracts.ids import ConversationId, MessageId, new_id
from vito_contracts.modules import Module
from vito_contracts.testing.small import BEGIN
from vito_contracts.testing.tenants import KitTenant, context_of


def turn(
    tenant: KitTenant, text: str, *, module: Module = Module.MARKETING, passages: tuple[Passage, ...] = ()
) -> Turn:
    """The first message of a conversation with the tenant's twin."""
    conversation = ConversationId(new_id())
    return Turn(
        conversation=conversation,
        message=Message(
            id=MessageId(new_id()), conversation=conversation, speaker=Speaker.END_USER, text=text, at=BEGIN
        ),
        history=(),
        twin_name=f"{tenant.name} twin",
        twin=tenant.twin_config,
        module_context=context_of(module),
        conversation_context=ConversationContext(),
        passages=passages,
    )


def checked(tenant: KitTenant, text: str, side: CheckedSide = CheckedSide.INPUT) -> Checked:
    """A text for a guardrail: what was written, or what the twin is about to say."""
    return Checked(side=side, text=text, turn=turn(tenant, text))
