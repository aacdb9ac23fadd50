"""A server on loopback that answers as it is told, badly if need be."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from typing import Any

import msgspec


class Received(msgspec.Struct, kw_only=True):
    """One request as it came. `headers`: names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Receiver:
    """`answers`: what to do with the next requests: a status, or one of hang, reset, slow, huge; then 204 for ever."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.answers: list[int | str] = []
        self.headers: dict[str, str] = {}
        self.open = self.most_open = 0
        self.let_go = asyncio.Event()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @contextlib.asynccontextmanager
    async def serving(self, tls: ssl.SSLContext | None = None) -> AsyncIterator["Receiver"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=tls)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            self.let_go.set()
            server.close()
            await asyncio.sleep(0)

    async def got(self, count: int, seconds: float = 10.0) -> list[Received]:
        async with asyncio.timeout(seconds):
            while len(self.received) < count:
                await asyncio.sleep(0.01)
        return self.received

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            await self._one(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open -= 1
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, path, _ = head[0].split(" ")
        pairs = (line.split(": ", 1) for line in head[1:] if line)
        headers = {name.lower(): value for name, value in pairs}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.received.append(Received(method=method, path=path, headers=headers, body=body))
        await self._answer(writer, self.answers.pop(0) if self.answers else 204)

    async def _answer(self, writer: asyncio.StreamWriter, answer: int | str) -> None:
        more = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        match answer:
            case int():
                writer.write(f"HTTP/1.1 {answer} X\r\ncontent-length: 0\r\n{more}\r\n".encode())
            case "reset":
                transport: Any = writer.transport
                transport.abort()
                return
            case "hang":
                await self.let_go.wait()
            case "slow":
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n")
                for _ in range(100):
                    writer.write(b".")
                    await writer.drain()
                    await asyncio.sleep(0.1)
            case "huge":
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000000\r\n\r\n")
                for _ in range(10_000):
                    writer.write(b"." * 100_000)
                    await writer.drain()
            case _:
                body = str(answer).encode()
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
