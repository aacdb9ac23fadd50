"""Small services of the kit: clock, log, secrets, objects."""

import datetime as dt
from typing import Any

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import TenantId
from vito_contracts.scope import TenantScope
from vito_contracts.services import Secret

BEGIN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


class KitClock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self._now = BEGIN

    def now(self) -> dt.datetime:
        return self._now

    def advance(self, **by: float) -> None:
        """`advance(days=2)`: the arguments of `timedelta`."""
        self._now += dt.timedelta(**by)


class LogLine(msgspec.Struct, frozen=True):
    level: str
    event: str
    fields: dict[str, Any]


class KitLog:
    """Keeps what was logged."""

    def __init__(self) -> None:
        self.lines: list[LogLine] = []

    def info(self, event: str, **fields: Any) -> None:
        self.lines.append(LogLine("info", event, fields))

    def warning(self, event: str, **fields: Any) -> None:
        self.lines.append(LogLine("warning", event, fields))

    def error(self, event: str, **fields: Any) -> None:
        self.lines.append(LogLine("error", event, fields))


class KitSecrets:
    """Only what the test put in; the environment is never read."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def get(self, name: str) -> Secret:
        if not self.values.get(name):
            raise InvalidInput(f"the secret {name} is missing: kit.secrets.values[{name!r}] = …")
        return Secret(self.values[name])


class KitObjects:
    """Binary objects, apart for each tenant."""

    def __init__(self) -> None:
        self._kept: dict[tuple[TenantId, str], bytes] = {}

    async def create(self, scope: TenantScope, key: str, data: bytes) -> bool:
        if not key or key.startswith("/") or ".." in key.split("/"):
            raise InvalidInput(f"object key {key!r}: relative, with '/', and without '..'")
        if (scope.tenant, key) in self._kept:
            return False
        self._kept[scope.tenant, key] = data
        return True

    async def get(self, scope: TenantScope, key: str) -> bytes | None:
        return self._kept.get((scope.tenant, key))

    async def delete(self, scope: TenantScope, key: str) -> None:
        self._kept.pop((scope.tenant, key), None)
