"""A served engine to throw things at, and tenants to throw them as: what changes something gets one of its own, so that
what it erases, stops or switches off is nobody else's."""

import asyncio
import contextlib
import functools
import itertools
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from tests.fuzz.backstage import Backstage
from tests.fuzz.residents import AUTHOR, PAGE, PLUGIN, Resident, until
from tests.house import PLUGINS
from vito_contracts.manifest import ComplianceTier
from vito_contracts.tenancy import Role, TenantKind
from vito_core.container import build
from vito_core.embedded.postgres import PostgresAddress
from vito_core.settings import Settings
from vito_core.testing import admin_dsn, engine_on
from vito_core.web.app import create_app

DOCUMENT = "/v1/openapi/openapi.json"
START_SECONDS = 30.0
LEAD = "How much is the Team plan for a team of 12? Please send me a quote and book a demo."
ENDS_A_JOURNEY = ("POST /v1/journeys/{contact}/stop", "POST /v1/journeys/{contact}/purchase")


class Ground:
    """`url` answers until `served` ends."""

    def __init__(self, client: httpx.Client, platform_key: str, backstage: Backstage) -> None:
        self.url = str(client.base_url).rstrip("/")
        self.platform_key = platform_key
        self._numbers = itertools.count()
        self.client = client
        self.backstage = backstage
        self.document: dict[str, Any] = self.ask("GET", DOCUMENT, platform_key)

    def settle(self, kind: str = "brand") -> Resident:
        """A tenant of its own."""
        slug = f"fuzz-{next(self._numbers)}"
        body = {"slug": slug, "name": slug, "kind": kind, "tier": "ENTERPRISE"}
        made = self.ask("POST", "/v1/tenants", self.platform_key, body)
        return Resident(self, made["key"], {"tenant": made["tenant"]["id"], "slug": slug, "kind": kind})

    def resident_for(self, label: str) -> Resident:
        """Who asks an operation: reading ones share a tenant, all others have their own."""
        if label in ENDS_A_JOURNEY:
            contact = self.lived.known[f"contact_{ENDS_A_JOURNEY.index(label)}"]
            return Resident(self, self.lived.key, {**self.lived.known, "contact": contact})
        if "/talent" in label:
            return self.settle("talent")
        # What its one plugin holds is erased there, and all others read it.
        if label.startswith("GET") and "/erasures/" not in label:
            return self.lived
        return self.settle()

    @functools.cached_property
    def neighbour(self) -> str:
        return self.settle().id("tenant")

    @functools.cached_property
    def lived(self) -> Resident:
        """Whose contacts have written, became leads and are on their journeys; one of them has asked for help."""
        lived = self.settle()
        for name in ("binding", "support"):
            lived.id(name)
        lived.bind("SALES_CRM")
        lived.post("/v1/knowledge", {"corpus": "docs", "documents": [PAGE]})
        with self.backstage.dispatching():
            for number in range(3):
                author = f"lead-{number}"
                comment = {"id": author, "platform": "TWITTER", "post_id": "p", "author": author, "text": LEAD}
                told = lived.post("/v1/interactions", {**comment, "binding": lived.id("binding")})
                lived.known[f"contact_{number}"] = told["contact"]
            until(lambda: len(lived.get("/v1/x/sales-host/outbox")["items"]) == 3)
            lived.post("/v1/enquiries", {"id": "e1", "author": "lead-2", "text": "How do I add a colleague?"})
            until(lambda: lived.get("/v1/x/support-host/tickets")["items"])
            until(lambda: not lived.get("/v1/pending")["events"])
        lived.known |= {"contact": lived.known["contact_2"], "author": AUTHOR, "plugin": PLUGIN}
        lived.known["ticket"] = lived.get("/v1/x/support-host/tickets")["items"][0]["id"]
        return lived

    def ask(self, method: str, path: str, key: str, body: Any = None) -> Any:
        """For what must go well."""
        answer = self.client.request(method, path, json=body, headers={"authorization": f"Bearer {key}"})
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
    backstage = Backstage(settings, admin_dsn(address, settings.database_url.rsplit("/", 1)[1]))
    try:
        backstage.begin()
        with httpx.Client(base_url=f"http://127.0.0.1:{_port(server, thread)}", timeout=60) as client:
            yield Ground(client, key, backstage)
    finally:
        backstage.end()
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
