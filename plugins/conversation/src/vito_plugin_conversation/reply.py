"""The capability "conversation": one message in, one reply out, in parts."""

from collections.abc import AsyncIterator

import msgspec

from vito_contracts.conversation import Citation, ReplyPart, Speaker, TokenUsage, Turn
from vito_contracts.scope import BindingScope
from vito_contracts.services import Secrets
from vito_plugin_conversation import agent, stylist
from vito_plugin_conversation.citations import matched, told
from vito_plugin_conversation.intents import Reading, read
from vito_plugin_conversation.models import ModelSource
from vito_plugin_conversation.persona import Forbidden, Persona, forbidden_in, persona_of
from vito_plugin_conversation.prompt import split_no_answer, system_prompt, user_prompt
from vito_plugin_conversation.selection import Reference
from vito_plugin_conversation.sentences import SentenceStream, cut
from vito_plugin_conversation.settings import Settings

_ABOUT_THIS = 0.6
"""Relevance from which a remark that asks nothing is still answered from a passage."""


def is_first_reply(turn: Turn) -> bool:
    return all(message.speaker is not Speaker.TWIN for message in turn.history)


class TwinConversation:
    """Implements `vito_contracts.capabilities.Conversational`.

    The engine's own words (disclosure, "I don't know", courtesies) never depend on a model; only answers do.
    """

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        self._settings = settings
        self._source = ModelSource(settings, secrets)

    async def reply(self, scope: BindingScope, turn: Turn) -> AsyncIterator[ReplyPart]:
        """Sentence by sentence; the last part is empty but for citations and usage. Raises `ModelFailed`."""
        reading, persona = read(turn.message.text), persona_of(turn)
        if is_first_reply(turn) or reading.asks_identity:
            said = stylist.opening(persona, greet=is_first_reply(turn))
            room = max(persona.max_characters - len(said) - 1, 0)
            persona = msgspec.structs.replace(persona, opening=said, max_characters=room)
            yield ReplyPart(text=said)
        if words := _without_model(turn, reading, persona):
            yield ReplyPart(text=_joined(persona.opening, cut(words, persona.max_characters)))
            yield ReplyPart(last=True, known=False)
            return
        async for part in self._answer(turn, persona):
            yield part

    async def _answer(self, turn: Turn, persona: Persona) -> AsyncIterator[ReplyPart]:
        writer = _Writer(turn, persona)
        done = agent.Done(TokenUsage(), ())
        async for event in agent.run(self._source, self._assignment(turn, persona)):
            if isinstance(event, agent.Done):
                done = event
                break
            for text in writer.write(event.text):
                yield ReplyPart(text=text)
        for text in writer.end():
            yield ReplyPart(text=text)
        citations = writer.citations(done)
        if page := writer.page_mention(citations):
            yield ReplyPart(text=page)
        yield ReplyPart(last=True, citations=citations, known=writer.known, usage=done.usage)

    def _assignment(self, turn: Turn, persona: Persona) -> agent.Assignment:
        references = [Reference(p.source, p.title, p.text, p.relevance) for p in turn.passages]
        kept = self._settings.history_messages
        return agent.Assignment(
            system=system_prompt(persona, turn.module_context),
            history=turn.history[-kept:] if kept else (),
            prompt=user_prompt(turn.message.text, references),
            time_limit=self._settings.time_limit_seconds,
        )


def _without_model(turn: Turn, reading: Reading, persona: Persona) -> str:
    """What is said where there is nothing to look up or nothing was found; empty where the model is to answer."""
    message = turn.message.text
    if reading.bare and reading.asks_identity:
        return stylist.identity(persona, message)
    relevance = max((passage.relevance for passage in turn.passages), default=0.0)
    if reading.bare or (not reading.asks and relevance < _ABOUT_THIS):
        return stylist.courtesy(persona, message, reading.courtesy)
    return "" if turn.passages else stylist.unknown(persona, message)


class _Writer:
    """Turns a model's pieces into the sentences that are said: within the length, without the "no answer" sign."""

    def __init__(self, turn: Turn, persona: Persona) -> None:
        self._turn = turn
        self._persona = persona
        self._stream = SentenceStream()
        self._sentences: list[str] = []
        self._room = persona.max_characters
        self._full = False
        self.known = True

    def write(self, piece: str) -> list[str]:
        return [said for sentence in self._stream.feed(piece) for said in self._say(sentence)]

    def end(self) -> list[str]:
        said = self._say(self._stream.flush())
        if not self._sentences:
            said += self._say(stylist.unknown(self._persona, self._turn.message.text))
            self.known = False
        return said

    def citations(self, done: agent.Done) -> tuple[Citation, ...]:
        if not self.known:
            return ()
        reply, passages = "".join(self._sentences), self._turn.passages
        return told(done.quoted, passages) or matched(reply, self._turn.message.text, passages)

    def page_mention(self, citations: tuple[Citation, ...]) -> str:
        """The page's name, where the reply names none and there is room for it."""
        reply, bans = "".join(self._sentences), forbidden_in(self._turn)
        if not citations or any(citation.source in reply for citation in citations):
            return ""
        mention = f" — {citations[0].source}"
        return "" if len(mention) > self._room or bans.within(mention) else mention

    def _say(self, sentence: str) -> list[str]:
        if not self._sentences and self.known:
            nothing_found, sentence = split_no_answer(sentence)
            self.known = not nothing_found
        if self._full or not sentence.strip():
            return []
        text = sentence.rstrip()
        lead = self._lead(sentence)
        ...
