"""What a turn reads and writes: accepted in one short transaction, completed in another, taken over from the dead."""

import contextlib
import datetime as dt
import hashlib
import secrets
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.conversation import ConversationContext, Message, Speaker
from vito_contracts.errors import Conflict, InvalidInput, NotFound, TwinStopped
from vito_contracts.events import InteractionRecorded, NewEvent, TurnCompleted, UsageMetered, as_code
from vito_contracts.ids import BindingId, ContactId, ConversationId, MessageId, TenantId, new_id
from vito_contracts.scope import TenantScope
from vito_core.contacts import latest_messages, message_of
from vito_core.db.pool import UNUSABLE, Connection, Pools
from vito_core.deployments import NotServing
from vito_core.events.types import EventTypes
from vito_core.gate import Gate, PluginSet
from vito_core.turn_model import Draft, InteractionOrigin, TurnReply, TurnRequest
from vito_core.twins import BindingStore, Bound, bound_of

HISTORY = 20
MESSAGE_LIMIT = 1000
"""Messages in one conversation (specification, conversation limits): the 1,001st is refused."""
GRACE = dt.timedelta(seconds=3)
"""How long an accepted turn is left alone: its process may not have noted it, or shown its lock, yet."""

ARCHIVED = "VT002"
"""SQLSTATE of the fence around archived conversations (`core.refuse_archived`)."""

_ACCEPT = "select * from core.accept_turn($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
_COMPLETE = "select core.complete_turn($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"


class Accepted(msgspec.Struct, kw_only=True):
    """A turn that is ours to answer: all that is needed was read with it."""

    turn_id: UUID
    message: Message
    contact: ContactId
    context: ConversationContext
    history: tuple[Message, ...]
    bound: Bound
    effective: PluginSet
    request: TurnRequest
    timings: dict[str, float] = {}
    observed: Any = None
    """The `ObservedTurn`, once it is being answered."""


class TurnStore:
    """`instance`: a number no other process has; its advisory lock tells the others that this one is alive."""

    def __init__(self, pools: Pools, bindings: BindingStore, gate: Gate, types: EventTypes) -> None:
        self._pools = pools
        self._bindings = bindings
        self._gate = gate
        self._types = types
        self.instance = secrets.randbits(62)
        self.running: set[UUID] = set()

    # -- accept ---------------------------------------------------------------------------------------------------

    async def accept(self, scope: TenantScope, request: TurnRequest) -> Accepted | TurnReply | None:
        """None: another turn of the conversation is being answered. A `TurnReply`: this turn was answered before.

        Raises `NotFound`, `GrantMissing`, `TwinStopped`, `NotServing`, `InvalidInput`, or `Conflict` for another
        message's key.
        """
        turn, message, digest = new_id(), MessageId(new_id()), _digest(request.text)
        origin = msgspec.json.encode(request.interaction).decode() if request.interaction is not None else None
        arguments = (
            scope.tenant,
            request.conversation,
            request.key,
            digest,
            request.text,
            turn,
            message,
            self.instance,
            origin,
            HISTORY,
            MESSAGE_LIMIT,
        )
        try:
            async with self._pools.without_tenant() as connection:
                row = await connection.fetchrow(_ACCEPT, *arguments)
            if row["outcome"] == "accepted":
                return await self._accepted(scope, request, turn, message, row)
            return await self._not_accepted(scope, request, row)
        except asyncpg.UniqueViolationError:  # the key, or the conversation's one turn at a time, went to another
            return None
        except asyncpg.PostgresError as error:
            if error.sqlstate == ARCHIVED:
                detail = "the conversation is archived and can only be read; open a new one to go on"
                raise Conflict(detail) from error
            raise

    async def _accepted(
        self, scope: TenantScope, request: TurnRequest, turn: UUID, message: MessageId, row: Any
    ) -> Accepted:
        known = self._gate.known(scope.tenant, row["plugin_revision"])
        return Accepted(
            turn_id=turn,
            message=Message(
                id=message,
                conversation=request.conversation,
                speaker=Speaker.END_USER,
                text=request.text,
                at=row["said_at"],
            ),
            contact=ContactId(row["contact"]),
            context=request.context or msgspec.json.decode(row["conversation_context"], type=ConversationContext),
            history=msgspec.json.decode(row["history"], type=tuple[Message, ...]),
            bound=bound_of(scope, row["binding"], row),
            effective=known or await self._gate.effective(scope.tenant),
            request=request,
        )

    async def _not_accepted(self, scope: TenantScope, request: TurnRequest, row: Any) -> Accepted | TurnReply | None:
        match row["outcome"]:
            case "busy":
                return None
            case "absent":
                raise NotFound(f"no conversation {request.conversation}")
            case "full":
                raise InvalidInput(f"the conversation has reached {MESSAGE_LIMIT} messages; open a new one")
            case "withdrawn":
                raise NotServing("this conversation's deployment")
            case "stopped":
                raise TwinStopped("this twin has been stopped; it speaks again when the stop is released")
        bound = await self._bindings.bound(scope, BindingId(row["binding"]))
        if row["outcome"] == "unbound":
            return None  # it can be used again since: the next attempt finds that
        effective = await self._gate.effective(scope.tenant)
        async with self._pools.within(scope.tenant) as connection:
            return await self._again(connection, scope, request, bound, effective)

    async def _again(
        self, connection: Connection, scope: TenantScope, request: TurnRequest, bound: Bound, effective: PluginSet
    ) -> Accepted | TurnReply | None:
        """The same key once more: the stored reply, a wait while it is being made, or another try of a failed turn."""
        earlier = await connection.fetchrow("select * from core.turns where key = $1 for update", request.key)
        if earlier is None:
            return None
        if earlier["text_digest"] != _digest(request.text) or earlier["conversation"] != request.conversation:
            raise Conflict(
                "this idempotency key (or `id`) was used for another message; use a new one for a new message"
            )
        messages = {m.id: m for m in await _turn_messages(connection, earlier)}
        if earlier["state"] == "completed":
            reply = messages[earlier["reply"]]
            return TurnReply(id=reply.id, text=reply.text, citations=reply.citations, known=reply.known, repeated=True)
        if earlier["state"] == "accepted" and not await self.adopt(connection, earlier):
            return None
        await connection.execute(
            "update core.turns set state = 'accepted', owner = $2, error_code = null,"
            " accepted_at = clock_timestamp() where id = $1",
            earlier["id"],
            self.instance,
        )
        message = messages[earlier["message"]]
        history = await latest_messages(connection, request.conversation, HISTORY)
        context = await connection.fetchval(
            "select context from core.conversations where id = $1", request.conversation
        )
        return Accepted(
            turn_id=earlier["id"],
            message=message,
            contact=ContactId(earlier["contact"]),
            context=request.context or msgspec.json.decode(context, type=ConversationContext),
            history=tuple(m for m in history if m.id != message.id),
            bound=bound,
            effective=effective,
            request=request,
        )

    async def adopt(self, connection: Connection, turn: Any) -> bool:
        """Whether nobody works on an accepted turn any more: its process is gone, or was cut off from the database."""
        if await connection.fetchval("select clock_timestamp() - $1::timestamptz", turn["accepted_at"]) < GRACE:
            return False
        if turn["owner"] == self.instance:
            return turn["id"] not in self.running
        return bool(await connection.fetchval("select pg_try_advisory_xact_lock($1::bigint)", turn["owner"]))

    # -- complete -------------------------------------------------------------------------------------------------

    async def complete(self, accepted: Accepted, draft: Draft, trace: str = "") -> TurnReply:
        """`trace`: the traceparent that the turn's events keep. Raises `Conflict` where another process took over."""
        reply, tenant, origin = MessageId(new_id()), accepted.bound.scope.tenant, accepted.request.interaction
        events = [(event, self._types.encode(event, "core")) for event in _events(accepted, draft)]
        arguments = (
            tenant,
            accepted.turn_id,
            self.instance,
            reply,
            draft.text,
            msgspec.json.encode(draft.citations).decode(),
            draft.known,
            accepted.message.at,
            msgspec.json.encode(origin).decode() if origin is not None else None,
            [new_id() for _ in events],
            [event.type for event, _ in events],
            [self._types.version(event.type) for event, _ in events],
            [event.subject for event, _ in events],
            [payload for _, payload in events],
        )
        async with self._pools.without_tenant() as connection:
            if await connection.fetchval(*_traced(_COMPLETE, arguments, trace)) is None:
                raise Conflict("the turn was taken over by another process; read the conversation for its reply")
        return TurnReply(
            id=reply, text=draft.text, citations=draft.citations, known=draft.known, timings=accepted.timings
        )

    async def fail(self, tenant: TenantId, turn: UUID, code: str) -> None:
        """Visibly: the message is kept, and the same key tries again. Only what is this instance's own."""
        with contextlib.suppress(*UNUSABLE):
            async with self._pools.within(tenant) as connection:
                await connection.execute(
                    "update core.turns set state = 'failed', error_code = $2 where id = $1 and owner = $3"
                    " and state = 'accepted'",
                    turn,
                    code[:100],
                    self.instance,
                )

    # -- what the dead left behind --------------------------------------------------------------------------------

    async def tenants(self) -> list[TenantId]:
        """Those with turns that were accepted longer ago than `GRACE`."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select * from core.tenants_with_open_turns($1)", GRACE)
        return [TenantId(row["tenant_id"]) for row in rows]

    async def unfinished(self, tenant: TenantId) -> list[Any]:
        """Rows of a tenant's turns accepted longer ago than `GRACE`, oldest first."""
        async with self._pools.within(tenant) as connection:
            rows = await connection.fetch(
                "select t.*, m.text from core.turns t join core.messages m"
                " on m.conversation = t.conversation and m.id = t.message where t.state = 'accepted'"
                " and t.accepted_at <= clock_timestamp() - $1::interval order by t.accepted_at limit 100",
                GRACE,
            )
        return list(rows)

    async def give_up(self, tenant: TenantId, turn: Any, code: str) -> None:
        """Fails a turn of a dead process that cannot be answered any more."""
        async with self._pools.within(tenant) as connection:
            if await self.adopt(connection, turn):
                await connection.execute(
                    "update core.turns set state = 'failed', error_code = $2 where id = $1 and state = 'accepted'",
                    turn["id"],
                    code,
                )

    async def abandoned(self, tenant: TenantId, turn: Any) -> TurnRequest | None:
        """The request of an unfinished turn that nobody works on any more."""
        async with self._pools.within(tenant) as connection:
            if not await self.adopt(connection, turn):
                return None
        interaction = turn["interaction"]
        origin = msgspec.json.decode(interaction, type=InteractionOrigin) if interaction is not None else None
        return TurnRequest(
            conversation=ConversationId(turn["conversation"]),
            text=turn["text"],
            key=turn["key"],
            language=origin.language if origin is not None else "",
            interaction=origin,
        )


def _traced(statement: str, arguments: tuple[Any, ...], trace: str) -> tuple[Any, ...]:
    """The call, and with it what its events keep as their trace: what stands behind `from` is done first."""
    if not trace:
        return statement, *arguments
    return f"{statement} from set_config('app.trace', ${len(arguments) + 1}, true)", *arguments, trace


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _events(accepted: Accepted, draft: Draft) -> list[NewEvent]:
    contact, binding, request = accepted.contact, accepted.bound.scope.binding, accepted.request
    completed = TurnCompleted(
        binding=binding,
        conversation=request.conversation,
        known=draft.known,
        input_tokens=draft.usage.input_tokens,
        output_tokens=draft.usage.output_tokens,
    )
    events = [NewEvent(type="turn.completed", subject=contact, payload=completed)]
    metered = {"turn": 1, "input_token": draft.usage.input_tokens, "output_token": draft.usage.output_tokens}
    for unit, quantity in metered.items():
        if quantity:
            used = UsageMetered(unit=unit, quantity=quantity)
            events.append(NewEvent(type="usage.metered", subject=contact, payload=used))
    if request.interaction is not None:
        recorded = InteractionRecorded(
            interaction=request.interaction.id,
            binding=binding,
            contact=contact,
            conversation=request.conversation,
            platform=as_code(request.interaction.platform),
            known=draft.known,
        )
        events.append(NewEvent(type="interaction.recorded", subject=contact, payload=recorded))
    return events


async def _turn_messages(connection: Connection, turn: Any) -> tuple[Message, ...]:
    rows = await connection.fetch(
        "select * from core.messages where conversation = $1 and id = any($2)",
        turn["conversation"],
        [turn["message"], turn["reply"]],
    )
    return tuple(message_of(row) for row in rows)
