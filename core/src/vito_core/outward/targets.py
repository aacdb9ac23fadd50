"""Where the engine may go: which URLs, ports and addresses. Whoever gives us a URL must not reach our own network."""

import ipaddress
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import TypeAlias

import httpx
import msgspec

from vito_contracts.errors import InvalidInput, OutwardRefused

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network
LONGEST_URL = 2_000
DEFAULT_PORTS = {"http": 80, "https": 443}

_FORBIDDEN: tuple[Network, ...] = tuple(
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT
        "168.63.129.16/32",  # Azure's platform service: public by number, and inside of every machine there
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",  # IPv4-compatible
        "::ffff:0:0/96",  # IPv4-mapped
        "64:ff9b::/96",  # NAT64: any IPv4 address in other clothes
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",  # Teredo, ORCHID and the like
        "2002::/16",  # 6to4
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)
"""Beside whatever `ipaddress` does not call global: what hides another address, or leads to more than one place."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A URL taken apart. `host`: in lower case, without brackets, international names in ASCII. `address`: where the
    host is no name."""

    url: httpx.URL
    host: str
    port: int
    address: Address | None

    @property
    def place(self) -> str:
        """What errors may name."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Targets:
    """`ports`: those open on public addresses. `private`: networks that may be gone to all the same, on any port."""

    def __init__(self, ports: Sequence[int], private: Sequence[str]) -> None:
        """Raises `InvalidInput` for what is no network."""
        self._ports = frozenset(ports)
        try:
            self._private = [ipaddress.ip_network(each) for each in private]
        except ValueError as error:
            raise InvalidInput(f"outward_private: {error}; write networks such as 10.1.0.0/16") from error

    def parse(self, text: str) -> Target:
        """What can be said of a URL without asking for its address. Raises `OutwardRefused`."""
        if len(text) > LONGEST_URL or not text.isprintable() or " " in text:
            raise OutwardRefused(
                f"the URL is longer than {LONGEST_URL} characters, or holds blanks or control characters"
            )
        try:
            url = httpx.URL(text)
            host = url.raw_host.decode("ascii").lower().rstrip(".")
        except (httpx.InvalidURL, ValueError) as error:
            raise OutwardRefused("the URL cannot be read") from error
        if url.scheme not in DEFAULT_PORTS or not host:
            raise OutwardRefused("the URL must begin with https:// or http:// and name a host")
        if url.userinfo:
            raise OutwardRefused("the URL must hold no user name or password")
        host = host.strip("[]")
        if url.port == 0 or (_literal(host) is None and _is_odd_address(host)):
            raise OutwardRefused("the URL must name a host or an address in its usual form, and no port 0")
        target = Target(url=url, host=host, port=url.port or DEFAULT_PORTS[url.scheme], address=_literal(host))
        if target.address is not None:
            self.check(target, target.address)
        elif not self._private:
            # A name may stand for an address of an allowed network, where every port is open.
            self._check_port(target)
        return target

    def check(self, target: Target, address: Address) -> None:
        """Whether this address of the target may be gone to. Raises `OutwardRefused`, which does not tell it."""
        if any(address in network for network in self._private):
            return
        if is_inside(address):
            raise OutwardRefused(f"{target.place} is no public address")
        self._check_port(target)

    def _check_port(self, target: Target) -> None:
        if target.port not in self._ports:
            ports = ", ".join(str(port) for port in sorted(self._ports))
            raise OutwardRefused(f"{target.place}: the port must be one of {ports}")


def is_inside(address: Address) -> bool:
    """Whether it is, or may stand for, anything but one host of the public internet."""
    if not address.is_global or address.is_multicast:
        return True
    return any(address in network for network in _FORBIDDEN)


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_odd_address(host: str) -> bool:
    """What a resolver takes for an address beside the usual form: 2130706433, 0x7f.1, 127.1."""
    try:
        socket.inet_aton(host)
    except OSError:
        return False
    return True
