"""The capability "conversation": one message in, one reply out, in parts."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

import msgspec

from vito_contracts.conversation import Citation, Passage, ReplyPart, Speaker, TokenUsage, Turn
from vito_contracts.scope import BindingScope
from vito_contracts.services import Secrets
from vito_plugin_conversation import agent, stylist
from vito_plugin_conversation.approach import Approach
from vito_plugin_conversation.citations import admits_ignorance, matched, nearest, told
from vito_plugin_conversation.intents import Reading, read
from vito_plugin_conversation.language import content_words, stems
from vito_plugin_conversation.models import ModelSource
from vito_plugin_conversation.persona import Persona, forbidden_in, persona_of
from vito_plugin_conversation.places import Reference
from vito_plugin_conversation.prompt import split_no_answer, system_prompt, user_prompt
from vito_plugin_conversation.sentences import SentenceStream, cut
from vito_plugin_conversation.settings import Settings

_ABOUT_THIS = 0.6
"""Relevance from which a remark that asks nothing is still answered from a passage."""


def is_first_reply(turn: Turn) -> bool:
    return all(message.speaker is not Speaker.TWIN for message in turn.history)


class TwinConversation:
    """Implements `vito_contracts.capabilities.Conversational`.

    The engine's own words (disclosure, "I don't know", courtesies) never depend on a model; only answers
    do.
    """

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        self._settings = settings
        self._source = ModelSource(settings, secrets)

    async def warm(self) -> None:
        """Imports agno and makes the model. Raises `ModelFailed` where the settings name no usable model."""
        await self._source.model()

    async def close(self) -> None:
        await self._source.close()

    async def reply(self, scope: BindingScope, turn: Turn) -> AsyncGenerator[ReplyPart, None]:
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
        async with aclosing(self._answer(turn, persona)) as parts:
            async for part in parts:
                yield part

    async def _answer(self, turn: Turn, persona: Persona) -> AsyncGenerator[ReplyPart, None]:
        writer = _Writer(turn, persona)
        done = agent.Done(TokenUsage(), ())
        async with aclosing(agent.run(self._source, self._assignment(turn, persona))) as events:
            async for event in events:
                if isinstance(event, agent.Done):
                    done = event
                    continue
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
    """What is said where there is nothing to look up or nothing was found; empty where the model is to
    answer.
    """
    message = turn.message.text
    if reading.bare and reading.asks_identity:
        return stylist.identity(persona, message)
    wished = persona.approach in (Approach.REQUEST, Approach.INTEREST)
    remarks = not (reading.asks or wished) and not _about(message, turn.passages)
    if (reading.bare and not wished) or remarks or persona.approach is Approach.PITCH:
        return stylist.courtesy(persona, message, reading.courtesy)
    return "" if turn.passages else stylist.unknown(persona, message)


def _about(message: str, passages: Sequence[Passage]) -> bool:
    """Whether a remark that asks nothing speaks of what is on a page: with more than one word, or a title's."""
    near = [passage for passage in passages if passage.relevance >= _ABOUT_THIS]
    said = stems(content_words(message))
    return bool(near) and (len(said) > 1 or any(not said.isdisjoint(stems(content_words(p.title))) for p in near))


class _Writer:
    """Turns a model's pieces into the sentences that are said: within the length, without the "no answer"
    sign.
    """

    def __init__(self, turn: Turn, persona: Persona) -> None:
        self._turn = turn
        self._persona = persona
        self._stream = SentenceStream()
        self._said = ""
        self._gap = " " if persona.opening else ""
        self._room = persona.max_characters
        self._kept_for_page = max((len(passage.source) + 3 for passage in turn.passages), default=0)
        if self._kept_for_page > self._room // 3:
            self._kept_for_page = 0
        self._full = False
        self.known = True

    def write(self, piece: str) -> list[str]:
        """What of the pieces so far is ready to be said."""
        return [text for sentence in self._stream.feed(piece) for text in self._say(sentence)]

    def end(self) -> list[str]:
        """The rest; what the twin says for itself where the model found nothing and left it at that."""
        rest = self._say(self._stream.flush())
        if self._said:
            return rest
        self.known = False
        return self._say(stylist.unknown(self._persona, self._turn.message.text))

    def citations(self, done: agent.Done) -> tuple[Citation, ...]:
        if not self.known:
            return ()
        passages = self._turn.passages
        found = told(done.quoted, passages) or matched(self._said, passages)
        if not found and admits_ignorance(self._said):
            self.known = False
            return ()
        return found or nearest(self._said, self._turn.message.text, passages)

    def page_mention(self, citations: tuple[Citation, ...]) -> str:
        """The page's name, where the reply names none and there is room for it."""
        if not citations or any(citation.source in self._said for citation in citations):
            return ""
        mention = f" — {citations[0].source}"
        fits = len(mention) <= self._room and not forbidden_in(self._turn).within(mention)
        return mention if fits else ""

    def _say(self, sentence: str) -> list[str]:
        if not self._said and self.known:
            nothing_found, sentence = split_no_answer(sentence)
            self.known = not nothing_found
        text = sentence.strip()
        if self._full or not text:
            return []
        free = self._room - (self._kept_for_page if self.known else 0)
        gap = self._gap
        cost = len(text) + (len(gap) if self._said else 0)
        if cost > free:
            self._full = True
            text = "" if self._said else cut(text, free)
            cost = len(text)
        self._room -= cost
        self._said += gap + text if text else ""
        self._gap = sentence[len(sentence.rstrip()) :]
        return [gap + text] if text else []


def _joined(opening: str, words: str) -> str:
    return f" {words}" if opening and words else words
