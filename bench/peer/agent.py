"""What the model says to a history of (role, text): agno's `Model`, asked directly.

The engine and the bare server keep history, storage and guarding to themselves, so that an `Agent` around the model
would only do that work once more.
"""

from collections.abc import Sequence

from agno.models.message import Message

from bench.peer.stub_model import SYSTEM, StubModel

MODEL = StubModel()


async def answer(history: Sequence[tuple[str, str]], text: str) -> tuple[str, tuple[int, int]]:
    """What the twin says, and the (input, output) tokens."""
    lines = [Message(role=role, content=said) for role, said in (("system", SYSTEM), *history, ("user", text))]
    response = await MODEL.aresponse(lines)
    usage = lines[-1].metrics
    return str(response.content), (usage.input_tokens, usage.output_tokens)
