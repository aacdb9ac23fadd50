"""Limits at the door: floods without a key, rate and quota of whoever pays; and what was used."""

import math
import time
from collections.abc import Container

from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from vito_core.engine import Engine
from vito_core.identity.callers import Caller
from vito_core.identity.end_users import EndUser
from vito_core.identity.throttle import network_of
from vito_core.limits.limiter import Verdict

MOST_REMEMBERED = 10_000
STREAM = "text/event-stream"
BAD = 400
"""The first status that says that something was wrong."""


class TooManyRequests(HTTPException):
    status_code = 429
    problem = "too-many-requests"
    denied = "rate"


class QuotaExceeded(HTTPException):
    status_code = 429
    problem = "quota-exceeded"
    denied = "quota"


class Flood(TooManyRequests):
    denied = "flood"


class Limiting:
    """Stands behind the authentication: it needs to know who calls."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller: Caller | None = scope.get("user")
        if caller is None:
            await self._app(scope, receive, send)
            return
        engine: Engine = scope["litestar_app"].state.engine
        verdict = await _verdict(engine, caller)
        if verdict.refused is not None:
            raise _refusal(verdict)
        engine.usage.request(caller.tenant, caller.payer)
        answer = _Answer(send, verdict)
        try:
            await self._app(scope, receive, answer)
        finally:
            _count_stream(engine, caller, answer)


class _Answer:
    """The way back. `streams_since`: when a stream began, by the monotonic clock; 0: it is none."""

    def __init__(self, send: Send, verdict: Verdict) -> None:
        self._send = send
        self._verdict = verdict
        self.streams_since = 0.0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = message["headers"]
            if self._verdict.policy:
                more = [
                    (b"ratelimit-policy", self._verdict.policy.encode()),
                    (b"ratelimit", self._verdict.left.encode()),
                ]
                message["headers"] = [*headers, *more]
            if any(name == b"content-type" and value.startswith(STREAM.encode()) for name, value in headers):
                self.streams_since = time.monotonic()
        elif message["type"] == "websocket.accept":
            self.streams_since = time.monotonic()
        await self._send(message)


async def _verdict(engine: Engine, caller: Caller) -> Verdict:
    if isinstance(caller, EndUser):
        return await engine.limiter.admit_for(caller.tenant, caller.id, caller.payer, caller.limits)
    return await engine.limiter.admit(caller.tenant, caller.payer, caller.limits)


def _count_stream(engine: Engine, caller: Caller, answer: _Answer) -> None:
    if answer.streams_since:
        engine.usage.count(caller.tenant, caller.payer, stream_seconds=time.monotonic() - answer.streams_since)


def _refusal(verdict: Verdict) -> HTTPException:
    headers = {"Retry-After": str(verdict.retry_after), "RateLimit-Policy": verdict.policy, "RateLimit": verdict.left}
    if verdict.refused == "quota":
        return QuotaExceeded(
            "this key's requests of the month (UTC) are spent; ask for a larger quota", headers=headers
        )
    return TooManyRequests(f"too many requests of this key; go on after {verdict.retry_after} s", headers=headers)


class Failures:
    """Who sent no valid credentials lately, and which were good. One for all routes of an application."""

    def __init__(self, per_minute: int) -> None:
        self._most = per_minute
        self._per_second = per_minute / 60
        self._failures: dict[str, tuple[float, float]] = {}
        self._good: set[int] = set()

    def wait(self, address: str, credentials: bytes) -> int:
        """Seconds; 0: it may be looked at. Credentials that were good before pass all the same: a flood from behind an
        address that many share does not shut out those who are known."""
        # The hash only tells who was known, and never stands instead of the authentication.
        if address not in self._failures or hash(credentials) in self._good:
            return 0
        level = self._level(address)
        if level <= 0:
            del self._failures[address]
        return math.ceil((level - self._most + 1) / self._per_second) if level > self._most - 1 else 0

    def failed(self, address: str, credentials: bytes) -> None:
        self._good.discard(hash(credentials))
        if len(self._failures) >= MOST_REMEMBERED:
            self._failures.clear()
        self._failures[address] = (self._level(address) + 1, time.monotonic())

    def passed(self, credentials: bytes) -> None:
        if len(self._good) >= MOST_REMEMBERED:
            self._good.clear()
        self._good.add(hash(credentials))

    def _level(self, address: str) -> float:
        """Failures that were not forgiven yet: they drain as fast as they may come."""
        level, at = self._failures.get(address, (0.0, 0.0))
        return max(level - (time.monotonic() - at) * self._per_second, 0.0)


TRIES = "tries"
"""Option of a route that answers whoever asks: the statuses that count as a try of somebody unknown."""


class FloodGuard:
    """Stands before the authentication: an address that keeps sending what is no key is not looked up any more. Nor is
    one that keeps trying the routes that answer anybody, where a try costs something."""

    def __init__(self, app: ASGIApp, failures: Failures) -> None:
        self._app = app
        self._failures = failures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        opt = scope["route_handler"].opt
        is_open, tries = bool(opt.get("exclude_from_auth")), opt.get(TRIES, ())
        if is_open and not tries:
            await self._app(scope, receive, send)
            return
        given = b"".join(value for name, value in scope["headers"] if name in (b"authorization", b"cookie"))
        if is_open and "needs" not in opt:
            given = b""  # such a route looks at no credentials, so it says nothing of them
        client = scope.get("client")
        address = network_of(client[0]) if client else ""
        wait = self._failures.wait(address, given)
        if wait:
            detail = f"too many requests without a valid key from this address; go on after {wait} s"
            raise Flood(detail, headers={"Retry-After": str(wait)})
        if is_open:
            await self._app(scope, receive, self._counting(send, tries, address, given))
            return
        try:
            await self._app(scope, receive, send)
        except NotAuthorizedException:
            self._failures.failed(address, given)
            raise
        if given:
            self._failures.passed(given)

    def _counting(self, send: Send, tries: Container[int], address: str, given: bytes) -> Send:
        """An open route's errors are answers by the time they come here."""

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] in tries:
                    self._failures.failed(address, given)
                elif given and message["status"] < BAD:
                    self._failures.passed(given)
            await send(message)

        return counted
