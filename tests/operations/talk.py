"""A conversation over HTTP, and rows as they are after a year."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from httpx import AsyncClient

from vito_contracts.modules import Module
from vito_core.testing import Furnished, new_id


async def opened(client: AsyncClient, tenant: Furnished, author: str = "@priya") -> str:
    body = {"binding": str(tenant.bindings[Module.MARKETING].binding), "platform": "TWITTER", "author": author}
    answer = await client.post("/v1/conversations", json=body, headers={"authorization": f"Bearer {tenant.key}"})
    assert answer.is_success, answer.text
    return str(answer.json()["id"])


async def said(client: AsyncClient, tenant: Furnished, conversation: str, text: str = "What does it cost?") -> Any:
    headers = {"authorization": f"Bearer {tenant.key}", "idempotency-key": str(uuid4())}
    return await client.post(f"/v1/conversations/{conversation}/messages", json={"text": text}, headers=headers)


async def old_conversations(admin: Any, tenant: Furnished, number: int, days: float, contact: UUID) -> None:
    """`number` conversations last touched so many days ago."""
    at = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    await admin.executemany(
        "insert into core.conversations (tenant_id, id, binding, contact, context, created_at, updated_at)"
        " values ($1, $2, $3, $4, '{}', $5, $5)",
        [
            (tenant.scope.tenant, new_id(), tenant.bindings[Module.MARKETING].binding, contact, at)
            for _ in range(number)
        ],
    )


async def events(admin: Any, tenant: Any, name: str) -> list[Any]:
    return list(
        await admin.fetch(
            "select subject, payload::text as payload, trace from core.events where tenant_id = $1 and type = $2"
            " order by seq",
            tenant,
            name,
        )
    )
