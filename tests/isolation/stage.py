"""Two tenants in one house. A lives in it: comments, leads, journeys, effects, approvals, stops. B only has a key."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import msgspec
from httpx import AsyncClient

from tests.house import dispatching, settled
from tests.isolation.marks import SECRET, TENANT_TABLES, Marks, fingerprint, marks_of
from vito_contracts.approvals import ApprovalRequest
from vito_contracts.effects import StopLevel
from vito_contracts.modules import Module
from vito_contracts.operations import AlertKind, AlertLevel
from vito_core.engine import Engine
from vito_core.identity.limits import KeyLimits
from vito_core.journeys.running import running
from vito_core.operations.alerts import Finding
from vito_core.testing import Furnished, admin_dsn, api_of, furnish, new_tenant
from vito_core.worker import workers

LEAD = f"How much is the {SECRET} plan for a team of 12? Please send me a quote and book a demo."
JOURNEY_SECONDS = 30


class Stage(msgspec.Struct, kw_only=True):
    """`admin`: sees all rows of all tenants. `before`: what A's rows were before B tried anything."""

    engine: Engine
    client: Any
    admin: Any
    a: Furnished
    b: Furnished
    marks: Marks
    before: dict[str, str]

    async def call(self, tenant: Furnished, method: str, path: str, body: Any = None) -> Any:
        # Any version will do: what is asked is whether the thing is there at all.
        headers = {"authorization": f"Bearer {tenant.key}", "if-match": "*"}
        return await self.client.request(method, path, json=body, headers=headers)


@contextlib.asynccontextmanager
async def stage_of(engine: Engine, postgres: Any) -> AsyncIterator[Stage]:
    """`engine`: open, with plugins and a real Temporal."""
    a, b = await furnish(engine, "tenant-a"), await furnish(engine, "tenant-b")
    database = engine.settings.database_url.rsplit("/", 1)[1]
    admin = await asyncpg.connect(admin_dsn(postgres, database))
    try:
        async with api_of(engine) as client, contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(running(workers(engine, await engine.journeys.client())))
            await _live(engine, client, a)
            await _more(engine, admin, a)
            # Nothing of A's moves any more once its journey waits: what changes from here on, B changed.
            marks = await marks_of(admin, a.scope.tenant, b.scope.tenant)
            before = await fingerprint(admin, a.scope.tenant)
            yield Stage(engine=engine, client=client, admin=admin, a=a, b=b, marks=marks, before=before)
    finally:
        await admin.close()


async def _live(engine: Engine, client: AsyncClient, a: Furnished) -> None:
    """Through the API: knowledge, a comment that becomes a lead and a journey, an answer, an enquiry."""
    headers = {"authorization": f"Bearer {a.key}"}

    async def post(path: str, body: Any) -> Any:
        answer = await client.post(path, json=body, headers=headers)
        assert answer.is_success, (path, answer.text)
        return answer.json()

    page = {"path": f"{SECRET}.md", "text": f"# Plans\n\nThe {SECRET} plan costs 40 USD a month.\n"}
    await post("/v1/knowledge", {"corpus": "docs", "documents": [page]})
    author = f"@{SECRET}"
    async with dispatching(engine):
        comment = {"id": "c1", "platform": "TWITTER", "post_id": "p", "author": author, "text": LEAD, "lang": "en"}
        await post("/v1/interactions", {**comment, "binding": str(a.bindings[Module.MARKETING].binding)})
        await settled(client, **headers)
        async with asyncio.timeout(JOURNEY_SECONDS):
            while not (await client.get("/v1/x/sales-host/outbox", headers=headers)).json()["items"]:
                await asyncio.sleep(0.1)
        await post("/v1/enquiries", {"id": "e1", "author": author, "text": f"Where is the {SECRET} setting?"})
        await settled(client, **headers)
        await asyncio.sleep(1.0)  # the journey's own events, and what they are told to
        await settled(client, **headers)


async def _more(engine: Engine, admin: Any, a: Furnished) -> None:
    """What the path above does not leave behind: a dead letter, a stop, a row in each table that is still empty."""
    tenant = a.scope.tenant
    async with engine.pools.within(tenant) as connection:
        contact = await connection.fetchval("select id from core.contacts")
    await admin.execute(
        "insert into core.parked_events (tenant_id, subscriber, event, subject, txid, seq, attempts, next_at, state,"
        " error_code) select tenant_id, 'lead-gen/main', id, subject, txid, seq, 8, now(), 'dead', 'ValueError'"
        " from core.events where tenant_id = $1 and type = 'interaction.recorded'",
        tenant,
    )
    await engine.personal_data.export(a.scope, contact)
    await _approval(engine, a, contact)
    await engine.stops.set(a.scope, StopLevel.CHANNEL, "email", SECRET)
    await engine.gate.switch(tenant, "lead-gen", True)
    found = Finding(tenant=tenant, kind=AlertKind.STORAGE, level=AlertLevel.INFO, value=1, threshold=1, thing=SECRET)
    async with engine.pools.within(tenant) as connection:
        await engine.operations.alerts.raise_within(connection, found)
    webhook = await engine.webhooks.create(a.scope, f"https://partner.example/{SECRET}", ["*"])
    await engine.webhooks.test(a.scope, webhook.id)
    async with engine.pools.within(tenant) as connection:
        # As approvals that wait: what is due, the senders of the installation are told of.
        await connection.execute("update core.webhook_deliveries set state = 'delivered'")
    await engine.usage.flush()  # what A asked for so far; B's own look at its usage would write it down
    await engine.limiter.admit(tenant, webhook.id, KeyLimits(rate_per_second=1.0, monthly_quota=10))
    borrower, _ = await new_tenant(engine, "tenant-c")
    await engine.twins.grant(
        a.scope, twin=a.twin.id, grantee=borrower.tenant, parts=("persona",), uses=(Module.MARKETING,), ends_at=None
    )
    for row in await admin.fetch(TENANT_TABLES):
        await _fill(admin, row["schema"], row["name"], tenant)


async def _fill(admin: Any, schema: str, table: str, tenant: Any) -> None:
    """A row in a table that has none of the tenant's, of the plainest values; keys that point nowhere do here."""
    if await admin.fetchval(f'select true from "{schema}"."{table}" where tenant_id = $1 limit 1', tenant):
        return
    columns = await admin.fetch(
        "select column_name as name, udt_schema, udt_name from information_schema.columns where table_schema = $1"
        " and table_name = $2 and is_nullable = 'NO' and column_default is null and is_generated = 'NEVER'"
        " and is_identity = 'NO' and column_name <> 'tenant_id'",
        schema,
        table,
    )
    names = ["tenant_id", *(f'"{row["name"]}"' for row in columns)]
    values = [f"'{tenant}'", *(_plainest(row) for row in columns)]
    with contextlib.suppress(asyncpg.CheckViolationError):
        async with admin.transaction():
            await admin.execute("set local session_replication_role = replica")
            await admin.execute(f'insert into "{schema}"."{table}" ({", ".join(names)}) values ({", ".join(values)})')


def _plainest(column: Any) -> str:
    plain = {
        "uuid": "gen_random_uuid()",
        "text": f"'{SECRET}'",
        "bpchar": "'USD'",
        "jsonb": "'{}'",
        "bool": "false",
        "bytea": "'x'",
        "timestamptz": "now()",
        "date": "now()",
    }
    if column["udt_schema"] != "pg_catalog":
        return f'(enum_range(null::"{column["udt_schema"]}"."{column["udt_name"]}"))[1]'
    return plain.get(column["udt_name"], "0")


async def _approval(engine: Engine, a: Furnished, contact: Any) -> None:
    """One that waits, asked as the sales host would."""
    assert engine.contributions is not None
    plugin, kind = engine.contributions.approval_kinds[0]
    words = {field.name: "text" for field in msgspec.structs.fields(kind.proposal) if field.required}
    request = ApprovalRequest(
        kind=kind.name,
        key="isolation",
        subject=contact,
        proposal=msgspec.convert(words, kind.proposal, strict=False),
        expires_in=dt.timedelta(days=1),
    )
    await engine.approvals.ask(a.scope, plugin, request)
