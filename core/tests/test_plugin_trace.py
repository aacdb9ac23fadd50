"""The trace switch: one line a call with who answered and how long; without it the calls are as they were."""

import json
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner

from vito_contracts.capabilities import LeadQualifier
from vito_contracts.hooks import CapabilityOffer, Lifecycle
from vito_core.cli import vito
from vito_core.plugins.tracing import SWITCH, Tracer
from vito_core.testing import EngineOf, add_plugin, new_tenant


class Qualifier:
    async def assess(self, scope, interaction):
        if interaction == "breaks":
            raise RuntimeError("Maria's number is 555")
        return interaction

    async def on_enabled(self, scope) -> None: ...


async def calls(engine, qualifier: Qualifier) -> None:
    offer = CapabilityOffer(LeadQualifier, qualifier)
    add_plugin(engine, "shop", offer, lifecycle=Lifecycle(on_enabled=qualifier.on_enabled))
    scope, _ = await new_tenant(engine, "one")
    await engine.gate.switch(scope.tenant, "shop", False)
    await engine.care.lifecycle.enable(scope, "shop")
    provider = await engine.capabilities.of(scope, LeadQualifier)
    assert await provider.assess(scope, "Maria") == "Maria"
    with pytest.raises(RuntimeError):
        await provider.assess(scope, "breaks")


@pytest.mark.parametrize("value", ["1", "0"])
async def test_every_call_is_a_line_without_what_was_said(engine_of: EngineOf, monkeypatch, value):
    monkeypatch.setenv(SWITCH, value)
    with structlog.testing.capture_logs() as lines:
        await calls(await engine_of("support-host"), Qualifier())
    traced = [line for line in lines if line["event"] == "hook.called"]
    if value == "0":
        assert traced == []
        return
    assert {(line["door"], line["plugin"], line["name"]) for line in traced} >= {
        ("hook", "support-host", "capabilities")
    }
    assert [(line["door"], line["name"], line["outcome"]) for line in traced if line["plugin"] == "shop"] == [
        ("lifecycle", "on_enabled", "answered"),
        ("capability", "LeadQualifier.assess", "answered"),
        ("capability", "LeadQualifier.assess", "RuntimeError"),
    ]
    assert all(line["ms"] >= 0 for line in traced)
    assert "Maria" not in str(lines)


def test_the_command_shows_what_the_processes_traced(tmp_path: Path):
    line = {"event": "hook.called", "door": "hook", "plugin": "shop", "name": "routes", "ms": 1.5}
    lines = [json.dumps({**line, "outcome": "answered", "time": f"2026-01-01T00:00:0{n}Z"}) for n in range(4)]
    other = json.dumps({"event": "library.log", "name": "hook.called", "time": "2026-01-01T00:00:09Z"})
    (tmp_path / "api-1.log").write_text("\n".join(["not of ours", other, lines[3], '{"event": "hook.called", cut']))
    (tmp_path / "api-2.log").write_text(lines[1] + "\n")
    (tmp_path / "worker.log").write_text(lines[0] + "\n")
    (tmp_path / "dispatcher.log").write_text(lines[2] + "\n")
    shown = CliRunner().invoke(vito, ["plugins", "trace", "--home", str(tmp_path), "--last", "3", "--json"])
    assert [each["time"][-3:-1] for each in json.loads(shown.output)["calls"]] == ["01", "02", "03"]
    assert CliRunner().invoke(vito, ["plugins", "trace", "--home", str(tmp_path / "no")]).exit_code != 0


def test_off_unless_it_is_switched_on():
    assert not Tracer({}).on
    assert Tracer({SWITCH: "1"}).on
