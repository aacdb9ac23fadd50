import asyncio
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import pytest

from vito_contracts.conversation import ReplyPart, Turn
from vito_contracts.errors import VitoError
from vito_plugin_conversation.errors import ModelFailed

Make = Callable[..., Turn]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("500", "unavailable"),
        ("429", "rate_limited"),
        ("401", "not_authorised"),
        ("400", "rejected"),
        ("hang", "timed_out"),
        ("garbled", "garbled"),
        ("empty", "empty"),
        ("reset", "unavailable"),
        ("closed", "cut"),
    ],
)
async def test_a_fault_of_the_model_is_one_typed_error(
    answering: Any, remote: Any, turn: Make, scope: Any, capfd: Any, fault: str, code: str
) -> None:
    answering.fault = fault
    taken: list[ReplyPart] = []

    async def take() -> None:
        # Patient with everything but the hang: on a busy machine a quick answer takes its time, too.
        patience = 0.3 if fault == "hang" else 60.0
        async for part in remote(time_limit_seconds=patience).reply(scope, turn("What is my secret diary about?")):
            taken.append(part)  # noqa: PERF401 - what was taken before the fault counts

    with pytest.raises(ModelFailed) as raised:
        await take()
    assert raised.value.code == code
    assert isinstance(raised.value, VitoError)
    assert not any(part.last for part in taken)
    assert "diary" not in f"{raised.value!r} {raised.value.__cause__!r}"
    output = capfd.readouterr()
    assert "diary" not in output.out + output.err


async def test_a_dead_provider_is_unavailable(provider: Any, remote: Any, turn: Make, reply: Any) -> None:
    provider.url = "http://127.0.0.1:9/v1"
    with pytest.raises(ModelFailed, match="unavailable"):
        await reply(turn("What is Postiz?"), remote())


async def test_after_a_fault_the_next_turn_works(answering: Any, remote: Any, turn: Make, reply: Any) -> None:
    conversation = remote(time_limit_seconds=0.3)
    for fault in ("500", "hang", "reset"):
        answering.fault = fault
        with pytest.raises(ModelFailed):
            await reply(turn("What is the API limit?"), conversation)
    answering.fault = ""
    assert (await reply(turn("What is the API limit?"), conversation)).last.known


async def test_a_model_that_begins_again_is_not_heard_twice(
    answering: Any, remote: Any, turn: Make, reply: Any
) -> None:
    conversation = remote()
    model = await conversation._source.model()
    model.retries, model.delay_between_retries = 1, 0
    answering.fault = "reset"
    with pytest.raises(ModelFailed, match=r"cut|unavailable"):
        await reply(turn("What is the API limit?"), conversation)
    assert not conversation._source._faults


async def test_whoever_leaves_early_leaves_nothing_running(answering: Any, remote: Any, turn: Make, scope: Any) -> None:
    async with aclosing(remote().reply(scope, turn("What is the API limit?"))) as parts:
        await anext(parts)
        await anext(parts)
    await asyncio.sleep(0.05)
    running = [task for task in asyncio.all_tasks() if "serve" not in repr(task)]
    assert running == [asyncio.current_task()]


async def test_conversations_at_the_same_time_do_not_mix(answering: Any, remote: Any, turn: Make, reply: Any) -> None:
    conversation = remote()
    names = [f"Twin {n}" for n in range(12)]
    replies = await asyncio.gather(*(reply(turn("API limit?", name=name), conversation) for name in names))
    assert [r.text.split("'s AI")[0] for r in replies] == [f"I'm {name}" for name in names]


async def test_a_slow_reader_is_not_the_models_fault(answering: Any, remote: Any, turn: Make, scope: Any) -> None:
    parts = []
    async for part in remote(time_limit_seconds=1.0).reply(scope, turn("What is the API limit?")):
        parts.append(part)
        await asyncio.sleep(0.2)
    assert parts[-1].last
