"""Transactions of the kit: events and `once` behave as in the engine; there are no tables."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any
from uuid import UUID

from vito_contracts.errors import AlreadyHandled
from vito_contracts.events import NewEvent
from vito_contracts.ids import TenantId
from vito_contracts.manifest import Manifest
from vito_contracts.scope import TenantScope
from vito_contracts.services import Row, Transaction
from vito_contracts.testing.log import EventLog


class NoTables(AssertionError):
    """The kit cannot run SQL honestly, so it does not pretend."""


class KitTransaction(AbstractAsyncContextManager[Transaction]):
    """Commits on leaving, rolls back on an exception."""

    def __init__(self, database: "KitDatabase", scope: TenantScope, once: UUID | None) -> None:
        self._database = database
        self._scope = scope
        self._once = once
        self._emitted: list[NewEvent] = []

    async def execute(self, statement: Any, parameters: Any = None) -> Sequence[Row]:
        raise NoTables(
            "the kit has no tables: test what touches them on the real PostgreSQL, with the fixture engine_of of"
            ' vito-core[testing] (pytest_plugins = ["vito_core.testing"])'
        )

    async def emit(self, event: NewEvent) -> None:
        self._database.log.check(event, self._database.manifest)
        self._emitted.append(event)

    async def __aenter__(self) -> Transaction:
        if self._once is not None and (self._scope.tenant, self._once) in self._database.handled:
            raise AlreadyHandled(str(self._once))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is not None:
            return
        if self._once is not None:
            self._database.handled.add((self._scope.tenant, self._once))
        self._database.log.commit(self._scope.tenant, self._emitted, self._database.manifest.id)


class KitDatabase:
    """Of one plugin."""

    def __init__(self, log: EventLog, manifest: Manifest) -> None:
        self.log = log
        self.manifest = manifest
        self.handled: set[tuple[TenantId, UUID]] = set()

    def transaction(self, scope: TenantScope, *, once: UUID | None = None) -> AbstractAsyncContextManager[Transaction]:
        return KitTransaction(self, scope, once)
