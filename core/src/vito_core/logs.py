"""Structured logs on standard error, one JSON object a line: event names, ids, codes and numbers; never a person's
words, a secret, or a line that somebody else made up."""

import datetime as dt
import logging
import re
import sys
from collections.abc import Callable, Mapping, MutableMapping
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import structlog

from vito_core import __version__

LONGEST = 200
MOST_ITEMS = 20
FIELDS = frozenset(
    (
        "activity alert archived at attempts batches binding by_hand bytes call caller channel chunks code count"
        " delivery deployment dispatcher documents door effect ended enquiry erasure error errors event event_id"
        " event_type events failures helper hook id journeys kind lead level logger method milliseconds ms name needed"
        " outcome plugin plugin_version plugins previous reason request request_id requests role route run seconds"
        " shard skipped sqlstate stage state status step subscriber tenant tenants turn turns twin unchanged units user"
        " waiting webhook workers workflow"
    ).split()
)
"""What a line may hold; any other field is dropped, and named under `dropped`."""

_EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SECRETS = re.compile(
    r"[^\s@:/]+@[^\s@]+\.[^\s@]+"  # an address
    r"|\b(?:vito|vses|vinv)_[A-Za-z0-9_-]{8,}|\bwhsec_[A-Za-z0-9+/=_-]{8,}"  # keys, sessions, invitations; of webhooks
    r"|\b(?:Bearer|Basic)\s+\S+|\beyJ[\w-]+\.[\w-]+\.?[\w-]*"  # tokens
    r"|://[^/\s@]+@"  # a password in a URL
    r"|(?<![\w-])\+?\d[\d ()-]{7,}\d(?![\w-])"  # a telephone number
)
_SUSPECT = re.compile(r"@|vito_|vses_|vinv_|whsec_|eyJ|earer|asic |\d[\d ()-]{7}")
MASK = "[masked]"


class Schema:
    """The last processor before the line is written. `role`: of this process, e.g. "api"."""

    def __init__(self, role: str) -> None:
        self._role = role

    def __call__(self, _logger: Any, _method: str, entry: MutableMapping[str, Any]) -> Mapping[str, Any]:
        event, level, time = entry.pop("event", None), entry.pop("level", "info"), entry.pop("time", None)
        dropped = sorted(str(name)[:40] for name in entry.keys() - FIELDS)
        if not isinstance(event, str) or _EVENT.fullmatch(event) is None:
            # A sentence: somebody may have put a person's words into it.
            event, dropped = "log.unfit", [*dropped, "event"]
        line: dict[str, Any] = {"event": event, "level": level, "time": time}
        line |= {"process": self._role, "version": __version__}
        line |= {name: clean(value) for name, value in entry.items() if name in FIELDS and value is not None}
        if dropped:
            line["dropped"] = [clean(name) for name in dropped[:MOST_ITEMS]]
        return line


def clean(value: Any) -> Any:
    """Numbers as they are, ids and codes as text without control characters, long ones cut; nothing else."""
    kind = type(value)
    if kind in (int, float, bool):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return clean(value.value)
    if isinstance(value, str):
        return _text(value[: 4 * LONGEST])[:LONGEST]
    if isinstance(value, list | tuple | set | frozenset):
        return [clean(each) for each in list(value)[:MOST_ITEMS]]
    return f"<{type(value).__name__}>"


def _text(text: str) -> str:
    """Most texts are short codes: what cannot hold a secret is not searched for one."""
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    if len(text) < 9 or not _SUSPECT.search(text):
        return text
    return _SECRETS.sub(MASK, text)


def to_line(entry: Any, **_: Any) -> str:
    return msgspec.json.encode(entry).decode()


class CodesOnly(logging.Formatter):
    """For the libraries' own loggers: an exception is named, its text and traceback (which may quote) are not shown. Of
    a message only its template, without what was put into it; where it cannot be told apart, only its place."""

    def __init__(self, schema: Schema) -> None:
        super().__init__()
        self._schema = schema

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[0] if record.exc_info else None
        entry = {
            "event": "library.failed" if error is not None else "library.log",
            "level": record.levelname.lower(),
            "time": structlog.processors.TimeStamper(fmt="iso", utc=True)(None, "", {})["timestamp"],
            "logger": record.name,
            "at": f"{Path(record.pathname).name}:{record.lineno}",
            "error": error.__name__ if error is not None else None,
            "reason": str(record.msg) if record.args else None,
        }
        return to_line(self._schema(None, "", entry))


class RequestLines:
    """One line for each request, and for each WebSocket. Written past structlog, which takes ten times as long; what a
    caller could make up is cleaned all the same."""

    def __init__(self, role: str, write: Callable[[str], Any] = sys.stderr.write) -> None:
        self._role = role
        self._write = write
        self._encoder = msgspec.json.Encoder()

    def tell(self, method: str, route: str | None, status: int, seconds: float, size: int, **ids: Any) -> None:
        """`route`: the template that matched; None: none did. `ids`: tenant and request, where they are known."""
        told = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 2), "bytes": size}
        self._put("http.request", told, ids)

    def tell_socket(self, route: str | None, code: str, seconds: float, size: int, **ids: Any) -> None:
        """A WebSocket that is over. `code`: what the server closed it with, or "left". `size`: bytes sent."""
        told = {"route": route, "code": code, "seconds": round(seconds, 3), "bytes": size}
        self._put("websocket.closed", told, ids)

    def _put(self, event: str, told: dict[str, Any], ids: dict[str, Any]) -> None:
        line = {
            "event": event,
            "level": "info",
            "time": dt.datetime.now(dt.UTC).isoformat().replace("+00:00", "Z"),
            "process": self._role,
            "version": __version__,
            **told,
        }
        for name, value in ids.items():
            if value is not None:
                line[name] = clean(value)
        self._write(self._encoder.encode(line).decode() + "\n")


def configure(role: str = "cli") -> None:
    schema = Schema(role)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(CodesOnly(schema))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    structlog.configure(
        processors=[*processors(schema), structlog.processors.JSONRenderer(to_line)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def processors(schema: Schema) -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        schema,
    ]
