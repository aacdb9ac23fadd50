"""kill -9 in the middle of a delivery: it is made again, under the same id."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.house import dispatching
from tests.webhooks.ground import FAST, Ground, sending
from tests.webhooks.receiver import Receiver
from vito_core.settings import ENVIRONMENT, to_json
from vito_core.testing import EngineOf, api_of, new_tenant


async def test_a_delivery_whose_sender_is_killed_is_made_again(engine_of: EngineOf):
    engine = await engine_of(**{**FAST, "webhook_seconds": 1.0})
    scope, key = await new_tenant(engine, "one")
    async with Receiver().serving() as receiver, api_of(engine) as client, dispatching(engine):
        ground = Ground(engine, client, scope, key)
        receiver.answers = ["hang"]
        webhook = await ground.webhook(receiver.url)
        await ground.emit()
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(__file__).with_name("sender_process.py")),
            env={**os.environ, ENVIRONMENT: to_json(engine.settings)},
        )
        try:
            await receiver.got(1, 30)
        finally:
            child.send_signal(signal.SIGKILL)
            await child.wait()
        (delivery,) = await ground.deliveries(webhook)
        assert delivery["state"] == "pending"
        async with sending(engine):
            received = await receiver.got(2)
            (delivery,) = await ground.settled(webhook)
    assert (delivery["state"], delivery["attempts"] >= 2) == ("delivered", True)
    assert received[0].headers["webhook-id"] == received[1].headers["webhook-id"]
    assert received[0].body == received[1].body
