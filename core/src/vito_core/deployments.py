"""Deployments: where end users meet a binding. The one door that says whether one serves now."""

from uuid import UUID

import msgspec

from vito_contracts.conversation import ConversationContext, DeploymentType
from vito_contracts.errors import Conflict, NotFound
from vito_contracts.ids import BindingId, DeploymentId
from vito_core.db.pool import Connection


class NotServing(Conflict):
    """A deployment is paused, has ended or has not begun, or its binding or tenant is not active."""

    def __init__(self, deployment: str) -> None:
        super().__init__(f"{deployment} does not serve now: it is paused, has ended or has not begun")


async def serving(connection: Connection, deployment: UUID) -> BindingId:
    """The binding behind a deployment that serves now. Raises `NotFound`, or `NotServing` before its start, after its
    end, while it is paused, and while its binding or its tenant is not active.

    The dates decide, not what was noted of them: there is no moment between the start and the note of it.
    """
    row = await connection.fetchrow(
        "select binding, core.deployment_serves(tenant_id, id) as serves from core.deployments where id = $1",
        deployment,
    )
    if row is None:
        raise NotFound(f"no deployment {deployment}")
    if not row["serves"]:
        raise NotServing(f"deployment {deployment}")
    return BindingId(row["binding"])


async def context_of(
    connection: Connection, deployment: DeploymentId, given: ConversationContext
) -> ConversationContext:
    """What the deployment itself says about a conversation with it; the rest is as given."""
    row = await connection.fetchrow(
        "select type::text, brand_id, config ->> 'campaign_id' as campaign from core.deployments where id = $1",
        deployment,
    )
    return msgspec.structs.replace(
        given,
        deployment_id=deployment,
        deployment_type=DeploymentType(row["type"]),
        brand_id=row["brand_id"] or given.brand_id,
        campaign_id=row["campaign"] or given.campaign_id,
    )
