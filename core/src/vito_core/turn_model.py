"""What a turn is asked and what it answers."""

from uuid import UUID

import msgspec

from vito_contracts.conversation import Citation, ConversationContext, TokenUsage
from vito_contracts.errors import Conflict, VitoError
from vito_contracts.ids import ConversationId, InteractionId, MessageId

TEXT_LIMIT = 10_000
"""Characters in one message."""


class InteractionOrigin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a comment came from; set when a turn answers one."""

    id: InteractionId
    external_id: str
    platform: str
    post_id: str
    language: str


class TurnRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`key` makes it idempotent: the same key is the same turn. `context`: of this turn, where it differs from the
    conversation's own. `payer`: the key or user that it is metered to; None: whoever acts."""

    conversation: ConversationId
    text: str
    key: UUID
    context: ConversationContext | None = None
    language: str = ""
    interaction: InteractionOrigin | None = None
    payer: UUID | None = None


class TurnReply(msgspec.Struct, frozen=True, kw_only=True):
    """`timings`: milliseconds of accept, search, agent and complete; empty when the reply was there before."""

    id: MessageId
    text: str
    citations: tuple[Citation, ...]
    known: bool
    repeated: bool = False
    timings: dict[str, float] = {}


class TurnBusy(Conflict):
    """Nothing was taken: turns of a conversation are answered one at a time."""

    def __init__(self) -> None:
        super().__init__("another turn of this conversation is still being answered; try again in a moment")


class TurnFailed(VitoError):
    """The message is kept, the reply could not be made; the same key tries again. `code` says what failed."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the reply could not be made ({code}); send the same message with the same key to try again")
        self.code = code


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A reply that passed the guardrails, not stored yet."""

    text: str
    citations: tuple[Citation, ...]
    known: bool
    usage: TokenUsage


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """Something a stream may show. `retracted`: what was released before is replaced by the stored text."""

    text: str = ""
    retracted: bool = False
    reply: TurnReply | None = None
