"""Test kit with the real PostgreSQL, for tests that touch tables (extra `[testing]`): a pytest plugin.

`engine_of(*plugin_ids)` gives an open engine on a database of its own; `furnish` gives it a tenant with twin and
bindings. Two tenants side by side are two calls.
"""

import base64
import contextlib
import hashlib
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import msgspec
import pytest
from temporalio.client import Client
from temporalio.service import RPCError

from vito_contracts.capabilities import capability_id
from vito_contracts.events import PlatformEvent
from vito_contracts.hooks import Lifecycle
from vito_contracts.ids import ContactId, RequestId, TenantId, new_id
from vito_contracts.manifest import ComplianceTier, Manifest
from vito_contracts.modules import Module
from vito_contracts.scope import SYSTEM, BindingScope, Level, TenantScope
from vito_contracts.tenancy import TenantKind
from vito_contracts.twin import PersonalityProfile, Twin, TwinConfig
from vito_core.contacts import ensure_contact
from vito_core.container import build
from vito_core.db.logins import Logins
from vito_core.db.migrate import migrate, prepare_database
from vito_core.db.migration_set import MigrationSet
from vito_core.db.roles import APP, DISPATCHER
from vito_core.embedded.postgres import EmbeddedPostgres, PostgresAddress
from vito_core.embedded.temporal import EmbeddedTemporal
from vito_core.engine import Engine
from vito_core.journeys.model import SEARCH_ATTRIBUTES
from vito_core.registry import Loaded
from vito_core.services import PluginServices
from vito_core.settings import AdmittedPlugin, Settings

MASTER_KEY = base64.b64encode(b"test master key, of no other use").decode()
LOGINS = Logins("app-password", "dispatcher-password")
EngineOf = Callable[..., Awaitable[Engine]]
FAST = {"fsync": "off", "full_page_writes": "off"}
"""For a server whose data nobody needs after a power cut. What was committed survives `kill -9` all the same."""


class Furnished(msgspec.Struct, kw_only=True):
    """A tenant ready to talk: its scope, key, twin, and a scope for each bound module."""

    scope: TenantScope
    key: str
    twin: Twin
    bindings: dict[Module, BindingScope]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresAddress]:
    with tempfile.TemporaryDirectory(prefix="vito-test-") as folder:
        server = EmbeddedPostgres(Path(folder) / "postgres", settings=FAST)
        try:
            yield server.start()
        finally:
            server.stop()


@pytest.fixture(scope="session")
def postgres16() -> Iterator[PostgresAddress]:
    """The oldest PostgreSQL that the engine works on."""
    with tempfile.TemporaryDirectory(prefix="vito-test-") as folder:
        server = EmbeddedPostgres(Path(folder) / "postgres", "16", FAST)
        try:
            yield server.start()
        finally:
            server.stop()


@pytest.fixture(scope="session")
def temporal() -> Iterator[str]:
    """Address of a real Temporal server."""
    with tempfile.TemporaryDirectory(prefix="vito-test-") as folder:
        server = EmbeddedTemporal(Path(folder) / "temporal", SEARCH_ATTRIBUTES)
        try:
            yield server.start().target
        finally:
            server.stop()


def admin_dsn(address: PostgresAddress, database: str) -> str:
    return f"postgresql://{address.superuser}:{address.password}@{address.host}:{address.port}/{database}"


def app_dsn(address: PostgresAddress, database: str, role: str = APP) -> str:
    password = LOGINS.app if role == APP else LOGINS.dispatcher
    return f"postgresql://{role}:{password}@{address.host}:{address.port}/{database}"


@pytest.fixture
async def engine_of(postgres: PostgresAddress, tmp_path: Path) -> AsyncIterator[EngineOf]:
    """Call it with plugin ids and, if needed, `settings={"knowledge": {…}}` and `temporal="host:port"`."""
    async with contextlib.AsyncExitStack() as stack:

        async def make(*plugins: str, settings: dict[str, dict[str, Any]] | None = None, **more: Any) -> Engine:
            engine, _ = await engine_on(postgres, tmp_path, plugins, settings or {}, **more)
            stack.push_async_callback(engine.close)
            if "temporal" in more:
                stack.push_async_callback(_end_workflows, more["temporal"])
            return engine

        yield make


async def _end_workflows(temporal: str) -> None:
    """What a test leaves running would be taken up by the next test's workers, on a database without its tenant: its
    tasks then fail, and are tried again, for ever."""
    try:
        client = await Client.connect(temporal)
    except RuntimeError:  # the test had a server of its own, and has ended it
        return
    async for each in client.list_workflows("ExecutionStatus = 'Running'"):
        with contextlib.suppress(RPCError):  # it ended just now
            await client.get_workflow_handle(each.id, run_id=each.run_id).terminate("the test is over")


@pytest.fixture(scope="module")
async def core_database(postgres: PostgresAddress) -> str:
    """The administrator's address of a database of its own with the core's tables: for tests without an engine."""
    database = f"test_{uuid4().hex}"
    await make_database(postgres, database)
    return admin_dsn(postgres, database)


async def engine_on(
    address: PostgresAddress, folder: Path, plugins: tuple[str, ...], settings: dict[str, dict[str, Any]], **more: Any
) -> tuple[Engine, Settings]:
    """An open engine on a fresh database, and its settings (to make a second engine, or a process, on the same)."""
    database = f"test_{uuid4().hex}"
    plugins_file = folder / f"{database}.toml"
    plugins_file.write_text(plugins_toml(plugins, settings), encoding="utf-8")
    installation = Settings(
        database_url=app_dsn(address, database),
        dispatcher_url=app_dsn(address, database, DISPATCHER),
        temporal=more.pop("temporal", "127.0.0.1:1"),
        master_key=more.pop("master_key", MASTER_KEY),
        # Tests ask faster than people do; those of the limits name their own.
        rate_per_second=more.pop("rate_per_second", 0.0),
        failures_per_minute=more.pop("failures_per_minute", 0),
        objects=folder / f"{database}-objects",
        plugins_file=plugins_file,
        **more,
    )
    engine = build(installation)
    found = engine.load()
    await make_database(address, database, engine.registry.migration_sets(found))
    await engine.open()
    return engine, installation


async def make_database(address: PostgresAddress, database: str, sets: Sequence[MigrationSet] = ()) -> None:
    """A database with the tables of the core and of `sets`: a copy of a template that is migrated once for a server."""
    folders = "\n".join(f"{each.schema} {each.folder}" for each in sets)
    template = f"template_{hashlib.sha256(folders.encode()).hexdigest()[:32]}"
    connection = await asyncpg.connect(admin_dsn(address, "postgres"))
    try:
        # Others, in this process or another, wait until it is whole: a half-made one is told by its name.
        await connection.execute("select pg_advisory_lock(hashtext($1))", template)
        if not await connection.fetchval("select true from pg_database where datname = $1", template):
            draft = f"{template}_draft"
            await connection.execute(f'drop database if exists "{draft}"')
            await prepare_database(admin_dsn(address, "postgres"), draft, LOGINS)
            await migrate(admin_dsn(address, draft), sets)
            await connection.execute(f'alter database "{draft}" rename to "{template}"')
        await connection.execute(f'create database "{database}" template "{template}" strategy file_copy')
    finally:
        await connection.close()


def plugins_toml(plugins: tuple[str, ...], settings: dict[str, dict[str, Any]]) -> str:
    lines = ["[plugins]"] if not plugins else []
    for plugin in plugins:
        lines.append(f"[plugins.{plugin}]")
        lines.append(f"[plugins.{plugin}.settings]")
        lines += [f"{name} = {_toml(value)}" for name, value in settings.get(plugin, {}).items()]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """A TOML value; everything but a table is written as in JSON."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(each)}" for name, each in value.items()) + " }"
    return msgspec.json.encode(value).decode()


async def new_tenant(engine: Engine, slug: str, kind: TenantKind = TenantKind.BRAND) -> tuple[TenantScope, str]:
    made = await engine.tenancy.create(slug=slug, name=slug.title(), kind=kind, tier=ComplianceTier.ENTERPRISE)
    return scope_of(made.tenant.id), made.key


def scope_of(tenant: TenantId) -> TenantScope:
    return TenantScope(tenant=tenant, actor=SYSTEM, request=RequestId(new_id()))


async def furnish(
    engine: Engine,
    slug: str,
    *,
    contexts: dict[Module, dict[str, Any]] | None = None,
    persona: PersonalityProfile | None = None,
) -> Furnished:
    """A brand with a twin of its own, bound to each module of `contexts` (default: marketing, sales, support)."""
    scope, key = await new_tenant(engine, slug)
    profile = persona or PersonalityProfile(tone="warm", language="en")
    twin = await engine.twins.create(scope, f"{slug} twin", TwinConfig(personality_profile=profile))
    await engine.twins.approve(scope, twin.id, 1)
    contexts = contexts or {Module.MARKETING: {}, Module.SALES_CRM: {}, Module.CUSTOMER_SUPPORT: {}}
    bindings = {}
    for module, context in contexts.items():
        view = await engine.bindings.create(
            scope,
            name=f"{slug} {module}",
            module=module,
            context=context,
            twin_owner=scope.tenant,
            twin=twin.id,
            required_guardrails=(),
        )
        bindings[module] = await engine.bindings.of_id(scope, view.id)
    return Furnished(scope=scope, key=key, twin=twin, bindings=bindings)


async def add_contact(engine: Engine, scope: TenantScope, handle: str, language: str = "en") -> ContactId:
    async with engine.pools.within(scope.tenant) as connection:
        return await ensure_contact(connection, scope.tenant, "TWITTER", handle, language)


async def log_of(
    services: PluginServices, scope: TenantScope, *, types: Sequence[str] = (), subject: UUID | None = None
) -> Sequence[PlatformEvent]:
    """The tenant's log, for tests of a plugin whose manifest does not let it read all that it writes."""
    return await services.events.whole.read(scope, types=types, subject=subject)


def add_plugin(
    engine: Engine,
    plugin_id: str,
    *offers: Any,
    subscriptions: tuple[Any, ...] = (),
    lifecycle: Lifecycle | None = None,
    **manifest: Any,
) -> None:
    """Adds a plugin made in a test to an engine, before it is opened or used, as if it had been installed."""
    assert engine.contributions is not None
    named = tuple({capability_id(offer.protocol) for offer in offers})
    engine.registry.plugins[plugin_id] = Loaded(
        id=plugin_id,
        version="0",
        manifest=Manifest(
            id=plugin_id,
            contract=">=1.0,<2",
            level=Level.TENANT,
            summary="made in a test",
            plugin="tests:Fake",
            capabilities=named,
            **manifest,
        ),
        admitted=AdmittedPlugin(),
        folder=Path(),
        plugin=object(),
    )
    engine.gate.forget()
    engine.capabilities.fill([(plugin_id, offer) for offer in offers])
    engine.care.calls.fill([(plugin_id, lifecycle)] if lifecycle is not None else [])
    engine.contributions.subscriptions.extend((plugin_id, each) for each in subscriptions)


@contextlib.asynccontextmanager
async def api_of(engine: Engine) -> AsyncIterator[httpx.AsyncClient]:
    """The engine's API, in process and in this event loop (Litestar's own test client runs it in another one)."""
    from vito_core.web.app import create_app

    # Without the application's lifespan: the engine is open, and its maker closes it.
    app: Any = create_app(engine)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://api.invalid") as client:
        yield client
