"""`vito db schemas …`, from the first look to the rollback, on a database named by --url."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from vito_contracts.errors import Conflict, InvalidInput
from vito_core.cli import vito


@pytest.fixture
def schemas(core_database: str) -> Any:
    def run(*arguments: str) -> Result:
        done = CliRunner().invoke(vito, ["db", "schemas", *arguments, "--url", core_database])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return run


def test_from_the_first_look_to_the_rollback(schemas: Any, tmp_path: Path) -> None:
    listed = {each["schema_name"]: each for each in json.loads(schemas("list", "--json").stdout)["schemas"]}
    assert len(listed) == 14
    assert listed["twin_config"] | {"created_at": "", "activated_at": ""} == {
        "schema_name": "twin_config",
        "version": 1,
        "state": "active",
        "created_at": "",
        "activated_at": "",
        "columns": ["core.twin_versions.config"],
    }
    assert "context_marketing" in schemas("list").stdout
    schema = json.loads(schemas("show", "twin_config").stdout)
    file = tmp_path / "twin_config.v2.json"
    strange = {**schema, "properties": {**schema["properties"], "emotional_range": {"type": "object"}}}
    file.write_text(json.dumps(strange), encoding="utf-8")
    with pytest.raises(InvalidInput, match="this release cannot read documents with #/emotional_range"):
        schemas("add", str(file))
    schema["required"] = [*schema["required"], "voice_clone_id"]
    file.write_text(json.dumps(schema), encoding="utf-8")
    assert schemas("add", str(file)).stdout.startswith("twin_config 2: draft; next: vito db schemas backfill")
    patch = '{"voice_clone_id": "none"}'
    filled = json.loads(schemas("backfill", "twin_config", "2", "--patch", patch, "--json").stdout)
    assert (filled["rows"], filled["changed"], filled["invalid"]) == (0, 0, 0)
    assert schemas("activate", "twin_config", "2").stdout == "twin_config 2: active; 0 documents fit\n"
    checked = schemas("check", "--json")
    assert {each["schema_name"] for each in json.loads(checked.stdout)["schemas"]} == set(listed)
    assert checked.exit_code == 0
    assert json.loads(schemas("rollback", "twin_config", "--json").stdout)["version"] == 1
    shown = json.loads(schemas("show", "twin_config", "--version", "2", "--json").stdout)
    assert (shown["state"], shown["schema"]) == ("accepted", schema)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("schema.json", "{}", "a schema file is named <schema name>.v<version>.json"),
        ("hr.v1.json", "{", "Input data was truncated"),
        ("hr.v1.json", '{"if": {}}', "schema hr version 1: #/if: this keyword is not enforced"),
        ("Hr_" + "x" * 80 + ".v1.json", "{}", "a schema file is named"),
    ],
)
def test_a_file_that_is_no_schema_of_ours_is_refused(
    schemas: Any, tmp_path: Path, name: str, content: str, complaint: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput, match=complaint):
        schemas("add", str(file))


def test_what_cannot_be_done_says_why(schemas: Any) -> None:
    with pytest.raises(Conflict, match="context_hr has no version that was active before"):
        schemas("rollback", "context_hr")
    with pytest.raises(InvalidInput, match="--patch must be a JSON object"):
        schemas("backfill", "context_hr", "1", "--patch", "[]")


@pytest.mark.parametrize("command", ["", "list", "show", "add", "check", "backfill", "activate", "rollback"])
def test_every_command_explains_itself(command: str) -> None:
    shown = CliRunner().invoke(vito, ["db", "schemas", *command.split(), "--help"])
    assert shown.exit_code == 0
    assert "Usage" in shown.output
