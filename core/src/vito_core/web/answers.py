"""Answers to requests with an idempotency key, kept for a day."""

from typing import Literal
from uuid import UUID

import msgspec
import structlog

from vito_contracts.errors import NotFound
from vito_contracts.ids import TenantId
from vito_core.db.pool import Connection, Pools
from vito_core.keyring.ring import DataKeyErased, Keyring

HOURS = 24
MOST_MINUTES = 10
"""No request runs longer; one that seems to was cut off from the database before it could say that it ended."""
MOST_BYTES = 1024 * 1024
"""Of an answer that is kept; a larger one is given once."""
_FORMAT = b"vito answer 1\0"

_CLAIM = f"""
insert into core.answered_requests as r (tenant_id, id, fingerprint, owner) values ($1, $2, $3, $4)
on conflict (tenant_id, id) do update
  set fingerprint = excluded.fingerprint, owner = excluded.owner, begun_at = now(), answered = false, answer = null,
    key_version = null
  where r.begun_at < now() - interval '{HOURS} hours'
returning true
"""
_FIND = f"""
select fingerprint, owner, answered, answer, key_version, begun_at < now() - interval '{MOST_MINUTES} minutes'
  as overdue from core.answered_requests where id = $1
"""


class Answer(msgspec.Struct, frozen=True):
    """`headers`: those that belong to the content, in lower case."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Earlier(msgspec.Struct, frozen=True):
    """What is known of an earlier request with the same key. `answer` None with "answered": it cannot be read now."""

    state: Literal["answered", "running", "lost"]
    fingerprint: bytes
    answer: Answer | None = None


class Answers:
    """`instance`: the number whose advisory lock says that this process is alive."""

    def __init__(self, pools: Pools, keyring: Keyring, instance: int) -> None:
        self._pools = pools
        self._keyring = keyring
        self._instance = instance
        self._running: set[UUID] = set()

    async def begin(self, tenant: TenantId, request: UUID, fingerprint: bytes) -> Earlier | None:
        """None: the request is the caller's to carry out, and then to `keep`, to `release` or to `leave`."""
        if request in self._running:
            return await self._earlier(tenant, request, fingerprint, running=True)
        self._running.add(request)
        claimed = False
        try:
            async with self._pools.within(tenant) as connection:
                claimed = bool(await connection.fetchval(_CLAIM, tenant, request, fingerprint, self._instance))
        finally:
            if not claimed:
                self._running.discard(request)
        return None if claimed else await self._earlier(tenant, request, fingerprint, running=False)

    async def _earlier(self, tenant: TenantId, request: UUID, fingerprint: bytes, *, running: bool) -> Earlier:
        """`running`: this process knows that it is."""
        async with self._pools.within(tenant) as connection:
            row = await connection.fetchrow(_FIND, request)
            if row is None:  # about to be claimed, or released just now
                return Earlier("running", fingerprint)
            alive = running or await self._alive(connection, row["owner"], row["overdue"])
        if not row["answered"]:
            return Earlier("running" if alive else "lost", row["fingerprint"])
        return Earlier("answered", row["fingerprint"], await self._open(tenant, request, row))

    async def keep(self, tenant: TenantId, request: UUID, answer: Answer) -> None:
        version, sealed = None, None
        if len(answer.body) <= MOST_BYTES:
            try:
                version, sealed = await self._seal(tenant, request, answer)
            except DataKeyErased:
                structlog.get_logger().warning("request.answer_not_kept", tenant=str(tenant))
        try:
            async with self._pools.within(tenant) as connection:
                await connection.execute(
                    "update core.answered_requests set answered = true, answer = $2, key_version = $3"
                    " where id = $1 and owner = $4 and not answered",
                    request,
                    sealed,
                    version,
                    self._instance,
                )
        finally:
            self._running.discard(request)

    async def release(self, tenant: TenantId, request: UUID) -> None:
        """It was refused: the key is free again."""
        try:
            async with self._pools.within(tenant) as connection:
                await connection.execute(
                    "delete from core.answered_requests where id = $1 and owner = $2 and not answered",
                    request,
                    self._instance,
                )
        finally:
            self._running.discard(request)

    def leave(self, request: UUID) -> None:
        """It was cut off, and nobody knows how far it came: the key stays taken, and the request is "lost"."""
        self._running.discard(request)

    async def forget(self) -> int:
        """Deletes what is older than a day, of all tenants; how many."""
        async with self._pools.without_tenant() as connection:
            return int(await connection.fetchval("select core.forget_answers()"))

    async def _alive(self, connection: Connection, owner: int, overdue: bool) -> bool:
        if overdue or owner == self._instance:
            return False
        return not await connection.fetchval("select pg_try_advisory_xact_lock($1::bigint)", owner)

    async def _seal(self, tenant: TenantId, request: UUID, answer: Answer) -> tuple[int, bytes]:
        key = await self._keyring.current(tenant)
        return key.version, key.seal(msgspec.msgpack.encode(answer), _bound_to(tenant, request))

    async def _open(self, tenant: TenantId, request: UUID, row: Connection) -> Answer | None:
        if row["answer"] is None:
            return None
        try:
            key = await self._keyring.version(tenant, row["key_version"])
        except (DataKeyErased, NotFound):
            return None
        return msgspec.msgpack.decode(key.unseal(row["answer"], _bound_to(tenant, request)), type=Answer)


def _bound_to(tenant: TenantId, request: UUID) -> bytes:
    return _FORMAT + tenant.bytes + request.bytes
