"""One run of an agno agent with the stub model, on a history of (role, text)."""

from collections.abc import Sequence

from agno.agent import Agent
from agno.models.message import Message
from agno.run.base import RunStatus

from bench.peer.stub_model import SYSTEM, StubModel

MODEL = StubModel()


async def answer(history: Sequence[tuple[str, str]], text: str) -> tuple[str, tuple[int, int]]:
    """What the twin says, and the (input, output) tokens."""
    agent = Agent(model=MODEL, system_message=Message(role="system", content=SYSTEM), telemetry=False)
    lines = [Message(role=role, content=said) for role, said in history]
    run = await agent.arun([*lines, Message(role="user", content=text)])
    if run.status is not RunStatus.completed or run.metrics is None:
        raise RuntimeError(f"the run ended as {run.status}")
    return str(run.content), (run.metrics.input_tokens, run.metrics.output_tokens)
