"""A plugin's services do what its manifest names and nothing else."""

from importlib.resources import files
from pathlib import Path

import pytest

from vito_contracts.effects import EffectRequest
from vito_contracts.errors import PermissionMissing
from vito_contracts.events import NewEvent, UsageMetered
from vito_contracts.hooks import Subscription
from vito_contracts.ids import ContactId, ConversationId, new_id
from vito_contracts.manifest import ManifestError, read_manifest
from vito_contracts.permissions import allows, is_permission
from vito_core.services import PluginServices
from vito_core.testing import EngineOf, add_plugin, new_tenant


@pytest.mark.parametrize(
    ("held", "needed", "allowed"),
    [
        ("events:write:lead.*", "events:write:lead.qualified", True),
        ("events:write:lead.*", "events:write:leads.x", False),
        ("events:write:lead.*", "events:read:lead.qualified", False),
        ("events:write:*", "events:write:lead.qualified", True),
        ("events:read:interaction.recorded", "events:read:interaction.recorded", True),
        ("events:read:interaction.recorded", "events:read:*", False),
        ("conversations:read", "conversations:answer", False),
    ],
)
def test_what_a_permission_covers(held, needed, allowed):
    assert allows((held,), needed) is allowed


def test_a_permission_that_does_not_exist_is_an_error_of_the_manifest(tmp_path: Path):
    assert not is_permission("events:write:")
    text = (files("vito_plugin_lead_gen") / "plugin.toml").read_text()
    (tmp_path / "plugin.toml").write_text(text.replace("conversations:read", "conversation:read"))
    with pytest.raises(ManifestError, match=r"unknown permission 'conversation:read'; known: .*conversations:read"):
        read_manifest(tmp_path / "plugin.toml")


def uses(services, scope):
    """Permission → a use of the services that needs it."""
    nobody = ContactId(new_id())
    effect = EffectRequest(kind="x.y", key="k", subject=nobody, payload=None)
    return {
        "events:read:usage.metered": lambda: services.events.read(scope, types=("usage.metered",)),
        "events:read:*": lambda: services.events.counts(scope),
        "conversations:read": lambda: services.conversations.messages(scope, ConversationId(new_id())),
        "contacts:read": lambda: services.conversations.contact(scope, nobody),
        "conversations:answer": lambda: services.conversations.answer(scope, contact=nobody, text="", key=new_id()),
        "effects:perform": lambda: services.effects.perform(scope, effect),
        "http:call": lambda: services.http.request(scope, "GET", "http://127.0.0.1:1/"),
        "approvals:ask": lambda: services.approvals.ask(scope, None),
        "events:write:usage.metered": lambda: emitted(services, scope),
    }


async def emitted(services, scope) -> None:
    async with services.db.transaction(scope) as tx:
        payload = UsageMetered(unit="turn", quantity=1)
        await tx.emit(NewEvent(type="usage.metered", subject=new_id(), payload=payload))


async def test_each_service_asks_for_its_permission_by_name(engine_of: EngineOf):
    engine = await engine_of()
    scope, _ = await new_tenant(engine, "one")
    add_plugin(engine, "without")
    services: PluginServices = engine._services_of(engine.registry.plugins["without"])
    for permission, use in uses(services, scope).items():
        with pytest.raises(PermissionMissing) as refused:
            await use()
        assert str(refused.value).startswith(f"plugin 'without' lacks the permission '{permission}'")
    add_plugin(engine, "with", permissions=tuple(uses(services, scope)))
    permitted: PluginServices = engine._services_of(engine.registry.plugins["with"])
    for permission, use in uses(permitted, scope).items():
        try:
            await use()
        except PermissionMissing as refused:
            pytest.fail(f"{permission}: {refused}")
        except Exception:  # noqa: S112 - what comes of invented arguments is another matter
            continue


async def test_who_subscribes_without_the_permission_to_read_is_not_loaded(engine_of: EngineOf):
    engine = await engine_of("analytics-host")
    found = engine.registry.gather()
    assert engine.registry.plugins["analytics-host"].error is None
    found.subscriptions.append(("analytics-host", Subscription(("approval.decided",), None)))
    engine.registry._check(found)
    assert engine.registry.plugins["analytics-host"].error == (
        "subscribes to 'approval.decided' without the permission 'events:read:approval.decided'"
    )
