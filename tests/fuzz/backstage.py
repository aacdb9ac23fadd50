"""What the API alone does not leave behind, made by a second engine of this process: workers that run journeys and
personal data requests, a dispatcher while one is wanted, and rows as a crash or time leaves them."""

import asyncio
import contextlib
import datetime as dt
import threading
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar
from uuid import UUID

import asyncpg
import msgspec

from tests.house import dispatching
from vito_contracts.approvals import ApprovalRequest
from vito_contracts.ids import TenantId, new_id
from vito_contracts.operations import AlertKind, AlertLevel
from vito_core.container import build
from vito_core.engine import Engine
from vito_core.journeys.running import running
from vito_core.operations.alerts import Finding
from vito_core.settings import Settings
from vito_core.testing import scope_of
from vito_core.worker import workers

T = TypeVar("T")
SECONDS = 60.0
GRACE_SECONDS = 1.0
"""For journeys that nobody waits for any more."""
SUBSCRIBER = "lead-gen/main"


class Backstage:
    """`begin` and `end` once each, from the thread that asks for things. `admin`: a superuser's address of the
    database."""

    def __init__(self, settings: Settings, admin: str) -> None:
        self._engine = build(settings)
        self._admin = admin
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="backstage", daemon=True)
        self._stop = asyncio.Event()
        self._life: Any = None

    def begin(self) -> None:
        self._thread.start()
        self._life = asyncio.run_coroutine_threadsafe(self._live(ready := asyncio.Event()), self._loop)
        self._do(ready.wait())

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        with contextlib.suppress(TimeoutError):
            self._life.result(SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(SECONDS)

    async def _live(self, ready: asyncio.Event) -> None:
        await self._engine.open()
        try:
            async with running(workers(self._engine, await self._engine.journeys.client()), GRACE_SECONDS):
                ready.set()
                await self._stop.wait()
        finally:
            await self._engine.close()

    @contextlib.contextmanager
    def dispatching(self) -> Iterator[None]:
        """While inside, events are told to their subscribers."""
        over = asyncio.Event()

        async def tell(engine: Engine) -> None:
            async with dispatching(engine):
                await over.wait()

        telling = asyncio.run_coroutine_threadsafe(tell(self._engine), self._loop)
        try:
            yield
        finally:
            self._loop.call_soon_threadsafe(over.set)
            telling.result(SECONDS)

    @property
    def proposal(self) -> type[msgspec.Struct]:
        """What an approval of `approval` proposes."""
        assert self._engine.contributions is not None
        proposal: type[msgspec.Struct] = self._engine.contributions.approval_kinds[0][1].proposal
        return proposal

    def approval(self, tenant: str, subject: str) -> str:
        """One that waits, asked as the sales host would."""
        return str(self._do(self._ask(TenantId(UUID(tenant)), UUID(subject))))

    def alert(self, tenant: str) -> str:
        self._do(self._raise(TenantId(UUID(tenant))))
        return self._row("select id from core.alerts where tenant_id = $1 order by id desc limit 1", tenant)

    def doubtful_effect(self, tenant: str, subject: str) -> str:
        """Of which nobody knows whether it arrived."""
        return self._row(
            "insert into core.effects (tenant_id, id, kind, key, subject, payload, channel, state, attempts, sent_at,"
            " settled_at, broke_at) values ($1, $2, $3, $4, $5, '{}', 'email', 'unknown', 1, now(), now(), now())"
            " returning id",
            tenant,
            made := new_id(),
            self._effect_kind(),
            str(made),
            UUID(subject),
        )

    def dead_letter(self, tenant: str) -> str:
        """The newest event of the tenant, as one that a subscriber failed to handle too often."""
        return self._row(
            "insert into core.parked_events (tenant_id, subscriber, event, subject, txid, seq, attempts, next_at,"
            " state, error_code) select tenant_id, $2, id, subject, txid, seq, 8, now(), 'dead', 'ValueError'"
            " from core.events where tenant_id = $1 order by txid desc, seq desc limit 1"
            " on conflict (tenant_id, subscriber, event) do update set state = 'dead' returning event",
            tenant,
            SUBSCRIBER,
        )

    def kept(self, query: str, thing: str) -> Any:
        """What a query finds of the thing that its first parameter names."""
        return self._do(self._fetch(query, UUID(thing)))

    def forget_logins(self) -> None:
        """So that the next attempt is not slowed down by those before."""
        self._do(self._execute("delete from core.login_pauses"))

    def _effect_kind(self) -> str:
        assert self._engine.contributions is not None
        return str(self._engine.contributions.effects[0][1].name)

    async def _ask(self, tenant: TenantId, subject: UUID) -> UUID:
        assert self._engine.contributions is not None
        plugin, kind = self._engine.contributions.approval_kinds[0]
        words = {field.name: "text" for field in msgspec.structs.fields(kind.proposal) if field.required}
        asked = await self._engine.approvals.ask(
            scope_of(tenant),
            plugin,
            ApprovalRequest(
                kind=kind.name,
                key=str(new_id()),
                subject=subject,
                proposal=msgspec.convert(words, kind.proposal, strict=False),
                expires_in=dt.timedelta(days=1),
            ),
        )
        return asked.id

    async def _raise(self, tenant: TenantId) -> None:
        found = Finding(
            tenant=tenant, kind=AlertKind.STORAGE, level=AlertLevel.INFO, value=1, threshold=1, thing=str(new_id())
        )
        async with self._engine.pools.within(tenant) as connection:
            await self._engine.operations.alerts.raise_within(connection, found)

    def _row(self, query: str, tenant: str, *more: Any) -> str:
        """The first column of the first row; `tenant` is its first parameter."""
        return str(self._do(self._fetch(query, UUID(tenant), *more)))

    async def _fetch(self, query: str, *arguments: Any) -> Any:
        connection = await asyncpg.connect(self._admin)
        try:
            return await connection.fetchval(query, *arguments)
        finally:
            await connection.close()

    async def _execute(self, query: str) -> None:
        await self._fetch(query)

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(SECONDS)
