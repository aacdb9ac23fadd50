"""`services.http`: one call to somebody else's server, to exactly the address that was checked."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
import msgspec

from vito_contracts.errors import OutwardFailed, OutwardRefused
from vito_contracts.ids import TenantId
from vito_contracts.scope import TenantScope
from vito_contracts.services import HttpAnswer
from vito_core.outward.resolvers import Resolvers
from vito_core.outward.targets import Address, Target, Targets

BODY_LIMIT = 5 * 1024 * 1024
MOST_REDIRECTS = 5
MOST_ADDRESSES = 4
"""Of one host that are tried, one after the other."""
CONNECT_SECONDS = 5.0
_OURS = frozenset("host connection content-length transfer-encoding proxy-authorization accept-encoding".split())
"""Headers that callers cannot set: they would say something else than what is sent, and where to."""
_SECRET = frozenset(("authorization", "cookie"))
_REDIRECTS = (301, 302, 303, 307, 308)


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """`seconds`: for all of it, from the question for the address to the last byte."""

    method: str
    url: str
    headers: Mapping[str, str] = {}
    body: bytes = b""
    seconds: float = 10.0


class Outward:
    """Implements `vito_contracts.services.Http`.

    The address is asked for once and then put into the URL, the name into `Host` and the TLS handshake: a name server
    that answers differently the second time is not asked a second time. No connection is kept, for one that was opened
    to a name would be found again by its address.
    """

    def __init__(self, targets: Targets, tls: ssl.SSLContext | None = None, body_limit: int = BODY_LIMIT) -> None:
        self._targets = targets
        self._body_limit = body_limit
        self._tls = tls
        self._resolvers = Resolvers()

    def check(self, url: str) -> None:
        """What can be told of a URL without any look-up. Raises `OutwardRefused`."""
        self._targets.parse(url)

    async def request(
        self,
        scope: TenantScope,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        seconds: float = 10.0,
        redirects: int = 0,
    ) -> HttpAnswer:
        call = Call(method=method, url=url, headers=headers or {}, body=body, seconds=seconds)
        deadline = asyncio.get_running_loop().time() + seconds
        answer = await self.send(scope.tenant, call, self._body_limit)
        for _ in range(min(redirects, MOST_REDIRECTS)):
            onward = _onward(call, answer)
            if onward is None:
                break
            left = max(deadline - asyncio.get_running_loop().time(), 0.001)
            call = msgspec.structs.replace(onward, seconds=left)
            answer = await self.send(scope.tenant, call, self._body_limit)
        return answer

    async def send(self, tenant: TenantId, call: Call, keep: int) -> HttpAnswer:
        """One call, no redirect followed. `keep`: the longest body taken; 0: none is read, however long it is.

        Raises `OutwardRefused` and `OutwardFailed`.
        """
        target = self._targets.parse(call.url)
        progress = _Progress()
        try:
            async with asyncio.timeout(call.seconds), self._answer(tenant, target, call, progress) as answer:
                body = await _read(target, answer, keep) if keep else b""
                return HttpAnswer(status=answer.status_code, headers=_plain(answer), body=body)
        except TimeoutError as error:
            raise OutwardFailed(target.place, "timed_out", sent=progress.connected) from error

    @asynccontextmanager
    async def _answer(
        self, tenant: TenantId, target: Target, call: Call, progress: "_Progress"
    ) -> AsyncIterator[httpx.Response]:
        """The answer as far as its headers, from the first of the host's addresses that takes the connection."""
        addresses = await self._addresses(tenant, target)
        async with httpx.AsyncClient(
            trust_env=False,
            verify=self._context(),
            timeout=httpx.Timeout(None, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_keepalive_connections=0),
        ) as client:
            for number, address in enumerate(addresses, start=1):
                request = _request(client, target, address, call, progress)
                try:
                    answer = await client.send(request, stream=True)
                except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                    if number < len(addresses) and not _is_tls(error):
                        continue
                    raise OutwardFailed(target.place, _connect_code(error), sent=False) from error
                except (httpx.TransportError, ssl.SSLError) as error:
                    raise OutwardFailed(target.place, "broken_off", sent=progress.connected) from error
                try:
                    yield answer
                except httpx.TransportError as error:
                    raise OutwardFailed(target.place, "broken_off", sent=True) from error
                finally:
                    await answer.aclose()
                return

    async def _addresses(self, tenant: TenantId, target: Target) -> list[Address]:
        """All of them must be allowed: a name with one that is not is up to something."""
        if target.address is not None:
            return [target.address]
        try:
            found = await self._resolvers.addresses(tenant, target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise OutwardFailed(target.place, "unknown_host", sent=False) from error
        addresses = list(dict.fromkeys(found))
        if not addresses:
            raise OutwardFailed(target.place, "unknown_host", sent=False)
        for each in addresses:
            self._targets.check(target, each)
        return addresses[:MOST_ADDRESSES]

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls


class _Progress(msgspec.Struct):
    """`connected`: the request may have gone out."""

    connected: bool = False


def _request(
    client: httpx.AsyncClient, target: Target, address: Address, call: Call, progress: _Progress
) -> httpx.Request:
    async def notice(event: str, _: dict[str, Any]) -> None:
        # With https a request leaves only after the handshake: that event comes after the connection's own.
        progress.connected = progress.connected or event.endswith("send_request_headers.started")

    headers = {name: value for name, value in call.headers.items() if name.lower() not in _OURS}
    if any(not (name + value).isprintable() for name, value in headers.items()):
        raise OutwardRefused("a header must be one line of printable text")
    return client.build_request(
        call.method,
        target.url.copy_with(host=str(address), fragment=None),
        headers={"user-agent": "vito", **headers, "host": _host_header(target), "accept-encoding": "identity"},
        content=call.body,
        extensions={"sni_hostname": target.host, "trace": notice},
    )


def _host_header(target: Target) -> str:
    return target.url.netloc.decode("ascii")


def _onward(call: Call, answer: HttpAnswer) -> Call | None:
    """Where a redirect leads, checked when it is gone to. Secrets meant for one server are not carried to another."""
    location = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not location:
        return None
    here = httpx.URL(call.url)
    try:
        there = here.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise OutwardRefused(f"{here.host}: it redirects to something that is no URL") from error
    if here.scheme == "https" and there.scheme != "https":
        raise OutwardRefused(f"{here.host}: it redirects from https to {there.scheme}")
    same = (here.scheme, here.host, here.port) == (there.scheme, there.host, there.port)
    headers = {name: value for name, value in call.headers.items() if same or name.lower() not in _SECRET}
    as_get = answer.status == 303 or (answer.status in (301, 302) and call.method.upper() == "POST")
    method, body = ("GET", b"") if as_get and call.method.upper() != "HEAD" else (call.method, call.body)
    return msgspec.structs.replace(call, url=str(there), method=method, body=body, headers=headers)


async def _read(target: Target, answer: httpx.Response, limit: int) -> bytes:
    body = bytearray()
    async for chunk in answer.aiter_raw():
        body += chunk
        if len(body) > limit:
            raise OutwardFailed(target.place, "too_large", sent=True)
    return bytes(body)


def _plain(answer: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


def _is_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _connect_code(error: BaseException) -> str:
    return "tls" if _is_tls(error) else "no_connection"
