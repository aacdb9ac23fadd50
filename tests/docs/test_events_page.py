"""docs/events.md: the table is the code's, the example is taken, the commands exist."""

import json
import re
import shlex
from pathlib import Path

import rich_click as click

from vito_contracts.outside_events import ALIASES, OUTSIDE_TYPES, OutsideFact
from vito_core.cli import vito
from vito_core.events.parking import MAX_ATTEMPTS, delay
from vito_core.testing import EngineOf, api_of, new_tenant

PAGE = (Path(__file__).parents[2] / "docs" / "events.md").read_text(encoding="utf-8")


def test_every_outside_type_has_its_row():
    payloads = {each.name: each.payload for each in OUTSIDE_TYPES}
    rows = re.findall(r"^\| ([A-Z_]+) \| `([a-z_.]+)` \| (.*) \|$", PAGE, re.MULTILINE)
    assert {alias: name for alias, name, _ in rows} == ALIASES
    for _, name, fields in rows:
        own = [field for field in payloads[name].__struct_fields__ if field not in OutsideFact.__struct_fields__]
        assert re.findall(r"`(\w+)`", fields) == own


async def test_the_example_is_taken(engine_of: EngineOf):
    (example,) = re.findall(r"^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    engine = await engine_of()
    _, key = await new_tenant(engine, "one")
    async with api_of(engine) as client:
        headers = {"authorization": f"Bearer {key}"}
        codes = [(await client.post("/v1/events", json=json.loads(example), headers=headers)).status_code for _ in "ab"]
    assert codes == [201, 200]


def test_the_commands_parse():
    (block,) = re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    group = vito.commands["events"]
    assert isinstance(group, click.Group)
    for line in block.splitlines():
        _, name, *arguments = shlex.split(line)[1:]
        command = group.commands[name]
        command.make_context(name, list(arguments))
    assert "vito events lag" in PAGE
    assert set(group.commands) == {"list", "dead", "replay", "lag"}


def test_the_pauses_and_attempts_are_those_of_the_code():
    assert [delay("RuntimeError", attempts) for attempts in (1, 2, 3)] == [0.5, 1.0, 2.0]
    assert (MAX_ATTEMPTS, "eighth failure" in PAGE) == (8, True)
