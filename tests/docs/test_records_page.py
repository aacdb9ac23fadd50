"""docs/records.md: its requests are sent in order, its tables are the code's."""

import json
import re
from pathlib import Path
from string import Template

import msgspec

from vito_contracts.conversation import DeploymentType
from vito_contracts.deployments import DeploymentConfig, config_type
from vito_contracts.modules import Module
from vito_contracts.record_events import RECORD_TYPES
from vito_core.testing import EngineOf, api_of, furnish

PAGE = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")


async def test_the_requests_are_answered_as_the_page_says(engine_of: EngineOf):
    engine = await engine_of()
    acme = await furnish(engine, "acme")
    known = {"binding": str(acme.bindings[Module.MARKETING].binding)}
    blocks = re.findall(r"^```http\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 5
    async with api_of(engine) as client:
        client.headers["authorization"] = f"Bearer {acme.key}"
        for block in blocks:
            first, *lines, last = Template(block).safe_substitute(known).splitlines()
            method, path = first.split()
            headers = dict(line.split(": ", 1) for line in lines if line.startswith("If-"))
            body = next((json.loads(line) for line in lines if line.startswith("{")), None)
            answer = await client.request(method, path, json=body, headers=headers)
            status, _, name = last.partition(" $")
            assert answer.status_code == int(status), (first, answer.text)
            known["etag"] = answer.headers.get("etag", known.get("etag", ""))
            if name:
                known[name] = answer.json()["id"]


def test_every_event_about_records_has_its_row():
    rows = re.findall(r"^\| (`\w+\.\w+`.*?) \| (`.*`) \|$", PAGE, re.MULTILINE)
    told = {
        name: re.findall(r"`(\w+)`", fields) for names, fields in rows for name in re.findall(r"`(\w+\.\w+)`", names)
    }
    assert told == {each.name: list(each.payload.__struct_fields__) for each in RECORD_TYPES}


def test_what_each_type_of_deployment_takes_is_in_its_row():
    rows = re.findall(r"^\| `([A-Z_]+)` \|(.*?)\|(.*?)\|$", PAGE, re.MULTILINE)
    assert [name for name, _, _ in rows] == [each.value for each in DeploymentType]
    common = set(DeploymentConfig.__struct_fields__)
    for name, needs, may_have in rows:
        kind = config_type(DeploymentType(name))
        required = {field for field in kind.__struct_fields__ if _is_required(kind, field)}
        assert set(re.findall(r"`(\w+)`", needs)) == required
        assert set(re.findall(r"`(\w+)`", may_have)) == set(kind.__struct_fields__) - common - required


def _is_required(kind: type, name: str) -> bool:
    return next(field.required for field in msgspec.structs.fields(kind) if field.name == name)
