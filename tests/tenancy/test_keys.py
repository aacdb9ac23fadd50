"""API keys: believed for a moment, so that not every request asks the database; a revoked one is refused after it."""

from vito_core.identity.secrets import secret_hash
from vito_core.tenancy import Tenancy
from vito_core.testing import EngineOf, new_tenant


async def revoke_all(engine, scope) -> None:
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.api_keys set revoked_at = now()")


async def test_a_revoked_key_is_refused_when_its_moment_is_over(engine_of: EngineOf):
    engine = await engine_of()
    scope, key = await new_tenant(engine, "one")
    now, soon = Tenancy(engine.pools, key_seconds=0.0), Tenancy(engine.pools, key_seconds=60.0)
    assert (await now.holder(key)) == (await soon.holder(key))
    await revoke_all(engine, scope)
    assert await now.holder(key) is None
    assert await soon.holder(key) is not None, "still believed"


async def test_an_unknown_key_is_asked_for_every_time(engine_of: EngineOf):
    engine = await engine_of()
    scope, key = await new_tenant(engine, "one")
    async with engine.pools.within(scope.tenant) as connection:
        hashed = await connection.fetchval("update core.api_keys set key_hash = 'x' returning key_hash")
    assert hashed == b"x"
    assert await engine.tenancy.holder(key) is None
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.api_keys set key_hash = $1", secret_hash(key))
    assert await engine.tenancy.holder(key) is not None, "what was unknown a moment ago is known now"
