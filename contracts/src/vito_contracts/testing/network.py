"""No network: who tries to reach another machine in a test hears of it at once, by name."""

import contextlib
import socket
from collections.abc import Iterator
from typing import Any, NoReturn
from unittest import mock

_HERE = ("localhost", "127.", "::1")


class NetworkBlocked(RuntimeError):
    """The text names the address."""


@contextlib.contextmanager
def network_blocked(*, loopback: bool = True) -> Iterator[None]:
    """While inside, no connection leaves this machine. `loopback`: servers of the test's own may be talked to."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex
    look_up = socket.getaddrinfo

    def checked(original: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX:
                _check(str(address[0]), loopback)
            return original(self, address)

        return call

    def checked_look_up(host: Any, *arguments: Any, **more: Any) -> Any:
        if host is not None:
            _check(host.decode() if isinstance(host, bytes) else str(host), loopback)
        return look_up(host, *arguments, **more)

    with (
        mock.patch.object(socket.socket, "connect", checked(connect)),
        mock.patch.object(socket.socket, "connect_ex", checked(connect_ex)),
        mock.patch.object(socket, "getaddrinfo", checked_look_up),
    ):
        yield


def _check(host: str, loopback: bool) -> None:
    if not (loopback and host.startswith(_HERE)):
        _refuse(host)


def _refuse(host: str) -> NoReturn:
    raise NetworkBlocked(
        f"a connection to {host} was tried, and no test of a plugin needs the network: answer with a server on"
        " 127.0.0.1, or hand the plugin a fake"
    )
