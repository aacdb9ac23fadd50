"""A sender in a process of its own, to be killed: `python sender_process.py`, settings in the environment."""

import asyncio

from vito_core.container import build
from vito_core.settings import from_environment


async def main() -> None:
    engine = build(from_environment())
    await engine.open()
    await engine.sender.keep_sending(asyncio.Event())


if __name__ == "__main__":
    asyncio.run(main())
