"""Tables behind the tenant wall, for plugins (extra `[sql]`).

A plugin's tables live in a PostgreSQL schema of its own and are touched as its own role `plugin_<schema>`.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

WALLED = "vito_walled"
"""Group role that every tenant policy is written for; the app role and all plugin roles are members."""
SEARCHER = "vito_searcher"
"""NOLOGIN role that owns definer search functions (operators that are not leakproof never use an index under RLS)."""
CURRENT_TENANT = "nullif(current_setting('app.tenant_id', true), '')::uuid"


def plugin_role(schema: str) -> str:
    return f"plugin_{schema}"


def tenant_table(
    metadata: sa.MetaData, name: str, *columns: Any, key: Sequence[str] = ("id",), **options: Any
) -> sa.Table:
    """A tenant-owned table: `tenant_id` first in the primary key, `id uuid` second unless `key` says otherwise."""
    return sa.Table(name, metadata, *_tenant_columns(columns, key), **options)


def create_tenant_table(schema: str, name: str, *columns: Any, key: Sequence[str] = ("id",)) -> None:
    """Migration operation: the table, row level security enabled and forced, the tenant policy, the plugin's grants."""
    from alembic import op  # not loaded by those who only use tables

    op.create_table(name, *_tenant_columns(columns, key), schema=schema)
    for statement in wall(f'"{schema}"."{name}"', plugin_role(schema)):
        op.execute(statement)


def wall(table: str, role: str) -> list[str]:
    """Statements that put an existing table with a `tenant_id` behind the wall and grant its use to a role."""
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"create policy tenant on {table} to {WALLED} using (tenant_id = {CURRENT_TENANT})",
        f"grant select, insert, update, delete on {table} to {role}",
    ]


def _tenant_columns(columns: Sequence[Any], key: Sequence[str]) -> list[Any]:
    tenant = sa.Column("tenant_id", UUID, nullable=False, server_default=sa.text(CURRENT_TENANT))
    identifier = [sa.Column("id", UUID, nullable=False)] if tuple(key) == ("id",) else []
    return [tenant, *identifier, *columns, sa.PrimaryKeyConstraint("tenant_id", *key)]
