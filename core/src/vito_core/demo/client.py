"""A small client of the public API. It repeats what a restarting server could not take: every call is idempotent."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import msgspec

from vito_contracts.errors import InvalidInput, VitoError

RETRY_SECONDS = 60.0
_PAUSE_SECONDS = 0.2
_NOT_TAKEN, _NOT_NOW = (502, 503), (409, 429)


class ApiError(VitoError):
    """The API refused; `status` and the problem's own words."""

    def __init__(self, status: int, type_: str, detail: str) -> None:
        super().__init__(f"{detail} (HTTP {status}, {type_})")
        self.status = status
        self.type = type_


class Api:
    """As one tenant."""

    def __init__(self, url: str, key: str) -> None:
        self._http = httpx.AsyncClient(
            base_url=url,
            headers={"authorization": f"Bearer {key}"},
            timeout=120,
            limits=httpx.Limits(max_connections=16, max_keepalive_connections=16),
        )

    async def close(self) -> None:
        await self._http.aclose()

    async def get(self, path: str, **query: Any) -> Any:
        return await self._call("GET", path, params={k: v for k, v in query.items() if v is not None})

    async def post(self, path: str, body: Any = None) -> Any:
        return await self._call("POST", path, content=msgspec.json.encode(body) if body is not None else None)

    async def put(self, path: str, body: Any) -> Any:
        return await self._call("PUT", path, content=msgspec.json.encode(body))

    async def all(self, path: str, **query: Any) -> list[Any]:
        """Every page of a listing."""
        items: list[Any] = []
        after: str | None = None
        while True:
            page = await self.get(path, after=after, **query)
            items += page["items"]
            after = page.get("next")
            if after is None:
                return items

    async def _call(self, method: str, path: str, **arguments: Any) -> Any:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + RETRY_SECONDS
        while True:
            pause = _PAUSE_SECONDS
            try:
                answer = await self._http.request(
                    method, path, headers={"content-type": "application/json"}, **arguments
                )
            except httpx.TransportError as error:
                if loop.time() > deadline:
                    raise InvalidInput(f"{method} {path}: the API does not answer ({type(error).__name__})") from error
            else:
                wait = _seconds_until_repeat(answer)
                if wait is None or loop.time() + wait > deadline:
                    return _result(answer)
                pause = wait
            await asyncio.sleep(pause)

    async def stream(self, path: str, body: Any) -> AsyncIterator[tuple[str, Any]]:
        """(event, data) of a server-sent stream."""
        headers = {"content-type": "application/json", "accept": "text/event-stream"}
        async with self._http.stream("POST", path, content=msgspec.json.encode(body), headers=headers) as answer:
            if answer.is_error:
                await answer.aread()
                _result(answer)
            event = ""
            async for line in answer.aiter_lines():
                if line.startswith("event:"):
                    event = line.removeprefix("event:").strip()
                elif line.startswith("data:"):
                    yield event, msgspec.json.decode(line.removeprefix("data:"))


def _seconds_until_repeat(answer: httpx.Response) -> float | None:
    """None: the answer is final. A conflict that names no time is one of data: it would be the same again."""
    if answer.status_code in _NOT_NOW and "retry-after" in answer.headers:
        wait = answer.headers["retry-after"]
        return max(_PAUSE_SECONDS, float(wait)) if wait.isdecimal() else _PAUSE_SECONDS
    return _PAUSE_SECONDS if answer.status_code in _NOT_TAKEN else None


def _result(answer: httpx.Response) -> Any:
    if answer.is_success:
        return msgspec.json.decode(answer.content) if answer.content else None
    try:
        problem = msgspec.json.decode(answer.content)
    except msgspec.DecodeError:
        problem = {}
    raise ApiError(
        answer.status_code, str(problem.get("type", "http-error")), str(problem.get("detail", answer.reason_phrase))
    )
