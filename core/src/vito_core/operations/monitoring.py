"""The specification's three questions: how large are the tables, how large the documents, how fast do conversations
grow. Ids and numbers only."""

import datetime as dt
import time
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.scope import TenantScope
from vito_core.db.pool import Pools

LARGEST = 10
MONTHS = 12
RECENT_SECONDS = 300.0

# A partitioned table is as large as its partitions. The catalogue is everybody's; no row of a table is read.
_TABLES = """
select n.nspname || '.' || c.relname as name,
  (select coalesce(sum(pg_total_relation_size(p.relid)), 0) from pg_partition_tree(c.oid) p)::bigint as bytes
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')
order by bytes desc, name
"""
_AHEAD = (
    "select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'core.messages'"
    "::regclass and c.relname > 'messages_' || to_char(now() at time zone 'utc', 'YYYY_MM')"
)
_OWN_GROWTH = """
select date_trunc('month', created_at at time zone 'utc')::date as month, count(*) as conversations,
  avg(message_count)::float8 as avg_messages, max(message_count) as max_messages
from core.conversations
where created_at >= (date_trunc('month', now() at time zone 'utc') - make_interval(months => $1 - 1)) at time zone 'utc'
group by 1 order by 1 desc
"""
_OWN_DOCUMENTS = """
select * from (
  select 'core.twin_versions.config' as place, twin || '/' || version as id, pg_column_size(config)::bigint as bytes
    from core.twin_versions where tenant_id = $1
  union all select 'core.bindings.context', id::text, pg_column_size(context) from core.bindings where tenant_id = $1
  union all select 'core.deployments.config', id::text, pg_column_size(config) from core.deployments
    where tenant_id = $1
  union all select 'core.conversations.context', id::text, pg_column_size(context) from core.conversations
    where tenant_id = $1
) d order by bytes desc, place, id limit $2
"""


class TableSize(msgspec.Struct, frozen=True, kw_only=True):
    """With indexes and what is stored apart."""

    name: str
    bytes: int


class DocumentSize(msgspec.Struct, frozen=True, kw_only=True):
    """A JSONB field as it is stored. `tenant`: None where it is the caller's own."""

    place: str
    id: str
    bytes: int
    tenant: UUID | None = None


class Growth(msgspec.Struct, frozen=True, kw_only=True):
    """Conversations begun in a month (UTC)."""

    month: dt.date
    conversations: int
    avg_messages: float
    max_messages: int


class PlatformNumbers(msgspec.Struct, frozen=True, kw_only=True):
    """`storage_bytes`: what is allocated, by the setting of that name; 0: nobody said. `months_ahead`: months after
    this one for which there is a partition of messages."""

    database_bytes: int
    storage_bytes: int
    tables: list[TableSize]
    documents: list[DocumentSize]
    growth: list[Growth]
    months_ahead: int


class TenantNumbers(msgspec.Struct, frozen=True, kw_only=True):
    documents: list[DocumentSize]
    growth: list[Growth]


class Monitor:
    def __init__(self, pools: Pools, storage_bytes: int) -> None:
        self._pools = pools
        self.storage_bytes = storage_bytes
        self._recent: tuple[float, PlatformNumbers] | None = None

    async def platform(self) -> PlatformNumbers:
        """Over all tenants. Reads the size of every document, so it is not for every scrape: see `recent`."""
        async with self._pools.without_tenant() as connection:
            database = await connection.fetchval("select pg_database_size(current_database())")
            tables = await connection.fetch(_TABLES)
            documents = await connection.fetch("select * from core.large_documents(0, $1)", LARGEST)
            growth = await connection.fetch("select * from core.conversation_growth($1)", MONTHS)
            ahead = await connection.fetchval(_AHEAD)
        found = PlatformNumbers(
            database_bytes=database,
            storage_bytes=self.storage_bytes,
            tables=[TableSize(name=row["name"], bytes=row["bytes"]) for row in tables],
            documents=[_document(row, row["tenant_id"]) for row in documents],
            growth=[_growth(row) for row in growth],
            months_ahead=ahead,
        )
        self._recent = time.monotonic(), found
        return found

    async def recent(self) -> PlatformNumbers:
        """At most `RECENT_SECONDS` old."""
        if self._recent is not None and time.monotonic() - self._recent[0] < RECENT_SECONDS:
            return self._recent[1]
        return await self.platform()

    async def tenant(self, scope: TenantScope) -> TenantNumbers:
        async with self._pools.within(scope.tenant) as connection:
            documents = await connection.fetch(_OWN_DOCUMENTS, scope.tenant, LARGEST)
            growth = await connection.fetch(_OWN_GROWTH, MONTHS)
        return TenantNumbers(
            documents=[_document(row, None) for row in documents], growth=[_growth(row) for row in growth]
        )


def _document(row: Any, tenant: UUID | None) -> DocumentSize:
    return DocumentSize(place=row["place"], id=row["id"], bytes=row["bytes"], tenant=tenant)


def _growth(row: Any) -> Growth:
    return Growth(
        month=row["month"],
        conversations=row["conversations"],
        avg_messages=row["avg_messages"],
        max_messages=row["max_messages"],
    )
