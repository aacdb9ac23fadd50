"""`Database` and `Transaction` as plugins see them: SQLAlchemy Core, the plugin's own role, events in one commit."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from vito_contracts.errors import AlreadyHandled
from vito_contracts.events import NewEvent
from vito_contracts.ids import new_id
from vito_contracts.permissions import WRITES_EVENTS
from vito_contracts.scope import TenantScope
from vito_contracts.services import Row
from vito_contracts.sql import WALLED, plugin_role
from vito_core.db.pool import Pools, WalledConnection, wall_sql
from vito_core.events.types import EventTypes
from vito_core.plugins.permissions import Permits
from vito_core.registry import Loaded

_EMIT = sa.text(
    "insert into core.events (tenant_id, id, type, version, subject, payload, plugin)"
    " values (current_setting('app.tenant_id')::uuid, :id, :type, :version, :subject, cast(:payload as jsonb), :plugin)"
    " on conflict do nothing"
)
_ONCE = sa.text(
    "insert into core.handled (tenant_id, consumer, key)"
    " values (current_setting('app.tenant_id')::uuid, :consumer, :key) on conflict do nothing"
)


class PluginTransaction:
    """Implements `vito_contracts.services.Transaction`."""

    def __init__(self, connection: AsyncConnection, permits: Permits, types: EventTypes) -> None:
        self._connection = connection
        self._permits = permits
        self._types = types

    async def execute(self, statement: Any, parameters: Any = None) -> Sequence[Row]:
        result = await self._connection.execute(statement, parameters)
        return result.all() if result.returns_rows else ()

    async def emit(self, event: NewEvent) -> None:
        self._permits.require(WRITES_EVENTS + event.type)
        await self._connection.execute(
            _EMIT,
            {
                "id": event.id or new_id(),
                "type": event.type,
                "version": self._types.version(event.type),
                "subject": event.subject,
                "payload": self._types.encode(event, self._permits.plugin),
                "plugin": self._permits.plugin,
            },
        )


class PluginDatabase:
    """Implements `vito_contracts.services.Database` for one plugin, as its own role once its schema is known."""

    def __init__(self, pools: Pools, plugin: Loaded, types: EventTypes) -> None:
        self._pools = pools
        self._plugin = plugin.id
        self._loaded = plugin
        self._permits = Permits(plugin)
        self._types = types

    @contextlib.asynccontextmanager
    async def transaction(self, scope: TenantScope, *, once: UUID | None = None) -> AsyncIterator[PluginTransaction]:
        async with self._pools.engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert isinstance(driver, WalledConnection)
            driver.wall = wall_sql(scope.tenant, self._role(), self._pools.trace())
            try:
                async with connection.begin():
                    if once is not None:
                        await self._claim(connection, once)
                    yield PluginTransaction(connection, self._permits, self._types)
            finally:
                driver.wall = None

    def _role(self) -> str:
        # A plugin without tables still must not act as the app role: it gets the wall's group role, which owns nothing.
        return plugin_role(self._loaded.schema) if self._loaded.schema else WALLED

    async def _claim(self, connection: AsyncConnection, key: UUID) -> None:
        claimed = await connection.execute(_ONCE, {"consumer": self._plugin, "key": key})
        if claimed.rowcount == 0:
            raise AlreadyHandled(f"{self._plugin}: {key} was handled before")
