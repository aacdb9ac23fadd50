import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from vito_plugin_conversation.reply import TwinConversation
from vito_plugin_conversation.settings import Settings


class Provider:
    """A loopback server that speaks the streaming chat completions of OpenAI, or fails as it is told to.

    `fault`: "" or "500", "429", "401", "hang", "garbled", "empty", "reset" (the connection breaks in
    mid-stream), "closed" (the stream ends early, tidily).
    """

    def __init__(self) -> None:
        self.fault = ""
        self.answer = "Hello."
        self.requests: list[dict[str, Any]] = []
        self.headers: list[str] = []
        self.url = ""
        self.connections = 0
        self.over = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = next(
                    int(line.split(b":")[1])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length")
                )
                self.headers.append(head.decode())
                self.requests.append(json.loads(await reader.readexactly(length)))
                if not await self._respond(writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _respond(self, writer: asyncio.StreamWriter) -> bool:
        if self.fault.isdigit():
            words = self.requests[-1]["messages"][-1]["content"]
            body = json.dumps({"error": {"message": f"cannot handle: {words}", "code": "x"}}).encode()
            head = f"HTTP/1.1 {self.fault} Oops\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
            writer.write(head.encode() + b"\r\n\r\n" + body)
            await writer.drain()
            return True
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        await writer.drain()
        for line in self._lines():
            if line == "HANG":
                await self.over.wait()
                return False
            if line == "RESET":
                writer.transport.abort()
                return False
            data = f"data: {line}\n\n".encode()
            writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True

    def _lines(self) -> Iterator[str]:
        yield self._chunk({"role": "assistant", "content": ""})
        pieces = [self.answer[i : i + 7] for i in range(0, len(self.answer), 7)]
        match self.fault:
            case "hang":
                yield "HANG"
            case "garbled":
                yield "{not json"
            case "empty":
                pieces = []
            case "reset":
                yield from map(self._piece, pieces[:2])
                yield "RESET"
            case "closed":
                yield from map(self._piece, pieces[:2])
                return
        yield from map(self._piece, pieces)
        yield self._chunk({}, finish="stop")
        usage = {"prompt_tokens": 321, "completion_tokens": len(pieces), "total_tokens": 321 + len(pieces)}
        yield self._chunk(None, usage=usage)
        yield "[DONE]"

    def _piece(self, text: str) -> str:
        return self._chunk({"content": text})

    def _chunk(
        self, delta: dict[str, str] | None, finish: str | None = None, usage: dict[str, int] | None = None
    ) -> str:
        choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
        chunk = {
            "id": "c1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": choices,
        }
        return json.dumps({**chunk, "usage": usage})


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    made = Provider()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    yield made
    made.over.set()
    server.close()
    await server.wait_closed()
    await asyncio.sleep(0)


@pytest.fixture
async def remote(provider: Provider, secrets: Any) -> AsyncIterator[Callable[..., TwinConversation]]:
    made: list[TwinConversation] = []

    def make(**settings: Any) -> TwinConversation:
        options = {"id": "m", "base_url": provider.url, "max_retries": 0}
        conversation = TwinConversation(
            Settings(
                model="agno.models.openai.like:OpenAILike",
                model_options=options,
                api_key="MODEL_KEY",
                **settings,
            ),
            secrets(MODEL_KEY="sk-made-up"),
        )
        made.append(conversation)
        return conversation

    yield make
    for conversation in made:
        model: Any = await conversation._source.model()
        await model.get_async_client().close()


@pytest.fixture
def answering(provider: Provider) -> Provider:
    """The provider with an answer that quotes."""
    provider.answer = (
        "It keeps all your social media accounts in one place. “The Public API is limited to 90 requests per "
        "hour.” — general/introduction.mdx Anything else?"
    )
    return provider
