"""Twins, grants and bindings: a persona built once, lent by grant, bound to module contexts."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.contexts import ModuleContext, context_type
from vito_contracts.errors import Conflict, GrantMissing, InvalidInput, NotFound
from vito_contracts.ids import BindingId, GrantId, TenantId, TwinId, new_id
from vito_contracts.modules import Module
from vito_contracts.record_events import TwinVersionChanged
from vito_contracts.scope import BindingScope, TenantScope, TwinVersionRef
from vito_contracts.services import BindingView
from vito_contracts.twin import Grant, Twin, TwinConfig, TwinPart, TwinVersionState
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import doer
from vito_core.events.types import EventTypes
from vito_core.records.rows import announce, change_row, require_order, tell
from vito_core.records.twins import one_version
from vito_core.records.versions import Seen, require_seen

JOINED = """
select b.*, t.name as twin_name, v.version, v.config,
  b.active and v.version is not null and (b.twin_owner = b.tenant_id or g.granted is true) as usable, g.granted
from core.bindings b
left join core.twins t on t.tenant_id = b.twin_owner and t.id = b.twin
left join lateral (select version, config from core.twin_versions v
  where v.tenant_id = b.twin_owner and v.twin = b.twin and v.state = 'approved'
  order by version desc limit 1) v on true
left join lateral (select true as granted from core.grants g
  where g.tenant_id = b.twin_owner and g.twin = b.twin and g.grantee = b.tenant_id and b.module = any(g.uses)
  and 'persona' = any(g.parts) and g.revoked_at is null and g.starts_at <= now()
  and (g.ends_at is null or now() < g.ends_at) limit 1) g on true
"""
"""Bindings, each with the twin's name and the version that speaks, where the tenant may see them."""

_BINDING = f"{JOINED} where (b.twin_owner = b.tenant_id or g.granted)"


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """A binding with the twin version that speaks, read together so that a revoked grant stops the next turn."""

    scope: BindingScope
    view: BindingView
    name: str
    twin_name: str
    twin: TwinConfig


class TwinStore:
    """Twins and grants of their owner; implements `vito_contracts.services.Twins`."""

    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def create(self, scope: TenantScope, name: str, config: TwinConfig) -> Twin:
        """A twin with version 1 as a draft. Raises `Conflict` when the tenant has a twin of that name."""
        twin = TwinId(new_id())
        try:
            async with self._pools.within(scope.tenant) as connection:
                await connection.execute(
                    "insert into core.twins (tenant_id, id, name) values ($1, $2, $3)", scope.tenant, twin, name
                )
                await _add_version(connection, scope.tenant, twin, 1, config)
                await announce(connection, self._types, scope, "twin.created", twin, 1)
        except asyncpg.UniqueViolationError as error:
            raise Conflict(f"a twin named {name!r} exists; add a version to it instead") from error
        return Twin(id=twin, owner=scope.tenant, name=name, version=1, state=TwinVersionState.DRAFT, config=config)

    async def add_version(self, scope: TenantScope, twin: TwinId, config: TwinConfig) -> int:
        """Raises `NotFound`, and `Conflict` for a twin that was retired."""
        async with self._pools.within(scope.tenant) as connection:
            await _locked(connection, scope.tenant, twin)
            newest = await connection.fetchval(
                "select max(version) from core.twin_versions where tenant_id = $1 and twin = $2", scope.tenant, twin
            )
            await _add_version(connection, scope.tenant, twin, newest + 1, config)
            await self._tell(connection, scope, "added", twin, newest + 1)
            return int(newest) + 1

    async def approve(self, scope: TenantScope, twin: TwinId, version: int, seen: Seen = None) -> None:
        """From now on this version speaks (the newest approved one does). `seen`: of the version as the API shows it.
        Raises `NotFound`, `Stale`, and `Conflict` for one that was retired."""
        async with self._pools.within(scope.tenant) as connection:
            await _locked(connection, scope.tenant, twin)
            found = await one_version(connection, scope.tenant, twin, version)
            require_seen(found, seen, "the version")
            if found.state is TwinVersionState.RETIRED:
                raise Conflict(f"version {version} of twin {twin} was retired; add a new version instead")
            if found.state is TwinVersionState.DRAFT:
                await connection.execute(
                    "update core.twin_versions set state = 'approved'"
                    " where tenant_id = $1 and twin = $2 and version = $3",
                    scope.tenant,
                    twin,
                    version,
                )
                await self._tell(connection, scope, "approved", twin, version)

    async def _tell(self, connection: Connection, scope: TenantScope, verb: str, twin: TwinId, version: int) -> None:
        """Of a change that the twin shows too."""
        await change_row(connection, "twins", {"tenant_id": scope.tenant, "id": twin}, {})
        payload = TwinVersionChanged(twin=twin, version=version, by=doer(scope))
        await tell(connection, self._types, scope.tenant, [(f"twin.version_{verb}", twin, payload)])

    async def grant(
        self,
        scope: TenantScope,
        *,
        twin: TwinId,
        grantee: TenantId,
        parts: Sequence[TwinPart],
        uses: Sequence[Module],
        ends_at: dt.datetime | None,
    ) -> Grant:
        grant_id = GrantId(new_id())
        try:
            async with self._pools.within(scope.tenant) as connection:
                starts_at = await connection.fetchval(
                    "insert into core.grants (tenant_id, id, grantee, twin, parts, uses, ends_at)"
                    " values ($1, $2, $3, $4, $5, $6, $7) returning starts_at",
                    scope.tenant,
                    grant_id,
                    grantee,
                    twin,
                    list(parts),
                    list(uses),
                    ends_at,
                )
                require_order(starts_at, ends_at)
                await announce(connection, self._types, scope, "grant.created", grant_id, 1)
        except asyncpg.ForeignKeyViolationError as error:
            raise NotFound(f"no twin {twin} of yours, or no tenant {grantee}") from error
        return Grant(
            id=grant_id,
            owner=scope.tenant,
            grantee=grantee,
            twin=twin,
            parts=tuple(parts),
            uses=tuple(uses),
            starts_at=starts_at,
            ends_at=ends_at,
        )

    async def config(self, scope: BindingScope) -> tuple[str, TwinConfig]:
        async with self._pools.within(scope.tenant) as connection:
            bound = await bound_by_id(connection, scope, scope.binding)
        return bound.twin_name, bound.twin


class BindingStore:
    """Implements `vito_contracts.services.Bindings`."""

    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def create(
        self,
        scope: TenantScope,
        *,
        name: str,
        module: Module,
        context: dict[str, Any],
        twin_owner: TenantId,
        twin: TwinId,
        required_guardrails: Sequence[str],
    ) -> BindingView:
        """Raises `InvalidInput` for a context that is not the module's, `GrantMissing`, `NotFound`, `Conflict`."""
        decoded = decode_context(module, context)
        binding = BindingId(new_id())
        try:
            async with self._pools.within(scope.tenant) as connection:
                await connection.execute(
                    "insert into core.bindings (tenant_id, id, name, module, context, twin_owner, twin,"
                    " required_guardrails) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                    scope.tenant,
                    binding,
                    name,
                    module,
                    msgspec.json.encode(decoded).decode(),
                    twin_owner,
                    twin,
                    list(required_guardrails),
                )
                await announce(connection, self._types, scope, "binding.created", binding, 1)
                return (await bound_by_id(connection, scope, binding)).view
        except asyncpg.UniqueViolationError as error:
            raise Conflict(f"a binding named {name!r} exists; choose another name") from error

    async def all(self, scope: TenantScope) -> list[Bound]:
        """Those whose twin may be used now."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(f"select * from ({JOINED}) b where b.usable order by b.id")
        return [bound_of(scope, row["id"], row) for row in rows]

    async def bound(self, scope: TenantScope, binding: BindingId) -> Bound:
        async with self._pools.within(scope.tenant) as connection:
            return await bound_by_id(connection, scope, binding)

    async def get(self, scope: BindingScope) -> BindingView:
        return (await self.bound(scope, scope.binding)).view

    async def of_id(self, scope: TenantScope, binding: BindingId) -> BindingScope:
        return (await self.bound(scope, binding)).scope

    async def of_module(self, scope: TenantScope, module: Module) -> BindingScope | None:
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow(
                f"select * from ({JOINED}) b where b.usable and b.module = $1 order by b.id limit 1", module
            )
        return bound_of(scope, row["id"], row).scope if row is not None else None


async def bound_by_id(connection: Connection, scope: TenantScope, binding: UUID) -> Bound:
    """Raises `NotFound`, or `GrantMissing` when the twin may not, or not any longer, be used."""
    row = await connection.fetchrow(f"{_BINDING} and b.id = $1", binding)
    if row is None:
        exists = await connection.fetchval("select active from core.bindings where id = $1", binding)
        if exists is None:
            raise NotFound(f"no binding {binding}")
        raise GrantMissing(f"binding {binding}: no active grant of the twin's owner covers this use")
    if not row["active"]:
        raise NotFound(f"binding {binding} is not active")
    if row["twin_name"] is None:
        raise NotFound(
            f"no twin {row['twin']} of tenant {row['twin_owner']}; a twin of another tenant needs its twin_owner"
        )
    if row["version"] is None:
        raise InvalidInput(f"binding {binding}: the twin has no approved version yet; its owner approves one first")
    return bound_of(scope, row["id"], row)


def decode_context(module: Module, context: dict[str, Any]) -> ModuleContext:
    """Raises `InvalidInput` naming module and key."""
    try:
        return msgspec.convert(context, context_type(module))
    except msgspec.ValidationError as error:
        raise InvalidInput(f"context of module {module}: {error}") from error


def bound_of(scope: TenantScope, binding: UUID, row: Any) -> Bound:
    """From a row that holds the binding's columns with its twin's name, version and configuration."""
    module = Module(row["module"])
    return Bound(
        scope=BindingScope(
            tenant=scope.tenant,
            actor=scope.actor,
            request=scope.request,
            binding=BindingId(binding),
            module=module,
            twin=TwinVersionRef(TwinId(row["twin"]), row["version"]),
            twin_owner=TenantId(row["twin_owner"]),
        ),
        view=BindingView(
            id=BindingId(binding),
            tenant=scope.tenant,
            module=module,
            context=msgspec.json.decode(row["context"], type=context_type(module)),
            required_guardrails=tuple(row["required_guardrails"]),
        ),
        name=row["name"],
        twin_name=row["twin_name"],
        twin=msgspec.json.decode(row["config"], type=TwinConfig),
    )


async def _locked(connection: Connection, tenant: TenantId, twin: TwinId) -> None:
    """Versions are numbered, approved and retired one after the other."""
    row = await connection.fetchrow(
        "select retired_at from core.twins where tenant_id = $1 and id = $2 for update", tenant, twin
    )
    if row is None:
        raise NotFound(f"no twin {twin}")
    if row["retired_at"] is not None:
        raise Conflict(f"twin {twin} was retired: it can be read, and changes no more; make another twin")


async def _add_version(
    connection: Connection, tenant: TenantId, twin: TwinId, version: int, config: TwinConfig
) -> None:
    await connection.execute(
        "insert into core.twin_versions (tenant_id, twin, version, state, config) values ($1, $2, $3, 'draft', $4)",
        tenant,
        twin,
        version,
        msgspec.json.encode(config).decode(),
    )
