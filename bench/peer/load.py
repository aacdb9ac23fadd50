"""The load: so many connections, each going through sessions of ten turns. A process of its own, so that it takes no
time of the server's. `python -m bench.peer.load` reads an `Order` on standard input and writes a `Laps` on standard
output."""

import asyncio
import sys
import time
from urllib.parse import urlencode
from uuid import uuid4

import msgspec

QUESTION = "Tell me more about your product, please. How much is the Team plan for {} people?"
TURNS = 10


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """`kind`: ours, shipped, agentos or litestar_bare. `sessions`: of ten turns each, over all connections."""

    kind: str
    port: int
    connections: int
    sessions: int
    key: str = ""
    binding: str = ""


class Laps(msgspec.Struct, frozen=True, kw_only=True):
    """`milliseconds`: of each turn. `seconds`: from the first byte sent to the last received, openings included."""

    seconds: float
    milliseconds: list[float]


class Line:
    """One keep-alive HTTP/1.1 connection, with no more of HTTP than the three servers use."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, key: str) -> None:
        self._reader = reader
        self._writer = writer
        self._authorization = f"authorization: Bearer {key}\r\n" if key else ""

    async def post(self, path: str, body: bytes, media_type: str) -> bytes:
        head = (
            f"POST {path} HTTP/1.1\r\nhost: bench\r\n{self._authorization}"
            f"content-type: {media_type}\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        lines = (await self._reader.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
        length = next(int(line[15:]) for line in lines if line.startswith(b"content-length:"))
        answer = await self._reader.readexactly(length)
        if b" 20" not in lines[0]:
            raise RuntimeError(f"{path}: {lines[0].decode()} {answer[:300].decode(errors='replace')}")
        return answer


async def _session(line: Line, order: Order, laps: list[float]) -> None:
    path, media_type = f"/conversations/{uuid4()}/messages", "application/json"
    session = str(uuid4())
    if order.kind in ("ours", "shipped"):
        opening = msgspec.json.encode({"binding": order.binding, "author": f"@{session}"})
        opened = msgspec.json.decode(await line.post("/v1/conversations", opening, media_type))
        path = f"/v1/conversations/{opened['id']}/messages"
    if order.kind == "agentos":
        path, media_type = "/agents/twin/runs", "application/x-www-form-urlencoded"
    for number in range(TURNS):
        text = QUESTION.format(number + 2)
        form = {"message": text, "stream": "false", "session_id": session, "user_id": session}
        body = urlencode(form).encode() if order.kind == "agentos" else msgspec.json.encode({"text": text})
        began = time.perf_counter()
        await line.post(path, body, media_type)
        laps.append((time.perf_counter() - began) * 1000)


async def load(order: Order) -> Laps:
    waiting = iter(range(order.sessions))
    laps: list[float] = []

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", order.port)
        line = Line(reader, writer, order.key)
        for _ in waiting:
            await _session(line, order, laps)
        writer.close()

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(order.connections):
            group.create_task(one())
    return Laps(seconds=time.perf_counter() - began, milliseconds=laps)


def main() -> None:
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(msgspec.json.encode(asyncio.run(load(order))))


if __name__ == "__main__":
    main()
