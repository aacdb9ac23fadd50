"""Bodies: read whole, within a size, and looked at before anything is made of them. How long one may take to arrive is
the server's to watch (`vito_core.web.slow`).

What msgspec would let pass is refused here: an object that has a key twice, text that no table can keep.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, Receive, Scope, Send

from vito_contracts.errors import InvalidInput
from vito_core.web.problems import BadBody

DEFAULT_LIMIT = 1024 * 1024
"""Bytes of a body, where a route does not say `request_max_body_size=…`."""
MOST_DEPTH = 64
PLAIN = b"application/json"
JSON = re.compile(r"application/(?:[\w.+-]+\+)?json", re.ASCII)
CHARSET = re.compile(r'charset="?utf-?8"?', re.IGNORECASE | re.ASCII)
BOM = b"\xef\xbb\xbf"
ODD = re.compile(r"[\x00\ud800-\udfff]")
NAMED = re.compile(r"[\w.-]{1,40}", re.ASCII)
CLOSE = {"Connection": "close"}
"""What has not been read is not waited for either."""


class WholeBody:
    """A `receive` that gives the body in one piece, and then goes on with the connection's own."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self.body = body
        self._receive = receive
        self._given = False

    async def __call__(self) -> Any:
        if self._given:
            return await self._receive()
        self._given = True
        return {"type": "http.request", "body": self.body, "more_body": False}


class Bodies:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._limits: dict[Any, int | None] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = self._limit(scope["route_handler"]) if scope["type"] == ScopeType.HTTP else None
        if limit is None:
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        media, length = headers.get(b"content-type"), headers.get(b"content-length", b"")
        if media is not None and media != PLAIN:
            _check_media_type(media)
        if length.isdigit() and int(length) > limit:
            raise _too_large(limit)
        body = await self._read(receive, limit)
        if body:
            if media is None:
                _check_media_type(b"")
            check_document(body)
        await self._app(scope, WholeBody(body, receive), send)

    def _limit(self, handler: Any) -> int | None:
        """Bytes that the route's body may have; None: it takes none."""
        if handler not in self._limits:
            taken = "data" in handler.parsed_fn_signature.parameters
            limit = handler.resolve_request_max_body_size()
            self._limits[handler] = (limit or DEFAULT_LIMIT) if taken else None
        return self._limits[handler]

    async def _read(self, receive: Receive, limit: int) -> bytes:
        parts: list[bytes] = []
        size = 0
        while True:
            message: Any = await receive()
            if message["type"] == "http.disconnect":
                raise BadBody("the request ended before its body was whole")
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > limit:
                raise _too_large(limit)
            if not message.get("more_body"):
                return parts[0] if len(parts) == 1 else b"".join(parts)


def check_document(body: bytes) -> None:
    """Raises `BadBody` (no JSON in UTF-8, a key twice, too deep) and `InvalidInput` (text that cannot be kept)."""
    if body.startswith(BOM):
        raise BadBody("the body begins with a byte order mark; send plain UTF-8")
    try:
        text = body.decode()
        document = _DECODER.decode(text)
    except UnicodeDecodeError as error:
        raise BadBody(f"the body is not UTF-8: byte {error.start} does not fit") from error
    except json.JSONDecodeError as error:
        raise BadBody(f"the body is not valid JSON: line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:
        raise BadBody("the body holds a number that is too long") from error
    # Brackets in texts count too; a body that has few of them is not deep, and most have few.
    if text.count("{") + text.count("[") > MOST_DEPTH and any(depth > MOST_DEPTH for _, _, depth in _walk(document)):
        raise _too_deep()
    if "\\u" in text:
        for where, value, _ in _walk(document):
            if isinstance(value, str) and ODD.search(value):
                raise InvalidInput(f"{where}: text with a NUL character or half a surrogate pair cannot be stored")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = _repeated(name for name, _ in pairs)
        raise BadBody(f"{f'the key {twice!r}' if NAMED.fullmatch(twice) else 'a key'} stands twice in one object")
    return found


def _repeated(names: Iterable[str]) -> str:
    """The first name that was there before, of names that are not all different. In one pass: whoever may send a body
    may send the longest."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            break
        seen.add(name)
    return name


def _no_constant(name: str) -> Any:
    raise BadBody(f"{name} is no JSON number")


def _walk(document: Any) -> Iterator[tuple[str, Any, int]]:
    """Every value and every key, with where it stands and how deep; without recursion."""
    left: list[tuple[str, Any, int]] = [("the body", document, 0)]
    while left:
        where, value, depth = left.pop()
        yield where, value, depth
        if isinstance(value, dict):
            left += [(f"a key of {where}", name, depth) for name in value]
            left += [(name if NAMED.fullmatch(name) else where, each, depth + 1) for name, each in value.items()]
        elif isinstance(value, list):
            left += [(f"{where}[{at}]", each, depth + 1) for at, each in enumerate(value)]


def _check_media_type(header: bytes) -> None:
    media, _, parameters = header.decode("latin-1").partition(";")
    charset_fits = "charset" not in parameters.lower() or CHARSET.search(parameters) is not None
    if not JSON.fullmatch(media.strip().lower()) or not charset_fits:
        raise HTTPException(
            status_code=415, detail="send JSON in UTF-8, with 'Content-Type: application/json'", headers={**CLOSE}
        )


def _too_large(limit: int) -> HTTPException:
    return HTTPException(
        status_code=413, detail=f"the body is larger than the {limit} bytes this takes", headers={**CLOSE}
    )


def _too_deep() -> BadBody:
    return BadBody("the body is nested too deeply")


_DECODER = json.JSONDecoder(object_pairs_hook=_once_each, parse_constant=_no_constant)
