import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from vito_contracts.contexts import MarketingContext, ModuleContext
from vito_contracts.conversation import (
    ConversationContext,
    Message,
    Passage,
    ReplyPart,
    Speaker,
    Turn,
)
from vito_contracts.errors import InvalidInput
from vito_contracts.ids import (
    BindingId,
    ConversationId,
    MessageId,
    RequestId,
    TenantId,
    TwinId,
    new_id,
)
from vito_contracts.modules import Module
from vito_contracts.scope import SYSTEM, BindingScope, TwinVersionRef
from vito_contracts.services import Secret
from vito_contracts.twin import GuardrailsConfig, PersonalityProfile, TwinConfig
from vito_plugin_conversation.reply import TwinConversation
from vito_plugin_conversation.settings import Settings

PAGE = """Postiz manages all your social media accounts from one place. Schedule posts across 34 platforms, \
tailor each post per platform, and publish on a calendar.

Connect a channel

On the Calendar, the left sidebar lists your channels. Click Add Channel. Pick a platform and authorise it \
on the platform's own screen.

Limits

Plan | Channels | Price
Standard | 5 channels | $29 per month
Team | 10 channels | $39 per month

The Public API is limited to 90 requests per hour. Unlike Buffer, nothing is truncated.
"""


class Parts:
    """A reply taken apart."""

    def __init__(self, parts: list[ReplyPart]) -> None:
        self.parts = parts
        self.text = "".join(part.text for part in parts)
        self.last = parts[-1]

    @property
    def quotes(self) -> list[str]:
        return [citation.quote for citation in self.last.citations]


class NamedSecrets:
    def __init__(self, **values: str) -> None:
        self._values = values

    def get(self, name: str) -> Secret:
        if name not in self._values:
            raise InvalidInput(f"no secret named {name}")
        return Secret(self._values[name])


def passage(text: str = PAGE, source: str = "general/introduction.mdx", relevance: float = 0.8) -> Passage:
    return Passage(id=new_id(), corpus="docs", source=source, title="Introduction", text=text, relevance=relevance)


def said(text: str, speaker: Speaker, conversation: ConversationId) -> Message:
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return Message(id=MessageId(new_id()), conversation=conversation, speaker=speaker, text=text, at=at)


def make_turn(
    text: str,
    *,
    passages: tuple[Passage, ...] | None = None,
    history: tuple[str, ...] = (),
    name: str = "Andrés Cantor",
    tone: str = "warm, enthusiastic",
    persona_language: str = "en",
    language: str = "",
    greeting: str = "",
    phrases: tuple[str, ...] = (),
    expertise: tuple[str, ...] = ("football", "social media"),
    context: ModuleContext | None = None,
    where: ConversationContext | None = None,
    **limits: Any,
) -> Turn:
    """`history` alternates end user and twin."""
    conversation = ConversationId(UUID(int=7))
    speakers = (Speaker.END_USER, Speaker.TWIN)
    return Turn(
        conversation=conversation,
        message=said(text, Speaker.END_USER, conversation),
        history=tuple(said(line, speakers[i % 2], conversation) for i, line in enumerate(history)),
        twin_name=name,
        twin=TwinConfig(
            personality_profile=PersonalityProfile(
                tone=tone,
                language=persona_language,
                greeting=greeting,
                expertise=expertise,
                signature_phrases=phrases,
            ),
            guardrails=GuardrailsConfig(**limits),
        ),
        module_context=context or MarketingContext(),
        conversation_context=where or ConversationContext(channel="TWITTER"),
        passages=(passage(),) if passages is None else passages,
        language=language,
    )


@pytest.fixture
def turn() -> Callable[..., Turn]:
    return make_turn


@pytest.fixture
def page() -> Callable[..., Passage]:
    return passage


@pytest.fixture(scope="session")
def scope() -> BindingScope:
    return BindingScope(
        tenant=TenantId(new_id()),
        actor=SYSTEM,
        request=RequestId(new_id()),
        binding=BindingId(new_id()),
        module=Module.MARKETING,
        twin=TwinVersionRef(TwinId(new_id()), 1),
        twin_owner=TenantId(new_id()),
    )


@pytest.fixture(scope="session")
def offline() -> TwinConversation:
    return TwinConversation(Settings(), NamedSecrets())


@pytest.fixture
def reply(scope: BindingScope, offline: TwinConversation) -> Callable[[Turn], Any]:
    async def ask(turn: Turn, conversation: TwinConversation = offline) -> Parts:
        return Parts([part async for part in conversation.reply(scope, turn)])

    return ask


@pytest.fixture
def secrets() -> type[NamedSecrets]:
    return NamedSecrets


@pytest.fixture(scope="session")
def data() -> Path:
    named = os.environ.get("VITO_TEST_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[4] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data is not here")
    return folder
