"""A deployment's row, as it is at this moment, and the moves that its dates have made due."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.conversation import DeploymentType
from vito_contracts.deployments import Deployment, DeploymentStatus
from vito_contracts.errors import NotFound
from vito_contracts.ids import BindingId, DeploymentId
from vito_contracts.record_events import DeploymentMoved
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection
from vito_core.events.log import doer
from vito_core.events.types import EventTypes
from vito_core.records.rows import tell

READ = """
select d.id, d.binding, d.type::text, d.config, d.starts_at, d.ends_at, d.created_at, d.updated_at, d.revision, case
    when d.status not in ('SCHEDULED', 'ACTIVE', 'SUSPENDED') or d.ends_at <= now() then 'INACTIVE'
    when d.status = 'SUSPENDED' then 'SUSPENDED'
    when d.starts_at > now() then 'SCHEDULED'
    else 'ACTIVE' end as status, core.deployment_serves(d.tenant_id, d.id) as serves
from core.deployments d
"""
"""The status follows the dates; the column says what was noted last."""

_DUE = """
(d.status = 'SCHEDULED' and d.starts_at <= now() or d.status in ('SCHEDULED', 'ACTIVE', 'SUSPENDED')
  and d.ends_at <= now())
"""
_MOVE = f"""
with due as materialized (select d.tenant_id, d.id, d.status as noted from core.deployments d
  where {_DUE} and ($1::uuid is null or d.id = $1) order by d.id limit $2 for update skip locked)
update core.deployments d
set status = case when d.ends_at <= now() then 'INACTIVE'::core.entity_status else 'ACTIVE' end
from due where d.tenant_id = due.tenant_id and d.id = due.id
returning d.id, d.binding, d.starts_at, d.ends_at, d.status::text, due.noted::text
"""
"""Without a new revision: what a reader sees is what it was, for the dates had moved it already."""


class DeploymentRecord(Deployment, frozen=True, kw_only=True):
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


async def one(connection: Connection, deployment: UUID, *, lock: bool = False) -> DeploymentRecord:
    row = await connection.fetchrow(f"{READ} where d.id = $1{' for update' if lock else ''}", deployment)
    if row is None:
        raise NotFound(f"no deployment {deployment}")
    return deployment_of(row)


def deployment_of(row: Any) -> DeploymentRecord:
    return DeploymentRecord(
        id=DeploymentId(row["id"]),
        binding=BindingId(row["binding"]),
        type=DeploymentType(row["type"]),
        status=DeploymentStatus(row["status"]),
        serves=row["serves"],
        config=msgspec.json.decode(row["config"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        revision=row["revision"],
    )


async def move_due(
    connection: Connection, types: EventTypes, scope: TenantScope, *, deployment: UUID | None = None, most: int = 1
) -> int:
    """Notes what the dates have moved, with an event for each start and end; returns how many deployments. One whose
    start and end have both passed unnoted did serve between them, and is told of twice."""
    rows = await connection.fetch(_MOVE, deployment, most)
    told = []
    for row in rows:
        if row["noted"] == DeploymentStatus.SCHEDULED and row["starts_at"] is not None:
            told.append(("started", row, DeploymentStatus.ACTIVE, row["starts_at"]))
        if row["status"] == DeploymentStatus.INACTIVE:
            told.append(("ended", row, DeploymentStatus.INACTIVE, row["ends_at"]))
    await tell(
        connection, types, scope.tenant, [moved(scope, verb, row["id"], row["binding"], *to) for verb, row, *to in told]
    )
    return len(rows)


def moved(
    scope: TenantScope, verb: str, deployment: UUID, binding: UUID, status: DeploymentStatus, since: dt.datetime
) -> tuple[str, UUID, DeploymentMoved]:
    payload = DeploymentMoved(
        deployment=DeploymentId(deployment),
        binding=BindingId(binding),
        status=status,
        since=since,
        by=doer(scope),
    )
    return f"deployment.{verb}", deployment, payload
