"""A turn: one message in, one reply out. Two short transactions with the model between them, never inside one."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import msgspec

from vito_contracts.capabilities import Checked, CheckedSide, Conversational, KnowledgeBase, Verdict
from vito_contracts.conversation import Query, ReplyPart, TokenUsage, Turn
from vito_contracts.errors import CapabilityUnavailable, Conflict, GrantMissing, InvalidInput, NotFound, VitoError
from vito_contracts.ids import TenantId
from vito_contracts.scope import SYSTEM, TenantScope
from vito_core.capabilities import CapabilityTable
from vito_core.db.pool import is_lost
from vito_core.deployments import NotServing
from vito_core.limits.usage import UsageMeter
from vito_core.sentences import whole_sentences
from vito_core.telemetry import Telemetry
from vito_core.telemetry.turns import COMPLETED, LOST, ObservedTurn
from vito_core.turn_model import TEXT_LIMIT, Draft, Released, TurnBusy, TurnFailed, TurnReply, TurnRequest
from vito_core.turn_store import Accepted, TurnStore
from vito_core.twins import Bound

WAIT_SECONDS = 10.0

_OUR_ERRORS = (
    TurnFailed,
    CapabilityUnavailable,
    Conflict,
    GrantMissing,
    InvalidInput,
    NotFound,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    UnicodeEncodeError,
)
"""What the caller is told as it is."""


class Turns:
    """`seconds`: the longest a turn may take before it is failed visibly."""

    def __init__(
        self,
        store: TurnStore,
        capabilities: CapabilityTable,
        usage: UsageMeter,
        seconds: float,
        telemetry: Telemetry,
    ) -> None:
        self.store = store
        self._usage = usage
        self._telemetry = telemetry
        self._capabilities = capabilities
        self._seconds = seconds

    async def run(self, scope: TenantScope, request: TurnRequest) -> TurnReply:
        """Raises `TurnFailed`, `Conflict`, `GrantMissing`, `CapabilityUnavailable`, `InvalidInput`."""
        async for released in self.stream(scope, request):
            if released.reply is not None:
                return released.reply
        raise TurnFailed("no_reply")

    async def stream(self, scope: TenantScope, request: TurnRequest) -> AsyncIterator[Released]:
        """Text is released sentence by sentence, each only after the output guardrails passed it."""
        if not request.text.strip():
            raise InvalidInput("the message is empty")
        if len(request.text) > TEXT_LIMIT:
            raise InvalidInput(f"the message has {len(request.text)} characters; at most {TEXT_LIMIT} are taken")
        began = time.perf_counter()
        accepted = await self._accept(scope, request)
        if isinstance(accepted, TurnReply):
            yield Released(text=accepted.text)
            yield Released(reply=accepted)
            return
        accepted.timings["accept"] = _since(began)
        self.store.running.add(accepted.turn_id)
        accepted.observed = ObservedTurn(self._telemetry, began, accepted)
        try:
            async for released in self._answer(accepted):
                yield released
        finally:
            self.store.running.discard(accepted.turn_id)
            accepted.observed.end(LOST)

    async def _answer(self, accepted: Accepted) -> AsyncIterator[Released]:
        draft: Draft | None = None
        try:
            async with asyncio.timeout(self._seconds):
                async for step in self._draft(accepted):
                    if isinstance(step, Released):
                        yield step
                    else:
                        draft = step
                assert draft is not None
                reply = await self._complete(accepted, draft)
        except TimeoutError as error:
            await self._fail(accepted, "timed_out")
            raise TurnFailed("timed_out") from error
        except Exception as error:
            if is_lost(error) or (draft is not None and isinstance(error, OSError)):
                # The database went away: the turn stays accepted, for recovery or for the repeated request.
                raise
            code = _code(error)
            await self._fail(accepted, code)
            if isinstance(error, _OUR_ERRORS):
                raise
            raise TurnFailed(code) from error
        yield Released(reply=reply)

    async def _fail(self, accepted: Accepted, code: str) -> None:
        accepted.observed.end(code)
        await self.store.fail(accepted.bound.scope.tenant, accepted.turn_id, code)

    async def _accept(self, scope: TenantScope, request: TurnRequest) -> Accepted | TurnReply:
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            found = await self.store.accept(scope, request)
            if found is not None:
                return found
            if time.monotonic() > deadline:
                raise TurnBusy
            await asyncio.sleep(0.05)

    async def _draft(self, accepted: Accepted) -> AsyncIterator[Released | Draft]:
        bound, request = accepted.bound, accepted.request
        scope = bound.scope
        active = self._capabilities.among(accepted.effective)
        guardrails = active.guardrails()
        missing = set(bound.view.required_guardrails) - {name for name, _ in guardrails}
        if missing:
            raise CapabilityUnavailable("guardrail", f"the binding requires {min(missing)!r}, which is not active")
        conversational = active.of(Conversational)
        knowledge = active.of(KnowledgeBase)
        turn = Turn(
            conversation=request.conversation,
            message=accepted.message,
            history=accepted.history,
            twin_name=bound.twin_name,
            twin=bound.twin,
            module_context=bound.view.context,
            conversation_context=accepted.context,
            passages=(),
            language=request.language,
        )
        verdict = await _first_objection(guardrails, scope, CheckedSide.INPUT, request.text, turn, whole=True)
        if verdict is not None:
            yield _blocked(verdict)
            return
        began = time.perf_counter()
        passages = await knowledge.search(scope, Query(text=request.text, corpora=_corpora(bound)))
        accepted.timings["search"] = _since(began)
        turn = msgspec.structs.replace(turn, passages=tuple(passages))
        began = time.perf_counter()
        said, pending, last = "", "", ReplyPart(last=True)
        async for part in conversational.reply(scope, turn):
            pending += part.text
            sentences, pending = whole_sentences(pending, final=part.last)
            for sentence in sentences:
                verdict = await _first_objection(guardrails, scope, CheckedSide.OUTPUT, sentence, turn, whole=False)
                if verdict is not None:
                    yield Released(retracted=bool(said))
                    yield _blocked(verdict)
                    return
                said += sentence
                yield Released(text=sentence)
            last = part if part.last else last
        verdict = await _first_objection(guardrails, scope, CheckedSide.OUTPUT, said, turn, whole=True)
        accepted.timings["agent"] = _since(began)
        if verdict is not None:
            yield Released(retracted=True)
            yield _blocked(verdict)
            return
        if not said.strip():
            raise TurnFailed("empty_reply")
        yield Draft(text=said.strip(), citations=last.citations, known=last.known, usage=last.usage)

    async def _complete(self, accepted: Accepted, draft: Draft) -> TurnReply:
        began = time.perf_counter()
        reply = await self.store.complete(accepted, draft, accepted.observed.traceparent())
        accepted.timings["complete"] = _since(began)
        accepted.observed.end(COMPLETED)
        scope, used = accepted.bound.scope, draft.usage
        payer = accepted.request.payer or scope.actor.id
        self._usage.count(
            scope.tenant, payer, turns=1, input_tokens=used.input_tokens, output_tokens=used.output_tokens
        )
        return reply

    async def finish_abandoned(self, tenant: TenantId) -> int:
        """Finishes, or fails visibly, the turns of processes that are gone; returns how many were answered."""
        done = 0
        for turn in await self.store.unfinished(tenant):
            request = await self.store.abandoned(tenant, turn)
            if request is None:
                continue
            try:
                scope = TenantScope(tenant=tenant, actor=SYSTEM, request=turn["id"])
                done += not (await self.run(scope, request)).repeated
            except NotServing as error:
                await self.store.give_up(tenant, turn, _code(error))
            except Conflict:
                continue  # somebody answers it after all
            except VitoError as error:
                await self.store.give_up(tenant, turn, _code(error))
        return done


def _code(error: Exception) -> str:
    """What is stored of an error: a plugin's own code if it has one, or the database's; never its text."""
    sqlstate = getattr(error, "sqlstate", None)
    return f"database_{sqlstate}" if sqlstate else str(getattr(error, "code", type(error).__name__))


async def _first_objection(
    guardrails: list[tuple[str, Any]], scope: Any, side: CheckedSide, text: str, turn: Turn, *, whole: bool
) -> Verdict | None:
    """In order, one after the other; a guardrail that fails or gives no verdict has said no."""
    for name, guardrail in guardrails:
        try:
            verdict = await guardrail.check(scope, Checked(side=side, text=text, turn=turn, whole=whole))
        except Exception as error:
            raise TurnFailed(f"guardrail_{name}_{type(error).__name__}") from error
        if not isinstance(verdict, Verdict):
            raise TurnFailed(f"guardrail_{name}_no_verdict")
        if not verdict.allowed:
            return verdict
    return None


def _blocked(verdict: Verdict) -> Draft:
    if not verdict.replacement:
        raise TurnFailed(f"blocked_{verdict.code or 'by_guardrail'}")
    return Draft(text=verdict.replacement, citations=(), known=False, usage=TokenUsage())


def _corpora(bound: Bound) -> tuple[str, ...]:
    return getattr(bound.view.context, "knowledge_base", ()) or bound.twin.knowledge_base.sources


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
