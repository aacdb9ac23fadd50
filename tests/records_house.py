"""One engine and one API for the tests of a module about records; each test makes tenants of its own."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
from httpx import AsyncClient, Response

from vito_contracts.manifest import ComplianceTier
from vito_contracts.tenancy import Role, TenantKind
from vito_core.embedded.postgres import PostgresAddress
from vito_core.engine import Engine
from vito_core.tenancy import Tenancy
from vito_core.testing import Furnished, api_of, engine_on, furnish, new_tenant


class Caller(msgspec.Struct, kw_only=True):
    """The API as one tenant calls it."""

    client: Any
    key: str
    tenant: str

    async def send(self, method: str, path: str, body: Any = None, **headers: str) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer: Response = await self.client.request(
            method, f"/v1{path}", json=body, headers={"authorization": f"Bearer {self.key}", **named}
        )
        return answer

    async def call(self, method: str, path: str, status: int = 200, body: Any = None, **headers: str) -> Any:
        answer = await self.send(method, path, body, **headers)
        assert answer.status_code == status, (method, path, answer.text)
        return answer.json()

    async def change(self, path: str, body: Any, status: int = 200) -> Any:
        """A PATCH on the strength of what is there now."""
        read = await self.send("GET", path)
        return await self.call("PATCH", path, status, body, if_match=read.headers["etag"])

    async def pages(self, path: str, limit: int) -> list[list[Any]]:
        found, after, sign = [], "", "&" if "?" in path else "?"
        while True:
            page = await self.call("GET", f"{path}{sign}limit={limit}{after}")
            found.append(page["items"])
            if page["next"] is None:
                return found
            after = f"&after={page['next']}"


class RecordsHouse(msgspec.Struct, kw_only=True):
    engine: Engine
    client: AsyncClient

    async def furnished(self, slug: str) -> tuple[Furnished, Caller]:
        made = await furnish(self.engine, slug)
        return made, Caller(client=self.client, key=made.key, tenant=str(made.scope.tenant))

    async def tenant(self, slug: str, kind: TenantKind = TenantKind.BRAND) -> Caller:
        scope, key = await new_tenant(self.engine, slug, kind)
        return Caller(client=self.client, key=key, tenant=str(scope.tenant))

    async def platform(self, slug: str = "platform") -> Caller:
        made = await self.engine.tenancy.create(
            slug=slug,
            name="Platform",
            kind=TenantKind.PLATFORM,
            tier=ComplianceTier.ENTERPRISE,
            role=Role.PLATFORM_ADMIN,
        )
        return Caller(client=self.client, key=made.key, tenant=str(made.tenant.id))

    async def events(self, tenant: str, prefix: str) -> list[str]:
        """Types of the tenant's events that begin so, in order."""
        async with self.engine.pools.within(tenant) as connection:  # type: ignore[arg-type]
            rows = await connection.fetch("select type from core.events where type like $1 order by seq", f"{prefix}%")
        return [row["type"] for row in rows]


@contextlib.asynccontextmanager
async def records_house(postgres: PostgresAddress, folder: Path) -> AsyncIterator[RecordsHouse]:
    engine, _ = await engine_on(postgres, folder, (), {})
    engine.identity.tenancy = Tenancy(engine.pools, key_seconds=0)
    try:
        async with api_of(engine) as client:
            yield RecordsHouse(engine=engine, client=client)
    finally:
        await engine.close()
