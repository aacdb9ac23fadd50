"""One function decides who may act."""

from pathlib import Path

from vito_contracts.manifest import ComplianceTier, Manifest
from vito_contracts.scope import Level
from vito_core.gate import Reason, Standing, decide
from vito_core.registry import Loaded
from vito_core.settings import AdmittedPlugin
from vito_core.testing import EngineOf, new_tenant


def plugin(name: str, *, default: bool = True, error: str | None = None, **manifest: object) -> Loaded:
    return Loaded(
        id=name,
        version="1",
        manifest=Manifest(
            id=name,
            contract=">=1.0,<2",
            level=Level.TENANT,
            summary="x",
            plugin="m:C",
            **manifest,  # type: ignore[arg-type]
        ),
        admitted=AdmittedPlugin(enabled_by_default=default),
        folder=Path(),
        plugin=None if error else object(),
        error=error,
    )


def decided(*plugins: Loaded, tier: ComplianceTier = ComplianceTier.FREE, **choices: bool):
    return decide({each.id: each for each in plugins}, tier, Standing(choices), 1)


def test_admitted_and_enabled_by_default_is_active():
    assert decided(plugin("a")).active == ("a",)


def test_the_tenants_choice_beats_the_default_both_ways():
    assert decided(plugin("a"), a=False).refused == {"a": Reason.DISABLED}
    assert decided(plugin("a", default=False), a=True).active == ("a",)


def test_restricted_needs_an_explicit_yes():
    assert decided(plugin("a", restricted=True)).refused == {"a": Reason.DISABLED}


def test_tier_entitles():
    professional = plugin("a", tier=ComplianceTier.PROFESSIONAL)
    assert decided(professional).refused == {"a": Reason.NOT_ENTITLED}
    assert decided(professional, tier=ComplianceTier.ENTERPRISE).active == ("a",)


def test_a_failed_plugin_is_never_active():
    assert decided(plugin("a", error="broke")).refused == {"a": Reason.FAILED}


def test_requirements_fall_like_dominoes():
    base = plugin("base", capabilities=("knowledge-search",))
    middle = plugin("middle", capabilities=("conversation",), requires=("knowledge-search",))
    top = plugin("top", requires=("conversation",))
    assert decided(base, middle, top).active == ("base", "middle", "top")
    fallen = decided(base, middle, top, base=False)
    assert fallen.active == ()
    assert fallen.refused["top"] is Reason.REQUIREMENT


async def test_no_tenant_or_an_unknown_one_gets_nobody(engine_of: EngineOf):
    from vito_contracts.ids import TenantId, new_id

    engine = await engine_of()
    engine.registry.plugins["a"] = plugin("a")
    assert (await engine.gate.effective(None)).active == ()
    assert (await engine.gate.effective(TenantId(new_id()))).active == ()


async def test_a_switch_is_seen_by_another_engine_on_the_same_database(engine_of: EngineOf):
    engine = await engine_of()
    engine.registry.plugins["a"] = plugin("a")
    scope, _ = await new_tenant(engine, "one")
    other, _ = await new_tenant(engine, "two")
    assert "a" in await engine.gate.effective(scope.tenant)
    await engine.gate.switch(scope.tenant, "a", False)
    assert "a" not in await engine.gate.effective(scope.tenant)
    assert "a" in await engine.gate.effective(other.tenant)
