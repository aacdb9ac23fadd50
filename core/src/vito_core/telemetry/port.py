"""Where a worker answers: a few lines of HTTP for an orchestrator and a scraper, and nothing else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus

import msgspec

from vito_contracts.errors import InvalidInput
from vito_core.servers import host_and_port
from vito_core.telemetry.exposition import MEDIA_TYPE, Exposition
from vito_core.telemetry.health import Health

SECONDS = 5.0
Answer = Callable[[], Awaitable[tuple[HTTPStatus, str, bytes]]]


class OperationsPort:
    """`GET /health/live`, `/health/ready` and `/metrics`. Whoever reaches it may read it: keep it on a network of the
    operator's own."""

    def __init__(self, health: Health, exposition: Exposition) -> None:
        self._health = health
        self._exposition = exposition
        self._answers: dict[str, Answer] = {
            "/health/live": self._live,
            "/health/ready": self._ready,
            "/metrics": self._metrics,
        }

    @contextlib.asynccontextmanager
    async def listening(self, address: str) -> AsyncIterator[int]:
        """Gives the port it got. An empty address: nowhere."""
        if not address:
            yield 0
            return
        host, port = host_and_port(address, "worker_address")
        try:
            server = await asyncio.start_server(self._connected, host, port, limit=8 * 1024)
        except OSError as error:
            raise InvalidInput(f"worker_address {address} cannot be listened on: {error.strerror}") from error
        async with server:
            yield server.sockets[0].getsockname()[1]

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(TimeoutError, OSError, ValueError, asyncio.IncompleteReadError):
            async with asyncio.timeout(SECONDS):
                method, path, *_ = [*(await reader.readline()).decode("latin-1").split(), "", ""]
                while (await reader.readline()).strip():
                    pass
                status, kind, body = await self._answer(method, path.partition("?")[0])
                head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: {kind}\r\n"
                head += f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
                writer.write(head.encode() + (b"" if method == "HEAD" else body))
                await writer.drain()
        writer.close()

    async def _answer(self, method: str, path: str) -> tuple[HTTPStatus, str, bytes]:
        answer = self._answers.get(path)
        if method not in ("GET", "HEAD") or answer is None:
            return HTTPStatus.NOT_FOUND, "text/plain", b"GET /health/live, /health/ready or /metrics\n"
        return await answer()

    async def _live(self) -> tuple[HTTPStatus, str, bytes]:
        return HTTPStatus.OK, "application/json", b'{"status":"ok"}'

    async def _ready(self) -> tuple[HTTPStatus, str, bytes]:
        found = await self._health.ready()
        status = HTTPStatus.OK if found.ready else HTTPStatus.SERVICE_UNAVAILABLE
        return status, "application/json", msgspec.json.encode(found)

    async def _metrics(self) -> tuple[HTTPStatus, str, bytes]:
        return HTTPStatus.OK, MEDIA_TYPE, await self._exposition.render()
