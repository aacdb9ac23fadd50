"""The API behind a real uvicorn, in this event loop."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import uvicorn

from vito_core.embedded.processes import free_port
from vito_core.engine import Engine
from vito_core.web.app import create_app
from vito_core.web.controllers.conversation_stream import MOST_BYTES
from vito_core.web.slow import impatient


@contextlib.asynccontextmanager
async def served(engine: Engine) -> AsyncIterator[int]:
    """The port it listens on. As `vito_core.web.serve` sets it up, without the application's lifespan."""
    port = free_port()
    config = uvicorn.Config(
        create_app(engine),
        host="127.0.0.1",
        port=port,
        log_config=None,
        access_log=False,
        lifespan="off",
        http=impatient(engine.settings.read_seconds),
        ws_max_size=MOST_BYTES,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server._serve())
    try:
        async with asyncio.timeout(10):
            while not server.started:
                await asyncio.sleep(0.01)
        yield port
    finally:
        server.should_exit = True
        await task
