"""Brands of a tenant: whom campaigns and white-label deployments are for."""

import datetime as dt
from enum import StrEnum
from uuid import UUID

from vito_contracts.errors import Conflict
from vito_core.db.pool import Connection
from vito_core.records.archivable import Archivable, ArchivableRecords


class BrandStatus(StrEnum):
    ACTIVE = "ACTIVE"
    ARCHIVED = "ARCHIVED"


class BrandRecord(Archivable, frozen=True, kw_only=True):
    status: BrandStatus
    name: str
    created_at: dt.datetime
    updated_at: dt.datetime


class BrandRecords(ArchivableRecords[BrandRecord]):
    table, noun, unique = "brands", "brand", "name"
    shape = BrandRecord

    async def _require_unused(self, connection: Connection, record: UUID) -> None:
        used = await connection.fetchval(
            "select id from core.deployments where brand_id = $1::text and status <> 'INACTIVE'"
            " and (ends_at is null or now() < ends_at) limit 1",
            str(record),
        )
        if used is not None:
            raise Conflict(f"brand {record} is what deployment {used} is for; end that first")
