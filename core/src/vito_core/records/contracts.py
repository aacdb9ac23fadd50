"""Contracts of a tenant: number, dates and state. What they say is kept elsewhere."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from vito_contracts.errors import Conflict
from vito_core.db.pool import Connection
from vito_core.records.archivable import Archivable, ArchivableRecords
from vito_core.records.rows import require_order


class ContractStatus(StrEnum):
    """What a contract may be set to; ARCHIVED it becomes by being archived."""

    PENDING_SETUP = "PENDING_SETUP"
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    SUSPENDED = "SUSPENDED"


class AnyContractStatus(StrEnum):
    PENDING_SETUP = "PENDING_SETUP"
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    SUSPENDED = "SUSPENDED"
    ARCHIVED = "ARCHIVED"


class ContractRecord(Archivable, frozen=True, kw_only=True):
    """`number`: the tenant's own, unique within it."""

    status: AnyContractStatus
    number: str
    signed_at: dt.datetime | None
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime


class ContractRecords(ArchivableRecords[ContractRecord]):
    table, noun, unique = "contracts", "contract", "number"
    shape = ContractRecord

    def _check(self, values: Mapping[str, Any]) -> None:
        require_order(values.get("starts_at"), values.get("ends_at"))

    async def _require_unused(self, connection: Connection, record: UUID) -> None:
        if await connection.fetchval("select true from core.talents where contract = $1", record):
            raise Conflict(f"contract {record} is the talent's; give the talent another one first")
