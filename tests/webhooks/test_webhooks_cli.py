"""`vito webhooks …` against a served engine."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.docs.served import served
from tests.house import dispatching
from tests.webhooks.ground import FAST, Ground, sending
from tests.webhooks.receiver import Receiver
from vito_contracts.errors import InvalidInput
from vito_core.cli import vito
from vito_core.testing import EngineOf, api_of, new_tenant


async def run(*words: str) -> Result:
    """In a thread: the command waits for the server in this one."""
    return await asyncio.to_thread(CliRunner().invoke, vito, ["webhooks", *words, "--tenant", "one"])


async def test_create_list_deliveries_replay(engine_of: EngineOf, monkeypatch: Any):
    engine = await engine_of(**{**FAST, "webhook_pauses": (0.1,)})
    scope, key = await new_tenant(engine, "one")
    async with Receiver().serving() as receiver, served(engine) as url, api_of(engine) as client:
        home = SimpleNamespace(url=url, state=SimpleNamespace(keys={"one": key}))
        monkeypatch.setattr("vito_core.home.Home.look", lambda _: home)
        made = json.loads((await run("create", receiver.url, "--event", "usage.*", "--json")).output)
        assert made["secret"].startswith("whsec_")
        listed = (await run("list")).output
        assert (made["id"] in listed, "usage.*" in listed, made["secret"] in listed) == (True, True, False)
        receiver.answers = [500, 500]
        ground = Ground(engine, client, scope, key)
        async with dispatching(engine), sending(engine):
            await ground.emit()
            (delivery,) = await ground.settled(made)
            shown = (await run("deliveries", made["id"], "--state", "failed")).output
            assert (delivery["id"] in shown, "http" in shown) == (True, True)
            await ground.call("PATCH", f"/v1/webhooks/{made['id']}", {"on": True})
            assert (await run("replay", made["id"], "--since", "2026-01-01")).output == "replayed: 1\n"
            await ground.settled(made)
            assert (await run("replay", made["id"], delivery["id"])).output == "replayed: 1\n"
            await receiver.got(4)


async def test_mistakes_are_one_line(engine_of: EngineOf, monkeypatch: Any):
    engine = await engine_of()
    _, key = await new_tenant(engine, "one")
    async with served(engine) as url:
        home = SimpleNamespace(url=url, state=SimpleNamespace(keys={"one": key}))
        monkeypatch.setattr("vito_core.home.Home.look", lambda _: home)
        for words, says in (
            (("create", "http://127.0.0.1/"), "no public address"),
            (("create", "https://partner.example/", "--event", "nothing"), "no event type"),
            (("replay", "0199f0c2-7b7e-7c2a-a9a5-0c5d0e5a7f10"), "--since"),
            (("deliveries", "0199f0c2-7b7e-7c2a-a9a5-0c5d0e5a7f10"), "no webhook"),
        ):
            with pytest.raises(InvalidInput, match=says) as refused:
                raise (await run(*words)).exception or AssertionError(words)
            assert "\n" not in str(refused.value)
