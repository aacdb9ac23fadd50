"""The API process: `python -m vito_core.web.serve PORT`, or `--fd N` on a socket that the supervisor listens on.

Several such processes share one listening socket: a connection that came while one of them ends waits in its queue for
another, which it would not with a socket of its own for each (SO_REUSEPORT).
"""

import argparse
import asyncio
import contextlib
import os
import socket
from collections.abc import Callable, Sequence
from types import FrameType

import uvicorn

from vito_core.container import build
from vito_core.engine import Engine
from vito_core.logs import RequestLines, configure
from vito_core.settings import from_environment
from vito_core.web.app import create_app
from vito_core.web.controllers.conversation_stream import MOST_BYTES
from vito_core.web.slow import impatient

QUIET_SECONDS = 0.5
"""How long a connection without a request is left open once the process drains: its client may be about to ask."""


class DrainingServer(uvicorn.Server):
    """Ends in order at the first signal: says that it is not ready, takes no more connections, answers what came and
    asks each client to come back on another connection. A second signal drops what is still under way."""

    def __init__(self, config: uvicorn.Config, engine: Engine, ready: int | None = None) -> None:
        super().__init__(config)
        self._engine = engine
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._ready is not None:
            with contextlib.suppress(BrokenPipeError):
                os.write(self._ready, b"1")
            os.close(self._ready)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._engine.draining = True
        await self._until(lambda: self.force_exit, self._engine.settings.unready_seconds)
        for server in self.servers:
            server.close()
        # A client that asks now is answered, and opens its next connection to another process.
        self.server_state.default_headers.append((b"connection", b"close"))
        await self._until(lambda: self.force_exit or not self.server_state.connections, QUIET_SECONDS)
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # Not passed on to uvicorn, which would end the process by the signal: in order means exit code 0.
        self.force_exit = self.should_exit
        self.should_exit = True

    async def _until(self, over: Callable[[], bool], seconds: float) -> None:
        deadline = asyncio.get_running_loop().time() + seconds
        while not over() and asyncio.get_running_loop().time() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="vito_core.web.serve")
    parser.add_argument("port", type=int, nargs="?", default=0)
    parser.add_argument("--fd", type=int, help="a listening socket, inherited")
    parser.add_argument("--ready-fd", type=int, help="told once requests are taken")
    given = parser.parse_args(arguments)
    configure("api")
    engine = build(from_environment())
    engine.telemetry.tracing.start("api")
    engine.telemetry.lines = RequestLines("api")
    config = uvicorn.Config(
        create_app(engine),
        host="127.0.0.1",
        port=given.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=max(1, round(engine.settings.drain_seconds)),
        http=impatient(engine.settings.read_seconds),
        ws_max_size=MOST_BYTES,
    )
    sockets = [socket.socket(fileno=given.fd)] if given.fd is not None else None
    DrainingServer(config, engine, given.ready_fd).run(sockets)


if __name__ == "__main__":
    main()
