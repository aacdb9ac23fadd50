"""The model of all three servers: a real agno `Model` that takes no time. Imports agno and nothing of ours."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from agno.metrics import MessageMetrics
from agno.models.base import Model
from agno.models.message import Message
from agno.models.response import ModelResponse

SYSTEM = "You are the AI twin of Alba, working as brand ambassador. Be personal, brief and inviting. Never guess."
PIECES = ("Thanks for asking! ", "The Team plan costs 40 USD a month ", "and comes with seven seats.")


@dataclass
class StubModel(Model):
    """Says the same three pieces to everybody; counts the words it was told as its input tokens."""

    id: str = "stub"
    name: str | None = "Stub"
    provider: str | None = "Bench"

    def invoke(self, messages: list[Message], *_: Any, **__: Any) -> ModelResponse:
        return ModelResponse(content="".join(PIECES), response_usage=_usage(messages))

    async def ainvoke(self, messages: list[Message], *_: Any, **__: Any) -> ModelResponse:
        return self.invoke(messages)

    def invoke_stream(self, messages: list[Message], *_: Any, **__: Any) -> Iterator[ModelResponse]:
        for piece in PIECES:
            yield ModelResponse(content=piece)
        yield ModelResponse(response_usage=_usage(messages))

    async def ainvoke_stream(self, messages: list[Message], *_: Any, **__: Any) -> AsyncIterator[ModelResponse]:
        for response in self.invoke_stream(messages):
            yield response

    def _parse_provider_response(self, response: Any, **_: Any) -> ModelResponse:
        raise NotImplementedError("there is no provider: responses are made here")

    def _parse_provider_response_delta(self, response: Any) -> ModelResponse:
        raise NotImplementedError("there is no provider: responses are made here")


def _usage(messages: list[Message]) -> MessageMetrics:
    told = sum(len(str(message.content).split()) for message in messages)
    said = len("".join(PIECES).split())
    return MessageMetrics(input_tokens=told, output_tokens=said, total_tokens=told + said)
