"""What the plugin registers, and that its manifest says so."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from vito_contracts.capabilities import EnquiryResolver
from vito_contracts.manifest import read_manifest
from vito_contracts.scope import Level
from vito_plugin_support.plugin import Support
from vito_plugin_support.settings import Settings


@pytest.fixture
def plugin() -> Support:
    nothing: Any = None
    return Support(nothing, Settings())


def test_manifest() -> None:
    manifest = read_manifest(Path(str(files("vito_plugin_support"))) / "plugin.toml")
    assert (manifest.id, manifest.level, manifest.personal_data) == ("support", Level.BINDING, True)
    assert manifest.capabilities == ("enquiry-resolution",)
    assert manifest.requires == ("conversation", "knowledge-search")


def test_contributions(plugin: Support) -> None:
    assert [offer.protocol for offer in plugin.capabilities()] == [EnquiryResolver]
    assert [each.name for each in plugin.event_types()] == [
        "ticket.opened",
        "ticket.resolved",
        "ticket.escalated",
    ]
    assert {stage.activity for stage in plugin.journey_stages()} == {each.name for each in plugin.activities()}
    assert [tables.schema for tables in plugin.tables()] == ["support"]
    assert len(list(plugin.data_subjects())) == 1


@pytest.mark.parametrize("bad", [{"support_window_days": 0}, {"case_quiet_days": -1}, {"window": 3}])
def test_settings_are_checked(bad: dict[str, float]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, Settings)
