"""The engine's own API with the same agent as the peer's: key, wall, gate, history, events and all.

The two capabilities come from a plugin made here: the shipped ones also search knowledge, speak in a persona and guard
what is said, which the peer does not.
"""

from collections.abc import AsyncIterator, Sequence

from litestar import Litestar

from bench.peer.agent import answer
from vito_contracts.capabilities import Conversational, KnowledgeBase
from vito_contracts.conversation import Passage, Query, ReplyPart, Speaker, TokenUsage, Turn
from vito_contracts.hooks import CapabilityOffer
from vito_contracts.scope import BindingScope
from vito_core.container import build
from vito_core.settings import from_environment
from vito_core.testing import add_plugin
from vito_core.web.app import create_app

HISTORY = 10
ROLES = {Speaker.END_USER: "user", Speaker.TWIN: "assistant"}


class NoKnowledge:
    async def search(self, scope: BindingScope, query: Query) -> Sequence[Passage]:
        return ()


class StubTwin:
    async def reply(self, scope: BindingScope, turn: Turn) -> AsyncIterator[ReplyPart]:
        history = [(ROLES[message.speaker], message.text) for message in turn.history[-HISTORY:]]
        text, (told, said) = await answer(history, turn.message.text)
        yield ReplyPart(text=text)
        yield ReplyPart(last=True, usage=TokenUsage(told, said, "stub"))


def application() -> Litestar:
    engine = build(from_environment())
    engine.load()
    offers = (CapabilityOffer(Conversational, StubTwin()), CapabilityOffer(KnowledgeBase, NoKnowledge()))
    add_plugin(engine, "bench", *offers)
    return create_app(engine)
