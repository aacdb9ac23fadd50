"""What was refused, told in the log of its tenant; equal ones once a minute, over all processes."""

import time
from typing import Any
from uuid import UUID

from vito_contracts.events import NewEvent, as_code
from vito_contracts.identity_events import AccessDenied
from vito_contracts.ids import EventId, TenantId, derived_id
from vito_contracts.scope import ActorKind
from vito_core.db.pool import Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.identity.aside import Aside
from vito_core.identity.callers import Dead

MINUTE = 60
MOST_A_MINUTE = 10_000
NO_PERMISSION = "no_permission"


class Denials:
    def __init__(self, pools: Pools, types: EventTypes, aside: Aside, log: Any) -> None:
        self._pools = pools
        self._types = types
        self._aside = aside
        self._log = log
        self._minute = 0
        self._told: set[UUID] = set()
        self._unknown = 0
        self._unknown_logged = 0.0

    def dead(self, credential: Dead) -> None:
        self._note(credential.tenant, credential.kind, credential.id, credential.reason, "")

    def lacking(self, tenant: TenantId, kind: ActorKind, caller: UUID, needed: str) -> None:
        self._note(tenant, kind, caller, NO_PERMISSION, needed)

    def unknown(self) -> None:
        """A credential of nobody's: there is no tenant to tell, so the process's log counts them, a line a minute."""
        self._unknown += 1
        now = time.monotonic()
        if now - self._unknown_logged >= MINUTE or not self._unknown_logged:
            self._log.warning("access.unknown_credential", count=self._unknown)
            self._unknown, self._unknown_logged = 0, now

    def _note(self, tenant: TenantId, kind: ActorKind, caller: UUID, reason: str, needed: str) -> None:
        minute = int(time.time()) // MINUTE
        if minute != self._minute:
            self._minute = minute
            self._told.clear()
        # The same id in every process: the log takes it once.
        event = derived_id(tenant, "access.denied", kind, caller, reason, needed, minute)
        if event in self._told or len(self._told) >= MOST_A_MINUTE:
            return
        self._told.add(event)
        self._log.warning(
            "access.denied", tenant=str(tenant), kind=kind, caller=str(caller), reason=reason, needed=needed
        )
        denied = AccessDenied(kind=kind, caller=caller, reason=as_code(reason), needed=as_code(needed))
        self._aside.do(
            self._write(tenant, NewEvent(type="access.denied", subject=caller, payload=denied, id=EventId(event)))
        )

    async def _write(self, tenant: TenantId, event: NewEvent) -> None:
        async with self._pools.within(tenant) as connection:
            await append(connection, tenant, "core", self._types, [event])
