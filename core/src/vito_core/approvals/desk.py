"""The desk: asking, deciding once, expiring. Every change of state and its event are one transaction."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.approvals import (
    Approval,
    ApprovalKind,
    ApprovalRequest,
    ApprovalRequested,
    ApprovalState,
)
from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.events import NewEvent
from vito_contracts.ids import TenantId, derived_id
from vito_contracts.scope import BindingScope, TenantScope
from vito_core.approvals import sql
from vito_core.approvals.records import (
    ROW_FIELDS,
    ApprovalRow,
    ApprovalView,
    Decision,
    approval_of,
    decided_event,
    row_of,
    view_of,
)
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append, doer
from vito_core.events.types import EventTypes

DAY = 86_400.0
LONGEST = dt.timedelta(days=366)
EXPIRED_AT_ONCE = 100
_SEEN_FIELDS = ", ".join(sql.SEEN.get(name, name) for name in ROW_FIELDS)


class ApprovalDesk:
    """Kinds are registered once at boot. `seconds_per_day`: what a day of an approval's life lasts."""

    def __init__(self, pools: Pools, types: EventTypes, seconds_per_day: float = DAY) -> None:
        self._pools = pools
        self._types = types
        self._pace = seconds_per_day / DAY
        self._kinds: dict[str, tuple[str, ApprovalKind]] = {}

    def fill(self, kinds: Sequence[tuple[str, ApprovalKind]]) -> None:
        self._kinds = {kind.name: (plugin, kind) for plugin, kind in kinds}

    # ---------------------------------------------------------------------------------------- for whoever asks

    async def ask(self, scope: TenantScope, plugin: str, request: ApprovalRequest) -> Approval:
        """Raises `InvalidInput` for what the plugin did not register, `NotFound` for an erased contact."""
        proposal = self._checked(plugin, request)
        approval = derived_id(scope.tenant, "approval", request.kind, request.key)
        async with self._pools.within(scope.tenant) as connection:
            if await connection.fetchval(sql.ERASED, request.subject):
                raise NotFound(f"contact {request.subject} was erased: nothing is asked about it any more")
            new = await connection.fetchval(
                sql.ASK,
                scope.tenant,
                approval,
                request.kind,
                request.key,
                request.subject,
                scope.binding if isinstance(scope, BindingScope) else None,
                plugin,
                proposal,
                request.expires_in * self._pace,
            )
            if new is not None:
                payload = ApprovalRequested(approval=approval, kind=request.kind)
                event = NewEvent(type="approval.requested", subject=request.subject, payload=payload)
                await append(connection, scope.tenant, "core", self._types, [event])
            return approval_of(await self._read(connection, scope.tenant, approval))

    async def get(self, scope: TenantScope, plugin: str, approval: UUID) -> Approval:
        async with self._pools.within(scope.tenant) as connection:
            return await self._own(connection, scope.tenant, plugin, approval)

    async def withdraw(self, scope: TenantScope, plugin: str, approval: UUID) -> Approval:
        async with self._pools.within(scope.tenant) as connection:
            withdrawn = await connection.fetch(sql.WITHDRAW, approval, plugin)
            await self._announce(connection, scope.tenant, withdrawn, doer(scope))
            return await self._own(connection, scope.tenant, plugin, approval)

    # -------------------------------------------------------------------------------------------- for approvers

    async def queue(
        self,
        scope: TenantScope,
        *,
        state: ApprovalState | None = None,
        kind: str | None = None,
        after: UUID | None = None,
        limit: int = 50,
    ) -> list[ApprovalRow]:
        """A page of the queue, longest waiting first; `after`: the last approval of the page before.

        Raises `InvalidInput` if there is no such. What is due is seen as expired, however much of it still waits to be
        told of.
        """
        await self._expire_some(scope.tenant)
        async with self._pools.within(scope.tenant) as connection:
            since = None
            if after is not None:
                since = await connection.fetchval("select asked_at from core.approvals where id = $1", after)
                if since is None:
                    raise InvalidInput(f"after: no approval {after}; give `next` of the page before")
            rows = await connection.fetch(
                f"select {_SEEN_FIELDS} from core.approvals"
                f" where {_in_state(state)} and ($1::text is null or kind = $1)"
                " and ($2::timestamptz is null or (asked_at, id) > ($2, $3)) order by asked_at, id limit $4",
                kind,
                since,
                after,
                limit,
            )
        return [row_of(row) for row in rows]

    async def show(self, scope: TenantScope, approval: UUID) -> ApprovalView:
        """Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            return self._view(await self._read(connection, scope.tenant, approval))

    async def decide(self, scope: TenantScope, approval: UUID, decision: Decision) -> ApprovalView:
        """Raises `NotFound`, `InvalidInput` for an edit that does not fit, `Conflict` when it was decided or expired.

        `scope.actor` is who decided.
        """
        _check_words(decision)
        async with self._pools.within(scope.tenant) as connection:
            row = await self._read(connection, scope.tenant, approval)
        if row["state"] != ApprovalState.PENDING:
            raise _too_late(row)
        edited = self._edit(row["kind"], decision.proposal) if decision.proposal is not None else None
        async with self._pools.within(scope.tenant) as connection:
            decided = await connection.fetch(
                sql.DECIDE,
                approval,
                decision.state,
                edited,
                decision.reason_code,
                decision.note,
                scope.actor.id,
            )
            await self._announce(connection, scope.tenant, decided, doer(scope))
            row = await self._read(connection, scope.tenant, approval)
        if not decided:
            raise _too_late(row)
        return self._view(row)

    # --------------------------------------------------------------------------------------------------- expiry

    async def tenants_with_due(self) -> list[TenantId]:
        async with self._pools.without_tenant() as connection:
            return [TenantId(row["tenant_id"]) for row in await connection.fetch(sql.TENANTS_WITH_DUE)]

    async def expire_due(self, tenant: TenantId) -> int:
        """Expires what is due of one tenant; how many. Several processes at once share the work."""
        count = 0
        while True:
            expired = await self._expire_some(tenant)
            count += expired
            if expired < EXPIRED_AT_ONCE:
                return count

    async def _expire_some(self, tenant: TenantId) -> int:
        async with self._pools.within(tenant) as connection:
            expired = await connection.fetch(sql.EXPIRE_DUE, EXPIRED_AT_ONCE)
            await self._announce(connection, tenant, expired)
        return len(expired)

    # -------------------------------------------------------------------------------------------------- private

    def _checked(self, plugin: str, request: ApprovalRequest) -> str:
        """The proposal as JSON."""
        owner, kind = self._kinds.get(request.kind, ("", None))
        if kind is None or owner != plugin:
            raise InvalidInput(f"plugin {plugin!r} registers no approval kind {request.kind!r}")
        if not isinstance(request.proposal, kind.proposal):
            raise InvalidInput(f"approval kind {request.kind!r} takes {kind.proposal.__name__} as its proposal")
        if not dt.timedelta(0) < request.expires_in <= LONGEST:
            raise InvalidInput(f"an approval lives more than 0 and at most {LONGEST.days} days")
        proposal = msgspec.json.encode(request.proposal).decode()
        if proposal == "{}":
            raise InvalidInput(f"approval kind {request.kind!r}: the proposal is empty; say what is to be decided on")
        return proposal

    def _edit(self, name: str, proposal: dict[str, Any]) -> str:
        """The edit as JSON, as its struct would write it."""
        _, kind = self._kinds.get(name, ("", None))
        if kind is None:
            raise InvalidInput(f"no loaded plugin registers approval kind {name!r}: approve or reject it")
        unknown = set(proposal) - {field.encode_name for field in msgspec.structs.fields(kind.proposal)}
        if unknown:
            raise InvalidInput(f"proposal: unknown key {min(unknown)!r}")
        try:
            return msgspec.json.encode(msgspec.convert(proposal, kind.proposal)).decode()
        except msgspec.ValidationError as error:
            raise InvalidInput(f"proposal: {error}") from error

    def _view(self, row: Any) -> ApprovalView:
        _, kind = self._kinds.get(row["kind"], ("", None))
        if kind is None:
            return view_of(row, None, None)
        return view_of(row, kind.title, msgspec.json.schema(kind.proposal))

    async def _own(self, connection: Connection, tenant: TenantId, plugin: str, approval: UUID) -> Approval:
        row = await self._read(connection, tenant, approval)
        if row["plugin"] != plugin:
            raise NotFound(f"no approval {approval}")
        return approval_of(row)

    async def _read(self, connection: Connection, tenant: TenantId, approval: UUID) -> Any:
        """The row as it stands, expired here and now if it is due. Raises `NotFound`."""
        row = await connection.fetchrow(sql.READ, approval)
        if row is not None and row["due"]:
            await self._announce(connection, tenant, await connection.fetch(sql.EXPIRE_ONE, approval))
            row = await connection.fetchrow(sql.READ, approval)
        if row is None:
            raise NotFound(f"no approval {approval}")
        return row

    async def _announce(self, connection: Connection, tenant: TenantId, decided: Sequence[Any], by: str = "") -> None:
        if decided:
            await append(connection, tenant, "core", self._types, [decided_event(row, by) for row in decided])


def _in_state(state: ApprovalState | None) -> str:
    """A condition of its own for each state, so that the queue's index serves it."""
    return "true" if state is None else sql.IN_STATE.get(state, f"state = '{ApprovalState(state)}'")


def _check_words(decision: Decision) -> None:
    if decision.state is ApprovalState.EDITED and decision.proposal is None:
        raise InvalidInput("an edit needs the edited proposal")
    if decision.state is not ApprovalState.EDITED and decision.proposal is not None:
        raise InvalidInput("a proposal goes with the decision 'edit' alone")
    if decision.state is ApprovalState.REJECTED and decision.reason_code is None:
        raise InvalidInput("a rejection needs a reason_code, such as 'off_brand'")


def _too_late(row: Any) -> Conflict:
    if row["state"] == ApprovalState.PENDING:  # the clock was set back between two looks
        return Conflict(f"approval {row['id']} expires just now; look again")
    if row["state"] == ApprovalState.EXPIRED:
        why = f" ({row['reason_code']})" if row["reason_code"] else ""
        return Conflict(f"approval {row['id']} expired at {row['decided_at'].isoformat()}{why}: it is not done")
    return Conflict(f"approval {row['id']} was {row['state']} already at {row['decided_at'].isoformat()}")
