"""Connections. Every transaction names its tenant in the BEGIN itself, so that no statement can run before it does."""

import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from vito_contracts.ids import TenantId

Connection: TypeAlias = Any
"""An asyncpg connection; the library ships no types."""

CLOSE_SECONDS = 2.0
GONE = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
)
"""What asyncpg raises where the database is away or cannot take work, and nothing that is an answer to a statement. The
last but one has been seen where the server died while a statement was being prepared."""
UNUSABLE = (asyncpg.PostgresError, *GONE)
"""Whatever comes of asking it: for loops that report a failure and try again, and for what is said to people."""


def is_lost(error: BaseException) -> bool:
    """Whether the connection went away under a statement: it may have been carried out or not, and it can be tried
    again. Everything else that the database says is an answer, and trying again brings the same one."""
    if isinstance(error, asyncpg.InterfaceError):
        return not isinstance(error, ValueError)  # asyncpg's own DataError is one too: a value it could not encode
    return isinstance(
        error, asyncpg.PostgresConnectionError | asyncpg.OperatorInterventionError | asyncpg.InternalClientError
    )


def no_trace() -> str:
    return ""


def wall_sql(tenant: UUID, role: str | None, trace: str = "") -> str:
    """`trace`: the traceparent that events of this transaction keep."""
    # UUID() refuses anything but a UUID; role names come from schemas checked at registration.
    statement = f"select set_config('app.tenant_id', '{UUID(str(tenant))}', true)"
    if trace:
        statement += f", set_config('app.trace', '{trace}', true)"
    return statement + (f", set_config('role', '{role}', true)" if role else "")


class WalledConnection(asyncpg.Connection):  # type: ignore[misc]
    """Folds tenant and role into SQLAlchemy's BEGIN: no extra round trip, and no way to forget it."""

    wall: str | None = None
    """Set by `Database.transaction` for the transaction it is about to begin."""

    async def execute(self, query: str, *args: Any, timeout: float | None = None) -> str:
        # Without a wall (SQLAlchemy looking at the server when it first connects) row level security shows nothing.
        if self.wall is not None and not args and query.startswith("BEGIN"):
            query = f"{query}{self.wall};"
        return str(await super().execute(query, *args, timeout=timeout))

    def get_reset_query(self) -> str:
        # Only transaction-local settings are ever made, so the usual RESET ALL would be a wasted round trip.
        return ""


def engine_of(dsn: str, connection_class: type[Any] = asyncpg.Connection, **more: Any) -> AsyncEngine:
    """SQLAlchemy on connections that asyncpg makes of the whole `dsn`: its options (`sslmode` and others) mean the same
    on both ways in, where SQLAlchemy would hand them over as arguments that asyncpg does not know."""

    async def connect() -> Connection:
        return await asyncpg.connect(dsn, connection_class=connection_class)

    # hide_parameters: values are people's words; an error text must not carry them.
    return create_async_engine("postgresql+asyncpg://", async_creator=connect, hide_parameters=True, **more)


class Pools:
    """The app role's two ways in: SQLAlchemy Core for plugins, raw asyncpg for the core's own statements.

    `trace()`: the traceparent of what runs in this context, "" for none."""

    def __init__(self, dsn: str, size: int = 20, trace: Callable[[], str] = no_trace) -> None:
        self._dsn = dsn
        self._size = size
        self.trace = trace
        self._raw: asyncpg.Pool | None = None
        self.engine: AsyncEngine = engine_of(dsn, WalledConnection, pool_size=size, max_overflow=0)

    async def open(self) -> None:
        """Repeatable: an application opens the engine it is given, which a test may have opened."""
        if self._raw is not None:
            return
        self._raw = await asyncpg.create_pool(
            self._dsn, min_size=1, max_size=self._size, connection_class=WalledConnection, init=set_json_codec
        )

    async def close(self) -> None:
        if self._raw is not None:
            await self._raw.close()
            self._raw = None
        await self.engine.dispose()

    def usage(self) -> dict[str, tuple[int, int]]:
        """Pool → connections it has, connections in use; nothing before `open`."""
        if self._raw is None:
            return {}
        size, busy = self._raw.get_size(), self.engine.pool.checkedout()  # type: ignore[attr-defined]
        return {
            "core": (size, size - self._raw.get_idle_size()),
            "plugins": (self.engine.pool.checkedin() + busy, busy),  # type: ignore[attr-defined]
        }

    @contextlib.asynccontextmanager
    async def within(self, tenant: TenantId) -> AsyncIterator[Connection]:
        """A raw transaction as the app role within a tenant's wall."""
        assert self._raw is not None, "Pools.open() comes first"
        async with self._raw.acquire() as connection, begun(connection, wall_sql(tenant, None, self.trace())):
            yield connection

    @contextlib.asynccontextmanager
    async def without_tenant(self) -> AsyncIterator[Connection]:
        """For the few definer look-ups that find out which tenant it is; row level security shows no other row."""
        assert self._raw is not None, "Pools.open() comes first"
        async with self._raw.acquire() as connection:
            yield connection

    @contextlib.asynccontextmanager
    async def apart(self) -> AsyncIterator[Connection]:
        """A new connection of neither pool, closed afterwards: for a lock that is held while others need the pools."""
        connection = await asyncpg.connect(self._dsn)
        try:
            yield connection
        finally:
            with contextlib.suppress(*GONE):
                await connection.close(timeout=CLOSE_SECONDS)


@contextlib.asynccontextmanager
async def begun(connection: Connection, wall: str) -> AsyncIterator[None]:
    await asyncpg.Connection.execute(connection, f"begin; {wall}")
    try:
        yield
    except BaseException:
        if not connection.is_closed():
            with contextlib.suppress(*UNUSABLE):
                await asyncpg.Connection.execute(connection, "rollback")
        raise
    await asyncpg.Connection.execute(connection, "commit")


async def set_json_codec(connection: Any) -> None:
    """jsonb travels as the text msgspec makes; callers encode and decode."""
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=str, decoder=str, format="text")
