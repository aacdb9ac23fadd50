"""The client: `Client`, and `AsyncClient` with the same methods to be awaited.

Requests that change something carry an idempotency key, yours or a new one. So they are tried again where the server
could not be reached, was too busy, or asked to wait: the key sees to it that nothing happens twice.

What comes in pieces is given in pieces, as an iterator: the methods that end in `_stream`, and `plugins_export`. Such a
request is sent once.

`last_etag`: of the last answer; give it as `if_match` to a change that rests on what you have just read.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Self, TypeVar
from uuid import uuid4

import httpx
import msgspec

from vito_client.operations import AsyncOperations, Operations
from vito_client.problem import Problem, ProblemError
from vito_client.problem_types import BY_TYPE, StillRunning, TooManyRequests, Unavailable
from vito_client.streams import StreamEvent, events_in

T = TypeVar("T")
AGAIN = (StillRunning, TooManyRequests, Unavailable)
SAFE = ("GET", "HEAD")
EVENTS = "text/event-stream"


class _Requests:
    """What both clients do alike. `tries`: of one request, at most."""

    def __init__(self, url: str, key: str, *, tries: int = 3, timeout: float = 100.0) -> None:
        self._tries = tries
        self.last_etag: str | None = None
        self._settings: dict[str, Any] = {
            "base_url": url,
            "headers": {"authorization": f"Bearer {key}"},
            "timeout": timeout,
        }

    @staticmethod
    def _request(
        method: str,
        path: str,
        *,
        query: dict[str, Any] | None = None,
        body: Any = None,
        key: str | None = None,
        if_match: str | None = None,
        repeatable: bool = False,
        accept: str = "application/json",
    ) -> dict[str, Any]:
        headers = {"accept": accept}
        if repeatable:
            headers["idempotency-key"] = key or str(uuid4())
        if if_match is not None:
            headers["if-match"] = if_match
        content = None
        if body is not None:
            headers["content-type"] = "application/json"
            content = msgspec.json.encode(body)
        params = {name: _plain(value) for name, value in (query or {}).items() if value is not None}
        return {"method": method, "url": path, "params": params, "headers": headers, "content": content}

    def _pause(self, error: Exception, tried: int, safe: bool) -> float | None:
        """Seconds to wait before the next try; None: there is none."""
        if tried >= self._tries or not safe:
            return None
        if isinstance(error, AGAIN):
            return error.retry_after if error.retry_after is not None else 0.5 * 2**tried
        return 0.5 * 2**tried if isinstance(error, httpx.TransportError) else None


class Client(_Requests, Operations):
    """`with Client("https://twins.example", key) as client: client.list_twins()`."""

    def __init__(self, url: str, key: str, *, tries: int = 3, timeout: float = 100.0, **more: Any) -> None:
        super().__init__(url, key, tries=tries, timeout=timeout)
        self._http = httpx.Client(**self._settings, **more)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def _stream(self, method: str, path: str, **asked: Any) -> Iterator[StreamEvent]:
        request = self._request(method, path, accept=EVENTS, **asked)
        with self._http.stream(**request) as answer:
            if not answer.is_success:
                answer.read()
                raise problem_of(answer)
            for event in events_in(answer.iter_lines()):
                yield _or_problem(event)

    def _lines(self, method: str, path: str, **asked: Any) -> Iterator[Any]:
        with self._http.stream(**self._request(method, path, **asked)) as answer:
            if not answer.is_success:
                answer.read()
                raise problem_of(answer)
            for line in answer.iter_lines():
                yield msgspec.json.decode(line)

    def _send(
        self,
        method: str,
        path: str,
        answer: type[T],
        *,
        query: dict[str, Any] | None = None,
        body: Any = None,
        key: str | None = None,
        if_match: str | None = None,
        repeatable: bool = False,
    ) -> T:
        request = self._request(method, path, query=query, body=body, key=key, if_match=if_match, repeatable=repeatable)
        tried = 0
        while True:
            tried += 1
            try:
                got = self._http.request(**request)
                self.last_etag = got.headers.get("etag")
                return read(got, answer)
            except (ProblemError, httpx.TransportError) as error:
                pause = self._pause(error, tried, repeatable or method in SAFE)
                if pause is None:
                    raise
                time.sleep(pause)


class AsyncClient(_Requests, AsyncOperations):
    """`async with AsyncClient("https://twins.example", key) as client: await client.list_twins()`."""

    def __init__(self, url: str, key: str, *, tries: int = 3, timeout: float = 100.0, **more: Any) -> None:
        super().__init__(url, key, tries=tries, timeout=timeout)
        self._http = httpx.AsyncClient(**self._settings, **more)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def _stream(self, method: str, path: str, **asked: Any) -> AsyncIterator[StreamEvent]:
        request = self._request(method, path, accept=EVENTS, **asked)
        async with self._http.stream(**request) as answer:
            if not answer.is_success:
                await answer.aread()
                raise problem_of(answer)
            block: list[str] = []
            async for line in answer.aiter_lines():
                block.append(line)
                if not line:
                    for event in events_in(block):
                        yield _or_problem(event)
                    block = []

    async def _lines(self, method: str, path: str, **asked: Any) -> AsyncIterator[Any]:
        async with self._http.stream(**self._request(method, path, **asked)) as answer:
            if not answer.is_success:
                await answer.aread()
                raise problem_of(answer)
            async for line in answer.aiter_lines():
                yield msgspec.json.decode(line)

    async def _send(
        self,
        method: str,
        path: str,
        answer: type[T],
        *,
        query: dict[str, Any] | None = None,
        body: Any = None,
        key: str | None = None,
        if_match: str | None = None,
        repeatable: bool = False,
    ) -> T:
        request = self._request(method, path, query=query, body=body, key=key, if_match=if_match, repeatable=repeatable)
        tried = 0
        while True:
            tried += 1
            try:
                got = await self._http.request(**request)
                self.last_etag = got.headers.get("etag")
                return read(got, answer)
            except (ProblemError, httpx.TransportError) as error:
                pause = self._pause(error, tried, repeatable or method in SAFE)
                if pause is None:
                    raise
                await asyncio.sleep(pause)


def pages(method: Callable[..., Any], *arguments: Any, **query: Any) -> Iterator[Any]:
    """The items of a whole list, page after page; give it the method and what the method takes."""
    while True:
        page = method(*arguments, **query)
        yield from page.items
        if not getattr(page, "next", None):
            return
        query["after"] = page.next


async def async_pages(method: Callable[..., Any], *arguments: Any, **query: Any) -> AsyncIterator[Any]:
    """As `pages`, for `AsyncClient`."""
    while True:
        page = await method(*arguments, **query)
        for item in page.items:
            yield item
        if not getattr(page, "next", None):
            return
        query["after"] = page.next


def read(answer: httpx.Response, kind: type[T]) -> T:
    """Raises a `ProblemError`."""
    if not answer.is_success:
        raise problem_of(answer)
    if kind is str:  # no JSON answer is a bare text
        return answer.text  # type: ignore[return-value]
    if kind is type(None) or not answer.content:
        return None  # type: ignore[return-value]
    return msgspec.json.decode(answer.content, type=kind)


def problem_of(answer: httpx.Response) -> ProblemError:
    try:
        problem = msgspec.json.decode(answer.content, type=Problem)
    except msgspec.DecodeError:
        problem = Problem(status=answer.status_code, title=answer.reason_phrase, detail="the answer was no problem")
    wait = answer.headers.get("retry-after", "")
    kind = BY_TYPE.get(problem.type, ProblemError)
    return kind(problem, answer.headers.get("x-request-id", ""), float(wait) if wait.isdigit() else None)


def _or_problem(event: StreamEvent) -> StreamEvent:
    if event.name != "problem":
        return event
    problem = msgspec.convert(event.data, Problem)
    raise BY_TYPE.get(problem.type, ProblemError)(problem)


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool) else str(value)
