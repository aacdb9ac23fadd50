"""Deployments: where end users meet a binding."""

from uuid import UUID

from vito_contracts.errors import Conflict, NotFound
from vito_contracts.ids import BindingId
from vito_core.db.pool import Connection


async def serving(connection: Connection, deployment: UUID) -> BindingId:
    """The binding behind a deployment that serves now. Raises `NotFound`, or `Conflict` before its start, after its end
    and while it is paused."""
    row = await connection.fetchrow(
        "select binding, status = 'ACTIVE' and (starts_at is null or starts_at <= now())"
        " and (ends_at is null or now() < ends_at) as serves from core.deployments where id = $1",
        deployment,
    )
    if row is None:
        raise NotFound(f"no deployment {deployment}")
    if not row["serves"]:
        raise Conflict(f"deployment {deployment} does not serve now: it is paused, has ended or has not begun")
    return BindingId(row["binding"])
