"""What the log says of plugins."""

import msgspec

from vito_core.engine import Engine


async def told(engine: Engine, scope) -> list[tuple[str, dict]]:
    """(type, payload) of the tenant's events about plugins, oldest first."""
    async with engine.pools.within(scope.tenant) as connection:
        rows = await connection.fetch(
            "select type, payload from core.events where type like 'plugin.%' order by txid, seq"
        )
    return [(row["type"], msgspec.json.decode(row["payload"])) for row in rows]
