"""One turn of an agno agent: pieces of text as the model makes them, at the end what it cost and quoted."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec

from vito_contracts.conversation import Message, Speaker, TokenUsage
from vito_plugin_conversation.errors import FaultCode, ModelFailed
from vito_plugin_conversation.models import ModelSource

if TYPE_CHECKING:
    from agno.run.agent import RunCompletedEvent


class Said(msgspec.Struct, frozen=True):
    """A piece of the model's text."""

    text: str


class Done(msgspec.Struct, frozen=True):
    """The model is through. `quoted`: (source, words) if the model itself tells what it quoted."""

    usage: TokenUsage
    quoted: tuple[tuple[str, str], ...]


class Assignment(msgspec.Struct, frozen=True):
    """What the agent is given: system message, earlier messages, the end user's prompt."""

    system: str
    history: Sequence[Message]
    prompt: str
    time_limit: float


async def run(source: ModelSource, assignment: Assignment) -> AsyncGenerator[Said | Done, None]:
    """Pieces as they come, then exactly one `Done`. Raises `ModelFailed` instead of `Done`, whatever went
    wrong.
    """
    model = await source.model()
    from agno.agent import Agent
    from agno.models.message import Message as Line
    from agno.run.agent import RunCancelledEvent, RunCompletedEvent, RunContentEvent, RunErrorEvent

    agent = Agent(model=model, system_message=Line(role="system", content=assignment.system), telemetry=False)
    roles = {Speaker.END_USER: "user", Speaker.TWIN: "assistant"}
    lines = [Line(role=roles[message.speaker], content=message.text) for message in assignment.history]
    lines.append(Line(role="user", content=assignment.prompt))
    run_id, said = str(uuid4()), ""
    events: Any = agent.arun(lines, stream=True, stream_events=True, run_id=run_id)
    left = assignment.time_limit
    try:
        async with aclosing(events):
            while True:
                begun = time.monotonic()
                event = await _next(events, left)
                left -= time.monotonic() - begun
                if isinstance(event, RunContentEvent) and isinstance(event.content, str):
                    if said and source.faulted(run_id):
                        # agno's own retries begin the answer again, and half of it has been said already.
                        raise ModelFailed("cut")
                    said += event.content
                    yield Said(event.content)
                elif isinstance(event, RunCompletedEvent):
                    yield _done(event, model.id, said)
                    return
                elif event is None or isinstance(event, RunErrorEvent | RunCancelledEvent):
                    raise ModelFailed(_code(source.fault(run_id)))
    finally:
        source.fault(run_id)


async def _next(events: AsyncIterator[Any], limit: float) -> Any:
    """The next event, None after the last. The limit counts the model's time only, not that of whoever
    takes the pieces, so it is set around each wait.
    """
    try:
        async with asyncio.timeout(limit):
            return await anext(events, None)
    except TimeoutError:
        raise ModelFailed("timed_out") from None


def _done(event: "RunCompletedEvent", model: str, said: str) -> Done:
    """Raises `ModelFailed` where the model finished without having said anything, or in the middle of it."""
    metrics, citations = event.metrics, event.citations
    usage = TokenUsage(metrics.input_tokens, metrics.output_tokens, model) if metrics else TokenUsage(model=model)
    if not said.strip():
        raise ModelFailed("empty")
    if not usage.output_tokens and not _finished(said):
        raise ModelFailed("cut")
    documents = (citations.documents if citations else None) or ()
    return Done(usage, tuple((d.document_title or "", d.cited_text or "") for d in documents))


def _finished(said: str) -> bool:
    """Whether a text looks complete. Asked where a provider closed the stream without saying what it used."""
    return said.rstrip().endswith((".", "!", "?", "…", '"', "”", "»", ")", "]", "`", ":")) or " — " in said[-120:]


def _code(fault: Exception | None) -> FaultCode:
    """Sorts a model's exception by its type and HTTP status; its text is never read."""
    from agno.exceptions import ContextWindowExceededError, ModelAuthenticationError, ModelProviderError

    if isinstance(fault, ContextWindowExceededError):
        return "too_long"
    if isinstance(fault, ModelAuthenticationError):
        return "not_authorised"
    if not isinstance(fault, ModelProviderError):
        return "failed"
    cause = fault.__cause__
    if isinstance(cause, ValueError):
        return "garbled"
    if "Timeout" in type(cause).__name__:
        return "timed_out"
    match fault.status_code:
        case 401 | 403:
            return "not_authorised"
        case 400 | 404 | 413 | 422:
            return "rejected"
        case 429 | 529:
            return "rate_limited"
        case _:
            return "unavailable"
