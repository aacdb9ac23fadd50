"""A turn: one message in, one reply out. Two short transactions with the model between them, never inside one."""

import asyncio
import contextlib
import datetime as dt
import hashlib
import secrets
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.capabilities import Checked, CheckedSide, Conversational, KnowledgeBase, Verdict
from vito_contracts.conversation import (
    ConversationContext,
    Message,
    Query,
    ReplyPart,
    Speaker,
    TokenUsage,
    Turn,
)
from vito_contracts.errors import CapabilityUnavailable, Conflict, GrantMissing, InvalidInput, NotFound, VitoError
from vito_contracts.events import InteractionRecorded, NewEvent, TurnCompleted, UsageMetered
from vito_contracts.ids import BindingId, ContactId, ConversationId, MessageId, TenantId, new_id
from vito_contracts.scope import SYSTEM, TenantScope
from vito_contracts.services import Clock
from vito_core.capabilities import CapabilityTable
from vito_core.contacts import latest_messages, message_of
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.sentences import whole_sentences
from vito_core.turn_model import (
    TEXT_LIMIT,
    Draft,
    InteractionOrigin,
    Released,
    TurnFailed,
    TurnReply,
    TurnRequest,
)
from vito_core.twins import BindingStore, Bound

HISTORY = 20
MESSAGE_LIMIT = 1000
"""Messages in one conversation (specification, conversation limits): the 1,001st is refused."""
WAIT_SECONDS = 10.0
GRACE = dt.timedelta(seconds=3)


_OUR_ERRORS = (TurnFailed, CapabilityUnavailable, Conflict, GrantMissing, InvalidInput, NotFound)


class _Accepted(msgspec.Struct, kw_only=True):
    turn_id: UUID
    message: Message
    history: tuple[Message, ...]
    bound: Bound
    request: TurnRequest
    timings: dict[str, float]


class Turns:
    """`instance`: a number no other process has; its advisory lock tells the others that this one is alive."""

    def __init__(
        self,
        pools: Pools,
        bindings: BindingStore,
        capabilities: CapabilityTable,
        types: EventTypes,
        clock: Clock,
        seconds: float,
    ) -> None:
        self._pools = pools
        self._bindings = bindings
        self._capabilities = capabilities
        self._types = types
        self._clock = clock
        self._seconds = seconds
        self.instance = secrets.randbits(62)
        self._running: set[UUID] = set()

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
        self._running.add(accepted.turn_id)
        try:
            async for released in self._answer(accepted):
                yield released
        finally:
            self._running.discard(accepted.turn_id)

    async def _answer(self, accepted: _Accepted) -> AsyncIterator[Released]:
        try:
            async with asyncio.timeout(self._seconds):
                draft: Draft | None = None
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
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            # The database went away: the turn stays accepted and is finished by recovery or by the repeated request.
            raise
        except _OUR_ERRORS as error:
            await self._fail(accepted, getattr(error, "code", type(error).__name__))
            raise
        except Exception as error:
            # A plugin's own error: its code if it has one, never its text.
            code = str(getattr(error, "code", type(error).__name__))
            await self._fail(accepted, code)
            raise TurnFailed(code) from error
        yield Released(reply=reply)

    # -- accept ---------------------------------------------------------------------------------------------------

    async def _accept(self, scope: TenantScope, request: TurnRequest) -> _Accepted | TurnReply:
        bound = await self._bindings.bound(scope, request.binding)
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                async with self._pools.within(scope.tenant) as connection:
                    found = await self._accept_once(connection, scope, request, bound)
            except asyncpg.UniqueViolationError:
                found = None
            if found is not None:
                return found
            if time.monotonic() > deadline:
                raise Conflict("another turn of this conversation is still being answered; try again in a moment")
            await asyncio.sleep(0.05)

    async def _accept_once(
        self, connection: Connection, scope: TenantScope, request: TurnRequest, bound: Bound
    ) -> _Accepted | TurnReply | None:
        digest = hashlib.sha256(request.text.encode()).digest()
        earlier = await connection.fetchrow("select * from core.turns where key = $1 for update", request.key)
        if earlier is not None:
            if earlier["text_digest"] != digest:
                raise Conflict("this idempotency key was used for another message; use a new key for a new message")
            return await self._again(connection, request, bound, earlier)
        turn_id, message_id, at = new_id(), MessageId(new_id()), self._clock.now()
        count = await connection.fetchval(
            "update core.conversations set message_count = message_count + 2, updated_at = $2"
            " where id = $1 and message_count + 2 <= $3 returning message_count",
            request.conversation,
            at,
            MESSAGE_LIMIT,
        )
        if count is None:
            raise InvalidInput(f"the conversation has reached {MESSAGE_LIMIT} messages; open a new one")
        history = await latest_messages(connection, request.conversation, HISTORY)
        await connection.execute(
            "insert into core.turns (tenant_id, id, conversation, binding, contact, key, message, text_digest, state,"
            " owner, interaction) values ($1, $2, $3, $4, $5, $6, $7, $8, 'accepted', $9, $10)",
            scope.tenant,
            turn_id,
            request.conversation,
            request.binding,
            request.contact,
            request.key,
            message_id,
            digest,
            self.instance,
            msgspec.json.encode(request.interaction).decode() if request.interaction is not None else None,
        )
        message = Message(
            id=message_id, conversation=request.conversation, speaker=Speaker.END_USER, text=request.text, at=at
        )
        await _insert_message(connection, scope.tenant, message, count - 1)
        return _Accepted(turn_id=turn_id, message=message, history=history, bound=bound, request=request, timings={})

    async def _again(
        self, connection: Connection, request: TurnRequest, bound: Bound, earlier: Any
    ) -> _Accepted | TurnReply | None:
        """The same key once more: the stored reply, a wait while it is being made, or another try of a failed turn."""
        messages = {m.id: m for m in await _turn_messages(connection, earlier)}
        if earlier["state"] == "completed":
            reply = messages[earlier["reply"]]
            return TurnReply(id=reply.id, text=reply.text, citations=reply.citations, known=reply.known, repeated=True)
        if earlier["state"] == "accepted" and not await self._adopt(connection, earlier):
            return None
        await connection.execute(
            "update core.turns set state = 'accepted', owner = $2, error_code = null where id = $1",
            earlier["id"],
            self.instance,
        )
        message = messages[earlier["message"]]
        history = await latest_messages(connection, request.conversation, HISTORY)
        return _Accepted(
            turn_id=earlier["id"],
            message=message,
            history=tuple(m for m in history if m.id != message.id),
            bound=bound,
            request=request,
            timings={},
        )

    async def _adopt(self, connection: Connection, turn: Any) -> bool:
        """Whether nobody works on an accepted turn any more: its process is gone, or was cut off from the database.

        A turn accepted just now is left alone: its process may not have noted it, or shown its lock, yet.
        """
        if self._clock.now() - turn["accepted_at"] < GRACE:
            return False
        if turn["owner"] == self.instance:
            return turn["id"] not in self._running
        return bool(await connection.fetchval("select pg_try_advisory_xact_lock($1::bigint)", turn["owner"]))

    # -- reply ----------------------------------------------------------------------------------------------------

    async def _draft(self, accepted: _Accepted) -> AsyncIterator[Released | Draft]:
        bound, request = accepted.bound, accepted.request
        scope = bound.scope
        active = await self._capabilities.active(scope)
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
            conversation_context=request.context,
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

    # -- complete -------------------------------------------------------------------------------------------------

    async def _complete(self, accepted: _Accepted, draft: Draft) -> TurnReply:
        began = time.perf_counter()
        request, scope = accepted.request, accepted.bound.scope
        reply = Message(
            id=MessageId(new_id()),
            conversation=request.conversation,
            speaker=Speaker.TWIN,
            text=draft.text,
            at=self._clock.now(),
            citations=draft.citations,
            known=draft.known,
        )
        async with self._pools.within(scope.tenant) as connection:
            ordinal = await connection.fetchval(
                "update core.turns t set state = 'completed', reply = $2, completed_at = now()"
                " from core.conversations c"
                " where t.id = $1 and t.state = 'accepted' and t.owner = $3 and c.id = t.conversation"
                " returning c.message_count",
                accepted.turn_id,
                reply.id,
                self.instance,
            )
            if ordinal is None:
                raise Conflict("the turn was taken over by another process; read the conversation for its reply")
            await _insert_message(connection, scope.tenant, reply, ordinal)
            await self._record(connection, accepted, draft, reply)
        accepted.timings["complete"] = _since(began)
        return TurnReply(
            id=reply.id, text=reply.text, citations=reply.citations, known=reply.known, timings=accepted.timings
        )

    async def _record(self, connection: Connection, accepted: _Accepted, draft: Draft, reply: Message) -> None:
        request, scope = accepted.request, accepted.bound.scope
        events = [
            NewEvent(
                type="turn.completed",
                subject=request.contact,
                payload=TurnCompleted(
                    binding=request.binding,
                    conversation=request.conversation,
                    known=draft.known,
                    input_tokens=draft.usage.input_tokens,
                    output_tokens=draft.usage.output_tokens,
                ),
            )
        ]
        for unit, quantity in (
            ("turn", 1),
            ("input_token", draft.usage.input_tokens),
            ("output_token", draft.usage.output_tokens),
        ):
            if quantity:
                metered = UsageMetered(unit=unit, quantity=quantity)
                events.append(NewEvent(type="usage.metered", subject=request.contact, payload=metered))
        if request.interaction is not None:
            await _insert_interaction(connection, scope.tenant, request, request.interaction, accepted.message, reply)
            recorded = InteractionRecorded(
                interaction=request.interaction.id,
                binding=request.binding,
                contact=request.contact,
                conversation=request.conversation,
                platform=request.interaction.platform,
                known=draft.known,
            )
            events.append(NewEvent(type="interaction.recorded", subject=request.contact, payload=recorded))
        await append(connection, scope.tenant, "core", self._types, events)

    async def _fail(self, accepted: _Accepted, code: str) -> None:
        with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            async with self._pools.within(accepted.bound.scope.tenant) as connection:
                await connection.execute(
                    "update core.turns set state = 'failed', error_code = $2 where id = $1 and owner = $3"
                    " and state = 'accepted'",
                    accepted.turn_id,
                    code[:100],
                    self.instance,
                )

    # -- recovery -------------------------------------------------------------------------------------------------

    async def finish_abandoned(self, tenant: TenantId) -> int:
        """Finishes, or fails visibly, the turns of processes that are gone; returns how many."""
        async with self._pools.within(tenant) as connection:
            rows = await connection.fetch(
                "select t.*, c.context from core.turns t join core.conversations c on c.id = t.conversation"
                " where t.state = 'accepted' order by t.accepted_at limit 100"
            )
        done = 0
        for row in rows:
            done += await self._finish(tenant, row)
        return done

    async def _finish(self, tenant: TenantId, row: Any) -> int:
        async with self._pools.within(tenant) as connection:
            text = await connection.fetchval("select text from core.messages where id = $1", row["message"])
        interaction = row["interaction"]
        origin = msgspec.json.decode(interaction, type=InteractionOrigin) if interaction is not None else None
        request = TurnRequest(
            binding=BindingId(row["binding"]),
            contact=ContactId(row["contact"]),
            conversation=ConversationId(row["conversation"]),
            context=msgspec.json.decode(row["context"], type=ConversationContext),
            text=text,
            key=row["key"],
            language=origin.language if origin is not None else "",
            interaction=origin,
        )
        scope = TenantScope(tenant=tenant, actor=SYSTEM, request=row["id"])
        try:
            async with self._pools.within(tenant) as connection:
                if not await self._adopt(connection, row):
                    return 0
            reply = await self.run(scope, request)
        except VitoError:
            return 0
        return 0 if reply.repeated else 1


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


async def _turn_messages(connection: Connection, turn: Any) -> tuple[Message, ...]:
    rows = await connection.fetch(
        "select * from core.messages where conversation = $1 and id = any($2)",
        turn["conversation"],
        [turn["message"], turn["reply"]],
    )
    return tuple(message_of(row) for row in rows)


async def _insert_message(connection: Connection, tenant: TenantId, message: Message, ordinal: int) -> None:
    await connection.execute(
        "insert into core.messages (tenant_id, id, conversation, ordinal, speaker, text, citations, known, at)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant,
        message.id,
        message.conversation,
        ordinal,
        message.speaker,
        message.text,
        msgspec.json.encode(message.citations).decode(),
        message.known,
        message.at,
    )


async def _insert_interaction(
    connection: Connection,
    tenant: TenantId,
    request: TurnRequest,
    origin: InteractionOrigin,
    message: Message,
    reply: Message,
) -> None:
    await connection.execute(
        "insert into core.interactions (tenant_id, id, binding, contact, conversation, external_id, platform, post_id,"
        " language, message, reply, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        tenant,
        origin.id,
        request.binding,
        request.contact,
        request.conversation,
        origin.external_id,
        origin.platform,
        origin.post_id,
        origin.language,
        message.id,
        reply.id,
        message.at,
    )


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
