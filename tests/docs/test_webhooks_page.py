"""docs/webhooks.md: its call is made, its receiver reads what arrives, its numbers are those of the code."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import msgspec
import rich_click as click

from tests.docs.served import fits, printed, served, sessions
from tests.house import dispatching
from tests.webhooks.ground import FAST, Ground, sending
from tests.webhooks.receiver import Receiver
from vito_core.cli import vito
from vito_core.settings import Settings
from vito_core.testing import EngineOf, api_of, new_tenant
from vito_core.webhooks import queue, sender
from vito_core.webhooks.deliveries import KEPT
from vito_core.webhooks.desk import LONGEST_GRACE, MOST_ENDPOINTS

PAGE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")


async def test_the_call_is_made_and_the_receiver_reads_what_arrives(engine_of: EngineOf, monkeypatch):
    ((commands, said),) = sessions(PAGE)
    (shown,) = re.findall(r"^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    (example,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    engine = await engine_of(**FAST)
    scope, key = await new_tenant(engine, "lumbra")
    async with Receiver().serving() as receiver, served(engine) as url, dispatching(engine), sending(engine):
        made = await printed(commands, VITO_URL=url, VITO_KEY=key, RECEIVER=receiver.url)
        assert fits(said, made), made
        async with api_of(engine) as client:
            await Ground(engine, client, scope, key).emit()
        (received,) = await receiver.got(1)
    monkeypatch.setenv("WEBHOOK_SECRET", json.loads(made)["secret"])
    names: dict[str, Any] = {}
    exec(compile(example, "webhooks.md", "exec"), names)  # noqa: S102 - the page's own example
    assert names["handle"](received.body, received.headers).startswith("usage.metered ")
    told = json.loads(received.body)
    assert list(told) == list(json.loads(shown))
    assert told["data"].keys() == json.loads(shown)["data"].keys()


def test_its_numbers_are_those_of_the_code():
    defaults = {field.name: field.default for field in msgspec.structs.fields(Settings)}
    spoken = {5: "5 s", 300: "5 min", 1800: "30 min"}
    *most, last = (spoken.get(pause, f"{pause // 3600} h") for pause in defaults["webhook_pauses"])
    assert f"tried again after {', '.join(most)} and {last}" in PAGE
    assert 3 * 86_400 < sum(defaults["webhook_pauses"]) < 3.5 * 86_400
    assert f"within {defaults['webhook_seconds']:.0f} s" in PAGE
    assert f"ports {', '.join(str(port) for port in defaults['outward_ports'][:-1])} and 8443" in PAGE
    assert f"at most {MOST_ENDPOINTS} endpoints" in PAGE
    assert f"at most {queue.AT_ONCE} attempts" in PAGE
    assert f"a tenant {sender.MOST_OPEN_OF_TENANT} in each" in PAGE
    assert (KEPT.days, LONGEST_GRACE.days, queue.LONGEST_PAUSE.days) == (30, 7, 1)


def test_the_commands_parse():
    (block,) = re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    group = vito.commands["webhooks"]
    assert isinstance(group, click.Group)
    shown = set()
    for line in block.splitlines():
        _, name, *arguments = shlex.split(line)[1:]
        group.commands[name].make_context(name, list(arguments))
        shown.add(name)
    assert shown == set(group.commands)
