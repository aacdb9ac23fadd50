"""The rows of requests: who asked for what, how far it is, and the receipt."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.errors import Conflict, NotFound
from vito_contracts.ids import ContactId, TenantId, new_id
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.keyring.ring import Keyring
from vito_core.personal_data.core_rows import FAIL_TURNS, MARK
from vito_core.personal_data.held import HeldWords, seal, unseal

KEPT_DAYS = 30
"""How long an archive can be fetched (the function `core.subject_requests_due` has the same number), and how long the
words of a failed erasure are kept for its repetition."""


class SubjectRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request as the API shows it. `step`: what is done just now. `receipt`: counts, codes, digests and ids only."""

    id: UUID
    contact: ContactId
    kind: str
    state: str
    step: str
    requested_by: str
    requested_at: dt.datetime
    completed_at: dt.datetime | None
    error_code: str | None
    error_plugin: str | None
    receipt: dict[str, Any] | None
    archive: bool


class RequestStore:
    def __init__(self, pools: Pools, keys: Keyring) -> None:
        self._pools = pools
        self._keys = keys

    async def ask_erasure(self, scope: TenantScope, contact: ContactId) -> SubjectRequest:
        """One for each contact: asking again gives the same one, and opens one that failed. Raises `NotFound`.

        The mark is set in the same transaction: from the answer on nothing goes out to the contact any more, whenever
        the rest is done. Its name is free at once: whoever comes under it later is somebody new.
        """
        request = new_id()
        await seal(self._keys, scope.tenant, request, HeldWords())  # reads the key: under the lock it is at hand
        async with self._pools.within(scope.tenant) as connection:
            handle = await connection.fetchval("select handle from core.contacts where id = $1 for update", contact)
            if handle is None:
                raise _no_contact(contact)
            await connection.execute(
                "insert into core.subject_requests (tenant_id, id, contact, kind, requested_by, held)"
                " values ($1, $2, $3, 'erase', $4, $5) on conflict do nothing",
                scope.tenant,
                request,
                contact,
                _asker(scope),
                await seal(self._keys, scope.tenant, request, HeldWords(handle)),
            )
            await connection.execute(MARK, contact)
            row = await connection.fetchrow(
                "update core.subject_requests set touched_at = clock_timestamp(), error_code = null,"
                " error_plugin = null, held_until = null,"
                " state = case when state = 'failed' then 'requested' else state end"
                " where contact = $1 and kind = 'erase' returning *",
                contact,
            )
        async with self._pools.within(scope.tenant) as connection:
            await connection.execute(FAIL_TURNS, contact)
        return _request(row)

    async def ask_export(self, scope: TenantScope, contact: ContactId) -> SubjectRequest:
        """Raises `NotFound`, or `Conflict` for an erased contact: there is nothing to be had."""
        async with self._pools.within(scope.tenant) as connection:
            found = await connection.fetchrow("select erased_at from core.contacts where id = $1", contact)
            if found is None:
                raise _no_contact(contact)
            if found["erased_at"] is not None:
                raise Conflict(f"contact {contact} was erased: nothing is held that could be exported")
            row = await connection.fetchrow(
                "insert into core.subject_requests (tenant_id, id, contact, kind, requested_by)"
                " values ($1, $2, $3, 'export', $4) returning *",
                scope.tenant,
                new_id(),
                contact,
                _asker(scope),
            )
        return _request(row)

    async def get(self, tenant: TenantId, request: UUID, contact: ContactId | None = None) -> SubjectRequest:
        """Raises `NotFound`, also for a request about another contact than the given one."""
        async with self._pools.within(tenant) as connection:
            row = await connection.fetchrow(
                "select * from core.subject_requests where id = $1 and ($2::uuid is null or contact = $2)",
                request,
                contact,
            )
        if row is None:
            raise NotFound(f"no request {request}")
        return _request(row)

    async def begin(self, tenant: TenantId, request: UUID) -> bool:
        """False: it is settled already."""
        async with self._pools.within(tenant) as connection:
            begun = await connection.execute(
                "update core.subject_requests set state = 'running', touched_at = clock_timestamp()"
                " where id = $1 and state in ('requested', 'running')",
                request,
            )
        return bool(begun != "UPDATE 0")

    async def at_step(self, tenant: TenantId, request: UUID, step: str) -> None:
        async with self._pools.within(tenant) as connection:
            await connection.execute(
                "update core.subject_requests set step = $2, touched_at = clock_timestamp()"
                " where id = $1 and state = 'running'",
                request,
                step,
            )

    async def touch(self, tenant: TenantId, request: UUID) -> None:
        async with self._pools.within(tenant) as connection:
            await connection.execute(
                "update core.subject_requests set touched_at = clock_timestamp() where id = $1", request
            )

    async def fail(self, tenant: TenantId, request: UUID, code: str, plugin: str) -> None:
        """What it looked for is kept a while: whoever asks again within it has everything verified."""
        async with self._pools.within(tenant) as connection:
            await connection.execute(
                "update core.subject_requests set state = 'failed', error_code = $2, error_plugin = $3,"
                " held_until = case when held is not null then clock_timestamp() + make_interval(days => $4) end"
                " where id = $1 and state = 'running'",
                request,
                code,
                plugin,
                KEPT_DAYS,
            )

    async def words(self, tenant: TenantId, request: UUID) -> HeldWords:
        """What the erasure looks for."""
        async with self._pools.within(tenant) as connection:
            sealed = await connection.fetchval("select held from core.subject_requests where id = $1", request)
        return await unseal(self._keys, tenant, request, sealed)

    async def note_words(self, tenant: TenantId, request: UUID, strings: Iterable[str]) -> None:
        """Adds to what was noted before; one activity at a time does."""
        words = (await self.words(tenant, request)).with_more(strings)
        sealed = await seal(self._keys, tenant, request, words)
        async with self._pools.within(tenant) as connection:
            await connection.execute(
                "update core.subject_requests set held = $2 where id = $1 and state = 'running'", request, sealed
            )

    async def drop_old_words(self, tenant: TenantId, request: UUID) -> bool:
        """Whether there were words whose time is over."""
        async with self._pools.within(tenant) as connection:
            dropped = await connection.execute(
                "update core.subject_requests set held = null, held_until = null"
                " where id = $1 and held_until < clock_timestamp()",
                request,
            )
        return bool(dropped != "UPDATE 0")

    async def expired(self, tenant: TenantId, request: UUID) -> str | None:
        """The archive's key if its time is over."""
        async with self._pools.within(tenant) as connection:
            key: str | None = await connection.fetchval(
                "select archive from core.subject_requests where id = $1"
                " and completed_at < clock_timestamp() - make_interval(days => $2)",
                request,
                KEPT_DAYS,
            )
        return key

    async def drop_archive(self, tenant: TenantId, request: UUID) -> None:
        async with self._pools.within(tenant) as connection:
            await connection.execute("update core.subject_requests set archive = null where id = $1", request)

    async def exports_of(self, tenant: TenantId, contact: ContactId) -> list[UUID]:
        async with self._pools.within(tenant) as connection:
            rows = await connection.fetch(
                "select id from core.subject_requests where contact = $1 and kind = 'export'", contact
            )
        return [row["id"] for row in rows]

    async def due(self) -> list[tuple[TenantId, UUID]]:
        """Requests of all tenants that nobody has touched for a while, and those with an archive or words whose time
        is over; at most 100, the longest untouched first."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select tenant_id, id from core.subject_requests_due()")
        return [(TenantId(row["tenant_id"]), row["id"]) for row in rows]


async def add_counts(connection: Connection, request: UUID, plugin: str, rows: int) -> None:
    """Adds up over attempts and rounds."""
    await connection.execute(
        "update core.subject_requests set counts = counts || jsonb_build_object($2::text,"
        " coalesce((counts ->> $2)::bigint, 0) + $3::bigint) where id = $1",
        request,
        plugin,
        rows,
    )


def _asker(scope: TenantScope) -> str:
    return f"{scope.actor.kind}:{scope.actor.id or scope.actor.name}"


def _no_contact(contact: ContactId) -> NotFound:
    return NotFound(f"no contact {contact}")


def _request(row: Any) -> SubjectRequest:
    return SubjectRequest(
        id=row["id"],
        contact=ContactId(row["contact"]),
        kind=row["kind"],
        state=row["state"],
        step=row["step"],
        requested_by=row["requested_by"],
        requested_at=row["requested_at"],
        completed_at=row["completed_at"],
        error_code=row["error_code"],
        error_plugin=row["error_plugin"],
        receipt=msgspec.json.decode(row["receipt"]) if row["receipt"] is not None else None,
        archive=row["archive"] is not None,
    )
