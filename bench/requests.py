"""What a request costs before anything is done: one with a key over a bare handler with the same query, and a stream's
first byte over a bare stream's. Over HTTP, each server in a process of its own."""

import asyncio
import contextlib
import statistics
import time
from collections.abc import AsyncIterator
from uuid import uuid4

import msgspec

from bench.measure import Result, Side
from bench.session import Session
from bench.side_by_side import Server
from vito_contracts.modules import Module
from vito_core.settings import ENVIRONMENT, to_json
from vito_core.testing import furnish

QUESTION = msgspec.json.encode({"text": "How much is the Team plan for seven people?"})


async def run(session: Session) -> Result:
    result = Result(comparisons=[])
    async with session.engine() as engine:
        tenant = await furnish(engine, "bench", contexts={Module.MARKETING: {}})
        ours = Server("ours", "", {ENVIRONMENT: to_json(engine.settings)}, key=tenant.key)
        bare = Server("request_bare", "", {"PEER_DATABASE": session.admin_dsn(engine)})
        binding = tenant.bindings[Module.MARKETING].binding
        with ours.running(), bare.running():
            async with _line(ours.port, tenant.key) as own, _line(bare.port, "") as theirs:
                times = session.choose(300, 50)
                sides = {
                    "with a key": _getting(own, "/v1/tenants/me", times),
                    "a bare handler": _getting(theirs, f"/tenants/{tenant.scope.tenant}", times),
                }
                rounds = await session.interleave("a request", sides, session.choose(15, 5))
                result.comparisons.append(rounds.compare("a request with one query", "with a key", "a bare handler"))
                opening = msgspec.json.encode({"binding": binding, "author": "@bench"})
                opened = msgspec.json.decode(await own.ask("POST", "/v1/conversations", opening))
                times = session.choose(40, 10)
                sides = {
                    "a turn's stream": _streaming(own, f"/v1/conversations/{opened['id']}/messages", times),
                    "a bare stream": _streaming(theirs, f"/conversations/{uuid4()}/messages", times),
                }
                rounds = await session.interleave("a stream", sides, session.choose(8, 4))
                result.comparisons.append(
                    rounds.compare("time to a stream's first byte", "a turn's stream", "a bare stream")
                )
    return result


class Line:
    """One keep-alive HTTP/1.1 connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, key: str) -> None:
        self._reader = reader
        self._writer = writer
        self._key = f"authorization: Bearer {key}\r\n" if key else ""

    async def ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        head = await self._begin(method, path, body, "application/json")
        length = next(int(line[15:]) for line in head if line.startswith(b"content-length:"))
        return await self._reader.readexactly(length)

    async def first_byte(self, path: str, body: bytes) -> float:
        """Seconds until something of the answer's stream is there; the rest is read as well."""
        began = time.perf_counter()
        await self._begin("POST", path, body, "text/event-stream")
        await self._reader.readuntil(b"data:")
        taken = time.perf_counter() - began
        await self._reader.readuntil(b"\r\n0\r\n\r\n")
        return taken

    async def _begin(self, method: str, path: str, body: bytes, accept: str) -> list[bytes]:
        head = (
            f"{method} {path} HTTP/1.1\r\nhost: bench\r\n{self._key}accept: {accept}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        lines = (await self._reader.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
        if b" 20" not in lines[0]:
            raise RuntimeError(f"{path}: {lines[0].decode()}")
        return lines


@contextlib.asynccontextmanager
async def _line(port: int, key: str) -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Line(reader, writer, key)
    finally:
        writer.close()


def _getting(line: Line, path: str, times: int) -> Side:
    async def side() -> float:
        began = time.perf_counter()
        for _ in range(times):
            await line.ask("GET", path)
        return (time.perf_counter() - began) / times

    return side


def _streaming(line: Line, path: str, times: int) -> Side:
    async def side() -> float:
        taken = [await line.first_byte(path, QUESTION) for _ in range(times)]
        return statistics.fmean(taken)

    return side
