"""A tenant that is not active is nobody: its keys open nothing until it is active again."""

import asyncpg

from vito_core.tenancy import Tenancy
from vito_core.testing import EngineOf, admin_dsn, api_of, new_tenant

ON_HOLD = ("SUSPENDED", "INACTIVE", "ARCHIVED", "PENDING_SETUP", "SCHEDULED")
SET = "update core.tenants set status = $2::text::core.entity_status where tenant_id = $1"


async def test_the_keys_of_a_tenant_on_hold_are_refused(engine_of: EngineOf, postgres):
    engine = await engine_of()
    engine.identity.tenancy = Tenancy(engine.pools, key_seconds=0)
    held, key = await new_tenant(engine, "held")
    _, other = await new_tenant(engine, "other")
    admin = await asyncpg.connect(admin_dsn(postgres, engine.settings.database_url.rsplit("/", 1)[1]))
    try:
        async with api_of(engine) as client:

            async def plugins(of: str):
                return await client.get("/v1/plugins", headers={"authorization": f"Bearer {of}"})

            assert (await plugins(key)).status_code == 200
            unknown = await plugins("vito_unknown")
            for status in ON_HOLD:
                await admin.execute(SET, held.tenant, status)
                refused = await plugins(key)
                assert (refused.status_code, refused.json()) == (401, unknown.json()), status
                assert "revoked" in refused.json()["detail"]
                assert (await plugins(other)).status_code == 200, "nobody else is held up"
            await admin.execute(SET, held.tenant, "ACTIVE")
            assert (await plugins(key)).status_code == 200
    finally:
        await admin.close()
