"""The offline stand-in for a language model: a real agno `Model` that quotes instead of writing.

It needs no key and no network, invents nothing and always answers alike. It is meant for demos, tests and
first
steps: it does not reason, summarise or translate. Imported only when the first turn needs it.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from agno.metrics import MessageMetrics
from agno.models.base import Model
from agno.models.message import Citations, DocumentCitation, Message
from agno.models.response import ModelResponse

from vito_plugin_conversation.approach import Approach, without_request
from vito_plugin_conversation.intents import read
from vito_plugin_conversation.persona import Persona, forbidden
from vito_plugin_conversation.places import Reference
from vito_plugin_conversation.prompt import NO_ANSWER, read_persona, read_user
from vito_plugin_conversation.quotation import Quoted, closed
from vito_plugin_conversation.selection import Chosen, choose
from vito_plugin_conversation.stylist import answer, courtesy, unknown

_GRANTED: Final = 0.6
"""Share of a buyer's wish that a page must speak of to be quoted on the wish itself."""
_REMARKED: Final = 0.5
"""The same for a remark that asks nothing."""


class Reply(msgspec.Struct, frozen=True):
    """`pieces` concatenate to the text; `quotes` are what it quotes."""

    pieces: tuple[str, ...]
    quotes: tuple[Quoted, ...]
    words_read: int


@dataclass
class OfflineExtractive(Model):
    """Answers with the best sentences of the references in the last user message, in the persona's voice.

    Understands only conversations made by `vito_plugin_conversation.prompt`. Tokens are counted as words.
    """

    id: str = "vito-offline-extractive"
    name: str | None = "OfflineExtractive"
    provider: str | None = "ViTo (offline stand-in)"

    def invoke(self, messages: list[Message], *_: Any, **__: Any) -> ModelResponse:
        reply = reply_to(messages)
        return self._response("".join(reply.pieces), reply)

    async def ainvoke(self, messages: list[Message], *_: Any, **__: Any) -> ModelResponse:
        return self.invoke(messages)

    def invoke_stream(self, messages: list[Message], *_: Any, **__: Any) -> Iterator[ModelResponse]:
        reply = reply_to(messages)
        for piece in reply.pieces:
            yield ModelResponse(content=piece)
        yield self._response(None, reply)

    async def ainvoke_stream(self, messages: list[Message], *_: Any, **__: Any) -> AsyncIterator[ModelResponse]:
        for response in self.invoke_stream(messages):
            yield response

    def _response(self, content: str | None, reply: Reply) -> ModelResponse:
        said = len("".join(reply.pieces).split())
        usage = MessageMetrics(input_tokens=reply.words_read, output_tokens=said, total_tokens=reply.words_read + said)
        quoted = [DocumentCitation(document_title=q.source, cited_text=q.text) for q in reply.quotes]
        return ModelResponse(
            content=content, response_usage=usage, citations=Citations(documents=quoted) if quoted else None
        )

    def _parse_provider_response(self, response: Any, **_: Any) -> ModelResponse:
        raise NotImplementedError("there is no provider: responses are made here")

    def _parse_provider_response_delta(self, response: Any) -> ModelResponse:
        raise NotImplementedError("there is no provider: responses are made here")


def reply_to(messages: Sequence[Message]) -> Reply:
    """The reply to a conversation whose last message is the end user's. Raises `ValueError` for any other."""
    system = next((message for message in messages if message.role == "system"), None)
    asked = [str(message.content) for message in messages if message.role == "user"]
    if system is None or not asked:
        raise ValueError("a system message and a user message are needed")
    persona = read_persona(str(system.content))
    question, references = read_user(asked[-1])
    chosen = _chosen(persona, question, references, asked[-2] if len(asked) > 1 else "")
    quotes = tuple(Quoted(references[c.reference].source, c.quote, c.follows, c.columns) for c in chosen)
    words = sum(len(str(message.content).split()) for message in messages)
    return _reply(persona, question, quotes, words)


def _chosen(persona: Persona, question: str, references: Sequence[Reference], before: str) -> list[Chosen]:
    """What of the references answers. Beside a wish that only people can grant, only what else was asked."""
    bans = forbidden(persona.banned_topics, persona.understood.avoid, persona.content_rating)

    def best(text: str, enough: float = 0.0) -> list[Chosen]:
        found = choose(text, references, refuses=bans.within, favours=persona.understood.focus, before=before)
        sure = not enough or (found and found[0].cover >= enough and found[0].words > 1)
        return found if sure else []

    if persona.approach is Approach.REQUEST:
        rest = without_request(question)
        return (best(rest) if read(rest).asks else []) or best(question, _GRANTED)
    return best(question, 0.0 if read(question).asks else _REMARKED)


def _reply(persona: Persona, question: str, quotes: tuple[Quoted, ...], words: int) -> Reply:
    if quotes:
        quotes = _fitting(persona, quotes)
        return Reply(tuple(answer(persona, question, quotes)), quotes, words)
    reading = read(question)
    wished = persona.approach in (Approach.REQUEST, Approach.INTEREST)
    said = unknown(persona, question) if reading.asks or wished else courtesy(persona, question, reading.courtesy)
    return Reply((f"{NO_ANSWER} {said}",), (), words)


def _fitting(persona: Persona, quotes: tuple[Quoted, ...]) -> tuple[Quoted, ...]:
    """As many quotes as leave room for the twin's own words, at least one."""
    room = int(persona.max_characters * 0.8)
    while len(quotes) > 1 and sum(len(q.text) + len(q.source) + 6 for q in quotes) > room:
        quotes = quotes[:-1]
    return closed(quotes)
