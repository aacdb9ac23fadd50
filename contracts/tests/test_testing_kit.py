"""The author's kit refuses what the engine refuses, and keeps its two tenants apart."""

import socket
from uuid import uuid4

import msgspec
import pytest

from vito_contracts.approvals import ApprovalKind, ApprovalRequest, ApprovalState
from vito_contracts.capabilities import Guardrail, Verdict
from vito_contracts.effects import EffectKind, EffectRequest, EffectState, LookUp
from vito_contracts.errors import (
    AlreadyHandled,
    CapabilityUnavailable,
    Conflict,
    EffectsStopped,
    InvalidInput,
    NotFound,
    OutwardRefused,
    PermissionMissing,
)
from vito_contracts.events import EventPayload, EventType, NewEvent
from vito_contracts.hooks import CapabilityOffer, Subscription, hookimpl
from vito_contracts.manifest import Manifest, ManifestError
from vito_contracts.modules import Module
from vito_contracts.scope import Level
from vito_contracts.services import HttpAnswer
from vito_contracts.testing import ClosedManager, Fault, NetworkBlocked, NotAPlugin, hook_values
from vito_contracts.testing.database import NoTables
from vito_core.hooks import HOOK_VALUES


class Counted(EventPayload, frozen=True, kw_only=True):
    number: int


class Ping(msgspec.Struct):
    text: str


class Plugin:
    """One of each. `target`: what arrived outside."""

    def __init__(self, services, settings):
        self.services = services
        self.heard = []
        self.target = []

    @hookimpl
    def capabilities(self):
        yield CapabilityOffer(Guardrail, self, name="g")

    async def check(self, scope, checked):
        return Verdict(allowed=True)

    @hookimpl
    def event_types(self):
        yield EventType(name="it.counted", payload=Counted)

    @hookimpl
    def subscriptions(self):
        yield Subscription(("it.counted",), self.on_counted)

    async def on_counted(self, scope, event):
        self.heard.append((scope.tenant, event.read(Counted).number))

    @hookimpl
    def effects(self):
        yield EffectKind(name="it.ping", payload=Ping, send=self.send, look_up=self.look_up)

    async def send(self, scope, effect, payload):
        self.target.append(effect)
        return "ref"

    async def look_up(self, scope, effect):
        return LookUp.CONFIRMED if effect in self.target else LookUp.ABSENT

    @hookimpl
    def approval_kinds(self):
        yield ApprovalKind(name="it.ping", proposal=Ping, title="A ping")


MANIFEST = Manifest(
    id="it",
    contract=">=1.0,<2",
    level=Level.TENANT,
    summary="made in a test",
    plugin="tests:Plugin",
    capabilities=("guardrail",),
    permissions=("events:read:it.*", "events:write:it.*", "effects:perform", "approvals:ask"),
)


@pytest.fixture
def plugin(load):
    return load(Plugin, manifest=MANIFEST)


def counted(number=1, subject=None):
    return NewEvent(type="it.counted", subject=subject or uuid4(), payload=Counted(number=number))


async def emit_and_fail(transaction):
    async with transaction as tx:
        await tx.emit(counted())
        await tx.execute("select 1")


def ping(key="k"):
    return EffectRequest(kind="it.ping", key=key, payload=Ping("hello"), subject=uuid4())


def test_the_kit_knows_every_hook_and_what_it_yields():
    assert hook_values() == HOOK_VALUES


async def test_an_event_exists_if_its_transaction_commits_and_once_means_once(plugin, kit, tenant_a, tenant_b):
    database, key = plugin.services.db, uuid4()
    with pytest.raises(NoTables):
        await emit_and_fail(database.transaction(tenant_a.scope, once=key))
    assert kit.events.of(tenant_a.scope) == []
    async with database.transaction(tenant_a.scope, once=key) as tx:
        await tx.emit(counted())
    with pytest.raises(AlreadyHandled):
        async with database.transaction(tenant_a.scope, once=key):
            pass
    async with database.transaction(tenant_b.scope, once=key):
        pass
    assert [event.type for event in kit.events.of(tenant_a.scope)] == ["it.counted"]
    assert kit.events.of(tenant_b.scope) == []


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (NewEvent(type="it.lost", subject=uuid4(), payload=Counted(number=1)), "registered by nobody"),
        (NewEvent(type="usage.metered", subject=uuid4(), payload=Counted(number=1)), "takes UsageMetered"),
        (NewEvent(type="it.counted", subject=uuid4(), payload=Counted(number="x")), "Expected `int`"),
    ],
)
async def test_an_event_the_engine_would_refuse_is_refused(plugin, tenant_a, event, reason):
    with pytest.raises(InvalidInput, match=reason):
        async with plugin.services.db.transaction(tenant_a.scope) as tx:
            await tx.emit(event)


async def test_what_the_manifest_does_not_permit_is_refused(load, kit, tenant_a):
    plugin = load(Plugin, manifest=msgspec.structs.replace(MANIFEST, permissions=()))
    with pytest.raises(PermissionMissing, match=r"'events:write:it\.counted'"):
        async with plugin.services.db.transaction(tenant_a.scope) as tx:
            await tx.emit(counted())
    with pytest.raises(PermissionMissing, match="'effects:perform'"):
        await plugin.services.effects.perform(tenant_a.scope, ping())
    with pytest.raises(PermissionMissing, match="'conversations:read'"):
        await plugin.services.conversations.replies(tenant_a.scope, tenant_a.contact)


async def test_sql_is_not_pretended(plugin, tenant_a):
    async with plugin.services.db.transaction(tenant_a.scope) as tx:
        with pytest.raises(NoTables, match="vito-core"):
            await tx.execute("select 1")


async def test_subscribers_are_told_once_and_only_for_tenants_that_have_the_plugin(plugin, kit, tenant_a, tenant_b):
    for tenant, number in ((tenant_a, 1), (tenant_b, 2)):
        kit.events.put(tenant.scope, "it.counted", Counted(number=number), tenant.contact)
    kit.switch(tenant_b, "it", False)
    assert (await kit.deliver(), await kit.deliver()) == (1, 0)
    assert plugin.heard == [(tenant_a.scope.tenant, 1)]


async def test_a_capability_is_found_unless_it_is_off_or_nobody_offers_it(plugin, kit, tenant_a, tenant_b):
    kit.switch(tenant_b, "it", False)
    assert await kit.capabilities.of(tenant_a.scope, Guardrail) is plugin
    with pytest.raises(CapabilityUnavailable):
        await kit.capabilities.of(tenant_b.scope, Guardrail)


async def test_an_effect_follows_the_rules_of_doubt(plugin, kit, tenant_a, tenant_b):
    effects, a = plugin.services.effects, tenant_a.scope
    first = await effects.perform(a, ping())
    assert await effects.perform(a, ping()) == first
    assert first.id != (await effects.perform(tenant_b.scope, ping())).id
    kit.effects.break_off("it.ping", Fault.AFTER_ARRIVAL)
    assert (await effects.perform(a, ping("arrived"))).state is EffectState.CONFIRMED
    kit.effects.break_off("it.ping", Fault.BEFORE_ARRIVAL)
    with pytest.raises(ConnectionError):
        await effects.perform(a, ping("lost"))
    with pytest.raises(Conflict, match="may still"):
        await effects.perform(a, ping("lost"))
    kit.clock.advance(seconds=30)
    assert (await effects.perform(a, ping("lost"))).state is EffectState.CONFIRMED
    assert len(plugin.target) == 4
    kit.effects.stopped.add((a.tenant, "it"))
    with pytest.raises(EffectsStopped):
        await effects.perform(a, ping("held"))


async def test_an_approval_is_asked_once_and_decided_by_the_test(plugin, kit, tenant_a, tenant_b):
    hour = kit.clock.now().replace(hour=1) - kit.clock.now().replace(hour=0)
    request = ApprovalRequest(
        kind="it.ping", key="k", subject=tenant_a.contact, proposal=Ping("draft"), expires_in=hour
    )
    asked = await plugin.services.approvals.ask(tenant_a.scope, request)
    kit.approvals.decide(tenant_a.scope, asked.id, ApprovalState.EDITED, proposal={"text": "better"})
    again = await plugin.services.approvals.ask(tenant_a.scope, request)
    assert (again.granted, again.proposed(Ping).text) == (True, "better")
    with pytest.raises(NotFound):
        await plugin.services.approvals.get(tenant_b.scope, asked.id)


async def test_what_another_tenant_owns_is_not_found(plugin, kit, tenant_a, tenant_b):
    with pytest.raises(NotFound):
        await plugin.services.bindings.of_id(tenant_b.scope, tenant_a.binding().binding)
    said = kit.spoken.interaction(tenant_a, "hello", at=kit.clock.now())
    reading = kit.services(msgspec.structs.replace(MANIFEST, permissions=("conversations:read",)))
    assert await reading.conversations.interaction(tenant_a.scope, said.id) == said
    with pytest.raises(NotFound):
        await reading.conversations.interaction(tenant_b.scope, said.id)
    await plugin.services.objects.create(tenant_a.scope, "a/key", b"1")
    assert await plugin.services.objects.get(tenant_b.scope, "a/key") is None


@pytest.mark.parametrize("module", Module)
async def test_there_is_a_binding_with_a_context_for_every_module(plugin, tenant_a, module):
    assert (await plugin.services.bindings.get(tenant_a.binding(module))).module is module


async def test_nobody_answers_outside_but_whom_the_test_names(load, kit, tenant_a):
    plugin = load(Plugin, manifest=msgspec.structs.replace(MANIFEST, permissions=("http:call",)))
    kit.outside.answers["https://a.example/"] = lambda call: HttpAnswer(status=201, headers={}, body=call.body)
    answer = await plugin.services.http.request(tenant_a.scope, "POST", "https://a.example/x", body=b"hello")
    assert (answer.status, answer.body) == (201, b"hello")
    with pytest.raises(OutwardRefused):
        await plugin.services.http.request(tenant_a.scope, "GET", "https://b.example/")


def test_a_plugin_that_does_not_fit_is_refused(load):
    with pytest.raises(NotAPlugin, match="manifest does not name"):
        load(Plugin, manifest=msgspec.structs.replace(MANIFEST, capabilities=()))
    with pytest.raises(NotAPlugin, match=r"must be named other\.<name>"):
        load(Plugin, manifest=msgspec.structs.replace(MANIFEST, id="other"))
    with pytest.raises(NotAPlugin, match="takes no settings"):
        load(Plugin, {"a": 1}, manifest=MANIFEST)
    with pytest.raises(NotAPlugin, match="no data_subjects"):
        load(Plugin, manifest=msgspec.structs.replace(MANIFEST, personal_data=True))
    with pytest.raises(ManifestError, match="hand load"):
        load(Plugin)


def test_nothing_installed_is_looked_up():
    with pytest.raises(NotAPlugin, match="are not looked up"):
        ClosedManager().load_setuptools_entrypoints("vito.plugins")


def test_another_machine_cannot_be_reached(no_network):
    with pytest.raises(NetworkBlocked, match=r"192\.0\.2\.1"), socket.socket() as line:
        line.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkBlocked, match=r"example\.invalid"):
        socket.create_connection(("example.invalid", 80))
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        socket.create_connection(server.getsockname()).close()
