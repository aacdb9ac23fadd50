"""The record of a talent: one for a tenant of that kind."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.ids import TenantId
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.types import EventTypes
from vito_core.records.rows import announce, change_row, columns, record_of
from vito_core.records.versions import Seen, require_seen


class TalentType(StrEnum):
    SPORTS_COMMENTATOR = "SPORTS_COMMENTATOR"
    ATHLETE = "ATHLETE"
    COACH = "COACH"
    ENTERTAINER = "ENTERTAINER"
    INFLUENCER = "INFLUENCER"
    EXPERT = "EXPERT"


class TalentStatus(StrEnum):
    PENDING_SETUP = "PENDING_SETUP"
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    SUSPENDED = "SUSPENDED"


class TalentRecord(msgspec.Struct, frozen=True, kw_only=True):
    """`revenue_share_percentage`: the talent's part of what is earned, two decimals; the platform sets it."""

    tenant_id: TenantId
    name: str
    type: TalentType
    contract: UUID | None
    revenue_share_percentage: Decimal
    status: TalentStatus
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class TalentRecords:
    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def create(self, scope: TenantScope, *, name: str, kind: TalentType, contract: UUID | None) -> TalentRecord:
        """Raises `Conflict` where there is one, or the tenant is no talent; `NotFound` for a contract."""
        try:
            async with self._pools.within(scope.tenant) as connection:
                await connection.execute(
                    "insert into core.talents (tenant_id, name, type, contract)"
                    " values ($1, $2, $3::text::core.celebrity_type, $4)",
                    scope.tenant,
                    name,
                    kind,
                    contract,
                )
                made = await _one(connection)
                await announce(connection, self._types, scope, "talent.created", scope.tenant, made.revision)
        except asyncpg.UniqueViolationError as error:
            raise Conflict("this tenant has its talent's record; change that one") from error
        except asyncpg.ForeignKeyViolationError as error:
            raise _refused(error, contract) from error
        return made

    async def get(self, scope: TenantScope) -> TalentRecord:
        async with self._pools.within(scope.tenant) as connection:
            return await _one(connection)

    async def change(
        self, scope: TenantScope, changes: Mapping[str, Any], seen: Seen, tenant: TenantId | None = None
    ) -> TalentRecord:
        """`tenant`: whose, where the platform changes it. Raises `NotFound`, `Stale`, `InvalidInput` for a share that
        is none."""
        _check_share(changes.get("revenue_share_percentage"))
        owner = tenant or scope.tenant
        try:
            async with self._pools.within(owner) as connection:
                found = await _one(connection, lock=True)
                require_seen(found, seen, "the talent's record")
                if not changes:
                    return found
                revision = await change_row(connection, "talents", {"tenant_id": owner}, changes)
                await announce(connection, self._types, scope, "talent.changed", owner, revision, owner)
                return await _one(connection)
        except asyncpg.ForeignKeyViolationError as error:
            raise _refused(error, changes.get("contract")) from error


def _check_share(share: Decimal | None) -> None:
    if share is None:
        return
    if not share.is_finite() or not 0 <= share <= 100 or share != round(share, 2):
        raise InvalidInput("'revenue_share_percentage' is a number from 0 to 100 with at most two decimals")


async def _one(connection: Connection, *, lock: bool = False) -> TalentRecord:
    row = await connection.fetchrow(f"select {columns(TalentRecord)} from core.talents{' for update' if lock else ''}")
    if row is None:
        raise NotFound("this tenant has no talent's record")
    return record_of(row, TalentRecord)


def _refused(error: asyncpg.ForeignKeyViolationError, contract: UUID | None) -> NotFound | Conflict:
    if error.constraint_name == "talents_contract":
        return NotFound(f"no contract {contract}")
    return Conflict("only a tenant of the kind 'talent' has a talent's record")
