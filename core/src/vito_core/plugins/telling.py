"""Writing what happens to a plugin into the tenant's log."""

from uuid import UUID

from vito_contracts.events import EventPayload, NewEvent
from vito_contracts.ids import TenantId, derived_id
from vito_core.db.pool import Connection
from vito_core.events.log import append
from vito_core.events.types import EventTypes


def subject_of(tenant: TenantId, plugin: str) -> UUID:
    """What a plugin's events of a tenant are about."""
    return derived_id(tenant, "plugin", plugin)


async def tell(
    connection: Connection, types: EventTypes, tenant: TenantId, plugin: str, name: str, payload: EventPayload
) -> None:
    """In the caller's transaction."""
    subject = subject_of(tenant, plugin)
    await append(connection, tenant, "core", types, [NewEvent(type=name, subject=subject, payload=payload)])
