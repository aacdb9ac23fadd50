"""Asking name servers: on threads of their own, of which no tenant takes all."""

import asyncio
import contextlib
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from weakref import WeakValueDictionary

from vito_contracts.ids import TenantId
from vito_core.outward.targets import Address

MOST_THREADS = 64
MOST_OF_TENANT = 4


def look_up(host: str, port: int) -> list[Address]:
    """The system's answer. Raises `OSError`, and `UnicodeError` for what can be no name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(each[4][0]) for each in found]


class Resolvers:
    """A look-up cannot be broken off: whoever gave up waiting leaves a thread behind that waits on for the name server.
    It counts as its tenant's until it ends, and the tenant's further look-ups wait for it."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(MOST_THREADS, thread_name_prefix="outward")
        self._room: WeakValueDictionary[TenantId, asyncio.Semaphore] = WeakValueDictionary()
        """Of tenants that ask, or wait to ask."""

    async def addresses(self, tenant: TenantId, host: str, port: int) -> list[Address]:
        """As `look_up`; within the caller's time limit."""
        room = self._room.setdefault(tenant, asyncio.Semaphore(MOST_OF_TENANT))
        await room.acquire()
        loop = asyncio.get_running_loop()

        def ended(_: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed, and nobody waits any more
                loop.call_soon_threadsafe(room.release)

        thread = self._threads.submit(look_up, host, port)
        thread.add_done_callback(ended)
        return await asyncio.wrap_future(thread)
