"""One engine for a module's tests, its API, and tenants whose log can be read."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import msgspec

from vito_contracts.scope import TenantScope
from vito_contracts.tenancy import Role
from vito_core.embedded.postgres import PostgresAddress
from vito_core.engine import Engine
from vito_core.events.log import EventReader
from vito_core.settings import Settings
from vito_core.testing import api_of, engine_on, new_tenant

PASSWORD = "correct horse battery staple"


class Tenant(msgspec.Struct, kw_only=True):
    """A tenant and its administrator's key."""

    house: "House"
    slug: str
    scope: TenantScope
    key: str

    async def call(self, method: str, path: str, body: Any = None, *, by: str | None = None, **more: Any) -> Any:
        unseen = {"if-match": "*"} if method == "PATCH" else {}
        headers = {"authorization": f"Bearer {by or self.key}", **unseen, **more.pop("headers", {})}
        return await self.house.client.request(method, path, json=body, headers=headers, **more)

    async def ok(self, method: str, path: str, body: Any = None, *, by: str | None = None) -> Any:
        answer = await self.call(method, path, body, by=by)
        assert answer.is_success, (path, answer.text)
        return answer.json()

    async def key_of(self, **wanted: Any) -> dict[str, Any]:
        return await self.ok("POST", "/v1/keys", {"name": "made", **wanted})

    async def user(self, email: str = "ana@lumbra.example", role: Role = Role.EDITOR) -> str:
        """Id of a user who has set the password."""
        invited = await self.ok("POST", "/v1/users", {"name": "Ana", "email": email, "role": role})
        accepted = {"invitation": invited["invitation"], "password": PASSWORD}
        await self.ok("POST", "/v1/invitations/accept", accepted)
        return str(invited["user"]["id"])

    async def log_in(self, email: str = "ana@lumbra.example", password: str = PASSWORD, **more: Any) -> Any:
        body = {"tenant": self.slug, "email": email, "password": password, **more}
        return await self.house.client.post("/v1/sessions", json=body)

    async def token(self, email: str = "ana@lumbra.example") -> str:
        answer = await self.log_in(email)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["token"])

    async def events(self, name: str) -> list[dict[str, Any]]:
        await self.house.engine.identity.aside.settled()
        reader = EventReader(self.house.engine.pools, self.house.engine.types)
        return [each.payload for each in await reader.read(self.scope, types=[name])]

    async def sql(self, statement: str, *values: Any) -> list[Any]:
        async with self.house.engine.pools.within(self.scope.tenant) as connection:
            return list(await connection.fetch(statement, *values))


class House(msgspec.Struct, kw_only=True):
    engine: Engine
    settings: Settings
    client: httpx.AsyncClient

    async def tenant(self) -> Tenant:
        slug = f"t{uuid4().hex[:12]}"
        scope, key = await new_tenant(self.engine, slug)
        return Tenant(house=self, slug=slug, scope=scope, key=key)


@contextlib.asynccontextmanager
async def house_of(postgres: PostgresAddress, folder: Path, *plugins: str, **more: Any) -> AsyncIterator[House]:
    engine, settings = await engine_on(postgres, folder, plugins, {}, **more)
    try:
        async with api_of(engine) as client:
            yield House(engine=engine, settings=settings, client=client)
    finally:
        await engine.close()
