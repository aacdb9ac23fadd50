"""A served engine to throw things at, and tenants to throw them as: each operation gets one of its own, so that what it
erases, stops or switches off is nobody else's."""

import asyncio
import contextlib
import itertools
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import uvicorn

from tests.house import PLUGINS
from vito_contracts.manifest import ComplianceTier
from vito_contracts.tenancy import Role, TenantKind
from vito_core.container import build
from vito_core.embedded.postgres import PostgresAddress
from vito_core.settings import Settings
from vito_core.testing import engine_on
from vito_core.web.app import create_app

DOCUMENT = "/v1/openapi/openapi.json"
START_SECONDS = 30.0
PAGE = {"path": "plans.md", "text": "# Plans\n\nThe Team plan costs 29 dollars per seat and month.\n"}


class Resident(msgspec.Struct, kw_only=True):
    """A tenant's key, and the ids it owns by the name that routes and bodies call them."""

    key: str
    known: dict[str, str]

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.key}", "if-match": "*"}


class Ground:
    """`url` answers until `served` ends."""

    def __init__(self, client: httpx.Client, platform_key: str) -> None:
        self.url = str(client.base_url).rstrip("/")
        self.platform_key = platform_key
        self._numbers = itertools.count()
        self.client = client
        self.document: dict[str, Any] = self._get(DOCUMENT, platform_key)

    def settle(self) -> Resident:
        """A tenant with a twin that speaks, a binding, a conversation, a contact, a brand, a deployment."""
        slug = f"fuzz-{next(self._numbers)}"
        body = {"slug": slug, "name": slug, "kind": "brand", "tier": "ENTERPRISE"}
        made = self._post("/v1/tenants", self.platform_key, body)
        key, known = made["key"], {"tenant": made["tenant"]["id"]}
        config = {"personality_profile": {"tone": "warm", "language": "en"}}
        twin = self._post("/v1/twins", key, {"name": "Marina", "config": config})["id"]
        known |= {"twin": twin, "version": "1", "plugin": "lead-gen"}
        self._post(f"/v1/twins/{twin}/versions/1/approve", key, None)
        for module in ("MARKETING", "CUSTOMER_SUPPORT"):
            body = {"name": module, "module": module, "twin": twin}
            known["binding"] = self._post("/v1/bindings", key, body)["id"]
        self._post("/v1/knowledge", key, {"corpus": "docs", "documents": [PAGE]})
        opened = self._post("/v1/conversations", key, {"binding": known["binding"], "author": "ana"})
        known |= {"conversation": opened["id"], "contact": opened["contact"], "author": "ana", "platform": "API"}
        known["brand"] = self._post("/v1/brands", key, {"name": "Lumbra"})["id"]
        known["contract"] = self._post("/v1/contracts", key, {"number": "1"})["id"]
        deployed = {"type": "VIBETHINK_PORTAL", "binding": known["binding"]}
        known["deployment"] = self._post("/v1/deployments", key, deployed)["id"]
        known["webhook"] = self._post("/v1/webhooks", key, {"url": "https://partner.example/"})["id"]
        known["delivery"] = self._post(f"/v1/webhooks/{known['webhook']}/test", key, None)["id"]
        return Resident(key=key, known=known)

    def _post(self, path: str, key: str, body: Any) -> Any:
        answer = self.client.post(path, json=body, headers={"authorization": f"Bearer {key}"})
        assert answer.is_success, (path, answer.text)
        return answer.json()

    def _get(self, path: str, key: str) -> Any:
        answer = self.client.get(path, headers={"authorization": f"Bearer {key}"})
        assert answer.is_success, (path, answer.text)
        return answer.json()


@contextlib.contextmanager
def served(address: PostgresAddress, folder: Path, temporal: str) -> Iterator[Ground]:
    """The whole house behind a real uvicorn on a free port."""
    settings, key = asyncio.run(_furnished(address, folder, temporal))
    # An engine belongs to one event loop: the one that serves it.
    server = uvicorn.Server(uvicorn.Config(create_app(build(settings)), port=0, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, name="fuzzed", daemon=True)
    thread.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{_port(server, thread)}", timeout=60) as client:
            yield Ground(client, key)
    finally:
        server.should_exit = True
        thread.join(START_SECONDS)


async def _furnished(address: PostgresAddress, folder: Path, temporal: str) -> tuple[Settings, str]:
    engine, settings = await engine_on(address, folder, PLUGINS, {}, temporal=temporal)
    try:
        made = await engine.tenancy.create(
            slug="vito-internal",
            name="ViTo",
            kind=TenantKind.PLATFORM,
            tier=ComplianceTier.ENTERPRISE,
            role=Role.PLATFORM_ADMIN,
        )
    finally:
        await engine.close()
    return settings, made.key


def _port(server: uvicorn.Server, thread: threading.Thread) -> int:
    for _ in range(int(START_SECONDS / 0.05)):
        if server.started:
            return int(server.servers[0].sockets[0].getsockname()[1])
        assert thread.is_alive(), "the server did not start"
        thread.join(0.05)
    raise TimeoutError("the server did not start")
