"""A page's commands, run as they stand against a served engine."""

import asyncio
import contextlib
import itertools
import os
import re
from collections.abc import AsyncIterator

import uvicorn

from vito_core.engine import Engine
from vito_core.web.app import create_app

BLOCK = re.compile(r"^```(bash|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)


@contextlib.asynccontextmanager
async def served(engine: Engine) -> AsyncIterator[str]:
    """The address of a real server in front of an open engine."""
    server = uvicorn.Server(uvicorn.Config(create_app(engine), port=0, log_config=None, lifespan="off"))
    task = asyncio.create_task(server.serve())
    try:
        while not server.started:
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


def sessions(page: str) -> list[tuple[str, str]]:
    """(commands, what they are said to print) of each bash block that a text block follows."""
    blocks = BLOCK.findall(page)
    return [(text, said) for (kind, text), (after, said) in itertools.pairwise(blocks)
            if (kind, after) == ("bash", "text")]  # fmt: skip


async def printed(commands: str, **environment: str) -> str:
    process = await asyncio.create_subprocess_exec(
        "bash", "-euo", "pipefail", "-c", commands, env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    out, _ = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 0, out.decode()
    return out.decode()


def fits(said: str, shown: str) -> bool:
    """Lines of the page in their order; … stands for anything."""
    lines = [re.escape(line).replace("…", ".*") for line in said.strip().splitlines()]
    return re.compile(".*".join(lines), re.DOTALL).search(shown) is not None
