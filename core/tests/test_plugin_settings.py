"""A tenant's settings of a plugin: checked by its struct, told with their schema, in force from the next call on."""

from unittest.mock import ANY

import pytest

from tests.plugin_log import told
from vito_contracts.errors import InvalidInput
from vito_core.plugins.settings import MOST_BYTES
from vito_core.services import EnvironmentSecrets, SettingsOfPlugin
from vito_core.testing import EngineOf, api_of, new_tenant

PATH = "/v1/plugins/lead-gen/settings"


async def test_shown_with_schema_changed_and_in_force_at_once_for_that_tenant_alone(engine_of: EngineOf):
    from vito_plugin_lead_gen.settings import Settings

    engine = await engine_of("lead-gen", settings={"lead-gen": {"threshold": 40}})
    scope, key = await new_tenant(engine, "one")
    other, _ = await new_tenant(engine, "two")
    plugins_view = SettingsOfPlugin(engine.pools, engine.registry.plugins["lead-gen"])
    async with api_of(engine) as client:
        headers = {"authorization": f"Bearer {key}"}
        first = await client.get(PATH, headers=headers)
        changed = await client.put(PATH, json={"values": {"threshold": 77}}, headers=headers)
        assert (await plugins_view.of(scope, Settings)).threshold == 77
        assert (await plugins_view.of(other, Settings)).threshold == 40
        back = await client.put(PATH, json={"values": {}}, headers=headers)
    assert first.json() == {
        "plugin": "lead-gen",
        "values": {"threshold": 40},
        "own": {},
        "schema": {
            "title": "Settings",
            "description": "`threshold`: the score, 0–100, from which an interaction is a lead.",
            "type": "object",
            "properties": {"threshold": {"type": "integer", "minimum": 1, "maximum": 100, "default": 50}},
            "required": [],
            "additionalProperties": False,
        },
    }
    assert (changed.json()["values"], changed.json()["own"]) == ({"threshold": 77}, {"threshold": 77})
    assert back.json()["values"] == {"threshold": 40}
    assert "lead-gen" in await engine.gate.effective(scope.tenant), "to set something is not to disable"
    assert await told(engine, scope) == [("plugin.settings_changed", {"plugin": "lead-gen", "by": ANY})] * 2


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"threshold": 0}, "`int` >= 1 - at `$.threshold`"),
        ({"threshold": "50"}, "Expected `int`, got `str`"),
        ({"treshold": 50}, "unknown key 'treshold'"),
        ({"threshold": 50, "x" * MOST_BYTES: 1}, "at most"),
    ],
)
async def test_what_does_not_fit_is_refused_by_name_and_nothing_is_kept(engine_of: EngineOf, values, complaint):
    engine = await engine_of("lead-gen")
    _, key = await new_tenant(engine, "one")
    async with api_of(engine) as client:
        headers = {"authorization": f"Bearer {key}"}
        answer = await client.put(PATH, json={"values": values}, headers=headers)
        after = await client.get(PATH, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:vito:problem:invalid-input")
    assert complaint in answer.json()["detail"]
    assert after.json()["own"] == {}


async def test_what_names_code_or_a_secret_is_the_installations_and_not_shown(engine_of: EngineOf):
    engine = await engine_of("knowledge", "conversation")
    scope, _ = await new_tenant(engine, "one")
    view = await engine.care.settings.get(scope, "conversation")
    assert (view.values, view.schema["properties"]) == ({}, {})
    with pytest.raises(InvalidInput, match="'model' is the installation's to set"):
        await engine.care.settings.put(scope, "conversation", {"model": "os:system"})


async def test_two_people_do_not_overwrite_each_other(engine_of: EngineOf):
    engine = await engine_of("lead-gen")
    _, key = await new_tenant(engine, "one")
    async with api_of(engine) as client:
        headers = {"authorization": f"Bearer {key}"}
        tag = (await client.get(PATH, headers=headers)).headers["etag"]
        mine = await client.put(PATH, json={"values": {"threshold": 60}}, headers={**headers, "if-match": tag})
        theirs = await client.put(PATH, json={"values": {"threshold": 70}}, headers={**headers, "if-match": tag})
        again = await client.put(
            PATH, json={"values": {"threshold": 70}}, headers={**headers, "if-match": mine.headers["etag"]}
        )
    assert (mine.status_code, theirs.status_code, again.status_code) == (200, 412, 200)
    assert theirs.json()["type"] == "urn:vito:problem:precondition-failed"


def test_no_plugin_is_given_a_secret_of_the_engine(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VITO_MASTER_KEY", "the master key")
    with pytest.raises(InvalidInput, match="the engine's own"):
        EnvironmentSecrets().get("VITO_MASTER_KEY")
